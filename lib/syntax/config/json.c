/* JSON files. */
#include "lib/syntax/config/build.h"

rlint_status config_parse_json(struct config *out, struct arena *arena, const struct limits *limits,
	rlint_str source, enum config_format format)
{
	struct config_builder builder;

	*out = (struct config){ .format = format };
	tree_init(&out->tree, arena, limits, source);
	build_begin(&builder, out, source);
	return RLINT_OK;
}
