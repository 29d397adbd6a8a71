/* The options that pip takes in requirements files (pip/_internal/req/req_file.py), read as
 * Python's optparse does: long options may be cut to an unambiguous beginning, short ones may have
 * their value glued on, "--" ends them, and words that are no options may stand between.
 *
 *   options = *( "--" name [ "=" value | word ] | "-" letter ( value | word ) | word ) [ "--" *word
 * ]
 */
#include "lib/syntax/python/arguments.h"

struct option_row {
	rlint_str name;
	char letter;
	bool has_value;
	enum option_use use;
	rlint_str canonical; /* where the name is another one's alias */
};

static const struct option_row rows[] = {
	{ RLINT_STR_INIT("--all-releases"), 0, true, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--config-settings"), 'C', true, OPTION_BUILD, { 0 } },
	{ RLINT_STR_INIT("--constraint"), 'c', true, OPTION_CONSTRAINT, { 0 } },
	{ RLINT_STR_INIT("--editable"), 'e', true, OPTION_EDITABLE, { 0 } },
	{ RLINT_STR_INIT("--extra-index-url"), 0, true, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--find-links"), 'f', true, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--hash"), 0, true, OPTION_HASH, { 0 } },
	{ RLINT_STR_INIT("--index-url"), 'i', true, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--no-binary"), 0, true, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--no-index"), 0, false, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--no-require-hashes"), 0, false, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--only-binary"), 0, true, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--only-final"), 0, true, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--pre"), 0, false, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--prefer-binary"), 0, false, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--pypi-url"), 0, true, OPTION_GLOBAL, RLINT_STR_INIT("--index-url") },
	{ RLINT_STR_INIT("--require-hashes"), 0, false, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--requirement"), 'r', true, OPTION_INCLUDE, { 0 } },
	{ RLINT_STR_INIT("--trusted-host"), 0, true, OPTION_GLOBAL, { 0 } },
	{ RLINT_STR_INIT("--use-feature"), 0, true, OPTION_GLOBAL, { 0 } },
};

/* Options that older versions of pip took. */
struct gone_row {
	rlint_str name;
	bool has_value;
	struct complaint complaint;
};

#define GONE(when) "pip takes no such option in a requirements file since version " when

static const struct gone_row gone_rows[] = {
	{ RLINT_STR_INIT("--allow-all-external"), false, { GONE("10"), "no such option", false } },
	{ RLINT_STR_INIT("--allow-external"), true, { GONE("10"), "no such option", false } },
	{ RLINT_STR_INIT("--allow-unverified"), true, { GONE("10"), "no such option", false } },
	{ RLINT_STR_INIT("--always-unzip"), false, { GONE("22.0"), "no such option", false } },
	{ RLINT_STR_INIT("--build-option"), true, { GONE("25.3"), "no such option", true } },
	{ RLINT_STR_INIT("--global-option"), true, { GONE("25.3"), "no such option", true } },
	{ RLINT_STR_INIT("--install-option"), true, { GONE("23.1"), "no such option", false } },
	{ RLINT_STR_INIT("--no-use-wheel"), false, { GONE("10"), "no such option", false } },
	{ RLINT_STR_INIT("--process-dependency-links"), false,
		{ GONE("19.0"), "no such option", false } },
	{ RLINT_STR_INIT("--use-wheel"), false, { GONE("10"), "no such option", false } },
};

