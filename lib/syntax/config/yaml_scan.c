/* YAML's tokens, as libyaml and PyYAML cut them (YAML 1.1, with what 1.2 changed of it in libyaml).
 *
 *	file      = { blank | comment | break | token }
 *	token     = directive | "---" | "..." | item | key | value | bracket | ","
 *	          | alias | anchor | tag | block | quoted | plain
 *	directive = "%" ...                       ; at the start of a line, yaml_property.c
 *	item      = "-" before space or end
 *	key       = "?" before space or end, or in brackets
 *	value     = ":" before space or end, or in brackets
 *	bracket   = "[" | "]" | "{" | "}"
 *	alias     = "*" name      anchor = "&" name      tag = "!" ...      ; yaml_property.c
 *	block     = ( "|" | ">" ) ...             ; outside of brackets, yaml_block.c
 *	quoted    = "'" ... | '"' ...             ; yaml_flow.c
 *	plain     = anything else but  , [ ] { } # % @ `                    ; yaml_flow.c
 *	comment   = "#" up to the break
 *
 * Indentation makes tokens, too: the first item or key of a block that is indented more than the
 * one around it is preceded by TOKEN_BLOCK_SEQUENCE or TOKEN_BLOCK_MAPPING, and what is indented
 * less by TOKEN_BLOCK_END. A key without `?` is known by the `:` behind it alone: until that is
 * found or ruled out, its tokens wait. */
#include "lib/syntax/config/yaml_scan.h"

#include "lib/syntax/config/yaml_chars.h"

#define KEY_REACH 1024U
/* Tokens that were taken are kept before the ones that wait, which are about KEY_REACH at most. */
#define MOST_TAKEN 4096U
#define FIRST_TOKENS 64U

/* clang-format off */
const uint8_t yaml_classes[256] = {
	['\t'] = YAML_BLANK | YAML_OPENER, [' '] = YAML_BLANK | YAML_OPENER,
	['\n'] = YAML_BREAK | YAML_OPENER, ['\r'] = YAML_BREAK | YAML_OPENER,
	[0xC2] = YAML_WIDE, [0xE2] = YAML_WIDE,
	[':'] = YAML_COLON | YAML_OPENER,
	[','] = YAML_BRACKET | YAML_OPENER, ['['] = YAML_BRACKET | YAML_OPENER,
	[']'] = YAML_BRACKET | YAML_OPENER, ['{'] = YAML_BRACKET | YAML_OPENER,
	['}'] = YAML_BRACKET | YAML_OPENER,
	['\''] = YAML_SINGLE | YAML_OPENER, ['"'] = YAML_DOUBLE | YAML_OPENER, ['\\'] = YAML_DOUBLE,
	['-'] = YAML_OPENER, ['?'] = YAML_OPENER, ['#'] = YAML_OPENER, ['&'] = YAML_OPENER,
	['*'] = YAML_OPENER, ['!'] = YAML_OPENER, ['|'] = YAML_OPENER, ['>'] = YAML_OPENER,
	['%'] = YAML_OPENER, ['@'] = YAML_OPENER, ['`'] = YAML_OPENER,
};
/* clang-format on */

void yaml_scan_fail(struct yaml_scan *scan, enum yaml_fault fault, uint32_t start, uint32_t stop)
{
	if (scan->fault == FAULT_NONE) {
		scan->fault = fault;
		scan->fault_start = start;
		scan->fault_at = stop;
	}
}

static struct yaml_token *token_at(const struct yaml_scan *scan, uint32_t index)
{
	return (struct yaml_token *)scan->tokens.items + index;
}

static struct yaml_key *key_at(const struct yaml_scan *scan, uint32_t level)
{
	return (struct yaml_key *)scan->keys.items + level;
}

struct yaml_token *yaml_scan_add(
	struct yaml_scan *scan, enum yaml_token_kind kind, uint32_t start, uint32_t end)
{
	struct yaml_token *token;

	/* As vec_add does, without its call: nearly always there is room. */
	if (scan->tokens.count == scan->tokens.capacity) {
		vec_reserve(&scan->tokens, scan->scratch,
			scan->tokens.capacity > 0 ? scan->tokens.capacity * 2 : FIRST_TOKENS,
			sizeof *token);
	}
	token = token_at(scan, scan->tokens.count++);
	*token = (struct yaml_token){ .kind = (uint8_t)kind, .start = start, .end = end };
	return token;
}

