/* Configurations over each other: a file's, what the host says, and a file's own overrides. */
#include <string.h>

#include "lib/base/str.h"
#include "lib/lint/alias.h"
#include "lib/lint/config.h"

/* Values given for an option replace those of the file. */
static void overlay_options(
	struct rule_setting *file, const struct rule_setting *host, const rlint_rule *rule)
{
	if (!host->options) {
		return;
	}
	if (!file->options) {
		file->options = host->options;
		return;
	}
	for (size_t i = 0; i < rule_option_count(rule); i++) {
		if (host->options[i].count > 0) {
			file->options[i] = host->options[i];
		}
	}
}

static void overlay_rule(
	struct rule_setting *file, const struct rule_setting *host, bool has_selection)
{
	bool is_on = file->is_on && !file->is_ignored;

	file->is_on = has_selection ? host->is_on : is_on || host->is_chosen;
	file->is_ignored = host->is_ignored;
	file->is_chosen = host->is_chosen;
	if (host->has_severity) {
		file->has_severity = true;
		file->severity = host->severity;
	}
}

void config_overlay(rlint_config *file, const rlint_config *host)
{
	for (size_t i = 0; i < file->count; i++) {
		overlay_rule(&file->settings[i], &host->settings[i], host->has_selection);
		overlay_options(&file->settings[i], &host->settings[i],
			registry_entry(file->registry, i)->rule);
	}
	file->host = host;
	if (host->has_pedantic) {
		file->shows_pedantic = host->shows_pedantic;
	}
	if (host->has_buildkit_checks) {
		file->has_buildkit_checks = true;
		file->buildkit_checks = host->buildkit_checks;
	}
	file->ignores_comments = file->ignores_comments || host->ignores_comments;
}

static void change_rule(struct rule_setting *setting, const struct rule_setting *host,
	const struct rule_change *change)
{
	if (change->is_ignored) {
		setting->is_ignored = setting->is_ignored || !host->is_chosen;
	} else if (!host->has_severity) {
		setting->has_severity = true;
		setting->severity = change->severity;
	}
}

static void apply_override(struct rule_setting *settings, const rlint_config *host,
	const struct config_override *override)
{
	const struct rule_change *changes = override->changes.items;

	for (uint32_t i = 0; i < override->changes.count; i++) {
		uint32_t rule = changes[i].rule;

		change_rule(&settings[rule], &host->settings[rule], &changes[i]);
	}
}

static struct rule_setting *copy_settings(const rlint_config *config, struct arena *arena)
{
	struct rule_setting *settings = arena_new(arena, config->count, sizeof *settings);

	if (settings) {
		memcpy(settings, config->settings, config->count * sizeof *settings);
	}
	return settings;
}

const struct rule_setting *config_settings_for(
	const rlint_config *config, const rlint_config *host, struct arena *arena, rlint_str path)
{
	const struct config_override *overrides = config->overrides.items;
	struct rule_setting *settings = NULL;

	for (uint32_t i = 0; i < config->overrides.count; i++) {
		if (!ignore_names_path(&overrides[i].paths, path, false)) {
			continue;
		}
		settings = settings ? settings : copy_settings(config, arena);
		if (!settings) {
			return NULL;
		}
		apply_override(settings, host, &overrides[i]);
	}
	return settings ? settings : config->settings;
}

bool config_excludes(const rlint_config *config, rlint_str path, bool is_folder)
{
	return ignore_names_path(&config->excludes, path, is_folder);
}

static bool ignores(const rlint_config *config, rlint_str alias)
{
	const rlint_str *ignored = config->ignored.items;

	for (uint32_t i = 0; i < config->ignored.count; i++) {
		if (alias_is(alias, ignored[i])) {
			return true;
		}
	}
	return false;
}

static bool ignores_one_of(const rlint_config *config, const rlint_str *aliases, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (ignores(config, aliases[i])) {
			return true;
		}
	}
	return false;
}

bool config_leaves_out(const rlint_config *config, const struct rule_setting *setting,
	const rlint_str *aliases, size_t count)
{
	if (!config->host) {
		return ignores_one_of(config, aliases, count);
	}
	/* What the host chose, a file does not leave out. */
	return ignores_one_of(config->host, aliases, count) ||
	       (!setting->is_chosen && ignores_one_of(config, aliases, count));
}
