/* lib/facts/dockerfile_*.c: stages, steps and their state. */
#include "tests/unit/docker.h"

static void stages_have_a_fate(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM python:3.12 AS base\n"
			   "FROM golang:1.23 AS Tools\n"
			   "FROM base AS dev\n"
			   "FROM base\n"
			   "COPY --from=tools /a /a\n"
			   "RUN --mount=type=bind,from=0,target=/x true\n");
	assert_int_equal(docker_stage(&that, 0)->fate, RLINT_FINAL);
	assert_int_equal(docker_stage(&that, 1)->fate, RLINT_BUILDER);
	assert_int_equal(docker_stage(&that, 2)->fate, RLINT_TARGET);
	assert_int_equal(docker_stage(&that, 3)->fate, RLINT_FINAL);
	assert_ptr_equal(docker_stage(&that, 3)->parent, docker_stage_fact(&that, 0));
	assert_str(docker_stage(&that, 1)->name.text, "Tools");
	assert_span(docker_stage(&that, 0)->from, 0, 24);
	assert_int_equal(rlint_as_image(docker_stage(&that, 3)->image)->role, RLINT_FROM_STAGE);
	assert_ptr_equal(rlint_as_copy(docker_fact(&that, RLINT_COPY, 0))->stage,
		docker_stage_fact(&that, 1));
	docker_free(&that);
}

static void a_base_image_by_argument_keeps_its_places(void **state)
{
	struct docker_case that;
	const rlint_image *image;

	(void)state;
	docker_read(&that, "ARG V=3.12\nARG BASE=python:latest\n"
			   "FROM python:${V}-slim\nFROM ${BASE}\nFROM ${R}/ubuntu:latest\n"
			   "FROM $TARGETARCH\n");
	image = rlint_as_image(docker_stage(&that, 0)->image);
	assert_str(image->name.text, "python");
	assert_span(image->name.span, 39, 45);
	assert_int_equal(image->name.state, RLINT_KNOWN);
	assert_str(image->tag.text, "3.12-slim");
	assert_int_equal(image->tag.state, RLINT_DEFAULT);
	assert_int_equal(image->pin, RLINT_EXACT);
	image = rlint_as_image(docker_stage(&that, 1)->image);
	assert_str(image->tag.text, "latest");
	assert_int_equal(image->tag.state, RLINT_DEFAULT);
	assert_span(image->tag.definition, 27, 33);
	assert_int_equal(image->pin, RLINT_FLOATING);
	image = rlint_as_image(docker_stage(&that, 2)->image);
	assert_str(image->tag.text, "latest");
	image = rlint_as_image(docker_stage(&that, 3)->image);
	assert_int_equal(image->reference.state, RLINT_UNCERTAIN);
	assert_int_equal(image->reference.reason, RLINT_HOST);
	assert_int_equal(image->pin, RLINT_PIN_UNKNOWN);
	docker_free(&that);
}

static void images_that_are_much_used_are_known(void **state)
{
	struct docker_case that;
	const rlint_fact *fact;

	(void)state;
	docker_read(&that,
		"ARG V\nFROM python:3.11-slim-bookworm\nFROM nvidia/cuda:12.4.1-base-ubuntu22.04\n"
		"FROM debian:10.3\nFROM alpine:3.20\nFROM python:$V\n");
	fact = docker_stage(&that, 0)->image;
	assert_str(rlint_as_image(fact)->distribution, "debian");
	assert_str(rlint_as_image(fact)->release, "12");
	assert_str(rlint_as_image(fact)->sh, "dash");
	assert_str(rlint_as_image(fact)->entrypoint, "none");
	assert_int_equal(rlint_as_image(fact)->is_archived, RLINT_NO);
	assert_int_equal(rlint_image_has(fact, RLINT_STR("curl")), RLINT_NO);
	assert_int_equal(rlint_image_has(fact, RLINT_STR("pip")), RLINT_YES);
	assert_int_equal(rlint_image_has(fact, RLINT_STR("sed")), RLINT_UNKNOWN);
	assert_int_equal(rlint_image_sets(fact, RLINT_STR("GPG_KEY")), RLINT_YES);
	assert_int_equal(rlint_image_sets(fact, RLINT_STR("HOME")), RLINT_NO);
	fact = docker_stage(&that, 1)->image;
	assert_str(rlint_as_image(fact)->release, "22.04");
	assert_int_equal(rlint_image_sets(fact, RLINT_STR("NV_CUDNN")), RLINT_YES);
	assert_int_equal(rlint_image_has(fact, RLINT_STR("gcc")), RLINT_NO);
	fact = docker_stage(&that, 2)->image;
	assert_str(rlint_as_image(fact)->release, "10");
	assert_int_equal(rlint_as_image(fact)->is_archived, RLINT_YES);
	assert_str(rlint_as_image(docker_stage(&that, 3)->image)->sh, "busybox");
	fact = docker_stage(&that, 4)->image;
	assert_str(rlint_as_image(fact)->distribution, "");
	assert_int_equal(rlint_image_has(fact, RLINT_STR("curl")), RLINT_UNKNOWN);
	assert_int_equal(rlint_image_sets(fact, RLINT_STR("HOME")), RLINT_UNKNOWN);
	docker_free(&that);
}

