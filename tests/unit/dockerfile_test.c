/* lib/syntax/dockerfile: what is read, where it stands, and how broken text is borne. */
#include "tests/unit/dockerfile_parse.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- places ---- */

static void words_keep_their_places_through_continuations(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM a\nCOPY --from=x \\\n# why\n  b \\\n\n  /c\n");
	assert_int_equal(instruction_at(&parsed, 1)->name, DOCKER_COPY);
	assert_str(bytes_of(&parsed, instruction_at(&parsed, 1)->keyword_span), "COPY");
	assert_str(bytes_of(&parsed, word_at(&parsed, 1, 0)->span), "b");
	assert_str(bytes_of(&parsed, word_at(&parsed, 1, 1)->span), "/c");
	assert_str(bytes_of(&parsed,
			   dockerfile_flag(&parsed.file, instruction_at(&parsed, 1), 0)->span),
		"--from=x");
	assert_int_equal(instruction_at(&parsed, 1)->first_line, 2);
	assert_int_equal(instruction_at(&parsed, 1)->last_line, 6);
	assert_span(instruction_at(&parsed, 1)->empty_continuation, 35, 36);
	assert_span(instruction_at(&parsed, 1)->span, 7, 40);
	close_parsed(&parsed);
}

static void a_word_may_be_broken_over_lines(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM ubu\\\nntu\n");
	assert_str(word_at(&parsed, 0, 0)->text.bytes, "ubuntu");
	assert_span(word_at(&parsed, 0, 0)->span, 5, 13);
	assert_int_equal(parsed.file.tree.gaps.count, 1);
	assert_span(*(const rlint_span *)parsed.file.tree.gaps.items, 8, 10);
	close_parsed(&parsed);
}

static void json_strings_are_decoded_and_keep_their_places(void **state)
{
	struct parsed parsed;
	const rlint_span *gaps;

	(void)state;
	open_parsed(&parsed, "CMD [\"a\\u0041\", \\\n \"b\\n\"]\n");
	assert_true(instruction_at(&parsed, 0)->is_json);
	assert_str(word_at(&parsed, 0, 0)->text.bytes, "aA");
	assert_str(bytes_of(&parsed, word_at(&parsed, 0, 0)->span), "\"a\\u0041\"");
	assert_str(word_at(&parsed, 0, 1)->text.bytes, "b\n");
	gaps = parsed.file.tree.gaps.items;
	assert_int_equal(parsed.file.tree.gaps.count, 3);
	assert_span(gaps[0], 7, 13);
	assert_span(gaps[1], 16, 18);
	assert_span(gaps[2], 21, 23);
	close_parsed(&parsed);
}

static void flags_lose_their_quotes_only(void **state)
{
	struct parsed parsed;
	const struct docker_flag *flag;

	(void)state;
	open_parsed(&parsed, "RUN --mount=\"type=bind,target=/a b\" --é=\xC3\xA0 ls\n");
	flag = dockerfile_flag(&parsed.file, instruction_at(&parsed, 0), 0);
	assert_str(flag->name, "mount");
	assert_str(flag->value.bytes, "type=bind,target=/a b");
	assert_str(bytes_of(&parsed, flag->value_span), "type=bind,target=/a b");
	flag = dockerfile_flag(&parsed.file, instruction_at(&parsed, 0), 1);
	assert_str(flag->value.bytes, "\xC3\xA0");
	assert_str(instruction_at(&parsed, 0)->rest.bytes, "ls");
	close_parsed(&parsed);
}

