/* lib/project: kinds, paths, encodings, walks, links. */
#include "tests/unit/unit.h"

#include <stdio.h>

#include "lib/base/str.h"
#include "lib/project/encoding.h"
#include "lib/project/kinds.h"
#include "lib/project/path.h"
#include "lib/project/project.h"
#include "tests/unit/memory_fs.h"

static void names_tell_kinds(void **state)
{
	static const struct {
		const char *path;
		rlint_file_kind kind;
	} cases[] = {
		{ "Dockerfile", RLINT_FILE_DOCKERFILE },
		{ "a/gpu.Dockerfile", RLINT_FILE_DOCKERFILE },
		{ "Dockerfile.cuda-12.1", RLINT_FILE_DOCKERFILE },
		{ "dockerfile", RLINT_FILE_DOCKERFILE },
		{ "Containerfile.dev", RLINT_FILE_DOCKERFILE },
		{ "Dockerfile.dockerignore", RLINT_FILE_DOCKERIGNORE },
		{ "a/.dockerignore", RLINT_FILE_DOCKERIGNORE },
		{ "dockerfile_parser.py", RLINT_FILE_UNKNOWN },
		{ "Dockerfile.j2", RLINT_FILE_UNKNOWN },
		{ "MyContainerfile", RLINT_FILE_UNKNOWN },
		{ "requirements.txt", RLINT_FILE_REQUIREMENTS },
		{ "dev-requirements.in", RLINT_FILE_REQUIREMENTS },
		{ "requirements/docs.txt", RLINT_FILE_REQUIREMENTS },
		{ "a/requirements/docs.in", RLINT_FILE_REQUIREMENTS },
		{ "constraints-gpu.txt", RLINT_FILE_REQUIREMENTS },
		{ "docs.txt", RLINT_FILE_UNKNOWN },
		{ "config.toml", RLINT_FILE_CONFIG },
		{ "config.CFG", RLINT_FILE_CONFIG },
		{ "a/train.ini", RLINT_FILE_CONFIG },
		{ "requirements.md", RLINT_FILE_UNKNOWN },
		{ "environment.yml", RLINT_FILE_CONDA },
		{ "environment-gpu.yaml", RLINT_FILE_CONDA },
		{ "conda.yaml", RLINT_FILE_CONDA },
		{ "train.yaml", RLINT_FILE_CONFIG },
		{ "ds_config.json", RLINT_FILE_CONFIG },
		{ ".devcontainer/devcontainer.json", RLINT_FILE_DEVCONTAINER },
		{ "a/.devcontainer.json", RLINT_FILE_DEVCONTAINER },
		{ "a/.env", RLINT_FILE_DOTENV },
		{ ".env.local", RLINT_FILE_DOTENV },
		{ "train.env", RLINT_FILE_DOTENV },
		{ ".envrc", RLINT_FILE_UNKNOWN },
		{ "pyproject.toml", RLINT_FILE_PROJECT },
		{ "a/Pipfile", RLINT_FILE_PROJECT },
		{ "setup.cfg", RLINT_FILE_PROJECT },
		{ "uv.lock", RLINT_FILE_LOCK },
		{ "a/poetry.lock", RLINT_FILE_LOCK },
		{ "pdm.lock", RLINT_FILE_LOCK },
		{ "Pipfile.lock", RLINT_FILE_LOCK },
		{ "pylock.toml", RLINT_FILE_LOCK },
		{ "pylock.gpu.toml", RLINT_FILE_LOCK },
		{ "pylock.a.b.toml", RLINT_FILE_CONFIG },
		{ "gpu.conda-lock.yml", RLINT_FILE_LOCK },
		{ "Cargo.lock", RLINT_FILE_UNKNOWN },
		{ "main.py", RLINT_FILE_UNKNOWN },
		{ "", RLINT_FILE_UNKNOWN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (kind_of_path(str_from(cases[i].path)) != cases[i].kind) {
			fail_msg("%s", cases[i].path);
		}
	}
}

static void paths_are_joined_and_made_normal(void **state)
{
	struct arena arena;
	rlint_str above;

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_str(host_path_join(&arena, RLINT_STR("a/"), RLINT_STR("b")), "a/b");
	assert_str(host_path_join(&arena, RLINT_STR("a"), RLINT_STR("/b")), "/b");
	assert_str(host_path_join(&arena, RLINT_STR(""), RLINT_STR("b")), "b");
	assert_str(path_normal(&arena, RLINT_STR("./a//b/../c/.")), "a/c");
	assert_str(path_normal(&arena, RLINT_STR("../../a/..")), "../..");
	assert_str(path_normal(&arena, RLINT_STR("/../a")), "/a");
	assert_str(path_normal(&arena, RLINT_STR("a/../..")), "..");
	assert_str(path_normal(&arena, RLINT_STR(".")), "");
	assert_true(path_above(&arena, RLINT_STR("a/b"), &above));
	assert_str(above, "a");
	assert_true(path_above(&arena, RLINT_STR(""), &above));
	assert_str(above, "..");
	assert_true(path_above(&arena, above, &above));
	assert_str(above, "../..");
	assert_false(path_above(&arena, RLINT_STR("/"), &above));
	assert_true(path_is_inside(RLINT_STR("a/b"), RLINT_STR("a")));
	assert_false(path_is_inside(RLINT_STR("ab"), RLINT_STR("a")));
	assert_true(path_is_inside(RLINT_STR("a"), RLINT_STR("")));
	assert_false(path_is_inside(RLINT_STR("../a"), RLINT_STR("")));
	assert_true(path_is_inside(RLINT_STR("/a"), RLINT_STR("/")));
	arena_free(&arena);
}

static void byte_order_marks_tell_encodings(void **state)
{
	rlint_str little = { "\xFF\xFE"
			     "a\0\x3D\xD8\x00\xDE\x3D\xD8",
		10 };
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL, NULL);
	assert_int_equal(encoding_of(little), ENCODING_UTF16_LE);
	/* A pair of surrogates, then a lone one. */
	assert_str(encoding_decode(&arena, little, ENCODING_UTF16_LE),
		"a\xF0\x9F\x98\x80\xEF\xBF\xBD");
	assert_int_equal(encoding_of(RLINT_STR("\xFE\xFF\0a")), ENCODING_UTF16_BE);
	assert_str(encoding_decode(&arena, RLINT_STR("\xFE\xFF\0ab"), ENCODING_UTF16_BE),
		"a\xEF\xBF\xBD");
	assert_int_equal(encoding_of(RLINT_STR("\xFF\xFE\0\0a\0\0\0")), ENCODING_UTF32_LE);
	assert_str(
		encoding_decode(&arena, RLINT_STR("\xFF\xFE\0\0a\0\0\0"), ENCODING_UTF32_LE), "a");
	assert_int_equal(encoding_of(RLINT_STR("\xEF\xBB\xBF"
					       "FROM a")),
		ENCODING_UTF8);
	assert_int_equal(encoding_of(RLINT_STR("\x7F"
					       "ELF\2\1\1\0\0\0\0\0\0\0\0")),
		ENCODING_BINARY);
	assert_int_equal(encoding_of(RLINT_STR("FROM a\0")), ENCODING_UTF8);
	assert_int_equal(encoding_of(RLINT_STR("")), ENCODING_UTF8);
	arena_free(&arena);
}

