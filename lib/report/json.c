/* Reports as JSON; docs/report-1.schema.json describes them. */
#include "lib/base/str.h"
#include "lib/report/writer.h"

static void begin(rlint_writer *writer)
{
	output_text(&writer->output, "{\"version\":1,\"findings\":[");
}

static void add_span(struct output *output, rlint_span span)
{
	output_text(output, ",\"span\":{\"start\":");
	output_number(output, span.start);
	output_text(output, ",\"end\":");
	output_number(output, span.end);
	output_text(output, "}");
}

static void add_position(struct output *output, const char *key, rlint_position position)
{
	output_next_key(output, key);
	output_text(output, "{\"line\":");
	output_number(output, position.line);
	output_text(output, ",\"column\":");
	output_number(output, position.column);
	output_text(output, "}");
}

static void add_place(struct output *output, struct column_cursor *cursor, const rlint_place *place)
{
	output_key(output, "path");
	output_json(output, rlint_document_path(place->document));
	add_span(output, place->span);
	add_position(output, "start", cursor_position(cursor, place->document, place->span.start));
	add_position(output, "end", cursor_position(cursor, place->document, place->span.end));
}

/* The separator before the item with that index. */
static const char *comma(size_t index)
{
	return index > 0 ? "," : "";
}

static void add_related(struct output *output, const rlint_result *result)
{
	struct column_cursor cursor = { .unit = RLINT_CODE_POINTS };

	output_text(output, ",\"related\":[");
	for (size_t i = 0; i < result->related_count; i++) {
		output_text(output, comma(i));
		output_text(output, "{");
		add_place(output, &cursor, &result->related[i]);
		output_pair(output, "message", result->related[i].message);
		output_text(output, "}");
	}
	output_text(output, "]");
}

static void add_foreign(struct output *output, const rlint_result *result)
{
	output_text(output, ",\"foreign\":[");
	for (size_t i = 0; i < result->foreign_count; i++) {
		output_text(output, comma(i));
		output_text(output, "{\"id\":");
		output_json(output, result->foreign[i].id);
		output_pair(output, "message", result->foreign[i].message);
		output_text(output, "}");
	}
	output_text(output, "]");
}

static void add_fix(struct output *output, const rlint_fix_info *fix)
{
	output_text(output, "{\"title\":");
	output_json(output, fix->title);
	output_text(output, fix->is_safe ? ",\"safe\":true" : ",\"safe\":false");
	output_text(output, ",\"edits\":[");
	for (size_t i = 0; i < fix->edit_count; i++) {
		output_text(output, comma(i));
		output_text(output, "{\"path\":");
		output_json(output, rlint_document_path(fix->edits[i].document));
		add_span(output, fix->edits[i].span);
		output_pair(output, "text", fix->edits[i].text);
		output_text(output, "}");
	}
	output_text(output, "]}");
}

static void add_fixes(struct output *output, const rlint_result *result)
{
	output_text(output, ",\"fixes\":[");
	for (size_t i = 0; i < result->fix_count; i++) {
		output_text(output, comma(i));
		add_fix(output, &result->fixes[i]);
	}
	output_text(output, "]");
}

static void add_finding(rlint_writer *writer, const rlint_result *result)
{
	struct output *output = &writer->output;

	output_text(output, "{\"rule\":");
	output_json(output, result->rule_id);
	output_text(output, ",\"aliases\":[");
	for (size_t i = 0; i < result->alias_count; i++) {
		output_text(output, comma(i));
		output_json(output, result->aliases[i]);
	}
	output_text(output, "]");
	output_pair(output, "severity", str_from(rlint_severity_name(result->severity)));
	output_pair(output, "message", result->place.message);
	output_text(output, ",");
	add_place(output, &writer->cursor, &result->place);
	add_related(output, result);
	add_foreign(output, result);
	add_fixes(output, result);
	output_text(output, "}");
}

static void add(rlint_writer *writer, const rlint_results *results)
{
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		output_text(&writer->output, writer->findings + i > 0 ? ",\n" : "\n");
		add_finding(writer, rlint_results_at(results, i));
		output_relieve(&writer->output);
	}
}

static void end(rlint_writer *writer)
{
	struct output *output = &writer->output;

	output_text(output, writer->findings > 0 ? "\n]" : "]");
	if (writer->options.has_statistics) {
		writer_add_statistics(writer);
	}
	writer_add_unread(writer, "skipped", true);
	writer_add_unread(writer, "failed", false);
	output_text(output, ",\"summary\":{\"error\":");
	output_number(output, writer->counts[RLINT_ERROR]);
	output_number_pair(output, "warning", writer->counts[RLINT_WARNING]);
	output_number_pair(output, "info", writer->counts[RLINT_INFO]);
	output_number_pair(output, "pedantic", writer->counts[RLINT_PEDANTIC]);
	output_number_pair(output, "files", writer->files);
	if (writer->has_fixed) {
		output_number_pair(output, "fixed", writer->fixed);
	}
	output_text(output, "}}\n");
}

const struct form form_json = { begin, add, end };
