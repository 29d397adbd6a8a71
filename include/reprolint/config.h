/* Configuration: which rules run, at what severity. */
#ifndef REPROLINT_CONFIG_H
#define REPROLINT_CONFIG_H

#include <reprolint/registry.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Settings over one registry. Mutable until a workspace uses it; then only read, from any number of
 * threads. */
typedef struct rlint_config rlint_config;

/* The default rules. The registry must outlive it. */
RLINT_API rlint_status rlint_config_new(const rlint_registry *registry, rlint_config **out);
RLINT_API void rlint_config_free(rlint_config *config); /* NULL is accepted */

/* Words as rlint_registry_match takes them, each call with one. select: the first call empties the
 * default set, each turns on what it names; extend: adds; ignore: wins over both, and
 * a foreign id leaves out the findings that bear it, not the whole rule. An unknown word is
 * RLINT_CONFIG. */
RLINT_API rlint_status rlint_config_select(rlint_config *config, rlint_str word);
RLINT_API rlint_status rlint_config_extend(rlint_config *config, rlint_str word);
RLINT_API rlint_status rlint_config_ignore(rlint_config *config, rlint_str word);
/* Replaces the severity of the rules named or, by a foreign id, of their findings that bear it;
 * findings that a rule grades lower stay lower. */
RLINT_API rlint_status rlint_config_severity(
	rlint_config *config, rlint_str word, rlint_severity severity);
/* Adds a value to an option of the rule with that id; options take lists, the first value is their
 * text. RLINT_CONFIG: no such rule or option. */
RLINT_API rlint_status rlint_config_option(
	rlint_config *config, rlint_str rule, rlint_str option, rlint_str value);
/* Show findings of level pedantic? (default: no) */
RLINT_API void rlint_config_pedantic(rlint_config *config, bool is_shown);
/* Honour ignore comments? (default: yes) */
RLINT_API void rlint_config_comments(rlint_config *config, bool is_honoured);
/* Options of BuildKit's checks, as its build argument BUILDKIT_DOCKERFILE_CHECK takes them:
 * "skip=NAME,NAME;error=true". They take the place of the `# check=` directive of every Dockerfile.
 * RLINT_CONFIG: BuildKit would refuse them. */
RLINT_API rlint_status rlint_config_buildkit_check(rlint_config *config, rlint_str options);

/* Something wrong in a configuration file; valid during the call that tells it. */
typedef struct rlint_config_problem {
	rlint_str path;
	rlint_position position; /* columns count code points */
	rlint_str message;
} rlint_config_problem;

/* Applies a configuration file with this text, which is copied: a `.reprolint.yaml`, or hadolint's
 * where the path's last name is `.hadolint.yaml`, `.hadolint.yml` or `hadolint.yaml`. Every problem
 * is told (`problem` may be NULL); with one the status is RLINT_CONFIG, and the configuration has
 * only some of what the file says: not to be used. */
RLINT_API rlint_status rlint_config_read(rlint_config *config, const char *path, rlint_str text,
	void (*problem)(void *user, const rlint_config_problem *problem), void *user);

RLINT_API bool rlint_config_is_on(const rlint_config *config, size_t rule_index);

#ifdef __cplusplus
}
#endif
#endif
