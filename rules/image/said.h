/* What the rules that follow BuildKit's checks share: its own wording beside ours. */
#ifndef RULES_IMAGE_SAID_H
#define RULES_IMAGE_SAID_H

#include <reprolint/reprolint.h>

/* Names BuildKit's check `id`, whose wording is these pieces one after the other. */
void said_by_buildkit(rlint_check *check, rlint_finding *finding, const char *id,
	const rlint_str *pieces, size_t count);

/* The words of a span. */
rlint_str said_text(const rlint_fact *fact, rlint_span span);

bool said_is_upper(char byte);
bool said_is_lower(char byte);

#define SAID(check, finding, id, ...)                                                              \
	said_by_buildkit(check, finding, id, (const rlint_str[]){ __VA_ARGS__ },                   \
		sizeof((const rlint_str[]){ __VA_ARGS__ }) / sizeof(rlint_str))

#endif
