/* The plain files of this machine. */
/* d_type of directory entries */
#define _DEFAULT_SOURCE /* NOLINT(readability-identifier-naming) */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/alloc.h"

#include <reprolint/workspace.h>

/* What a file grows by that does not tell its size (those of /proc say 0). */
#define READ_STEP ((size_t)64 * 1024)

static rlint_access access_of_errno(int error)
{
	switch (error) {
	case ENOENT:
	case ENOTDIR:
		return RLINT_ACCESS_ABSENT;
	case EACCES:
	case EPERM:
		return RLINT_ACCESS_DENIED;
	case ENOMEM:
		return RLINT_ACCESS_NOMEM;
	case ELOOP:
		return RLINT_ACCESS_LOOP;
	case EISDIR:
	case ENXIO:
		return RLINT_ACCESS_NOT_A_FILE;
	default:
		return RLINT_ACCESS_FAILED;
	}
}

static rlint_access check_file(const struct stat *info, uint64_t limit)
{
	if (!S_ISREG(info->st_mode)) {
		return RLINT_ACCESS_NOT_A_FILE;
	}
	return (uint64_t)info->st_size > limit ? RLINT_ACCESS_TOO_LARGE : RLINT_ACCESS_OK;
}

/* Room for more: twice as much, at least a step. The block is freed where there is none. */
static char *more_room(char *bytes, size_t *capacity)
{
	size_t wanted = *capacity + (*capacity > READ_STEP ? *capacity : READ_STEP);
	char *grown = alloc_resize(NULL, bytes, *capacity, wanted);

	if (!grown) {
		alloc_resize(NULL, bytes, *capacity, 0);
		return NULL;
	}
	*capacity = wanted;
	return grown;
}

/* Reads the bytes that the file is expected to have, or to the end where that is not known. One
 * more is asked for: a file that has grown since goes on to its end. */
static rlint_access read_all(int file, size_t expected, uint64_t limit, rlint_str *out)
{
	size_t capacity = expected + 1;
	size_t len = 0;
	char *bytes = alloc_resize(NULL, NULL, 0, capacity);

	while (bytes && len <= limit) {
		ssize_t got = read(file, bytes + len, capacity - len);

		if (got < 0 && errno != EINTR) {
			alloc_resize(NULL, bytes, capacity, 0);
			return access_of_errno(errno);
		}
		len += got > 0 ? (size_t)got : 0;
		if (got == 0 || (len > 0 && len == expected)) {
			*out = (rlint_str){ bytes, len };
			return RLINT_ACCESS_OK;
		}
		if (len == capacity) {
			bytes = more_room(bytes, &capacity);
		}
	}
	if (bytes) {
		alloc_resize(NULL, bytes, capacity, 0);
	}
	return bytes ? RLINT_ACCESS_TOO_LARGE : RLINT_ACCESS_NOMEM;
}

/* Looked at before it is opened: opening a device may have effects, a pipe may wait for ever. */
static rlint_access plain_read(void *user, const char *path, uint64_t limit, rlint_str *out)
{
	struct stat info;
	rlint_access access;
	int file;

	(void)user;
	if (stat(path, &info) != 0) {
		return access_of_errno(errno);
	}
	access = check_file(&info, limit);
	if (access != RLINT_ACCESS_OK) {
		return access;
	}
	file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (file < 0) {
		return access_of_errno(errno);
	}
	access = fstat(file, &info) == 0 ? check_file(&info, limit) : RLINT_ACCESS_FAILED;
	if (access == RLINT_ACCESS_OK) {
		access = read_all(file, (size_t)info.st_size, limit, out);
	}
	close(file);
	return access;
}

static void plain_release(void *user, rlint_str text)
{
	(void)user;
	/* What was given out as constant is ours to take back. */
	alloc_resize(NULL, (char *)(uintptr_t)text.ptr, /* NOLINT(performance-no-int-to-ptr) */
		text.len, 0);
}

static rlint_entry_kind kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode)) {
		return RLINT_ENTRY_FILE;
	}
	if (S_ISDIR(mode)) {
		return RLINT_ENTRY_FOLDER;
	}
	return S_ISLNK(mode) ? RLINT_ENTRY_LINK : RLINT_ENTRY_OTHER;
}

static rlint_access plain_stat(void *user, const char *path, rlint_entry *out)
{
	struct stat info;

	(void)user;
	if (stat(path, &info) != 0) {
		return access_of_errno(errno);
	}
	*out = (rlint_entry){ kind_of_mode(info.st_mode), (uint64_t)info.st_size };
	return RLINT_ACCESS_OK;
}

/* File systems may leave d_type unknown: then the entry itself is asked. */
static rlint_entry_kind kind_of_entry(DIR *folder, const struct dirent *entry)
{
	struct stat info;

	switch (entry->d_type) {
	case DT_REG:
		return RLINT_ENTRY_FILE;
	case DT_DIR:
		return RLINT_ENTRY_FOLDER;
	case DT_LNK:
		return RLINT_ENTRY_LINK;
	case DT_UNKNOWN:
		if (fstatat(dirfd(folder), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0) {
			return kind_of_mode(info.st_mode);
		}
		return RLINT_ENTRY_OTHER;
	default:
		return RLINT_ENTRY_OTHER;
	}
}

static rlint_access plain_list(void *user, const char *path,
	bool (*each)(void *sink, const char *name, rlint_entry_kind kind), void *sink)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;
	bool goes_on = true;

	(void)user;
	if (!folder) {
		return access_of_errno(errno);
	}
	errno = 0;
	while (goes_on && (entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
			goes_on = each(sink, entry->d_name, kind_of_entry(folder, entry));
		}
		errno = 0;
	}
	int error = goes_on ? errno : 0;
	closedir(folder);
	return error ? access_of_errno(error) : RLINT_ACCESS_OK;
}

const rlint_fs *rlint_fs_plain(void)
{
	static const rlint_fs plain = {
		.read = plain_read, .release = plain_release, .stat = plain_stat, .list = plain_list
	};

	return &plain;
}

const char *rlint_access_text(rlint_access access)
{
	static const char *const texts[] = {
		[RLINT_ACCESS_OK] = "readable",
		[RLINT_ACCESS_ABSENT] = "no such file or directory",
		[RLINT_ACCESS_DENIED] = "permission denied",
		[RLINT_ACCESS_TOO_LARGE] = "file too large",
		[RLINT_ACCESS_NOT_A_FILE] = "not a regular file",
		[RLINT_ACCESS_FAILED] = "read error",
		[RLINT_ACCESS_NOMEM] = "out of memory",
		[RLINT_ACCESS_LOOP] = "links lead in a circle",
	};

	return (size_t)access < sizeof texts / sizeof *texts ? texts[access] : "unknown error";
}
