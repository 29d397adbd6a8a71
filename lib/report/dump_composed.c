/* The services of a compose file as Compose sees them, where other files have a say: which files,
 * and which of them says what.
 *
 *     composed service "train"
 *       of "compose.override.yaml" [12-17]
 *       of "compose.yaml" [12-17]
 *           restart in "compose.override.yaml": "no" [35-39]
 *         env [60-68] in "train.env"
 *             name: "A" [60-61] */
#include "lib/base/str.h"
#include "lib/report/dump.h"

static const struct service *composed_payload(const rlint_fact *composed)
{
	return fact_payload(composed);
}

static const rlint_fact *layer_at(const rlint_fact *composed, uint32_t index)
{
	return ((rlint_fact *const *)composed_payload(composed)->layers.items)[index];
}

/* Does anything come from another file, or a variable from .env? */
static bool is_composed(struct project *project, const rlint_fact *composed)
{
	bool is_so = composed_payload(composed)->layers.count > 1 ||
		     project->composition.variables != NULL;

	for (size_t i = 0; !is_so && i < rlint_fact_count(composed, RLINT_ENV); i++) {
		is_so = rlint_fact_at(composed, RLINT_ENV, i)->facts->document !=
			composed->facts->document;
	}
	return is_so;
}

/* The service as it is composed, where that differs from what its file says; else NULL. */
static const rlint_fact *composed_of(struct project *project, const rlint_fact *service)
{
	const rlint_fact *composed = NULL;
	bool is_known = service->facts->document->kind == RLINT_FILE_COMPOSE &&
			project_composed(project, service, &composed) == RLINT_YES;

	return is_known && is_composed(project, composed) ? composed : NULL;
}

/* The layer that gives the value of a field, or NULL: it has no place. */
static const rlint_fact *giver_of(
	const rlint_fact *composed, const char *field, const rlint_value *value)
{
	const rlint_fact *found = NULL;

	for (uint32_t i = 0; i < composed_payload(composed)->layers.count && !found; i++) {
		const rlint_fact *layer = layer_at(composed, i);
		rlint_value own;

		if (value->span.end > value->span.start && rlint_fact_field(layer, field, &own) &&
			own.state != RLINT_UNSET && own.span.start == value->span.start) {
			found = layer;
		}
	}
	return found;
}

/* Reads a field; false past the last one. Unset ones have nothing to show. */
static bool read_field(
	struct output *output, const rlint_fact *fact, size_t index, rlint_value *out)
{
	const char *name = rlint_field_name(fact->kind, index);

	*out = (rlint_value){ 0 };
	if (name && !rlint_fact_field(fact, name, out)) {
		output->buffer.has_failed = true;
	}
	return name != NULL;
}

/* ---- text ---- */

static void add_place(struct output *output, const char *word, const rlint_fact *fact)
{
	output_text(output, word);
	output_text(output, " \"");
	output_visible(output, fact->facts->document->path);
	output_text(output, "\"");
}

static void add_layer(struct output *output, const rlint_fact *layer)
{
	dump_indent(output, 1);
	add_place(output, "of", layer);
	dump_span_text(output, layer->span);
	output_text(output, "\n");
}

static void add_values(struct output *output, const rlint_fact *composed)
{
	rlint_value value;

	for (size_t i = 0; read_field(output, composed, i, &value); i++) {
		const char *name = rlint_field_name(RLINT_SERVICE, i);
		const rlint_fact *giver = giver_of(composed, name, &value);

		if (value.state == RLINT_UNSET) {
			continue;
		}
		dump_indent(output, 3);
		output_text(output, name);
		if (giver) {
			add_place(output, " in", giver);
		}
		output_text(output, ":");
		dump_value_text(output, &value);
	}
}

static void add_fact(struct output *output, const rlint_fact *fact)
{
	rlint_value value;

	dump_indent(output, 2);
	output_text(output, rlint_kind_name(fact->kind));
	dump_span_text(output, fact->span);
	add_place(output, " in", fact);
	output_text(output, "\n");
	for (size_t i = 0; read_field(output, fact, i, &value); i++) {
		if (value.state != RLINT_UNSET) {
			dump_indent(output, 4);
			output_text(output, rlint_field_name(fact->kind, i));
			output_text(output, ":");
			dump_value_text(output, &value);
		}
	}
}

