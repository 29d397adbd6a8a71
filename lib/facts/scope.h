/* The variables of a Dockerfile: persistent environments that share structure. */
#ifndef LIB_FACTS_SCOPE_H
#define LIB_FACTS_SCOPE_H

#include "lib/base/arena.h"

#include <reprolint/value.h>

/* One name and what it holds from its instruction on. */
struct binding {
	rlint_str name;
	uint32_t hash;
	bool is_argument; /* ARG: gone when the image runs */
	rlint_value value;
	const rlint_value *by_default; /* where the builder is given no arguments; NULL: `value` */
	rlint_str given; /* the build's argument that decides the value; empty: none does */
};

struct scope_node;

/* What a name that is not bound means. */
enum scope_rest {
	SCOPE_NOTHING, /* unset: FROM scratch */
	SCOPE_BUILDER, /* the global scope: the builder gives TARGETPLATFORM and its kin */
	SCOPE_BASE_IMAGE /* the base image may set it */
};

/* An environment at one place. Copies are cheap; binding makes a new one and leaves the old. */
struct scope {
	const struct scope_node *root;
	enum scope_rest rest;
};

struct scope scope_bind(struct scope scope, struct arena *arena, const struct binding *binding);
const struct binding *scope_find(const struct scope *scope, rlint_str name);
/* Does the builder give an ARG of that name a value? */
bool scope_is_given(rlint_str name);
/* word_scope.lookup; `user` is a struct scope. Bound names give their value; PATH, which the
 * builder sets where nobody does, and names that the base image may set are RLINT_UNCERTAIN. */
void scope_lookup(const void *user, rlint_str name, rlint_value *out);
/* The same where the builder is given no arguments. */
void scope_lookup_default(const void *user, rlint_str name, rlint_value *out);

#endif
