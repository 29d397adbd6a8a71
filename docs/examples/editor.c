/* What an editor does: lints a buffer that is not saved, marks places, fixes one, shows a page. */
#include <reprolint/reprolint.h>
#include <stdio.h>
#include <string.h>

#define PRINT(text) (void)printf("%.*s\n", (int)(text).len, (text).ptr)

static const char buffer[] = "FROM python:3.12.4-slim\nUSER 1000\nCOPY held.txt .\n"
			     "RUN : '\xF0\x9F\x90\x8D' && pip install -c held.txt numpy pandas\n";

/* The files beside the buffer, wherever the host keeps them. */
static rlint_access find(void *user, const char *path, rlint_entry *out)
{
	*out = (rlint_entry){ RLINT_ENTRY_FILE, strlen(user) };
	return strcmp(path, "held.txt") == 0 ? RLINT_ACCESS_OK : RLINT_ACCESS_ABSENT;
}

static rlint_access fetch(void *user, const char *path, uint64_t limit, rlint_str *out)
{
	*out = (rlint_str){ user, strlen(user) };
	return limit < out->len ? RLINT_ACCESS_TOO_LARGE : find(user, path, &(rlint_entry){ 0 });
}

static void show(const rlint_registry *registry, const rlint_result *result)
{
	const rlint_place *at = &result->place;
	rlint_position from = rlint_position_of(at->document, at->span.start, RLINT_UTF16);
	rlint_position to = rlint_position_of(at->document, at->span.end, RLINT_UTF16);

	printf("%u:%u to %u:%u: ", from.line, from.column, to.line, to.column);
	PRINT(at->message);
	PRINT(rlint_registry_at(registry, result->rule)->title); /* the page is ->body */
}

int main(void)
{
	char held[] = "numpy==2.0.1\n";
	rlint_fs files = { .read = fetch, .stat = find, .user = held };
	rlint_registry *registry = NULL;
	rlint_config *config = NULL;
	rlint_workspace *workspace = NULL;
	rlint_results *results = NULL;
	rlint_fixed *fixed = NULL;

	if (rlint_registry_new(NULL, &registry) == RLINT_OK &&
		rlint_config_new(registry, &config) == RLINT_OK &&
		rlint_workspace_new(config, &files, NULL, &workspace) == RLINT_OK &&
		rlint_workspace_overlay(workspace, "Dockerfile", RLINT_STR(buffer)) == RLINT_OK &&
		rlint_lint(workspace, "Dockerfile", &results) == RLINT_OK)
		for (size_t i = 0; i < rlint_results_count(results); i++)
			show(registry, rlint_results_at(results, i));
	if (results && rlint_fix_file(workspace, "Dockerfile", false, &fixed) == RLINT_OK)
		PRINT(rlint_document_text(rlint_results_document(rlint_fixed_after(fixed))));
	rlint_fixed_free(fixed);
	rlint_results_free(results);
	rlint_workspace_free(workspace);
	rlint_config_free(config);
	rlint_registry_free(registry);
}
