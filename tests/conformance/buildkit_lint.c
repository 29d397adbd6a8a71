/* The suite buildkit-lint: BuildKit's checks, rule by instruction, and what it says of each. All
 * rules of ours are on, pedantic findings included. Rows that say `rule` and `kind` are examples of
 * BuildKit's pages: there only that rule counts, anywhere in the file. */
#include "tests/conformance/conformance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/dockerfile.h"

#include <reprolint/workspace.h>

/* linter/ruleset.go, but for the check that asks a registry. */
static const char *const names[] = { "StageNameCasing", "FromAsCasing", "NoEmptyContinuation",
	"ConsistentInstructionCasing", "DuplicateStageName", "ReservedStageName",
	"JSONArgsRecommended", "MaintainerDeprecated", "UndefinedArgInFrom", "WorkdirRelativePath",
	"UndefinedVar", "MultipleInstructionsDisallowed", "LegacyKeyValueFormat",
	"RedundantTargetPlatform", "SecretsUsedInArgOrEnv", "InvalidDefaultArgInFrom",
	"FromPlatformFlagConstDisallowed", "CopyIgnoredFile", "InvalidDefinitionDescription",
	"ExposeProtoCasing", "ExposeInvalidFormat" };

enum { NAMES = sizeof names / sizeof *names };

struct suite {
	struct run *run;
	rlint_registry *registry;
};

/* One row: what is expected, and where its instructions lie. */
struct lint_case {
	rlint_str source;
	struct arena arena;
	struct guard guard;
	struct dockerfile file;
	const cJSON *expected;
	rlint_results *results;
	char why[256];
};

static void parse(void *context)
{
	struct lint_case *test = context;

	dockerfile_parse(&test->file, &test->arena, NULL, test->source);
}

/* The index of the instruction that holds the line; past the last where none does. */
static uint32_t instruction_at(const struct lint_case *test, uint32_t line)
{
	uint32_t index = 0;

	while (index < test->file.instructions.count) {
		const struct docker_instruction *instruction =
			dockerfile_instruction(&test->file, index);

		if (line >= instruction->first_line && line <= instruction->last_line) {
			break;
		}
		index++;
	}
	return index;
}

static uint32_t instruction_of(const struct lint_case *test, const rlint_place *place)
{
	return instruction_at(
		test, rlint_position_of(place->document, place->span.start, RLINT_BYTES).line);
}

static bool is_named(const rlint_result *result, const char *rule)
{
	for (size_t i = 0; i < result->alias_count; i++) {
		if (rlint_str_is(result->aliases[i], str_from(rule))) {
			return true;
		}
	}
	return false;
}

/* Does the finding, or a place that belongs to it, lie in the instruction? */
static bool lies_in(const struct lint_case *test, const rlint_result *result, uint32_t instruction)
{
	bool lies = instruction_of(test, &result->place) == instruction;

	for (size_t i = 0; i < result->related_count && !lies; i++) {
		lies = instruction_of(test, &result->related[i]) == instruction;
	}
	return lies;
}

/* BuildKit's suggestions are left out: they are not always the same. */
static bool says(const rlint_result *result, const cJSON *item)
{
	rlint_str detail = str_from(row_text(item, "detail"));

	detail = str_slice(detail, 0, rlint_str_find_str(detail, RLINT_STR(" (did you mean ")));
	for (size_t i = 0; i < result->foreign_count; i++) {
		if (rlint_str_is(result->foreign[i].id, str_from(row_text(item, "rule"))) &&
			rlint_str_is(result->foreign[i].message, detail)) {
			return true;
		}
	}
	return false;
}

/* Is there a finding of the rule, in BuildKit's words? */
static bool is_found(const struct lint_case *test, const cJSON *item, uint32_t instruction)
{
	const char *rule = row_text(item, "rule");

	for (size_t i = 0; i < rlint_results_count(test->results); i++) {
		const rlint_result *result = rlint_results_at(test->results, i);

		if (is_named(result, rule) && lies_in(test, result, instruction) &&
			says(result, item)) {
			return true;
		}
	}
	return false;
}

static bool is_expected(const struct lint_case *test, const rlint_result *result, const char *rule)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, test->expected)
	{
		int line = cJSON_GetObjectItemCaseSensitive(item, "line")->valueint;

		if (strcmp(row_text(item, "rule"), rule) == 0 &&
			lies_in(test, result, instruction_at(test, (uint32_t)line))) {
			return true;
		}
	}
	return false;
}

static bool has_all(struct lint_case *test)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, test->expected)
	{
		int line = cJSON_GetObjectItemCaseSensitive(item, "line")->valueint;

		if (!is_found(test, item, instruction_at(test, (uint32_t)line))) {
			(void)snprintf(test->why, sizeof test->why, "missing: %s in line %d",
				row_text(item, "rule"), line);
			return false;
		}
	}
	return true;
}

/* A check that the finding is named for where none is expected, or NULL. */
static const char *odd_name(const struct lint_case *test, const rlint_result *result)
{
	for (size_t i = 0; i < NAMES; i++) {
		if (is_named(result, names[i]) && !is_expected(test, result, names[i])) {
			return names[i];
		}
	}
	return NULL;
}

