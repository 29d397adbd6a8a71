/* image/archived-release: package lists asked of mirrors that the release has left. */
#include <reprolint/reprolint.h>

static bool asks_mirrors(const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	bool is_apt = rlint_str_is(command->program, RLINT_STR("apt-get")) ||
		      rlint_str_is(command->program, RLINT_STR("apt"));
	bool is_yum = rlint_str_is(command->program, RLINT_STR("yum")) ||
		      rlint_str_is(command->program, RLINT_STR("dnf"));

	return (is_apt && rlint_str_is(command->action, RLINT_STR("update"))) ||
	       (is_yum && (rlint_str_is(command->action, RLINT_STR("install")) ||
				  rlint_str_is(command->action, RLINT_STR("update"))));
}

/* Folders and hosts that say where packages come from. */
static bool names_sources(const rlint_value *word)
{
	static const rlint_str parts[] = { RLINT_STR_INIT("/etc/apt"),
		RLINT_STR_INIT("sources.list"), RLINT_STR_INIT("yum.repos.d"),
		RLINT_STR_INIT("archive.debian.org"), RLINT_STR_INIT("old-releases"),
		RLINT_STR_INIT("vault.centos.org") };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (rlint_value_has(word, parts[i]) != RLINT_NO) {
			return true;
		}
	}
	return false;
}

/* May the command, or the file that it writes, change where packages come from? */
static bool changes_sources(const rlint_fact *command)
{
	const rlint_value *word;
	bool is_script = rlint_as_command(command)->program.len == 0;

	for (size_t i = 0; (word = rlint_command_word(command, i)) && !is_script; i++) {
		is_script = names_sources(word);
	}
	return is_script;
}

static bool writes_sources(const rlint_fact *step)
{
	const rlint_copy *copy;
	bool is_found = !rlint_fact_complete(step);

	for (size_t i = 0; i < rlint_step_effects(step) && !is_found; i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		rlint_value path = { .state = RLINT_KNOWN, .text = effect->what };

		is_found = effect->action == RLINT_WRITES && names_sources(&path);
	}
	for (size_t i = 0; (copy = rlint_as_copy(rlint_fact_at(step, RLINT_COPY, i))); i++) {
		is_found = is_found || names_sources(&copy->destination) ||
			   rlint_value_is(&copy->destination, RLINT_STR("/")) != RLINT_NO;
	}
	return is_found;
}

static void report(rlint_check *check, const rlint_fact *command, const rlint_image *image)
{
	const rlint_command *shown = rlint_as_command(command);
	rlint_finding *finding = rlint_report(check, command, shown->name.span,
		"the packages of %S %S have left the mirrors that %S asks, so nothing is found: "
		"take a newer release, or the archive's address",
		image->distribution, image->release, image->reference.text);

	if (image->reference.state != RLINT_KNOWN || !shown->decides) {
		rlint_grade(finding, RLINT_INFO);
	}
}

/* The first command that asks; false once the sources may be others. */
static bool check_step(rlint_check *check, const rlint_fact *step, const rlint_image *image)
{
	const rlint_fact *command;

	if (writes_sources(step)) {
		return false;
	}
	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		if (changes_sources(command)) {
			return false;
		}
		if (asks_mirrors(command) && rlint_as_command(command)->is_run == RLINT_YES) {
			report(check, command, image);
			return false;
		}
	}
	return true;
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_image *image = rlint_as_image(rlint_as_stage(stage)->origin);
	bool goes_on = image && image->is_archived == RLINT_YES;

	for (size_t i = 0; goes_on && i < rlint_fact_count(stage, RLINT_STEP); i++) {
		goes_on = check_step(check, rlint_fact_at(stage, RLINT_STEP, i), image);
	}
}

extern const rlint_rule rlint_rule_image_archived_release;
const rlint_rule rlint_rule_image_archived_release = {
	.id = "image/archived-release",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
