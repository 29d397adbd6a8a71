/* What .gitignore files name.
 *
 *   file    = { line "\n" }
 *   line    = "" | "#" text | [ "!" ] [ "/" ] pattern [ "/" ] blanks
 *
 * The last pattern that matches decides, the file of the nearest folder first. A pattern with a
 * slash inside or in front is matched with the path from its file's folder on, any other with the
 * last name. A slash behind it: folders only. */
#include "lib/project/ignore.h"

#include "lib/base/str.h"
#include "lib/project/path.h"
#include "lib/syntax/ignore/wildcard.h"

struct ignore_pattern {
	rlint_str plain; /* the text, where there is no wildcard in it */
	rlint_str prefix; /* what a match begins with */
	struct wildcard wildcard;
	bool is_plain, is_negated, is_folder, is_name;
};

/* Blanks at the end go, but for one behind a backslash; a lone backslash at the end keeps all. */
static rlint_str trim_end(rlint_str line)
{
	size_t kept = 0;
	size_t length;

	for (size_t at = 0; at < line.len; at += length) {
		length = line.ptr[at] == '\\' ? 2 : 1;
		if (at + length > line.len) {
			return line;
		}
		kept = line.ptr[at] == ' ' ? kept : at + length;
	}
	return str_slice(line, 0, kept);
}

static bool compile(struct ignore_pattern *pattern, struct arena *arena, rlint_str text)
{
	size_t plain = wildcard_plain_length(text);

	pattern->is_plain = plain == text.len;
	pattern->prefix = str_slice(text, 0, plain);
	pattern->plain = text;
	return pattern->is_plain || wildcard_make(&pattern->wildcard, arena, text, plain);
}

/* Takes the marks off a line, and compiles the rest. */
static bool add_line(struct ignore *ignore, struct arena *arena, rlint_str line)
{
	struct ignore_pattern *pattern = vec_add(&ignore->patterns, arena, sizeof *pattern);

	if (!pattern) {
		return false;
	}
	if (rlint_str_starts(line, RLINT_STR("!"))) {
		pattern->is_negated = true;
		line = str_slice(line, 1, line.len);
	}
	if (line.len > 0 && line.ptr[line.len - 1] == '/') {
		pattern->is_folder = true;
		line = str_slice(line, 0, line.len - 1);
	}
	pattern->is_name = str_find(line, '/', 0) == line.len;
	if (rlint_str_starts(line, RLINT_STR("/"))) {
		line = str_slice(line, 1, line.len);
	}
	line = arena_str(arena, line);
	return line.ptr && compile(pattern, arena, line);
}

bool ignore_read(struct ignore *ignore, struct arena *arena, rlint_str text)
{
	static const rlint_str mark = RLINT_STR_INIT("\xEF\xBB\xBF");
	size_t end;

	if (rlint_str_starts(text, mark)) {
		text = str_slice(text, mark.len, text.len);
	}
	for (size_t at = 0; at < text.len; at = end + 1) {
		rlint_str line;

		end = str_find(text, '\n', at);
		line = str_slice(text, at, end);
		if (line.len > 0 && line.ptr[line.len - 1] == '\r') {
			line = str_slice(line, 0, line.len - 1);
		}
		line = trim_end(str_slice(line, 0, str_find(line, '\0', 0)));
		if (line.len > 0 && line.ptr[0] != '#' && !add_line(ignore, arena, line)) {
			return false;
		}
	}
	return true;
}

static bool matches(const struct ignore_pattern *pattern, rlint_str path, bool is_folder)
{
	rlint_str text = pattern->is_name ? rlint_str_base(path) : path;

	if (pattern->is_folder && !is_folder) {
		return false;
	}
	if (pattern->is_plain) {
		return rlint_str_is(text, pattern->plain);
	}
	return rlint_str_starts(text, pattern->prefix) &&
	       wildcard_matches(&pattern->wildcard, text);
}

/* The pattern of one file that decides, or NULL. */
static const struct ignore_pattern *find(
	const struct ignore *ignore, rlint_str path, bool is_folder)
{
	const struct ignore_pattern *patterns = ignore->patterns.items;

	for (uint32_t i = ignore->patterns.count; i > 0; i--) {
		if (matches(&patterns[i - 1], path, is_folder)) {
			return &patterns[i - 1];
		}
	}
	return NULL;
}

bool ignore_names(const struct ignore *ignore, rlint_str path, bool is_folder)
{
	const struct ignore_pattern *pattern = NULL;

	for (; ignore && !pattern; ignore = ignore->above) {
		pattern = find(ignore, str_slice(path, ignore->base, path.len), is_folder);
	}
	return pattern && !pattern->is_negated;
}

bool ignore_names_path(const struct ignore *ignore, rlint_str path, bool is_folder)
{
	for (size_t at = str_find(path, '/', ignore->base); at < path.len;
		at = str_find(path, '/', at + 1)) {
		if (ignore_names(ignore, str_slice(path, 0, at), true)) {
			return true;
		}
	}
	return ignore_names(ignore, path, is_folder);
}
