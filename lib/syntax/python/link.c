/* URLs and file names as pip takes them apart.
 *
 *   url      = scheme ":" [ "//" host ] path [ "?" query ] [ "#" fragment ]
 *   path     = ... [ "@" reference ]      (version control only; the last "@" of the path)
 *   fragment = field *( "&" field )       with egg=NAME, subdirectory=DIR, sha256=DIGEST ...
 *   wheel    = name "-" version [ "-" build ] "-" python "-" abi "-" platform ".whl"
 */
#include "lib/syntax/python/link.h"

#include "lib/syntax/python/file_name.h"
#include "lib/syntax/python/name.h"
#include "lib/syntax/python/url.h"

static const struct complaint bad_egg = {
	"#egg= takes a bare project name since pip 26: write NAME[extras] @ URL instead",
	"invalid-egg-fragment",
	true,
};
static const struct complaint no_revision = {
	"a tag, branch or commit should follow the @: pip stops when it fetches this",
	NULL,
	true,
};
static const struct complaint bad_wheel = {
	"a wheel's file name should be NAME-VERSION-PYTHON-ABI-PLATFORM.whl",
	"Invalid wheel filename",
	false,
};

enum link_scheme link_scheme(rlint_str text)
{
	static const rlint_str web[] = {
		RLINT_STR_INIT("http"),
		RLINT_STR_INIT("https"),
		RLINT_STR_INIT("ftp"),
	};
	static const rlint_str vcs[] = {
		RLINT_STR_INIT("bzr+file"),
		RLINT_STR_INIT("bzr+ftp"),
		RLINT_STR_INIT("bzr+http"),
		RLINT_STR_INIT("bzr+https"),
		RLINT_STR_INIT("bzr+lp"),
		RLINT_STR_INIT("bzr+sftp"),
		RLINT_STR_INIT("bzr+ssh"),
		RLINT_STR_INIT("git+file"),
		RLINT_STR_INIT("git+git"),
		RLINT_STR_INIT("git+http"),
		RLINT_STR_INIT("git+https"),
		RLINT_STR_INIT("git+ssh"),
		RLINT_STR_INIT("hg+file"),
		RLINT_STR_INIT("hg+http"),
		RLINT_STR_INIT("hg+https"),
		RLINT_STR_INIT("hg+ssh"),
		RLINT_STR_INIT("hg+static-http"),
		RLINT_STR_INIT("svn+file"),
		RLINT_STR_INIT("svn+http"),
		RLINT_STR_INIT("svn+https"),
		RLINT_STR_INIT("svn+ssh"),
		RLINT_STR_INIT("svn+svn"),
	};
	rlint_str scheme = str_slice(text, 0, str_find(text, ':', 0));

	if (scheme.len == text.len) {
		return LINK_NONE;
	}
	for (size_t i = 0; i < sizeof web / sizeof *web; i++) {
		if (rlint_str_is_like(scheme, web[i])) {
			return LINK_WEB;
		}
	}
	for (size_t i = 0; i < sizeof vcs / sizeof *vcs; i++) {
		if (rlint_str_is_like(scheme, vcs[i])) {
			return LINK_VCS;
		}
	}
	return rlint_str_is_like(scheme, RLINT_STR("file")) ? LINK_FILE : LINK_OTHER;
}

bool link_is_bare_vcs(rlint_str text)
{
	static const rlint_str names[] = {
		RLINT_STR_INIT("bzr"),
		RLINT_STR_INIT("git"),
		RLINT_STR_INIT("hg"),
		RLINT_STR_INIT("svn"),
	};
	rlint_str scheme = str_slice(text, 0, str_find(text, ':', 0));

	for (size_t i = 0; scheme.len < text.len && i < sizeof names / sizeof *names; i++) {
		if (rlint_str_is_like(scheme, names[i])) {
			return true;
		}
	}
	return false;
}

bool link_is_archive(rlint_str path)
{
	static const rlint_str endings[] = {
		RLINT_STR_INIT(".whl"),
		RLINT_STR_INIT(".zip"),
		RLINT_STR_INIT(".tar.gz"),
		RLINT_STR_INIT(".tgz"),
		RLINT_STR_INIT(".tar"),
		RLINT_STR_INIT(".tar.bz2"),
		RLINT_STR_INIT(".tbz"),
		RLINT_STR_INIT(".tar.xz"),
		RLINT_STR_INIT(".txz"),
		RLINT_STR_INIT(".tlz"),
		RLINT_STR_INIT(".tar.lz"),
		RLINT_STR_INIT(".tar.lzma"),
	};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t stem = path.len - endings[i].len;

		if (path.len > endings[i].len && path.ptr[stem - 1] != '/' &&
			rlint_str_is_like(str_slice(path, stem, path.len), endings[i])) {
			return true;
		}
	}
	return false;
}

