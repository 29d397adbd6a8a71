/* The suite buildkit-words. */
#include "tests/conformance/conformance.h"

void suite_buildkit_words(struct run *run, const char *path)
{
	(void)run;
	(void)path;
}
