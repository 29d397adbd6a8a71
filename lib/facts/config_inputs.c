/* Values that say by themselves what they are, whatever reads the config: URLs of files, paths of
 * one machine, secrets, names that follow what is newest, data sets of TensorFlow Datasets, and
 * what must be given when the run is started. They become settings of the document, concepts
 * "remote-file", "path", "secret", "alias", "tfds" and "mandatory"; which of them matters is for
 * rules to judge. */
#include "lib/base/str.h"
#include "lib/facts/framework.h"
#include "lib/facts/make.h"

#include <reprolint/registry.h>
#include <reprolint/secret.h>

enum { INPUT_LIMIT = 1000 };

static const rlint_str schemes[] = { RLINT_STR_INIT("https://"), RLINT_STR_INIT("http://"),
	RLINT_STR_INIT("ftp://"), RLINT_STR_INIT("s3://"), RLINT_STR_INIT("gs://") };
/* What they begin with; nearly no value does. */
static const char scheme_bytes[] = "fghs";

/* Folders that only one machine, or one person's account, has. */
static const rlint_str machine_folders[] = { RLINT_STR_INIT("/home/"), RLINT_STR_INIT("/Users/"),
	RLINT_STR_INIT("/root/"), RLINT_STR_INIT("/mnt/"), RLINT_STR_INIT("/media/"),
	RLINT_STR_INIT("/scratch/"), RLINT_STR_INIT("/nfs/"), RLINT_STR_INIT("/gpfs/"),
	RLINT_STR_INIT("/lustre/"), RLINT_STR_INIT("/storage/"), RLINT_STR_INIT("/share/"),
	RLINT_STR_INIT("/data/"), RLINT_STR_INIT("/datasets/"), RLINT_STR_INIT("/work/"),
	RLINT_STR_INIT("/private/") };

struct inputs {
	struct facts *facts;
	const struct config *file;
	uint32_t left;
};

/* C:\ and C:/ */
static bool has_drive(rlint_str text)
{
	return text.len > 3 && rlint_byte_is_letter(text.ptr[0]) && text.ptr[1] == ':' &&
	       (text.ptr[2] == '\\' || (text.ptr[2] == '/' && text.ptr[3] != '/'));
}

static bool is_machine_path(rlint_str text)
{
	return text.ptr[0] == '/' ? rlint_str_starts_one_of(text, RLINT_LIST(machine_folders))
				  : has_drive(text);
}

/* A version of TFDS with stars: imagenet2012:5.*.* */
static bool has_starred_version(rlint_str text)
{
	size_t colon = str_find(text, ':', 0);
	size_t star = str_find(text, '*', colon);

	return colon + 1 < star && star < text.len && rlint_byte_is_digit(text.ptr[colon + 1]) &&
	       text.ptr[star - 1] == '.' && str_find(text, '/', colon) == text.len &&
	       str_find(text, ' ', 0) == text.len;
}

/* Names that follow what is newest: an artifact's alias, a stage of MLflow's registry, stars. */
static bool is_alias(rlint_str text)
{
	char last = text.ptr[text.len - 1];

	if (last == 't' && rlint_str_ends(text, RLINT_STR(":latest"))) {
		/* A plain name is an image that is built here. */
		return str_find(text, ' ', 0) == text.len && str_find(text, '/', 0) < text.len;
	}
	if (text.ptr[0] == 'm' && rlint_str_starts(text, RLINT_STR("models:/"))) {
		return str_find(text, '@', 0) < text.len ||
		       rlint_str_ends(text, RLINT_STR("/Production")) ||
		       rlint_str_ends(text, RLINT_STR("/Staging")) ||
		       rlint_str_ends(text, RLINT_STR("/latest"));
	}
	return last == '*' && has_starred_version(text);
}

/* ??? of OmegaConf, or !PLACEHOLDER of HyperPyYAML. */
static bool is_mandatory(const struct config *file, uint32_t node, rlint_str text)
{
	struct config_scalar scalar;

	if (text.len == 3) {
		return rlint_str_is(text, RLINT_STR("???"));
	}
	return text.len == 0 && config_scalar(file, node, &scalar) &&
	       rlint_str_is(scalar.tag, RLINT_STR("!PLACEHOLDER"));
}

