/* What holds of the tree of any Dockerfile, however broken. */
#ifndef TESTS_FUZZ_DOCKERFILE_CHECK_H
#define TESTS_FUZZ_DOCKERFILE_CHECK_H

#include "lib/syntax/dockerfile/dockerfile.h"
#include "lib/syntax/dockerfile/words.h"

/* The text of the first thing that does not hold, or NULL. */
static inline const char *check_spans(const struct dockerfile *file)
{
	const struct problem *problems = file->tree.problems.items;
	size_t len = file->tree.source.len;

	for (uint32_t i = 0; i < file->tree.problems.count; i++) {
		const struct problem *problem = &problems[i];

		if (problem->span.start > problem->span.end || problem->span.end > len ||
			problem->fix_span.start > problem->fix_span.end ||
			problem->fix_span.end > len || problem->insert_at > len) {
			return "a problem lies outside the file";
		}
		if (problem->message.len == 0) {
			return "a problem says nothing";
		}
	}
	return NULL;
}

static inline const char *check_nodes(const struct dockerfile *file)
{
	const struct tree *tree = &file->tree;

	for (uint32_t i = 1; i < tree->nodes.count; i++) {
		const struct node *node = tree_node(tree, i);
		const struct node *parent = tree_node(tree, node->parent);

		if (node->parent >= i || node->span.start > node->span.end ||
			node->span.start < parent->span.start ||
			node->span.end > parent->span.end) {
			return "a node lies outside its parent";
		}
		if (node->next != NODE_NONE &&
			tree_node(tree, node->next)->span.start < node->span.start) {
			return "siblings are out of order";
		}
	}
	return NULL;
}

static inline const char *check_order(const struct dockerfile *file)
{
	const struct comment *comments = file->tree.comments.items;
	const rlint_span *gaps = file->tree.gaps.items;

	for (uint32_t i = 0; i < file->tree.comments.count; i++) {
		if (file->tree.source.ptr[comments[i].span.start] != '#' ||
			(i > 0 && comments[i].span.start < comments[i - 1].span.end)) {
			return "a comment is none, or out of order";
		}
	}
	for (uint32_t i = 0; i < file->tree.gaps.count; i++) {
		if (gaps[i].start >= gaps[i].end || gaps[i].end > file->tree.source.len ||
			(i > 0 && gaps[i].start < gaps[i - 1].end)) {
			return "gaps are out of order";
		}
	}
	return NULL;
}

/* Each byte of the text comes from inside the span, in order. */
static inline const char *check_text(const struct text *text, rlint_span span)
{
	uint32_t last = span.start;
	size_t step = text->bytes.len / 64 + 1;

	for (size_t i = 0; i < text->bytes.len; i += step) {
		uint32_t source = text_source(text, i);

		if (source < last || source > span.end) {
			return "a text's source is not where it stands";
		}
		last = source;
	}
	return NULL;
}

static inline const char *check_texts(const struct dockerfile *file)
{
	const struct docker_word *words = file->words.items;
	const struct docker_flag *flags = file->flags.items;
	const char *wrong = NULL;

	for (uint32_t i = 0; i < file->words.count && !wrong; i++) {
		wrong = check_text(&words[i].text, words[i].span);
	}
	for (uint32_t i = 0; i < file->flags.count && !wrong; i++) {
		wrong = check_text(&flags[i].value, flags[i].span);
	}
	return wrong;
}

static inline const char *check_dockerfile(const struct dockerfile *file)
{
	const char *wrong = check_spans(file);

	wrong = wrong ? wrong : check_nodes(file);
	wrong = wrong ? wrong : check_order(file);
	return wrong ? wrong : check_texts(file);
}

/* Parts of a value lie in it, one after the other. */
static inline const char *check_value(const rlint_value *value)
{
	uint32_t last = value->span.start;

	for (uint32_t i = 0; i < value->part_count; i++) {
		const rlint_part *part = &value->parts[i];

		if (part->span.start < last || part->span.end < part->span.start ||
			part->span.end > value->span.end) {
			return "a part lies outside its value";
		}
		last = part->span.end;
	}
	return NULL;
}

#endif
