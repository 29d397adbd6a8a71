/* Values of RUN's flags (instructions/commands_runmount.go and its kin).
 *
 *   mount = field { "," field }                 ; RFC 4180 quotes
 *   field = key [ "=" value ]
 *
 * Values that hold variables are not judged. */
#include "lib/syntax/dockerfile/parser.h"

#include "lib/base/str.h"

/* ---- fields ---- */

struct fields {
	struct docker_parser *parser;
	const struct text *text;
	size_t at;
	bool is_done;
	bool is_bad; /* a quote where none may be, or none where one must be */
};

static struct text plain_field(struct fields *fields)
{
	rlint_str bytes = fields->text->bytes;
	size_t start = fields->at;
	size_t end = str_find(bytes, ',', start);

	fields->is_bad = str_find(str_slice(bytes, 0, end), '"', start) < end;
	fields->is_done = end == bytes.len;
	fields->at = end + 1;
	return text_sub(fields->text, start, end);
}

static struct text quoted_field(struct fields *fields)
{
	struct text_builder builder = { .arena = fields->parser->arena };
	rlint_str bytes = fields->text->bytes;
	size_t at = fields->at + 1;

	for (;;) {
		size_t quote = str_find(bytes, '"', at);
		char next = (char)(quote + 1 < bytes.len ? bytes.ptr[quote + 1] : '\0');

		text_add(&builder, fields->text, at, quote + (next == '"'));
		at = quote + 2;
		if (next == '"') {
			continue;
		}
		fields->is_done = quote + 1 >= bytes.len;
		fields->is_bad = quote == bytes.len || (!fields->is_done && next != ',');
		fields->at = at;
		return text_end(&builder);
	}
}

/* The next field; false at the end, or where the text is no CSV. */
static bool next_field(struct fields *fields, struct text *field)
{
	rlint_str bytes = fields->text->bytes;

	if (bytes.len == 0) {
		fields->is_bad = true;
		fields->is_done = true;
	}
	if (fields->is_done || fields->is_bad) {
		return false;
	}
	*field = fields->at < bytes.len && bytes.ptr[fields->at] == '"' ? quoted_field(fields)
									: plain_field(fields);
	return !fields->is_bad;
}

static void refuse_csv(struct docker_parser *parser, uint32_t index, const struct docker_flag *flag)
{
	docker_refuse_span(parser, index,
		flag->value_span.end > flag->value_span.start ? flag->value_span : flag->span,
		docker_say(parser,
			"--%S is no list of KEY=VALUE; separate them by commas and quote whole "
			"fields only",
			flag->name),
		docker_say(parser, "failed to parse csv %Ss", flag->name));
}

/* ---- devices ---- */

static bool is_bool(rlint_str value)
{
	static const rlint_str words[] = { RLINT_STR_INIT("1"), RLINT_STR_INIT("t"),
		RLINT_STR_INIT("T"), RLINT_STR_INIT("TRUE"), RLINT_STR_INIT("true"),
		RLINT_STR_INIT("True"), RLINT_STR_INIT("0"), RLINT_STR_INIT("f"),
		RLINT_STR_INIT("F"), RLINT_STR_INIT("FALSE"), RLINT_STR_INIT("false"),
		RLINT_STR_INIT("False") };

	return rlint_str_is_one_of(value, RLINT_LIST(words));
}

/* A field taken apart. */
struct pair {
	rlint_str key, value;
	bool has_value;
	rlint_span span;
	rlint_str whole;
};

static struct pair pair_of(const struct text *field)
{
	size_t equals = str_find(field->bytes, '=', 0);

	return (struct pair){ .key = str_slice(field->bytes, 0, equals),
		.value = str_slice(field->bytes, equals + 1, field->bytes.len),
		.has_value = equals < field->bytes.len,
		.span = text_span(field, 0, field->bytes.len),
		.whole = field->bytes };
}

static void refuse_key(struct docker_parser *parser, uint32_t index, const struct pair *pair,
	const char *const *keys)
{
	const char *nearest = docker_nearest(pair->key, keys);

	docker_refuse_span(parser, index, pair->span,
		nearest ? docker_say(
				  parser, "there is no key %S here; write %s", pair->key, nearest)
			: docker_say(parser, "there is no key %S here; remove it", pair->key),
		docker_say(parser, "unexpected key '%S' in '%S'", pair->key, pair->whole));
}

