/* What the seed and determinism rules say of the hand-labelled configs of the suite frameworks. */
#include "tests/conformance/framework_seeds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/facts/framework.h"

/* Of a hundred: so many configs that need a word get one, so few that need none. */
enum { WANTED_LEAST = 70, SETTLED_MOST = 3 };

void seeds_init(struct seeds *seeds)
{
	*seeds = (struct seeds){ 0 };
	if (rlint_registry_new(NULL, &seeds->registry) != RLINT_OK ||
		rlint_config_new(seeds->registry, &seeds->config) != RLINT_OK) {
		(void)fputs("no memory\n", stderr);
		exit(2);
	}
}

static bool is(const cJSON *row, const char *name, const char *text)
{
	const char *value = row_text(row, name);

	return value && strcmp(value, text) == 0;
}

static bool has_random_default(const struct framework *framework)
{
	bool is_found = false;

	for (size_t i = 0; i < framework->groups.count; i++) {
		const struct setting_group *group = &framework_groups[framework->groups.at + i];

		if (rlint_str_is(table_str(group->concept), RLINT_STR("seed")) &&
			group->defaults.count == 1 &&
			framework_rows[group->defaults.at].outcome == RLINT_RANDOM) {
			is_found = true;
		}
	}
	return is_found;
}

/* Does the table say that the row's framework draws a seed, or sets none? */
static bool is_random_by_table(const cJSON *row)
{
	rlint_str name = str_from(row_text(row, "framework"));

	for (size_t i = 0; i < framework_count; i++) {
		if (rlint_str_is(table_str(framework_table[i].id), name)) {
			return has_random_default(&framework_table[i]);
		}
	}
	return false;
}

static bool is_wanted(const cJSON *row)
{
	bool trains = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, "trains"));

	if (!trains || !is(row, "role", "root") || is(row, "framework", "generic-ml-config")) {
		return false;
	}
	return is(row, "seed", "random") ||
	       (is(row, "seed", "absent-default-random") && is_random_by_table(row));
}

static bool is_settled(const cJSON *row)
{
	return is(row, "seed", "set") || is(row, "seed", "elsewhere") ||
	       is(row, "seed", "absent-default-fixed") || is(row, "seed", "not-applicable");
}

/* Something that may be taken for a framework's is judged by recognition. */
static bool is_no_experiment(const cJSON *row)
{
	const cJSON *also = cJSON_GetObjectItemCaseSensitive(row, "also");

	return is(row, "role", "not-experiment") ||
	       (is(row, "framework", "none") && cJSON_GetArraySize(also) == 0);
}

/* What is said of the file, by the concern of the rule. */
struct said {
	bool seed, determinism;
};

static struct said lint(const struct seeds *seeds, const char *root, const char *path)
{
	struct said said = { false, false };
	rlint_workspace *workspace = NULL;
	rlint_results *results = NULL;
	const rlint_result *result;

	if (rlint_workspace_new(seeds->config, rlint_fs_plain(), root, &workspace) != RLINT_OK ||
		rlint_workspace_named(workspace, path) != RLINT_OK ||
		rlint_lint(workspace, path, &results) != RLINT_OK) {
		exit(2);
	}
	for (size_t i = 0; (result = rlint_results_at(results, i)); i++) {
		said.seed = said.seed || rlint_str_starts(result->rule_id, RLINT_STR("seed/"));
		said.determinism = said.determinism ||
				   rlint_str_starts(result->rule_id, RLINT_STR("determinism/"));
	}
	rlint_results_free(results);
	rlint_workspace_free(workspace);
	return said;
}

void seeds_row(struct seeds *seeds, const cJSON *row, const char *root, const char *path)
{
	struct said said = lint(seeds, root, path);

	if (is_wanted(row)) {
		run_case(&seeds->wanted, said.seed, path, "no word on its seed (%s)",
			row_text(row, "why"));
	}
	if (is_settled(row)) {
		run_case(&seeds->settled, !said.seed, path, "a word on its seed (%s)",
			row_text(row, "why"));
	}
	if (is_no_experiment(row) && (said.seed || said.determinism)) {
		printf("%s: no experiment, but taken for one\n", path);
		seeds->strays++;
	}
}

bool seeds_end(struct seeds *seeds)
{
	const struct run *wanted = &seeds->wanted;
	const struct run *settled = &seeds->settled;
	unsigned spoken = settled->total - settled->agreed;

	printf("seed rules speak on %u of %u training roots that draw one, and on %u of %u configs "
	       "that need no word; seed and determinism rules on %u files of no experiment\n",
		wanted->agreed, wanted->total, spoken, settled->total, seeds->strays);
	rlint_config_free(seeds->config);
	rlint_registry_free(seeds->registry);
	return wanted->agreed * 100 >= WANTED_LEAST * wanted->total &&
	       spoken * 100 <= SETTLED_MOST * settled->total && seeds->strays == 0;
}