static const struct complaint no_option = {
	"pip takes no such option in a requirements file",
	"no such option",
	false,
};
static const struct complaint ambiguous = {
	"more than one option begins so: write it out",
	"ambiguous option",
	false,
};
static const struct complaint no_argument = {
	"this option needs a value",
	"option requires 1 argument",
	false,
};
static const struct complaint needless_value = {
	"this option takes no value",
	"option does not take a value",
	false,
};
static const struct complaint bad_hash = {
	"a hash should be an algorithm and a digest, such as --hash=sha256:0f34...",
	"Arguments to --hash must be a hash name followed by a value, like --hash=sha256:abcde...",
	false,
};
static const struct complaint weak_hash = {
	"pip takes sha256, sha384 and sha512 only, in small letters",
	"Allowed hash algorithms for --hash are sha256, sha384, sha512.",
	false,
};
static const struct complaint bad_setting = {
	"a setting should be KEY=VALUE",
	"Arguments to --config-settings must be of the form KEY=VAL",
	false,
};
static const struct complaint no_feature = {
	"pip 26 knows no such feature: the whole install stops here",
	"option --use-feature: invalid choice",
	false,
};

struct reader {
	struct vec *out;
	struct arena *arena;
	const struct argument *words;
	uint32_t at, count;
	struct cursor *cursor;
};

static bool fail(struct reader *reader, const struct complaint *complaint, struct range range)
{
	return cursor_fail(reader->cursor, complaint, range.start, range.end);
}

/* The row of a long option, cut short perhaps; NULL with a complaint where there is not one. */
static const struct option_row *long_row(struct reader *reader, rlint_str name, struct range range)
{
	const struct option_row *found = NULL;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(rows[i].name, name)) {
			return &rows[i];
		}
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (!rlint_str_starts(rows[i].name, name)) {
			continue;
		}
		if (found) {
			fail(reader, &ambiguous, range);
			return NULL;
		}
		found = &rows[i];
	}
	if (!found) {
		fail(reader, &no_option, range);
	}
	return found;
}

static const struct option_row *short_row(char letter)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].letter != 0 && rows[i].letter == letter) {
			return &rows[i];
		}
	}
	return NULL;
}

static bool check_hash(struct reader *reader, const struct option *option)
{
	rlint_str value = option->value.bytes;
	rlint_str algorithm = str_slice(value, 0, str_find(value, ':', 0));

	if (algorithm.len == value.len) {
		return fail(reader, &bad_hash, option->range);
	}
	return rlint_str_is(algorithm, RLINT_STR("sha256")) ||
	       rlint_str_is(algorithm, RLINT_STR("sha384")) ||
	       rlint_str_is(algorithm, RLINT_STR("sha512")) ||
	       fail(reader, &weak_hash, option->value_range);
}

static bool check_feature(struct reader *reader, const struct option *option)
{
	static const rlint_str features[] = {
		RLINT_STR_INIT("build-constraint"),
		RLINT_STR_INIT("fast-deps"),
		RLINT_STR_INIT("inprocess-build-deps"),
		RLINT_STR_INIT("no-binary-enable-wheel-cache"),
		RLINT_STR_INIT("truststore"),
		RLINT_STR_INIT("venv-isolation"),
	};

	return rlint_str_is_one_of(option->value.bytes, RLINT_LIST(features)) ||
	       fail(reader, &no_feature, option->value_range);
}

/* Lists of packages: what looks like an option is none. */
static bool takes_names(const struct option *option)
{
	static const rlint_str names[] = {
		RLINT_STR_INIT("--all-releases"),
		RLINT_STR_INIT("--no-binary"),
		RLINT_STR_INIT("--only-binary"),
		RLINT_STR_INIT("--only-final"),
	};

	return rlint_str_is_one_of(option->name, RLINT_LIST(names));
}

static bool check_value(struct reader *reader, const struct option *option)
{
	if (rlint_str_starts(option->value.bytes, RLINT_STR("-")) && takes_names(option)) {
		return fail(reader, &no_argument, option->value_range);
	}
	if (option->use == OPTION_HASH) {
		return check_hash(reader, option);
	}
	if (option->use == OPTION_BUILD) {
		return str_find(option->value.bytes, '=', 0) < option->value.bytes.len ||
		       fail(reader, &bad_setting, option->value_range);
	}
	return !rlint_str_is(option->name, RLINT_STR("--use-feature")) ||
	       check_feature(reader, option);
}

