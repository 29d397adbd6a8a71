/* One requirement as pip takes it (pip/_internal/req/constructors.py): the marker is cut off first,
 * at "; " behind a URL, else at ";"; then a URL, an archive's name, PEP 508, or a path is tried. */
#include "lib/syntax/python/requirement.h"

#include "lib/syntax/python/link.h"
#include "lib/syntax/python/marker.h"
#include "lib/syntax/python/pep508.h"
#include "lib/syntax/python/space.h"

static const struct complaint unknown_scheme = {
	"pip takes URLs that begin with http, https, ftp, file, git+https and the like",
	NULL,
	false,
};
static const struct complaint scp_address = {
	"pip takes no user@host:path address: write git+ssh://user@host/path",
	NULL,
	false,
};
static const struct complaint no_url = {
	"pip takes what follows the @ for a URL, and this is none: write ==VERSION, or the URL",
	NULL,
	true,
};
static const struct complaint scp_url = {
	"pip takes `git` for a package and the rest for its URL: write git+ssh://git@host/path",
	NULL,
	true,
};
static const struct complaint home_path = {
	"pip does not expand ~: write the path, relative to where pip runs",
	NULL,
	false,
};
static const struct complaint no_editable = {
	"-e takes a folder of this machine, or a version-control URL such as git+https://...",
	"It should either be a path to a local project or a VCS URL",
	false,
};
static const struct complaint nameless_editable = {
	"-e needs the project's name behind a version-control URL: add #egg=NAME",
	"Could not detect requirement name, please specify one with #egg=your_package_name",
	false,
};

static const struct complaint nameless_url = {
	"only requirements files take a URL or a path alone: write NAME @ URL",
	"Expected package name at the start of dependency specifier",
	false,
};
static const struct complaint caret_version = {
	"PEP 508 has no `^` and no `~`, which are Poetry's: write >=1.2,<2 or ~=1.2",
	"Expected semicolon (after name with no version specifier) or end",
	false,
};

size_t variable_length(rlint_str text, size_t at)
{
	size_t end = at + 2;

	if (!rlint_str_is(str_slice(text, at, end), RLINT_STR("${"))) {
		return 0;
	}
	while (end < text.len && byte_is_name(text.ptr[end]) &&
		byte_upper(text.ptr[end]) == text.ptr[end]) {
		end++;
	}
	return end > at + 2 && end < text.len && text.ptr[end] == '}' ? end + 1 - at : 0;
}

static bool has_variable(rlint_str text)
{
	size_t at = str_find(text, '$', 0);

	while (at < text.len && variable_length(text, at) == 0) {
		at = str_find(text, '$', at + 1);
	}
	return at < text.len;
}

/* What pip would try as a path where it is neither a URL nor a name: it has a slash or begins with
 * a dot. Operators, quotes and blanks show that something else was meant. */
static bool looks_like_path(rlint_str text)
{
	bool has_slash = str_find(text, '/', 0) < text.len;

	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		if (byte_is_space(byte) || byte == '<' || byte == '>' || byte == '=' ||
			byte == '!' || byte == '"' || byte == '\'' || byte == '\0') {
			return false;
		}
	}
	return (has_slash || rlint_str_starts(text, RLINT_STR("."))) &&
	       rlint_str_find_str(text, RLINT_STR("://")) == text.len;
}

/* A file name that pip unpacks, unless `name @` stands before it. */
static bool is_archive_name(rlint_str text)
{
	rlint_str before = str_slice(text, 0, str_find(text, '@', 0));

	return link_is_archive(str_trim(str_slice(text, 0, link_without_extras(text)))) &&
	       (before.len == text.len || str_find(before, '/', 0) < before.len ||
		       rlint_str_starts(before, RLINT_STR(".")));
}

/* path[extras] */
static bool read_path(struct requirement *out, struct arena *arena, struct cursor *cursor,
	size_t start, size_t end)
{
	size_t stop = start + link_without_extras(str_slice(cursor->text, start, end));

	out->kind = REQUIREMENT_PATH;
	if (stop < end) {
		out->extras = (struct range){ (uint32_t)stop, (uint32_t)end };
		out->extra_count = 1;
		for (size_t i = stop; i < end; i++) {
			out->extra_count += cursor->text.ptr[i] == ',';
		}
		space_strip(cursor->text, &start, &stop);
	}
	return link_read(out, arena, cursor, start, stop);
}

