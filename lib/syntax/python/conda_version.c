/* Versions as conda orders them (conda/models/version.py, VersionOrder).
 *
 *	version   = [ digits "!" ] parts [ "_" ] [ "+" parts ]
 *	parts     = component { ( "." | "_" ) component }
 *	component = run { run }      with a 0 before it where it starts with no digit
 *	run       = digits | stars | letters
 *
 * A dash stands for "_" where there is no "_". The "_" at the end belongs to the last component: so
 * OpenSSL's letters come behind their number. Words come before numbers, by their bytes, but for
 * `dev`, which stars alone come before, and `post`, which is behind all numbers; what is missing
 * counts as 0. */
#include "lib/syntax/python/conda_version.h"

#include "lib/base/str.h"

/* Numbers of components: the epoch is the first, the local part starts far behind. */
enum { EPOCH, RELEASE, LOCAL = 1 << 24 };

static bool is_separator(char byte)
{
	return byte == '.' || byte == '_' || byte == '-';
}

static bool has(rlint_str text, char byte)
{
	return str_find(text, byte, 0) < text.len;
}

static bool are_digits(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!rlint_byte_is_digit(text.ptr[i])) {
			return false;
		}
	}
	return text.len > 0;
}

/* Does something stand between all separators, and at both ends? */
static bool are_parts(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (is_separator(text.ptr[i]) && (i == 0 || is_separator(text.ptr[i - 1]))) {
			return false;
		}
	}
	return text.len > 0 && !is_separator(text.ptr[text.len - 1]);
}

static bool are_version_bytes(rlint_str text)
{
	bool has_underscore = has(text, '_');

	for (size_t i = 0; i < text.len; i++) {
		if (!byte_is_name(text.ptr[i]) && !byte_is_one_of(text.ptr[i], ".*+!") &&
			(text.ptr[i] != '-' || has_underscore)) {
			return false;
		}
	}
	return true;
}

/* The parts of a version: slices of its text. */
struct parts {
	rlint_str epoch, release, local;
	bool has_epoch, has_local;
};

static void take_apart(struct parts *out, rlint_str text)
{
	size_t epoch;
	size_t plus;

	text = str_trim(text);
	epoch = str_find(text, '!', 0);
	out->has_epoch = epoch < text.len;
	out->epoch = out->has_epoch ? str_slice(text, 0, epoch) : RLINT_STR("0");
	out->release = out->has_epoch ? str_slice(text, epoch + 1, text.len) : text;
	plus = str_find(out->release, '+', 0);
	out->has_local = plus < out->release.len;
	out->local = str_slice(out->release, plus + 1, out->release.len);
	out->release = str_slice(out->release, 0, plus);
}

static bool has_tail(rlint_str release)
{
	return release.len > 0 && byte_is_one_of(release.ptr[release.len - 1], "_-");
}

/* The tail may be all there is of the last component. */
static bool is_release(rlint_str text)
{
	if (!has_tail(text)) {
		return are_parts(text);
	}
	text.len--;
	return text.len == 0 || are_parts(text) ||
	       (is_separator(text.ptr[text.len - 1]) &&
		       are_parts(str_slice(text, 0, text.len - 1)));
}

bool conda_version_is_valid(rlint_str text)
{
	struct parts parts;

	take_apart(&parts, text);
	if (!are_version_bytes(str_trim(text)) || !are_digits(parts.epoch) ||
		has(parts.release, '!') || has(parts.local, '!') || has(parts.local, '+')) {
		return false;
	}
	return is_release(parts.release) && (!parts.has_local || are_parts(parts.local));
}

static void add(struct vec *out, struct arena *arena, uint32_t component,
	enum conda_piece_kind kind, rlint_str text)
{
	struct conda_piece *piece = vec_add(out, arena, sizeof *piece);

	*piece = (struct conda_piece){ text, kind, component };
}

static void add_number(struct vec *out, struct arena *arena, uint32_t component, rlint_str digits)
{
	size_t zeros = 0;

	while (zeros < digits.len && digits.ptr[zeros] == '0') {
		zeros++;
	}
	add(out, arena, component, CONDA_NUMBER, str_slice(digits, zeros, digits.len));
}

enum run { DIGITS, STARS, LETTERS };

static enum run run_of(char byte)
{
	if (rlint_byte_is_digit(byte)) {
		return DIGITS;
	}
	return byte == '*' ? STARS : LETTERS;
}

static void add_run(struct vec *out, struct arena *arena, uint32_t component, rlint_str run)
{
	if (rlint_byte_is_digit(run.ptr[0])) {
		add_number(out, arena, component, run);
	} else if (rlint_str_is_like(run, RLINT_STR("post"))) {
		add(out, arena, component, CONDA_POST, run);
	} else if (rlint_str_is_like(run, RLINT_STR("dev"))) {
		add(out, arena, component, CONDA_DEV, run);
	} else {
		add(out, arena, component, CONDA_WORD, run);
	}
}

