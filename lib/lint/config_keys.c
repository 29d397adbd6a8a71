/* The keys of .reprolint.yaml.
 *
 *   select, extend-select, ignore   list of words that name rules
 *   severity                        mapping: word -> level
 *   exclude                         list of patterns as in .gitignore
 *   options                         mapping: rule id -> mapping: option -> word or list
 *   overrides                       list of mappings: paths (patterns), ignore, severity
 *   pedantic                        switch
 *   fail-on                         level or never
 *   buildkit-check                  options of BuildKit's checks, for every Dockerfile
 *
 * docs/reprolint-config.schema.json says the same to editors. */
#include "lib/base/str.h"
#include "lib/lint/config_file.h"

static rlint_str text_at(const struct config_reading *reading, uint32_t node)
{
	return config_text(&reading->tree, node);
}

static void select_word(struct config_reading *reading, uint32_t word)
{
	config_check(reading, word, rlint_config_select(reading->config, text_at(reading, word)));
}

static void read_select(struct config_reading *reading, uint32_t value)
{
	config_read_words(reading, value, select_word);
}

static void extend_word(struct config_reading *reading, uint32_t word)
{
	config_check(reading, word, rlint_config_extend(reading->config, text_at(reading, word)));
}

static void read_extend(struct config_reading *reading, uint32_t value)
{
	config_read_words(reading, value, extend_word);
}

static void ignore_word(struct config_reading *reading, uint32_t word)
{
	config_check(reading, word, rlint_config_ignore(reading->config, text_at(reading, word)));
}

static void read_ignore(struct config_reading *reading, uint32_t value)
{
	config_read_words(reading, value, ignore_word);
}

static const char *const levels[] = { "pedantic", "info", "warning", "error", "never", NULL };

static void read_fail_on(struct config_reading *reading, uint32_t value)
{
	int level = config_read_choice(reading, value, levels);

	if (level >= 0) {
		reading->config->has_fail_on = true;
		reading->config->fail_on = level;
	}
}

static void read_pedantic(struct config_reading *reading, uint32_t value)
{
	bool is_shown;

	if (config_read_bool(reading, value, &is_shown)) {
		rlint_config_pedantic(reading->config, is_shown);
	}
}

static void read_buildkit_check(struct config_reading *reading, uint32_t value)
{
	uint32_t scalar = config_resolve(&reading->tree, value);
	rlint_status status = RLINT_CONFIG;

	if (scalar != NODE_NONE && tree_node(&reading->tree.tree, scalar)->kind == CONFIG_SCALAR) {
		status = rlint_config_buildkit_check(reading->config, text_at(reading, scalar));
	}
	if (status == RLINT_NOMEM) {
		reading->status = status;
	} else if (status != RLINT_OK) {
		config_complain(reading, value,
			RLINT_STR("this must be options of BuildKit's checks, as in "
				  "skip=NAME,NAME;experimental=NAME;error=true"));
	}
}

static void add_pattern(struct config_reading *reading, uint32_t word, struct ignore *ignore)
{
	if (!ignore_read(ignore, &reading->config->arena, text_at(reading, word))) {
		reading->status = RLINT_NOMEM;
	}
}

static void exclude_word(struct config_reading *reading, uint32_t word)
{
	add_pattern(reading, word, &reading->config->excludes);
}

static void read_exclude(struct config_reading *reading, uint32_t value)
{
	config_read_words(reading, value, exclude_word);
}

/* ---- severity ---- */

/* Calls `each` with the key and the value of every entry. */
static void for_each_entry(struct config_reading *reading, uint32_t mapping, const char *what,
	void (*each)(struct config_reading *reading, uint32_t key, uint32_t value))
{
	const struct tree *tree = &reading->tree.tree;
	uint32_t entry;

	if (!config_is_mapping(reading, mapping, what)) {
		return;
	}
	entry = tree_first_child(tree, config_resolve(&reading->tree, mapping));
	for (; entry != NODE_NONE; entry = tree_node(tree, entry)->next) {
		uint32_t value = config_entry_value(&reading->tree, entry);

		if (value != NODE_NONE) {
			each(reading, config_entry_key(&reading->tree, entry), value);
		}
	}
}

static int read_level(struct config_reading *reading, uint32_t value)
{
	static const char *const severities[] = { "pedantic", "info", "warning", "error", NULL };

	return config_read_choice(reading, value, severities);
}

static void set_severity(struct config_reading *reading, uint32_t key, uint32_t value)
{
	int level = read_level(reading, value);

	if (level >= 0) {
		config_check(reading, key,
			rlint_config_severity(
				reading->config, text_at(reading, key), (rlint_severity)level));
	}
}

static void read_severity(struct config_reading *reading, uint32_t value)
{
	for_each_entry(reading, value, "'severity'", set_severity);
}

/* ---- options ---- */

/* An option of a rule, while its values are read. */
struct option_place {
	rlint_str rule, option;
};

static rlint_status add_option(
	struct config_reading *reading, const struct option_place *place, uint32_t word)
{
	uint32_t scalar = config_resolve(&reading->tree, word);

	if (scalar == NODE_NONE || tree_node(&reading->tree.tree, scalar)->kind != CONFIG_SCALAR) {
		config_complain(reading, word, RLINT_STR("this must be a word"));
		return RLINT_OK;
	}
	return rlint_config_option(
		reading->config, place->rule, place->option, text_at(reading, scalar));
}

