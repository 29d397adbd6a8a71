/* provenance/label-schema: labels held to a schema that the configuration states. */
#include "label_value.h"

enum { OPTION_SCHEMA, OPTION_STRICT };

/* An entry of the schema, "NAME:TYPE", at its last colon. */
struct entry {
	rlint_str name;
	const struct label_form *form; /* NULL: of no known type */
};

static struct entry entry_of(rlint_str text)
{
	size_t colon = text.len;

	while (colon > 0 && text.ptr[colon - 1] != ':') {
		colon--;
	}
	if (colon == 0) {
		return (struct entry){ text, label_form_named(RLINT_STR("text")) };
	}
	return (struct entry){ { text.ptr, colon - 1 },
		label_form_named(rlint_str_slice(text, colon, text.len)) };
}

static bool schema_has(const rlint_check *check, rlint_str name, struct entry *out)
{
	for (size_t i = 0;; i++) {
		rlint_str text = rlint_option_at(check, OPTION_SCHEMA, i);

		if (!text.ptr) {
			return false;
		}
		*out = entry_of(text);
		if (rlint_str_is(out->name, name)) {
			return true;
		}
	}
}

/* hadolint's rule of the kind, and the one of droast for all of them. */
static void name_foreign(rlint_finding *finding, const char *alias)
{
	rlint_as(finding, alias);
	rlint_as(finding, "DF074");
}

static void check_value(rlint_check *check, const rlint_fact *fact, const rlint_env *label,
	const struct entry *entry)
{
	rlint_str text = label->value.text;

	if (!rlint_value_has_text(&label->value)) {
		return;
	}
	if (text.len == 0) {
		name_foreign(
			rlint_report(check, fact, rlint_fact_span(fact),
				"the label '%S' is empty: the schema wants a value", entry->name),
			"DL3051");
	} else if (entry->form && entry->form->accepts && !entry->form->accepts(text)) {
		name_foreign(rlint_report(check, fact, label->value.span,
				     "the label '%S' must be %s, which '%S' is not", entry->name,
				     entry->form->wanted, text),
			entry->form->alias);
	}
}

static void check_label(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *label = rlint_as_env(fact);
	struct entry entry;

	if (!rlint_value_has_text(&label->name)) {
		return;
	}
	if (schema_has(check, label->name.text, &entry)) {
		check_value(check, fact, label, &entry);
	} else if (rlint_option_lists(check, OPTION_STRICT, RLINT_STR("true"))) {
		name_foreign(
			rlint_report(check, fact, label->name.span,
				"the label '%S' does not stand in the schema", label->name.text),
			"DL3050");
	}
}

static bool step_sets(const rlint_fact *step, rlint_str name)
{
	const rlint_fact *fact;

	if (!rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("LABEL"))) {
		return false;
	}
	for (size_t i = 0; (fact = rlint_fact_at(step, RLINT_ENV, i)); i++) {
		const rlint_value *key = &rlint_as_env(fact)->name;

		/* A name that is not known may be this one. */
		if (!rlint_value_has_text(key) || rlint_str_is(key->text, name)) {
			return true;
		}
	}
	return false;
}

static bool stage_sets(const rlint_fact *stage, rlint_str name)
{
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		if (step_sets(step, name)) {
			return true;
		}
	}
	return false;
}

/* Does the stage set the label, or one that it is FROM? */
static bool is_set(const rlint_fact *stage, rlint_str name)
{
	while (stage && !stage_sets(stage, name)) {
		stage = rlint_as_stage(stage)->parent;
	}
	return stage;
}

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	rlint_str text;

	if (!stage->is_end || !rlint_fact_complete(fact) ||
		!rlint_fact_complete(rlint_fact_container(fact))) {
		return;
	}
	for (size_t i = 0; (text = rlint_option_at(check, OPTION_SCHEMA, i)).ptr; i++) {
		struct entry entry = entry_of(text);

		if (!is_set(fact, entry.name)) {
			rlint_finding *finding = rlint_report(check, fact, stage->from,
				"the label '%S' is missing: the schema wants it", entry.name);

			rlint_grade(finding, RLINT_INFO);
			name_foreign(finding, "DL3049");
		}
	}
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	if (!rlint_option_is_set(check, OPTION_SCHEMA) &&
		!rlint_option_is_set(check, OPTION_STRICT)) {
		return;
	}
	if (rlint_fact_kind(fact) == RLINT_STAGE) {
		check_stage(check, fact);
	} else {
		check_label(check, fact);
	}
}

extern const rlint_rule rlint_rule_provenance_label_schema;
const rlint_rule rlint_rule_provenance_label_schema = {
	.id = "provenance/label-schema",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "LABEL" }, { RLINT_STAGE, NULL }, { 0 } },
	.options = (const char *const[]){ "label-schema", "strict-labels", NULL },
	.check = check_fact,
};
