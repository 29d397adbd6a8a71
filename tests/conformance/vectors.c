/* Reading vectors. */
#define _POSIX_C_SOURCE 200809L
#include "tests/conformance/conformance.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/base/str.h"

void run_case(struct run *run, bool agrees, const char *name, const char *format, ...)
{
	va_list arguments;

	run->total++;
	if (agrees) {
		run->agreed++;
		return;
	}
	printf("%s: ", name);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
}

static void die(const char *path)
{
	perror(path);
	exit(2);
}

rlint_str read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t len = 0;
	size_t got;

	if (!file) {
		die(path);
	}
	do {
		bytes = realloc(bytes, len + 65536 + 1);
		got = fread(bytes + len, 1, 65536, file);
		len += got;
	} while (got > 0);
	fclose(file);
	bytes[len] = '\0';
	return (rlint_str){ bytes, len };
}

bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool has_suffix(const char *text, const char *suffix)
{
	size_t length = strlen(text);
	size_t wanted = strlen(suffix);

	return length >= wanted && strcmp(text + length - wanted, suffix) == 0;
}

void each_file(const char *path, const char *suffix, void (*each)(void *user, const char *path),
	void *user)
{
	struct dirent **entries;
	int count;

	if (!is_folder(path)) {
		each(user, path);
		return;
	}
	count = scandir(path, &entries, NULL, alphasort);
	if (count < 0) {
		die(path);
	}
	for (int i = 0; i < count; i++) {
		char *joined = malloc(strlen(path) + strlen(entries[i]->d_name) + 2);

		if (!joined) {
			die(path);
		}
		sprintf(joined, "%s/%s", path, entries[i]->d_name);
		if (is_folder(joined)) {
			if (entries[i]->d_name[0] != '.') {
				each_file(joined, suffix, each, user);
			}
		} else if (has_suffix(joined, suffix)) {
			each(user, joined);
		}
		free(joined);
		free(entries[i]);
	}
	free(entries);
}

void mask_nuls(rlint_str text)
{
	char *bytes = (char *)(uintptr_t)text.ptr;

	for (size_t i = 0; i + 6 <= text.len; i++) {
		if (bytes[i] == '\\' && memcmp(bytes + i, "\\u0000", 6) == 0) {
			memcpy(bytes + i, "\\uF8FF", 6);
		}
		i += bytes[i] == '\\';
	}
}

rlint_str unmask_nuls(const char *text)
{
	size_t len = text ? strlen(text) : 0;
	char *bytes = text ? malloc(len + 1) : NULL;
	size_t at = 0;

	for (size_t i = 0; i < len; i++) {
		bool is_mask = strncmp(text + i, "\xEF\xA3\xBF", 3) == 0;

		bytes[at++] = (char)(is_mask ? '\0' : text[i]);
		i += is_mask ? 2 : 0;
	}
	return (rlint_str){ bytes, at };
}

rlint_str row_bytes(const cJSON *row, const char *name)
{
	return unmask_nuls(row_text(row, name));
}

void each_row(const char *path, void (*each)(void *user, const cJSON *row), void *user)
{
	rlint_str text = read_file(path);
	size_t at = 0;

	mask_nuls(text);
	while (at < text.len) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t stop = end ? (size_t)(end - text.ptr) : text.len;
		cJSON *row = cJSON_ParseWithLength(text.ptr + at, stop - at);

		if (row) {
			each(user, row);
			cJSON_Delete(row);
		} else if (stop > at) {
			fprintf(stderr, "%s: a line is no JSON\n", path);
			exit(2);
		}
		at = stop + 1;
	}
	free((char *)(uintptr_t)text.ptr);
}

const char *row_text(const cJSON *row, const char *name)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, name));
}

rlint_str decode_base64(const char *text)
{
	static const char alphabet[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *bytes = malloc(strlen(text) + 1);
	size_t len = 0;
	unsigned bits = 0;
	unsigned held = 0;

	for (; *text && *text != '='; text++) {
		const char *found = strchr(alphabet, *text);

		if (!found) {
			continue;
		}
		bits = bits << 6 | (unsigned)(found - alphabet);
		held += 6;
		if (held >= 8) {
			held -= 8;
			bytes[len++] = (char)(bits >> held & 0xFFU);
		}
	}
	bytes[len] = '\0';
	return (rlint_str){ bytes, len };
}

bool row_is_text(const cJSON *row, const char *name, rlint_str text)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(row, name);

	return cJSON_IsString(item) ? rlint_str_is(str_from(item->valuestring), text)
				    : text.len == 0;
}

bool row_is_flag(const cJSON *row, const char *name, bool wanted)
{
	return cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(row, name)) == wanted;
}
