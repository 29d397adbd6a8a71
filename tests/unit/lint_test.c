/* lib/lint: rules, dispatch, configuration, ignore comments, fixes. The rules here are the test's
 * own, so that built-in ones may change. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "tests/unit/memory_fs.h"

#include <reprolint/reprolint.h>

#define PAGE(severity, more)                                                                       \
	"---\nseverity: " severity "\ndefault: false\n" more "---\n# Title\n\nBody.\n"

static const char package_page[] =
	PAGE("warning", "aliases: [T1 = DL9, Tool/Two]\nfix: safe\nsince: 9\n");
static const char line_page[] = PAGE("info", "aliases: []\n");
static const char link_page[] = PAGE("error", "");

/* Says every pip package's name; aliases and fixes by the first letter. */
static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_finding *finding;
	char *memory = rlint_scratch(check, 32);

	assert_non_null(memory);
	assert_int_equal(memory[31], 0);
	memory[31] = 1;
	finding = rlint_report(check, fact, package->name.span, "package %S", package->canonical);
	rlint_as(finding, "nobody's");
	switch (package->canonical.ptr[0]) {
	case 'a':
		rlint_as(finding, "t1");
		rlint_grade(finding, RLINT_INFO);
		rlint_grade(finding, RLINT_ERROR);
		break;
	case 'b':
		rlint_as_said(finding, RLINT_STR("Other"), RLINT_STR("words"));
		rlint_related(finding, fact, rlint_fact_span(fact), "see %u", 1U);
		break;
	case 'p':
		rlint_grade(finding, RLINT_PEDANTIC);
		break;
	case 'f':
		rlint_fix(finding, true, "pin it");
		rlint_edit(finding, (rlint_span){ package->name.span.end, package->name.span.end },
			"==%u", 1U);
		rlint_fix(finding, false, "beyond the end");
		rlint_edit_str(finding, (rlint_span){ 0, 60000 }, RLINT_STR("x"));
		rlint_fix(finding, false, "two edits of one place");
		rlint_edit_str(finding, package->name.span, RLINT_STR("x"));
		rlint_edit_str(finding, package->name.span, RLINT_STR("y"));
		rlint_fix(finding, false, "drop it");
		rlint_edit_str(finding, package->name.span, RLINT_STR(""));
		break;
	default:
		break;
	}
}

/* Two subscriptions that meet in one fact, and a message that says the same twice. */
static void check_twice(rlint_check *check, const rlint_fact *fact)
{
	rlint_report_str(check, fact, rlint_fact_span(fact), RLINT_STR("twice"));
	rlint_report_str(check, NULL, rlint_fact_span(fact), RLINT_STR("twice"));
}

static void check_link(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *other = NULL;
	rlint_answer answer = rlint_linked(check, fact, RLINT_INCLUDES, &other);
	rlint_finding *finding =
		rlint_report(check, fact, rlint_fact_span(fact), "answer %u", (unsigned)answer);

	if (other) {
		rlint_related_str(finding, other, (rlint_span){ 0, 1 }, RLINT_STR("there"));
	}
}

/* Asks without having said so. */
static void check_link_rashly(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *other = NULL;

	assert_int_equal(rlint_linked(check, fact, RLINT_INCLUDES, &other), RLINT_UNKNOWN);
}

static void check_never(rlint_check *check, const rlint_fact *fact)
{
	(void)check;
	(void)fact;
	fail_msg("a rule for conda was asked about something else");
}

static void check_options(rlint_check *check, const rlint_fact *fact)
{
	if (rlint_option_is_set(check, 1)) {
		rlint_report(check, fact, rlint_fact_span(fact), "%S %s",
			rlint_option_text(check, 1),
			rlint_option_lists(check, 1, RLINT_STR("two")) ? "listed" : "not listed");
	}
	assert_false(rlint_option_is_set(check, 0));
	assert_false(rlint_option_is_set(check, 7));
}

static const rlint_rule package_rule = {
	.id = "test/package",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_package,
};
static const rlint_rule twice_rule = {
	.id = "test/twice",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, NULL }, { RLINT_PACKAGE, "pip" },
		{ 0 } },
	.check = check_twice,
};
static const rlint_rule link_rule = {
	.id = "other/link",
	.on = (const rlint_subscription[]){ { RLINT_INCLUDE, NULL }, { 0 } },
	.check = check_link,
	.asks_links = true,
};
static const rlint_rule rash_rule = {
	.id = "other/rash",
	.on = (const rlint_subscription[]){ { RLINT_INCLUDE, NULL }, { 0 } },
	.check = check_link_rashly,
};
static const rlint_rule never_rule = {
	.id = "other/never",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "conda" }, { RLINT_STAGE, NULL },
		{ 0 } },
	.check = check_never,
};
static const rlint_rule options_rule = {
	.id = "other/options",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.options = (const char *const[]){ "first", "second", NULL },
	.check = check_options,
};

