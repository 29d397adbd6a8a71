/* YAML's scalars that stand in a line: plain and quoted.
 *
 *	plain  = word { space word }      ; space: blanks, or lines indented deeper than the block
 *	word   = byte { byte }            ; up to a blank, a break or ":" before space or end;
 *	                                  ; in brackets up to  , [ ] { }  too
 *	single = "'" { byte | "''" } "'"
 *	double = '"' { byte | "\" escape } '"'
 *	escape = one of  0 a b t n v f r e space " / \ N _ L P, tab, a break
 *	       | "x" 2 hex | "u" 4 hex | "U" 8 hex
 *
 * Only where they end is found here; yaml_scalar.c says what they mean. */
#include "lib/base/str.h"
#include "lib/syntax/config/yaml_chars.h"
#include "lib/syntax/config/yaml_scan.h"

static bool at_marker(const struct yaml_scan *scan)
{
	return scan->at == scan->line && scan->at < scan->text.len &&
	       yaml_is_marker(scan->text, scan->at);
}

/* Does the word end before the byte at `at`, which is one that may end it? */
static bool ends_word(struct yaml_scan *scan, uint32_t start, uint32_t at)
{
	rlint_str text = scan->text;
	unsigned class = yaml_class_at(text, at);

	if ((class & YAML_COLON) == 0) {
		return (class & YAML_WIDE) == 0 || yaml_break(text, at) > 0;
	}
	if (yaml_is_space_or_end(text, at + 1)) {
		return true;
	}
	if (yaml_scan_is_flow(scan) && byte_is_one_of(text.ptr[at + 1], ",?[]{}")) {
		yaml_scan_fail(scan, FAULT_PLAIN_COLON, start, at);
		return true;
	}
	return false;
}

/* The end of the word at `at`, in the scalar that starts at `start`. */
static uint32_t word_end(struct yaml_scan *scan, uint32_t start)
{
	unsigned stops = YAML_BLANK | YAML_BREAK | YAML_WIDE | YAML_COLON |
			 (yaml_scan_is_flow(scan) ? YAML_BRACKET : 0U);
	uint32_t at = yaml_find_class(scan->text, scan->at, stops);

	while (at < scan->text.len && !ends_word(scan, start, at)) {
		at = yaml_find_class(scan->text, at + 1, stops);
	}
	return at;
}

static bool is_indented(const struct yaml_scan *scan)
{
	return (int64_t)(scan->at - scan->line) > scan->indent;
}

/* Passes blanks and breaks between words; returns how many breaks. */
static uint32_t pass_plain_space(struct yaml_scan *scan, uint32_t start)
{
	rlint_str text = scan->text;
	uint32_t breaks = 0;

	while (yaml_is_space_or_end(text, scan->at) && scan->at < text.len) {
		uint32_t length = yaml_break(text, scan->at);

		if (length > 0) {
			yaml_scan_pass_break(scan, length);
			breaks++;
		} else if (breaks > 0 && text.ptr[scan->at] == '\t' && !is_indented(scan)) {
			yaml_scan_fail(scan, FAULT_PLAIN_TAB, start, scan->at);
			return breaks;
		} else {
			scan->at++;
		}
	}
	return breaks;
}

void yaml_scan_plain(struct yaml_scan *scan)
{
	uint32_t start = scan->at;
	uint32_t end = start;
	uint32_t breaks = 0; /* behind the last word */
	bool is_verbatim = true;
	struct yaml_token *token;

	while (!at_marker(scan) && yaml_byte(scan->text, scan->at) != '#') {
		uint32_t stop = word_end(scan, start);

		if (stop > scan->at) {
			is_verbatim = is_verbatim && breaks == 0;
			breaks = 0;
			end = stop;
			scan->at = stop;
		}
		if (scan->fault != FAULT_NONE || !yaml_is_space_or_end(scan->text, stop) ||
			stop == scan->text.len) {
			break;
		}
		breaks += pass_plain_space(scan, start);
		if (scan->fault != FAULT_NONE ||
			(!yaml_scan_is_flow(scan) &&
				(int64_t)(scan->at - scan->line) <= scan->indent)) {
			break;
		}
	}
	token = yaml_scan_add(scan, TOKEN_SCALAR, start, end);
	token->style = CONFIG_PLAIN;
	token->is_verbatim = is_verbatim;
	scan->may_be_key = scan->may_be_key || breaks > 0;
}

