/* The facts of experiment configs: one experiment per document that a framework reads, and the
 * settings that decide whether it runs the same again. */
#include "lib/base/str.h"
#include "lib/facts/framework.h"
#include "lib/facts/make.h"

#include <reprolint/registry.h>

/* More documents of one file, or settings that only a key with stars finds, are not spoken of. */
enum { DOCUMENT_LIMIT = 1000, SETTING_LIMIT = 1000 };

/* What is being made. */
struct maker {
	struct facts *facts;
	const struct config *file;
	const struct framework *framework;
	struct look look;
	rlint_fact *fact; /* the experiment */
	uint32_t version; /* packed, 0: not known */
	uint32_t first_entry;
	uint64_t found; /* bits by group: one of its keys is there */
};

/* A key of the table with the node that stands under it. */
struct hit {
	const struct setting_group *group;
	rlint_str key;
	uint32_t node;
};

static rlint_span key_words(const struct config *file, uint32_t entry)
{
	return config_words(file, config_entry_key(file, entry));
}

static const struct setting_group *group_at(const struct maker *maker, size_t index)
{
	return &framework_groups[maker->framework->groups.at + index];
}

static const struct setting_key *key_at(const struct setting_group *group, size_t index)
{
	return &framework_keys[group->keys.at + index];
}

static rlint_value evidence_of(const struct maker *maker, const struct term *term)
{
	const struct comment *comment;
	uint32_t node, entry;

	if (term->place == PLACE_COMMENT) {
		comment = term_comment(&maker->look, table_str(term->key));
		return value_known(
			rlint_text_of(maker->facts->document, comment->span), comment->span);
	}
	node = term->place == PLACE_KEY ? term_node(&maker->look, term) : NODE_NONE;
	entry = node == NODE_NONE ? NODE_NONE : config_entry_of(maker->file, node);
	return value_known(table_str(term->key),
		entry == NODE_NONE ? key_words(maker->file, maker->first_entry)
				   : key_words(maker->file, entry));
}

/* ---- the version ---- */

static rlint_value version_in_comment(const struct maker *maker, rlint_str start)
{
	const struct comment *comment = term_comment(&maker->look, start);
	struct text text;
	size_t at, end;

	if (!comment) {
		return (rlint_value){ 0 };
	}
	text = text_of(maker->file->tree.source, comment->span);
	at = rlint_str_find_str(text.bytes, start) + start.len;
	for (end = at; end < text.bytes.len && !byte_is_space(text.bytes.ptr[end]);) {
		end++;
	}
	return value_literal(maker->facts->arena, &text, at, end);
}

static rlint_value version_of(const struct maker *maker)
{
	for (size_t i = 0; i < maker->framework->versions.count; i++) {
		rlint_str key = table_str(framework_texts[maker->framework->versions.at + i]);
		rlint_value value = { 0 };
		uint32_t node;

		if (key.ptr[0] == '#') {
			value = version_in_comment(maker, str_slice(key, 1, key.len));
		} else if ((node = key_find(&maker->look, key)) != NODE_NONE) {
			value = value_of_node(maker->facts->arena, maker->file, node);
		}
		if (value.state != RLINT_UNSET) {
			return value;
		}
	}
	return (rlint_value){ 0 };
}

/* ---- was it read whole? ---- */

static bool is_whole(const struct look *look)
{
	const struct config *file = look->file;

	if (file->tree.is_incomplete || file->is_template) {
		return false;
	}
	for (uint32_t node = look->document; node < look->end; node++) {
		if (tree_node(&file->tree, node)->flags & CONFIG_INCOMPLETE) {
			return false;
		}
	}
	return true;
}

/* ---- settings ---- */

static rlint_fact *new_setting(const struct maker *maker, const struct setting_group *group,
	rlint_span span, uint32_t entry, const rlint_setting *setting)
{
	rlint_fact *fact = fact_new(maker->facts, RLINT_SETTING, maker->fact, span, entry);

	*(rlint_setting *)fact_payload(fact) = *setting;
	fact_select(fact, table_str(group->concept), (rlint_str){ 0 });
	return fact;
}

