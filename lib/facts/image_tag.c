/* What an image's tag promises.
 *
 *	tag       = component { ( "-" | "_" ) component }
 *	component = moving word | version | date or commit | other word
 *
 * A moving word makes the tag a moving one, unless a date or commit stands beside it
 * ("nightly-20240601", "main-3f2a91c"). */
#include "lib/base/str.h"
#include "lib/facts/image.h"

struct components {
	bool is_moving, moves_alone, has_version, has_date;
	bool is_after_year; /* the last component was a bare year: a two-digit one makes it a date
			     */
};

/* Names that the publisher moves, unless a version stands behind them: "dev-ubuntu22.04". */
static const rlint_str moving_alone[] = { RLINT_STR_INIT("dev"), RLINT_STR_INIT("devel"),
	RLINT_STR_INIT("develop"), RLINT_STR_INIT("development"), RLINT_STR_INIT("test"),
	RLINT_STR_INIT("staging") };

/* Names that the publisher moves, whatever stands behind them. */
static const rlint_str moving_first[] = { RLINT_STR_INIT("stable"), RLINT_STR_INIT("lts"),
	RLINT_STR_INIT("current"), RLINT_STR_INIT("testing"), RLINT_STR_INIT("unstable"),
	RLINT_STR_INIT("sid"), RLINT_STR_INIT("oldstable"), RLINT_STR_INIT("experimental"),
	RLINT_STR_INIT("rawhide"), RLINT_STR_INIT("mainline"), RLINT_STR_INIT("next"),
	RLINT_STR_INIT("trunk"), RLINT_STR_INIT("tip"), RLINT_STR_INIT("weekly"),
	RLINT_STR_INIT("beta"), RLINT_STR_INIT("alpha"), RLINT_STR_INIT("rc"),
	RLINT_STR_INIT("preview"), RLINT_STR_INIT("insiders") };

/* Names that move even behind a version: "22.04-nightly". */
static const rlint_str moving_anywhere[] = { RLINT_STR_INIT("latest"), RLINT_STR_INIT("nightly"),
	RLINT_STR_INIT("edge"), RLINT_STR_INIT("rolling"), RLINT_STR_INIT("canary"),
	RLINT_STR_INIT("snapshot"), RLINT_STR_INIT("daily"), RLINT_STR_INIT("master"),
	RLINT_STR_INIT("main"), RLINT_STR_INIT("head") };

/* Letters and digits that name no version: processors; is_version adds Python's, py310. */
static const rlint_str unversioned[] = { RLINT_STR_INIT("amd64"), RLINT_STR_INIT("arm64"),
	RLINT_STR_INIT("arm64v8"), RLINT_STR_INIT("arm32v7"), RLINT_STR_INIT("armv7"),
	RLINT_STR_INIT("aarch64"), RLINT_STR_INIT("x86"), RLINT_STR_INIT("x64"),
	RLINT_STR_INIT("i386"), RLINT_STR_INIT("s390x"), RLINT_STR_INIT("ppc64le"),
	RLINT_STR_INIT("riscv64"), RLINT_STR_INIT("win32"), RLINT_STR_INIT("win64"),
	RLINT_STR_INIT("python2"), RLINT_STR_INIT("python3") };

struct census {
	size_t digits, dots, letters, hexes;
};

static struct census count_bytes(rlint_str text)
{
	struct census census = { 0 };

	for (size_t i = 0; i < text.len; i++) {
		char byte = byte_lower(text.ptr[i]);

		census.digits += rlint_byte_is_digit(byte);
		census.dots += byte == '.';
		census.letters += rlint_byte_is_letter(byte);
		census.hexes += rlint_byte_is_digit(byte) || (byte >= 'a' && byte <= 'f');
	}
	return census;
}

/* 20240601, 2024.06.01, 20240601T1200: of this century. */
static bool is_date(rlint_str text, const struct census *census)
{
	return census->digits >= 8 && census->letters <= 2 &&
	       rlint_str_starts(text, RLINT_STR("20"));
}

/* A short or full commit: 3f2a91c. */
static bool is_commit(rlint_str text, const struct census *census)
{
	return text.len >= 7 && text.len <= 64 && census->hexes == text.len && census->digits > 0 &&
	       census->letters > 0;
}

static bool is_version(rlint_str text, const struct census *census)
{
	bool is_python = rlint_str_starts(text, RLINT_STR("py")) && census->digits + 2 == text.len;

	if (census->digits == 0 || is_python ||
		rlint_str_is_one_of(text, RLINT_LIST(unversioned))) {
		return false;
	}
	return census->digits + census->dots + census->letters == text.len ||
	       rlint_byte_is_digit(text.ptr[0]);
}

static void read_component(struct components *found, rlint_str text, bool is_first)
{
	struct census census = count_bytes(text);
	bool is_year =
		text.len == 4 && census.digits == 4 && rlint_str_starts(text, RLINT_STR("20"));

	if (rlint_str_is_one_of(text, RLINT_LIST(moving_anywhere)) ||
		(is_first && rlint_str_is_one_of(text, RLINT_LIST(moving_first)))) {
		found->is_moving = true;
	} else if (is_first && rlint_str_is_one_of(text, RLINT_LIST(moving_alone))) {
		found->moves_alone = true;
	} else if (is_date(text, &census) || is_commit(text, &census) ||
		   (found->is_after_year && text.len == 2 && census.digits == 2)) {
		found->has_date = true;
	} else if (is_version(text, &census)) {
		found->has_version = true;
	}
	found->is_after_year = is_year;
}

rlint_tag_kind image_tag_kind(rlint_str tag)
{
	struct components found = { 0 };
	size_t start = 0;

	for (size_t i = 0; i <= tag.len; i++) {
		if (i == tag.len || tag.ptr[i] == '-' || tag.ptr[i] == '_') {
			read_component(&found, str_slice(tag, start, i), start == 0);
			start = i + 1;
		}
	}
	if (tag.len == 0) {
		return RLINT_NO_TAG;
	}
	if ((found.is_moving || (found.moves_alone && !found.has_version)) && !found.has_date) {
		return RLINT_MOVING_TAG;
	}
	return found.has_date || found.has_version ? RLINT_VERSION_TAG : RLINT_WORD_TAG;
}
