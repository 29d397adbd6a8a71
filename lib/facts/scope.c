/* Persistent environments: a digital search tree over hash bits, nodes copied along the path. */
#include "lib/facts/scope.h"

#include "lib/base/str.h"

/* Each node holds one binding; below it, bit number `depth` of the hash tells left from right. Past
 * the 32nd bit, equal hashes hang in one line to the left. */
struct scope_node {
	const struct binding *binding;
	const struct scope_node *sides[2];
};

static unsigned side_of(uint32_t hash, unsigned depth)
{
	return depth < 32 ? (hash >> depth) & 1U : 0;
}

static bool is_same(const struct binding *binding, rlint_str name, uint32_t hash)
{
	return binding->hash == hash && rlint_str_is(binding->name, name);
}

struct scope scope_bind(struct scope scope, struct arena *arena, const struct binding *binding)
{
	const struct scope_node *at = scope.root;
	const struct scope_node **link = &scope.root;
	struct binding *kept = arena_alloc(arena, sizeof *kept);

	*kept = *binding;
	kept->hash = str_hash(binding->name);
	for (unsigned depth = 0;; depth++) {
		struct scope_node *node = arena_new(arena, 1, sizeof *node);

		if (at) {
			*node = *at;
		}
		*link = node;
		if (!at || is_same(at->binding, kept->name, kept->hash)) {
			node->binding = kept;
			return scope;
		}
		link = &node->sides[side_of(kept->hash, depth)];
		at = *link;
	}
}

const struct binding *scope_find(const struct scope *scope, rlint_str name)
{
	const struct scope_node *at = scope->root;
	uint32_t hash = str_hash(name);

	for (unsigned depth = 0; at && !is_same(at->binding, name, hash); depth++) {
		at = at->sides[side_of(hash, depth)];
	}
	return at ? at->binding : NULL;
}

/* What the builder gives the global scope without ARG (dockerfile2llb, platform.go). */
bool scope_is_given(rlint_str name)
{
	static const rlint_str names[] = { RLINT_STR_INIT("BUILDPLATFORM"),
		RLINT_STR_INIT("BUILDOS"), RLINT_STR_INIT("BUILDOSVERSION"),
		RLINT_STR_INIT("BUILDARCH"), RLINT_STR_INIT("BUILDVARIANT"),
		RLINT_STR_INIT("TARGETPLATFORM"), RLINT_STR_INIT("TARGETOS"),
		RLINT_STR_INIT("TARGETOSVERSION"), RLINT_STR_INIT("TARGETARCH"),
		RLINT_STR_INIT("TARGETVARIANT"), RLINT_STR_INIT("TARGETSTAGE") };

	return rlint_str_is_one_of(name, RLINT_LIST(names));
}

void scope_lookup_default(const void *user, rlint_str name, rlint_value *out)
{
	const struct binding *binding = scope_find(user, name);

	if (binding && binding->by_default) {
		*out = *binding->by_default;
	} else {
		scope_lookup(user, name, out);
	}
}

void scope_lookup(const void *user, rlint_str name, rlint_value *out)
{
	const struct scope *scope = user;
	const struct binding *binding = scope_find(scope, name);

	if (binding) {
		*out = binding->value;
		return;
	}
	*out = (rlint_value){ .state = RLINT_UNSET };
	if (scope->rest == SCOPE_BASE_IMAGE || rlint_str_is(name, RLINT_STR("PATH"))) {
		out->state = RLINT_UNCERTAIN;
		out->reason = RLINT_BASE_IMAGE;
	} else if (scope->rest == SCOPE_BUILDER && scope_is_given(name)) {
		out->state = RLINT_UNCERTAIN;
		out->reason = RLINT_HOST;
	}
}
