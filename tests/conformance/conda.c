/* The suite conda: package specs and what version specs admit, as conda has them. */
#include "tests/conformance/conformance.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/python/conda_version.h"
#include "lib/syntax/python/match_spec.h"

struct suite {
	struct run *run;
	struct arena arena;
};

static rlint_str slice(rlint_str text, struct range range)
{
	return str_slice(text, range.start, range.end);
}

static rlint_str squeezed(struct arena *arena, rlint_str text)
{
	char *bytes = arena_alloc(arena, text.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (!byte_is_space(text.ptr[i])) {
			bytes[len++] = text.ptr[i];
		}
	}
	return (rlint_str){ bytes, len };
}

static rlint_str lower(struct arena *arena, rlint_str text)
{
	char *bytes = arena_alloc(arena, text.len + 1);

	for (size_t i = 0; i < text.len; i++) {
		bytes[i] = byte_lower(text.ptr[i]);
	}
	return (rlint_str){ bytes, text.len };
}

/* The row has the version as conda keeps it: `==1.2` as `1.2`, `=1.2` as `1.2*`, with a build `1.2`
 * (conda/models/match_spec.py, _parse_spec_str). */
static rlint_str version_of(struct arena *arena, rlint_str text, const struct match_spec *spec)
{
	rlint_str version = squeezed(arena, slice(text, spec->version));
	rlint_str rest;

	if (!spec->is_in_brackets && rlint_str_starts(version, RLINT_STR("=="))) {
		size_t operator= rlint_str_starts(version, RLINT_STR("===")) ? 3 : 2;

		return str_trim(str_slice(version, operator, version.len));
	}
	rest = str_trim(str_slice(version, 1, version.len));
	if (rest.len == 0) {
		return rlint_str_is(version, RLINT_STR("=")) ? RLINT_STR("") : version;
	}
	for (size_t i = 0; i < rest.len; i++) {
		if (byte_is_one_of(rest.ptr[i], "=,|")) {
			return version;
		}
	}
	if (spec->is_in_brackets || !rlint_str_starts(version, RLINT_STR("="))) {
		return version;
	}
	return spec->build.end > spec->build.start || rlint_str_ends(rest, RLINT_STR("*"))
		       ? rest
		       : arena_join(arena, rest, RLINT_STR("*"));
}

static const char *differs(
	struct arena *arena, const cJSON *row, rlint_str text, const struct match_spec *spec)
{
	if (!row_is_text(row, "name", lower(arena, slice(text, spec->name)))) {
		return "name";
	}
	if (!row_is_text(row, "build", slice(text, spec->build))) {
		return "build";
	}
	if (!row_is_text(row, "version", version_of(arena, text, spec))) {
		return "version";
	}
	if (!row_is_text(row, "md5", slice(text, spec->md5)) ||
		!row_is_text(row, "sha256", slice(text, spec->sha256))) {
		return "digest";
	}
	if (!row_is_text(row, "url", slice(text, spec->url)) ||
		!row_is_text(row, "fn", slice(text, spec->file_name))) {
		return "url";
	}
	if (!row_is_flag(row, "version_is_exact", spec->is_version_exact) ||
		!row_is_flag(row, "build_is_exact", spec->is_build_exact)) {
		return "is_exact";
	}
	return row_is_text(row, "channel", slice(text, spec->channel)) ? NULL : "channel";
}

static void run_spec(struct suite *suite, const cJSON *row)
{
	rlint_str text = str_from(row_text(row, "spec"));
	const char *difference = NULL;
	struct match_spec spec;

	match_spec_read(&spec, text);
	if (!row_is_flag(row, "valid", !spec.is_invalid)) {
		difference = "valid";
	} else if (!spec.is_invalid) {
		difference = differs(&suite->arena, row, text, &spec);
	}
	run_case(suite->run, !difference, "matchspec", "%s of %s: version %.*s", difference,
		row_text(row, "spec"), (int)slice(text, spec.version).len,
		slice(text, spec.version).ptr);
}

static void run_match(struct suite *suite, const cJSON *row)
{
	bool is_admitted = conda_spec_admits(
		&suite->arena, str_from(row_text(row, "spec")), str_from(row_text(row, "version")));

	run_case(suite->run, row_is_flag(row, "matches", is_admitted), "version_match",
		"%s in %s gives %s", row_text(row, "version"), row_text(row, "spec"),
		is_admitted ? "yes" : "no");
}

static void run_row(void *user, const cJSON *row)
{
	struct suite *suite = user;

	if (strcmp(row_text(row, "kind"), "matchspec") == 0) {
		run_spec(suite, row);
	} else {
		run_match(suite, row);
	}
	arena_reset(&suite->arena);
}

void suite_conda(struct run *run, const char *path)
{
	struct suite suite = { .run = run };

	arena_init(&suite.arena, NULL, NULL);
	each_row(path, run_row, &suite);
	arena_free(&suite.arena);
}
