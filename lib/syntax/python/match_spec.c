/* Package specs of conda.
 *
 *	spec     = file | [ [ channel ":" ] [ namespace ] ":" ] name [ version [ build ] ]
 *	           [ brackets ] [ "(" text ")" ] [ " if " text ]
 *	file     = URL or path that ends in .conda or .tar.bz2 [ "#" digest ]
 *	name     = { any but " =<>!~" }
 *	version  = " " exact | "=" fuzzy | ( "==" | "===" ) exact | relation { ( "," | "|" )
 *	           relation }
 *	build    = ( " " | "=" ) { any but "-=,|<>~" }
 *	brackets = "[" key "=" value { "," key "=" value } "]"
 *
 * Whatever stands behind `#` in a spec that is no file is a comment. */
#include "lib/syntax/python/match_spec.h"

#include "lib/base/str.h"
#include "lib/syntax/python/conda_version.h"

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_in(rlint_str text, size_t at, const char *set)
{
	return at < text.len && byte_is_one_of(text.ptr[at], set);
}

static struct range trimmed(rlint_str text, size_t start, size_t end)
{
	while (start < end && is_blank(text.ptr[start])) {
		start++;
	}
	while (end > start && is_blank(text.ptr[end - 1])) {
		end--;
	}
	return (struct range){ (uint32_t)start, (uint32_t)end };
}

static rlint_str slice(rlint_str text, struct range range)
{
	return str_slice(text, range.start, range.end);
}

/* The last place of the byte before `end`, or `end`. */
static size_t last_of(rlint_str text, size_t start, size_t end, char byte)
{
	size_t at = end;

	while (at > start && text.ptr[at - 1] != byte) {
		at--;
	}
	return at > start ? at - 1 : end;
}

/* `#DIGEST` is of MD5, `#sha256:DIGEST` of SHA-256 (conda/gateways/connection/download.py). */
static void read_digest(struct match_spec *out, rlint_str text)
{
	struct range digest = out->fragment;

	if (rlint_str_starts(slice(text, digest), RLINT_STR("sha256:"))) {
		out->sha256 = (struct range){ digest.start + 7, digest.end };
	} else {
		out->md5 = digest;
	}
}

/* name-version-build, by the last two dashes of the file's name. */
static void read_file_name(struct match_spec *out, rlint_str text)
{
	rlint_str path = slice(text, out->url);
	size_t end = out->url.end - (rlint_str_ends(path, RLINT_STR(".conda")) ? 6 : 8);
	size_t start = out->url.end;
	size_t version;
	size_t build;

	while (start > out->url.start && !is_in(text, start - 1, "/\\")) {
		start--;
	}
	out->file_name = (struct range){ (uint32_t)start, out->url.end };
	build = last_of(text, start, end, '-');
	version = last_of(text, start, build, '-');
	if (version < build && build < end && version > start) {
		out->name = (struct range){ (uint32_t)start, (uint32_t)version };
		out->version = (struct range){ (uint32_t)version + 1, (uint32_t)build };
		out->build = (struct range){ (uint32_t)build + 1, (uint32_t)end };
		out->kind = MATCH_EXACT;
		out->is_version_exact = out->is_build_exact = true;
	}
}

/* A package file is told by its ending; the digest behind `#` is conda's in @EXPLICIT lists. */
static bool read_file(struct match_spec *out, rlint_str text)
{
	size_t hash = str_find(text, '#', 0);
	struct range path = trimmed(text, out->whole.start, hash);
	rlint_str bytes = slice(text, path);

	if (!rlint_str_ends(bytes, RLINT_STR(".conda")) &&
		!rlint_str_ends(bytes, RLINT_STR(".tar.bz2"))) {
		return false;
	}
	out->url = path;
	if (hash < text.len) {
		out->fragment = trimmed(text, hash + 1, text.len);
		read_digest(out, text);
	}
	read_file_name(out, text);
	return true;
}

/* Stops a build string (conda/models/match_spec.py, _parse_version_plus_build). */
static bool is_operator(rlint_str text, size_t at)
{
	return is_in(text, at, "-=,|<>~");
}

/* Where a build string starts: behind the first `=` or blank that belongs to no operator and has
 * no operator behind it; the end if there is none. */
