/* What Dockerfile instructions set, use or bring in: variables, users, copies, mounts. NULL is
 * returned for a fact of another kind. */
#ifndef REPROLINT_TRANSFER_H
#define REPROLINT_TRANSFER_H

#include <reprolint/fact.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A variable that the builder expands: in a word, flag, mount or here-document. */
typedef struct rlint_reference {
	rlint_str name;
	rlint_span span; /* `$name`, `${name...}` */
	rlint_answer is_set; /* unknown: the base image may set it */
	bool is_guarded; /* has a word in case it is unset, or stands in such a word */
} rlint_reference;

/* Every variable that is looked up, also where what it holds is not used. NULL past the end. */
RLINT_API const rlint_reference *rlint_step_reference(const rlint_fact *step, size_t index);

/* The comments above a step, up to an instruction or a lone `#`; no directives. Empty past the end.
 */
RLINT_API rlint_span rlint_step_comment(const rlint_fact *step, size_t index);

typedef struct rlint_user {
	rlint_value name, group; /* unset both: no USER in the stage (absent) */
	rlint_answer is_root; /* for the absent one: what the base image is known to run as */
	bool is_absent; /* made at the FROM of a stage without USER */
	bool is_last; /* in force at the end of its stage */
} rlint_user;

typedef struct rlint_copy {
	rlint_value destination;
	rlint_value from; /* --from: stage, image; unset: the build context */
	const rlint_fact *stage; /* the stage named by --from, if it is one */
	uint32_t source_count;
	bool is_add, is_heredoc;
	bool is_folder_made; /* WORKDIR, mkdir, COPY or git made a folder of the destination before
			      */
} rlint_copy;

RLINT_API const rlint_value *rlint_copy_source(const rlint_fact *copy, size_t index);
/* The source's text as a clean path: "./a/" is "a"; empty where it is not known. */
RLINT_API rlint_str rlint_copy_path(const rlint_fact *copy, size_t index);
/* Does it bring `path` (relative to the context) into the image? "." asks for the whole context. */
RLINT_API rlint_answer rlint_copy_brings(const rlint_fact *copy, rlint_str path);

typedef struct rlint_mount {
	rlint_value type, source, target, from; /* type "bind" where not written */
	bool is_writable;
	const rlint_fact *volume; /* of a service: the declared volume that it names, or NULL */
} rlint_mount;

/* A line of a .dockerignore. */
typedef struct rlint_pattern {
	rlint_value text; /* as written, without "!" */
	rlint_str path; /* as it is matched: cleaned, no slash in front or behind */
	bool is_negated; /* "!": keeps what was left out before */
} rlint_pattern;

/* Does the file with this document fact leave `path` (relative to the context, clean; "." for all
 * of it) out? *by (may be NULL) is then the line that decides. Unknown where a line with "!" may
 * keep something in it. */
RLINT_API rlint_answer rlint_ignores(
	const rlint_fact *ignore, rlint_str path, const rlint_fact **by);

/* Does the pattern, its "!" aside, match just this path? False for another kind of fact. */
RLINT_API bool rlint_pattern_matches(const rlint_fact *pattern, rlint_str path);

RLINT_API const rlint_pattern *rlint_as_pattern(const rlint_fact *fact);
RLINT_API const rlint_user *rlint_as_user(const rlint_fact *fact);
RLINT_API const rlint_copy *rlint_as_copy(const rlint_fact *fact);
RLINT_API const rlint_mount *rlint_as_mount(const rlint_fact *fact);

/* Is the program in the image that is pulled: "curl", "gcc"? Does it set the variable?
 * RLINT_UNKNOWN for images and programs that the tables do not have, and for another kind of fact.
 */
RLINT_API rlint_answer rlint_image_has(const rlint_fact *image, rlint_str program);
RLINT_API rlint_answer rlint_image_sets(const rlint_fact *image, rlint_str variable);

#ifdef __cplusplus
}
#endif
#endif
