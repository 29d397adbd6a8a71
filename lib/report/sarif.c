/* Reports as SARIF 2.1.0, with what GitHub's code scanning reads. */
#include "lib/base/str.h"
#include "lib/lint/registry.h"
#include "lib/report/writer.h"

/* GitHub cuts descriptions there. */
#define DESCRIPTION_MOST 1000

static const char schema[] = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
			     "sarif-schema-2.1.0.json";

static rlint_str level_of(rlint_severity severity)
{
	switch (severity) {
	case RLINT_ERROR:
		return RLINT_STR("error");
	case RLINT_WARNING:
		return RLINT_STR("warning");
	case RLINT_INFO:
	case RLINT_PEDANTIC:
		break;
	}
	return RLINT_STR("note");
}

static void add_message(struct output *output, const char *key, rlint_str text)
{
	output_key(output, key);
	output_text(output, "{\"text\":");
	output_json(output, text);
	output_text(output, "}");
}

/* The first paragraph behind the title: what the rule speaks of. */
static rlint_str first_paragraph(const rlint_rule_info *info)
{
	size_t title = rlint_str_find_str(info->body, RLINT_STR("\n# "));
	rlint_str rest = str_slice(info->body, title + 1, info->body.len);

	if (title == info->body.len) {
		rest = info->body;
	}
	rest = str_trim(str_slice(rest, str_find(rest, '\n', 0), rest.len));
	rest = str_slice(rest, 0, rlint_str_find_str(rest, RLINT_STR("\n\n")));
	return rest.len > 0 ? str_slice(rest, 0, DESCRIPTION_MOST) : info->title;
}

static void add_rule(struct output *output, const rlint_rule_info *info)
{
	rlint_str body = str_trim(info->body);

	output_text(output, "{\"id\":");
	output_json(output, info->id);
	output_text(output, ",");
	add_message(output, "shortDescription", info->title);
	output_text(output, ",");
	add_message(output, "fullDescription", first_paragraph(info));
	output_text(output, ",\"help\":{\"text\":");
	output_json(output, body);
	output_pair(output, "markdown", body);
	output_text(output, "},\"defaultConfiguration\":{\"enabled\":");
	output_text(output, info->is_default ? "true" : "false");
	output_pair(output, "level", level_of(info->severity));
	output_text(output, "},\"properties\":{\"tags\":[");
	output_json(output, rule_concern(info->id));
	output_text(output, "]");
	output_pair(output, "problem.severity",
		info->severity < RLINT_WARNING ? RLINT_STR("recommendation")
					       : level_of(info->severity));
	output_text(output, "}}");
}

static void begin(rlint_writer *writer)
{
	struct output *output = &writer->output;

	output_text(output, "{\"$schema\":\"");
	output_text(output, schema);
	output_text(output, "\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
			    "\"name\":\"reprolint\",\"version\":\"");
	output_text(output, rlint_version());
	output_text(output, "\",\"semanticVersion\":\"");
	output_text(output, rlint_version());
	output_text(output, "\",\"rules\":[");
	for (size_t i = 0; i < rlint_registry_count(writer->registry); i++) {
		output_text(output, i > 0 ? ",\n" : "\n");
		add_rule(output, rlint_registry_at(writer->registry, i));
	}
	output_text(output, "\n]}},\"columnKind\":\"utf16CodeUnits\",\"defaultEncoding\":\"UTF-8\","
			    "\"results\":[");
}

static bool is_plain_in_uri(char byte)
{
	return byte_is_name(byte) || byte == '-' || byte == '.' || byte == '~' || byte == '/';
}

/* RFC 3986, a relative reference: also a ':' is escaped, which would end a scheme. */
static void add_uri(struct output *output, rlint_str path)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < path.len; i++) {
		unsigned char byte = (unsigned char)path.ptr[i];
		char escaped[3] = { '%', digits[byte >> 4], digits[byte & 0x0FU] };

		if (is_plain_in_uri(path.ptr[i])) {
			output_str(output, str_slice(path, i, i + 1));
		} else {
			output_str(output, (rlint_str){ escaped, sizeof escaped });
		}
	}
}

