/* lib/syntax/dockerfile/words.h: values in three states, their parts and places. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/syntax/dockerfile/words.h"
#include "tests/fuzz/dockerfile_check.h"

struct sample {
	struct arena arena;
	struct guard guard;
	struct text text;
	struct word_options options;
	struct word_result result;
	bool wants_words;
};

/* KNOWN=known, DEFAULT=default, BASE: from the base image, DECLARED: an ARG without a value, MUST:
 * to be given, LONG: 100 bytes; others are unset. */
static void look_up(const void *user, rlint_str name, rlint_value *out)
{
	(void)user;
	if (rlint_str_is(name, RLINT_STR("KNOWN"))) {
		*out = (rlint_value){
			.state = RLINT_KNOWN, .text = RLINT_STR("known"), .definition = { 100, 105 }
		};
	} else if (rlint_str_is(name, RLINT_STR("DEFAULT"))) {
		*out = (rlint_value){ .state = RLINT_DEFAULT,
			.text = RLINT_STR("default"),
			.definition = { 110, 117 } };
	} else if (rlint_str_is(name, RLINT_STR("BASE"))) {
		out->state = RLINT_UNCERTAIN;
		out->reason = RLINT_BASE_IMAGE;
	} else if (rlint_str_is(name, RLINT_STR("PREFIX"))) {
		out->state = RLINT_UNCERTAIN;
		out->reason = RLINT_COMPUTED;
		out->text = RLINT_STR("pre");
	} else if (rlint_str_is(name, RLINT_STR("DECLARED"))) {
		out->definition = (rlint_span){ 120, 128 };
	} else if (rlint_str_is(name, RLINT_STR("MUST"))) {
		out->state = RLINT_MANDATORY;
	}
}

static void run(void *context)
{
	static const struct word_scope scope = { .lookup = look_up };
	struct sample *sample = context;

	word_expand(&sample->result, &sample->arena, &sample->text, &sample->options, &scope,
		sample->wants_words);
}

static void expand_text(struct sample *sample, rlint_str word, size_t limit)
{
	const char *wrong;

	*sample = (struct sample){ .text = { .bytes = word },
		.options = { .escape = '\\', .value_limit = limit } };
	arena_init(&sample->arena, NULL, &sample->guard);
	assert_int_equal(protect(&sample->guard, run, sample), RLINT_OK);
	wrong = check_value(&sample->result.value);
	if (wrong) {
		fail_msg("%s", wrong);
	}
}

static void expand(struct sample *sample, const char *word)
{
	expand_text(sample, str_from(word), 4096);
}

static void values_are_as_sure_as_their_least_sure_part(void **state)
{
	static const struct {
		const char *word, *text;
		rlint_state state;
		rlint_reason reason;
	} cases[] = {
		{ "a$KNOWN", "aknown", RLINT_KNOWN, RLINT_NO_REASON },
		{ "a${NONE}b", "ab", RLINT_KNOWN, RLINT_NO_REASON },
		{ "$KNOWN-$DEFAULT", "known-default", RLINT_DEFAULT, RLINT_NO_REASON },
		{ "a${DEFAULT}b$BASE/c", "adefaultb", RLINT_UNCERTAIN, RLINT_BASE_IMAGE },
		{ "a$PREFIX/c", "apre", RLINT_UNCERTAIN, RLINT_COMPUTED },
		{ "a$DECLARED", "a", RLINT_DEFAULT, RLINT_NO_REASON },
		{ "a$MUST", "a", RLINT_MANDATORY, RLINT_NO_REASON },
		{ "${NONE:-x}", "x", RLINT_KNOWN, RLINT_NO_REASON },
		{ "${DECLARED:-x}", "x", RLINT_DEFAULT, RLINT_NO_REASON },
		{ "${BASE:-x}", "", RLINT_UNCERTAIN, RLINT_BASE_IMAGE },
		{ "${NONE:-a$BASE}b", "a", RLINT_UNCERTAIN, RLINT_BASE_IMAGE },
		{ "${KNOWN:+$BASE}", "", RLINT_UNCERTAIN, RLINT_BASE_IMAGE },
		{ "${NONE:+$BASE}x", "x", RLINT_KNOWN, RLINT_NO_REASON },
		{ "${KNOWN:-$BASE}", "known", RLINT_KNOWN, RLINT_NO_REASON },
		{ "${DEFAULT#de}", "fault", RLINT_DEFAULT, RLINT_NO_REASON },
		{ "${BASE%x}", "", RLINT_UNCERTAIN, RLINT_BASE_IMAGE },
		{ "${KNOWN/$BASE/x}", "", RLINT_UNCERTAIN, RLINT_COMPUTED },
		{ "${KNOWN//n/N}", "kNowN", RLINT_KNOWN, RLINT_NO_REASON },
		{ "${NONE?}", "", RLINT_MANDATORY, RLINT_NO_REASON },
		{ "'$BASE'", "$BASE", RLINT_KNOWN, RLINT_NO_REASON },
		{ "${x", "", RLINT_UNCERTAIN, RLINT_COMPUTED },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sample sample;

		expand(&sample, cases[i].word);
		assert_str(sample.result.value.text, cases[i].text);
		if (sample.result.value.state != cases[i].state ||
			sample.result.value.reason != cases[i].reason) {
			fail_msg("%s: state %u, reason %u", cases[i].word,
				sample.result.value.state, sample.result.value.reason);
		}
		arena_free(&sample.arena);
	}
}