/* Puts an empty token before the one of that number, which still waits. */
static void insert(struct yaml_scan *scan, enum yaml_token_kind kind, uint32_t number, uint32_t at)
{
	uint32_t index = scan->head + (number - scan->taken);

	yaml_scan_add(scan, kind, at, at);
	memmove(token_at(scan, index + 1), token_at(scan, index),
		(scan->tokens.count - 1 - index) * sizeof(struct yaml_token));
	*token_at(scan, index) =
		(struct yaml_token){ .kind = (uint8_t)kind, .start = at, .end = at };
}

/* How many code points there are up to a byte; asked in rising order. */
static uint32_t point_of(struct yaml_scan *scan, uint32_t at)
{
	if (scan->is_ascii) {
		return at;
	}
	for (; scan->counted < at; scan->counted++) {
		scan->points +=
			((unsigned char)scan->text.ptr[scan->counted] & 0xC0U) != 0x80U ? 1 : 0;
	}
	return scan->points;
}

static bool is_stale(struct yaml_scan *scan, const struct yaml_key *key)
{
	return key->line != scan->line ||
	       (scan->at - key->start > KEY_REACH &&
		       point_of(scan, scan->at) - key->point > KEY_REACH);
}

/* Rules out the key of a level: `stop` is where that is known. */
static void rule_out(struct yaml_scan *scan, uint32_t level)
{
	struct yaml_key *key = key_at(scan, level);

	if (key->is_possible && key->is_required) {
		yaml_scan_fail(scan, FAULT_KEY_END, key->start, scan->at);
	}
	key->is_possible = false;
}

/* Rules out the keys that come too late. Those of outer brackets start before those of inner ones,
 * so that they end before them, too. */
static void rule_out_stale(struct yaml_scan *scan)
{
	while (scan->first_key < scan->keys.count) {
		const struct yaml_key *key = key_at(scan, scan->first_key);

		if (key->is_possible && !is_stale(scan, key)) {
			return;
		}
		rule_out(scan, scan->first_key);
		scan->first_key++;
	}
}

/* What starts at `at` may be a key. */
static void note_key(struct yaml_scan *scan)
{
	uint32_t level = scan->keys.count - 1;

	if (!scan->may_be_key) {
		return;
	}
	rule_out(scan, level);
	*key_at(scan, level) = (struct yaml_key){
		.is_possible = true,
		.is_required = level == 0 && scan->indent == (int64_t)(scan->at - scan->line),
		.token = scan->taken + scan->tokens.count - scan->head,
		.start = scan->at,
		.line = scan->line,
		.point = point_of(scan, scan->at),
	};
	scan->first_key = scan->first_key < level ? scan->first_key : level;
}

/* Opens a block where `column` lies deeper than the one that is open. Its token comes before that
 * of number `number`. */
static void indent(
	struct yaml_scan *scan, enum yaml_token_kind kind, uint32_t number, uint32_t start)
{
	int64_t column = (int64_t)(start - scan->line);
	int64_t *outer;

	if (yaml_scan_is_flow(scan) || scan->indent >= column) {
		return;
	}
	outer = vec_add(&scan->indents, scan->scratch, sizeof *outer);
	*outer = scan->indent;
	scan->indent = column;
	insert(scan, kind, number, start);
}

/* Closes the blocks that lie deeper than a column. */
static void unindent(struct yaml_scan *scan, int64_t column)
{
	while (!yaml_scan_is_flow(scan) && scan->indent > column) {
		yaml_scan_add(scan, TOKEN_BLOCK_END, scan->at, scan->at);
		scan->indents.count--;
		scan->indent = ((int64_t *)scan->indents.items)[scan->indents.count];
	}
}

static uint32_t next_number(const struct yaml_scan *scan)
{
	return scan->taken + scan->tokens.count - scan->head;
}

/* A token of `length` bytes at `at`, behind which a key may come or not. */
static void take(
	struct yaml_scan *scan, enum yaml_token_kind kind, uint32_t length, bool may_be_key)
{
	yaml_scan_add(scan, kind, scan->at, scan->at + length);
	scan->at += length;
	scan->may_be_key = may_be_key;
}

/* Behind directives, document markers and at the end nothing is open. Brackets that are stay so:
 * the parser refuses them. */
static void end_blocks(struct yaml_scan *scan)
{
	unindent(scan, -1);
	rule_out(scan, scan->keys.count - 1);
	scan->may_be_key = false;
}

static void take_end(struct yaml_scan *scan)
{
	end_blocks(scan);
	/* The last line ends, even without a break, and what may be a key in open brackets with
	 * it. */
	scan->line = scan->at;
	yaml_scan_add(scan, TOKEN_END, scan->at, scan->at);
}

static void take_marker(struct yaml_scan *scan)
{
	end_blocks(scan);
	take(scan, scan->text.ptr[scan->at] == '-' ? TOKEN_DOCUMENT_START : TOKEN_DOCUMENT_END, 3,
		false);
}

