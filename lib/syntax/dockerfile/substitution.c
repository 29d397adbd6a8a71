/* Substitutions (shell/lex.go, processDollar).
 *
 *   dollar   = "$" name | "${" name [ modifier ] "}" | "$"
 *   modifier = [ ":" ] ( "-" | "+" | "?" ) word
 *            | ( "#" [ "#" ] | "%" [ "%" ] ) pattern
 *            | "/" [ "/" ] pattern "/" word */
#include "lib/syntax/dockerfile/lexer.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/pattern.h"

/* Substitutions inside substitutions; nobody writes more than three. */
#define DEEPEST 64
/* Names remembered per word; more would make the time quadratic. */
#define MOST_NAMES 256

static void add_outcome(struct lexer *lexer, struct outcome *outcome, const struct outcome *from)
{
	lexer_add(lexer, outcome, buffer_str(&from->bytes));
	if (from->is_closed) {
		outcome_close(outcome, from->state, from->reason);
	} else {
		outcome_weaken(outcome, from->state, from->reason);
	}
}

/* An unset name that is declared could be given a value. */
static void weaken_by_unset(struct outcome *outcome, const rlint_value *value)
{
	if (value->definition.end > 0) {
		outcome_weaken(outcome, RLINT_DEFAULT, RLINT_NO_REASON);
	}
}

static void add_value(struct lexer *lexer, struct outcome *outcome, const rlint_value *value)
{
	switch ((rlint_state)value->state) {
	case RLINT_UNSET:
		weaken_by_unset(outcome, value);
		return;
	case RLINT_KNOWN:
	case RLINT_DEFAULT:
		lexer_add(lexer, outcome, value->text);
		outcome_weaken(outcome, value->state, value->reason);
		return;
	case RLINT_MANDATORY:
	case RLINT_UNCERTAIN:
		lexer_add(lexer, outcome, value->text);
		outcome_close(outcome, value->state, value->reason);
	}
}

static bool is_sure(const rlint_value *value)
{
	return value->state != RLINT_UNCERTAIN && value->state != RLINT_MANDATORY;
}

static void note_name(struct lexer *lexer, struct vec *names, rlint_str name)
{
	const rlint_str *items = names->items;
	rlint_str *item;

	for (uint32_t i = 0; i < names->count; i++) {
		if (rlint_str_is(items[i], name)) {
			return;
		}
	}
	if (names->count == MOST_NAMES) {
		return;
	}
	item = vec_add(names, lexer->arena, sizeof *item);
	*item = name;
}

static void look_up(struct lexer *lexer, rlint_str name, rlint_value *value, bool is_guarded)
{
	*value = (rlint_value){ .state = RLINT_UNSET };
	if (lexer->is_dry) {
		value->state = RLINT_UNCERTAIN;
		return;
	}
	lexer->scope->lookup(lexer->scope->user, name, value);
	lexer->looked_up =
		(struct word_reference){ .name = name, .found = *value, .is_guarded = is_guarded };
	note_name(lexer,
		value->state == RLINT_UNSET ? &lexer->out->unmatched : &lexer->out->matched, name);
}

/* A ${...} while it is read. */
struct substitution {
	rlint_str name;
	rlint_str sign; /* with its colon */
	uint32_t code; /* of the operator, the colon aside */
	bool has_colon;
	size_t word_start;
	struct outcome word;
	rlint_value value;
};

static void fail_modifier(struct lexer *lexer, const struct substitution *substitution)
{
	struct buffer text = { .arena = lexer->arena };

	buffer_add(&text, RLINT_STR("unsupported modifier ("));
	buffer_add(&text, substitution->sign);
	if (substitution->code == LEXER_END) {
		buffer_add(&text, RLINT_STR("\xEF\xBF\xBD"));
	}
	buffer_add(&text, RLINT_STR(") in substitution"));
	lexer_fail(lexer, buffer_str(&text));
}

/* A word inside the braces, up to `stop`. */
static bool read_operand(struct lexer *lexer, struct outcome *outcome, uint32_t stop,
	bool keeps_escapes, rlint_str error_at_end)
{
	bool is_good;

	*outcome = (struct outcome){ .bytes = { .arena = lexer->arena }, .state = RLINT_KNOWN };
	if (lexer->depth == DEEPEST) {
		lexer->is_too_deep = true;
		return false;
	}
	lexer->depth++;
	is_good = lexer_read(lexer, outcome, stop, keeps_escapes);
	lexer->depth--;
	if (!is_good && lexer_peek(lexer) == LEXER_END) {
		lexer->out->error = error_at_end;
	}
	return is_good;
}

static bool is_empty(const struct substitution *substitution)
{
	const rlint_value *value = &substitution->value;

	return value->state == RLINT_UNSET || (substitution->has_colon && value->text.len == 0);
}

