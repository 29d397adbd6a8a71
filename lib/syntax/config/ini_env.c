/* Files of variables (.env), as Compose and python-dotenv read them: one section without a name.
 *
 *	file   = { line newline }
 *	line   = blanks ( [ "export" blank blanks ] name blanks "=" value | "#" text | other )
 *	value  = blanks ( "'" { character } "'" | '"' { character } '"' | text [ blank "#" text ] )
 *
 * Other lines set nothing and are passed over. Quotes that stay open end with their line. */
#include "lib/base/str.h"
#include "lib/syntax/config/ini.h"

static uint32_t skip_blanks(const struct ini_run *run, uint32_t at, uint32_t end)
{
	while (at < end && byte_is_space(run->source.ptr[at])) {
		at++;
	}
	return at;
}

static uint32_t name_end(const struct ini_run *run, uint32_t at, uint32_t end)
{
	while (at < end && (byte_is_name(run->source.ptr[at]) || run->source.ptr[at] == '.' ||
				   run->source.ptr[at] == '-')) {
		at++;
	}
	return at;
}

/* The bytes of a value without quotes, comment and blanks behind it. */
static rlint_span value_at(const struct ini_run *run, uint32_t at, uint32_t end)
{
	uint32_t from = at;

	if (at < end && byte_is_one_of(run->source.ptr[at], "'\"")) {
		char quote = run->source.ptr[at];

		at++;
		return (rlint_span){ at,
			at + (uint32_t)str_find(str_slice(run->source, at, end), quote, 0) };
	}
	while (at < end && !(run->source.ptr[at] == '#' &&
				   (at == from || byte_is_space(run->source.ptr[at - 1])))) {
		at++;
	}
	while (at > from && byte_is_space(run->source.ptr[at - 1])) {
		at--;
	}
	return (rlint_span){ from, at };
}

static void take_variable(struct ini_run *run, rlint_span name, uint32_t at, uint32_t end)
{
	rlint_span span = value_at(run, skip_blanks(run, at, end), end);
	uint32_t entry = ini_add_key(run, name);
	struct text text = text_of(run->source, span);

	ini_add_value(run, entry, span, &text);
}

void ini_env_take(struct ini_run *run)
{
	static const rlint_str word = RLINT_STR_INIT("export");
	uint32_t end = ini_line_end(run, run->at);
	uint32_t at = skip_blanks(run, run->at, end);
	rlint_span name = { at, name_end(run, at, end) };

	run->at = (uint32_t)str_find(run->source, '\n', end);
	run->at += run->at < run->source.len;
	if (at < end && run->source.ptr[at] == '#') {
		tables_comment(&run->tables, (rlint_span){ at, end });
		return;
	}
	if (rlint_str_is(str_slice(run->source, name.start, name.end), word)) {
		name.start = skip_blanks(run, name.end, end);
		name.end = name_end(run, name.start, end);
	}
	at = skip_blanks(run, name.end, end);
	if (name.end > name.start && at < end && run->source.ptr[at] == '=') {
		take_variable(run, name, at + 1, end);
	}
}
