/* libreprolint-git, a library of its own: files as a git repository holds them. Only hosts that
 * need it load it; libgit2's types stay inside. */
#ifndef REPROLINT_GIT_H
#define REPROLINT_GIT_H

#include <reprolint/workspace.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One state of a repository: a commit's tree, or the index (what the next commit would hold). One
 * thread at a time. */
typedef struct rlint_git rlint_git;

/* Opens the repository that `folder` lies in. `revision` as `git rev-parse` takes it ("HEAD",
 * "v1.0", a hash); NULL: the index. RLINT_IO where there is no repository or it has no such
 * revision; *out is then NULL. Memory comes from malloc, as libgit2's does. */
RLINT_API rlint_status rlint_git_open(const char *folder, const char *revision, rlint_git **out);
RLINT_API void rlint_git_free(rlint_git *git); /* NULL is accepted */

/* File access for a workspace. Paths are relative to the repository's root; the working tree is
 * never read, links are not followed. Lives as long as `git`. */
RLINT_API const rlint_fs *rlint_git_fs(const rlint_git *git);

#ifdef __cplusplus
}
#endif
#endif
