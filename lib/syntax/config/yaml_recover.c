/* What happens where libyaml stops: one problem in our words, then on from the next `---` or
 * column-0 key. */
#include "lib/syntax/config/yaml.h"

#include <string.h>

#include "lib/base/str.h"

#include <reprolint/registry.h>

/* libyaml's words (scanner.c, parser.c) and ours. */
static const struct {
	rlint_str problem, message;
} messages[] = {
	{ RLINT_STR_INIT("mapping values are not allowed in this context"),
		RLINT_STR_INIT("a `key: value` pair cannot stand here; align the key with its "
			       "neighbours, or quote the text that holds `: `") },
	{ RLINT_STR_INIT("block sequence entries are not allowed in this context"),
		RLINT_STR_INIT("a `- item` cannot stand here; begin it on a line of its own") },
	{ RLINT_STR_INIT("did not find expected ',' or ']'"),
		RLINT_STR_INIT("this `[` is not closed; add the missing `,` or `]`") },
	{ RLINT_STR_INIT("did not find expected ',' or '}'"),
		RLINT_STR_INIT("this `{` is not closed; add the missing `,` or `}`") },
	{ RLINT_STR_INIT("did not find expected key"),
		RLINT_STR_INIT("this line fits none of the levels above it; align it with its "
			       "neighbours") },
	{ RLINT_STR_INIT("did not find expected '-' indicator"),
		RLINT_STR_INIT("this line stands where the list goes on; begin it with `- `, or "
			       "indent it less") },
	{ RLINT_STR_INIT("could not find expected ':'"),
		RLINT_STR_INIT("this line is no `key: value` pair; add the `:`, or indent it to "
			       "continue the value above") },
	{ RLINT_STR_INIT("found unexpected end of stream"),
		RLINT_STR_INIT("the quote that opens here is never closed; add the closing "
			       "quote") },
	{ RLINT_STR_INIT("found unexpected document indicator"),
		RLINT_STR_INIT("the quote that opens here is not closed before the document "
			       "ends; add the closing quote") },
	{ RLINT_STR_INIT("found unknown escape character"),
		RLINT_STR_INIT("YAML knows no such escape; double the backslash, or use single "
			       "quotes") },
	{ RLINT_STR_INIT("found character that cannot start any token"),
		RLINT_STR_INIT("no value can begin with this character; quote the text") },
	{ RLINT_STR_INIT("found a tab character that violates indentation"),
		RLINT_STR_INIT("a tab indents this line; YAML indents by spaces only") },
	{ RLINT_STR_INIT("found a tab character where an indentation space is expected"),
		RLINT_STR_INIT("a tab indents this line; YAML indents by spaces only") },
	{ RLINT_STR_INIT("found undefined tag handle"),
		RLINT_STR_INIT("no %TAG line defines this tag's handle; define it, or quote the "
			       "text") },
	{ RLINT_STR_INIT("did not find expected alphabetic or numeric character"),
		RLINT_STR_INIT("`&` and `*` begin an anchor or alias here; quote the text if it "
			       "is none") },
	{ RLINT_STR_INIT("did not find expected <document start>"),
		RLINT_STR_INIT("the document ends before this line; begin another with `---`, or "
			       "align the line") },
};

static rlint_str line_at(rlint_str text, uint32_t at)
{
	size_t start = at < text.len ? at : text.len;

	while (start > 0 && text.ptr[start - 1] != '\n') {
		start--;
	}
	return str_slice(text, start, str_find(text, '\n', at));
}

bool config_has_braces(rlint_str text)
{
	return rlint_str_find_str(text, RLINT_STR("{{")) < text.len ||
	       rlint_str_find_str(text, RLINT_STR("{%")) < text.len;
}

