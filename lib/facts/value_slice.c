/* Parts of a value as values of their own. */
#include "lib/facts/value_slice.h"

#include "lib/base/str.h"

/* One part of the whole: the text it gave, from offset `at` on. */
struct stretch {
	const rlint_part *part;
	rlint_value value; /* of a reference */
	size_t at, len;
};

/* A range of `len` bytes within a span that holds `full` bytes of the same text, else the span. */
static rlint_span narrow(rlint_span span, size_t full, size_t start, size_t len)
{
	uint32_t from = span.start + (uint32_t)start;

	return span.end - span.start == full ? (rlint_span){ from, from + (uint32_t)len } : span;
}

static void read_stretch(
	struct stretch *out, const rlint_part *part, const struct word_scope *scope, size_t at)
{
	*out = (struct stretch){ .part = part, .at = at, .len = part->text.len };
	if (part->is_reference) {
		scope->lookup(scope->user, part->text, &out->value);
		out->len = out->value.text.len;
	}
}

/* Adds to `out` what [start, end) has of the stretch. */
static void add_stretch(rlint_value *out, const struct stretch *stretch, size_t start, size_t end)
{
	size_t from = start > stretch->at ? start - stretch->at : 0;
	size_t till = end < stretch->at + stretch->len ? end - stretch->at : stretch->len;
	bool is_first = out->span.end == 0;
	rlint_span written = stretch->part->span;
	rlint_span defined = stretch->value.definition;

	if (stretch->part->is_reference) {
		defined = narrow(defined, stretch->len, from, till - from);
		if (stretch->value.state != RLINT_KNOWN) {
			out->state = stretch->value.state;
		}
	} else {
		written = narrow(written, stretch->len, from, till - from);
		defined = written;
	}
	out->is_verbatim = is_first && !stretch->part->is_reference &&
			   written.end - written.start == till - from;
	out->span = (rlint_span){ is_first ? written.start : out->span.start, written.end };
	out->definition = is_first ? defined : out->span;
}

/* Walks the parts; false where they do not add up to the text (an operator, a lost part). */
static bool slice_parts(rlint_value *out, const rlint_value *whole, const struct word_scope *scope,
	size_t start, size_t end)
{
	size_t at = 0;

	for (uint32_t i = 0; i < whole->part_count; i++) {
		struct stretch stretch;

		read_stretch(&stretch, &whole->parts[i], scope, at);
		if (at + stretch.len > whole->text.len) {
			break;
		}
		if (!rlint_str_is(str_slice(whole->text, at, at + stretch.len),
			    stretch.part->is_reference ? stretch.value.text : stretch.part->text)) {
			return false;
		}
		if (at < end && at + stretch.len > start) {
			add_stretch(out, &stretch, start, end);
		}
		at += stretch.len;
	}
	return at == whole->text.len && out->span.end > 0;
}

rlint_value value_slice(
	const rlint_value *whole, const struct word_scope *scope, size_t start, size_t end)
{
	rlint_value out = { .text = str_slice(whole->text, start, end), .state = RLINT_KNOWN };

	if (whole->is_verbatim && whole->span.end - whole->span.start == whole->text.len) {
		out.span = narrow(whole->span, whole->text.len, start, end - start);
		out.definition = out.span;
		out.is_verbatim = true;
		out.state = whole->state;
	} else if (end <= start || !slice_parts(&out, whole, scope, start, end)) {
		out.span = whole->span;
		out.definition = whole->definition;
		out.state = whole->state == RLINT_UNCERTAIN ? RLINT_KNOWN : whole->state;
		out.is_verbatim = false;
	}
	if (whole->state == RLINT_UNCERTAIN && end >= whole->text.len) {
		out.state = RLINT_UNCERTAIN;
		out.reason = whole->reason;
		out.span.end = whole->span.end;
		out.is_verbatim = false;
	} else if (out.state == RLINT_UNCERTAIN) {
		out.state = RLINT_KNOWN;
	}
	return out;
}

rlint_value value_of_part(const rlint_part *part, size_t start, size_t end)
{
	rlint_span span = narrow(part->span, part->text.len, start, end - start);

	return (rlint_value){ .span = span,
		.definition = span,
		.text = str_slice(part->text, start, end),
		.state = RLINT_KNOWN,
		.is_verbatim = span.end - span.start == end - start };
}
