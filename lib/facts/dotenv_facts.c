/* The facts of files of variables (.env): what they set, with the variables in it that the host or
 * lines before decide. */
#include "lib/facts/compose_value.h"
#include "lib/facts/dotenv.h"
#include "lib/facts/make.h"

static void learn(struct dotenv *dotenv, struct arena *arena, uint32_t index)
{
	const rlint_fact *fact = ((rlint_fact *const *)dotenv->file->all[RLINT_ENV].items)[index];

	map_set(&dotenv->names, arena, rlint_as_env(fact)->name.text, index);
}

void dotenv_open(struct dotenv *out, struct arena *arena, const struct facts *file)
{
	*out = (struct dotenv){ .file = file };
	for (uint32_t i = 0; i < file->all[RLINT_ENV].count; i++) {
		learn(out, arena, i);
	}
}

const rlint_fact *dotenv_find(const struct dotenv *dotenv, rlint_str name)
{
	uint32_t index = dotenv ? map_get(&dotenv->names, name) : MAP_NONE;

	return index == MAP_NONE ? NULL
				 : ((rlint_fact *const *)dotenv->file->all[RLINT_ENV].items)[index];
}

/* `before`: those of the lines before, to which it is added. */
static void add_variable(
	struct facts *facts, const struct config *file, uint32_t entry, struct dotenv *before)
{
	struct config_scalar name, value;
	struct compose_value read;
	rlint_fact *fact;

	if (!config_scalar(file, config_entry_key(file, entry), &name) ||
		!config_scalar(file, config_entry_value(file, entry), &value)) {
		return;
	}
	compose_read(&read, facts, &value.text);
	fact = fact_new(facts, RLINT_ENV, facts->root,
		(rlint_span){ text_source(&name.text, 0),
			text_source(&value.text, value.text.bytes.len) },
		entry);
	*(rlint_env *)fact_payload(fact) = (rlint_env){ .name = value_literal(facts->arena,
								&name.text, 0, name.text.bytes.len),
		.value = read.value,
		.when = RLINT_AT_RUN };
	fact_select_env(fact, RLINT_STR("dotenv"), name.text.bytes);
	learn(before, facts->arena, facts->all[RLINT_ENV].count - 1);
}

void facts_of_dotenv(struct facts *facts, const struct config *file)
{
	struct dotenv before = { .file = facts };
	uint32_t root = config_root(file);
	uint32_t entry = root == NODE_NONE ? NODE_NONE : tree_first_child(&file->tree, root);

	facts_add_problems(facts, &file->tree);
	facts->dotenv = &before;
	for (; entry != NODE_NONE; entry = tree_node(&file->tree, entry)->next) {
		add_variable(facts, file, entry, &before);
	}
	facts->dotenv = NULL;
}
