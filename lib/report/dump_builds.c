/* The builds of a Dockerfile: which services make them, with which arguments, and what those
 * decide in it.
 *
 *     build "compose.yaml"
 *       service: "train" [12-17]
 *       argument TAG: "3.12" [70-74]
 *       image [17-28] reference: "python:3.12" by TAG
 */
#include "lib/base/str.h"
#include "lib/facts/given.h"
#include "lib/report/dump.h"

/* A value of the Dockerfile that an argument of the build decides. */
struct decided {
	const rlint_fact *fact;
	const char *field;
	rlint_value value;
	rlint_str argument;
};

typedef void add_decided(struct output *output, const struct decided *decided, uint32_t *count);

/* The argument that decides a value, unless its text is what stands in the file. */
static rlint_str decider_of(const rlint_fact *fact, const rlint_value *value)
{
	rlint_str written = rlint_text_of(fact->facts->document, value->span);

	return rlint_value_has_text(value) && written.len > 0 && !rlint_str_is(written, value->text)
		       ? given_at(fact, value->span).argument
		       : (rlint_str){ 0 };
}

static void each_field(
	struct output *output, const rlint_fact *fact, add_decided *add, uint32_t *count)
{
	struct decided decided = { .fact = fact };
	const rlint_env *env = rlint_as_env(fact);

	/* The default of an ARG, which need not be what it holds. */
	if (env && env->when == RLINT_AT_BUILD) {
		return;
	}
	for (size_t i = 0; (decided.field = rlint_field_name(fact->kind, i)); i++) {
		if (!rlint_fact_field(fact, decided.field, &decided.value)) {
			output->buffer.has_failed = true;
			return;
		}
		decided.argument = decider_of(fact, &decided.value);
		if (decided.argument.len > 0) {
			add(output, &decided, count);
		}
	}
}

/* Calls `add` for the values of inputs: what is pulled, installed, fetched and set. */
static void each_decided(struct output *output, const struct facts *facts, add_decided *add)
{
	static const rlint_kind kinds[] = { RLINT_IMAGE, RLINT_PACKAGE, RLINT_DOWNLOAD, RLINT_ENV,
		RLINT_USER, RLINT_COPY };
	uint32_t count = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const struct vec *all = &facts->all[kinds[i]];

		for (uint32_t k = 0; k < all->count; k++) {
			each_field(output, ((rlint_fact *const *)all->items)[k], add, &count);
			output_relieve(output);
		}
	}
}

static const rlint_env *argument_at(const rlint_fact *service, size_t index)
{
	const rlint_env *env = rlint_as_env(rlint_fact_at(service, RLINT_ENV, index));

	return env && env->when == RLINT_AT_BUILD ? env : NULL;
}

/* ---- text ---- */

static void add_text(struct output *output, const struct decided *decided, uint32_t *count)
{
	(*count)++;
	dump_indent(output, 1);
	output_text(output, rlint_kind_name(decided->fact->kind));
	dump_span_text(output, decided->fact->span);
	output_text(output, " ");
	output_text(output, decided->field);
	output_text(output, ": \"");
	output_visible(output, decided->value.text);
	output_text(output, "\" by ");
	output_visible(output, decided->argument);
	output_text(output, "\n");
}

static void add_build_text(struct output *output, const rlint_build *build)
{
	const rlint_service *service = rlint_as_service(build->service);

	output_text(output, "build \"");
	output_visible(output, build->service->facts->document->path);
	output_text(output, "\"\n  service:");
	dump_value_text(output, &service->name);
	if (service->target.state != RLINT_UNSET) {
		output_text(output, "  target:");
		dump_value_text(output, &service->target);
	}
	for (size_t i = 0; i < rlint_fact_count(build->service, RLINT_ENV); i++) {
		const rlint_env *env = argument_at(build->service, i);

		if (env) {
			output_text(output, "  argument ");
			output_visible(output, env->name.text);
			output_text(output, ":");
			dump_value_text(output, &env->value);
		}
	}
	if (build->fact) {
		each_decided(output, build->fact->facts, add_text);
	}
}

/* ---- JSON ---- */

static void add_json(struct output *output, const struct decided *decided, uint32_t *count)
{
	output_text(output, (*count)++ > 0 ? ",{\"fact\":" : "{\"fact\":");
	output_json(output, str_from(rlint_kind_name(decided->fact->kind)));
	dump_span_json(output, decided->fact->span);
	output_pair(output, "field", str_from(decided->field));
	output_next_key(output, "value");
	dump_value_json(output, &decided->value);
	output_pair(output, "argument", decided->argument);
	output_text(output, "}");
}

static void add_arguments_json(struct output *output, const rlint_fact *service)
{
	const char *separator = "";

	for (size_t i = 0; i < rlint_fact_count(service, RLINT_ENV); i++) {
		const rlint_env *env = argument_at(service, i);

		if (env) {
			output_text(output, separator);
			output_text(output, "{\"name\":");
			output_json(output, env->name.text);
			output_next_key(output, "value");
			dump_value_json(output, &env->value);
			output_text(output, "}");
			separator = ",";
		}
	}
}

static void add_build_json(struct output *output, const rlint_build *build)
{
	const rlint_service *service = rlint_as_service(build->service);

	output_text(output, "{\"path\":");
	output_json(output, build->service->facts->document->path);
	output_next_key(output, "service");
	dump_value_json(output, &service->name);
	output_next_key(output, "target");
	dump_value_json(output, &service->target);
	output_text(output, ",\"arguments\":[");
	add_arguments_json(output, build->service);
	output_text(output, "],\"values\":[");
	if (build->fact) {
		each_decided(output, build->fact->facts, add_json);
	}
	output_text(output, "]}");
}

void dump_builds_text(struct output *output, struct project *project, const rlint_fact *root)
{
	rlint_build build;

	for (size_t i = 0; project_build_at(project, root, i, &build) == RLINT_YES; i++) {
		add_build_text(output, &build);
	}
}

void dump_builds_json(struct output *output, struct project *project, const rlint_fact *root)
{
	rlint_build build;

	if (root->facts->document->kind != RLINT_FILE_DOCKERFILE) {
		return;
	}
	output_text(output, ",\"builds\":[");
	for (size_t i = 0; project_build_at(project, root, i, &build) == RLINT_YES; i++) {
		output_text(output, i > 0 ? "," : "");
		add_build_json(output, &build);
	}
	output_text(output, "]");
}
