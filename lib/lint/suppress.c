/* Ignore comments.
 *
 *     pragma   = "#" [ blanks ] ( own | hadolint )
 *     own      = "reprolint:" [ blanks ] ( "ignore" | "ignore-file" ) [ blanks ] "=" list
 *     hadolint = "hadolint" blanks [ "global" blanks ] "ignore" [ blanks ] "=" list
 *     list     = [ blanks ] word { [ blanks ] "," [ blanks ] word }
 *
 * What follows the list is the author's reason. A pragma covers the node that starts after it, the
 * one on whose line it stands, or the instruction that it stands inside; "ignore-file" and "global"
 * cover the file. Source: hadolint's README, "Inline ignores". BuildKit's `# check=` is read by
 * buildkit_checks.c. */
#include <stdlib.h>

#include "lib/base/str.h"
#include "lib/lint/run.h"

/* No list that anyone reads is longer; past it words are not looked at. */
#define LIST_MOST 4096

struct pragma {
	rlint_str list;
	uint32_t node; /* NODE_NONE: the file */
};

struct pragmas {
	struct vec items; /* struct pragma, sorted by node; those of the file last */
	const struct tree *tree;
	const rlint_registry *registry;
	uint32_t first_of_file; /* index of the first with NODE_NONE */
	bool do_starts_rise; /* places in the tree can be searched by halves */
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static rlint_str skip_blanks(rlint_str text)
{
	size_t at = 0;

	while (at < text.len && is_blank(text.ptr[at])) {
		at++;
	}
	return str_slice(text, at, text.len);
}

/* Takes the word off the front of the text, and the blanks behind it. */
static bool take(rlint_str *text, const char *word)
{
	rlint_str prefix = str_from(word);

	if (!rlint_str_starts(*text, prefix)) {
		return false;
	}
	*text = skip_blanks(str_slice(*text, prefix.len, text->len));
	return true;
}

static bool read_pragma(rlint_str text, rlint_str *list, bool *is_of_file)
{
	*is_of_file = false;
	if (!take(&text, "#")) {
		return false;
	}
	if (take(&text, "reprolint:")) {
		*is_of_file = take(&text, "ignore-file");
		if (!*is_of_file && !take(&text, "ignore")) {
			return false;
		}
	} else if (take(&text, "hadolint ") || take(&text, "hadolint\t")) {
		*is_of_file = take(&text, "global ") || take(&text, "global\t");
		if (!take(&text, "ignore")) {
			return false;
		}
	} else {
		return false;
	}
	*list = text;
	return take(list, "=");
}

/* The next word of a list; false at its end. */
static bool next_word(rlint_str *list, rlint_str *word)
{
	size_t end = 0;

	while (end < list->len && !byte_is_space(list->ptr[end]) && list->ptr[end] != ',') {
		end++;
	}
	*word = str_slice(*list, 0, end);
	*list = skip_blanks(str_slice(*list, end, list->len));
	if (!take(list, ",")) {
		*list = (rlint_str){ 0 };
	}
	return word->len > 0;
}

/* A foreign id names what its own tool would say: the finding carries it, or carries none. */
static bool names(const struct pragmas *pragmas, const rlint_finding *finding, rlint_str word)
{
	const rlint_rule_info *info =
		&registry_entry(pragmas->registry, finding->result.rule)->info;
	size_t alias;

	if (!rule_has_alias(info, word, &alias)) {
		return rule_is_named(info, word);
	}
	return finding->result.alias_count == 0 ||
	       str_is_one_of(
		       info->aliases[alias], finding->result.aliases, finding->result.alias_count);
}

static bool list_names(
	const struct pragmas *pragmas, const rlint_finding *finding, const struct pragma *pragma)
{
	rlint_str list = str_slice(pragma->list, 0, LIST_MOST);
	rlint_str word;

	while (next_word(&list, &word)) {
		if (names(pragmas, finding, word)) {
			return true;
		}
	}
	return false;
}

/* Does one of the pragmas from `index` on that cover `node` name the finding? */
static bool any_names(
	const struct pragmas *pragmas, const rlint_finding *finding, uint32_t index, uint32_t node)
{
	const struct pragma *items = pragmas->items.items;

	for (; index < pragmas->items.count && items[index].node == node; index++) {
		if (list_names(pragmas, finding, &items[index])) {
			return true;
		}
	}
	return false;
}

/* The first pragma whose node is not below `node`. */
static uint32_t search(const struct pragmas *pragmas, uint32_t node)
{
	const struct pragma *items = pragmas->items.items;
	uint32_t low = 0;
	uint32_t high = pragmas->items.count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (items[middle].node < node) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/* Is the finding silenced at the node or at one around it? */
static bool is_covered(const struct pragmas *pragmas, const rlint_finding *finding, uint32_t node)
{
	while (node != NODE_NONE) {
		if (any_names(pragmas, finding, search(pragmas, node), node)) {
			return true;
		}
		node = tree_node(pragmas->tree, node)->parent;
	}
	return false;
}

/* Do the nodes' starts rise in preorder? Not where TOML and INI come back to a table. */
static bool do_starts_rise(const struct tree *tree)
{
	for (uint32_t i = 1; i < tree->nodes.count; i++) {
		if (tree_node(tree, i)->span.start < tree_node(tree, i - 1)->span.start) {
			return false;
		}
	}
	return true;
}

/* The shortest node that holds the offset; of two the inner one. */
static uint32_t shortest_at(const struct tree *tree, uint32_t offset)
{
	uint32_t shortest = NODE_NONE;
	uint32_t length = UINT32_MAX;

	for (uint32_t i = 0; i < tree->nodes.count; i++) {
		rlint_span span = tree_node(tree, i)->span;

		if (span.start <= offset && offset < span.end && span.end - span.start <= length) {
			shortest = i;
			length = span.end - span.start;
		}
	}
	return shortest;
}

/* The innermost node that holds the offset. */
static uint32_t node_at(const struct pragmas *pragmas, uint32_t offset)
{
	const struct tree *tree = pragmas->tree;
	uint32_t low = 0;
	uint32_t high = tree->nodes.count;

	if (!pragmas->do_starts_rise) {
		return shortest_at(tree, offset);
	}
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (tree_node(tree, middle)->span.start <= offset) {
			low = middle;
		} else {
			high = middle;
		}
	}
	while (low != NODE_NONE && tree_node(tree, low)->span.end <= offset) {
		low = tree_node(tree, low)->parent;
	}
	return low;
}

static bool is_silenced(const struct pragmas *pragmas, const rlint_finding *finding)
{
	return any_names(pragmas, finding, pragmas->first_of_file, NODE_NONE) ||
	       is_covered(pragmas, finding, finding->node) ||
	       is_covered(pragmas, finding, node_at(pragmas, finding->result.place.span.start));
}

/* Instructions and logical lines are the children of the root. Moves *child on to the last that
 * starts before the comment; that one, if the comment lies inside it. */
static uint32_t enclosing(const struct tree *tree, rlint_span comment, uint32_t *child)
{
	while (*child != NODE_NONE) {
		const struct node *node = tree_node(tree, *child);

		if (node->span.end > comment.start) {
			return node->span.start < comment.start ? *child : NODE_NONE;
		}
		*child = node->next;
	}
	return NODE_NONE;
}

static void add(struct run *run, struct pragmas *pragmas, const struct pragma *read)
{
	struct pragma *pragma = vec_add(&pragmas->items, run->scratch, sizeof *pragma);

	if (pragma) {
		*pragma = *read;
	} else {
		run->status = RLINT_NOMEM;
	}
}

static bool is_flat(const rlint_document *document)
{
	return document->kind == RLINT_FILE_DOCKERFILE || document->kind == RLINT_FILE_REQUIREMENTS;
}

static void collect(struct run *run, struct pragmas *pragmas)
{
	const struct tree *tree = pragmas->tree;
	const struct comment *comments = tree->comments.items;
	bool looks_around = is_flat(run->analysis->document);
	uint32_t child = looks_around ? tree_first_child(tree, 0) : NODE_NONE;

	for (uint32_t i = 0; i < tree->comments.count; i++) {
		rlint_span span = comments[i].span;
		bool is_of_file = false;
		struct pragma read = { 0 };
		uint32_t node;

		if (!read_pragma(str_slice(tree->source, span.start, span.end), &read.list,
			    &is_of_file)) {
			continue;
		}
		node = comments[i].trails;
		node = node == NODE_NONE ? enclosing(tree, span, &child) : node;
		node = node == NODE_NONE ? comments[i].precedes : node;
		if (is_of_file || node != NODE_NONE) {
			read.node = is_of_file ? NODE_NONE : node;
			add(run, pragmas, &read);
		}
	}
}

static int compare(const void *a, const void *b)
{
	uint32_t left = ((const struct pragma *)a)->node;
	uint32_t right = ((const struct pragma *)b)->node;

	return (left > right) - (left < right);
}

static void drop_silenced(struct run *run, const struct pragmas *pragmas)
{
	rlint_finding **findings = run->results->findings.items;
	uint32_t kept = 0;

	for (uint32_t i = 0; i < run->results->findings.count; i++) {
		if (!is_silenced(pragmas, findings[i])) {
			findings[kept++] = findings[i];
		}
	}
	run->results->findings.count = kept;
}

static void visit_unknown(rlint_check *check, rlint_str list,
	void (*each)(rlint_check *check, rlint_span span, rlint_str nearest))
{
	const rlint_registry *registry = check->run->config->registry;
	const char *start = check->run->analysis->tree->source.ptr;
	rlint_str word;

	list = str_slice(list, 0, LIST_MOST);
	while (next_word(&list, &word)) {
		uint32_t at = (uint32_t)(word.ptr - start);

		if (rlint_registry_match(registry, word, NULL, NULL) == 0) {
			each(check, (rlint_span){ at, at + (uint32_t)word.len },
				rlint_registry_nearest(registry, word));
		}
	}
}

void rlint_unknown_words(
	rlint_check *check, void (*each)(rlint_check *check, rlint_span span, rlint_str nearest))
{
	const struct tree *tree = check->run->analysis->tree;
	const struct comment *comments = tree->comments.items;

	for (uint32_t i = 0; i < tree->comments.count; i++) {
		rlint_str text =
			str_slice(tree->source, comments[i].span.start, comments[i].span.end);
		bool is_of_file;
		rlint_str list;

		/* hadolint's ids are its own affair. */
		if (read_pragma(text, &list, &is_of_file) &&
			str_find_str(text, RLINT_STR("reprolint:")) <
				str_find_str(text, RLINT_STR("ignore"))) {
			visit_unknown(check, list, each);
		}
	}
}

void suppress(struct run *run)
{
	struct pragmas pragmas = { .tree = run->analysis->tree, .registry = run->config->registry };

	if (run->results->findings.count == 0 || run->analysis->tree->comments.count == 0) {
		return;
	}
	collect(run, &pragmas);
	if (pragmas.items.count > 0) {
		qsort(pragmas.items.items, pragmas.items.count, sizeof(struct pragma), compare);
		pragmas.do_starts_rise = do_starts_rise(pragmas.tree);
		pragmas.first_of_file = search(&pragmas, NODE_NONE);
		drop_silenced(run, &pragmas);
	}
	arena_reset(run->scratch);
}
