/* The suite pep440: versions, sets of specifiers, order and matching, as the packaging library has
 * them. */
#include "tests/conformance/conformance.h"

#include <stdlib.h>
#include <string.h>

#include "tests/conformance/clauses.h"

struct suite {
	struct run *run;
	struct arena arena;
};

/* JSON's numbers lose digits here; so do ours, in the same way. */
static bool is_number(const cJSON *item, rlint_str digits)
{
	char text[400] = "0";

	if (digits.len > 0) {
		memcpy(text + 1, digits.ptr,
			digits.len < sizeof text - 2 ? digits.len : sizeof text - 2);
	}
	return cJSON_IsNumber(item) && item->valuedouble == strtod(text, NULL);
}

static bool is_optional(const cJSON *row, const char *name, bool is_there, rlint_str digits)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(row, name);

	return is_there ? is_number(item, digits) : cJSON_IsNull(item);
}

static bool is_release(const cJSON *list, rlint_str release)
{
	const cJSON *item;
	size_t at = 0;

	cJSON_ArrayForEach(item, list)
	{
		size_t end = str_find(release, '.', at);

		if (at >= release.len || !is_number(item, str_slice(release, at, end))) {
			return false;
		}
		at = end + 1;
	}
	return at > release.len;
}

static bool is_pre(const cJSON *item, const struct version *version)
{
	if (!version->pre) {
		return cJSON_IsNull(item);
	}
	return cJSON_GetArraySize(item) == 2 &&
	       rlint_str_is(version_pre_text(version),
		       str_from(cJSON_GetStringValue(cJSON_GetArrayItem(item, 0)))) &&
	       is_number(cJSON_GetArrayItem(item, 1), version->pre_number);
}

/* The first field that differs, or NULL. */
static const char *differs_in_parts(const cJSON *row, const struct version *version)
{
	if (!is_number(cJSON_GetObjectItemCaseSensitive(row, "epoch"), version->epoch)) {
		return "epoch";
	}
	if (!is_release(cJSON_GetObjectItemCaseSensitive(row, "release"), version->release)) {
		return "release";
	}
	if (!is_pre(cJSON_GetObjectItemCaseSensitive(row, "pre"), version)) {
		return "pre";
	}
	if (!is_optional(row, "post", version->has_post, version->post_number)) {
		return "post";
	}
	if (!is_optional(row, "dev", version->has_dev, version->dev_number)) {
		return "dev";
	}
	if (!row_is_flag(row, "is_prerelease", version_is_prerelease(version)) ||
		!row_is_flag(row, "is_postrelease", version->has_post) ||
		!row_is_flag(row, "is_devrelease", version->has_dev)) {
		return "is_...";
	}
	return NULL;
}

static const char *differs_in_texts(
	const cJSON *row, struct arena *arena, const struct version *version)
{
	static const struct {
		const char *name;
		enum version_form form;
	} forms[] = {
		{ "normalized", VERSION_FULL },
		{ "public", VERSION_PUBLIC },
		{ "base_version", VERSION_BASE },
		{ "canonical_strip_zero", VERSION_SHORT },
	};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (!row_is_text(row, forms[i].name, version_text(arena, version, forms[i].form))) {
			return forms[i].name;
		}
	}
	return row_is_text(row, "local", version_local_text(arena, version)) ? NULL : "local";
}

static void run_version(struct suite *suite, const cJSON *row)
{
	rlint_str text = row_bytes(row, "version");
	const char *difference = NULL;
	struct version version;

	if (!row_is_flag(row, "valid", version_parse(&version, text))) {
		difference = "valid";
	} else if (row_is_flag(row, "valid", true)) {
		difference = differs_in_parts(row, &version);
		difference =
			difference ? difference : differs_in_texts(row, &suite->arena, &version);
	}
	run_case(suite->run, !difference, "version", "%s of %s", difference,
		row_text(row, "version"));
	free((char *)(uintptr_t)text.ptr);
}

static bool are_clauses(const cJSON *list, const struct vec *clauses)
{
	const struct clause *items = clauses->items;
	const cJSON *pair;
	uint32_t index = 0;

	cJSON_ArrayForEach(pair, list)
	{
		if (index >= clauses->count ||
			!rlint_str_is(items[index].operator_text,
				str_from(cJSON_GetStringValue(cJSON_GetArrayItem(pair, 0)))) ||
			!rlint_str_is(items[index].version_text,
				str_from(cJSON_GetStringValue(cJSON_GetArrayItem(pair, 1))))) {
			return false;
		}
		index++;
	}
	return index == clauses->count;
}

