/* The configurations in force in the folders of a workspace. */
#ifndef LIB_LINT_CONFIGS_H
#define LIB_LINT_CONFIGS_H

#include "lib/lint/config.h"
#include "lib/project/project.h"

/* One file's settings with the host's over them, or the host's alone. */
struct configuration {
	const rlint_config *config; /* NULL: not read, or broken */
	rlint_config *owned; /* what is to be freed */
	struct dispatch dispatches[2]; /* rules that ask no links, rules that do */
	rlint_str path; /* the file, as it is shown; empty: none */
	rlint_str place; /* as it is read */
	rlint_str base; /* the folder that its patterns start from */
	rlint_str problems; /* a line each; empty: none */
	bool is_loaded;
};

struct configs {
	const rlint_config *host;
	const struct project *project;
	struct arena arena; /* what does not depend on files */
	struct arena found; /* what does */
	struct arena passing; /* gone with the next configs_find */
	struct configuration alone; /* the host's */
	struct configuration *forced; /* for every file; NULL: none */
	struct vec files; /* struct configuration *: those found */
	struct vec places; /* struct place, by folder */
	struct map folders; /* to their index */
	rlint_str stop; /* the folder above which nothing is looked for; empty: none */
	bool is_searching;
};

rlint_status configs_init(
	struct configs *configs, const rlint_config *host, const struct project *project);
void configs_free(struct configs *configs);
/* Looks for files from now on; `stop` may be NULL. */
rlint_status configs_search(struct configs *configs, const char *stop);
rlint_status configs_force(struct configs *configs, const char *path);
/* A file was changed: everything is to be read again. */
void configs_forget(struct configs *configs);
bool configs_is_one(rlint_str path); /* is this the name of a configuration? */

/* What is in force for a path; `relative` is the path from the configuration's folder on. */
struct in_force {
	const struct configuration *configuration;
	rlint_str relative;
};
rlint_status configs_find(struct configs *configs, rlint_str path, struct in_force *out);

#endif