static void parts_are_literals_and_references(void **state)
{
	struct sample sample;
	const rlint_part *parts;

	(void)state;
	expand(&sample, "a\"b c\"${KNOWN:-x}'d'$DEFAULT");
	parts = sample.result.value.parts;
	assert_int_equal(sample.result.value.part_count, 4);
	assert_false(parts[0].is_reference);
	assert_str(parts[0].text, "ab c");
	assert_span(parts[0].span, 0, 5);
	assert_true(parts[1].is_reference);
	assert_str(parts[1].text, "KNOWN");
	assert_span(parts[1].span, 6, 17);
	assert_str(parts[2].text, "d");
	assert_span(parts[2].span, 18, 19);
	assert_str(parts[3].text, "DEFAULT");
	assert_span(parts[3].span, 20, 28);
	assert_true(sample.result.value.is_quoted);
	assert_false(sample.result.value.is_verbatim);
	arena_free(&sample.arena);
}

static void a_plain_word_is_its_own_value(void **state)
{
	struct sample sample;

	(void)state;
	expand(&sample, "ubuntu:22.04");
	assert_true(sample.result.value.is_verbatim);
	assert_ptr_equal(sample.result.value.text.ptr, sample.text.bytes.ptr);
	assert_span(sample.result.value.definition, 0, 12);
	assert_int_equal(sample.result.value.part_count, 1);
	arena_free(&sample.arena);
}

static void a_lone_reference_is_defined_elsewhere(void **state)
{
	struct sample sample;

	(void)state;
	expand(&sample, "$DEFAULT");
	assert_span(sample.result.value.span, 0, 8);
	assert_span(sample.result.value.definition, 110, 117);
	arena_free(&sample.arena);
	expand(&sample, "${NONE:-fall}");
	assert_span(sample.result.value.definition, 8, 12);
	arena_free(&sample.arena);
	expand(&sample, "x$DEFAULT");
	assert_span(sample.result.value.definition, 0, 9);
	arena_free(&sample.arena);
}

static void long_values_are_cut_and_uncertain(void **state)
{
	struct sample sample;

	(void)state;
	expand_text(&sample, RLINT_STR("0123$KNOWN"), 6);
	assert_str(sample.result.value.text, "0123kn");
	assert_int_equal(sample.result.value.reason, RLINT_TOO_LONG);
	arena_free(&sample.arena);
	expand_text(&sample, RLINT_STR("0123456789"), 6);
	assert_str(sample.result.value.text, "012345");
	assert_int_equal(sample.result.value.state, RLINT_UNCERTAIN);
	arena_free(&sample.arena);
}

static void deep_nesting_is_uncertain_not_wrong(void **state)
{
	struct sample sample;
	char word[4 * 100 + 100 + 1];
	size_t at = 0;

	(void)state;
	for (int i = 0; i < 100; i++, at += 4) {
		memcpy(word + at, "${a-", 4);
	}
	memset(word + at, '}', 100);
	expand_text(&sample, (rlint_str){ word, at + 100 }, 0);
	assert_int_equal(sample.result.value.state, RLINT_UNCERTAIN);
	assert_int_equal(sample.result.error.len, 0);
	arena_free(&sample.arena);
}

static void syntax_errors_show_whatever_the_names_hold(void **state)
{
	static const struct {
		const char *word;
		bool is_bad;
	} cases[] = { { "a$b", false }, { "${b:?x}", false }, { "${b#*}", false }, { "\"a", true },
		{ "'a", true }, { "${b", true }, { "${b^}", true }, { "${b#\\x}", true },
		{ "${b:-${c", true }, { "\"${b:-'x'}\"", false } };
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct text text = { .bytes = str_from(cases[i].word) };
		bool is_bad = word_syntax_error(&arena, &text, '\\').len > 0;

		if (is_bad != cases[i].is_bad) {
			fail_msg("%s", cases[i].word);
		}
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_as_sure_as_their_least_sure_part),
		cmocka_unit_test(parts_are_literals_and_references),
		cmocka_unit_test(a_plain_word_is_its_own_value),
		cmocka_unit_test(a_lone_reference_is_defined_elsewhere),
		cmocka_unit_test(long_values_are_cut_and_uncertain),
		cmocka_unit_test(deep_nesting_is_uncertain_not_wrong),
		cmocka_unit_test(syntax_errors_show_whatever_the_names_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
