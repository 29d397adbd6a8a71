/* What YAML's tags mean: %TAG lines and percent escapes resolved. */
#include "lib/syntax/config/yaml_chars.h"
#include "lib/syntax/config/yaml_events.h"

static bool add_handle(struct yaml_parser *parser, rlint_str handle, rlint_str prefix)
{
	rlint_str *place;

	if (map_get(&parser->handles, handle) != MAP_NONE) {
		return false;
	}
	place = vec_add(&parser->prefixes, parser->scan.scratch, sizeof *place);
	*place = prefix;
	return map_set(&parser->handles, parser->scan.scratch, handle, parser->prefixes.count - 1);
}

/* The text of a tag or prefix without its percent escapes, which were found good. */
static rlint_str unescape(struct yaml_parser *parser, rlint_str text)
{
	size_t at = str_find(text, '%', 0);
	size_t length = at;
	char *bytes;

	if (at == text.len) {
		return text;
	}
	bytes = arena_alloc(parser->arena, text.len);
	memcpy(bytes, text.ptr, at);
	while (at < text.len) {
		if (text.ptr[at] == '%') {
			bytes[length++] = (char)(yaml_hex(text.ptr[at + 1]) * 16 +
						 yaml_hex(text.ptr[at + 2]));
			at += 3;
		} else {
			bytes[length++] = text.ptr[at++];
		}
	}
	return (rlint_str){ bytes, length };
}

void yaml_take_tag_directive(struct yaml_parser *parser, const struct yaml_token *token)
{
	rlint_str text = parser->scan.text;
	uint32_t handle = yaml_skip_blanks(text, token->start + 4);
	uint32_t prefix = yaml_skip_blanks(text, token->detail);

	if (!add_handle(parser, str_slice(text, handle, token->detail),
		    unescape(parser, str_slice(text, prefix, token->end)))) {
		yaml_scan_fail(&parser->scan, FAULT_SECOND_TAG, token->start, token->start);
	}
}

/* Sets the event's tag. */
void yaml_resolve_tag(
	struct yaml_parser *parser, const struct yaml_token *token, struct yaml_event *event)
{
	rlint_str text = parser->scan.text;
	rlint_str handle = str_slice(text, token->start, token->detail);
	rlint_str suffix = str_slice(text, token->detail, token->end);
	const rlint_str *prefixes = parser->prefixes.items;
	uint32_t index;

	if (token->detail == 0) {
		suffix = str_slice(text, token->start + 2, token->end - 1);
		event->tag = unescape(parser, suffix);
		return;
	}
	index = map_get(&parser->handles, handle);
	if (index != MAP_NONE && suffix.len > 0) {
		event->tag = arena_join(parser->arena, prefixes[index], unescape(parser, suffix));
	} else if (handle.len == 1) {
		event->tag = unescape(parser, str_slice(text, token->start, token->end));
	} else if (rlint_str_is(handle, RLINT_STR("!!"))) {
		event->tag = arena_join(
			parser->arena, RLINT_STR("tag:yaml.org,2002:"), unescape(parser, suffix));
	} else {
		yaml_scan_fail(&parser->scan, FAULT_UNKNOWN_HANDLE, event->start, token->start);
	}
}

void yaml_forget_handles(struct yaml_parser *parser)
{
	if (parser->handles.count > 0) {
		parser->handles = (struct map){ 0 };
		parser->prefixes.count = 0;
	}
}