struct listing {
	char paths[256];
	char failed[64];
};

static bool note_path(void *user, const char *path)
{
	struct listing *listing = user;

	strcat(listing->paths, path);
	strcat(listing->paths, " ");
	return strcmp(path, "r/stop/Dockerfile") != 0;
}

static void note_failed(void *user, const char *path, rlint_access why)
{
	struct listing *listing = user;

	strcat(listing->failed, path);
	assert_int_equal(why, RLINT_ACCESS_DENIED);
}

static void walks_are_sorted_by_path_and_leave_out_what_is_not_ours(void **state)
{
	static const struct memory_file files[] = {
		{ "r/b/Dockerfile", "", 0 },
		{ "r/b.Dockerfile", "", 0 },
		{ "r/a/requirements.txt", "", 0 },
		{ "r/a/main.py", "", 0 },
		{ "r/node_modules/x/Dockerfile", "", 0 },
		{ "r/.hidden/Dockerfile", "", 0 },
		{ "r/.devcontainer/Dockerfile", "", 0 },
		{ "r/requirements/dev.txt", "", 0 },
		{ "r/secret/", NULL, RLINT_ACCESS_DENIED },
		{ "r/secret/Dockerfile", "", 0 },
		{ "r/stop/Dockerfile", "", 0 },
		{ "r/zz/Dockerfile", "", 0 },
		{ 0 },
	};
	struct memory_fs table = { files, 0, 0 };
	rlint_fs fs = memory_fs(&table);
	struct limits limits = { { 0 } };
	struct reader reader = { NULL, NULL, &limits };
	struct listing listing = { "", "" };
	struct walk walk = { note_path, note_failed, &listing, NULL };
	struct project project;

	(void)state;
	assert_int_equal(project_init(&project, &reader, &fs, NULL), RLINT_OK);
	assert_int_equal(project_walk(&project, RLINT_STR("r/"), &walk), RLINT_OK);
	assert_string_equal(listing.paths,
		"r/.devcontainer/Dockerfile r/a/requirements.txt r/b.Dockerfile r/b/Dockerfile "
		"r/requirements/dev.txt r/stop/Dockerfile ");
	assert_string_equal(listing.failed, "r/secret");
	project_free(&project);
}

