/* Is a package installed at all? Its marker is asked on Linux, with the Python that the file
 * states: where that is a range, or nothing, with each Python there is. */
#include "lib/base/format.h"
#include "lib/facts/base_image.h"
#include "lib/facts/make.h"
#include "lib/syntax/python/constraint.h"
#include "lib/syntax/python/marker.h"

enum {
	MINORS = 24, /* bit 0 is 2.7, bit N + 1 is 3.N: also those of years to come */
	PATCHES = 32, /* no 3.N had more; a range may leave out the first ones */
	ALL_MINORS = (1 << MINORS) - 1
};

static rlint_str minor_text(struct arena *arena, int minor)
{
	return minor == 0 ? RLINT_STR("2.7") : format_str(arena, "3.%zu", (size_t)minor - 1);
}

/* ---- which Pythons the file states ---- */

/* "3.11", of a tag, .python-version or conda, means any 3.11. */
static rlint_str clause_of(struct arena *arena, rlint_str text)
{
	size_t dots = 0;

	if (text.len > 1 && text.ptr[0] == '=' && text.ptr[1] != '=') {
		text = str_slice(text, 1, text.len);
	}
	for (size_t i = 0; i < text.len; i++) {
		dots += text.ptr[i] == '.';
		if (!rlint_byte_is_digit(text.ptr[i]) && text.ptr[i] != '.') {
			return text;
		}
	}
	return format_str(arena, dots < 2 ? "==%S.*" : "==%S", text);
}

static bool may_be(struct arena *arena, rlint_str constraint, rlint_str minor)
{
	for (size_t patch = 0; patch < PATCHES; patch++) {
		rlint_str version = format_str(arena, "%S.%zu", minor, patch);

		if (constraint_admits(constraint, version) != RLINT_NO) {
			return true;
		}
	}
	return false;
}

/* The set of Pythons; all where nothing is stated, or nothing that can be read. */
static uint32_t minors_of(struct arena *arena, const rlint_value *python)
{
	uint32_t minors = 0;
	rlint_str constraint;

	if (!rlint_value_has_text(python)) {
		return ALL_MINORS;
	}
	constraint = clause_of(arena, str_trim(python->text));
	for (int minor = 0; minor < MINORS; minor++) {
		if (may_be(arena, constraint, minor_text(arena, minor))) {
			minors |= 1U << minor;
		}
	}
	return minors > 0 ? minors : ALL_MINORS;
}

/* ---- markers ---- */

struct place {
	bool is_linux; /* else nothing is known of the platform */
	rlint_str python; /* "3.11" */
};

static bool look_up(const void *user, rlint_str name, rlint_str *out)
{
	static const rlint_str rows[][2] = {
		{ RLINT_STR_INIT("sys_platform"), RLINT_STR_INIT("linux") },
		{ RLINT_STR_INIT("os_name"), RLINT_STR_INIT("posix") },
		{ RLINT_STR_INIT("platform_system"), RLINT_STR_INIT("Linux") },
	};
	const struct place *place = user;

	if (rlint_str_is(name, RLINT_STR("python_version"))) {
		*out = place->python;
		return true;
	}
	for (size_t i = 0; place->is_linux && i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(name, rows[i][0])) {
			*out = rows[i][1];
			return true;
		}
	}
	return false;
}

/* What all of the Pythons answer; unknown where they differ. The newest and the oldest differ
 * first. */
static rlint_answer ask_all(const struct marker *marker, bool is_linux, uint32_t minors)
{
	struct place place = { .is_linux = is_linux };
	struct marker_scope scope = { .lookup = look_up, .user = &place };
	rlint_answer common = RLINT_UNKNOWN;
	bool is_first = true;

	for (int i = 0; i < MINORS; i++) {
		int minor = i % 2 == 0 ? MINORS - 1 - i / 2 : i / 2;
		rlint_answer answer;

		if ((minors & 1U << minor) == 0) {
			continue;
		}
		place.python = minor_text(marker->arena, minor);
		answer = marker_holds(marker, &scope);
		if (answer == RLINT_UNKNOWN || (!is_first && answer != common)) {
			return RLINT_UNKNOWN;
		}
		common = answer;
		is_first = false;
	}
	return common;
}

