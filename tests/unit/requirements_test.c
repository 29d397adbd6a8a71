/* lib/syntax/python: requirements files. */
#include "tests/unit/unit.h"

#include <stdlib.h>

#include "lib/base/str.h"
#include "lib/syntax/python/requirements.h"

struct fixture {
	struct arena arena;
	struct guard guard;
	struct requirements file;
	rlint_str source;
};

static const struct limits limits = { { 64ULL << 20, 256, 1000, 1000, 4096, 32 } };

static void parse(void *context)
{
	struct fixture *fixture = context;

	requirements_parse(&fixture->file, &fixture->arena, &limits, fixture->source);
}

static void read_bytes(struct fixture *fixture, rlint_str source)
{
	*fixture = (struct fixture){ .source = source };
	arena_init(&fixture->arena, NULL, &fixture->guard);
	assert_int_equal(protect(&fixture->guard, parse, fixture), RLINT_OK);
}

static void read(struct fixture *fixture, const char *source)
{
	read_bytes(fixture, str_from(source));
}

static const struct requirements_line *line(const struct fixture *fixture, uint32_t index)
{
	assert_true(index < fixture->file.lines.count);
	return requirements_line_at(&fixture->file, index);
}

static rlint_str part(const struct requirements_line *line, struct range range)
{
	return str_slice(line->subject.bytes, range.start, range.end);
}

static const struct problem *problem(const struct fixture *fixture, uint32_t index)
{
	assert_true(index < fixture->file.tree.problems.count);
	return (const struct problem *)fixture->file.tree.problems.items + index;
}

static void lines_have_their_parts(void **state)
{
	struct fixture fixture;
	const struct requirements_line *first;

	(void)state;
	read(&fixture, "# c\n\nTorch[a,b] >=2.0, <3 ; os_name == 'posix'  # why\r\n-e .\r-r x.txt");
	assert_int_equal(fixture.file.lines.count, 3);
	first = line(&fixture, 0);
	assert_int_equal(first->number, 3);
	assert_int_equal(first->kind, LINE_REQUIREMENT);
	assert_str(part(first, first->requirement.name), "Torch");
	assert_str(part(first, first->requirement.extras), "[a,b]");
	assert_int_equal(first->requirement.extra_count, 2);
	assert_str(part(first, first->requirement.specifiers), ">=2.0, <3");
	assert_int_equal(first->requirement.specifier_list.count, 2);
	assert_str(part(first, first->requirement.marker), "os_name == 'posix'");
	assert_span(first->span, 5, 46);
	assert_int_equal(line(&fixture, 1)->kind, LINE_EDITABLE);
	assert_int_equal(line(&fixture, 1)->requirement.kind, REQUIREMENT_PATH);
	assert_int_equal(line(&fixture, 2)->kind, LINE_INCLUDE);
	assert_str(line(&fixture, 2)->subject.bytes, "x.txt");
	assert_int_equal(line(&fixture, 2)->number, 5);
	assert_int_equal(fixture.file.tree.problems.count, 0);
	arena_free(&fixture.arena);
}

static void comments_know_the_lines_around_them(void **state)
{
	struct fixture fixture;
	const struct comment *comments;

	(void)state;
	read(&fixture, "# one\na  # two\n\nb \\\n  # three\n# end\n");
	comments = fixture.file.tree.comments.items;
	assert_int_equal(fixture.file.tree.comments.count, 4);
	assert_int_equal(comments[0].precedes, line(&fixture, 0)->node);
	assert_int_equal(comments[0].trails, NODE_NONE);
	assert_int_equal(comments[1].trails, line(&fixture, 0)->node);
	assert_int_equal(comments[1].precedes, line(&fixture, 1)->node);
	assert_int_equal(comments[2].trails, line(&fixture, 1)->node);
	assert_span(comments[2].span, 22, 29);
	assert_int_equal(comments[3].precedes, NODE_NONE);
	arena_free(&fixture.arena);
}

static void continued_lines_are_joined_with_nothing_between(void **state)
{
	struct fixture fixture;
	const rlint_span *gaps;

	(void)state;
	read(&fixture, "num\\\npy==1\\\r\n.2 \\\n --hash=sha256:ab\nb");
	assert_str(line(&fixture, 0)->text.bytes, "numpy==1.2  --hash=sha256:ab");
	assert_int_equal(line(&fixture, 0)->hash_count, 1);
	assert_int_equal(line(&fixture, 1)->number, 5);
	gaps = fixture.file.tree.gaps.items;
	assert_int_equal(fixture.file.tree.gaps.count, 3);
	assert_span(gaps[0], 3, 5);
	assert_span(gaps[1], 10, 13);
	assert_span(tree_node(&fixture.file.tree, line(&fixture, 0)->node + 1)->span, 0, 7);
	arena_free(&fixture.arena);
}

