/* Reports with a line for each finding, as editors and other programs read them. */
#include "lib/base/str.h"
#include "lib/report/writer.h"

static void begin(rlint_writer *writer)
{
	(void)writer;
}

static void add_line(rlint_writer *writer, const rlint_result *result)
{
	struct output *output = &writer->output;
	const rlint_place *place = &result->place;
	rlint_position position =
		cursor_position(&writer->cursor, place->document, place->span.start);

	output_visible(output, rlint_document_path(place->document));
	output_text(output, ":");
	output_number(output, position.line);
	output_text(output, ":");
	output_number(output, position.column);
	output_text(output, ": ");
	output_text(output, rlint_severity_name(result->severity));
	output_text(output, ": ");
	output_visible(output, place->message);
	output_text(output, " [");
	output_str(output, result->rule_id);
	output_text(output, "]\n");
}

static void add(rlint_writer *writer, const rlint_results *results)
{
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		add_line(writer, rlint_results_at(results, i));
		output_relieve(&writer->output);
	}
}

static void end(rlint_writer *writer)
{
	(void)writer;
}

const struct form form_concise = { begin, add, end };
