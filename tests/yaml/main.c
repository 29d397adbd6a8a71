/* yaml ROUNDS FOLDER ...: reads every YAML file below the folders, and ROUNDS mutations of each, by
 * the library and by libyaml, and lists what they read differently. Folders that are not there are
 * passed over. The same files give the same mutations. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/str.h"

#include "tests/conformance/conformance.h"
#include "tests/yaml/oracle.h"

#define WINDOW 1500U
#define MOST_EDITS 4U
#define MOST_SHOWN 20U

struct session {
	unsigned rounds;
	uint64_t state; /* of the random generator */
	unsigned long files, counts[VERDICT_DIFFERENT + 1];
};

/* What YAML cares for. */
static const char *const snippets[] = { " ", "  ", "\t", "\n", "\r\n", "\r", "\n\n", ":", ": ",
	"- ", "-", "? ", "?", ",", ", ", "[", "]", "{", "}", "#", " #", "&", "&a ", "*", "*a", "!",
	"!!", "!a ", "!<b> ", "!e!f ", "%", "%TAG !e! g:h\n---\n", "%YAML 1.1\n---\n", "|", "|\n",
	"|2-\n", ">", ">+\n", "'", "''", "\"", "\\", "\\n", "\\x41", "\\u00e9", "\\U0001F600", "@",
	"`", "a", "b: c\n", "0", "9", "~", "<", "=", "+", "\n---\n", "\n...\n", "--- ", "\xC2\x85",
	"\xE2\x80\xA8", "\xE2\x80\xA9", "\xC3\xA9", "\xE6\x97\xA5", "\n  ", "\n- ", "\n\t",
	"{{ a }}", "/", ".", "_" };

/* xorshift64* */
static uint32_t random_below(struct session *session, uint32_t bound)
{
	session->state ^= session->state >> 12;
	session->state ^= session->state << 25;
	session->state ^= session->state >> 27;
	return (uint32_t)((session->state * 0x2545F4914F6CDD1DULL) >> 33) % bound;
}

/* At most WINDOW bytes of the text, from the start of a line on. */
static size_t cut(struct session *session, rlint_str text, char *out)
{
	size_t at = 0;
	rlint_str window;

	if (text.len > WINDOW) {
		at = random_below(session, (uint32_t)(text.len - WINDOW));
		while (at > 0 && text.ptr[at - 1] != '\n') {
			at--;
		}
	}
	window = str_slice(text, at, at + WINDOW);
	memcpy(out, window.ptr, window.len);
	return window.len;
}

static size_t replace(char *bytes, size_t length, size_t at, size_t gone, const char *put)
{
	size_t size = strlen(put);

	gone = gone > length - at ? length - at : gone;
	memmove(bytes + at + size, bytes + at + gone, length - at - gone);
	memcpy(bytes + at, put, size);
	return length - gone + size;
}

static size_t edit(struct session *session, char *bytes, size_t length)
{
	size_t at = random_below(session, (uint32_t)length + 1);
	const char *snippet = snippets[random_below(session, RLINT_COUNT(snippets))];

	switch (random_below(session, 5)) {
	case 0:
		return replace(bytes, length, at, 1 + random_below(session, 4), "");
	case 1:
		return replace(bytes, length, at, 1, snippet);
	case 2:
		if (at + 1 < length) {
			char byte = bytes[at];

			bytes[at] = bytes[at + 1];
			bytes[at + 1] = byte;
		}
		return length;
	default:
		return replace(bytes, length, at, 0, snippet);
	}
}

static void count(struct session *session, rlint_str text, const char *name)
{
	enum verdict verdict = oracle_compare(text, name);

	session->counts[verdict]++;
	if (verdict == VERDICT_DIFFERENT && session->counts[verdict] <= MOST_SHOWN &&
		text.len <= 2 * (size_t)WINDOW) {
		printf("<<<\n%.*s\n>>>\n", (int)text.len, text.ptr);
	}
}

static void mutate(struct session *session, rlint_str text, const char *path, unsigned round)
{
	/* exactly as long as it is, so that a sanitizer sees who reads behind it */
	char *exact;
	char bytes[WINDOW + MOST_EDITS * 32];
	char name[300];
	size_t length = cut(session, text, bytes);
	unsigned edits = 1 + random_below(session, MOST_EDITS);

	for (unsigned i = 0; i < edits; i++) {
		length = edit(session, bytes, length);
	}
	exact = malloc(length + 1);
	if (!exact) {
		abort();
	}
	memcpy(exact, bytes, length);
	exact = realloc(exact, length > 0 ? length : 1);
	snprintf(name, sizeof name, "%.200s, mutation %u", path, round);
	count(session, (rlint_str){ exact, length }, name);
	free(exact);
}

static void read_both(void *user, const char *path)
{
	struct session *session = user;
	rlint_str text = read_file(path);

	session->files++;
	count(session, text, path);
	session->state = 0x9E3779B97F4A7C15ULL * session->files + text.len;
	for (unsigned i = 0; i < session->rounds; i++) {
		mutate(session, text, path, i);
	}
	free((void *)(uintptr_t)text.ptr);
}

int main(int argc, char **argv)
{
	struct session session = { .rounds = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 0 };

	for (int i = 2; i < argc; i++) {
		if (access(argv[i], F_OK) == 0) {
			each_file(argv[i], ".yaml", read_both, &session);
			each_file(argv[i], ".yml", read_both, &session);
		}
	}
	printf("%lu files and %u mutations of each: %lu read alike, %lu refused by both, %lu "
	       "refused "
	       "by libyaml alone for known reasons, %lu different\n",
		session.files, session.rounds, session.counts[VERDICT_SAME],
		session.counts[VERDICT_BOTH_REFUSE], session.counts[VERDICT_EXCEPTION],
		session.counts[VERDICT_DIFFERENT]);
	return session.files == 0 ? 2 : session.counts[VERDICT_DIFFERENT] > 0 ? 1 : 0;
}
