/* BuildKit's wording (linter/ruleset.go), put together. */
#include "said.h"

static rlint_str from_literal(const char *text)
{
	size_t length = 0;

	while (text[length] != '\0') {
		length++;
	}
	return (rlint_str){ text, length };
}

void said_by_buildkit(rlint_check *check, rlint_finding *finding, const char *id,
	const rlint_str *pieces, size_t count)
{
	size_t size = 0;
	char *out;

	for (size_t i = 0; i < count; i++) {
		size += pieces[i].len;
	}
	out = rlint_scratch(check, size + 1);
	if (!out) {
		return;
	}
	size = 0;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < pieces[i].len; k++) {
			out[size++] = pieces[i].ptr[k];
		}
	}
	rlint_as_said(finding, from_literal(id), (rlint_str){ out, size });
}

rlint_str said_text(const rlint_fact *fact, rlint_span span)
{
	return rlint_text_of(rlint_fact_document(fact), span);
}

bool said_is_upper(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

bool said_is_lower(char byte)
{
	return byte >= 'a' && byte <= 'z';
}
