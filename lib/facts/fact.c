/* Facts: making, containment, typed views. */
#include "lib/facts/facts.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/facts/command.h"
#include "lib/facts/step.h"

/* Names of variables that rules ask for are shorter. */
enum { ENV_NAME_MOST = 63 };

static const size_t payload_sizes[RLINT_KINDS] = {
	[RLINT_STAGE] = sizeof(rlint_stage),
	[RLINT_STEP] = sizeof(struct step),
	[RLINT_ENVIRONMENT] = sizeof(rlint_environment),
	[RLINT_EXPERIMENT] = sizeof(rlint_experiment),
	[RLINT_SERVICE] = sizeof(struct service),
	[RLINT_SCRIPT] = sizeof(rlint_script),
	[RLINT_IMAGE] = sizeof(rlint_image),
	[RLINT_PACKAGE] = sizeof(rlint_package),
	[RLINT_INCLUDE] = sizeof(rlint_include),
	[RLINT_COMMAND] = sizeof(struct command),
	[RLINT_DOWNLOAD] = sizeof(rlint_download),
	[RLINT_ENV] = sizeof(rlint_env),
	[RLINT_FLAG] = sizeof(rlint_flag),
	[RLINT_SETTING] = sizeof(rlint_setting),
	[RLINT_USER] = sizeof(rlint_user),
	[RLINT_COPY] = sizeof(struct copy),
	[RLINT_MOUNT] = sizeof(rlint_mount),
	[RLINT_PROBLEM] = sizeof(rlint_problem),
	[RLINT_PORT] = sizeof(rlint_port),
	[RLINT_DEVICE] = sizeof(rlint_device),
	[RLINT_VOLUME] = sizeof(rlint_volume),
	[RLINT_DEPENDENCY] = sizeof(rlint_dependency),
	[RLINT_INSTALL_OPTION] = sizeof(rlint_install_option),
	[RLINT_CHANNEL] = sizeof(rlint_channel),
	[RLINT_PATTERN] = sizeof(struct pattern),
	[RLINT_COMPANION] = sizeof(rlint_companion),
};

void facts_init(struct facts *facts, struct arena *arena, const rlint_document *document,
	const struct tree *tree, const struct symbols *symbols, const struct limits *limits)
{
	rlint_span whole = { 0, (uint32_t)document->text.len };

	*facts = (struct facts){ .arena = arena,
		.document = document,
		.tree = tree,
		.symbols = symbols,
		.limits = limits };
	facts->root = fact_new(facts, RLINT_DOCUMENT, NULL, whole, 0);
	facts->root->is_incomplete = tree->is_incomplete;
}

static struct fact_list *list_of(const rlint_fact *container, rlint_kind kind)
{
	struct fact_list *list = container->lists;

	while (list && list->kind != kind) {
		list = list->next;
	}
	return list;
}

static struct fact_list *list_for(struct facts *facts, rlint_fact *container, rlint_kind kind)
{
	struct fact_list *list = list_of(container, kind);

	if (!list) {
		list = arena_new(facts->arena, 1, sizeof *list);
		list->kind = kind;
		list->next = container->lists;
		container->lists = list;
	}
	return list;
}

void fact_borrow(struct facts *facts, rlint_fact *container, rlint_fact *fact)
{
	struct fact_list *list = list_for(facts, container, fact->kind);

	*(rlint_fact **)vec_add(&list->facts, facts->arena, sizeof(rlint_fact *)) = fact;
}

static void append(struct facts *facts, rlint_fact *container, rlint_fact *fact)
{
	const struct fact_list *list = list_for(facts, container, fact->kind);
	rlint_fact *const *items = list->facts.items;

	fact->previous = list->facts.count > 0 ? items[list->facts.count - 1] : NULL;
	fact_borrow(facts, container, fact);
}

rlint_fact *fact_new(
	struct facts *facts, rlint_kind kind, rlint_fact *container, rlint_span span, uint32_t node)
{
	rlint_fact *fact = arena_new(facts->arena, 1, sizeof *fact + payload_sizes[kind]);

	fact->kind = kind;
	fact->payload = fact + 1;
	fact->span = span;
	fact->node = node;
	fact->facts = facts;
	fact->container = container;
	if (container) {
		append(facts, container, fact);
	}
	*(rlint_fact **)vec_add(&facts->all[kind], facts->arena, sizeof(rlint_fact *)) = fact;
	return fact;
}

const struct vec *fact_list_of(const rlint_fact *container, rlint_kind kind)
{
	const struct fact_list *list = list_of(container, kind);

	return list ? &list->facts : NULL;
}

void *fact_payload(const rlint_fact *fact)
{
	return fact->payload;
}