static void nodes_stand_in_preorder(void **state)
{
	static const uint16_t kinds[] = { DOCKER_FILE, DOCKER_DIRECTIVE, DOCKER_INSTRUCTION,
		DOCKER_KEYWORD, DOCKER_FLAG, DOCKER_WORD, DOCKER_INSTRUCTION, DOCKER_KEYWORD,
		DOCKER_INSTRUCTION, DOCKER_KEYWORD, DOCKER_WORD, DOCKER_HEREDOC };
	struct parsed parsed;

	(void)state;
	open_parsed(
		&parsed, "# syntax=x\nFROM --platform=linux/amd64 a\nONBUILD RUN <<EOF\nx\nEOF\n");
	assert_int_equal(parsed.file.tree.nodes.count, sizeof kinds / sizeof *kinds);
	for (uint32_t i = 0; i < parsed.file.tree.nodes.count; i++) {
		assert_int_equal(tree_node(&parsed.file.tree, i)->kind, kinds[i]);
	}
	assert_int_equal(instruction_at(&parsed, 1)->trigger, 2);
	assert_int_equal(instruction_at(&parsed, 2)->heredoc_count, 1);
	assert_int_equal(parsed.file.tree.problems.count, 0);
	close_parsed(&parsed);
}

/* ---- directives and comments ---- */

static void the_escape_directive_rules_all_splitting(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "# ESCAPE = `\nFROM a\nRUN dir c:\\ `\n b\n");
	assert_int_equal(parsed.file.escape, '`');
	assert_str(dump_of(&parsed), "(from \"a\")\n(run \"dir c:\\\\  b\")\n");
	close_parsed(&parsed);
	open_parsed(&parsed, "# a comment\n# escape=`\nFROM a\n");
	assert_int_equal(parsed.file.escape, '\\');
	assert_int_equal(parsed.file.directives.count, 0);
	close_parsed(&parsed);
}

static bool has_check(const char *source)
{
	struct parsed parsed;
	const struct docker_directive *directives;
	bool is_effective = false;

	open_parsed(&parsed, source);
	directives = parsed.file.directives.items;
	for (uint32_t i = 0; i < parsed.file.directives.count; i++) {
		is_effective |= directives[i].is_effective &&
				rlint_str_is(directives[i].key, RLINT_STR("check"));
	}
	close_parsed(&parsed);
	return is_effective;
}

static void the_check_directive_has_a_reader_of_its_own(void **state)
{
	(void)state;
	assert_true(has_check("# check=skip=all\nFROM a\n"));
	assert_true(has_check("#!/bin/sh\n# check=skip=all\nFROM a\n"));
	assert_true(has_check("\xEF\xBB\xBF# syntax=a\n# check=skip=all\nFROM a\n"));
	assert_false(has_check("  # check=skip=all\nFROM a\n"));
	assert_false(has_check("# a\n# check=skip=all\nFROM a\n"));
}

static void comments_belong_to_what_follows(void **state)
{
	struct parsed parsed;
	const struct comment *comments;

	(void)state;
	open_parsed(
		&parsed, "# one\n#\n# two\n\n  # three\nFROM a\nRUN x \\\n  # four\n  y\n# five\n");
	comments = parsed.file.tree.comments.items;
	assert_int_equal(parsed.file.tree.comments.count, 6);
	assert_int_equal(instruction_at(&parsed, 0)->comment_first, 2);
	assert_int_equal(instruction_at(&parsed, 0)->comment_count, 2);
	assert_int_equal(instruction_at(&parsed, 1)->comment_count, 0);
	assert_int_equal(comments[0].precedes, instruction_at(&parsed, 0)->node);
	assert_int_equal(comments[3].precedes, instruction_at(&parsed, 0)->node);
	assert_str(bytes_of(&parsed, comments[4].span), "# four");
	assert_int_equal(comments[4].precedes, instruction_at(&parsed, 1)->node);
	assert_int_equal(comments[5].precedes, NODE_NONE);
	close_parsed(&parsed);
}

/* ---- heredocs ---- */

