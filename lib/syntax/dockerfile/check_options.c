/* The options of BuildKit's checks (linter.ParseLintOptions).
 *
 *   options = option { ";" option }              ; three at most: the third takes the rest
 *   option  = ( "skip" | "experimental" ) "=" ( "all" | name { "," name } )
 *           | "error" "=" boolean
 *   boolean = what Go's strconv.ParseBool takes
 *
 * Blanks around keys and names do not count. */
#include "lib/base/str.h"
#include "lib/syntax/dockerfile/dockerfile.h"

#define OPTIONS_MOST 3

static bool read_bool(rlint_str text, bool *out)
{
	static const rlint_str yes[] = { RLINT_STR_INIT("1"), RLINT_STR_INIT("t"),
		RLINT_STR_INIT("T"), RLINT_STR_INIT("true"), RLINT_STR_INIT("TRUE"),
		RLINT_STR_INIT("True") };
	static const rlint_str no[] = { RLINT_STR_INIT("0"), RLINT_STR_INIT("f"),
		RLINT_STR_INIT("F"), RLINT_STR_INIT("false"), RLINT_STR_INIT("FALSE"),
		RLINT_STR_INIT("False") };

	*out = rlint_str_is_one_of(text, RLINT_LIST(yes));
	return *out || rlint_str_is_one_of(text, RLINT_LIST(no));
}

/* Takes one option; false where it is none, with what is wrong in it. */
static bool read_option(struct docker_checks *out, rlint_str option, rlint_str *wrong)
{
	size_t equals = str_find(option, '=', 0);
	rlint_str key = str_trim(str_slice(option, 0, equals));
	rlint_str value = str_trim(str_slice(option, equals + 1, option.len));

	*wrong = option;
	if (equals == option.len) {
		return false;
	}
	if (rlint_str_is(key, RLINT_STR("error"))) {
		return read_bool(value, &out->is_error);
	}
	if (rlint_str_is(key, RLINT_STR("skip"))) {
		out->skip = value;
		return true;
	}
	*wrong = key.len > 0 ? key : option;
	out->experimental = value;
	return rlint_str_is(key, RLINT_STR("experimental"));
}

bool docker_read_checks(rlint_str text, struct docker_checks *out, rlint_str *wrong)
{
	bool is_read = true;
	size_t at = 0;

	*out = (struct docker_checks){ 0 };
	for (int count = 1; at < text.len + 1 && text.len > 0 && is_read; count++) {
		size_t end = count == OPTIONS_MOST ? text.len : str_find(text, ';', at);

		is_read = read_option(out, str_slice(text, at, end), wrong);
		at = end + 1;
	}
	if (!is_read) {
		*out = (struct docker_checks){ 0 };
	}
	return is_read;
}

bool docker_check_names(rlint_str list, rlint_str name)
{
	size_t end;

	if (rlint_str_is(list, RLINT_STR("all"))) {
		return true;
	}
	for (size_t at = 0; at < list.len; at = end + 1) {
		end = str_find(list, ',', at);
		if (rlint_str_is(str_trim(str_slice(list, at, end)), name)) {
			return true;
		}
	}
	return false;
}

rlint_str docker_first_field(rlint_str text)
{
	size_t end = 0;

	while (end < text.len && !byte_is_space(text.ptr[end])) {
		end++;
	}
	return str_slice(text, 0, end);
}

bool docker_comment_checks(
	const struct dockerfile *file, const struct comment *comment, struct docker_checks *out)
{
	rlint_str source = file->tree.source;
	rlint_str text = str_slice(source, comment->span.start + 1, comment->span.end);
	static const rlint_str key = RLINT_STR_INIT("check=");
	rlint_str wrong;

	text = str_trim(text);
	if ((comment->span.start > 0 && source.ptr[comment->span.start - 1] != '\n') ||
		!rlint_str_starts(text, key)) {
		return false;
	}
	text = docker_first_field(str_slice(text, key.len, text.len));
	docker_read_checks(text, out, &wrong);
	return true;
}
