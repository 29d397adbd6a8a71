/* The suite buildkit-words: envVarTest, wordsTest, and rows of oracle_expand.jsonl. The form of a
 * file is seen from its content: rows are JSON, the first two are known by `A|` and `ENV `. */
#include "tests/conformance/conformance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/words.h"

/* The environment: NAME=VALUE lines, later ones win. */
struct env {
	rlint_str items[256];
	size_t count;
};

static void look_up(const void *user, rlint_str name, rlint_value *out)
{
	const struct env *env = user;

	for (size_t i = env->count; i-- > 0;) {
		size_t equals = str_find(env->items[i], '=', 0);

		if (rlint_str_is(str_slice(env->items[i], 0, equals), name)) {
			out->state = RLINT_KNOWN;
			out->text = str_slice(env->items[i], equals + 1, env->items[i].len);
			return;
		}
	}
}

/* One expansion. */
struct expansion {
	struct arena arena;
	struct guard guard;
	struct text text;
	struct word_options options;
	struct word_scope scope;
	struct word_result result, words;
};

static void expand(void *context)
{
	struct expansion *expansion = context;

	word_expand(&expansion->result, &expansion->arena, &expansion->text, &expansion->options,
		&expansion->scope, false);
	word_expand(&expansion->words, &expansion->arena, &expansion->text, &expansion->options,
		&expansion->scope, true);
}

static void open_expansion(
	struct expansion *expansion, rlint_str word, const struct env *env, unsigned flags)
{
	*expansion = (struct expansion){ .text = { .bytes = word },
		.options = { .escape = '\\', .flags = flags },
		.scope = { .lookup = look_up, .user = env } };
	arena_init(&expansion->arena, NULL, &expansion->guard);
}

static void run_expansion(struct expansion *expansion)
{
	if (protect(&expansion->guard, expand, expansion) != RLINT_OK) {
		fputs("out of memory\n", stderr);
		exit(2);
	}
}

/* ---- envVarTest: platform | word | result or `error` ---- */

static void check_env_line(struct run *run, rlint_str line, const struct env *env)
{
	size_t first = str_find(line, '|', 0);
	size_t second = str_find(line, '|', first + 1);
	rlint_str platform = str_trim(str_slice(line, 0, first));
	rlint_str word = str_trim(str_slice(line, first + 1, second));
	rlint_str wanted = str_trim(str_slice(line, second + 1, line.len));
	bool is_error = rlint_str_is(wanted, RLINT_STR("error"));
	struct expansion expansion;
	const struct word_result *result = &expansion.result;
	char name[256];

	if (rlint_str_is(platform, RLINT_STR("W"))) {
		return;
	}
	open_expansion(&expansion, word, env, 0);
	run_expansion(&expansion);
	snprintf(name, sizeof name, "%.*s", (int)word.len, word.ptr);
	run_case(run,
		is_error ? result->error.len > 0
			 : result->error.len == 0 && rlint_str_is(result->value.text, wanted),
		name, "wanted %.*s, got %.*s %.*s", (int)wanted.len, wanted.ptr,
		(int)result->value.text.len, result->value.text.ptr, (int)result->error.len,
		result->error.ptr ? result->error.ptr : "");
	arena_free(&expansion.arena);
}

/* ---- wordsTest: word | words, split at `,`, or `error` ---- */

static bool same_words(const struct vec *words, rlint_str wanted)
{
	const rlint_str *items = words->items;
	size_t at = 0;

	for (uint32_t i = 0; i < words->count; i++) {
		size_t end = str_find(wanted, ',', at);

		if (at > wanted.len || !rlint_str_is(items[i], str_slice(wanted, at, end))) {
			return false;
		}
		at = end + 1;
	}
	return at == wanted.len + 1 || (words->count == 0 && wanted.len == 0);
}

static void check_words_line(struct run *run, rlint_str line, const struct env *env)
{
	size_t bar = str_find(line, '|', 0);
	rlint_str word = str_trim(str_slice(line, 0, bar));
	rlint_str wanted = str_slice(line, bar + 1, line.len);
	struct expansion expansion;
	bool agrees;
	char name[256];

	while (wanted.len > 0 && byte_is_space(wanted.ptr[0])) {
		wanted = str_slice(wanted, 1, wanted.len);
	}
	open_expansion(&expansion, word, env, 0);
	run_expansion(&expansion);
	agrees = rlint_str_is(wanted, RLINT_STR("error"))
			 ? expansion.words.error.len > 0
			 : expansion.words.error.len == 0 &&
				   same_words(&expansion.words.words, wanted);
	snprintf(name, sizeof name, "%.*s", (int)word.len, word.ptr);
	run_case(run, agrees, name, "wanted %.*s, got %u words", (int)wanted.len, wanted.ptr,
		expansion.words.words.count);
	arena_free(&expansion.arena);
}

