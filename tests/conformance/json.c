/* The suite json. */
#include "tests/conformance/conformance.h"

void suite_json(struct run *run, const char *path)
{
	(void)run;
	(void)path;
}
