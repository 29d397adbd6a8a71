/* What frameworks read from their configs: the table's types and the questions to a document.
 *
 * The table is rules/tables/frameworks.json, compiled by rules/tables/compile_frameworks.py, which
 * also describes the grammar of terms. A framework is added there, never here. */
#ifndef LIB_FACTS_FRAMEWORK_H
#define LIB_FACTS_FRAMEWORK_H

#include "lib/facts/facts.h"
#include "lib/syntax/config/config.h"

/* What a term asks of the node that it found. */
enum term_test {
	TEST_EXISTS,
	TEST_EQUALS,
	TEST_STARTS,
	TEST_ENDS,
	TEST_HAS,
	TEST_LIST,
	TEST_MAP,
	TEST_SCALAR,
	TEST_STRING,
	TEST_INTEGER,
	TEST_DEFAULTS, /* a defaults list of Hydra that pulls in other files */
	TEST_DEFAULTS_LIST, /* a list of that form */
	TEST_INTERPOLATION, /* ${name} or ${a.b} of OmegaConf */
	TEST_HYDRA_RESOLVER /* ${hydra:...}, ${now:...}, ${oc.env:...} */
};

enum term_place {
	PLACE_KEY, /* a key path */
	PLACE_PATH, /* the file's path, a glob */
	PLACE_COMMENT, /* the words after a # */
	PLACE_TEXT /* anywhere in the document's bytes */
};

/* The table holds no pointers, which each start of a program would have to relocate: texts are
 * places in one pool, lists are stretches of one array for each type. */
struct table_text {
	uint32_t at, len;
};

struct term {
	uint8_t place, test;
	bool is_negated;
	uint16_t root; /* the path's first key in framework_words, from 1; 0: a star */
	uint16_t last; /* its last key there; 0: a star */
	struct table_text key; /* path of keys, glob, comment's start, or words */
	struct table_text text; /* alternatives, `|` between */
};

/* All of them hold. Of framework_terms. */
struct terms {
	uint16_t at, count;
};

/* One of them holds. Of framework_cases. */
struct cases {
	uint16_t at, count;
};

/* Yes and no by cases, else the answer for the rest. */
struct verdict {
	struct cases yes, no;
	rlint_answer otherwise;
};

/* Which values a row is for. */
enum value_test {
	VALUE_ANY,
	VALUE_NULL,
	VALUE_TRUE,
	VALUE_FALSE,
	VALUE_ZERO,
	VALUE_NEGATIVE,
	VALUE_INTEGER, /* also the negative ones */
	VALUE_OUT_OF_RANGE,
	VALUE_MANDATORY,
	VALUE_TEXT, /* equal, letter case aside */
	VALUE_HAS /* the text as written holds it */
};

/* What a framework makes of a value, from one version to before another (packed, 0: no bound). */
struct value_row {
	uint8_t test, outcome;
	uint32_t from, before;
	struct table_text text, standing;
};

/* Of framework_rows. */
struct value_rows {
	uint16_t at, count;
};

/* A path of keys, with its first and last in framework_words, as for terms. */
struct setting_key {
	struct table_text path;
	uint16_t root, last;
	bool has_star;
};

/* Of framework_keys. */
struct setting_keys {
	uint16_t at, count;
};

/* Keys of one concept that stand for each other: missing means that none of them is there. */
struct setting_group {
	struct table_text concept;
	struct setting_keys keys;
	struct value_rows values, common, defaults;
	struct cases when; /* counts only where one of them holds; none: always */
	struct table_text source;
};

/* Of framework_groups. */
struct setting_groups {
	uint16_t at, count;
};

/* Of framework_texts. */
struct table_texts {
	uint16_t at, count;
};

/* A variable that it wants where deterministic algorithms are asked for. */
struct framework_need {
	struct table_text variable, key, who, values, standing;
	bool is_only_if_set; /* it can do without, but not with another value */
};

/* Of framework_needs. */
struct framework_need_list {
	uint16_t at, count;
};

/* Groups of one framework. */
enum { GROUP_LIMIT = 64 };

struct framework {
	struct table_text id, name;
	uint8_t priority;
	uint8_t formats; /* bits by enum config_format; JSONC is JSON */
	bool has_groups; /* a file in FOLDER may hold what stands under the key FOLDER */
	bool is_own_kind; /* one of the kinds of framework_never */
	bool is_experiment; /* else it is only told from them */
	bool sets_late; /* its program sets the variables for itself */
	enum config_loader loader; /* of its YAML */
	struct cases recognise, never, base;
	struct verdict root, trains;
	/* Keys that hold it; "#x": the rest of a comment that starts so. */
	struct table_texts versions;
	struct table_texts beside; /* files of the same folder that belong to it: dvc.lock */
	struct table_texts images; /* keys that hold the image of the run */
	struct table_texts environment; /* keys that hold variables of the run */
	struct framework_need_list needs;
	struct setting_groups groups;
};

/* Sorted by priority, highest first. */
extern const struct framework framework_table[];
extern const size_t framework_count;
/* What no experiment is. */
extern const struct cases framework_never;

/* The first and last keys of all paths. */
enum { WORD_LIMIT = 2048, WORD_SLOTS = 8192 };
extern const struct table_text framework_words[];
/* By FNV-1a of the word, the next free slot where it is taken: its place in framework_words from 1;
 * 0: none. */
