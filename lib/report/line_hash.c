/* GitHub's primaryLocationLineHash.
 *
 * A rolling hash over 100 UTF-16 units, blanks left out and line ends made LF, taken at each line's
 * start once the 100 units behind it are in. Source: github/codeql-action, src/fingerprints.ts. */
#include "lib/base/map.h"
#include "lib/base/utf8.h"
#include "lib/report/writer.h"

#define WINDOW 100
#define FACTOR UINT64_C(37)
#define END_UNIT 0xFFFF /* fed once at the end of the file */

struct roller {
	uint32_t window[WINDOW];
	uint32_t line_at[WINDOW]; /* the line whose first unit is in that slot, from 1; 0: none */
	uint32_t index, line;
	uint64_t hash, first_factor; /* FACTOR to the power of WINDOW */
	bool starts_line, follows_cr;
	bool has_failed;
	struct arena *arena;
	struct vec *lines;
	struct map seen; /* hash to the last line that has it */
};

static void emit(struct roller *roller)
{
	struct line_hash *line = vec_add(roller->lines, roller->arena, sizeof *line);
	uint32_t before;
	rlint_str key;

	roller->line_at[roller->index] = 0;
	key = arena_str(
		roller->arena, (rlint_str){ (const char *)&roller->hash, sizeof roller->hash });
	if (!line || !key.ptr) {
		roller->has_failed = true;
		return;
	}
	before = map_get(&roller->seen, key);
	*line = (struct line_hash){ roller->hash, 1 };
	if (before != MAP_NONE) {
		line->count = ((struct line_hash *)roller->lines->items)[before].count + 1;
	}
	if (!map_set(&roller->seen, roller->arena, key, roller->lines->count - 1)) {
		roller->has_failed = true;
	}
}

static void roll(struct roller *roller, uint32_t unit)
{
	uint64_t leaving = roller->window[roller->index];

	roller->window[roller->index] = unit;
	roller->hash = FACTOR * roller->hash + unit - roller->first_factor * leaving;
	roller->index = (roller->index + 1) % WINDOW;
}

static void feed(struct roller *roller, uint32_t unit)
{
	bool is_second_half = roller->follows_cr && unit == '\n';

	roller->follows_cr = unit == '\r';
	if (unit == ' ' || unit == '\t' || is_second_half) {
		return;
	}
	if (roller->line_at[roller->index] > 0) {
		emit(roller);
	}
	if (roller->starts_line) {
		roller->line_at[roller->index] = ++roller->line;
	}
	unit = unit == '\r' ? '\n' : unit;
	roller->starts_line = unit == '\n';
	roll(roller, unit);
}

static void feed_code_point(struct roller *roller, uint32_t code)
{
	if (code == UTF8_BAD) {
		feed(roller, 0xFFFD);
	} else if (code > 0xFFFF) {
		feed(roller, 0xD800 + ((code - 0x10000) >> 10));
		feed(roller, 0xDC00 + (code & 0x3FF));
	} else {
		feed(roller, code);
	}
}

bool line_hashes_make(struct line_hashes *hashes, struct arena *arena, rlint_str text)
{
	struct roller roller = { .starts_line = true, .first_factor = 1, .arena = arena };
	size_t length;

	*hashes = (struct line_hashes){ 0 };
	roller.lines = &hashes->lines;
	for (int i = 0; i < WINDOW; i++) {
		roller.first_factor *= FACTOR;
	}
	for (size_t at = 0; at < text.len; at += length) {
		feed_code_point(&roller, utf8_decode(text, at, &length));
	}
	feed(&roller, END_UNIT);
	for (int i = 0; i < WINDOW; i++) {
		if (roller.line_at[roller.index] > 0) {
			emit(&roller);
		}
		roll(&roller, 0);
	}
	return !roller.has_failed;
}
