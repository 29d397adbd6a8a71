/* Dockerfiles as BuildKit reads them (parser/parser.go).
 *
 *   file        = [ BOM ] { directive } { blank | comment | instruction }
 *   instruction = logical { heredoc }                  ; lines.c, heredoc.c
 *   logical     = keyword { flag } arguments           ; split.c, arguments.c
 *
 * Where BuildKit stops at the first error, reading goes on with the next instruction. */
#include "lib/syntax/dockerfile/dockerfile.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/parser.h"

/* ---- nodes ---- */

static uint32_t add_node(struct docker_parser *parser, uint32_t parent, enum docker_kind kind,
	rlint_span span, uint32_t payload)
{
	struct tree *tree = &parser->file->tree;
	uint32_t node = tree_add(tree, parent, (uint16_t)kind, span);

	tree_node(tree, node)->payload = payload;
	return node;
}

static void add_flag_nodes(struct docker_parser *parser, const struct docker_instruction *owner)
{
	for (uint32_t i = 0; i < owner->flag_count; i++) {
		uint32_t index = owner->flag_first + i;
		struct docker_flag *flag = (struct docker_flag *)parser->file->flags.items + index;

		flag->node = add_node(parser, owner->node, DOCKER_FLAG, flag->span, index);
	}
}

static void add_word_nodes(struct docker_parser *parser, const struct docker_instruction *owner)
{
	for (uint32_t i = 0; i < owner->word_count; i++) {
		uint32_t index = owner->word_first + i;
		struct docker_word *word = (struct docker_word *)parser->file->words.items + index;

		word->node = add_node(parser, owner->node, DOCKER_WORD, word->span, index);
	}
}

static void add_heredoc_nodes(struct docker_parser *parser, const struct docker_instruction *owner)
{
	for (uint32_t i = 0; i < owner->heredoc_count; i++) {
		uint32_t index = owner->heredoc_first + i;
		struct docker_heredoc *heredoc =
			(struct docker_heredoc *)parser->file->heredocs.items + index;

		heredoc->node =
			add_node(parser, owner->node, DOCKER_HEREDOC, heredoc->body_span, index);
	}
}

/* The children of the instruction, whose own node is there already. */
static void add_children(struct docker_parser *parser, uint32_t index)
{
	struct docker_instruction *instruction = docker_at(parser, index);

	if (instruction->has_problem) {
		tree_node(&parser->file->tree, instruction->node)->flags |= NODE_IS_BAD;
	}
	add_node(parser, instruction->node, DOCKER_KEYWORD, instruction->keyword_span, NODE_NONE);
	add_flag_nodes(parser, instruction);
	add_word_nodes(parser, instruction);
	if (instruction->trigger != NODE_NONE) {
		struct docker_instruction *trigger = docker_at(parser, instruction->trigger);

		trigger->node = add_node(parser, instruction->node, DOCKER_INSTRUCTION,
			trigger->span, instruction->trigger);
		add_children(parser, instruction->trigger);
	}
	if (!instruction->is_trigger) {
		add_heredoc_nodes(parser, instruction);
	}
}

/* ---- instructions ---- */

/* The comments before it belong to it. */
static void give_comments(struct docker_parser *parser, uint32_t index)
{
	struct vec *comments = &parser->file->tree.comments;
	struct docker_instruction *instruction = docker_at(parser, index);

	for (; parser->comment_free < comments->count; parser->comment_free++) {
		((struct comment *)comments->items + parser->comment_free)->precedes = parser->node;
	}
	instruction->comment_first = parser->comment_first;
	instruction->comment_count = comments->count - parser->comment_first;
}

static uint32_t begin_instruction(struct docker_parser *parser, const struct docker_line *line)
{
	struct vec *instructions = &parser->file->instructions;
	uint32_t index = instructions->count;
	struct docker_instruction *instruction =
		vec_add(instructions, parser->arena, sizeof *instruction);

	parser->node = add_node(
		parser, 0, DOCKER_INSTRUCTION, (rlint_span){ line->start, line->end }, index);
	instruction->node = parser->node;
	instruction->trigger = NODE_NONE;
	instruction->comment_first = parser->file->tree.comments.count;
	return index;
}