static bool demand(struct lexer *lexer, struct substitution *substitution)
{
	rlint_str word = buffer_str(&substitution->word.bytes);
	struct buffer text = { .arena = lexer->arena };

	if (word.len == 0) {
		word = substitution->value.state == RLINT_UNSET
			       ? RLINT_STR("is not allowed to be unset")
			       : RLINT_STR("is not allowed to be empty");
	}
	buffer_add(&text, substitution->name);
	buffer_add(&text, RLINT_STR(": "));
	buffer_add(&text, word);
	lexer_fail(lexer, buffer_str(&text));
	lexer->out->value.state = RLINT_MANDATORY;
	return false;
}

/* `-`, `+`, `?` of a name that is known to be set or unset. */
static bool choose(struct lexer *lexer, struct outcome *outcome, struct substitution *substitution)
{
	bool empty = is_empty(substitution);

	if (substitution->code == '?' && empty) {
		return demand(lexer, substitution);
	}
	if (substitution->value.state == RLINT_UNSET) {
		weaken_by_unset(outcome, &substitution->value);
	} else {
		outcome_weaken(outcome, substitution->value.state, substitution->value.reason);
	}
	if (substitution->code == '+' ? !empty : substitution->code == '-' && empty) {
		add_outcome(lexer, outcome, &substitution->word);
		lexer->last = (rlint_value){ .definition = text_span(lexer->text,
						     substitution->word_start, lexer->at - 1) };
	} else if (substitution->code != '+') {
		add_value(lexer, outcome, &substitution->value);
		lexer->last = substitution->value;
	}
	return true;
}

static bool fail_pattern(struct lexer *lexer, rlint_str pattern)
{
	struct buffer text = { .arena = lexer->arena };

	buffer_add(&text, RLINT_STR("invalid pattern ("));
	buffer_add(&text, pattern);
	buffer_add(&text, RLINT_STR(") in substitution: invalid escape"));
	lexer_fail(lexer, buffer_str(&text));
	return false;
}

static void close_unsure(struct outcome *outcome, const rlint_value *value)
{
	outcome_close(outcome, is_sure(value) ? RLINT_UNCERTAIN : value->state,
		is_sure(value) ? RLINT_COMPUTED : value->reason);
}

static bool trim(struct lexer *lexer, struct outcome *outcome, struct substitution *substitution)
{
	rlint_str word = buffer_str(&substitution->word.bytes);
	const rlint_value *value = &substitution->value;
	bool is_longest = word.len > 0 && (unsigned char)word.ptr[0] == substitution->code;
	struct pattern pattern;
	rlint_str trimmed;

	word = str_slice(word, is_longest, word.len);
	if (!pattern_read(&pattern, lexer->arena, word)) {
		return fail_pattern(lexer, word);
	}
	if (!is_sure(value) || substitution->word.is_closed) {
		close_unsure(outcome, value);
		return true;
	}
	trimmed = substitution->code == '#'
			  ? pattern_trim_start(&pattern, value->text, is_longest)
			  : pattern_trim_end(lexer->arena, &pattern, value->text, is_longest);
	lexer_add(lexer, outcome, trimmed);
	outcome_weaken(outcome, value->state, value->reason);
	outcome_weaken(outcome, substitution->word.state, substitution->word.reason);
	return true;
}

/* ${name?word} and kin, of a name that stays as written. */
static void add_as_written(
	struct lexer *lexer, struct outcome *outcome, const struct substitution *substitution)
{
	lexer_add(lexer, outcome, RLINT_STR("${"));
	lexer_add(lexer, outcome, substitution->name);
	lexer_add(lexer, outcome, substitution->sign);
	lexer_add(lexer, outcome, buffer_str(&substitution->word.bytes));
}

static bool keeps(const struct lexer *lexer, const rlint_value *value)
{
	return value->state == RLINT_UNSET && (lexer->options->flags & WORD_KEEP_UNSET);
}

static bool apply(struct lexer *lexer, struct outcome *outcome, struct substitution *substitution)
{
	bool picks =
		substitution->code == '-' || substitution->code == '+' || substitution->code == '?';

	if (keeps(lexer, &substitution->value)) {
		add_as_written(lexer, outcome, substitution);
		lexer_add(lexer, outcome, RLINT_STR("}"));
		return true;
	}
	if (picks && !is_sure(&substitution->value)) {
		outcome_close(outcome, substitution->value.state, substitution->value.reason);
		return true;
	}
	if (picks) {
		return choose(lexer, outcome, substitution);
	}
	if (substitution->code == '#' || substitution->code == '%') {
		return trim(lexer, outcome, substitution);
	}
	fail_modifier(lexer, substitution);
	return false;
}

static bool modify(struct lexer *lexer, struct outcome *outcome, struct substitution *substitution)
{
	bool is_pattern = substitution->code == '#' || substitution->code == '%';

	if (is_pattern && substitution->has_colon) {
		fail_modifier(lexer, substitution);
		return false;
	}
	substitution->word_start = lexer->at;
	if (!read_operand(lexer, &substitution->word, '}', is_pattern,
		    RLINT_STR("syntax error: missing '}'"))) {
		return false;
	}
	look_up(lexer, substitution->name, &substitution->value, !is_pattern);
	return apply(lexer, outcome, substitution);
}

