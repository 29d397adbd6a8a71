/* URLs of packages as pip takes them apart.
 *
 *	url      = scheme ":" [ "//" host ] path [ "?" query ] [ "#" fragment ]
 *	path     = ... [ "@" revision ]      (version control only; the last "@")
 *	fragment = field { "&" field }       with egg=, subdirectory=, sha256= ...
 */
#include "lib/syntax/python/url.h"

#include "lib/base/format.h"
#include "lib/base/str.h"
#include "lib/syntax/python/link.h"
#include "lib/syntax/python/name.h"

static rlint_str lower(struct arena *arena, rlint_str text)
{
	char *bytes = text.len > 0 ? arena_alloc(arena, text.len) : NULL;

	for (size_t i = 0; i < text.len; i++) {
		bytes[i] = byte_lower(text.ptr[i]);
	}
	return (rlint_str){ bytes, text.len };
}

static int hex_value(char byte)
{
	char letter = byte_lower(byte);

	if (byte_is_digit(byte)) {
		return byte - '0';
	}
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* With %41 and the like as the bytes that they stand for. */
static rlint_str decoded(struct arena *arena, rlint_str text)
{
	struct buffer buffer = { .arena = arena };

	if (str_find(text, '%', 0) == text.len) {
		return text;
	}
	for (size_t i = 0; i < text.len; i++) {
		bool is_code = text.ptr[i] == '%' && i + 2 < text.len &&
			       hex_value(text.ptr[i + 1]) >= 0 && hex_value(text.ptr[i + 2]) >= 0;
		char byte = text.ptr[i];

		if (is_code) {
			byte = (char)(hex_value(text.ptr[i + 1]) * 16 + hex_value(text.ptr[i + 2]));
			i += 2;
		}
		buffer_add_byte(&buffer, byte);
	}
	return buffer_str(&buffer);
}

static rlint_str after_last(rlint_str text, char byte)
{
	size_t at = text.len;

	while (text.ptr && at > 0 && text.ptr[at - 1] != byte) {
		at--;
	}
	return str_slice(text, at, text.len);
}

/* Scheme, host, path, query and fragment, as urllib.parse.urlsplit has them. */
static void split(struct url *out, struct arena *arena, rlint_str text)
{
	size_t colon = str_find(text, ':', 0);
	size_t hash = str_find(text, '#', 0);
	size_t question;
	size_t path = 0;

	if (colon < hash) {
		out->scheme = lower(arena, str_slice(text, 0, colon));
		path = colon + 1;
	}
	if (hash < text.len) {
		out->fragment = str_slice(text, hash + 1, text.len);
		text = str_slice(text, 0, hash);
	}
	question = str_find(text, '?', path);
	if (question < text.len) {
		out->query = str_slice(text, question + 1, text.len);
		text = str_slice(text, 0, question);
	}
	if (rlint_str_is(str_slice(text, path, path + 2), RLINT_STR("//"))) {
		size_t slash = str_find(text, '/', path + 2);

		out->host = str_slice(text, path + 2, slash);
		path = slash;
	}
	out->path = str_slice(text, path, text.len);
}

static void read_file_name(struct url *out, struct arena *arena)
{
	rlint_str path = decoded(arena, out->path);

	while (path.len > 0 && path.ptr[path.len - 1] == '/') {
		path.len--;
	}
	path = after_last(path, '/');
	out->is_wheel = path.len > 4 && rlint_str_ends(path, RLINT_STR(".whl"));
	out->file_name = path;
	if (path.len == 0 || rlint_str_is(path, RLINT_STR(".")) ||
		rlint_str_is(path, RLINT_STR(".."))) {
		out->file_name = after_last(out->host, '@');
	}
}

/* The first of the hashes that pip knows wins. */
static void read_hash(struct url *out, rlint_str name, rlint_str value)
{
	static const rlint_str hashes[] = {
		RLINT_STR_INIT("md5"),
		RLINT_STR_INIT("sha1"),
		RLINT_STR_INIT("sha224"),
		RLINT_STR_INIT("sha256"),
		RLINT_STR_INIT("sha384"),
		RLINT_STR_INIT("sha512"),
	};

	if (!out->hash.ptr && str_is_one_of(name, hashes, sizeof hashes / sizeof *hashes)) {
		out->hash_name = name;
		out->hash = value;
	}
}

static void read_fragment(struct url *out)
{
	for (size_t at = 0; at < out->fragment.len;) {
		size_t end = str_find(out->fragment, '&', at);
		size_t equals = str_find(str_slice(out->fragment, 0, end), '=', at);
		rlint_str name = str_slice(out->fragment, at, equals);
		rlint_str value = str_slice(out->fragment, equals + 1, end);

		at = end + 1;
		if (equals == end) {
			continue;
		}
		if (!out->egg.ptr && rlint_str_is(name, RLINT_STR("egg"))) {
			out->egg = value;
			out->is_invalid = !name_is_valid(value);
		} else if (!out->subdirectory.ptr &&
			   rlint_str_is(name, RLINT_STR("subdirectory"))) {
			out->subdirectory = value;
		}
		read_hash(out, name, value);
	}
}

static bool is_commit(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (hex_value(text.ptr[i]) < 0) {
			return false;
		}
	}
	return text.len == 40;
}