static size_t find_build(rlint_str text, struct range range)
{
	size_t last = range.end;

	while (last > range.start && !is_operator(text, last - 1)) {
		last--;
	}
	for (size_t at = last > range.start + 1 ? last - 1 : range.start + 1; at + 1 < range.end;
		at++) {
		if (is_in(text, at, " \t=") && !is_in(text, at - 1, "=!|,<>~")) {
			return at + 1;
		}
	}
	return range.end;
}

/* The text without blanks in it; NULL where it does not fit. */
static bool squeeze(rlint_str text, char *out, size_t room, size_t *len)
{
	*len = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (is_blank(text.ptr[i])) {
			continue;
		}
		if (*len == room) {
			return false;
		}
		out[(*len)++] = text.ptr[i];
	}
	return true;
}

/* What conda makes of the version: `==1.2` is `1.2`, `=1.2` is `1.2*`, with a build `1.2`. */
static rlint_str translated(char *bytes, size_t len, bool has_build)
{
	rlint_str version = { bytes, len };
	rlint_str rest;

	if (rlint_str_is(version, RLINT_STR("==")) || rlint_str_is(version, RLINT_STR("=")) ||
		!rlint_str_starts(version, RLINT_STR("="))) {
		return version;
	}
	if (rlint_str_starts(version, RLINT_STR("=="))) {
		size_t equals = is_in(version, 2, "=") ? 3 : 2;

		return str_slice(version, equals, len);
	}
	rest = str_slice(version, 1, len);
	for (size_t i = 0; i < rest.len; i++) {
		if (is_in(rest, i, "=,|")) {
			return version;
		}
	}
	if (has_build || rlint_str_ends(rest, RLINT_STR("*"))) {
		return rest;
	}
	bytes[len] = '*';
	return (rlint_str){ rest.ptr, len };
}

static bool is_any(rlint_str version)
{
	return version.len == 0 || rlint_str_is(version, RLINT_STR("*"));
}

/* Whether conda takes the version, and what it admits. `is_plain`: it stands in brackets, and is
 * not translated. */
static void judge_version(struct match_spec *out, rlint_str text, bool is_plain)
{
	char bytes[256];
	size_t len;
	rlint_str version;
	bool has_build = out->build.end > out->build.start;

	/* No version is so long; what a template makes of it is not known. */
	out->kind = MATCH_RANGE;
	if (!squeeze(slice(text, out->version), bytes, sizeof bytes - 1, &len)) {
		return;
	}
	version = is_plain ? (rlint_str){ bytes, len } : translated(bytes, len, has_build);
	if (rlint_str_is(version, RLINT_STR("="))) {
		out->kind = MATCH_ANY;
		out->is_invalid |= has_build;
		return;
	}
	out->is_invalid |= !conda_spec_is_valid(version, &out->is_version_exact);
	if (is_any(version)) {
		out->kind = MATCH_ANY;
	} else if (out->is_version_exact) {
		out->kind = MATCH_EXACT;
	} else if (len > 1 && bytes[0] == '=' && version.ptr == bytes + 1 &&
		   str_find(slice(text, out->version), '*', 0) == slice(text, out->version).len) {
		out->kind = MATCH_FUZZY;
	}
}

static void read_version(struct match_spec *out, rlint_str text, struct range range)
{
	size_t build = find_build(text, range);

	if (build < range.end) {
		out->build = trimmed(text, build, range.end);
		range = trimmed(text, range.start, build - 1);
	}
	out->version = range;
	judge_version(out, text, false);
}

/* One `key=value` of brackets; quotes around the value are taken off. */
static void read_pair(struct match_spec *out, rlint_str text, struct range pair)
{
	size_t equals = str_find(slice(text, pair), '=', 0) + pair.start;
	rlint_str key = str_slice(text, pair.start, equals);
	struct range value = trimmed(text, equals + 1 < pair.end ? equals + 1 : pair.end, pair.end);

	if (value.end > value.start + 1 && is_in(text, value.start, "'\"") &&
		text.ptr[value.end - 1] == text.ptr[value.start]) {
		value.start++;
		value.end--;
	}
	key = str_trim(key);
	if (rlint_str_is(key, RLINT_STR("version"))) {
		out->version = value;
		out->is_in_brackets = true;
	} else if (rlint_str_is(key, RLINT_STR("build"))) {
		out->build = value;
	} else if (rlint_str_is(key, RLINT_STR("channel"))) {
		out->channel = value;
	} else if (rlint_str_is(key, RLINT_STR("md5"))) {
		out->md5 = value;
	} else if (rlint_str_is(key, RLINT_STR("sha256"))) {
		out->sha256 = value;
	}
	out->is_invalid |= equals < pair.end && value.end == value.start;
}

