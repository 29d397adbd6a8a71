/* Ignore comments, as lib/syntax/pragma.h reads them. A pragma covers the node that starts after
 * it, the one on whose line it stands, or the instruction that it stands inside; "ignore-file" and
 * "global" cover the file, "stage" the stage that follows, or the rest of the one that it stands
 * in. BuildKit's `# check=` is read by buildkit_checks.c. */
#include <stdlib.h>

#include "lib/base/str.h"
#include "lib/lint/alias.h"
#include "lib/lint/node_index.h"
#include "lib/lint/run.h"
#include "lib/syntax/pragma.h"

/* No list that anyone reads is longer; past it words are not looked at. */
#define LIST_MOST 4096

struct pragma {
	rlint_str list;
	bool is_all_of_kics;
	uint32_t node; /* NODE_NONE: what starts in the range */
	rlint_span range;
};

struct pragmas {
	struct vec items; /* struct pragma, sorted by node; those of ranges last */
	const struct tree *tree;
	const rlint_registry *registry;
	uint32_t first_range; /* index of the first with NODE_NONE */
	struct node_index places;
};

/* A foreign id names what its own tool would say: the finding carries it, or carries none. */
static bool names(const struct pragmas *pragmas, const rlint_finding *finding, rlint_str word)
{
	const rlint_rule_info *info = registry_entry(pragmas->registry, finding->result.rule)->info;
	size_t alias;

	if (!rule_has_alias(info, word, &alias)) {
		return rule_is_named(info, word);
	}
	return finding->result.alias_count == 0 ||
	       rlint_str_is_one_of(
		       info->aliases[alias], finding->result.aliases, finding->result.alias_count);
}

static bool has_id_of_kics(const rlint_str *ids, size_t count)
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = alias_is_of_kics(ids[i]);
	}
	return is_found;
}

/* Would KICS say it? As with a single id: the finding carries one, or carries none at all. */
static bool is_of_kics(const struct pragmas *pragmas, const rlint_finding *finding)
{
	const rlint_rule_info *info = registry_entry(pragmas->registry, finding->result.rule)->info;
	const rlint_result *result = &finding->result;

	return result->alias_count > 0 ? has_id_of_kics(result->aliases, result->alias_count)
				       : has_id_of_kics(info->aliases, info->alias_count);
}