/* The value from byte `from` of the word on; as written it may end in a quote. */
static void take_glued(struct option *option, const struct argument *word, size_t from)
{
	uint32_t start = word->range.start + (uint32_t)from;

	option->value = text_sub(&word->value, from, word->value.bytes.len);
	option->value_range = (struct range){ start < word->range.end ? start : word->range.end,
		word->range.end };
}

/* The next word is the option's value. */
static bool take_next(struct reader *reader, struct option *option)
{
	if (reader->at == reader->count) {
		return fail(reader, &no_argument, option->range);
	}
	option->value = reader->words[reader->at].value;
	option->value_range = reader->words[reader->at].range;
	option->range.end = option->value_range.end;
	reader->at++;
	return true;
}

/* `glued`: where the value begins in the word, 0 where it does not stand there. */
static bool add_option(struct reader *reader, const struct option_row *row,
	const struct argument *word, size_t glued)
{
	struct option option = { .name = row->canonical.len > 0 ? row->canonical : row->name,
		.use = row->use,
		.has_value = row->has_value,
		.range = word->range };

	if (glued > 0 && !row->has_value) {
		return fail(reader, &needless_value, word->range);
	}
	if (glued > 0) {
		take_glued(&option, word, glued);
	} else if (row->has_value && !take_next(reader, &option)) {
		return false;
	}
	if (row->has_value && !check_value(reader, &option)) {
		return false;
	}
	*(struct option *)vec_add(reader->out, reader->arena, sizeof option) = option;
	return true;
}

/* An option that pip no longer takes: said once; its value is passed over where only new versions
 * refuse it. */
static bool pass_gone(struct reader *reader, const struct gone_row *row, bool has_glued)
{
	fail(reader, &row->complaint, reader->words[reader->at - 1].range);
	if (row->complaint.is_mild && row->has_value && !has_glued && reader->at < reader->count) {
		reader->at++;
	}
	return row->complaint.is_mild;
}

static bool read_long(struct reader *reader, const struct argument *word)
{
	rlint_str text = word->value.bytes;
	size_t equals = str_find(text, '=', 0);
	rlint_str name = str_slice(text, 0, equals);
	const struct option_row *row;

	for (size_t i = 0; i < sizeof gone_rows / sizeof *gone_rows; i++) {
		if (rlint_str_is(gone_rows[i].name, name)) {
			return pass_gone(reader, &gone_rows[i], equals < text.len);
		}
	}
	row = long_row(reader, name, word->range);
	return row && add_option(reader, row, word, equals < text.len ? equals + 1 : 0);
}

/* All short options of requirements files take a value: what is glued on is that. */
static bool read_short(struct reader *reader, const struct argument *word)
{
	const struct option_row *row = short_row(word->value.bytes.ptr[1]);

	if (!row) {
		return fail(reader, &no_option, word->range);
	}
	return add_option(reader, row, word, word->value.bytes.len > 2 ? 2 : 0);
}

static void ignore(struct range *ignored, struct range range)
{
	if (ignored->start == ignored->end) {
		ignored->start = range.start;
	}
	ignored->end = range.end;
}

bool arguments_read(struct vec *out, struct arena *arena, const struct vec *words,
	struct cursor *cursor, struct range *ignored)
{
	struct reader reader = { out, arena, words->items, 0, words->count, cursor };
	bool is_over = false;

	*ignored = (struct range){ 0, 0 };
	while (reader.at < reader.count) {
		const struct argument *word = &reader.words[reader.at++];
		rlint_str text = word->value.bytes;
		bool is_option = !is_over && text.len > 1 && text.ptr[0] == '-';

		if (is_option && rlint_str_is(text, RLINT_STR("--"))) {
			is_over = true;
		} else if (!is_option) {
			ignore(ignored, word->range);
		} else if (!(text.ptr[1] == '-' ? read_long(&reader, word)
						: read_short(&reader, word))) {
			return false;
		}
	}
	return true;
}