/* Decoded escapes of JSON were noted after the joints of their line: merges both by place. */
static void sort_gaps(struct docker_parser *parser, uint32_t first, uint32_t middle)
{
	struct vec *gaps = &parser->file->tree.gaps;
	rlint_span *items = gaps->items;
	uint32_t count = middle - first;
	uint32_t right = middle;
	rlint_span *joints;
	uint32_t left = 0;

	if (count == 0 || middle == gaps->count) {
		return;
	}
	joints = arena_alloc(parser->arena, count * sizeof *joints);
	memcpy(joints, items + first, count * sizeof *joints);
	while (left < count) {
		bool is_joint = right == gaps->count || joints[left].start <= items[right].start;

		items[first++] = is_joint ? joints[left++] : items[right++];
	}
}

/* No stage to build in: told once. */
static void check_stage(struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);
	struct problem *problem;

	parser->has_stage |= instruction->name == DOCKER_FROM;
	if (parser->has_stage || parser->told_of_stage || instruction->name == DOCKER_ARG ||
		instruction->name == DOCKER_UNKNOWN_NAME || !parser->is_accepted) {
		return;
	}
	parser->told_of_stage = true;
	problem = docker_tell(parser, "dockerfile",
		&(struct docker_refusal){ instruction->keyword_span,
			docker_say(parser, "%s stands before any FROM; begin with FROM",
				docker_name_text(instruction->name)),
			RLINT_STR("no build stage in current context") },
		true);
	if (problem) {
		problem->alias = RLINT_STR("DL3061");
	}
}

/* The last part of a keyword-less line: the escape that it consists of. */
static void end_instruction(struct docker_parser *parser, uint32_t index)
{
	struct docker_instruction *instruction = docker_at(parser, index);
	struct node *node = tree_node(&parser->file->tree, instruction->node);

	if (instruction->span.end <= instruction->span.start) {
		instruction->span = node->span;
		instruction->keyword_span = (rlint_span){ node->span.start, node->span.start };
	}
	node->span = instruction->span;
	add_children(parser, index);
}

/* Read over, with a warning that it may be refused one day (parser.go, Parse). */
static void tell_of_blank_line(struct docker_parser *parser, uint32_t index)
{
	rlint_span blank = docker_at(parser, index)->empty_continuation;
	struct problem *problem;

	if (blank.end == 0) {
		return;
	}
	problem = docker_tell(parser, "empty-continuation",
		&(struct docker_refusal){ blank,
			RLINT_STR("a blank line inside an instruction, which builders mean to "
				  "refuse one day: remove it"),
			RLINT_STR("Empty continuation line") },
		false);
	if (problem) {
		problem->foreign_id = RLINT_STR("NoEmptyContinuation");
	}
}

static void read_instruction(struct docker_parser *parser, const struct docker_line *line)
{
	uint32_t gap_first = parser->file->tree.gaps.count;
	uint32_t index = begin_instruction(parser, line);
	uint32_t gap_middle;
	struct text text;

	give_comments(parser, index);
	text = docker_join(parser, index, line);
	gap_middle = parser->file->tree.gaps.count;
	docker_read_instruction(parser, index, &text);
	sort_gaps(parser, gap_first, gap_middle);
	docker_read_heredocs(parser, index, &text);
	end_instruction(parser, index);
	tell_of_blank_line(parser, index);
	check_stage(parser, index);
	parser->comment_free = parser->file->tree.comments.count;
	parser->comment_first = parser->comment_free;
	parser->node = 0;
	parser->has_instruction = true;
}

/* ---- the file ---- */

/* A `#` alone takes the comments before it away from the next instruction. */
static void read_comment(struct docker_parser *parser, uint32_t start, uint32_t end, bool indented)
{
	rlint_str text = { parser->source.ptr, end };

	docker_take_late_directive(parser, start, end);
	docker_add_comment(parser, (rlint_span){ start, end }, NODE_NONE);
	if (!indented && docker_skip_space(text, start + 1) == end) {
		parser->comment_first = parser->file->tree.comments.count;
	}
}