struct bench {
	rlint_registry *registry;
	rlint_config *config;
	rlint_workspace *workspace;
	rlint_results *results;
};

static void add_rule(struct bench *bench, const rlint_rule *rule, const char *page)
{
	assert_int_equal(rlint_registry_add(bench->registry, rule, str_from(page)), RLINT_OK);
}

static void begin(struct bench *bench)
{
	*bench = (struct bench){ 0 };
	assert_int_equal(rlint_registry_new(NULL, &bench->registry), RLINT_OK);
	add_rule(bench, &package_rule, package_page);
	add_rule(bench, &twice_rule, line_page);
	add_rule(bench, &link_rule, link_page);
	add_rule(bench, &rash_rule, link_page);
	add_rule(bench, &never_rule, link_page);
	add_rule(bench, &options_rule, line_page);
	assert_int_equal(rlint_config_new(bench->registry, &bench->config), RLINT_OK);
}

static void choose(struct bench *bench, const char *word)
{
	assert_int_equal(rlint_config_select(bench->config, str_from(word)), RLINT_OK);
}

static void lint(struct bench *bench, const rlint_fs *fs, const char *path, const char *text)
{
	assert_int_equal(rlint_workspace_new(bench->config, fs, NULL, &bench->workspace), RLINT_OK);
	if (text) {
		assert_int_equal(
			rlint_workspace_overlay(bench->workspace, path, str_from(text)), RLINT_OK);
	}
	assert_int_equal(rlint_lint(bench->workspace, path, &bench->results), RLINT_OK);
}

static void end(struct bench *bench)
{
	rlint_results_free(bench->results);
	rlint_workspace_free(bench->workspace);
	rlint_config_free(bench->config);
	rlint_registry_free(bench->registry);
}

/* The messages of all findings, a semicolon behind each. */
static const char *messages(const struct bench *bench)
{
	static char text[4096];

	text[0] = '\0';
	for (size_t i = 0; i < rlint_results_count(bench->results); i++) {
		rlint_str message = rlint_results_at(bench->results, i)->place.message;

		strncat(text, message.ptr, message.len);
		strcat(text, ";");
	}
	return text;
}

static void assert_messages(const char *word, const char *text, const char *wanted)
{
	struct bench bench;

	begin(&bench);
	choose(&bench, word);
	lint(&bench, NULL, "requirements.txt", text);
	if (strcmp(messages(&bench), wanted) != 0) {
		fail_msg("of %s: %s, wanted %s", text, messages(&bench), wanted);
	}
	end(&bench);
}

static void rules_see_what_they_asked_for_and_nothing_else(void **state)
{
	(void)state;
	assert_messages("other", "c\n", "");
	assert_messages("test/twice", "# c\nd\n", "twice;");
}

static void findings_are_sorted_and_doubles_dropped(void **state)
{
	(void)state;
	assert_messages("test", "d\nc\n", "package d;twice;package c;twice;");
}

static void severities_are_lowered_never_raised(void **state)
{
	struct bench bench;

	(void)state;
	begin(&bench);
	choose(&bench, "test/package");
	lint(&bench, NULL, "requirements.txt", "a\nc\np\n");
	assert_string_equal(messages(&bench), "package a;package c;");
	assert_int_equal(rlint_results_at(bench.results, 0)->severity, RLINT_INFO);
	assert_int_equal(rlint_results_at(bench.results, 1)->severity, RLINT_WARNING);
	assert_null(rlint_results_at(bench.results, 2));
	end(&bench);
}

static void a_configured_severity_replaces_the_rules_and_lower_ones_stay(void **state)
{
	struct bench bench;

	(void)state;
	begin(&bench);
	choose(&bench, "test/package");
	rlint_config_pedantic(bench.config, true);
	assert_int_equal(
		rlint_config_severity(bench.config, RLINT_STR("test/package"), RLINT_ERROR),
		RLINT_OK);
	lint(&bench, NULL, "requirements.txt", "a\nc\np\n");
	assert_int_equal(rlint_results_count(bench.results), 3);
	assert_int_equal(rlint_results_at(bench.results, 0)->severity, RLINT_INFO);
	assert_int_equal(rlint_results_at(bench.results, 1)->severity, RLINT_ERROR);
	assert_int_equal(rlint_results_at(bench.results, 2)->severity, RLINT_PEDANTIC);
	end(&bench);
}

