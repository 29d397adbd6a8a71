/* Versions as conda orders them (conda/models/version.py, VersionOrder).
 *
 *	version   = [ digits "!" ] parts [ "+" parts ]
 *	parts     = component { ( "." | "_" | "-" ) component }
 *	component = { digits | other }      with a 0 before it where it starts with no digit
 *
 * Words come before numbers, `dev` before all words, `post` behind all numbers; what is missing
 * counts as 0. */
#include "lib/syntax/python/conda_version.h"

#include "lib/base/str.h"

/* Numbers of components: the epoch is the first, the local part starts far behind. */
enum { EPOCH, RELEASE, LOCAL = 1 << 24 };

static bool is_separator(char byte)
{
	return byte == '.' || byte == '_' || byte == '-';
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

static bool is_version_byte(char byte)
{
	return byte_is_name(byte) || byte_is_one_of(byte, ".*-");
}

/* The end of the run of digits, or of the run of other bytes, that starts at `at`. */
static size_t run_end(rlint_str text, size_t at)
{
	bool is_number = byte_is_digit(text.ptr[at]);

	while (at < text.len && !is_separator(text.ptr[at]) &&
		byte_is_digit(text.ptr[at]) == is_number) {
		at++;
	}
	return at;
}

static void read_component(struct vec *out, struct arena *arena, uint32_t component, rlint_str text)
{
	if (!byte_is_digit(text.ptr[0])) {
		add(out, arena, component, CONDA_NUMBER, RLINT_STR(""));
	}
	for (size_t at = 0; at < text.len;) {
		size_t end = run_end(text, at);
		rlint_str run = str_slice(text, at, end);

		if (byte_is_digit(run.ptr[0])) {
			add_number(out, arena, component, run);
		} else {
			add(out, arena, component,
				rlint_str_is_like(run, RLINT_STR("post")) ? CONDA_POST : CONDA_WORD,
				run);
		}
		at = end;
	}
}

/* The end of the component at `at`; `at` where there is none, or a byte that no version has. */
static size_t component_end(rlint_str text, size_t at)
{
	size_t end = at;

	for (; end < text.len && !is_separator(text.ptr[end]); end++) {
		if (!is_version_byte(text.ptr[end])) {
			return at;
		}
	}
	return end;
}

static bool read_parts(struct vec *out, struct arena *arena, uint32_t component, rlint_str text)
{
	for (size_t at = 0; at <= text.len; component++) {
		size_t end = component_end(text, at);

		if (end == at) {
			return false;
		}
		read_component(out, arena, component, str_slice(text, at, end));
		at = end + 1;
	}
	return true;
}

static bool read_epoch(struct vec *out, struct arena *arena, rlint_str digits)
{
	for (size_t i = 0; i < digits.len; i++) {
		if (!byte_is_digit(digits.ptr[i])) {
			return false;
		}
	}
	add_number(out, arena, EPOCH, digits);
	return true;
}

bool conda_version_read(struct vec *out, struct arena *arena, rlint_str text)
{
	size_t epoch;
	size_t plus;

	text = str_trim(text);
	epoch = str_find(text, '!', 0);
	if (epoch < text.len) {
		if (!read_epoch(out, arena, str_slice(text, 0, epoch))) {
			return false;
		}
		text = str_slice(text, epoch + 1, text.len);
	}
	plus = str_find(text, '+', 0);
	return read_parts(out, arena, RELEASE, str_slice(text, 0, plus)) &&
	       (plus == text.len ||
		       read_parts(out, arena, LOCAL, str_slice(text, plus + 1, text.len)));
}

static int compare_words(rlint_str a, rlint_str b)
{
	bool is_dev = rlint_str_is_like(a, RLINT_STR("dev"));

	if (is_dev != rlint_str_is_like(b, RLINT_STR("dev"))) {
		return is_dev ? -1 : 1;
	}
	for (size_t i = 0; i < a.len && i < b.len; i++) {
		int difference = byte_lower(a.ptr[i]) - byte_lower(b.ptr[i]);

		if (difference != 0) {
			return difference;
		}
	}
	return (a.len > b.len) - (a.len < b.len);
}

static int compare_pieces(const struct conda_piece *a, const struct conda_piece *b)
{
	if (a->kind != b->kind) {
		return a->kind < b->kind ? -1 : 1;
	}
	if (a->kind == CONDA_WORD) {
		return compare_words(a->text, b->text);
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
	if (last->kind == CONDA_WORD) {
		return own->kind == CONDA_WORD && own->text.len >= last->text.len &&
		       rlint_str_is_like(str_slice(own->text, 0, last->text.len), last->text);
	}
	return compare_pieces(own, last) == 0;
}
