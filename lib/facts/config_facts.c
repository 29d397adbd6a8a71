/* The facts of experiment configs. */
#include "lib/facts/make.h"

void facts_of_config(struct facts *facts, const struct config *file)
{
	facts_add_problems(facts, &file->tree);
}

bool config_is_experiment(const struct config *file, rlint_str path)
{
	(void)file;
	(void)path;
	return false;
}
