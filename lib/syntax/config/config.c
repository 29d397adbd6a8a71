/* Config files: one tree for YAML and JSON. */
#include "lib/syntax/config/config.h"

static rlint_status parse(
	struct config *out, struct arena *arena, const struct limits *limits, rlint_str source)
{
	*out = (struct config){ 0 };
	tree_init(&out->tree, arena, limits, source);
	tree_add(&out->tree, NODE_NONE, CONFIG_FILE, (rlint_span){ 0, (uint32_t)source.len });
	return RLINT_OK;
}

rlint_status config_parse_yaml(
	struct config *out, struct arena *arena, const struct limits *limits, rlint_str source)
{
	return parse(out, arena, limits, source);
}

rlint_status config_parse_json(struct config *out, struct arena *arena, const struct limits *limits,
	rlint_str source, enum config_format format)
{
	(void)format;
	return parse(out, arena, limits, source);
}
