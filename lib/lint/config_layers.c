/* Configurations over each other: a file's, what the host says, and a file's own overrides. */
#include <string.h>

#include "lib/base/str.h"
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

/* What the host chose, a file does not leave out; what it said a severity of, keeps that. */
static struct alias_setting overlaid(const struct alias_setting *file,
	const struct alias_setting *hosts, const struct rule_setting *host)
{
	struct alias_setting out = *file;

	out.is_ignored = hosts->is_ignored || (file->is_ignored && !host->is_chosen);
	out.has_severity = file->has_severity && !host->has_severity;
	if (hosts->has_severity) {
		out.has_severity = true;
		out.severity = hosts->severity;
	}
	return out;
}

static bool overlay_aliases(struct rule_setting *file, const struct rule_setting *host,
	size_t count, struct arena *arena)
{
	static const struct alias_setting none = { 0 };
	struct alias_setting *aliases;

	if (!file->aliases && !host->aliases) {
		return true;
	}
	aliases = arena_new(arena, count, sizeof *aliases);
	for (size_t i = 0; aliases && i < count; i++) {
		aliases[i] = overlaid(file->aliases ? &file->aliases[i] : &none,
			host->aliases ? &host->aliases[i] : &none, host);
	}
	file->aliases = aliases;
	return aliases;
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

bool config_overlay(rlint_config *file, const rlint_config *host)
{
	bool is_done = true;

	for (size_t i = 0; i < file->count; i++) {
		const struct rule_entry *entry = registry_entry(file->registry, i);

		overlay_rule(&file->settings[i], &host->settings[i], host->has_selection);
		overlay_options(&file->settings[i], &host->settings[i], entry->rule);
		is_done = overlay_aliases(&file->settings[i], &host->settings[i],
				  entry->info->alias_count, &file->arena) &&
			  is_done;
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
	return is_done;
}

/* Did the host say otherwise? */
static bool is_decided(const struct rule_setting *host, const struct rule_change *change)
{
	if (change->is_ignored) {
		return host->is_chosen;
	}
	return host->has_severity || (change->alias != ALIAS_NONE && host->aliases &&
					     host->aliases[change->alias].has_severity);
}

static bool apply_override(struct rule_setting *settings, const rlint_config *host,
	const struct config_override *override, struct arena *arena)
{
	const struct rule_change *changes = override->changes.items;
	bool is_done = true;

	for (uint32_t i = 0; i < override->changes.count && is_done; i++) {
		uint32_t rule = changes[i].rule;

		if (!is_decided(&host->settings[rule], &changes[i])) {
			is_done = rule_change_apply(&changes[i], &settings[rule],
				registry_entry(host->registry, rule)->info->alias_count, arena);
		}
	}
	return is_done;
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
		if (!settings || !apply_override(settings, host, &overrides[i], arena)) {
			return NULL;
		}
	}
	return settings ? settings : config->settings;
}

bool config_excludes(const rlint_config *config, rlint_str path, bool is_folder)
{
	return ignore_names_path(&config->excludes, path, is_folder);
}
