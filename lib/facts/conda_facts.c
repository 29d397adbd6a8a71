/* The facts of conda environment files. */
#include "lib/facts/make.h"

void facts_of_conda(struct facts *facts, const struct config *file)
{
	facts_add_problems(facts, &file->tree);
}
