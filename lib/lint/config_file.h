/* Reading a configuration file: what its two kinds share. */
#ifndef LIB_LINT_CONFIG_FILE_H
#define LIB_LINT_CONFIG_FILE_H

#include "lib/lint/config.h"
#include "lib/syntax/config/config.h"

struct config_problem {
	uint32_t offset, order;
	rlint_str message;
};

struct config_reading {
	rlint_config *config;
	struct arena arena; /* the tree and the messages */
	struct guard guard;
	struct config tree;
	rlint_document *document;
	struct vec problems; /* struct config_problem, as they were met */
	struct config_override *override; /* whose keys are read, or NULL */
	rlint_severity level; /* of the list of rules that is read */
	rlint_status status;
};

typedef void config_key_function(struct config_reading *reading, uint32_t value);

struct config_key {
	const char *name;
	config_key_function *read; /* NULL: of no meaning here */
};

/* Tables end with an empty name; what stands first is applied first. */
extern const struct config_key config_keys[], config_override_keys[];
extern const struct config_key config_hadolint_keys[], config_hadolint_override_keys[];

/* Is this the name of a file of hadolint's? */
bool config_is_hadolint(rlint_str path);

void config_complain(struct config_reading *reading, uint32_t node, rlint_str message);
/* "MESSAGE; did you mean 'NEAREST'?" (NULL: the message alone) */
void config_complain_near(
	struct config_reading *reading, uint32_t node, rlint_str message, rlint_str nearest);
/* Tells where a status is not OK: RLINT_CONFIG means that no rule has the node's name. */
void config_check(struct config_reading *reading, uint32_t node, rlint_status status);
bool config_is_null(const struct config_reading *reading, uint32_t node);
bool config_is_mapping(struct config_reading *reading, uint32_t node, const char *what);
/* Reads what the table knows of a mapping. Other keys are told, unless `is_foreign`. */
void config_read_keys(struct config_reading *reading, uint32_t mapping,
	const struct config_key *keys, bool is_foreign);
/* Calls `each` with every scalar of a list, or with a lone one; tells what else there is. */
void config_read_words(struct config_reading *reading, uint32_t value, config_key_function *each);
/* The value of a switch; tells where it is none. */
bool config_read_bool(struct config_reading *reading, uint32_t value, bool *out);
/* The index of a word in a list that ends with NULL, or -1, told. */
int config_read_choice(struct config_reading *reading, uint32_t value, const char *const *words);

#endif