static bool names_python(const struct marker *marker)
{
	const struct marker_item *items = marker->items.items;
	rlint_str name = RLINT_STR("python_version");

	for (uint32_t i = 0; i < marker->items.count; i++) {
		if ((items[i].left.is_variable && rlint_str_is(items[i].left.text, name)) ||
			(items[i].right.is_variable && rlint_str_is(items[i].right.text, name))) {
			return true;
		}
	}
	return false;
}

/* One environment at work: what was asked last is often asked again. */
struct judge {
	struct arena *arena;
	const rlint_environment *environment;
	bool is_linux;
	uint32_t minors; /* 0: not worked out yet */
	rlint_str marker;
	rlint_answer answer;
};

static rlint_answer judge_marker(struct judge *judge, rlint_str text)
{
	struct marker marker = { .arena = judge->arena };
	struct cursor cursor = { .text = text };
	rlint_answer answer;

	if (!marker_read_whole(&cursor, &marker)) {
		return RLINT_UNKNOWN;
	}
	if (!names_python(&marker)) {
		return ask_all(&marker, judge->is_linux, 1U << (MINORS - 1));
	}
	answer = ask_all(&marker, judge->is_linux, ALL_MINORS);
	if (answer != RLINT_UNKNOWN || !rlint_value_has_text(&judge->environment->python)) {
		return answer;
	}
	if (judge->minors == 0) {
		judge->minors = minors_of(judge->arena, &judge->environment->python);
	}
	return ask_all(&marker, judge->is_linux, judge->minors);
}

rlint_answer marker_applies(struct arena *arena, rlint_str marker, const rlint_value *python)
{
	rlint_environment environment = { .python = *python };
	struct judge judge = { .arena = arena, .environment = &environment, .is_linux = true };

	return judge_marker(&judge, marker);
}

/* A lock lists a package once for several forks, each with its marker. */
static rlint_answer judge_package(struct judge *judge, const rlint_fact *fact)
{
	const rlint_value *marker = &rlint_as_package(fact)->marker;

	if (marker->state == RLINT_UNSET) {
		return RLINT_YES;
	}
	if (marker->state != RLINT_KNOWN || fact->facts->document->kind == RLINT_FILE_LOCK) {
		return RLINT_UNKNOWN;
	}
	if (!judge->marker.ptr || !rlint_str_is(judge->marker, marker->text)) {
		judge->marker = marker->text;
		judge->answer = judge_marker(judge, marker->text);
	}
	return judge->answer;
}

/* ---- environments ---- */

/* The image that a RUN's stage starts from, or NULL. */
static const rlint_image *image_of(const rlint_fact *environment)
{
	const rlint_fact *stage = rlint_fact_within(environment, RLINT_STAGE);

	return stage ? rlint_as_image(rlint_as_stage(stage)->origin) : NULL;
}

/* python:3.11-slim */
static rlint_value python_of_image(const rlint_image *image)
{
	rlint_str tag = image->tag.text;
	rlint_value version = image->tag;
	size_t end = 0;

	if (!rlint_value_has_text(&image->tag) ||
		!rlint_str_is(image->name.text, RLINT_STR("python")) ||
		image->registry.state != RLINT_UNSET) {
		return (rlint_value){ 0 };
	}
	while (end < tag.len && (rlint_byte_is_digit(tag.ptr[end]) || tag.ptr[end] == '.')) {
		end++;
	}
	if (end == 0 || (end < tag.len && tag.ptr[end] != '-')) {
		return (rlint_value){ 0 };
	}
	version.text = str_slice(tag, 0, end);
	return version;
}

static void judge_environment(struct facts *facts, rlint_fact *fact)
{
	rlint_environment *environment = fact_payload(fact);
	const rlint_image *image = image_of(fact);
	size_t count = rlint_fact_count(fact, RLINT_PACKAGE);
	struct judge judge = { .arena = facts->arena,
		.environment = environment,
		.is_linux = !image || !base_image_is_windows(image) };

	if (image && environment->ecosystem == RLINT_PIP &&
		environment->python.state == RLINT_UNSET) {
		environment->python = python_of_image(image);
	}
	for (size_t i = 0; i < count; i++) {
		const rlint_fact *package = rlint_fact_at(fact, RLINT_PACKAGE, i);

		((rlint_package *)fact_payload(package))->applies = judge_package(&judge, package);
	}
}

void facts_judge_markers(struct facts *facts)
{
	const struct vec *environments = &facts->all[RLINT_ENVIRONMENT];

	for (uint32_t i = 0; i < environments->count; i++) {
		judge_environment(facts, ((rlint_fact *const *)environments->items)[i]);
	}
}
