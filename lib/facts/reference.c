/* References and URLs on the scale of pins. */
#include "lib/facts/reference.h"

#include "lib/base/str.h"
#include "lib/syntax/python/version.h"

static bool is_hex(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char byte = byte_lower(text.ptr[i]);

		if (!rlint_byte_is_digit(byte) && !(byte >= 'a' && byte <= 'f')) {
			return false;
		}
	}
	return text.len > 0;
}

/* SHA-1 and SHA-256 object names in full. */
static bool is_commit(rlint_str text)
{
	return (text.len == 40 || text.len == 64) && is_hex(text);
}

/* Seven digits at least, and not a word by chance. One commit in thirty has digits alone in these
 * seven; whoever names a branch by a date does not move it. */
static bool is_short_commit(rlint_str text)
{
	bool has_digit = false;

	for (size_t i = 0; i < text.len; i++) {
		has_digit |= rlint_byte_is_digit(text.ptr[i]);
	}
	return text.len >= 7 && text.len < 40 && has_digit && is_hex(text);
}

/* Ends in a version of two numbers or more, or is "v" and a number: "v1.2", "release-1.0.3". */
static bool ends_in_version(rlint_str text)
{
	struct version version;
	bool is_start = true;

	if (text.len > 1 && byte_lower(text.ptr[0]) == 'v' && version_parse(&version, text)) {
		return true;
	}
	for (size_t i = 0; i < text.len; i++) {
		rlint_str rest = str_slice(text, i, text.len);

		/* Only where a number starts, so that each is read once. */
		if (is_start && rlint_byte_is_digit(text.ptr[i]) && version_parse(&version, rest)) {
			return str_find(version.release, '.', 0) < version.release.len;
		}
		is_start = !rlint_byte_is_digit(text.ptr[i]) && text.ptr[i] != '.';
	}
	return false;
}

rlint_pin pin_of_reference(rlint_str reference)
{
	if (rlint_str_starts(reference, RLINT_STR("refs/tags/"))) {
		return RLINT_EXACT;
	}
	if (reference.len == 0 || rlint_str_starts(reference, RLINT_STR("refs/"))) {
		return RLINT_FLOATING;
	}
	if (is_commit(reference)) {
		return RLINT_IMMUTABLE;
	}
	return is_short_commit(reference) || ends_in_version(reference) ? RLINT_EXACT
									: RLINT_FLOATING;
}

/* sha256=... and the weaker algorithms that pip still checks. */
static bool is_digest(rlint_str field)
{
	static const rlint_str names[] = { RLINT_STR_INIT("sha256="), RLINT_STR_INIT("sha512="),
		RLINT_STR_INIT("sha384="), RLINT_STR_INIT("sha224="), RLINT_STR_INIT("sha1="),
		RLINT_STR_INIT("md5=") };

	return rlint_str_starts_one_of(field, RLINT_LIST(names));
}

/* In a fragment, whose fields `&` parts. */
static bool has_digest(rlint_str fragment)
{
	size_t start = 0;
	bool is_found = false;

	while (!is_found && start < fragment.len) {
		size_t end = str_find(fragment, '&', start);

		is_found = is_digest(str_slice(fragment, start, end));
		start = end + 1;
	}
	return is_found;
}

/* Without the ending of a packed folder. */
static rlint_str without_ending(rlint_str name)
{
	static const rlint_str endings[] = { RLINT_STR_INIT(".tar.gz"), RLINT_STR_INIT(".tar.bz2"),
		RLINT_STR_INIT(".tar.xz"), RLINT_STR_INIT(".tgz"), RLINT_STR_INIT(".tar"),
		RLINT_STR_INIT(".zip") };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (rlint_str_ends(name, endings[i])) {
			return str_slice(name, 0, name.len - endings[i].len);
		}
	}
	return name;
}

/* Addresses that name a reference: what follows the word is it. A slash ends it where a file's path
 * comes behind. */
struct host_row {
	rlint_str word;
	bool has_path;
};

static const struct host_row hosts[] = {
	{ RLINT_STR_INIT("/-/archive/"), true },
	{ RLINT_STR_INIT("/archive/"), false },
	{ RLINT_STR_INIT("/zipball/"), false },
	{ RLINT_STR_INIT("/tarball/"), false },
	{ RLINT_STR_INIT("/releases/download/"), true },
	{ RLINT_STR_INIT("/resolve/"), true },
	{ RLINT_STR_INIT("/raw/"), true },
};

/* The n-th part, from 0, of the path behind the host; empty if none. */
static rlint_str path_part(rlint_str url, unsigned index)
{
	size_t start = rlint_str_find_str(url, RLINT_STR("://"));
	size_t end;

	start = str_find(url, '/', start + 3);
	for (; start < url.len; index--) {
		end = str_find(url, '/', start + 1);
		if (index == 0) {
			return str_slice(url, start + 1, end);
		}
		start = end;
	}
	return (rlint_str){ 0 };
}

