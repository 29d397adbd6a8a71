/* lib/facts: packages of requirements files, what they are for, and for whom. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/facts/make.h"
#include "lib/facts/reference.h"

struct fixture {
	struct arena arena;
	struct guard guard;
	struct requirements file;
	struct facts facts;
	rlint_document *document;
};

static const struct limits limits = { { 64ULL << 20, 256, 1000, 1000, 4096, 32 } };

static void make(void *context)
{
	struct fixture *fixture = context;

	requirements_parse(&fixture->file, &fixture->arena, &limits, fixture->document->text);
	facts_init(&fixture->facts, &fixture->arena, fixture->document, &fixture->file.tree, NULL,
		&limits);
	facts_of_requirements(&fixture->facts, &fixture->file);
	facts_judge_markers(&fixture->facts);
}

static const rlint_fact *environment_of(struct fixture *fixture, const char *path, const char *text)
{
	*fixture = (struct fixture){ .document = document_new(NULL, RLINT_FILE_REQUIREMENTS,
					     str_from(path), str_from(text)) };
	arena_init(&fixture->arena, NULL, &fixture->guard);
	assert_int_equal(protect(&fixture->guard, make, fixture), RLINT_OK);
	return rlint_fact_at(fixture->facts.root, RLINT_ENVIRONMENT, 0);
}

static void finish(struct fixture *fixture)
{
	document_unref(fixture->document);
	arena_free(&fixture->arena);
}

static void pins_follow_what_is_written(void **state)
{
	static const struct {
		const char *line;
		rlint_pin pin;
		rlint_package_source source;
	} rows[] = {
		{ "a", RLINT_FLOATING, RLINT_FROM_INDEX },
		{ "a ; os_name == 'nt'", RLINT_FLOATING, RLINT_FROM_INDEX },
		{ "a>=1", RLINT_BOUNDED, RLINT_FROM_INDEX },
		{ "a==1.*", RLINT_BOUNDED, RLINT_FROM_INDEX },
		{ "a~=1.2", RLINT_BOUNDED, RLINT_FROM_INDEX },
		{ "a==1.2", RLINT_EXACT, RLINT_FROM_INDEX },
		{ "a===1.2", RLINT_EXACT, RLINT_FROM_INDEX },
		{ "a==1.0,!=1.1", RLINT_EXACT, RLINT_FROM_INDEX },
		{ "a>=1.0,<=1", RLINT_EXACT, RLINT_FROM_INDEX },
		{ "a>=1.0,<=2", RLINT_BOUNDED, RLINT_FROM_INDEX },
		{ "a==${V}", RLINT_PIN_UNKNOWN, RLINT_FROM_INDEX },
		{ "a==1 --hash=sha256:ab", RLINT_IMMUTABLE, RLINT_FROM_INDEX },
		{ ".", RLINT_LOCAL, RLINT_FROM_PATH },
		{ "-e .[x]", RLINT_LOCAL, RLINT_FROM_PATH },
		{ "./a-1.0-py3-none-any.whl", RLINT_LOCAL, RLINT_FROM_PATH },
		{ "a @ file:///x/a", RLINT_LOCAL, RLINT_FROM_PATH },
		{ "git+https://h/r", RLINT_FLOATING, RLINT_FROM_VCS },
		{ "git+https://h/r@main", RLINT_FLOATING, RLINT_FROM_VCS },
		{ "git+https://h/r@v1.2", RLINT_EXACT, RLINT_FROM_VCS },
		{ "git+https://h/r@0123456789abcdef0123456789abcdef01234567", RLINT_IMMUTABLE,
			RLINT_FROM_VCS },
		{ "svn+https://h/r@123#egg=a", RLINT_IMMUTABLE, RLINT_FROM_VCS },
		{ "https://h/a.zip", RLINT_FLOATING, RLINT_FROM_URL },
		{ "https://h/a-1.0-py3-none-any.whl", RLINT_EXACT, RLINT_FROM_URL },
		{ "a @ https://h/a.zip#sha256=ab", RLINT_IMMUTABLE, RLINT_FROM_URL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture;
		const rlint_fact *environment =
			environment_of(&fixture, "requirements.txt", rows[i].line);
		const rlint_package *package =
			rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, 0));

		assert_non_null(package);
		assert_int_equal(package->pin, rows[i].pin);
		assert_int_equal(package->source, rows[i].source);
		finish(&fixture);
	}
}

static void markers_are_asked_on_linux(void **state)
{
	static const struct {
		const char *line;
		rlint_answer answer;
	} rows[] = {
		{ "a", RLINT_YES },
		{ "a; sys_platform == 'win32'", RLINT_NO },
		{ "a; platform_system != 'Windows' and os_name == 'posix'", RLINT_YES },
		{ "a; platform_machine == 'x86_64'", RLINT_UNKNOWN },
		{ "a; platform_machine == 'x86_64' and sys_platform == 'darwin'", RLINT_NO },
		{ "a; platform_machine == 'x86_64' or sys_platform == 'linux'", RLINT_YES },
		{ "a; python_version >= '3.9'", RLINT_UNKNOWN },
		{ "a; python_version >= '2'", RLINT_YES },
		{ "a; python_version < '3.9' and python_version > '3.10'", RLINT_NO },
		{ "a; python_version < '3.9' or python_version >= '3.9'", RLINT_YES },
		{ "a; python_full_version < '3.9.1'", RLINT_UNKNOWN },
		{ "a; extra == 'x'", RLINT_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture;
		const rlint_fact *environment =
			environment_of(&fixture, "requirements.txt", rows[i].line);
		const rlint_package *package =
			rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, 0));

		assert_int_equal(package->applies, rows[i].answer);
		finish(&fixture);
	}
}

struct stated_row {
	const char *python, *line;
	rlint_answer answer;
};

static const struct stated_row stated_rows[] = {
	{ "3.11", "a; python_version < '3.11'", RLINT_NO },
	{ "3.11", "a; python_version >= '3.11'", RLINT_YES },
	{ "=3.11", "a; python_version == '3.11'", RLINT_YES },
	{ "3.11.4", "a; python_version > '3.11'", RLINT_NO },
	{ "3", "a; python_version < '3'", RLINT_NO },
	{ "3", "a; python_version < '3.9'", RLINT_UNKNOWN },
	{ ">=3.9", "a; python_version < '3.9'", RLINT_NO },
	{ ">=3.8.1,<3.8.5", "a; python_version == '3.8'", RLINT_YES },
	{ "^3.9", "a; python_version >= '3.8'", RLINT_YES },
	{ "3.9|3.10", "a; python_version < '3.9'", RLINT_NO },
	{ "pypy3.9", "a; python_version < '3.9'", RLINT_UNKNOWN },
};

static void stated_pythons_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof stated_rows / sizeof *stated_rows; i++) {
		struct fixture fixture;
		const rlint_fact *environment =
			environment_of(&fixture, "requirements.txt", stated_rows[i].line);
		const rlint_package *package =
			rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, 0));

		((rlint_environment *)fact_payload(environment))->python =
			(rlint_value){ .state = RLINT_KNOWN,
				.text = str_from(stated_rows[i].python) };
		facts_judge_markers(&fixture.facts);
		assert_int_equal(package->applies, stated_rows[i].answer);
		finish(&fixture);
	}
}

static void packages_have_their_words(void **state)
{
	struct fixture fixture;
	const rlint_fact *environment = environment_of(&fixture, "requirements.txt",
		"My_Pkg.x[a] >=1.0,<2 ; os_name == 'nt' # c\n-r more.txt\n-c held.txt\n");
	const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, 0);
	const rlint_package *package = rlint_as_package(fact);

	(void)state;
	assert_str(package->name.text, "My_Pkg.x");
	assert_str(package->canonical, "my-pkg-x");
	assert_str(package->version.text, ">=1.0,<2");
	assert_span(package->version.span, 12, 20);
	assert_str(package->marker.text, "os_name == 'nt'");
	assert_span(rlint_fact_span(fact), 0, 20);
	assert_int_equal(package->location.state, RLINT_UNSET);
	assert_int_equal(rlint_fact_count(environment, RLINT_INCLUDE), 2);
	assert_str(rlint_as_include(rlint_fact_at(environment, RLINT_INCLUDE, 0))->path.text,
		"more.txt");
	assert_true(rlint_as_include(rlint_fact_at(environment, RLINT_INCLUDE, 1))->is_constraint);
	finish(&fixture);
}

static void environments_tell_how_they_were_made(void **state)
{
	struct fixture fixture;
	const rlint_environment *environment = rlint_as_environment(environment_of(&fixture,
		"dev/constraints.txt",
		"#\n# This file is autogenerated by pip-compile with Python 3.10\n#\na==1 \\\n"
		"    --hash=sha256:ab\n    # via b\n"));

	(void)state;
	assert_true(environment->is_constraints);
	assert_true(environment->is_compiled);
	assert_int_equal(environment->has_all_hashes, RLINT_YES);
	assert_int_equal(environment->audience, RLINT_FOR_DEVELOPMENT);
	finish(&fixture);
	environment = rlint_as_environment(
		environment_of(&fixture, "requirements.txt", "a==1 --hash=sha256:ab\nb\n"));
	assert_false(environment->is_compiled);
	assert_int_equal(environment->has_all_hashes, RLINT_NO);
	finish(&fixture);
}

static void nothing_is_called_missing_after_an_error(void **state)
{
	struct fixture fixture;

	(void)state;
	assert_true(rlint_fact_complete(environment_of(&fixture, "r.txt", "a\n")));
	finish(&fixture);
	assert_false(rlint_fact_complete(environment_of(&fixture, "r.txt", "a b\n")));
	assert_int_equal(fixture.facts.all[RLINT_PROBLEM].count, 1);
	assert_int_equal(fixture.facts.all[RLINT_PACKAGE].count, 0);
	finish(&fixture);
}

static void references_are_judged_by_their_form(void **state)
{
	static const struct {
		const char *reference;
		rlint_pin pin;
	} rows[] = { { "", RLINT_FLOATING }, { "main", RLINT_FLOATING }, { "1.x", RLINT_FLOATING },
		{ "feature-3", RLINT_FLOATING }, { "refs/heads/v1.0", RLINT_FLOATING },
		{ "refs/tags/x", RLINT_EXACT }, { "v2", RLINT_EXACT }, { "1.2.3", RLINT_EXACT },
		{ "release-1.0", RLINT_EXACT }, { "04de99b", RLINT_EXACT },
		{ "2814499", RLINT_EXACT }, { "123456", RLINT_FLOATING },
		{ "defaced", RLINT_FLOATING } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(pin_of_reference(str_from(rows[i].reference)), rows[i].pin);
	}
	assert_int_equal(
		pin_of_url(RLINT_STR("https://github.com/o/r/archive/main.zip")), RLINT_FLOATING);
	assert_int_equal(
		pin_of_url(RLINT_STR("https://github.com/o/r/archive/v1.0.zip")), RLINT_EXACT);
	assert_int_equal(pin_of_url(RLINT_STR(
				 "https://github.com/o/r/raw/main/a-2.14.0-cp310-cp310-linux.whl")),
		RLINT_EXACT);
	assert_int_equal(
		pin_of_url(RLINT_STR("https://github.com/o/r/raw/main/a.whl")), RLINT_FLOATING);
	assert_int_equal(
		pin_of_url(RLINT_STR("https://files.pythonhosted.org/packages/ab/cd/ef/a")),
		RLINT_IMMUTABLE);
}

static void purposes_come_from_the_table(void **state)
{
	(void)state;
	assert_int_equal(package_purpose(RLINT_PIP, RLINT_STR("torch")), RLINT_FRAMEWORK);
	assert_int_equal(package_purpose(RLINT_PIP, RLINT_STR("wheel")), RLINT_INSTALLER);
	assert_int_equal(package_purpose(RLINT_PIP, RLINT_STR("torchless")), RLINT_PAYLOAD);
	assert_int_equal(package_purpose(RLINT_PIP, RLINT_STR("curl")), RLINT_PAYLOAD);
	assert_int_equal(
		package_purpose(RLINT_CONDA_PACKAGES, RLINT_STR("pytorch")), RLINT_FRAMEWORK);
	assert_int_equal(package_purpose(RLINT_APT, RLINT_STR("gcc-12")), RLINT_BUILD_TOOL);
	assert_int_equal(package_purpose(RLINT_APT, RLINT_STR("libssl-dev")), RLINT_BUILD_TOOL);
	assert_int_equal(package_purpose(RLINT_APT, RLINT_STR("curl")), RLINT_HELPER);
	assert_int_equal(package_purpose(RLINT_NPM, RLINT_STR("curl")), RLINT_PAYLOAD);
}

static void audiences_come_from_names_and_folders(void **state)
{
	static const struct {
		const char *path;
		rlint_audience audience;
	} rows[] = { { "requirements.txt", RLINT_FOR_USE },
		{ "requirements-dev.txt", RLINT_FOR_DEVELOPMENT },
		{ "test_requirements.txt", RLINT_FOR_DEVELOPMENT },
		{ "requirements/docs.txt", RLINT_FOR_DEVELOPMENT },
		{ "docs/requirements.txt", RLINT_FOR_DEVELOPMENT },
		{ "docs/source/requirements.txt", RLINT_FOR_DEVELOPMENT },
		{ "requirements-device.txt", RLINT_FOR_USE },
		{ "unit-tests/requirements.txt", RLINT_FOR_DEVELOPMENT },
		{ "doc/requirements.txt", RLINT_FOR_DEVELOPMENT },
		{ "doc-summarization/requirements.txt", RLINT_FOR_USE },
		{ "test-time-training/requirements.txt", RLINT_FOR_USE },
		{ "neural-style/requirements.txt", RLINT_FOR_USE },
		{ "/home/dev/project/requirements.txt", RLINT_FOR_USE },
		{ "test/project/requirements.txt", RLINT_FOR_USE } };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(audience_of_path(str_from(rows[i].path)), rows[i].audience);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pins_follow_what_is_written),
		cmocka_unit_test(markers_are_asked_on_linux),
		cmocka_unit_test(stated_pythons_answer),
		cmocka_unit_test(packages_have_their_words),
		cmocka_unit_test(environments_tell_how_they_were_made),
		cmocka_unit_test(nothing_is_called_missing_after_an_error),
		cmocka_unit_test(references_are_judged_by_their_form),
		cmocka_unit_test(purposes_come_from_the_table),
		cmocka_unit_test(audiences_come_from_names_and_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