static bool list_names(
	const struct pragmas *pragmas, const rlint_finding *finding, const struct pragma *pragma)
{
	rlint_str list = str_slice(pragma->list, 0, LIST_MOST);
	rlint_str word;

	if (pragma->is_all_of_kics) {
		return is_of_kics(pragmas, finding);
	}
	while (pragma_next_word(&list, &word)) {
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

static bool is_within(rlint_span range, uint32_t offset)
{
	return offset >= range.start && offset < range.end;
}

/* Does a range that the finding or its anchor starts in name it? */
static bool is_in_range(const struct pragmas *pragmas, const rlint_finding *finding)
{
	const struct pragma *items = pragmas->items.items;
	uint32_t start = finding->result.place.span.start;
	uint32_t anchor = finding->node == NODE_NONE
				  ? start
				  : tree_node(pragmas->tree, finding->node)->span.start;

	for (uint32_t i = pragmas->first_range; i < pragmas->items.count; i++) {
		if ((is_within(items[i].range, start) || is_within(items[i].range, anchor)) &&
			list_names(pragmas, finding, &items[i])) {
			return true;
		}
	}
	return false;
}

static bool is_silenced(const struct pragmas *pragmas, const rlint_finding *finding)
{
	return is_in_range(pragmas, finding) || is_covered(pragmas, finding, finding->node) ||
	       is_covered(pragmas, finding,
		       node_index_at(&pragmas->places, finding->result.place.span.start));
}

/* A comment that silences something. What hadolint takes for a plain comment, none of its users
 * means to silence anything. */
static bool is_ignore(const struct tree *tree, rlint_span span, struct pragma_comment *out)
{
	rlint_str flaw;

	return pragma_read(str_slice(tree->source, span.start, span.end), out) &&
	       out->kind == PRAGMA_IGNORE && !pragma_has_flaw(out, &flaw);
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
	return document->kind == RLINT_FILE_DOCKERFILE ||
	       document->kind == RLINT_FILE_DOCKERIGNORE ||
	       document->kind == RLINT_FILE_REQUIREMENTS;
}

/* Where the look for the ends of stages is. */
struct stage_cursor {
	uint32_t next; /* the instruction behind the comment */
	uint32_t from; /* the first FROM behind that */
};

static bool is_from(const struct docker_instruction *instruction)
{
	return instruction->name == DOCKER_FROM && !instruction->is_trigger;
}

static void go_behind(const struct dockerfile *file, uint32_t offset, struct stage_cursor *cursor)
{
	while (cursor->next < file->instructions.count &&
		dockerfile_instruction(file, cursor->next)->span.start <= offset) {
		cursor->next++;
	}
}

/* A block of KICS is the stage, where its FROM follows. */
static enum pragma_scope scope_of_block(
	const struct run *run, const struct comment *comment, struct stage_cursor *cursor)
{
	const struct dockerfile *file = &run->analysis->syntax.dockerfile;
	const struct docker_instruction *next = NULL;

	if (run->analysis->document->kind == RLINT_FILE_DOCKERFILE) {
		go_behind(file, comment->span.start, cursor);
		next = cursor->next < file->instructions.count
			       ? dockerfile_instruction(file, cursor->next)
			       : NULL;
	}
	return next && is_from(next) && next->node == comment->precedes ? PRAGMA_STAGE
									: PRAGMA_NEXT;
}

/* Where the stage ends that begins behind the offset or, where no FROM follows at once, holds it.
 * Offsets rise from call to call. */
static uint32_t stage_end(
	const struct dockerfile *file, uint32_t offset, struct stage_cursor *cursor)
{
	uint32_t count = file->instructions.count;

	go_behind(file, offset, cursor);
	cursor->from = cursor->from > cursor->next ? cursor->from : cursor->next + 1;
	while (cursor->from < count && !is_from(dockerfile_instruction(file, cursor->from))) {
		cursor->from++;
	}
	return cursor->from < count ? dockerfile_instruction(file, cursor->from)->span.start
				    : UINT32_MAX;
}

/* What a pragma of a stage or the file covers. */
static rlint_span range_of(const struct run *run, const struct pragma_comment *comment,
	rlint_span place, struct stage_cursor *cursor)
{
	rlint_span range = { 0, UINT32_MAX };

	if (comment->scope == PRAGMA_STAGE &&
		run->analysis->document->kind == RLINT_FILE_DOCKERFILE) {
		range.start = place.start;
		range.end = stage_end(&run->analysis->syntax.dockerfile, place.start, cursor);
	}
	return range;
}

/* The node that a comment stands behind, lies in or precedes, or NODE_NONE. */
static uint32_t covered_by(const struct tree *tree, const struct comment *comment, uint32_t *child)
{
	uint32_t node = comment->trails;

	node = node == NODE_NONE ? enclosing(tree, comment->span, child) : node;
	return node == NODE_NONE ? comment->precedes : node;
}

static void collect(struct run *run, struct pragmas *pragmas)
{
	const struct tree *tree = pragmas->tree;
	const struct comment *comments = tree->comments.items;
	bool looks_around = is_flat(run->analysis->document);
	uint32_t child = looks_around ? tree_first_child(tree, 0) : NODE_NONE;
	struct stage_cursor cursor = { 0 };

	for (uint32_t i = 0; i < tree->comments.count; i++) {
		struct pragma_comment comment;
		struct pragma pragma = { .node = NODE_NONE };

		if (!is_ignore(tree, comments[i].span, &comment)) {
			continue;
		}
		pragma.list = comment.value;
		pragma.is_all_of_kics = comment.is_all_of_kics;
		if (comment.scope == PRAGMA_BLOCK) {
			comment.scope = scope_of_block(run, &comments[i], &cursor);
		}
		if (comment.scope == PRAGMA_NEXT) {
			pragma.node = covered_by(tree, &comments[i], &child);
		} else {
			pragma.range = range_of(run, &comment, comments[i].span, &cursor);
		}
		if (comment.scope != PRAGMA_NEXT || pragma.node != NODE_NONE) {
			add(run, pragmas, &pragma);
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
	while (pragma_next_word(&list, &word)) {
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
		struct pragma_comment comment;

		/* hadolint's ids are its own affair. */
		if (is_ignore(tree, comments[i].span, &comment) && !comment.is_of_hadolint) {
			visit_unknown(check, comment.value, each);
		}
	}
}

static uint32_t offset_in(const struct tree *tree, rlint_str slice)
{
	return (uint32_t)(slice.ptr - tree->source.ptr);
}

void rlint_each_pragma(
	rlint_check *check, void (*each)(rlint_check *check, const rlint_pragma *pragma))
{
	const struct tree *tree = check->run->analysis->tree;
	const struct comment *comments = tree->comments.items;

	for (uint32_t i = 0; i < tree->comments.count; i++) {
		rlint_pragma pragma = { .comment = comments[i].span };
		struct pragma_comment comment;
		rlint_str flaw;

		if (!pragma_read(str_slice(tree->source, pragma.comment.start, pragma.comment.end),
			    &comment) ||
			comment.kind != PRAGMA_IGNORE) {
			continue;
		}
		pragma.is_of_hadolint = comment.is_of_hadolint;
		pragma.is_wide = comment.scope != PRAGMA_NEXT;
		pragma.has_flaw = pragma_has_flaw(&comment, &flaw);
		if (pragma.has_flaw) {
			pragma.flaw.start = offset_in(tree, flaw);
			pragma.flaw.end = pragma.flaw.start + (uint32_t)flaw.len;
		}
		each(check, &pragma);
	}
}

void suppress(struct run *run)
{
	struct pragmas pragmas = { .tree = run->analysis->tree, .registry = run->config->registry };

	if (run->results->findings.count == 0 || run->analysis->tree->comments.count == 0) {
		return;
	}
	collect(run, &pragmas);
	if (pragmas.items.count > 0 &&
		!node_index_make(&pragmas.places, run->scratch, pragmas.tree)) {
		run->status = RLINT_NOMEM;
	} else if (pragmas.items.count > 0) {
		qsort(pragmas.items.items, pragmas.items.count, sizeof(struct pragma), compare);
		pragmas.first_range = search(&pragmas, NODE_NONE);
		drop_silenced(run, &pragmas);
	}
	arena_reset(run->scratch);
}
