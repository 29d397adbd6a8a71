/* Recognising the framework that reads a config: the terms of the table against a document. */
#include "lib/base/str.h"
#include "lib/facts/framework.h"

/* ---- tests on a node ---- */

/* Is the predicate true of one of the alternatives a|b|c? */
static bool any_alternative(rlint_str text, rlint_str alternatives,
	bool (*is_so)(rlint_str text, rlint_str alternative))
{
	size_t start = 0;

	while (start <= alternatives.len) {
		size_t end = str_find(alternatives, '|', start);

		if (is_so(text, str_slice(alternatives, start, end))) {
			return true;
		}
		start = end + 1;
	}
	return false;
}

static bool text_has(rlint_str text, rlint_str part)
{
	return rlint_str_find_str(text, part) < text.len;
}

/* ${name}, ${a.b}, ${.b}: no shell variable, which is in capitals, and no ${{ template. */
static bool has_interpolation(rlint_str text)
{
	size_t at = str_find(text, '$', 0);

	for (; at + 2 < text.len; at = str_find(text, '$', at + 1)) {
		size_t end = at + 2;

		if (text.ptr[at + 1] != '{') {
			continue;
		}
		while (end < text.len && (text.ptr[end] == '.' || text.ptr[end] == '_' ||
						 (text.ptr[end] >= 'a' && text.ptr[end] <= 'z') ||
						 rlint_byte_is_digit(text.ptr[end]))) {
			end++;
		}
		if (end > at + 2 && end < text.len && text.ptr[end] == '}') {
			return true;
		}
	}
	return false;
}

static bool has_hydra_resolver(rlint_str text)
{
	static const rlint_str names[] = { RLINT_STR_INIT("${hydra:"), RLINT_STR_INIT("${now:"),
		RLINT_STR_INIT("${oc.env:"), RLINT_STR_INIT("${oc.create:"),
		RLINT_STR_INIT("${oc.select:"), RLINT_STR_INIT("${hydra.") };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (text_has(text, names[i])) {
			return true;
		}
	}
	return false;
}

/* An item of a defaults list: a name, or one group with its choice. */
static bool is_defaults_item(const struct config *file, uint32_t item)
{
	uint32_t entry = tree_first_child(&file->tree, item);

	switch ((enum config_kind)tree_node(&file->tree, item)->kind) {
	case CONFIG_SCALAR:
		return config_text(file, item).len > 0;
	case CONFIG_MAPPING:
		return entry != NODE_NONE && tree_node(&file->tree, entry)->next == NODE_NONE;
	case CONFIG_FILE:
	case CONFIG_DOCUMENT:
	case CONFIG_ENTRY:
	case CONFIG_SEQUENCE:
	case CONFIG_ALIAS:
		break;
	}
	return false;
}

static bool is_defaults_list(const struct config *file, uint32_t list)
{
	uint32_t item = tree_first_child(&file->tree, list);

	if (tree_node(&file->tree, list)->kind != CONFIG_SEQUENCE || item == NODE_NONE) {
		return false;
	}
	for (; item != NODE_NONE; item = tree_node(&file->tree, item)->next) {
		if (!is_defaults_item(file, item)) {
			return false;
		}
	}
	return true;
}

/* Does the item pull in a file in which an experiment's keys may stand? */
static bool is_other_file(const struct config *file, uint32_t item)
{
	uint32_t entry = tree_first_child(&file->tree, item);

	if (tree_node(&file->tree, item)->kind != CONFIG_MAPPING || entry == NODE_NONE) {
		return !rlint_str_is(config_text(file, item), RLINT_STR("_self_"));
	}
	return !text_has(config_text(file, config_entry_key(file, entry)), RLINT_STR("hydra/"));
}

static bool pulls_in_files(const struct config *file, uint32_t list)
{
	uint32_t item = tree_first_child(&file->tree, list);

	if (tree_node(&file->tree, list)->kind != CONFIG_SEQUENCE) {
		return true;
	}
	while (item != NODE_NONE && !is_other_file(file, item)) {
		item = tree_node(&file->tree, item)->next;
	}
	return item != NODE_NONE;
}

static bool is_kind(const struct config *file, uint32_t node, enum config_kind kind)
{
	return tree_node(&file->tree, node)->kind == kind;
}

static bool is_type(const struct config *file, uint32_t node, enum config_type type)
{
	return config_typed(file, node, LOADER_YAML11).type == type;
}

