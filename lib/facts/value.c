/* Values and the questions to them. */
#include "lib/base/str.h"
#include "lib/facts/facts.h"

rlint_value value_literal(struct arena *arena, const struct text *text, size_t start, size_t end)
{
	rlint_str bytes = str_slice(text->bytes, start, end);
	rlint_span span = text_span(text, start, end);
	rlint_part *part = arena_new(arena, 1, sizeof *part);

	*part = (rlint_part){ false, span, bytes };
	return (rlint_value){ .span = span,
		.definition = span,
		.text = bytes,
		.parts = part,
		.part_count = 1,
		.state = RLINT_KNOWN,
		.is_verbatim = text_is_verbatim(text, start, end) };
}

rlint_value value_known(rlint_str text, rlint_span span)
{
	return (rlint_value){
		.span = span, .definition = span, .text = text, .state = RLINT_KNOWN
	};
}

rlint_value value_uncertain(rlint_str prefix, rlint_span span, rlint_reason reason)
{
	return (rlint_value){ .span = span,
		.definition = span,
		.text = prefix,
		.state = RLINT_UNCERTAIN,
		.reason = (uint8_t)reason };
}

bool rlint_value_has_text(const rlint_value *value)
{
	return value->state == RLINT_KNOWN || value->state == RLINT_DEFAULT;
}

static rlint_answer yes_if(bool is_so)
{
	return is_so ? RLINT_YES : RLINT_NO;
}

/* Where the text is not known whole: no for an unset value, unknown for the rest. */
static rlint_answer without_text(const rlint_value *value)
{
	return value->state == RLINT_UNSET ? RLINT_NO : RLINT_UNKNOWN;
}

/* The known prefix contradicts `text`. */
static bool differs(const rlint_value *value, rlint_str text)
{
	size_t shared = value->text.len < text.len ? value->text.len : text.len;

	return !rlint_str_is(str_slice(value->text, 0, shared), str_slice(text, 0, shared));
}

rlint_answer rlint_value_is(const rlint_value *value, rlint_str text)
{
	if (rlint_value_has_text(value)) {
		return yes_if(rlint_str_is(value->text, text));
	}
	if (value->state == RLINT_UNCERTAIN &&
		(value->text.len > text.len || differs(value, text))) {
		return RLINT_NO;
	}
	return without_text(value);
}

rlint_answer rlint_value_starts(const rlint_value *value, rlint_str text)
{
	if (rlint_value_has_text(value)) {
		return yes_if(rlint_str_starts(value->text, text));
	}
	if (value->state == RLINT_UNCERTAIN && value->text.len >= text.len) {
		return yes_if(!differs(value, text));
	}
	return value->state == RLINT_UNCERTAIN && differs(value, text) ? RLINT_NO
								       : without_text(value);
}

rlint_answer rlint_value_ends(const rlint_value *value, rlint_str text)
{
	return rlint_value_has_text(value) ? yes_if(rlint_str_ends(value->text, text))
					   : without_text(value);
}

rlint_answer rlint_value_has(const rlint_value *value, rlint_str text)
{
	bool is_there = rlint_str_find_str(value->text, text) < value->text.len || text.len == 0;

	if (rlint_value_has_text(value)) {
		return yes_if(is_there);
	}
	return value->state == RLINT_UNCERTAIN && is_there ? RLINT_YES : without_text(value);
}
