/* Parser directives (parser/directives.go).
 *
 *   directive = "#" ws key ws "=" ws value ws
 *   key       = letter { letter | digit }        ; syntax, escape, check, whatever the case
 *   value     = byte { byte }
 *   ws        = { " " | TAB | FF | CR }
 *
 * Two readers exist. The parser's own takes any trimmed line until the first that is no directive;
 * it alone decides `escape`. The one for `syntax` and `check` skips a first line `#!...` and does
 * not trim. */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/str.h"

static const rlint_str keys[DOCKER_DIRECTIVE_KEYS] = {
	[DOCKER_ESCAPE_KEY] = RLINT_STR_INIT("escape"),
	[DOCKER_SYNTAX_KEY] = RLINT_STR_INIT("syntax"),
	[DOCKER_CHECK_KEY] = RLINT_STR_INIT("check"),
};

/* Where a directive's parts lie. */
struct match {
	enum docker_directive_key key;
	rlint_span key_span, value_span;
};

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\f' || byte == '\r';
}

static size_t skip(rlint_str text, size_t at)
{
	while (at < text.len && is_space(text.ptr[at])) {
		at++;
	}
	return at;
}

static bool find_key(rlint_str word, enum docker_directive_key *key)
{
	for (int i = 0; i < DOCKER_DIRECTIVE_KEYS; i++) {
		if (rlint_str_is_like(word, keys[i])) {
			*key = (enum docker_directive_key)i;
			return true;
		}
	}
	return false;
}

/* The value from `at`, trimmed. A value of nothing but white space keeps its last byte, as the
 * regular expression's backtracking has it. */
static bool match_value(rlint_str text, size_t at, rlint_span *out)
{
	size_t start = skip(text, at);
	size_t end = text.len;

	if (start == end) {
		*out = (rlint_span){ (uint32_t)end - 1, (uint32_t)end };
		return end > at;
	}
	while (is_space(text.ptr[end - 1])) {
		end--;
	}
	*out = (rlint_span){ (uint32_t)start, (uint32_t)end };
	return true;
}

/* Spans are offsets in the text. */
static bool match_directive(rlint_str text, struct match *match)
{
	size_t start;
	size_t end;
	size_t at;

	if (text.len == 0 || text.ptr[0] != '#') {
		return false;
	}
	start = skip(text, 1);
	end = start;
	while (end < text.len && (rlint_byte_is_letter(text.ptr[end]) ||
					 (end > start && rlint_byte_is_digit(text.ptr[end])))) {
		end++;
	}
	at = skip(text, end);
	if (at == text.len || text.ptr[at] != '=' ||
		!find_key(str_slice(text, start, end), &match->key)) {
		return false;
	}
	match->key_span = (rlint_span){ (uint32_t)start, (uint32_t)end };
	return match_value(text, at + 1, &match->value_span);
}

bool docker_is_directive(rlint_str comment)
{
	struct match match;

	return match_directive(comment, &match);
}

void docker_find_effective(struct docker_parser *parser)
{
	rlint_str source = parser->source;
	size_t at = parser->at;
	unsigned seen = 0;

	for (int key = 0; key < DOCKER_DIRECTIVE_KEYS; key++) {
		parser->effective[key] = NODE_NONE;
	}
	if (rlint_str_starts(str_slice(source, at, source.len), RLINT_STR("#!"))) {
		at = str_find(source, '\n', at) + 1;
	}
	while (at < source.len) {
		size_t end = str_find(source, '\n', at);
		struct match match;

		if (!match_directive(str_slice(source, at, end), &match) ||
			(seen & 1U << match.key)) {
			break;
		}
		seen |= 1U << match.key;
		parser->effective[match.key] = (uint32_t)at;
		at = end + 1;
	}
}

static rlint_span moved(rlint_span span, uint32_t by)
{
	return (rlint_span){ span.start + by, span.end + by };
}

static struct docker_directive *add_directive(
	struct docker_parser *parser, const struct match *match, uint32_t start, uint32_t end)
{
	struct dockerfile *file = parser->file;
	struct docker_directive *directive =
		vec_add(&file->directives, parser->arena, sizeof *directive);
	uint32_t node = tree_add(&file->tree, 0, DOCKER_DIRECTIVE, (rlint_span){ start, end });