static void heredocs_are_read_in_order(void **state)
{
	struct parsed parsed;
	const struct docker_heredoc *first;
	const struct docker_heredoc *second;

	(void)state;
	open_parsed(&parsed, "FROM a\nRUN <<-\"A B\" 3<<C sh\n\tx\n\tA B\n$y\nC\nRUN z\n");
	first = dockerfile_heredoc(&parsed.file, instruction_at(&parsed, 1), 0);
	second = dockerfile_heredoc(&parsed.file, instruction_at(&parsed, 1), 1);
	assert_str(first->name, "A B");
	assert_str(bytes_of(&parsed, first->marker), "<<-\"A B\"");
	assert_false(first->expands);
	assert_str(first->body.bytes, "x\n");
	assert_str(bytes_of(&parsed, first->body_span), "\tx\n");
	assert_true(second->expands);
	assert_int_equal(second->fd, 3);
	assert_str(second->body.bytes, "$y\n");
	assert_int_equal(instruction_at(&parsed, 1)->last_line, 6);
	assert_int_equal(instruction_at(&parsed, 2)->first_line, 7);
	assert_int_equal(parsed.file.tree.problems.count, 0);
	close_parsed(&parsed);
}

static void a_heredoc_without_end_costs_no_later_instruction(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM a\nRUN cat <<EOF\nRUNNING out\nCOPY . .\nUSER me\n");
	assert_true(parsed.file.fails);
	assert_int_equal(parsed.file.tree.problems.count, 1);
	assert_str(problem_at(&parsed, 0)->foreign, "unterminated heredoc");
	assert_str(bytes_of(&parsed, problem_at(&parsed, 0)->span), "<<EOF");
	assert_int_equal(parsed.file.instructions.count, 4);
	assert_int_equal(instruction_at(&parsed, 2)->name, DOCKER_COPY);
	assert_int_equal(instruction_at(&parsed, 2)->first_line, 4);
	close_parsed(&parsed);
}

/* ---- broken text ---- */

static void a_bad_instruction_does_not_end_the_reading(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "RNU x\nENV a\nFROM\nFROM b AS 1\nCOPY x\nWORKDIR /w\n");
	assert_int_equal(parsed.file.instructions.count, 6);
	assert_int_equal(parsed.file.tree.problems.count, 5);
	assert_true(parsed.file.fails);
	assert_true(instruction_at(&parsed, 4)->has_problem);
	assert_false(instruction_at(&parsed, 5)->has_problem);
	assert_str(word_at(&parsed, 5, 0)->text.bytes, "/w");
	close_parsed(&parsed);
}

static void lines_of_a_lost_continuation_are_told_once(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(
		&parsed, "FROM a\nRUN apt-get install\n    curl \\\n    git\n    wget\nUSER u\n");
	assert_int_equal(parsed.file.instructions.count, 5);
	assert_int_equal(parsed.file.tree.problems.count, 1);
	assert_str(bytes_of(&parsed, problem_at(&parsed, 0)->span), "curl");
	assert_true(instruction_at(&parsed, 3)->has_problem);
	close_parsed(&parsed);
	open_parsed(&parsed, "FROM a\nRNU a\nCPOY a b\n");
	assert_int_equal(parsed.file.tree.problems.count, 2);
	close_parsed(&parsed);
}

static void odd_bytes_pass_through(void **state)
{
	struct parsed parsed;

	(void)state;
	open_text(&parsed, RLINT_STR("\xEF\xBB\xBF"
				     "FROM a\r\nRUN a\0b \\\r\n  c\r\nENV x=\xFF\r\n"));
	assert_str(dump_of(&parsed),
		"(from \"a\")\n(run \"a\\x00b   c\")\n(env \"x\" \"\xEF\xBF\xBD\" \"=\")\n");
	assert_span(word_at(&parsed, 0, 0)->span, 8, 9);
	assert_str(word_at(&parsed, 2, 1)->text.bytes, "\xFF");
	close_parsed(&parsed);
}

static void utf16_is_told_once(void **state)
{
	struct parsed parsed;

	(void)state;
	open_text(&parsed, RLINT_STR("\xFF\xFE"
				     "F\0R\0O\0M\0 \0a\0\n\0R\0U\0N\0 \0b\0\n\0"));
	assert_int_equal(parsed.file.tree.problems.count, 1);
	assert_span(problem_at(&parsed, 0)->span, 0, 2);
	close_parsed(&parsed);
}

