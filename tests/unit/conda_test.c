/* lib/facts/conda_facts.c and conda_spec.c, lib/syntax/python/match_spec.c. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/facts/make.h"
#include "lib/syntax/python/conda_version.h"
#include "lib/syntax/python/match_spec.h"

#include <reprolint/registry.h>

struct fixture {
	struct arena arena;
	struct guard guard;
	struct config config;
	struct facts facts;
	rlint_document *document;
	const char *text;
};

static const struct limits limits = { { [RLINT_LIMIT_NESTING] = 256,
	[RLINT_LIMIT_FINDINGS] = 1000,
	[RLINT_LIMIT_ALIAS_STEPS] = 1000 } };

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){ 0 };
	arena_init(&fixture.arena, NULL, &fixture.guard);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_free(&fixture->arena);
	document_unref(fixture->document);
	return 0;
}

static void make(void *context)
{
	struct fixture *fixture = context;

	facts_init(&fixture->facts, &fixture->arena, fixture->document, &fixture->config.tree, NULL,
		&limits);
	facts_of_conda(&fixture->facts, &fixture->config);
}

/* The conda environment of a file. */
static const rlint_fact *environment_of(void **state, const char *path, const char *text)
{
	struct fixture *fixture = *state;

	fixture->document = document_new(NULL, RLINT_FILE_CONDA, str_from(path), str_from(text));
	assert_non_null(fixture->document);
	assert_int_equal(config_parse_yaml(&fixture->config, &fixture->arena, &limits,
				 fixture->document->text),
		RLINT_OK);
	assert_int_equal(protect(&fixture->guard, make, fixture), RLINT_OK);
	return rlint_fact_at(fixture->facts.root, RLINT_ENVIRONMENT, 0);
}

static const rlint_package *package_at(const rlint_fact *environment, size_t index)
{
	const rlint_package *package =
		rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, index));

	assert_non_null(package);
	return package;
}

static const char file[] = "name: lab\n" /* 0 */
			   "channels: [conda-forge]\n" /* 10 */
			   "dependencies:\n" /* 34 */
			   "  - python=3.10\n" /* 48 */
			   "  - pytorch::PyTorch==2.1.0\n" /* 64 */
			   "  - \"numpy >=1.20,<2\"  # why\n" /* 92 */
			   "  - pip\n" /* 121 */
			   "  - pip:\n" /* 129 */
			   "    - torch==2.0\n" /* 138 */
			   "    - -r more.txt\n" /* 155 */
			   "    - -e .\n"; /* 173 */

static void dependencies_become_packages_of_one_environment(void **state)
{
	const rlint_fact *fact = environment_of(state, "environment.yml", file);
	const rlint_environment *environment = rlint_as_environment(fact);

	assert_non_null(environment);
	assert_str(environment->name.text, "lab");
	assert_str(environment->python.text, "=3.10");
	assert_int_equal(environment->ecosystem, RLINT_CONDA_PACKAGES);
	assert_span(rlint_fact_span(fact), 34, 46);
	assert_int_equal(rlint_fact_count(fact, RLINT_PACKAGE), 4);
	assert_str(package_at(fact, 1)->name.text, "PyTorch");
	assert_str(package_at(fact, 1)->canonical, "pytorch");
	assert_span(package_at(fact, 1)->name.span, 77, 84);
	assert_span(package_at(fact, 1)->version.span, 84, 91);
	assert_str(package_at(fact, 2)->version.text, ">=1.20,<2");
	assert_span(rlint_fact_span(rlint_fact_at(fact, RLINT_PACKAGE, 2)), 97, 112);
	assert_span(package_at(fact, 2)->line, 96, 113);
	assert_int_equal(package_at(fact, 3)->pin, RLINT_FLOATING);
}

static void pip_lines_become_an_environment_within(void **state)
{
	const rlint_fact *conda = environment_of(state, "environment.yml", file);
	const rlint_fact *pip = rlint_fact_at(conda, RLINT_ENVIRONMENT, 0);
	const rlint_include *include;

	assert_non_null(pip);
	assert_int_equal(rlint_as_environment(pip)->ecosystem, RLINT_PIP);
	assert_str(rlint_as_environment(pip)->python.text, "=3.10");
	assert_int_equal(rlint_fact_count(pip, RLINT_PACKAGE), 2);
	assert_int_equal(package_at(pip, 0)->pin, RLINT_EXACT);
	assert_span(package_at(pip, 0)->name.span, 144, 149);
	assert_int_equal(package_at(pip, 1)->pin, RLINT_LOCAL);
	include = rlint_as_include(rlint_fact_at(pip, RLINT_INCLUDE, 0));
	assert_non_null(include);
	assert_str(include->path.text, "more.txt");
	assert_false(include->is_constraint);
}

