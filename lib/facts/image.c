/* Image references.
 *
 *	reference = [ registry "/" ] path [ ":" tag ] [ "@" algorithm ":" hex ]
 *	registry  = a first component that holds "." or ":" or upper case, or is "localhost"
 *
 * Source: distribution/reference, normalize.go (splitDockerDomain) and regexp.go. */
#include "lib/facts/image.h"

#include "lib/base/str.h"
#include "lib/facts/base_image.h"

/* Offsets in a reference's text. */
struct cut {
	size_t registry_end; /* 0: none */
	size_t name_start, name_end;
	size_t tag_start; /* text.len + 1: none */
	size_t digest_start; /* likewise */
};

static bool is_registry(rlint_str part)
{
	for (size_t i = 0; i < part.len; i++) {
		if (part.ptr[i] == '.' || part.ptr[i] == ':' ||
			(part.ptr[i] >= 'A' && part.ptr[i] <= 'Z')) {
			return true;
		}
	}
	return rlint_str_is(part, RLINT_STR("localhost"));
}

static size_t find_last(rlint_str text, char byte)
{
	size_t at = text.len;

	while (at > 0 && text.ptr[at - 1] != byte) {
		at--;
	}
	return at > 0 ? at - 1 : text.len;
}

static struct cut cut_reference(rlint_str text)
{
	size_t digest = str_find(text, '@', 0);
	rlint_str head = str_slice(text, 0, digest);
	size_t slash = find_last(head, '/');
	size_t colon = str_find(head, ':', slash < head.len ? slash : 0);
	size_t first = str_find(head, '/', 0);
	struct cut cut = { .name_end = colon,
		.tag_start = colon < head.len ? colon + 1 : text.len + 1,
		.digest_start = digest < text.len ? digest + 1 : text.len + 1 };

	if (first < head.len && is_registry(str_slice(head, 0, first))) {
		cut.registry_end = first;
		cut.name_start = first + 1;
	}
	return cut;
}

static rlint_pin pin_of(const rlint_image *image)
{
	if (image->digest.state != RLINT_UNSET) {
		return RLINT_IMMUTABLE;
	}
	switch (image->tag_kind) {
	case RLINT_NO_TAG:
	case RLINT_MOVING_TAG:
		return RLINT_FLOATING;
	case RLINT_WORD_TAG:
		return RLINT_BOUNDED;
	case RLINT_VERSION_TAG:
		return RLINT_EXACT;
	case RLINT_UNKNOWN_TAG:
		break;
	}
	return RLINT_PIN_UNKNOWN;
}

static void read_known(rlint_image *out, const rlint_value *reference,
	const struct word_scope *scope, const struct cut *cut)
{
	size_t len = reference->text.len;

	if (cut->registry_end > 0) {
		out->registry = value_slice(reference, scope, 0, cut->registry_end);
	}
	out->name = value_slice(reference, scope, cut->name_start, cut->name_end);
	if (cut->tag_start <= len) {
		size_t end = cut->digest_start <= len ? cut->digest_start - 1 : len;

		out->tag = value_slice(reference, scope, cut->tag_start, end);
	}
	if (cut->digest_start <= len) {
		out->digest = value_slice(reference, scope, cut->digest_start, len);
	}
}

/* The written end of a reference whose beginning is not known: "${REGISTRY}/ubuntu:latest" has the
 * tag "latest" whatever REGISTRY is. True where it decides about tag and digest. */
static bool read_tail(rlint_image *out, const rlint_value *reference)
{
	const rlint_part *last = &reference->parts[reference->part_count - 1];
	rlint_str text = last->text;
	size_t digest = str_find(text, '@', 0);
	size_t slash = find_last(str_slice(text, 0, digest), '/');
	size_t colon = str_find(text, ':', slash < digest ? slash : 0);

	if (digest < text.len) {
		out->digest = value_of_part(last, digest + 1, text.len);
	}
	if (colon < digest) {
		out->tag = value_of_part(last, colon + 1, digest);
	}
	return digest < text.len || colon < digest || slash < digest;
}

static void read_uncertain(rlint_image *out, const rlint_value *reference,
	const struct word_scope *scope, const struct cut *cut)
{
	bool has_tail = reference->part_count > 1 &&
			!reference->parts[reference->part_count - 1].is_reference;

	if (has_tail && read_tail(out, reference)) {
		out->name = value_slice(reference, scope, 0, reference->text.len);
	} else {
		read_known(out, reference, scope, cut);
		if (out->tag.state == RLINT_UNSET) {
			out->tag = value_uncertain(
				(rlint_str){ 0 }, reference->span, (rlint_reason)reference->reason);
		}
	}
}

/* Defaults that only say that the caller must choose: ARG TAG=notset. */
static bool is_placeholder(rlint_str text)
{
	static const rlint_str words[] = { RLINT_STR_INIT("changeme"),
		RLINT_STR_INIT("doesntmatter"), RLINT_STR_INIT("invalid"), RLINT_STR_INIT("none"),
		RLINT_STR_INIT("notset"), RLINT_STR_INIT("null"), RLINT_STR_INIT("overwrite"),
		RLINT_STR_INIT("override"), RLINT_STR_INIT("placeholder"),
		RLINT_STR_INIT("required"), RLINT_STR_INIT("undefined"), RLINT_STR_INIT("unset") };
	size_t end = str_find(text, '-', 0);

	return rlint_str_is_one_of(str_slice(text, 0, end), RLINT_LIST(words));
}

static rlint_tag_kind tag_kind_of(const rlint_image *image)
{
	rlint_tag_kind kind;

	if (image->tag.state == RLINT_UNCERTAIN ||
		(image->tag.state == RLINT_DEFAULT && is_placeholder(image->tag.text)) ||
		(image->name.state == RLINT_DEFAULT && is_placeholder(image->name.text))) {
		return RLINT_UNKNOWN_TAG;
	}
	kind = image_tag_kind(image->tag.text);
	if (kind == RLINT_WORD_TAG && base_image_is_release(image)) {
		return RLINT_VERSION_TAG;
	}
	return kind == RLINT_WORD_TAG && base_image_is_program(image) ? RLINT_MOVING_TAG : kind;
}

void image_read(rlint_image *out, const rlint_value *reference, const struct word_scope *scope)
{
	struct cut cut = cut_reference(reference->text);

	out->reference = *reference;
	if (reference->state == RLINT_UNCERTAIN) {
		read_uncertain(out, reference, scope, &cut);
	} else {
		read_known(out, reference, scope, &cut);
	}
	out->tag_kind = tag_kind_of(out);
	out->pin = pin_of(out);
	/* A bare name on the Docker Hub is an official image. One that is none of those is rather a
	 * --build-context, or was built before on the same machine. */
	if (out->tag_kind == RLINT_NO_TAG && out->pin == RLINT_FLOATING &&
		base_image_is_bare(out) && !base_image_find(out)) {
		out->role = RLINT_NAMED_CONTEXT;
		out->pin = RLINT_PIN_UNKNOWN;
	}
	base_image_describe(out);
}