static void empty_files_are_refused(void **state)
{
	static const char *const sources[] = { "", "\n \n", "# only\n" };

	(void)state;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		struct parsed parsed;

		open_parsed(&parsed, sources[i]);
		assert_true(parsed.file.fails);
		assert_int_equal(parsed.file.tree.problems.count, 1);
		close_parsed(&parsed);
	}
}

static void unbalanced_quotes_end_with_their_line(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM a\nENV a=\"b c\nRUN --mount=\"x ls\nLABEL 'c=d\nUSER u\n");
	assert_int_equal(parsed.file.instructions.count, 5);
	assert_str(dump_of(&parsed),
		"(from \"a\")\n(env \"a\" \"\\\"b c\" \"=\")\n(run [\"--mount=x ls\"])\n"
		"(label \"'c\" \"d\" \"=\")\n(user \"u\")\n");
	assert_int_equal(parsed.file.tree.problems.count, 3);
	close_parsed(&parsed);
}

/* ---- much text ---- */

/* `first`, `count` times `part`, then `last`; to be freed. */
static rlint_str repeat(const char *first, const char *part, size_t count, const char *last)
{
	size_t size = strlen(part);
	char *bytes = malloc(strlen(first) + size * count + strlen(last) + 1);
	size_t at = strlen(first);

	assert_non_null(bytes);
	memcpy(bytes, first, at);
	for (size_t i = 0; i < count; i++) {
		memcpy(bytes + at, part, size);
		at += size;
	}
	memcpy(bytes + at, last, strlen(last));
	return (rlint_str){ bytes, at + strlen(last) };
}

static void a_million_continuation_lines_take_little_memory(void **state)
{
	rlint_str source = repeat("FROM a\nRUN a", " \\\n b", 1000000, "\nUSER u\n");
	struct parsed parsed;

	(void)state;
	open_text(&parsed, source);
	assert_int_equal(parsed.file.instructions.count, 3);
	assert_int_equal(instruction_at(&parsed, 1)->last_line, 1000002);
	assert_true(parsed.arena.total < 16 * source.len);
	assert_int_equal(parsed.file.tree.problems.count, 0);
	close_parsed(&parsed);
	free((char *)(uintptr_t)source.ptr);
}

static void a_line_may_have_65535_bytes(void **state)
{
	rlint_str good = repeat("FROM a\nRUN ", "x", 65535 - 4, "\nUSER u\n");
	rlint_str bad = repeat("FROM a\nRUN ", "x", 65536 - 4, "\nUSER u\n");
	struct parsed parsed;

	(void)state;
	open_text(&parsed, good);
	assert_false(parsed.file.fails);
	close_parsed(&parsed);
	open_text(&parsed, bad);
	assert_true(parsed.file.fails);
	assert_int_equal(parsed.file.tree.problems.count, 1);
	assert_int_equal(problem_at(&parsed, 0)->span.start, 7);
	assert_int_equal(parsed.file.instructions.count, 3);
	close_parsed(&parsed);
	free((char *)(uintptr_t)good.ptr);
	free((char *)(uintptr_t)bad.ptr);
}

static void triggers_nest_only_so_deep(void **state)
{
	rlint_str source = repeat("FROM a\n", "ONBUILD ", 100000, "RUN x\n");
	struct parsed parsed;
	bool is_limit = false;

	(void)state;
	open_text(&parsed, source);
	for (uint32_t i = 0; i < parsed.file.tree.problems.count; i++) {
		is_limit |= problem_at(&parsed, i)->is_limit;
	}
	assert_true(is_limit);
	assert_true(parsed.file.tree.is_incomplete);
	close_parsed(&parsed);
	free((char *)(uintptr_t)source.ptr);
}

