/* Configuration files: what is read of them, what is told, and which is found. */
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

#include <cjson/cJSON.h>

#include "lib/base/str.h"
#include "lib/lint/config_file.h"
#include "tests/unit/memory_fs.h"

#include <reprolint/reprolint.h>

static const char page[] = "---\nseverity: warning\ndefault: true\naliases: [DL3026, T1]\n---\n"
			   "# Title\n\nBody.\n";
static const char other_page[] = "---\nseverity: info\ndefault: false\naliases: [DL9001]\n---\n"
				 "# Title\n\nBody.\n";

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	rlint_finding *finding = rlint_report_str(check, fact, rlint_fact_span(fact),
		rlint_option_is_set(check, 0) ? rlint_option_text(check, 0) : RLINT_STR("-"));

	rlint_as(finding, "T1");
}

static void check_other(rlint_check *check, const rlint_fact *fact)
{
	rlint_as(
		rlint_report_str(check, fact, rlint_fact_span(fact), RLINT_STR("other")), "DL9001");
}

static const rlint_rule rule = {
	.id = "test/package",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.options = (const char *const[]){ "trusted-registries", NULL },
	.check = check_package,
};
static const rlint_rule other_rule = {
	.id = "test/other",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_other,
};

struct bench {
	rlint_registry *registry;
	rlint_config *config;
	rlint_workspace *workspace;
	struct memory_fs table;
	rlint_fs fs;
	char said[1024];
};

/* Built-in rules are off, so that the test's own are all there is. */
static void set_up(struct bench *bench, const struct memory_file *files)
{
	*bench = (struct bench){ .table = { files, 0, 0 } };
	bench->fs = memory_fs(&bench->table);
	assert_int_equal(rlint_registry_new(NULL, &bench->registry), RLINT_OK);
	assert_int_equal(rlint_registry_add(bench->registry, &rule, str_from(page)), RLINT_OK);
	assert_int_equal(
		rlint_registry_add(bench->registry, &other_rule, str_from(other_page)), RLINT_OK);
	assert_int_equal(rlint_config_new(bench->registry, &bench->config), RLINT_OK);
	for (size_t i = 0; i < rlint_registry_count(bench->registry); i++) {
		rlint_str id = rlint_registry_at(bench->registry, i)->id;

		if (!rlint_str_starts(id, RLINT_STR("test/"))) {
			assert_int_equal(rlint_config_ignore(bench->config, id), RLINT_OK);
		}
	}
}

static void open_workspace(struct bench *bench, const char *stop)
{
	assert_int_equal(
		rlint_workspace_new(bench->config, &bench->fs, NULL, &bench->workspace), RLINT_OK);
	assert_int_equal(rlint_workspace_discover(bench->workspace, stop), RLINT_OK);
}

static void tear_down(struct bench *bench)
{
	rlint_workspace_free(bench->workspace);
	rlint_config_free(bench->config);
	rlint_registry_free(bench->registry);
	assert_int_equal(bench->table.reads, bench->table.releases);
}

static void say(struct bench *bench, const char *text, size_t length)
{
	size_t at = strlen(bench->said);

	assert_true(at + length + 2 < sizeof bench->said);
	memcpy(bench->said + at, text, length);
	memcpy(bench->said + at + length, "\n", 2);
}

static void note_problem(void *user, const rlint_config_problem *problem)
{
	char line[256];
	int length = snprintf(line, sizeof line, "%u:%u: %.*s", problem->position.line,
		problem->position.column, (int)problem->message.len, problem->message.ptr);

	say(user, line, (size_t)length);
}

static const char *read_text(struct bench *bench, const char *path, const char *text)
{
	rlint_status status =
		rlint_config_read(bench->config, path, str_from(text), note_problem, bench);

	assert_int_equal(status, bench->said[0] ? RLINT_CONFIG : RLINT_OK);
	return bench->said;
}

