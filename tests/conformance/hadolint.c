/* The suite hadolint: which of hadolint's rules fire on a Dockerfile. All rules of ours are on,
 * pedantic findings included; a rule of hadolint's fires where a finding bears its id. Rows of
 * ShellCheck's are left out. Beside the disagreements a table counts them by rule. */
#include "tests/conformance/conformance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"

#include <reprolint/workspace.h>

#define MAX_RULES 128

/* How one rule of hadolint's fares. */
struct score {
	char rule[8];
	struct run run;
};

struct suite {
	struct run *run;
	rlint_registry *registry;
	struct score scores[MAX_RULES];
	size_t score_count;
};

static struct run *score_of(struct suite *suite, const char *rule)
{
	size_t index = 0;

	while (index < suite->score_count && strcmp(suite->scores[index].rule, rule) != 0) {
		index++;
	}
	if (index == suite->score_count && index + 1 < MAX_RULES) {
		(void)snprintf(
			suite->scores[index].rule, sizeof suite->scores[index].rule, "%s", rule);
		suite->score_count++;
	}
	return &suite->scores[index].run;
}

/* Gives a value to the option of that name of every rule that has it. */
static void set_option(
	const struct suite *suite, rlint_config *config, const char *option, const char *value)
{
	for (size_t i = 0; i < rlint_registry_count(suite->registry); i++) {
		(void)rlint_config_option(config, rlint_registry_at(suite->registry, i)->id,
			str_from(option), str_from(value));
	}
}

static void set_registries(const struct suite *suite, rlint_config *config, const cJSON *registries)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, registries)
	{
		set_option(suite, config, "trusted-registries", item->valuestring);
	}
}

/* "NAME:TYPE", as hadolint's --require-label has it. */
static void set_labels(const struct suite *suite, rlint_config *config, const cJSON *schema)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, schema)
	{
		char text[128];

		(void)snprintf(text, sizeof text, "%s:%s", item->string, item->valuestring);
		set_option(suite, config, "label-schema", text);
	}
}

/* The configuration of a row, in the words of hadolint's own code. */
static rlint_config *configure(const struct suite *suite, const cJSON *row)
{
	const cJSON *wanted = cJSON_GetObjectItemCaseSensitive(row, "config");
	rlint_config *config;

	if (rlint_config_new(suite->registry, &config) != RLINT_OK ||
		rlint_config_select(config, RLINT_STR("all")) != RLINT_OK) {
		exit(2);
	}
	rlint_config_pedantic(config, true);
	set_registries(
		suite, config, cJSON_GetObjectItemCaseSensitive(wanted, "allowedRegistries"));
	set_labels(suite, config, cJSON_GetObjectItemCaseSensitive(wanted, "labelSchema"));
	if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(wanted, "strictLabels"))) {
		set_option(suite, config, "strict-labels", "true");
	}
	return config;
}

/* "*" is any rule of hadolint's. */
static bool is_named(const rlint_result *result, const char *rule)
{
	for (size_t i = 0; i < result->alias_count; i++) {
		bool is_any = *rule == '*' && rlint_str_starts(result->aliases[i], RLINT_STR("DL"));

		if (is_any || rlint_str_is(result->aliases[i], str_from(rule))) {
			return true;
		}
	}
	return false;
}

static bool fires(const rlint_results *results, const char *rule)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_results_count(results) && !is_found; i++) {
		is_found = is_named(rlint_results_at(results, i), rule);
	}
	return is_found;
}

static bool lint_row(const struct suite *suite, const cJSON *row, const char *rule)
{
	rlint_config *config = configure(suite, row);
	rlint_workspace *workspace;
	rlint_results *results;
	bool is_found;

	if (rlint_workspace_new(config, NULL, NULL, &workspace) != RLINT_OK ||
		rlint_workspace_overlay(workspace, "Dockerfile",
			str_from(row_text(row, "dockerfile"))) != RLINT_OK ||
		rlint_lint(workspace, "Dockerfile", &results) != RLINT_OK) {
		exit(2);
	}
	is_found = fires(results, rule);
	rlint_results_free(results);
	rlint_workspace_free(workspace);
	rlint_config_free(config);
	return is_found;
}

static void check_row(void *user, const cJSON *row)
{
	struct suite *suite = user;
	const char *rule = row_text(row, "rule");
	bool is_wanted = strcmp(row_text(row, "expect"), "fires") == 0;
	struct run *score = score_of(suite, rule);
	bool agrees;

	if (strcmp(rule, "SC") == 0) {
		return;
	}
	agrees = lint_row(suite, row, rule) == is_wanted;
	score->total++;
	score->agreed += agrees ? 1 : 0;
	run_case(suite->run, agrees, rule, "%s (%s)\n%s", is_wanted ? "fires there" : "is silent",
		row_text(row, "name"), row_text(row, "dockerfile"));
}

void suite_hadolint(struct run *run, const char *path)
{
	struct suite suite = { .run = run };

	if (rlint_registry_new(NULL, &suite.registry) != RLINT_OK) {
		exit(2);
	}
	each_row(path, check_row, &suite);
	for (size_t i = 0; i < suite.score_count; i++) {
		const struct score *score = &suite.scores[i];

		if (score->run.agreed < score->run.total) {
			printf("%s: agree %u of %u\n", score->rule, score->run.agreed,
				score->run.total);
		}
	}
	rlint_registry_free(suite.registry);
}