/* The scheme that goes to the version control system: Subversion and Bazaar keep theirs with ssh
 * (vcs/subversion.py, vcs/bazaar.py). */
static rlint_str clone_scheme(const struct url *url)
{
	rlint_str own = str_slice(url->scheme, url->vcs.len + 1, url->scheme.len);

	return rlint_str_is(own, RLINT_STR("ssh")) &&
			       (rlint_str_is(url->vcs, RLINT_STR("svn")) ||
				       rlint_str_is(url->vcs, RLINT_STR("bzr")))
		       ? url->scheme
		       : own;
}

/* Pip hands the login to Subversion in options, except over ssh (vcs/subversion.py). */
static rlint_str clone_host(struct url *out, rlint_str scheme)
{
	rlint_str bare = after_last(out->host, '@');

	if (!rlint_str_is(out->vcs, RLINT_STR("svn")) || rlint_str_ends(scheme, RLINT_STR("ssh")) ||
		bare.len == out->host.len) {
		return out->host;
	}
	out->has_login = true;
	return bare;
}

static void read_vcs(struct url *out, struct arena *arena)
{
	struct buffer buffer = { .arena = arena };
	rlint_str revision = after_last(out->path, '@');
	rlint_str path = out->path;
	rlint_str scheme;

	out->vcs = str_slice(out->scheme, 0, str_find(out->scheme, '+', 0));
	scheme = clone_scheme(out);
	if (revision.len < path.len) {
		path = str_slice(path, 0, path.len - revision.len - 1);
		out->revision = decoded(arena, revision);
		out->is_full_commit = is_commit(out->revision);
	}
	/* Git takes a local path, not a URL's (vcs/git.py). */
	if (rlint_str_is(scheme, RLINT_STR("file")) && rlint_str_is(out->vcs, RLINT_STR("git"))) {
		path = decoded(arena, path);
	}
	buffer_add(&buffer, scheme);
	buffer_add(&buffer, out->host.ptr ? RLINT_STR("://") : RLINT_STR(":"));
	buffer_add(&buffer, clone_host(out, scheme));
	buffer_add(&buffer, path);
	if (out->query.len > 0) {
		buffer_add(&buffer, RLINT_STR("?"));
		buffer_add(&buffer, out->query);
	}
	out->clone_url = buffer_str(&buffer);
}

void url_read(struct url *out, struct arena *arena, rlint_str text)
{
	*out = (struct url){ .is_vcs = link_scheme(text) == LINK_VCS };
	split(out, arena, text);
	read_file_name(out, arena);
	read_fragment(out);
	if (out->is_vcs) {
		read_vcs(out, arena);
	}
}
