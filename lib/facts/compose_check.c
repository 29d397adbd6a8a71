/* What Compose refuses, or ignores, and says so.
 *
 * Source: compose-spec 04-version-and-name.md, 05-services.md, 07-volumes.md; compose-go,
 * loader/validate.go. */
#include "lib/facts/compose.h"

#include "lib/base/str.h"

/* The whole line of an entry, if it stands on lines of its own. */
static bool line_of(const struct compose *compose, uint32_t entry, rlint_span *out)
{
	rlint_str source = compose->file->tree.source;
	rlint_span span = tree_node(&compose->file->tree, entry)->span;
	size_t end = str_find(source, '\n', span.end);
	rlint_str rest = str_trim(str_slice(source, span.end, end));

	if ((span.start > 0 && source.ptr[span.start - 1] != '\n') || rest.len > 0 ||
		end == source.len) {
		return false;
	}
	*out = (rlint_span){ span.start, (uint32_t)end + 1 };
	return true;
}

static void check_version(struct compose *compose)
{
	uint32_t value = config_get(compose->file, compose->root, RLINT_STR("version"));
	uint32_t entry = config_entry_of(compose->file, value);
	rlint_fact *fact;
	rlint_problem *problem;

	if (entry == NODE_NONE) {
		return;
	}
	fact = fact_new(compose->facts, RLINT_PROBLEM, compose->facts->root,
		tree_node(&compose->file->tree, entry)->span, entry);
	problem = fact_payload(fact);
	*problem = (rlint_problem){ .message = RLINT_STR("version is obsolete: Compose ignores it, "
							 "and warns at each start; leave it out"),
		.fix_title = RLINT_STR("delete the line") };
	problem->has_fix = line_of(compose, entry, &problem->fix_span);
	problem->insert_at = problem->fix_span.end;
	fact_select(fact, RLINT_STR("obsolete-version"), (rlint_str){ 0 });
}

static void check_mount(struct compose *compose, const rlint_fact *fact)
{
	const rlint_mount *mount = fact_payload(fact);

	if (mount->volume || mount->source.state != RLINT_KNOWN || mount->source.text.len == 0 ||
		rlint_value_is(&mount->type, RLINT_STR("volume")) != RLINT_YES) {
		return;
	}
	compose_problem(compose, fact->node, mount->source.span,
		format_str(compose->facts->arena,
			"volume %S is declared nowhere in the file, so Compose refuses it: add it "
			"under volumes",
			mount->source.text));
}

static void check_dependency(struct compose *compose, const rlint_fact *fact)
{
	const rlint_dependency *dependency = fact_payload(fact);

	if (dependency->target || dependency->service.state != RLINT_KNOWN) {
		return;
	}
	compose_problem(compose, fact->node, dependency->service.span,
		format_str(compose->facts->arena,
			"no service of the file is named %S, so Compose refuses to wait for it",
			dependency->service.text));
}

/* Of two containers one cannot have the name. */
static void check_replicas(struct compose *compose, const rlint_fact *fact)
{
	const rlint_service *service = fact_payload(fact);
	uint64_t replicas;

	if (service->container_name.state != RLINT_KNOWN ||
		service->replicas.state != RLINT_KNOWN ||
		!str_to_u64(service->replicas.text, &replicas) || replicas < 2) {
		return;
	}
	compose_problem(compose, fact->node, service->container_name.span,
		format_str(compose->facts->arena,
			"container_name is one name, and the service has %S replicas: leave it out",
			service->replicas.text));
}

/* ---- names of networks, secrets and configs ---- */

/* The name's node: an entry's key, an item, or the item's `source`. */
static uint32_t name_of(const struct compose *compose, uint32_t item)
{
	uint32_t node = config_resolve(compose->file, item);

	if (compose_is(compose, item, CONFIG_ENTRY)) {
		return config_entry_key(compose->file, item);
	}
	if (compose_is(compose, node, CONFIG_MAPPING)) {
		node = config_resolve(
			compose->file, config_get(compose->file, node, RLINT_STR("source")));
	}
	return node;
}

static void check_name(struct compose *compose, uint32_t item)
{
	uint32_t node = name_of(compose, item);
	rlint_value name = compose_value_of(compose, node);

	if (name.state != RLINT_KNOWN || rlint_str_is(name.text, RLINT_STR("default")) ||
		config_get(compose->file, compose->declared, name.text) != NODE_NONE) {
		return;
	}
	compose_problem(compose, item, config_words(compose->file, node),
		format_str(compose->facts->arena,
			"%S %S is declared nowhere in the file, so Compose refuses it: add it "
			"under %Ss",
			compose->selector, name.text, compose->selector));
}

void compose_check_names(struct compose *compose)
{
	static const struct {
		rlint_str kind, key;
	} sections[] = { { RLINT_STR_INIT("network"), RLINT_STR_INIT("networks") },
		{ RLINT_STR_INIT("secret"), RLINT_STR_INIT("secrets") },
		{ RLINT_STR_INIT("config"), RLINT_STR_INIT("configs") } };

	if (!rlint_fact_complete(compose->fact)) {
		return;
	}
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
		compose->selector = sections[i].kind;
		compose->declared = config_resolve(
			compose->file, config_get(compose->file, compose->root, sections[i].key));
		compose_each_at(compose, sections[i].key, check_name);
	}
}

/* ---- the file ---- */

static void for_all(struct compose *compose, rlint_kind kind,
	void (*check)(struct compose *compose, const rlint_fact *fact))
{
	for (uint32_t i = 0; i < compose->facts->all[kind].count; i++) {
		check(compose, ((rlint_fact *const *)compose->facts->all[kind].items)[i]);
	}
}

void compose_check(struct compose *compose)
{
	check_version(compose);
	compose_check_keys(compose);
	for_all(compose, RLINT_SERVICE, check_replicas);
	if (rlint_fact_complete(compose->facts->root)) {
		for_all(compose, RLINT_MOUNT, check_mount);
		for_all(compose, RLINT_DEPENDENCY, check_dependency);
	}
}