static void check_option(struct config_reading *reading, uint32_t key,
	const struct option_place *place, rlint_status status)
{
	const rlint_registry *registry = reading->config->registry;
	const rlint_rule *rule;

	if (status == RLINT_NOMEM) {
		reading->status = status;
	}
	if (status != RLINT_CONFIG) {
		return;
	}
	rule = registry_entry(registry, registry_find(registry, place->rule))->rule;
	config_complain_near(reading, key,
		format_str(&reading->arena, "the rule %S has no option '%S'", place->rule,
			place->option),
		str_from(rule->options ? rlint_nearest_word(place->option, rule->options) : NULL));
}

static void read_option(
	struct config_reading *reading, rlint_str rule, uint32_t key, uint32_t value)
{
	struct option_place place = { rule, text_at(reading, key) };
	const struct tree *tree = &reading->tree.tree;
	uint32_t list = config_resolve(&reading->tree, value);
	rlint_status status = RLINT_OK;

	if (list == NODE_NONE || tree_node(tree, list)->kind != CONFIG_SEQUENCE) {
		check_option(reading, key, &place, add_option(reading, &place, value));
		return;
	}
	value = tree_first_child(tree, list);
	for (; value != NODE_NONE && status == RLINT_OK; value = tree_node(tree, value)->next) {
		status = add_option(reading, &place, value);
	}
	check_option(reading, key, &place, status);
}

static void read_rule_options(struct config_reading *reading, uint32_t key, uint32_t value)
{
	const struct tree *tree = &reading->tree.tree;
	rlint_str rule = text_at(reading, key);
	uint32_t entry;

	if (registry_find(reading->config->registry, rule) == reading->config->count) {
		config_check(reading, key, RLINT_CONFIG);
		return;
	}
	if (!config_is_mapping(reading, value, "the options of a rule")) {
		return;
	}
	entry = tree_first_child(tree, config_resolve(&reading->tree, value));
	for (; entry != NODE_NONE; entry = tree_node(tree, entry)->next) {
		uint32_t inner = config_entry_value(&reading->tree, entry);

		if (!config_is_null(reading, inner)) {
			read_option(reading, rule, config_entry_key(&reading->tree, entry), inner);
		}
	}
}

static void read_options(struct config_reading *reading, uint32_t value)
{
	for_each_entry(reading, value, "'options'", read_rule_options);
}

/* ---- overrides ---- */

static void add_change(void *user, const struct rule_change *change)
{
	struct config_reading *reading = user;
	struct rule_change *slot =
		vec_add(&reading->override->changes, &reading->config->arena, sizeof *slot);

	if (slot) {
		*slot = *change;
	} else {
		reading->status = RLINT_NOMEM;
	}
}

/* The rules that a word of an override names get a change. */
static void change_rules(struct config_reading *reading, uint32_t word, struct rule_change change)
{
	size_t count = config_match(
		reading->config->registry, text_at(reading, word), change, add_change, reading);

	config_check(reading, word, count > 0 ? RLINT_OK : RLINT_CONFIG);
}

static void override_ignore_word(struct config_reading *reading, uint32_t word)
{
	change_rules(reading, word, (struct rule_change){ .is_ignored = true });
}

static void override_ignore(struct config_reading *reading, uint32_t value)
{
	config_read_words(reading, value, override_ignore_word);
}

static void override_level(struct config_reading *reading, uint32_t key, uint32_t value)
{
	int level = read_level(reading, value);

	if (level >= 0) {
		change_rules(
			reading, key, (struct rule_change){ .severity = (rlint_severity)level });
	}
}

static void override_severity(struct config_reading *reading, uint32_t value)
{
	for_each_entry(reading, value, "'severity'", override_level);
}

static void override_path(struct config_reading *reading, uint32_t word)
{
	add_pattern(reading, word, &reading->override->paths);
}

static void override_paths(struct config_reading *reading, uint32_t value)
{
	config_read_words(reading, value, override_path);
}

static void add_override(struct config_reading *reading, uint32_t item)
{
	struct vec *all = &reading->config->overrides;

	if (!config_is_mapping(reading, item, "an override")) {
		return;
	}
	reading->override = vec_add(all, &reading->config->arena, sizeof *reading->override);
	if (!reading->override) {
		reading->status = RLINT_NOMEM;
		return;
	}
	config_read_keys(reading, item, config_override_keys, false);
	if (config_get(&reading->tree, item, RLINT_STR("paths")) == NODE_NONE) {
		config_complain(reading, item,
			RLINT_STR("this override has no 'paths', so that it speaks of no file"));
	}
	reading->override = NULL;
}

static void read_overrides(struct config_reading *reading, uint32_t value)
{
	const struct tree *tree = &reading->tree.tree;
	uint32_t list = config_resolve(&reading->tree, value);

	if (list == NODE_NONE || tree_node(tree, list)->kind != CONFIG_SEQUENCE) {
		config_complain(
			reading, value, RLINT_STR("'overrides' must be a list of mappings"));
		return;
	}
	value = tree_first_child(tree, list);
	for (; value != NODE_NONE; value = tree_node(tree, value)->next) {
		add_override(reading, value);
	}
}

const struct config_key config_override_keys[] = {
	{ "paths", override_paths },
	{ "ignore", override_ignore },
	{ "severity", override_severity },
	{ 0 },
};

const struct config_key config_keys[] = {
	{ "select", read_select },
	{ "extend-select", read_extend },
	{ "ignore", read_ignore },
	{ "severity", read_severity },
	{ "pedantic", read_pedantic },
	{ "fail-on", read_fail_on },
	{ "buildkit-check", read_buildkit_check },
	{ "exclude", read_exclude },
	{ "options", read_options },
	{ "overrides", read_overrides },
	{ 0 },
};