/* The reference that the address of a code host holds, or empty. */
static rlint_str reference_in(rlint_str url)
{
	if (rlint_str_find_str(url, RLINT_STR("://raw.githubusercontent.com/")) < url.len) {
		return path_part(url, 2);
	}
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		size_t at = rlint_str_find_str(url, hosts[i].word);
		rlint_str rest = str_slice(url, at + hosts[i].word.len, url.len);

		if (at < url.len) {
			return hosts[i].has_path ? str_slice(rest, 0, str_find(rest, '/', 0))
						 : without_ending(rest);
		}
	}
	return (rlint_str){ 0 };
}

/* NAME-VERSION-... .whl holds a version whatever it ends in. */
static bool is_versioned_wheel(rlint_str name)
{
	size_t dash = str_find(name, '-', 0);
	struct version version;

	return rlint_str_ends(name, RLINT_STR(".whl")) &&
	       version_scan(&version, name, dash + 1, VERSION_LOCAL) > dash + 1;
}

rlint_pin pin_of_url(rlint_str url)
{
	size_t cut = str_find(url, '#', 0);
	rlint_str reference;
	rlint_str name;

	if (has_digest(str_slice(url, cut + 1, url.len))) {
		return RLINT_IMMUTABLE;
	}
	url = str_slice(url, 0, cut);
	url = str_slice(url, 0, str_find(url, '?', 0));
	/* The path is made from the file's digest. */
	if (rlint_str_find_str(url, RLINT_STR("://files.pythonhosted.org/packages/")) < url.len &&
		path_part(url, 1).len == 2) {
		return RLINT_IMMUTABLE;
	}
	name = rlint_str_base(url);
	reference = reference_in(url);
	if (reference.len > 0) {
		rlint_pin pin = pin_of_reference(reference);

		/* On a branch, a wheel still has its version in its name. */
		return pin == RLINT_FLOATING && is_versioned_wheel(name) ? RLINT_EXACT : pin;
	}
	return is_versioned_wheel(name) || ends_in_version(without_ending(name)) ? RLINT_EXACT
										 : RLINT_FLOATING;
}

/* A full commit is immutable. Digits on both sides of a dot, 1.22.3, or eight hexadecimal digits
 * in a row, not all letters, are exact: the latter is the number that a store gave to one file. */
static rlint_pin pin_of_path(rlint_str text)
{
	rlint_pin pin = RLINT_FLOATING;
	size_t digits = 0;
	bool has_digit = false;

	for (size_t i = 0; i < text.len && pin != RLINT_IMMUTABLE; i++) {
		bool is_inside = i > 0 && i + 1 < text.len;

		digits = is_hex(str_slice(text, i, i + 1)) ? digits + 1 : 0;
		has_digit = digits > 0 && (has_digit || rlint_byte_is_digit(text.ptr[i]));
		if (digits >= 40 && has_digit) {
			pin = RLINT_IMMUTABLE;
		} else if ((digits >= 8 && has_digit) ||
			   (text.ptr[i] == '.' && is_inside &&
				   rlint_byte_is_digit(text.ptr[i - 1]) &&
				   rlint_byte_is_digit(text.ptr[i + 1]))) {
			pin = RLINT_EXACT;
		}
	}
	return pin;
}

rlint_pin pin_of_download(rlint_str url)
{
	rlint_pin pin = pin_of_url(url);
	rlint_str reference = reference_in(url);
	size_t host = rlint_str_find_str(url, RLINT_STR("://")) + 3;

	if (pin != RLINT_FLOATING) {
		return pin;
	}
	/* A release is one of its project's, under whatever name. */
	if (rlint_str_find_str(url, RLINT_STR("/releases/download/")) < url.len) {
		return RLINT_EXACT;
	}
	if (reference.len == 0) {
		reference = str_slice(url, str_find(url, '/', host), url.len);
	}
	return pin_of_path(reference);
}

bool is_key_url(rlint_str url)
{
	static const rlint_str ends[] = { RLINT_STR_INIT(".asc"), RLINT_STR_INIT(".key"),
		RLINT_STR_INIT(".pub"), RLINT_STR_INIT(".list"), RLINT_STR_INIT(".repo"),
		RLINT_STR_INIT(".sources") };
	static const rlint_str parts[] = { RLINT_STR_INIT("gpg"), RLINT_STR_INIT("GPG"),
		RLINT_STR_INIT("keyserver."), RLINT_STR_INIT("PUBLIC-KEY"),
		RLINT_STR_INIT("apt-key") };

	return rlint_str_ends_one_of(url, RLINT_LIST(ends)) ||
	       rlint_str_has_one_of(url, RLINT_LIST(parts));
}
