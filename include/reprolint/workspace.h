/* Workspaces: files, as a host gives them, and linting them. */
#ifndef REPROLINT_WORKSPACE_H
#define REPROLINT_WORKSPACE_H

#include <reprolint/config.h>
#include <reprolint/results.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum rlint_access {
	RLINT_ACCESS_OK,
	RLINT_ACCESS_ABSENT,
	RLINT_ACCESS_DENIED,
	RLINT_ACCESS_TOO_LARGE,
	RLINT_ACCESS_NOT_A_FILE, /* a device, pipe or socket */
	RLINT_ACCESS_FAILED,
	RLINT_ACCESS_NOMEM,
	RLINT_ACCESS_LOOP /* links that lead in a circle */
} rlint_access;

typedef enum rlint_entry_kind {
	RLINT_ENTRY_FILE,
	RLINT_ENTRY_FOLDER,
	RLINT_ENTRY_LINK,
	RLINT_ENTRY_OTHER
} rlint_entry_kind;

typedef struct rlint_entry {
	rlint_entry_kind kind;
	uint64_t size;
} rlint_entry;

/* File access. Paths are what the host passed, or joined to it with '/'; NUL-terminated. `read`
 * gives the whole file in memory that `release` takes back (a mapping, a buffer), or TOO_LARGE past
 * `limit` bytes; `stat` follows links, `list` does not, and calls `each` for every entry but "."
 * and "..", in any order. Members may be NULL where a host cannot: the answer is then FAILED. All
 * are called on the thread that called the library. */
typedef struct rlint_fs {
	rlint_access (*read)(void *user, const char *path, uint64_t limit, rlint_str *out);
	void (*release)(void *user, rlint_str text);
	rlint_access (*stat)(void *user, const char *path, rlint_entry *out);
	rlint_access (*list)(void *user, const char *path,
		bool (*each)(void *sink, const char *name, rlint_entry_kind kind), void *sink);
	void *user;
} rlint_fs;

/* "permission denied" ...; static storage. */
RLINT_API const char *rlint_access_text(rlint_access access);
/* The plain files of this machine, links followed; memory by malloc. Static storage. */
RLINT_API const rlint_fs *rlint_fs_plain(void);

/* Configuration, file access, overlays and the documents read. One thread at a time; several
 * workspaces may share registry and configuration. */
typedef struct rlint_workspace rlint_workspace;

/* `fs` NULL: no files but overlays, links to others are unknown (but an overlaid
 * .dockerignore beside an overlaid Dockerfile is seen). `root`: the folder beyond which
 * nothing is read for links; NULL: for each file the nearest folder above it that holds `.git` or
 * `.reprolint.yaml`, else the working directory (of an absolute path its own folder). The
 * configuration (and its registry) must outlive it. */
RLINT_API rlint_status rlint_workspace_new(
	const rlint_config *config, const rlint_fs *fs, const char *root, rlint_workspace **out);
RLINT_API void rlint_workspace_free(rlint_workspace *workspace); /* NULL is accepted */

/* `text` (copied) stands for the file at `path` from now on; an unsaved buffer. ptr NULL takes the
 * overlay away and forgets what was read of the file. */
RLINT_API rlint_status rlint_workspace_overlay(
	rlint_workspace *workspace, const char *path, rlint_str text);
/* Read `path` as this kind, whatever its name and content say; NULL: every path. */
RLINT_API rlint_status rlint_workspace_kind(
	rlint_workspace *workspace, const char *path, rlint_file_kind kind);

/* The user names `path`: structured data (YAML, JSON, TOML, INI) that nothing recognises is then of
 * kind config; one that a walk met is skipped. */
RLINT_API rlint_status rlint_workspace_named(rlint_workspace *workspace, const char *path);

/* The absolute path of the working directory, from which relative paths start: the library asks no
 * one for it. Without it, walks heed no .gitignore above it. RLINT_ARGUMENT: not absolute. */
RLINT_API rlint_status rlint_workspace_folder(rlint_workspace *workspace, const char *path);

/* From now on look for configuration files: for each file the nearest `.reprolint.yaml` in its
 * folder or above, or without one the nearest `.hadolint.yaml` or `.hadolint.yml`; a folder that
 * holds `.git`, and the folder `stop` (absolute; may be NULL), are the last ones looked into. What
 * the file says is laid under what the workspace's configuration was told: calls of
 * rlint_config_select, _extend, _ignore, _severity, _option and _pedantic win. Overlays count as
 * files. */
RLINT_API rlint_status rlint_workspace_discover(rlint_workspace *workspace, const char *stop);
/* Use this configuration file for every file, and look for none; patterns in it start from the
 * working directory. It is read with the first file that is linted. */
RLINT_API rlint_status rlint_workspace_configure(rlint_workspace *workspace, const char *path);
/* Does the configuration of the file or folder exclude it, or a folder above it? Walks heed that,
 * and rlint_lint does not: who names a file wants it linted. */
RLINT_API rlint_status rlint_workspace_excludes(
	rlint_workspace *workspace, const char *path, rlint_entry_kind kind, bool *out);

/* Calls `each` with every file below `folder` whose name may be of interest, sorted by path; false
 * from it stops. Links are not followed. Left out, unless `folder` itself is one: hidden folders
 * (but .devcontainer), those of package managers, Python environments (pyvenv.cfg) and experiment
 * trackers, Hydra's outputs, and what the .gitignore files name, from the root of the repository
 * on, and what configurations exclude. Folders that cannot be listed, and .gitignore files that
 * cannot be read, are told to `failed` (may be NULL). */
RLINT_API rlint_status rlint_workspace_walk(rlint_workspace *workspace, const char *folder,
	bool (*each)(void *user, const char *path),
	void (*failed)(void *user, const char *path, rlint_access why), void *user);

/* Lints one file; `results` are the caller's. What went wrong with the file (unreadable, of no
 * kind) is told by rlint_results_outcome, not by the status. */
RLINT_API rlint_status rlint_lint(
	rlint_workspace *workspace, const char *path, rlint_results **out);

#ifdef __cplusplus
}
#endif
#endif
