/* What loaders make of scalars.
 *
 * PyYAML (resolver.py) follows YAML 1.1 with a change: a float needs a dot, its exponent a sign, so
 * that `1e3` is a string. OmegaConf (grammar_parser.py, _utils.py) takes PyYAML's words but reads
 * `1e3` as a float. YAML 1.2's core schema and JSON have smaller sets. Lists below are theirs.
 * TOML's words are in toml_word.c. */
#include "lib/syntax/config/config.h"

#include "lib/base/str.h"
#include "lib/syntax/config/build.h"
#include "lib/syntax/config/toml.h"

static const rlint_str nulls[] = { RLINT_STR_INIT("~"), RLINT_STR_INIT("null"),
	RLINT_STR_INIT("Null"), RLINT_STR_INIT("NULL"), RLINT_STR_INIT("") };
/* True and false in turn; the first six are all that YAML 1.2 has. */
static const rlint_str booleans[] = { RLINT_STR_INIT("true"), RLINT_STR_INIT("false"),
	RLINT_STR_INIT("True"), RLINT_STR_INIT("False"), RLINT_STR_INIT("TRUE"),
	RLINT_STR_INIT("FALSE"), RLINT_STR_INIT("yes"), RLINT_STR_INIT("no"), RLINT_STR_INIT("Yes"),
	RLINT_STR_INIT("No"), RLINT_STR_INIT("YES"), RLINT_STR_INIT("NO"), RLINT_STR_INIT("on"),
	RLINT_STR_INIT("off"), RLINT_STR_INIT("On"), RLINT_STR_INIT("Off"), RLINT_STR_INIT("ON"),
	RLINT_STR_INIT("OFF") };
static const rlint_str not_finite[] = { RLINT_STR_INIT(".inf"), RLINT_STR_INIT(".Inf"),
	RLINT_STR_INIT(".INF"), RLINT_STR_INIT(".nan"), RLINT_STR_INIT(".NaN"),
	RLINT_STR_INIT(".NAN") };

/* How a loader writes floats. */
struct float_form {
	bool has_underscores, needs_exponent_sign;
	bool needs_dot; /* else an exponent is enough */
	bool allows_sign_before_dot;
};

static const struct float_form float_forms[] = {
	[LOADER_YAML11] = { true, true, true, false },
	[LOADER_OMEGACONF] = { true, false, false, false },
	[LOADER_YAML12] = { false, false, false, true },
	[LOADER_JSON] = { false, false, false, false },
};

static unsigned digit_value(char byte)
{
	return rlint_byte_is_digit(byte) ? (unsigned)(byte - '0')
					 : (unsigned)(byte_lower(byte) - 'a') + 10;
}

/* Digits of a base with underscores where allowed; at least one of either. */
static bool read_digits(
	rlint_str text, unsigned base, bool has_underscores, struct config_number *out)
{
	uint64_t number = 0;

	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];
		unsigned value;

		if (byte == '_' && has_underscores) {
			continue;
		}
		if (!rlint_byte_is_digit(byte) && !rlint_byte_is_letter(byte)) {
			return false;
		}
		value = digit_value(byte);
		if (value >= base) {
			return false;
		}
		out->is_out_of_range = out->is_out_of_range || number > (UINT64_MAX - value) / base;
		number = number * base + value;
	}
	out->magnitude = number;
	out->type = TYPE_INT;
	return text.len > 0;
}

/* [1-9][0-9_]*(:[0-5]?[0-9])+ is an integer to the base 60. */
static bool read_sexagesimal(rlint_str text, struct config_number *out)
{
	size_t colon = str_find(text, ':', 0);
	uint64_t number;

	if (colon == text.len || !read_digits(str_slice(text, 0, colon), 10, true, out)) {
		return false;
	}
	number = out->magnitude;
	while (colon < text.len) {
		size_t next = str_find(text, ':', colon + 1);
		rlint_str digits = str_slice(text, colon + 1, next);
		struct config_number part = { 0 };

		if (digits.len > 2 || !read_digits(digits, 10, false, &part) ||
			part.magnitude > 59) {
			return false;
		}
		out->is_out_of_range =
			out->is_out_of_range || number > (UINT64_MAX - part.magnitude) / 60;
		number = number * 60 + part.magnitude;
		colon = next;
	}
	out->magnitude = number;
	return true;
}

