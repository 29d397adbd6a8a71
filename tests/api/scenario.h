/* Everything a host does, once. */
#ifndef TESTS_API_SCENARIO_H
#define TESTS_API_SCENARIO_H

#include <reprolint/reprolint.h>

/* What came out: bytes written, findings, and files that were not released. */
struct outcome {
	size_t bytes, findings, walked;
	int unreleased;
};

/* Makes all objects with the hook (NULL: malloc), lints, writes and dumps all files, frees all. The
 * first status that is not OK ends it. */
rlint_status scenario_run(const rlint_alloc *alloc, struct outcome *outcome);

#endif