static void refuse_pair(struct docker_parser *parser, uint32_t index, const struct pair *pair)
{
	docker_refuse_span(parser, index, pair->span,
		docker_say(parser, "%S has no value; write %S=VALUE", pair->whole, pair->whole),
		docker_say(parser, "invalid field '%S' must be a key=value pair", pair->whole));
}

static void refuse_value(struct docker_parser *parser, uint32_t index, const struct pair *pair)
{
	docker_refuse_span(parser, index, pair->span,
		docker_say(parser, "\"%S\" is no value for %S; correct it", pair->value, pair->key),
		docker_say(parser, "invalid value for %S: %S", pair->key, pair->value));
}

/* One field of --device; `name` is what came before. */
static void check_device_field(
	struct docker_parser *parser, uint32_t index, const struct pair *pair, rlint_str *name)
{
	static const char *const keys[] = { "name", "required", NULL };
	bool is_required = rlint_str_is_like(pair->key, RLINT_STR("required"));

	if (is_required) {
		if (pair->has_value && !is_bool(pair->value)) {
			refuse_value(parser, index, pair);
		}
	} else if (pair->has_value && rlint_str_is_like(pair->key, RLINT_STR("name"))) {
		if (name->len > 0) {
			docker_refuse_span(parser, index, pair->span,
				docker_say(
					parser, "the device is %S already; remove one name", *name),
				docker_say(parser, "device name already set to %S", *name));
		}
		*name = pair->value;
	} else if (name->len == 0) {
		*name = pair->whole;
	} else if (pair->has_value) {
		refuse_key(parser, index, pair, keys);
	} else {
		refuse_pair(parser, index, pair);
	}
}

static void check_device(
	struct docker_parser *parser, uint32_t index, const struct docker_flag *flag)
{
	struct fields fields = { .parser = parser, .text = &flag->value };
	rlint_str name = { 0 };
	struct text field;

	while (next_field(&fields, &field)) {
		struct pair pair = pair_of(&field);

		check_device_field(parser, index, &pair, &name);
	}
	if (fields.is_bad) {
		refuse_csv(parser, index, flag);
	}
}

/* ---- mounts ---- */

enum mount_key {
	MOUNT_TYPE,
	MOUNT_FROM,
	MOUNT_SOURCE,
	MOUNT_TARGET,
	MOUNT_READONLY,
	MOUNT_READWRITE,
	MOUNT_REQUIRED,
	MOUNT_SIZE,
	MOUNT_ID,
	MOUNT_SHARING,
	MOUNT_MODE,
	MOUNT_UID,
	MOUNT_GID,
	MOUNT_ENV,
	MOUNT_KEYS
};

static const struct {
	const char *name;
	enum mount_key key;
} key_names[] = {
	{ "destination", MOUNT_TARGET },
	{ "dst", MOUNT_TARGET },
	{ "env", MOUNT_ENV },
	{ "from", MOUNT_FROM },
	{ "gid", MOUNT_GID },
	{ "id", MOUNT_ID },
	{ "mode", MOUNT_MODE },
	{ "readonly", MOUNT_READONLY },
	{ "readwrite", MOUNT_READWRITE },
	{ "required", MOUNT_REQUIRED },
	{ "ro", MOUNT_READONLY },
	{ "rw", MOUNT_READWRITE },
	{ "sharing", MOUNT_SHARING },
	{ "size", MOUNT_SIZE },
	{ "source", MOUNT_SOURCE },
	{ "src", MOUNT_SOURCE },
	{ "target", MOUNT_TARGET },
	{ "type", MOUNT_TYPE },
	{ "uid", MOUNT_UID },
};

#define KEY_NAMES (sizeof key_names / sizeof *key_names)

enum mount_type { MOUNT_BIND, MOUNT_CACHE, MOUNT_TMPFS, MOUNT_SECRET, MOUNT_SSH, MOUNT_OTHER };

static const char *const type_names[] = { "bind", "cache", "tmpfs", "secret", "ssh", NULL };

