/* Which programs an image holds while its steps are read: rules/tables/tools.tsv. */
#ifndef LIB_FACTS_TOOLS_H
#define LIB_FACTS_TOOLS_H

#include "lib/facts/base_image.h"

struct tool_name {
	struct pool_text name;
	uint8_t tool; /* a bit's number */
};

struct tool_package {
	struct pool_text name;
	uint64_t brings, may_bring;
};

/* A program that brings none of the tools. */
struct tool_plain {
	struct pool_text name;
};

/* Generated; texts lie in base_image_pool, rows are sorted by name. */
extern const struct tool_name tool_names[];
extern const size_t tool_name_count;
extern const struct tool_package tool_packages[];
extern const size_t tool_package_count;
extern const struct tool_plain tool_plains[];
extern const size_t tool_plain_count;

/* What is there for certain, and what is certainly not; the latter of the base image, too: zero
 * once nothing is certain any more. */
struct tools {
	uint64_t has, lacks, base_lacks;
};

struct docker_step;
struct run;

/* Those of an image that is pulled. */
struct tools tools_of_image(const rlint_image *image);
rlint_answer tools_have(const struct tools *tools, rlint_str program);
/* Before the command of a RUN is read: is its program there? */
void tools_ask(const struct run *run);
/* After that: what it brings by effects from `first` on, or by itself. */
void tools_learn(const struct run *run, uint32_t first);
/* A script that was not read whole, or a copy, may bring whatever it likes. */
void tools_learn_step(const struct docker_step *step);
void tools_learn_copy(const struct docker_step *step, const rlint_fact *fact);
/* PATH was changed: what environments hold may be found from now on. */
void tools_learn_path(const struct docker_step *step);
/* What the stage starts and its health check find at its end. */
void tools_settle(const rlint_fact *stage, const struct tools *tools);

#endif
