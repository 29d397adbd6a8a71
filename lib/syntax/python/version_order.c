/* PEP 440's order: epoch, release without trailing zeros, then the phases
 *
 *   dev-only < a < b < rc < none < post      each with its number; within each, dev comes first
 *
 * and last the local part: none first, a number after a word, a longer one after what it begins
 * with. */
#include "lib/syntax/python/version.h"

static int compare_sizes(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static rlint_str without_zeros(rlint_str digits)
{
	while (digits.len > 0 && digits.ptr[0] == '0') {
		digits = str_slice(digits, 1, digits.len);
	}
	return digits;
}

/* Numbers of any size, by their digits. */
static int compare_numbers(rlint_str a, rlint_str b)
{
	a = without_zeros(a);
	b = without_zeros(b);
	return a.len != b.len ? compare_sizes(a.len, b.len) : str_compare(a, b);
}

/* The next part of a list, cut off it; empty at the end. */
static rlint_str cut_part(rlint_str *list)
{
	size_t end = 0;
	rlint_str part;

	while (end < list->len && list->ptr[end] != '.' && list->ptr[end] != '-' &&
		list->ptr[end] != '_') {
		end++;
	}
	part = str_slice(*list, 0, end);
	*list = str_slice(*list, end + 1, list->len);
	return part;
}

static int compare_releases(rlint_str a, rlint_str b)
{
	int order = 0;

	while (order == 0 && (a.len > 0 || b.len > 0)) {
		rlint_str part = cut_part(&a);

		order = compare_numbers(part, cut_part(&b));
	}
	return order;
}

/* Where the release's phases stand: a lone dev before all, none after the release candidates. */
static int phase_of(const struct version *version)
{
	if (version->pre) {
		return version->pre;
	}
	return version->has_dev && !version->has_post ? 0 : 'z';
}

static int compare_phases(const struct version *a, const struct version *b)
{
	int order = phase_of(a) - phase_of(b);

	if (order == 0 && a->pre) {
		order = compare_numbers(a->pre_number, b->pre_number);
	}
	if (order == 0) {
		order = a->has_post - b->has_post;
	}
	if (order == 0) {
		order = compare_numbers(a->post_number, b->post_number);
	}
	if (order == 0) {
		order = b->has_dev - a->has_dev;
	}
	return order == 0 ? compare_numbers(a->dev_number, b->dev_number) : order;
}

static bool is_number(rlint_str part)
{
	for (size_t i = 0; i < part.len; i++) {
		if (!rlint_byte_is_digit(part.ptr[i])) {
			return false;
		}
	}
	return part.len > 0;
}

static int compare_words(rlint_str a, rlint_str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < shared; i++) {
		if (byte_lower(a.ptr[i]) != byte_lower(b.ptr[i])) {
			return byte_lower(a.ptr[i]) - byte_lower(b.ptr[i]);
		}
	}
	return compare_sizes(a.len, b.len);
}

static int compare_locals(rlint_str a, rlint_str b)
{
	int order = 0;

	while (order == 0 && a.len > 0 && b.len > 0) {
		rlint_str left = cut_part(&a);
		rlint_str right = cut_part(&b);

		order = is_number(left) - is_number(right);
		if (order == 0) {
			order = is_number(left) ? compare_numbers(left, right)
						: compare_words(left, right);
		}
	}
	return order == 0 ? compare_sizes(a.len > 0, b.len > 0) : order;
}

int version_compare(const struct version *a, const struct version *b)
{
	int order = compare_numbers(a->epoch, b->epoch);

	if (order == 0) {
		order = compare_releases(a->release, b->release);
	}
	if (order == 0) {
		order = compare_phases(a, b);
	}
	return order == 0 ? compare_locals(a->local, b->local) : order;
}

bool version_is_prerelease(const struct version *version)
{
	return version->pre || version->has_dev;
}

bool version_has_prefix(const struct version *version, const struct version *prefix)
{
	rlint_str release = version->release;
	rlint_str wanted = prefix->release;

	if (compare_numbers(version->epoch, prefix->epoch) != 0) {
		return false;
	}
	while (wanted.len > 0) {
		rlint_str part = cut_part(&wanted);

		if (compare_numbers(cut_part(&release), part) != 0) {
			return false;
		}
	}
	return true;
}
