/* Look-ups in the table of who reads variables, and the questions that its bounds need. */
#include "lib/facts/variable.h"

#include "lib/base/str.h"
#include "lib/syntax/python/constraint.h"

#include <reprolint/input.h>

static rlint_str text_of(struct pool_text place)
{
	rlint_str text = pool_str(variable_pool, place);

	return rlint_str_is(text, RLINT_STR("-")) ? (rlint_str){ 0 } : text;
}

bool rlint_variable_reader(rlint_str variable, size_t index, rlint_reader *out)
{
	for (size_t i = 0; i < variable_reader_count; i++) {
		const struct variable_reader *row = &variable_readers[i];

		if (!rlint_str_is(text_of(row->variable), variable) || index-- > 0) {
			continue;
		}
		*out = (rlint_reader){ .packages = text_of(row->packages),
			.images = text_of(row->images),
			.since = text_of(row->since),
			.before = text_of(row->before),
			.instead = text_of(row->instead) };
		return true;
	}
	return false;
}

/* "2.4.0" of "2.4.0-gpu"; empty where it is not three numbers: "2", "latest". */
static rlint_str release_of_tag(rlint_str tag)
{
	size_t end = 0;
	size_t dots = 0;

	while (end < tag.len && (rlint_byte_is_digit(tag.ptr[end]) || tag.ptr[end] == '.')) {
		dots += tag.ptr[end++] == '.';
	}
	return dots == 2 ? str_slice(tag, 0, end) : (rlint_str){ 0 };
}

/* conda's build behind the version is none of it: "=2.4.1=py39_0". */
static rlint_str without_build(rlint_str version)
{
	size_t start = 0;

	while (start < version.len && byte_is_one_of(version.ptr[start], "<>=!~")) {
		start++;
	}
	return str_slice(version, 0, str_find(version, '=', start));
}

static rlint_answer package_is_since(const rlint_package *package, rlint_str release)
{
	rlint_str text = package->version.text;

	if (package->source != RLINT_FROM_INDEX || package->version.state != RLINT_KNOWN) {
		return RLINT_UNKNOWN;
	}
	if (package->ecosystem == RLINT_CONDA_PACKAGES && str_find(text, ',', 0) == text.len) {
		text = without_build(text);
	}
	return constraint_is_since(text, release);
}

rlint_answer rlint_is_since(const rlint_fact *fact, rlint_str release)
{
	const rlint_package *package = rlint_as_package(fact);
	const rlint_image *image = rlint_as_image(fact);

	if (package) {
		return package_is_since(package, release);
	}
	return image && image->tag.state == RLINT_KNOWN
		       ? constraint_is_since(release_of_tag(image->tag.text), release)
		       : RLINT_UNKNOWN;
}
