/* Is a text an image reference? (distribution/reference, ParseNormalizedNamed)
 *
 *   reference = name [ ":" tag ] [ "@" digest ]
 *   name      = [ domain "/" ] component { "/" component }         ; at most 255 bytes
 *   domain    = host [ ":" digit { digit } ]
 *   host      = label { "." label } | "[" { hex | ":" } "]"
 *   label     = alnum [ { alnum | "-" } alnum ]
 *   component = low { low } { ( "." | "_" | "__" | "-" { "-" } ) low { low } }
 *   tag       = word { word | "." | "-" }                          ; at most 128 bytes
 *   digest    = algorithm ":" hex { hex }                          ; of the algorithm's length
 *
 * The first part is a domain where it holds "." or ":" or upper case, or is "localhost"; 64
 * hexadecimal digits are no name, but a container's id. */
#include "lib/facts/image.h"

#include "lib/base/str.h"

#define NAME_MOST 255
#define TAG_MOST 128

static bool is_low(char byte)
{
	return rlint_byte_is_digit(byte) || (byte >= 'a' && byte <= 'z');
}

static bool is_upper(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

static bool is_hex(char byte)
{
	return rlint_byte_is_digit(byte) || (byte >= 'a' && byte <= 'f');
}

static bool has_only(rlint_str text, bool (*is_meant)(char byte))
{
	for (size_t i = 0; i < text.len; i++) {
		if (!is_meant(text.ptr[i])) {
			return false;
		}
	}
	return text.len > 0;
}

/* The length of the separator that starts at `at`, or 0. */
static size_t separator_at(rlint_str text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.ptr[end] == text.ptr[at]) {
		end++;
	}
	switch (text.ptr[at]) {
	case '.':
		return end - at == 1 ? 1 : 0;
	case '_':
		return end - at <= 2 ? end - at : 0;
	case '-':
		return end - at;
	default:
		return 0;
	}
}

static bool is_component(rlint_str text)
{
	size_t at = 0;

	if (text.len == 0 || !is_low(text.ptr[0]) || !is_low(text.ptr[text.len - 1])) {
		return false;
	}
	while (at < text.len) {
		size_t length = is_low(text.ptr[at]) ? 1 : separator_at(text, at);

		if (length == 0 ||
			(length > 0 && !is_low(text.ptr[at]) && !is_low(text.ptr[at + length]))) {
			return false;
		}
		at += length;
	}
	return true;
}

static bool is_path(rlint_str text)
{
	size_t end;

	for (size_t at = 0; at <= text.len; at = end + 1) {
		end = str_find(text, '/', at);
		if (!is_component(str_slice(text, at, end))) {
			return false;
		}
	}
	return true;
}

static bool is_label_byte(char byte)
{
	return is_low(byte) || is_upper(byte) || byte == '-';
}

static bool is_host(rlint_str text)
{
	size_t end;

	if (text.len > 1 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']') {
		return true;
	}
	for (size_t at = 0; at <= text.len; at = end + 1) {
		rlint_str label;

		end = str_find(text, '.', at);
		label = str_slice(text, at, end);
		if (!has_only(label, is_label_byte) || label.ptr[0] == '-' ||
			label.ptr[label.len - 1] == '-') {
			return false;
		}
	}
	return true;
}

static bool is_domain(rlint_str text)
{
	size_t from = rlint_str_starts(text, RLINT_STR("[")) ? str_find(text, ']', 0) : 0;
	size_t colon = str_find(text, ':', from);

	return is_host(str_slice(text, 0, colon)) &&
	       (colon == text.len ||
		       has_only(str_slice(text, colon + 1, text.len), rlint_byte_is_digit));
}

static bool is_tag(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool is_inner = i > 0 && (text.ptr[i] == '.' || text.ptr[i] == '-');

		if (!byte_is_name(text.ptr[i]) && !is_inner) {
			return false;
		}
	}
	return text.len > 0 && text.len <= TAG_MOST;
}

static bool is_digest(rlint_str text)
{
	static const struct {
		rlint_str prefix;
		size_t length;
	} algorithms[] = { { RLINT_STR_INIT("sha256:"), 64 }, { RLINT_STR_INIT("sha384:"), 96 },
		{ RLINT_STR_INIT("sha512:"), 128 } };

	for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++) {
		size_t start = algorithms[i].prefix.len;

		if (rlint_str_starts(text, algorithms[i].prefix)) {
			return text.len - start == algorithms[i].length &&
			       has_only(str_slice(text, start, text.len), is_hex);
		}
	}
	return false;
}

/* Splits off the domain; false where there is none. */
static bool cut_domain(rlint_str text, rlint_str *domain, rlint_str *rest)
{
	size_t slash = str_find(text, '/', 0);
	bool is_one = rlint_str_is(str_slice(text, 0, slash), RLINT_STR("localhost"));

	for (size_t i = 0; i < slash; i++) {
		is_one =
			is_one || text.ptr[i] == '.' || text.ptr[i] == ':' || is_upper(text.ptr[i]);
	}
	*rest = text;
	if (slash == text.len || !is_one) {
		return false;
	}
	*domain = str_slice(text, 0, slash);
	*rest = str_slice(text, slash + 1, text.len);
	return true;
}

bool image_is_reference(rlint_str text)
{
	rlint_str domain = { 0 };
	rlint_str rest;
	bool has_domain = cut_domain(text, &domain, &rest);
	size_t at = str_find(rest, '@', 0);
	rlint_str named = str_slice(rest, 0, at);
	size_t colon = str_find(named, ':', 0);

	if (text.len == 64 && has_only(text, is_hex)) {
		return false;
	}
	if ((has_domain && !is_domain(domain)) || domain.len + colon > NAME_MOST) {
		return false;
	}
	return is_path(str_slice(named, 0, colon)) &&
	       (colon == named.len || is_tag(str_slice(named, colon + 1, named.len))) &&
	       (at == rest.len || is_digest(str_slice(rest, at + 1, rest.len)));
}
