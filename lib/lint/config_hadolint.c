/* The keys of .hadolint.yaml that mean something here, by hadolint's README and Configuration.hs.
 * Rules that do not exist here, and other keys, are passed over as hadolint does. */
#include "lib/base/str.h"
#include "lib/lint/config_file.h"
#include "lib/project/path.h"

bool config_is_hadolint(rlint_str path)
{
	static const rlint_str names[] = { RLINT_STR_INIT(".hadolint.yaml"),
		RLINT_STR_INIT(".hadolint.yml"), RLINT_STR_INIT("hadolint.yaml") };

	return rlint_str_is_one_of(rlint_str_base(path), RLINT_LIST(names));
}

static void ignore_word(struct config_reading *reading, uint32_t word)
{
	(void)rlint_config_ignore(reading->config, config_text(&reading->tree, word));
}

static void read_ignored(struct config_reading *reading, uint32_t value)
{
	config_read_words(reading, value, ignore_word);
}

/* A rule in a list of severities is turned on, too. */
static void set_level(struct config_reading *reading, uint32_t word)
{
	rlint_str text = config_text(&reading->tree, word);

	if (rlint_config_severity(reading->config, text, reading->level) == RLINT_OK) {
		(void)rlint_config_extend(reading->config, text);
	}
}

static void read_level(struct config_reading *reading, uint32_t value, rlint_severity level)
{
	reading->level = level;
	config_read_words(reading, value, set_level);
}

static void read_style_list(struct config_reading *reading, uint32_t value)
{
	read_level(reading, value, RLINT_PEDANTIC);
}

static void read_info_list(struct config_reading *reading, uint32_t value)
{
	read_level(reading, value, RLINT_INFO);
}

static void read_warning_list(struct config_reading *reading, uint32_t value)
{
	read_level(reading, value, RLINT_WARNING);
}

static void read_error_list(struct config_reading *reading, uint32_t value)
{
	read_level(reading, value, RLINT_ERROR);
}

static void read_override(struct config_reading *reading, uint32_t value)
{
	if (config_is_mapping(reading, value, "'override'")) {
		config_read_keys(reading, value, config_hadolint_override_keys, true);
	}
}

static void read_threshold(struct config_reading *reading, uint32_t value)
{
	static const char *const words[] = { "error", "warning", "info", "style", "ignore", "none",
		NULL };
	static const rlint_severity levels[] = { RLINT_ERROR, RLINT_WARNING, RLINT_INFO,
		RLINT_PEDANTIC, RLINT_PEDANTIC, RLINT_PEDANTIC };
	int index = config_read_choice(reading, value, words);

	if (index >= 0) {
		reading->config->has_fail_on = true;
		reading->config->fail_on = (int)levels[index];
	}
}

static void read_pragmas(struct config_reading *reading, uint32_t value)
{
	bool is_disabled;

	if (config_read_bool(reading, value, &is_disabled)) {
		rlint_config_comments(reading->config, !is_disabled);
	}
}

/* An option of whichever rule answers to a foreign id. A registry without it has no use for the
 * value. */
struct target {
	struct config_reading *reading;
	rlint_str option, value;
};

static void set_option(void *user, size_t index)
{
	const struct target *target = user;
	rlint_config *config = target->reading->config;
	rlint_str id = registry_entry(config->registry, index)->info->id;

	if (rlint_config_option(config, id, target->option, target->value) == RLINT_NOMEM) {
		target->reading->status = RLINT_NOMEM;
	}
}

static void set_foreign(
	struct config_reading *reading, rlint_str rule, rlint_str option, rlint_str value)
{
	struct target target = { reading, option, value };

	(void)rlint_registry_match(reading->config->registry, rule, set_option, &target);
}

static void trust_word(struct config_reading *reading, uint32_t word)
{
	set_foreign(reading, RLINT_STR("DL3026"), RLINT_STR("trusted-registries"),
		config_text(&reading->tree, word));
}

/* hadolint's README allows a lone text as well as a list. */
static void read_trusted(struct config_reading *reading, uint32_t value)
{
	config_read_words(reading, value, trust_word);
	(void)rlint_config_extend(reading->config, RLINT_STR("DL3026"));
}

/* The rules that check labels against the schema. */
static const rlint_str label_rules[] = { RLINT_STR_INIT("DL3049"), RLINT_STR_INIT("DL3050"),
	RLINT_STR_INIT("DL3051"), RLINT_STR_INIT("DL3052"), RLINT_STR_INIT("DL3053"),
	RLINT_STR_INIT("DL3054"), RLINT_STR_INIT("DL3055"), RLINT_STR_INIT("DL3056"),
	RLINT_STR_INIT("DL3058") };

static bool is_label_rule(const rlint_rule_info *info)
{
	size_t alias;

	for (size_t i = 0; i < sizeof label_rules / sizeof *label_rules; i++) {
		if (rule_has_alias(info, label_rules[i], &alias)) {
			return true;
		}
	}
	return false;
}

/* Once for each rule, however many of hadolint's it stands for. */
static void set_label_option(struct config_reading *reading, rlint_str option, rlint_str value)
{
	const rlint_registry *registry = reading->config->registry;
	struct target target = { reading, option, value };

	for (size_t i = 0; i < registry->entries.count; i++) {
		if (is_label_rule(registry_entry(registry, i)->info)) {
			set_option(&target, i);
		}
	}
}

/* "NAME:TYPE", as hadolint's --require-label takes it. */
static void read_schema(struct config_reading *reading, uint32_t value)
{
	const struct tree *tree = &reading->tree.tree;
	uint32_t entry;

	if (!config_is_mapping(reading, value, "'label-schema'")) {
		return;
	}
	entry = tree_first_child(tree, config_resolve(&reading->tree, value));
	for (; entry != NODE_NONE; entry = tree_node(tree, entry)->next) {
		uint32_t key = config_entry_key(&reading->tree, entry);
		uint32_t type = config_entry_value(&reading->tree, entry);
		rlint_str label = format_str(&reading->arena, "%S:%S",
			config_text(&reading->tree, key), config_text(&reading->tree, type));

		set_label_option(reading, RLINT_STR("label-schema"), label);
	}
}

static void read_strict(struct config_reading *reading, uint32_t value)
{
	bool is_strict;

	if (config_read_bool(reading, value, &is_strict) && is_strict) {
		set_label_option(reading, RLINT_STR("strict-labels"), RLINT_STR("true"));
	}
}

/* Of a rule in several lists the most severe counts: it comes last. */
const struct config_key config_hadolint_override_keys[] = {
	{ "style", read_style_list },
	{ "info", read_info_list },
	{ "warning", read_warning_list },
	{ "error", read_error_list },
	{ 0 },
};

const struct config_key config_hadolint_keys[] = {
	{ "override", read_override },
	{ "ignored", read_ignored },
	{ "trustedRegistries", read_trusted },
	{ "label-schema", read_schema },
	{ "strict-labels", read_strict },
	{ "failure-threshold", read_threshold },
	{ "disable-ignore-pragma", read_pragmas },
	{ 0 },
};
