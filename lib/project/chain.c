/* The chain of files that a config continues: does one of them set what it lacks, and does it lead
 * back to where it began? */
#include "lib/base/str.h"
#include "lib/project/project.h"

#include <reprolint/registry.h>

/* The files of a chain, breadth first; `files` holds each once. */
struct chain {
	struct project *project;
	struct vec files; /* const struct facts * */
	bool has_unknown; /* one of them was not read whole */
};

static bool holds(const struct chain *chain, const struct facts *facts)
{
	const struct facts *const *files = chain->files.items;
	bool is_found = false;

	for (uint32_t i = 0; i < chain->files.count && !is_found; i++) {
		is_found = files[i] == facts;
	}
	return is_found;
}

static void add(struct chain *chain, const struct facts *facts)
{
	const struct facts **slot;

	if (holds(chain, facts)) {
		return;
	}
	slot = vec_add(&chain->files, &chain->project->passing, sizeof(struct facts *));
	if (slot) {
		*slot = facts;
	}
	chain->has_unknown = chain->has_unknown || !slot || facts->tree->is_incomplete;
}

static void follow(struct chain *chain, const rlint_fact *include)
{
	const struct facts *facts;
	rlint_answer answer = project_included(chain->project, include, &facts);

	if (answer == RLINT_YES) {
		add(chain, facts);
	} else if (answer == RLINT_UNKNOWN || !rlint_as_include(include)->is_optional) {
		chain->has_unknown = true;
	}
}

static void follow_all(struct chain *chain, const struct facts *facts)
{
	const struct vec *includes = &facts->all[RLINT_INCLUDE];

	for (uint32_t i = 0; i < includes->count; i++) {
		follow(chain, ((rlint_fact *const *)includes->items)[i]);
	}
}

/* Goes on from the files already there, to the end or the limit. */
static void run(struct chain *chain)
{
	uint64_t left = chain->project->reader.limits->values[RLINT_LIMIT_INCLUDE_DEPTH];
	uint32_t level_end = chain->files.count;

	for (uint32_t i = 0; i < chain->files.count; i++) {
		if (i == level_end) {
			level_end = chain->files.count;
			left--;
		}
		if (left == 0) {
			chain->has_unknown = true;
			return;
		}
		follow_all(chain, ((const struct facts *const *)chain->files.items)[i]);
	}
}

/* ---- is it set? ---- */

static rlint_str last_part(rlint_str key)
{
	size_t start = key.len;

	while (start > 0 && key.ptr[start - 1] != '.') {
		start--;
	}
	return str_slice(key, start, key.len);
}

/* Where a file of the chain puts its keys is not worked out: any key of that name counts, and
 * whatever is called a seed is one. */
static bool is_key_of(const struct config *file, uint32_t node, const rlint_setting *setting)
{
	const struct node *entry = tree_node(&file->tree, node);
	rlint_str key;

	if (entry->kind != CONFIG_ENTRY) {
		return false;
	}
	key = last_part(config_text(file, config_entry_key(file, node)));
	return rlint_str_is(setting->concept, RLINT_STR("seed"))
		       ? str_has_like(key, setting->concept)
		       : rlint_str_is(key, last_part(setting->key.text));
}

static bool sets(const struct config *file, const rlint_setting *setting)
{
	bool is_found = false;

	for (uint32_t node = 0; node < file->tree.nodes.count && !is_found; node++) {
		is_found = is_key_of(file, node, setting);
	}
	return is_found;
}

rlint_answer project_inherits(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_fact *experiment = rlint_fact_within(fact, RLINT_EXPERIMENT);
	struct chain chain = { .project = project };

	if (!setting || !experiment) {
		return RLINT_UNKNOWN;
	}
	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_INCLUDE); i++) {
		follow(&chain, rlint_fact_at(experiment, RLINT_INCLUDE, i));
	}
	run(&chain);
	for (uint32_t i = 0; i < chain.files.count; i++) {
		const struct facts *facts = ((const struct facts *const *)chain.files.items)[i];

		if (sets(analysis_config(facts), setting)) {
			*out = facts->root;
			return RLINT_YES;
		}
	}
	return chain.has_unknown ? RLINT_UNKNOWN : RLINT_NO;
}

/* ---- does it lead back? ---- */

static bool includes(struct chain *chain, const struct facts *facts, const rlint_document *document)
{
	const struct vec *all = &facts->all[RLINT_INCLUDE];
	bool is_found = false;

	for (uint32_t i = 0; i < all->count && !is_found; i++) {
		const rlint_fact *include = ((rlint_fact *const *)all->items)[i];
		const struct facts *other;

		is_found = !rlint_as_include(include)->is_searched &&
			   project_included(chain->project, include, &other) == RLINT_YES &&
			   rlint_str_is(other->document->path, document->path);
	}
	return is_found;
}

rlint_answer project_leads_back(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const rlint_document *document = fact->facts->document;
	struct chain chain = { .project = project };

	if (!rlint_as_include(fact) || rlint_as_include(fact)->is_searched) {
		return RLINT_UNKNOWN;
	}
	follow(&chain, fact);
	run(&chain);
	for (uint32_t i = 0; i < chain.files.count; i++) {
		const struct facts *facts = ((const struct facts *const *)chain.files.items)[i];

		if (includes(&chain, facts, document)) {
			*out = facts->root;
			return RLINT_YES;
		}
	}
	return chain.has_unknown ? RLINT_UNKNOWN : RLINT_NO;
}
