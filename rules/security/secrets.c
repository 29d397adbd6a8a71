/* What a secret looks like. */
#include "secrets.h"

/* Values that switch something, or stand for a secret to come. */
static const rlint_str empty_words[] = {
	RLINT_STR_INIT("true"),
	RLINT_STR_INIT("false"),
	RLINT_STR_INIT("yes"),
	RLINT_STR_INIT("no"),
	RLINT_STR_INIT("none"),
	RLINT_STR_INIT("null"),
	RLINT_STR_INIT("undefined"),
	RLINT_STR_INIT("dummy"),
	RLINT_STR_INIT("placeholder"),
	RLINT_STR_INIT("notset"),
	RLINT_STR_INIT("unset"),
	RLINT_STR_INIT("todo"),
};
static const rlint_str placeholder_starts[] = {
	RLINT_STR_INIT("your"),
	RLINT_STR_INIT("my-"),
	RLINT_STR_INIT("my_"),
	RLINT_STR_INIT("<"),
	RLINT_STR_INIT("xxx"),
	RLINT_STR_INIT("***"),
	RLINT_STR_INIT("..."),
	RLINT_STR_INIT("replace"),
	RLINT_STR_INIT("insert"),
	RLINT_STR_INIT("example"),
};
static const rlint_str path_starts[] = {
	RLINT_STR_INIT("/"),
	RLINT_STR_INIT("./"),
	RLINT_STR_INIT("../"),
	RLINT_STR_INIT("~"),
};
static const rlint_str path_ends[] = {
	RLINT_STR_INIT(".key"),
	RLINT_STR_INIT(".pem"),
	RLINT_STR_INIT(".crt"),
	RLINT_STR_INIT(".json"),
	RLINT_STR_INIT(".txt"),
	RLINT_STR_INIT(".yaml"),
	RLINT_STR_INIT(".yml"),
	RLINT_STR_INIT("/"),
};

static bool is_like_at(rlint_str text, size_t at, rlint_str word)
{
	return at + word.len <= text.len &&
	       rlint_str_is_like(rlint_str_slice(text, at, at + word.len), word);
}

bool secret_starts_like(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = is_like_at(text, 0, words[i]);
	}
	return is_found;
}

bool secret_ends_like(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = text.len >= words[i].len &&
			   is_like_at(text, text.len - words[i].len, words[i]);
	}
	return is_found;
}

bool secret_is_like(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = rlint_str_is_like(text, words[i]);
	}
	return is_found;
}

bool secret_has_any(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t at = 0; at < text.len && !is_found; at++) {
		is_found = secret_starts_like(rlint_str_slice(text, at, text.len), words, count);
	}
	return is_found;
}

bool secret_is_path_or_url(rlint_str value)
{
	static const rlint_str scheme[] = { RLINT_STR_INIT("://") };

	return secret_starts_like(value, RLINT_LIST(path_starts)) ||
	       secret_ends_like(value, RLINT_LIST(path_ends)) ||
	       secret_has_any(value, RLINT_LIST(scheme));
}

/* A count, a size, a switch: nothing that is kept secret, unless it is a password. */
static bool is_short_number(rlint_str value)
{
	bool is_digits = value.len < 6;

	for (size_t i = 0; i < value.len; i++) {
		is_digits = is_digits && value.ptr[i] >= '0' && value.ptr[i] <= '9';
	}
	return is_digits;
}

/* Nothing, or `""` where quotes are part of the value: ${NAME:-""} outside of YAML's own. */
static bool is_empty(rlint_str value)
{
	size_t count = 0;

	while (count < value.len && (value.ptr[count] == '"' || value.ptr[count] == '\'')) {
		count++;
	}
	return count == value.len;
}

bool secret_is_placeholder(rlint_str value)
{
	return is_empty(value) || secret_is_like(value, RLINT_LIST(empty_words)) ||
	       secret_starts_like(value, RLINT_LIST(placeholder_starts)) || is_short_number(value);
}

bool secret_is_literal(const rlint_value *value)
{
	for (uint32_t i = 0; i < value->part_count; i++) {
		if (value->parts[i].is_reference) {
			return false;
		}
	}
	return rlint_value_has_text(value);
}

bool secret_is_named(rlint_str name)
{
	return rlint_names_secret(name) != RLINT_NO;
}
