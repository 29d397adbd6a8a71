/* Variables of services: what the container is started with, and what its build is given.
 *
 * Source: compose-spec 05-services.md, environment and env_file; build.md, args. */
#include "lib/facts/compose.h"

#include "lib/base/str.h"

static void add_env(const struct compose *compose, const rlint_env *env, uint32_t node)
{
	uint32_t end =
		env->value.span.end > env->name.span.end ? env->value.span.end : env->name.span.end;
	rlint_fact *fact = fact_new(compose->facts, RLINT_ENV, compose->fact,
		(rlint_span){ env->name.span.start, end }, node);

	*(rlint_env *)fact_payload(fact) = *env;
	fact_select_env(fact,
		env->when == RLINT_AT_RUN ? RLINT_STR("environment") : RLINT_STR("args"),
		env->name.text);
}

/* - NAME=value */
static void add_item(const struct compose *compose, uint32_t item, rlint_when when)
{
	struct config_scalar scalar;
	rlint_env env = { .when = when };
	size_t equals;

	if (!config_scalar(compose->file, config_resolve(compose->file, item), &scalar)) {
		return;
	}
	equals = str_find(scalar.text.bytes, '=', 0);
	env.name = value_literal(compose->facts->arena, &scalar.text, 0, equals);
	if (equals < scalar.text.bytes.len) {
		struct text text = text_sub(&scalar.text, equals + 1, scalar.text.bytes.len);

		env.value = compose_text(compose, &text);
	}
	add_env(compose, &env, item);
}

/* NAME: value */
static void add_entry(const struct compose *compose, uint32_t entry, rlint_when when)
{
	struct config_scalar key;
	rlint_env env = { .when = when };
	uint32_t value = config_resolve(compose->file, config_entry_value(compose->file, entry));

	if (!config_scalar(compose->file, config_entry_key(compose->file, entry), &key)) {
		return;
	}
	env.name = value_literal(compose->facts->arena, &key.text, 0, key.text.bytes.len);
	env.value = compose_value_of(compose, value);
	if (env.value.state == RLINT_UNSET && compose_is(compose, value, CONFIG_SCALAR) &&
		config_typed(compose->file, value, LOADER_YAML12).type == TYPE_STRING) {
		env.value =
			value_known((rlint_str){ 0 }, tree_node(&compose->file->tree, value)->span);
	}
	add_env(compose, &env, entry);
}

static void add_variable(struct compose *compose, uint32_t item, rlint_when when)
{
	if (compose_is(compose, item, CONFIG_ENTRY)) {
		add_entry(compose, item, when);
	} else {
		add_item(compose, item, when);
	}
}

static void add_at_run(struct compose *compose, uint32_t item)
{
	add_variable(compose, item, RLINT_AT_RUN);
}

static void add_at_build(struct compose *compose, uint32_t item)
{
	add_variable(compose, item, RLINT_AT_BUILD);
}

void compose_environment(struct compose *compose)
{
	compose_each_at(compose, RLINT_STR("environment"), add_at_run);
	compose_each_at(compose, RLINT_STR("build.args"), add_at_build);
}
