/* Requirements files as pip reads them. */
#include "lib/syntax/python/requirements.h"

void requirements_parse(struct requirements *out, struct arena *arena, const struct limits *limits,
	rlint_str source)
{
	*out = (struct requirements){ 0 };
	tree_init(&out->tree, arena, limits, source);
	tree_add(&out->tree, NODE_NONE, REQUIREMENTS_FILE, (rlint_span){ 0, (uint32_t)source.len });
}