/* What a file's lint gives: severity, rule and message of each finding, or why there is none. */
static const char *lint(struct bench *bench, const char *path)
{
	rlint_results *results;
	rlint_str reason;

	bench->said[0] = '\0';
	assert_int_equal(rlint_lint(bench->workspace, path, &results), RLINT_OK);
	if (rlint_results_outcome(results, &reason) != RLINT_LINTED) {
		say(bench, reason.ptr, reason.len);
	}
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		const rlint_result *result = rlint_results_at(results, i);
		char line[256];
		int length = snprintf(line, sizeof line, "%s %.*s %.*s",
			rlint_severity_name(result->severity), (int)result->rule_id.len,
			result->rule_id.ptr, (int)result->place.message.len,
			result->place.message.ptr);

		say(bench, line, (size_t)length);
	}
	rlint_results_free(results);
	return bench->said;
}

static void everything_wrong_is_told_in_order(void **state)
{
	struct bench bench;

	(void)state;
	set_up(&bench, NULL);
	assert_string_equal(
		read_text(&bench, ".reprolint.yaml",
			"selct: [test]\nignore: [test/pakage, {a: b}, DL3026]\n"
			"severity: {test: eror, tset: info}\npedantic: 3\n"
			"options: {test/package: {trusted: 1}, test/non: {a: 1}, test/other: [x]}\n"
			"overrides:\n- path: 3\n- 4\n- {paths: a, ignore: nothing/here}\n"
			"fail-on: []\nexclude: {a: b}\nselect:\nbuildkit-check: skip\n"),
		"1:1: unknown key 'selct'; did you mean 'select'?\n"
		"2:10: no rule is named 'test/pakage'; did you mean 'test/package'?\n"
		"2:23: this must be a word\n"
		"3:18: this must be pedantic, info, warning or error; did you mean 'error'?\n"
		"3:24: no rule is named 'tset'; did you mean 'test'?\n"
		"4:11: this must be true or false\n"
		"5:26: the rule test/package has no option 'trusted'\n"
		"5:39: no rule is named 'test/non'\n"
		"5:69: the options of a rule must be a mapping\n"
		"7:3: unknown key 'path'; did you mean 'paths'?\n"
		"7:3: this override has no 'paths', so that it speaks of no file\n"
		"8:3: an override must be a mapping\n"
		"9:22: no rule is named 'nothing/here'\n"
		"10:10: this must be pedantic, info, warning, error or never\n"
		"11:10: this must be a list of words\n"
		"13:17: this must be options of BuildKit's checks, as in "
		"skip=NAME,NAME;experimental=NAME;error=true\n");
	tear_down(&bench);
}

static void broken_yaml_is_told_with_its_place(void **state)
{
	static const char *const texts[] = { "ignore: [test\n", "ignore: test\nignore: all\n",
		"- a\n", "ignore: test\n---\nselect: test\n", "a\n" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct bench bench;

		set_up(&bench, NULL);
		assert_true(read_text(&bench, "x/.reprolint.yaml", texts[i])[0] != '\0');
		tear_down(&bench);
	}
}

static void nothing_is_a_configuration_too(void **state)
{
	struct bench bench;

	(void)state;
	set_up(&bench, NULL);
	assert_string_equal(read_text(&bench, ".reprolint.yaml", ""), "");
	assert_string_equal(
		read_text(&bench, ".reprolint.yaml", "# a\nignore:\nseverity: ~\n"), "");
	tear_down(&bench);
}

