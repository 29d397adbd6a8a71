/* image/definition-description: comments that do not describe the stage or argument below them, in
 * files that ask for it. */
#include <reprolint/reprolint.h>

static char lower(char byte)
{
	static const char upper_case[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char lower_case[] = "abcdefghijklmnopqrstuvwxyz";

	for (size_t i = 0; upper_case[i] != '\0'; i++) {
		if (upper_case[i] == byte) {
			return lower_case[i];
		}
	}
	return byte;
}

/* The stage's name as the builder keeps it, NULL where there is none to be had. */
static const char *lower_case(rlint_check *check, rlint_str text)
{
	char *bytes = rlint_scratch(check, text.len + 1);

	for (size_t i = 0; bytes && i < text.len; i++) {
		bytes[i] = lower(text.ptr[i]);
	}
	return bytes;
}

/* The first word of a comment, as BuildKit counts: of an indented one it is the '#'. */
static rlint_str first_word(const rlint_fact *step, rlint_span comment)
{
	const rlint_document *document = rlint_fact_document(step);
	rlint_str text = rlint_text_of(document, comment);
	size_t start = rlint_position_of(document, comment.start, RLINT_BYTES).column == 1;
	size_t end;

	while (start < text.len && (text.ptr[start] == ' ' || text.ptr[start] == '\t')) {
		start++;
	}
	end = start;
	while (end < text.len && text.ptr[end] != ' ') {
		end++;
	}
	return rlint_str_slice(text, start, end);
}

static rlint_span last_comment(const rlint_fact *step)
{
	rlint_span last = rlint_step_comment(step, 0);

	for (size_t i = 1; rlint_step_comment(step, i).end > 0; i++) {
		last = rlint_step_comment(step, i);
	}
	return last;
}

/* `format` is how BuildKit writes the key. */
static void report(rlint_check *check, const rlint_fact *step, rlint_str key, rlint_str format)
{
	rlint_span comment = last_comment(step);
	rlint_str instruction = rlint_as_step(step)->instruction;
	rlint_finding *finding = rlint_report(check, step, comment,
		"this comment does not say what the %S below it is: begin it with %S, or part "
		"them with a lone #",
		instruction, key);

	rlint_related(finding, step, rlint_as_step(step)->keyword, "it stands for this");
	rlint_as_saying(finding, "InvalidDefinitionDescription",
		"Comment for %S should follow the format: `# %S <description>`", instruction,
		format);
}

static void check_from(rlint_check *check, const rlint_fact *step, rlint_span comment)
{
	const rlint_value *name = rlint_step_word(step, 2);
	const char *lowered = name ? lower_case(check, name->text) : NULL;
	rlint_str key;

	if (lowered) {
		key = (rlint_str){ lowered, name->text.len };
		if (!rlint_str_is(key, first_word(step, comment))) {
			report(check, step, key, key);
		}
	}
}

static void check_arg(rlint_check *check, const rlint_fact *step, rlint_span comment)
{
	rlint_str word = first_word(step, comment);
	const rlint_fact *env;
	rlint_str first = { 0 };
	size_t count = 0;

	for (; (env = rlint_fact_at(step, RLINT_ENV, count)); count++) {
		first = count == 0 ? rlint_as_env(env)->name.text : first;
		if (rlint_str_is(rlint_as_env(env)->name.text, word)) {
			return;
		}
	}
	if (count > 0) {
		report(check, step, first, count > 1 ? RLINT_STR("<arg_key>") : first);
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	rlint_span comment = last_comment(step);

	if (comment.end == 0 || rlint_as_step(step)->is_onbuild) {
		return;
	}
	if (rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("FROM"))) {
		check_from(check, step, comment);
	} else {
		check_arg(check, step, comment);
	}
}

extern const rlint_rule rlint_rule_image_definition_description;
const rlint_rule rlint_rule_image_definition_description = {
	.id = "image/definition-description",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "ARG" }, { RLINT_STEP, "FROM" }, { 0 } },
	.check = check_step,
};
