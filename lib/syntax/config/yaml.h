/* One run of the YAML reader, shared by its parts. */
#ifndef LIB_SYNTAX_CONFIG_YAML_H
#define LIB_SYNTAX_CONFIG_YAML_H

#include <yaml.h>

#include "lib/base/map.h"
#include "lib/syntax/config/build.h"
#include "lib/syntax/config/clean.h"

struct yaml_run {
	struct config *config;
	struct arena *arena;
	const struct limits *limits;
	rlint_str source;
	struct config_builder builder; /* its text is the cleaned source */
	struct code_map map;
	struct map anchors; /* to nodes */
	yaml_parser_t parser;
	yaml_event_t event;
	uint32_t from; /* where the part that is parsed now starts */
	uint64_t from_point; /* the same in code points */
	uint32_t document; /* node of the document that goes on, or NODE_NONE */
	bool may_join; /* the part may go on with the document of the one before */
	bool is_done;
	bool is_flawed; /* the part ended early */
	bool has_looked; /* for lines of template control */
	uint64_t restarts;
	uint64_t rewound; /* bytes read twice so far: never more than the file has */
};

/* Reads the events of one part until its end or the first error; `context` is a struct yaml_run. */
void yaml_read_part(void *context);
/* Reports why libyaml stopped, closes what is open and finds where to go on. */
void yaml_recover(struct yaml_run *run);
/* Gives up at a limit, likewise. */
void yaml_stop(struct yaml_run *run, uint32_t offset, rlint_str message);
uint32_t yaml_offset(struct yaml_run *run, yaml_mark_t mark);

/* A scalar as libyaml gave it, to be placed. */
struct yaml_scalar {
	rlint_str value; /* decoded by libyaml */
	rlint_span span; /* quotes and block header included */
	enum config_style style;
};
/* The value with the way back to the source; `text` is the cleaned source. */
struct text yaml_scalar_text(struct arena *arena, rlint_str text, const struct yaml_scalar *scalar);
/* The offset behind what an anchor and a tag take from `at` on, and the space after them. */
uint32_t yaml_skip_properties(rlint_str text, uint32_t at, unsigned count);
/* The end of a block scalar's last content line. */
uint32_t yaml_block_end(rlint_str text, rlint_span span);
/* Where the comment that starts at `at` ends. */
size_t yaml_comment_end(rlint_str text, size_t at);
/* Collects the comments: the second pass over what lies between the scalars. */
void yaml_find_comments(struct config *config, rlint_str text);

#endif