static void brackets_nest_without_recursion(void **state)
{
	rlint_str source = repeat("FROM a\nCMD ", "[", 50000, "\n");
	struct parsed parsed;

	(void)state;
	open_text(&parsed, source);
	assert_false(instruction_at(&parsed, 1)->is_json);
	close_parsed(&parsed);
	free((char *)(uintptr_t)source.ptr);
}

/* ---- BuildKit's own test files ---- */

#define VECTORS "../shared/vectors/buildkit/"

/* False where it is absent. The text ends with a NUL and is to be freed. */
static bool read_vector(const char *path, rlint_str *text)
{
	FILE *file = fopen(path, "rb");
	char *bytes = calloc(1, 65536);

	assert_non_null(bytes);
	*text = (rlint_str){ bytes, 0 };
	if (!file) {
		print_message("skipped: there is no %s\n", path);
		free(bytes);
		return false;
	}
	text->len = fread(bytes, 1, 65535, file);
	fclose(file);
	return true;
}

static void negative_files_are_refused(void **state)
{
	static const char *const paths[] = { VECTORS "parser-negative/empty_dockerfile/Dockerfile",
		VECTORS "parser-negative/env_no_value/Dockerfile",
		VECTORS "parser-negative/only_comments/Dockerfile",
		VECTORS "parser-negative/shykes-nested-json/Dockerfile" };

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct parsed parsed;
		rlint_str text;

		if (!read_vector(paths[i], &text)) {
			skip();
			return;
		}
		open_text(&parsed, text);
		assert_true(parsed.file.fails);
		assert_true(parsed.file.tree.problems.count > 0);
		close_parsed(&parsed);
		free((char *)(uintptr_t)text.ptr);
	}
}

static void lines_are_counted_as_the_builder_does(void **state)
{
	static const uint32_t lines[][2] = { { 5, 5 }, { 11, 12 }, { 17, 31 } };
	struct parsed parsed;
	rlint_str text;

	(void)state;
	if (!read_vector(VECTORS "parser-line/Dockerfile", &text)) {
		skip();
	}
	open_text(&parsed, text);
	assert_int_equal(parsed.file.instructions.count, 3);
	for (uint32_t i = 0; i < 3; i++) {
		assert_int_equal(instruction_at(&parsed, i)->first_line, lines[i][0]);
		assert_int_equal(instruction_at(&parsed, i)->last_line, lines[i][1]);
	}
	close_parsed(&parsed);
	free((char *)(uintptr_t)text.ptr);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_keep_their_places_through_continuations),
		cmocka_unit_test(a_word_may_be_broken_over_lines),
		cmocka_unit_test(json_strings_are_decoded_and_keep_their_places),
		cmocka_unit_test(flags_lose_their_quotes_only),
		cmocka_unit_test(nodes_stand_in_preorder),
		cmocka_unit_test(the_escape_directive_rules_all_splitting),
		cmocka_unit_test(the_check_directive_has_a_reader_of_its_own),
		cmocka_unit_test(comments_belong_to_what_follows),
		cmocka_unit_test(heredocs_are_read_in_order),
		cmocka_unit_test(a_heredoc_without_end_costs_no_later_instruction),
		cmocka_unit_test(a_bad_instruction_does_not_end_the_reading),
		cmocka_unit_test(lines_of_a_lost_continuation_are_told_once),
		cmocka_unit_test(odd_bytes_pass_through),
		cmocka_unit_test(utf16_is_told_once),
		cmocka_unit_test(empty_files_are_refused),
		cmocka_unit_test(unbalanced_quotes_end_with_their_line),
		cmocka_unit_test(a_million_continuation_lines_take_little_memory),
		cmocka_unit_test(a_line_may_have_65535_bytes),
		cmocka_unit_test(triggers_nest_only_so_deep),
		cmocka_unit_test(brackets_nest_without_recursion),
		cmocka_unit_test(negative_files_are_refused),
		cmocka_unit_test(lines_are_counted_as_the_builder_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