static bool passes(const struct search *search, uint32_t node)
{
	const struct config *file = search->file;
	const struct term *term = search->term;
	rlint_str text;

	node = config_resolve(file, node);
	if (node == NODE_NONE) {
		return false;
	}
	text = config_text(file, node);
	switch ((enum term_test)term->test) {
	case TEST_EXISTS:
		return true;
	case TEST_EQUALS:
		return is_kind(file, node, CONFIG_SCALAR) &&
		       any_alternative(text, table_str(term->text), rlint_str_is);
	case TEST_STARTS:
		return any_alternative(text, table_str(term->text), rlint_str_starts);
	case TEST_ENDS:
		return any_alternative(text, table_str(term->text), rlint_str_ends);
	case TEST_HAS:
		return any_alternative(text, table_str(term->text), text_has);
	case TEST_LIST:
		return is_kind(file, node, CONFIG_SEQUENCE);
	case TEST_MAP:
		return is_kind(file, node, CONFIG_MAPPING);
	case TEST_SCALAR:
		return is_kind(file, node, CONFIG_SCALAR);
	case TEST_STRING:
		return is_type(file, node, TYPE_STRING);
	case TEST_INTEGER:
		return is_type(file, node, TYPE_INT);
	case TEST_DEFAULTS:
		return pulls_in_files(file, node);
	case TEST_DEFAULTS_LIST:
		return is_defaults_list(file, node);
	case TEST_INTERPOLATION:
		return has_interpolation(text);
	case TEST_HYDRA_RESOLVER:
		return has_hydra_resolver(text);
	}
	return false;
}

/* ---- terms and cases ---- */

uint16_t word_of_key(rlint_str key)
{
	uint32_t hash = UINT32_C(2166136261);
	uint16_t word;

	for (size_t i = 0; i < key.len; i++) {
		hash = (hash ^ (unsigned char)key.ptr[i]) * UINT32_C(16777619);
	}
	while ((word = framework_word_slots[hash % WORD_SLOTS]) > 0 &&
		!rlint_str_is(table_str(framework_words[word - 1]), key)) {
		hash++;
	}
	return word;
}

bool look_may_have(const struct look *look, uint16_t root, uint16_t last)
{
	if (root > 0 && !look->has_odd_keys && !words_have(&look->seen, root)) {
		return false;
	}
	return last == 0 || words_have(&look->anywhere, last) || (root > 0 && look->has_dots);
}

uint32_t term_node(const struct look *look, const struct term *term)
{
	struct search search = { look->file, passes, term };
	bool wants_dollar = term->test == TEST_INTERPOLATION || term->test == TEST_HYDRA_RESOLVER;

	if (!look_may_have(look, term->root, term->last) || (wants_dollar && !look->has_dollar)) {
		return NODE_NONE;
	}
	return key_search(look, &search, table_str(term->key));
}

const struct comment *term_comment(const struct look *look, rlint_str start)
{
	const struct tree *tree = &look->file->tree;
	const struct comment *comments = tree->comments.items;

	for (uint32_t i = look->first_comment; i < look->comment_end; i++) {
		rlint_span span = comments[i].span;
		rlint_str words = str_slice(tree->source, span.start + 1, span.end);

		if (rlint_str_starts(str_trim(words), start)) {
			return &comments[i];
		}
	}
	return NULL;
}

static bool is_true(const struct look *look, const struct term *term)
{
	switch ((enum term_place)term->place) {
	case PLACE_KEY:
		return term_node(look, term) != NODE_NONE;
	case PLACE_PATH:
		return path_matches(look->path, table_str(term->key));
	case PLACE_COMMENT:
		return term_comment(look, table_str(term->key)) != NULL;
	case PLACE_TEXT:
		return text_has(str_slice(look->file->tree.source, look->from, look->to),
			table_str(term->key));
	}
	return false;
}

static bool all_hold(const struct look *look, const struct terms *terms)
{
	for (size_t i = 0; i < terms->count; i++) {
		const struct term *term = &framework_terms[terms->at + i];

		if (is_true(look, term) == term->is_negated) {
			return false;
		}
	}
	return true;
}

static const struct terms *case_that_holds(const struct look *look, const struct cases *cases)
{
	for (size_t i = 0; i < cases->count; i++) {
		const struct terms *terms = &framework_cases[cases->at + i];

		if (all_hold(look, terms)) {
			return terms;
		}
	}
	return NULL;
}

