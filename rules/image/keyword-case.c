/* image/keyword-case: keywords, stage names and protocols in another case than their kin. */
#include <reprolint/reprolint.h>

static bool is_upper(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

static bool is_lower(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

struct letters {
	bool has_upper, has_lower;
};

static struct letters letters_of(rlint_str text)
{
	struct letters letters = { 0 };

	for (size_t i = 0; i < text.len; i++) {
		letters.has_upper = letters.has_upper || is_upper(text.ptr[i]);
		letters.has_lower = letters.has_lower || is_lower(text.ptr[i]);
	}
	return letters;
}

static bool is_all_lower(rlint_str text)
{
	return !letters_of(text).has_upper;
}

static bool is_all_upper(rlint_str text)
{
	return !letters_of(text).has_lower;
}

static char in_case(char byte, bool is_lower_case)
{
	static const char lower[] = "abcdefghijklmnopqrstuvwxyz";
	static const char upper[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (is_lower_case && is_upper(byte)) {
		return lower[byte - 'A'];
	}
	if (!is_lower_case && is_lower(byte)) {
		return upper[byte - 'a'];
	}
	return byte;
}

/* A fix that writes the word in that case. */
static void fix_case(rlint_check *check, rlint_finding *finding, rlint_span span, rlint_str word,
	bool is_lower_case)
{
	char *bytes = rlint_scratch(check, word.len + 1);

	for (size_t i = 0; bytes && i < word.len; i++) {
		bytes[i] = in_case(word.ptr[i], is_lower_case);
	}
	if (bytes) {
		rlint_fix(finding, true, "Write it in the case of the others");
		rlint_edit_str(finding, span, (rlint_str){ bytes, word.len });
	}
}

static rlint_str keyword_of(const rlint_fact *step)
{
	return rlint_text_of(rlint_fact_document(step), rlint_as_step(step)->keyword);
}

/* FROM's other keyword is held to FROM, where that is of one case itself. */
static void check_as(rlint_check *check, const rlint_fact *step)
{
	const rlint_value *word = rlint_step_word(step, 1);
	rlint_str from = keyword_of(step);
	bool is_odd = word && ((is_all_lower(from) && !is_all_lower(word->text)) ||
				      (is_all_upper(from) && !is_all_upper(word->text)));
	rlint_finding *finding;

	if (!is_odd) {
		return;
	}
	finding = rlint_report(check, step, word->span,
		"'%S' is not in the case of '%S': write both alike", word->text, from);
	rlint_as_saying(finding, "FromAsCasing", "'%S' and '%S' keywords' casing do not match",
		word->text, from);
	if (word->is_verbatim) {
		fix_case(check, finding, word->span, word->text, is_all_lower(from));
	}
}

static void check_name(rlint_check *check, const rlint_fact *step)
{
	const rlint_value *name = rlint_step_word(step, 2);
	rlint_finding *finding;

	if (!name || rlint_step_word(step, 3) || is_all_lower(name->text)) {
		return;
	}
	finding = rlint_report(check, step, name->span,
		"the builder keeps the stage name '%S' in lower case: write it so", name->text);
	rlint_as_saying(
		finding, "StageNameCasing", "Stage name '%S' should be lowercase", name->text);
}

/* The protocol of PORT/PROTOCOL. */
static void check_port(rlint_check *check, const rlint_fact *step, const rlint_value *port)
{
	size_t slash = 0;
	rlint_str protocol;
	rlint_finding *finding;

	while (slash < port->text.len && port->text.ptr[slash] != '/') {
		slash++;
	}
	protocol = rlint_str_slice(port->text, slash, port->text.len);
	if (!rlint_value_has_text(port) || is_all_lower(protocol)) {
		return;
	}
	finding = rlint_report(check, step, port->span,
		"the protocol of '%S' is written in lower case by everyone: do as they do",
		port->text);
	rlint_as_saying(finding, "ExposeProtoCasing",
		"Defined protocol '%S' in EXPOSE instruction should be lowercase", port->text);
}

static void check_step(rlint_check *check, const rlint_fact *step, bool wants_lower)
{
	const rlint_step *shown = rlint_as_step(step);
	rlint_str keyword = keyword_of(step);
	rlint_finding *finding;

	if (wants_lower ? !is_all_lower(keyword) : !is_all_upper(keyword)) {
		finding = rlint_report(check, step, shown->keyword,
			"most keywords of this file are in %s case, '%S' is not: write it so",
			wants_lower ? "lower" : "upper", keyword);
		rlint_as_saying(finding, "ConsistentInstructionCasing",
			"Command '%S' should match the case of the command majority (%s)", keyword,
			wants_lower ? "lowercase" : "uppercase");
		fix_case(check, finding, shown->keyword, keyword, wants_lower);
	}
	if (rlint_str_is(shown->instruction, RLINT_STR("FROM"))) {
		check_as(check, step);
		check_name(check, step);
	} else if (rlint_str_is(shown->instruction, RLINT_STR("EXPOSE")) &&
		   rlint_fact_complete(step)) {
		for (size_t i = 0; i < shown->word_count; i++) {
			check_port(check, step, rlint_step_word(step, i));
		}
	}
}

/* The keywords of a stage that are all in lower case less those all in upper case. */
static long lower_votes(const rlint_fact *stage)
{
	const rlint_fact *step;
	long votes = 0;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		if (!rlint_as_step(step)->is_onbuild) {
			votes += is_all_lower(keyword_of(step)) ? 1 : 0;
			votes -= is_all_upper(keyword_of(step)) ? 1 : 0;
		}
	}
	return votes;
}

static void check_stage(rlint_check *check, const rlint_fact *stage, bool wants_lower)
{
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		if (!rlint_as_step(step)->is_onbuild) {
			check_step(check, step, wants_lower);
		}
	}
}

/* The lower case needs more votes; keywords of mixed case have none (dockerfile2llb,
 * validateCommandCasing). */
static void check_document(rlint_check *check, const rlint_fact *document)
{
	const rlint_fact *stage;
	long votes = 0;

	for (size_t i = 0; (stage = rlint_fact_at(document, RLINT_STAGE, i)); i++) {
		votes += lower_votes(stage);
	}
	for (size_t i = 0; (stage = rlint_fact_at(document, RLINT_STAGE, i)); i++) {
		check_stage(check, stage, votes > 0);
	}
}

extern const rlint_rule rlint_rule_image_keyword_case;
const rlint_rule rlint_rule_image_keyword_case = {
	.id = "image/keyword-case",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
};