struct mount {
	enum mount_type type; /* MOUNT_OTHER: a variable says */
	struct pair given[MOUNT_KEYS];
};

static bool find_key(rlint_str word, enum mount_key *key)
{
	for (size_t i = 0; i < KEY_NAMES; i++) {
		if (rlint_str_is_like(word, str_from(key_names[i].name))) {
			*key = key_names[i].key;
			return true;
		}
	}
	return false;
}

static void refuse_mount_key(struct docker_parser *parser, uint32_t index, const struct pair *pair)
{
	const char *names[KEY_NAMES + 1] = { NULL };

	for (size_t i = 0; i < KEY_NAMES; i++) {
		names[i] = key_names[i].name;
	}
	if (pair->has_value) {
		refuse_key(parser, index, pair, names);
	} else {
		refuse_pair(parser, index, pair);
	}
}

static bool is_number(rlint_str value, char last_digit)
{
	uint64_t number;

	for (size_t i = 0; i < value.len; i++) {
		if (value.ptr[i] > last_digit) {
			return false;
		}
	}
	return str_to_u64(value, &number) && value.len < 12 &&
	       (last_digit != '9' || number <= UINT32_MAX);
}

/* A count of bytes as docker/go-units reads it: "64m", "1.5 GiB". */
static bool is_size(rlint_str value)
{
	size_t at = 0;
	size_t digits = 0;

	while (at < value.len && (rlint_byte_is_digit(value.ptr[at]) || value.ptr[at] == '.')) {
		digits += value.ptr[at++] != '.';
	}
	at += at < value.len && value.ptr[at] == ' ';
	if (at < value.len && str_find(RLINT_STR("kmgtp"), byte_lower(value.ptr[at]), 0) < 5) {
		at++;
		at += at < value.len && byte_lower(value.ptr[at]) == 'i';
	}
	at += at < value.len && byte_lower(value.ptr[at]) == 'b';
	return digits > 0 && at == value.len;
}

static void set_type(
	struct docker_parser *parser, uint32_t index, const struct pair *pair, struct mount *mount)
{
	for (int i = MOUNT_BIND; i < MOUNT_OTHER; i++) {
		if (rlint_str_is_like(pair->value, str_from(type_names[i]))) {
			mount->type = (enum mount_type)i;
			return;
		}
	}
	docker_refuse_span(parser, index, pair->span,
		docker_say(parser,
			"there is no mount type \"%S\"; write bind, cache, tmpfs, secret or ssh",
			pair->value),
		docker_say(parser, "unsupported mount type \"%S\"", pair->value));
}

static void refuse_for_type(struct docker_parser *parser, uint32_t index, const struct pair *pair,
	const struct mount *mount)
{
	docker_refuse_span(parser, index, pair->span,
		docker_say(parser, "a %s mount has no %S; remove it", type_names[mount->type],
			pair->key),
		docker_say(parser, "unexpected key '%S' for mount type '%s'", pair->key,
			type_names[mount->type]));
}

static void check_sharing(struct docker_parser *parser, uint32_t index, const struct pair *pair)
{
	static const rlint_str modes[] = { RLINT_STR_INIT("shared"), RLINT_STR_INIT("private"),
		RLINT_STR_INIT("locked") };

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		if (rlint_str_is_like(pair->value, modes[i])) {
			return;
		}
	}
	docker_refuse_span(parser, index, pair->span,
		docker_say(parser, "\"%S\" is no way of sharing; write shared, private or locked",
			pair->value),
		docker_say(parser, "unsupported sharing value \"%S\"", pair->value));
}

static bool has_good_value(enum mount_key key, const struct pair *pair)
{
	switch (key) {
	case MOUNT_READONLY:
	case MOUNT_READWRITE:
	case MOUNT_REQUIRED:
		return !pair->has_value || is_bool(pair->value);
	case MOUNT_SIZE:
		return is_size(pair->value);
	case MOUNT_MODE:
		return is_number(pair->value, '7');
	case MOUNT_UID:
	case MOUNT_GID:
		return is_number(pair->value, '9');
	case MOUNT_TYPE:
	case MOUNT_FROM:
	case MOUNT_SOURCE:
	case MOUNT_TARGET:
	case MOUNT_ID:
	case MOUNT_SHARING:
	case MOUNT_ENV:
	case MOUNT_KEYS:
		return true;
	}
	return true;
}

