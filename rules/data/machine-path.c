/* data/machine-path: an experiment's path that exists on one machine, or in one account, alone. */
#include <reprolint/reprolint.h>

/* Homes of accounts that images make: the same in every container. */
static const rlint_str image_homes[] = {
	RLINT_STR_INIT("/home/app/"),
	RLINT_STR_INIT("/home/appuser/"),
	RLINT_STR_INIT("/home/docker/"),
	RLINT_STR_INIT("/home/jovyan/"),
	RLINT_STR_INIT("/home/mambauser/"),
	RLINT_STR_INIT("/home/user/"),
	RLINT_STR_INIT("/home/vscode/"),
	RLINT_STR_INIT("/data/"),
	RLINT_STR_INIT("/datasets/"),
	RLINT_STR_INIT("/mnt/data/"),
	RLINT_STR_INIT("/root/"),
	RLINT_STR_INIT("/work/"),
};

/* "/home/USER/", "/path/to": to be filled in. */
static const rlint_str placeholders[] = {
	RLINT_STR_INIT("path/to"),
	RLINT_STR_INIT("your"),
	RLINT_STR_INIT("YOUR"),
	RLINT_STR_INIT("USER"),
	RLINT_STR_INIT("username"),
	RLINT_STR_INIT("<"),
	RLINT_STR_INIT("xxx"),
	RLINT_STR_INIT("..."),
};

static bool is_of_machine(const rlint_setting *setting)
{
	rlint_str text = setting->value.text;

	return rlint_str_is(setting->concept, RLINT_STR("path")) &&
	       setting->value.state == RLINT_KNOWN &&
	       !rlint_str_starts_one_of(text, RLINT_LIST(image_homes)) &&
	       !rlint_str_has_one_of(text, RLINT_LIST(placeholders));
}

/* Does a framework read the file, to train? Settings of machines are full of such paths. */
static bool is_of_experiment(const rlint_fact *document)
{
	const rlint_fact *fact = rlint_fact_at(document, RLINT_EXPERIMENT, 0);

	return fact && rlint_as_experiment(fact)->trains != RLINT_NO;
}

/* Once a file, at the first. */
static void check_document(rlint_check *check, const rlint_fact *document)
{
	const rlint_fact *first = NULL;
	unsigned count = 0;

	if (!is_of_experiment(document)) {
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(document, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(document, RLINT_SETTING, i);

		if (is_of_machine(rlint_as_setting(fact))) {
			first = first ? first : fact;
			count++;
		}
	}
	if (count == 1) {
		rlint_report(check, first, rlint_as_setting(first)->value.span,
			"%S exists on one machine or in one account alone: make it relative, or "
			"let "
			"it be given when the run is started",
			rlint_as_setting(first)->value.text);
	} else if (count > 1) {
		rlint_report(check, first, rlint_as_setting(first)->value.span,
			"%S and %u more of this file exist on one machine or in one account alone: "
			"make them relative, or let them be given when the run is started",
			rlint_as_setting(first)->value.text, count - 1);
	}
}

extern const rlint_rule rlint_rule_data_machine_path;
const rlint_rule rlint_rule_data_machine_path = {
	.id = "data/machine-path",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
};
