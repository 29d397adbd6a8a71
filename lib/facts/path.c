/* Paths inside images and build contexts. */
#include "lib/facts/path.h"

#include "lib/base/format.h"
#include "lib/base/str.h"

bool path_is_absolute(rlint_str path)
{
	return path.len > 0 && path.ptr[0] == '/';
}

static bool is_clean(rlint_str path)
{
	if (path.len == 0) {
		return false;
	}
	for (size_t i = 0; i < path.len; i++) {
		bool starts = i == 0 || path.ptr[i - 1] == '/';

		if ((path.ptr[i] == '.' && starts) ||
			(path.ptr[i] == '/' && i > 0 && (starts || i + 1 == path.len))) {
			return path.len == 1;
		}
	}
	return true;
}

/* Takes the last component off; false where there is none to take. */
static bool drop_last(struct buffer *out, bool is_absolute)
{
	size_t at = out->len;

	while (at > 0 && out->bytes[at - 1] != '/') {
		at--;
	}
	if (out->len == (is_absolute ? 1 : 0) ||
		rlint_str_is(str_slice(buffer_str(out), at, out->len), RLINT_STR(".."))) {
		return false;
	}
	out->len = at > 1 ? at - 1 : at;
	return true;
}

static void add_component(struct buffer *out, rlint_str component, bool is_absolute)
{
	if (component.len == 0 || rlint_str_is(component, RLINT_STR("."))) {
		return;
	}
	if (rlint_str_is(component, RLINT_STR("..")) &&
		(drop_last(out, is_absolute) || is_absolute)) {
		return;
	}
	if (out->len > 0 && out->bytes[out->len - 1] != '/') {
		buffer_add_byte(out, '/');
	}
	buffer_add(out, component);
}

static void add_components(struct buffer *out, rlint_str path, bool is_absolute)
{
	for (size_t start = 0; start <= path.len;) {
		size_t end = str_find(path, '/', start);

		add_component(out, str_slice(path, start, end), is_absolute);
		start = end + 1;
	}
}

rlint_str path_clean(struct arena *arena, rlint_str path)
{
	struct buffer out = { .arena = arena };

	if (is_clean(path)) {
		return path;
	}
	if (path_is_absolute(path)) {
		buffer_add_byte(&out, '/');
	}
	add_components(&out, path, path_is_absolute(path));
	return out.len > 0 ? buffer_str(&out) : RLINT_STR(".");
}

rlint_str path_join(struct arena *arena, rlint_str directory, rlint_str name)
{
	struct buffer out = { .arena = arena };

	if (directory.len == 0 || path_is_absolute(name)) {
		return path_clean(arena, name);
	}
	buffer_add(&out, directory);
	buffer_add_byte(&out, '/');
	buffer_add(&out, name);
	return path_clean(arena, buffer_str(&out));
}

/* C:\x and C:/x: left as they are. */
static bool has_drive(rlint_str path)
{
	return path.len > 1 && path.ptr[1] == ':' && rlint_byte_is_letter(path.ptr[0]);
}

rlint_value path_below(struct arena *arena, const rlint_value *directory, const rlint_value *below)
{
	rlint_value out = *below;

	if (!rlint_value_has_text(below) && !path_is_absolute(below->text)) {
		out.text = (rlint_str){ 0 };
		return out;
	}
	if (path_is_absolute(below->text) || has_drive(below->text)) {
		out.text = rlint_value_has_text(below) && !has_drive(below->text)
				   ? path_clean(arena, below->text)
				   : below->text;
		return out;
	}
	if (!rlint_value_has_text(directory)) {
		out.state = RLINT_UNCERTAIN;
		out.reason = directory->reason;
		out.text = (rlint_str){ 0 };
		return out;
	}
	out.text = path_join(arena, directory->text, below->text);
	out.is_verbatim = false;
	if (directory->state == RLINT_DEFAULT) {
		out.state = RLINT_DEFAULT;
	}
	return out;
}

bool path_is_within(rlint_str path, rlint_str folder)
{
	if (rlint_str_is(folder, RLINT_STR("."))) {
		return !path_is_absolute(path) && !rlint_str_starts(path, RLINT_STR("../"));
	}
	if (rlint_str_is(folder, RLINT_STR("/"))) {
		return path_is_absolute(path);
	}
	return rlint_str_starts(path, folder) &&
	       (path.len == folder.len || path.ptr[folder.len] == '/');
}

rlint_str path_rest(rlint_str path, rlint_str folder)
{
	size_t start = folder.len;

	if (rlint_str_is(folder, RLINT_STR("."))) {
		return rlint_str_is(path, folder) ? (rlint_str){ 0 } : path;
	}
	if (start < path.len && path.ptr[start] == '/') {
		start++;
	}
	return str_slice(path, start, path.len);
}

/* [a-z^x]: the offset behind the class, or 0 where it is malformed. */
static size_t read_class(rlint_str pattern, size_t at, char byte, bool *matches)
{
	bool is_negated = at < pattern.len && (pattern.ptr[at] == '^' || pattern.ptr[at] == '!');
	bool found = false;

	for (at += is_negated; at < pattern.len && pattern.ptr[at] != ']'; at++) {
		char low = pattern.ptr[at];
		char high = low;

		if (at + 2 < pattern.len && pattern.ptr[at + 1] == '-') {
			high = pattern.ptr[at + 2];
			at += 2;
		}
		found = found || (byte >= low && byte <= high);
	}
	*matches = found != is_negated;
	return at < pattern.len ? at + 1 : 0;
}

/* Matches one pattern element that is not a star against one byte; the offset behind it, or 0. */
static size_t match_byte(rlint_str pattern, size_t at, char byte)
{
	bool matches = false;
	size_t next;

	switch (pattern.ptr[at]) {
	case '?':
		return at + 1;
	case '[':
		next = read_class(pattern, at + 1, byte, &matches);
		return matches ? next : 0;
	case '\\':
		at += at + 1 < pattern.len;
		break;
	default:
		break;
	}
	return pattern.ptr[at] == byte ? at + 1 : 0;
}

bool path_component_matches(rlint_str pattern, rlint_str name)
{
	size_t at = 0;
	size_t read = 0;
	size_t star = SIZE_MAX;
	size_t star_read = 0;

	/* The last star takes one byte more each time that what follows it fails. */
	while (read < name.len) {
		size_t next = 0;

		if (at < pattern.len && pattern.ptr[at] == '*') {
			star = at++;
			star_read = read;
			continue;
		}
		next = at < pattern.len ? match_byte(pattern, at, name.ptr[read]) : 0;
		if (next > 0) {
			at = next;
			read++;
		} else if (star != SIZE_MAX) {
			at = star + 1;
			read = ++star_read;
		} else {
			return false;
		}
	}
	while (at < pattern.len && pattern.ptr[at] == '*') {
		at++;
	}
	return at == pattern.len;
}

bool path_pattern_covers(rlint_str pattern, rlint_str path)
{
	size_t at = 0;
	size_t read = 0;

	while (at <= pattern.len) {
		size_t end = str_find(pattern, '/', at);
		size_t till = str_find(path, '/', read);

		if (read > path.len || !path_component_matches(str_slice(pattern, at, end),
					       str_slice(path, read, till))) {
			return false;
		}
		at = end + 1;
		read = till + 1;
	}
	return true;
}
