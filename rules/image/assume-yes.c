/* image/assume-yes: a package manager asks whether to go on, and a build has nobody to answer. */
#include "commands.h"

/* Options that answer, or that leave nothing to ask. */
static const char *const apt_answers[] = { "--yes", "--force-yes", "--assume-no", "--simulate",
	"--print-uris", "--download-only", "--trivial-only", NULL };
static const char *const dnf_answers[] = { "--assumeyes", "--assumeno", "--downloadonly", NULL };
static const char *const zypper_answers[] = { "--no-confirm", "--non-interactive", NULL };

static const struct manager {
	rlint_str program;
	const char *const *answers;
	const char *alias; /* of install alone; or NULL */
} managers[] = {
	{ RLINT_STR_INIT("apt"), apt_answers, NULL },
	{ RLINT_STR_INIT("apt-get"), apt_answers, "DL3014" },
	{ RLINT_STR_INIT("dnf"), dnf_answers, "DL3038" },
	{ RLINT_STR_INIT("microdnf"), dnf_answers, "DL3038" },
	{ RLINT_STR_INIT("tdnf"), dnf_answers, NULL },
	{ RLINT_STR_INIT("yum"), dnf_answers, "DL3030" },
	{ RLINT_STR_INIT("zypper"), zypper_answers, "DL3034" },
};

static const struct manager *manager_of(rlint_str program)
{
	for (size_t i = 0; i < sizeof managers / sizeof *managers; i++) {
		if (rlint_str_is(managers[i].program, program)) {
			return &managers[i];
		}
	}
	return NULL;
}

/* Actions that ask before they change anything. */
static bool asks(const rlint_command *command)
{
	static const rlint_str actions[] = { RLINT_STR_INIT("install"), RLINT_STR_INIT("reinstall"),
		RLINT_STR_INIT("groupinstall"), RLINT_STR_INIT("group install"),
		RLINT_STR_INIT("localinstall"), RLINT_STR_INIT("remove"), RLINT_STR_INIT("purge"),
		RLINT_STR_INIT("patch"), RLINT_STR_INIT("source-install") };

	return rlint_str_is_one_of(command->action, RLINT_LIST(actions));
}

/* -qq, and -q twice, imply -y; -o APT::Get::Assume-Yes=true says it. */
static bool is_quiet_enough(const rlint_fact *command)
{
	const rlint_option *option;
	size_t quiet = 0;

	for (size_t i = 0; (option = rlint_command_option(command, i)); i++) {
		rlint_span span = option->span;

		if (rlint_value_has(&option->value, RLINT_STR("Assume-Yes")) == RLINT_YES) {
			return true;
		}
		if (rlint_str_is(option->name, RLINT_STR("--quiet"))) {
			bool is_double = rlint_str_is(option->value.text, RLINT_STR("2"));

			quiet += is_double || (option->value.state == RLINT_UNSET &&
						      span.end - span.start == 3)
					 ? 2
					 : 1;
		}
	}
	return quiet >= 2;
}

static bool is_answered(const rlint_fact *fact, const struct manager *manager)
{
	const rlint_command *command = rlint_as_command(fact);

	return command->pipe_index > 0 || command_has(fact, manager->answers) ||
	       (manager->answers == apt_answers && is_quiet_enough(fact));
}

static void report(rlint_check *check, const rlint_fact *command, const struct manager *manager)
{
	const rlint_command *shown = rlint_as_command(command);
	rlint_finding *finding = rlint_report(check, command, command_words(command),
		"%S asks whether to go on, and a build has nobody to answer: add -y",
		shown->program);

	/* "-y: Does nothing, we always assume yes", microdnf --help of its first versions. */
	if (rlint_str_is(shown->program, RLINT_STR("microdnf"))) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	if (manager->alias && (rlint_str_ends(shown->action, RLINT_STR("install")) ||
				      manager->answers == zypper_answers)) {
		rlint_as(finding, manager->alias);
	}
	command_add_option(finding, command, true, "Answer with yes", "-y");
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND); i++) {
		const rlint_fact *command = rlint_fact_at(step, RLINT_COMMAND, i);
		const rlint_command *shown = rlint_as_command(command);
		const struct manager *manager = manager_of(shown->program);

		if (manager && shown->is_run != RLINT_NO && shown->operand_count > 0 &&
			asks(shown) && !is_answered(command, manager)) {
			report(check, command, manager);
		}
	}
}

/* A stage, or what stands before the first. */
static void check_steps(rlint_check *check, const rlint_fact *container)
{
	for (size_t i = 0; i < rlint_fact_count(container, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(container, RLINT_STEP, i);

		if (step_configures_apt(step)) {
			return;
		}
		if (rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN"))) {
			check_step(check, step);
		}
	}
}

extern const rlint_rule rlint_rule_image_assume_yes;
const rlint_rule rlint_rule_image_assume_yes = {
	.id = "image/assume-yes",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { RLINT_STAGE, NULL },
		{ 0 } },
	.check = check_steps,
};