static void the_folders_above_tell_what_is_ignored_where_they_have_names(void **state)
{
	static const struct memory_file files[] = {
		{ "/.gitignore", "Dockerfile\n", 0 },
		{ "/r/.git", "", 0 },
		{ "/r/.gitignore", "/s/a\nc\n", 0 },
		{ "/r/s/a/Dockerfile", "", 0 },
		{ "/r/s/b/Dockerfile", "", 0 },
		{ "/r/s/c/Dockerfile", "", 0 },
		{ "./a/Dockerfile", "", 0 },
		{ "./b/Dockerfile", "", 0 },
		{ "./c/Dockerfile", "", 0 },
		{ 0 },
	};
	struct memory_fs table = { files, 0, 0 };
	rlint_fs fs = memory_fs(&table);
	struct limits limits = { { 0 } };
	struct reader reader = { NULL, NULL, &limits };
	struct listing listing = { "", "" };
	struct walk walk = { note_path, note_failed, &listing, NULL };
	struct project project;

	(void)state;
	assert_int_equal(project_init(&project, &reader, &fs, NULL), RLINT_OK);
	assert_int_equal(project_set_folder(&project, RLINT_STR("r")), RLINT_ARGUMENT);
	assert_int_equal(project_walk(&project, RLINT_STR("/r/s"), &walk), RLINT_OK);
	assert_string_equal(listing.paths, "/r/s/b/Dockerfile ");
	listing.paths[0] = '\0';
	assert_int_equal(project_walk(&project, RLINT_STR("."), &walk), RLINT_OK);
	assert_string_equal(listing.paths, "./a/Dockerfile ./b/Dockerfile ./c/Dockerfile ");
	listing.paths[0] = '\0';
	assert_int_equal(project_set_folder(&project, RLINT_STR("/r/s/")), RLINT_OK);
	assert_int_equal(project_walk(&project, RLINT_STR("."), &walk), RLINT_OK);
	assert_string_equal(listing.paths, "./b/Dockerfile ");
	assert_int_equal(table.reads, table.releases);
	project_free(&project);
}

/* A project over a table of files, one file opened. */
struct fixture {
	struct memory_fs table;
	rlint_fs fs;
	struct limits limits;
	struct project project;
	struct analysis *analysis;
};

static void open_fixture(struct fixture *fixture, const struct memory_file *files, const char *root,
	const char *path)
{
	struct reader reader = { NULL, NULL, &fixture->limits };
	struct opened opened;

	*fixture = (struct fixture){ .table = { files, 0, 0 } };
	fixture->limits.values[RLINT_LIMIT_FILE_SIZE] = 4000;
	fixture->limits.values[RLINT_LIMIT_INCLUDE_DEPTH] = 4;
	fixture->fs = memory_fs(&fixture->table);
	assert_int_equal(project_init(&fixture->project, &reader, &fixture->fs, root), RLINT_OK);
	assert_int_equal(project_open(&fixture->project, str_from(path), &opened), RLINT_OK);
	assert_non_null(opened.analysis);
	fixture->analysis = opened.analysis;
}

