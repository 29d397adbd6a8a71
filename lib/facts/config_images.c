/* The images that an experiment config names for its run: docker_env of MLflow's projects,
 * environment of Determined. */
#include "lib/base/str.h"
#include "lib/facts/framework.h"
#include "lib/facts/image.h"

/* A plain name that nobody publishes is that of an image which the project builds. */
static bool is_local(const rlint_image *image)
{
	return image->registry.state == RLINT_UNSET && image->distribution.len == 0 &&
	       image->digest.state == RLINT_UNSET &&
	       str_find(image->name.text, '/', 0) == image->name.text.len;
}

static void add_image(
	struct facts *facts, rlint_fact *experiment, const struct config *file, uint32_t node)
{
	struct word_scope scope = { 0 };
	rlint_value reference = value_of_node(facts->arena, file, node);
	rlint_image *image;
	rlint_fact *fact;

	if (reference.state != RLINT_KNOWN || reference.text.len == 0) {
		return;
	}
	fact = fact_new(facts, RLINT_IMAGE, experiment, config_words(file, node), node);
	image = fact_payload(fact);
	image_read(image, &reference, &scope);
	if (is_local(image)) {
		image->role = RLINT_BUILT_HERE;
		image->pin = RLINT_LOCAL;
	}
}

void facts_of_config_images(struct facts *facts, rlint_fact *experiment, const struct look *look,
	const struct framework *framework)
{
	for (uint32_t i = 0; i < framework->images.count; i++) {
		rlint_str key = table_str(framework_texts[framework->images.at + i]);
		uint32_t node = key_find(look, key);

		node = node == NODE_NONE ? node : config_resolve(look->file, node);
		if (node != NODE_NONE &&
			tree_node(&look->file->tree, node)->kind == CONFIG_SCALAR) {
			add_image(facts, experiment, look->file, node);
		}
	}
}
