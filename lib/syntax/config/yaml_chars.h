/* YAML's classes of characters, as libyaml and PyYAML have them (YAML 1.1, section 5): NEL, LS and
 * PS end lines, too. All look at a text of its own length, not at a terminator. */
#ifndef LIB_SYNTAX_CONFIG_YAML_CHARS_H
#define LIB_SYNTAX_CONFIG_YAML_CHARS_H

#include "lib/base/str.h"

enum yaml_class {
	YAML_BLANK = 1,
	YAML_BREAK = 2,
	YAML_WIDE = 4, /* may begin NEL, LS or PS */
	YAML_COLON = 8,
	YAML_BRACKET = 16, /* , [ ] { } */
	YAML_SINGLE = 32,
	YAML_DOUBLE = 64, /* " and backslash */
	YAML_OPENER = 128 /* begins no plain scalar, or not always */
};

extern const uint8_t yaml_classes[256];

static inline unsigned yaml_class_at(rlint_str text, uint32_t at)
{
	return yaml_classes[(unsigned char)text.ptr[at]];
}

/* The byte there; NUL past the end. */
static inline char yaml_byte(rlint_str text, uint32_t at)
{
	if (at < text.len) {
		return text.ptr[at];
	}
	return '\0';
}

static inline bool yaml_is_blank(rlint_str text, uint32_t at)
{
	return at < text.len && (yaml_class_at(text, at) & YAML_BLANK) != 0;
}

/* What a hexadecimal digit means, or -1. */
static inline int yaml_hex(char byte)
{
	if (rlint_byte_is_digit(byte)) {
		return byte - '0';
	}
	byte = byte_lower(byte);
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/* How many bytes the line break there takes; 0 if none. */
static inline uint32_t yaml_break(rlint_str text, uint32_t at)
{
	const char *bytes;

	if (at >= text.len || (yaml_class_at(text, at) & (YAML_BREAK | YAML_WIDE)) == 0) {
		return 0;
	}
	bytes = text.ptr + at;
	if (*bytes == '\n') {
		return 1;
	}
	if (*bytes == '\r') {
		return yaml_byte(text, at + 1) == '\n' ? 2 : 1;
	}
	if (text.len - at >= 2 && memcmp(bytes, "\xC2\x85", 2) == 0) {
		return 2;
	}
	return text.len - at >= 3 && (memcmp(bytes, "\xE2\x80\xA8", 3) == 0 ||
					     memcmp(bytes, "\xE2\x80\xA9", 3) == 0)
		       ? 3
		       : 0;
}

/* A blank, a line break or the end? */
static inline bool yaml_is_space_or_end(rlint_str text, uint32_t at)
{
	return at >= text.len || yaml_is_blank(text, at) || yaml_break(text, at) > 0;
}

/* The first byte at or behind `at` of one of the classes, or the end. */
static inline uint32_t yaml_find_class(rlint_str text, uint32_t at, unsigned classes)
{
	while (at < text.len && (yaml_class_at(text, at) & classes) == 0) {
		at++;
	}
	return at;
}

static inline uint32_t yaml_skip_blanks(rlint_str text, uint32_t at)
{
	while (yaml_is_blank(text, at)) {
		at++;
	}
	return at;
}

/* Where the line that holds `at` ends: before its break. */
static inline uint32_t yaml_line_end(rlint_str text, uint32_t at)
{
	at = yaml_find_class(text, at, YAML_BREAK | YAML_WIDE);
	while (at < text.len && yaml_break(text, at) == 0) {
		at = yaml_find_class(text, at + 1, YAML_BREAK | YAML_WIDE);
	}
	return at;
}

/* Does a line begin there with `---` or `...` and nothing else behind at once? */
static inline bool yaml_is_marker(rlint_str text, uint32_t at)
{
	return text.len - at >= 3 &&
	       (memcmp(text.ptr + at, "---", 3) == 0 || memcmp(text.ptr + at, "...", 3) == 0) &&
	       yaml_is_space_or_end(text, at + 3);
}

#endif
