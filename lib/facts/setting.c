/* What is told of a setting beside its value: what the loader makes of it, and what holds it. */
#include "lib/base/str.h"
#include "lib/facts/framework.h"

#include <reprolint/registry.h>

/* ---- types ---- */

static rlint_type type_of(enum config_type type)
{
	switch (type) {
	case TYPE_NULL:
		return RLINT_TYPE_NULL;
	case TYPE_BOOL:
		return RLINT_TYPE_SWITCH;
	case TYPE_INT:
		return RLINT_TYPE_INTEGER;
	case TYPE_FLOAT:
		return RLINT_TYPE_DECIMAL;
	case TYPE_STRING:
		return RLINT_TYPE_TEXT;
	case TYPE_MAPPING:
	case TYPE_SEQUENCE:
		return RLINT_TYPE_COLLECTION;
	case TYPE_UNKNOWN:
	case TYPE_MANDATORY:
	case TYPE_DATETIME:
	case TYPE_LOCAL_DATETIME:
	case TYPE_LOCAL_DATE:
	case TYPE_LOCAL_TIME:
		break;
	}
	return RLINT_TYPE_UNKNOWN;
}

static bool is_same(const struct config_number *a, const struct config_number *b)
{
	return a->type == b->type && a->is_negative == b->is_negative &&
	       (a->type != TYPE_INT || a->magnitude == b->magnitude);
}

void setting_type(rlint_setting *setting, const struct config *file,
	const struct framework *framework, uint32_t node)
{
	rlint_str text = config_text(file, config_resolve(file, node));
	struct config_number number, other;

	if (text.len > file->tree.limits->values[RLINT_LIMIT_VALUE_LENGTH]) {
		return;
	}
	number = config_typed(file, node, framework_loader(file, framework));
	setting->type = type_of(number.type);
	setting->is_large = number.type == TYPE_INT &&
			    (number.is_out_of_range || number.magnitude > UINT32_MAX);
	if (file->format == CONFIG_YAML && text.len > 0 && rlint_byte_is_digit(text.ptr[0])) {
		number = config_typed(file, node, LOADER_YAML11);
		other = config_typed(file, node, LOADER_YAML12);
		setting->is_ambiguous = !is_same(&number, &other);
	}
}

/* ---- what holds it ---- */

/* Farther down nobody looks for what belongs to an entry. */
enum { SIBLING_LIMIT = 256 };

struct holders {
	rlint_str concept;
	const rlint_str *keys;
	size_t count;
};

static const rlint_str model_keys[] = { RLINT_STR_INIT("model_revision"),
	RLINT_STR_INIT("revision"), RLINT_STR_INIT("revision_of_model") };
static const rlint_str dataset_keys[] = { RLINT_STR_INIT("dataset_revision"),
	RLINT_STR_INIT("revision"), RLINT_STR_INIT("dataset_kwargs"), RLINT_STR_INIT("hf_kwargs") };
static const rlint_str file_words[] = { RLINT_STR_INIT("sha1"), RLINT_STR_INIT("sha2"),
	RLINT_STR_INIT("sha5"), RLINT_STR_INIT("md5"), RLINT_STR_INIT("checksum"),
	RLINT_STR_INIT("hash"), RLINT_STR_INIT("digest"), RLINT_STR_INIT("etag"),
	RLINT_STR_INIT("integrity"), RLINT_STR_INIT("version_id") };
static const rlint_str held_by_hashes[] = { RLINT_STR_INIT("remote-file"),
	RLINT_STR_INIT("dvc-output"), RLINT_STR_INIT("dvc-source") };

static const struct holders model_holders = { RLINT_STR_INIT("model"), RLINT_LIST(model_keys) };
static const struct holders dataset_holders = { RLINT_STR_INIT("dataset"),
	RLINT_LIST(dataset_keys) };

static bool has_file_word(rlint_str key)
{
	bool is_found = false;

	for (size_t i = 0; i < sizeof file_words / sizeof *file_words && !is_found; i++) {
		is_found = str_has_like(key, file_words[i]);
	}
	return is_found;
}

static bool holds(const struct holders *holders, rlint_str key)
{
	return holders ? rlint_str_is_one_of(key, holders->keys, holders->count)
		       : has_file_word(key);
}

/* Something is written there: null holds nothing. */
static bool is_written(const struct config *file, uint32_t node)
{
	enum config_type type = config_typed(file, node, LOADER_YAML11).type;

	return type != TYPE_NULL && (type != TYPE_STRING || config_text(file, node).len > 0);
}

static rlint_value holder_beside(struct arena *arena, const struct config *file,
	const struct holders *holders, uint32_t entry)
{
	uint32_t at = tree_first_child(&file->tree, tree_node(&file->tree, entry)->parent);
	unsigned left = SIBLING_LIMIT;

	for (; at != NODE_NONE && left > 0; at = tree_node(&file->tree, at)->next, left--) {
		uint32_t value = config_entry_value(file, at);

		if (at != entry && value != NODE_NONE &&
			holds(holders, config_text(file, config_entry_key(file, at))) &&
			is_written(file, value)) {
			return value_of_node(arena, file, value);
		}
	}
	return (rlint_value){ 0 };
}

rlint_value setting_holder(
	struct arena *arena, const struct config *file, rlint_str concept, uint32_t entry)
{
	const struct holders *holders = NULL;

	if (rlint_str_is(concept, model_holders.concept)) {
		holders = &model_holders;
	} else if (rlint_str_is(concept, dataset_holders.concept)) {
		holders = &dataset_holders;
	} else if (!rlint_str_is_one_of(concept, RLINT_LIST(held_by_hashes))) {
		return (rlint_value){ 0 };
	}
	return entry == NODE_NONE ? (rlint_value){ 0 } : holder_beside(arena, file, holders, entry);
}