static void open_bracket(struct yaml_scan *scan, enum yaml_token_kind kind)
{
	note_key(scan);
	(void)vec_add(&scan->keys, scan->scratch, sizeof(struct yaml_key));
	take(scan, kind, 1, true);
}

static void close_bracket(struct yaml_scan *scan, enum yaml_token_kind kind)
{
	rule_out(scan, scan->keys.count - 1);
	if (yaml_scan_is_flow(scan)) {
		scan->keys.count--;
		scan->first_key =
			scan->first_key < scan->keys.count ? scan->first_key : scan->keys.count - 1;
	}
	take(scan, kind, 1, false);
}

/* `-` and `?`, and a `:` without a key: outside of brackets they stand where a key may. */
static void take_indicator(struct yaml_scan *scan, enum yaml_token_kind kind,
	enum yaml_token_kind block, enum yaml_fault fault)
{
	bool is_flow = yaml_scan_is_flow(scan);

	if (!is_flow && !scan->may_be_key) {
		yaml_scan_fail(scan, fault, scan->at, scan->at);
		return;
	}
	indent(scan, block, next_number(scan), scan->at);
	rule_out(scan, scan->keys.count - 1);
	take(scan, kind, 1, !is_flow || kind == TOKEN_ITEM);
}

static void take_value(struct yaml_scan *scan)
{
	struct yaml_key *key = key_at(scan, scan->keys.count - 1);

	if (!key->is_possible) {
		take_indicator(scan, TOKEN_VALUE, TOKEN_BLOCK_MAPPING, FAULT_COLON);
		return;
	}
	key->is_possible = false;
	insert(scan, TOKEN_KEY, key->token, key->start);
	indent(scan, TOKEN_BLOCK_MAPPING, key->token, key->start);
	take(scan, TOKEN_VALUE, 1, false);
}

static void take_property(struct yaml_scan *scan)
{
	note_key(scan);
	scan->may_be_key = false;
	if (scan->text.ptr[scan->at] == '!') {
		yaml_scan_tag(scan);
	} else {
		yaml_scan_anchor(scan);
	}
}

static void take_quoted(struct yaml_scan *scan)
{
	note_key(scan);
	scan->may_be_key = false;
	yaml_scan_quoted(scan);
}

static void take_block(struct yaml_scan *scan)
{
	rule_out(scan, scan->keys.count - 1);
	scan->may_be_key = true;
	yaml_scan_block(scan);
}

/* A plain scalar, if one can begin here. */
static void take_plain(struct yaml_scan *scan)
{
	uint32_t at = scan->at;
	char first = scan->text.ptr[at];
	bool is_opener = (yaml_class_at(scan->text, at) & YAML_OPENER) != 0;
	bool may_open = (first == '-' && !yaml_is_blank(scan->text, at + 1)) ||
			((first == '?' || first == ':') && !yaml_scan_is_flow(scan) &&
				!yaml_is_space_or_end(scan->text, at + 1));

	if (is_opener && !may_open) {
		yaml_scan_fail(scan, FAULT_NO_TOKEN, scan->at, scan->at);
		return;
	}
	note_key(scan);
	scan->may_be_key = false;
	yaml_scan_plain(scan);
}

/* `-`, `?` and `:` are words' first letters, too. True if it is no such. */
static bool take_sign(struct yaml_scan *scan, char first)
{
	bool is_alone = yaml_is_space_or_end(scan->text, scan->at + 1);
	bool is_flow = yaml_scan_is_flow(scan);

	if (first == '-' && is_alone) {
		take_indicator(scan, TOKEN_ITEM, TOKEN_BLOCK_SEQUENCE, FAULT_ITEM);
	} else if (first == '?' && (is_alone || is_flow)) {
		take_indicator(scan, TOKEN_KEY, TOKEN_BLOCK_MAPPING, FAULT_QUESTION);
	} else if (first == ':' && (is_alone || is_flow)) {
		take_value(scan);
	} else {
		return false;
	}
	return true;
}

/* A token that its first byte tells. False if it does not. */
static bool take_by_first(struct yaml_scan *scan, char first)
{
	switch (first) {
	case '[':
		open_bracket(scan, TOKEN_FLOW_SEQUENCE);
		return true;
	case '{':
		open_bracket(scan, TOKEN_FLOW_MAPPING);
		return true;
	case ']':
		close_bracket(scan, TOKEN_FLOW_SEQUENCE_END);
		return true;
	case '}':
		close_bracket(scan, TOKEN_FLOW_MAPPING_END);
		return true;
	case ',':
		rule_out(scan, scan->keys.count - 1);
		take(scan, TOKEN_COMMA, 1, true);
		return true;
	case '&':
	case '*':
	case '!':
		take_property(scan);
		return true;
	case '\'':
	case '"':
		take_quoted(scan);
		return true;
	case '|':
	case '>':
		if (!yaml_scan_is_flow(scan)) {
			take_block(scan);
			return true;
		}
		return false;
	default:
		return take_sign(scan, first);
	}
}

