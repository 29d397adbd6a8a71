/* Writers: one file's results at a time. */
#include "lib/report/writer.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/lint/config_file.h"

static const struct form *form_of(rlint_format format)
{
	switch (format) {
	case RLINT_FORMAT_TEXT:
		return &form_text;
	case RLINT_FORMAT_JSON:
		return &form_json;
	case RLINT_FORMAT_SARIF:
		return &form_sarif;
	case RLINT_FORMAT_CONCISE:
		return &form_concise;
	case RLINT_FORMAT_GITHUB:
		return &form_github;
	}
	return NULL;
}

/* Takes over what the caller's struct has, which may be shorter or longer than ours. */
static void copy_options(rlint_writer_options *out, const rlint_writer_options *options)
{
	size_t size = options->size < sizeof *out ? options->size : sizeof *out;

	memcpy(out, options, size);
}

static bool can_count(rlint_format format)
{
	return format == RLINT_FORMAT_TEXT || format == RLINT_FORMAT_JSON;
}

rlint_status rlint_writer_new(const rlint_registry *registry, rlint_format format,
	const rlint_writer_options *options, const rlint_sink *sink, rlint_writer **out)
{
	const struct form *form = form_of(format);
	rlint_writer_options look = { 0 };
	rlint_writer *writer;

	*out = NULL;
	if (options) {
		copy_options(&look, options);
	}
	if (!form || !sink || !sink->write || (look.has_statistics && !can_count(format))) {
		return RLINT_ARGUMENT;
	}
	writer = alloc_new(registry->alloc, sizeof *writer);
	if (!writer) {
		return RLINT_NOMEM;
	}
	writer->alloc = registry->alloc;
	writer->registry = registry;
	writer->form = form;
	writer->cursor.unit = format == RLINT_FORMAT_SARIF ? RLINT_UTF16 : RLINT_CODE_POINTS;
	writer->options = look;
	output_init(&writer->output, registry->alloc, sink);
	arena_init(&writer->arena, registry->alloc, NULL);
	form->begin(writer);
	*out = writer;
	return RLINT_OK;
}

void rlint_writer_free(rlint_writer *writer)
{
	if (writer) {
		output_free(&writer->output);
		arena_free(&writer->arena);
		alloc_resize(writer->alloc, writer, sizeof *writer, 0);
	}
}

static rlint_status status_of(const rlint_writer *writer)
{
	if (writer->status != RLINT_OK || writer->output.buffer.has_failed) {
		return RLINT_NOMEM;
	}
	return writer->output.is_refused ? RLINT_IO : RLINT_OK;
}

static void note_unread(
	rlint_writer *writer, rlint_str path, rlint_str reason, rlint_outcome_of_file outcome)
{
	struct unread *unread = vec_add(&writer->unread, &writer->arena, sizeof *unread);

	path = arena_str(&writer->arena, path);
	reason = arena_str(&writer->arena, reason);
	if (!unread || !path.ptr || !reason.ptr) {
		writer->status = RLINT_NOMEM;
		writer->unread.count = 0;
		return;
	}
	*unread = (struct unread){ path, reason, outcome == RLINT_SKIPPED,
		outcome == RLINT_MISCONFIGURED };
}

static void count_result(rlint_writer *writer, const rlint_result *result)
{
	bool is_safe = false;

	writer->counts[result->severity]++;
	for (size_t i = 0; i < result->fix_count; i++) {
		is_safe = is_safe || result->fixes[i].is_safe;
	}
	if (result->fix_count > 0) {
		writer->fixable[is_safe ? 0 : 1]++;
	}
}

static void note_foreign(rlint_writer *writer, rlint_str config)
{
	if (writer->foreign.len == 0 && config_is_hadolint(config)) {
		writer->foreign = arena_str(&writer->arena, config);
		writer->status = writer->foreign.ptr ? writer->status : RLINT_NOMEM;
	}
}

rlint_status rlint_writer_add(rlint_writer *writer, const rlint_results *results)
{
	rlint_str reason;
	rlint_outcome_of_file outcome = rlint_results_outcome(results, &reason);

	if (outcome != RLINT_LINTED) {
		note_unread(writer, rlint_results_path(results), reason, outcome);
		return status_of(writer);
	}
	note_foreign(writer, rlint_results_config(results));
	writer->files++;
	writer->cursor.document = NULL;
	if (writer->options.has_statistics && !writer_count_rules(writer, results)) {
		return status_of(writer);
	}
	writer->form->add(writer, results);
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		count_result(writer, rlint_results_at(results, i));
	}
	writer->findings += rlint_results_count(results);
	output_relieve(&writer->output);
	return status_of(writer);
}

rlint_status rlint_writer_failed(rlint_writer *writer, rlint_str path, rlint_str reason)
{
	note_unread(writer, path, reason, RLINT_FAILED);
	return status_of(writer);
}

void rlint_writer_fixed(rlint_writer *writer, size_t count)
{
	writer->fixed += count;
	writer->has_fixed = true;
}

rlint_status rlint_writer_end(rlint_writer *writer)
{
	rlint_status status;

	writer->form->end(writer);
	status = output_flush(&writer->output);
	return status != RLINT_OK ? status : status_of(writer);
}

void writer_add_unread(rlint_writer *writer, const char *key, bool is_skipped)
{
	struct output *output = &writer->output;
	const struct unread *unread = writer->unread.items;
	bool is_first = true;

	output_next_key(output, key);
	output_text(output, "[");
	for (uint32_t i = 0; i < writer->unread.count; i++) {
		if (unread[i].is_skipped == is_skipped) {
			output_text(output, is_first ? "{\"path\":" : ",{\"path\":");
			output_json(output, unread[i].path);
			output_pair(output, "reason", unread[i].reason);
			output_text(output, "}");
			is_first = false;
		}
	}
	output_text(output, "]");
}
