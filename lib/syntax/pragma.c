/* Comments that speak to a linter.
 *
 *     pragma   = "#" [ blanks ] ( own | hadolint | other )
 *     own      = "reprolint:" [ blanks ] ( "ignore" | "ignore-file" ) [ blanks ] "=" list
 *     hadolint = "hadolint" blanks ( [ scope blanks ] "ignore" [ blanks ] "=" list
 *                                  | "shell" [ blanks ] "=" [ blanks ] path )
 *     scope    = "global" | "stage"
 *     other    = "trivy:ignore:" word | "checkov:skip=" list [ ":" reason ]
 *              | "kics-scan" blanks ( "disable=" list | "ignore" [ "-line" | "-block" ] )
 *     list     = [ blanks ] word { [ blanks ] "," [ blanks ] word }
 *
 * What follows the list is the author's reason. hadolint is stricter with its own form: words are
 * made of the letters D, L, S, C and of digits, and a reason begins with `#`. Source: hadolint's
 * README, "Inline ignores" and "Inline shell". To checkov and KICS their comments cover the file,
 * but for ignore-line and ignore-block. Sources: trivy, "Filtering by inline comments"; checkov,
 * "Suppressing and skipping policies"; KICS, "Using commands on scanned files as comments". */
#include "lib/syntax/pragma.h"

#include "lib/base/str.h"

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static rlint_str skip_blanks(rlint_str text)
{
	size_t at = 0;

	while (at < text.len && is_blank(text.ptr[at])) {
		at++;
	}
	return str_slice(text, at, text.len);
}

/* Takes the word off the front of the text, and the blanks behind it. */
static inline bool take(rlint_str *text, const char *word)
{
	rlint_str prefix = str_from(word);

	if (!rlint_str_starts(*text, prefix)) {
		return false;
	}
	*text = skip_blanks(str_slice(*text, prefix.len, text->len));
	return true;
}

/* The same of a word that blanks must follow. */
static inline bool take_apart(rlint_str *text, const char *word)
{
	rlint_str rest = *text;

	if (!take(&rest, word) || rest.ptr == text->ptr + str_from(word).len) {
		return false;
	}
	*text = rest;
	return true;
}

/* The word at the front, up to a blank, a comma or `#`. */
static rlint_str front_word(rlint_str text)
{
	size_t end = 0;

	while (end < text.len && !byte_is_space(text.ptr[end]) && text.ptr[end] != ',' &&
		text.ptr[end] != '#') {
		end++;
	}
	return str_slice(text, 0, end);
}

static bool read_own(rlint_str *text, struct pragma_comment *out)
{
	if (take(text, "ignore-file")) {
		out->scope = PRAGMA_FILE;
		return true;
	}
	return take(text, "ignore");
}

static bool read_hadolint(rlint_str *text, struct pragma_comment *out)
{
	out->is_of_hadolint = true;
	if (take(text, "shell")) {
		out->kind = PRAGMA_SHELL;
		return true;
	}
	if (take_apart(text, "global")) {
		out->scope = PRAGMA_FILE;
	} else if (take_apart(text, "stage")) {
		out->scope = PRAGMA_STAGE;
	}
	return take(text, "ignore");
}

/* What KICS would say of the next line, of a whole stage, or of the file. */
static bool read_kics(rlint_str text, struct pragma_comment *out)
{
	static const struct {
		const char *word;
		enum pragma_scope scope;
	} words[] = { { "ignore-line", PRAGMA_NEXT }, { "ignore-block", PRAGMA_BLOCK },
		{ "ignore", PRAGMA_FILE } };

	out->scope = PRAGMA_FILE;
	out->value = text;
	if (take(&out->value, "disable=")) {
		return true;
	}
	for (size_t i = 0; i < RLINT_COUNT(words) && !out->is_all_of_kics; i++) {
		if (rlint_str_is(front_word(text), str_from(words[i].word))) {
			out->scope = words[i].scope;
			out->is_all_of_kics = true;
			out->value = (rlint_str){ 0 };
		}
	}
	return out->is_all_of_kics;
}

/* The comments of linters whose ids are known here; what else they say is their own affair. */
static bool read_other(rlint_str text, struct pragma_comment *out)
{
	if (take(&text, "trivy:ignore:")) {
		out->value = text;
		return true;
	}
	out->scope = PRAGMA_FILE;
	if (take(&text, "checkov:skip=")) {
		out->value = str_slice(text, 0, str_find(text, ':', 0));
		return true;
	}
	if (take_apart(&text, "kics-scan")) {
		return read_kics(text, out);
	}
	return false;
}

bool pragma_read(rlint_str text, struct pragma_comment *out)
{
	bool is_read = false;

	*out = (struct pragma_comment){ 0 };
	if (!take(&text, "#")) {
		return false;
	}
	if (take(&text, "reprolint:")) {
		is_read = read_own(&text, out);
	} else if (take_apart(&text, "hadolint")) {
		is_read = read_hadolint(&text, out);
	} else {
		return read_other(text, out);
	}
	is_read = is_read && take(&text, "=");
	out->value = text;
	if (is_read && out->kind == PRAGMA_SHELL) {
		return pragma_next_word(&text, &out->value);
	}
	return is_read;
}

bool pragma_next_word(rlint_str *list, rlint_str *word)
{
	*word = front_word(*list);
	*list = skip_blanks(str_slice(*list, word->len, list->len));
	if (!take(list, ",")) {
		*list = (rlint_str){ 0 };
	}
	return word->len > 0;
}

/* How many bytes of the text may stand in one of hadolint's codes. */
static size_t code_length(rlint_str text)
{
	static const rlint_str bytes = RLINT_STR_INIT("DLSC0123456789");
	size_t length = 0;

	while (length < text.len && str_find(bytes, text.ptr[length], 0) < bytes.len) {
		length++;
	}
	return length;
}

bool pragma_has_flaw(const struct pragma_comment *comment, rlint_str *flaw)
{
	rlint_str text = comment->value;

	if (!comment->is_of_hadolint || comment->kind != PRAGMA_IGNORE) {
		return false;
	}
	do {
		rlint_str word = front_word(text);

		*flaw = word;
		if (word.len == 0 || code_length(word) < word.len) {
			return true;
		}
		text = skip_blanks(str_slice(text, word.len, text.len));
	} while (take(&text, ","));
	*flaw = front_word(text);
	return text.len > 0 && text.ptr[0] != '#' && !byte_is_space(text.ptr[0]);
}