static bool read_url(struct requirement *out, struct arena *arena, struct cursor *cursor,
	size_t start, size_t end)
{
	enum link_scheme scheme = link_scheme(str_slice(cursor->text, start, end));

	out->kind = scheme == LINK_VCS    ? REQUIREMENT_VCS
		    : scheme == LINK_FILE ? REQUIREMENT_PATH
					  : REQUIREMENT_URL;
	if (!link_read(out, arena, cursor, start, end)) {
		return false;
	}
	/* pip makes such an address absolute and loses the fragment. */
	if (scheme == LINK_FILE && rlint_str_find_str(str_slice(cursor->text, start, end),
					   RLINT_STR("../")) < end - start) {
		out->name = (struct range){ 0, 0 };
	}
	return true;
}

/* A word behind `name @` that pip reads, but cannot fetch: a@1.0, git@host:path. Paths are left to
 * whoever knows the machine. */
static void check_url(const struct requirement *out, struct cursor *cursor)
{
	rlint_str url = str_slice(cursor->text, out->url.start, out->url.end);
	rlint_str name = str_slice(cursor->text, out->name.start, out->name.end);
	enum link_scheme scheme = link_scheme(url);

	if (scheme == LINK_OTHER && rlint_str_is(name, RLINT_STR("git"))) {
		cursor_fail(cursor, &scp_url, out->name.start, out->url.end);
	} else if (scheme == LINK_NONE && str_find(url, '/', 0) == url.len &&
		   !rlint_str_starts(url, RLINT_STR(".")) && !out->has_variable) {
		cursor_fail(cursor, &no_url, out->url.start, out->url.end);
	}
}

/* PEP 508; a URL in it is taken apart too. */
static bool read_named(struct requirement *out, struct arena *arena, struct cursor *cursor)
{
	enum link_scheme scheme;

	if (!pep508_read(out, arena, cursor)) {
		return false;
	}
	if (out->kind == REQUIREMENT_DIRECT) {
		scheme = link_scheme(str_slice(cursor->text, out->url.start, out->url.end));
		out->kind = scheme == LINK_VCS ? REQUIREMENT_VCS : REQUIREMENT_DIRECT;
		check_url(out, cursor);
		return link_read(out, arena, cursor, out->url.start, out->url.end);
	}
	return true;
}

/* Better words for an address that was meant, or the path that it may be. */
static bool read_leftover(struct requirement *out, struct arena *arena, struct cursor *cursor,
	size_t start, size_t end)
{
	rlint_str text = str_slice(cursor->text, start, end);
	rlint_str host = str_slice(text, 0, str_find(text, ':', 0));
	struct cursor found = *cursor;

	cursor->complaint = NULL;
	if (rlint_str_starts(text, RLINT_STR("~/"))) {
		return cursor_fail(cursor, &home_path, start, start + 1);
	}
	if (rlint_str_find_str(text, RLINT_STR("://")) == host.len && host.len < text.len &&
		str_find(host, ' ', 0) == host.len) {
		return cursor_fail(cursor, &unknown_scheme, start, start + host.len);
	}
	if (host.len < text.len && str_find(host, '@', 0) < host.len &&
		str_find(text, '/', 0) < text.len && str_find(text, ' ', 0) == text.len) {
		return cursor_fail(cursor, &scp_address, start, end);
	}
	if (looks_like_path(text)) {
		*out = (struct requirement){ .has_variable = out->has_variable };
		return read_path(out, arena, cursor, start, end);
	}
	*cursor = found;
	return false;
}

/* What stands before the marker: [start, end) of the cursor's text. */
static bool read_subject(struct requirement *out, struct arena *arena, struct cursor *cursor,
	size_t start, size_t end)
{
	rlint_str text = str_slice(cursor->text, start, end);
	enum link_scheme scheme = link_scheme(text);
	struct cursor inner = *cursor;
	bool is_read;

	if (scheme == LINK_WEB || scheme == LINK_FILE || scheme == LINK_VCS) {
		return read_url(out, arena, cursor, start, end);
	}
	if (is_archive_name(text)) {
		return read_path(out, arena, cursor, start, end);
	}
	inner.text.len = end;
	inner.at = start;
	is_read = read_named(out, arena, &inner) ||
		  (out->kind != REQUIREMENT_VCS && out->kind != REQUIREMENT_DIRECT &&
			  read_leftover(out, arena, &inner, start, end));
	inner.text = cursor->text;
	*cursor = inner;
	return is_read;
}

static bool read_marker(struct requirement *out, struct cursor *cursor, size_t start, size_t end)
{
	struct cursor inner = *cursor;
	bool is_read;

	space_strip(cursor->text, &start, &end);
	if (start == end) {
		return true;
	}
	inner.text.len = end;
	inner.at = start;
	out->marker = (struct range){ (uint32_t)start, (uint32_t)end };
	is_read = marker_read_whole(&inner, NULL);
	inner.text = cursor->text;
	*cursor = inner;
	return is_read;
}

