/* Reading the tree of a compose file: through merges, extended services and variables. */
#include "lib/facts/compose.h"

#include "lib/base/str.h"

#include <reprolint/registry.h>

/* Merges within merges deeper than this are not followed. */
enum { MERGES_MOST = 8 };

bool compose_is(const struct compose *compose, uint32_t node, enum config_kind kind)
{
	return node != NODE_NONE && tree_node(&compose->file->tree, node)->kind == kind;
}

uint32_t compose_next(const struct compose *compose, uint32_t node)
{
	return tree_node(&compose->file->tree, node)->next;
}

/* What a layer has under a path; *is_last: no layer below it counts. */
static uint32_t get_in_layer(
	const struct compose *compose, uint32_t layer, rlint_str path, bool *is_last)
{
	uint32_t found = config_get_path(compose->file, layer, path);
	enum compose_tag tag = compose_tag_of(compose, found);

	*is_last = tag != COMPOSE_NO_TAG;
	return tag == COMPOSE_RESET ? NODE_NONE : found;
}

uint32_t compose_get(const struct compose *compose, rlint_str path)
{
	uint32_t found = NODE_NONE;
	bool is_last = false;

	for (uint32_t i = 0; i < compose->layer_count && found == NODE_NONE && !is_last; i++) {
		found = get_in_layer(compose, compose->layers[i], path, &is_last);
	}
	return found;
}

bool compose_scalar(const struct compose *compose, uint32_t node, struct compose_value *out)
{
	struct config_scalar scalar;
	uint32_t target = config_resolve(compose->file, node);

	*out = (struct compose_value){ 0 };
	if (!config_scalar(compose->file, target, &scalar) || scalar.text.bytes.len == 0 ||
		scalar.text.bytes.len > compose->facts->limits->values[RLINT_LIMIT_VALUE_LENGTH]) {
		return false;
	}
	compose_read(out, compose->facts, &scalar.text);
	out->value.is_quoted =
		scalar.style == CONFIG_SINGLE_QUOTED || scalar.style == CONFIG_DOUBLE_QUOTED;
	return true;
}

rlint_value compose_text(const struct compose *compose, const struct text *text)
{
	struct compose_value read;

	compose_read(&read, compose->facts, text);
	return read.value;
}

rlint_value compose_value_of(const struct compose *compose, uint32_t node)
{
	struct compose_value read;

	compose_scalar(compose, node, &read);
	return read.value;
}

rlint_value compose_value_at(const struct compose *compose, rlint_str path)
{
	return compose_value_of(compose, compose_get(compose, path));
}

rlint_value compose_value_in(const struct compose *compose, uint32_t mapping, rlint_str path)
{
	return compose_value_of(compose, config_get_path(compose->file, mapping, path));
}

/* A walk over the items of a list or mapping. */
struct walk_items {
	struct compose *compose;
	compose_item *each;
	uint32_t top; /* the mapping asked for: what it says hides what it merges */
	uint32_t left;
};

static bool is_shown(const struct walk_items *walk, uint32_t mapping, uint32_t entry)
{
	const struct config *file = walk->compose->file;

	if ((tree_node(&file->tree, entry)->flags & CONFIG_SHADOWED) != 0) {
		return false;
	}
	return mapping == walk->top ||
	       config_get(file, walk->top, config_text(file, config_entry_key(file, entry))) ==
		       config_entry_value(file, entry);
}

static void walk_node(struct walk_items *walk, uint32_t node, unsigned depth);

static void walk_merge(struct walk_items *walk, uint32_t entry, unsigned depth)
{
	uint32_t value =
		config_resolve(walk->compose->file, config_entry_value(walk->compose->file, entry));

	if (!compose_is(walk->compose, value, CONFIG_SEQUENCE)) {
		walk_node(walk, value, depth + 1);
		return;
	}
	value = tree_first_child(&walk->compose->file->tree, value);
	for (; value != NODE_NONE && walk->left > 0; value = compose_next(walk->compose, value)) {
		walk_node(walk, value, depth + 1);
	}
}

static void walk_node(struct walk_items *walk, uint32_t node, unsigned depth)
{
	const struct config *file = walk->compose->file;
	uint32_t item;

	node = config_resolve(file, node);
	if ((!compose_is(walk->compose, node, CONFIG_MAPPING) &&
		    !compose_is(walk->compose, node, CONFIG_SEQUENCE)) ||
		depth > MERGES_MOST) {
		return;
	}
	item = tree_first_child(&file->tree, node);
	for (; item != NODE_NONE && walk->left > 0; item = compose_next(walk->compose, item)) {
		bool is_entry = compose_is(walk->compose, item, CONFIG_ENTRY);

		walk->left--;
		if (is_entry && (tree_node(&file->tree, item)->flags & CONFIG_MERGE) != 0) {
			walk_merge(walk, item, depth);
		} else if (!is_entry || is_shown(walk, node, item)) {
			walk->each(walk->compose, item);
		}
	}
}

void compose_each(struct compose *compose, uint32_t node, compose_item *each)
{
	struct walk_items walk = { .compose = compose,
		.each = each,
		.top = config_resolve(compose->file, node),
		.left = COMPOSE_ITEMS_MOST };

	if (compose_is(compose, walk.top, CONFIG_SCALAR)) {
		each(compose, walk.top);
	} else {
		walk_node(&walk, walk.top, 0);
	}
}

void compose_each_at(struct compose *compose, rlint_str path, compose_item *each)
{
	bool is_last = false;

	for (uint32_t i = 0; i < compose->layer_count && !is_last; i++) {
		compose_each(
			compose, get_in_layer(compose, compose->layers[i], path, &is_last), each);
	}
}

/* `C:\data:/data`, `D:/data:/data`: the first colon belongs to the drive. */
static bool is_drive(rlint_str text, size_t start, size_t colon)
{
	return start == 0 && colon == 1 && rlint_byte_is_letter(text.ptr[0]) &&
	       colon + 1 < text.len &&
	       (text.ptr[colon + 1] == '\\' ||
		       (text.ptr[colon + 1] == '/' && byte_lower(text.ptr[0]) != text.ptr[0]));
}

/* How deep braces and brackets are nested behind a byte. */
static size_t depth_behind(size_t depth, char byte)
{
	if (byte == '{' || byte == '[') {
		return depth + 1;
	}
	return depth > 0 && (byte == '}' || byte == ']') ? depth - 1 : depth;
}

/* The offset of the colon that ends the field at `start`, or the text's length. */
static size_t field_end(rlint_str bytes, size_t start)
{
	size_t depth = 0, at = start;

	while (at < bytes.len &&
		(bytes.ptr[at] != ':' || depth > 0 || is_drive(bytes, start, at))) {
		depth = depth_behind(depth, bytes.ptr[at]);
		at++;
	}
	return at;
}

size_t compose_cut(const struct text *text, struct text *fields, size_t most)
{
	size_t count = 0, start = 0;

	while (start <= text->bytes.len) {
		size_t end = field_end(text->bytes, start);

		if (count < most) {
			fields[count] = text_sub(text, start, end);
		}
		count++;
		start = end + 1;
	}
	return count;
}

void compose_problem(struct compose *compose, uint32_t node, rlint_span span, rlint_str message)
{
	rlint_fact *fact =
		fact_new(compose->facts, RLINT_PROBLEM, compose->facts->root, span, node);

	*(rlint_problem *)fact_payload(fact) =
		(rlint_problem){ .message = message, .is_grave = true };
	fact_select(fact, RLINT_STR("compose"), (rlint_str){ 0 });
}
