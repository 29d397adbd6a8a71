/* The suite json: JSONTestSuite. A case's name says what a reader must do: `y_` take it, `n_`
 * refuse it, `i_` either, without a crash. What is taken beyond JSON on purpose still is a problem
 * of rule "config", if not a grave one, so that `n_` cases agree:
 *
 *	comments                n_structure_object_with_comment, n_object_trailing_comment ...
 *	a comma before ] or }   n_array_extra_comma, n_object_trailing_comma ...
 *	NaN, Infinity           n_number_NaN, n_number_infinity, n_number_minus_infinity
 *
 * Equal keys are told under another rule (y_object_duplicated_key*). A byte-order mark is taken. */
#include "tests/conformance/conformance.h"

#include <stdlib.h>
#include <string.h>

#include "lib/syntax/config/config.h"

#include <reprolint/registry.h>

static const struct limits limits = { { [RLINT_LIMIT_NESTING] = 256,
	[RLINT_LIMIT_FINDINGS] = 1000,
	[RLINT_LIMIT_ALIAS_STEPS] = 1000 } };

static unsigned count_problems(const struct tree *tree)
{
	const struct problem *problems = tree->problems.items;
	unsigned count = 0;

	for (uint32_t i = 0; i < tree->problems.count; i++) {
		count += strcmp(problems[i].rule, "config") == 0;
	}
	return count;
}

static void check_case(void *user, const char *path)
{
	struct run *run = user;
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	rlint_str source = read_file(path);
	struct config config;
	struct arena arena;
	unsigned count;
	bool is_refused;
	bool is_wanted;

	arena_init(&arena, NULL, NULL);
	is_refused = config_parse_json(&config, &arena, &limits, source, CONFIG_JSON) != RLINT_OK;
	count = is_refused ? 0 : count_problems(&config.tree);
	is_wanted =
		name[0] == 'i' || (name[0] == 'y' && count == 0) || (name[0] == 'n' && count > 0);
	run_case(run, !is_refused && is_wanted, name, "%u problems", count);
	arena_free(&arena);
	free((char *)(uintptr_t)source.ptr);
}

void suite_json(struct run *run, const char *path)
{
	each_file(path, ".json", check_case, run);
}
