/* pin/conda-channel: conda environments without channels, and those that mix `defaults` in. */
#include <reprolint/reprolint.h>

static const rlint_fact *find_channel(const rlint_fact *environment, rlint_str name)
{
	size_t count = rlint_fact_count(environment, RLINT_CHANNEL);

	for (size_t i = 0; i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_CHANNEL, i);

		if (rlint_str_is(rlint_as_channel(fact)->name.text, name)) {
			return fact;
		}
	}
	return NULL;
}

/* Does the channel of each package stand before it, or the whole address? */
static bool names_own_channel(const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);

	for (size_t i = 0; i < count; i++) {
		const rlint_package *package =
			rlint_as_package(rlint_fact_at(environment, RLINT_PACKAGE, i));

		if (package->source == RLINT_FROM_INDEX && package->channel.len == 0) {
			return false;
		}
	}
	return true;
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	const rlint_fact *defaults = find_channel(environment, RLINT_STR("defaults"));
	const rlint_fact *forge = find_channel(environment, RLINT_STR("conda-forge"));
	rlint_finding *finding;

	if (rlint_document_kind(rlint_fact_document(environment)) != RLINT_FILE_CONDA ||
		!rlint_fact_complete(environment) ||
		rlint_as_environment(environment)->is_compiled) {
		return;
	}
	if (rlint_fact_count(environment, RLINT_CHANNEL) == 0) {
		if (!names_own_channel(environment)) {
			rlint_report(check, environment, rlint_fact_span(environment),
				"no channels are named, so packages come from those that each "
				"machine has set: add channels, such as conda-forge");
		}
		return;
	}
	if (!forge && find_channel(environment, RLINT_STR("bioconda"))) {
		const rlint_fact *bioconda = find_channel(environment, RLINT_STR("bioconda"));

		rlint_report(check, bioconda, rlint_fact_span(bioconda),
			"bioconda's packages are built against conda-forge's: put conda-forge "
			"before "
			"it");
		return;
	}
	if (defaults && forge) {
		finding = rlint_report(check, defaults, rlint_fact_span(defaults),
			"packages of defaults and of conda-forge are built apart and do not "
			"always fit together, and which one is taken depends on each machine's "
			"channel priority: leave defaults out, or put nodefaults in its place");
		rlint_related(finding, forge, rlint_fact_span(forge), "the other channel");
	}
}

extern const rlint_rule rlint_rule_pin_conda_channel;
const rlint_rule rlint_rule_pin_conda_channel = {
	.id = "pin/conda-channel",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "conda" }, { 0 } },
	.check = check_environment,
};