static void read_line(struct docker_parser *parser, struct docker_line *line)
{
	rlint_str text = { parser->source.ptr, line->end };
	uint32_t start = (uint32_t)docker_skip_space(text, line->start);
	bool is_indented = start > line->start;

	parser->line_start = line->start;
	line->start = start;
	if (parser->in_directives) {
		parser->in_directives = docker_take_directive(parser, start, line->end);
		if (parser->in_directives) {
			return;
		}
	}
	if (start == line->end) {
		return;
	}
	if (text.ptr[start] == '#') {
		read_comment(parser, start, line->end, is_indented);
	} else {
		read_instruction(parser, line);
	}
}

static void refuse_file(struct docker_parser *parser, const char *message, const char *foreign)
{
	uint32_t end = (uint32_t)parser->source.len;
	uint32_t line = (uint32_t)str_find(parser->source, '\n', 0);

	docker_tell(parser, "dockerfile",
		&(struct docker_refusal){
			{ 0, line < end ? line : end }, str_from(message), str_from(foreign) },
		true);
}

static void check_whole(struct docker_parser *parser)
{
	if (!parser->has_instruction) {
		parser->file->fails = true;
		refuse_file(parser, "this file holds no instruction; begin with FROM",
			parser->source.len == 0 ? "the Dockerfile cannot be empty"
						: "file with no instructions");
	} else if (!parser->has_stage && !parser->told_of_stage &&
		   parser->file->tree.problems.count == 0) {
		refuse_file(parser, "this file has no FROM and builds nothing; add one",
			"dockerfile contains no stages to build");
	}
}

/* UTF-16 is no text to the builder: one problem instead of one for each line. */
static void check_encoding(struct docker_parser *parser)
{
	bool is_utf16 = rlint_str_starts(parser->source, RLINT_STR("\xFF\xFE")) ||
			rlint_str_starts(parser->source, RLINT_STR("\xFE\xFF"));

	if (is_utf16) {
		docker_tell(parser, "dockerfile",
			&(struct docker_refusal){ { 0, 2 },
				RLINT_STR("this file is UTF-16; save it as UTF-8"),
				RLINT_STR("unknown instruction") },
			true);
		parser->is_muted = true;
		parser->file->tree.is_incomplete = true;
	}
}

void docker_parse_as(struct dockerfile *out, struct arena *arena, const struct limits *limits,
	rlint_str source, bool sees_inline_comments)
{
	struct docker_parser parser = { .file = out,
		.arena = arena,
		.source = source,
		.in_directives = true,
		.sees_inline_comments = sees_inline_comments };
	struct docker_line line;

	*out = (struct dockerfile){ .escape = '\\' };
	tree_init(&out->tree, arena, limits, source);
	tree_add(&out->tree, NODE_NONE, DOCKER_FILE, (rlint_span){ 0, (uint32_t)source.len });
	check_encoding(&parser);
	if (rlint_str_starts(source, RLINT_STR("\xEF\xBB\xBF"))) {
		parser.at = 3;
	}
	docker_find_effective(&parser);
	while (docker_next_line(&parser, &line)) {
		read_line(&parser, &line);
	}
	check_whole(&parser);
}

void dockerfile_parse(
	struct dockerfile *out, struct arena *arena, const struct limits *limits, rlint_str source)
{
	docker_parse_as(out, arena, limits, source, true);
}

const struct docker_instruction *dockerfile_instruction(
	const struct dockerfile *file, uint32_t index)
{
	return (const struct docker_instruction *)file->instructions.items + index;
}

const struct docker_word *dockerfile_word(
	const struct dockerfile *file, const struct docker_instruction *instruction, uint32_t index)
{
	return (const struct docker_word *)file->words.items + instruction->word_first + index;
}

const struct docker_flag *dockerfile_flag(
	const struct dockerfile *file, const struct docker_instruction *instruction, uint32_t index)
{
	return (const struct docker_flag *)file->flags.items + instruction->flag_first + index;
}

const struct docker_heredoc *dockerfile_heredoc(
	const struct dockerfile *file, const struct docker_instruction *instruction, uint32_t index)
{
	return (const struct docker_heredoc *)file->heredocs.items + instruction->heredoc_first +
	       index;
}
