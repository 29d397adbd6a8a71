/* Python requirements as package facts. */
#include "lib/base/str.h"
#include "lib/facts/make.h"
#include "lib/facts/reference.h"
#include "lib/syntax/python/link.h"
#include "lib/syntax/python/name.h"
#include "lib/syntax/python/version.h"

static bool is_there(struct range range)
{
	return range.end > range.start;
}

static rlint_str slice(const struct text *text, struct range range)
{
	return str_slice(text->bytes, range.start, range.end);
}

/* Where ${NAME} stands in it, or its length. */
static size_t find_variable(rlint_str text)
{
	size_t at = str_find(text, '$', 0);

	while (at < text.len && variable_length(text, at) == 0) {
		at = str_find(text, '$', at + 1);
	}
	return at;
}

/* The value of a range: unset where it is empty, unknown where a variable stands in it. */
static rlint_value value_of(struct facts *facts, const struct text *text, struct range range)
{
	rlint_str bytes = slice(text, range);
	size_t known = find_variable(bytes);

	if (!is_there(range)) {
		return (rlint_value){ 0 };
	}
	if (known < bytes.len) {
		return value_uncertain(str_slice(bytes, 0, known),
			text_span(text, range.start, range.end), RLINT_HOST);
	}
	return value_literal(facts->arena, text, range.start, range.end);
}

/* ---- how firmly the versions are held ---- */

static rlint_pin pin_of_clause(const struct text *text, const struct specifier *clause)
{
	rlint_str operator= slice(text, clause->operator);
	rlint_str version = slice(text, clause->version);

	if (find_variable(version) < version.len) {
		return RLINT_PIN_UNKNOWN;
	}
	if (rlint_str_is(operator, RLINT_STR("==="))) {
		return RLINT_EXACT;
	}
	return rlint_str_is(operator, RLINT_STR("==")) && !rlint_str_ends(version, RLINT_STR(".*"))
		       ? RLINT_EXACT
		       : RLINT_BOUNDED;
}

/* The version of the first clause with the operator. */
static bool find_bound(struct version *out, const struct text *text,
	const struct requirement *requirement, rlint_str operator)
{
	const struct specifier *clauses = requirement->specifier_list.items;

	for (uint32_t i = 0; i < requirement->specifier_list.count; i++) {
		if (rlint_str_is(slice(text, clauses[i].operator), operator)) {
			return version_parse(out, slice(text, clauses[i].version));
		}
	}
	return false;
}

/* >=X,<=X leaves one version. */
static bool has_equal_bounds(const struct text *text, const struct requirement *requirement)
{
	struct version low;
	struct version high;

	return find_bound(&low, text, requirement, RLINT_STR(">=")) &&
	       find_bound(&high, text, requirement, RLINT_STR("<=")) &&
	       version_compare(&low, &high) == 0;
}

static rlint_pin pin_of_versions(const struct text *text, const struct requirement *requirement)
{
	const struct specifier *clauses = requirement->specifier_list.items;
	rlint_pin best = RLINT_FLOATING;

	for (uint32_t i = 0; i < requirement->specifier_list.count; i++) {
		rlint_pin pin = pin_of_clause(text, &clauses[i]);

		if (pin == RLINT_EXACT) {
			return pin;
		}
		best = pin > best ? pin : best;
	}
	return best == RLINT_BOUNDED && has_equal_bounds(text, requirement) ? RLINT_EXACT : best;
}

/* Subversion numbers its revisions; they never change. */
static bool is_revision_number(rlint_str url, rlint_str reference)
{
	uint64_t number;

	return byte_lower(url.ptr[0]) == 's' && str_to_u64(reference, &number);
}

static rlint_pin pin_of_vcs(const struct text *text, const struct requirement *requirement)
{
	rlint_str url = slice(text, requirement->url);
	rlint_str reference = slice(text, requirement->reference);

	if (find_variable(reference) < reference.len) {
		return RLINT_PIN_UNKNOWN;
	}
	return is_revision_number(url, reference) ? RLINT_IMMUTABLE : pin_of_reference(reference);
}

