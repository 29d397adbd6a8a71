/* YAML's blocks of text.
 *
 *	block  = ( "|" | ">" ) [ header ] [ blanks "#" ... ] break { line }
 *	header = ( "+" | "-" ) [ digit ] | digit [ "+" | "-" ]
 *	line   = indent text break | blanks break          ; indent: the first line's, or the digit
 *
 * Only where they end is found here; yaml_scalar.c says what they mean. */
#include "lib/syntax/config/yaml_chars.h"
#include "lib/syntax/config/yaml_scan.h"

static bool pass_sign(struct yaml_scan *scan)
{
	char byte = yaml_byte(scan->text, scan->at);
	bool is_sign = byte == '+' || byte == '-';

	scan->at += is_sign ? 1 : 0;
	return is_sign;
}

/* Passes the header up to its line's end; returns the indentation it asks for, 0: none. */
static uint32_t pass_header(struct yaml_scan *scan, uint32_t start)
{
	rlint_str text = scan->text;
	uint32_t digit = 0;
	bool has_sign;

	scan->at++;
	has_sign = pass_sign(scan);
	if (rlint_byte_is_digit(yaml_byte(text, scan->at))) {
		digit = (uint32_t)(text.ptr[scan->at] - '0');
		if (digit == 0) {
			yaml_scan_fail(scan, FAULT_BLOCK_ZERO, start, scan->at);
		}
		scan->at++;
	}
	if (!has_sign) {
		(void)pass_sign(scan);
	}
	scan->at = yaml_skip_blanks(text, scan->at);
	if (yaml_byte(text, scan->at) == '#') {
		yaml_scan_comment(scan);
	}
	if (scan->at < text.len && yaml_break(text, scan->at) == 0) {
		yaml_scan_fail(scan, FAULT_BLOCK_HEADER, start, scan->at);
	}
	return digit;
}

/* Passes the line break here, unless the text ends. */
static void pass_break(struct yaml_scan *scan)
{
	uint32_t length = yaml_break(scan->text, scan->at);

	if (length > 0) {
		yaml_scan_pass_break(scan, length);
	}
}

/* Passes the indentation of a line: up to `indent`, or all where that is not known, 0. Returns its
 * column. */
static uint32_t pass_indent(struct yaml_scan *scan, uint32_t start, uint32_t indent)
{
	uint32_t most = indent == 0 ? UINT32_MAX : indent;

	while (scan->at - scan->line < most && yaml_byte(scan->text, scan->at) == ' ') {
		scan->at++;
	}
	if (scan->at - scan->line < most && yaml_byte(scan->text, scan->at) == '\t') {
		yaml_scan_fail(scan, FAULT_BLOCK_TAB, start, scan->at);
	}
	return scan->at - scan->line;
}

/* Passes lines without text and the indentation of the next; where that is not known, it is the
 * deepest of all these. Returns the end of the last such line. */
static uint32_t pass_breaks(struct yaml_scan *scan, uint32_t start, uint32_t *indent)
{
	uint32_t most = scan->indent > 0 ? (uint32_t)scan->indent + 1 : 1;
	uint32_t end = scan->at;
	uint32_t length = 1;

	while (length > 0) {
		uint32_t column = pass_indent(scan, start, *indent);

		most = column > most ? column : most;
		length = yaml_break(scan->text, scan->at);
		if (length > 0) {
			yaml_scan_pass_break(scan, length);
			end = scan->at;
		}
	}
	*indent = *indent == 0 ? most : *indent;
	return end;
}

void yaml_scan_block(struct yaml_scan *scan)
{
	uint32_t start = scan->at;
	uint32_t indent = pass_header(scan, start);
	uint32_t end;
	struct yaml_token *token;

	if (indent > 0 && scan->indent > 0) {
		indent += (uint32_t)scan->indent;
	}
	pass_break(scan);
	end = pass_breaks(scan, start, &indent);
	while (scan->fault == FAULT_NONE && scan->at < scan->text.len &&
		scan->at - scan->line == indent) {
		scan->at = yaml_line_end(scan->text, scan->at);
		pass_break(scan);
		end = pass_breaks(scan, start, &indent);
	}
	token = yaml_scan_add(scan, TOKEN_SCALAR, start, end);
	token->style = scan->text.ptr[start] == '|' ? CONFIG_LITERAL : CONFIG_FOLDED;
	token->detail = indent;
}
