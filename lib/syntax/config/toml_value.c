/* The values of TOML 1.0.0. No recursion: the tree itself knows what is open.
 *
 *	value  = word | string | list | inline
 *	list   = "[" lines [ value lines { "," lines value lines } [ "," lines ] ] "]"
 *	inline = "{" blanks [ member { blanks "," blanks member } ] blanks "}"
 *	member = key "=" blanks value
 *	lines  = { blanks | newline | comment }
 */
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/config/toml.h"

#include <reprolint/registry.h>

static struct node *node_of(const struct toml_run *run, uint32_t index)
{
	return tree_node(&run->config->tree, index);
}

static bool is_list(const struct toml_run *run, uint32_t node)
{
	const struct table *table = tables_of(&run->tables, node);

	return table && table->state == TABLE_LIST;
}

/* The container in brackets around a node of the statement, or the statement's entry. */
static uint32_t around(const struct toml_run *run, uint32_t node)
{
	const struct table *table;

	do {
		node = node_of(run, node)->parent;
		table = tables_of(&run->tables, node);
	} while (node != run->statement &&
		 !(table && (table->state == TABLE_LIST || table->state == TABLE_INLINE)));
	return node;
}

/* ---- one value ---- */

/* Items are members, as entries are, whose comments may stand before them. */
static void begin_item(struct toml_run *run, uint32_t node)
{
	if (is_list(run, node_of(run, node)->parent)) {
		tables_member(&run->tables, node);
	}
}

static bool open_container(struct toml_run *run, uint32_t parent)
{
	bool is_sequence = toml_byte(run, run->at) == '[';
	rlint_span span = { run->at, run->at + 1 };
	uint32_t node =
		tables_open(&run->tables, parent, span, is_sequence ? TABLE_LIST : TABLE_INLINE);

	begin_item(run, node);
	node_of(run, node)->flags |= CONFIG_FLOW;
	if (tables_depth(&run->tables, node) >
		run->config->tree.limits->values[RLINT_LIMIT_NESTING]) {
		node_of(run, node)->flags |= CONFIG_INCOMPLETE;
		toml_refuse_depth(run, span);
		return false;
	}
	run->at++;
	run->container = node;
	run->expected = TOML_FIRST;
	return true;
}

static void close_container(struct toml_run *run)
{
	run->at++;
	node_of(run, run->container)->span.end = run->at;
	run->container = around(run, run->container);
	run->expected = TOML_COMMA;
}

static void add_scalar(struct toml_run *run, uint32_t parent, const struct key_name *scalar)
{
	uint32_t node = tables_value(&run->tables, parent, CONFIG_SCALAR, scalar->span);

	node_of(run, node)->flags |= (uint16_t)(CONFIG_STYLE * (unsigned)scalar->style);
	node_of(run, node)->payload = scalar->scalar;
	begin_item(run, node);
	run->expected = TOML_COMMA;
}

static void refuse_word(struct toml_run *run, rlint_span span)
{
	static const char signs[] = { '+', '-', '.' };
	static const rlint_str booleans[] = { RLINT_STR_INIT("True"), RLINT_STR_INIT("False"),
		RLINT_STR_INIT("TRUE"), RLINT_STR_INIT("FALSE") };
	rlint_str word = str_slice(run->source, span.start, span.end);
	rlint_str message = RLINT_STR("this is no TOML value; text stands in quotes");

	if (rlint_str_is_one_of(word, booleans, 4)) {
		message = RLINT_STR("TOML writes true and false in small letters");
	} else if (rlint_byte_is_digit(word.ptr[0]) || memchr(signs, word.ptr[0], sizeof signs)) {
		message = RLINT_STR("TOML has no such number, date or time; text stands in quotes");
	}
	toml_refuse(run, span, message);
}

static bool take_word(struct toml_run *run, uint32_t parent)
{
	struct key_name word = { .span = { run->at, toml_word_end(run) }, .scalar = NODE_NONE };
	rlint_str text = str_slice(run->source, word.span.start, word.span.end);

	if (text.len == 0) {
		uint32_t end = toml_line_end(run, run->at);

		toml_refuse(run, (rlint_span){ run->at, run->at < end ? run->at + 1 : end },
			RLINT_STR("a value is missing here"));
		return false;
	}
	if (toml_number(text).type == TYPE_UNKNOWN) {
		refuse_word(run, word.span);
	}
	run->at = word.span.end;
	add_scalar(run, parent, &word);
	return true;
}

