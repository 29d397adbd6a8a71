/* One run of the YAML reader, shared by its parts. */
#ifndef LIB_SYNTAX_CONFIG_YAML_H
#define LIB_SYNTAX_CONFIG_YAML_H

#include "lib/syntax/config/build.h"
#include "lib/syntax/config/yaml_events.h"

struct yaml_run {
	struct config *config;
	struct arena *arena;
	const struct limits *limits;
	rlint_str source;
	struct config_builder builder;
	struct yaml_parser parser;
	struct yaml_event event;
	struct map anchors; /* to nodes */
	struct buffer breaks, rest; /* for the values of scalars */
	uint32_t from; /* where the part that is parsed now starts */
	uint32_t document; /* node of the document that goes on, or NODE_NONE */
	bool may_join; /* the part may go on with the document of the one before */
	bool is_done;
	bool is_flawed; /* the part ended early */
	bool has_looked; /* for lines of template control */
	uint64_t restarts;
	uint64_t rewound; /* bytes read twice so far: never more than the file has */
};

/* Reports each run of bytes that YAML refuses; they are read as if they were letters. */
void yaml_check_bytes(struct tree *tree, rlint_str source);
/* Reads the events of one part until its end or the first fault. */
void yaml_read_part(struct yaml_run *run);
/* Reports the fault, closes what is open and finds where to go on. */
void yaml_recover(struct yaml_run *run);
/* Gives up at a limit, likewise. */
void yaml_stop(struct yaml_run *run, uint32_t offset, rlint_str message);
/* What a scalar that is not verbatim means; of a block, the span ends with its last text. */
struct text yaml_scalar_text(struct yaml_run *run, const struct yaml_token *token, rlint_span span);

#endif
