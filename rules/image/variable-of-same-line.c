/* image/variable-of-same-line: ENV that uses what it has yet to set. */
#include <reprolint/reprolint.h>

/* The name among those that the step sets before the word at `end`, or NULL. */
static const rlint_value *set_before(const rlint_fact *step, rlint_str name, size_t end)
{
	for (size_t i = 0; i + 1 < end; i += 2) {
		const rlint_value *other = rlint_step_word(step, i);

		if (rlint_str_is(other->text, name)) {
			return other;
		}
	}
	return NULL;
}

static void check_part(
	rlint_check *check, const rlint_fact *step, const rlint_part *part, size_t word)
{
	const rlint_value *other = part->is_reference ? set_before(step, part->text, word) : NULL;
	rlint_finding *finding;
	rlint_value before;

	if (!other) {
		return;
	}
	rlint_step_variable(step, part->text, &before);
	finding = rlint_report(check, step, part->span,
		"%S still has here what it had before this line: set it in an ENV of its own "
		"before",
		part->text);
	rlint_related(finding, step, other->span, "set here, for the lines that follow");
	if (before.state == RLINT_UNSET || before.span.end == 0) {
		rlint_as(finding, "DL3044");
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	/* More words than anyone writes are not compared with each other. */
	enum { WORDS_MOST = 200 };
	size_t count = rlint_as_step(step)->word_count;

	for (size_t i = 1; i < count && i < WORDS_MOST; i += 2) {
		const rlint_value *value = rlint_step_word(step, i);

		for (uint32_t k = 0; k < value->part_count; k++) {
			check_part(check, step, &value->parts[k], i);
		}
	}
}

extern const rlint_rule rlint_rule_image_variable_of_same_line;
const rlint_rule rlint_rule_image_variable_of_same_line = {
	.id = "image/variable-of-same-line",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "ENV" }, { 0 } },
	.check = check_step,
};
