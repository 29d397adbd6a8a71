/* Installs, removals and the manifests that installs read. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/path.h"

/* How many stages up are looked at for an earlier install. */
enum { MOST_PARENTS = 16 };

/* Selectors of environments and packages, by ecosystem. */
static const rlint_str ecosystem_names[ECOSYSTEMS] = { [RLINT_PIP] = RLINT_STR_INIT("pip"),
	[RLINT_CONDA_PACKAGES] = RLINT_STR_INIT("conda"),
	[RLINT_APT] = RLINT_STR_INIT("apt"),
	[RLINT_APK] = RLINT_STR_INIT("apk"),
	[RLINT_DNF] = RLINT_STR_INIT("dnf"),
	[RLINT_NPM] = RLINT_STR_INIT("npm"),
	[RLINT_GEM] = RLINT_STR_INIT("gem"),
	[RLINT_CARGO] = RLINT_STR_INIT("cargo"),
	[RLINT_GO] = RLINT_STR_INIT("go"),
	[RLINT_ZYPPER] = RLINT_STR_INIT("zypper"),
	[RLINT_R] = RLINT_STR_INIT("r"),
	[RLINT_JULIA] = RLINT_STR_INIT("julia") };

rlint_fact *run_environment(struct run *run, rlint_ecosystem ecosystem)
{
	rlint_fact *fact = fact_new(run_facts(run), RLINT_ENVIRONMENT, run->step->fact,
		run->command->shown.line, run->step->instruction->node);
	rlint_environment *environment = fact_payload(fact);

	environment->ecosystem = ecosystem;
	fact->is_incomplete = run->command->has_unseen_operands;
	fact_select(fact, ecosystem_names[ecosystem], (rlint_str){ 0 });
	return fact;
}

rlint_fact *run_package(
	struct run *run, rlint_fact *environment, const rlint_package *package, rlint_span span)
{
	rlint_fact *fact = fact_new(
		run_facts(run), RLINT_PACKAGE, environment, span, run->step->instruction->node);
	rlint_package *kept = fact_payload(fact);

	*kept = *package;
	kept->ecosystem = rlint_as_environment(environment)->ecosystem;
	kept->canonical = package->name.text;
	kept->purpose = package_purpose(kept->ecosystem, kept->canonical);
	kept->line = run->command->shown.line;
	fact_select(fact, ecosystem_names[kept->ecosystem], (rlint_str){ 0 });
	return fact;
}

/* The offset of the first byte that cannot stand in a name, or text.len. */
static size_t name_end(rlint_str text)
{
	size_t at = 0;

	while (at < text.len &&
		(byte_is_name(text.ptr[at]) || text.ptr[at] == '-' || text.ptr[at] == '.')) {
		at++;
	}
	return at;
}

void run_unknown_package(struct run *run, rlint_fact *environment, const rlint_value *word)
{
	size_t end = name_end(word->text);
	rlint_package package = {
		.source = RLINT_SOURCE_UNKNOWN, .pin = RLINT_PIN_UNKNOWN, .name = *word
	};
	rlint_fact *fact;

	/* "torch==${V}": the name is whole where more than name bytes are known. */
	if (end > 0 && end < word->text.len) {
		package.name = value_slice(word, &run->step->scope, 0, end);
		package.version = value_slice(word, &run->step->scope, end, word->text.len);
		package.source = RLINT_FROM_INDEX;
	}
	environment->is_incomplete = true;
	fact = run_package(run, environment, &package, word->span);
	/* The word may be empty, a file, or read from one. */
	run->certain = RLINT_UNKNOWN;
	run_installs(run, fact);
	run->certain = run->command->shown.is_run;
}

void run_installs(struct run *run, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	struct stage_ledger *ledger = run->ledger;
	struct arena *arena = run_facts(run)->arena;
	uint32_t index =
		run_effect(run, RLINT_INSTALLS, package->canonical, rlint_fact_span(fact), fact);

	ledger_note_dropper(ledger, package->canonical);
	if (package->canonical.len > 0) {
		map_set(&ledger->installed[package->ecosystem], arena, package->canonical,
			ledger->places.count);
		*(struct effect_place *)vec_add(
			&ledger->places, arena, sizeof(struct effect_place)) =
			(struct effect_place){ run->step->step, index };
	}
}

void run_dependencies(struct run *run, rlint_span span)
{
	run_effect(run, RLINT_INSTALLS, RLINT_STR("dependencies"), span, NULL);
}

void run_sync(struct run *run, const char *const *manifests)
{
	rlint_str program = run->command->shown.program;
	rlint_package project = { .source = RLINT_FROM_PATH, .pin = RLINT_LOCAL };
	const struct stage_ledger *ledger = run->ledger;
	unsigned seen = 0;

	for (; ledger && seen < MOST_PARENTS; seen++) {
		if (map_get(&ledger->synced, program) != MAP_NONE) {
			rlint_fact *environment = run_environment(run, RLINT_PIP);

			run_installs(run, run_package(run, environment, &project, run_words(run)));
			return;
		}
		ledger = ledger->parent;
	}
	map_set(&run->ledger->synced, run_facts(run)->arena, program, 1);
	run_usual_manifests(run, manifests);
	run_dependencies(run, run_words(run));
}

void run_removes(struct run *run, rlint_ecosystem ecosystem, const rlint_value *name)
{
	const struct effect_place *places = run->ledger->places.items;
	uint32_t found = map_get(&run->ledger->installed[ecosystem], name->text);

	run_effect(run, RLINT_REMOVES, name->text, name->span, NULL);
	if (found != MAP_NONE) {
		const struct effect_place *place = &places[found];
		rlint_effect *effects = place->step->effects.items;

		run_undoes(run, place->step, &effects[place->index]);
	}
}

static void add_manifest(struct run *run, const rlint_value *manifest)
{
	*(rlint_value *)vec_add(&run->step->step->manifests, run_facts(run)->arena,
		sizeof(rlint_value)) = *manifest;
}

rlint_value run_origin(struct run *run, const rlint_value *path)
{
	rlint_value out = *path;
	rlint_str place = ledger_place(run_facts(run)->arena, &run->command->shown.directory, path);
	rlint_str origin = ledger_origin(run->step, place);

	if (origin.len == 0) {
		return (rlint_value){ .state = RLINT_UNSET };
	}
	out.is_verbatim = out.is_verbatim && rlint_str_is(origin, path->text);
	out.text = origin;
	return out;
}

void run_manifest(struct run *run, const rlint_value *path)
{
	rlint_value origin = run_origin(run, path);

	if (origin.state == RLINT_UNSET) {
		origin = *path;
		origin.state = RLINT_UNCERTAIN;
		origin.reason = RLINT_OTHER_FILE;
	}
	add_manifest(run, &origin);
}

void run_usual_manifests(struct run *run, const char *const *names)
{
	for (; *names; names++) {
		rlint_value path = value_known(str_from(*names), run_words(run));
		rlint_value origin = run_origin(run, &path);

		if (origin.state != RLINT_UNSET) {
			add_manifest(run, &origin);
		}
	}
}