/* Both kinds of text file. Some line of an envVarTest has two bars. */
static void check_lines(struct run *run, rlint_str text, bool has_platforms)
{
	static const char *const start[] = { "PWD=/home", "SHELL=bash", "KOREAN=한국어", "NULL=" };
	struct env env = { .count = 0 };
	size_t at = 0;

	for (; has_platforms && env.count < 4; env.count++) {
		env.items[env.count] = str_from(start[env.count]);
	}
	while (at < text.len) {
		size_t end = str_find(text, '\n', at);
		rlint_str line = str_slice(text, at, end);

		at = end + 1;
		if (line.len == 0 || line.ptr[0] == '#') {
			continue;
		}
		if (rlint_str_starts(line, RLINT_STR("ENV ")) && env.count < 256) {
			env.items[env.count++] = str_slice(line, 4, line.len);
		} else if (str_find(line, '|', 0) == line.len) {
			continue;
		} else if (has_platforms) {
			check_env_line(run, line, &env);
		} else {
			check_words_line(run, line, &env);
		}
	}
}

/* ---- rows ---- */

static bool has_text(const struct vec *list, const char *text)
{
	const rlint_str *items = list->items;

	for (uint32_t i = 0; i < list->count; i++) {
		if (rlint_str_is(items[i], str_from(text))) {
			return true;
		}
	}
	return false;
}

static bool same_set(const struct vec *list, const cJSON *wanted)
{
	const cJSON *item;
	uint32_t count = 0;

	cJSON_ArrayForEach(item, wanted)
	{
		count++;
		if (!has_text(list, cJSON_GetStringValue(item))) {
			return false;
		}
	}
	return count == list->count;
}

static bool same_list(const struct vec *list, const cJSON *wanted)
{
	const rlint_str *items = list->items;
	const cJSON *item;
	uint32_t count = 0;

	cJSON_ArrayForEach(item, wanted)
	{
		if (count == list->count ||
			!rlint_str_is(items[count], str_from(cJSON_GetStringValue(item)))) {
			return false;
		}
		count++;
	}
	return count == list->count;
}

static unsigned flag_of(const cJSON *row, const char *name, unsigned flag)
{
	return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, name)) ? flag : 0;
}

static bool agrees_with(const struct expansion *expansion, const cJSON *row)
{
	const char *text = row_text(row, "result");

	if (row_text(row, "error")) {
		return expansion->result.error.len > 0 && expansion->words.error.len > 0;
	}
	return expansion->result.error.len == 0 &&
	       rlint_str_is(expansion->result.value.text, str_from(text ? text : "")) &&
	       same_list(&expansion->words.words, cJSON_GetObjectItemCaseSensitive(row, "words"));
}

static void check_row(void *user, const cJSON *row)
{
	struct run *run = user;
	rlint_str word = row_bytes(row, "word");
	const char *escape = row_text(row, "escape");
	const cJSON *item;
	struct env env = { .count = 0 };
	struct expansion expansion;
	bool agrees;

	if (!word.ptr) {
		return;
	}
	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(row, "env"))
	{
		if (env.count < 256) {
			env.items[env.count++] = str_from(cJSON_GetStringValue(item));
		}
	}
	open_expansion(&expansion, word, &env,
		flag_of(row, "noquotes", WORD_NO_QUOTES) |
			flag_of(row, "rawquotes", WORD_RAW_QUOTES) |
			flag_of(row, "skipunset", WORD_KEEP_UNSET));
	expansion.options.escape = (char)(escape && *escape ? *escape : '\\');
	run_expansion(&expansion);
	agrees = agrees_with(&expansion, row) &&
		 same_set(&expansion.result.matched,
			 cJSON_GetObjectItemCaseSensitive(row, "matched")) &&
		 same_set(&expansion.result.unmatched,
			 cJSON_GetObjectItemCaseSensitive(row, "unmatched"));
	run_case(run, agrees, row_text(row, "word"),
		"got \"%.*s\", %u words, %u matched, %u unmatched, %.*s",
		(int)expansion.result.value.text.len, expansion.result.value.text.ptr,
		expansion.words.words.count, expansion.result.matched.count,
		expansion.result.unmatched.count, (int)expansion.result.error.len,
		expansion.result.error.ptr ? expansion.result.error.ptr : "");
	arena_free(&expansion.arena);
	free((char *)(uintptr_t)word.ptr);
}

/* Does some line begin with a platform letter and hold two bars? */
static bool has_platforms(rlint_str text)
{
	size_t at = 0;

	while (at < text.len) {
		size_t end = str_find(text, '\n', at);
		rlint_str line = str_slice(text, at, end);

		if (line.len > 1 && strchr("AUW", line.ptr[0]) && line.ptr[1] == '|') {
			return true;
		}
		at = end + 1;
	}
	return false;
}

static void check_file(void *user, const char *path)
{
	struct run *run = user;
	rlint_str text = read_file(path);

	if (text.len > 0 && text.ptr[0] == '{') {
		each_row(path, check_row, run);
	} else {
		check_lines(run, text, has_platforms(text));
	}
	free((char *)(uintptr_t)text.ptr);
}

void suite_buildkit_words(struct run *run, const char *path)
{
	each_file(path, "", check_file, run);
}
