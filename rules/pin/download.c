/* pin/download: a file fetched without a checksum. */
#include <reprolint/reprolint.h>

/* Programs that check what was fetched in ways that are not followed here. */
static bool is_check(const rlint_command *command)
{
	static const rlint_str programs[] = { RLINT_STR_INIT("sha256sum"),
		RLINT_STR_INIT("sha512sum"), RLINT_STR_INIT("sha1sum"), RLINT_STR_INIT("md5sum"),
		RLINT_STR_INIT("shasum"), RLINT_STR_INIT("b2sum"), RLINT_STR_INIT("cosign"),
		RLINT_STR_INIT("minisign"), RLINT_STR_INIT("gpgv"), RLINT_STR_INIT("openssl") };

	return rlint_str_is_one_of(command->program, RLINT_LIST(programs));
}

/* Does the step check anything by sum or signature? */
static bool checks(const rlint_fact *step)
{
	const rlint_fact *command;

	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		if (is_check(rlint_as_command(command)) ||
			rlint_command_find(command, "--verify")) {
			return true;
		}
	}
	return false;
}

/* The address as written, variables and all, without the quotes around it. */
static rlint_str address_of(const rlint_effect *effect)
{
	rlint_str text = rlint_text_of(rlint_fact_document(effect->subject), effect->span);
	bool is_quoted = text.len > 1 && (text.ptr[0] == '"' || text.ptr[0] == '\'') &&
			 text.ptr[text.len - 1] == text.ptr[0];

	if (is_quoted) {
		text.ptr++;
		text.len -= 2;
	}
	return text;
}

static void report(rlint_check *check, const rlint_effect *effect)
{
	const rlint_download *download = rlint_as_download(effect->subject);
	const char *advice = effect->command ? "check a sum behind it (sha256sum -c)"
					     : "give its sum (ADD --checksum=sha256:...)";
	rlint_finding *finding;

	if (download->pin == RLINT_FLOATING) {
		finding = rlint_report(check, effect->subject, rlint_effect_words(effect),
			"%S names no version and has no checksum, so each build may get another "
			"file: name a version, and %s",
			download->url.text, advice);
	} else {
		finding = rlint_report(check, effect->subject, rlint_effect_words(effect),
			"%S is taken without a checksum, whatever it is by then: %s",
			address_of(effect), advice);
		rlint_grade(finding, RLINT_INFO);
	}
	if (download->use == RLINT_KEY) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	if (!effect->command) {
		rlint_as(finding, "4b410d24");
	}
}

/* Kept, and neither checked nor fixed by its address. What a shell executes from the pipe is
 * security/pipe-to-shell's. */
static bool is_meant(const rlint_effect *effect)
{
	const rlint_download *download =
		effect->action == RLINT_FETCHES ? rlint_as_download(effect->subject) : NULL;

	return download && !download->is_vcs && !download->is_hub &&
	       download->is_verified == RLINT_NO && download->pin != RLINT_IMMUTABLE &&
	       download->url.text.len > 0 &&
	       (download->use == RLINT_SAVED || download->use == RLINT_UNPACKED ||
		       download->use == RLINT_KEY);
}

/* A check in the step, or in the next, may be of any of its downloads. */
static void check_step(rlint_check *check, const rlint_fact *step, const rlint_fact *next)
{
	bool is_checked = false;
	bool is_asked = false;

	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);

		if (!is_meant(effect)) {
			continue;
		}
		if (!is_asked) {
			is_checked = checks(step) || (next && checks(next));
			is_asked = true;
		}
		if (!is_checked) {
			report(check, effect);
		}
	}
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		check_step(check, step, rlint_fact_at(stage, RLINT_STEP, i + 1));
	}
}

extern const rlint_rule rlint_rule_pin_download;
const rlint_rule rlint_rule_pin_download = {
	.id = "pin/download",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
	.follows_builds = true,
};
