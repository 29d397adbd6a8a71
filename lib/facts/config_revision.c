/* Revisions of models and data sets that a config names: keys that say so in any file, and the
 * plain `revision` in a config that a framework reads. */
#include "lib/base/str.h"
#include "lib/facts/make.h"

#include <reprolint/registry.h>

enum { REVISION_LIMIT = 1000 };

static const rlint_str own_keys[] = { RLINT_STR_INIT("dataset_revision"),
	RLINT_STR_INIT("model_revision"), RLINT_STR_INIT("pinned_revision"),
	RLINT_STR_INIT("tokenizer_revision") };

/* Branches and names that follow them: git's own, and what hosts of repositories start with. */
static const rlint_str moving_names[] = { RLINT_STR_INIT("HEAD"), RLINT_STR_INIT("develop"),
	RLINT_STR_INIT("latest"), RLINT_STR_INIT("main"), RLINT_STR_INIT("master") };

static bool is_revision(const struct config *file, uint32_t node, bool is_read)
{
	const struct node *entry = tree_node(&file->tree, node);
	rlint_str key;

	if (entry->kind != CONFIG_ENTRY || (entry->flags & (CONFIG_SHADOWED | CONFIG_MERGE))) {
		return false;
	}
	key = config_text(file, config_entry_key(file, node));
	return rlint_str_ends(key, RLINT_STR("revision")) &&
	       (rlint_str_is_one_of(key, RLINT_LIST(own_keys)) ||
		       (is_read && rlint_str_is(key, RLINT_STR("revision"))));
}

bool config_has_revision(const struct config *file)
{
	for (uint32_t node = 0; node < file->tree.nodes.count; node++) {
		if (is_revision(file, node, false)) {
			return true;
		}
	}
	return false;
}

static void add_revision(struct facts *facts, const struct config *file, uint32_t entry)
{
	uint32_t key = config_entry_key(file, entry);
	uint32_t node = config_resolve(file, config_entry_value(file, entry));
	struct config_scalar scalar;
	rlint_setting *setting;
	rlint_fact *fact;

	if (!config_scalar(file, node, &scalar) || scalar.text.bytes.len == 0 ||
		scalar.text.bytes.len > facts->limits->values[RLINT_LIMIT_VALUE_LENGTH]) {
		return;
	}
	fact = fact_new(facts, RLINT_SETTING, facts->root, config_words(file, node), entry);
	setting = fact_payload(fact);
	*setting = (rlint_setting){ .concept = RLINT_STR("revision"),
		.key = value_known(config_text(file, key), config_words(file, key)),
		.value = value_literal(facts->arena, &scalar.text, 0, scalar.text.bytes.len) };
	if (rlint_str_is_one_of(scalar.text.bytes, RLINT_LIST(moving_names))) {
		setting->outcome = RLINT_RANDOM;
		setting->standing = RLINT_STR("moves");
	}
	fact_select(fact, setting->concept, (rlint_str){ 0 });
}

void facts_of_revisions(struct facts *facts, const struct config *file)
{
	bool is_read = facts->all[RLINT_EXPERIMENT].count > 0;
	uint32_t left = REVISION_LIMIT;

	for (uint32_t node = 0; node < file->tree.nodes.count && left > 0; node++) {
		if (is_revision(file, node, is_read)) {
			add_revision(facts, file, node);
			left--;
		}
	}
}
