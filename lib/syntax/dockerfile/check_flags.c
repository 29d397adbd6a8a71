/* Flags (instructions/bflag.go). */
#include "lib/syntax/dockerfile/parser.h"

#include "lib/base/str.h"

enum flag_type { FLAG_TEXT, FLAG_LIST, FLAG_SWITCH };

struct flag_rule {
	const char *name; /* NULL ends a list */
	enum flag_type type;
};

static const struct flag_rule no_flags[] = { { NULL, FLAG_TEXT } };

static const struct flag_rule from_flags[] = { { "platform", FLAG_TEXT }, { NULL, FLAG_TEXT } };

static const struct flag_rule run_flags[] = {
	{ "device", FLAG_LIST },
	{ "mount", FLAG_LIST },
	{ "network", FLAG_TEXT },
	{ "security", FLAG_TEXT },
	{ NULL, FLAG_TEXT },
};

static const struct flag_rule add_flags[] = {
	{ "checksum", FLAG_TEXT },
	{ "chmod", FLAG_TEXT },
	{ "chown", FLAG_TEXT },
	{ "exclude", FLAG_LIST },
	{ "keep-git-dir", FLAG_SWITCH },
	{ "link", FLAG_SWITCH },
	{ "unpack", FLAG_SWITCH },
	{ NULL, FLAG_TEXT },
};

static const struct flag_rule copy_flags[] = {
	{ "chmod", FLAG_TEXT },
	{ "chown", FLAG_TEXT },
	{ "exclude", FLAG_LIST },
	{ "from", FLAG_TEXT },
	{ "link", FLAG_SWITCH },
	{ "parents", FLAG_SWITCH },
	{ NULL, FLAG_TEXT },
};

static const struct flag_rule health_flags[] = {
	{ "interval", FLAG_TEXT },
	{ "retries", FLAG_TEXT },
	{ "start-interval", FLAG_TEXT },
	{ "start-period", FLAG_TEXT },
	{ "timeout", FLAG_TEXT },
	{ NULL, FLAG_TEXT },
};

static const struct flag_rule *const rules_of[DOCKER_UNKNOWN_NAME] = {
	[DOCKER_ADD] = add_flags,
	[DOCKER_COPY] = copy_flags,
	[DOCKER_FROM] = from_flags,
	[DOCKER_HEALTHCHECK] = health_flags,
	[DOCKER_RUN] = run_flags,
};

/* One more than any list has. */
#define MOST_FLAGS 8

static const struct flag_rule *find_rule(const struct flag_rule *rules, rlint_str name)
{
	for (; rules->name; rules++) {
		if (rlint_str_is(name, str_from(rules->name))) {
			return rules;
		}
	}
	return NULL;
}

static rlint_str say(struct docker_parser *parser, const char *format, rlint_str name)
{
	return docker_say(parser, format, name);
}

static void refuse_unknown(struct docker_parser *parser, uint32_t index,
	const struct docker_flag *flag, const struct flag_rule *rules)
{
	const char *names[MOST_FLAGS] = { NULL };
	const char *instruction = docker_name_text(docker_at(parser, index)->name);
	const char *nearest;
	rlint_str message;

	for (size_t i = 0; rules[i].name; i++) {
		names[i] = rules[i].name;
	}
	nearest = docker_nearest(flag->name, names);
	message = nearest ? docker_say(parser, "%s has no flag --%S; write --%s", instruction,
				    flag->name, nearest)
			  : docker_say(parser, "%s has no flag --%S; remove it", instruction,
				    flag->name);
	docker_refuse_span(
		parser, index, flag->span, message, say(parser, "unknown flag: --%S", flag->name));
}

static void check_switch(
	struct docker_parser *parser, uint32_t index, const struct docker_flag *flag)
{
	rlint_str value = flag->value.bytes;

	if (!flag->has_value || rlint_str_is_like(value, RLINT_STR("true")) ||
		rlint_str_is_like(value, RLINT_STR("false"))) {
		return;
	}
	if (value.len == 0) {
		docker_refuse_span(parser, index, flag->span,
			say(parser, "--%S= has no value; write true or false after it", flag->name),
			say(parser, "missing a value on flag: --%S", flag->name));
		return;
	}
	docker_refuse_span(parser, index, flag->value_span,
		docker_say(
			parser, "--%S is true or false, not \"%S\"; choose one", flag->name, value),
		docker_say(parser, "expecting boolean value for flag --%S, not: %S", flag->name,
			value));
}

static void check_flag(struct docker_parser *parser, uint32_t index, const struct docker_flag *flag,
	const struct flag_rule *rule)
{
	if (rule->type == FLAG_SWITCH) {
		check_switch(parser, index, flag);
	} else if (!flag->has_value) {
		docker_refuse_span(parser, index, flag->span,
			say(parser, "--%S needs a value; write it after =", flag->name),
			say(parser, "missing a value on flag: --%S", flag->name));
	}
}

void docker_check_flags(struct docker_parser *parser, uint32_t index)
{
	const struct docker_instruction *instruction = docker_at(parser, index);
	const struct flag_rule *rules = rules_of[instruction->name];
	unsigned seen = 0;

	rules = rules ? rules : no_flags;
	for (uint32_t i = 0; i < instruction->flag_count && !instruction->has_problem; i++) {
		const struct docker_flag *flag = dockerfile_flag(parser->file, instruction, i);
		const struct flag_rule *rule = find_rule(rules, flag->name);

		if (!rule) {
			refuse_unknown(parser, index, flag, rules);
			return;
		}
		if (rule->type != FLAG_LIST && (seen & 1U << (rule - rules))) {
			docker_refuse_span(parser, index, flag->span,
				say(parser, "--%S is given twice; keep one", flag->name),
				say(parser, "duplicate flag specified: --%S", flag->name));
			return;
		}
		seen |= 1U << (rule - rules);
		check_flag(parser, index, flag, rule);
	}
}

const struct docker_flag *docker_find_flag(
	const struct docker_parser *parser, uint32_t index, const char *name)
{
	const struct docker_instruction *instruction = docker_at(parser, index);

	for (uint32_t i = 0; i < instruction->flag_count; i++) {
		const struct docker_flag *flag = dockerfile_flag(parser->file, instruction, i);

		if (rlint_str_is(flag->name, str_from(name))) {
			return flag;
		}
	}
	return NULL;
}
