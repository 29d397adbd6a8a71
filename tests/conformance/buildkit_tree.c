/* The suite buildkit-tree. */
#include "tests/conformance/conformance.h"

void suite_buildkit_tree(struct run *run, const char *path)
{
	(void)run;
	(void)path;
}
