/* URLs of packages as pip takes them apart.
 *
 *	url      = scheme ":" [ "//" host ] path [ "?" query ] [ "#" fragment ]
 *	path     = ... [ "@" revision ]      (version control only; the last "@")
 *	fragment = field { "&" field }       with egg=, subdirectory=, sha256= ...
 *
 * Fields are looked for in the whole URL, not in its fragment alone.
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

	if (rlint_byte_is_digit(byte)) {
		return byte - '0';
	}
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

rlint_str url_decoded(struct arena *arena, rlint_str text)
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

/* urlsplit passes over control characters before a URL, and tabs and line ends in it. */
static rlint_str cleaned(struct arena *arena, rlint_str text)
{
	struct buffer buffer = { .arena = arena };
	size_t start = 0;

	while (start < text.len && (unsigned char)text.ptr[start] <= ' ') {
		start++;
	}
	for (size_t i = start; i < text.len; i++) {
		if (!byte_is_one_of(text.ptr[i], "\t\r\n")) {
			buffer_add_byte(&buffer, text.ptr[i]);
		}
	}
	return buffer_str(&buffer);
}

/* How many bytes stand before the colon, where they make a scheme; else 0. */
static size_t scheme_length(rlint_str text)
{
	size_t end = 0;

	while (end < text.len &&
		(rlint_byte_is_letter(text.ptr[end]) || rlint_byte_is_digit(text.ptr[end]) ||
			byte_is_one_of(text.ptr[end], "+-."))) {
		end++;
	}
	return end < text.len && text.ptr[end] == ':' && rlint_byte_is_letter(text.ptr[0]) ? end
											   : 0;
}

/* Scheme, host, path, query and fragment, as urllib.parse.urlsplit has them. */
static void split(struct url *out, struct arena *arena, rlint_str text)
{
	size_t colon = scheme_length(text);
	size_t hash = str_find(text, '#', 0);
	size_t question;
	size_t path = 0;

	if (colon > 0) {
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
	rlint_str path = url_decoded(arena, out->path);

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

/* The first field of a key; ptr NULL where there is none. */
static rlint_str field(rlint_str text, rlint_str key)
{
	struct range range = link_field(text, (struct range){ 0, (uint32_t)text.len }, key);

	return range.end > 0 ? str_slice(text, range.start, range.end) : (rlint_str){ NULL, 0 };
}

/* The first of the hashes that pip knows wins. */
static void read_hash(struct url *out, rlint_str text)
{
	static const rlint_str keys[] = {
		RLINT_STR_INIT("md5="),
		RLINT_STR_INIT("sha1="),
		RLINT_STR_INIT("sha224="),
		RLINT_STR_INIT("sha256="),
		RLINT_STR_INIT("sha384="),
		RLINT_STR_INIT("sha512="),
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		rlint_str value = field(text, keys[i]);

		if (value.ptr && (!out->hash.ptr || value.ptr < out->hash.ptr)) {
			out->hash_name = str_slice(keys[i], 0, keys[i].len - 1);
			out->hash = value;
		}
	}
}

static void read_fields(struct url *out, rlint_str text)
{
	out->egg = field(text, RLINT_STR("egg="));
	out->is_invalid = out->egg.ptr && !name_is_valid(out->egg);
	out->subdirectory = field(text, RLINT_STR("subdirectory="));
	read_hash(out, text);
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

/* Schemes that urllib.parse.urlunsplit writes "//" behind, host or not. */
static bool has_host(rlint_str scheme)
{
	static const rlint_str schemes[] = {
		RLINT_STR_INIT("file"),
		RLINT_STR_INIT("ftp"),
		RLINT_STR_INIT("git"),
		RLINT_STR_INIT("http"),
		RLINT_STR_INIT("https"),
		RLINT_STR_INIT("sftp"),
		RLINT_STR_INIT("ssh"),
		RLINT_STR_INIT("svn"),
		RLINT_STR_INIT("svn+ssh"),
	};

	return rlint_str_is_one_of(scheme, RLINT_LIST(schemes));
}

/* Of a URL without "//" Git takes what stands before the first slash for the host (vcs/git.py), and
 * others for the path. */
static bool is_bare(const struct url *url, rlint_str scheme)
{
	return !url->host.ptr && rlint_str_is(url->vcs, RLINT_STR("git")) &&
	       !rlint_str_is(scheme, RLINT_STR("file"));
}

static void add_clone_url(struct url *out, struct buffer *buffer, rlint_str scheme, rlint_str path)
{
	buffer_add(buffer, scheme);
	buffer_add_byte(buffer, ':');
	if (!is_bare(out, scheme) && (out->host.ptr || has_host(scheme))) {
		buffer_add(buffer, RLINT_STR("//"));
		buffer_add(buffer, clone_host(out, scheme));
		if (path.len > 0 && path.ptr[0] != '/') {
			buffer_add_byte(buffer, '/');
		}
	}
	buffer_add(buffer, path);
	if (out->query.len > 0) {
		buffer_add_byte(buffer, '?');
		buffer_add(buffer, out->query);
	}
}

static void read_vcs(struct url *out, struct arena *arena)
{
	struct buffer buffer = { .arena = arena };
	rlint_str path = out->path;
	rlint_str revision;
	rlint_str scheme;

	out->vcs = str_slice(out->scheme, 0, str_find(out->scheme, '+', 0));
	scheme = clone_scheme(out);
	revision = after_last(
		is_bare(out, scheme) ? str_slice(path, str_find(path, '/', 0), path.len) : path,
		'@');
	if (revision.ptr > path.ptr && revision.ptr[-1] == '@') {
		path = str_slice(path, 0, (size_t)(revision.ptr - path.ptr) - 1);
		out->revision = url_decoded(arena, revision);
		out->is_full_commit = is_commit(out->revision);
	}
	/* Git takes a local path, not a URL's (vcs/git.py). */
	if (rlint_str_is(scheme, RLINT_STR("file")) && rlint_str_is(out->vcs, RLINT_STR("git"))) {
		path = url_decoded(arena, path);
	}
	add_clone_url(out, &buffer, scheme, path);
	out->clone_url = buffer_str(&buffer);
}

void url_read(struct url *out, struct arena *arena, rlint_str text)
{
	*out = (struct url){ .is_vcs = link_scheme(text) == LINK_VCS };
	split(out, arena, cleaned(arena, text));
	read_file_name(out, arena);
	read_fields(out, text);
	if (out->is_vcs) {
		read_vcs(out, arena);
	}
}
