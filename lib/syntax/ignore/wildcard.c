/* Patterns of .gitignore files, and of .dockerignore files.
 *
 *   pattern = { '*' | "**" | '?' | class | '\' byte | byte }
 *   class   = '[' [ '!' | '^' ] item { item } ']'
 *   item    = "[:" name ":]" | member [ '-' member ]
 *   member  = '\' byte | byte
 *
 * "**" crosses slashes where it stands for whole names: behind a slash or at the first wildcard,
 * and before a slash or at the end. Elsewhere it is '*'. Everything counts in bytes. In a
 * .dockerignore it crosses slashes everywhere, and takes one behind it along (moby/patternmatcher,
 * compile).
 *
 * Matching goes through the text once, with the set of all places of the pattern that may be
 * reached. */
#include "lib/syntax/ignore/wildcard.h"

#include <string.h>

#include "lib/base/str.h"

enum token_kind {
	TOKEN_BYTE,
	TOKEN_ANY, /* one byte, no slash */
	TOKEN_CLASS, /* likewise */
	TOKEN_STAR, /* any number of them */
	TOKEN_ALL, /* anything */
	TOKEN_FOLDERS, /* anything that ends with a slash, or nothing: goes on behind the next */
	TOKEN_FOLDER /* the second part of it: anything, then a slash */
};

struct token {
	enum token_kind kind;
	unsigned char byte;
	unsigned char *members; /* class: by byte */
};

#define BYTES 256

/* Where a pattern is read. */
struct reading {
	struct wildcard *wildcard;
	struct arena *arena;
	rlint_str pattern;
	size_t start, at;
	bool is_docker;
};

static unsigned char byte_at(const struct reading *reading, size_t at)
{
	return at < reading->pattern.len ? (unsigned char)reading->pattern.ptr[at] : 0;
}

static struct token *add_token(struct reading *reading, enum token_kind kind)
{
	struct token *token =
		vec_add(&reading->wildcard->tokens, reading->arena, sizeof(struct token));

	if (token) {
		token->kind = kind;
	}
	return token;
}