/* Keys whose place in the list matters: they are judged by the type given before them. */
static bool fits_type(enum mount_key key, const struct mount *mount)
{
	if (mount->type == MOUNT_OTHER) {
		return true;
	}
	if (key == MOUNT_REQUIRED) {
		return mount->type == MOUNT_SECRET || mount->type == MOUNT_SSH;
	}
	return key != MOUNT_SIZE || mount->type == MOUNT_TMPFS;
}

static void check_field(
	struct docker_parser *parser, uint32_t index, const struct pair *pair, struct mount *mount)
{
	bool is_literal = docker_is_literal(parser, pair->value);
	enum mount_key key;

	if (!find_key(pair->key, &key)) {
		refuse_mount_key(parser, index, pair);
		return;
	}
	if (!pair->has_value && key != MOUNT_READONLY && key != MOUNT_READWRITE &&
		key != MOUNT_REQUIRED) {
		refuse_pair(parser, index, pair);
		return;
	}
	mount->given[key] = *pair;
	if (key == MOUNT_TYPE && is_literal) {
		set_type(parser, index, pair, mount);
	} else if (key == MOUNT_TYPE) {
		mount->type = MOUNT_OTHER;
	} else if (!fits_type(key, mount)) {
		refuse_for_type(parser, index, pair, mount);
	} else if (is_literal && !has_good_value(key, pair)) {
		refuse_value(parser, index, pair);
	} else if (is_literal && key == MOUNT_SHARING) {
		check_sharing(parser, index, pair);
	}
}

/* ---- the mount as a whole ---- */

static bool is_given(const struct mount *mount, enum mount_key key)
{
	return mount->given[key].value.len > 0;
}

static void refuse_given(struct docker_parser *parser, uint32_t index, const struct pair *pair,
	const char *message, const char *foreign)
{
	docker_refuse_span(parser, index, pair->span, str_from(message), str_from(foreign));
}

static void check_file_keys(struct docker_parser *parser, uint32_t index, const struct mount *mount)
{
	static const enum mount_key keys[] = { MOUNT_MODE, MOUNT_UID, MOUNT_GID };

	if (mount->type != MOUNT_BIND && mount->type != MOUNT_TMPFS) {
		return;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct pair *pair = &mount->given[keys[i]];

		if (is_given(mount, keys[i])) {
			docker_refuse_span(parser, index, pair->span,
				docker_say(parser, "a %s mount has no %S; remove it",
					type_names[mount->type], pair->key),
				docker_say(parser, "%S not allowed for \"%s\" type mounts",
					pair->key, type_names[mount->type]));
		}
	}
}

static void check_secret(struct docker_parser *parser, uint32_t index,
	const struct docker_flag *flag, const struct mount *mount)
{
	if (is_given(mount, MOUNT_FROM)) {
		refuse_given(parser, index, &mount->given[MOUNT_FROM],
			"a secret comes from no image; remove from",
			"secret mount should not have a from");
	} else if (is_given(mount, MOUNT_SHARING)) {
		refuse_given(parser, index, &mount->given[MOUNT_SHARING],
			"a secret is not shared; remove sharing",
			"secret mount should not define sharing");
	} else if (!is_given(mount, MOUNT_SOURCE) && !is_given(mount, MOUNT_TARGET) &&
		   !is_given(mount, MOUNT_ID)) {
		docker_refuse_span(parser, index, flag->span,
			RLINT_STR("this mount does not say which secret; add id=NAME"),
			RLINT_STR("invalid secret mount. one of source, target required"));
	} else if (is_given(mount, MOUNT_SOURCE) && is_given(mount, MOUNT_ID)) {
		refuse_given(parser, index, &mount->given[MOUNT_SOURCE],
			"the secret is named twice; keep id or source",
			"both source and id can't be set");
	}
}

