/* compose/shared-output: runs that write into one folder. */
#include "jobs.h"

static const rlint_str words[] = {
	RLINT_STR_INIT("checkpoint"),
	RLINT_STR_INIT("checkpoints"),
	RLINT_STR_INIT("ckpt"),
	RLINT_STR_INIT("ckpts"),
	RLINT_STR_INIT("experiment"),
	RLINT_STR_INIT("experiments"),
	RLINT_STR_INIT("log"),
	RLINT_STR_INIT("logs"),
	RLINT_STR_INIT("out"),
	RLINT_STR_INIT("output"),
	RLINT_STR_INIT("outputs"),
	RLINT_STR_INIT("result"),
	RLINT_STR_INIT("results"),
	RLINT_STR_INIT("runs"),
};

static bool is_output(rlint_str path)
{
	bool is_found = false;

	path = rlint_str_last_name(path);
	for (size_t i = 0; i < sizeof words / sizeof *words && !is_found; i++) {
		is_found = rlint_str_is_like(path, words[i]);
	}
	return is_found;
}

static rlint_str source_of(const rlint_fact *mount)
{
	return rlint_text_of(rlint_fact_document(mount), rlint_as_mount(mount)->source.span);
}

/* The first mount of a service that it writes results to, or NULL. */
static const rlint_fact *output_of(const rlint_fact *service)
{
	for (size_t i = 0; i < rlint_fact_count(service, RLINT_MOUNT); i++) {
		const rlint_fact *fact = rlint_fact_at(service, RLINT_MOUNT, i);
		const rlint_mount *mount = rlint_as_mount(fact);

		if (mount->is_writable && mount->source.state != RLINT_UNSET &&
			is_output(mount->target.text)) {
			return fact;
		}
	}
	return NULL;
}

enum { MOST_RUNS = 64 };

/* Evaluation reads what training wrote: only runs of one program write the same files. */
static bool is_same_program(rlint_check *check, const rlint_fact *first, const rlint_fact *second)
{
	return rlint_str_is(service_experiment(check, rlint_fact_container(first)),
		service_experiment(check, rlint_fact_container(second)));
}

static void check_output(
	rlint_check *check, const rlint_fact **runs, size_t count, const rlint_fact *output)
{
	for (size_t i = 0; i < count; i++) {
		const rlint_fact *first = runs[i];

		if (rlint_fact_span(first).start != rlint_fact_span(output).start &&
			rlint_str_is(source_of(first), source_of(output)) &&
			is_same_program(check, first, output)) {
			rlint_finding *finding =
				rlint_report(check, output, rlint_as_mount(output)->source.span,
					"%S takes the results of several runs, which overwrite "
					"each other's or cannot be told apart: give each a folder "
					"of its own",
					source_of(output));

			rlint_related(finding, first, rlint_as_mount(first)->source.span,
				"mounted here too");
			return;
		}
	}
}

/* How many containers a service starts that share its mounts. */
static bool is_replicated(const rlint_fact *service)
{
	const rlint_value *replicas = &rlint_as_service(service)->replicas;

	return replicas->state == RLINT_KNOWN && rlint_str_is_digits(replicas->text) &&
	       !rlint_str_is(replicas->text, RLINT_STR("0")) &&
	       !rlint_str_is(replicas->text, RLINT_STR("1"));
}

static void check_replicas(rlint_check *check, const rlint_fact *service, const rlint_fact *output)
{
	const rlint_value *replicas = &rlint_as_service(service)->replicas;

	if (is_replicated(service)) {
		rlint_related(
			rlint_report(check, output, rlint_as_mount(output)->source.span,
				"%S takes the results of all %S replicas of %S, which overwrite "
				"each other's or cannot be told apart: write a service for each "
				"run, with a folder of its own",
				source_of(output), replicas->text,
				rlint_as_service(service)->name.text),
			output, replicas->span, "replicated here");
	}
}

static void check_document(rlint_check *check, const rlint_fact *document)
{
	size_t services = rlint_fact_count(document, RLINT_SERVICE), count = 0;
	const rlint_fact **runs = rlint_scratch(check, MOST_RUNS * sizeof(const rlint_fact *));

	for (size_t i = 0; runs && i < services && count < MOST_RUNS; i++) {
		const rlint_fact *service = rlint_fact_at(document, RLINT_SERVICE, i);
		const rlint_fact *output =
			service_trains(check, service) ? output_of(service) : NULL;

		if (output) {
			check_replicas(check, service, output);
			check_output(check, runs, count, output);
			runs[count++] = output;
		}
	}
}

extern const rlint_rule rlint_rule_compose_shared_output;
const rlint_rule rlint_rule_compose_shared_output = {
	.id = "compose/shared-output",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
	.asks_links = true,
};