static bool read_int11(rlint_str text, struct config_number *out)
{
	if (rlint_str_starts(text, RLINT_STR("0b"))) {
		return read_digits(str_slice(text, 2, text.len), 2, true, out);
	}
	if (rlint_str_starts(text, RLINT_STR("0x"))) {
		return read_digits(str_slice(text, 2, text.len), 16, true, out);
	}
	if (text.len > 1 && text.ptr[0] == '0') {
		return read_digits(str_slice(text, 1, text.len), 8, true, out);
	}
	if (text.len == 0 || !rlint_byte_is_digit(text.ptr[0])) {
		return false;
	}
	return read_digits(text, 10, true, out) || read_sexagesimal(text, out);
}

static bool read_int12(rlint_str text, bool is_signed, struct config_number *out)
{
	if (!is_signed && rlint_str_starts(text, RLINT_STR("0o"))) {
		return read_digits(str_slice(text, 2, text.len), 8, false, out);
	}
	if (!is_signed && rlint_str_starts(text, RLINT_STR("0x"))) {
		return read_digits(str_slice(text, 2, text.len), 16, false, out);
	}
	return read_digits(text, 10, false, out);
}

static bool read_int(
	rlint_str text, bool is_signed, enum config_loader loader, struct config_number *out)
{
	switch (loader) {
	case LOADER_YAML11:
	case LOADER_OMEGACONF:
		return read_int11(text, out);
	case LOADER_YAML12:
		return read_int12(text, is_signed, out);
	case LOADER_JSON:
	case LOADER_TOML:
		break;
	}
	return read_digits(text, 10, false, out);
}

static size_t skip_digits(rlint_str text, size_t at, bool has_underscores)
{
	while (at < text.len &&
		(rlint_byte_is_digit(text.ptr[at]) || (has_underscores && text.ptr[at] == '_'))) {
		at++;
	}
	return at;
}

/* An exponent from `at` to the end; no exponent is one too. */
static bool is_exponent(rlint_str text, size_t at, bool needs_sign)
{
	bool has_sign;

	if (at == text.len) {
		return true;
	}
	if (byte_lower(text.ptr[at]) != 'e' || at + 1 == text.len) {
		return false;
	}
	at++;
	has_sign = text.ptr[at] == '-' || text.ptr[at] == '+';
	at += has_sign;
	return (has_sign || !needs_sign) && at < text.len &&
	       skip_digits(text, at, false) == text.len;
}

static bool is_float(rlint_str text, bool is_signed, const struct float_form *form)
{
	size_t at = skip_digits(text, 0, form->has_underscores);
	bool has_dot = at < text.len && text.ptr[at] == '.';

	if (at == 0) {
		size_t end = skip_digits(text, 1, form->has_underscores);

		return has_dot && (!is_signed || form->allows_sign_before_dot) && end > 1 &&
		       text.ptr[1] != '_' && is_exponent(text, end, form->needs_exponent_sign);
	}
	if (text.ptr[0] == '_' || (!has_dot && (form->needs_dot || at == text.len))) {
		return false;
	}
	if (has_dot) {
		at = skip_digits(text, at + 1, form->has_underscores);
	}
	return is_exponent(text, at, form->needs_exponent_sign);
}

/* 1:30.5, to the base 60 before the dot. */
static bool is_sexagesimal_float(rlint_str text)
{
	size_t dot = str_find(text, '.', 0);
	struct config_number ignored = { 0 };

	return dot < text.len && rlint_byte_is_digit(text.ptr[0]) &&
	       read_sexagesimal(str_slice(text, 0, dot), &ignored) &&
	       skip_digits(text, dot + 1, true) == text.len;
}

static bool read_bool(rlint_str text, enum config_loader loader, struct config_number *out)
{
	size_t count = loader == LOADER_JSON     ? 2
		       : loader == LOADER_YAML12 ? 6
						 : RLINT_COUNT(booleans);

	for (size_t i = 0; i < count; i++) {
		if (rlint_str_is(text, booleans[i])) {
			out->type = TYPE_BOOL;
			out->boolean = i % 2 == 0;
			return true;
		}
	}
	return false;
}

static bool is_null(rlint_str text, enum config_loader loader)
{
	return loader == LOADER_JSON ? rlint_str_is(text, RLINT_STR("null"))
				     : rlint_str_is_one_of(text, RLINT_LIST(nulls));
}

static bool is_named_float(rlint_str text, bool is_signed, enum config_loader loader)
{
	if (loader == LOADER_JSON) {
		return rlint_str_is(text, RLINT_STR("NaN")) ||
		       rlint_str_is(text, RLINT_STR("Infinity"));
	}
	return rlint_str_is_one_of(text, not_finite, is_signed ? 3 : RLINT_COUNT(not_finite));
}