/* What is refused, the words that it is refused for, and the beginning of the reason. */
static void refusals_stand_where_reading_stopped(void **state)
{
	static const struct {
		const char *source, *words, *reason;
		bool is_grave;
	} rows[] = {
		{ "ok\nnumpy=1.2\n", "=1.2", "= is no operator", true },
		{ "numpy=>1.2", "=>1.2", "the operator is turned", true },
		{ "a==1 b==2", "b==2", "only a comma and another", true },
		{ "a==latest", "==latest", "no version that PEP 440", true },
		{ "a~=1", "~=1", "~= needs a version of two", true },
		{ "a>=1.*", ">=1.*", ".* may follow", true },
		{ "a[x", "[x", "the bracket of the extras", true },
		{ "a ; python_version < 3", "3", "a marker variable", true },
		{ "<<<<<<< HEAD", "<<<<<<<", "a merge left this", true },
		{ "a==1 \\ \n --hash=sha256:ab", "\\", "this backslash joins", true },
		{ "a --no-deps", "--no-deps", "pip takes no such option", true },
		{ "a --hash=md5:ab", "md5:ab", "pip takes sha256", true },
		{ "-i 'https://h", "'https://h", "this quote is not closed", true },
		{ "git://h/r", "git", "pip takes URLs that begin", true },
		{ "git+https://h/r#egg=a[b]", "a[b]", "#egg= takes a bare", false },
		{ "a@1.0", "1.0", "pip takes what follows", true },
		{ "git@github.com:o/r.git", "git@github.com:o/r.git", "pip takes `git` for", true },
		{ "- numpy", "- numpy", "pip takes this dash", false },
		{ "--pre numpy", "numpy", "pip drops these words", false },
		{ "-e a @ git+https://h/r", "@ git+https://h/r", "pip drops this: put", false },
		{ "--hash=sha256:ab", "--hash=sha256:ab", "this hash belongs to no", false },
		{ "a # x \\\nb==2\n", "b==2", "the comment before it", false },
		{ "https://h/a.whl", "a.whl", "a wheel's file name", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture;
		const struct problem *found;

		read(&fixture, rows[i].source);
		found = problem(&fixture, 0);
		assert_str(str_slice(fixture.source, found->span.start, found->span.end),
			rows[i].words);
		assert_true(rlint_str_starts(found->message, str_from(rows[i].reason)));
		assert_int_equal(found->is_grave, rows[i].is_grave);
		assert_string_equal(found->rule, "requirements");
		arena_free(&fixture.arena);
	}
}

static void one_bad_line_costs_no_other(void **state)
{
	struct fixture fixture;

	(void)state;
	read(&fixture, "a==\nb==1\n\xff\xfe\nc");
	assert_int_equal(fixture.file.lines.count, 4);
	assert_int_equal(line(&fixture, 0)->kind, LINE_INVALID);
	assert_int_equal(line(&fixture, 1)->requirement.kind, REQUIREMENT_NAMED);
	assert_int_equal(line(&fixture, 3)->requirement.kind, REQUIREMENT_NAMED);
	assert_true(fixture.file.tree.is_incomplete);
	arena_free(&fixture.arena);
}

static void variables_are_unknown_not_wrong(void **state)
{
	struct fixture fixture;

	(void)state;
	read(&fixture, "a==${V}\n${ALL}\nb==${v}\n");
	assert_int_equal(line(&fixture, 0)->requirement.kind, REQUIREMENT_NAMED);
	assert_int_equal(line(&fixture, 1)->requirement.kind, REQUIREMENT_INVALID);
	assert_int_equal(fixture.file.tree.problems.count, 1);
	assert_int_equal(line(&fixture, 2)->kind, LINE_INVALID);
	arena_free(&fixture.arena);
}

static void urls_and_paths_have_their_parts(void **state)
{
	static const struct {
		const char *source;
		enum requirement_kind kind;
		const char *name, *reference;
	} rows[] = {
		{ "git+ssh://git@h/o/r.git@v1@v2#egg=x&subdirectory=s", REQUIREMENT_VCS, "x",
			"v2" },
		{ "x @ git+https://h/r@main", REQUIREMENT_VCS, "x", "main" },
		{ "x @ https://h/x-1.0.zip#sha256=ab", REQUIREMENT_DIRECT, "x", "" },
		{ "https://h/a_b-1.0-py3-none-any.whl", REQUIREMENT_URL, "a_b", "" },
		{ "./dist/a-1.0-py3-none-any.whl", REQUIREMENT_PATH, "a", "" },
		{ "../lib[x]", REQUIREMENT_PATH, "", "" },
		{ "a-1.0-py3-none-any.whl [x]", REQUIREMENT_PATH, "a", "" },
		{ "-e git://h/r@main#egg=x", REQUIREMENT_VCS, "x", "main" },
		{ "some/folder", REQUIREMENT_PATH, "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture fixture;
		const struct requirements_line *at;

		read(&fixture, rows[i].source);
		at = line(&fixture, 0);
		assert_int_equal(at->requirement.kind, rows[i].kind);
		assert_str(part(at, at->requirement.name), rows[i].name);
		assert_str(part(at, at->requirement.reference), rows[i].reference);
		arena_free(&fixture.arena);
	}
}

static void quoted_editables_keep_their_places(void **state)
{
	struct fixture fixture;
	const struct requirements_line *at;

	(void)state;
	read(&fixture, "-e \"a @ git+https://h/r@0123456\"\n");
	at = line(&fixture, 0);
	assert_int_equal(at->requirement.kind, REQUIREMENT_VCS);
	assert_true(at->requirement.is_editable);
	assert_span(text_span(&at->subject, at->requirement.reference.start,
			    at->requirement.reference.end),
		24, 31);
	arena_free(&fixture.arena);
}

static void a_million_continuations_take_no_time(void **state)
{
	const size_t count = 1000000;
	char *bytes = malloc(count * 2);
	struct fixture fixture;

	(void)state;
	for (size_t i = 0; i < count; i++) {
		memcpy(bytes + i * 2, "\\\n", 2);
	}
	memcpy(bytes, "a\\\n", 3);
	read_bytes(&fixture, (rlint_str){ bytes, count * 2 });
	assert_int_equal(fixture.file.lines.count, 1);
	assert_str(line(&fixture, 0)->text.bytes, "a");
	arena_free(&fixture.arena);
	free(bytes);
}

static void other_encodings_are_decoded(void **state)
{
	static const struct {
		rlint_str raw;
		const char *wanted; /* NULL: left alone */
	} rows[] = {
		{ RLINT_STR_INIT("\xFF\xFE"
				 "a\0\xAC\x20"),
			"a\xE2\x82\xAC" },
		{ RLINT_STR_INIT("\xFE\xFF\xD8\x3D\xDE\x00"), "\xF0\x9F\x98\x80" },
		{ RLINT_STR_INIT("\xFF\xFE\0\0a\0\0\0"), "a" },
		{ RLINT_STR_INIT("# -*- coding: latin-1 -*-\n\xE9"),
			"# -*- coding: latin-1 -*-\n\xC3\xA9" },
		{ RLINT_STR_INIT("\xFF\xFE"
				 "a"),
			NULL },
		{ RLINT_STR_INIT("\xEF\xBB\xBF"
				 "a"),
			NULL },
		{ RLINT_STR_INIT(" # coding: latin-1\n\xE9"), NULL },
	};
	struct guard guard = { 0 };
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL, &guard);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		rlint_str out;

		assert_int_equal(
			requirements_decode(&arena, rows[i].raw, &out), rows[i].wanted != NULL);
		if (rows[i].wanted) {
			assert_str(out, rows[i].wanted);
		} else {
			assert_ptr_equal(out.ptr, rows[i].raw.ptr);
		}
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_have_their_parts),
		cmocka_unit_test(comments_know_the_lines_around_them),
		cmocka_unit_test(continued_lines_are_joined_with_nothing_between),
		cmocka_unit_test(refusals_stand_where_reading_stopped),
		cmocka_unit_test(one_bad_line_costs_no_other),
		cmocka_unit_test(variables_are_unknown_not_wrong),
		cmocka_unit_test(urls_and_paths_have_their_parts),
		cmocka_unit_test(quoted_editables_keep_their_places),
		cmocka_unit_test(a_million_continuations_take_no_time),
		cmocka_unit_test(other_encodings_are_decoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
