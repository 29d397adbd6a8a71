/* Values of config scalars, and what a framework makes of them. */
#include "lib/base/str.h"
#include "lib/facts/framework.h"

#include <reprolint/registry.h>

/* ---- values ----
 *
 * OmegaConf's interpolations, also where another loader leaves ${...} to a template:
 *
 *     value         = { literal | interpolation } ;
 *     interpolation = "${" , { literal | interpolation } , "}" ;     "\${" is literal */

/* The offset behind the brace that closes the one opened before `at`, or text.len + 1. */
static size_t closing_brace(rlint_str text, size_t at)
{
	size_t depth = 1;

	for (; at < text.len; at++) {
		if (text.ptr[at] == '{') {
			depth++;
		} else if (text.ptr[at] == '}' && --depth == 0) {
			return at + 1;
		}
	}
	return text.len + 1;
}

/* The next "${" or "{{" at or behind `at` that is closed, or text.len. */
static size_t next_reference(rlint_str text, size_t at, size_t *end)
{
	for (; at + 1 < text.len; at++) {
		bool opens = text.ptr[at + 1] == '{' &&
			     (text.ptr[at] == '{' || text.ptr[at] == '$') &&
			     !(at > 0 && text.ptr[at - 1] == '\\');

		if (!opens) {
			continue;
		}
		*end = closing_brace(text, at + 2);
		/* An unclosed one: none behind it that this brace does not hold is looked for. */
		return *end <= text.len ? at : text.len;
	}
	return text.len;
}

static void add_part(
	struct vec *parts, struct arena *arena, const struct text *text, size_t start, size_t end)
{
	if (start < end) {
		*(rlint_part *)vec_add(parts, arena, sizeof(rlint_part)) = (rlint_part){ false,
			text_span(text, start, end), str_slice(text->bytes, start, end) };
	}
}

static void add_reference(
	struct vec *parts, struct arena *arena, const struct text *text, size_t start, size_t end)
{
	*(rlint_part *)vec_add(parts, arena, sizeof(rlint_part)) = (rlint_part){ true,
		text_span(text, start, end), str_slice(text->bytes, start + 2, end - 1) };
}

static rlint_reason reason_of(rlint_str reference)
{
	if (rlint_str_starts(reference, RLINT_STR("oc.env:")) ||
		rlint_str_starts(reference, RLINT_STR("env:"))) {
		return RLINT_HOST;
	}
	/* ${a.b}: another key, which a file of the chain may set. */
	return str_find(reference, ':', 0) < reference.len ||
			       str_find(reference, '{', 0) < reference.len
		       ? RLINT_COMPUTED
		       : RLINT_OTHER_FILE;
}

/* The default of ${oc.env:NAME,default}, where that is all. */
static bool has_default(const rlint_value *value, rlint_str *out)
{
	rlint_str reference = value->parts[0].text;
	size_t comma = str_find(reference, ',', 0);

	if (value->part_count != 1 || reason_of(reference) != RLINT_HOST ||
		comma == reference.len || str_find(reference, '{', 0) < reference.len) {
		return false;
	}
	*out = str_trim(str_slice(reference, comma + 1, reference.len));
	return true;
}

/* A value some parts of which are not literal. */
static rlint_value interpolated(struct arena *arena, const struct text *text, size_t first)
{
	rlint_value value = value_uncertain(str_slice(text->bytes, 0, first),
		text_span(text, 0, text->bytes.len), RLINT_COMPUTED);
	struct vec parts = { 0 };
	size_t at = 0, end = 0, start = first;

	end = closing_brace(text->bytes, first + 2);
	value.reason = (uint8_t)reason_of(str_slice(text->bytes, first + 2, end - 1));
	for (; start < text->bytes.len; start = next_reference(text->bytes, at, &end)) {
		add_part(&parts, arena, text, at, start);
		add_reference(&parts, arena, text, start, end);
		at = end;
	}
	add_part(&parts, arena, text, at, text->bytes.len);
	value.parts = parts.items;
	value.part_count = parts.count;
	if (has_default(&value, &value.text)) {
		value.state = RLINT_DEFAULT;
	}
	return value;
}

static rlint_value value_of_scalar(
	struct arena *arena, const struct config *file, uint32_t node, const struct text *text)
{
	rlint_value value;
	size_t end;
	size_t first;

	if (text->bytes.len > file->tree.limits->values[RLINT_LIMIT_VALUE_LENGTH]) {
		return value_uncertain((rlint_str){ 0 }, config_words(file, node), RLINT_TOO_LONG);
	}
	first = next_reference(text->bytes, 0, &end);
	if (first < text->bytes.len) {
		return interpolated(arena, text, first);
	}
	if (rlint_str_is(text->bytes, RLINT_STR("???"))) {
		value = value_known(text->bytes, config_words(file, node));
		value.state = RLINT_MANDATORY;
		return value;
	}
	if (text->bytes.len == 0) {
		return value_known(text->bytes, config_words(file, node));
	}
	return value_literal(arena, text, 0, text->bytes.len);
}

rlint_value value_of_node(struct arena *arena, const struct config *file, uint32_t node)
{
	uint32_t target = config_resolve(file, node);
	struct config_scalar scalar;
	rlint_value value;

	if (!config_scalar(file, target, &scalar)) {
		return value_uncertain((rlint_str){ 0 }, config_words(file, node), RLINT_NO_REASON);
	}
	value = value_of_scalar(arena, file, target, &scalar.text);
	value.is_quoted =
		scalar.style == CONFIG_SINGLE_QUOTED || scalar.style == CONFIG_DOUBLE_QUOTED;
	if (target != node) {
		value.span = config_words(file, node);
		value.is_verbatim = false;
	}
	return value;
}