static bool read_plain(struct requirement *out, struct arena *arena, struct cursor *cursor,
	size_t start, size_t end)
{
	rlint_str text = str_slice(cursor->text, start, end);
	enum link_scheme scheme = link_scheme(text);
	bool is_url = scheme == LINK_WEB || scheme == LINK_FILE || scheme == LINK_VCS;
	size_t cut = start +
		     (is_url ? rlint_str_find_str(text, RLINT_STR("; ")) : str_find(text, ';', 0));
	size_t subject_start = start;
	size_t subject_end = cut;

	space_strip(cursor->text, &subject_start, &subject_end);
	return read_subject(out, arena, cursor, subject_start, subject_end) &&
	       read_marker(out, cursor, cut < end ? cut + 1 : end, end);
}

/* The value of -e: `name @ URL`, path[extras], file:..., or a version-control URL. */
static bool read_editable(struct requirement *out, struct arena *arena, struct cursor *cursor,
	size_t start, size_t end)
{
	rlint_str text = str_slice(cursor->text, start, end);
	enum link_scheme scheme = link_scheme(text);
	struct cursor inner = *cursor;
	bool is_read;

	inner.at = start;
	is_read = read_named(out, arena, &inner);
	if (out->kind == REQUIREMENT_DIRECT || out->kind == REQUIREMENT_VCS) {
		*cursor = inner;
		return is_read;
	}
	*out = (struct requirement){ .has_variable = out->has_variable };
	if (scheme == LINK_VCS || link_is_bare_vcs(text)) {
		out->kind = REQUIREMENT_VCS;
		return link_read(out, arena, cursor, start, end) &&
		       (out->name.start < out->name.end || out->has_variable ||
			       cursor_fail(cursor, &nameless_editable, start, end));
	}
	if (scheme == LINK_FILE || (scheme == LINK_NONE && str_find(text, '#', 0) == text.len)) {
		return read_path(out, arena, cursor, start, end);
	}
	return cursor_fail(cursor, &no_editable, start, end);
}

/* What stands in the fields of pyproject.toml: PEP 508 to the letter. Better words for what was
 * brought along from requirements files and from Poetry. */
static bool read_standard(struct requirement *out, struct arena *arena, struct cursor *cursor,
	size_t start, size_t end)
{
	rlint_str text = str_slice(cursor->text, start, end);
	struct cursor inner = *cursor;
	enum link_scheme scheme = link_scheme(text);
	bool is_read;

	if (scheme == LINK_WEB || scheme == LINK_FILE || scheme == LINK_VCS ||
		rlint_str_starts(text, RLINT_STR("."))) {
		return cursor_fail(cursor, &nameless_url, start, end);
	}
	inner.text.len = end;
	inner.at = start;
	is_read = read_named(out, arena, &inner);
	inner.text = cursor->text;
	if (!is_read && inner.bad_start < end &&
		byte_is_one_of(cursor->text.ptr[inner.bad_start], "^~")) {
		inner.complaint = NULL;
		cursor_fail(&inner, &caret_version, inner.bad_start, end);
	}
	*cursor = inner;
	return is_read;
}

static void tell(struct requirement *out, struct arena *arena, const struct cursor *cursor)
{
	const struct complaint *complaint = cursor->complaint;

	out->bad = (struct range){ (uint32_t)cursor->bad_start, (uint32_t)cursor->bad_end };
	out->error = str_from(complaint->plain);
	if (complaint->foreign) {
		out->foreign = format_str(
			arena, "Invalid requirement: '%S': %s", cursor->text, complaint->foreign);
	}
}

void requirement_read_as(
	struct requirement *out, struct arena *arena, const struct text *text, unsigned flags)
{
	struct cursor cursor = { .text = text->bytes,
		.takes_variables = !(flags & REQUIREMENT_STRICT) };
	size_t start = 0;
	size_t end = text->bytes.len;
	bool is_read;

	*out = (struct requirement){ .has_variable =
					     cursor.takes_variables && has_variable(text->bytes) };
	cursor.takes_variables = out->has_variable;
	space_strip(text->bytes, &start, &end);
	if (flags & REQUIREMENT_PEP508) {
		is_read = read_standard(out, arena, &cursor, start, end);
	} else if (flags & REQUIREMENT_EDITABLE) {
		is_read = read_editable(out, arena, &cursor, start, end);
	} else {
		is_read = read_plain(out, arena, &cursor, start, end);
	}
	out->is_editable = (flags & REQUIREMENT_EDITABLE) != 0;
	if (!is_read) {
		out->kind = REQUIREMENT_INVALID;
	}
	if (cursor.complaint) {
		tell(out, arena, &cursor);
	}
}

void requirement_read(struct requirement *out, struct arena *arena, const struct text *text)
{
	requirement_read_as(out, arena, text, 0);
}
