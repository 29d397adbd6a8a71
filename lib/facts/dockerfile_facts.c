/* The facts of a Dockerfile. */
#include "lib/facts/make.h"

void facts_of_dockerfile(struct facts *facts, const struct dockerfile *file)
{
	facts_add_problems(facts, &file->tree);
}
