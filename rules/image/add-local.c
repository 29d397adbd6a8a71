/* image/add-local: ADD of files that COPY brings as well. */
#include "archives.h"

static bool is_folder(rlint_str path)
{
	return rlint_str_is(path, RLINT_STR(".")) || rlint_str_ends(path, RLINT_STR("/"));
}

/* A plain file by its name: ADD unpacks whatever turns out to be an archive. */
static bool is_plain(rlint_str path)
{
	rlint_str name = archive_name(path);
	size_t dot = name.len;

	while (dot > 0 && name.ptr[dot - 1] != '.') {
		dot--;
	}
	for (size_t i = dot; i < name.len; i++) {
		if (name.ptr[i] == '*' || name.ptr[i] == '?' || name.ptr[i] == '[') {
			return false;
		}
	}
	return dot > 0 && dot < name.len;
}

/* Flags that COPY does not take. */
static bool has_own_flag(const rlint_fact *step)
{
	static const char *const flags[] = { "checksum", "keep-git-dir", "unpack" };
	bool is_found = false;

	for (size_t i = 0; i < sizeof flags / sizeof *flags && !is_found; i++) {
		is_found = rlint_step_flag(step, flags[i], 0)->state != RLINT_UNSET;
	}
	return is_found;
}

/* What the sources are, taken together. */
struct sources {
	bool are_local; /* files and folders of the context, none an archive by its name */
	bool are_plain; /* and none that ADD could unpack */
};

static struct sources look_at(const rlint_fact *fact, const rlint_fact *step)
{
	const rlint_copy *copy = rlint_as_copy(fact);
	/* What ADD downloads is no source of the copy. */
	bool is_whole = copy->source_count + 1 == rlint_as_step(step)->word_count;
	struct sources out = { is_whole, is_whole };

	for (size_t i = 0; i < copy->source_count; i++) {
		const rlint_value *source = rlint_copy_source(fact, i);

		if (!rlint_value_has_text(source) || archive_is_tar(source->text)) {
			out.are_local = false;
		} else if (!is_folder(source->text) && !is_plain(source->text)) {
			out.are_plain = false;
		}
	}
	return out;
}

static void check_copy(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	rlint_span keyword = rlint_as_step(step)->keyword;
	struct sources sources = look_at(fact, step);
	rlint_finding *finding;

	if (!sources.are_local || has_own_flag(step)) {
		return;
	}
	finding = rlint_report(check, fact, keyword,
		"ADD is for what must be unpacked or downloaded, and does so unasked: write COPY");
	rlint_as(finding, "DL3020");
	rlint_fix(finding, sources.are_plain, "Write COPY");
	rlint_edit(finding, keyword, "COPY");
}

extern const rlint_rule rlint_rule_image_add_local;
const rlint_rule rlint_rule_image_add_local = {
	.id = "image/add-local",
	.on = (const rlint_subscription[]){ { RLINT_COPY, "ADD" }, { 0 } },
	.check = check_copy,
};
