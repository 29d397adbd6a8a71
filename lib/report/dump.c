/* Dumps of one document: what was read of it. */
#include "lib/report/dump.h"

#include "lib/base/str.h"
#include "lib/lint/workspace.h"

void dump_indent(struct output *output, size_t depth)
{
	while (depth-- > 0) {
		output_text(output, "  ");
	}
}

void dump_span_text(struct output *output, rlint_span span)
{
	output_text(output, " [");
	output_number(output, span.start);
	output_text(output, "-");
	output_number(output, span.end);
	output_text(output, "]");
}

void dump_span_json(struct output *output, rlint_span span)
{
	output_text(output, ",\"span\":{\"start\":");
	output_number(output, span.start);
	output_text(output, ",\"end\":");
	output_number(output, span.end);
	output_text(output, "}");
}

void dump_begin_json(struct output *output, const rlint_document *document)
{
	output_text(output, "{\"version\":1,\"path\":");
	output_json(output, document->path);
	output_pair(output, "kind", str_from(rlint_file_kind_name(document->kind)));
}

/* BuildKit's dump, or where BuildKit gives none the tolerant tree. */
static rlint_status dump_buildkit(struct output *output, const struct analysis *analysis)
{
	if (analysis->document->kind != RLINT_FILE_DOCKERFILE) {
		return RLINT_ARGUMENT;
	}
	if (!analysis_is_whole(analysis)) {
		dump_tree_text(output, analysis);
	} else if (analysis->tree != &analysis->plain) {
		dockerfile_dump(&analysis->syntax.dockerfile, &output->buffer);
	}
	return RLINT_OK;
}

static rlint_status write(struct output *output, struct project *project,
	const struct analysis *analysis, rlint_dump form)
{
	switch (form) {
	case RLINT_DUMP_TREE:
		dump_tree_text(output, analysis);
		return RLINT_OK;
	case RLINT_DUMP_TREE_JSON:
		dump_tree_json(output, analysis);
		return RLINT_OK;
	case RLINT_DUMP_FACTS:
		dump_facts_text(output, project, analysis->facts.root);
		return RLINT_OK;
	case RLINT_DUMP_FACTS_JSON:
		dump_facts_json(output, project, analysis->facts.root);
		return RLINT_OK;
	case RLINT_DUMP_BUILDKIT:
		return dump_buildkit(output, analysis);
	}
	return RLINT_ARGUMENT;
}

rlint_status rlint_dump_file(rlint_workspace *workspace, const char *path, rlint_dump form,
	const rlint_sink *sink, rlint_results **out)
{
	struct opened opened;
	struct output output;
	rlint_status status = workspace_open(workspace, path, &opened, out);

	if (status != RLINT_OK || !opened.analysis) {
		return status;
	}
	output_init(&output, workspace->alloc, sink);
	status = write(&output, &workspace->project, opened.analysis, form);
	if (status == RLINT_OK) {
		status = workspace->project.status;
	}
	if (status == RLINT_OK) {
		status = output_flush(&output);
	}
	output_free(&output);
	if (status != RLINT_OK) {
		rlint_results_free(*out);
		*out = NULL;
	}
	return status;
}
