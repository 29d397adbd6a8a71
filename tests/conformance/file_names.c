/* The suite filenames: names of wheels, source distributions and projects, as the packaging library
 * has them. */
#include "tests/conformance/conformance.h"

#include <string.h>

#include "lib/base/format.h"
#include "lib/syntax/python/file_name.h"
#include "lib/syntax/python/name.h"

struct suite {
	struct run *run;
	struct arena arena;
};

/* How many items a dotted list has. */
static int count_of(rlint_str list)
{
	int count = 1;

	for (size_t i = 0; i < list.len; i++) {
		count += list.ptr[i] == '.';
	}
	return count;
}

static bool has_item(rlint_str list, rlint_str item)
{
	for (size_t at = 0; at <= list.len;) {
		size_t end = str_find(list, '.', at);

		if (rlint_str_is_like(str_slice(list, at, end), item)) {
			return true;
		}
		at = end + 1;
	}
	return false;
}

/* Every tag of the row is one of the product, and there are as many. */
static bool are_tags(const cJSON *tags, const struct file_name *name)
{
	const cJSON *item;

	cJSON_ArrayForEach(item, tags)
	{
		rlint_str tag = str_from(item->valuestring);
		size_t first = str_find(tag, '-', 0);
		size_t second = str_find(tag, '-', first + 1);

		if (!has_item(name->python, str_slice(tag, 0, first)) ||
			!has_item(name->abi, str_slice(tag, first + 1, second)) ||
			!has_item(name->platform, str_slice(tag, second + 1, tag.len))) {
			return false;
		}
	}
	return cJSON_GetArraySize(tags) ==
	       count_of(name->python) * count_of(name->abi) * count_of(name->platform);
}

static bool is_build(const cJSON *build, rlint_str text)
{
	uint64_t number;
	size_t digits = 0;

	while (digits < text.len && rlint_byte_is_digit(text.ptr[digits])) {
		digits++;
	}
	if (text.len == 0) {
		return cJSON_GetArraySize(build) == 0;
	}
	return str_to_u64(str_slice(text, 0, digits), &number) &&
	       cJSON_GetNumberValue(cJSON_GetArrayItem(build, 0)) == (double)number &&
	       rlint_str_is(str_slice(text, digits, text.len),
		       str_from(cJSON_GetStringValue(cJSON_GetArrayItem(build, 1))));
}

static const char *differs(struct arena *arena, const cJSON *row, const struct file_name *name)
{
	if (!row_is_text(row, "name", name_normal(arena, name->project))) {
		return "name";
	}
	if (!row_is_text(row, "version", version_text(arena, &name->version, VERSION_FULL))) {
		return "version";
	}
	if (name->python.len == 0) {
		return NULL;
	}
	if (!is_build(cJSON_GetObjectItemCaseSensitive(row, "build"), name->build)) {
		return "build";
	}
	return are_tags(cJSON_GetObjectItemCaseSensitive(row, "tags"), name) ? NULL : "tags";
}

static void run_file(struct suite *suite, const cJSON *row, bool is_wheel)
{
	rlint_str text = str_from(row_text(row, "filename"));
	struct file_name name;
	bool is_valid =
		is_wheel ? file_name_read_wheel(&name, text) : file_name_read_source(&name, text);
	const char *difference = NULL;

	if (!row_is_flag(row, "valid", is_valid)) {
		difference = "valid";
	} else if (is_valid) {
		difference = differs(&suite->arena, row, &name);
	}
	run_case(suite->run, !difference, row_text(row, "kind"), "%s of %s", difference,
		row_text(row, "filename"));
}

static void run_name(struct suite *suite, const cJSON *row)
{
	rlint_str name = str_from(row_text(row, "name"));

	run_case(suite->run,
		row_is_flag(row, "valid", name_is_valid(name)) &&
			row_is_text(row, "normalized", name_normal(&suite->arena, name)),
		"name", "%s", row_text(row, "name"));
}

static void run_row(void *user, const cJSON *row)
{
	struct suite *suite = user;
	const char *kind = row_text(row, "kind");

	if (strcmp(kind, "name") == 0) {
		run_name(suite, row);
	} else {
		run_file(suite, row, strcmp(kind, "wheel") == 0);
	}
	arena_reset(&suite->arena);
}

void suite_filenames(struct run *run, const char *path)
{
	struct suite suite = { .run = run };

	arena_init(&suite.arena, NULL, NULL);
	each_row(path, run_row, &suite);
	arena_free(&suite.arena);
}
