/* pin/javascript-lock: an install that may go past the lock file. */
#include "../image/commands.h"

/* How each manager is told to keep to its lock, and the lock's name. */
static const struct manager {
	rlint_str program, lock;
	const char *const keeps[4]; /* options by which it does */
	const char *advice;
} managers[] = {
	{ RLINT_STR_INIT("npm"), RLINT_STR_INIT("package-lock.json"), { "--global", NULL },
		"npm install changes package-lock.json where package.json asks for more: npm ci "
		"installs just what it holds" },
	{ RLINT_STR_INIT("yarn"), RLINT_STR_INIT("yarn.lock"),
		{ "--frozen-lockfile", "--immutable", "--pure-lockfile", NULL },
		"yarn install changes yarn.lock where package.json asks for more: add "
		"--frozen-lockfile, or --immutable from yarn 2 on" },
};

static const struct manager *manager_of(const rlint_command *command)
{
	for (size_t i = 0; i < sizeof managers / sizeof *managers; i++) {
		if (rlint_str_is(command->program, managers[i].program)) {
			return &managers[i];
		}
	}
	return NULL;
}

/* Installs what package.json lists, nothing that is named. */
static bool is_whole_install(const rlint_fact *fact, const struct manager *manager)
{
	const rlint_command *command = rlint_as_command(fact);

	return command->operand_count == 0 && command->is_run != RLINT_NO &&
	       rlint_str_is(command->action, RLINT_STR("install")) &&
	       !command_has(fact, manager->keeps);
}

/* The locks that the stage copied so far, by manager. */
struct locks {
	bool is_there[sizeof managers / sizeof *managers];
};

static void note_copies(struct locks *locks, const rlint_fact *step)
{
	const rlint_fact *copy = rlint_fact_at(step, RLINT_COPY, 0);
	const rlint_value *source;

	for (size_t i = 0; copy && (source = rlint_copy_source(copy, i)); i++) {
		for (size_t j = 0; j < sizeof managers / sizeof *managers; j++) {
			locks->is_there[j] =
				locks->is_there[j] ||
				rlint_value_ends(source, managers[j].lock) == RLINT_YES;
		}
	}
}

static void check_command(rlint_check *check, const struct locks *locks, const rlint_fact *fact)
{
	const struct manager *manager = manager_of(rlint_as_command(fact));
	rlint_finding *finding;

	if (!manager || !is_whole_install(fact, manager)) {
		return;
	}
	finding = rlint_report(check, fact, command_words(fact), "%s", manager->advice);
	if (!locks->is_there[manager - managers]) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	rlint_as(finding, "DF031");
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	struct locks locks = { 0 };
	const rlint_fact *step, *command;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		bool is_run = rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN"));

		note_copies(&locks, step);
		for (size_t j = 0; is_run && (command = rlint_fact_at(step, RLINT_COMMAND, j));
			j++) {
			check_command(check, &locks, command);
		}
	}
}

extern const rlint_rule rlint_rule_pin_javascript_lock;
const rlint_rule rlint_rule_pin_javascript_lock = {
	.id = "pin/javascript-lock",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
