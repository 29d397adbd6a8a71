/* Models and data sets of hubs: `hf download`, and what a short Python program loads.
 *
 *	program  = { call | any other token }
 *	call     = name { "." name } "(" [ argument { "," argument } ] ")"
 *	argument = [ name "=" ] ( string | anything )
 *
 * Only the calls that fetch are known, and of their arguments the first string, the revision and
 * whether the source is local. Sources: huggingface_hub 0.26, file_download.py,
 *_snapshot_download.py; transformers 4.46, hub.py; datasets 3.1, load.py; torch 2.5, hub.py. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/reference.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

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

/* A place in the program's text. */
struct reader {
	const struct text *text;
	rlint_str bytes;
	size_t at;
};

static char byte_here(const struct reader *reader)
{
	return reader->at < reader->bytes.len ? reader->bytes.ptr[reader->at] : '\0';
}

static void skip_blanks(struct reader *reader)
{
	while (reader->at < reader->bytes.len && byte_is_space(byte_here(reader))) {
		reader->at++;
	}
}

/* A name with dots, or an empty slice. */
static rlint_str read_name(struct reader *reader)
{
	size_t start = reader->at;

	while (byte_is_name(byte_here(reader)) ||
		(reader->at > start && byte_here(reader) == '.')) {
		reader->at++;
	}
	return str_slice(reader->bytes, start, reader->at);
}

/* The inside of a string; *at is then behind it. False where it does not end. */
static bool read_string(struct reader *reader, size_t *start, size_t *end)
{
	char quote = byte_here(reader);

	*start = ++reader->at;
	while (reader->at < reader->bytes.len && byte_here(reader) != quote) {
		reader->at += byte_here(reader) == '\\' ? 2 : 1;
	}
	*end = reader->at < reader->bytes.len ? reader->at : reader->bytes.len;
	reader->at = *end < reader->bytes.len ? *end + 1 : reader->bytes.len;
	return *end < reader->bytes.len;
}

/* What a call says. */
struct call {
	const struct loader *loader;
	size_t name_start, name_end; /* of the string that names the thing; equal: none */
	bool has_revision, is_local, is_unclear;
	rlint_pin revision;
};

static void take_string(
	struct call *call, rlint_str keyword, const struct reader *reader, size_t start, size_t end)
{
	rlint_str text = str_slice(reader->bytes, start, end);
	bool is_first = keyword.len == 0 && call->name_end == 0 && !call->is_unclear;

	if (is_first || (keyword.len > 0 && rlint_str_is(keyword, call->loader->name))) {
		call->name_start = start;
		call->name_end = end;
	} else if (rlint_str_is(keyword, RLINT_STR("revision"))) {
		call->has_revision = true;
		call->revision = pin_of_reference(text);
	} else if (rlint_str_is(keyword, RLINT_STR("source"))) {
		call->is_local = rlint_str_is(text, RLINT_STR("local"));
	}
}

/* What stands for an argument that is no string. */
static void take_other(struct call *call, rlint_str keyword)
{
	if (keyword.len == 0 && call->name_end == 0) {
		call->is_unclear = true;
	} else if (rlint_str_is(keyword, RLINT_STR("revision"))) {
		call->has_revision = true;
		call->revision = RLINT_PIN_UNKNOWN;
	}
}

/* One byte of an argument that is not read: brackets are counted. */
static void pass_byte(struct reader *reader, unsigned *depth)
{
	char byte = byte_here(reader);

	*depth += byte == '(' || byte == '[' || byte == '{';
	*depth -= (byte == ')' || byte == ']' || byte == '}') && *depth > 0;
	reader->at++;
}

/* To the end of the argument: a comma or the call's bracket. */
static void skip_argument(struct reader *reader)
{
	unsigned depth = 0;
	size_t start, end;

	while (reader->at < reader->bytes.len) {
		char byte = byte_here(reader);

		if (depth == 0 && (byte == ',' || byte == ')')) {
			return;
		}
		if (byte == '\'' || byte == '"') {
			read_string(reader, &start, &end);
		} else {
			pass_byte(reader, &depth);
		}
	}
}

/* `name =` in front of an argument's value. */
static rlint_str read_keyword(struct reader *reader)
{
	size_t start = reader->at;
	rlint_str name = read_name(reader);

	skip_blanks(reader);
	if (name.len > 0 && byte_here(reader) == '=') {
		reader->at++;
		skip_blanks(reader);
		return name;
	}
	reader->at = start;
	return (rlint_str){ 0 };
}

static void read_argument(struct call *call, struct reader *reader)
{
	rlint_str keyword = read_keyword(reader);
	size_t start, end;

	if ((byte_here(reader) == '\'' || byte_here(reader) == '"') &&
		read_string(reader, &start, &end)) {
		take_string(call, keyword, reader, start, end);
	} else {
		take_other(call, keyword);
	}
	skip_argument(reader);
}

/* torch.hub.load("OWNER/NAME:REFERENCE", ...) */
static rlint_pin torch_pin(rlint_str *name)
{
	size_t colon = str_find(*name, ':', 0);
	rlint_str reference = str_slice(*name, colon + 1, name->len);

	*name = str_slice(*name, 0, colon);
	return pin_of_reference(reference);
}

static void add_call(struct run *run, const struct call *call, const struct reader *reader)
{
	rlint_str name = str_slice(reader->bytes, call->name_start, call->name_end);
	rlint_pin pin = call->has_revision ? call->revision : RLINT_FLOATING;

	if (call->loader->is_torch) {
		pin = torch_pin(&name);
	}
	if (!call->is_local && is_hub_name(name) &&
		(!call->loader->needs_owner || str_find(name, '/', 0) < name.len)) {
		add_hub(run, name, text_span(reader->text, call->name_start, call->name_end), pin);
	}
}

static void read_call(struct run *run, const struct loader *loader, struct reader *reader)
{
	struct call call = { .loader = loader };

	while (reader->at < reader->bytes.len && byte_here(reader) != ')') {
		reader->at++;
		skip_blanks(reader);
		read_argument(&call, reader);
	}
	if (call.name_end > call.name_start) {
		add_call(run, &call, reader);
	}
}

static const struct loader *loader_of(rlint_str function)
{
	for (size_t i = 0; i < COUNT(loaders); i++) {
		rlint_str name = loaders[i].function;
		size_t before = function.len - name.len;

		if (rlint_str_ends(function, name) &&
			(before == 0 || function.ptr[before - 1] == '.')) {
			return &loaders[i];
		}
	}
	return NULL;
}

void run_python_text(struct run *run, const struct text *text)
{
	struct reader reader = { .text = text, .bytes = text->bytes };
	size_t start, end;

	while (reader.at < reader.bytes.len) {
		char byte = byte_here(&reader);
		const struct loader *loader;

		if (byte == '\'' || byte == '"') {
			read_string(&reader, &start, &end);
			continue;
		}
		loader = byte_is_name(byte) ? loader_of(read_name(&reader)) : NULL;
		if (loader && byte_here(&reader) == '(') {
			read_call(run, loader, &reader);
		} else if (!byte_is_name(byte)) {
			reader.at++;
		}
	}
}
