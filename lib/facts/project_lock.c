#include "lib/facts/project.h"
void facts_of_lock(struct facts *facts, const struct config *file)
{
	facts_add_problems(facts, &file->tree);
}
