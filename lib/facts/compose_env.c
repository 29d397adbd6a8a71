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
	fact_select_env(fact, compose->selector, env->name.text);
}

/* - NAME=value */
static void add_item(const struct compose *compose, uint32_t item, rlint_env *env)
{
	struct config_scalar scalar;
	size_t equals;

	if (!config_scalar(compose->file, config_resolve(compose->file, item), &scalar)) {
		return;
	}
	equals = str_find(scalar.text.bytes, '=', 0);
	env->name = value_literal(compose->facts->arena, &scalar.text, 0, equals);
	if (equals < scalar.text.bytes.len) {
		struct text text = text_sub(&scalar.text, equals + 1, scalar.text.bytes.len);

		env->value = compose_text(compose, &text);
	}
	add_env(compose, env, item);
}

/* Numbers are printed as Go prints them, so 3.10 is "3.1" (compose-go, MappingWithEquals). */
static void print_number(const struct compose *compose, uint32_t node, rlint_value *value)
{
	rlint_str text = value->text;

	if (value->state != RLINT_KNOWN || value->is_quoted ||
		!rlint_str_ends(text, RLINT_STR("0")) || str_find(text, '.', 0) == text.len ||
		config_typed(compose->file, node, LOADER_YAML12).type != TYPE_FLOAT) {
		return;
	}
	while (rlint_str_ends(text, RLINT_STR("0"))) {
		text.len--;
	}
	text.len -= rlint_str_ends(text, RLINT_STR("."));
	value->text = text;
	value->parts = NULL;
	value->part_count = 0;
	value->is_verbatim = false;
}

/* NAME: value; an empty text is a value, null is none. */
static void add_entry(const struct compose *compose, uint32_t entry, rlint_env *env)
{
	struct config_scalar key;
	uint32_t value = config_resolve(compose->file, config_entry_value(compose->file, entry));

	if (!config_scalar(compose->file, config_entry_key(compose->file, entry), &key)) {
		return;
	}
	env->name = value_literal(compose->facts->arena, &key.text, 0, key.text.bytes.len);
	env->value = compose_value_of(compose, value);
	print_number(compose, value, &env->value);
	if (env->value.state == RLINT_UNSET && compose_is(compose, value, CONFIG_SCALAR) &&
		config_typed(compose->file, value, LOADER_YAML12).type == TYPE_STRING) {
		env->value =
			value_known((rlint_str){ 0 }, tree_node(&compose->file->tree, value)->span);
	}
	add_env(compose, env, entry);
}

static void add_variable(struct compose *compose, uint32_t item)
{
	bool is_for_build = rlint_str_is(compose->selector, RLINT_STR("args"));
	rlint_env env = { .when = is_for_build ? RLINT_AT_BUILD : RLINT_AT_RUN };

	if (compose_is(compose, item, CONFIG_ENTRY)) {
		add_entry(compose, item, &env);
	} else {
		add_item(compose, item, &env);
	}
}

void compose_variables(struct compose *compose, rlint_str path, rlint_str selector)
{
	compose->selector = selector;
	compose_each_at(compose, path, add_variable);
}

void compose_environment(struct compose *compose)
{
	compose_variables(compose, RLINT_STR("environment"), RLINT_STR("environment"));
	compose_variables(compose, RLINT_STR("build.args"), RLINT_STR("args"));
}
