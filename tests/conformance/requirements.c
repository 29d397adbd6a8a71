/* The suite requirements: what pip itself makes of the files' lines. */
#include "tests/conformance/conformance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/syntax/python/marker.h"
#include "lib/syntax/python/name.h"
#include "lib/syntax/python/requirements.h"
#include "lib/syntax/python/url.h"
#include "tests/conformance/clauses.h"

struct suite {
	struct run *run;
	unsigned row;
};

struct job {
	struct arena arena;
	struct guard guard;
	struct requirements file;
	rlint_str raw, text;
	bool is_refused; /* an encoding that pip cannot decode */
};

static const struct limits limits = { { 64ULL << 20, 256, 1000, 1000, 4096, 32 } };

/* The environment of the vectors' MANIFEST.json. Empty values stay as they are written. */
static bool look_up(const void *user, rlint_str name, rlint_str *out)
{
	static const struct {
		const char *name, *value;
	} variables[] = {
		{ "HOME", "/nonexistent-home" },
		{ "REPRO_1", "one" },
		{ "REPRO_HASH", "a # b" },
		{ "REPRO_NESTED", "${REPRO_TOKEN}" },
		{ "REPRO_TOKEN", "s3cr3t" },
	};

	(void)user;
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		if (rlint_str_is(name, str_from(variables[i].name))) {
			*out = str_from(variables[i].value);
			return true;
		}
	}
	return false;
}

static void parse(void *context)
{
	static const struct requirements_scope scope = { look_up, NULL };
	struct job *job = context;

	requirements_decode(&job->arena, job->raw, &job->text);
	job->is_refused = job->text.ptr == job->raw.ptr &&
			  (requirements_coding(job->raw) == CODING_WIDE ||
				  (requirements_coding(job->raw) == CODING_UNKNOWN &&
					  !codec_is_known(requirements_coding_name(job->raw))));
	requirements_parse_in(&job->file, &job->arena, &limits, job->text, &scope);
}

static bool is_text(const cJSON *object, const char *name, rlint_str text)
{
	rlint_str wanted = row_bytes(object, name);
	bool is_same = rlint_str_is(wanted, text);

	free((char *)(uintptr_t)wanted.ptr);
	return is_same;
}

/* Where the library reads on, pip 26 may stop: its words are then with the problem. */
static bool is_refused(const struct requirements *file, const struct requirements_line *line)
{
	const struct problem *problems = file->tree.problems.items;

	for (uint32_t i = 0; i < file->tree.problems.count; i++) {
		if (problems[i].node == line->node && problems[i].foreign.len > 0) {
			return true;
		}
	}
	return line->kind == LINE_INVALID;
}

static const char *kind_of(const struct requirements *file, const struct requirements_line *line)
{
	static const char *const kinds[] = { [LINE_REQUIREMENT] = "requirement",
		[LINE_EDITABLE] = "requirement",
		[LINE_INCLUDE] = "nested",
		[LINE_CONSTRAINT] = "nested",
		[LINE_OPTIONS] = "option",
		[LINE_INVALID] = "error" };

	return is_refused(file, line) ? "error" : kinds[line->kind];
}

static rlint_str part(const struct requirements_line *line, struct range range)
{
	return str_slice(line->subject.bytes, range.start, range.end);
}

/* A wheel's file name holds name and version. */
static bool is_wheel_name(const struct requirement *requirement)
{
	return requirement->name.start >= requirement->url.start &&
	       requirement->file_version.end > requirement->file_version.start;
}

static bool is_name(struct arena *arena, const cJSON *wanted, const struct requirements_line *line)
{
	rlint_str name = part(line, line->requirement.name);

	return is_text(wanted, "name",
		is_wheel_name(&line->requirement) ? name_normal(arena, name) : name);
}

static bool is_specifier(
	struct arena *arena, const cJSON *wanted, const struct requirements_line *line)
{
	struct vec clauses = { 0 };

	if (is_wheel_name(&line->requirement)) {
		const char *text = row_text(wanted, "specifier");

		return text && rlint_str_starts(str_from(text), RLINT_STR("=="));
	}
	clauses_read(&clauses, arena, part(line, line->requirement.specifiers));
	clauses_sort(arena, &clauses);
	return is_text(wanted, "specifier", clauses_text(arena, &clauses));
}