void fact_select(rlint_fact *fact, rlint_str first, rlint_str second)
{
	fact->selectors[0] = symbols_find(fact->facts->symbols, first);
	fact->selectors[1] = second.len > 0 ? symbols_find(fact->facts->symbols, second) : 0;
}

static uint32_t symbol_of_env(const struct facts *facts, rlint_str name)
{
	char selector[ENV_NAME_MOST + 1] = "$";

	if (name.len == 0 || name.len > ENV_NAME_MOST) {
		return 0;
	}
	memcpy(selector + 1, name.ptr, name.len);
	return symbols_find(facts->symbols, (rlint_str){ selector, name.len + 1 });
}

bool fact_env_is_asked(const struct facts *facts, rlint_str name)
{
	return symbol_of_env(facts, name) != 0;
}

void fact_select_env(rlint_fact *fact, rlint_str place, rlint_str name)
{
	fact_select(fact, place, (rlint_str){ 0 });
	fact->selectors[1] = symbol_of_env(fact->facts, name);
	env_add_flags(fact);
}

void facts_add_problems(struct facts *facts, const struct tree *tree)
{
	const struct problem *problems = tree->problems.items;

	for (uint32_t i = 0; i < tree->problems.count; i++) {
		const struct problem *from = &problems[i];
		rlint_fact *fact =
			fact_new(facts, RLINT_PROBLEM, facts->root, from->span, from->node);

		*(rlint_problem *)fact_payload(fact) = (rlint_problem){ .message = from->message,
			.foreign = from->foreign,
			.foreign_id = from->foreign_id,
			.is_grave = from->is_grave,
			.is_limit = from->is_limit,
			.related = from->related,
			.related_message = from->related_message,
			.has_fix = from->has_fix,
			.fix_title = from->fix_title,
			.fix_span = from->fix_span,
			.fix_text = from->fix_text,
			.insert_at = from->insert_at,
			.insert_text = from->insert_text,
			.alias = from->alias };
		fact_select(fact, str_from(from->rule), (rlint_str){ 0 });
	}
}

rlint_kind rlint_fact_kind(const rlint_fact *fact)
{
	return fact->kind;
}

rlint_span rlint_fact_span(const rlint_fact *fact)
{
	return fact->span;
}

const rlint_document *rlint_fact_document(const rlint_fact *fact)
{
	return fact->facts->document;
}

const rlint_fact *rlint_fact_container(const rlint_fact *fact)
{
	return fact->container;
}

const rlint_fact *rlint_fact_within(const rlint_fact *fact, rlint_kind kind)
{
	const rlint_fact *at = fact->container;

	while (at && at->kind != kind) {
		at = at->container;
	}
	return at;
}

const rlint_fact *rlint_fact_previous(const rlint_fact *fact)
{
	return fact->previous;
}

bool rlint_fact_complete(const rlint_fact *container)
{
	return !container->is_incomplete;
}

size_t rlint_fact_count(const rlint_fact *container, rlint_kind kind)
{
	const struct fact_list *list = list_of(container, kind);

	return list ? list->facts.count : 0;
}

const rlint_fact *rlint_fact_at(const rlint_fact *container, rlint_kind kind, size_t index)
{
	const struct fact_list *list = list_of(container, kind);

	return list && index < list->facts.count ? ((rlint_fact **)list->facts.items)[index] : NULL;
}

/* One typed view per kind. */
#define VIEW(KIND, name)                                                                           \
	const rlint_##name *rlint_as_##name(const rlint_fact *fact)                                \
	{                                                                                          \
		return fact && fact->kind == (KIND) ? fact_payload(fact) : NULL;                   \
	}

VIEW(RLINT_STAGE, stage)
VIEW(RLINT_STEP, step)
VIEW(RLINT_ENVIRONMENT, environment)
VIEW(RLINT_EXPERIMENT, experiment)
VIEW(RLINT_SERVICE, service)
VIEW(RLINT_SCRIPT, script)
VIEW(RLINT_IMAGE, image)
VIEW(RLINT_PACKAGE, package)
VIEW(RLINT_INCLUDE, include)
VIEW(RLINT_COMMAND, command)
VIEW(RLINT_DOWNLOAD, download)
VIEW(RLINT_ENV, env)
VIEW(RLINT_FLAG, flag)
VIEW(RLINT_SETTING, setting)
VIEW(RLINT_USER, user)
VIEW(RLINT_COPY, copy)
VIEW(RLINT_MOUNT, mount)
VIEW(RLINT_PROBLEM, problem)
VIEW(RLINT_PORT, port)
VIEW(RLINT_DEVICE, device)
VIEW(RLINT_VOLUME, volume)
VIEW(RLINT_DEPENDENCY, dependency)
VIEW(RLINT_INSTALL_OPTION, install_option)
VIEW(RLINT_CHANNEL, channel)
VIEW(RLINT_COMPANION, companion)
VIEW(RLINT_PATTERN, pattern)