static void a_severity_of_a_foreign_id_changes_what_bears_it(void **state)
{
	static const struct {
		const char *words[2];
		rlint_severity severities[2], wanted[2]; /* of a, which is graded info, and c */
	} cases[] = {
		{ { "t1" }, { RLINT_PEDANTIC }, { RLINT_PEDANTIC, RLINT_WARNING } },
		{ { "DL9" }, { RLINT_ERROR }, { RLINT_INFO, RLINT_WARNING } },
		{ { "Tool/Two" }, { RLINT_PEDANTIC }, { RLINT_INFO, RLINT_WARNING } },
		{ { "test", "t1" }, { RLINT_ERROR, RLINT_PEDANTIC },
			{ RLINT_PEDANTIC, RLINT_ERROR } },
		{ { "t1", "test" }, { RLINT_PEDANTIC, RLINT_ERROR }, { RLINT_INFO, RLINT_ERROR } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench bench;

		begin(&bench);
		choose(&bench, "test/package");
		rlint_config_pedantic(bench.config, true);
		for (size_t k = 0; k < 2 && cases[i].words[k]; k++) {
			assert_int_equal(
				rlint_config_severity(bench.config, str_from(cases[i].words[k]),
					cases[i].severities[k]),
				RLINT_OK);
		}
		lint(&bench, NULL, "requirements.txt", "a\nc\n");
		for (size_t k = 0; k < 2; k++) {
			assert_int_equal(
				rlint_results_at(bench.results, k)->severity, cases[i].wanted[k]);
		}
		end(&bench);
	}
}

static void aliases_come_from_the_page_and_wording_from_anyone(void **state)
{
	struct bench bench;
	const rlint_result *result;

	(void)state;
	begin(&bench);
	choose(&bench, "test/package");
	lint(&bench, NULL, "requirements.txt", "a\nb\n");
	result = rlint_results_at(bench.results, 0);
	assert_int_equal(result->alias_count, 2);
	assert_str(result->aliases[0], "T1");
	assert_str(result->aliases[1], "DL9");
	assert_int_equal(result->foreign_count, 0);
	result = rlint_results_at(bench.results, 1);
	assert_int_equal(result->alias_count, 0);
	assert_int_equal(result->foreign_count, 1);
	assert_str(result->foreign[0].id, "Other");
	assert_str(result->foreign[0].message, "words");
	assert_int_equal(result->related_count, 1);
	assert_str(result->related[0].message, "see 1");
	end(&bench);
}

static void fixes_that_cannot_be_applied_are_dropped(void **state)
{
	struct bench bench;
	const rlint_result *result;

	(void)state;
	begin(&bench);
	choose(&bench, "test/package");
	lint(&bench, NULL, "requirements.txt", "f\n");
	result = rlint_results_at(bench.results, 0);
	assert_int_equal(result->fix_count, 2);
	assert_str(result->fixes[0].title, "pin it");
	assert_true(result->fixes[0].is_safe);
	assert_int_equal(result->fixes[0].edit_count, 1);
	assert_str(result->fixes[0].edits[0].text, "==1");
	assert_span(result->fixes[0].edits[0].span, 1, 1);
	assert_str(result->fixes[1].title, "drop it");
	end(&bench);
}

static void results_outlive_workspace_and_overlay(void **state)
{
	struct bench bench;

	(void)state;
	begin(&bench);
	choose(&bench, "test/package");
	lint(&bench, NULL, "requirements.txt", "c\n");
	assert_int_equal(
		rlint_workspace_overlay(bench.workspace, "requirements.txt", RLINT_STR("d\n")),
		RLINT_OK);
	rlint_workspace_free(bench.workspace);
	bench.workspace = NULL;
	assert_str(rlint_text_of(rlint_results_document(bench.results),
			   rlint_results_at(bench.results, 0)->place.span),
		"c");
	assert_str(rlint_results_path(bench.results), "requirements.txt");
	end(&bench);
}

static void ignore_comments_cover_the_next_line_and_the_one_they_trail(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "# reprolint: ignore=test/package\nc\nd\n", "package d;" },
		{ "#reprolint:ignore = test/package\nc\n", "" },
		{ "# reprolint: ignore=test\nc\nd\n", "package d;" },
		{ "# reprolint: ignore=all\nc\nd\n", "package d;" },
		{ "# reprolint: ignore=pin/x, test/package why not\nc\n", "" },
		{ "# reprolint: ignore=pin/x\nc\n", "package c;" },
		{ "# reprolint: ignored=test/package\nc\n", "package c;" },
		{ "# reprolint: ignore\nc\n", "package c;" },
		{ "# reprolint: ignore=test/package\n\n# word\n\n# reprolint: ignore=x\nc\n", "" },
		{ "c  # reprolint: ignore=test/package\nd\n", "package d;" },
		{ "c\nd\n# reprolint: ignore-file=test/package\n", "" },
		{ "# reprolint: ignore-file=other\nc\n", "package c;" },
		/* a carries DL9; c carries nothing, so any id of its rule will do */
		{ "# reprolint: ignore=t1\na\n", "" },
		{ "# reprolint: ignore=Tool/Two\na\n", "package a;" },
		{ "# reprolint: ignore=Tool/Two\nc\n", "" },
		{ "# hadolint ignore=DL9\na\n", "" },
		{ "# hadolint ignore=DL9,SC1\nc\n", "" },
		{ "#hadolint ignore = SC1 , DL9  # why\na\n", "" },
		{ "# hadolint ignore=DL9#why\na\n", "" },
		{ "# hadolint global ignore=DL9\na\nc\n", "" },
		{ "# hadolintignore=DL9\na\n", "package a;" },
		{ "# hadolint globalignore=DL9\na\n", "package a;" },
		{ "# hadolint shell=DL9\na\n", "package a;" },
		/* plain comments to hadolint */
		{ "# hadolint ignore=dl9\na\n", "package a;" },
		{ "# hadolint ignore=DL9,x\na\n", "package a;" },
		{ "# hadolint ignore=DL9,\na\n", "package a;" },
		{ "# hadolint ignore=DL9 why\na\n", "package a;" },
		{ "# hadolint ignore=\na\n", "package a;" },
		{ "c\n# reprolint: ignore=test/package\n", "package c;" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_messages("test/package", cases[i].text, cases[i].wanted);
	}
}

