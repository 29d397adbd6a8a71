/* Conda's package specs as package facts. */
#include "lib/base/str.h"
#include "lib/facts/make.h"
#include "lib/facts/reference.h"
#include "lib/syntax/python/match_spec.h"
#include "lib/syntax/python/name.h"

static rlint_str slice(const struct text *text, struct range range)
{
	return str_slice(text->bytes, range.start, range.end);
}

/* Where the text stops being known: at a variable or a template's braces, which no spec can hold
 * otherwise. */
static size_t known_length(rlint_str text)
{
	size_t dollar = str_find(text, '$', 0);
	size_t braces = rlint_str_find_str(text, RLINT_STR("{{"));

	return dollar < braces ? dollar : braces;
}

static rlint_value value_of(struct facts *facts, const struct text *text, struct range range)
{
	rlint_str bytes = slice(text, range);
	size_t known = known_length(bytes);

	if (range.end == range.start) {
		return (rlint_value){ 0 };
	}
	if (known < bytes.len) {
		return value_uncertain(str_slice(bytes, 0, known),
			text_span(text, range.start, range.end), RLINT_COMPUTED);
	}
	return value_literal(facts->arena, text, range.start, range.end);
}

static rlint_package_source source_of(const struct text *text, const struct match_spec *spec)
{
	rlint_str file = slice(text, spec->url);

	if (file.len == 0) {
		return spec->name.end > spec->name.start ? RLINT_FROM_INDEX : RLINT_SOURCE_UNKNOWN;
	}
	return rlint_str_find_str(file, RLINT_STR("://")) < file.len &&
			       !rlint_str_starts(file, RLINT_STR("file:"))
		       ? RLINT_FROM_URL
		       : RLINT_FROM_PATH;
}

static rlint_pin pin_of_version(enum match_version kind)
{
	switch (kind) {
	case MATCH_ANY:
		break;
	case MATCH_RANGE:
	case MATCH_FUZZY:
		return RLINT_BOUNDED;
	case MATCH_EXACT:
		return RLINT_EXACT;
	}
	return RLINT_FLOATING;
}

static uint32_t hash_count(const struct match_spec *spec)
{
	return (spec->md5.end > spec->md5.start ? 1U : 0U) +
	       (spec->sha256.end > spec->sha256.start ? 1U : 0U);
}

/* A build string names one artefact of a version, but only a digest makes sure that it is the same;
 * a channel may be anything. So both are exact. */
static rlint_pin pin_of(const struct text *text, const struct match_spec *spec)
{
	rlint_str whole = slice(text, spec->whole);
	rlint_str version = slice(text, spec->version);

	switch (source_of(text, spec)) {
	case RLINT_FROM_URL:
		/* The file's name says name, version and build. */
		return hash_count(spec) > 0 ? RLINT_IMMUTABLE : RLINT_EXACT;
	case RLINT_FROM_PATH:
		return RLINT_LOCAL;
	case RLINT_FROM_INDEX:
	case RLINT_FROM_VCS:
	case RLINT_SOURCE_UNKNOWN:
		break;
	}
	if (hash_count(spec) > 0) {
		return RLINT_IMMUTABLE;
	}
	if (known_length(version) < version.len ||
		(version.len == 0 && known_length(whole) < whole.len)) {
		return RLINT_PIN_UNKNOWN;
	}
	return pin_of_version(spec->kind);
}

/* Of a file whose name tells none, the file's name. */
static struct range name_of(const struct match_spec *spec)
{
	return spec->name.end > spec->name.start ? spec->name : spec->file_name;
}

rlint_fact *package_from_conda_spec(struct facts *facts, rlint_fact *container,
	const struct text *text, rlint_span line, uint32_t node)
{
	struct match_spec spec;
	struct range name;
	rlint_fact *fact;
	rlint_str canonical;

	match_spec_read(&spec, text->bytes);
	name = name_of(&spec);
	canonical = name_lower(facts->arena, slice(text, name));
	fact = fact_new(facts, RLINT_PACKAGE, container,
		text_span(text, spec.whole.start, spec.whole.end), node);
	*(rlint_package *)fact_payload(fact) = (rlint_package){
		.ecosystem = RLINT_CONDA_PACKAGES,
		.name = value_of(facts, text, name),
		.canonical = canonical,
		.version = value_of(facts, text, spec.version),
		.location = value_of(facts, text, spec.url),
		.channel = slice(text, spec.channel),
		.source = source_of(text, &spec),
		.pin = pin_of(text, &spec),
		.purpose = package_purpose(RLINT_CONDA_PACKAGES, canonical),
		.hash_count = hash_count(&spec),
		.line = line,
	};
	fact_select(fact, RLINT_STR("conda"), (rlint_str){ 0 });
	return fact;
}
