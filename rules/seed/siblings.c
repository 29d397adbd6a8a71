/* seed/siblings: some seeds of a config are set, and one that belongs to them is not. */
#include <reprolint/reprolint.h>

static bool is_seed(const rlint_setting *setting)
{
	return rlint_str_is(setting->concept, RLINT_STR("seed"));
}

/* "data" of "data.seed"; empty at the top. */
static rlint_str section_of(rlint_str key)
{
	size_t end = 0;

	while (end < key.len && key.ptr[end] != '.') {
		end++;
	}
	return (rlint_str){ key.ptr, end < key.len ? end : 0 };
}

/* Sections that are about data before anything is trained: their seed is theirs alone. */
static bool is_for_data(rlint_str section)
{
	static const rlint_str starts[] = { RLINT_STR_INIT("prep"), RLINT_STR_INIT("split"),
		RLINT_STR_INIT("data_split"), RLINT_STR_INIT("data_prep"), RLINT_STR_INIT("featur"),
		RLINT_STR_INIT("ingest") };
	return rlint_str_starts_one_of(section, RLINT_LIST(starts));
}

/* What one pass over the settings of an experiment finds. */
struct seeds {
	const rlint_setting *fixed; /* the first that is written down as a number */
	const rlint_setting *drawn; /* the first that is missing, and then drawn */
	const rlint_fact *training; /* the first setting of a section that trains */
	bool has_other; /* one that is not of data alone */
};

static void note_seed(struct seeds *seeds, const rlint_setting *setting)
{
	if (setting->origin == RLINT_BY_DEFAULT) {
		seeds->drawn =
			!seeds->drawn && setting->outcome == RLINT_RANDOM ? setting : seeds->drawn;
		return;
	}
	seeds->has_other = seeds->has_other || !is_for_data(section_of(setting->key.text));
	if (!seeds->fixed && setting->outcome == RLINT_FIXED) {
		seeds->fixed = setting;
	}
}

static struct seeds look_through(const rlint_fact *experiment)
{
	struct seeds seeds = { NULL, NULL, NULL, false };

	for (size_t i = 0; i < rlint_fact_count(experiment, RLINT_SETTING); i++) {
		const rlint_fact *fact = rlint_fact_at(experiment, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (is_seed(setting)) {
			note_seed(&seeds, setting);
		} else if (!seeds.training &&
			   rlint_str_is(setting->concept, RLINT_STR("training"))) {
			seeds.training = fact;
		}
	}
	return seeds;
}

static void check_experiment(rlint_check *check, const rlint_fact *fact)
{
	const rlint_experiment *experiment = rlint_as_experiment(fact);
	struct seeds seeds = look_through(fact);

	if (!seeds.fixed || experiment->trains == RLINT_NO) {
		return;
	}
	if (seeds.drawn && !experiment->has_base) {
		rlint_report(check, fact, seeds.fixed->key.span,
			"%S is set, but %S is not, and %S then %S: set both", seeds.fixed->key.text,
			seeds.drawn->key.text, experiment->framework_name, seeds.drawn->standing);
	}
	if (seeds.training && !seeds.has_other) {
		const rlint_setting *setting = rlint_as_setting(seeds.training);

		rlint_report(check, seeds.training, setting->key.span,
			"%S trains without a seed: %S is the only one, and of the data alone; add "
			"one for training",
			section_of(setting->key.text), seeds.fixed->key.text);
	}
}

extern const rlint_rule rlint_rule_seed_siblings;
const rlint_rule rlint_rule_seed_siblings = {
	.id = "seed/siblings",
	.on = (const rlint_subscription[]){ { RLINT_EXPERIMENT, NULL }, { 0 } },
	.check = check_experiment,
};
