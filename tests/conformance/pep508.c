/* The suite pep508: requirements, markers, and what markers say of an environment, as the packaging
 * library has them. */
#include "tests/conformance/conformance.h"

#include <stdlib.h>
#include <string.h>

#include "lib/syntax/python/clause.h"
#include "lib/syntax/python/marker.h"
#include "lib/syntax/python/name.h"
#include "lib/syntax/python/pep508.h"
#include "tests/conformance/clauses.h"

struct suite {
	struct run *run;
	struct arena arena;
};

static bool is_valid_row(const cJSON *row)
{
	return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, "valid"));
}

static rlint_str slice(rlint_str text, struct range range)
{
	return str_slice(text, range.start, range.end);
}

static bool has_extra(const cJSON *list, rlint_str name)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, list)
	{
		if (rlint_str_is(name, str_from(item->valuestring))) {
			return true;
		}
	}
	return false;
}

/* The same set of extras; twice the same counts once. */
static bool are_extras(const cJSON *list, rlint_str written)
{
	struct cursor cursor = { .text = written, .at = 1 };
	int count = 0;

	while (cursor.at < written.len) {
		size_t end = identifier_end(written, cursor.at);

		if (end > cursor.at && !has_extra(list, str_slice(written, cursor.at, end))) {
			return false;
		}
		count += end > cursor.at;
		cursor.at = end > cursor.at ? end : cursor.at + 1;
	}
	return count >= cJSON_GetArraySize(list);
}

static bool is_marker(struct arena *arena, const cJSON *row, const char *name, rlint_str text)
{
	struct marker marker = { .arena = arena };
	struct cursor cursor = { .text = text };

	if (text.len == 0) {
		return cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(row, name));
	}
	return marker_read_whole(&cursor, &marker) && row_is_text(row, name, marker_text(&marker));
}

static const char *differs(struct arena *arena, const cJSON *row, rlint_str text,
	const struct requirement *requirement)
{
	rlint_str name = slice(text, requirement->name);
	struct vec clauses = { 0 };

	if (!row_is_text(row, "name", name)) {
		return "name";
	}
	if (!row_is_text(row, "normalized_name", name_normal(arena, name))) {
		return "normalized_name";
	}
	if (!are_extras(cJSON_GetObjectItemCaseSensitive(row, "extras"),
		    slice(text, requirement->extras))) {
		return "extras";
	}
	if (!clauses_read(&clauses, arena, slice(text, requirement->specifiers))) {
		return "specifier";
	}
	clauses_sort(arena, &clauses);
	if (!row_is_text(row, "specifier", clauses_text(arena, &clauses))) {
		return "specifier";
	}
	if (!row_is_text(row, "url", slice(text, requirement->url))) {
		return "url";
	}
	return is_marker(arena, row, "marker", slice(text, requirement->marker)) ? NULL : "marker";
}

static void run_requirement(struct suite *suite, const cJSON *row)
{
	rlint_str text = row_bytes(row, "requirement");
	struct requirement requirement = { 0 };
	struct cursor cursor = { .text = text };
	bool is_read = pep508_read(&requirement, &suite->arena, &cursor);
	const char *difference = NULL;

	if (is_read != is_valid_row(row)) {
		difference = "valid";
	} else if (is_read) {
		difference = differs(&suite->arena, row, text, &requirement);
	}
	run_case(suite->run, !difference, "requirement", "%s of %s", difference,
		row_text(row, "requirement"));
	free((char *)(uintptr_t)text.ptr);
}

static void run_marker(struct suite *suite, const cJSON *row)
{
	rlint_str text = row_bytes(row, "marker");
	struct marker marker = { .arena = &suite->arena };
	struct cursor cursor = { .text = text };
	bool is_read = marker_read_whole(&cursor, &marker);
	bool agrees = is_read == is_valid_row(row) &&
		      (!is_read || row_is_text(row, "normalized", marker_text(&marker)));

	run_case(suite->run, agrees, "marker", "%s", row_text(row, "marker"));
	free((char *)(uintptr_t)text.ptr);
}

static bool is_context(const cJSON *row, const char *wanted)
{
	const char *context = row_text(row, "context");

	return context && strcmp(context, wanted) == 0;
}

/* Metadata is read with no extra asked for. */
static bool look_up(const void *user, rlint_str name, rlint_str *out)
{
	const cJSON *row = user;
	const cJSON *item;

	cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(row, "environment"))
	{
		if (rlint_str_is(name, str_from(item->string))) {
			*out = str_from(cJSON_GetStringValue(item));
			return true;
		}
	}
	*out = RLINT_STR("");
	return is_context(row, "metadata") && rlint_str_is(name, RLINT_STR("extra"));
}

/* Only lock files know sets, and these rows leave them empty. */
static rlint_answer holds(const void *user, rlint_str set, rlint_str name)
{
	(void)set;
	(void)name;
	return is_context(user, "lock_file") ? RLINT_NO : RLINT_UNKNOWN;
}

static void run_evaluation(struct suite *suite, const cJSON *row)
{
	const cJSON *result = cJSON_GetObjectItemCaseSensitive(row, "result");
	struct marker_scope scope = { look_up, holds, row, true };
	struct marker marker = { .arena = &suite->arena };
	struct cursor cursor = { .text = str_from(row_text(row, "marker")) };
	rlint_answer wanted = cJSON_IsNull(result)   ? RLINT_UNKNOWN
			      : cJSON_IsTrue(result) ? RLINT_YES
						     : RLINT_NO;
	bool agrees =
		marker_read_whole(&cursor, &marker) && marker_holds(&marker, &scope) == wanted;

	run_case(suite->run, agrees, "marker_eval", "%s", row_text(row, "marker"));
}

static void run_row(void *user, const cJSON *row)
{
	static const struct {
		const char *kind;
		void (*run)(struct suite *suite, const cJSON *row);
	} kinds[] = {
		{ "requirement", run_requirement },
		{ "marker", run_marker },
		{ "marker_eval", run_evaluation },
	};
	struct suite *suite = user;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(row_text(row, "kind"), kinds[i].kind) == 0) {
			kinds[i].run(suite, row);
		}
	}
	arena_reset(&suite->arena);
}

void suite_pep508(struct run *run, const char *path)
{
	struct suite suite = { .run = run };

	arena_init(&suite.arena, NULL, NULL);
	each_row(path, run_row, &suite);
	arena_free(&suite.arena);
}
