/* lib/lint: the registry, rule pages, words that are nearly right. */
#include "tests/unit/unit.h"

#include "lib/base/distance.h"
#include "lib/base/str.h"
#include "lib/lint/builtin.h"
#include "lib/lint/registry.h"

#include <reprolint/reprolint.h>

static const char page[] =
	"---\nseverity: warning\ndefault: false\naliases: [T1 = DS-0070, Tool/Two, 0a1b2c3d]\n"
	"fix: safe\nsince: 9\n---\n# Title\n\nBody.\n";

static void check_nothing(rlint_check *check, const rlint_fact *fact)
{
	(void)check;
	(void)fact;
}

static const rlint_rule package_rule = {
	.id = "test/package",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_nothing,
};

struct bench {
	rlint_registry *registry;
};

static void begin(struct bench *bench)
{
	assert_int_equal(rlint_registry_new(NULL, &bench->registry), RLINT_OK);
	assert_int_equal(
		rlint_registry_add(bench->registry, &package_rule, str_from(page)), RLINT_OK);
}

static void end(struct bench *bench)
{
	rlint_registry_free(bench->registry);
}

static void pages_must_say_what_the_registry_needs(void **state)
{
	static const char *const bad[] = {
		"",
		"# Title\n",
		"---\ndefault: true\n---\n# Title\n",
		"---\nseverity: loud\n---\n# Title\n",
		"---\nseverity: info\ndefault: yes\n---\n# Title\n",
		"---\nseverity: info\naliases: A\n---\n# Title\n",
		"---\nseverity: info\nfix: maybe\n---\n# Title\n",
		"---\nseverity: info\n# Title\n",
		"---\nseverity: info\n---\nTitle\n",
	};
	struct bench bench;
	rlint_rule rule = package_rule;

	(void)state;
	begin(&bench);
	assert_int_equal(rlint_registry_add(bench.registry, &rule, str_from(page)), RLINT_ARGUMENT);
	rule.id = "test/new";
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(rlint_registry_add(bench.registry, &rule, str_from(bad[i])),
			RLINT_ARGUMENT);
	}
	rule.id = "testnew";
	assert_int_equal(rlint_registry_add(bench.registry, &rule, str_from(page)), RLINT_ARGUMENT);
	end(&bench);
}

static void pages_are_read(void **state)
{
	struct bench bench;
	const rlint_rule_info *info = NULL;

	(void)state;
	begin(&bench);
	for (size_t i = 0; i < rlint_registry_count(bench.registry); i++) {
		if (rlint_str_is(
			    rlint_registry_at(bench.registry, i)->id, RLINT_STR("test/package"))) {
			info = rlint_registry_at(bench.registry, i);
		}
	}
	if (!info) {
		fail_msg("the rule is not there");
		return;
	}
	assert_str(info->title, "Title");
	assert_str(info->since, "9");
	assert_int_equal(info->severity, RLINT_WARNING);
	assert_int_equal(info->fix, RLINT_FIX_SAFE);
	assert_false(info->is_default);
	assert_int_equal(info->alias_count, 4);
	assert_str(info->aliases[1], "DS-0070");
	assert_str(info->aliases[2], "Tool/Two");
	assert_int_equal(info->alias_groups[0], info->alias_groups[1]);
	assert_int_not_equal(info->alias_groups[1], info->alias_groups[2]);
	assert_str(info->body, "# Title\n\nBody.\n");
	end(&bench);
}

static void assert_same(rlint_str a, rlint_str b)
{
	assert_int_equal(a.len, b.len);
	assert_memory_equal(a.ptr, b.ptr, a.len);
}

/* The table of the built-in rules is made by a reader of its own. */
static void built_in_pages_are_read_as_others(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_true(builtin_rule_count > 0);
	for (size_t i = 0; i < builtin_rule_count; i++) {
		const rlint_rule_info *info = &builtin_rules[i].info;
		rlint_rule_info read = { 0 };

		assert_str(info->id, builtin_rules[i].rule->id);
		assert_int_equal(page_read(&arena, info->page, &read), RLINT_OK);
		assert_same(info->title, read.title);
		assert_same(info->summary, read.summary);
		assert_same(info->body, read.body);
		assert_same(info->since, read.since);
		assert_int_equal(info->severity, read.severity);
		assert_int_equal(info->is_default, read.is_default);
		assert_int_equal(info->fix, read.fix);
		assert_int_equal(info->alias_count, read.alias_count);
		for (size_t j = 0; j < info->alias_count; j++) {
			assert_same(info->aliases[j], read.aliases[j]);
			assert_int_equal(info->alias_groups[j], read.alias_groups[j]);
		}
	}
	arena_free(&arena);
}

static void foreign_ids_are_spelt_as_their_linters_do(void **state)
{
	static const char *const same[] = { "t1", "tool/two", "DS-0070", "ds070", "AVD-DS-0070",
		"0A1B2C3D", "0a1b2c3d-1cbe-430c-a632-62c9a931cf1c" };
	static const char *const other[] = { "DS", "AVD-", "DS-007x", "D-0070", "0a1b2c3",
		"0a1b2c3e-1cbe-430c-a632-62c9a931cf1c" };
	struct bench bench;

	(void)state;
	begin(&bench);
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		assert_int_equal(
			rlint_registry_match(bench.registry, str_from(same[i]), NULL, NULL), 1);
	}
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		assert_int_equal(
			rlint_registry_match(bench.registry, str_from(other[i]), NULL, NULL), 0);
	}
	end(&bench);
}

static void misspelt_words_find_their_neighbours(void **state)
{
	static const char *const words[] = { "check", "explain", NULL };
	struct bench bench;

	(void)state;
	begin(&bench);
	assert_str(
		rlint_registry_nearest(bench.registry, RLINT_STR("test/pakage")), "test/package");
	assert_str(rlint_registry_nearest(bench.registry, RLINT_STR("pakage")), "test/package");
	assert_str(rlint_registry_nearest(bench.registry, RLINT_STR("tool/tow")), "Tool/Two");
	assert_str(rlint_registry_nearest(bench.registry, RLINT_STR("tset")), "test");
	assert_str(rlint_registry_nearest(bench.registry, RLINT_STR("zzzzzzzzzzzz")), "");
	assert_string_equal(rlint_nearest_word(RLINT_STR("chek"), words), "check");
	assert_null(rlint_nearest_word(RLINT_STR("Dockerfile"), words));
	assert_int_equal(word_distance(RLINT_STR("kitten"), RLINT_STR("sitting"), 5), 3);
	assert_int_equal(word_distance(RLINT_STR("kitten"), RLINT_STR("sitting"), 2), 3);
	end(&bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_must_say_what_the_registry_needs),
		cmocka_unit_test(pages_are_read),
		cmocka_unit_test(built_in_pages_are_read_as_others),
		cmocka_unit_test(foreign_ids_are_spelt_as_their_linters_do),
		cmocka_unit_test(misspelt_words_find_their_neighbours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
