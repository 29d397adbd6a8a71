/* The suite buildkit-tree: folders NAME/{Dockerfile,result}, and rows of oracle_parse.jsonl. */
#define _POSIX_C_SOURCE 200809L
#include "tests/conformance/conformance.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/dockerfile.h"

/* One case: the text, its tree and what BuildKit says of it. */
struct tree_case {
	struct arena arena;
	struct guard guard;
	rlint_str source;
	struct dockerfile file;
	rlint_str dump;
};

static void parse(void *context)
{
	struct tree_case *test = context;
	struct buffer buffer = { .arena = &test->arena };

	dockerfile_parse(&test->file, &test->arena, NULL, test->source);
	dockerfile_dump(&test->file, &buffer);
	test->dump = buffer_str(&buffer);
}

static void open_case(struct tree_case *test, rlint_str source)
{
	*test = (struct tree_case){ .source = source };
	arena_init(&test->arena, NULL, &test->guard);
	if (protect(&test->guard, parse, test) != RLINT_OK) {
		fputs("out of memory\n", stderr);
		exit(2);
	}
}

static rlint_str without_feed(rlint_str text)
{
	while (text.len > 0 && text.ptr[text.len - 1] == '\n') {
		text.len--;
	}
	return text;
}

static uint32_t line_of(rlint_str source, uint32_t offset)
{
	uint32_t line = 1;

	for (uint32_t i = 0; i < offset && i < source.len; i++) {
		line += source.ptr[i] == '\n';
	}
	return line;
}

/* Does some problem start in the instruction at the line, or on the line itself? */
static bool has_problem_at(const struct tree_case *test, uint32_t line)
{
	const struct problem *problems = test->file.tree.problems.items;

	for (uint32_t i = 0; i < test->file.tree.problems.count; i++) {
		uint32_t at = line_of(test->source, problems[i].span.start);
		bool is_there = at == line;

		for (uint32_t j = 0; j < test->file.instructions.count; j++) {
			const struct docker_instruction *instruction =
				dockerfile_instruction(&test->file, j);

			is_there |= instruction->first_line == line && at >= line &&
				    at <= instruction->last_line;
		}
		if (is_there) {
			return true;
		}
	}
	return false;
}

/* These BuildKit places one line too early. */
static bool is_early(const char *error)
{
	static const char *const texts[] = { "invalid escape token", "parser directive can be used",
		"greater than max allowed size" };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (strstr(error, texts[i])) {
			return true;
		}
	}
	return false;
}

static const cJSON *member(const cJSON *object, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(object, name);
}

/* The first line of the first range of error_loc; 0 where there is none. */
static uint32_t location_line(const cJSON *parse)
{
	const cJSON *ranges = cJSON_GetArrayItem(member(parse, "error_loc"), 0);
	const cJSON *start = member(cJSON_GetArrayItem(ranges, 0), "Start");
	const cJSON *line = member(start, "Line");

	return cJSON_IsNumber(line) ? (uint32_t)line->valuedouble : 0;
}

/* The line that "... on line N: ..." names; 0 where none. */
static uint32_t named_line(const char *error)
{
	const char *found = strstr(error, "on line ");

	return found ? (uint32_t)strtoul(found + strlen("on line "), NULL, 10) : 0;
}

static bool finds_error(const struct tree_case *test, const cJSON *parse)
{
	const char *error = row_text(parse, "error");
	const char *later = row_text(parse, "instructions_error");
	uint32_t line = error ? location_line(parse) + is_early(error) : 0;

	if (!error && !later) {
		return true;
	}
	if (!error) {
		line = named_line(later);
	}
	if ((error && strstr(error, "file with no instructions")) || (!error && line == 0)) {
		return test->file.tree.problems.count > 0;
	}
	return has_problem_at(test, line > 0 ? line : 1);
}

static void check_row(void *user, const cJSON *row)
{
	struct run *run = user;
	const char *coded = row_text(row, "dockerfile_b64");
	const char *dump = row_text(row, "dump");
	rlint_str bytes = coded ? decode_base64(coded) : row_bytes(row, "dockerfile");
	struct tree_case test;
	bool is_same;

	open_case(&test, bytes);
	is_same = dump ? rlint_str_is(without_feed(test.dump), without_feed(str_from(dump)))
		       : test.file.fails;
	if (!is_same) {
		run_case(run, false, row_text(row, "name"), "wanted\n%s\ngot\n%.*s",
			dump ? dump : "no tree", (int)test.dump.len, test.dump.ptr);
	} else {
		run_case(run, finds_error(&test, member(row, "parse")), row_text(row, "name"),
			"no finding where BuildKit has one: %s",
			row_text(member(row, "parse"), "error")
				? row_text(member(row, "parse"), "error")
				: row_text(member(row, "parse"), "instructions_error"));
	}
	arena_free(&test.arena);
	free((char *)(uintptr_t)bytes.ptr);
}

static char *join(const char *folder, const char *name)
{
	char *path = malloc(strlen(folder) + strlen(name) + 2);

	sprintf(path, "%s/%s", folder, name);
	return path;
}

static bool is_file(const char *path)
{
	FILE *file = is_folder(path) ? NULL : fopen(path, "rb");

	if (file) {
		fclose(file);
	}
	return file != NULL;
}

/* A folder that holds Dockerfile and result; false where it is none. */
static bool check_folder(struct run *run, const char *path)
{
	char *source_path = join(path, "Dockerfile");
	char *result_path = join(path, "result");
	bool is_case = is_file(source_path) && is_file(result_path);

	if (is_case) {
		rlint_str source = read_file(source_path);
		rlint_str result = read_file(result_path);
		struct tree_case test;

		open_case(&test, source);
		run_case(run, rlint_str_is(without_feed(test.dump), without_feed(result)), path,
			"got\n%.*s", (int)test.dump.len, test.dump.ptr);
		arena_free(&test.arena);
		free((char *)(uintptr_t)source.ptr);
		free((char *)(uintptr_t)result.ptr);
	}
	free(source_path);
	free(result_path);
	return is_case;
}

/* A folder of such folders and of files of rows. */
static void check_children(struct run *run, const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, NULL, alphasort);

	for (int i = 0; i < count; i++) {
		char *child = join(path, entries[i]->d_name);

		if (entries[i]->d_name[0] != '.') {
			suite_buildkit_tree(run, child);
		}
		free(child);
		free(entries[i]);
	}
	if (count >= 0) {
		free(entries);
	}
}

void suite_buildkit_tree(struct run *run, const char *path)
{
	size_t len = strlen(path);

	if (!is_folder(path)) {
		if (len > 6 && strcmp(path + len - 6, ".jsonl") == 0 &&
			strstr(path, "parse") != NULL) {
			each_row(path, check_row, run);
		}
	} else if (!check_folder(run, path)) {
		check_children(run, path);
	}
}
