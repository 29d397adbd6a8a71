/* Paths of keys in a config, and globs for the path of its file.
 *
 *     path = part , { "." , part } ;       part "*": one level, "**": any number, none too
 *
 * Parts that are plain follow aliases and merge keys; behind a star only what is written there
 * counts, so that one look costs no more than a walk over the document. */
#include "lib/facts/framework.h"

#include <string.h>

#include "lib/base/str.h"

/* The part before the first dot; `rest` gets what follows it. */
static rlint_str first_part(rlint_str path, rlint_str *rest)
{
	size_t dot = str_find(path, '.', 0);

	*rest = str_slice(path, dot + 1, path.len);
	return str_slice(path, 0, dot);
}

/* The part behind the last dot; `before` gets what precedes it. */
static rlint_str last_part(rlint_str path, rlint_str *before)
{
	size_t start = path.len;

	while (start > 0 && path.ptr[start - 1] != '.') {
		start--;
	}
	*before = str_slice(path, 0, start > 0 ? start - 1 : 0);
	return str_slice(path, start, path.len);
}

static bool is_star(rlint_str part)
{
	return part.len == 1 && part.ptr[0] == '*';
}

static bool is_double_star(rlint_str part)
{
	return part.len == 2 && part.ptr[0] == '*' && part.ptr[1] == '*';
}

uint32_t node_end(const struct tree *tree, uint32_t node)
{
	while (node != NODE_NONE && tree_node(tree, node)->next == NODE_NONE) {
		node = tree_node(tree, node)->parent;
	}
	return node == NODE_NONE ? tree->nodes.count : tree_node(tree, node)->next;
}

static bool is_own_entry(const struct config *file, uint32_t node)
{
	const struct node *entry = tree_node(&file->tree, node);

	return entry->kind == CONFIG_ENTRY && !(entry->flags & (CONFIG_SHADOWED | CONFIG_MERGE));
}

/* The value under a key that is written in the mapping itself. */
static uint32_t own_value(const struct config *file, uint32_t mapping, rlint_str key)
{
	uint32_t entry = tree_first_child(&file->tree, mapping);

	if (tree_node(&file->tree, mapping)->kind != CONFIG_MAPPING) {
		return NODE_NONE;
	}
	for (; entry != NODE_NONE; entry = tree_node(&file->tree, entry)->next) {
		if (is_own_entry(file, entry) &&
			rlint_str_is(config_text(file, config_entry_key(file, entry)), key)) {
			return config_entry_value(file, entry);
		}
	}
	return NODE_NONE;
}

/* What a child of a mapping or sequence holds. */
static uint32_t child_value(const struct config *file, uint32_t child)
{
	return tree_node(&file->tree, child)->kind == CONFIG_ENTRY ? config_entry_value(file, child)
								   : child;
}

/* Mutual recursion is as deep as the path has parts. */
static uint32_t find_in(const struct search *search, uint32_t node, rlint_str path);

static uint32_t find_below(const struct search *search, uint32_t node, rlint_str rest)
{
	const struct tree *tree = &search->file->tree;
	uint32_t child = tree_first_child(tree, node);
	uint32_t found = NODE_NONE;
	uint16_t kind = tree_node(tree, node)->kind;

	if (kind != CONFIG_MAPPING && kind != CONFIG_SEQUENCE) {
		return NODE_NONE;
	}
	for (; child != NODE_NONE && found == NODE_NONE; child = tree_node(tree, child)->next) {
		uint32_t value = child_value(search->file, child);

		if (value != NODE_NONE) {
			found = find_in(search, value, rest);
		}
	}
	return found;
}

static uint32_t find_anywhere(const struct search *search, uint32_t node, rlint_str rest)
{
	const struct tree *tree = &search->file->tree;
	uint32_t end = node_end(tree, node);
	uint32_t found = NODE_NONE;

	for (uint32_t at = node; at < end && found == NODE_NONE; at++) {
		uint16_t kind = tree_node(tree, at)->kind;

		if (kind == CONFIG_MAPPING || (rest.len == 0 && kind == CONFIG_SCALAR)) {
			found = find_in(search, at, rest);
		}
	}
	return found;
}

static uint32_t find_in(const struct search *search, uint32_t node, rlint_str path)
{
	rlint_str rest;
	rlint_str part = first_part(path, &rest);

	if (path.len == 0) {
		return search->accepts(search, node) ? node : NODE_NONE;
	}
	if (is_double_star(part)) {
		return find_anywhere(search, node, rest);
	}
	if (is_star(part)) {
		return find_below(search, node, rest);
	}
	node = own_value(search->file, node, part);
	return node == NODE_NONE ? NODE_NONE : find_in(search, node, rest);
}

/* The parts before the first star. */
static rlint_str plain_parts(rlint_str path)
{
	size_t star = str_find(path, '*', 0);

	return star == path.len ? path : str_slice(path, 0, star > 0 ? star - 1 : 0);
}