static rlint_answer link(
	struct fixture *fixture, rlint_kind kind, uint32_t index, const rlint_fact **out)
{
	const struct vec *facts = &fixture->analysis->facts.all[kind];
	rlint_relation relation = kind == RLINT_INCLUDE ? RLINT_INCLUDES : RLINT_HELD_BY;

	assert_true(index < facts->count);
	return project_linked(
		&fixture->project, ((rlint_fact **)facts->items)[index], relation, out);
}

static void includes_are_found_beside_the_file_and_above_it(void **state)
{
	static const struct memory_file files[] = {
		{ ".git", "", 0 },
		{ "./a/b/requirements.txt",
			"-r base.txt\n-r top.txt\n-r none.txt\n-r ../../../out.txt\n-r $X\n"
			"-r https://example.org/r.txt\n-r /etc/r.txt\n-r shut.txt\n-r "
			"./requirements.txt\n",
			0 },
		{ "a/b/base.txt", "numpy==1.26.4\n", 0 },
		{ "./a/b/base.txt", "numpy==1.26.4\n", 0 },
		{ "top.txt", "", 0 },
		{ "./top.txt", "", 0 },
		{ "../out.txt", "", 0 },
		{ "/etc/r.txt", "", 0 },
		{ "a/b/shut.txt", NULL, 0 },
		{ "./a/b/shut.txt", NULL, RLINT_ACCESS_DENIED },
		{ "a/b/requirements.txt", "", 0 },
		{ 0 },
	};
	struct fixture fixture;
	const rlint_fact *other = NULL;

	(void)state;
	open_fixture(&fixture, files, NULL, "./a/b/requirements.txt");
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 0, &other), RLINT_YES);
	assert_str(rlint_document_path(rlint_fact_document(other)), "./a/b/base.txt");
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 1, &other), RLINT_YES);
	assert_str(rlint_document_path(rlint_fact_document(other)), "./top.txt");
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 2, &other), RLINT_NO);
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 3, &other), RLINT_UNKNOWN);
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 5, &other), RLINT_UNKNOWN);
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 6, &other), RLINT_UNKNOWN);
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 7, &other), RLINT_UNKNOWN);
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 8, &other), RLINT_YES);
	assert_ptr_equal(other, fixture.analysis->facts.root);
	project_free(&fixture.project);
	assert_int_equal(fixture.table.reads, fixture.table.releases);
}

static void files_out_of_the_working_directory_have_their_own_folder(void **state)
{
	static const struct memory_file files[] = {
		{ "../b/requirements.txt", "-r base.txt\n-r none.txt\n-r ../out.txt\n", 0 },
		{ "../b/base.txt", "", 0 },
		{ 0 },
	};
	struct fixture fixture;
	const rlint_fact *other = NULL;

	(void)state;
	open_fixture(&fixture, files, NULL, "../b/requirements.txt");
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 0, &other), RLINT_YES);
	assert_str(rlint_document_path(rlint_fact_document(other)), "../b/base.txt");
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 1, &other), RLINT_NO);
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 2, &other), RLINT_UNKNOWN);
	project_free(&fixture.project);
	open_fixture(&fixture, files, "../a", "../b/requirements.txt");
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 1, &other), RLINT_UNKNOWN);
	project_free(&fixture.project);
}

