/* Settings over a registry, and the dispatch table made of them. */
#ifndef LIB_LINT_CONFIG_H
#define LIB_LINT_CONFIG_H

#include "lib/lint/registry.h"
#include "lib/project/ignore.h"
#include "lib/syntax/dockerfile/dockerfile.h"

#include <reprolint/config.h>

struct rule_setting {
	bool is_on, is_ignored, has_severity;
	bool is_chosen; /* turned on by a word, not by default */
	rlint_severity severity;
	struct vec *options; /* per option of the rule: rlint_str values; NULL: none set */
};

/* What an entry of `overrides` changes for a rule. */
struct rule_change {
	uint32_t rule;
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
	struct vec
		ignored; /* rlint_str: ids of other linters; findings that bear one are left out */
	bool has_buildkit_checks; /* options that take the place of every check directive: */
	struct docker_checks buildkit_checks;
	const rlint_config *host; /* what was laid over it, or NULL */
};

/* Does the configuration leave out what bears these foreign ids? `setting` is the rule's. */
bool config_leaves_out(const rlint_config *config, const struct rule_setting *setting,
	const rlint_str *aliases, size_t count);
size_t rule_option_count(const rlint_rule *rule);
/* Lays what the host said over what a file says: the host's words win. */
void config_overlay(rlint_config *file, const rlint_config *host);
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
