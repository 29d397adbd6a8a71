/* Paths as hosts give them. */
#include "lib/project/path.h"

#include <string.h>

#include "lib/base/str.h"

rlint_str path_folder(rlint_str path)
{
	size_t at = path.len - rlint_str_base(path).len;

	return str_slice(path, 0, at > 1 ? at - 1 : at);
}

bool host_path_is_absolute(rlint_str path)
{
	return path.len > 0 && path.ptr[0] == '/';
}

rlint_str host_path_join(struct arena *arena, rlint_str folder, rlint_str name)
{
	bool is_alone = folder.len == 0 || host_path_is_absolute(name);
	bool needs_slash = !is_alone && folder.ptr[folder.len - 1] != '/';
	size_t at = is_alone ? 0 : folder.len + (needs_slash ? 1 : 0);
	char *bytes = arena_alloc(arena, at + name.len + 1);

	if (!bytes) {
		return (rlint_str){ 0 };
	}
	if (!is_alone) {
		memcpy(bytes, folder.ptr, folder.len);
	}
	if (needs_slash) {
		bytes[folder.len] = '/';
	}
	if (name.len > 0) {
		memcpy(bytes + at, name.ptr, name.len);
	}
	bytes[at + name.len] = '\0';
	return (rlint_str){ bytes, at + name.len };
}

/* Takes the last name off what is written so far; false where it is ".." or there is none. */
static bool drop_last(const char *bytes, size_t *len)
{
	rlint_str name = rlint_str_base((rlint_str){ bytes, *len });
	size_t start = *len - name.len;

	if (name.len == 0 || rlint_str_is(name, RLINT_STR(".."))) {
		return false;
	}
	*len = start > 1 ? start - 1 : start;
	return true;
}

static void add_name(char *bytes, size_t *len, rlint_str name)
{
	bool is_above = rlint_str_is(name, RLINT_STR(".."));

	if (name.len == 0 || rlint_str_is(name, RLINT_STR("."))) {
		return;
	}
	if (is_above && (drop_last(bytes, len) || (*len == 1 && bytes[0] == '/'))) {
		return;
	}
	if (*len > 0 && bytes[*len - 1] != '/') {
		bytes[(*len)++] = '/';
	}
	memcpy(bytes + *len, name.ptr, name.len);
	*len += name.len;
}

rlint_str path_normal(struct arena *arena, rlint_str path)
{
	char *bytes = arena_alloc(arena, path.len + 1);
	size_t len = 0;
	size_t end;

	if (!bytes) {
		return (rlint_str){ 0 };
	}
	if (host_path_is_absolute(path)) {
		bytes[len++] = '/';
	}
	for (size_t at = 0; at < path.len; at = end + 1) {
		end = str_find(path, '/', at);
		add_name(bytes, &len, str_slice(path, at, end));
	}
	bytes[len] = '\0';
	return (rlint_str){ bytes, len };
}

bool path_above(struct arena *arena, rlint_str folder, rlint_str *out)
{
	if (rlint_str_is(folder, RLINT_STR("/"))) {
		return false;
	}
	*out = path_normal(arena, host_path_join(arena, folder, RLINT_STR("..")));
	return out->ptr != NULL;
}

/* How many ".." a normal path begins with; *rest: is there more behind them? */
static size_t levels_up(rlint_str path, bool *has_rest)
{
	size_t levels = 0, at = 0;

	while (rlint_str_is(str_slice(path, at, at + 2), RLINT_STR("..")) &&
		(at + 2 >= path.len || path.ptr[at + 2] == '/')) {
		levels++;
		at += 3;
	}
	*has_rest = at < path.len;
	return levels;
}

bool path_is_inside(rlint_str path, rlint_str folder)
{
	bool is_named, has_rest;
	size_t levels = levels_up(folder, &is_named);

	if (!is_named) {
		return !host_path_is_absolute(path) && levels_up(path, &has_rest) <= levels;
	}
	return rlint_str_starts(path, folder) &&
	       (path.len == folder.len || folder.ptr[folder.len - 1] == '/' ||
		       path.ptr[folder.len] == '/');
}
