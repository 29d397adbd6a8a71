/* RUN --mount: comma-separated fields (instructions/commands_runmount.go).
 *
 *	mount = field { "," field } ;  RFC 4180 quotes around a field
 *	field = key [ "=" value ]   */
#include "lib/base/str.h"
#include "lib/facts/dockerfile_facts.h"

/* The end of the field that starts at `at`: a comma outside quotes. */
static size_t field_end(rlint_str text, size_t at)
{
	bool is_quoted = false;

	for (; at < text.len && (is_quoted || text.ptr[at] != ','); at++) {
		is_quoted ^= text.ptr[at] == '"';
	}
	return at;
}

static bool is_key(rlint_str key, const char *a, const char *b, const char *c)
{
	return rlint_str_is_like(key, str_from(a)) || rlint_str_is_like(key, str_from(b)) ||
	       rlint_str_is_like(key, str_from(c));
}

static void read_value(struct docker_step *step, rlint_value *out, const struct text *text)
{
	*out = docker_expand(step->docker, text, 0, &step->scope);
}

static void read_field(struct docker_step *step, rlint_mount *mount, const struct text *field)
{
	size_t equals = str_find(field->bytes, '=', 0);
	rlint_str key = str_slice(field->bytes, 0, equals);
	struct text rest = text_sub(field, equals + 1, field->bytes.len);
	bool is_on = !rlint_str_is(rest.bytes, RLINT_STR("false"));

	if (is_key(key, "rw", "readwrite", "rw")) {
		mount->is_writable = is_on;
	} else if (is_key(key, "ro", "readonly", "ro")) {
		mount->is_writable = !is_on;
	} else if (equals == field->bytes.len) {
		return;
	} else if (is_key(key, "type", "type", "type")) {
		read_value(step, &mount->type, &rest);
	} else if (is_key(key, "target", "dst", "destination")) {
		read_value(step, &mount->target, &rest);
	} else if (is_key(key, "source", "src", "source")) {
		read_value(step, &mount->source, &rest);
	} else if (is_key(key, "from", "from", "from")) {
		read_value(step, &mount->from, &rest);
	}
}

static void read_mount(struct docker_step *step, const struct docker_flag *flag)
{
	rlint_fact *fact = fact_new(
		step->docker->facts, RLINT_MOUNT, step->fact, flag->span, step->instruction->node);
	rlint_mount *mount = fact_payload(fact);
	const struct text *text = &flag->value;

	for (size_t at = 0; at < text->bytes.len;) {
		size_t end = field_end(text->bytes, at);
		bool is_quoted = end - at >= 2 && text->bytes.ptr[at] == '"' &&
				 text->bytes.ptr[end - 1] == '"';
		struct text field = text_sub(text, at + is_quoted, end - is_quoted);

		read_field(step, mount, &field);
		at = end + 1;
	}
	if (mount->type.state == RLINT_UNSET) {
		mount->type = value_known(RLINT_STR("bind"), flag->span);
	}
	if (rlint_str_is(mount->type.text, RLINT_STR("cache"))) {
		mount->is_writable = true;
	}
	if (mount->from.state != RLINT_UNSET) {
		docker_image_from(step, &mount->from);
	}
}

void docker_mounts(struct docker_step *step)
{
	for (uint32_t i = 0; i < step->instruction->flag_count; i++) {
		const struct docker_flag *flag =
			dockerfile_flag(step->docker->file, step->instruction, i);

		if (rlint_str_is(flag->name, RLINT_STR("mount"))) {
			read_mount(step, flag);
		}
	}
}