/* Does a secret begin so? Most values do not. */
static bool may_be_issued(char byte)
{
	return rlint_byte_is_letter(byte) || byte == '-';
}

static rlint_str concept_of(rlint_str key, rlint_str text)
{
	if (byte_is_one_of(text.ptr[0], scheme_bytes) &&
		rlint_str_starts_one_of(text, RLINT_LIST(schemes))) {
		return RLINT_STR("remote-file");
	}
	if (is_machine_path(text)) {
		return RLINT_STR("path");
	}
	if (is_alias(text)) {
		return RLINT_STR("alias");
	}
	if (rlint_names_secret(key) == RLINT_YES ||
		(may_be_issued(text.ptr[0]) && rlint_is_issued_secret(text))) {
		return RLINT_STR("secret");
	}
	/* The key says whose name it is. */
	return rlint_str_ends(key, RLINT_STR("tfds_name")) ? RLINT_STR("tfds") : (rlint_str){ 0 };
}

/* ${NAME:-text}, as shells and compose have it: the text stands in for want of the variable. */
static void take_fallback(rlint_setting *setting, const struct text *text)
{
	rlint_value *value = &setting->value;
	rlint_str name = value->part_count == 1 && value->parts[0].is_reference
				 ? value->parts[0].text
				 : (rlint_str){ 0 };
	size_t at = rlint_str_find_str(name, RLINT_STR(":-"));
	size_t start = 2 + at + 2;

	if (at >= name.len || start + 1 >= text->bytes.len) {
		return;
	}
	setting->is_fallback = true;
	value->state = RLINT_DEFAULT;
	value->text = str_slice(text->bytes, start, text->bytes.len - 1);
	value->span = text_span(text, start, text->bytes.len - 1);
}

static void add_input(struct inputs *inputs, uint32_t node, uint32_t entry, rlint_str concept)
{
	struct arena *arena = inputs->facts->arena;
	const struct config *file = inputs->file;
	uint32_t key = config_entry_key(file, entry);
	struct config_scalar scalar;
	rlint_setting setting = { .concept = concept,
		.key = value_known(config_text(file, key), config_words(file, key)),
		.value = value_of_node(arena, file, node) };
	rlint_fact *fact;

	if (setting.value.state == RLINT_UNCERTAIN && config_scalar(file, node, &scalar)) {
		take_fallback(&setting, &scalar.text);
	}
	setting.held_by = setting_holder(arena, file, concept, entry);
	fact = fact_new(
		inputs->facts, RLINT_SETTING, inputs->facts->root, config_words(file, node), entry);
	*(rlint_setting *)fact_payload(fact) = setting;
	fact_select(fact, concept, (rlint_str){ 0 });
	inputs->left--;
}

/* The scalar that an entry holds, or the first of its list: lists of thousands of files are spoken
 * of once. */
static uint32_t scalar_of(const struct config *file, uint32_t entry)
{
	uint32_t node = config_entry_value(file, entry);

	if (node != NODE_NONE && tree_node(&file->tree, node)->kind == CONFIG_SEQUENCE) {
		node = tree_first_child(&file->tree, node);
	}
	return node != NODE_NONE && tree_node(&file->tree, node)->kind == CONFIG_SCALAR ? node
											: NODE_NONE;
}

static void look_at_entry(struct inputs *inputs, uint32_t entry)
{
	const struct config *file = inputs->file;
	uint32_t node = scalar_of(file, entry);
	rlint_str concept = { 0 }, text;

	if (node == NODE_NONE) {
		return;
	}
	text = config_text(file, node);
	if (is_mandatory(file, node, text)) {
		concept = RLINT_STR("mandatory");
	} else if (text.len > 0) {
		concept = concept_of(config_text(file, config_entry_key(file, entry)), text);
	}
	if (concept.len > 0) {
		add_input(inputs, node, entry, concept);
	}
}

void facts_of_inputs(struct facts *facts, const struct config *file)
{
	struct inputs inputs = { facts, file, INPUT_LIMIT };

	for (uint32_t at = 1; at < file->tree.nodes.count && inputs.left > 0; at++) {
		const struct node *node = tree_node(&file->tree, at);

		if (node->kind == CONFIG_ENTRY && !(node->flags & CONFIG_SHADOWED)) {
			look_at_entry(&inputs, at);
		}
	}
}