extern const uint16_t framework_word_slots[WORD_SLOTS];

/* A set of them. */
struct words {
	uint64_t bits[WORD_LIMIT / 64];
};

static inline bool words_have(const struct words *words, uint16_t word)
{
	unsigned index = word - 1U;

	return words->bits[index / 64] >> index % 64 & 1U;
}

static inline void words_add(struct words *words, uint16_t word)
{
	unsigned index = word - 1U;

	words->bits[index / 64] |= UINT64_C(1) << index % 64;
}

/* What the parts above are places in. */
extern const unsigned char framework_pool[];
extern const struct term framework_terms[];
extern const struct terms framework_cases[];
extern const struct value_row framework_rows[];
extern const struct setting_key framework_keys[];
extern const struct setting_group framework_groups[];
extern const struct table_text framework_texts[];
extern const struct framework_need framework_needs[];

static inline rlint_str table_str(struct table_text text)
{
	return (rlint_str){ (const char *)framework_pool + text.at, text.len };
}

/* ---- questions to one document of a file ---- */

struct look {
	const struct config *file;
	rlint_str path;
	uint32_t document, root, end; /* its node, its mapping, the node behind it */
	rlint_str group; /* the folder that the file lies in */
	/* Which of framework_words are keys of the mapping, and of any mapping in the document. */
	struct words seen, anywhere;
	bool has_odd_keys; /* merged or dotted ones: `seen` does not tell */
	bool has_dots; /* in some key: `anywhere` does not tell of plain paths */
	bool has_dollar; /* else nothing in it is interpolated */
	bool is_begun;
	uint32_t from, to; /* the document's bytes, what precedes its first node included */
	uint32_t first_comment, comment_end;
};

/* Looks at the next document; zero the look before the first. False where it is no mapping with
 * entries. */
bool look_at(struct look *look, const struct config *file, uint32_t document, rlint_str path);
/* The place of a key in framework_words from 1, or 0. */
uint16_t word_of_key(rlint_str key);
/* May a path with these first and last words (0: a star) lead somewhere? */
bool look_may_have(const struct look *look, uint16_t root, uint16_t last);
/* The framework that reads it, or NULL. `evidence` gets the first term of the case that held. */
const struct framework *look_for_framework(const struct look *look, const struct term **evidence);
/* That of the first document that one reads. */
const struct framework *config_framework(const struct config *file, rlint_str path);
bool cases_hold(const struct look *look, const struct cases *cases);
rlint_answer verdict_of(const struct look *look, const struct verdict *verdict);
/* The first node that a positive term about keys is true of, or NODE_NONE. */
uint32_t term_node(const struct look *look, const struct term *term);
/* The comment that starts so, or NULL. */
const struct comment *term_comment(const struct look *look, rlint_str start);

/* The node behind the last one below `node`. */
uint32_t node_end(const struct tree *tree, uint32_t node);

struct search {
	const struct config *file;
	bool (*accepts)(const struct search *search, uint32_t node);
	const struct term *term;
};
/* The first node at a path of keys that is accepted: `*` is one level, `**` any number; NODE_NONE
 * if none. */
uint32_t key_search(const struct look *look, const struct search *search, rlint_str path);
uint32_t key_find(const struct look *look, rlint_str path);
/* Does the entry stand at such a path? */
bool key_matches(const struct look *look, uint32_t entry, rlint_str path);
/* The dotted path of an entry. */
rlint_str key_path(const struct look *look, uint32_t entry, struct arena *arena);
bool path_matches(rlint_str path, rlint_str glob);

/* The files that an experiment continues, as RLINT_INCLUDE facts: what the cases of its framework
 * find. */
void facts_of_bases(struct facts *facts, rlint_fact *experiment, const struct look *look,
	const struct cases *cases);

/* The variables that it sets for its run, as RLINT_ENV facts in it. */
void facts_of_config_images(struct facts *facts, rlint_fact *experiment, const struct look *look,
	const struct framework *framework);
void facts_of_environment(struct facts *facts, rlint_fact *experiment, const struct look *look,
	const struct framework *framework);

/* ---- values ---- */

/* How the framework reads the file's plain words; only YAML leaves that open. */
enum config_loader framework_loader(const struct config *file, const struct framework *framework);
/* A scalar as a value; an empty one has its key's words as span. */
rlint_value value_of_node(struct arena *arena, const struct config *file, uint32_t node);
/* Writes type, is_ambiguous and is_large. */
void setting_type(rlint_setting *setting, const struct config *file,
	const struct framework *framework, uint32_t node);
/* The revision or checksum beside an entry about a model, data set or file, by concept; unset where
 * there is none. */
rlint_value setting_holder(
	struct arena *arena, const struct config *file, rlint_str concept, uint32_t entry);
/* "2.2.1" packed for comparison, 0 where it is no version. */
uint32_t version_pack(rlint_str text);
/* What becomes of a value (NODE_NONE: of nothing), in the version given or, if 0, in all. */
struct standing {
	rlint_outcome outcome;
	rlint_str text;
};
struct standing standing_of(struct arena *arena, const struct look *look,
	const struct framework *framework, const struct setting_group *group, uint32_t node,
	uint32_t version);

#endif