static bool is_pinned_for_pip(const struct vec *clauses)
{
	const struct clause *items = clauses->items;

	return clauses->count == 1 &&
	       (items->operator== CLAUSE_IDENTICAL || items->operator== CLAUSE_EQUAL);
}

static void run_set(struct suite *suite, const cJSON *row)
{
	rlint_str text = row_bytes(row, "specifier");
	struct vec clauses = { 0 };
	bool is_valid = clauses_read(&clauses, &suite->arena, text);
	const char *difference = NULL;

	clauses_sort(&suite->arena, &clauses);
	if (!row_is_flag(row, "valid", is_valid)) {
		difference = "valid";
	} else if (!is_valid) {
		difference = NULL;
	} else if (!are_clauses(cJSON_GetObjectItemCaseSensitive(row, "clauses"), &clauses)) {
		difference = "clauses";
	} else if (!row_is_text(row, "normalized", clauses_text(&suite->arena, &clauses))) {
		difference = "normalized";
	} else if (!row_is_flag(row, "exact", clauses_are_exact(&clauses))) {
		difference = "exact";
	} else if (!row_is_flag(row, "pip_is_pinned", is_pinned_for_pip(&clauses))) {
		difference = "pip_is_pinned";
	} else if (!row_is_flag(row, "prereleases", clauses_name_prerelease(&clauses))) {
		difference = "prereleases";
	}
	run_case(suite->run, !difference, "specifier_set", "%s of %s", difference,
		row_text(row, "specifier"));
	free((char *)(uintptr_t)text.ptr);
}

static enum clause_prereleases prereleases_of(const cJSON *row, rlint_str version)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(row, "prereleases");
	struct version candidate;

	/* What is installed is no surprise. */
	if (row_is_flag(row, "installed", true) && version_parse(&candidate, version)) {
		return PRERELEASES_ALLOWED;
	}
	return cJSON_IsNull(item)   ? PRERELEASES_LAST
	       : cJSON_IsTrue(item) ? PRERELEASES_ALLOWED
				    : PRERELEASES_REFUSED;
}

static void run_match(struct suite *suite, const cJSON *row)
{
	rlint_str version = row_bytes(row, "version");
	struct vec clauses = { 0 };
	bool is_read = clauses_read(&clauses, &suite->arena, str_from(row_text(row, "specifier")));
	bool is_in = is_read && clauses_admit(&clauses, version, prereleases_of(row, version));

	run_case(suite->run, row_is_flag(row, "matches", is_in), "match", "%s in %s gives %s",
		row_text(row, "version"), row_text(row, "specifier"), is_in ? "yes" : "no");
	free((char *)(uintptr_t)version.ptr);
}

static void run_compare(struct suite *suite, const cJSON *row)
{
	struct version a;
	struct version b;
	bool is_read = version_parse(&a, str_from(row_text(row, "a"))) &&
		       version_parse(&b, str_from(row_text(row, "b")));
	int order = is_read ? version_compare(&a, &b) : 9;
	double wanted = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(row, "cmp"));

	run_case(suite->run, is_read && (order > 0) - (order < 0) == (int)wanted, "compare",
		"%s and %s", row_text(row, "a"), row_text(row, "b"));
}

static void run_row(void *user, const cJSON *row)
{
	static const struct {
		const char *kind;
		void (*run)(struct suite *suite, const cJSON *row);
	} kinds[] = {
		{ "version", run_version },
		{ "specifier_set", run_set },
		{ "match", run_match },
		{ "compare", run_compare },
	};
	struct suite *suite = user;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strcmp(row_text(row, "kind"), kinds[i].kind) == 0) {
			kinds[i].run(suite, row);
		}
	}
	arena_reset(&suite->arena);
}

void suite_pep440(struct run *run, const char *path)
{
	struct suite suite = { .run = run };

	arena_init(&suite.arena, NULL, NULL);
	each_row(path, run_row, &suite);
	arena_free(&suite.arena);
}
