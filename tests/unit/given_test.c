/* What an ARG holds where the builder is given arguments: dockerfile2llb, dispatchArg. */
#include "tests/unit/docker.h"

#include <reprolint/command.h>

static struct given known(const char *name, const char *text)
{
	return (struct given){ str_from(name),
		value_known(str_from(text), (rlint_span){ 500, 510 }) };
}

static const rlint_image *image_of(const struct docker_case *that, size_t stage)
{
	return rlint_as_image(docker_stage(that, stage)->image);
}

static void an_argument_counts_where_it_is_declared(void **state)
{
	struct given items[] = { known("TAG", "3.12"), known("NAME", "debian"),
		known("TAG", "shadowed"), known("LATE", "12") };
	struct givens givens = { .items = items, .count = 4 };
	struct docker_case that;

	(void)state;
	docker_read_with(&that,
		"ARG TAG\nARG NAME=ubuntu\nFROM python:$TAG\nARG LATE=1\n"
		"FROM $NAME:$LATE\nFROM $OTHER\n",
		&givens);
	assert_str(image_of(&that, 0)->reference.text, "python:3.12");
	assert_int_equal(image_of(&that, 0)->reference.state, RLINT_KNOWN);
	assert_int_equal(image_of(&that, 0)->tag_kind, RLINT_VERSION_TAG);
	/* LATE is declared in a stage: FROM does not see it. */
	assert_str(image_of(&that, 1)->reference.text, "debian:");
	assert_str(image_of(&that, 2)->reference.text, "");
	docker_free(&that);
}

static void a_stage_sees_what_it_declares(void **state)
{
	struct given items[] = { known("V", "2.4.0"), known("W", "7") };
	struct givens givens = { .items = items, .count = 2 };
	struct docker_case that;
	rlint_value value;
	const rlint_fact *step;

	(void)state;
	docker_read_with(&that,
		"ARG V=1\nFROM debian:12\nRUN echo $V\nARG V\nARG W=1\nENV SUM=$V-$W\n"
		"RUN pip install torch==$V\nFROM debian:12\nRUN echo $V\n",
		&givens);
	step = docker_step_at(&that, 0, "RUN", 0);
	rlint_step_variable(step, RLINT_STR("V"), &value);
	assert_int_equal(value.state, RLINT_UNCERTAIN);
	step = docker_step_at(&that, 0, "RUN", 1);
	rlint_step_variable(step, RLINT_STR("V"), &value);
	assert_str(value.text, "2.4.0");
	assert_int_equal(value.state, RLINT_KNOWN);
	rlint_step_variable(step, RLINT_STR("SUM"), &value);
	assert_str(value.text, "2.4.0-7");
	assert_str(rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 0))->version.text, "==2.4.0");
	step = docker_step_at(&that, 1, "RUN", 0);
	rlint_step_variable(step, RLINT_STR("V"), &value);
	assert_int_equal(value.state, RLINT_UNCERTAIN);
	docker_free(&that);
}

static void an_argument_that_is_not_known_hides_the_default(void **state)
{
	struct given items[] = { { RLINT_STR_INIT("TAG"),
		value_uncertain((rlint_str){ 0 }, (rlint_span){ 0 }, RLINT_HOST) } };
	struct givens givens = { .items = items, .count = 1 };
	struct docker_case that;

	(void)state;
	docker_read_with(&that, "ARG TAG=latest\nFROM python:$TAG\n", &givens);
	assert_int_equal(image_of(&that, 0)->tag_kind, RLINT_UNKNOWN_TAG);
	assert_false(image_of(&that, 0)->is_malformed);
	assert_str(given_at(docker_stage(&that, 0)->image, (rlint_span){ 0, 100 }).argument, "");
	docker_free(&that);
}

static void words_know_the_argument_that_decides_them(void **state)
{
	struct given items[] = { known("PY", "3.12"), known("V", "2.4.0") };
	struct givens givens = { .items = items, .count = 2 };
	struct docker_case that;
	const rlint_fact *image, *package;

	(void)state;
	docker_read_with(&that,
		"ARG PY\nARG BASE=python:$PY\nFROM $BASE\nARG V\nENV W=$V X=1\n"
		"RUN pip install torch==$W numpy==$X\nFROM debian:12\n",
		&givens);
	image = docker_stage(&that, 0)->image;
	assert_str(given_at(image, rlint_as_image(image)->tag.span).argument, "PY");
	package = docker_fact(&that, RLINT_PACKAGE, 0);
	assert_str(given_at(package, rlint_fact_span(package)).argument, "V");
	package = docker_fact(&that, RLINT_PACKAGE, 1);
	assert_str(given_at(package, rlint_fact_span(package)).argument, "");
	image = docker_stage(&that, 1)->image;
	assert_str(given_at(image, rlint_fact_span(image)).argument, "");
	docker_free(&that);
}

static void keys_tell_arguments_apart(void **state)
{
	struct given a[] = { known("A", "1"), known("B", "2") };
	struct given b[] = { known("A", "1B"), known("", "2") };
	const struct given_image images[] = { { RLINT_STR_INIT("lab/base"), RLINT_BUILT_HERE } };
	struct givens givens[] = { { a, NULL, 2, 0 }, { b, NULL, 2, 0 }, { a, NULL, 1, 0 },
		{ a, images, 1, 1 }, { NULL, NULL, 0, 0 } };
	struct arena arena;
	rlint_str keys[5];

	(void)state;
	arena_init(&arena, NULL, NULL);
	for (size_t i = 0; i < 5; i++) {
		keys[i] = givens_key(&arena, &givens[i]);
		for (size_t k = 0; k < i; k++) {
			assert_false(rlint_str_is(keys[i], keys[k]));
		}
	}
	assert_int_equal(keys[4].len, 0);
	arena_free(&arena);
}

static void an_image_that_the_project_builds_is_not_pulled(void **state)
{
	const struct given_image images[] = {
		{ RLINT_STR_INIT("lab/base:latest"), RLINT_BUILT_HERE },
		{ RLINT_STR_INIT("lab/x:1"), RLINT_NAMED_CONTEXT },
	};
	struct givens givens = { .images = images, .image_count = 2 };
	struct docker_case that;

	(void)state;
	docker_read_with(&that, "FROM lab/base AS a\nFROM lab/x\nFROM lab/x:1\n", &givens);
	assert_int_equal(image_of(&that, 0)->role, RLINT_BUILT_HERE);
	assert_int_equal(image_of(&that, 0)->pin, RLINT_LOCAL);
	assert_int_equal(image_of(&that, 1)->role, RLINT_PULLED);
	assert_int_equal(image_of(&that, 2)->role, RLINT_NAMED_CONTEXT);
	docker_free(&that);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_argument_counts_where_it_is_declared),
		cmocka_unit_test(a_stage_sees_what_it_declares),
		cmocka_unit_test(an_argument_that_is_not_known_hides_the_default),
		cmocka_unit_test(words_know_the_argument_that_decides_them),
		cmocka_unit_test(an_image_that_the_project_builds_is_not_pulled),
		cmocka_unit_test(keys_tell_arguments_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
