/* Markers as the packaging library writes them: one blank between words, double quotes where the
 * text has none, names in `extra` normalised, no parentheses but those that join something within
 * something else. */
#include "lib/syntax/python/marker.h"

#include "lib/base/format.h"
#include "lib/syntax/python/name.h"

static bool is_extra(const struct marker_operand *operand)
{
	return operand->is_variable && rlint_str_is(operand->text, RLINT_STR("extra"));
}

/* A set of names, which a text can only be in. */
static bool is_set(const struct marker_operand *operand)
{
	return operand->is_variable &&
	       (rlint_str_is(operand->text, RLINT_STR("extras")) ||
		       rlint_str_is(operand->text, RLINT_STR("dependency_groups")));
}

static void add_operand(struct buffer *buffer, const struct marker_operand *operand, bool is_name)
{
	rlint_str text = operand->text;
	char quote = '"';

	if (operand->is_variable) {
		buffer_add(buffer, text);
		return;
	}
	if (is_name) {
		text = name_normal(buffer->arena, text);
	}
	if (str_find(text, '"', 0) < text.len) {
		quote = '\'';
	}
	buffer_add_byte(buffer, quote);
	buffer_add(buffer, text);
	buffer_add_byte(buffer, quote);
}

static void add_comparison(struct buffer *buffer, const struct marker_item *item)
{
	add_operand(buffer, &item->left, is_extra(&item->right) || is_set(&item->right));
	buffer_add_byte(buffer, ' ');
	buffer_add(buffer, item->operator);
	buffer_add_byte(buffer, ' ');
	add_operand(buffer, &item->right, is_extra(&item->left));
}

/* Parentheses that are open: whether each is written, and how many joints lie above. */
struct level {
	bool is_written;
	uint32_t joints_above;
};

static void add_opening(struct buffer *buffer, struct vec *levels, const struct marker *marker,
	const struct marker_item *item)
{
	const struct level *above =
		levels->count > 0 ? (struct level *)levels->items + levels->count - 1 : NULL;
	struct level level = { .joints_above = above ? above->joints_above : marker->joint_count };

	level.is_written = item->joint_count > 0 && level.joints_above > 0;
	level.joints_above += item->joint_count;
	if (level.is_written) {
		buffer_add_byte(buffer, '(');
	}
	*(struct level *)vec_add(levels, marker->arena, sizeof level) = level;
}

static void add_closing(struct buffer *buffer, struct vec *levels)
{
	const struct level *items = levels->items;

	if (levels->count > 0 && items[--levels->count].is_written) {
		buffer_add_byte(buffer, ')');
	}
}

rlint_str marker_text(const struct marker *marker)
{
	const struct marker_item *items = marker->items.items;
	struct buffer buffer = { .arena = marker->arena };
	struct vec levels = { 0 };

	for (uint32_t i = 0; i < marker->items.count; i++) {
		switch (items[i].kind) {
		case MARKER_COMPARISON:
			add_comparison(&buffer, &items[i]);
			break;
		case MARKER_AND:
			buffer_add(&buffer, RLINT_STR(" and "));
			break;
		case MARKER_OR:
			buffer_add(&buffer, RLINT_STR(" or "));
			break;
		case MARKER_OPEN:
			add_opening(&buffer, &levels, marker, &items[i]);
			break;
		case MARKER_CLOSE:
			add_closing(&buffer, &levels);
			break;
		}
	}
	return buffer_str(&buffer);
}
