/* The facts of one document while they are made and read. */
#ifndef LIB_FACTS_FACTS_H
#define LIB_FACTS_FACTS_H

#include "lib/base/symbols.h"
#include "lib/syntax/tree.h"

#include <reprolint/compose.h>
#include <reprolint/dockerfile.h>
#include <reprolint/experiment.h>
#include <reprolint/install.h>

/* One kind of fact in a container, in order. */
struct fact_list {
	struct fact_list *next;
	rlint_kind kind;
	struct vec facts; /* rlint_fact * */
};

/* Any fact; its payload (rlint_image ...) follows it in memory. */
struct rlint_fact {
	rlint_kind kind;
	rlint_span span;
	uint32_t node; /* of the tree: what an ignore comment for it covers */
	uint32_t selectors[2]; /* interned; 0: nobody asks */
	bool is_incomplete; /* container not read whole */
	struct facts *facts;
	void *payload; /* behind the fact */
	const rlint_fact *container, *previous;
	struct fact_list *lists;
};

struct dotenv;
struct givens;

/* All of one document. */
struct facts {
	struct arena *arena;
	const rlint_document *document;
	const struct tree *tree; /* comments, gaps and nodes for suppression and edits; valid while
				    rules run */
	const struct symbols *symbols; /* may be NULL */
	const struct limits *limits;
	rlint_fact *root; /* RLINT_DOCUMENT */
	struct vec all[RLINT_KINDS]; /* rlint_fact *, in the order made: what the engine dispatches
					on */
	struct command_scratch **commands; /* working memory of command_run.h, by depth */
	const struct givens *givens; /* the arguments that a Dockerfile is built with; NULL: as it
					stands */
	const struct dotenv *dotenv; /* compose files: what .env gives; NULL: not read */
	const void *shape; /* what the side that made them keeps for step queries; see
			      dockerfile_facts.h */
};

/* The payload of an RLINT_SERVICE. */
struct service {
	rlint_service shown; /* first */
	struct vec contexts; /* rlint_str: names of `additional_contexts` */
	struct vec cuts; /* rlint_str: dotted paths of keys under !reset or !override, where what it
			    is laid over adds nothing */
	rlint_str extends; /* the service of the same file that it extends, or empty */
	bool is_health_off; /* healthcheck.disable */
	bool is_unread; /* its file was not read whole */
	struct vec layers; /* rlint_fact *: of a composed one, the services that it was made of,
			      weightiest first */
};

void facts_init(struct facts *facts, struct arena *arena, const rlint_document *document,
	const struct tree *tree, const struct symbols *symbols, const struct limits *limits);
/* A new fact with zeroed payload, last of its kind in the container. Never NULL inside a protected
 * call. */
rlint_fact *fact_new(struct facts *facts, rlint_kind kind, rlint_fact *container, rlint_span span,
	uint32_t node);
/* Lists a fact that lies elsewhere in a container too, last of its kind there. */
void fact_borrow(struct facts *facts, rlint_fact *container, rlint_fact *fact);
/* Its facts of a kind (rlint_fact *), or NULL where there are none. */
const struct vec *fact_list_of(const rlint_fact *container, rlint_kind kind);
/* Its payload, to be filled: cast to the kind's struct. */
void *fact_payload(const rlint_fact *fact);
/* Selectors by which rules find it; `second` may be empty. */
void fact_select(rlint_fact *fact, rlint_str first, rlint_str second);
/* Those of an RLINT_ENV, whose payload is filled: where it stands, and "$NAME". Adds its flags. */
void fact_select_env(rlint_fact *fact, rlint_str place, rlint_str name);
/* Adds to an RLINT_ENV the flags that its value holds, as RLINT_FLAG facts. */
void env_add_flags(rlint_fact *fact);
/* Does a rule ask for variables of that name? */
bool fact_env_is_asked(const struct facts *facts, rlint_str name);
/* Turns tree.problems into RLINT_PROBLEM facts. */
void facts_add_problems(struct facts *facts, const struct tree *tree);
/* Values. A literal of a text range; an unset one; an uncertain one. */
rlint_value value_literal(struct arena *arena, const struct text *text, size_t start, size_t end);
rlint_value value_known(rlint_str text, rlint_span span);
rlint_value value_uncertain(rlint_str prefix, rlint_span span, rlint_reason reason);

#endif
