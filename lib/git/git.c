/* File access to a commit or to the index of a git repository, by libgit2. */
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include <reprolint/git.h>

struct rlint_git {
	git_repository *repository;
	git_index *index; /* NULL where a commit is read */
	git_tree *tree; /* NULL where the index is read */
	rlint_fs fs;
};

/* What lies at a path. */
struct object {
	git_oid id; /* not of a folder of the index */
	rlint_entry_kind kind;
};

static rlint_access access_of(int error)
{
	if (error == 0) {
		return RLINT_ACCESS_OK;
	}
	return error == GIT_ENOTFOUND ? RLINT_ACCESS_ABSENT : RLINT_ACCESS_FAILED;
}

static rlint_entry_kind kind_of(unsigned int mode)
{
	switch (mode) {
	case GIT_FILEMODE_TREE:
		return RLINT_ENTRY_FOLDER;
	case GIT_FILEMODE_BLOB:
	case GIT_FILEMODE_BLOB_EXECUTABLE:
		return RLINT_ENTRY_FILE;
	case GIT_FILEMODE_LINK:
		return RLINT_ENTRY_LINK;
	default:
		return RLINT_ENTRY_OTHER;
	}
}

/* "./a" and "." are spellings of "a" and of the root, "". */
static const char *inner_path(const char *path)
{
	while (path[0] == '.' && path[1] == '/') {
		path += 2;
		path += strspn(path, "/");
	}
	return strcmp(path, ".") == 0 ? "" : path;
}

/* "folder/" in new memory, "" for the root; NULL when out of memory. */
static char *prefix_of(const char *folder)
{
	size_t length = strlen(folder);
	char *prefix = malloc(length + 2);

	if (!prefix) {
		return NULL;
	}
	memcpy(prefix, folder, length + 1);
	if (length > 0 && prefix[length - 1] != '/') {
		memcpy(prefix + length, "/", 2);
	}
	return prefix;
}

static rlint_access find_in_index(git_index *index, const char *path, struct object *out)
{
	const git_index_entry *entry = git_index_get_bypath(index, path, 0);
	char *prefix;
	size_t at;
	int error;

	if (entry) {
		*out = (struct object){ entry->id, kind_of(entry->mode) };
		return RLINT_ACCESS_OK;
	}
	prefix = prefix_of(path);
	if (!prefix) {
		return RLINT_ACCESS_NOMEM;
	}
	error = git_index_find_prefix(&at, index, prefix);
	free(prefix);
	out->kind = RLINT_ENTRY_FOLDER;
	return access_of(error);
}

static rlint_access find_in_tree(git_tree *tree, const char *path, struct object *out)
{
	git_tree_entry *entry = NULL;
	rlint_access access = access_of(git_tree_entry_bypath(&entry, tree, path));

	if (access == RLINT_ACCESS_OK) {
		*out = (struct object){ *git_tree_entry_id(entry),
			kind_of(git_tree_entry_filemode(entry)) };
	}
	git_tree_entry_free(entry);
	return access;
}

static rlint_access find(const struct rlint_git *git, const char *path, struct object *out)
{
	path = inner_path(path);
	if (git->index) {
		return find_in_index(git->index, path, out);
	}
	if (path[0] == '\0') {
		*out = (struct object){ *git_tree_id(git->tree), RLINT_ENTRY_FOLDER };
		return RLINT_ACCESS_OK;
	}
	return find_in_tree(git->tree, path, out);
}

/* The size of a blob, without reading it. */
static rlint_access size_of(const struct rlint_git *git, const git_oid *id, uint64_t *size)
{
	git_odb *odb = NULL;
	git_object_t type;
	size_t length = 0;
	int error = git_repository_odb(&odb, git->repository);

	if (error == 0) {
		error = git_odb_read_header(&length, &type, odb, id);
	}
	git_odb_free(odb);
	*size = length;
	return access_of(error);
}

static rlint_access copy_blob(const struct rlint_git *git, const git_oid *id, rlint_str *out)
{
	git_blob *blob = NULL;
	rlint_access access = access_of(git_blob_lookup(&blob, git->repository, id));
	size_t length;
	char *copy;

	if (access != RLINT_ACCESS_OK) {
		return access;
	}
	length = (size_t)git_blob_rawsize(blob);
	copy = malloc(length > 0 ? length : 1);
	if (copy) {
		memcpy(copy, git_blob_rawcontent(blob), length);
		*out = (rlint_str){ copy, length };
	}
	git_blob_free(blob);
	return copy ? RLINT_ACCESS_OK : RLINT_ACCESS_NOMEM;
}

static rlint_access read_blob(void *user, const char *path, uint64_t limit, rlint_str *out)
{
	const struct rlint_git *git = user;
	struct object object;
	uint64_t size = 0;
	rlint_access access = find(git, path, &object);

	if (access == RLINT_ACCESS_OK && object.kind != RLINT_ENTRY_FILE) {
		access = RLINT_ACCESS_NOT_A_FILE;
	}
	if (access == RLINT_ACCESS_OK) {
		access = size_of(git, &object.id, &size);
	}
	if (access == RLINT_ACCESS_OK && size > limit) {
		access = RLINT_ACCESS_TOO_LARGE;
	}
	return access == RLINT_ACCESS_OK ? copy_blob(git, &object.id, out) : access;
}