bool cases_hold(const struct look *look, const struct cases *cases)
{
	return case_that_holds(look, cases) != NULL;
}

rlint_answer verdict_of(const struct look *look, const struct verdict *verdict)
{
	if (cases_hold(look, &verdict->no)) {
		return RLINT_NO;
	}
	return cases_hold(look, &verdict->yes) ? RLINT_YES : verdict->otherwise;
}

/* ---- documents ---- */

static void note_key(struct look *look, uint32_t entry)
{
	const struct config *file = look->file;
	const struct node *node = tree_node(&file->tree, entry);
	rlint_str key = config_text(file, config_entry_key(file, entry));
	uint16_t word = word_of_key(key);
	bool is_at_root = node->parent == look->root;

	if (word > 0) {
		words_add(&look->anywhere, word);
		if (is_at_root) {
			words_add(&look->seen, word);
		}
	} else if (str_find(key, '.', 0) < key.len) {
		look->has_dots = true;
		look->has_odd_keys |= is_at_root;
	} else {
		look->has_odd_keys |= is_at_root && node->flags & CONFIG_MERGE;
	}
}

static void note_keys(struct look *look)
{
	for (uint32_t node = look->root; node < look->end; node++) {
		if (is_kind(look->file, node, CONFIG_ENTRY)) {
			note_key(look, node);
		}
	}
}

/* The name of the folder that the file lies in. */
static rlint_str folder_of(rlint_str path)
{
	size_t end = path.len - rlint_str_base(path).len;

	return rlint_str_base(str_slice(path, 0, end > 0 ? end - 1 : 0));
}

/* The first comment at or behind an offset. */
static uint32_t comment_from(const struct tree *tree, uint32_t offset)
{
	const struct comment *comments = tree->comments.items;
	uint32_t low = 0, high = tree->comments.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (comments[middle].span.start < offset) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

bool look_at(struct look *look, const struct config *file, uint32_t document, rlint_str path)
{
	uint32_t from = look->is_begun ? look->to : 0;
	uint32_t to = tree_node(&file->tree, document)->span.end;
	uint32_t root = tree_first_child(&file->tree, document);

	*look = (struct look){ .file = file,
		.is_begun = true,
		.from = from,
		.to = to,
		.path = path,
		.first_comment = comment_from(&file->tree, from),
		.comment_end = comment_from(&file->tree, to),
		.document = document,
		.root = root,
		.end = node_end(&file->tree, document),
		.group = folder_of(path),
		.has_dollar =
			str_find(str_slice(file->tree.source, from, to), '$', 0) < to - from };
	if (root == NODE_NONE || !is_kind(file, root, CONFIG_MAPPING) ||
		tree_first_child(&file->tree, root) == NODE_NONE) {
		return false;
	}
	note_keys(look);
	return true;
}

/* The term to show: the first positive one. */
static const struct term *shown_term(const struct terms *terms)
{
	for (size_t i = 0; i < terms->count; i++) {
		const struct term *term = &framework_terms[terms->at + i];

		if (!term->is_negated && term->place != PLACE_PATH && term->place != PLACE_TEXT) {
			return term;
		}
	}
	return &framework_terms[terms->at];
}

const struct framework *look_for_framework(const struct look *look, const struct term **evidence)
{
	enum config_format format =
		look->file->format == CONFIG_JSONC ? CONFIG_JSON : look->file->format;
	bool is_never = cases_hold(look, &framework_never);

	for (size_t i = 0; i < framework_count; i++) {
		const struct framework *framework = &framework_table[i];
		const struct terms *terms;

		if ((is_never && !framework->is_own_kind) || !(framework->formats >> format & 1U)) {
			continue;
		}
		terms = case_that_holds(look, &framework->recognise);
		if (terms && !cases_hold(look, &framework->never)) {
			*evidence = shown_term(terms);
			return framework;
		}
	}
	return NULL;
}

const struct framework *config_framework(const struct config *file, rlint_str path)
{
	uint32_t document = tree_first_child(&file->tree, 0);
	const struct framework *framework = NULL;
	struct look look = { 0 };
	const struct term *evidence;

	for (; document != NODE_NONE && !framework;
		document = tree_node(&file->tree, document)->next) {
		if (look_at(&look, file, document, path)) {
			framework = look_for_framework(&look, &evidence);
		}
	}
	return framework;
}
