/* One document read through: tree and facts in arenas of their own. */
#ifndef LIB_PROJECT_ANALYSIS_H
#define LIB_PROJECT_ANALYSIS_H

#include "lib/facts/given.h"
#include "lib/facts/make.h"
#include "lib/project/encoding.h"

/* What every analysis of a project shares. */
struct reader {
	const rlint_alloc *alloc;
	const struct symbols *symbols;
	const struct limits *limits;
};

/* The bytes of a file as they came, and how. */
struct raw_file {
	rlint_str path, bytes;
	rlint_file_kind kind; /* RLINT_FILE_ANY: by name and content */
	bool is_too_large; /* not read: bytes are empty */
	bool is_named; /* by the user: structured data that nothing recognises is a config */
	struct givens givens; /* what a Dockerfile is built with; none: as it stands */
	rlint_span part; /* all else is read as blanks; empty: nothing is */
};

struct analysis {
	struct guard guard;
	struct arena tree_arena, fact_arena;
	rlint_document *document; /* one reference; NULL: nothing here */
	union {
		struct dockerfile dockerfile;
		struct dockerignore dockerignore;
		struct requirements requirements;
		struct config config;
	} syntax;
	struct tree plain; /* of files that are not parsed */
	struct tree *tree; /* the one of the three above, or plain */
	struct facts facts;
	struct givens givens; /* of its facts, where there are any */
	bool is_of_kind; /* else nothing that is read: no facts */
};

void analysis_init(struct analysis *analysis, const rlint_alloc *alloc);
void analysis_free(struct analysis *analysis);
/* Parses and makes facts, forgetting what was there before; memory is used again. */
rlint_status analysis_run(
	struct analysis *analysis, const struct reader *reader, const struct raw_file *file);
/* Was the file read to its end, as its reader would? */
bool analysis_is_whole(const struct analysis *analysis);
/* The config whose tree the facts were made from, which lies in it; not of facts of other kinds, or
 * of a file that was not parsed. */
const struct config *analysis_config(const struct facts *facts);

#endif
