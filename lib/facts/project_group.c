/* Groups of [dependency-groups] that include each other (PEP 735): names that are nowhere, and
 * circles. */
#include "lib/facts/project.h"

#include "lib/base/str.h"
#include "lib/syntax/python/name.h"

enum group_state { GROUP_UNSEEN, GROUP_OPEN, GROUP_DONE };

struct group {
	uint32_t list; /* its node */
	uint32_t item; /* the next one to look at; NODE_NONE: none is left */
	enum group_state state;
};

struct group_walk {
	struct project_maker *maker;
	struct map names; /* normal name to index in groups */
	struct vec groups; /* struct group */
	struct vec open; /* uint32_t: from the first group on */
};

static struct group *group_at(const struct group_walk *walk, uint32_t index)
{
	return (struct group *)walk->groups.items + index;
}

static void collect(struct group_walk *walk, uint32_t table)
{
	const struct config *file = walk->maker->file;
	struct arena *arena = walk->maker->facts->arena;
	uint32_t entry = tree_first_child(&file->tree, table);

	for (; entry != NODE_NONE; entry = tree_node(&file->tree, entry)->next) {
		uint32_t list = config_entry_value(file, entry);
		rlint_str name = config_text(file, config_entry_key(file, entry));
		bool is_list = project_kind_of(walk->maker, list) == CONFIG_SEQUENCE;

		*(struct group *)vec_add(
			&walk->groups, arena, sizeof(struct group)) = (struct group){ list,
			is_list ? tree_first_child(&file->tree, list) : NODE_NONE, GROUP_UNSEEN };
		map_set(&walk->names, arena, name_normal(arena, name), walk->groups.count - 1);
	}
}

static void open_group(struct group_walk *walk, uint32_t index)
{
	struct arena *arena = walk->maker->facts->arena;

	group_at(walk, index)->state = GROUP_OPEN;
	*(uint32_t *)vec_add(&walk->open, arena, sizeof index) = index;
}

/* `{include-group = "x"}` in an open group. */
static void follow(struct group_walk *walk, uint32_t node)
{
	const struct config *file = walk->maker->file;
	struct arena *arena = walk->maker->facts->arena;
	uint32_t value = config_get(file, node, RLINT_STR("include-group"));
	rlint_str name = config_text(file, value);
	uint32_t index;

	if (!project_is_string(walk->maker, value)) {
		project_refuse(walk->maker, node, tree_node(&file->tree, node)->span,
			RLINT_STR(
				"a group takes requirements and {include-group = \"NAME\"} alone"));
		return;
	}
	index = map_get(&walk->names, name_normal(arena, name));
	if (index == MAP_NONE) {
		project_refuse(walk->maker, node, tree_node(&file->tree, value)->span,
			format_str(arena,
				"there is no group %S in [dependency-groups]: name one that is",
				name));
	} else if (group_at(walk, index)->state == GROUP_OPEN) {
		project_refuse(walk->maker, node, tree_node(&file->tree, value)->span,
			format_str(arena,
				"this leads back to the group that %S is part of: take "
				"one of the includes out",
				name));
	} else if (group_at(walk, index)->state == GROUP_UNSEEN) {
		open_group(walk, index);
	}
}

/* Looks at the next item of the group that was opened last; closes it at its end. */
static void step(struct group_walk *walk)
{
	const struct tree *tree = &walk->maker->file->tree;
	uint32_t *open = walk->open.items;
	struct group *group = group_at(walk, open[walk->open.count - 1]);
	uint32_t item = group->item;

	if (item == NODE_NONE) {
		group->state = GROUP_DONE;
		walk->open.count--;
		return;
	}
	group->item = tree_node(tree, item)->next;
	if (project_kind_of(walk->maker, item) == CONFIG_MAPPING) {
		follow(walk, item);
	}
}

void project_check_groups(struct project_maker *maker, uint32_t table)
{
	struct group_walk walk = { .maker = maker };

	if (project_kind_of(maker, table) != CONFIG_MAPPING) {
		return;
	}
	collect(&walk, table);
	for (uint32_t i = 0; i < walk.groups.count; i++) {
		if (group_at(&walk, i)->state == GROUP_UNSEEN) {
			open_group(&walk, i);
		}
		while (walk.open.count > 0) {
			step(&walk);
		}
	}
}