/* Passes \x, \u or \U with their digits. */
static void pass_code(struct yaml_scan *scan, uint32_t start, uint32_t digits)
{
	uint64_t code = 0;

	for (uint32_t i = 0; i < digits; i++) {
		int digit = yaml_hex(yaml_byte(scan->text, scan->at + 2 + i));

		if (digit < 0) {
			yaml_scan_fail(scan, FAULT_ESCAPE_DIGITS, start, scan->at + 2);
			return;
		}
		code = code << 4 | (unsigned)digit;
	}
	if ((code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) {
		yaml_scan_fail(scan, FAULT_ESCAPE_CODE, start, scan->at + 2);
		return;
	}
	scan->at += 2 + digits;
}

/* Passes the escape whose backslash is at `at`. */
static void pass_escape(struct yaml_scan *scan, uint32_t start)
{
	uint32_t length = yaml_break(scan->text, scan->at + 1);
	char kind = yaml_byte(scan->text, scan->at + 1);

	if (length > 0) {
		yaml_scan_pass_break(scan, 1 + length);
	} else if (kind == 'x') {
		pass_code(scan, start, 2);
	} else if (kind == 'u') {
		pass_code(scan, start, 4);
	} else if (kind == 'U') {
		pass_code(scan, start, 8);
	} else if (byte_is_one_of(kind, "0abt\tnvfre \"/\\N_LP")) {
		scan->at += 2;
	} else {
		yaml_scan_fail(scan, FAULT_ESCAPE, start, scan->at);
	}
}

/* Passes one thing that is no plain byte of a quoted scalar; false at its end. */
static bool pass_special(struct yaml_scan *scan, uint32_t start, bool *is_verbatim)
{
	rlint_str text = scan->text;
	uint32_t length = yaml_break(text, scan->at);
	char byte = text.ptr[scan->at];
	bool is_single = text.ptr[start] == '\'';

	if (length > 0) {
		yaml_scan_pass_break(scan, length);
		*is_verbatim = false;
	} else if (byte == '\\') {
		*is_verbatim = false;
		pass_escape(scan, start);
	} else if (is_single && byte == '\'' && yaml_byte(text, scan->at + 1) == '\'') {
		*is_verbatim = false;
		scan->at += 2;
	} else if (byte == text.ptr[start]) {
		return false;
	} else {
		scan->at++;
	}
	return true;
}

void yaml_scan_quoted(struct yaml_scan *scan)
{
	uint32_t start = scan->at;
	bool is_single = scan->text.ptr[start] == '\'';
	unsigned stops = YAML_BREAK | YAML_WIDE | (is_single ? YAML_SINGLE : YAML_DOUBLE);
	bool is_verbatim = true;
	bool is_open = true;
	struct yaml_token *token;

	scan->at++;
	while (is_open && scan->fault == FAULT_NONE) {
		if (at_marker(scan)) {
			yaml_scan_fail(scan, FAULT_QUOTE_MARKER, start, scan->at);
			break;
		}
		scan->at = yaml_find_class(scan->text, scan->at, stops);
		if (scan->at >= scan->text.len) {
			yaml_scan_fail(scan, FAULT_QUOTE_END, start, scan->at);
			break;
		}
		is_open = pass_special(scan, start, &is_verbatim);
	}
	scan->at++;
	token = yaml_scan_add(scan, TOKEN_SCALAR, start, scan->at);
	token->style = is_single ? CONFIG_SINGLE_QUOTED : CONFIG_DOUBLE_QUOTED;
	token->is_verbatim = is_verbatim;
}
