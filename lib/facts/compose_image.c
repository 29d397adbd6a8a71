/* The image of a service. */
#include "lib/facts/compose.h"
#include "lib/facts/image.h"

#include <reprolint/registry.h>

rlint_fact *compose_image_of(
	const struct compose *compose, const struct text *text, rlint_span span, uint32_t node)
{
	struct compose_value read;
	struct word_scope scope = { compose_lookup, &read };
	rlint_fact *fact = fact_new(compose->facts, RLINT_IMAGE, compose->fact, span, node);

	compose_read(&read, compose->facts, text);
	if (read.value.state == RLINT_MANDATORY) {
		read.value.state = RLINT_UNCERTAIN;
	}
	image_read(fact_payload(fact), &read.value, &scope);
	return fact;
}

void compose_image(struct compose *compose)
{
	uint32_t node = config_resolve(compose->file, compose_get(compose, RLINT_STR("image")));
	struct config_scalar scalar;
	rlint_fact *fact;
	rlint_image *image;

	if (!config_scalar(compose->file, node, &scalar) || scalar.text.bytes.len == 0 ||
		scalar.text.bytes.len > compose->facts->limits->values[RLINT_LIMIT_VALUE_LENGTH]) {
		return;
	}
	fact = compose_image_of(compose, &scalar.text, config_words(compose->file, node), node);
	image = fact_payload(fact);
	image->reference.is_quoted =
		scalar.style == CONFIG_SINGLE_QUOTED || scalar.style == CONFIG_DOUBLE_QUOTED;
	if (map_get(&compose->built, scalar.text.bytes) != MAP_NONE ||
		compose_get(compose, RLINT_STR("build")) != NODE_NONE) {
		image->role = RLINT_BUILT_HERE;
		image->pin = RLINT_LOCAL;
	}
}