static void add_setting(struct maker *maker, const struct hit *hit)
{
	struct arena *arena = maker->facts->arena;
	uint32_t entry = config_entry_of(maker->file, hit->node);
	struct standing standing = standing_of(
		arena, &maker->look, maker->framework, hit->group, hit->node, maker->version);
	rlint_value value = value_of_node(arena, maker->file, hit->node);
	rlint_str key = hit->key;
	rlint_span key_span = { 0 };

	rlint_setting setting;

	if (entry == NODE_NONE && rlint_str_ends(key, RLINT_STR("*"))) {
		key = key_path(&maker->look, hit->node, arena);
	} else if (entry != NODE_NONE) {
		key_span = key_words(maker->file, entry);
		key = key_path(&maker->look, entry, arena);
	}
	setting = (rlint_setting){ .concept = table_str(hit->group->concept),
		.key = value_known(key, key_span),
		.value = value,
		.origin = RLINT_EXPLICIT,
		.outcome = standing.outcome,
		.standing = standing.text,
		.source = table_str(hit->group->source) };
	setting_type(&setting, maker->file, maker->framework, hit->node);
	setting.held_by = setting_holder(arena, maker->file, setting.concept, entry);
	new_setting(maker, hit->group, config_words(maker->file, hit->node),
		entry == NODE_NONE ? maker->first_entry : entry, &setting);
	maker->found |= UINT64_C(1) << (hit->group - group_at(maker, 0)) % GROUP_LIMIT;
}

/* What the framework calls a setting that is missing; unset where it has no key for it. */
static rlint_value name_of_missing(const struct setting_group *group)
{
	return group->keys.count > 0
		       ? value_known(table_str(key_at(group, 0)->path), (rlint_span){ 0 })
		       : (rlint_value){ 0 };
}

static void add_missing(const struct maker *maker, const struct setting_group *group)
{
	struct standing standing = standing_of(maker->facts->arena, &maker->look, maker->framework,
		group, NODE_NONE, maker->version);

	new_setting(maker, group, key_words(maker->file, maker->first_entry), maker->first_entry,
		&(rlint_setting){ .concept = table_str(group->concept),
			.key = name_of_missing(group),
			.origin = RLINT_BY_DEFAULT,
			.outcome = standing.outcome,
			.standing = standing.text,
			.source = table_str(group->source) });
}

/* The node under a plain key; in a file of a group the group's own name may be left out. */
static uint32_t find_setting(const struct maker *maker, const struct setting_key *path)
{
	rlint_str group = maker->look.group;
	rlint_str key = table_str(path->path);
	uint32_t node = look_may_have(&maker->look, path->root, path->last)
				? key_find(&maker->look, key)
				: NODE_NONE;

	if (node != NODE_NONE || !maker->framework->has_groups || key.len <= group.len + 1 ||
		!rlint_str_starts(key, group) || key.ptr[group.len] != '.') {
		return node;
	}
	return key_find(&maker->look, str_slice(key, group.len + 1, key.len));
}

static void find_hits_of(
	const struct maker *maker, const struct setting_group *group, struct vec *hits)
{
	for (size_t i = 0; i < group->keys.count; i++) {
		const struct setting_key *key = key_at(group, i);
		uint32_t node = key->has_star ? NODE_NONE : find_setting(maker, key);

		if (node != NODE_NONE) {
			*(struct hit *)vec_add(hits, maker->facts->arena, sizeof(struct hit)) =
				(struct hit){ group, table_str(key->path), node };
		}
	}
}

static bool counts(const struct maker *maker, const struct setting_group *group)
{
	return group->when.count == 0 || cases_hold(&maker->look, &group->when);
}

/* Plain keys are looked up, so that aliases and merges are followed. */
static void find_hits(const struct maker *maker, struct vec *hits)
{
	for (size_t i = 0; i < maker->framework->groups.count; i++) {
		if (counts(maker, group_at(maker, i))) {
			find_hits_of(maker, group_at(maker, i), hits);
		}
	}
}

static const struct hit *hit_at(const struct vec *hits, uint32_t node)
{
	const struct hit *items = hits->items;

	for (uint32_t i = 0; i < hits->count; i++) {
		if (items[i].node == node) {
			return &items[i];
		}
	}
	return NULL;
}

/* ${a.b}: a use of another key, which has a setting of its own. */
static bool is_reference(const struct config *file, uint32_t node)
{
	rlint_str text = config_text(file, node);

	return rlint_str_starts(text, RLINT_STR("${")) &&
	       text.len <= file->tree.limits->values[RLINT_LIMIT_VALUE_LENGTH] &&
	       str_find(text, ':', 0) == text.len;
}