static void add_artifact(struct output *output, rlint_str path)
{
	bool is_absolute = path.len > 0 && path.ptr[0] == '/';

	while (rlint_str_starts(path, RLINT_STR("./"))) {
		path = str_slice(path, 2, path.len);
	}
	output_text(output, "\"artifactLocation\":{\"uri\":\"");
	output_text(output, is_absolute ? "file://" : "");
	add_uri(output, path);
	output_text(output, is_absolute ? "\"}" : "\",\"uriBaseId\":\"SRCROOT\"}");
}

/* `base`: the column that an offset of 1 stands for on line 1; a BOM counts no column. */
static void add_region(struct output *output, struct column_cursor *cursor,
	const rlint_document *document, rlint_span span)
{
	bool has_bom = rlint_str_starts(document->text, RLINT_STR("\xEF\xBB\xBF"));
	rlint_position start = cursor_position(cursor, document, span.start);
	rlint_position end = cursor_position(cursor, document, span.end);

	if (has_bom && start.line == 1 && start.column > 1) {
		start.column--;
	}
	if (has_bom && end.line == 1 && end.column > 1) {
		end.column--;
	}
	output_text(output, "{\"startLine\":");
	output_number(output, start.line);
	output_number_pair(output, "startColumn", start.column);
	output_number_pair(output, "endLine", end.line);
	output_number_pair(output, "endColumn", end.column);
	output_text(output, "}");
}

static void add_location(
	struct output *output, struct column_cursor *cursor, const rlint_place *place)
{
	output_text(output, "\"physicalLocation\":{");
	add_artifact(output, rlint_document_path(place->document));
	output_text(output, ",\"region\":");
	add_region(output, cursor, place->document, place->span);
	output_text(output, "}");
}

static void add_related(struct output *output, const rlint_result *result)
{
	struct column_cursor cursor = { .unit = RLINT_UTF16 };

	if (result->related_count == 0) {
		return;
	}
	output_text(output, ",\"relatedLocations\":[");
	for (size_t i = 0; i < result->related_count; i++) {
		output_text(output, i > 0 ? ",{\"id\":" : "{\"id\":");
		output_number(output, i + 1);
		output_text(output, ",");
		add_location(output, &cursor, &result->related[i]);
		output_text(output, ",");
		add_message(output, "message", result->related[i].message);
		output_text(output, "}");
	}
	output_text(output, "]");
}

static void add_replacement(
	struct output *output, struct column_cursor *cursor, const rlint_edit_info *edit)
{
	output_text(output, "{\"deletedRegion\":");
	add_region(output, cursor, edit->document, edit->span);
	output_text(output, ",");
	add_message(output, "insertedContent", edit->text);
	output_text(output, "}");
}

/* Edits of one fix stay in one file: the findings' own. */
static void add_fix(struct output *output, const rlint_fix_info *fix)
{
	struct column_cursor cursor = { .unit = RLINT_UTF16 };

	output_text(output, "{");
	add_message(output, "description", fix->title);
	output_text(output, ",\"artifactChanges\":[{");
	add_artifact(output, rlint_document_path(fix->edits[0].document));
	output_text(output, ",\"replacements\":[");
	for (size_t i = 0; i < fix->edit_count; i++) {
		output_text(output, i > 0 ? "," : "");
		add_replacement(output, &cursor, &fix->edits[i]);
	}
	output_text(output, "]}],\"properties\":{\"safe\":");
	output_text(output, fix->is_safe ? "true}}" : "false}}");
}

static void add_fixes(struct output *output, const rlint_result *result)
{
	if (result->fix_count == 0) {
		return;
	}
	output_text(output, ",\"fixes\":[");
	for (size_t i = 0; i < result->fix_count; i++) {
		output_text(output, i > 0 ? "," : "");
		add_fix(output, &result->fixes[i]);
	}
	output_text(output, "]");
}

