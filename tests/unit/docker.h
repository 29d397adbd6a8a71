/* A Dockerfile's facts, for the tests of lib/facts/dockerfile_*.c and effects*.c. */
#ifndef TESTS_UNIT_DOCKER_H
#define TESTS_UNIT_DOCKER_H

#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/facts/given.h"
#include "lib/facts/make.h"

struct docker_case {
	struct arena arena;
	struct guard guard;
	rlint_document *document;
	struct dockerfile file;
	struct facts facts;
	const struct givens *givens; /* what it is built with, or NULL */
};

static const struct limits docker_limits = { { 1 << 26, 256, 1000, 1000, 4096, 32 } };

static inline void docker_make_(void *context)
{
	struct docker_case *that = context;
	rlint_str text = rlint_document_text(that->document);

	dockerfile_parse(&that->file, &that->arena, &docker_limits, text);
	facts_init(
		&that->facts, &that->arena, that->document, &that->file.tree, NULL, &docker_limits);
	that->facts.givens = that->givens;
	facts_of_dockerfile(&that->facts, &that->file);
}

static inline void docker_read_with(
	struct docker_case *that, const char *text, const struct givens *givens)
{
	memset(that, 0, sizeof *that);
	that->givens = givens;
	arena_init(&that->arena, NULL, &that->guard);
	that->document =
		document_new(NULL, RLINT_FILE_DOCKERFILE, RLINT_STR("Dockerfile"), str_from(text));
	assert_int_equal(protect(&that->guard, docker_make_, that), RLINT_OK);
}

static inline void docker_read(struct docker_case *that, const char *text)
{
	docker_read_with(that, text, NULL);
}

static inline void docker_free(struct docker_case *that)
{
	arena_free(&that->arena);
	document_unref(that->document);
}

static inline const rlint_fact *docker_stage_fact(const struct docker_case *that, size_t index)
{
	const rlint_fact *stage = rlint_fact_at(that->facts.root, RLINT_STAGE, index);

	assert_non_null(stage);
	return stage;
}

static inline const rlint_stage *docker_stage(const struct docker_case *that, size_t index)
{
	return rlint_as_stage(docker_stage_fact(that, index));
}

/* The n-th step of that instruction in the stage, from 0. */
static inline const rlint_fact *docker_step_at(
	const struct docker_case *that, size_t stage, const char *name, size_t index)
{
	const rlint_fact *container = docker_stage_fact(that, stage);
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(container, RLINT_STEP, i)); i++) {
		if (rlint_str_is(rlint_as_step(step)->instruction, str_from(name)) &&
			index-- == 0) {
			return step;
		}
	}
	fail_msg("no step %s", name);
	return NULL;
}

/* The n-th fact of that kind in the whole file. */
static inline const rlint_fact *docker_fact(
	const struct docker_case *that, rlint_kind kind, size_t index)
{
	assert_true(index < that->facts.all[kind].count);
	return ((rlint_fact **)that->facts.all[kind].items)[index];
}

#endif
