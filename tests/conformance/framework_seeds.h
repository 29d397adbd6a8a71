/* What the seed and determinism rules say of the hand-labelled configs of the suite frameworks. */
#ifndef TESTS_CONFORMANCE_FRAMEWORK_SEEDS_H
#define TESTS_CONFORMANCE_FRAMEWORK_SEEDS_H

#include "tests/conformance/conformance.h"

#include <reprolint/workspace.h>

struct seeds {
	rlint_registry *registry;
	rlint_config *config;
	struct run wanted; /* training roots that draw their seed: spoken of */
	struct run settled; /* configs that need none: left alone */
	unsigned strays; /* files of no experiment that were spoken of */
};

void seeds_init(struct seeds *seeds);
/* Lints the row's file, which lies at `path` below the folder `root`. */
void seeds_row(struct seeds *seeds, const cJSON *row, const char *root, const char *path);
/* Prints the figures; true where they are as good as they must be. */
bool seeds_end(struct seeds *seeds);

#endif
