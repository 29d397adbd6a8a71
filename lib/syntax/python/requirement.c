/* One requirement as pip takes it. */
#include "lib/syntax/python/requirement.h"

void requirement_read(struct requirement *out, struct arena *arena, const struct text *text)
{
	(void)arena;
	(void)text;
	*out = (struct requirement){ .kind = REQUIREMENT_INVALID };
}