static void variables_are_what_the_builder_would_see(void **state)
{
	struct docker_case that;
	const rlint_fact *last;
	rlint_value value;

	(void)state;
	docker_read(&that, "ARG GLOBAL=1\nFROM python:3.12\nENV A=a B=$A\nARG C=c D=$C\n"
			   "ARG GLOBAL\nARG HOST\nENV E=${C}-$HOME\nUSER $C\n");
	last = docker_step_at(&that, 0, "USER", 0);
	rlint_step_variable(last, RLINT_STR("A"), &value);
	assert_str(value.text, "a");
	assert_int_equal(value.state, RLINT_KNOWN);
	rlint_step_variable(last, RLINT_STR("B"), &value);
	assert_int_equal(value.state, RLINT_UNCERTAIN);
	rlint_step_variable(last, RLINT_STR("D"), &value);
	assert_str(value.text, "c");
	assert_int_equal(value.state, RLINT_DEFAULT);
	rlint_step_variable(last, RLINT_STR("GLOBAL"), &value);
	assert_str(value.text, "1");
	assert_int_equal(value.state, RLINT_DEFAULT);
	rlint_step_variable(last, RLINT_STR("HOST"), &value);
	assert_int_equal(value.state, RLINT_UNCERTAIN);
	assert_int_equal(value.reason, RLINT_HOST);
	rlint_step_variable(last, RLINT_STR("E"), &value);
	assert_str(value.text, "c-");
	assert_int_equal(value.reason, RLINT_BASE_IMAGE);
	rlint_step_variable(docker_step_at(&that, 0, "ENV", 0), RLINT_STR("A"), &value);
	assert_int_equal(value.state, RLINT_UNCERTAIN);
	docker_free(&that);
}

static void users_are_known_by_literal_argument_and_base(void **state)
{
	struct docker_case that;
	const rlint_user *user;

	(void)state;
	docker_read(&that, "FROM python:3.12 AS a\nFROM a\nARG U=0\nUSER ${U}:0\nFROM a AS c\n"
			   "FROM jupyter/base-notebook:1\nFROM unknown/x:1\nUSER root\nUSER app\n");
	user = rlint_as_user(docker_stage(&that, 0)->user);
	assert_true(user->is_absent);
	assert_int_equal(user->is_root, RLINT_YES);
	user = rlint_as_user(docker_stage(&that, 1)->user);
	assert_false(user->is_absent);
	assert_true(user->is_last);
	assert_int_equal(user->is_root, RLINT_YES);
	assert_str(user->name.text, "0");
	assert_str(user->group.text, "0");
	assert_true(rlint_as_user(docker_stage(&that, 2)->user)->is_absent);
	assert_int_equal(rlint_as_user(docker_stage(&that, 2)->user)->is_root, RLINT_YES);
	assert_int_equal(rlint_as_user(docker_stage(&that, 3)->user)->is_root, RLINT_NO);
	user = rlint_as_user(docker_stage(&that, 4)->user);
	assert_int_equal(user->is_root, RLINT_NO);
	assert_false(
		rlint_as_user(rlint_fact_at(docker_step_at(&that, 4, "USER", 0), RLINT_USER, 0))
			->is_last);
	docker_free(&that);
}

static void copies_know_what_they_bring(void **state)
{
	struct docker_case that;
	const rlint_fact *copy;

	(void)state;
	docker_read(&that, "FROM x/y:1\nCOPY . .\nCOPY req*.txt ./src /app/\n"
			   "COPY --exclude=*.txt --exclude=src . /app\nCOPY --from=b . .\n"
			   "COPY $UNKNOWN /x\nCOPY <<EOF /a\nx\nEOF\n");
	copy = docker_fact(&that, RLINT_COPY, 0);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR(".")), RLINT_YES);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR("./a/b")), RLINT_YES);
	copy = docker_fact(&that, RLINT_COPY, 1);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR(".")), RLINT_NO);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR("requirements.txt")), RLINT_YES);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR("src/a.py")), RLINT_YES);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR("srcs")), RLINT_NO);
	assert_str(rlint_copy_source(copy, 1)->text, "./src");
	assert_null(rlint_copy_source(copy, 2));
	copy = docker_fact(&that, RLINT_COPY, 2);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR("a.txt")), RLINT_NO);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR("src/a")), RLINT_NO);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR("a.py")), RLINT_YES);
	assert_int_equal(
		rlint_copy_brings(docker_fact(&that, RLINT_COPY, 3), RLINT_STR(".")), RLINT_NO);
	assert_int_equal(rlint_copy_brings(docker_fact(&that, RLINT_COPY, 4), RLINT_STR("x")),
		RLINT_UNKNOWN);
	copy = docker_fact(&that, RLINT_COPY, 5);
	assert_true(rlint_as_copy(copy)->is_heredoc);
	assert_int_equal(rlint_copy_brings(copy, RLINT_STR(".")), RLINT_NO);
	docker_free(&that);
}