static void constraints_hold_packages_through_includes_and_loops(void **state)
{
	static const struct memory_file files[] = {
		{ ".git", "", 0 },
		{ "requirements.txt", "Torch\nnumpy\nscipy\n-c constraints.txt\n-r more.txt\n", 0 },
		{ "constraints.txt", "torch==2.4.1\nnumpy>=1.20\n", 0 },
		{ "more.txt", "-r requirements.txt\nscipy==1.13.1; python_version < '3'\n", 0 },
		{ 0 },
	};
	struct fixture fixture;
	const rlint_fact *holder = NULL;

	(void)state;
	open_fixture(&fixture, files, NULL, "requirements.txt");
	assert_int_equal(link(&fixture, RLINT_PACKAGE, 0, &holder), RLINT_YES);
	assert_str(rlint_document_path(rlint_fact_document(holder)), "constraints.txt");
	assert_str(rlint_as_package(holder)->version.text, "==2.4.1");
	assert_int_equal(link(&fixture, RLINT_PACKAGE, 1, &holder), RLINT_NO);
	assert_int_equal(link(&fixture, RLINT_PACKAGE, 2, &holder), RLINT_NO);
	project_free(&fixture.project);
}

static void a_file_that_is_included_and_linted_is_read_once(void **state)
{
	static const struct memory_file files[] = {
		{ "requirements.txt", "-r requirements-base.txt\nx\n", 0 },
		{ "requirements-base.txt", "numpy\n", 0 },
		{ 0 },
	};
	struct fixture fixture;
	const rlint_fact *other;
	struct opened opened;

	(void)state;
	open_fixture(&fixture, files, NULL, "requirements.txt");
	assert_int_equal(link(&fixture, RLINT_INCLUDE, 0, &other), RLINT_YES);
	assert_int_equal(fixture.table.reads, 2);
	assert_int_equal(
		project_open(&fixture.project, RLINT_STR("requirements-base.txt"), &opened),
		RLINT_OK);
	assert_int_equal(fixture.table.reads, 2);
	/* Linted again, it may have changed. */
	assert_int_equal(
		project_open(&fixture.project, RLINT_STR("requirements-base.txt"), &opened),
		RLINT_OK);
	assert_int_equal(fixture.table.reads, 3);
	assert_int_equal(project_overlay(&fixture.project, RLINT_STR("./requirements-base.txt"),
				 RLINT_STR("a\nb\n")),
		RLINT_OK);
	assert_int_equal(
		project_open(&fixture.project, RLINT_STR("requirements-base.txt"), &opened),
		RLINT_OK);
	assert_int_equal(fixture.table.reads, 3);
	assert_int_equal(opened.analysis->facts.all[RLINT_PACKAGE].count, 2);
	project_free(&fixture.project);
}

static void what_many_includes_led_to_is_not_kept_for_the_next_file(void **state)
{
	enum { COUNT = 80, SIZE = 24 };
	static char names[COUNT][SIZE];
	static char text[COUNT * SIZE];
	static struct memory_file files[COUNT + 2];
	struct fixture fixture;
	const rlint_fact *other;
	struct opened opened;

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		snprintf(names[i], SIZE, "part%03zu.txt", i);
		strcat(text, "-r ");
		strcat(text, names[i]);
		strcat(text, "\n");
		files[i] = (struct memory_file){ names[i], "x\n", 0 };
	}
	files[COUNT] = (struct memory_file){ "requirements.txt", text, 0 };
	open_fixture(&fixture, files, "", "requirements.txt");
	for (uint32_t i = 0; i < COUNT; i++) {
		assert_int_equal(link(&fixture, RLINT_INCLUDE, i, &other), RLINT_YES);
	}
	assert_true(fixture.project.kept_count > COUNT);
	assert_int_equal(
		project_open(&fixture.project, RLINT_STR("part000.txt"), &opened), RLINT_OK);
	assert_true(fixture.project.kept_count < COUNT);
	project_free(&fixture.project);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_tell_kinds),
		cmocka_unit_test(paths_are_joined_and_made_normal),
		cmocka_unit_test(byte_order_marks_tell_encodings),
		cmocka_unit_test(walks_are_sorted_by_path_and_leave_out_what_is_not_ours),
		cmocka_unit_test(the_folders_above_tell_what_is_ignored_where_they_have_names),
		cmocka_unit_test(includes_are_found_beside_the_file_and_above_it),
		cmocka_unit_test(files_out_of_the_working_directory_have_their_own_folder),
		cmocka_unit_test(constraints_hold_packages_through_includes_and_loops),
		cmocka_unit_test(a_file_that_is_included_and_linted_is_read_once),
		cmocka_unit_test(what_many_includes_led_to_is_not_kept_for_the_next_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
