/* The facts of requirements files. */
#include "lib/facts/make.h"

void facts_of_requirements(struct facts *facts, const struct requirements *file)
{
	facts_add_problems(facts, &file->tree);
}