/* Is there a line of template control: one that begins with `{%`, `{{` or `{#`? Looked for once. */
static bool has_control_lines(struct yaml_run *run)
{
	rlint_str text = run->has_looked ? (rlint_str){ 0 } : run->builder.text;

	run->has_looked = true;
	for (size_t at = 0; at < text.len; at = str_find(text, '\n', at) + 1) {
		rlint_str line = str_trim(str_slice(text, at, str_find(text, '\n', at)));

		if (rlint_str_starts(line, RLINT_STR("{%")) ||
			rlint_str_starts(line, RLINT_STR("{{")) ||
			rlint_str_starts(line, RLINT_STR("{#"))) {
			return true;
		}
	}
	return false;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* The offset behind the quoted text that the line begins with; 0 if it does not end. */
static size_t quoted_end(rlint_str line)
{
	for (size_t i = 1; i < line.len; i++) {
		if (line.ptr[i] == line.ptr[0]) {
			return i + 1;
		}
		if (line.ptr[i] == '\\' && line.ptr[0] == '"') {
			i++;
		}
	}
	return 0;
}

static bool is_key_line(rlint_str line)
{
	size_t at = 0;

	if (line.len == 0 || byte_is_one_of(line.ptr[0], " \t\r#-?,[]{}&*!|>%@`:")) {
		return false;
	}
	if (line.ptr[0] == '"' || line.ptr[0] == '\'') {
		at = quoted_end(line);
		while (at > 0 && at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t')) {
			at++;
		}
		return at > 0 && at < line.len && line.ptr[at] == ':';
	}
	for (at = str_find(line, ':', 0); at < line.len; at = str_find(line, ':', at + 1)) {
		if (at + 1 == line.len || is_blank(line.ptr[at + 1])) {
			return rlint_str_find_str(str_slice(line, 0, at), RLINT_STR(" #")) == at;
		}
	}
	return false;
}

static bool is_document_line(rlint_str line)
{
	return rlint_str_starts(line, RLINT_STR("---")) && (line.len == 3 || is_blank(line.ptr[3]));
}

/* The start of the first line at or behind `at` where parsing may begin anew, or the end. */
static uint32_t next_start(rlint_str text, uint32_t at)
{
	size_t start = at;

	if (start > 0 && start <= text.len && text.ptr[start - 1] != '\n') {
		start = str_find(text, '\n', start) + 1;
	}
	while (start < text.len) {
		rlint_str line = str_slice(text, start, str_find(text, '\n', start));

		if (is_document_line(line) || is_key_line(line)) {
			return (uint32_t)start;
		}
		start += line.len + 1;
	}
	return (uint32_t)text.len;
}

/* The words at an offset: to the next blank, at least one byte where there is one. */
static rlint_span word_at(rlint_str text, uint32_t at)
{
	uint32_t end = at;

	while (end < text.len && !is_blank(text.ptr[end])) {
		end++;
	}
	if (end == at && end < text.len && text.ptr[end] != '\n') {
		end++;
	}
	return (rlint_span){ at, end };
}

/* Did it stop inside of brackets or quotes, so that their start is what is wrong? */
static bool is_unclosed(const yaml_parser_t *parser)
{
	static const rlint_str contexts[] = { RLINT_STR_INIT("while scanning a quoted scalar"),
		RLINT_STR_INIT("while parsing a flow sequence"),
		RLINT_STR_INIT("while parsing a flow mapping") };

	return parser->context && parser->problem &&
	       !rlint_str_is(
		       str_from(parser->problem), RLINT_STR("found unknown escape character")) &&
	       rlint_str_is_one_of(str_from(parser->context), RLINT_LIST(contexts));
}

static rlint_str message_of(struct yaml_run *run)
{
	rlint_str problem = str_from(run->parser.problem);

	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
		if (rlint_str_is(messages[i].problem, problem)) {
			return messages[i].message;
		}
	}
	return format_str(run->arena, "YAML cannot be read here: %S", problem);
}

static void report(struct yaml_run *run, uint32_t place, uint32_t stop)
{
	rlint_str text = run->builder.text;
	rlint_span span = word_at(text, place);
	struct problem *problem;

	if (place < stop && place < text.len && byte_is_one_of(text.ptr[place], "[{\"'")) {
		span.end = place + 1;
	}
	problem = config_problem(
		&run->config->tree, build_top(&run->builder)->node, span, true, message_of(run));
	if (problem) {
		problem->foreign = run->parser.context
					   ? format_str(run->arena, "%s: %s", run->parser.context,
						     run->parser.problem)
					   : format_str(run->arena, "%s", run->parser.problem);
	}
}

/* Goes on at `next`, or not at all. */
static void go_on(struct yaml_run *run, uint32_t next)
{
	build_break_off(&run->builder, 1);
	run->restarts++;
	run->is_flawed = true;
	run->from = next;
	run->from_point = code_map_point(&run->map, next);
	run->may_join = true;
	run->is_done = next >= run->builder.text.len || config_problems_full(&run->config->tree) ||
		       run->restarts > run->limits->values[RLINT_LIMIT_FINDINGS];
}

/* Where to go on: what stands in brackets or quotes that are never closed was lost, so that it is
 * read again, unless the file was already read twice. */
static uint32_t next_part(struct yaml_run *run, uint32_t place, uint32_t stop)
{
	rlint_str text = run->builder.text;
	uint32_t next = next_start(text, stop > run->from ? stop : run->from + 1);
	uint32_t early = place < stop ? next_start(text, place + 1) : next;

	if (early < stop && run->rewound + (stop - early) <= text.len) {
		run->rewound += stop - early;
		return early;
	}
	return next;
}

void yaml_recover(struct yaml_run *run)
{
	rlint_str text = run->builder.text;
	uint32_t stop = yaml_offset(run, run->parser.problem_mark);
	uint32_t place = stop;
	uint32_t next;

	if (is_unclosed(&run->parser)) {
		place = yaml_offset(run, run->parser.context_mark);
	}
	if (run->config->is_template || config_has_braces(line_at(text, stop)) ||
		config_has_braces(line_at(text, place)) || has_control_lines(run)) {
		run->config->is_template = true;
	} else {
		report(run, place, stop);
	}
	next = next_part(run, place, stop);
	go_on(run, next);
	if (next < stop) {
		build_forget(&run->builder, next);
	}
}

void yaml_stop(struct yaml_run *run, uint32_t offset, rlint_str message)
{
	struct problem *problem = config_problem(&run->config->tree, build_top(&run->builder)->node,
		word_at(run->builder.text, offset), true, message);

	if (problem) {
		problem->is_limit = true;
		problem->span.end = problem->span.start + 1;
	}
	go_on(run, next_start(run->builder.text, offset + 1));
}