/* ---- standing ---- */

uint32_t version_pack(rlint_str text)
{
	uint32_t packed = 0;
	size_t at = 0;

	for (unsigned part = 0; part < 3; part++) {
		uint32_t number = 0;
		size_t start = at;

		while (at < text.len && rlint_byte_is_digit(text.ptr[at]) && number < 1024) {
			number = number * 10 + (uint32_t)(text.ptr[at++] - '0');
		}
		if (number > 1023 || (part == 0 && at == start)) {
			return 0;
		}
		packed = packed << 10 | number;
		at += at < text.len && text.ptr[at] == '.' ? 1 : 0;
	}
	return packed;
}

static rlint_str version_text(struct arena *arena, uint32_t version)
{
	unsigned major = version >> 20, minor = version >> 10 & 1023U, patch = version & 1023U;

	return patch > 0 ? format_str(arena, "%u.%u.%u", major, minor, patch)
			 : format_str(arena, "%u.%u", major, minor);
}

/* A value as the framework's loader gives it, with its text as written. */
struct loaded {
	bool is_there;
	struct config_number number;
	rlint_str text;
};

static bool row_fits(const struct value_row *row, const struct loaded *value)
{
	const struct config_number *number = &value->number;
	bool is_integer = number->type == TYPE_INT && !number->is_out_of_range;

	switch ((enum value_test)row->test) {
	case VALUE_ANY:
		return true;
	case VALUE_NULL:
		return value->is_there && number->type == TYPE_NULL;
	case VALUE_TRUE:
		return number->type == TYPE_BOOL && number->boolean;
	case VALUE_FALSE:
		return number->type == TYPE_BOOL && !number->boolean;
	case VALUE_ZERO:
		return is_integer && number->magnitude == 0;
	case VALUE_NEGATIVE:
		return is_integer && number->is_negative && number->magnitude > 0;
	case VALUE_INTEGER:
		return is_integer;
	case VALUE_OUT_OF_RANGE:
		return number->type == TYPE_INT && number->is_out_of_range;
	case VALUE_MANDATORY:
		return number->type == TYPE_MANDATORY;
	case VALUE_TEXT:
		return rlint_str_is_like(value->text, table_str(row->text));
	case VALUE_HAS:
		return rlint_str_find_str(value->text, table_str(row->text)) < value->text.len;
	}
	return false;
}

static bool in_version(const struct value_row *row, uint32_t version)
{
	return version >= row->from && (row->before == 0 || version < row->before);
}

/* The row's words with {} replaced. */
static rlint_str fill_in(struct arena *arena, rlint_str words, rlint_str value)
{
	size_t at = rlint_str_find_str(words, RLINT_STR("{}"));

	if (at == words.len) {
		return words;
	}
	return arena_join(arena, arena_join(arena, str_slice(words, 0, at), value),
		str_slice(words, at + 2, words.len));
}

static rlint_str with_versions(struct arena *arena, rlint_str words, const struct value_row *row)
{
	if (row->from > 0) {
		words = format_str(arena, "%S from %S on", words, version_text(arena, row->from));
	}
	if (row->before > 0) {
		words = format_str(arena, "%S before %S", words, version_text(arena, row->before));
	}
	return words;
}

/* What the rows of one list say; rows that only hold for some versions are put together where the
 * version is not known, and agree or leave the outcome open. */
static bool rows_say(struct arena *arena, const struct value_rows *rows, const struct loaded *value,
	uint32_t version, struct standing *out)
{
	bool is_found = false;

	for (size_t i = 0; i < rows->count; i++) {
		const struct value_row *row = &framework_rows[rows->at + i];
		bool is_open = version == 0 && (row->from > 0 || row->before > 0);
		rlint_str words;

		if (!row_fits(row, value) || (version > 0 && !in_version(row, version)) ||
			(is_found && !is_open)) {
			continue;
		}
		words = fill_in(arena, table_str(row->standing), value->text);
		if (!is_open) {
			*out = (struct standing){ (rlint_outcome)row->outcome, words };
			return true;
		}
		words = with_versions(arena, words, row);
		*out = is_found ? (struct standing){ out->outcome == (rlint_outcome)row->outcome
							     ? out->outcome
							     : RLINT_OUTCOME_UNKNOWN,
			format_str(arena, "%S and %S", out->text, words) }
				: (struct standing){ (rlint_outcome)row->outcome, words };
		is_found = true;
	}
	return is_found;
}

enum config_loader framework_loader(const struct config *file, const struct framework *framework)
{
	switch (file->format) {
	case CONFIG_YAML:
	case CONFIG_INI:
		return framework->loader;
	case CONFIG_TOML:
		return LOADER_TOML;
	case CONFIG_JSON:
	case CONFIG_JSONC:
		break;
	}
	return LOADER_JSON;
}

struct standing standing_of(struct arena *arena, const struct look *look,
	const struct framework *framework, const struct setting_group *group, uint32_t node,
	uint32_t version)
{
	const struct config *file = look->file;
	struct standing result = { RLINT_OUTCOME_UNKNOWN, { 0 } };
	struct loaded value = { 0 };

	if (node == NODE_NONE) {
		rows_say(arena, &group->defaults, &value, version, &result);
		return result;
	}
	value.is_there = true;
	value.text = config_text(file, config_resolve(file, node));
	if (value.text.len > file->tree.limits->values[RLINT_LIMIT_VALUE_LENGTH]) {
		return result;
	}
	value.number = config_typed(file, node, framework_loader(file, framework));
	if (!rows_say(arena, &group->values, &value, version, &result)) {
		rows_say(arena, &group->common, &value, version, &result);
	}
	return result;
}
