/* What packages and files are for, by their names. */
#include "lib/facts/purpose.h"

#include "lib/base/str.h"
#include "lib/facts/make.h"

static int compare(const struct package_row *row, rlint_ecosystem ecosystem, rlint_str name)
{
	if (row->ecosystem != ecosystem) {
		return row->ecosystem < ecosystem ? -1 : 1;
	}
	return str_compare(row->name, name);
}

static bool fits(rlint_str pattern, rlint_str name)
{
	if (pattern.ptr[0] == '*') {
		return rlint_str_ends(name, str_slice(pattern, 1, pattern.len));
	}
	return rlint_str_starts(name, str_slice(pattern, 0, pattern.len - 1));
}

static rlint_purpose purpose_by_pattern(rlint_ecosystem ecosystem, rlint_str name)
{
	for (size_t i = 0; i < package_patterns_count; i++) {
		const struct package_row *row = &package_patterns[i];

		if (row->ecosystem == ecosystem && fits(row->name, name)) {
			return row->purpose;
		}
	}
	return RLINT_PAYLOAD;
}

rlint_purpose package_purpose(rlint_ecosystem ecosystem, rlint_str canonical)
{
	size_t low = 0;
	size_t high = package_names_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = compare(&package_names[middle], ecosystem, canonical);

		if (order == 0) {
			return package_names[middle].purpose;
		}
		low = order < 0 ? middle + 1 : low;
		high = order < 0 ? high : middle;
	}
	return purpose_by_pattern(ecosystem, canonical);
}

/* Words in the name of a file or folder whose packages serve those who work on the project. */
static bool is_for_developers(rlint_str word)
{
	static const rlint_str words[] = {
		RLINT_STR_INIT("ci"),
		RLINT_STR_INIT("coverage"),
		RLINT_STR_INIT("dev"),
		RLINT_STR_INIT("devel"),
		RLINT_STR_INIT("develop"),
		RLINT_STR_INIT("development"),
		RLINT_STR_INIT("doc"),
		RLINT_STR_INIT("docs"),
		RLINT_STR_INIT("documentation"),
		RLINT_STR_INIT("format"),
		RLINT_STR_INIT("formatting"),
		RLINT_STR_INIT("lint"),
		RLINT_STR_INIT("linter"),
		RLINT_STR_INIT("linters"),
		RLINT_STR_INIT("linting"),
		RLINT_STR_INIT("mypy"),
		RLINT_STR_INIT("precommit"),
		RLINT_STR_INIT("pytest"),
		RLINT_STR_INIT("quality"),
		RLINT_STR_INIT("style"),
		RLINT_STR_INIT("test"),
		RLINT_STR_INIT("testing"),
		RLINT_STR_INIT("tests"),
		RLINT_STR_INIT("tox"),
		RLINT_STR_INIT("typecheck"),
		RLINT_STR_INIT("typing"),
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (rlint_str_is_like(words[i], word)) {
			return true;
		}
	}
	return false;
}

/* Words that name as well what a program is about: "style-transfer", "doc-summarization". */
static bool is_ambiguous(rlint_str word)
{
	static const rlint_str words[] = { RLINT_STR_INIT("coverage"), RLINT_STR_INIT("doc"),
		RLINT_STR_INIT("format"), RLINT_STR_INIT("quality"), RLINT_STR_INIT("style"),
		RLINT_STR_INIT("typing") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (rlint_str_is_like(words[i], word)) {
			return true;
		}
	}
	return false;
}

/* A folder is for developers by its whole name, or by the last word of it: "unit-tests", but not
 * "test-time-training". */
static bool is_developers_folder(rlint_str name)
{
	size_t start = name.len;
	rlint_str last;

	while (start > 0 && (rlint_byte_is_letter(name.ptr[start - 1]) ||
				    rlint_byte_is_digit(name.ptr[start - 1]))) {
		start--;
	}
	last = str_slice(name, start, name.len);
	return is_for_developers(last) && (start == 0 || !is_ambiguous(last));
}

/* Has the name such a word, set off by anything but letters and digits? */
static bool has_developers_word(rlint_str name)
{
	size_t start = 0;

	for (size_t i = 0; i <= name.len; i++) {
		if (i < name.len &&
			(rlint_byte_is_letter(name.ptr[i]) || rlint_byte_is_digit(name.ptr[i]))) {
			continue;
		}
		if (is_for_developers(str_slice(name, start, i))) {
			return true;
		}
		start = i + 1;
	}
	return false;
}

/* The last part of a path, cut off it. */
static rlint_str cut_last(rlint_str *path)
{
	rlint_str last = rlint_str_base(*path);
	size_t start = path->len - last.len;

	*path = str_slice(*path, 0, start > 0 ? start - 1 : 0);
	return last;
}

rlint_audience audience_of_group(rlint_str name)
{
	return has_developers_word(name) ? RLINT_FOR_DEVELOPMENT : RLINT_FOR_USE;
}

/* By the file's name, its folder, and the folder above one that only sorts: folders further up
 * belong to whoever keeps the files. */
rlint_audience audience_of_path(rlint_str path)
{
	static const rlint_str sorting[] = { RLINT_STR_INIT("requirements"), RLINT_STR_INIT("reqs"),
		RLINT_STR_INIT("source"), RLINT_STR_INIT("src"), RLINT_STR_INIT("envs"),
		RLINT_STR_INIT("environments"), RLINT_STR_INIT("conda") };
	rlint_str name = cut_last(&path);
	rlint_str folder = cut_last(&path);
	bool is_so = has_developers_word(name) || is_developers_folder(folder);

	if (rlint_str_is_one_of(folder, RLINT_LIST(sorting))) {
		is_so = is_so || is_developers_folder(cut_last(&path));
	}
	return is_so ? RLINT_FOR_DEVELOPMENT : RLINT_FOR_USE;
}