static bool is_space(unsigned char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_alpha(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(unsigned char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_alnum(unsigned char byte)
{
	return is_alpha(byte) || is_digit(byte);
}

static bool is_blank(unsigned char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool is_control(unsigned char byte)
{
	return byte < 0x20 || byte == 0x7F;
}

static bool is_print(unsigned char byte)
{
	return byte >= 0x20 && byte <= 0x7E;
}

static bool is_graph(unsigned char byte)
{
	return byte > 0x20 && byte <= 0x7E;
}

static bool is_lower(unsigned char byte)
{
	return byte >= 'a' && byte <= 'z';
}

static bool is_upper(unsigned char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

static bool is_punct(unsigned char byte)
{
	return is_graph(byte) && !is_alnum(byte);
}

static bool is_xdigit(unsigned char byte)
{
	return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

static const struct {
	rlint_str name;
	bool (*holds)(unsigned char byte);
} named_classes[] = {
	{ RLINT_STR_INIT("alnum"), is_alnum },
	{ RLINT_STR_INIT("alpha"), is_alpha },
	{ RLINT_STR_INIT("blank"), is_blank },
	{ RLINT_STR_INIT("cntrl"), is_control },
	{ RLINT_STR_INIT("digit"), is_digit },
	{ RLINT_STR_INIT("graph"), is_graph },
	{ RLINT_STR_INIT("lower"), is_lower },
	{ RLINT_STR_INIT("print"), is_print },
	{ RLINT_STR_INIT("punct"), is_punct },
	{ RLINT_STR_INIT("space"), is_space },
	{ RLINT_STR_INIT("upper"), is_upper },
	{ RLINT_STR_INIT("xdigit"), is_xdigit },
};

static bool add_named(unsigned char *members, rlint_str name)
{
	for (size_t i = 0; i < sizeof named_classes / sizeof *named_classes; i++) {
		if (!rlint_str_is(name, named_classes[i].name)) {
			continue;
		}
		for (unsigned byte = 0; byte < BYTES; byte++) {
			members[byte] |= named_classes[i].holds((unsigned char)byte) ? 1 : 0;
		}
		return true;
	}
	return false;
}

/* What an item of a class was: its last byte where a range may begin, else 0. */
struct item {
	unsigned char last;
	bool is_bad;
};

/* At "[:". Without ":]" it is a plain '['. */
static struct item read_named(struct reading *reading, unsigned char *members)
{
	size_t start = reading->at + 2;
	size_t end = str_find(reading->pattern, ']', start);

	if (end == reading->pattern.len) {
		return (struct item){ .is_bad = true };
	}
	if (end == start || reading->pattern.ptr[end - 1] != ':') {
		members['['] = 1;
		reading->at++;
		return (struct item){ .last = '[' };
	}
	reading->at = end + 1;
	return (struct item){ .is_bad = !add_named(
				      members, str_slice(reading->pattern, start, end - 1)) };
}

/* A byte, or the one behind a backslash; 0: the pattern ends. */
static unsigned char read_member(struct reading *reading)
{
	unsigned char byte = byte_at(reading, reading->at++);

	return byte == '\\' ? byte_at(reading, reading->at++) : byte;
}

static struct item read_item(struct reading *reading, unsigned char *members, unsigned char before)
{
	unsigned char byte = byte_at(reading, reading->at);
	unsigned char next = byte_at(reading, reading->at + 1);

	if (byte == '[' && next == ':') {
		return read_named(reading, members);
	}
	if (byte == '-' && before && next && next != ']') {
		reading->at++;
		next = read_member(reading);
		for (unsigned i = before; i <= next; i++) {
			members[i] = 1;
		}
		return (struct item){ .is_bad = next == 0 };
	}
	byte = read_member(reading);
	members[byte] = 1;
	return (struct item){ .last = byte, .is_bad = byte == 0 };
}

/* At '['. */
static bool read_class(struct reading *reading)
{
	struct token *token = add_token(reading, TOKEN_CLASS);
	unsigned char *members = arena_new(reading->arena, BYTES, 1);
	struct item item = { 0 };
	bool is_negated;

	if (!token || !members) {
		return false;
	}
	token->members = members;
	reading->at++;
	is_negated = byte_at(reading, reading->at) == '!' || byte_at(reading, reading->at) == '^';
	reading->at += is_negated ? 1 : 0;
	do {
		item = read_item(reading, members, item.last);
	} while (!item.is_bad && byte_at(reading, reading->at) != ']');
	reading->at++;
	reading->wildcard->never = reading->wildcard->never || item.is_bad;
	for (size_t i = 0; is_negated && i < BYTES; i++) {
		members[i] = members[i] ? 0 : 1;
	}
	members['/'] = 0;
	return true;
}

/* At '*'. */
static bool read_stars(struct reading *reading)
{
	size_t start = reading->at;
	bool is_left, is_right;
	unsigned char next;

	while (byte_at(reading, reading->at) == '*') {
		reading->at++;
	}
	next = byte_at(reading, reading->at);
	is_left = start <= reading->start || byte_at(reading, start - 1) == '/';
	is_right = next == 0 || next == '/' ||
		   (next == '\\' && byte_at(reading, reading->at + 1) == '/');
	if (reading->at - start < 2 || !is_left || !is_right) {
		return add_token(reading, TOKEN_STAR) != NULL;
	}
	if (next != '/') {
		return add_token(reading, TOKEN_ALL) != NULL;
	}
	reading->at++;
	return add_token(reading, TOKEN_FOLDERS) && add_token(reading, TOKEN_FOLDER);
}

static bool read_docker_stars(struct reading *reading)
{
	bool is_first = reading->at++ == 0;
	bool has_slash;
	rlint_str rest;

	if (byte_at(reading, reading->at) != '*') {
		return add_token(reading, TOKEN_STAR) != NULL;
	}
	has_slash = byte_at(reading, ++reading->at) == '/';
	reading->at += has_slash ? 1 : 0;
	rest = str_slice(reading->pattern, reading->at, reading->pattern.len);
	/* "a**", and "**a" for all that ends so. */
	if (rest.len == 0 || (is_first && !has_slash && wildcard_plain_length(rest) == rest.len)) {
		return add_token(reading, TOKEN_ALL) != NULL;
	}
	return add_token(reading, TOKEN_FOLDERS) && add_token(reading, TOKEN_FOLDER);
}

static bool read_byte(struct reading *reading)
{
	struct token *token = add_token(reading, TOKEN_BYTE);

	if (!token) {
		return false;
	}
	token->byte = read_member(reading);
	reading->wildcard->never = reading->wildcard->never || token->byte == 0;
	return true;
}

static bool read_token(struct reading *reading)
{
	switch (byte_at(reading, reading->at)) {
	case '*':
		return reading->is_docker ? read_docker_stars(reading) : read_stars(reading);
	case '?':
		reading->at++;
		return add_token(reading, TOKEN_ANY) != NULL;
	case '[':
		return read_class(reading);
	default:
		return read_byte(reading);
	}
}

static bool read_tokens(struct reading *reading)
{
	struct wildcard *wildcard = reading->wildcard;

	*wildcard = (struct wildcard){ 0 };
	while (reading->at < reading->pattern.len && !wildcard->never) {
		if (!read_token(reading)) {
			return false;
		}
	}
	wildcard->states = arena_new(reading->arena, (size_t)wildcard->tokens.count + 1, 2);
	return wildcard->states != NULL;
}

bool wildcard_make(struct wildcard *wildcard, struct arena *arena, rlint_str pattern, size_t start)
{
	struct reading reading = { wildcard, arena, pattern, start, 0, false };

	return read_tokens(&reading);
}

bool wildcard_make_docker(struct wildcard *wildcard, struct arena *arena, rlint_str pattern)
{
	struct reading reading = { wildcard, arena, pattern, 0, 0, true };

	return read_tokens(&reading);
}

size_t wildcard_plain_length(rlint_str pattern)
{
	size_t at = 0;

	while (at < pattern.len && !byte_is_one_of(pattern.ptr[at], "*?[\\")) {
		at++;
	}
	return at;
}

/* Adds the places that are reached without reading. */
static void close_states(const struct token *tokens, size_t count, unsigned char *states)
{
	for (size_t i = 0; i < count; i++) {
		enum token_kind kind = tokens[i].kind;

		if (states[i] && kind == TOKEN_FOLDERS) {
			states[i + 1] = states[i + 2] = 1;
		} else if (states[i] && (kind == TOKEN_STAR || kind == TOKEN_ALL)) {
			states[i + 1] = 1;
		}
	}
}

/* The places that one byte leads to from that of the token. */
static void step(const struct token *token, unsigned char byte, unsigned char *next)
{
	bool is_slash = byte == '/';

	switch (token->kind) {
	case TOKEN_BYTE:
		next[1] |= byte == token->byte;
		break;
	case TOKEN_ANY:
		next[1] |= !is_slash;
		break;
	case TOKEN_CLASS:
		next[1] |= token->members[byte];
		break;
	case TOKEN_STAR:
		next[0] |= !is_slash;
		break;
	case TOKEN_ALL:
		next[0] = 1;
		break;
	case TOKEN_FOLDERS:
		break;
	case TOKEN_FOLDER:
		next[0] = 1;
		next[1] |= is_slash;
		break;
	}
}

/* From the places in `now` by one byte to those in `next`. */
static void advance(const struct wildcard *wildcard, unsigned char byte, const unsigned char *now,
	unsigned char *next)
{
	const struct token *tokens = wildcard->tokens.items;
	size_t count = wildcard->tokens.count;

	memset(next, 0, count + 1);
	for (size_t i = 0; i < count; i++) {
		if (now[i]) {
			step(&tokens[i], byte, next + i);
		}
	}
	close_states(tokens, count, next);
}

bool wildcard_matches(const struct wildcard *wildcard, rlint_str text)
{
	size_t count = wildcard->tokens.count;
	unsigned char *now = wildcard->states;
	unsigned char *next = now + count + 1;

	if (wildcard->never) {
		return false;
	}
	memset(now, 0, count + 1);
	now[0] = 1;
	close_states(wildcard->tokens.items, count, now);
	for (size_t at = 0; at < text.len; at++) {
		unsigned char *old = now;

		advance(wildcard, (unsigned char)text.ptr[at], now, next);
		now = next;
		next = old;
	}
	return now[count] != 0;
}