static bool replace_in(struct lexer *lexer, struct outcome *outcome,
	struct substitution *substitution, const struct outcome *replacement, bool is_all)
{
	rlint_str word = buffer_str(&substitution->word.bytes);
	const rlint_value *value = &substitution->value;
	struct buffer text = { .arena = lexer->arena };
	struct pattern pattern;

	if (!pattern_read(&pattern, lexer->arena, word)) {
		return fail_pattern(lexer, word);
	}
	if (!is_sure(value) || substitution->word.is_closed || replacement->is_closed) {
		close_unsure(outcome, value);
		return true;
	}
	if (is_all) {
		pattern_replace_all(&text, &pattern, value->text, buffer_str(&replacement->bytes));
	} else {
		pattern_replace(&text, &pattern, value->text, buffer_str(&replacement->bytes));
	}
	lexer_add(lexer, outcome, buffer_str(&text));
	outcome_weaken(outcome, value->state, value->reason);
	outcome_weaken(outcome, substitution->word.state, substitution->word.reason);
	outcome_weaken(outcome, replacement->state, replacement->reason);
	return true;
}

static bool replace(struct lexer *lexer, struct outcome *outcome, struct substitution *substitution)
{
	bool is_all = lexer_peek(lexer) == '/';
	struct outcome replacement;

	lexer->at += is_all;
	if (!read_operand(lexer, &substitution->word, '/', true,
		    RLINT_STR("syntax error: missing '/' in ${}")) ||
		!read_operand(
			lexer, &replacement, '}', true, RLINT_STR("syntax error: missing '}'"))) {
		return false;
	}
	look_up(lexer, substitution->name, &substitution->value, false);
	if (keeps(lexer, &substitution->value)) {
		add_as_written(lexer, outcome, substitution);
		lexer_add(lexer, outcome, RLINT_STR("/"));
		lexer_add(lexer, outcome, buffer_str(&replacement.bytes));
		lexer_add(lexer, outcome, RLINT_STR("}"));
		return true;
	}
	return replace_in(lexer, outcome, substitution, &replacement, is_all);
}

static bool expand_plain(struct lexer *lexer, struct outcome *outcome, rlint_str name, bool braces)
{
	rlint_value value;

	look_up(lexer, name, &value, false);
	if (keeps(lexer, &value)) {
		lexer_add(lexer, outcome, braces ? RLINT_STR("${") : RLINT_STR("$"));
		lexer_add(lexer, outcome, name);
		lexer_add(lexer, outcome, braces ? RLINT_STR("}") : RLINT_STR(""));
		return true;
	}
	add_value(lexer, outcome, &value);
	lexer->last = value;
	return true;
}

/* After `${`. */
static bool read_braces(struct lexer *lexer, struct outcome *outcome, rlint_str *name)
{
	struct substitution substitution = { .code = lexer_peek(lexer) };
	size_t start;
	rlint_str bytes;

	if (substitution.code == LEXER_END) {
		lexer_fail(lexer, RLINT_STR("syntax error: missing '}'"));
		return false;
	}
	if (substitution.code == '{' || substitution.code == '}' || substitution.code == ':') {
		lexer_fail(lexer, RLINT_STR("syntax error: bad substitution"));
		return false;
	}
	*name = substitution.name = lexer_name(lexer);
	start = lexer->at;
	substitution.code = lexer_take(lexer, &bytes);
	if (substitution.code == '}') {
		return expand_plain(lexer, outcome, *name, true);
	}
	if (substitution.code == ':') {
		substitution.has_colon = true;
		substitution.code = lexer_take(lexer, &bytes);
	}
	substitution.sign = str_slice(lexer->text->bytes, start, lexer->at);
	if (substitution.has_colon || (substitution.code < 0x80 && substitution.code != 0 &&
					      strchr("+-?#%", (int)substitution.code))) {
		return modify(lexer, outcome, &substitution);
	}
	if (substitution.code == '/') {
		return replace(lexer, outcome, &substitution);
	}
	fail_modifier(lexer, &substitution);
	return false;
}

/* At `$`. */
bool lexer_dollar(struct lexer *lexer, struct outcome *outcome)
{
	size_t start = lexer->at;
	rlint_str name;
	rlint_str bytes;
	bool is_good = true;

	lexer_take(lexer, &bytes);
	if (lexer_peek(lexer) == '{') {
		lexer_take(lexer, &bytes);
		is_good = read_braces(lexer, outcome, &name);
	} else {
		name = lexer_name(lexer);
		if (name.len == 0) {
			lexer_add(lexer, outcome, RLINT_STR("$"));
			lexer_literal(lexer, RLINT_STR("$"), start);
			return true;
		}
		expand_plain(lexer, outcome, name, false);
	}
	if (is_good) {
		lexer_reference(lexer, name, start);
	}
	return is_good;
}
