/* Reports for people. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/report/writer.h"

/* Findings of one rule that are shown of a file, unless all are asked for. */
#define SHOWN_MOST 3

static const char bold[] = "\x1b[1m";
static const char plain[] = "\x1b[0m";

static const char *colour_of(rlint_severity severity)
{
	switch (severity) {
	case RLINT_ERROR:
		return "\x1b[1;31m";
	case RLINT_WARNING:
		return "\x1b[1;33m";
	case RLINT_INFO:
		return "\x1b[1;36m";
	case RLINT_PEDANTIC:
		break;
	}
	return "\x1b[2m";
}

/* The code, where colours are asked for. */
static void paint(rlint_writer *writer, const char *code)
{
	output_text(&writer->output, writer->options.has_colour ? code : "");
}

static void add_position(
	rlint_writer *writer, struct column_cursor *cursor, const rlint_place *place)
{
	rlint_position position = cursor_position(cursor, place->document, place->span.start);

	output_visible(&writer->output, rlint_document_path(place->document));
	output_text(&writer->output, ":");
	output_number(&writer->output, position.line);
	output_text(&writer->output, ":");
	output_number(&writer->output, position.column);
}

static void add_headline(rlint_writer *writer, const rlint_result *result)
{
	struct output *output = &writer->output;

	paint(writer, bold);
	add_position(writer, &writer->cursor, &result->place);
	paint(writer, plain);
	output_text(output, ": ");
	paint(writer, colour_of(result->severity));
	output_text(output, rlint_severity_name(result->severity));
	paint(writer, plain);
	output_text(output, ": ");
	output_visible(output, result->place.message);
	output_text(output, " [");
	output_str(output, result->rule_id);
	output_text(output, "]\n");
}

static size_t margin_of(const rlint_result *result)
{
	uint32_t line = document_line(result->place.document, result->place.span.start);
	size_t margin = 5;

	for (size_t i = 0; i < result->related_count; i++) {
		const rlint_place *place = &result->related[i];
		uint32_t other = document_line(place->document, place->span.start);

		line = other > line ? other : line;
	}
	for (uint32_t power = 99999; line > power && margin < 10; power = power * 10 + 9) {
		margin++;
	}
	return margin;
}

/* The finding's place and its related ones, as marks of one source line after the other. */
struct excerpts {
	rlint_writer *writer;
	struct excerpt excerpt;
	struct excerpt_mark marks[EXCERPT_MARKS];
};

static void flush_excerpt(struct excerpts *excerpts)
{
	struct excerpt *excerpt = &excerpts->excerpt;

	if (excerpt->count > 0 && excerpt->document->text.len > 0) {
		excerpt_write(&excerpts->writer->output, excerpt);
	}
	excerpt->count = 0;
}

/* `colour`: of the marks; the main place has '^' and no label of its own. */
static void add_mark(
	struct excerpts *excerpts, const rlint_place *place, const char *colour, bool is_main)
{
	struct excerpt *excerpt = &excerpts->excerpt;
	uint32_t line = document_line(place->document, place->span.start);

	if (excerpt->document != place->document || excerpt->line != line ||
		excerpt->count == EXCERPT_MARKS) {
		flush_excerpt(excerpts);
	}
	excerpt->document = place->document;
	excerpt->line = line;
	excerpt->marks = excerpts->marks;
	excerpts->marks[excerpt->count++] = (struct excerpt_mark){ .span = place->span,
		.mark = is_main ? '^' : '-',
		.colour = excerpts->writer->options.has_colour ? colour : "",
		.label = is_main ? (rlint_str){ 0 } : place->message };
}

static void add_places(rlint_writer *writer, const rlint_result *result)
{
	struct excerpts excerpts = { .writer = writer,
		.excerpt = { .document = result->place.document, .margin = margin_of(result) } };

	add_mark(&excerpts, &result->place, colour_of(result->severity), true);
	for (size_t i = 0; i < result->related_count; i++) {
		const rlint_place *place = &result->related[i];

		if (place->document != result->place.document) {
			struct column_cursor cursor = { .unit = RLINT_CODE_POINTS };

			flush_excerpt(&excerpts);
			output_text(&writer->output, "  --> ");
			add_position(writer, &cursor, place);
			output_text(&writer->output, "\n");
		}
		add_mark(&excerpts, place, "\x1b[36m", false);
	}
	flush_excerpt(&excerpts);
}

static void add_fixes(rlint_writer *writer, const rlint_result *result)
{
	for (size_t i = 0; i < result->fix_count; i++) {
		output_text(&writer->output, "  fix: ");
		output_visible(&writer->output, result->fixes[i].title);
		output_text(&writer->output,
			result->fixes[i].is_safe ? "\n" : " (changes what is built)\n");
	}
}

