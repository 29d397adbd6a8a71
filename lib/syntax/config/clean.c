/* What libyaml is fed, and the way back. */
#include "lib/syntax/config/clean.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/build.h"

#define MARK_STEP 64U

/* Is the code point in the set that yaml_parser_update_buffer (libyaml, reader.c) takes? */
static bool is_taken(uint32_t code)
{
	return code == '\t' || code == '\n' || code == '\r' || (code >= ' ' && code <= 0x7E) ||
	       code == 0x85 || (code >= 0xA0 && code <= 0xD7FF) ||
	       (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

/* Does any of eight bytes need a closer look: below space, DEL, or above ASCII? */
static bool is_plain_word(const char *bytes)
{
	const uint64_t low = 0x0101010101010101U;
	const uint64_t high = 0x8080808080808080U;
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	/* A byte below 0x20 borrows into its high bit; one that is 0x7F carries into it. */
	return ((word | (word - low * 0x20) | (word + low)) & high) == 0;
}

/* The offset of the first byte at or after `at` that libyaml refuses, with its length. */
static size_t next_refused(rlint_str source, size_t at, size_t *length)
{
	while (at < source.len) {
		if (at + 8 <= source.len && is_plain_word(source.ptr + at)) {
			at += 8;
			continue;
		}
		*length = 1;
		if (!is_taken((unsigned char)source.ptr[at] < 0x80
				      ? (unsigned char)source.ptr[at]
				      : utf8_decode(source, at, length))) {
			return at;
		}
		at += *length;
	}
	return source.len;
}

static bool is_nul_run(rlint_str source, size_t start, size_t end)
{
	while (start < end && source.ptr[start] == '\0') {
		start++;
	}
	return start == end;
}

static void report(struct tree *tree, rlint_str source, size_t start, size_t end)
{
	rlint_span span = { (uint32_t)start, (uint32_t)end };
	size_t length;
	rlint_str message = RLINT_STR("YAML allows no control characters; write an escape in "
				      "double quotes (\"\\x1b\"), or take them out");

	if (is_nul_run(source, start, end)) {
		message = RLINT_STR("YAML allows no NUL bytes; take them out");
	} else if (utf8_decode(source, start, &length) == UTF8_BAD) {
		message = RLINT_STR("these bytes are no UTF-8; save the file as UTF-8");
	}
	config_problem(tree, 0, span, true, message);
	tree_gap(tree, span);
}

/* The source while it is clean, then a copy that may be written to. */
struct cleaning {
	struct tree *tree;
	rlint_str source;
	char *copy; /* NULL: nothing had to change */
};

static void change(struct cleaning *cleaning, size_t at, size_t length, char byte)
{
	if (!cleaning->copy) {
		cleaning->copy = arena_alloc(cleaning->tree->arena, cleaning->source.len);
		memcpy(cleaning->copy, cleaning->source.ptr, cleaning->source.len);
	}
	memset(cleaning->copy + at, byte, length);
}

static void replace_refused(struct cleaning *cleaning)
{
	rlint_str source = cleaning->source;
	size_t length;
	size_t at = next_refused(source, 0, &length);

	while (at < source.len) {
		size_t start = at;
		size_t next = at;

		while (next == at && at < source.len) {
			/* No indicator of YAML's, so that nothing else is wrong there. */
			change(cleaning, at, length, '_');
			at += length;
			next = next_refused(source, at, &length);
		}
		if (!config_problems_full(cleaning->tree)) {
			report(cleaning->tree, source, start, at);
		}
		at = next;
	}
}

static bool is_directive_or_nothing(rlint_str line)
{
	rlint_str trimmed = str_trim(line);

	return trimmed.len == 0 || trimmed.ptr[0] == '#' || line.ptr[0] == '%';
}

/* libyaml refuses versions other than 1.1 and 1.2, and a directive before a document without `---`:
 * both are no matter here. Directives stand before the first line of content of a document. */
static void hide_versions(struct cleaning *cleaning)
{
	rlint_str source = cleaning->source;
	bool is_prefix = true;

	if (rlint_str_find_str(source, RLINT_STR("%YAML")) == source.len) {
		return;
	}
	for (size_t at = 0; at < source.len; at = str_find(source, '\n', at) + 1) {
		rlint_str line = str_slice(source, at, str_find(source, '\n', at));

		if (is_prefix && rlint_str_starts(line, RLINT_STR("%YAML"))) {
			change(cleaning, at, 1, '#');
		}
		is_prefix = (is_prefix && is_directive_or_nothing(line)) ||
			    rlint_str_starts(line, RLINT_STR("..."));
	}
}

rlint_str yaml_clean(struct tree *tree, rlint_str source)
{
	struct cleaning cleaning = { tree, source, NULL };

	replace_refused(&cleaning);
	hide_versions(&cleaning);
	return cleaning.copy ? (rlint_str){ cleaning.copy, source.len } : source;
}

static bool is_start(char byte)
{
	return ((unsigned char)byte & 0xC0U) != 0x80U;
}

static bool are_eight_ascii(rlint_str text, uint32_t at)
{
	uint64_t word;

	if (at + sizeof word > text.len) {
		return false;
	}
	memcpy(&word, text.ptr + at, sizeof word);
	return (word & 0x8080808080808080U) == 0;
}

void code_map_init(struct code_map *map, struct arena *arena, rlint_str text)
{
	uint32_t point = 0;

	*map = (struct code_map){ .text = text };
	if (utf8_is_ascii(text)) {
		return;
	}
	map->marks = arena_new(arena, text.len / MARK_STEP + 2, sizeof *map->marks);
	for (uint32_t i = 0; i < text.len; i++) {
		/* Eight at once, where no mark lies among them. */
		while (point % MARK_STEP != 0 && point % MARK_STEP <= MARK_STEP - 8 &&
			are_eight_ascii(text, i)) {
			i += 8;
			point += 8;
		}
		if (i < text.len && is_start(text.ptr[i]) && point++ % MARK_STEP == 0) {
			map->marks[map->mark_count++] = i;
		}
	}
}

static uint32_t next_point(const struct code_map *map, uint32_t byte)
{
	byte++;
	while (byte < map->text.len && !is_start(map->text.ptr[byte])) {
		byte++;
	}
	return byte;
}

uint32_t code_map_byte(struct code_map *map, uint64_t point)
{
	if (!map->marks) {
		return (uint32_t)(point < map->text.len ? point : map->text.len);
	}
	if (point / MARK_STEP >= map->mark_count) {
		return (uint32_t)map->text.len;
	}
	if (point < map->point || point - map->point > MARK_STEP) {
		map->byte = map->marks[point / MARK_STEP];
		map->point = (uint32_t)(point - point % MARK_STEP);
	}
	while (point - map->point >= 8 && are_eight_ascii(map->text, map->byte)) {
		map->byte += 8;
		map->point += 8;
	}
	while (map->point < point && map->byte < map->text.len) {
		map->byte = next_point(map, map->byte);
		map->point++;
	}
	return map->byte;
}

uint64_t code_map_point(const struct code_map *map, uint32_t byte)
{
	uint32_t low = 0;
	uint32_t high = map->mark_count;
	uint64_t point;
	uint32_t at;

	if (!map->marks) {
		return byte;
	}
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (map->marks[middle] <= byte) {
			low = middle;
		} else {
			high = middle;
		}
	}
	point = (uint64_t)low * MARK_STEP;
	for (at = map->marks[low]; at < byte; at = next_point(map, at)) {
		point++;
	}
	return point;
}
