/* Vectors of other projects, one suite a kind; see main.c for how they are run. */
#ifndef TESTS_CONFORMANCE_CONFORMANCE_H
#define TESTS_CONFORMANCE_CONFORMANCE_H

#include <cjson/cJSON.h>

#include <reprolint/base.h>

struct run {
	unsigned agreed, total;
	unsigned enough; /* --enough PERCENT: of a hundred cases so many must agree */
	bool is_bad; /* something disagreed that never may */
	const char *corpus; /* --corpus DIR: where the suite's files lie, or NULL */
};

/* Runs the suite over one FILE-OR-FOLDER argument. */
typedef void suite_function(struct run *run, const char *path);

suite_function suite_buildkit_lint, suite_buildkit_tree, suite_buildkit_words, suite_conda,
	suite_false_alarms, suite_filenames, suite_frameworks, suite_hadolint, suite_json,
	suite_pep440, suite_pep508, suite_requirements, suite_toml, suite_urls;

/* Counts a case; prints its name and the reason (printf format) where it disagrees. */
void run_case(struct run *run, bool agrees, const char *name, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* A whole file, to be freed; ends the program where it cannot be read. A NUL stands behind the
 * text. */
rlint_str read_file(const char *path);
bool is_folder(const char *path);
/* Calls `each` with every file below a folder (or the file itself), sorted by name, of that suffix
 * ("" for all). */
void each_file(const char *path, const char *suffix, void (*each)(void *user, const char *path),
	void *user);
/* Calls `each` with every row of a .jsonl file. */
void each_row(const char *path, void (*each)(void *user, const cJSON *row), void *user);
/* A row's string member, or NULL. */
const char *row_text(const cJSON *row, const char *name);
/* To be called before JSON is parsed: cJSON cuts strings at a NUL, so \u0000 becomes the last
 * character of the private use area. */
void mask_nuls(rlint_str text);
/* The text with its NULs, to be freed; ptr NULL for NULL. */
rlint_str unmask_nuls(const char *text);
/* Is the row's member this text, or null (or missing) and the text empty? */
bool row_is_text(const cJSON *row, const char *name, rlint_str text);
/* Is the row's member true, or not (false, null, missing), as wanted? */
bool row_is_flag(const cJSON *row, const char *name, bool wanted);
/* A row's string member with the NULs that may be in it, to be freed; ptr NULL where it is missing.
 */
rlint_str row_bytes(const cJSON *row, const char *name);
/* base64 to bytes, to be freed. */
rlint_str decode_base64(const char *text);

#endif
