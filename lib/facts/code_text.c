/* Calls in short programs of Python, R and Julia.
 *
 *	program  = { call | string | any other byte }
 *	call     = name "(" [ argument { "," argument } ] ")"
 *	name     = word { ( "." | "::" ) word }
 *	argument = [ word "=" ] ( string | list | anything )
 *	list     = [ "c" | "list" ] ( "(" | "[" ) [ string { "," string } ] ( ")" | "]" )
 *	string   = "'" ... "'" | '"' ... '"'
 *
 * What is not understood is passed over: only strings and the brackets around them matter. */
#include "lib/facts/code_text.h"

#include "lib/base/str.h"

/* A place in a call's text; nothing is read from `end` on. */
struct reader {
	rlint_str bytes;
	size_t at, end;
};

static char byte_here(const struct reader *reader)
{
	if (reader->at >= reader->end) {
		return '\0';
	}
	return reader->bytes.ptr[reader->at];
}

static bool is_quote(char byte)
{
	return byte == '\'' || byte == '"';
}

static void skip_blanks(struct reader *reader)
{
	while (reader->at < reader->end && byte_is_space(byte_here(reader))) {
		reader->at++;
	}
}

static rlint_str read_name(struct reader *reader)
{
	size_t start = reader->at;

	while (byte_is_name(byte_here(reader)) ||
		(reader->at > start && (byte_here(reader) == '.' || byte_here(reader) == ':'))) {
		reader->at++;
	}
	return str_slice(reader->bytes, start, reader->at);
}

/* The inside of a string; the reader is then behind it. False where it does not end. */
static bool read_string(struct reader *reader, size_t *start, size_t *end)
{
	char quote = byte_here(reader);

	*start = ++reader->at;
	while (reader->at < reader->end && byte_here(reader) != quote) {
		reader->at += byte_here(reader) == '\\' ? 2 : 1;
	}
	if (reader->at >= reader->end) {
		reader->at = reader->end;
		*end = *start;
		return false;
	}
	*end = reader->at++;
	return true;
}

static void add(struct code_call *call, const struct code_argument *argument)
{
	if (call->count < CODE_ARGUMENTS) {
		call->arguments[call->count++] = *argument;
	}
}

/* To the end of the argument: a comma or bracket of the call's. */
static void skip_argument(struct reader *reader)
{
	unsigned depth = 0;
	size_t start, end;

	while (reader->at < reader->end) {
		char byte = byte_here(reader);
		bool closes = byte == ')' || byte == ']' || byte == '}';

		if (depth == 0 && (byte == ',' || closes)) {
			return;
		}
		if (is_quote(byte)) {
			read_string(reader, &start, &end);
			continue;
		}
		depth += byte == '(' || byte == '[' || byte == '{';
		depth -= closes;
		reader->at++;
	}
}

/* `word =` in front of an argument's value. */
static rlint_str read_keyword(struct reader *reader)
{
	size_t start = reader->at;
	rlint_str name = read_name(reader);

	skip_blanks(reader);
	if (name.len > 0 && byte_here(reader) == '=') {
		reader->at++;
		skip_blanks(reader);
		return name;
	}
	reader->at = start;
	return (rlint_str){ 0 };
}

/* The bracket that opens a list; the reader is then behind it. */
static bool opens_list(struct reader *reader)
{
	struct reader ahead = *reader;
	rlint_str name = read_name(&ahead);
	bool is_list = name.len == 0 || rlint_str_is(name, RLINT_STR("c")) ||
		       rlint_str_is(name, RLINT_STR("list"));

	if (!is_list || (byte_here(&ahead) != '(' && byte_here(&ahead) != '[')) {
		return false;
	}
	*reader = ahead;
	reader->at++;
	return true;
}

static void read_list(struct code_call *call, struct reader *reader, rlint_str keyword)
{
	struct code_argument item = { .keyword = keyword, .is_string = true, .in_list = true };

	for (;;) {
		skip_blanks(reader);
		if (is_quote(byte_here(reader)) && read_string(reader, &item.start, &item.end)) {
			add(call, &item);
		}
		skip_argument(reader);
		if (byte_here(reader) != ',') {
			break;
		}
		reader->at++;
	}
	reader->at += reader->at < reader->end;
}

static void read_argument(struct code_call *call, struct reader *reader)
{
	struct code_argument argument = { 0 };

	skip_blanks(reader);
	argument.keyword = read_keyword(reader);
	if (is_quote(byte_here(reader))) {
		argument.is_string = read_string(reader, &argument.start, &argument.end);
		add(call, &argument);
	} else if (opens_list(reader)) {
		read_list(call, reader, argument.keyword);
	} else if (byte_here(reader) != ')') {
		add(call, &argument);
	}
	skip_argument(reader);
}

static void read_arguments(struct code_call *call, rlint_str bytes, size_t at)
{
	struct reader reader = { bytes, at,
		bytes.len - at > CODE_CALL_BYTES ? at + CODE_CALL_BYTES : bytes.len };

	do {
		reader.at++;
		read_argument(call, &reader);
	} while (byte_here(&reader) == ',');
}

bool code_next_call(struct code *code, struct code_call *call)
{
	struct reader reader = { code->text->bytes, code->at, code->text->bytes.len };
	size_t start, end;

	*call = (struct code_call){ 0 };
	while (reader.at < reader.end) {
		rlint_str name;

		if (is_quote(byte_here(&reader))) {
			read_string(&reader, &start, &end);
			continue;
		}
		name = read_name(&reader);
		if (name.len > 0 && byte_here(&reader) == '(') {
			call->function = name;
			read_arguments(call, reader.bytes, reader.at);
			code->at = reader.at + 1;
			return true;
		}
		reader.at += name.len == 0;
	}
	code->at = reader.end;
	return false;
}

bool code_calls(const struct code_call *call, rlint_str name)
{
	rlint_str function = call->function;
	size_t before = function.len - name.len;

	return rlint_str_ends(function, name) &&
	       (before == 0 || function.ptr[before - 1] == '.' || function.ptr[before - 1] == ':');
}

rlint_str code_string(const struct code *code, const struct code_argument *argument)
{
	return str_slice(code->text->bytes, argument->start, argument->end);
}

const struct code_argument *code_keyword(const struct code_call *call, rlint_str keyword)
{
	for (uint32_t i = 0; i < call->count; i++) {
		if (rlint_str_is(call->arguments[i].keyword, keyword)) {
			return &call->arguments[i];
		}
	}
	return NULL;
}
