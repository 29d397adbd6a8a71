/* YAML's anchors, aliases, tags and directives.
 *
 *	anchor    = "&" name      alias = "*" name
 *	name      = ( letter | digit | "_" | "-" ) ...   ; up to space, end or one of  ? : , ] } % @
 *` tag       = "!<" uri ">" | handle part { part } | "!" { part }       ; up to space or end handle
 *= "!" { letter | digit | "_" | "-" } "!" part      = letter | digit | one of  - _ ; / ? : @ & = +
 *$ . ! ~ * ' ( ) | "%" 2 hex uri       = ( part | "," | "[" | "]" ) ... directive = "%YAML" ... |
 *"%TAG" blanks ( handle | "!" ) blanks uri [ blanks [ comment ] ]
 *
 * A %YAML line is read over whatever it says: the version is no matter here. */
#include "lib/syntax/config/yaml_chars.h"
#include "lib/syntax/config/yaml_scan.h"

static bool is_name(rlint_str text, uint32_t at)
{
	return at < text.len && (byte_is_name(text.ptr[at]) || text.ptr[at] == '-');
}

static uint32_t name_end(rlint_str text, uint32_t at)
{
	while (is_name(text, at)) {
		at++;
	}
	return at;
}

void yaml_scan_anchor(struct yaml_scan *scan)
{
	bool is_anchor = scan->text.ptr[scan->at] == '&';
	uint32_t start = scan->at;
	uint32_t end = name_end(scan->text, start + 1);

	if (end == start + 1 || (!yaml_is_space_or_end(scan->text, end) &&
					!byte_is_one_of(scan->text.ptr[end], "?:,]}%@`"))) {
		yaml_scan_fail(scan, is_anchor ? FAULT_ANCHOR : FAULT_ALIAS, start, end);
	}
	yaml_scan_add(scan, is_anchor ? TOKEN_ANCHOR : TOKEN_ALIAS, start, end);
	scan->at = end;
}

