/* TOML 1.0.0 files (https://toml.io/en/v1.0.0).
 *
 *	file   = [ BOM ] line { newline line }
 *	line   = blanks [ header | key "=" blanks value ] blanks [ comment ]
 *	header = "[" key "]" | "[[" key "]]"
 */
#include "lib/syntax/config/toml.h"

#include "lib/base/str.h"
#include "lib/syntax/config/frame.h"

/* Brackets of a header that cannot be read: its words are whatever stands between. */
static void take_bad_header(struct toml_run *run, uint32_t start)
{
	uint32_t end = toml_line_end(run, start);
	rlint_str line = str_slice(run->source, start, end);
	size_t hash = str_find(line, '#', 0);
	rlint_span words = { start + 1, start + (uint32_t)hash };

	while (words.start < words.end && (byte_is_space(toml_byte(run, words.start)) ||
						  toml_byte(run, words.start) == '[')) {
		words.start++;
	}
	while (words.end > words.start && (byte_is_space(toml_byte(run, words.end - 1)) ||
						  toml_byte(run, words.end - 1) == ']')) {
		words.end--;
	}
	toml_open_bad_table(run, (rlint_span){ start, end }, words);
	run->at = end;
}

static void take_header(struct toml_run *run)
{
	uint32_t start = run->at;
	bool is_array = toml_byte(run, start + 1) == '[';

	run->at += is_array ? 2 : 1;
	if (!toml_take_key(run)) {
		take_bad_header(run, start);
		return;
	}
	if (toml_byte(run, run->at) != ']') {
		toml_refuse(run, (rlint_span){ run->at, run->at },
			RLINT_STR("`]` is missing behind the table's name"));
		take_bad_header(run, start);
		return;
	}
	run->at++;
	if (is_array && toml_byte(run, run->at) != ']') {
		toml_refuse(run, (rlint_span){ run->at, run->at },
			RLINT_STR("`]]` ends a name that `[[` begins"));
	} else {
		run->at += is_array;
	}
	toml_open_table(run, (rlint_span){ start, run->at }, is_array);
}

static void take_pair(struct toml_run *run)
{
	uint32_t entry;

	if (!toml_take_key(run)) {
		run->at = toml_line_end(run, run->at);
		return;
	}
	if (toml_byte(run, run->at) != '=') {
		toml_refuse(run, (rlint_span){ run->at, run->at },
			RLINT_STR("`=` is missing behind the key"));
		run->at = toml_line_end(run, run->at);
		return;
	}
	run->at++;
	toml_skip_blanks(run);
	entry = toml_enter(run, run->table, run->section);
	if (entry == NODE_NONE) {
		toml_skip_brackets(run, 0);
	} else {
		toml_take_value(run, entry);
	}
}

static void end_line(struct toml_run *run)
{
	toml_skip_blanks(run);
	if (toml_byte(run, run->at) == '#') {
		toml_take_comment(run);
	}
	if (run->at < run->source.len && toml_newline(run, run->at) == 0) {
		uint32_t end = run->at + toml_check_byte(run, run->at);

		toml_refuse(run, (rlint_span){ run->at, end },
			RLINT_STR("nothing but a comment may follow on the line"));
		run->at = toml_line_end(run, run->at);
	}
	run->at += toml_newline(run, run->at);
}

static void take_line(struct toml_run *run)
{
	char byte;

	toml_skip_blanks(run);
	byte = toml_byte(run, run->at);
	run->is_at_statement = false;
	if (byte == '[') {
		take_header(run);
	} else if (byte != '#' && run->at < run->source.len && toml_newline(run, run->at) == 0) {
		take_pair(run);
	}
	if (!run->is_at_statement) {
		end_line(run);
	}
}

static void parse(void *context)
{
	struct toml_run *run = context;
	rlint_str source = run->source;

	run->at = rlint_str_starts(source, RLINT_STR("\xEF\xBB\xBF")) ? 3 : 0;
	tables_begin(&run->tables, run->config, run->scratch, run->at);
	run->table = run->tables.root;
	if (rlint_str_starts(source, RLINT_STR("\xFF\xFE")) ||
		rlint_str_starts(source, RLINT_STR("\xFE\xFF"))) {
		toml_refuse(run, (rlint_span){ 0, 2 },
			RLINT_STR("the file is UTF-16; save it as UTF-8"));
		run->at = (uint32_t)source.len;
	}
	while (run->at < source.len && !run->is_full) {
		take_line(run);
		run->is_full = run->is_full || tables_are_full(&run->tables, run->at);
	}
	tables_finish(&run->tables);
}

rlint_status config_parse_toml(
	struct config *out, struct arena *arena, const struct limits *limits, rlint_str source)
{
	struct parse_frame frame;
	struct toml_run run = {
		.config = out, .arena = arena, .scratch = &frame.scratch, .source = source
	};
	rlint_status status;

	frame_open(&frame, out, arena, limits, source);
	out->format = CONFIG_TOML;
	status = protect(&frame.own, parse, &run);
	frame_close(&frame);
	return status;
}
