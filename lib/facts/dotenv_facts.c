/* The facts of files of variables (.env): what they set, with the variables in it that the host or
 * lines before decide. */
#include "lib/facts/compose_value.h"
#include "lib/facts/make.h"

static void add_variable(struct facts *facts, const struct config *file, uint32_t entry)
{
	struct config_scalar name, value;
	struct compose_value read;
	rlint_fact *fact;

	if (!config_scalar(file, config_entry_key(file, entry), &name) ||
		!config_scalar(file, config_entry_value(file, entry), &value)) {
		return;
	}
	compose_read(&read, facts->arena, &value.text);
	fact = fact_new(facts, RLINT_ENV, facts->root,
		(rlint_span){ text_source(&name.text, 0),
			text_source(&value.text, value.text.bytes.len) },
		entry);
	*(rlint_env *)fact_payload(fact) = (rlint_env){ .name = value_literal(facts->arena,
								&name.text, 0, name.text.bytes.len),
		.value = read.value,
		.when = RLINT_AT_RUN };
	fact_select_env(fact, RLINT_STR("dotenv"), name.text.bytes);
}

void facts_of_dotenv(struct facts *facts, const struct config *file)
{
	uint32_t root = config_root(file);
	uint32_t entry = root == NODE_NONE ? NODE_NONE : tree_first_child(&file->tree, root);

	facts_add_problems(facts, &file->tree);
	for (; entry != NODE_NONE; entry = tree_node(&file->tree, entry)->next) {
		add_variable(facts, file, entry);
	}
}
