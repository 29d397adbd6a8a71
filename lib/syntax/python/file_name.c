/* File names of wheels and source distributions.
 *
 *	wheel  = project "-" version [ "-" build ] "-" tags "-" tags "-" tags ".whl"
 *	source = project "-" version ( ".tar.gz" | ".zip" )
 *	build  = digit { any but "-" }
 *	tags   = tag { "." tag }
 */
#include "lib/syntax/python/file_name.h"

#include "lib/base/unicode.h"
#include "lib/base/utf8.h"

/* Python's \w: letters, digits and "_". */
static bool is_word(rlint_str text, size_t at, size_t *length)
{
	uint32_t code = utf8_decode(text, at, length);

	return code < 0x80 ? byte_is_name(text.ptr[at])
			   : unicode_is_letter(code) || unicode_is_digit(code);
}

bool file_name_is_project(rlint_str text)
{
	size_t length = 1;

	for (size_t at = 0; at < text.len; at += length) {
		if (!is_word(text, at, &length) && text.ptr[at] != '.') {
			return false;
		}
	}
	return rlint_str_find_str(text, RLINT_STR("__")) == text.len;
}

/* What Python takes for an identifier. */
static bool is_identifier(rlint_str text)
{
	size_t length = 1;

	for (size_t at = 0; at < text.len; at += length) {
		if (!is_word(text, at, &length)) {
			return false;
		}
	}
	return text.len > 0 && !rlint_byte_is_digit(text.ptr[0]);
}

/* Between its dots no tag is empty, and each interpreter's is an identifier. */
static bool are_tags(rlint_str text, bool is_interpreter)
{
	for (size_t at = 0; at <= text.len;) {
		size_t end = str_find(text, '.', at);

		if (end == at || (is_interpreter && !is_identifier(str_slice(text, at, end)))) {
			return false;
		}
		at = end + 1;
	}
	return true;
}

/* Takes what stands before the next dash; the dash goes with it. */
static rlint_str take(rlint_str *rest)
{
	size_t dash = str_find(*rest, '-', 0);
	rlint_str part = str_slice(*rest, 0, dash);

	*rest = str_slice(*rest, dash + 1, rest->len);
	return part;
}

bool file_name_read_wheel(struct file_name *out, rlint_str text)
{
	unsigned dashes = 0;
	rlint_str version;

	*out = (struct file_name){ 0 };
	if (!rlint_str_ends(text, RLINT_STR(".whl"))) {
		return false;
	}
	text = str_slice(text, 0, text.len - 4);
	for (size_t i = 0; i < text.len; i++) {
		dashes += text.ptr[i] == '-';
	}
	if (dashes != 4 && dashes != 5) {
		return false;
	}
	out->project = take(&text);
	version = take(&text);
	out->build = dashes == 5 ? take(&text) : RLINT_STR("");
	out->python = take(&text);
	out->abi = take(&text);
	out->platform = text;
	return out->project.len > 0 && file_name_is_project(out->project) &&
	       version_parse(&out->version, version) &&
	       (dashes == 4 || (out->build.len > 0 && rlint_byte_is_digit(out->build.ptr[0]))) &&
	       are_tags(out->python, true) && are_tags(out->abi, false) &&
	       are_tags(out->platform, false);
}

bool file_name_read_source(struct file_name *out, rlint_str text)
{
	size_t ending = rlint_str_ends(text, RLINT_STR(".tar.gz")) ? 7
			: rlint_str_ends(text, RLINT_STR(".zip"))  ? 4
								   : 0;
	size_t dash;

	*out = (struct file_name){ 0 };
	text = str_slice(text, 0, text.len - ending);
	dash = text.len;
	while (dash > 0 && text.ptr[dash - 1] != '-') {
		dash--;
	}
	if (ending == 0 || dash < 2) {
		return false;
	}
	out->project = str_slice(text, 0, dash - 1);
	return version_parse(&out->version, str_slice(text, dash, text.len));
}
