/* Config files: one tree for YAML, JSON, TOML and INI. */
#ifndef LIB_SYNTAX_CONFIG_CONFIG_H
#define LIB_SYNTAX_CONFIG_CONFIG_H

#include "lib/syntax/tree.h"

/* Node kinds, in preorder. Places rise with it, but in TOML and INI, where a table may be added to
 * behind others: there a node just reaches around what it holds. A mapping's children are entries;
 * an entry's children are key and value, in this order (the value is missing where the file broke
 * off before it). A key may be any node. */
enum config_kind {
	CONFIG_FILE, /* children: documents */
	CONFIG_DOCUMENT, /* one child, or none */
	CONFIG_MAPPING,
	CONFIG_ENTRY,
	CONFIG_SEQUENCE,
	CONFIG_SCALAR, /* read by config_scalar */
	CONFIG_ALIAS /* payload: the target's node, or NODE_NONE */
};

enum config_flag {
	CONFIG_SHADOWED = NODE_FREE_FLAG, /* entry: an equal key follows in the mapping */
	CONFIG_MERGE = NODE_FREE_FLAG << 1, /* entry: `<<` */
	CONFIG_INCOMPLETE = NODE_FREE_FLAG << 2, /* container or document: not read whole */
	CONFIG_FLOW = NODE_FREE_FLAG << 3, /* container: in brackets */
	CONFIG_TEMPLATE = NODE_FREE_FLAG << 4, /* mapping: `{{ ... }}`, a template's braces */
	CONFIG_ANCHORED = NODE_FREE_FLAG << 5, /* aliases may name it */
	CONFIG_STYLE = NODE_FREE_FLAG << 6 /* scalar: times its enum config_style */
};

enum config_style {
	CONFIG_PLAIN,
	CONFIG_SINGLE_QUOTED,
	CONFIG_DOUBLE_QUOTED,
	CONFIG_LITERAL,
	CONFIG_FOLDED
};

struct config_scalar {
	struct text text; /* decoded, with the way back to the source */
	enum config_style style;
	rlint_str tag; /* "!name:x", "tag:yaml.org,2002:str", or empty */
};

enum config_format { CONFIG_YAML, CONFIG_JSON, CONFIG_JSONC, CONFIG_TOML, CONFIG_INI };

enum ini_flavour {
	INI_CONFIGPARSER, /* Python's; a dot in a section's name leads into a mapping, as for spaCy
			   */
	INI_GIT,
	INI_VARIABLES /* .env: NAME=value lines, no sections */
};

struct config {
	struct tree tree;
	struct vec scalars; /* blocks of struct config_scalar: those that a node's span does not
			       say */
	uint32_t scalar_count;
	enum config_format format;
	bool is_template; /* YAML: holds a template's braces outside of quotes */
};

/* Parse a whole file. Problems: rules "config", "duplicate-key". Both may be called inside or
 * outside a protected call: they run one of their own, since their working memory must be given
 * back after an arena has failed. The status is RLINT_OK or RLINT_NOMEM; then the config must not
 * be used. CONFIG_JSON notes what is no JSON but commonly taken (comments, trailing commas);
 * CONFIG_JSONC takes it silently. */
rlint_status config_parse_yaml(
	struct config *out, struct arena *arena, const struct limits *limits, rlint_str source);
rlint_status config_parse_json(struct config *out, struct arena *arena, const struct limits *limits,
	rlint_str source, enum config_format format);
/* TOML 1.0.0 and INI files, likewise. What TOML refuses is told under rule "config" alone, doubled
 * keys too. The root is always there, a mapping. */
rlint_status config_parse_toml(
	struct config *out, struct arena *arena, const struct limits *limits, rlint_str source);
rlint_status config_parse_ini(struct config *out, struct arena *arena, const struct limits *limits,
	rlint_str source, enum ini_flavour flavour);

/* The node in the first document (its mapping, mostly), or NODE_NONE in an empty file. */
uint32_t config_root(const struct config *config);
/* The value node under a key: aliases and merge keys resolved, own keys first; the last of equal
 * keys. NODE_NONE if none, or past the alias limit. `mapping` may be an alias. */
uint32_t config_get(const struct config *config, uint32_t mapping, rlint_str key);
/* The same along a dotted path; "a.b" also finds a literal key "a.b". */
uint32_t config_get_path(const struct config *config, uint32_t mapping, rlint_str path);
/* The entry node that a value node is the value of, or NODE_NONE. */
uint32_t config_entry_of(const struct config *config, uint32_t value);

static inline uint32_t config_entry_key(const struct config *config, uint32_t entry)
{
	return tree_first_child(&config->tree, entry);
}

/* NODE_NONE if none */
static inline uint32_t config_entry_value(const struct config *config, uint32_t entry)
{
	uint32_t key = config_entry_key(config, entry);

	return key == NODE_NONE ? NODE_NONE : tree_node(&config->tree, key)->next;
}

/* Follows aliases to a node that is none; NODE_NONE where it does not end. */
uint32_t config_resolve(const struct config *config, uint32_t node);
/* Writes the scalar; false where the node is none. NODE_NONE is accepted. */
bool config_scalar(const struct config *config, uint32_t node, struct config_scalar *out);
/* The text of what is no scalar (then empty), or is kept. */
rlint_str config_kept_text(const struct config *config, uint32_t node);

/* The scalar's decoded text, or the empty slice. Nearly all are just their span of the source. */
static inline rlint_str config_text(const struct config *config, uint32_t node)
{
	const struct node *at = node == NODE_NONE ? NULL : tree_node(&config->tree, node);

	if (at && at->kind == CONFIG_SCALAR && at->payload == NODE_NONE) {
		uint32_t quote = at->flags / CONFIG_STYLE == CONFIG_PLAIN ? 0 : 1;

		return (rlint_str){ config->tree.source.ptr + at->span.start + quote,
			at->span.end - at->span.start - 2 * quote };
	}
	return config_kept_text(config, node);
}

/* The words a finding about the value points at: the scalar's, or where it is empty, its key's. */
rlint_span config_words(const struct config *config, uint32_t node);

/* How a framework's loader reads plain scalars. */
enum config_loader {
	LOADER_YAML11, /* PyYAML */
	LOADER_OMEGACONF,
	LOADER_YAML12,
	LOADER_JSON,
	LOADER_TOML
};

enum config_type {
	TYPE_UNKNOWN, /* interpolation, template */
	TYPE_NULL,
	TYPE_BOOL,
	TYPE_INT,
	TYPE_FLOAT,
	TYPE_STRING,
	TYPE_MAPPING,
	TYPE_SEQUENCE,
	TYPE_MANDATORY, /* ??? */
	TYPE_DATETIME, /* TOML's four: with an offset, */
	TYPE_LOCAL_DATETIME, /* without, */
	TYPE_LOCAL_DATE, /* and parts of it */
	TYPE_LOCAL_TIME
};

struct config_number {
	enum config_type type;
	bool boolean;
	bool is_negative, is_out_of_range; /* |integer| past 2^64 - 1 */
	uint64_t magnitude; /* of an integer */
};

/* What the loader makes of a node; aliases are followed. */
struct config_number config_typed(
	const struct config *config, uint32_t node, enum config_loader loader);

#endif