/* The value there, of an entry or as an item; containers are only opened. */
static bool take_one(struct toml_run *run, uint32_t parent)
{
	char byte = toml_byte(run, run->at);
	struct key_name string;
	bool is_closed;

	if (byte == '[' || byte == '{') {
		return open_container(run, parent);
	}
	if (byte != '"' && byte != '\'') {
		return take_word(run, parent);
	}
	is_closed = toml_take_string(run, &string);
	add_scalar(run, parent, &string);
	return is_closed;
}

/* ---- containers ---- */

static bool refuse_unclosed(struct toml_run *run, rlint_str message)
{
	uint32_t start = node_of(run, run->container)->span.start;

	toml_refuse(run, (rlint_span){ start, start + 1 }, message);
	return false;
}

/* Behind an item or a member a comma stands; one that is missing is told, and reading goes on. */
static void take_comma(struct toml_run *run, char byte)
{
	run->expected = TOML_NEXT;
	if (byte == ',') {
		run->at++;
	} else {
		toml_refuse(run, (rlint_span){ run->at, run->at + 1 },
			RLINT_STR("`,` is missing before this"));
	}
}

static bool step_item(struct toml_run *run, char byte)
{
	if (byte == ',' || byte == '}' || byte == '=') {
		toml_refuse(run, (rlint_span){ run->at, run->at + 1 },
			RLINT_STR("a value is missing here"));
		run->at++;
		return true;
	}
	/* What follows an unclosed string is told of the string. */
	return take_one(run, run->container) || run->expected == TOML_COMMA;
}

static bool step_list(struct toml_run *run)
{
	bool is_new_line = toml_skip_lines(run);
	char byte = toml_byte(run, run->at);

	run->is_at_statement = is_new_line && toml_is_statement(run, run->at);
	if (run->at >= run->source.len || run->is_at_statement) {
		return refuse_unclosed(run, RLINT_STR("the `[` here is never closed; add `]`"));
	}
	if (byte == ']') {
		close_container(run);
		return true;
	}
	if (run->expected != TOML_COMMA) {
		return step_item(run, byte);
	}
	take_comma(run, byte);
	return true;
}

/* An inline table that goes on on the next line, as later versions of TOML allow. */
static bool cross_line(struct toml_run *run)
{
	char byte;

	refuse_unclosed(run,
		RLINT_STR("the `{` here is not closed on its line, as TOML 1.0 demands; add `}`, "
			  "or give the table a [header]"));
	toml_skip_lines(run);
	byte = toml_byte(run, run->at);
	if (run->at < run->source.len &&
		(run->expected != TOML_COMMA || byte == ',' || byte == '}')) {
		return true;
	}
	run->is_at_statement = toml_is_statement(run, run->at);
	return false;
}

static bool step_member(struct toml_run *run)
{
	uint32_t entry;

	if (!toml_take_key(run)) {
		return false;
	}
	if (toml_byte(run, run->at) != '=') {
		toml_refuse(run, (rlint_span){ run->at, run->at },
			RLINT_STR("`=` is missing behind the key"));
		return false;
	}
	run->at++;
	toml_skip_blanks(run);
	entry = toml_enter(run, run->container, run->container);
	return entry != NODE_NONE && take_one(run, entry);
}

static bool step_inline(struct toml_run *run)
{
	char byte;

	toml_skip_blanks(run);
	byte = toml_byte(run, run->at);
	if (run->at >= run->source.len || byte == '#' || toml_newline(run, run->at) > 0) {
		return cross_line(run);
	}
	if (byte == '}') {
		if (run->expected == TOML_NEXT) {
			toml_refuse(run, (rlint_span){ run->at, run->at + 1 },
				RLINT_STR("TOML 1.0 has no comma before `}`; take it away"));
		}
		close_container(run);
		return true;
	}
	if (run->expected != TOML_COMMA) {
		return step_member(run);
	}
	take_comma(run, byte);
	return true;
}

static bool take_all(struct toml_run *run)
{
	bool is_whole = take_one(run, run->statement);

	while (is_whole && run->container != run->statement) {
		run->is_full = tables_are_full(&run->tables, run->at);
		is_whole = !run->is_full &&
			   (is_list(run, run->container) ? step_list(run) : step_inline(run));
	}
	return is_whole;
}

void toml_take_value(struct toml_run *run, uint32_t entry)
{
	uint32_t depth = 0;

	run->statement = entry;
	run->container = entry;
	run->is_at_statement = false;
	if (take_all(run)) {
		return;
	}
	node_of(run, entry)->flags |= CONFIG_INCOMPLETE;
	for (uint32_t open = run->container; open != entry; open = around(run, open)) {
		node_of(run, open)->flags |= CONFIG_INCOMPLETE;
		depth++;
	}
	if (!run->is_at_statement) {
		toml_skip_brackets(run, depth);
	}
}
