/* Files linted on several threads, their results taken in order. */
#ifndef CLI_JOBS_H
#define CLI_JOBS_H

#include "cli.h"
#include "paths.h"

/* What is to be done. `open` makes one more workspace, equal to the first; it is called on the
 * thread that calls jobs_run. `take` gets what each path gave, in the order of the paths, on that
 * thread too; the results (NULL where the status is not RLINT_OK) are its own. Anything else than
 * RLINT_OK from it ends the run. */
struct jobs {
	rlint_workspace *workspace;
	const struct paths *paths;
	size_t count; /* threads */
	rlint_status (*open)(void *user, rlint_workspace **out);
	rlint_status (*take)(
		void *user, const struct path *path, rlint_status status, rlint_results *results);
	void *user;
};

/* The first status that `take` did not like; where threads cannot be had, fewer are used. */
rlint_status jobs_run(const struct jobs *jobs);

#endif