	tree_node(&file->tree, node)->payload = file->directives.count - 1;
	directive->key = keys[match->key];
	directive->key_span = moved(match->key_span, start);
	directive->value_span = moved(match->value_span, start);
	directive->value =
		str_slice(parser->source, directive->value_span.start, directive->value_span.end);
	directive->is_effective =
		match->key != DOCKER_CHECK_KEY || parser->effective[DOCKER_CHECK_KEY] == start;
	return directive;
}

static void set_escape(struct docker_parser *parser, struct docker_directive *directive)
{
	rlint_str value = directive->value;

	if (value.len == 1 && (value.ptr[0] == '\\' || value.ptr[0] == '`')) {
		parser->file->escape = value.ptr[0];
		return;
	}
	directive->is_effective = false;
	docker_fail_file(parser,
		&(struct docker_refusal){ directive->value_span,
			docker_say(parser, "the escape character cannot be \"%S\"; use \\ or `",
				value),
			docker_say(parser, "invalid escape token '%S' does not match ` or \\",
				value) });
}

static rlint_str say_wrong_checks(struct docker_parser *parser, rlint_str wrong)
{
	size_t equals = str_find(wrong, '=', 0);

	if (equals == wrong.len) {
		return docker_say(parser,
			"failed to parse check options: invalid check option \"%S\"", wrong);
	}
	return docker_say(parser,
		"failed to parse check options: failed to parse check option \"%S\": "
		"strconv.ParseBool: parsing \"%S\": invalid syntax",
		wrong, str_trim(str_slice(wrong, equals + 1, wrong.len)));
}

/* The options of BuildKit's checks: without them it stops before it reads the file. */
static void read_checks(struct docker_parser *parser, const struct docker_directive *directive)
{
	struct dockerfile *file = parser->file;
	rlint_str text = docker_first_field(directive->value);
	rlint_span span = directive->value_span;
	rlint_str wrong;

	if (docker_read_checks(text, &file->checks, &wrong)) {
		return;
	}
	file->has_wrong_checks = true;
	if (wrong.len > 0) {
		span.start = (uint32_t)(wrong.ptr - parser->source.ptr);
		span.end = span.start + (uint32_t)wrong.len;
	}
	docker_tell(parser, "dockerfile",
		&(struct docker_refusal){ span,
			docker_say(parser,
				"BuildKit cannot read '%S' here and refuses the file: write "
				"skip=NAME,NAME, experimental=NAME or error=true, with ';' between "
				"them",
				wrong),
			say_wrong_checks(parser, wrong) },
		true);
}

static void tell_doubled(struct docker_parser *parser, const struct match *match, uint32_t start)
{
	rlint_str key = keys[match->key];

	docker_fail_file(parser,
		&(struct docker_refusal){ moved(match->key_span, start),
			docker_say(parser, "the directive %S is given twice; keep one", key),
			docker_say(parser, "only one %S parser directive can be used", key) });
}

static void take_meaning(struct docker_parser *parser, struct docker_directive *directive,
	enum docker_directive_key key)
{
	if (key == DOCKER_ESCAPE_KEY) {
		set_escape(parser, directive);
	} else if (key == DOCKER_CHECK_KEY && directive->is_effective) {
		read_checks(parser, directive);
	}
}

bool docker_take_directive(struct docker_parser *parser, uint32_t start, uint32_t end)
{
	struct match match;

	if (!match_directive(str_slice(parser->source, start, end), &match)) {
		return false;
	}
	if (parser->seen_directives & 1U << match.key) {
		tell_doubled(parser, &match, start);
		return true;
	}
	parser->seen_directives |= 1U << match.key;
	take_meaning(parser, add_directive(parser, &match, start, end), match.key);
	return true;
}

void docker_take_late_directive(struct docker_parser *parser, uint32_t start, uint32_t end)
{
	struct match match;

	if (parser->effective[DOCKER_CHECK_KEY] != start &&
		parser->effective[DOCKER_SYNTAX_KEY] != start) {
		return;
	}
	if (match_directive(str_slice(parser->source, start, end), &match)) {
		take_meaning(parser, add_directive(parser, &match, start, end), match.key);
	}
}
