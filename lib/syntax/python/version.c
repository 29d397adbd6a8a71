/* PEP 440, appendix B; white space around it is the caller's:
 *
 *   version = ["v"] [digits "!"] digits *("." digits) ( ".*" | [pre] [post] [dev] ["+" local] )
 *   pre     = [sep] ("alpha" | "beta" | "preview" | "pre" | "a" | "b" | "c" | "rc") [sep] [digits]
 *   post    = "-" digits | [sep] ("post" | "rev" | "r") [sep] [digits]
 *   dev     = [sep] "dev" [sep] [digits]
 *   local   = 1*alnum *(sep 1*alnum)
 *   sep     = "-" | "_" | "."
 *
 * Letters in any case. Each part takes as much as it can; no part needs to give back. */
#include "lib/syntax/python/version.h"

#include "lib/syntax/python/space.h"

static size_t digits_end(rlint_str text, size_t at)
{
	while (at < text.len && rlint_byte_is_digit(text.ptr[at])) {
		at++;
	}
	return at;
}

static bool is_separator(rlint_str text, size_t at)
{
	return at < text.len && (text.ptr[at] == '-' || text.ptr[at] == '_' || text.ptr[at] == '.');
}

/* One of the words (ended by NULL) at `at`, in any case; its index, or -1. */
static int word_at(rlint_str text, size_t at, const char *const *words)
{
	for (int i = 0; words[i]; i++) {
		rlint_str word = str_from(words[i]);

		if (rlint_str_is_like(str_slice(text, at, at + word.len), word)) {
			return i;
		}
	}
	return -1;
}

/* [sep] WORD [sep] [digits]; the word's index, or -1 with *at left alone. */
static int phase(rlint_str text, size_t *at, const char *const *words, rlint_str *number)
{
	size_t here = *at + is_separator(text, *at);
	int word = -1;
	size_t end;

	/* Most versions end with their release. */
	if (here < text.len && rlint_byte_is_letter(text.ptr[here])) {
		word = word_at(text, here, words);
	}
	if (word < 0) {
		return word;
	}
	here += str_from(words[word]).len;
	here += is_separator(text, here);
	end = digits_end(text, here);
	*number = str_slice(text, here, end);
	*at = end;
	return word;
}

static void scan_pre(struct version *out, rlint_str text, size_t *at)
{
	static const char *const words[] = { "alpha", "beta", "preview", "pre", "a", "b", "c", "rc",
		NULL };
	static const char letters[] = "abccabcc";
	int word = phase(text, at, words, &out->pre_number);

	if (word >= 0) {
		out->pre = letters[word];
	}
}

static void scan_post(struct version *out, rlint_str text, size_t *at)
{
	static const char *const words[] = { "post", "rev", "r", NULL };
	size_t end = digits_end(text, *at + 1);

	if (*at < text.len && text.ptr[*at] == '-' && end > *at + 1) {
		out->has_post = true;
		out->post_number = str_slice(text, *at + 1, end);
		*at = end;
		return;
	}
	out->has_post = phase(text, at, words, &out->post_number) >= 0;
}

static void scan_dev(struct version *out, rlint_str text, size_t *at)
{
	static const char *const words[] = { "dev", NULL };

	out->has_dev = phase(text, at, words, &out->dev_number) >= 0;
}

static size_t alnum_end(rlint_str text, size_t at)
{
	while (at < text.len &&
		(rlint_byte_is_digit(text.ptr[at]) || rlint_byte_is_letter(text.ptr[at]))) {
		at++;
	}
	return at;
}

static void scan_local(struct version *out, rlint_str text, size_t *at)
{
	size_t start = *at + 1;
	size_t end;

	if (*at >= text.len || text.ptr[*at] != '+' || (end = alnum_end(text, start)) == start) {
		return;
	}
	while (is_separator(text, end) && alnum_end(text, end + 1) > end + 1) {
		end = alnum_end(text, end + 1);
	}
	out->local = str_slice(text, start, end);
	*at = end;
}

/* [digits "!"] digits *("." digits); false where it is missing or too short. */
static bool scan_release(struct version *out, rlint_str text, size_t *at, unsigned allowed)
{
	size_t start = *at;
	size_t end = digits_end(text, start);
	unsigned numbers = 1;

	if (end > start && end < text.len && text.ptr[end] == '!' &&
		digits_end(text, end + 1) > end + 1) {
		out->epoch = str_slice(text, start, end);
		start = end + 1;
		end = digits_end(text, start);
	}
	if (end == start) {
		return false;
	}
	while (end < text.len && text.ptr[end] == '.' && digits_end(text, end + 1) > end + 1) {
		end = digits_end(text, end + 1);
		numbers++;
	}
	out->release = str_slice(text, start, end);
	*at = end;
	return numbers > 1 || !(allowed & VERSION_TWO_NUMBERS);
}

size_t version_scan(struct version *out, rlint_str text, size_t at, unsigned allowed)
{
	size_t start = at;

	*out = (struct version){ 0 };
	if (at < text.len && byte_lower(text.ptr[at]) == 'v') {
		at++;
	}
	if (!scan_release(out, text, &at, allowed)) {
		return start;
	}
	if ((allowed & VERSION_PREFIX) &&
		rlint_str_is(str_slice(text, at, at + 2), RLINT_STR(".*"))) {
		out->is_prefix = true;
		return at + 2;
	}
	scan_pre(out, text, &at);
	scan_post(out, text, &at);
	scan_dev(out, text, &at);
	if (allowed & VERSION_LOCAL) {
		scan_local(out, text, &at);
	}
	return at;
}

bool version_parse(struct version *out, rlint_str text)
{
	size_t start = 0;
	size_t end = text.len;

	space_strip(text, &start, &end);
	return start < end &&
	       version_scan(out, str_slice(text, 0, end), start, VERSION_LOCAL) == end;
}