static void the_nearest_file_is_in_force(void **state)
{
	static const struct memory_file files[] = {
		{ ".reprolint.yaml", "ignore: all\n", 0 },
		{ "a/.git", "", 0 },
		{ "a/requirements.txt", "x\n", 0 },
		{ "b/requirements.txt", "x\n", 0 },
		{ "b/c/.reprolint.yaml", "extend-select: [test/other]\nseverity: {T1: error}\n",
			0 },
		{ "b/c/d/requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;

	(void)state;
	set_up(&bench, files);
	open_workspace(&bench, NULL);
	assert_string_equal(lint(&bench, "a/requirements.txt"), "warning test/package -\n");
	assert_string_equal(lint(&bench, "b/requirements.txt"), "");
	assert_string_equal(lint(&bench, "b/c/d/requirements.txt"),
		"info test/other other\nerror test/package -\n");
	tear_down(&bench);
}

static void nothing_above_the_last_folder_is_read(void **state)
{
	static const struct memory_file files[] = {
		{ "/.reprolint.yaml", "ignore: all\n", 0 },
		{ "/home/u/p/requirements.txt", "x\n", 0 },
		{ "/home/requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;

	(void)state;
	set_up(&bench, files);
	open_workspace(&bench, "/home/u/");
	assert_string_equal(lint(&bench, "/home/u/p/requirements.txt"), "warning test/package -\n");
	assert_string_equal(lint(&bench, "/home/requirements.txt"), "");
	tear_down(&bench);
}

static void the_hosts_words_win(void **state)
{
	static const struct memory_file files[] = {
		{ ".reprolint.yaml",
			"ignore: [test]\nseverity: {test: error}\noptions:\n  test/package:\n"
			"    trusted-registries: [file, more]\noverrides:\n- {paths: '*', ignore: "
			"test}\n",
			0 },
		{ "requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;

	(void)state;
	set_up(&bench, files);
	assert_int_equal(rlint_config_extend(bench.config, RLINT_STR("test/package")), RLINT_OK);
	open_workspace(&bench, NULL);
	assert_string_equal(lint(&bench, "requirements.txt"), "error test/package file\n");
	rlint_workspace_free(bench.workspace);
	assert_int_equal(rlint_config_select(bench.config, RLINT_STR("test/other")), RLINT_OK);
	assert_int_equal(
		rlint_config_severity(bench.config, RLINT_STR("test"), RLINT_INFO), RLINT_OK);
	open_workspace(&bench, NULL);
	assert_string_equal(lint(&bench, "requirements.txt"), "info test/other other\n");
	tear_down(&bench);
}

static void overrides_speak_of_some_files(void **state)
{
	static const struct memory_file files[] = {
		{ "r/.reprolint.yaml",
			"extend-select: all\noverrides:\n- paths: [/old/, '*-dev.txt']\n  ignore: "
			"DL9001\n"
			"- paths: old/**\n  severity: {test/package: info}\n",
			0 },
		{ "r/requirements.txt", "x\n", 0 },
		{ "r/requirements-dev.txt", "x\n", 0 },
		{ "r/old/a/requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;

	(void)state;
	set_up(&bench, files);
	open_workspace(&bench, NULL);
	assert_string_equal(lint(&bench, "r/requirements.txt"),
		"info test/other other\nwarning test/package -\n");
	assert_string_equal(lint(&bench, "r/requirements-dev.txt"), "warning test/package -\n");
	assert_string_equal(lint(&bench, "r/old/a/requirements.txt"), "info test/package -\n");
	tear_down(&bench);
}

static void a_broken_file_is_never_passed_over(void **state)
{
	static const struct memory_file files[] = {
		{ "a/.reprolint.yaml", "ignored: x\nfail-on: 3\n", 0 },
		{ "a/requirements.txt", "x\n", 0 },
		{ "b/.reprolint.yaml", "", RLINT_ACCESS_DENIED },
		{ "b/requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;

	(void)state;
	set_up(&bench, files);
	open_workspace(&bench, NULL);
	assert_string_equal(lint(&bench, "a/requirements.txt"),
		"a/.reprolint.yaml:1:1: unknown key 'ignored'; did you mean 'ignore'?\n"
		"a/.reprolint.yaml:2:10: this must be pedantic, info, warning, error or never\n");
	assert_string_equal(
		lint(&bench, "b/requirements.txt"), "b/.reprolint.yaml: permission denied\n");
	tear_down(&bench);
}

static void an_unsaved_file_counts(void **state)
{
	static const struct memory_file files[] = {
		{ "requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;

	(void)state;
	set_up(&bench, files);
	open_workspace(&bench, NULL);
	assert_string_equal(lint(&bench, "requirements.txt"), "warning test/package -\n");
	assert_int_equal(rlint_workspace_overlay(
				 bench.workspace, ".reprolint.yaml", RLINT_STR("ignore: all")),
		RLINT_OK);
	assert_string_equal(lint(&bench, "requirements.txt"), "");
	assert_int_equal(
		rlint_workspace_overlay(bench.workspace, ".reprolint.yaml", (rlint_str){ 0 }),
		RLINT_OK);
	assert_string_equal(lint(&bench, "requirements.txt"), "warning test/package -\n");
	tear_down(&bench);
}

static void hadolints_file_serves_where_there_is_none_of_ours(void **state)
{
	static const struct memory_file files[] = {
		{ "a/.reprolint.yaml", "", 0 },
		{ "a/b/.hadolint.yaml", "ignored: [DL3026]\n", 0 },
		{ "a/b/requirements.txt", "x\n", 0 },
		{ "c/.hadolint.yml",
			"ignored: [DL0000]\noverride: {error: [DL9001, DL1], style: DL9001}\n"
			"trustedRegistries: [docker.io]\nformat: tty\n"
			"label-schema: {author: text}\nstrict-labels: true\n"
			"failure-threshold: error\n",
			0 },
		{ "c/requirements.txt", "x\n", 0 },
		{ "d/.hadolint.yaml", "failure-threshold: eror\nstrict-labels: [\n", 0 },
		{ "d/requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;
	rlint_results *results;
	int level;

	(void)state;
	set_up(&bench, files);
	open_workspace(&bench, NULL);
	assert_string_equal(lint(&bench, "a/b/requirements.txt"), "warning test/package -\n");
	assert_string_equal(lint(&bench, "c/requirements.txt"),
		"error test/other other\nwarning test/package docker.io\n");
	assert_true(rlint_str_starts(str_from(lint(&bench, "d/requirements.txt")),
		RLINT_STR("d/.hadolint.yaml:1:20: this must be error, ")));
	assert_int_equal(rlint_lint(bench.workspace, "c/requirements.txt", &results), RLINT_OK);
	assert_str(rlint_results_config(results), "c/.hadolint.yml");
	assert_true(rlint_results_fail_on(results, &level));
	assert_int_equal(level, RLINT_ERROR);
	rlint_results_free(results);
	tear_down(&bench);
}

static bool note_path(void *user, const char *path)
{
	say(user, path, strlen(path));
	return true;
}

static void excludes_hold_for_walks_and_on_request(void **state)
{
	static const struct memory_file files[] = {
		{ "r/.reprolint.yaml", "exclude: [old/, '*-dev.txt', '!new-dev.txt']\n", 0 },
		{ "r/a/new-dev.txt", "x\n", 0 },
		{ "r/a/requirements-dev.txt", "x\n", 0 },
		{ "r/a/requirements.txt", "x\n", 0 },
		{ "r/old/requirements.txt", "x\n", 0 },
		{ "r/x/.reprolint.yaml", "", 0 },
		{ "r/x/old/requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;
	bool is_excluded;

	(void)state;
	set_up(&bench, files);
	open_workspace(&bench, NULL);
	assert_int_equal(
		rlint_workspace_walk(bench.workspace, "r", note_path, NULL, &bench), RLINT_OK);
	assert_string_equal(bench.said,
		"r/.reprolint.yaml\nr/a/requirements.txt\nr/x/.reprolint.yaml\n"
		"r/x/old/requirements.txt\n");
	bench.said[0] = '\0';
	assert_int_equal(
		rlint_workspace_walk(bench.workspace, "r/old", note_path, NULL, &bench), RLINT_OK);
	assert_string_equal(bench.said, "r/old/requirements.txt\n");
	assert_int_equal(rlint_workspace_excludes(bench.workspace, "r/old/requirements.txt",
				 RLINT_ENTRY_FILE, &is_excluded),
		RLINT_OK);
	assert_true(is_excluded);
	assert_int_equal(rlint_workspace_excludes(
				 bench.workspace, "r/old", RLINT_ENTRY_FOLDER, &is_excluded),
		RLINT_OK);
	assert_true(is_excluded);
	assert_int_equal(
		rlint_workspace_excludes(bench.workspace, "r/old", RLINT_ENTRY_FILE, &is_excluded),
		RLINT_OK);
	assert_false(is_excluded);
	tear_down(&bench);
}

static void one_file_may_serve_for_all(void **state)
{
	static const struct memory_file files[] = {
		{ "ci/lint.yaml", "ignore: all\noverrides: []\n", 0 },
		{ "a/.reprolint.yaml", "broken", 0 },
		{ "a/requirements.txt", "x\n", 0 },
		{ 0 },
	};
	struct bench bench;

	(void)state;
	set_up(&bench, files);
	open_workspace(&bench, NULL);
	assert_int_equal(rlint_workspace_configure(bench.workspace, "ci/lint.yaml"), RLINT_OK);
	assert_string_equal(lint(&bench, "a/requirements.txt"), "");
	assert_int_equal(rlint_workspace_configure(bench.workspace, "ci/none.yaml"), RLINT_OK);
	assert_string_equal(
		lint(&bench, "a/requirements.txt"), "ci/none.yaml: no such file or directory\n");
	tear_down(&bench);
}

static cJSON *read_schema(void)
{
	FILE *file = fopen("docs/reprolint-config.schema.json", "rb");
	char *text = calloc(1, 65536);
	cJSON *schema;

	assert_non_null(file);
	assert_non_null(text);
	assert_true(fread(text, 1, 65535, file) > 0);
	assert_int_equal(fclose(file), 0);
	schema = cJSON_Parse(text);
	free(text);
	assert_non_null(schema);
	return schema;
}

static void assert_keys(const cJSON *object, const struct config_key *keys)
{
	const cJSON *properties = cJSON_GetObjectItemCaseSensitive(object, "properties");
	int count = 0;

	for (; keys[count].name; count++) {
		assert_true(cJSON_HasObjectItem(properties, keys[count].name));
	}
	assert_int_equal(cJSON_GetArraySize(properties), count);
	assert_true(
		cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(object, "additionalProperties")));
}

static void the_schema_knows_the_keys_that_are_read(void **state)
{
	cJSON *schema = read_schema();
	const cJSON *definitions = cJSON_GetObjectItemCaseSensitive(schema, "$defs");

	(void)state;
	assert_keys(schema, config_keys);
	assert_keys(
		cJSON_GetObjectItemCaseSensitive(definitions, "override"), config_override_keys);
	cJSON_Delete(schema);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_wrong_is_told_in_order),
		cmocka_unit_test(broken_yaml_is_told_with_its_place),
		cmocka_unit_test(nothing_is_a_configuration_too),
		cmocka_unit_test(the_nearest_file_is_in_force),
		cmocka_unit_test(nothing_above_the_last_folder_is_read),
		cmocka_unit_test(the_hosts_words_win),
		cmocka_unit_test(overrides_speak_of_some_files),
		cmocka_unit_test(a_broken_file_is_never_passed_over),
		cmocka_unit_test(an_unsaved_file_counts),
		cmocka_unit_test(hadolints_file_serves_where_there_is_none_of_ours),
		cmocka_unit_test(excludes_hold_for_walks_and_on_request),
		cmocka_unit_test(one_file_may_serve_for_all),
		cmocka_unit_test(the_schema_knows_the_keys_that_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
