/* Reports as workflow commands, which GitHub's runner turns into annotations. Escapes are those of
 * the runner's own library (@actions/core, lib/command.js). */
#include "lib/base/str.h"
#include "lib/report/writer.h"

static const char *command_of(rlint_severity severity)
{
	switch (severity) {
	case RLINT_ERROR:
		return "::error";
	case RLINT_WARNING:
		return "::warning";
	case RLINT_INFO:
	case RLINT_PEDANTIC:
		break;
	}
	return "::notice";
}

static const char *escape_of(char byte, bool is_property)
{
	switch (byte) {
	case '%':
		return "%25";
	case '\r':
		return "%0D";
	case '\n':
		return "%0A";
	case ':':
		return is_property ? "%3A" : NULL;
	case ',':
		return is_property ? "%2C" : NULL;
	default:
		return NULL;
	}
}

/* What needs no escape is still made harmless for the log that people read. */
static void add_escaped(struct output *output, rlint_str text, bool is_property)
{
	size_t done = 0;

	for (size_t at = 0; at < text.len; at++) {
		const char *escape = escape_of(text.ptr[at], is_property);

		if (escape) {
			output_visible(output, str_slice(text, done, at));
			output_text(output, escape);
			done = at + 1;
		}
	}
	output_visible(output, str_slice(text, done, text.len));
}

/* Annotations are found by a path below the repository's root, without "./". */
static rlint_str plain_path(rlint_str path)
{
	while (rlint_str_starts(path, RLINT_STR("./"))) {
		path = str_slice(path, 2, path.len);
	}
	return path;
}

static void add_number(struct output *output, const char *name, uint32_t number)
{
	output_text(output, name);
	output_number(output, number);
}

/* Columns only count within one line: the runner drops those of a region of several. */
static void add_region(struct output *output, rlint_position start, rlint_position end)
{
	add_number(output, ",line=", start.line);
	if (start.line == end.line) {
		add_number(output, ",col=", start.column);
	}
	add_number(output, ",endLine=", end.line);
	if (start.line == end.line) {
		add_number(output, ",endColumn=", end.column);
	}
}

/* The message begins with the place, for the job's log shows the message alone. */
static void add_finding(rlint_writer *writer, const rlint_result *result)
{
	struct output *output = &writer->output;
	const rlint_place *place = &result->place;
	rlint_str path = plain_path(rlint_document_path(place->document));
	rlint_position start = cursor_position(&writer->cursor, place->document, place->span.start);
	rlint_position end = cursor_position(&writer->cursor, place->document, place->span.end);

	output_text(output, command_of(result->severity));
	output_text(output, " title=reprolint (");
	add_escaped(output, result->rule_id, true);
	output_text(output, "),file=");
	add_escaped(output, path, true);
	add_region(output, start, end);
	output_text(output, "::");
	add_escaped(output, path, false);
	add_number(output, ":", start.line);
	add_number(output, ":", start.column);
	output_text(output, ": ");
	add_escaped(output, place->message, false);
	output_text(output, "\n");
}

static void begin(rlint_writer *writer)
{
	(void)writer;
}

static void add(rlint_writer *writer, const rlint_results *results)
{
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		add_finding(writer, rlint_results_at(results, i));
		output_relieve(&writer->output);
	}
}

static void end(rlint_writer *writer)
{
	struct output *output = &writer->output;
	const struct unread *unread = writer->unread.items;

	for (uint32_t i = 0; i < writer->unread.count; i++) {
		if (!unread[i].is_skipped) {
			rlint_str path = plain_path(unread[i].path);

			output_text(output, "::error title=reprolint,file=");
			add_escaped(output, path, true);
			output_text(output, "::");
			add_escaped(output, path, false);
			output_text(output, ": ");
			add_escaped(output, unread[i].reason, false);
			output_text(output, "\n");
		}
	}
}

const struct form form_github = { begin, add, end };
