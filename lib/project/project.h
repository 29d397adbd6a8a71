/* The files around the one that is linted: access, overlays, documents read, links between them. */
#ifndef LIB_PROJECT_PROJECT_H
#define LIB_PROJECT_PROJECT_H

#include "lib/base/map.h"
#include "lib/project/analysis.h"
#include "lib/project/composition.h"

#include <reprolint/workspace.h>

/* A document kept because a link led to it, or may. */
struct kept {
	struct kept *next;
	char *bytes; /* of path and key, from the allocator */
	rlint_str path; /* normal */
	rlint_str givens; /* key of what it was read with; empty: as it stands, and whole */
	struct analysis analysis;
	bool is_used; /* facts of it were handed out since project_open */
	bool was_linted; /* a second lint must read it again */
	uint64_t last_use;
};

/* Packages by their canonical names, pip's and conda's apart. */
struct package_names {
	struct map maps[2];
	struct vec packages; /* struct package_name */
};

/* What holds the packages of one document: made when first asked for. */
struct holding {
	const struct facts *facts; /* whose; NULL: not made */
	struct package_names held; /* by what its installer obeys */
	struct package_names recorded; /* by the lock that lies there, whoever obeys it */
	const struct facts *lock; /* the one that its installer obeys, or NULL */
	bool has_unknown; /* an included file was not read whole */
	rlint_answer is_locked;
};

/* The folder beyond which files of a folder lead nowhere. */
struct root {
	rlint_str path;
	bool is_marked; /* something shows it */
};

/* The ignore file of one document's build context: looked for when first asked for. */
struct ignored_by {
	const struct facts *facts; /* whose; NULL: not looked for */
	const rlint_fact *fact;
	rlint_answer answer;
};

struct ignore;

/* What git leaves out in the folder of one document: read when first asked for. */
struct left_out {
	const rlint_document *document; /* whose; NULL: not read */
	const struct ignore *ignore; /* NULL: not known */
	rlint_str below; /* the folder as `ignore` takes it: "" or with a slash behind */
};

/* The Python that one document's packages are installed with: looked for when first asked for. */
struct installed_with {
	const struct facts *facts; /* whose; NULL: not looked for */
	const rlint_value *python; /* NULL: not known */
};

/* The services that one Dockerfile is built by: looked for when first asked for. */
struct builders {
	const struct facts *facts; /* whose; NULL: not looked for */
	struct vec services; /* const rlint_fact * */
	bool has_unknown; /* some place could not be looked at */
};

/* What starts the run of one document: looked for when first asked for. */
struct started_by {
	const struct facts *facts; /* whose; NULL: not looked for */
	const rlint_fact *fact; /* NULL: not known */
};

struct project {
	const rlint_alloc *alloc;
	const rlint_fs *fs; /* may be NULL */
	struct reader reader;
	struct arena arena; /* overlays' and forced kinds' paths, roots */
	struct arena passing; /* gone with the next project_open */
	rlint_str root; /* normal; ptr NULL: looked for */
	rlint_str folder; /* the working directory, normal and absolute; "": not known */
	struct map overlay_map, kind_map, root_map, named_map;
	struct vec overlays; /* struct overlay */
	struct vec roots; /* struct root */
	rlint_file_kind forced_kind; /* of every path; RLINT_FILE_ANY: none */
	struct analysis current; /* the file being linted, unless it is a kept one */
	struct analysis *opened; /* current or a kept one's */
	struct kept *kept;
	uint32_t kept_count;
	uint64_t clock;
	struct holding holding;
	struct ignored_by ignored_by;
	struct left_out left_out;
	struct installed_with installed_with;
	struct builders builders;
	struct composition composition;
	struct started_by started_by;
	rlint_status status; /* what went wrong while links were followed */
};

rlint_status project_init(
	struct project *project, const struct reader *reader, const rlint_fs *fs, const char *root);
void project_free(struct project *project);

/* Where relative paths start from. */
rlint_status project_set_folder(struct project *project, rlint_str path);
rlint_status project_overlay(struct project *project, rlint_str path, rlint_str text);
bool project_has_overlay(struct project *project, rlint_str path);
rlint_status project_set_kind(struct project *project, rlint_str path, rlint_file_kind kind);
rlint_status project_set_named(struct project *project, rlint_str path);

/* A file's bytes: an overlay's, or read and to be given back by project_release. The path is
 * NUL-terminated, the normal one the key of overlays. */
struct file_bytes {
	rlint_str bytes;
	bool is_read;
};
rlint_access project_read(
	const struct project *project, const char *path, rlint_str normal, struct file_bytes *out);
