/* The suite false-alarms: Dockerfiles of which other linters say what no careful engineer would
 * act on. A run with default settings repeats none of it: no finding carries an id of `must_not`.
 */
#include "tests/conformance/conformance.h"

#include <stdio.h>
#include <stdlib.h>

#include <reprolint/registry.h>
#include <reprolint/workspace.h>

#include "lib/base/str.h"

struct alarms {
	struct run *run;
	rlint_registry *registry;
	rlint_config *config;
};

/* "buildkit/StageNameCasing" is StageNameCasing here. */
static rlint_str without_tool(const char *id)
{
	rlint_str text = str_from(id);
	size_t slash = str_find(text, '/', 0);

	return slash < text.len ? str_slice(text, slash + 1, text.len) : text;
}

static bool is_forbidden(const cJSON *row, rlint_str alias)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(row, "must_not");
	const cJSON *item;

	cJSON_ArrayForEach(item, list)
	{
		if (rlint_str_is(without_tool(cJSON_GetStringValue(item)), alias)) {
			return true;
		}
	}
	return false;
}

/* The first alias of the finding that must not be said, or the empty text. */
static rlint_str alarm_in(const cJSON *row, const rlint_result *result)
{
	for (size_t i = 0; i < result->alias_count; i++) {
		if (is_forbidden(row, result->aliases[i])) {
			return result->aliases[i];
		}
	}
	return (rlint_str){ 0 };
}

static rlint_str find_alarm(const cJSON *row, const rlint_results *results)
{
	const rlint_result *result;
	rlint_str alarm = { 0 };

	for (size_t i = 0; (result = rlint_results_at(results, i)) && alarm.len == 0; i++) {
		alarm = alarm_in(row, result);
	}
	return alarm;
}

static void judge(void *user, const cJSON *row)
{
	const struct alarms *alarms = user;
	const char *text = row_text(row, "dockerfile");
	bool is_soft = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, "soft"));
	rlint_workspace *workspace = NULL;
	rlint_results *results = NULL;
	rlint_str alarm = RLINT_STR("not linted");

	if (rlint_workspace_new(alarms->config, NULL, NULL, &workspace) == RLINT_OK &&
		rlint_workspace_overlay(workspace, "Dockerfile", str_from(text)) == RLINT_OK &&
		rlint_lint(workspace, "Dockerfile", &results) == RLINT_OK &&
		rlint_results_outcome(results, NULL) == RLINT_LINTED) {
		alarm = find_alarm(row, results);
	}
	run_case(alarms->run, alarm.len == 0, row_text(row, "id"), "%.*s%s", (int)alarm.len,
		alarm.ptr, is_soft ? " (soft)" : "");
	rlint_results_free(results);
	rlint_workspace_free(workspace);
}

void suite_false_alarms(struct run *run, const char *path)
{
	struct alarms alarms = { .run = run };

	if (rlint_registry_new(NULL, &alarms.registry) != RLINT_OK ||
		rlint_config_new(alarms.registry, &alarms.config) != RLINT_OK) {
		(void)fputs("no memory\n", stderr);
		exit(2);
	}
	each_row(path, judge, &alarms);
	rlint_config_free(alarms.config);
	rlint_registry_free(alarms.registry);
}