/* The end of a pair: the next comma outside of quotes. */
static size_t pair_end(rlint_str text, size_t at, size_t end)
{
	char quote = '\0';

	for (; at < end && (quote != '\0' || text.ptr[at] != ','); at++) {
		if (quote == '\0' && is_in(text, at, "'\"")) {
			quote = text.ptr[at];
		} else if (text.ptr[at] == quote) {
			quote = '\0';
		}
	}
	return at;
}

/* Brackets at the end; what is left of the range is returned. */
static struct range read_brackets(struct match_spec *out, rlint_str text, struct range range)
{
	size_t open = range.start + str_find(slice(text, range), '[', 0);
	size_t end = range.end > range.start ? range.end - 1 : range.start;

	if (range.end == range.start || open >= range.end) {
		return range;
	}
	out->is_invalid |= text.ptr[end] != ']' || str_find(text, '[', open + 1) < range.end;
	for (size_t at = open + 1; at < end;) {
		size_t stop = pair_end(text, at, end);

		read_pair(out, text, trimmed(text, at, stop));
		at = stop + 1;
	}
	return trimmed(text, range.start, open);
}

/* Letters, digits and "_-.*" are what a name is made of (conda/models/match_spec.py). */
static bool is_name(rlint_str name)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!byte_is_name(name.ptr[i]) && !is_in(name, i, "-.*")) {
			return false;
		}
	}
	return name.len > 0;
}

static struct range read_channel(struct match_spec *out, rlint_str text, struct range range)
{
	size_t colon = last_of(text, range.start, range.end, ':');
	size_t first;

	if (colon == range.end) {
		return range;
	}
	first = last_of(text, range.start, colon, ':');
	if (first < colon && out->channel.end == out->channel.start) {
		out->channel = trimmed(text, range.start, first);
	}
	return trimmed(text, colon + 1, range.end);
}

/* Words in parentheses at the end, such as `(optional)`, and a condition: conda passes over them.
 */
static struct range without_remarks(rlint_str text, struct range range)
{
	size_t condition = range.start + rlint_str_find_str(slice(text, range), RLINT_STR(" if "));
	size_t open;

	range = trimmed(text, range.start, condition < range.end ? condition : range.end);
	if (range.end == range.start || text.ptr[range.end - 1] != ')') {
		return range;
	}
	open = range.end - 1;
	while (open > range.start && text.ptr[open] != '(') {
		open--;
	}
	return open > range.start ? trimmed(text, range.start, open) : range;
}

static bool has_star(rlint_str text)
{
	return str_find(text, '*', 0) < text.len;
}

/* What stands in brackets wins. */
static void read_around_brackets(struct match_spec *out, rlint_str text, struct range rest)
{
	struct match_spec inner = *out;

	read_version(out, text, rest);
	if (inner.build.end > inner.build.start) {
		out->build = inner.build;
	}
	if (inner.is_in_brackets) {
		out->is_invalid = inner.is_invalid;
		out->version = inner.version;
		judge_version(out, text, true);
	}
}

void match_spec_read(struct match_spec *out, rlint_str text)
{
	struct range rest;
	size_t name_end;

	*out = (struct match_spec){ .whole = trimmed(text, 0, text.len) };
	if (read_file(out, text)) {
		return;
	}
	out->whole = trimmed(text, 0, str_find(text, '#', 0));
	rest = read_brackets(out, text, without_remarks(text, out->whole));
	rest = read_channel(out, text, rest);
	name_end = rest.start;
	while (name_end < rest.end && !is_in(text, name_end, " =<>!~\t")) {
		name_end++;
	}
	out->name = (struct range){ rest.start, (uint32_t)name_end };
	out->is_invalid |= !is_name(slice(text, out->name));
	rest = trimmed(text, name_end, rest.end);
	if (rest.end > rest.start) {
		read_around_brackets(out, text, rest);
	} else if (out->is_in_brackets) {
		judge_version(out, text, true);
	}
	out->is_build_exact =
		out->build.end > out->build.start && !has_star(slice(text, out->build));
}