static void check_whole(struct docker_parser *parser, uint32_t index,
	const struct docker_flag *flag, const struct mount *mount)
{
	const struct pair *target = &mount->given[MOUNT_TARGET];

	check_file_keys(parser, index, mount);
	if (mount->type == MOUNT_SECRET) {
		check_secret(parser, index, flag, mount);
	} else if (is_given(mount, MOUNT_SHARING) && mount->type != MOUNT_CACHE &&
		   mount->type != MOUNT_OTHER) {
		docker_refuse_span(parser, index, mount->given[MOUNT_SHARING].span,
			RLINT_STR("only cache mounts are shared; remove sharing"),
			docker_say(parser, "invalid cache sharing set for %s mount",
				type_names[mount->type]));
	} else if (rlint_str_is(target->value, RLINT_STR("/"))) {
		refuse_given(parser, index, target, "nothing can be mounted over /; name a folder",
			"invalid mount target \"/\"");
	}
}

static void check_mount(
	struct docker_parser *parser, uint32_t index, const struct docker_flag *flag)
{
	struct fields fields = { .parser = parser, .text = &flag->value };
	struct mount mount = { .type = MOUNT_BIND };
	struct text field;

	while (next_field(&fields, &field)) {
		struct pair pair = pair_of(&field);

		check_field(parser, index, &pair, &mount);
	}
	check_whole(parser, index, flag, &mount);
}

/* What BuildKit sees before any variable is expanded. */
static void check_early(
	struct docker_parser *parser, uint32_t index, const struct docker_flag *flag)
{
	struct fields fields = { .parser = parser, .text = &flag->value };
	struct text field;

	while (next_field(&fields, &field)) {
		struct pair pair = pair_of(&field);
		size_t dollar = str_find(pair.value, '$', 0);

		if (rlint_str_is_like(pair.key, RLINT_STR("from")) && dollar + 1 < pair.value.len) {
			docker_refuse_span(parser, index, pair.span,
				RLINT_STR("from= takes no variable; name the image in a stage of "
					  "its own and mount from that"),
				RLINT_STR("'from' doesn't support variable expansion, define alias "
					  "stage instead"));
		}
	}
	if (fields.is_bad) {
		refuse_csv(parser, index, flag);
	}
}

/* ---- RUN ---- */

static void check_choice(struct docker_parser *parser, uint32_t index, const char *name,
	const rlint_str *choices, const char *format)
{
	const struct docker_flag *flag = docker_find_flag(parser, index, name);
	rlint_str value = flag ? flag->value.bytes : RLINT_STR("");

	if (!flag) {
		return;
	}
	for (const rlint_str *choice = choices; choice->len > 0; choice++) {
		if (rlint_str_is(value, *choice)) {
			return;
		}
	}
	docker_refuse_span(parser, index, flag->span,
		docker_say(parser, "there is no %s \"%S\"; write %S or %S", name, value, choices[0],
			choices[1]),
		docker_say(parser, format, value));
}

typedef void flag_check(
	struct docker_parser *parser, uint32_t index, const struct docker_flag *flag);

static void each_flag(
	struct docker_parser *parser, uint32_t index, rlint_str name, flag_check *check)
{
	const struct docker_instruction *instruction = docker_at(parser, index);

	for (uint32_t i = 0; i < instruction->flag_count && !instruction->has_problem; i++) {
		const struct docker_flag *flag = dockerfile_flag(parser->file, instruction, i);

		if (rlint_str_is(flag->name, name)) {
			check(parser, index, flag);
		}
	}
}

void docker_check_run(struct docker_parser *parser, uint32_t index)
{
	static const rlint_str networks[] = { RLINT_STR_INIT("default"), RLINT_STR_INIT("none"),
		RLINT_STR_INIT("host"), RLINT_STR_INIT("") };
	static const rlint_str securities[] = { RLINT_STR_INIT("sandbox"),
		RLINT_STR_INIT("insecure"), RLINT_STR_INIT("") };

	if (docker_at(parser, index)->flag_count == 0) {
		return;
	}
	each_flag(parser, index, RLINT_STR("device"), check_device);
	each_flag(parser, index, RLINT_STR("mount"), check_early);
	check_choice(parser, index, "network", networks, "invalid network mode \"%S\"");
	check_choice(parser, index, "security", securities, "security \"%S\" is not valid");
	each_flag(parser, index, RLINT_STR("mount"), check_mount);
}
