/* Standard input and output, and files that reports go to. */
#define _POSIX_C_SOURCE 200809L /* NOLINT(readability-identifier-naming) */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

#define READ_STEP ((size_t)64 * 1024)
#define ALL_MAY_READ 0666

static bool write_all(void *user, rlint_str bytes)
{
	struct destination *destination = user;
	size_t done = 0;

	while (done < bytes.len) {
		ssize_t written = write(destination->file, bytes.ptr + done, bytes.len - done);

		if (written < 0 && errno != EINTR) {
			destination->error = errno;
			return false;
		}
		done += written > 0 ? (size_t)written : 0;
	}
	return true;
}

bool destination_open(struct destination *destination, const char *path)
{
	*destination = (struct destination){ .file = STDOUT_FILENO };
	destination->sink = (rlint_sink){ write_all, destination };
	if (!path) {
		return true;
	}
	destination->file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, ALL_MAY_READ);
	if (destination->file < 0) {
		complain_of(path, from_text(strerror(errno)));
		return false;
	}
	destination->is_opened = true;
	return true;
}

void destination_divert(struct destination *destination)
{
	if (!destination->is_opened) {
		destination->file = STDERR_FILENO;
	}
}

bool destination_close(struct destination *destination)
{
	int error = destination->error;

	if (destination->is_opened && close(destination->file) != 0 && error == 0) {
		error = errno;
	}
	if (error != 0 && error != EPIPE) {
		complain("cannot write: %s", strerror(error));
	}
	return error == 0;
}

bool destination_is_terminal(const struct destination *destination)
{
	return !destination->is_opened && isatty(destination->file) == 1;
}

/* Room for at least one byte and a NUL. */
static char *grow(char *bytes, size_t length, size_t *capacity)
{
	char *grown;

	if (bytes && *capacity - length > 1) {
		return bytes;
	}
	*capacity = *capacity * 2 + READ_STEP + 1;
	grown = realloc(bytes, *capacity);
	if (!grown) {
		free(bytes);
		complain_status(RLINT_NOMEM);
	}
	return grown;
}

char *read_input(size_t *length)
{
	size_t capacity = 0;
	char *bytes = grow(NULL, 0, &capacity);

	*length = 0;
	while (bytes) {
		ssize_t got = read(STDIN_FILENO, bytes + *length, capacity - *length - 1);

		if (got < 0 && errno != EINTR) {
			complain("cannot read standard input: %s", strerror(errno));
			free(bytes);
			return NULL;
		}
		/* Past 4 GiB no span could count; the library says that it is too large. */
		if (got == 0 || *length > UINT32_MAX) {
			bytes[*length] = '\0';
			return bytes;
		}
		*length += got > 0 ? (size_t)got : 0;
		bytes = grow(bytes, *length, &capacity);
	}
	return NULL;
}

bool source_input(struct source *source, const char *name, rlint_file_kind kind)
{
	size_t length;
	char *text = read_input(&length);
	rlint_status status;

	if (!text) {
		return false;
	}
	source->path = name ? name : "-";
	if (!name && kind == RLINT_FILE_ANY) {
		kind = RLINT_FILE_DOCKERFILE;
	}
	status = rlint_workspace_overlay(
		source->workspace, source->path, (rlint_str){ text, length });
	if (status == RLINT_OK && kind != RLINT_FILE_ANY) {
		status = rlint_workspace_kind(source->workspace, source->path, kind);
	} else if (status == RLINT_OK) {
		status = rlint_workspace_named(source->workspace, source->path);
	}
	free(text);
	if (status != RLINT_OK) {
		complain_status(status);
	}
	return status == RLINT_OK;
}