static void release_blob(void *user, rlint_str text)
{
	char *copy; /* read_blob's own, so it may lose its const */

	(void)user;
	memcpy(&copy, &text.ptr, sizeof copy);
	free(copy);
}

static rlint_access stat_object(void *user, const char *path, rlint_entry *out)
{
	const struct rlint_git *git = user;
	struct object object;
	rlint_access access = find(git, path, &object);

	if (access == RLINT_ACCESS_OK) {
		*out = (rlint_entry){ object.kind, 0 };
		if (object.kind == RLINT_ENTRY_FILE) {
			access = size_of(git, &object.id, &out->size);
		}
	}
	return access;
}

/* Members of a folder, as rlint_fs.list tells them. */
struct listing {
	bool (*each)(void *sink, const char *name, rlint_entry_kind kind);
	void *sink;
};

static rlint_access list_tree(
	const struct rlint_git *git, const git_oid *id, const struct listing *listing)
{
	git_tree *tree = NULL;
	rlint_access access = access_of(git_tree_lookup(&tree, git->repository, id));

	for (size_t i = 0; access == RLINT_ACCESS_OK && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);

		if (!listing->each(listing->sink, git_tree_entry_name(entry),
			    kind_of(git_tree_entry_filemode(entry)))) {
			break;
		}
	}
	git_tree_free(tree);
	return access;
}

/* Tells the first name of `path`, unless it is the one told before, which lies `told` bytes long in
 * `last`. */
static bool tell_member(const char *path, unsigned int mode, const char **last, size_t *told,
	const struct listing *listing)
{
	size_t length = strcspn(path, "/");
	char *name;
	bool goes_on;

	if (*last && length == *told && memcmp(*last, path, length) == 0) {
		return true;
	}
	name = malloc(length + 1);
	if (!name) {
		return false;
	}
	memcpy(name, path, length);
	name[length] = '\0';
	goes_on = listing->each(
		listing->sink, name, path[length] == '/' ? RLINT_ENTRY_FOLDER : kind_of(mode));
	free(name);
	*last = path;
	*told = length;
	return goes_on;
}

/* The index is a sorted list of paths: those below a folder stand together. */
static rlint_access list_index(git_index *index, const char *folder, const struct listing *listing)
{
	char *prefix = prefix_of(folder);
	const char *last = NULL;
	size_t length, told = 0;

	if (!prefix) {
		return RLINT_ACCESS_NOMEM;
	}
	length = strlen(prefix);
	for (size_t i = 0; i < git_index_entrycount(index); i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);

		if (strncmp(entry->path, prefix, length) == 0 &&
			!tell_member(entry->path + length, entry->mode, &last, &told, listing)) {
			break;
		}
	}
	free(prefix);
	return RLINT_ACCESS_OK;
}

static rlint_access list_folder(void *user, const char *path,
	bool (*each)(void *sink, const char *name, rlint_entry_kind kind), void *sink)
{
	const struct rlint_git *git = user;
	struct listing listing = { each, sink };
	struct object object;
	rlint_access access = find(git, path, &object);

	if (access != RLINT_ACCESS_OK) {
		return access;
	}
	if (object.kind != RLINT_ENTRY_FOLDER) {
		return RLINT_ACCESS_NOT_A_FILE;
	}
	return git->index ? list_index(git->index, inner_path(path), &listing)
			  : list_tree(git, &object.id, &listing);
}

static int open_state(struct rlint_git *git, const char *revision)
{
	git_object *object = NULL;
	int error;

	if (!revision) {
		return git_repository_index(&git->index, git->repository);
	}
	error = git_revparse_single(&object, git->repository, revision);
	if (error == 0) {
		error = git_object_peel((git_object **)&git->tree, object, GIT_OBJECT_TREE);
	}
	git_object_free(object);
	return error;
}

rlint_status rlint_git_open(const char *folder, const char *revision, rlint_git **out)
{
	struct rlint_git *git = calloc(1, sizeof *git);
	int error;

	*out = NULL;
	if (!git) {
		return RLINT_NOMEM;
	}
	git_libgit2_init();
	git->fs = (rlint_fs){ read_blob, release_blob, stat_object, list_folder, git };
	error = git_repository_open_ext(&git->repository, folder, 0, NULL);
	if (error == 0) {
		error = open_state(git, revision);
	}
	if (error != 0) {
		rlint_git_free(git);
		return RLINT_IO;
	}
	*out = git;
	return RLINT_OK;
}

void rlint_git_free(rlint_git *git)
{
	if (!git) {
		return;
	}
	git_tree_free(git->tree);
	git_index_free(git->index);
	git_repository_free(git->repository);
	git_libgit2_shutdown();
	free(git);
}

const rlint_fs *rlint_git_fs(const rlint_git *git)
{
	return &git->fs;
}
