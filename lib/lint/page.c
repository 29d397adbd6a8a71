/* The front matter and title of a rule's page.
 *
 *     page        = "---" LF { key ":" value LF } "---" LF body
 *     key         = "severity" | "default" | "aliases" | "fix" | "since"
 *     aliases     = "[" [ group { "," group } ] "]"
 *     group       = word { "=" word }             ids that state one condition
 *     body        = ... "# " title LF ...
 */
#include "lib/base/str.h"
#include "lib/lint/registry.h"

struct page_reader {
	struct arena *arena;
	rlint_rule_info *info;
	bool has_severity, is_out_of_memory;
};

/* Takes the first line off the text, line end left out. */
static rlint_str take_line(rlint_str *text)
{
	size_t end = str_find(*text, '\n', 0);
	rlint_str line = str_slice(*text, 0, end);

	*text = str_slice(*text, end + 1, text->len);
	return str_trim(line);
}

static bool read_severity(rlint_str word, rlint_severity *out)
{
	for (int i = RLINT_PEDANTIC; i <= RLINT_ERROR; i++) {
		if (rlint_str_is(word, str_from(rlint_severity_name((rlint_severity)i)))) {
			*out = (rlint_severity)i;
			return true;
		}
	}
	return false;
}

static bool read_fix(rlint_str word, rlint_fix_kind *out)
{
	static const rlint_str words[] = {
		[RLINT_FIX_NONE] = RLINT_STR_INIT("none"),
		[RLINT_FIX_UNSAFE] = RLINT_STR_INIT("unsafe"),
		[RLINT_FIX_SAFE] = RLINT_STR_INIT("safe"),
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (rlint_str_is(word, words[i])) {
			*out = (rlint_fix_kind)i;
			return true;
		}
	}
	return false;
}

struct alias_lists {
	struct vec words, groups; /* rlint_str, uint32_t */
	uint32_t group;
};

static bool add_alias(struct page_reader *reader, struct alias_lists *lists, rlint_str word)
{
	rlint_str *alias = vec_add(&lists->words, reader->arena, sizeof *alias);
	uint32_t *group = vec_add(&lists->groups, reader->arena, sizeof *group);

	if (!alias || !group) {
		reader->is_out_of_memory = true;
		return false;
	}
	*alias = str_trim(word);
	*group = lists->group;
	return true;
}

static bool add_group(struct page_reader *reader, struct alias_lists *lists, rlint_str words)
{
	size_t end;

	for (size_t at = 0; at < words.len; at = end + 1) {
		end = str_find(words, '=', at);
		if (!add_alias(reader, lists, str_slice(words, at, end))) {
			return false;
		}
	}
	lists->group++;
	return true;
}

static bool read_aliases(struct page_reader *reader, rlint_str list)
{
	struct alias_lists lists = { 0 };
	size_t end;

	if (list.len < 2 || list.ptr[0] != '[' || list.ptr[list.len - 1] != ']') {
		return false;
	}
	list = str_slice(list, 1, list.len - 1);
	for (size_t at = 0; at < list.len; at = end + 1) {
		end = str_find(list, ',', at);
		if (!add_group(reader, &lists, str_slice(list, at, end))) {
			return false;
		}
	}
	reader->info->aliases = lists.words.items;
	reader->info->alias_groups = lists.groups.items;
	reader->info->alias_count = lists.words.count;
	return true;
}

static bool read_default(rlint_str word, bool *out)
{
	*out = rlint_str_is(word, RLINT_STR("true"));
	return *out || rlint_str_is(word, RLINT_STR("false"));
}

/* Unknown keys are let pass: a page may be newer than the library. */
static bool read_entry(struct page_reader *reader, rlint_str key, rlint_str value)
{
	if (rlint_str_is(key, RLINT_STR("severity"))) {
		reader->has_severity = true;
		return read_severity(value, &reader->info->severity);
	}
	if (rlint_str_is(key, RLINT_STR("default"))) {
		return read_default(value, &reader->info->is_default);
	}
	if (rlint_str_is(key, RLINT_STR("aliases"))) {
		return read_aliases(reader, value);
	}
	if (rlint_str_is(key, RLINT_STR("fix"))) {
		return read_fix(value, &reader->info->fix);
	}
	if (rlint_str_is(key, RLINT_STR("since"))) {
		reader->info->since = value;
	}
	return true;
}

static bool read_front_matter(struct page_reader *reader, rlint_str *rest)
{
	if (!rlint_str_is(take_line(rest), RLINT_STR("---"))) {
		return false;
	}
	while (rest->len > 0) {
		rlint_str line = take_line(rest);
		size_t colon = str_find(line, ':', 0);

		if (rlint_str_is(line, RLINT_STR("---"))) {
			return reader->has_severity;
		}
		if (!read_entry(reader, str_trim(str_slice(line, 0, colon)),
			    str_trim(str_slice(line, colon + 1, line.len)))) {
			return false;
		}
	}
	return false;
}

rlint_status page_read(struct arena *arena, rlint_str page, rlint_rule_info *out)
{
	struct page_reader reader = { .arena = arena, .info = out };
	rlint_str rest = page;

	out->is_default = true;
	out->page = page;
	if (!read_front_matter(&reader, &rest)) {
		return reader.is_out_of_memory ? RLINT_NOMEM : RLINT_ARGUMENT;
	}
	out->body = rest;
	while (rest.len > 0 && out->title.len == 0) {
		rlint_str line = take_line(&rest);

		if (rlint_str_starts(line, RLINT_STR("# "))) {
			out->title = str_trim(str_slice(line, 2, line.len));
		}
	}
	out->summary = out->title;
	return out->title.len > 0 ? RLINT_OK : RLINT_ARGUMENT;
}