uint32_t key_search(const struct look *look, const struct search *search, rlint_str path)
{
	rlint_str plain = plain_parts(path);
	uint32_t node = look->root;

	if (plain.len > 0) {
		node = config_get_path(search->file, look->root, plain);
	}
	if (node == NODE_NONE) {
		return NODE_NONE;
	}
	if (plain.len == path.len) {
		return search->accepts(search, node) ? node : NODE_NONE;
	}
	node = config_resolve(search->file, node);
	path = str_slice(path, plain.len > 0 ? plain.len + 1 : 0, path.len);
	return node == NODE_NONE ? NODE_NONE : find_in(search, node, path);
}

static bool accepts_any(const struct search *search, uint32_t node)
{
	(void)search;
	(void)node;
	return true;
}

uint32_t key_find(const struct look *look, rlint_str path)
{
	struct search search = { look->file, accepts_any, NULL };

	return key_search(look, &search, path);
}

/* The entry or sequence item that holds the node, or NODE_NONE at the root of the document. */
static uint32_t level_above(const struct look *look, uint32_t level)
{
	const struct tree *tree = &look->file->tree;
	uint32_t container = tree_node(tree, level)->parent;
	uint32_t holder;

	if (container == NODE_NONE || container == look->root || container == look->document) {
		return NODE_NONE;
	}
	holder = tree_node(tree, container)->parent;
	if (holder == NODE_NONE || holder == look->document) {
		return NODE_NONE;
	}
	return tree_node(tree, holder)->kind == CONFIG_ENTRY ? holder : container;
}

static rlint_str level_name(const struct look *look, uint32_t level)
{
	return tree_node(&look->file->tree, level)->kind == CONFIG_ENTRY
		       ? config_text(look->file, config_entry_key(look->file, level))
		       : (rlint_str){ 0 };
}

/* Compares from the last part up; `**` is only looked for at the start of a path. */
bool key_matches(const struct look *look, uint32_t entry, rlint_str path)
{
	uint32_t level = entry;

	while (path.len > 0) {
		rlint_str part = last_part(path, &path);

		if (is_double_star(part)) {
			return true;
		}
		if (level == NODE_NONE ||
			(!is_star(part) && !rlint_str_is(level_name(look, level), part))) {
			return false;
		}
		level = level_above(look, level);
	}
	return level == NODE_NONE;
}

/* How much of a path is shown. */
enum { PATH_LIMIT = 256 };

/* Its last parts, where it is too long to be shown. */
rlint_str key_path(const struct look *look, uint32_t entry, struct arena *arena)
{
	char bytes[PATH_LIMIT];
	size_t start = PATH_LIMIT;

	for (uint32_t level = entry; level != NODE_NONE; level = level_above(look, level)) {
		rlint_str name = level_name(look, level);
		size_t dot = start < PATH_LIMIT ? 1 : 0;

		if (name.len == 0) {
			continue;
		}
		if (name.len + dot > start) {
			break;
		}
		if (dot > 0) {
			bytes[--start] = '.';
		}
		start -= name.len;
		memcpy(bytes + start, name.ptr, name.len);
	}
	return arena_str(arena, (rlint_str){ bytes + start, PATH_LIMIT - start });
}

/* One segment of a path against one of a glob; `*` any bytes. */
static bool segment_matches(rlint_str segment, rlint_str glob)
{
	size_t at = 0, star = glob.len, mark = 0, i = 0;

	while (at < segment.len) {
		if (i < glob.len && glob.ptr[i] == '*') {
			star = i++;
			mark = at;
		} else if (i < glob.len && glob.ptr[i] == segment.ptr[at]) {
			i++;
			at++;
		} else if (star < glob.len) {
			i = star + 1;
			at = ++mark;
		} else {
			return false;
		}
	}
	while (i < glob.len && glob.ptr[i] == '*') {
		i++;
	}
	return i == glob.len;
}

/* As above with segments for bytes and `**` for the star; both end with a slash or the text. */
bool path_matches(rlint_str path, rlint_str glob)
{
	size_t at = 0, star = SIZE_MAX, mark = 0, i = 0;
	rlint_str last = rlint_str_base(glob);

	/* Nearly all differ in the name already. */
	if (!is_double_star(last) && !segment_matches(rlint_str_base(path), last)) {
		return false;
	}
	while (at < path.len) {
		size_t end = str_find(path, '/', at);
		size_t glob_end = str_find(glob, '/', i < glob.len ? i : glob.len);
		rlint_str part = str_slice(glob, i, glob_end);

		if (i < glob.len && is_double_star(part)) {
			star = i = glob_end + 1;
			mark = at;
		} else if (i < glob.len && segment_matches(str_slice(path, at, end), part)) {
			i = glob_end + 1;
			at = end + 1;
		} else if (star != SIZE_MAX) {
			i = star;
			at = mark = str_find(path, '/', mark) + 1;
		} else {
			return false;
		}
	}
	return i >= glob.len;
}
