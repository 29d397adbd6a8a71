/* lib/facts, lib/syntax/ignore: what the patterns of a .dockerignore leave out, and references. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/facts/image.h"
#include "lib/facts/make.h"

struct fixture {
	struct arena arena;
	struct guard guard;
	struct dockerignore file;
	struct facts facts;
	rlint_document *document;
};

static const struct limits limits = { { 64ULL << 20, 256, 1000, 1000, 4096, 32 } };

static void make(void *context)
{
	struct fixture *fixture = context;

	dockerignore_parse(&fixture->file, &fixture->arena, &limits, fixture->document->text);
	facts_init(&fixture->facts, &fixture->arena, fixture->document, &fixture->file.tree, NULL,
		&limits);
	facts_of_dockerignore(&fixture->facts, &fixture->file);
}

static void open_fixture(struct fixture *fixture, const char *text)
{
	*fixture = (struct fixture){ .document = document_new(NULL, RLINT_FILE_DOCKERIGNORE,
					     RLINT_STR(".dockerignore"), str_from(text)) };
	arena_init(&fixture->arena, NULL, &fixture->guard);
	assert_int_equal(protect(&fixture->guard, make, fixture), RLINT_OK);
}

static void finish(struct fixture *fixture)
{
	document_unref(fixture->document);
	arena_free(&fixture->arena);
}

static rlint_answer ignores(const char *text, const char *path)
{
	struct fixture fixture;
	rlint_answer answer;

	open_fixture(&fixture, text);
	answer = rlint_ignores(fixture.facts.root, str_from(path), NULL);
	finish(&fixture);
	return answer;
}

static const struct {
	const char *text, *path;
	rlint_answer answer;
} pattern_rows[] = {
	{ "a", "a", RLINT_YES },
	{ "a", "a/b/c", RLINT_YES },
	{ "a", "b/a", RLINT_NO },
	{ "/a/", "a", RLINT_YES },
	{ "./a//b/../c", "a/c", RLINT_YES },
	{ " a ", "a", RLINT_YES },
	{ "#a", "#a", RLINT_NO },
	{ " #a", "#a", RLINT_YES },
	{ "*", "a/b", RLINT_YES },
	{ "*.py", "a.py", RLINT_YES },
	{ "*.py", "x/a.py", RLINT_NO },
	{ "*/b", "a/b", RLINT_YES },
	{ "*/b", "b", RLINT_NO },
	{ "*/tmp/*", "tmp/x", RLINT_NO },
	{ "a?c", "abc", RLINT_YES },
	{ "a?c", "a/c", RLINT_NO },
	{ "**", "a/b", RLINT_YES },
	{ "**/b", "b", RLINT_YES },
	{ "**/b", "a/x/b", RLINT_YES },
	{ "**/b", "ab", RLINT_NO },
	{ "**b", "a/xb", RLINT_YES },
	{ "**/*.py", "a.py", RLINT_YES },
	{ "**/*.py", "x/y/a.py", RLINT_YES },
	{ "a/**", "a/b/c", RLINT_YES },
	{ "a/**", "a", RLINT_NO },
	{ "a/**/b", "a/b", RLINT_YES },
	{ "a/**/b", "a/x/y/b", RLINT_YES },
	{ "a/**/b", "ab", RLINT_NO },
	{ "[a-c]x", "bx", RLINT_YES },
	{ "[^a-c]x", "bx", RLINT_NO },
	{ "a\\*", "a*", RLINT_YES },
	{ "a\\*", "ab", RLINT_NO },
	{ "a.b", "axb", RLINT_NO },
	{ "a", "*", RLINT_NO },
	{ "*", ".", RLINT_YES },
	{ "**/*", "/", RLINT_YES },
	{ ".*", ".", RLINT_NO },
	{ "a", "/a", RLINT_YES },
	{ "a\n!a", "a", RLINT_NO },
	{ "a\n!a\na", "a", RLINT_UNKNOWN },
	{ "a\n!a/b", "a", RLINT_UNKNOWN },
	{ "!a\na", "a", RLINT_UNKNOWN },
	{ "a\n[", "a", RLINT_UNKNOWN },
	{ "\xEF\xBB\xBF"
	  "a\r\nb\r\n",
		"a", RLINT_YES },
	{ "", "a", RLINT_NO },
};

static void demand(bool is_right, const char *what)
{
	if (!is_right) {
		fail_msg("%s", what);
	}
}

static void patterns_match_from_the_root_of_the_context(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof pattern_rows / sizeof *pattern_rows; i++) {
		demand(ignores(pattern_rows[i].text, pattern_rows[i].path) ==
				pattern_rows[i].answer,
			pattern_rows[i].text);
	}
}

static void the_line_that_decides_is_told(void **state)
{
	struct fixture fixture;
	const rlint_fact *by = NULL;

	(void)state;
	open_fixture(&fixture, "x\na\n**/b\n");
	assert_int_equal(rlint_ignores(fixture.facts.root, RLINT_STR("a/b"), &by), RLINT_YES);
	assert_str(rlint_as_pattern(by)->path, "a");
	assert_int_equal(rlint_fact_span(by).start, 2);
	finish(&fixture);
}

static const char *const good[] = { "a", "a:b", "a/b/c:1.2-x_y", "a__b/c--d.e", "x.y:80/a",
	"LOCAL/a", "localhost/a", "[::1]:80/a", "a:80/b",
	"a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" };
static const char *const bad[] = { "", "A", "a/B", "a:", "a:b:c", ":a", "/a", "a/", "a//b", "-a",
	"a_", "a..b", "a___b", "a b", "a:-x", "a@sha256:12", "a@b", "x.y:z/a", "é",
	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" };

static void references_are_told_from_other_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		demand(image_is_reference(str_from(good[i])), good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		demand(!image_is_reference(str_from(bad[i])), bad[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_from_the_root_of_the_context),
		cmocka_unit_test(the_line_that_decides_is_told),
		cmocka_unit_test(references_are_told_from_other_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
