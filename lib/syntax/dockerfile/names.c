/* Names of instructions, and guesses at what a misspelt word meant. */
#include "lib/syntax/dockerfile/parser.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/unicode.h"
#include "lib/base/utf8.h"

static const char *const names[] = {
	[DOCKER_ADD] = "ADD",
	[DOCKER_ARG] = "ARG",
	[DOCKER_CMD] = "CMD",
	[DOCKER_COPY] = "COPY",
	[DOCKER_ENTRYPOINT] = "ENTRYPOINT",
	[DOCKER_ENV] = "ENV",
	[DOCKER_EXPOSE] = "EXPOSE",
	[DOCKER_FROM] = "FROM",
	[DOCKER_HEALTHCHECK] = "HEALTHCHECK",
	[DOCKER_LABEL] = "LABEL",
	[DOCKER_MAINTAINER] = "MAINTAINER",
	[DOCKER_ONBUILD] = "ONBUILD",
	[DOCKER_RUN] = "RUN",
	[DOCKER_SHELL] = "SHELL",
	[DOCKER_STOPSIGNAL] = "STOPSIGNAL",
	[DOCKER_USER] = "USER",
	[DOCKER_VOLUME] = "VOLUME",
	[DOCKER_WORKDIR] = "WORKDIR",
	[DOCKER_UNKNOWN_NAME] = NULL,
};

#define LONGEST_NAME 11
/* Words longer than this are no misspelt names. */
#define LONGEST_GUESS 24

/* Lower-cases up to `size` bytes' worth of ASCII results; 0 where the result has others. Two
 * letters outside ASCII have lower cases inside it. */
static size_t lower_ascii(rlint_str keyword, char *out, size_t size)
{
	size_t len = 0;
	size_t length;

	for (size_t at = 0; at < keyword.len; at += length) {
		uint32_t code = unicode_lower(utf8_decode(keyword, at, &length));

		if (code >= 0x80 || len == size) {
			return 0;
		}
		out[len++] = (char)code;
	}
	return len;
}

static enum docker_name find_name(rlint_str keyword)
{
	for (int name = 0; name < DOCKER_UNKNOWN_NAME; name++) {
		const char *text = names[name];

		if ((keyword.ptr[0] | 0x20) == (text[0] | 0x20) &&
			rlint_str_is_like(keyword, str_from(text))) {
			return (enum docker_name)name;
		}
	}
	return DOCKER_UNKNOWN_NAME;
}

enum docker_name docker_name_of(rlint_str keyword)
{
	char lower[LONGEST_NAME + 1];

	if (keyword.len == 0) {
		return DOCKER_UNKNOWN_NAME;
	}
	if (!utf8_is_ascii(keyword)) {
		keyword.len = lower_ascii(keyword, lower, sizeof lower);
		keyword.ptr = lower;
	}
	return keyword.len == 0 ? DOCKER_UNKNOWN_NAME : find_name(keyword);
}

const char *docker_name_text(enum docker_name name)
{
	return names[name] ? names[name] : "";
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One row of the distance table: how many edits make the first j letters of `b` out of a prefix of
 * `a`. */
struct row {
	size_t cells[LONGEST_GUESS + 1];
};

static bool same_letter(rlint_str a, size_t i, rlint_str b, size_t j)
{
	return byte_lower(a.ptr[i]) == byte_lower(b.ptr[j]);
}

/* The cheapest way to the first i + 1 and j + 1 letters: insert, delete, replace, swap. */
static size_t edit(const struct row rows[3], rlint_str a, size_t i, rlint_str b, size_t j)
{
	const size_t *above = rows[(i + 2) % 3].cells;
	const size_t *own = rows[i % 3].cells;
	size_t best =
		smaller(smaller(own[j], above[j + 1]) + 1, above[j] + !same_letter(a, i, b, j));

	if (i > 0 && j > 0 && same_letter(a, i, b, j - 1) && same_letter(a, i - 1, b, j)) {
		best = smaller(best, rows[(i + 1) % 3].cells[j - 1] + 1);
	}
	return best;
}

/* How many edits there are between the words; both at most LONGEST_GUESS long. */
static size_t distance(rlint_str a, rlint_str b)
{
	struct row rows[3];

	for (size_t j = 0; j <= b.len; j++) {
		rows[2].cells[j] = j;
	}
	for (size_t i = 0; i < a.len; i++) {
		rows[i % 3].cells[0] = i + 1;
		for (size_t j = 0; j < b.len; j++) {
			rows[i % 3].cells[j + 1] = edit(rows, a, i, b, j);
		}
	}
	return rows[(a.len + 2) % 3].cells[b.len];
}

const char *docker_nearest(rlint_str word, const char *const *list)
{
	const char *nearest = NULL;
	size_t least = 3;

	if (word.len == 0 || word.len > LONGEST_GUESS) {
		return NULL;
	}
	for (; *list; list++) {
		size_t steps = distance(word, str_from(*list));

		if (steps > 0 && steps < least) {
			least = steps;
			nearest = *list;
		}
	}
	return nearest;
}

const char *docker_nearest_name(rlint_str keyword)
{
	return docker_nearest(keyword, names);
}
