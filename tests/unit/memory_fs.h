/* A file system in a table, for tests: read-only, in memory, counting. */
#ifndef TESTS_UNIT_MEMORY_FS_H
#define TESTS_UNIT_MEMORY_FS_H

#include <string.h>

#include <reprolint/workspace.h>

struct memory_file {
	const char *path, *text;
	rlint_access access; /* RLINT_ACCESS_OK: text is read */
};

struct memory_fs {
	const struct memory_file *files; /* ends with a NULL path */
	size_t reads, releases;
};

static inline const struct memory_file *memory_find(const struct memory_fs *fs, const char *path)
{
	for (const struct memory_file *file = fs->files; file->path; file++) {
		if (strcmp(file->path, path) == 0) {
			return file;
		}
	}
	return NULL;
}

static inline rlint_access memory_read(void *user, const char *path, uint64_t limit, rlint_str *out)
{
	struct memory_fs *fs = user;
	const struct memory_file *file = memory_find(fs, path);

	if (!file || file->access != RLINT_ACCESS_OK) {
		return file ? file->access : RLINT_ACCESS_ABSENT;
	}
	if (strlen(file->text) > limit) {
		return RLINT_ACCESS_TOO_LARGE;
	}
	fs->reads++;
	*out = (rlint_str){ file->text, strlen(file->text) };
	return RLINT_ACCESS_OK;
}

static inline void memory_release(void *user, rlint_str text)
{
	(void)text;
	((struct memory_fs *)user)->releases++;
}

static inline rlint_access memory_stat(void *user, const char *path, rlint_entry *out)
{
	const struct memory_file *file = memory_find(user, path);

	if (!file) {
		return RLINT_ACCESS_ABSENT;
	}
	*out = (rlint_entry){ RLINT_ENTRY_FILE, file->text ? strlen(file->text) : 0 };
	return RLINT_ACCESS_OK;
}

/* What one listing found so far, so that a folder of many files is told once. */
#define MEMORY_NAMES 64
#define MEMORY_NAME 64

static inline bool memory_is_told(
	char names[MEMORY_NAMES][MEMORY_NAME], size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(names[i], name) == 0) {
			return true;
		}
	}
	return false;
}

static inline rlint_access memory_list(void *user, const char *path,
	bool (*each)(void *sink, const char *name, rlint_entry_kind kind), void *sink)
{
	const struct memory_fs *fs = user;
	char names[MEMORY_NAMES][MEMORY_NAME];
	size_t count = 0;
	size_t length = strlen(path);

	length -= length > 0 && path[length - 1] == '/' ? 1 : 0;
	for (const struct memory_file *file = fs->files; file->path; file++) {
		const char *rest = file->path + length + 1;
		size_t size;

		if (strncmp(file->path, path, length) != 0 || file->path[length] != '/') {
			continue;
		}
		if (file->access == RLINT_ACCESS_DENIED && rest[0] == '\0') {
			return RLINT_ACCESS_DENIED;
		}
		size = strcspn(rest, "/");
		memcpy(names[count], rest, size);
		names[count][size] = '\0';
		if (!memory_is_told(names, count, names[count])) {
			bool is_folder = rest[size] == '/';

			each(sink, names[count++],
				is_folder ? RLINT_ENTRY_FOLDER : RLINT_ENTRY_FILE);
		}
	}
	return RLINT_ACCESS_OK;
}

static inline rlint_fs memory_fs(struct memory_fs *fs)
{
	return (rlint_fs){ memory_read, memory_release, memory_stat, memory_list, fs };
}

#endif