static void a_refused_pip_line_is_told_at_its_item(void **state)
{
	const rlint_fact *conda = environment_of(
		state, "environment.yml", "dependencies:\n- pip:\n  - foo==\n  - bar==1\n");
	struct fixture *fixture = *state;
	const rlint_fact *problem = rlint_fact_at(fixture->facts.root, RLINT_PROBLEM, 0);

	assert_non_null(problem);
	assert_true(rlint_fact_span(problem).start >= 25 && rlint_fact_span(problem).end <= 30);
	assert_int_equal(tree_node(&fixture->config.tree, problem->node)->span.start, 25);
	assert_non_null(conda);
}

static void files_without_a_mapping_have_no_environment(void **state)
{
	assert_null(environment_of(state, "environment.yml", "- numpy\n"));
}

static void an_environment_that_broke_off_is_incomplete(void **state)
{
	const rlint_fact *fact =
		environment_of(state, "envs/dev.yml", "dependencies:\n- numpy=1.2\nchannels: [x\n");

	assert_non_null(fact);
	assert_false(rlint_fact_complete(fact));
	assert_int_equal(rlint_as_environment(fact)->audience, RLINT_FOR_DEVELOPMENT);
	assert_int_equal(rlint_fact_count(fact, RLINT_PACKAGE), 1);
}

static void aliases_are_followed_to_where_the_words_stand(void **state)
{
	const rlint_fact *fact = environment_of(
		state, "environment.yml", "x: &deps\n- numpy=1.2\ndependencies: *deps\n");

	assert_int_equal(rlint_fact_count(fact, RLINT_PACKAGE), 1);
	assert_span(package_at(fact, 0)->name.span, 11, 16);
}

static rlint_pin pin_of(void **state, const char *spec)
{
	struct fixture *fixture = *state;
	struct buffer buffer = { .arena = &fixture->arena };
	const rlint_fact *environment;

	document_unref(fixture->document);
	fixture->document = NULL;
	buffer_add(&buffer, RLINT_STR("dependencies: ['"));
	buffer_add(&buffer, str_from(spec));
	buffer_add(&buffer, (rlint_str){ "']", 3 });
	environment = environment_of(state, "environment.yml", buffer_str(&buffer).ptr);
	return package_at(environment, 0)->pin;
}

static const struct {
	const char *spec;
	rlint_pin pin;
} cases[] = {
	{ "numpy", RLINT_FLOATING },
	{ "numpy=", RLINT_FLOATING },
	{ "numpy *", RLINT_FLOATING },
	{ "numpy=1.10", RLINT_BOUNDED },
	{ "numpy=1.10.2", RLINT_BOUNDED },
	{ "numpy=1.10.*", RLINT_BOUNDED },
	{ "numpy 1.10.*", RLINT_BOUNDED },
	{ "numpy>=1.10", RLINT_BOUNDED },
	{ "numpy<2", RLINT_BOUNDED },
	{ "numpy==1.10.2", RLINT_EXACT },
	{ "numpy 1.10.2", RLINT_EXACT },
	{ "numpy=1.10.2=py38_0", RLINT_EXACT },
	{ "numpy=1.10.*=py38_0", RLINT_BOUNDED },
	{ "numpy[version=1.2]", RLINT_EXACT },
	{ "numpy=1.2[md5=0123456789abcdef0123456789abcdef]", RLINT_IMMUTABLE },
	{ "https://h/linux-64/numpy-1.2-0.conda#0123", RLINT_IMMUTABLE },
	{ "https://h/linux-64/numpy-1.2-0.tar.bz2", RLINT_EXACT },
	{ "./numpy-1.2-0.tar.bz2", RLINT_LOCAL },
	{ "numpy=${VERSION}", RLINT_PIN_UNKNOWN },
	{ "numpy={{ version }}", RLINT_PIN_UNKNOWN },
};

static void specs_stand_on_the_scale_of_pins(void **state)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		rlint_pin pin = pin_of(state, cases[i].spec);

		if (pin != cases[i].pin) {
			fail_msg("%s: got %d, wanted %d", cases[i].spec, pin, cases[i].pin);
		}
	}
}

static void package_files_are_named_by_their_file(void **state)
{
	const rlint_fact *fact = environment_of(state, "environment.yml",
		"dependencies: ['https://h/linux-64/my-numpy-1.2-0.conda']\n");

	assert_str(package_at(fact, 0)->canonical, "my-numpy");
	assert_int_equal(package_at(fact, 0)->source, RLINT_FROM_URL);
}

static void what_conda_refuses_is_seen(void **state)
{
	static const char *const bad[] = { "numpy^1.20", "@mkl", "blas [optional",
		"numpy>=", "numpy==1.20==py39", "", "numpy 1.2.", "numpy=.2", "numpy==1..2",
		"numpy=+1.2", "numpy=1.2_.3", "numpy=a!1", "numpy ~=1.2.*", "numpy=1,",
		"numpy[version='>=1,']" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct match_spec spec;

		match_spec_read(&spec, str_from(bad[i]));
		assert_true(spec.is_invalid);
	}
}

static bool is_at(rlint_str text, struct range range, rlint_str wanted)
{
	return rlint_str_is(str_slice(text, range.start, range.end), wanted);
}

