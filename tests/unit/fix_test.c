/* lib/lint: applying fixes. The rule here is the test's own. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "tests/unit/memory_fs.h"

#include <reprolint/reprolint.h>

static const char page[] = "---\nseverity: warning\ndefault: true\naliases: []\nfix: safe\n---\n"
			   "# Title\n\nBody.\n";

static rlint_span at(uint32_t offset)
{
	return (rlint_span){ offset, offset };
}

static void pin(rlint_finding *finding, const rlint_package *package, bool is_safe)
{
	rlint_fix(finding, is_safe, "pin it");
	rlint_edit(finding, at(package->name.span.end), "==1");
}

/* What is proposed for a package follows from its first letter. */
static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_span name = package->name.span;
	rlint_finding *finding;

	if (package->version.text.len > 0) {
		return;
	}
	finding = rlint_report(check, fact, name, "package %S", package->canonical);
	switch (package->canonical.ptr[0]) {
	case 's':
		pin(finding, package, true);
		break;
	case 'u':
		pin(finding, package, false);
		break;
	case 'b':
		rlint_fix(finding, false, "unsafe, and the best");
		rlint_edit_str(finding, name, RLINT_STR("best==1"));
		pin(finding, package, true);
		break;
	case 'l':
		rlint_fix(finding, true, "in lines, each of two edits");
		rlint_edit_str(finding, at(name.end), RLINT_STR("==1\nmore==2"));
		rlint_edit_str(finding, at(name.start), RLINT_STR("# why\n"));
		break;
	case 'e':
		rlint_fix(finding, true, "for ever");
		rlint_edit_str(finding, at(name.start), RLINT_STR("e"));
		break;
	case 'p':
		rlint_fix(finding, true, "into a problem");
		rlint_edit_str(finding, at(name.end), RLINT_STR(" ]"));
		break;
	case 'w':
		rlint_fix(finding, true, "from the file's start on");
		rlint_edit_str(finding, (rlint_span){ 0, name.end }, RLINT_STR("all==1"));
		break;
	default:
		break;
	}
}

static const rlint_rule package_rule = {
	.id = "test/package",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_package,
};

struct bench {
	rlint_registry *registry;
	rlint_config *config;
	rlint_workspace *workspace;
	rlint_fixed *fixed;
};

static void begin(struct bench *bench, const rlint_fs *fs)
{
	*bench = (struct bench){ 0 };
	assert_int_equal(rlint_registry_new(NULL, &bench->registry), RLINT_OK);
	assert_int_equal(
		rlint_registry_add(bench->registry, &package_rule, str_from(page)), RLINT_OK);
	assert_int_equal(rlint_config_new(bench->registry, &bench->config), RLINT_OK);
	assert_int_equal(rlint_config_select(bench->config, RLINT_STR("test")), RLINT_OK);
	assert_int_equal(rlint_workspace_new(bench->config, fs, NULL, &bench->workspace), RLINT_OK);
}

static void fix(struct bench *bench, const char *text, bool with_unsafe)
{
	begin(bench, NULL);
	assert_int_equal(
		rlint_workspace_overlay(bench->workspace, "requirements.txt", str_from(text)),
		RLINT_OK);
	assert_int_equal(
		rlint_fix_file(bench->workspace, "requirements.txt", with_unsafe, &bench->fixed),
		RLINT_OK);
}

static rlint_str fixed_text(const struct bench *bench)
{
	return rlint_document_text(rlint_results_document(rlint_fixed_after(bench->fixed)));
}

static void end(struct bench *bench)
{
	rlint_fixed_free(bench->fixed);
	rlint_workspace_free(bench->workspace);
	rlint_config_free(bench->config);
	rlint_registry_free(bench->registry);
}

/* The changes, applied to the text before, must give the text after. */
static void assert_changes(const struct bench *bench)
{
	rlint_str before =
		rlint_document_text(rlint_results_document(rlint_fixed_before(bench->fixed)));
	rlint_str after = fixed_text(bench);
	const rlint_change *changes;
	size_t count = rlint_fixed_changes(bench->fixed, &changes);
	size_t old = 0;
	size_t new = 0;

	for (size_t i = 0; i <= count; i++) {
		size_t stop = i < count ? changes[i].before.start : before.len;
		size_t same = stop - old;

		assert_true(i == 0 || i == count || same > 0);
		assert_int_equal(i < count ? changes[i].after.start : after.len, new + same);
		assert_memory_equal(before.ptr + old, after.ptr + new, same);
		old = i < count ? changes[i].before.end : old;
		new = i < count ? changes[i].after.end : new;
	}
}

static void assert_fixed(const char *text, bool with_unsafe, const char *wanted, size_t count)
{
	struct bench bench;

	fix(&bench, text, with_unsafe);
	assert_str(fixed_text(&bench), wanted);
	assert_int_equal(rlint_fixed_count(bench.fixed), count);
	assert_int_equal(rlint_fixed_end(bench.fixed, NULL), RLINT_FIX_SETTLED);
	assert_changes(&bench);
	end(&bench);
}