static void ignore_comments_may_be_turned_off(void **state)
{
	struct bench bench;

	(void)state;
	begin(&bench);
	choose(&bench, "test/package");
	rlint_config_comments(bench.config, false);
	lint(&bench, NULL, "requirements.txt", "# reprolint: ignore=test/package\nc\n");
	assert_string_equal(messages(&bench), "package c;");
	end(&bench);
}

static void many_findings_of_a_rule_end_with_one_that_names_the_limit(void **state)
{
	struct bench bench;

	(void)state;
	begin(&bench);
	choose(&bench, "test/package");
	assert_int_equal(rlint_registry_limit(bench.registry, RLINT_LIMIT_FINDINGS, 2), RLINT_OK);
	lint(&bench, NULL, "requirements.txt", "c\nd\ne\ng\n");
	assert_string_equal(messages(&bench), "package c;package d;more than 2 findings of "
					      "test/package in this file, which is the "
					      "limit: the rest is left out;");
	end(&bench);
}

static void words_select_ignore_and_are_checked(void **state)
{
	struct bench bench;

	(void)state;
	begin(&bench);
	assert_int_equal(rlint_config_select(bench.config, RLINT_STR("nothing")), RLINT_CONFIG);
	assert_int_equal(rlint_config_extend(bench.config, RLINT_STR("TEST")), RLINT_CONFIG);
	assert_int_equal(rlint_config_ignore(bench.config, RLINT_STR("test/twice")), RLINT_OK);
	choose(&bench, "test");
	lint(&bench, NULL, "requirements.txt", "c\n");
	assert_string_equal(messages(&bench), "package c;");
	end(&bench);
}

static void options_are_lists(void **state)
{
	struct bench bench;
	rlint_str id = RLINT_STR("other/options");

	(void)state;
	begin(&bench);
	choose(&bench, "other/options");
	assert_int_equal(
		rlint_config_option(bench.config, id, RLINT_STR("third"), id), RLINT_CONFIG);
	assert_int_equal(rlint_config_option(bench.config, RLINT_STR("x/y"), id, id), RLINT_CONFIG);
	assert_int_equal(
		rlint_config_option(bench.config, id, RLINT_STR("second"), RLINT_STR("one")),
		RLINT_OK);
	assert_int_equal(
		rlint_config_option(bench.config, id, RLINT_STR("second"), RLINT_STR("two")),
		RLINT_OK);
	lint(&bench, NULL, "requirements.txt", "c\n");
	assert_string_equal(messages(&bench), "one listed;");
	end(&bench);
}

