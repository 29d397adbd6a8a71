/* What the tests of the config readers share: an arena that one test fills, and the limits. */
#ifndef TESTS_UNIT_CONFIG_FIXTURE_H
#define TESTS_UNIT_CONFIG_FIXTURE_H

#include "tests/unit/unit.h"

#include "lib/syntax/config/config.h"

#include <reprolint/registry.h>

struct fixture {
	struct arena arena;
	struct config config;
};

static const struct limits limits = { { [RLINT_LIMIT_NESTING] = 256,
	[RLINT_LIMIT_FINDINGS] = 1000,
	[RLINT_LIMIT_ALIAS_STEPS] = 1000 } };

static int set_up(void **state)
{
	static struct fixture fixture;

	arena_init(&fixture.arena, NULL, NULL);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_free(&fixture->arena);
	return 0;
}

#endif
