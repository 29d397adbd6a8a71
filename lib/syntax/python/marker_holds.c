/* Is a marker true? As the packaging library works it out (markers.py), where a value is known;
 * else with three answers: `and` takes the lower, `or` the higher. */
#include "lib/base/format.h"
#include "lib/syntax/python/clause.h"
#include "lib/syntax/python/marker.h"
#include "lib/syntax/python/name.h"

static rlint_answer yes_if(bool is_so)
{
	return is_so ? RLINT_YES : RLINT_NO;
}

/* Variables that are compared as versions, where the other side is one. */
static bool holds_version(rlint_str key)
{
	static const rlint_str keys[] = {
		RLINT_STR_INIT("implementation_version"),
		RLINT_STR_INIT("platform_release"),
		RLINT_STR_INIT("python_full_version"),
		RLINT_STR_INIT("python_version"),
	};

	return str_is_one_of(key, keys, sizeof keys / sizeof *keys);
}

/* Texts: equal or not, one in the other; no order but that of equals. */
static rlint_answer compare_texts(rlint_str left, rlint_str operator, rlint_str right)
{
	bool is_in = str_find_str(right, left) < right.len || left.len == 0;

	if (rlint_str_is(operator, RLINT_STR("in"))) {
		return yes_if(is_in);
	}
	if (rlint_str_is(operator, RLINT_STR("not in"))) {
		return yes_if(!is_in);
	}
	if (rlint_str_is(operator, RLINT_STR("<")) || rlint_str_is(operator, RLINT_STR(">"))) {
		return RLINT_NO;
	}
	if (rlint_str_is(operator, RLINT_STR("!="))) {
		return yes_if(!rlint_str_is(left, right));
	}
	if (rlint_str_is(operator, RLINT_STR("==")) || rlint_str_is(operator, RLINT_STR("<=")) ||
		rlint_str_is(operator, RLINT_STR(">="))) {
		return yes_if(rlint_str_is(left, right));
	}
	return RLINT_UNKNOWN;
}

static rlint_answer compare_values(
	struct arena *arena, rlint_str key, rlint_str left, rlint_str operator, rlint_str right)
{
	struct vec clauses = { 0 };

	if (rlint_str_is(key, RLINT_STR("extra"))) {
		return compare_texts(name_normal(arena, left), operator, name_normal(arena, right));
	}
	if (holds_version(key)) {
		rlint_str text = arena_join(arena, operator, right);
		struct clause *clause = vec_add(&clauses, arena, sizeof *clause);

		if (clause_scan(clause, text, 0) == text.len) {
			return yes_if(clauses_admit(&clauses, left, PRERELEASES_ALLOWED));
		}
	}
	return compare_texts(left, operator, right);
}

static bool is_set(rlint_str name)
{
	return rlint_str_is(name, RLINT_STR("extras")) ||
	       rlint_str_is(name, RLINT_STR("dependency_groups"));
}

/* Of a set one can only ask whether it holds a name. */
static rlint_answer ask_set(
	struct arena *arena, const struct marker_item *item, const struct marker_scope *scope)
{
	rlint_answer answer = RLINT_UNKNOWN;

	if (item->left.is_variable || !scope->holds) {
		return answer;
	}
	answer = scope->holds(scope->user, item->right.text, name_normal(arena, item->left.text));
	if (rlint_str_is(item->operator, RLINT_STR("in"))) {
		return answer;
	}
	return rlint_str_is(item->operator, RLINT_STR("not in"))
		       ? (rlint_answer)(RLINT_YES - answer)
		       : RLINT_UNKNOWN;
}

/* The variable's side is looked up: the left one where both are. A Python built from a checkout
 * ends its version in "+": that is a local part. */
static rlint_answer holds_here(
	struct arena *arena, const struct marker_item *item, const struct marker_scope *scope)
{
	bool is_left = item->left.is_variable;
	rlint_str key = is_left ? item->left.text : item->right.text;
	rlint_str value;

	if (is_set(key)) {
		return ask_set(arena, item, scope);
	}
	if (!scope->lookup(scope->user, key, &value)) {
		return RLINT_UNKNOWN;
	}
	if (rlint_str_is(key, RLINT_STR("python_full_version")) &&
		rlint_str_ends(value, RLINT_STR("+"))) {
		value = arena_join(arena, value, RLINT_STR("local"));
	}
	return compare_values(arena, key, is_left ? value : item->left.text, item->operator,
		is_left ? item->right.text : value);
}

/* What is known so far within one pair of parentheses: earlier parts joined by `or`, and the one
 * that is being read, joined by `and`. */
struct group {
	rlint_answer any, all;
};

static struct group *innermost(const struct vec *groups)
{
	return (struct group *)groups->items + groups->count - 1;
}

static void open_group(struct vec *groups, struct arena *arena)
{
	*(struct group *)vec_add(groups, arena, sizeof(struct group)) =
		(struct group){ RLINT_NO, RLINT_YES };
}

static rlint_answer lower(rlint_answer a, rlint_answer b)
{
	return a < b ? a : b;
}

static rlint_answer higher(rlint_answer a, rlint_answer b)
{
	return a > b ? a : b;
}

static rlint_answer result_of(const struct group *group)
{
	return higher(group->any, group->all);
}

/* An answer takes its place in the innermost group. */
static void take(const struct vec *groups, rlint_answer answer)
{
	innermost(groups)->all = lower(innermost(groups)->all, answer);
}

static void close_group(struct vec *groups)
{
	rlint_answer answer = result_of(innermost(groups));

	groups->count--;
	take(groups, answer);
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
			innermost(&groups)->all = RLINT_YES;
			break;
		case MARKER_AND:
			break;
		}
	}
	return result_of(innermost(&groups));
}