static void images_of_copies_and_mounts_are_images_too(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM x/y:1\nCOPY --from=ghcr.io/astral-sh/uv:latest /uv /uv\n"
			   "COPY --from=src . /s\nCOPY --from=later /a /a\n"
			   "FROM x/z:1 AS later\n");
	assert_int_equal(
		rlint_as_image(docker_fact(&that, RLINT_IMAGE, 1))->tag_kind, RLINT_MOVING_TAG);
	assert_int_equal(
		rlint_as_image(docker_fact(&that, RLINT_IMAGE, 2))->role, RLINT_NAMED_CONTEXT);
	assert_int_equal(
		rlint_as_image(docker_fact(&that, RLINT_IMAGE, 3))->role, RLINT_FROM_STAGE);
	docker_free(&that);
}

static void steps_carry_directory_shell_and_form(void **state)
{
	struct docker_case that;
	const rlint_step *step;

	(void)state;
	docker_read(&that,
		"FROM python:3.12\nWORKDIR /app\nWORKDIR \"src\"\n"
		"SHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN a | b\n"
		"CMD [\"x\"]\nONBUILD RUN y\nHEALTHCHECK --interval=1m CMD curl -f x || exit 1\n");
	step = rlint_as_step(docker_step_at(&that, 0, "RUN", 0));
	assert_str(step->directory.text, "/app/src");
	assert_int_equal(step->shell, RLINT_BASH);
	assert_true(step->has_pipefail);
	assert_int_equal(step->form, RLINT_SHELL_FORM);
	assert_str(step->user.text, "root");
	assert_str(rlint_step_word(docker_step_at(&that, 0, "RUN", 0), 0)->text, "a | b");
	assert_int_equal(rlint_as_step(docker_step_at(&that, 0, "CMD", 0))->form, RLINT_EXEC_FORM);
	assert_true(rlint_as_step(docker_step_at(&that, 0, "RUN", 1))->is_onbuild);
	assert_str(rlint_step_word(docker_step_at(&that, 0, "HEALTHCHECK", 0), 0)->text,
		"curl -f x || exit 1");
	assert_str(rlint_step_flag(docker_step_at(&that, 0, "HEALTHCHECK", 0), "interval", 0)->text,
		"1m");
	assert_int_equal(rlint_step_flag(docker_step_at(&that, 0, "RUN", 0), "mount", 0)->state,
		RLINT_UNSET);
	docker_free(&that);
}

static void a_trigger_leaves_the_stage_as_it_was(void **state)
{
	struct docker_case that;
	rlint_value value;

	(void)state;
	docker_read(&that, "FROM x/y:1\nONBUILD USER root\nONBUILD ENV A=1\nONBUILD EXPOSE 80\n"
			   "RUN true\n");
	assert_true(rlint_as_user(docker_stage(&that, 0)->user)->is_absent);
	assert_int_equal(docker_stage(&that, 0)->starts, RLINT_START_UNKNOWN);
	rlint_step_variable(docker_step_at(&that, 0, "RUN", 0), RLINT_STR("A"), &value);
	assert_int_equal(value.state, RLINT_UNCERTAIN);
	docker_free(&that);
}

static void mounts_are_taken_apart(void **state)
{
	struct docker_case that;
	const rlint_mount *mount;

	(void)state;
	docker_read(&that, "FROM x/y:1\nARG D=/root\n"
			   "RUN --mount=type=cache,dst=${D}/.cache \\\n"
			   " --mount=source=req.txt,target=r.txt,\"ro\" true\n");
	mount = rlint_as_mount(docker_fact(&that, RLINT_MOUNT, 0));
	assert_str(mount->type.text, "cache");
	assert_str(mount->target.text, "/root/.cache");
	assert_int_equal(mount->target.state, RLINT_DEFAULT);
	assert_true(mount->is_writable);
	mount = rlint_as_mount(docker_fact(&that, RLINT_MOUNT, 1));
	assert_str(mount->type.text, "bind");
	assert_str(mount->source.text, "req.txt");
	assert_false(mount->is_writable);
	docker_free(&that);
}

