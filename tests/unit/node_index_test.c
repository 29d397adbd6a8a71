/* lib/lint/node_index: the innermost node at an offset, whatever order nodes lie in. */
#include "tests/unit/unit.h"

#include "lib/lint/node_index.h"

static const struct limits limits = { { 64ULL << 20, 256, 1000, 1000, 4096, 32 } };

enum { LENGTH = 200, NODES = 60 };

struct fixture {
	struct arena arena;
	struct tree tree;
	struct node_index index;
};

static int set_up(void **state)
{
	static struct fixture fixture;

	fixture = (struct fixture){ 0 };
	arena_init(&fixture.arena, NULL, NULL);
	tree_init(&fixture.tree, &fixture.arena, &limits, RLINT_STR(""));
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_free(&fixture->arena);
	return 0;
}

/* By looking at all of them. */
static uint32_t slowly_at(const struct tree *tree, uint32_t offset)
{
	uint32_t found = NODE_NONE;
	uint32_t length = UINT32_MAX;

	for (uint32_t i = 0; i < tree->nodes.count; i++) {
		rlint_span span = tree_node(tree, i)->span;

		if (span.start <= offset && offset < span.end && span.end - span.start <= length) {
			found = i;
			length = span.end - span.start;
		}
	}
	return found;
}

static void assert_all_places(struct fixture *fixture)
{
	assert_true(node_index_make(&fixture->index, &fixture->arena, &fixture->tree));
	for (uint32_t offset = 0; offset <= LENGTH; offset++) {
		assert_int_equal(
			node_index_at(&fixture->index, offset), slowly_at(&fixture->tree, offset));
	}
}

static void one_node_is_found_or_none(void **state)
{
	struct fixture *fixture = *state;

	tree_add(&fixture->tree, NODE_NONE, 0, (rlint_span){ 5, 9 });
	assert_all_places(fixture);
	assert_int_equal(node_index_at(&fixture->index, 4), NODE_NONE);
	assert_int_equal(node_index_at(&fixture->index, 8), 0);
	assert_int_equal(node_index_at(&fixture->index, 9), NODE_NONE);
}

/* [a] [b] [a.c]: the table a holds b in its span, which is no child of it. */
static void tables_that_are_come_back_to_hold_others(void **state)
{
	struct fixture *fixture = *state;
	uint32_t root = tree_add(&fixture->tree, NODE_NONE, 0, (rlint_span){ 0, 100 });
	uint32_t a = tree_add(&fixture->tree, root, 0, (rlint_span){ 0, 100 });
	uint32_t b;

	tree_add(&fixture->tree, a, 0, (rlint_span){ 70, 100 });
	b = tree_add(&fixture->tree, root, 0, (rlint_span){ 40, 70 });
	assert_all_places(fixture);
	assert_int_equal(node_index_at(&fixture->index, 50), b);
	assert_int_equal(node_index_at(&fixture->index, 39), a);
}

static void any_nodes_are_found_as_by_looking_at_all(void **state)
{
	struct fixture *fixture = *state;
	uint32_t number = 1;

	tree_add(&fixture->tree, NODE_NONE, 0, (rlint_span){ 0, LENGTH });
	for (int i = 0; i < NODES; i++) {
		uint32_t start;
		uint32_t length;

		number = number * 1103515245U + 12345U;
		start = (number >> 16) % LENGTH;
		number = number * 1103515245U + 12345U;
		length = (number >> 16) % (LENGTH - start + 1);
		tree_add(&fixture->tree, 0, 0, (rlint_span){ start, start + length });
	}
	assert_all_places(fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_node_is_found_or_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			tables_that_are_come_back_to_hold_others, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			any_nodes_are_found_as_by_looking_at_all, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
