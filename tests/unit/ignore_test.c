/* lib/project/ignore: what .gitignore files name, as `git check-ignore` tells it where there is
 * one. */
#define _DEFAULT_SOURCE

#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/str.h"
#include "lib/project/ignore.h"

static bool names(const char *text, const char *path, bool is_folder)
{
	struct ignore ignore = { 0 };
	struct arena arena;
	bool is_named;

	arena_init(&arena, NULL, NULL);
	assert_true(ignore_read(&ignore, &arena, str_from(text)));
	is_named = ignore_names(&ignore, str_from(path), is_folder);
	arena_free(&arena);
	return is_named;
}

static void the_rules_of_the_manual_hold(void **state)
{
	static const struct {
		const char *text, *path;
		bool is_folder, is_named;
	} cases[] = {
		{ "*.o", "a/b.o", false, true },
		{ "/*.o", "a/b.o", false, false },
		{ "a/*.o", "a/b.o", false, true },
		{ "build/", "x/build", true, true },
		{ "build/", "x/build", false, false },
		{ "*\n!keep", "keep", false, false },
		{ "!keep\n*", "keep", false, true },
		{ "**/x", "x", false, true },
		{ "**/x", "a/b/x", false, true },
		{ "a/**/x", "a/x", false, true },
		{ "a/**/x", "a/b/c/x", false, true },
		{ "a/**/x", "a/bx", false, false },
		{ "a/**", "a", true, false },
		{ "a/**", "a/b/c", false, true },
		{ "[!a-c]x", "dx", false, true },
		{ "[!a-c]x", "bx", false, false },
		{ "[]x]", "]", false, true },
		{ "[[:digit:]]", "7", false, true },
		{ "[[:what:]]", "7", false, false },
		{ "\\!x", "!x", false, true },
		{ "\\#x", "#x", false, true },
		{ "#x", "#x", false, false },
		{ "x  ", "x", false, true },
		{ "x\\ ", "x ", false, true },
		{ "x\r\n", "x", false, true },
		{ "\xEF\xBB\xBFx", "x", false, true },
		{ "x\\", "x\\", false, false },
		{ "[a", "[a", false, false },
		{ "\n\n/\n!\n", "x", true, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (names(cases[i].text, cases[i].path, cases[i].is_folder) != cases[i].is_named) {
			fail_msg("'%s' and %s", cases[i].text, cases[i].path);
		}
	}
}

static void the_nearest_file_decides(void **state)
{
	struct ignore top = { 0 };
	struct ignore near = { .above = &top, .base = 2 };
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_true(ignore_read(&top, &arena, RLINT_STR("*.log\n/a/x\n")));
	assert_true(ignore_read(&near, &arena, RLINT_STR("!b.log\n/c\n")));
	assert_false(ignore_names(&near, RLINT_STR("a/b.log"), false));
	assert_true(ignore_names(&near, RLINT_STR("a/d.log"), false));
	assert_true(ignore_names(&near, RLINT_STR("a/c"), false));
	assert_true(ignore_names(&near, RLINT_STR("a/x"), false));
	arena_free(&arena);
}

/* With a backtracking matcher this would not end. */
static void many_stars_cost_little(void **state)
{
	static char pattern[2001], path[4001];

	(void)state;
	for (size_t i = 0; i + 1 < sizeof pattern; i += 2) {
		memcpy(pattern + i, "*a", 2);
	}
	memset(path, 'a', sizeof path - 1);
	assert_true(names(pattern, path, false));
	pattern[sizeof pattern - 2] = 'b';
	assert_false(names(pattern, path, false));
}

/* ---- against git ---- */

#define ROUNDS 40
#define PATTERNS 3
#define PATHS 60

static uint32_t seed = 20231u;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static void make_pattern(char *text)
{
	static const char *const parts[] = { "a", "b", "ab", "c", "*", "**", "?", "/", "/**/",
		"**/", "/**", "[ab]", "[!a]", "[a-c]", "[^b-c]", "[[:alpha:]]", "[", "]", "\\a",
		"\\*", "-", " ", "\\ ", "***", "[]a]", "[a", "[\\]a]", "[[:x:]]", "[[:a]", "[b-a]",
		"\\" };
	uint32_t count = 1 + draw(5);

	text[0] = '\0';
	if (draw(5) == 0) {
		strcat(text, "!");
	}
	if (draw(5) == 0) {
		strcat(text, "/");
	}
	for (uint32_t i = 0; i < count; i++) {
		/* Plain names and slashes more often than the rest. */
		strcat(text, parts[draw(2) ? draw(9) : draw(sizeof parts / sizeof *parts)]);
	}
	if (draw(4) == 0) {
		strcat(text, "/");
	}
	strcat(text, draw(8) == 0 ? "  \n" : draw(8) == 0 ? "\r\n" : "\n");
}

static void make_path(char *text)
{
	static const char *const names[] = { "a", "b", "c", "ab", "aa", "abc", "ba", "a b", "[",
		"-" };
	uint32_t count = 1 + draw(4);

	strcpy(text, draw(3) == 0 ? "n/" : "");
	for (uint32_t i = 0; i < count; i++) {
		strcat(text, i > 0 ? "/" : "");
		strcat(text, names[draw(sizeof names / sizeof *names)]);
	}
}

/* The files of the top folder and of n. */
struct files {
	struct ignore top, nested;
};

/* A path and every folder above it, as a walk meets them. */
static bool is_left_out(const struct files *files, const char *path)
{
	rlint_str text = str_from(path);
	const struct ignore *ignore = &files->top;

	for (size_t end = str_find(text, '/', 0); end < text.len;
		end = str_find(text, '/', end + 1)) {
		if (ignore_names(ignore, str_slice(text, 0, end), true)) {
			return true;
		}
		ignore = rlint_str_starts(text, RLINT_STR("n/")) ? &files->nested : ignore;
	}
	return ignore_names(ignore, text, false);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* Every path, a line each, that git says is ignored, "path\n" after the other. */
static void ask_git(char *out, size_t size)
{
	FILE *pipe = popen("git check-ignore --no-index -z --stdin < paths | tr '\\0' '\\n'", "r");
	size_t got;

	assert_non_null(pipe);
	got = fread(out, 1, size - 1, pipe);
	out[got] = '\0';
	pclose(pipe);
}

static bool holds_line(const char *lines, const char *line)
{
	size_t length = strlen(line);

	for (const char *at = lines; (at = strstr(at, line)); at++) {
		if ((at == lines || at[-1] == '\n') && at[length] == '\n') {
			return true;
		}
	}
	return false;
}

static void make_file(const char *path, char *patterns)
{
	char line[128];

	patterns[0] = '\0';
	for (int i = 0; i < PATTERNS; i++) {
		make_pattern(line);
		strcat(patterns, line);
	}
	write_file(path, patterns);
}

static void make_paths(char paths[PATHS][64])
{
	FILE *file = fopen("paths", "wb");

	assert_non_null(file);
	for (int i = 0; i < PATHS; i++) {
		make_path(paths[i]);
		fwrite(paths[i], 1, strlen(paths[i]) + 1, file);
	}
	fclose(file);
}

static void compare_with_git(void)
{
	static char top[512], nested[512], said[65536], paths[PATHS][64];
	struct files files = { .nested = { .above = &files.top, .base = 2 } };
	struct arena arena;

	make_file(".gitignore", top);
	make_file("n/.gitignore", nested);
	make_paths(paths);
	ask_git(said, sizeof said);
	arena_init(&arena, NULL, NULL);
	assert_true(ignore_read(&files.top, &arena, str_from(top)));
	assert_true(ignore_read(&files.nested, &arena, str_from(nested)));
	for (int i = 0; i < PATHS; i++) {
		bool is_ignored = holds_line(said, paths[i]);

		if (is_left_out(&files, paths[i]) != is_ignored) {
			fail_msg("git %s '%s', with\n%sand in n\n%s",
				is_ignored ? "ignores" : "keeps", paths[i], top, nested);
		}
	}
	arena_free(&arena);
}

static void git_says_the_same(void **state)
{
	char folder[] = "/tmp/reprolint-ignore-XXXXXX";
	char back[4096], command[128];

	(void)state;
	if (system("git --version > /dev/null 2>&1") != 0) {
		print_message("skipped: there is no git\n");
		skip();
	}
	assert_non_null(getcwd(back, sizeof back));
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(system("git init -q . && mkdir n && : > .git/info/exclude"), 0);
	setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	for (int i = 0; i < ROUNDS; i++) {
		compare_with_git();
	}
	assert_int_equal(chdir(back), 0);
	sprintf(command, "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rules_of_the_manual_hold),
		cmocka_unit_test(the_nearest_file_decides),
		cmocka_unit_test(many_stars_cost_little),
		cmocka_unit_test(git_says_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
