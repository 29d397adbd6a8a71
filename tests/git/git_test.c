/* File access to a git repository: index and commits, not the working tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <git2.h>

#include <reprolint/git.h>

/* A repository in a new folder: one commit with a/Dockerfile and top.txt, then a change that is
 * only staged, then one that is not. */
struct repository {
	char folder[64];
	git_repository *git;
};

static void write_file(const struct repository *repository, const char *name, const char *text)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", repository->folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

static void stage(const struct repository *repository, const char *name, git_oid *tree_id)
{
	git_index *index;

	assert_int_equal(git_repository_index(&index, repository->git), 0);
	assert_int_equal(git_index_add_bypath(index, name), 0);
	assert_int_equal(git_index_write(index), 0);
	assert_int_equal(git_index_write_tree(tree_id, index), 0);
	git_index_free(index);
}

static void commit(const struct repository *repository, const git_oid *tree_id)
{
	git_signature *signature;
	git_tree *tree;
	git_oid id;

	assert_int_equal(git_tree_lookup(&tree, repository->git, tree_id), 0);
	assert_int_equal(git_signature_new(&signature, "A", "a@example.org", 0, 0), 0);
	assert_int_equal(git_commit_create(&id, repository->git, "HEAD", signature, signature, NULL,
				 "first", tree, 0, NULL),
		0);
	git_signature_free(signature);
	git_tree_free(tree);
}

static int set_up(void **state)
{
	struct repository *repository = calloc(1, sizeof *repository);
	char folder[128];
	git_oid tree;

	assert_non_null(repository);
	strcpy(repository->folder, "/tmp/reprolint-git-XXXXXX");
	assert_non_null(mkdtemp(repository->folder));
	git_libgit2_init();
	assert_int_equal(git_repository_init(&repository->git, repository->folder, 0), 0);
	snprintf(folder, sizeof folder, "mkdir %s/a", repository->folder);
	assert_int_equal(system(folder), 0);
	write_file(repository, "a/Dockerfile", "FROM committed\n");
	write_file(repository, "top.txt", "");
	stage(repository, "a/Dockerfile", &tree);
	stage(repository, "top.txt", &tree);
	commit(repository, &tree);
	write_file(repository, "a/Dockerfile", "FROM staged\n");
	stage(repository, "a/Dockerfile", &tree);
	write_file(repository, "a/Dockerfile", "FROM edited\n");
	*state = repository;
	return 0;
}

static int tear_down(void **state)
{
	struct repository *repository = *state;
	char command[128];

	git_repository_free(repository->git);
	git_libgit2_shutdown();
	snprintf(command, sizeof command, "rm -rf %s", repository->folder);
	assert_int_equal(system(command), 0);
	free(repository);
	return 0;
}

static void expect_text(const rlint_fs *fs, const char *path, const char *wanted)
{
	rlint_str text;

	assert_int_equal(fs->read(fs->user, path, 1000, &text), RLINT_ACCESS_OK);
	assert_int_equal(text.len, strlen(wanted));
	assert_memory_equal(text.ptr, wanted, text.len);
	fs->release(fs->user, text);
}

static rlint_git *open_at(void **state, const char *revision)
{
	const struct repository *repository = *state;
	rlint_git *git;

	assert_int_equal(rlint_git_open(repository->folder, revision, &git), RLINT_OK);
	return git;
}

static void a_commit_gives_its_own_files(void **state)
{
	rlint_git *git = open_at(state, "HEAD");
	const rlint_fs *fs = rlint_git_fs(git);

	expect_text(fs, "a/Dockerfile", "FROM committed\n");
	expect_text(fs, "./a/Dockerfile", "FROM committed\n");
	expect_text(fs, "top.txt", "");
	rlint_git_free(git);
}

static void the_index_gives_what_is_staged(void **state)
{
	rlint_git *git = open_at(state, NULL);

	expect_text(rlint_git_fs(git), "a/Dockerfile", "FROM staged\n");
	rlint_git_free(git);
}

static void absent_large_and_folder_are_told_apart(void **state)
{
	static const char *const revisions[] = { NULL, "HEAD" };

	for (size_t i = 0; i < 2; i++) {
		rlint_git *git = open_at(state, revisions[i]);
		const rlint_fs *fs = rlint_git_fs(git);
		rlint_entry entry;
		rlint_str text;

		assert_int_equal(fs->read(fs->user, "b", 10, &text), RLINT_ACCESS_ABSENT);
		assert_int_equal(fs->read(fs->user, "a", 10, &text), RLINT_ACCESS_NOT_A_FILE);
		assert_int_equal(
			fs->read(fs->user, "a/Dockerfile", 3, &text), RLINT_ACCESS_TOO_LARGE);
		assert_int_equal(fs->stat(fs->user, "a", &entry), RLINT_ACCESS_OK);
		assert_int_equal(entry.kind, RLINT_ENTRY_FOLDER);
		assert_int_equal(fs->stat(fs->user, "top.txt", &entry), RLINT_ACCESS_OK);
		assert_int_equal(entry.kind, RLINT_ENTRY_FILE);
		assert_int_equal(entry.size, 0);
		rlint_git_free(git);
	}
}

static bool add_name(void *sink, const char *name, rlint_entry_kind kind)
{
	char *names = sink;

	strncat(names, name, 20);
	strncat(names, kind == RLINT_ENTRY_FOLDER ? "/ " : " ", 3);
	return true;
}

static void folders_list_their_own_members(void **state)
{
	static const char *const revisions[] = { NULL, "HEAD" };

	for (size_t i = 0; i < 2; i++) {
		rlint_git *git = open_at(state, revisions[i]);
		const rlint_fs *fs = rlint_git_fs(git);
		char top[100] = "", inner[100] = "";

		assert_int_equal(fs->list(fs->user, ".", add_name, top), RLINT_ACCESS_OK);
		assert_string_equal(top, "a/ top.txt ");
		assert_int_equal(fs->list(fs->user, "a", add_name, inner), RLINT_ACCESS_OK);
		assert_string_equal(inner, "Dockerfile ");
		rlint_git_free(git);
	}
}

static void what_is_no_repository_or_revision_is_refused(void **state)
{
	const struct repository *repository = *state;
	rlint_git *git;

	assert_int_equal(rlint_git_open("/nowhere", NULL, &git), RLINT_IO);
	assert_null(git);
	assert_int_equal(rlint_git_open(repository->folder, "no-such-tag", &git), RLINT_IO);
	assert_null(git);
	rlint_git_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_commit_gives_its_own_files),
		cmocka_unit_test(the_index_gives_what_is_staged),
		cmocka_unit_test(absent_large_and_folder_are_told_apart),
		cmocka_unit_test(folders_list_their_own_members),
		cmocka_unit_test(what_is_no_repository_or_revision_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
