/* image/apt-recommends: apt-get install brings packages that are only recommended. */
#include "commands.h"

/* What stops working without a package that it recommends, and that package: the advice must name
 * it. Source: Recommends fields of Debian 12. */
static const struct need {
	rlint_str package, recommended;
} needs[] = {
	{ RLINT_STR_INIT("gcc"), RLINT_STR_INIT("libc6-dev") },
	{ RLINT_STR_INIT("curl"), RLINT_STR_INIT("ca-certificates") },
	{ RLINT_STR_INIT("wget"), RLINT_STR_INIT("ca-certificates") },
	{ RLINT_STR_INIT("git"), RLINT_STR_INIT("ca-certificates") },
	{ RLINT_STR_INIT("python3-pip"), RLINT_STR_INIT("python3-dev") },
};

static bool installs(const rlint_fact *command, rlint_str package)
{
	const rlint_value *operand;

	for (size_t i = 0; (operand = rlint_command_operand(command, i)); i++) {
		if (rlint_value_is(operand, package) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

/* The package that the command then has to name too, or an empty slice. */
static rlint_str lost_by(const rlint_fact *command)
{
	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
		if (installs(command, needs[i].package) &&
			!installs(command, needs[i].recommended)) {
			return needs[i].recommended;
		}
	}
	return (rlint_str){ 0 };
}

/* -o APT::Install-Recommends=false, in any of apt's spellings of no. */
static bool is_switched_off(const rlint_option *option)
{
	static const rlint_str ends[] = { RLINT_STR_INIT("=false"), RLINT_STR_INIT("=0"),
		RLINT_STR_INIT("=no") };

	if (rlint_value_has(&option->value, RLINT_STR("Install-Recommends")) != RLINT_YES) {
		return false;
	}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (rlint_value_ends(&option->value, ends[i]) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

static bool is_excuse(rlint_str option)
{
	static const rlint_str excuses[] = { RLINT_STR_INIT("--no-install-recommends"),
		RLINT_STR_INIT("--simulate"), RLINT_STR_INIT("--download-only"),
		RLINT_STR_INIT("--print-uris") };
	return rlint_str_is_one_of(option, RLINT_LIST(excuses));
}

/* Recommendations are off already, or nothing is installed at all. */
static bool is_excused(const rlint_fact *command)
{
	const rlint_option *option;

	for (size_t i = 0; (option = rlint_command_option(command, i)); i++) {
		if (is_excuse(option->name) || is_switched_off(option)) {
			return true;
		}
	}
	return rlint_as_command(command)->operand_count == 0;
}

static void report(rlint_check *check, const rlint_fact *command, rlint_fate fate)
{
	rlint_str lost = lost_by(command);
	rlint_span span = command_words(command);
	rlint_finding *finding = lost.len > 0 ? rlint_report(check, command, span,
							"recommended packages are installed too: "
							"add --no-install-recommends, and "
							"name %S too unless the image has it",
							lost)
					      : rlint_report(check, command, span,
							"recommended packages are installed too: "
							"add --no-install-recommends, and "
							"name what is needed of them");

	if (fate == RLINT_BUILDER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	/* Others advise the option alone, which takes the C library's headers from the compiler. */
	if (rlint_value_ends(&rlint_as_command(command)->name, RLINT_STR("apt-get")) == RLINT_YES &&
		!rlint_str_is(lost, RLINT_STR("libc6-dev"))) {
		rlint_as(finding, "DL3015");
	}
	if (lost.len == 0) {
		command_add_option(finding, command, false, "Install without recommended packages",
			"--no-install-recommends");
	}
}

static bool is_install(const rlint_command *command)
{
	return rlint_str_starts(command->program, RLINT_STR("apt")) &&
	       rlint_str_is(command->action, RLINT_STR("install")) && command->is_run != RLINT_NO;
}

static void check_step(rlint_check *check, const rlint_fact *step, rlint_fate fate)
{
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND); i++) {
		const rlint_fact *command = rlint_fact_at(step, RLINT_COMMAND, i);

		if (is_install(rlint_as_command(command)) && !is_excused(command)) {
			report(check, command, fate);
		}
	}
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	for (size_t i = 0; i < rlint_fact_count(stage, RLINT_STEP); i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);

		if (step_configures_apt(step)) {
			return;
		}
		check_step(check, step, rlint_as_stage(stage)->fate);
	}
}

extern const rlint_rule rlint_rule_image_apt_recommends;
const rlint_rule rlint_rule_image_apt_recommends = {
	.id = "image/apt-recommends",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