/* In a file of group G, `**.G.x` also stands for x. */
static bool starred_key_matches(const struct maker *maker, uint32_t entry, rlint_str key)
{
	rlint_str group = maker->look.group;
	rlint_str rest = str_slice(key, 3, key.len);

	if (key_matches(&maker->look, entry, key)) {
		return true;
	}
	return maker->framework->has_groups && rlint_str_starts(key, RLINT_STR("**.")) &&
	       rest.len > group.len + 1 && rlint_str_starts(rest, group) &&
	       rest.ptr[group.len] == '.' &&
	       key_matches(&maker->look, entry, str_slice(rest, group.len + 1, rest.len));
}

/* The group's key with stars that an entry stands under, or NULL. `word` is the entry's own key. */
static const struct setting_key *starred_key(
	const struct maker *maker, const struct setting_group *group, uint32_t entry, uint16_t word)
{
	for (size_t i = 0; i < group->keys.count; i++) {
		const struct setting_key *key = key_at(group, i);

		if (key->has_star && (key->last == word || key->last == 0) &&
			starred_key_matches(maker, entry, table_str(key->path))) {
			return key;
		}
	}
	return NULL;
}

/* What keys with stars may stand for: entries, and, if one ends with a star, items of lists. */
struct stars {
	struct words last; /* what they end with */
	bool of_entries, of_items;
};

/* The setting that an entry, or a list's item, is by a key with stars. */
static bool starred_hit(
	const struct maker *maker, const struct stars *stars, uint32_t entry, struct hit *out)
{
	bool is_item = tree_node(&maker->file->tree, entry)->kind != CONFIG_ENTRY;
	uint16_t word = is_item ? 0
				: word_of_key(config_text(
					  maker->file, config_entry_key(maker->file, entry)));
	uint32_t value = is_item ? entry : config_entry_value(maker->file, entry);

	if (!stars->of_items && (word == 0 || !words_have(&stars->last, word))) {
		return false;
	}
	for (size_t i = 0; i < maker->framework->groups.count; i++) {
		const struct setting_group *group = group_at(maker, i);
		const struct setting_key *key = starred_key(maker, group, entry, word);

		if (key && counts(maker, group)) {
			*out = (struct hit){ group, table_str(key->path),
				config_resolve(maker->file, value) };
			return true;
		}
	}
	return false;
}

static void note_star(struct stars *stars, const struct setting_key *key)
{
	if (key->has_star && key->last > 0) {
		words_add(&stars->last, key->last);
	}
	stars->of_entries = stars->of_entries || key->has_star;
	stars->of_items = stars->of_items || (key->has_star && key->last == 0);
}

static struct stars stars_of(const struct maker *maker)
{
	struct stars stars = { 0 };

	for (size_t i = 0; i < maker->framework->groups.count; i++) {
		const struct setting_group *group = group_at(maker, i);

		for (size_t j = 0; j < group->keys.count; j++) {
			note_star(&stars, key_at(group, j));
		}
	}
	return stars;
}

static bool is_candidate(const struct maker *maker, const struct stars *stars, uint32_t node)
{
	const struct tree *tree = &maker->file->tree;
	const struct node *candidate = tree_node(tree, node);

	if (candidate->kind == CONFIG_ENTRY) {
		return stars->of_entries && !(candidate->flags & (CONFIG_SHADOWED | CONFIG_MERGE));
	}
	return stars->of_items && candidate->kind == CONFIG_SCALAR &&
	       tree_node(tree, candidate->parent)->kind == CONFIG_SEQUENCE;
}

/* Values of collections are no settings. An item that is ${a.b} stands for more than its list says
 * here. */
static bool is_starred_setting(
	const struct maker *maker, const struct stars *stars, uint32_t node, struct hit *out)
{
	return is_candidate(maker, stars, node) && starred_hit(maker, stars, node, out) &&
	       out->node != NODE_NONE &&
	       tree_node(&maker->file->tree, out->node)->kind == CONFIG_SCALAR &&
	       (out->node == node || !is_reference(maker->file, out->node));
}

