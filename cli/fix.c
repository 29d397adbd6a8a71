/* Fixed files, written in place of the old ones. */
#define _XOPEN_SOURCE 700 /* NOLINT(readability-identifier-naming) */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fix.h"
#include "signals.h"

#define MODE_BITS 07777

void fix_tell_end(const char *path, const rlint_fixed *fixed)
{
	char text[512];
	rlint_str reason;

	switch (rlint_fixed_end(fixed, &reason)) {
	case RLINT_FIX_SETTLED:
		return;
	case RLINT_FIX_UNDONE:
		(void)snprintf(text, sizeof text,
			"not all was fixed, for a fix would break the file: %.*s", (int)reason.len,
			reason.ptr);
		complain_of(path, from_text(text));
		return;
	case RLINT_FIX_UNSETTLED:
		complain_of(path, RLINT_STR("there was still something to fix after ten rounds"));
		return;
	}
}

static rlint_str text_of(const rlint_results *results)
{
	return rlint_document_text(rlint_results_document(results));
}

/* Does the file still hold that text, byte for byte? */
static bool holds(const char *path, rlint_str text)
{
	const rlint_fs *fs = rlint_fs_plain();
	rlint_str now;
	bool is_same;

	if (fs->read(fs->user, path, UINT32_MAX, &now) != RLINT_ACCESS_OK) {
		return false;
	}
	is_same =
		now.len == text.len && (text.len == 0 || memcmp(now.ptr, text.ptr, text.len) == 0);
	fs->release(fs->user, now);
	return is_same;
}

/* The superuser may write everywhere: for him too a file without such a permission is read-only. */
static bool may_write(const char *path, const struct stat *info)
{
	return (info->st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) && access(path, W_OK) == 0;
}

/* A new file in the same folder, opened; its name is to be freed. */
static char *make_beside(const char *path, int *file)
{
	static const char name[] = ".reprolint-XXXXXX";
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
	char *beside = malloc(folder + sizeof name);

	if (!beside) {
		return NULL;
	}
	memcpy(beside, path, folder);
	memcpy(beside + folder, name, sizeof name);
	*file = mkstemp(beside);
	if (*file < 0) {
		free(beside);
		return NULL;
	}
	return beside;
}

/* Writes all, and has the disk hold it; closes the file. */
static bool fill(int file, rlint_str text, const struct stat *info)
{
	size_t done = 0;
	bool is_done;

	while (done < text.len) {
		ssize_t written = write(file, text.ptr + done, text.len - done);

		if (written < 0 && errno != EINTR) {
			break;
		}
		done += written > 0 ? (size_t)written : 0;
	}
	/* An owner that cannot be kept is no reason to leave the file unfixed. */
	if (fchown(file, info->st_uid, info->st_gid) != 0) {
		errno = 0;
	}
	is_done = done == text.len && fchmod(file, info->st_mode & MODE_BITS) == 0 &&
		  fsync(file) == 0;
	return close(file) == 0 && is_done;
}

/* Whoever ends the program meanwhile has it ended when the new file is in its place, or gone. */
static bool replace(const char *path, rlint_str text, const struct stat *info)
{
	sigset_t before;
	int file = -1;
	char *beside;
	bool is_done;
	int error;

	signals_hold(&before);
	beside = make_beside(path, &file);
	is_done = beside && fill(file, text, info) && rename(beside, path) == 0;
	error = errno;
	if (beside && !is_done) {
		(void)unlink(beside);
	}
	free(beside);
	signals_release(&before);
	errno = error;
	return is_done;
}

/* `target`: the file itself, links followed. */
static bool replace_target(const char *path, const char *target, const rlint_fixed *fixed)
{
	struct stat info;

	if (stat(target, &info) != 0) {
		complain_of(path, from_text(strerror(errno)));
		return false;
	}
	if (!may_write(target, &info)) {
		complain_of(path, RLINT_STR("not fixed: the file is read-only"));
		return false;
	}
	if (!holds(target, text_of(rlint_fixed_before(fixed)))) {
		complain_of(path, RLINT_STR("not fixed: the file has changed since it was read, or "
					    "is not encoded as UTF-8"));
		return false;
	}
	if (!replace(target, text_of(rlint_fixed_after(fixed)), &info)) {
		complain_of(path, from_text(strerror(errno)));
		return false;
	}
	return true;
}

bool fix_replace(const char *path, const rlint_fixed *fixed)
{
	char *target = realpath(path, NULL);
	bool is_done;

	if (!target) {
		complain_of(path, from_text(strerror(errno)));
		return false;
	}
	is_done = replace_target(path, target, fixed);
	free(target);
	return is_done;
}