static void add_hex(struct output *output, uint64_t number)
{
	static const char digits[] = "0123456789abcdef";
	char text[16];
	size_t at = sizeof text;

	do {
		text[--at] = digits[number & 0x0FU];
		number >>= 4;
	} while (number > 0);
	output_str(output, (rlint_str){ text + at, sizeof text - at });
}

static void add_fingerprint(
	struct output *output, const struct line_hashes *hashes, const rlint_place *place)
{
	uint32_t line = document_line(place->document, place->span.start);
	const struct line_hash *hash = hashes->lines.items;

	if (line >= hashes->lines.count) {
		return;
	}
	output_text(output, ",\"partialFingerprints\":{\"primaryLocationLineHash\":\"");
	add_hex(output, hash[line].hash);
	output_text(output, ":");
	output_number(output, hash[line].count);
	output_text(output, "\"}");
}

static void add_properties(struct output *output, const rlint_result *result)
{
	output_text(output, ",\"properties\":{\"severity\":");
	output_json(output, str_from(rlint_severity_name(result->severity)));
	output_text(output, ",\"aliases\":[");
	for (size_t i = 0; i < result->alias_count; i++) {
		output_text(output, i > 0 ? "," : "");
		output_json(output, result->aliases[i]);
	}
	output_text(output, "]}");
}

static void add_result(
	rlint_writer *writer, const rlint_result *result, const struct line_hashes *hashes)
{
	struct output *output = &writer->output;

	output_text(output, "{\"ruleId\":");
	output_json(output, result->rule_id);
	output_number_pair(output, "ruleIndex", result->rule);
	output_pair(output, "level", level_of(result->severity));
	output_text(output, ",");
	add_message(output, "message", result->place.message);
	output_text(output, ",\"locations\":[{");
	add_location(output, &writer->cursor, &result->place);
	output_text(output, "}]");
	add_fingerprint(output, hashes, &result->place);
	add_related(output, result);
	add_fixes(output, result);
	add_properties(output, result);
	output_text(output, "}");
}

static void add(rlint_writer *writer, const rlint_results *results)
{
	struct line_hashes hashes = { 0 };
	struct arena arena;

	if (rlint_results_count(results) == 0) {
		return;
	}
	arena_init(&arena, writer->alloc, NULL);
	if (!line_hashes_make(
		    &hashes, &arena, rlint_document_text(rlint_results_document(results)))) {
		writer->status = RLINT_NOMEM;
	}
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		output_text(&writer->output, writer->findings + i > 0 ? ",\n" : "\n");
		add_result(writer, rlint_results_at(results, i), &hashes);
		output_relieve(&writer->output);
	}
	arena_free(&arena);
}

static void add_notification(struct output *output, const struct unread *unread)
{
	output_text(output, "{\"level\":\"");
	output_text(output, unread->is_skipped ? "note" : "error");
	output_text(output, "\",");
	add_message(output, "message", unread->reason);
	output_text(output, ",\"locations\":[{\"physicalLocation\":{");
	add_artifact(output, unread->path);
	output_text(output, "}}]}");
}

static void end(rlint_writer *writer)
{
	struct output *output = &writer->output;
	const struct unread *unread = writer->unread.items;
	bool has_failed = false;

	for (uint32_t i = 0; i < writer->unread.count; i++) {
		has_failed = has_failed || !unread[i].is_skipped;
	}
	output_text(output, "\n],\"invocations\":[{\"executionSuccessful\":");
	output_text(output, has_failed ? "false" : "true");
	output_text(output, ",\"toolExecutionNotifications\":[");
	for (uint32_t i = 0; i < writer->unread.count; i++) {
		output_text(output, i > 0 ? "," : "");
		add_notification(output, &unread[i]);
	}
	output_text(output, "]}],\"originalUriBaseIds\":{\"SRCROOT\":{\"description\":{\"text\":"
			    "\"the folder that reprolint was started in\"}}}}]}\n");
}

const struct form form_sarif = { begin, add, end };
