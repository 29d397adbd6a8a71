/* Does a label's value have the form that it should? */
#include "label_value.h"

#include "spdx.h"

/* A text that is read from its start. */
struct reader {
	rlint_str text;
	size_t at;
};

static bool is_word(char byte)
{
	return rlint_byte_is_letter(byte) || rlint_byte_is_digit(byte) || byte == '-';
}

static bool is_at_end(const struct reader *reader)
{
	return reader->at == reader->text.len;
}

static bool take(struct reader *reader, char byte)
{
	if (is_at_end(reader) || reader->text.ptr[reader->at] != byte) {
		return false;
	}
	reader->at++;
	return true;
}

/* The bytes from here on for which `accepts` holds. */
static rlint_str take_all(struct reader *reader, bool (*accepts)(char byte))
{
	size_t start = reader->at;

	while (!is_at_end(reader) && accepts(reader->text.ptr[reader->at])) {
		reader->at++;
	}
	return rlint_str_slice(reader->text, start, reader->at);
}

/* `count` digits that make a number from `least` to `most`. */
static bool take_number(struct reader *reader, size_t count, unsigned least, unsigned most)
{
	unsigned number = 0;

	for (size_t i = 0; i < count; i++) {
		if (is_at_end(reader) || !rlint_byte_is_digit(reader->text.ptr[reader->at])) {
			return false;
		}
		number = number * 10 + (unsigned)(reader->text.ptr[reader->at++] - '0');
	}
	return number >= least && number <= most;
}

/* date = 4DIGIT "-" 2DIGIT "-" 2DIGIT (RFC 3339, 5.6) */
static bool take_date(struct reader *reader)
{
	return take_number(reader, 4, 0, 9999) && take(reader, '-') &&
	       take_number(reader, 2, 1, 12) && take(reader, '-') && take_number(reader, 2, 1, 31);
}

/* time = 2DIGIT ":" 2DIGIT ":" 2DIGIT ["." 1*DIGIT]; 60 is a leap second */
static bool take_time(struct reader *reader)
{
	if (!take_number(reader, 2, 0, 23) || !take(reader, ':') ||
		!take_number(reader, 2, 0, 59) || !take(reader, ':') ||
		!take_number(reader, 2, 0, 60)) {
		return false;
	}
	return !take(reader, '.') || take_all(reader, rlint_byte_is_digit).len > 0;
}

/* zone = "Z" / ("+" / "-") 2DIGIT ":" 2DIGIT */
static bool take_zone(struct reader *reader)
{
	if (take(reader, 'Z') || take(reader, 'z')) {
		return true;
	}
	return (take(reader, '+') || take(reader, '-')) && take_number(reader, 2, 0, 23) &&
	       take(reader, ':') && take_number(reader, 2, 0, 59);
}

static bool is_time(rlint_str text)
{
	struct reader reader = { text, 0 };

	return take_date(&reader) &&
	       (take(&reader, 'T') || take(&reader, 't') || take(&reader, ' ')) &&
	       take_time(&reader) && take_zone(&reader) && is_at_end(&reader);
}

static bool is_scheme(char byte)
{
	return is_word(byte) || byte == '+' || byte == '.';
}

/* What no part of a URI may hold (RFC 3986, 2). */
static bool is_uri(char byte)
{
	return byte > ' ' && byte < 0x7f && byte != '"' && byte != '<' && byte != '>' &&
	       byte != '\\' && byte != '^' && byte != '`' && byte != '{' && byte != '|' &&
	       byte != '}';
}

/* URI = scheme ":" rest (RFC 3986, 3) */
static bool is_url(rlint_str text)
{
	struct reader reader = { text, 0 };
	rlint_str scheme = take_all(&reader, is_scheme);

	return scheme.len > 0 && rlint_byte_is_letter(scheme.ptr[0]) && take(&reader, ':') &&
	       take_all(&reader, is_uri).len > 0 && is_at_end(&reader);
}

static bool is_hexadecimal(char byte)
{
	return rlint_byte_is_digit(byte) || (byte >= 'a' && byte <= 'f');
}

/* A commit of git, short or whole, by SHA-1 or SHA-256. */
static bool is_hash(rlint_str text)
{
	struct reader reader = { text, 0 };
	size_t length = take_all(&reader, is_hexadecimal).len;

	return is_at_end(&reader) && (length == 7 || length == 40 || length == 64);
}

static bool take_version_number(struct reader *reader)
{
	rlint_str number = take_all(reader, rlint_byte_is_digit);

	return number.len == 1 || (number.len > 1 && number.ptr[0] != '0');
}

/* identifier *("." identifier); numbers of a pre-release have no leading zero */
static bool take_identifiers(struct reader *reader, bool may_lead_with_zero)
{
	do {
		rlint_str word = take_all(reader, is_word);

		if (word.len == 0 || (!may_lead_with_zero && word.len > 1 && word.ptr[0] == '0' &&
					     rlint_str_is_digits(word))) {
			return false;
		}
	} while (take(reader, '.'));
	return true;
}