static void variables_set_by_instructions_are_facts(void **state)
{
	struct docker_case that;
	const rlint_env *env;

	(void)state;
	docker_read(&that, "ARG A=\"b\"\nFROM x/y:1\nENV C d e\nARG F\nLABEL g=h\n");
	env = rlint_as_env(docker_fact(&that, RLINT_ENV, 0));
	assert_str(env->name.text, "A");
	assert_str(env->value.text, "b");
	assert_int_equal(env->when, RLINT_AT_BUILD);
	env = rlint_as_env(docker_fact(&that, RLINT_ENV, 1));
	assert_str(env->value.text, "d e");
	assert_true(env->is_legacy);
	assert_int_equal(rlint_as_env(docker_fact(&that, RLINT_ENV, 2))->value.state, RLINT_UNSET);
	assert_int_equal(that.facts.all[RLINT_ENV].count, 4);
	docker_free(&that);
}

/* The flag by index, as name, value and whether it counts. */
static void assert_flag(const struct docker_case *that, uint32_t index, const char *name,
	const char *value, rlint_answer is_last)
{
	const rlint_flag *flag = rlint_as_flag(docker_fact(that, RLINT_FLAG, index));

	assert_str(flag->name.text, name);
	assert_str(flag->value.text, value);
	assert_int_equal(flag->is_last, is_last);
}

static void flags_of_a_variable_are_facts(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM x:1\nENV XLA_FLAGS=\"--a=1 --b='c d' --a\" W=--a\n"
			   "ENV XLA_FLAGS=\"--e=\\\"f \\\\\\\" g\\\" $H --i=$H x --j\"\n"
			   "ENV XLA_FLAGS=file\n");
	assert_flag(&that, 0, "--a", "1", RLINT_NO);
	assert_flag(&that, 1, "--b", "c d", RLINT_YES);
	assert_flag(&that, 2, "--a", "", RLINT_YES);
	assert_ptr_equal(rlint_as_flag(docker_fact(&that, RLINT_FLAG, 2))->earlier,
		docker_fact(&that, RLINT_FLAG, 0));
	assert_int_equal(
		rlint_as_flag(docker_fact(&that, RLINT_FLAG, 2))->value.state, RLINT_UNSET);
	assert_int_equal(rlint_fact_span(docker_fact(&that, RLINT_FLAG, 1)).start, 30);
	assert_int_equal(that.facts.all[RLINT_FLAG].count, 6);
	assert_int_equal(rlint_as_flag(docker_fact(&that, RLINT_FLAG, 3))->is_last, RLINT_UNKNOWN);
	assert_int_equal(
		rlint_as_flag(docker_fact(&that, RLINT_FLAG, 4))->value.state, RLINT_UNCERTAIN);
	assert_true(rlint_as_flag(docker_fact(&that, RLINT_FLAG, 5))->stray.end > 0);
	docker_free(&that);
}

static void unknown_instructions_leave_the_stage_incomplete(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM python:3.12\nUSR app\nFROM python:3.12 # c\nRUN true\n");
	assert_false(rlint_fact_complete(docker_stage_fact(&that, 0)));
	assert_int_equal(rlint_as_user(docker_stage(&that, 0)->user)->is_root, RLINT_UNKNOWN);
	assert_true(rlint_fact_complete(docker_stage_fact(&that, 1)));
	assert_str(rlint_as_image(docker_stage(&that, 1)->image)->tag.text, "3.12");
	docker_free(&that);
}

static void a_chain_of_many_stages_and_variables_is_read_in_linear_time(void **state)
{
	static char text[400000];
	struct docker_case that;
	size_t at = 0;

	(void)state;
	for (size_t i = 0; i < 9000; i++) {
		static const char line[] = "FROM a AS a\nENV X=1\nRUN $X\n";

		memcpy(text + at, line, sizeof line - 1);
		at += sizeof line - 1;
	}
	text[at] = '\0';
	docker_read(&that, text);
	assert_int_equal(that.facts.all[RLINT_STAGE].count, 9000);
	docker_free(&that);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stages_have_a_fate),
		cmocka_unit_test(a_base_image_by_argument_keeps_its_places),
		cmocka_unit_test(images_that_are_much_used_are_known),
		cmocka_unit_test(variables_are_what_the_builder_would_see),
		cmocka_unit_test(users_are_known_by_literal_argument_and_base),
		cmocka_unit_test(copies_know_what_they_bring),
		cmocka_unit_test(images_of_copies_and_mounts_are_images_too),
		cmocka_unit_test(steps_carry_directory_shell_and_form),
		cmocka_unit_test(a_trigger_leaves_the_stage_as_it_was),
		cmocka_unit_test(mounts_are_taken_apart),
		cmocka_unit_test(variables_set_by_instructions_are_facts),
		cmocka_unit_test(flags_of_a_variable_are_facts),
		cmocka_unit_test(unknown_instructions_leave_the_stage_incomplete),
		cmocka_unit_test(a_chain_of_many_stages_and_variables_is_read_in_linear_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