static bool is_marker(
	struct arena *arena, const cJSON *wanted, const struct requirements_line *line)
{
	struct marker marker = { .arena = arena };
	struct cursor cursor = { .text = part(line, line->requirement.marker) };

	if (cursor.text.len == 0) {
		return is_text(wanted, "marker", cursor.text);
	}
	return marker_read_whole(&cursor, &marker) &&
	       is_text(wanted, "marker", marker_text(&marker));
}

/* pip keeps an extra at the line's end twice, once in small letters. */
static uint32_t count_extras(const cJSON *list)
{
	uint32_t count = 0;

	for (const cJSON *item = list->child; item; item = item->next) {
		bool is_new = true;

		for (const cJSON *other = list->child; other != item; other = other->next) {
			is_new = is_new && !rlint_str_is_like(str_from(item->valuestring),
						   str_from(other->valuestring));
		}
		count += is_new;
	}
	return count;
}

static const char *differs_in_requirement(
	struct arena *arena, const cJSON *wanted, const struct requirements_line *line)
{
	const cJSON *link = cJSON_GetObjectItemCaseSensitive(wanted, "link");
	const cJSON *extras = cJSON_GetObjectItemCaseSensitive(wanted, "extras");

	if (!is_name(arena, wanted, line)) {
		return "has another name";
	}
	if (!is_specifier(arena, wanted, line)) {
		return "has another specifier";
	}
	if (!is_marker(arena, wanted, line)) {
		return "has another marker";
	}
	if (count_extras(extras) != line->requirement.extra_count) {
		return "has other extras";
	}
	return is_text(link, "rev", url_decoded(arena, part(line, line->requirement.reference)))
		       ? NULL
		       : "has another revision";
}

static const char *differs(struct job *job, uint32_t index, const cJSON *wanted)
{
	const struct requirements_line *line;
	const cJSON *number = cJSON_GetObjectItemCaseSensitive(wanted, "line");

	if (strcmp(row_text(wanted, "kind"), "decode_error") == 0) {
		return job->is_refused ? NULL : "is decoded";
	}
	if (index >= job->file.lines.count) {
		return "is missing";
	}
	line = requirements_line_at(&job->file, index);
	if (line->number != (uint32_t)cJSON_GetNumberValue(number)) {
		return "has another number";
	}
	if (!is_text(wanted, "logical", line->text.bytes)) {
		return "has another text";
	}
	if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(wanted, "fs_dependent"))) {
		return NULL;
	}
	if (strcmp(row_text(wanted, "kind"), kind_of(&job->file, line)) != 0) {
		return "is of another kind";
	}
	wanted = cJSON_GetObjectItemCaseSensitive(wanted, "req");
	return wanted ? differs_in_requirement(&job->arena, wanted, line) : NULL;
}

static void run_row(void *user, const cJSON *row)
{
	struct suite *suite = user;
	struct job job = { 0 };
	const char *coded = row_text(row, "text_b64");
	const cJSON *lines = cJSON_GetObjectItemCaseSensitive(row, "pip");
	const cJSON *wanted;
	const char *difference = NULL;
	uint32_t index = 0;
	char name[32];

	job.raw = coded ? decode_base64(coded) : row_bytes(row, "text");
	arena_init(&job.arena, NULL, &job.guard);
	protect(&job.guard, parse, &job);
	snprintf(name, sizeof name, "row %u", ++suite->row);
	cJSON_ArrayForEach(wanted, lines)
	{
		difference = difference ? difference : differs(&job, index, wanted);
		if (difference) {
			break;
		}
		index++;
	}
	if (!difference && !job.is_refused && index != job.file.lines.count) {
		difference = "is one too many";
	}
	run_case(suite->run, !difference, name, "line %u %s: %.200s", index + 1, difference,
		wanted ? row_text(wanted, "logical") : "");
	arena_free(&job.arena);
	free((char *)(uintptr_t)job.raw.ptr);
}

void suite_requirements(struct run *run, const char *path)
{
	struct suite suite = { run, 0 };

	each_row(path, run_row, &suite);
}