/* A number, whatever comes: type TYPE_STRING if it is none. */
static struct config_number read_number(rlint_str text, enum config_loader loader)
{
	struct config_number number = { .type = TYPE_STRING };
	struct config_number none = { .type = TYPE_STRING };
	bool is_signed = text.len > 0 && (text.ptr[0] == '-' || text.ptr[0] == '+');
	bool is_sixty = loader == LOADER_YAML11 || loader == LOADER_OMEGACONF;
	rlint_str digits = str_slice(text, is_signed, text.len);

	if (digits.len == 0 || (!rlint_byte_is_digit(digits.ptr[0]) && digits.ptr[0] != '.' &&
				       loader != LOADER_JSON)) {
		return none;
	}
	if (read_int(digits, is_signed, loader, &number)) {
		number.is_negative = text.ptr[0] == '-';
		return number;
	}
	if (is_float(digits, is_signed, &float_forms[loader]) ||
		is_named_float(digits, is_signed, loader) ||
		(is_sixty && is_sexagesimal_float(digits))) {
		return (struct config_number){ .type = TYPE_FLOAT,
			.is_negative = text.ptr[0] == '-' };
	}
	return none;
}

/* What the resolver makes of plain text. */
static struct config_number read_plain(rlint_str text, enum config_loader loader)
{
	struct config_number out = { .type = TYPE_NULL };

	if (loader == LOADER_TOML) {
		return toml_number(text);
	}
	if (is_null(text, loader) || read_bool(text, loader, &out)) {
		return out;
	}
	return read_number(text, loader);
}

static struct config_number of_type(enum config_type type)
{
	return (struct config_number){ .type = type };
}

/* An explicit tag overrules the style. */
static struct config_number read_tagged(
	const struct config_scalar *scalar, enum config_loader loader)
{
	rlint_str core = RLINT_STR("tag:yaml.org,2002:");
	rlint_str name = str_slice(scalar->tag, core.len, scalar->tag.len);

	if (rlint_str_is(scalar->tag, RLINT_STR("!"))) {
		return of_type(TYPE_STRING);
	}
	if (!rlint_str_starts(scalar->tag, core)) {
		return of_type(TYPE_UNKNOWN);
	}
	if (rlint_str_is(name, RLINT_STR("str"))) {
		return of_type(TYPE_STRING);
	}
	if (rlint_str_is(name, RLINT_STR("null"))) {
		return of_type(TYPE_NULL);
	}
	if (rlint_str_is(name, RLINT_STR("float"))) {
		return of_type(TYPE_FLOAT);
	}
	if (rlint_str_is(name, RLINT_STR("int")) || rlint_str_is(name, RLINT_STR("bool"))) {
		return read_plain(scalar->text.bytes, loader);
	}
	return of_type(TYPE_UNKNOWN);
}

static struct config_number read_scalar(
	const struct config_scalar *scalar, enum config_loader loader)
{
	rlint_str text = scalar->text.bytes;

	/* What a template or an interpolation makes of the text is known to nobody here. */
	if (config_has_braces(text) || rlint_str_find_str(text, RLINT_STR("${")) < text.len) {
		return of_type(TYPE_UNKNOWN);
	}
	if (loader == LOADER_OMEGACONF && rlint_str_is(text, RLINT_STR("???"))) {
		return of_type(TYPE_MANDATORY);
	}
	if (scalar->tag.len > 0) {
		return read_tagged(scalar, loader);
	}
	return scalar->style == CONFIG_PLAIN ? read_plain(text, loader) : of_type(TYPE_STRING);
}

struct config_number config_typed(
	const struct config *config, uint32_t node, enum config_loader loader)
{
	struct config_scalar scalar;
	const struct node *at;

	node = config_resolve(config, node);
	if (node == NODE_NONE) {
		return of_type(TYPE_UNKNOWN);
	}
	if (config_scalar(config, node, &scalar)) {
		return read_scalar(&scalar, loader);
	}
	at = tree_node(&config->tree, node);
	if (at->kind == CONFIG_SEQUENCE) {
		return of_type(TYPE_SEQUENCE);
	}
	return of_type(at->kind == CONFIG_MAPPING && (at->flags & CONFIG_TEMPLATE) == 0
			       ? TYPE_MAPPING
			       : TYPE_UNKNOWN);
}
