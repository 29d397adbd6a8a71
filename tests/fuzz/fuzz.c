/* One libFuzzer harness for each kind of file: see meson.build. Reads every finding, and every
 * position in it, so that a bad span is a crash here and not in an editor. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <reprolint/reprolint.h>

#ifndef BEFORE
#define BEFORE ""
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_place(const rlint_place *place)
{
	rlint_str text = rlint_document_text(place->document);

	assert(place->span.start <= place->span.end && place->span.end <= text.len);
	(void)rlint_position_of(place->document, place->span.start, RLINT_CODE_POINTS);
	(void)rlint_position_of(place->document, place->span.end, RLINT_UTF16);
}

static void read_result(const rlint_result *result)
{
	read_place(&result->place);
	for (size_t i = 0; i < result->related_count; i++) {
		read_place(&result->related[i]);
	}
	for (size_t i = 0; i < result->fix_count; i++) {
		for (size_t j = 0; j < result->fixes[i].edit_count; j++) {
			const rlint_edit_info *edit = &result->fixes[i].edits[j];

			assert(edit->span.start <= edit->span.end);
			assert(edit->span.end <= rlint_document_text(edit->document).len);
		}
	}
}

static void lint(const rlint_config *config, rlint_str text)
{
	rlint_workspace *workspace = NULL;
	rlint_results *results = NULL;
	rlint_status status = rlint_workspace_new(config, NULL, NULL, &workspace);

	assert(status == RLINT_OK);
	status = rlint_workspace_overlay(workspace, FILE_NAME, text);
	assert(status == RLINT_OK);
	status = rlint_workspace_kind(workspace, FILE_NAME, KIND);
	assert(status == RLINT_OK);
	status = rlint_lint(workspace, FILE_NAME, &results);
	assert(status == RLINT_OK);
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		read_result(rlint_results_at(results, i));
	}
	rlint_results_free(results);
	rlint_workspace_free(workspace);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static rlint_registry *registry;
	static rlint_config *config;
	size_t prefix = strlen(BEFORE);
	char *text = malloc(prefix + size + 1);

	if (!registry) {
		rlint_registry_new(NULL, &registry);
		rlint_config_new(registry, &config);
		rlint_config_select(config, RLINT_STR("all"));
		rlint_config_pedantic(config, true);
	}
	memcpy(text, BEFORE, prefix);
	if (size > 0) {
		memcpy(text + prefix, data, size);
	}
	lint(config, (rlint_str){ text, prefix + size });
	free(text);
	return 0;
}