static void add_finding(rlint_writer *writer, const rlint_result *result)
{
	add_headline(writer, result);
	add_places(writer, result);
	add_fixes(writer, result);
	output_text(&writer->output, "\n");
}

static void add_fold(rlint_writer *writer, size_t count, rlint_str rule)
{
	output_text(&writer->output, "and ");
	output_number(&writer->output, count);
	output_text(&writer->output, " more of ");
	output_str(&writer->output, rule);
	output_text(&writer->output, " in this file (--all)\n");
}

/* How often each rule was seen in the file: zeroed. NULL: nothing is folded. */
static size_t *make_counts(rlint_writer *writer)
{
	size_t rules = rlint_registry_count(writer->registry);

	if (writer->options.shows_all) {
		return NULL;
	}
	if (!writer->rule_counts) {
		writer->rule_counts = arena_new(&writer->arena, rules, sizeof(size_t));
	} else {
		memset(writer->rule_counts, 0, rules * sizeof(size_t));
	}
	if (!writer->rule_counts) {
		writer->status = RLINT_NOMEM;
	}
	return writer->rule_counts;
}

static void add_folds(rlint_writer *writer, const size_t *counts)
{
	bool is_any = false;

	for (size_t i = 0; counts && i < rlint_registry_count(writer->registry); i++) {
		if (counts[i] > SHOWN_MOST) {
			add_fold(writer, counts[i] - SHOWN_MOST,
				rlint_registry_at(writer->registry, i)->id);
			is_any = true;
		}
	}
	output_text(&writer->output, is_any ? "\n" : "");
}

static void begin(rlint_writer *writer)
{
	(void)writer;
}

static void add(rlint_writer *writer, const rlint_results *results)
{
	size_t *counts;

	if (rlint_results_count(results) == 0 || writer->options.has_statistics) {
		return;
	}
	counts = make_counts(writer);
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		const rlint_result *result = rlint_results_at(results, i);

		if (!counts || ++counts[result->rule] <= SHOWN_MOST) {
			add_finding(writer, result);
			output_relieve(&writer->output);
		}
	}
	add_folds(writer, counts);
}

static void add_count(struct output *output, size_t count, const char *one, const char *many)
{
	output_number(output, count);
	output_text(output, " ");
	output_text(output, count == 1 ? one : many);
}

static void add_counts(rlint_writer *writer)
{
	static const char *const words[][2] = {
		[RLINT_PEDANTIC] = { "pedantic", "pedantic" },
		[RLINT_INFO] = { "info", "info" },
		[RLINT_WARNING] = { "warning", "warnings" },
		[RLINT_ERROR] = { "error", "errors" },
	};
	struct output *output = &writer->output;
	bool is_first = true;

	for (int i = RLINT_ERROR; i >= RLINT_PEDANTIC; i--) {
		if (writer->counts[i] > 0) {
			output_text(output, is_first ? "" : ", ");
			add_count(output, writer->counts[i], words[i][0], words[i][1]);
			is_first = false;
		}
	}
	if (is_first) {
		output_text(output, "no findings");
	}
}

static size_t count_failed(const rlint_writer *writer, bool is_misconfigured)
{
	const struct unread *unread = writer->unread.items;
	size_t count = 0;

	for (uint32_t i = 0; i < writer->unread.count; i++) {
		count += !unread[i].is_skipped && unread[i].is_misconfigured == is_misconfigured
				 ? 1
				 : 0;
	}
	return count;
}

static void add_part(struct output *output, size_t count, const char *how)
{
	if (count > 0) {
		output_text(output, ", ");
		output_number(output, count);
		output_text(output, how);
	}
}

static void add_summary(rlint_writer *writer)
{
	struct output *output = &writer->output;

	add_counts(writer);
	output_text(output, " in ");
	add_count(output, writer->files, "file", "files");
	add_part(output, count_failed(writer, false), " could not be read");
	add_part(output, count_failed(writer, true), " left out for a wrong configuration");
	if (writer->has_fixed) {
		output_text(output, ", ");
		add_count(output, writer->fixed, "fixed", "fixed");
	}
	add_part(output, writer->fixable[0], " fixable with --fix");
	add_part(output, writer->fixable[1],
		writer->fixable[0] > 0 ? " more with --unsafe-fixes too"
				       : " fixable with --fix --unsafe-fixes");
	if (writer->foreign.len > 0) {
		output_text(output, ", settings from ");
		output_str(output, writer->foreign);
	}
	output_text(output, "\n");
}

static void end(rlint_writer *writer)
{
	if (writer->options.has_statistics) {
		writer_add_table(writer);
	}
	if (!writer->options.is_quiet) {
		add_summary(writer);
	}
}

const struct form form_text = { begin, add, end };
