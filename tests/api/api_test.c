/* The public interface, from outside: public headers and the shared library only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "files.h"
#include "scenario.h"

/* More allocations than the scenario makes. */
#define ALLOCATIONS_MOST 100000

/* An allocator that fails once, or from then on, and knows what is not freed. */
struct meter {
	size_t count, fail_at; /* fail_at 0: never */
	bool stays_empty;
	size_t live_blocks, live_bytes;
};

static bool fails(struct meter *meter)
{
	meter->count++;
	return meter->fail_at > 0 && (meter->stays_empty ? meter->count >= meter->fail_at
							 : meter->count == meter->fail_at);
}

static void *metered_resize(void *user, void *ptr, size_t old_size, size_t new_size)
{
	struct meter *meter = user;
	void *moved;

	if (new_size == 0) {
		meter->live_blocks -= ptr ? 1 : 0;
		meter->live_bytes -= ptr ? old_size : 0;
		free(ptr);
		return NULL;
	}
	if (fails(meter)) {
		return NULL;
	}
	moved = realloc(ptr, new_size);
	if (moved) {
		meter->live_blocks += ptr ? 0 : 1;
		meter->live_bytes += new_size - (ptr ? old_size : 0);
	}
	return moved;
}

static void a_host_brings_its_own_files_and_memory(void **state)
{
	struct meter meter = { 0 };
	rlint_alloc alloc = { metered_resize, &meter };
	struct outcome outcome;

	(void)state;
	assert_int_equal(scenario_run(&alloc, &outcome), RLINT_OK);
	assert_true(outcome.findings > 5);
	assert_true(outcome.bytes > 10000);
	assert_int_equal(outcome.walked, 10);
	assert_int_equal(outcome.unreleased, 0);
	assert_true(meter.count > 20);
	assert_int_equal(meter.live_blocks, 0);
	assert_int_equal(meter.live_bytes, 0);
}

static void the_same_bytes_go_in_and_out_the_same(void **state)
{
	struct outcome first;
	struct outcome second;

	(void)state;
	assert_int_equal(scenario_run(NULL, &first), RLINT_OK);
	assert_int_equal(scenario_run(NULL, &second), RLINT_OK);
	assert_int_equal(first.bytes, second.bytes);
	assert_int_equal(first.findings, second.findings);
}

static void assert_each_allocation_may_fail(bool stays_empty)
{
	rlint_status status = RLINT_NOMEM;

	for (size_t n = 1; status == RLINT_NOMEM && n < ALLOCATIONS_MOST; n++) {
		struct meter meter = { .fail_at = n, .stays_empty = stays_empty };
		rlint_alloc alloc = { metered_resize, &meter };
		struct outcome outcome;

		status = scenario_run(&alloc, &outcome);
		if (meter.live_blocks != 0 || meter.live_bytes != 0 || outcome.unreleased != 0) {
			fail_msg("allocation %zu: %zu blocks of %zu bytes and %d files are left", n,
				meter.live_blocks, meter.live_bytes, outcome.unreleased);
		}
		if (status == RLINT_OK && meter.count >= n) {
			fail_msg("allocation %zu failed, and nobody was told", n);
		}
	}
	assert_int_equal(status, RLINT_OK);
}

static void every_allocation_may_fail_once(void **state)
{
	(void)state;
	assert_each_allocation_may_fail(false);
}

static void memory_may_run_out_anywhere(void **state)
{
	(void)state;
	assert_each_allocation_may_fail(true);
}

/* Lints all files, each again until its memory suffices; the count of findings. */
static size_t lint_all(rlint_workspace *workspace, struct meter *meter)
{
	size_t findings = 0;

	for (size_t i = 0; file_paths[i]; i++) {
		rlint_results *results = NULL;
		rlint_status status = RLINT_NOMEM;

		for (size_t n = 1; status == RLINT_NOMEM && n < ALLOCATIONS_MOST; n++) {
			meter->count = 0;
			meter->fail_at = n;
			status = rlint_lint(workspace, file_paths[i], &results);
			assert_true(status == RLINT_OK ? meter->count < n : !results);
		}
		assert_int_equal(status, RLINT_OK);
		meter->fail_at = 0;
		findings += rlint_results_count(results);
		rlint_results_free(results);
	}
	return findings;
}

static void a_workspace_stays_usable_after_memory_ran_out(void **state)
{
	struct meter meter = { 0 };
	rlint_alloc alloc = { metered_resize, &meter };
	int unreleased = 0;
	rlint_fs fs = files_fs(&unreleased);
	rlint_registry *registry;
	rlint_config *config;
	rlint_workspace *workspace;
	size_t findings;

	(void)state;
	assert_int_equal(rlint_registry_new(&alloc, &registry), RLINT_OK);
	assert_int_equal(rlint_config_new(registry, &config), RLINT_OK);
	assert_int_equal(rlint_workspace_new(config, &fs, NULL, &workspace), RLINT_OK);
	findings = lint_all(workspace, &meter);
	rlint_workspace_free(workspace);
	assert_int_equal(rlint_workspace_new(config, &fs, NULL, &workspace), RLINT_OK);
	for (size_t i = 0; file_paths[i]; i++) {
		rlint_results *results;

		assert_int_equal(rlint_lint(workspace, file_paths[i], &results), RLINT_OK);
		findings -= rlint_results_count(results);
		rlint_results_free(results);
	}
	assert_int_equal(findings, 0);
	rlint_workspace_free(workspace);
	rlint_config_free(config);
	rlint_registry_free(registry);
	assert_int_equal(meter.live_blocks, 0);
}

static void null_is_freed_gladly(void **state)
{
	(void)state;
	rlint_registry_free(NULL);
	rlint_config_free(NULL);
	rlint_workspace_free(NULL);
	rlint_results_free(NULL);
	rlint_writer_free(NULL);
	rlint_grade(NULL, RLINT_INFO);
	rlint_as(NULL, "x");
	rlint_fix(NULL, true, "x");
	rlint_edit(NULL, (rlint_span){ 0, 0 }, "x");
	rlint_related(NULL, NULL, (rlint_span){ 0, 0 }, "x");
}

static void arguments_that_no_call_takes_are_refused(void **state)
{
	rlint_registry *registry;
	rlint_writer *writer;
	rlint_sink sink = { 0 };

	(void)state;
	assert_int_equal(rlint_registry_new(NULL, &registry), RLINT_OK);
	assert_int_equal(rlint_registry_limit(registry, RLINT_LIMITS, 1), RLINT_ARGUMENT);
	assert_int_equal(
		rlint_registry_limit(registry, RLINT_LIMIT_FILE_SIZE, UINT32_MAX), RLINT_ARGUMENT);
	assert_int_equal(rlint_registry_limit(registry, RLINT_LIMIT_NESTING, 0), RLINT_ARGUMENT);
	assert_int_equal(rlint_writer_new(registry, RLINT_FORMAT_JSON, NULL, &sink, &writer),
		RLINT_ARGUMENT);
	assert_null(writer);
	assert_null(rlint_registry_at(registry, 1000000));
	rlint_registry_free(registry);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_brings_its_own_files_and_memory),
		cmocka_unit_test(the_same_bytes_go_in_and_out_the_same),
		cmocka_unit_test(every_allocation_may_fail_once),
		cmocka_unit_test(memory_may_run_out_anywhere),
		cmocka_unit_test(a_workspace_stays_usable_after_memory_ran_out),
		cmocka_unit_test(null_is_freed_gladly),
		cmocka_unit_test(arguments_that_no_call_takes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