static void add_composed(struct output *output, const rlint_fact *composed)
{
	output_text(output, "composed service \"");
	output_visible(output, rlint_as_service(composed)->name.text);
	output_text(output, rlint_fact_complete(composed) ? "\"\n" : "\" incomplete\n");
	for (uint32_t i = 0; i < composed_payload(composed)->layers.count; i++) {
		add_layer(output, layer_at(composed, i));
	}
	add_values(output, composed);
	for (uint32_t kind = 0; kind < RLINT_KINDS; kind++) {
		for (size_t i = 0; i < rlint_fact_count(composed, (rlint_kind)kind); i++) {
			add_fact(output, rlint_fact_at(composed, (rlint_kind)kind, i));
		}
	}
	output_relieve(output);
}

void dump_composed_text(struct output *output, struct project *project, const rlint_fact *root)
{
	for (size_t i = 0; i < rlint_fact_count(root, RLINT_SERVICE); i++) {
		const rlint_fact *composed =
			composed_of(project, rlint_fact_at(root, RLINT_SERVICE, i));

		if (composed) {
			add_composed(output, composed);
		}
	}
}

/* ---- JSON ---- */

static void add_json_place(struct output *output, const rlint_fact *fact)
{
	output_text(output, "{\"path\":");
	output_json(output, fact->facts->document->path);
	dump_span_json(output, fact->span);
}

/* Each field as an object; those of the service itself with the path of the file that gives it. */
static void add_json_values(struct output *output, const rlint_fact *fact)
{
	const char *separator = "";
	rlint_value value;

	output_text(output, ",\"fields\":{");
	for (size_t i = 0; read_field(output, fact, i, &value); i++) {
		const char *name = rlint_field_name(fact->kind, i);
		const rlint_fact *giver =
			fact->kind == RLINT_SERVICE ? giver_of(fact, name, &value) : NULL;

		if (value.state == RLINT_UNSET) {
			continue;
		}
		output_text(output, separator);
		output_key(output, name);
		output_text(output, "{\"value\":");
		dump_value_json(output, &value);
		if (giver) {
			output_pair(output, "path", giver->facts->document->path);
		}
		output_text(output, "}");
		separator = ",";
	}
	output_text(output, "}");
}

static void add_json_facts(struct output *output, const rlint_fact *composed)
{
	const char *separator = "";

	output_text(output, ",\"facts\":[");
	for (uint32_t kind = 0; kind < RLINT_KINDS; kind++) {
		for (size_t i = 0; i < rlint_fact_count(composed, (rlint_kind)kind); i++) {
			const rlint_fact *fact = rlint_fact_at(composed, (rlint_kind)kind, i);

			output_text(output, separator);
			add_json_place(output, fact);
			output_pair(output, "fact", str_from(rlint_kind_name(fact->kind)));
			add_json_values(output, fact);
			output_text(output, "}");
			separator = ",";
		}
	}
	output_text(output, "]");
}

static void add_composed_json(struct output *output, const rlint_fact *composed)
{
	output_text(output, "{\"service\":");
	output_json(output, rlint_as_service(composed)->name.text);
	output_text(output, ",\"of\":[");
	for (uint32_t i = 0; i < composed_payload(composed)->layers.count; i++) {
		output_text(output, i > 0 ? "," : "");
		add_json_place(output, layer_at(composed, i));
		output_text(output, "}");
	}
	output_text(output, "]");
	add_json_values(output, composed);
	add_json_facts(output, composed);
	output_text(output, "}");
	output_relieve(output);
}

void dump_composed_json(struct output *output, struct project *project, const rlint_fact *root)
{
	const char *separator = "";

	if (root->facts->document->kind != RLINT_FILE_COMPOSE) {
		return;
	}
	output_text(output, ",\"composed\":[");
	for (size_t i = 0; i < rlint_fact_count(root, RLINT_SERVICE); i++) {
		const rlint_fact *composed =
			composed_of(project, rlint_fact_at(root, RLINT_SERVICE, i));

		if (composed) {
			output_text(output, separator);
			add_composed_json(output, composed);
			separator = ",";
		}
	}
	output_text(output, "]");
}