/* All that is written, in order of place. */
static void add_settings(struct maker *maker, const struct vec *hits)
{
	const struct stars stars = stars_of(maker);
	size_t left = SETTING_LIMIT;
	struct hit starred;

	for (uint32_t node = maker->look.document; node < maker->look.end; node++) {
		const struct hit *hit = hit_at(hits, node);

		if (hit) {
			add_setting(maker, hit);
		} else if (left > 0 && is_starred_setting(maker, &stars, node, &starred) &&
			   !hit_at(hits, starred.node)) {
			add_setting(maker, &starred);
			left--;
		}
	}
	maker->fact->is_incomplete = maker->fact->is_incomplete || left == 0;
}

static bool is_missing(const struct maker *maker, size_t index)
{
	const struct setting_group *group = group_at(maker, index);

	return group->defaults.count > 0 && !(maker->found >> index % GROUP_LIMIT & 1U) &&
	       counts(maker, group);
}

static void add_missing_settings(const struct maker *maker)
{
	for (size_t i = 0; i < maker->framework->groups.count; i++) {
		if (is_missing(maker, i)) {
			add_missing(maker, group_at(maker, i));
		}
	}
}

/* ---- experiments ---- */

static void add_files_beside(const struct maker *maker)
{
	rlint_span span = key_words(maker->file, maker->first_entry);

	for (size_t i = 0; i < maker->framework->beside.count; i++) {
		rlint_fact *fact = fact_new(
			maker->facts, RLINT_INCLUDE, maker->fact, span, maker->first_entry);

		*(rlint_include *)fact_payload(fact) = (rlint_include){
			.path = value_known(
				table_str(framework_texts[maker->framework->beside.at + i]), span),
			.is_optional = true,
			.is_searched = true,
		};
	}
}

static void add_experiment(struct maker *maker, const struct term *evidence)
{
	const struct framework *framework = maker->framework;
	rlint_experiment *experiment;
	rlint_span first_key = key_words(maker->file, maker->first_entry);
	struct vec hits = { 0 };

	maker->fact = fact_new(
		maker->facts, RLINT_EXPERIMENT, maker->facts->root, first_key, maker->first_entry);
	maker->fact->is_incomplete = !is_whole(&maker->look);
	fact_select(maker->fact, table_str(framework->id), (rlint_str){ 0 });
	experiment = fact_payload(maker->fact);
	*experiment = (rlint_experiment){ .framework = table_str(framework->id),
		.framework_name = table_str(framework->name),
		.version = version_of(maker),
		.evidence = evidence_of(maker, evidence),
		.is_root = verdict_of(&maker->look, &framework->root),
		.trains = verdict_of(&maker->look, &framework->trains),
		.has_base = cases_hold(&maker->look, &framework->base),
		.first_key = first_key };
	maker->version = version_pack(experiment->version.text);
	maker->found = 0;
	find_hits(maker, &hits);
	add_settings(maker, &hits);
	add_files_beside(maker);
	facts_of_config_images(maker->facts, maker->fact, &maker->look, framework);
	facts_of_environment(maker->facts, maker->fact, &maker->look, framework);
	if (experiment->has_base) {
		facts_of_bases(maker->facts, maker->fact, &maker->look, &framework->base);
	}
	if (!maker->fact->is_incomplete && experiment->is_root != RLINT_NO) {
		add_missing_settings(maker);
	}
}

static void look_into(struct maker *maker)
{
	const struct term *evidence;

	maker->first_entry = tree_first_child(&maker->file->tree, maker->look.root);
	maker->framework = look_for_framework(&maker->look, &evidence);
	if (maker->framework && maker->framework->is_experiment) {
		add_experiment(maker, evidence);
	}
}

void facts_of_config(struct facts *facts, const struct config *file)
{
	struct maker maker = { .facts = facts, .file = file };
	uint32_t document = tree_first_child(&file->tree, 0);

	facts_add_problems(facts, &file->tree);
	while (document != NODE_NONE && facts->all[RLINT_EXPERIMENT].count < DOCUMENT_LIMIT) {
		if (look_at(&maker.look, file, document, facts->document->path)) {
			look_into(&maker);
		}
		document = tree_node(&file->tree, document)->next;
	}
	facts_of_python_env(facts, file);
	facts_of_revisions(facts, file);
	facts_of_inputs(facts, file);
}
