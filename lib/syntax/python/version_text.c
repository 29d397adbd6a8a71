/* Versions in the one way in which PEP 440 writes them. */
#include "lib/syntax/python/version.h"

static void add_number(struct buffer *buffer, rlint_str digits)
{
	while (digits.len > 1 && digits.ptr[0] == '0') {
		digits = str_slice(digits, 1, digits.len);
	}
	buffer_add(buffer, digits.len > 0 ? digits : RLINT_STR("0"));
}

static void add_numbers(struct buffer *buffer, rlint_str release)
{
	for (size_t at = 0; at < release.len;) {
		size_t end = str_find(release, '.', at);

		buffer_add(buffer, at > 0 ? RLINT_STR(".") : RLINT_STR(""));
		add_number(buffer, str_slice(release, at, end));
		at = end + 1;
	}
}

/* Without the zeros at the end: 1.0.0 is 1. */
static rlint_str short_release(rlint_str release)
{
	size_t end = release.len;

	while (end > 0 && (release.ptr[end - 1] == '0' || release.ptr[end - 1] == '.')) {
		end--;
	}
	/* 1.10.0 ends in 10, not in 1. */
	while (end > 0 && end < release.len && release.ptr[end] != '.') {
		end++;
	}
	return end > 0 ? str_slice(release, 0, end) : RLINT_STR("0");
}

static bool is_all_digits(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!rlint_byte_is_digit(text.ptr[i])) {
			return false;
		}
	}
	return true;
}

/* Small letters, "." between the parts, numbers without leading zeros. */
static void add_local(struct buffer *buffer, rlint_str local)
{
	size_t start = 0;

	buffer_add_byte(buffer, '+');
	for (size_t i = 0; i <= local.len; i++) {
		rlint_str part = str_slice(local, start, i);

		if (i < local.len && local.ptr[i] != '.' && local.ptr[i] != '-' &&
			local.ptr[i] != '_') {
			continue;
		}
		if (is_all_digits(part)) {
			add_number(buffer, part);
		}
		for (size_t j = 0; j < part.len && !is_all_digits(part); j++) {
			buffer_add_byte(buffer, byte_lower(part.ptr[j]));
		}
		if (i < local.len) {
			buffer_add_byte(buffer, '.');
		}
		start = i + 1;
	}
}

static void add_phases(struct buffer *buffer, const struct version *version)
{
	if (version->pre) {
		buffer_add(buffer, version_pre_text(version));
		add_number(buffer, version->pre_number);
	}
	if (version->has_post) {
		buffer_add(buffer, RLINT_STR(".post"));
		add_number(buffer, version->post_number);
	}
	if (version->has_dev) {
		buffer_add(buffer, RLINT_STR(".dev"));
		add_number(buffer, version->dev_number);
	}
}

rlint_str version_pre_text(const struct version *version)
{
	switch (version->pre) {
	case 'a':
		return RLINT_STR("a");
	case 'b':
		return RLINT_STR("b");
	case 'c':
		return RLINT_STR("rc");
	default:
		return RLINT_STR("");
	}
}

rlint_str version_local_text(struct arena *arena, const struct version *version)
{
	struct buffer buffer = { .arena = arena };

	if (version->local.len == 0) {
		return (rlint_str){ 0 };
	}
	add_local(&buffer, version->local);
	return str_slice(buffer_str(&buffer), 1, buffer.len);
}

rlint_str version_text(struct arena *arena, const struct version *version, enum version_form form)
{
	struct buffer buffer = { .arena = arena };
	rlint_str release =
		form == VERSION_SHORT ? short_release(version->release) : version->release;
	size_t zeros = 0;

	while (zeros < version->epoch.len && version->epoch.ptr[zeros] == '0') {
		zeros++;
	}
	if (zeros < version->epoch.len) {
		add_number(&buffer, version->epoch);
		buffer_add_byte(&buffer, '!');
	}
	add_numbers(&buffer, release);
	if (form != VERSION_BASE) {
		add_phases(&buffer, version);
	}
	if ((form == VERSION_FULL || form == VERSION_SHORT) && version->local.len > 0) {
		add_local(&buffer, version->local);
	}
	return buffer_str(&buffer);
}