static void links_answer_rules_that_say_that_they_ask(void **state)
{
	static const struct memory_file files[] = {
		{ "requirements.txt", "-r base.txt\n-r none.txt\n", 0 },
		{ "base.txt", "c\n", 0 },
		{ 0 },
	};
	struct memory_fs table = { files, 0, 0 };
	rlint_fs fs = memory_fs(&table);
	struct bench bench;
	const rlint_result *result;

	(void)state;
	begin(&bench);
	choose(&bench, "other");
	lint(&bench, &fs, "requirements.txt", NULL);
	assert_string_equal(messages(&bench), "answer 2;answer 0;");
	result = rlint_results_at(bench.results, 0);
	assert_str(rlint_document_path(result->related[0].document), "base.txt");
	rlint_workspace_free(bench.workspace);
	bench.workspace = NULL;
	assert_str(rlint_text_of(result->related[0].document, result->related[0].span), "c");
	end(&bench);
	begin(&bench);
	choose(&bench, "other");
	lint(&bench, NULL, "requirements.txt", "-r base.txt\n");
	assert_string_equal(messages(&bench), "answer 1;");
	end(&bench);
}

static void what_cannot_be_read_is_an_outcome(void **state)
{
	static const struct memory_file files[] = {
		{ "Dockerfile", "", RLINT_ACCESS_DENIED },
		{ "main.py", "", 0 },
		{ 0 },
	};
	struct memory_fs table = { files, 0, 0 };
	rlint_fs fs = memory_fs(&table);
	struct bench bench;
	rlint_str reason;

	(void)state;
	begin(&bench);
	lint(&bench, &fs, "Dockerfile", NULL);
	assert_int_equal(rlint_results_outcome(bench.results, &reason), RLINT_FAILED);
	assert_str(reason, "permission denied");
	assert_null(rlint_results_document(bench.results));
	rlint_results_free(bench.results);
	assert_int_equal(rlint_lint(bench.workspace, "main.py", &bench.results), RLINT_OK);
	assert_int_equal(rlint_results_outcome(bench.results, &reason), RLINT_SKIPPED);
	rlint_results_free(bench.results);
	assert_int_equal(rlint_lint(bench.workspace, "none.py", &bench.results), RLINT_OK);
	assert_int_equal(rlint_results_outcome(bench.results, &reason), RLINT_FAILED);
	assert_str(reason, "no such file or directory");
	end(&bench);
}

static void files_past_the_limit_and_foreign_encodings_are_one_finding(void **state)
{
	static const struct {
		const char *path, *text, *message;
	} cases[] = {
		{ "Dockerfile", "FROM debian:12.5-slim\nRUN true\nRUN true\n",
			"file is larger than the limit of 30 bytes: nothing of it was read;" },
		{ "Dockerfile",
			"\xFF\xFE"
			"F\1R\1",
			"file is encoded as UTF-16: save it as UTF-8;" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bench bench;

		begin(&bench);
		assert_int_equal(
			rlint_registry_limit(bench.registry, RLINT_LIMIT_FILE_SIZE, 30), RLINT_OK);
		choose(&bench, "syntax");
		lint(&bench, NULL, cases[i].path, cases[i].text);
		assert_string_equal(messages(&bench), cases[i].message);
		assert_false(rlint_results_complete(bench.results));
		end(&bench);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_see_what_they_asked_for_and_nothing_else),
		cmocka_unit_test(findings_are_sorted_and_doubles_dropped),
		cmocka_unit_test(severities_are_lowered_never_raised),
		cmocka_unit_test(a_configured_severity_replaces_the_rules_and_lower_ones_stay),
		cmocka_unit_test(a_severity_of_a_foreign_id_changes_what_bears_it),
		cmocka_unit_test(aliases_come_from_the_page_and_wording_from_anyone),
		cmocka_unit_test(fixes_that_cannot_be_applied_are_dropped),
		cmocka_unit_test(results_outlive_workspace_and_overlay),
		cmocka_unit_test(ignore_comments_cover_the_next_line_and_the_one_they_trail),
		cmocka_unit_test(ignore_comments_may_be_turned_off),
		cmocka_unit_test(many_findings_of_a_rule_end_with_one_that_names_the_limit),
		cmocka_unit_test(words_select_ignore_and_are_checked),
		cmocka_unit_test(options_are_lists),
		cmocka_unit_test(links_answer_rules_that_say_that_they_ask),
		cmocka_unit_test(what_cannot_be_read_is_an_outcome),
		cmocka_unit_test(files_past_the_limit_and_foreign_encodings_are_one_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