void yaml_scan_comment(struct yaml_scan *scan)
{
	rlint_str text = scan->text;
	uint32_t start = scan->at;
	bool is_apart = start == scan->line || yaml_is_blank(text, start - 1);

	scan->at = yaml_line_end(text, start);
	/* libyaml takes a `#` at the end of a token, too; YAML does not. */
	if (is_apart) {
		tree_comment(scan->tree, (rlint_span){ start, scan->at });
	}
}

/* One may begin each line, and takes a column of it. */
static void pass_byte_order_mark(struct yaml_scan *scan)
{
	if (scan->at == scan->line && scan->text.len - scan->at >= 3 &&
		memcmp(scan->text.ptr + scan->at, "\xEF\xBB\xBF", 3) == 0) {
		scan->at += 3;
		scan->line = scan->at - 1;
	}
}

/* Passes blanks, comments and line breaks. A tab is a blank only where no indentation can be
 * meant. */
static void pass_space(struct yaml_scan *scan)
{
	rlint_str text = scan->text;
	uint32_t length = 1;

	while (length > 0) {
		bool takes_tabs = yaml_scan_is_flow(scan) || !scan->may_be_key;

		pass_byte_order_mark(scan);
		while (scan->at < text.len &&
			(text.ptr[scan->at] == ' ' || (takes_tabs && text.ptr[scan->at] == '\t'))) {
			scan->at++;
		}
		if (yaml_byte(text, scan->at) == '#') {
			yaml_scan_comment(scan);
		}
		length = yaml_break(text, scan->at);
		if (length > 0) {
			yaml_scan_pass_break(scan, length);
			scan->may_be_key = scan->may_be_key || !yaml_scan_is_flow(scan);
		}
	}
}

static void read_token(struct yaml_scan *scan)
{
	char first;

	pass_space(scan);
	rule_out_stale(scan);
	unindent(scan, (int64_t)(scan->at - scan->line));
	if (scan->at >= scan->text.len) {
		take_end(scan);
		return;
	}
	first = scan->text.ptr[scan->at];
	if (scan->at == scan->line && first == '%') {
		end_blocks(scan);
		yaml_scan_directive(scan);
	} else if (scan->at == scan->line && yaml_is_marker(scan->text, scan->at)) {
		take_marker(scan);
	} else if ((yaml_class_at(scan->text, scan->at) & YAML_OPENER) == 0 ||
		   !take_by_first(scan, first)) {
		take_plain(scan);
	}
}

/* May something still be put before the token at `head`? */
static bool is_open(struct yaml_scan *scan)
{
	const struct yaml_key *key;

	if (scan->head == scan->tokens.count) {
		return true;
	}
	rule_out_stale(scan);
	if (scan->first_key >= scan->keys.count) {
		return false;
	}
	key = key_at(scan, scan->first_key);
	return key->is_possible && key->token == scan->taken;
}

void yaml_scan_begin(struct yaml_scan *scan, uint32_t from)
{
	scan->at = scan->line = from;
	scan->tokens.count = scan->head = scan->taken = 0;
	scan->is_ready = false;
	scan->keys.count = scan->indents.count = scan->first_key = 0;
	(void)vec_add(&scan->keys, scan->scratch, sizeof(struct yaml_key));
	scan->indent = -1;
	scan->may_be_key = true;
	scan->counted = scan->points = from;
	scan->fault = FAULT_NONE;
}

const struct yaml_token *yaml_scan_read(struct yaml_scan *scan)
{
	while (!scan->is_ready && scan->fault == FAULT_NONE) {
		if (!is_open(scan)) {
			scan->is_ready = true;
		} else {
			read_token(scan);
		}
	}
	return scan->fault == FAULT_NONE ? token_at(scan, scan->head) : NULL;
}

void yaml_scan_skip(struct yaml_scan *scan)
{
	scan->head++;
	scan->taken++;
	scan->is_ready = false;
	if (scan->head == scan->tokens.count) {
		scan->tokens.count = scan->head = 0;
	} else if (scan->head >= MOST_TAKEN) {
		scan->tokens.count -= scan->head;
		memmove(scan->tokens.items, token_at(scan, scan->head),
			scan->tokens.count * sizeof(struct yaml_token));
		scan->head = 0;
	}
}