/* semver.org, 2.0.0 */
static bool is_semantic_version(rlint_str text)
{
	struct reader reader = { text, 0 };

	if (!take_version_number(&reader) || !take(&reader, '.') || !take_version_number(&reader) ||
		!take(&reader, '.') || !take_version_number(&reader)) {
		return false;
	}
	if (take(&reader, '-') && !take_identifiers(&reader, false)) {
		return false;
	}
	return (!take(&reader, '+') || take_identifiers(&reader, true)) && is_at_end(&reader);
}

static bool is_local_part(char byte)
{
	return byte > ' ' && byte < 0x7f && byte != '@' && byte != '<' && byte != '>' &&
	       byte != '(' && byte != ')' && byte != ',' && byte != ';' && byte != ':' &&
	       byte != '\\' && byte != '"' && byte != '[' && byte != ']';
}

/* local@label[.label ...]: the addresses of RFC 5322 without quotes and comments */
static bool is_address(rlint_str text)
{
	struct reader reader = { text, 0 };

	return take_all(&reader, is_local_part).len > 0 && take(&reader, '@') &&
	       take_identifiers(&reader, true) && is_at_end(&reader);
}

static bool is_licence_byte(char byte)
{
	return is_word(byte) || byte == '.' || byte == '+' || byte == ':';
}

/* Does the row, its words between blanks, hold the word? Case-blind, as SPDX wants. */
static bool row_lists(rlint_str row, rlint_str word)
{
	for (size_t i = 0; i + word.len + 1 < row.len; i++) {
		if (row.ptr[i] == ' ' && row.ptr[i + 1 + word.len] == ' ' &&
			rlint_str_is_like((rlint_str){ row.ptr + i + 1, word.len }, word)) {
			return true;
		}
	}
	return false;
}

static bool lists(const rlint_str *rows, size_t count, rlint_str word)
{
	for (size_t i = 0; i < count && word.len > 0; i++) {
		if (row_lists(rows[i], word)) {
			return true;
		}
	}
	return false;
}

static bool is_listed_licence(rlint_str word)
{
	return lists(RLINT_LIST(spdx_licences), word);
}

static bool is_licence(rlint_str word)
{
	size_t length = word.len;

	if (word.len == 0) {
		return false;
	}
	if (rlint_str_starts(word, RLINT_STR("LicenseRef-")) ||
		rlint_str_starts(word, RLINT_STR("DocumentRef-"))) {
		return true;
	}
	if (is_listed_licence(word)) {
		return true;
	}
	/* "or later" of one that has no such name of its own */
	length -= word.ptr[length - 1] == '+' ? 1 : 0;
	return length > 0 && length < word.len &&
	       is_listed_licence((rlint_str){ word.ptr, length });
}

static rlint_str take_word(struct reader *reader)
{
	while (take(reader, ' ')) {
	}
	return take_all(reader, is_licence_byte);
}

/* Opening or closing brackets with the blanks between them. */
static int take_brackets(struct reader *reader, char bracket)
{
	int count = 0;

	for (;;) {
		if (take(reader, bracket)) {
			count++;
		} else if (!take(reader, ' ')) {
			return count;
		}
	}
}

/* ["WITH" exception] behind a licence. */
static bool take_exception(struct reader *reader)
{
	struct reader before = *reader;

	if (!rlint_str_is(take_word(reader), RLINT_STR("WITH"))) {
		*reader = before;
		return true;
	}
	return lists(RLINT_LIST(spdx_exceptions), take_word(reader));
}

static bool is_connective(rlint_str word)
{
	return rlint_str_is(word, RLINT_STR("AND")) || rlint_str_is(word, RLINT_STR("OR"));
}

/* expression = operand *(("AND" / "OR") operand); operand = *"(" licence ["WITH" exception] *")"
 * (SPDX 2.3, annex D). Counting the brackets reads any depth without recursion. */
static bool is_licence_expression(rlint_str text)
{
	struct reader reader = { text, 0 };
	int depth = 0;

	do {
		depth += take_brackets(&reader, '(');
		if (!is_licence(take_word(&reader)) || !take_exception(&reader)) {
			return false;
		}
		depth -= take_brackets(&reader, ')');
	} while (is_connective(take_word(&reader)));
	return depth == 0 && is_at_end(&reader);
}

const struct label_form *label_form_named(rlint_str name)
{
	static const struct label_form forms[] = {
		{ RLINT_STR_INIT("text"), NULL, NULL, NULL },
		{ RLINT_STR_INIT("rawtext"), NULL, NULL, NULL },
		{ RLINT_STR_INIT("url"), is_url, "an absolute URL", "DL3052" },
		{ RLINT_STR_INIT("rfc3339"), is_time, "a time as RFC 3339 writes it", "DL3053" },
		{ RLINT_STR_INIT("spdx"), is_licence_expression, "an SPDX licence", "DL3054" },
		{ RLINT_STR_INIT("hash"), is_hash, "a commit of git", "DL3055" },
		{ RLINT_STR_INIT("semver"), is_semantic_version, "a semantic version", "DL3056" },
		{ RLINT_STR_INIT("email"), is_address, "an e-mail address", "DL3058" },
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (rlint_str_is(forms[i].name, name)) {
			return &forms[i];
		}
	}
	return NULL;
}