static rlint_pin pin_of_link(const struct text *text, const struct requirement *requirement)
{
	rlint_str url = slice(text, requirement->url);
	rlint_pin pin = pin_of_url(url);

	return pin == RLINT_FLOATING && find_variable(url) < url.len ? RLINT_PIN_UNKNOWN : pin;
}

/* ---- the fact ---- */

static rlint_package_source source_of(
	const struct text *text, const struct requirement *requirement)
{
	enum link_scheme scheme = link_scheme(slice(text, requirement->url));

	switch (requirement->kind) {
	case REQUIREMENT_NAMED:
		return RLINT_FROM_INDEX;
	case REQUIREMENT_DIRECT:
		return scheme == LINK_NONE || scheme == LINK_FILE ? RLINT_FROM_PATH
								  : RLINT_FROM_URL;
	case REQUIREMENT_URL:
		return RLINT_FROM_URL;
	case REQUIREMENT_VCS:
		return RLINT_FROM_VCS;
	case REQUIREMENT_PATH:
		return RLINT_FROM_PATH;
	case REQUIREMENT_INVALID:
		break;
	}
	return RLINT_SOURCE_UNKNOWN;
}

static rlint_pin pin_of(
	const struct text *text, const struct requirement *requirement, rlint_package_source source)
{
	switch (source) {
	case RLINT_FROM_INDEX:
		return pin_of_versions(text, requirement);
	case RLINT_FROM_URL:
		return pin_of_link(text, requirement);
	case RLINT_FROM_VCS:
		return pin_of_vcs(text, requirement);
	case RLINT_FROM_PATH:
		return RLINT_LOCAL;
	case RLINT_SOURCE_UNKNOWN:
		break;
	}
	return RLINT_PIN_UNKNOWN;
}

static void widen(struct range *whole, struct range part)
{
	if (!is_there(part)) {
		return;
	}
	whole->start = !is_there(*whole) || part.start < whole->start ? part.start : whole->start;
	whole->end = part.end > whole->end ? part.end : whole->end;
}

/* Name, extras, versions, URL: not the marker. */
static struct range words_of(const struct requirement *requirement)
{
	struct range words = { 0, 0 };

	widen(&words, requirement->name);
	widen(&words, requirement->extras);
	widen(&words, requirement->specifiers);
	widen(&words, requirement->url);
	return words;
}

rlint_fact *package_from_requirement(struct facts *facts, rlint_fact *container,
	const struct text *text, const struct requirement *requirement, rlint_span line,
	uint32_t node)
{
	struct range words = words_of(requirement);
	rlint_package_source source = source_of(text, requirement);
	rlint_fact *fact = fact_new(
		facts, RLINT_PACKAGE, container, text_span(text, words.start, words.end), node);
	rlint_str canonical = name_normal(facts->arena, slice(text, requirement->name));

	*(rlint_package *)fact_payload(fact) = (rlint_package){
		.ecosystem = RLINT_PIP,
		.name = value_of(facts, text, requirement->name),
		.canonical = canonical,
		.version = value_of(facts, text,
			is_there(requirement->file_version) ? requirement->file_version
							    : requirement->specifiers),
		.marker = value_of(facts, text, requirement->marker),
		.location = value_of(facts, text, requirement->url),
		.reference = is_there(requirement->reference)
				     ? text_span(text, requirement->reference.start,
					       requirement->reference.end)
				     : (rlint_span){ 0, 0 },
		.source = source,
		.pin = pin_of(text, requirement, source),
		.purpose = package_purpose(RLINT_PIP, canonical),
		.extra_count = requirement->extra_count,
		.is_editable = requirement->is_editable,
		.line = line,
	};
	fact_select(fact, RLINT_STR("pip"), (rlint_str){ 0 });
	return fact;
}
