/* What happens where YAML cannot be read: one problem in our words, then on from the next `---` or
 * column-0 key. */
#include "lib/syntax/config/yaml.h"

#include "lib/base/str.h"

#include <reprolint/registry.h>

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
	rlint_str text = run->has_looked ? (rlint_str){ 0 } : run->source;

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

static void report(struct yaml_run *run, uint32_t place, uint32_t stop)
{
	rlint_str text = run->source;
	rlint_span span = word_at(text, place);
	const struct yaml_words *words = yaml_words(run->parser.scan.fault);
	struct problem *problem;

	if (place < stop && place < text.len && byte_is_one_of(text.ptr[place], "[{\"'")) {
		span.end = place + 1;
	}
	problem = config_problem(
		&run->config->tree, build_top(&run->builder)->node, span, true, words->message);
	if (problem) {
		problem->foreign = words->foreign;
	}
}

/* The comments of what is read anew are found anew; those of what is passed over are kept. */
static void mend_comments(struct yaml_run *run, uint32_t next)
{
	struct yaml_scan *scan = &run->parser.scan;
	struct vec *comments = &run->config->tree.comments;

	while (comments->count > 0 &&
		((struct comment *)comments->items)[comments->count - 1].span.start >= next) {
		comments->count--;
	}
	scan->at = (uint32_t)str_find(scan->text, '#', scan->at);
	while (scan->at < next) {
		scan->line = scan->at > 0 && scan->text.ptr[scan->at - 1] == '\n' ? scan->at : 0;
		yaml_scan_comment(scan);
		scan->at = (uint32_t)str_find(scan->text, '#', scan->at);
	}
}

/* Goes on at `next`, or not at all. */
static void go_on(struct yaml_run *run, uint32_t next)
{
	mend_comments(run, next);
	build_break_off(&run->builder, 1);
	run->restarts++;
	run->is_flawed = true;
	run->from = next;
	run->may_join = true;
	run->is_done = next >= run->source.len || config_problems_full(&run->config->tree) ||
		       run->restarts > run->limits->values[RLINT_LIMIT_FINDINGS];
}

/* Where to go on: what stands in brackets or quotes that are never closed was lost, so that it is
 * read again, unless the file was already read twice. */
static uint32_t next_part(struct yaml_run *run, uint32_t place, uint32_t stop)
{
	rlint_str text = run->source;
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
	rlint_str text = run->source;
	uint32_t stop = run->parser.scan.fault_at;
	uint32_t place = yaml_words(run->parser.scan.fault)->is_unclosed
				 ? run->parser.scan.fault_start
				 : stop;
	uint32_t next;

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
		word_at(run->source, offset), true, message);

	if (problem) {
		problem->is_limit = true;
		problem->span.end = problem->span.start + 1;
	}
	go_on(run, next_start(run->source, offset + 1));
}
