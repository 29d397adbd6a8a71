/* setup.cfg as setuptools reads it (setuptools/config/setupcfg.py): lists are lines, or parts
 * between semicolons where there is one line; `file:` names requirements files. */
#include "lib/facts/project.h"

#include "lib/base/str.h"
#include "lib/syntax/python/name.h"

/* Bytes [start, end) of a value, without blanks around them. */
static bool trim(const struct text *text, size_t *start, size_t *end)
{
	while (*start < *end && byte_is_space(text->bytes.ptr[*start])) {
		(*start)++;
	}
	while (*end > *start && byte_is_space(text->bytes.ptr[*end - 1])) {
		(*end)--;
	}
	return *start < *end;
}

/* `file: a.txt, b.txt` */
static void add_files(struct project_maker *maker, rlint_fact *environment, const struct text *text,
	uint32_t node)
{
	size_t at = sizeof "file:" - 1;

	while (at < text->bytes.len) {
		size_t start = at;
		size_t end = at;

		while (end < text->bytes.len && !byte_is_one_of(text->bytes.ptr[end], ",\n")) {
			end++;
		}
		at = end + 1;
		if (trim(text, &start, &end)) {
			rlint_fact *fact = fact_new(maker->facts, RLINT_INCLUDE, environment,
				text_span(text, start, end), node);

			*(rlint_include *)fact_payload(fact) = (rlint_include){
				.path = value_literal(maker->facts->arena, text, start, end)
			};
		}
	}
}

/* A comment, or what configparser takes from another key ("%(base)s"), which is read there. */
static bool is_no_requirement(rlint_str line)
{
	return rlint_str_starts(line, RLINT_STR("#")) || rlint_str_starts(line, RLINT_STR("%("));
}

static void add_lines(struct project_maker *maker, rlint_fact *environment, const struct text *text,
	uint32_t node)
{
	bool has_lines = str_find(text->bytes, '\n', 0) < text->bytes.len;
	char between = has_lines ? '\n' : ';';

	for (size_t at = 0; at < text->bytes.len;) {
		size_t start = at;
		size_t end = str_find(text->bytes, between, at);

		at = end + 1;
		if (trim(text, &start, &end) &&
			!is_no_requirement(str_slice(text->bytes, start, end))) {
			struct text line = text_sub(text, start, end);

			project_requirement(maker, environment, &line, node);
		}
	}
}

static void add_list(struct project_maker *maker, rlint_fact *environment, uint32_t value)
{
	struct config_scalar scalar;

	if (!config_scalar(maker->file, value, &scalar)) {
		return;
	}
	if (rlint_str_starts(scalar.text.bytes, RLINT_STR("file:"))) {
		add_files(maker, environment, &scalar.text, value);
	} else if (!rlint_str_starts(scalar.text.bytes, RLINT_STR("attr:"))) {
		add_lines(maker, environment, &scalar.text, value);
	}
}

static bool has_metadata(const struct project_maker *maker, uint32_t metadata, rlint_str key)
{
	return str_trim(config_text(maker->file, config_get(maker->file, metadata, key))).len > 0;
}

/* What is published says what it is and where it lives. */
static rlint_answer is_library(const struct project_maker *maker, uint32_t metadata)
{
	return has_metadata(maker, metadata, RLINT_STR("name")) &&
			       (has_metadata(maker, metadata, RLINT_STR("classifiers")) ||
				       has_metadata(maker, metadata, RLINT_STR("url")) ||
				       has_metadata(maker, metadata, RLINT_STR("project_urls")))
		       ? RLINT_YES
		       : RLINT_UNKNOWN;
}

static void add_extras(struct project_maker *maker, uint32_t extras)
{
	uint32_t entry = project_kind_of(maker, extras) == CONFIG_MAPPING
				 ? tree_first_child(&maker->file->tree, extras)
				 : NODE_NONE;

	for (; entry != NODE_NONE; entry = tree_node(&maker->file->tree, entry)->next) {
		uint32_t value = config_entry_value(maker->file, entry);

		if (value != NODE_NONE) {
			add_list(maker, project_group(maker, entry), value);
		}
	}
}

void project_of_setup(struct project_maker *maker)
{
	uint32_t metadata = config_get(maker->file, maker->root, RLINT_STR("metadata"));
	uint32_t options = config_get(maker->file, maker->root, RLINT_STR("options"));
	uint32_t requires;
	uint32_t setup;

	if (project_kind_of(maker, options) != CONFIG_MAPPING) {
		return;
	}
	requires = config_get(maker->file, options, RLINT_STR("install_requires"));
	setup = config_get(maker->file, options, RLINT_STR("setup_requires"));
	maker->is_library = is_library(maker, metadata);
	maker->name = name_normal(maker->facts->arena,
		config_text(maker->file, config_get(maker->file, metadata, RLINT_STR("name"))));
	maker->python =
		project_key(maker, config_get(maker->file, options, RLINT_STR("python_requires")));
	if (setup != NODE_NONE) {
		add_list(maker, project_environment(maker, setup, RLINT_FOR_BUILDING), setup);
	}
	if (requires != NODE_NONE) {
		maker->environment = project_environment(maker, requires, RLINT_FOR_USE);
		add_list(maker, maker->environment, requires);
	}
	add_extras(maker, config_get(maker->file, options, RLINT_STR("extras_require")));
}