size_t link_without_extras(rlint_str path)
{
	size_t at = path.len;

	if (path.len < 4 || path.ptr[path.len - 1] != ']') {
		return path.len;
	}
	do {
		at--;
	} while (at > 0 && path.ptr[at] != '[' && (at == path.len - 1 || path.ptr[at] != ']'));
	return at > 0 && path.ptr[at] == '[' && at + 2 < path.len ? at : path.len;
}

static struct range range_of(size_t start, size_t end)
{
	return (struct range){ (uint32_t)start, (uint32_t)end };
}

struct range link_field(rlint_str text, struct range url, rlint_str key)
{
	for (size_t at = url.start; at < url.end; at++) {
		size_t value = at + 1 + key.len;

		if ((text.ptr[at] == '#' || text.ptr[at] == '&') &&
			rlint_str_is(str_slice(text, at + 1, value), key)) {
			return range_of(value, str_find(str_slice(text, 0, url.end), '&', value));
		}
	}
	return range_of(0, 0);
}

/* The name in #egg=NAME; an older form with extras or a version behind it is kept, with a
 * complaint. */
static void read_egg(struct requirement *out, struct cursor *cursor)
{
	struct range egg = link_field(cursor->text, out->url, RLINT_STR("egg="));
	rlint_str name = str_slice(cursor->text, egg.start, egg.end);
	size_t end = identifier_end(str_slice(cursor->text, 0, egg.end), egg.start);

	if (egg.start == egg.end) {
		return;
	}
	if (out->name.start == out->name.end) {
		out->name = range_of(egg.start, end);
	}
	if (!name_is_valid(name)) {
		cursor_fail(cursor, &bad_egg, egg.start, egg.end);
	}
}

/* The start of the path behind scheme and host. */
static size_t path_start(rlint_str text, size_t start, size_t end)
{
	size_t colon = str_find(str_slice(text, 0, end), ':', start);

	if (colon == end || !rlint_str_is(str_slice(text, colon, colon + 3), RLINT_STR("://"))) {
		return colon < end ? colon + 1 : start;
	}
	return str_find(str_slice(text, 0, end), '/', colon + 3);
}

static void read_reference(struct requirement *out, struct cursor *cursor, size_t path, size_t end)
{
	size_t at = end;

	while (at > path && cursor->text.ptr[at - 1] != '@') {
		at--;
	}
	if (at == path) {
		return;
	}
	if (at == end) {
		cursor_fail(cursor, &no_revision, at - 1, at);
	}
	out->reference = range_of(at, end);
}

static bool is_pattern(rlint_str name)
{
	return str_find(name, '*', 0) < name.len || str_find(name, '?', 0) < name.len;
}

/* The project and version in a wheel's file name. With `name @` before it pip does not look; and a
 * shell replaces a pattern before pip sees it. */
static bool read_wheel(struct requirement *out, struct arena *arena, struct cursor *cursor,
	size_t start, size_t end)
{
	rlint_str written = str_slice(cursor->text, start, end);
	size_t first = str_find(written, '-', 0);
	bool has_name = out->name.end > out->name.start;
	struct file_name name;

	if (!file_name_read_wheel(&name, url_decoded(arena, written))) {
		return has_name || is_pattern(written) ||
		       cursor_fail(cursor, &bad_wheel, start, end);
	}
	if (!has_name) {
		out->name = range_of(start, start + first);
	}
	out->file_version = range_of(start + first + 1, start + str_find(written, '-', first + 1));
	return true;
}

/* Where the path ends that begins at `start`: at the fragment; a file's name may hold any byte. */
static size_t end_of_path(const struct requirement *requirement, rlint_str text, size_t start)
{
	bool is_file = requirement->kind == REQUIREMENT_PATH &&
		       link_scheme(str_slice(text, start, text.len)) == LINK_NONE;

	return is_file ? text.len : str_find(text, '#', start);
}

bool link_read(struct requirement *out, struct arena *arena, struct cursor *cursor, size_t start,
	size_t end)
{
	rlint_str text = str_slice(cursor->text, 0, end);
	size_t path_end = end_of_path(out, text, start);
	size_t path;
	size_t name;

	out->url = range_of(start, end);
	path = path_start(text, start, path_end);
	path_end = str_find(str_slice(text, 0, path_end), '?', path);
	if (out->kind == REQUIREMENT_VCS) {
		read_egg(out, cursor);
		read_reference(out, cursor, path, path_end);
		return true;
	}
	while (path_end > path && text.ptr[path_end - 1] == '/') {
		path_end--;
	}
	name = path_end;
	while (name > path && text.ptr[name - 1] != '/') {
		name--;
	}
	if (path_end - name > 4 &&
		rlint_str_ends(str_slice(text, name, path_end), RLINT_STR(".whl"))) {
		return read_wheel(out, arena, cursor, name, path_end);
	}
	read_egg(out, cursor);
	return true;
}
