/* Models and data sets of hubs: `hf download`, and what a short Python program loads: its calls of
 * functions that fetch, by their first string, their revision and their source. Sources:
 *huggingface_hub 0.26, file_download.py, _snapshot_download.py; transformers 4.46, hub.py;
 *datasets 3.1, load.py; torch 2.5, hub.py. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/code_text.h"
#include "lib/facts/reference.h"

/* A download of what a hub knows by that name. */
static void add_hub(struct run *run, rlint_str name, rlint_span span, rlint_pin pin)
{
	rlint_fact *fact = fact_new(run_facts(run), RLINT_DOWNLOAD, run->step->fact, span,
		run->step->instruction->node);

	*(rlint_download *)fact_payload(fact) = (rlint_download){
		.url = value_known(name, span), .pin = pin, .is_hub = true, .use = RLINT_SAVED
	};
	run_effect(run, RLINT_FETCHES, name, span, fact);
}

/* What may be the name of a repository, rather than a path or a file. */
static bool is_hub_name(rlint_str name)
{
	return name.len > 0 && name.ptr[0] != '/' && name.ptr[0] != '.' && name.ptr[0] != '~' &&
	       name.ptr[0] != '$' && str_find(name, ' ', 0) == name.len &&
	       str_find(name, ':', 0) == name.len;
}

static rlint_pin pin_of_value(const rlint_value *reference)
{
	return rlint_value_has_text(reference) ? pin_of_reference(reference->text)
					       : RLINT_PIN_UNKNOWN;
}

/* hf download NAME [FILE ...] [--revision REFERENCE] */
void run_hub(struct run *run)
{
	const rlint_option *revision = rlint_command_find(run->fact, "--revision");
	const rlint_value *name = rlint_command_operand(run->fact, 0);

	if (name && rlint_str_is(run->command->shown.action, RLINT_STR("download")) &&
		rlint_value_has_text(name) && is_hub_name(name->text)) {
		add_hub(run, name->text, name->span,
			revision ? pin_of_value(&revision->value) : RLINT_FLOATING);
	}
}

/* ---- Python ---- */

/* Functions that fetch, and the argument that names what. */
static const struct loader {
	rlint_str function;
	rlint_str name; /* of the argument, where it is not the first */
	bool needs_owner; /* else a bare word is something else: a kind of file */
	bool is_torch; /* OWNER/NAME:REFERENCE */
} loaders[] = { { RLINT_STR_INIT("SentenceTransformer"), { 0 }, false, false },
	{ RLINT_STR_INIT("from_pretrained"), RLINT_STR_INIT("pretrained_model_name_or_path"), false,
		false },
	{ RLINT_STR_INIT("hf_hub_download"), RLINT_STR_INIT("repo_id"), true, false },
	{ RLINT_STR_INIT("load_dataset"), RLINT_STR_INIT("path"), true, false },
	{ RLINT_STR_INIT("snapshot_download"), RLINT_STR_INIT("repo_id"), true, false },
	{ RLINT_STR_INIT("torch.hub.load"), RLINT_STR_INIT("repo_or_dir"), true, true } };

/* The argument that names what is loaded, or NULL: it is no string, or one of several. */
static const struct code_argument *name_of(
	const struct code_call *call, const struct loader *loader)
{
	const struct code_argument *argument =
		call->count > 0 && call->arguments[0].keyword.len == 0
			? &call->arguments[0]
			: code_keyword(call, loader->name);

	return argument && argument->is_string && !argument->in_list ? argument : NULL;
}

static rlint_pin revision_of(const struct code *code, const struct code_call *call)
{
	const struct code_argument *revision = code_keyword(call, RLINT_STR("revision"));

	if (!revision) {
		return RLINT_FLOATING;
	}
	return revision->is_string ? pin_of_reference(code_string(code, revision))
				   : RLINT_PIN_UNKNOWN;
}

static bool is_local(const struct code *code, const struct code_call *call)
{
	const struct code_argument *source = code_keyword(call, RLINT_STR("source"));

	return source && rlint_str_is(code_string(code, source), RLINT_STR("local"));
}

static void read_loader(struct run *run, const struct code *code, const struct code_call *call,
	const struct loader *loader)
{
	const struct code_argument *argument = name_of(call, loader);
	rlint_pin pin = revision_of(code, call);
	rlint_str name;

	if (!argument || is_local(code, call)) {
		return;
	}
	name = code_string(code, argument);
	if (loader->is_torch) {
		size_t colon = str_find(name, ':', 0);

		pin = pin_of_reference(str_slice(name, colon + 1, name.len));
		name = str_slice(name, 0, colon);
	}
	if (is_hub_name(name) && (!loader->needs_owner || str_find(name, '/', 0) < name.len)) {
		add_hub(run, name, text_span(code->text, argument->start, argument->end), pin);
	}
}

static const struct loader *loader_of(const struct code_call *call)
{
	for (size_t i = 0; i < RLINT_COUNT(loaders); i++) {
		if (code_calls(call, loaders[i].function)) {
			return &loaders[i];
		}
	}
	return NULL;
}

void run_python_text(struct run *run, const struct text *text)
{
	struct code code = { .text = text };
	struct code_call call;

	while (code_next_call(&code, &call)) {
		const struct loader *loader = loader_of(&call);

		if (loader) {
			read_loader(run, &code, &call, loader);
		}
	}
}
