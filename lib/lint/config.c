/* Configuration: which rules run, at what severity. */
#include "lib/lint/config.h"

#include <string.h>

#include "lib/base/str.h"

rlint_status rlint_config_new(const rlint_registry *registry, rlint_config **out)
{
	rlint_config *config = alloc_new(registry->alloc, sizeof *config);

	*out = NULL;
	if (!config) {
		return RLINT_NOMEM;
	}
	config->registry = registry;
	arena_init(&config->arena, registry->alloc, NULL);
	config->count = registry->entries.count;
	config->settings = arena_new(&config->arena, config->count, sizeof *config->settings);
	if (!config->settings) {
		rlint_config_free(config);
		return RLINT_NOMEM;
	}
	for (size_t i = 0; i < config->count; i++) {
		config->settings[i].is_on = registry_entry(registry, i)->info->is_default;
	}
	*out = config;
	return RLINT_OK;
}

void rlint_config_free(rlint_config *config)
{
	if (config) {
		arena_free(&config->arena);
		alloc_resize(config->registry->alloc, config, sizeof *config, 0);
	}
}

static void turn_on(void *user, size_t index)
{
	struct rule_setting *setting = &((rlint_config *)user)->settings[index];

	setting->is_on = true;
	setting->is_chosen = true;
}

rlint_status rlint_config_select(rlint_config *config, rlint_str word)
{
	if (rlint_registry_match(config->registry, word, NULL, NULL) == 0) {
		return RLINT_CONFIG;
	}
	for (size_t i = 0; i < config->count && !config->has_selection; i++) {
		config->settings[i].is_on = false;
	}
	config->has_selection = true;
	return rlint_config_extend(config, word);
}

rlint_status rlint_config_extend(rlint_config *config, rlint_str word)
{
	return rlint_registry_match(config->registry, word, turn_on, config) > 0 ? RLINT_OK
										 : RLINT_CONFIG;
}

size_t config_match(const rlint_registry *registry, rlint_str word, struct rule_change change,
	void (*each)(void *user, const struct rule_change *change), void *user)
{
	size_t count = 0;

	for (size_t i = 0; i < registry->entries.count; i++) {
		const rlint_rule_info *info = registry_entry(registry, i)->info;
		size_t alias;

		if (rule_is_named(info, word)) {
			change.rule = (uint32_t)i;
			change.alias =
				rule_has_alias(info, word, &alias) ? (uint32_t)alias : ALIAS_NONE;
			each(user, &change);
			count++;
		}
	}
	return count;
}

/* The later word counts, the wider one too. */
static bool drop_severities(struct rule_setting *setting, size_t alias_count, struct arena *arena)
{
	struct alias_setting *aliases;

	if (!setting->aliases) {
		return true;
	}
	aliases = arena_new(arena, alias_count, sizeof *aliases);
	for (size_t i = 0; aliases && i < alias_count; i++) {
		aliases[i].is_ignored = setting->aliases[i].is_ignored;
	}
	setting->aliases = aliases;
	return aliases;
}

static bool change_alias(const struct rule_change *change, struct rule_setting *setting,
	size_t alias_count, struct arena *arena)
{
	struct alias_setting *aliases = arena_new(arena, alias_count, sizeof *aliases);

	if (!aliases) {
		return false;
	}
	if (setting->aliases) {
		memcpy(aliases, setting->aliases, alias_count * sizeof *aliases);
	}
	if (change->is_ignored) {
		aliases[change->alias].is_ignored = true;
	} else {
		aliases[change->alias].has_severity = true;
		aliases[change->alias].severity = change->severity;
	}
	setting->aliases = aliases;
	return true;
}

bool rule_change_apply(const struct rule_change *change, struct rule_setting *setting,
	size_t alias_count, struct arena *arena)
{
	if (change->alias != ALIAS_NONE) {
		return change_alias(change, setting, alias_count, arena);
	}
	if (change->is_ignored) {
		setting->is_ignored = true;
		return true;
	}
	setting->has_severity = true;
	setting->severity = change->severity;
	return drop_severities(setting, alias_count, arena);
}

/* Changes of one word on their way into the configuration. */
struct changing {
	rlint_config *config;
	rlint_status status;
};

static void apply_change(void *user, const struct rule_change *change)
{
	struct changing *changing = user;
	rlint_config *config = changing->config;
	size_t alias_count = registry_entry(config->registry, change->rule)->info->alias_count;

	if (!rule_change_apply(
		    change, &config->settings[change->rule], alias_count, &config->arena)) {
		changing->status = RLINT_NOMEM;
	}
}

static rlint_status change_rules(rlint_config *config, rlint_str word, struct rule_change change)
{
	struct changing changing = { config, RLINT_OK };

	return config_match(config->registry, word, change, apply_change, &changing) > 0
		       ? changing.status
		       : RLINT_CONFIG;
}

rlint_status rlint_config_ignore(rlint_config *config, rlint_str word)
{
	return change_rules(config, word, (struct rule_change){ .is_ignored = true });
}

rlint_status rlint_config_severity(rlint_config *config, rlint_str word, rlint_severity severity)
{
	return change_rules(config, word, (struct rule_change){ .severity = severity });
}

size_t rule_option_count(const rlint_rule *rule)
{
	size_t count = 0;

	while (rule->options && rule->options[count]) {
		count++;
	}
	return count;
}

static rlint_status add_value(rlint_config *config, size_t rule, rlint_str option, rlint_str value)
{
	const rlint_rule *descriptor = registry_entry(config->registry, rule)->rule;
	struct rule_setting *setting = &config->settings[rule];
	size_t count = rule_option_count(descriptor);
	size_t index = 0;
	rlint_str *slot;

	while (index < count && !rlint_str_is(str_from(descriptor->options[index]), option)) {
		index++;
	}
	if (index == count) {
		return RLINT_CONFIG;
	}
	if (!setting->options) {
		setting->options = arena_new(&config->arena, count, sizeof *setting->options);
	}
	value = arena_str(&config->arena, value);
	slot = setting->options && value.ptr
		       ? vec_add(&setting->options[index], &config->arena, sizeof *slot)
		       : NULL;
	if (!slot) {
		return RLINT_NOMEM;
	}
	*slot = value;
	return RLINT_OK;
}

rlint_status rlint_config_option(
	rlint_config *config, rlint_str rule, rlint_str option, rlint_str value)
{
	size_t index = registry_find(config->registry, rule);

	return index < config->count ? add_value(config, index, option, value) : RLINT_CONFIG;
}

void rlint_config_pedantic(rlint_config *config, bool is_shown)
{
	config->shows_pedantic = is_shown;
	config->has_pedantic = true;
}

void rlint_config_comments(rlint_config *config, bool is_honoured)
{
	config->ignores_comments = !is_honoured;
}

rlint_status rlint_config_buildkit_check(rlint_config *config, rlint_str options)
{
	rlint_str wrong;

	options = arena_str(&config->arena, options);
	if (!options.ptr) {
		return RLINT_NOMEM;
	}
	config->has_buildkit_checks = true;
	return docker_read_checks(str_trim(options), &config->buildkit_checks, &wrong)
		       ? RLINT_OK
		       : RLINT_CONFIG;
}

bool rlint_config_is_on(const rlint_config *config, size_t index)
{
	return index < config->count && config->settings[index].is_on &&
	       !config->settings[index].is_ignored;
}
