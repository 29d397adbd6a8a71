/* Is a marker true? As the packaging library works it out (markers.py), where a value is known;
 * else with three answers: `and` takes the lower, `or` the higher. */
#include "lib/base/format.h"
#include "lib/syntax/python/clause.h"
#include "lib/syntax/python/marker.h"
#include "lib/syntax/python/name.h"

/* Variables that are compared as versions, where the other side is one. */
static bool holds_version(rlint_str key)
{
	static const rlint_str keys[] = {
		RLINT_STR_INIT("implementation_version"),
		RLINT_STR_INIT("platform_release"),
		RLINT_STR_INIT("python_full_version"),
		RLINT_STR_INIT("python_version"),
	};

	return rlint_str_is_one_of(key, RLINT_LIST(keys));
}

/* What one comparison comes to. Some make no sense: a marker that holds one anywhere has no answer,
 * whatever stands beside it. */
enum outcome { OUTCOME_NO, OUTCOME_UNKNOWN, OUTCOME_YES, OUTCOME_SENSELESS };

static enum outcome yes_if(bool is_so)
{
	return is_so ? OUTCOME_YES : OUTCOME_NO;
}

static enum outcome not_known(const struct marker_scope *scope)
{
	return scope->is_complete ? OUTCOME_SENSELESS : OUTCOME_UNKNOWN;
}

/* Equal or not, one in the other; no order but that of equals. */
static enum outcome compare(rlint_str operator, bool is_equal, bool is_in)
{
	if (rlint_str_is(operator, RLINT_STR("in"))) {
		return yes_if(is_in);
	}
	if (rlint_str_is(operator, RLINT_STR("not in"))) {
		return yes_if(!is_in);
	}
	if (rlint_str_is(operator, RLINT_STR("<")) || rlint_str_is(operator, RLINT_STR(">"))) {
		return OUTCOME_NO;
	}
	if (rlint_str_is(operator, RLINT_STR("!="))) {
		return yes_if(!is_equal);
	}
	if (rlint_str_is(operator, RLINT_STR("==")) || rlint_str_is(operator, RLINT_STR("<=")) ||
		rlint_str_is(operator, RLINT_STR(">="))) {
		return yes_if(is_equal);
	}
	return OUTCOME_SENSELESS;
}

static enum outcome compare_values(
	struct arena *arena, rlint_str key, rlint_str left, rlint_str operator, rlint_str right)
{
	struct vec clauses = { 0 };

	if (holds_version(key)) {
		rlint_str text = arena_join(arena, operator, right);
		struct clause *clause = vec_add(&clauses, arena, sizeof *clause);

		if (clause_scan(clause, text, 0) == text.len) {
			return yes_if(clauses_admit(&clauses, left, PRERELEASES_ALLOWED));
		}
	}
	return compare(operator, rlint_str_is(left, right),
		left.len == 0 || rlint_str_find_str(right, left) < right.len);
}

static bool is_set(rlint_str name)
{
	return rlint_str_is(name, RLINT_STR("extras")) ||
	       rlint_str_is(name, RLINT_STR("dependency_groups"));
}

/* Of a set one can ask whether it holds a name; it equals none, and orders with none. */
static enum outcome ask_set(
	struct arena *arena, const struct marker_item *item, const struct marker_scope *scope)
{
	rlint_answer answer = RLINT_UNKNOWN;
	enum outcome outcome;

	if (scope->holds) {
		answer = scope->holds(
			scope->user, item->right.text, name_normal(arena, item->left.text));
	}
	if (answer == RLINT_UNKNOWN) {
		return not_known(scope);
	}
	outcome = compare(item->operator, false, answer == RLINT_YES);
	return item->left.is_variable ? OUTCOME_SENSELESS : outcome;
}

/* A Python built from a checkout ends its version in "+": that is a local part. Names of extras
 * are compared in their normal form. */
static rlint_str repaired(struct arena *arena, rlint_str key, rlint_str value)
{
	if (rlint_str_is(key, RLINT_STR("python_full_version")) &&
		rlint_str_ends(value, RLINT_STR("+"))) {
		return arena_join(arena, value, RLINT_STR("local"));
	}
	return rlint_str_is(key, RLINT_STR("extra")) ? name_normal(arena, value) : value;
}

/* The variable's side is looked up: the left one where both are, and the other is then but its
 * name. */
static enum outcome holds_here(
	struct arena *arena, const struct marker_item *item, const struct marker_scope *scope)
{
	bool is_left = item->left.is_variable;
	rlint_str key = is_left ? item->left.text : item->right.text;
	const struct marker_operand *other = is_left ? &item->right : &item->left;
	rlint_str text = other->text;
	rlint_str value;

	if (is_set(key)) {
		return ask_set(arena, item, scope);
	}
	if (!scope->lookup(scope->user, key, &value)) {
		return not_known(scope);
	}
	value = repaired(arena, key, value);
	if (rlint_str_is(key, RLINT_STR("extra")) && !other->is_variable) {
		text = name_normal(arena, text);
	}
	return compare_values(
		arena, key, is_left ? value : text, item->operator, is_left ? text : value);
}

/* What is known so far within one pair of parentheses: earlier parts joined by `or`, and the one
 * that is being read, joined by `and`. */
struct group {
	enum outcome any, all;
};

static struct group *innermost(const struct vec *groups)
{
	return (struct group *)groups->items + groups->count - 1;
}

static void open_group(struct vec *groups, struct arena *arena)
{
	*(struct group *)vec_add(groups, arena, sizeof(struct group)) =
		(struct group){ OUTCOME_NO, OUTCOME_YES };
}

static enum outcome lower(enum outcome a, enum outcome b)
{
	return b == OUTCOME_SENSELESS || (a != OUTCOME_SENSELESS && a > b) ? b : a;
}

static enum outcome higher(enum outcome a, enum outcome b)
{
	return a > b ? a : b;
}

static enum outcome result_of(const struct group *group)
{
	return higher(group->any, group->all);
}

/* An outcome takes its place in the innermost group. */
static void take(const struct vec *groups, enum outcome outcome)
{
	innermost(groups)->all = lower(innermost(groups)->all, outcome);
}

static void close_group(struct vec *groups)
{
	enum outcome outcome = result_of(innermost(groups));

	groups->count--;
	take(groups, outcome);
}

static rlint_answer answer_of(enum outcome outcome)
{
	if (outcome == OUTCOME_YES || outcome == OUTCOME_NO) {
		return outcome == OUTCOME_YES ? RLINT_YES : RLINT_NO;
	}
	return RLINT_UNKNOWN;
}

rlint_answer marker_holds(const struct marker *marker, const struct marker_scope *scope)
{
	const struct marker_item *items = marker->items.items;
	struct vec groups = { 0 };

	open_group(&groups, marker->arena);
	for (uint32_t i = 0; i < marker->items.count; i++) {
		switch (items[i].kind) {
		case MARKER_COMPARISON:
			take(&groups, holds_here(marker->arena, &items[i], scope));
			break;
		case MARKER_OPEN:
			open_group(&groups, marker->arena);
			break;
		case MARKER_CLOSE:
			close_group(&groups);
			break;
		case MARKER_OR:
			innermost(&groups)->any = result_of(innermost(&groups));
			innermost(&groups)->all = OUTCOME_YES;
			break;
		case MARKER_AND:
			break;
		}
	}
	return answer_of(result_of(innermost(&groups)));
}
