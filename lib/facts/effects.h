/* Effects of steps: what they bring, remove, keep and fetch, and what becomes of it. */
#ifndef LIB_FACTS_EFFECTS_H
#define LIB_FACTS_EFFECTS_H

#include "lib/facts/dockerfile_facts.h"
#include "lib/facts/tools.h"

/* What package managers keep for later. */
enum cache_kind {
	CACHE_APT_LISTS,
	CACHE_PIP,
	CACHE_UV,
	CACHE_APK,
	CACHE_CONDA,
	CACHE_NPM,
	CACHE_YARN,
	CACHE_DNF,
	CACHE_ZYPPER,
	CACHE_KINDS
};

#define ECOSYSTEMS ((size_t)RLINT_JULIA + 1)

/* One effect of one step: pointers to effects move while a step grows. */
struct effect_place {
	struct step *step;
	uint32_t index;
};

/* A copy from the build context, and the directory that its destination was relative to. */
struct ledger_copy {
	const rlint_fact *copy;
	rlint_str destination; /* absolute and clean, or empty where it is not known */
	bool into_folder; /* written with a slash at its end, or several sources */
};

/* Effects [first, first + count) of a step under one name: apk add --virtual. */
struct ledger_group {
	struct effect_place first;
	uint32_t count;
};

/* What later effects of the stage may undo or need to know. */
struct stage_ledger {
	const struct stage_ledger *parent; /* of the stage that this one is FROM */
	struct vec copies; /* struct ledger_copy */
	struct vec places; /* struct effect_place */
	struct map installed[ECOSYSTEMS]; /* package name to an index in places */
	struct vec groups; /* struct ledger_group */
	struct map group_names; /* to an index in groups */
	struct vec caches[CACHE_KINDS]; /* struct effect_place: what lies in layers so far */
	struct vec unverified; /* rlint_fact *: downloads of this step */
	const struct step *fetching_step; /* that `unverified` belongs to */
	rlint_fact *last_clone;
	const struct step *marked_step; /* where apt-mark auto was run, and the effects since seen
					   to */
	uint32_t marked_from;
	struct map kept; /* names given to apt-mark manual */
	struct vec clones; /* rlint_str: places that a repository was cloned to */
	struct map folders; /* places to whether there is a folder: made here, not deleted since */
	struct map synced; /* programs that installed what the project lists, here or in a parent */
	bool has_dropper; /* gosu or su-exec: an entry point script may change the user */
	bool pip_keeps_none; /* pip config set global.no-cache-dir */
	struct tools tools; /* programs that are there by now */
};

/* The ledger that the step is booked in. */
struct stage_ledger *ledger_of(const struct docker_step *step);
struct stage_ledger *ledger_new(struct docker_facts *docker, const struct stage_ledger *parent);
/* A path as the ledger keeps it: absolute and clean. Where nobody has left the directory that the
 * base image starts in, one that stands for it comes first. Empty: not known. */
rlint_str ledger_place(struct arena *arena, const rlint_value *directory, const rlint_value *path);
/* Notes a package, URL or image that brings gosu or su-exec. */
void ledger_note_dropper(struct stage_ledger *ledger, rlint_str name);
/* A place is a folder from now on, and so is what it lies in; or there is nothing any more. */
void ledger_make_folder(struct stage_ledger *ledger, struct arena *arena, rlint_str place);
void ledger_drop_folder(struct stage_ledger *ledger, struct arena *arena, rlint_str place);
/* Did the stage, or one that it is FROM, make a folder there? */
bool ledger_has_folder(const struct stage_ledger *ledger, rlint_str place);
/* Remembers a copy from the context. */
void ledger_copy(struct docker_step *step, const rlint_fact *copy);
/* The context path that a place in the image was copied or is mounted from; empty where that is not
 * known, or something else was put there. */
rlint_str ledger_origin(struct docker_step *step, rlint_str place);

/* Adds an effect, last of the step; its index. */
uint32_t effect_add(struct docker_step *step, const rlint_effect *effect);
/* Reads what the commands of a RUN do. */
void effects_of_run(struct docker_step *step);

#endif
