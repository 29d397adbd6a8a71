/* Package specs of conda.
 *
 *	spec     = file | [ channel ":" [ namespace ] ":" ] name [ version [ build ] ] [ brackets ]
 *	file     = URL or path that ends in .conda or .tar.bz2 [ "#" digest ]
 *	name     = { any but " =<>!~" }
 *	version  = " " exact | "=" fuzzy | ( "==" | "===" ) exact | relation { ( "," | "|" )
 *relation } build    = ( " " | "=" ) { any but "-=,|<>~" } brackets = "[" key "=" value { "," key
 *"=" value } "]"
 *
 * Whatever stands behind `#` in a spec that is no file is a comment. */
#include "lib/syntax/python/match_spec.h"

#include "lib/base/str.h"

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
	}
	return true;
}

/* The version's kind, operators included. */
static enum match_version kind_of(rlint_str version, bool has_build)
{
	size_t equals = 0;
	rlint_str rest;

	while (is_in(version, equals, "=")) {
		equals++;
	}
	rest = str_trim(str_slice(version, equals, version.len));
	if (rest.len == 0 || rlint_str_is(rest, RLINT_STR("*"))) {
		return MATCH_ANY;
	}
	for (size_t i = 0; i < rest.len; i++) {
		if (is_in(rest, i, "*,|<>!~=^$")) {
			return MATCH_RANGE;
		}
	}
	return equals == 1 && !has_build ? MATCH_FUZZY : MATCH_EXACT;
}

/* Does an operator stand where none can: at the end (conda takes a lone `=` only), or a second one
 * within a version? */
static bool has_stray_operator(rlint_str version)
{
	for (size_t i = 1; i + 1 < version.len; i++) {
		if (version.ptr[i] == '=' && version.ptr[i + 1] == '=' &&
			!is_in(version, i - 1, "=,|")) {
			return true;
		}
	}
	return version.len > 1 && is_in(version, version.len - 1, "=<>!~,|");
}

/* Where a build string starts: behind the last `=` or blank that belongs to no operator; the end
 * if there is none. */
static size_t find_build(rlint_str text, struct range range)
{
	size_t at = range.end;
	size_t before;

	while (at > range.start && !is_in(text, at - 1, "-=,|<>~ ")) {
		at--;
	}
	if (at == range.end || at <= range.start || !is_in(text, at - 1, "= ")) {
		return range.end;
	}
	before = at - 1;
	while (before > range.start && is_blank(text.ptr[before - 1])) {
		before--;
	}
	if (before == range.start || is_in(text, before - 1, "=!|,<>~")) {
		return range.end;
	}
	return at;
}

/* A build may hold blanks ("py39 extra"): what follows the version then is build, too. */
static size_t widen_build(rlint_str text, struct range range, size_t build)
{
	size_t first = range.start;

	while (first < build && is_in(text, first, "=<>!~ ")) {
		first++;
	}
	while (first < build && !is_blank(text.ptr[first]) && !is_in(text, first, ",|=<>~")) {
		first++;
	}
	return first < build && is_blank(text.ptr[first]) ? first + 1 : build;
}

static void read_version(struct match_spec *out, rlint_str text, struct range range)
{
	size_t build = find_build(text, range);
	rlint_str version;

	if (build < range.end) {
		build = widen_build(text, range, build);
		out->build = trimmed(text, build, range.end);
		range = trimmed(text, range.start, build - 1);
	}
	out->version = range;
	version = slice(text, range);
	out->kind = kind_of(version, out->build.end > out->build.start);
	out->is_invalid |= has_stray_operator(version);
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
		out->kind = kind_of(slice(text, value), out->build.end > out->build.start);
	} else if (rlint_str_is(key, RLINT_STR("build"))) {
		out->build = value;
	} else if (rlint_str_is(key, RLINT_STR("channel"))) {
		out->channel = value;
	} else if (rlint_str_is(key, RLINT_STR("md5")) || rlint_str_is(key, RLINT_STR("sha256"))) {
		out->digest = value;
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
	size_t end = range.end - 1;

	if (open >= range.end) {
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
	size_t colon = range.end;

	while (colon > range.start + 1 &&
		!(text.ptr[colon - 1] == ':' && text.ptr[colon - 2] == ':')) {
		colon--;
	}
	if (colon <= range.start + 1) {
		return range;
	}
	if (out->channel.end == out->channel.start) {
		out->channel = trimmed(text, range.start, colon - 2);
	}
	return trimmed(text, colon, range.end);
}

static bool has_star(rlint_str text)
{
	return str_find(text, '*', 0) < text.len;
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
	rest = read_brackets(out, text, out->whole);
	rest = read_channel(out, text, rest);
	name_end = rest.start;
	while (name_end < rest.end && !is_in(text, name_end, " =<>!~\t")) {
		name_end++;
	}
	out->name = (struct range){ rest.start, (uint32_t)name_end };
	out->is_invalid |= !is_name(slice(text, out->name));
	rest = trimmed(text, name_end, rest.end);
	if (rest.end > rest.start) {
		read_version(out, text, rest);
	}
	out->is_version_exact = out->kind == MATCH_EXACT;
	out->is_build_exact =
		out->build.end > out->build.start && !has_star(slice(text, out->build));
}
