/* Settings over a registry, and the dispatch table made of them. */
#ifndef LIB_LINT_CONFIG_H
#define LIB_LINT_CONFIG_H

#include "lib/lint/registry.h"
#include "lib/project/ignore.h"
#include "lib/syntax/dockerfile/dockerfile.h"

#include <reprolint/config.h>

/* What holds for the findings of a rule that bear an id of another linter. */
struct alias_setting {
	bool is_ignored, has_severity;
	rlint_severity severity;
};

struct rule_setting {
	bool is_on, is_ignored, has_severity;
	bool is_chosen; /* turned on by a word, not by default */
	rlint_severity severity;
	const struct alias_setting *aliases; /* per alias of the rule; NULL: none set */
	struct vec *options; /* per option of the rule: rlint_str values; NULL: none set */
};

#define ALIAS_NONE UINT32_MAX

/* What a word of a configuration changes for a rule. */
struct rule_change {
	uint32_t rule;
	uint32_t alias; /* for findings that bear this one, or ALIAS_NONE: for all */
	bool is_ignored; /* else the severity is this: */
	rlint_severity severity;
};

struct config_override {
	struct ignore paths; /* of the files, from the configuration's folder */
	struct vec changes; /* struct rule_change */
};

struct rlint_config {
	const rlint_registry *registry;
	struct arena arena;
	struct rule_setting *settings; /* per rule */
	size_t count;
	bool has_selection; /* rlint_config_select was called */
	bool shows_pedantic, ignores_comments;
	bool has_pedantic, has_fail_on; /* said by someone */
	int fail_on; /* rlint_severity; past RLINT_ERROR: never */
	rlint_str path; /* the file that was read; empty: none */
	struct ignore excludes; /* paths from the file's folder on */
	struct vec overrides; /* struct config_override */
	bool has_buildkit_checks; /* options that take the place of every check directive: */
	struct docker_checks buildkit_checks;
	const rlint_config *host; /* what was laid over it, or NULL */
};

/* Calls `each` with the change for every rule that the word names, by an id of its own or one of
 * another linter. Returns how many there are. */
size_t config_match(const rlint_registry *registry, rlint_str word, struct rule_change change,
	void (*each)(void *user, const struct rule_change *change), void *user);
/* Applies a change to the setting of a rule with so many aliases. False: out of memory. */
bool rule_change_apply(const struct rule_change *change, struct rule_setting *setting,
	size_t alias_count, struct arena *arena);
size_t rule_option_count(const rlint_rule *rule);
/* Lays what the host said over what a file says: the host's words win. False: out of memory. */
bool config_overlay(rlint_config *file, const rlint_config *host);
/* The settings for a file at `path`, from the configuration's folder: those of `config`, or a copy
 * in the arena where its overrides speak of the file; of a rule that the host named they do not.
 * NULL: out of memory. */
const struct rule_setting *config_settings_for(
	const rlint_config *config, const rlint_config *host, struct arena *arena, rlint_str path);
/* Do the excludes name the path, from the configuration's folder on, or a folder above it? */
bool config_excludes(const rlint_config *config, rlint_str path, bool is_folder);

/* Rules by kind and selector: those of `rules` from starts[cell] to starts[cell + 1], the cell
 * being kind * (symbols + 1) + selector, 0 for rules that take all of the kind. */
struct dispatch {
	const uint32_t *starts;
	const uint32_t *rules; /* indexes in the registry */
	uint32_t width; /* symbols + 1 */
	bool has_kind[RLINT_KINDS]; /* some rule wants this kind */
	bool is_empty;
};

/* The table of the rules that are on and ask links, or do not. False: out of memory. */
bool dispatch_make(struct dispatch *dispatch, struct arena *arena, const rlint_config *config,
	bool asks_links);

#endif
