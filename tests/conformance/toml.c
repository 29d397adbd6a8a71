/* The suite toml: toml-test. Of the files that files-toml-1.0.0 names, those under valid/ are read
 * without a problem and are equal to the tagged JSON beside them; those under invalid/ get a grave
 * problem whose place lies within the file. */
#include "tests/conformance/conformance.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/syntax/config/config.h"

#include <reprolint/registry.h>

static const struct limits limits = { { [RLINT_LIMIT_NESTING] = 256,
	[RLINT_LIMIT_FINDINGS] = 1000,
	[RLINT_LIMIT_ALIAS_STEPS] = 1000 } };

static const struct {
	const char *tag;
	enum config_type type;
} tags[] = {
	{ "string", TYPE_STRING },
	{ "integer", TYPE_INT },
	{ "float", TYPE_FLOAT },
	{ "bool", TYPE_BOOL },
	{ "datetime", TYPE_DATETIME },
	{ "datetime-local", TYPE_LOCAL_DATETIME },
	{ "date-local", TYPE_LOCAL_DATE },
	{ "time-local", TYPE_LOCAL_TIME },
};

static bool is_tag(const char *tag, enum config_type type)
{
	for (size_t i = 0; tag && i < sizeof tags / sizeof *tags; i++) {
		if (strcmp(tags[i].tag, tag) == 0) {
			return tags[i].type == type;
		}
	}
	return false;
}

static bool is_equal_integer(const struct config_number *number, const char *wanted)
{
	bool is_negative = wanted[0] == '-';
	uint64_t magnitude = strtoull(wanted + is_negative, NULL, 10);

	return !number->is_out_of_range && number->magnitude == magnitude &&
	       (number->is_negative == is_negative || magnitude == 0);
}

static double to_double(rlint_str text)
{
	char digits[400];
	size_t len = 0;

	for (size_t i = 0; i < text.len && len + 1 < sizeof digits; i++) {
		digits[len] = text.ptr[i];
		len += text.ptr[i] != '_';
	}
	digits[len] = '\0';
	return strtod(digits, NULL);
}

static bool is_equal_float(rlint_str text, const char *wanted)
{
	double a = to_double(text);
	double b = to_double(str_from(wanted));

	return isnan(b) ? isnan(a) : a == b;
}

/* T and Z in capitals, no zeros at the end of a fraction. */
static void normalize(rlint_str text, char out[64])
{
	size_t len = 0;
	bool is_fraction = false;

	for (size_t i = 0; i <= text.len && len < 63; i++) {
		char byte = (char)(i < text.len ? text.ptr[i] : '\0');

		if (is_fraction && !rlint_byte_is_digit(byte)) {
			while (out[len - 1] == '0') {
				len--;
			}
			len -= out[len - 1] == '.';
			is_fraction = false;
		}
		is_fraction = is_fraction || byte == '.';
		out[len++] = (char)(byte == ' ' ? 'T' : byte_upper(byte));
	}
	out[63] = '\0';
}

static bool is_equal_moment(rlint_str text, const char *wanted)
{
	char a[64];
	char b[64];

	normalize(text, a);
	normalize(str_from(wanted), b);
	return strcmp(a, b) == 0;
}

static bool is_equal_scalar(const struct config *config, uint32_t node, const cJSON *wanted)
{
	struct config_number number = config_typed(config, node, LOADER_TOML);
	rlint_str text = config_text(config, node);
	bool is_quoted = tree_node(&config->tree, node)->flags / CONFIG_STYLE != CONFIG_PLAIN;
	rlint_str value = row_bytes(wanted, "value");
	bool is_same;

	/* A template's braces, whose value the library does not tell. */
	if (number.type == TYPE_UNKNOWN && is_quoted) {
		number.type = TYPE_STRING;
	}
	is_same = value.ptr && is_tag(row_text(wanted, "type"), number.type);
	if (!is_same || number.type == TYPE_STRING) {
		is_same = is_same && rlint_str_is(text, value);
	} else if (number.type == TYPE_INT) {
		is_same = is_equal_integer(&number, row_text(wanted, "value"));
	} else if (number.type == TYPE_FLOAT) {
		is_same = is_equal_float(text, row_text(wanted, "value"));
	} else if (number.type == TYPE_BOOL) {
		is_same = number.boolean == (value.ptr[0] == 't');
	} else {
		is_same = is_equal_moment(text, row_text(wanted, "value"));
	}
	free((char *)(uintptr_t)value.ptr);
	return is_same;
}

static bool is_equal(const struct config *config, uint32_t node, const cJSON *wanted);

