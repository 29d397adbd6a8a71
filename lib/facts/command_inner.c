/* Shell text inside shell text: sh -c "...", bash <<EOF. */
#include "lib/base/str.h"
#include "lib/facts/command_run.h"

/* Adds a literal part: byte by byte where it stands in the word, else as what it means. */
static void add_literal(
	struct text_builder *builder, const struct shell_word *word, const struct shell_part *part)
{
	const char *first = word->text.bytes.ptr;
	size_t start = text_offset(&word->text, part->span.start);
	size_t at = (size_t)(part->text.ptr - first);

	/* Slices of the word's own bytes, unlike decoded ones, lie inside them. */
	if (part->text.ptr >= first &&
		part->text.ptr + part->text.len <= first + word->text.bytes.len) {
		text_add(builder, &word->text, at, at + part->text.len);
		return;
	}
	text_add_decoded(
		builder, part->text, &word->text, start, text_offset(&word->text, part->span.end));
}

/* An expansion of the outer shell: its text where known, else something that the inner one
 * does not know either. */
static void add_expansion(struct command_run *run, struct text_builder *builder,
	const struct shell_word *word, const struct shell_part *part)
{
	size_t start = text_offset(&word->text, part->span.start);
	size_t end = text_offset(&word->text, part->span.end);
	rlint_value value = { .state = RLINT_UNCERTAIN };

	if (part->kind == SHELL_PARAMETER) {
		value = command_parameter(run, part, 0);
	}
	if (rlint_value_has_text(&value)) {
		text_add_decoded(builder, value.text, &word->text, start, end);
	} else if (part->kind == SHELL_PARAMETER) {
		text_add(builder, &word->text, start, end);
	} else {
		text_add_decoded(builder, RLINT_STR("$@"), &word->text, start, end);
	}
}

struct text command_inner_text(struct command_run *run, const struct shell_word *word)
{
	struct text_builder builder = { .arena = run->facts->arena };

	if (word->part_count == 0) {
		return word->text;
	}
	for (uint32_t i = 0; i < word->part_count; i++) {
		const struct shell_part *part = shell_part(run->shell, word, i);

		if (part->kind == SHELL_LITERAL || part->kind == SHELL_GLOB) {
			add_literal(&builder, word, part);
		} else {
			add_expansion(run, &builder, word, part);
		}
	}
	return text_end(&builder);
}

void command_run_inner(struct command_run *run, const struct text *text, rlint_str dialect,
	const struct run_place *place, bool has_errexit, bool has_pipefail)
{
	struct facts *facts = run->facts;
	struct command_run inner = { .facts = facts,
		.step = run->step,
		.context = run->context,
		.base = *place,
		.state = run->state,
		.is_bash = !rlint_str_is(dialect, RLINT_STR("sh")) &&
			   !rlint_str_is(dialect, RLINT_STR("dash")),
		.depth = run->depth + 1,
		.has_problem = run->has_problem };

	inner.base.in_subshell = true;
	inner.base.traps = place->decides;
	inner.state.has_errexit = has_errexit;
	inner.state.has_pipefail = has_pipefail;
	command_run_text(&inner, text, dialect);
}