static bool has_no_more(struct lint_case *test)
{
	for (size_t i = 0; i < rlint_results_count(test->results); i++) {
		const char *name = odd_name(test, rlint_results_at(test->results, i));

		if (name) {
			(void)snprintf(test->why, sizeof test->why, "too much: %s", name);
			return false;
		}
	}
	return true;
}

static bool has_error(struct lint_case *test)
{
	for (size_t i = 0; i < rlint_results_count(test->results); i++) {
		if (rlint_results_at(test->results, i)->severity == RLINT_ERROR) {
			return true;
		}
	}
	(void)snprintf(test->why, sizeof test->why, "no finding at error level");
	return false;
}

static bool fires(const struct lint_case *test, const char *rule)
{
	for (size_t i = 0; i < rlint_results_count(test->results); i++) {
		if (is_named(rlint_results_at(test->results, i), rule)) {
			return true;
		}
	}
	return false;
}

/* Examples of what BuildKit's pages call bad that its program does not speak of: what the comments
 * say. There the program is followed, as the other vectors demand. */
static bool is_wrong_page(const cJSON *row)
{
	static const char *const rules[] = {
		"CopyIgnoredFile", /* the pattern does not match */
		"InvalidDefinitionDescription", /* nobody asks for the check */
		"LegacyKeyValueFormat", /* ARG takes two names there */
	};
	const char *text = row_text(row, "dockerfile");
	bool is_one = false;

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		is_one = is_one || strcmp(row_text(row, "rule"), rules[i]) == 0;
	}
	return is_one && (strstr(text, "COPY ./tmp/") || strstr(text, "ARG foo bar") ||
				 strstr(text, "# a non-descriptive"));
}

static bool agrees(struct lint_case *test, const cJSON *row)
{
	const char *kind = row_text(row, "kind");

	if (kind) {
		(void)snprintf(test->why, sizeof test->why, "%s is %s example",
			row_text(row, "rule"), kind);
		return fires(test, row_text(row, "rule")) ==
		       (strcmp(kind, "bad") == 0 && !is_wrong_page(row));
	}
	test->expected = cJSON_GetObjectItemCaseSensitive(
		row, row_text(row, "test") ? "expect" : "warnings");
	return has_all(test) && has_no_more(test) &&
	       ((!row_text(row, "build_error") && !row_text(row, "error")) || has_error(test));
}

/* Offline a base image may set any name; the vectors count it as setting PATH only. */
static rlint_config *configure(const struct suite *suite, const cJSON *row)
{
	const char *checks = row_text(row, "check_option");
	rlint_config *config;

	if (rlint_config_new(suite->registry, &config) != RLINT_OK ||
		rlint_config_select(config, RLINT_STR("all")) != RLINT_OK) {
		exit(2);
	}
	rlint_config_pedantic(config, true);
	if (checks && rlint_config_buildkit_check(config, str_from(checks)) != RLINT_OK) {
		exit(2);
	}
	(void)rlint_config_option(config, RLINT_STR("image/undefined-variable"),
		RLINT_STR("base-sets-nothing"), RLINT_STR("true"));
	return config;
}

static void lint(struct lint_case *test, rlint_workspace *workspace, const cJSON *row)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(row, "files"))
	{
		if (rlint_workspace_overlay(workspace, item->string, str_from(item->valuestring)) !=
			RLINT_OK) {
			exit(2);
		}
	}
	if (rlint_workspace_overlay(workspace, "Dockerfile", test->source) != RLINT_OK ||
		rlint_lint(workspace, "Dockerfile", &test->results) != RLINT_OK) {
		exit(2);
	}
}

static bool is_left_out(const cJSON *row)
{
	return cJSON_GetObjectItemCaseSensitive(row, "placeholder") ||
	       (row_text(row, "test") &&
		       strstr(row_text(row, "test"), "testBaseImagePlatformMismatch"));
}

static void check_row(void *user, const cJSON *row)
{
	struct suite *suite = user;
	struct lint_case test = { .source = str_from(row_text(row, "dockerfile")) };
	const char *name = row_text(row, row_text(row, "test") ? "test" : "name");
	rlint_config *config;
	rlint_workspace *workspace;

	if (is_left_out(row)) {
		return;
	}
	config = configure(suite, row);
	arena_init(&test.arena, NULL, &test.guard);
	if (rlint_workspace_new(config, NULL, NULL, &workspace) != RLINT_OK ||
		protect(&test.guard, parse, &test) != RLINT_OK) {
		exit(2);
	}
	lint(&test, workspace, row);
	run_case(suite->run, agrees(&test, row), name ? name : row_text(row, "rule"), "%s\n%s",
		test.why, row_text(row, "dockerfile"));
	rlint_results_free(test.results);
	rlint_workspace_free(workspace);
	rlint_config_free(config);
	arena_free(&test.arena);
}

void suite_buildkit_lint(struct run *run, const char *path)
{
	struct suite suite = { .run = run };

	if (rlint_registry_new(NULL, &suite.registry) != RLINT_OK) {
		exit(2);
	}
	each_row(path, check_row, &suite);
	rlint_registry_free(suite.registry);
}