void project_release(const struct project *project, const struct file_bytes *file);
bool project_is_overlaid(const struct project *project, rlint_str normal);
/* Is there anything of that name? */
bool project_exists(const struct project *project, const char *path, rlint_str normal);

/* What became of a file that was to be opened. */
struct opened {
	struct analysis *analysis; /* NULL: not read, or of no known kind */
	rlint_access access;
};

/* Reads and analyses the file that is linted next. What it gives holds until the next call. */
rlint_status project_open(struct project *project, rlint_str path, struct opened *out);
/* The analysis of a file that a link leads to, or NULL: with why. Counts as used till then. */
struct analysis *project_follow(
	struct project *project, rlint_str path, rlint_file_kind kind, rlint_access *why);
/* A Dockerfile, or the part of a file that is one, and what it is built with. */
struct build_file {
	rlint_str path;
	rlint_span part; /* empty: all of it */
	struct givens givens;
};
/* The same of a Dockerfile as it is built. */
struct analysis *project_follow_build(
	struct project *project, const struct build_file *build, rlint_access *why);

/* Finds the file that `path`, written in `document`, names: in the document's folder, then in each
 * above up to the root. Unknown where that cannot be seen. *found is normal but for a leading "./"
 * that the document's own path has. */
rlint_answer project_find(
	struct project *project, const rlint_document *document, rlint_str path, rlint_str *found);
/* The same in the document's folder alone. */
rlint_answer project_find_beside(
	struct project *project, const rlint_document *document, rlint_str path, rlint_str *found);
/* Turns an arena's want of memory into the project's status. */
void project_note_memory(struct project *project);
/* From a normal folder to the one above it, unless it is the root of the document's project. */
bool project_above(struct project *project, const rlint_document *document, rlint_str *folder);
/* The Dockerfile that a service is built from. No: its context is there, and has no such file. */
rlint_answer project_dockerfile_of(
	struct project *project, const rlint_fact *service, rlint_str *path);
/* That Dockerfile, or the one that the service holds itself, read with the service's arguments. */
rlint_answer project_build(
	struct project *project, const rlint_fact *service, struct analysis **out);
/* As rlint_build_at says. */
rlint_answer project_build_at(
	struct project *project, const rlint_fact *fact, size_t index, rlint_build *out);
/* As RLINT_BUILT_BY says. */
rlint_answer project_built_by(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
/* Does a path from the document's folder on lie below the root? Unknown where nothing marks it. */
rlint_answer project_is_inside(
	struct project *project, const rlint_document *document, rlint_str path);
/* The facts of the file that an rlint_include names; the one being linted may be included too. */
rlint_answer project_included(
	struct project *project, const rlint_fact *fact, const struct facts **out);
/* Links of packages and environments, as RLINT_HELD_BY, RLINT_RECORDED_BY and RLINT_LOCKED_BY say.
 */
rlint_answer project_holder(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
rlint_answer project_record(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
rlint_answer project_compiled(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
rlint_answer project_lock(struct project *project, const rlint_fact *fact, const rlint_fact **out);
/* Links of configs, as RLINT_INHERITS and RLINT_LEADS_BACK say. */
rlint_answer project_inherits(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
rlint_answer project_leads_back(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
/* As rlint_applies says. */
rlint_answer project_applies(struct project *project, const rlint_fact *fact);
/* Is there anything of that name in the document's folder? */
rlint_answer project_lies_beside(
	struct project *project, const rlint_document *document, rlint_str name);
/* RLINT_IGNORED_BY. */
rlint_answer project_ignore_file(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
/* RLINT_IGNORES_FOR. */
rlint_answer project_ignores_for(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
/* RLINT_FOLLOWS. */
rlint_answer project_follows(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
/* RLINT_COMPOSED_AS, RLINT_ADDS_TO, RLINT_FILLED_BY; RLINT_INCLUDES of an rlint_companion. */
rlint_answer project_composed(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
rlint_answer project_added_to(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
rlint_answer project_filled_by(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
rlint_answer project_accompanied(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
/* RLINT_STARTED_BY. */
rlint_answer project_started_by(
	struct project *project, const rlint_fact *fact, const rlint_fact **out);
/* Links, as rlint_linked says. */
rlint_answer project_linked(struct project *project, const rlint_fact *fact,
	rlint_relation relation, const rlint_fact **out);

/* Files below a folder, as rlint_workspace_walk says. */
struct walk {
	bool (*each)(void *user, const char *path);
	void (*failed)(void *user, const char *path, rlint_access why);
	void *user;
	/* Is what lies there left out? NULL: nothing is. */
	bool (*is_excluded)(void *user, rlint_str path, bool is_folder);
};
rlint_status project_walk(const struct project *project, rlint_str folder, const struct walk *walk);

#endif