/* The byte that `%` with two digits at `at` means, or -1. */
static int escaped_byte(rlint_str text, uint32_t at)
{
	int high = yaml_hex(yaml_byte(text, at + 1));
	int low = yaml_hex(yaml_byte(text, at + 2));

	return yaml_byte(text, at) != '%' || high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* How many bytes the UTF-8 sequence takes that a byte begins; 0: none. */
static unsigned sequence_length(int first)
{
	unsigned byte = (unsigned)first;

	if (byte < 0x80) {
		return 1;
	}
	return (byte & 0xE0U) == 0xC0U   ? 2
	       : (byte & 0xF0U) == 0xE0U ? 3
	       : (byte & 0xF8U) == 0xF0U ? 4
					 : 0;
}

/* Passes the escapes of one character. */
static void pass_percent(struct yaml_scan *scan, uint32_t start)
{
	enum yaml_fault fault = FAULT_TAG_FIRST_BYTE;
	unsigned left = 0;

	do {
		int byte = escaped_byte(scan->text, scan->at);

		if (byte < 0) {
			yaml_scan_fail(scan, FAULT_TAG_ESCAPE, start, scan->at);
			return;
		}
		if (left == 0) {
			left = sequence_length(byte);
			fault = FAULT_TAG_FIRST_BYTE;
		} else if (((unsigned)byte & 0xC0U) != 0x80U) {
			left = 0;
			fault = FAULT_TAG_NEXT_BYTE;
		}
		if (left == 0) {
			yaml_scan_fail(scan, fault, start, scan->at);
			return;
		}
		scan->at += 3;
		left--;
	} while (left > 0);
}

/* Passes what a tag or a URI consists of. */
static void pass_uri(struct yaml_scan *scan, uint32_t start, const char *more)
{
	rlint_str text = scan->text;

	while (scan->at < text.len && scan->fault == FAULT_NONE) {
		char byte = text.ptr[scan->at];

		if (byte == '%') {
			pass_percent(scan, start);
		} else if (is_name(text, scan->at) || byte_is_one_of(byte, ";/?:@&=+$.!~*'()") ||
			   byte_is_one_of(byte, more)) {
			scan->at++;
		} else {
			return;
		}
	}
}

/* Something must stand between `from` and here. */
static void demand_uri(struct yaml_scan *scan, uint32_t start, uint32_t from)
{
	if (scan->at == from) {
		yaml_scan_fail(scan, FAULT_TAG_URI, start, scan->at);
	}
}

static void pass_verbatim_tag(struct yaml_scan *scan, uint32_t start)
{
	scan->at += 2;
	pass_uri(scan, start, ",[]");
	demand_uri(scan, start, start + 2);
	if (yaml_byte(scan->text, scan->at) != '>') {
		yaml_scan_fail(scan, FAULT_TAG_BRACKET, start, scan->at);
	}
	scan->at++;
}

void yaml_scan_tag(struct yaml_scan *scan)
{
	rlint_str text = scan->text;
	uint32_t start = scan->at;
	uint32_t handle = 0;

	if (yaml_byte(text, start + 1) == '<') {
		pass_verbatim_tag(scan, start);
	} else {
		handle = name_end(text, start + 1);
		handle = yaml_byte(text, handle) == '!' ? handle + 1 : start + 1;
		scan->at = handle;
		pass_uri(scan, start, "");
		if (handle > start + 1) {
			demand_uri(scan, start, handle);
		}
	}
	if (!yaml_is_space_or_end(text, scan->at) &&
		!(yaml_scan_is_flow(scan) && text.ptr[scan->at] == ',')) {
		yaml_scan_fail(scan, FAULT_TAG_END, start, scan->at);
	}
	yaml_scan_add(scan, TOKEN_TAG, start, scan->at)->detail = handle;
}

/* Passes `!name!` or a lone `!`. */
static void pass_handle(struct yaml_scan *scan, uint32_t start)
{
	rlint_str text = scan->text;
	uint32_t end = yaml_byte(text, scan->at) == '!' ? name_end(text, scan->at + 1) : scan->at;

	if (end > scan->at && yaml_byte(text, end) == '!') {
		end++;
	} else if (end != scan->at + 1) {
		yaml_scan_fail(scan, FAULT_TAG_HANDLE, start, end);
	}
	scan->at = end;
}

/* `handle prefix`, the keyword is passed. */
static void pass_tag_directive(struct yaml_scan *scan, uint32_t start)
{
	rlint_str text = scan->text;
	uint32_t handle_end;
	uint32_t prefix;

	scan->at = yaml_skip_blanks(text, scan->at);
	pass_handle(scan, start);
	handle_end = scan->at;
	prefix = yaml_skip_blanks(text, handle_end);
	if (prefix == handle_end) {
		yaml_scan_fail(scan, FAULT_TAG_BLANK, start, handle_end);
	}
	scan->at = prefix;
	pass_uri(scan, start, ",[]");
	demand_uri(scan, start, prefix);
	if (!yaml_is_space_or_end(text, scan->at)) {
		yaml_scan_fail(scan, FAULT_TAG_PREFIX_END, start, scan->at);
	}
	yaml_scan_add(scan, TOKEN_TAG_DIRECTIVE, start, scan->at)->detail = handle_end;
}

/* What a %YAML line says ends with its line, or before a comment. */
static uint32_t version_end(rlint_str text, uint32_t at)
{
	rlint_str line = str_slice(text, at, yaml_line_end(text, at));

	return at + (uint32_t)str_find(line, '#', 0);
}

void yaml_scan_directive(struct yaml_scan *scan)
{
	rlint_str text = scan->text;
	uint32_t start = scan->at;
	rlint_str name;

	scan->at = name_end(text, start + 1);
	name = str_slice(text, start + 1, scan->at);
	if (name.len == 0) {
		yaml_scan_fail(scan, FAULT_DIRECTIVE_NAME, start, scan->at);
	} else if (!yaml_is_space_or_end(text, scan->at)) {
		yaml_scan_fail(scan, FAULT_DIRECTIVE_SIGN, start, scan->at);
	} else if (rlint_str_is(name, RLINT_STR("YAML"))) {
		scan->at = version_end(text, scan->at);
		yaml_scan_add(scan, TOKEN_VERSION, start, scan->at);
	} else if (rlint_str_is(name, RLINT_STR("TAG"))) {
		pass_tag_directive(scan, start);
	} else {
		yaml_scan_fail(scan, FAULT_DIRECTIVE, start, scan->at);
	}
	scan->at = yaml_skip_blanks(text, scan->at);
	if (yaml_byte(text, scan->at) == '#') {
		yaml_scan_comment(scan);
	}
	if (!yaml_is_space_or_end(text, scan->at)) {
		yaml_scan_fail(scan, FAULT_DIRECTIVE_END, start, scan->at);
		return;
	}
	yaml_scan_pass_break(scan, yaml_break(text, scan->at));
	/* Behind %TAG nothing but `---` can stand; behind %YAML, a document may begin at once. */
	scan->may_be_key = rlint_str_is(name, RLINT_STR("YAML")) && !yaml_is_blank(text, scan->at);
}