static bool is_equal_member(const struct config *config, uint32_t node, const cJSON *member)
{
	rlint_str key = unmask_nuls(member->string);
	bool is_same = is_equal(config, config_get(config, node, key), member);

	free((char *)(uintptr_t)key.ptr);
	return is_same;
}

static bool is_equal_mapping(const struct config *config, uint32_t node, const cJSON *wanted)
{
	uint32_t entry = tree_first_child(&config->tree, node);
	int count = 0;

	for (; entry != NODE_NONE; entry = tree_node(&config->tree, entry)->next) {
		count++;
	}
	if (count != cJSON_GetArraySize(wanted)) {
		return false;
	}
	for (const cJSON *member = wanted->child; member; member = member->next) {
		if (!is_equal_member(config, node, member)) {
			return false;
		}
	}
	return true;
}

static bool is_equal_sequence(const struct config *config, uint32_t node, const cJSON *wanted)
{
	const cJSON *item = wanted->child;
	uint32_t child = tree_first_child(&config->tree, node);

	for (; item && child != NODE_NONE; item = item->next) {
		if (!is_equal(config, child, item)) {
			return false;
		}
		child = tree_node(&config->tree, child)->next;
	}
	return !item && child == NODE_NONE;
}

static bool is_equal(const struct config *config, uint32_t node, const cJSON *wanted)
{
	enum config_kind kind =
		node == NODE_NONE ? CONFIG_FILE : tree_node(&config->tree, node)->kind;

	if (kind == CONFIG_MAPPING) {
		return cJSON_IsObject(wanted) && is_equal_mapping(config, node, wanted);
	}
	if (kind == CONFIG_SEQUENCE) {
		return cJSON_IsArray(wanted) && is_equal_sequence(config, node, wanted);
	}
	return kind == CONFIG_SCALAR && is_equal_scalar(config, node, wanted);
}

static bool is_refused(const struct config *config)
{
	const struct problem *problems = config->tree.problems.items;

	for (uint32_t i = 0; i < config->tree.problems.count; i++) {
		if (problems[i].is_grave && strcmp(problems[i].rule, "config") == 0 &&
			problems[i].span.start <= problems[i].span.end &&
			problems[i].span.end <= config->tree.source.len) {
			return true;
		}
	}
	return false;
}

/* The tagged JSON beside a file. */
static cJSON *read_wanted(const char *path)
{
	size_t len = strlen(path);
	char *beside = malloc(len + 1);
	rlint_str text;
	cJSON *wanted;

	memcpy(beside, path, len + 1);
	memcpy(beside + len - 4, "json", 4);
	text = read_file(beside);
	mask_nuls(text);
	wanted = cJSON_ParseWithLength(text.ptr, text.len);
	free((char *)(uintptr_t)text.ptr);
	free(beside);
	return wanted;
}

static void check_valid(struct run *run, const char *path, const struct config *config)
{
	const struct problem *problems = config->tree.problems.items;
	cJSON *wanted = read_wanted(path);
	bool is_same = wanted && is_equal(config, config_root(config), wanted);

	if (config->tree.problems.count > 0) {
		run_case(run, false, path, "%u: %.*s", problems[0].span.start,
			(int)problems[0].message.len, problems[0].message.ptr);
	} else {
		run_case(run, is_same, path, "read, but as something else");
	}
	cJSON_Delete(wanted);
}

static void check_file(struct run *run, const char *path)
{
	rlint_str source = read_file(path);
	struct config config;
	struct arena arena;

	arena_init(&arena, NULL, NULL);
	if (config_parse_toml(&config, &arena, &limits, source) != RLINT_OK) {
		run_case(run, false, path, "not parsed");
	} else if (strstr(path, "/invalid/")) {
		run_case(run, is_refused(&config), path, "not refused");
	} else {
		check_valid(run, path, &config);
	}
	arena_free(&arena);
	free((char *)(uintptr_t)source.ptr);
}

void suite_toml(struct run *run, const char *path)
{
	char name[4096];
	rlint_str list;
	size_t at = 0;

	snprintf(name, sizeof name, "%s/files-toml-1.0.0", path);
	list = read_file(name);
	while (at < list.len) {
		size_t end = str_find(list, '\n', at);
		rlint_str line = str_trim(str_slice(list, at, end));

		snprintf(name, sizeof name, "%s/%.*s", path, (int)line.len, line.ptr);
		if (line.len > 5 && strcmp(name + strlen(name) - 5, ".toml") == 0) {
			check_file(run, name);
		}
		at = end + 1;
	}
	free((char *)(uintptr_t)list.ptr);
}