static void safe_fixes_are_applied_and_unsafe_ones_on_demand(void **state)
{
	(void)state;
	assert_fixed("s\nu\nc\n", false, "s==1\nu\nc\n", 1);
	assert_fixed("s\nu\nc\n", true, "s==1\nu==1\nc\n", 2);
	assert_fixed("c\n", true, "c\n", 0);
}

static void the_first_admissible_alternative_is_taken(void **state)
{
	(void)state;
	assert_fixed("b\n", false, "b==1\n", 1);
	assert_fixed("b\n", true, "best==1\n", 1);
}

static void inserted_lines_take_the_files_line_ending(void **state)
{
	(void)state;
	assert_fixed("s\nl\n", false, "s==1\n# why\nl==1\nmore==2\n", 2);
	assert_fixed("s\r\nl\r\n", false, "s==1\r\n# why\r\nl==1\r\nmore==2\r\n", 2);
}

static void silenced_findings_are_not_fixed(void **state)
{
	(void)state;
	assert_fixed("s  # reprolint: ignore=test\ns\n", false,
		"s  # reprolint: ignore=test\ns==1\n", 1);
}

static void of_overlapping_fixes_the_first_is_applied_and_the_file_linted_again(void **state)
{
	struct bench bench;

	(void)state;
	fix(&bench, "w\nw\ns\n", false);
	assert_str(fixed_text(&bench), "all==1\ns==1\n");
	assert_int_equal(rlint_fixed_count(bench.fixed), 3);
	assert_int_equal(rlint_fixed_rounds(bench.fixed), 2);
	assert_changes(&bench);
	end(&bench);
}

static void a_round_that_adds_a_syntax_problem_is_undone(void **state)
{
	struct bench bench;
	rlint_str reason;

	(void)state;
	fix(&bench, "p\n", false);
	assert_str(fixed_text(&bench), "p\n");
	assert_int_equal(rlint_fixed_count(bench.fixed), 0);
	assert_int_equal(rlint_fixed_end(bench.fixed, &reason), RLINT_FIX_UNDONE);
	assert_true(rlint_str_starts(reason, RLINT_STR("only a version specifier")));
	assert_ptr_equal(rlint_fixed_before(bench.fixed), rlint_fixed_after(bench.fixed));
	end(&bench);
}

static void ten_rounds_are_the_most(void **state)
{
	struct bench bench;

	(void)state;
	fix(&bench, "e\n", false);
	assert_str(fixed_text(&bench), "eeeeeeeeeee\n");
	assert_int_equal(rlint_fixed_rounds(bench.fixed), 10);
	assert_int_equal(rlint_fixed_end(bench.fixed, NULL), RLINT_FIX_UNSETTLED);
	assert_changes(&bench);
	end(&bench);
}

/* Lints again: the workspace must see the text that it saw before the fixes. */
static void assert_unchanged(struct bench *bench, const char *text)
{
	rlint_results *results;

	assert_int_equal(rlint_lint(bench->workspace, "requirements.txt", &results), RLINT_OK);
	assert_str(rlint_document_text(rlint_results_document(results)), text);
	rlint_results_free(results);
}

static void the_workspace_sees_buffer_or_file_as_before(void **state)
{
	static const struct memory_file files[] = { { "requirements.txt", "s\n", RLINT_ACCESS_OK },
		{ 0 } };
	struct memory_fs memory = { .files = files };
	rlint_fs fs = { .read = memory_read, .release = memory_release, .user = &memory };
	struct bench bench;

	(void)state;
	fix(&bench, "s # buffer\n", false);
	assert_str(fixed_text(&bench), "s==1 # buffer\n");
	assert_unchanged(&bench, "s # buffer\n");
	end(&bench);
	begin(&bench, &fs);
	assert_int_equal(
		rlint_fix_file(bench.workspace, "requirements.txt", false, &bench.fixed), RLINT_OK);
	assert_str(fixed_text(&bench), "s==1\n");
	assert_unchanged(&bench, "s\n");
	assert_int_equal(memory.reads, 2);
	end(&bench);
}

static void a_file_that_cannot_be_read_is_an_outcome(void **state)
{
	struct bench bench;
	rlint_str reason;

	(void)state;
	begin(&bench, NULL);
	assert_int_equal(
		rlint_fix_file(bench.workspace, "requirements.txt", true, &bench.fixed), RLINT_OK);
	assert_int_equal(
		rlint_results_outcome(rlint_fixed_after(bench.fixed), &reason), RLINT_FAILED);
	assert_int_equal(rlint_fixed_count(bench.fixed), 0);
	end(&bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(safe_fixes_are_applied_and_unsafe_ones_on_demand),
		cmocka_unit_test(the_first_admissible_alternative_is_taken),
		cmocka_unit_test(inserted_lines_take_the_files_line_ending),
		cmocka_unit_test(silenced_findings_are_not_fixed),
		cmocka_unit_test(
			of_overlapping_fixes_the_first_is_applied_and_the_file_linted_again),
		cmocka_unit_test(a_round_that_adds_a_syntax_problem_is_undone),
		cmocka_unit_test(ten_rounds_are_the_most),
		cmocka_unit_test(the_workspace_sees_buffer_or_file_as_before),
		cmocka_unit_test(a_file_that_cannot_be_read_is_an_outcome),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
