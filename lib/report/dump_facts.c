/* The facts of a document as indented text or JSON. */
#include "lib/base/str.h"
#include "lib/facts/fields.h"
#include "lib/report/dump.h"

void dump_value_text(struct output *output, const rlint_value *value)
{
	bool is_uncertain = value->state == RLINT_UNCERTAIN;

	if (value->text.len > 0 || !is_uncertain) {
		output_text(output, " \"");
		output_visible(output, value->text);
		output_text(output, is_uncertain ? "\"..." : "\"");
	}
	if (is_uncertain) {
		output_text(output, " (unknown: ");
		output_text(output, reason_name((rlint_reason)value->reason));
		output_text(output, ")");
	} else if (value->state != RLINT_KNOWN) {
		output_text(output, " (");
		output_text(output, state_name((rlint_state)value->state));
		output_text(output, ")");
	}
	if (value->span.end > value->span.start) {
		dump_span_text(output, value->span);
	}
	output_text(output, "\n");
}

/* A field that has something to show. One that cannot be read for want of memory fails the output.
 */
static bool read_field(
	struct output *output, const rlint_fact *fact, const char *name, rlint_value *out)
{
	if (!rlint_fact_field(fact, name, out)) {
		output->buffer.has_failed = true;
		return false;
	}
	return out->state != RLINT_UNSET;
}

static void add_fields(struct output *output, const rlint_fact *fact, size_t depth)
{
	const char *name;
	rlint_value value;

	for (size_t i = 0; (name = rlint_field_name(fact->kind, i)); i++) {
		if (read_field(output, fact, name, &value)) {
			dump_indent(output, depth);
			output_text(output, name);
			output_text(output, ":");
			dump_value_text(output, &value);
		}
	}
}

static void add_effects(struct output *output, const rlint_fact *fact, size_t depth)
{
	for (size_t i = 0; fact->kind == RLINT_STEP && i < rlint_step_effects(fact); i++) {
		const rlint_effect *effect = rlint_step_effect(fact, i);

		dump_indent(output, depth);
		output_text(output, action_name(effect->action));
		dump_span_text(output, effect->span);
		output_text(output, " \"");
		output_visible(output, effect->what);
		output_text(output, "\" certain: ");
		output_text(output, answer_name(effect->certain));
		output_text(output, ", ");
		output_text(output, end_name(effect->end));
		output_text(output, "\n");
	}
}

/* A place in the walk over a fact and what lies in it, kind by kind. */
struct place {
	const rlint_fact *fact;
	uint32_t kind;
	size_t index;
	size_t written; /* children so far */
};

/* Containers lie in each other no deeper than that. */
#define DEPTH_MOST 16

/* The next fact in the place's container, or NULL. */
static const rlint_fact *next_child(struct place *place)
{
	for (; place->kind < RLINT_KINDS; place->kind++, place->index = 0) {
		const rlint_fact *fact =
			rlint_fact_at(place->fact, (rlint_kind)place->kind, place->index);

		if (fact) {
			place->index++;
			place->written++;
			return fact;
		}
	}
	return NULL;
}

/* Calls `enter` for every fact before, `leave` after what lies in it. */
static void walk(struct output *output, const rlint_fact *root,
	void (*enter)(struct output *output, const rlint_fact *fact, size_t depth, bool is_first),
	void (*leave)(struct output *output))
{
	struct place places[DEPTH_MOST] = { { .fact = root } };
	size_t depth = 1;

	enter(output, root, 0, true);
	while (depth > 0) {
		struct place *place = &places[depth - 1];
		const rlint_fact *child = next_child(place);

		if (!child || depth == DEPTH_MOST) {
			leave(output);
			depth--;
			continue;
		}
		enter(output, child, depth, place->written == 1);
		places[depth++] = (struct place){ .fact = child };
		output_relieve(output);
	}
}

static void enter_text(struct output *output, const rlint_fact *fact, size_t depth, bool is_first)
{
	(void)is_first;
	dump_indent(output, depth);
	output_text(output, rlint_kind_name(fact->kind));
	dump_span_text(output, fact->span);
	output_text(output, rlint_fact_complete(fact) ? "\n" : " incomplete\n");
	add_fields(output, fact, depth + 2);
	add_effects(output, fact, depth + 2);
}

static void leave_text(struct output *output)
{
	(void)output;
}

void dump_facts_text(struct output *output, struct project *project, const rlint_fact *root)
{
	walk(output, root, enter_text, leave_text);
	dump_builds_text(output, project, root);
	dump_composed_text(output, project, root);
}

void dump_value_json(struct output *output, const rlint_value *value)
{
	output_text(output, "{\"state\":");
	output_json(output, str_from(state_name((rlint_state)value->state)));
	if (value->state == RLINT_UNCERTAIN) {
		output_pair(output, "reason", str_from(reason_name((rlint_reason)value->reason)));
	}
	output_pair(output, "text", value->text);
	if (value->span.end > value->span.start) {
		dump_span_json(output, value->span);
	}
	output_text(output, "}");
}

static void add_json_fields(struct output *output, const rlint_fact *fact)
{
	const char *separator = "";
	const char *name;
	rlint_value value;

	output_text(output, ",\"fields\":{");
	for (size_t i = 0; (name = rlint_field_name(fact->kind, i)); i++) {
		if (read_field(output, fact, name, &value)) {
			output_text(output, separator);
			output_key(output, name);
			dump_value_json(output, &value);
			separator = ",";
		}
	}
	output_text(output, "}");
}

static void add_json_effects(struct output *output, const rlint_fact *fact)
{
	output_text(output, ",\"effects\":[");
	for (size_t i = 0; i < rlint_step_effects(fact); i++) {
		const rlint_effect *effect = rlint_step_effect(fact, i);

		output_text(output, i > 0 ? ",{\"action\":" : "{\"action\":");
		output_json(output, str_from(action_name(effect->action)));
		dump_span_json(output, effect->span);
		output_pair(output, "what", effect->what);
		output_pair(output, "certain", str_from(answer_name(effect->certain)));
		output_pair(output, "end", str_from(end_name(effect->end)));
		output_text(output, "}");
	}
	output_text(output, "]");
}

static void enter_json(struct output *output, const rlint_fact *fact, size_t depth, bool is_first)
{
	output_text(output, depth > 0 && !is_first ? ",{\"fact\":" : "{\"fact\":");
	output_json(output, str_from(rlint_kind_name(fact->kind)));
	dump_span_json(output, fact->span);
	output_text(
		output, rlint_fact_complete(fact) ? ",\"complete\":true" : ",\"complete\":false");
	add_json_fields(output, fact);
	if (fact->kind == RLINT_STEP) {
		add_json_effects(output, fact);
	}
	output_text(output, ",\"facts\":[");
}

static void leave_json(struct output *output)
{
	output_text(output, "]}");
}

void dump_facts_json(struct output *output, struct project *project, const rlint_fact *root)
{
	dump_begin_json(output, root->facts->document);
	output_text(output, ",\"facts\":");
	walk(output, root, enter_json, leave_json);
	dump_builds_json(output, project, root);
	dump_composed_json(output, project, root);
	output_text(output, "}\n");
}