static void read_component(struct vec *out, struct arena *arena, uint32_t component, rlint_str text)
{
	if (text.len == 0 || !rlint_byte_is_digit(text.ptr[0])) {
		add(out, arena, component, CONDA_NUMBER, RLINT_STR(""));
	}
	for (size_t at = 0; at < text.len;) {
		size_t end = at;

		while (end < text.len && run_of(text.ptr[end]) == run_of(text.ptr[at])) {
			end++;
		}
		add_run(out, arena, component, str_slice(text, at, end));
		at = end;
	}
}

/* `tail`: how many bytes at the end belong to the last component, separators or not. */
static void read_parts(
	struct vec *out, struct arena *arena, uint32_t component, rlint_str text, size_t tail)
{
	for (size_t at = 0; at < text.len; component++) {
		size_t end = at;

		while (end < text.len - tail && !is_separator(text.ptr[end])) {
			end++;
		}
		end += end == text.len - tail ? tail : 0;
		read_component(out, arena, component, str_slice(text, at, end));
		at = end + 1;
	}
}

bool conda_version_read(struct vec *out, struct arena *arena, rlint_str text)
{
	struct parts parts;

	if (!conda_version_is_valid(text)) {
		return false;
	}
	take_apart(&parts, text);
	if (parts.has_epoch) {
		add_number(out, arena, EPOCH, parts.epoch);
	}
	read_parts(out, arena, RELEASE, parts.release, has_tail(parts.release) ? 1 : 0);
	read_parts(out, arena, LOCAL, parts.local, 0);
	return true;
}

/* A dash at the end is the "_" that it stands for. */
static int byte_of(char byte)
{
	return byte == '-' ? '_' : byte_lower(byte);
}

static int compare_words(const struct conda_piece *a, const struct conda_piece *b)
{
	rlint_str left = a->kind == CONDA_DEV ? RLINT_STR("DEV") : a->text;
	rlint_str right = b->kind == CONDA_DEV ? RLINT_STR("DEV") : b->text;

	for (size_t i = 0; i < left.len && i < right.len; i++) {
		int difference = (a->kind == CONDA_DEV ? left.ptr[i] : byte_of(left.ptr[i])) -
				 (b->kind == CONDA_DEV ? right.ptr[i] : byte_of(right.ptr[i]));

		if (difference != 0) {
			return difference;
		}
	}
	return (left.len > right.len) - (left.len < right.len);
}

static bool is_word(const struct conda_piece *piece)
{
	return piece->kind == CONDA_WORD || piece->kind == CONDA_DEV;
}

static int compare_pieces(const struct conda_piece *a, const struct conda_piece *b)
{
	if (is_word(a) && is_word(b)) {
		return compare_words(a, b);
	}
	if (a->kind != b->kind) {
		return a->kind < b->kind ? -1 : 1;
	}
	if (a->kind == CONDA_NUMBER && a->text.len != b->text.len) {
		return a->text.len < b->text.len ? -1 : 1;
	}
	return a->kind == CONDA_NUMBER ? str_compare(a->text, b->text) : 0;
}

static const struct conda_piece zero = { .kind = CONDA_NUMBER };

static uint32_t component_at(const struct vec *pieces, uint32_t index)
{
	const struct conda_piece *items = pieces->items;

	return index < pieces->count ? items[index].component : UINT32_MAX;
}

/* Where two versions are being compared. */
struct pair {
	const struct vec *a, *b;
	uint32_t a_at, b_at;
};

/* Compares the next pieces: the one that the other lacks in this component, with 0. */
static int step(struct pair *pair)
{
	const struct conda_piece *a = pair->a->items;
	const struct conda_piece *b = pair->b->items;
	uint32_t a_component = component_at(pair->a, pair->a_at);
	uint32_t b_component = component_at(pair->b, pair->b_at);

	return compare_pieces(a_component <= b_component ? &a[pair->a_at++] : &zero,
		b_component <= a_component ? &b[pair->b_at++] : &zero);
}

int conda_version_compare(const struct vec *a, const struct vec *b)
{
	struct pair pair = { a, b, 0, 0 };
	int order = 0;

	while (order == 0 && (pair.a_at < a->count || pair.b_at < b->count)) {
		order = step(&pair);
	}
	return order;
}

static bool word_starts(const struct conda_piece *word, const struct conda_piece *prefix)
{
	struct conda_piece start = *word;
	size_t length = prefix->text.len;

	if (!is_word(word) || word->text.len < length) {
		return false;
	}
	start.text.len = length;
	start.kind = word->text.len == length ? word->kind : CONDA_WORD;
	return (word->kind == CONDA_DEV) == (prefix->kind == CONDA_DEV) &&
	       compare_words(&start, prefix) == 0;
}

bool conda_version_starts(const struct vec *version, const struct vec *prefix)
{
	struct pair pair = { version, prefix, 0, 0 };
	const struct conda_piece *last =
		(const struct conda_piece *)prefix->items + prefix->count - 1;
	const struct conda_piece *own = &zero;

	while (pair.b_at + 1 < prefix->count ||
		component_at(version, pair.a_at) < last->component) {
		if (step(&pair) != 0) {
			return false;
		}
	}
	if (component_at(version, pair.a_at) == last->component) {
		own = (const struct conda_piece *)version->items + pair.a_at;
	}
	return is_word(last) ? word_starts(own, last) : compare_pieces(own, last) == 0;
}