static void parts_of_specs_are_found(void **state)
{
	static const struct {
		rlint_str spec, channel, name, version, build, digest;
	} rows[] = {
		{ RLINT_STR_INIT("c::n=1.2=py39_0"), RLINT_STR_INIT("c"), RLINT_STR_INIT("n"),
			RLINT_STR_INIT("=1.2"), RLINT_STR_INIT("py39_0"), RLINT_STR_INIT("") },
		{ RLINT_STR_INIT("c:x:n >= 1 =b"), RLINT_STR_INIT("c"), RLINT_STR_INIT("n"),
			RLINT_STR_INIT(">= 1"), RLINT_STR_INIT("b"), RLINT_STR_INIT("") },
		{ RLINT_STR_INIT("n 1.2 b c if x"), RLINT_STR_INIT(""), RLINT_STR_INIT("n"),
			RLINT_STR_INIT("1.2"), RLINT_STR_INIT("b c"), RLINT_STR_INIT("") },
		{ RLINT_STR_INIT("n[build=b, sha256=aa] (optional)"), RLINT_STR_INIT(""),
			RLINT_STR_INIT("n"), RLINT_STR_INIT(""), RLINT_STR_INIT("b"),
			RLINT_STR_INIT("aa") },
		{ RLINT_STR_INIT("https://h/c/linux-64/my-n-1.2-b_0.conda#sha256:aa"),
			RLINT_STR_INIT(""), RLINT_STR_INIT("my-n"), RLINT_STR_INIT("1.2"),
			RLINT_STR_INIT("b_0"), RLINT_STR_INIT("aa") },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct match_spec spec;

		match_spec_read(&spec, rows[i].spec);
		assert_false(spec.is_invalid);
		assert_true(is_at(rows[i].spec, spec.channel, rows[i].channel));
		assert_true(is_at(rows[i].spec, spec.name, rows[i].name));
		assert_true(is_at(rows[i].spec, spec.version, rows[i].version));
		assert_true(is_at(rows[i].spec, spec.build, rows[i].build));
		assert_true(is_at(rows[i].spec, spec.sha256, rows[i].digest));
	}
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static void version_specs_admit_what_conda_lets_them(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		rlint_str spec, version;
		bool is_admitted;
	} matches[] = {
		{ RLINT_STR_INIT("=1.2"), RLINT_STR_INIT("1.2rc1"), true },
		{ RLINT_STR_INIT("=1.2"), RLINT_STR_INIT("1.20"), false },
		{ RLINT_STR_INIT("~=1.2.3|<1"), RLINT_STR_INIT("1.3"), false },
		{ RLINT_STR_INIT(">=1.2,<2"), RLINT_STR_INIT("1.2.dev0"), false },
		{ RLINT_STR_INIT("1.*.3"), RLINT_STR_INIT("1.2.0.3"), true },
		{ RLINT_STR_INIT("^1\\.[23]$"), RLINT_STR_INIT("9"), true },
		{ RLINT_STR_INIT("<"), RLINT_STR_INIT("9"), false },
		{ RLINT_STR_INIT("(1.2|1.4),!=1.2.0"), RLINT_STR_INIT("1.4"), true },
		{ RLINT_STR_INIT("(1.2|1.4),!=1.2.0"), RLINT_STR_INIT("1.2"), false },
		{ RLINT_STR_INIT("1.2|(1.4"), RLINT_STR_INIT("1.2"), false },
		{ RLINT_STR_INIT(">1.0.1_"), RLINT_STR_INIT("1.0.1a"), true },
		{ RLINT_STR_INIT(">1.0.1_"), RLINT_STR_INIT("1.0.1"), true },
		{ RLINT_STR_INIT(">=1.1"), RLINT_STR_INIT("1.1.1.1+1.2"), true },
		{ RLINT_STR_INIT("1.2**"), RLINT_STR_INIT("1.2"), false },
		{ RLINT_STR_INIT("~=1.2.*"), RLINT_STR_INIT("1.2"), false },
	};

	for (size_t i = 0; i < sizeof matches / sizeof *matches; i++) {
		assert_int_equal(
			conda_spec_admits(&fixture->arena, matches[i].spec, matches[i].version),
			matches[i].is_admitted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_FIXTURE(dependencies_become_packages_of_one_environment),
		WITH_FIXTURE(pip_lines_become_an_environment_within),
		WITH_FIXTURE(a_refused_pip_line_is_told_at_its_item),
		WITH_FIXTURE(files_without_a_mapping_have_no_environment),
		WITH_FIXTURE(an_environment_that_broke_off_is_incomplete),
		WITH_FIXTURE(aliases_are_followed_to_where_the_words_stand),
		WITH_FIXTURE(specs_stand_on_the_scale_of_pins),
		WITH_FIXTURE(package_files_are_named_by_their_file),
		WITH_FIXTURE(version_specs_admit_what_conda_lets_them),
		cmocka_unit_test(what_conda_refuses_is_seen),
		cmocka_unit_test(parts_of_specs_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
