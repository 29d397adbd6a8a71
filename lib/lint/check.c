/* What a rule's check function may call. */
#include "lib/base/format.h"
#include "lib/base/str.h"
#include "lib/lint/run.h"

static struct arena *arena_of(const rlint_finding *finding)
{
	return &finding->run->results->arena;
}

static void lose(struct run *run)
{
	run->status = RLINT_NOMEM;
}

static rlint_span clip(rlint_span span, const rlint_document *document)
{
	uint32_t end = (uint32_t)document->text.len;

	span.end = span.end < end ? span.end : end;
	span.start = span.start < span.end ? span.start : span.end;
	return span;
}

/* A new finding of the rule, its message still to come. */
static rlint_finding *add_finding(rlint_check *check, const rlint_fact *anchor, rlint_span span)
{
	struct run *run = check->run;
	rlint_results *results = run->results;
	const rlint_document *document = results->document;
	rlint_finding *finding = arena_new(&results->arena, 1, sizeof *finding);
	rlint_finding **slot =
		finding ? vec_add(&results->findings, &results->arena, sizeof(rlint_finding *))
			: NULL;

	if (!slot) {
		lose(run);
		return NULL;
	}
	*slot = finding;
	finding->run = run;
	finding->node = NODE_NONE;
	finding->anchor = anchor;
	finding->grade = RLINT_ERROR;
	finding->order = results->findings.count;
	if (anchor && anchor->facts == &run->analysis->facts) {
		finding->node = anchor->node;
	}
	finding->result.rule = check->index;
	finding->result.rule_id = check->rule->info->id;
	finding->result.severity = check->setting->has_severity ? check->setting->severity
								: check->rule->info->severity;
	finding->result.place.document = document;
	finding->result.place.span = clip(span, document);
	return finding;
}

/* Counts the finding about to come; past the limit there is one that says so, then silence. */
static bool may_report(rlint_check *check, const rlint_fact *anchor, rlint_span span)
{
	uint64_t limit = check->run->config->registry->limits.values[RLINT_LIMIT_FINDINGS];
	uint64_t count = ++check->run->counts[check->index];
	rlint_finding *finding;

	if (count <= limit) {
		return true;
	}
	if (count == limit + 1) {
		finding = add_finding(check, anchor, span);
		if (finding) {
			finding->result.place.message = format_str(arena_of(finding),
				"more than %zu findings of %S in this file, which is the limit: "
				"the rest is left out",
				(size_t)limit, check->rule->info->id);
		}
	}
	return false;
}

static rlint_finding *say(rlint_finding *finding, rlint_str message)
{
	if (finding && !message.ptr) {
		lose(finding->run);
	}
	if (finding) {
		finding->result.place.message = message;
	}
	return finding;
}

rlint_finding *rlint_report(
	rlint_check *check, const rlint_fact *anchor, rlint_span span, const char *format, ...)
{
	rlint_finding *finding;
	va_list arguments;

	if (!may_report(check, anchor, span)) {
		return NULL;
	}
	finding = add_finding(check, anchor, span);
	if (!finding) {
		return NULL;
	}
	va_start(arguments, format);
	say(finding, format_list(arena_of(finding), format, arguments));
	va_end(arguments);
	return finding;
}

rlint_finding *rlint_report_str(
	rlint_check *check, const rlint_fact *anchor, rlint_span span, rlint_str message)
{
	rlint_finding *finding =
		may_report(check, anchor, span) ? add_finding(check, anchor, span) : NULL;

	return finding ? say(finding, arena_str(arena_of(finding), message)) : NULL;
}

void rlint_grade(rlint_finding *finding, rlint_severity severity)
{
	if (finding && severity < finding->result.severity) {
		finding->result.severity = severity;
	}
	if (finding && severity < finding->grade) {
		finding->grade = severity;
	}
}

static void add_word(rlint_finding *finding, rlint_str alias)
{
	rlint_str *slot;

	if (rlint_str_is_one_of(alias, finding->aliases.items, finding->aliases.count)) {
		return;
	}
	slot = vec_add(&finding->aliases, arena_of(finding), sizeof *slot);
	if (!slot) {
		lose(finding->run);
		return;
	}
	*slot = alias;
	finding->result.aliases = finding->aliases.items;
	finding->result.alias_count = finding->aliases.count;
}

/* A foreign id that holds, in the page's spelling, and those that the page equates with it; nothing
 * for ids that the page does not list. */
static void add_alias(rlint_finding *finding, rlint_str word)
{
	const rlint_registry *registry = finding->run->config->registry;
	const rlint_rule_info *info = registry_entry(registry, finding->result.rule)->info;
	size_t index;

	if (!rule_has_alias(info, word, &index)) {
		return;
	}
	for (size_t i = 0; i < info->alias_count; i++) {
		if (info->alias_groups[i] == info->alias_groups[index]) {
			add_word(finding, info->aliases[i]);
		}
	}
}

void rlint_as(rlint_finding *finding, const char *alias)
{
	if (finding) {
		add_alias(finding, str_from(alias));
	}
}

void rlint_as_said(rlint_finding *finding, rlint_str alias, rlint_str message)
{
	rlint_foreign *slot;

	if (!finding) {
		return;
	}
	add_alias(finding, alias);
	slot = vec_add(&finding->foreign, arena_of(finding), sizeof *slot);
	if (!slot) {
		lose(finding->run);
		return;
	}
	*slot = (rlint_foreign){ arena_str(arena_of(finding), alias),
		arena_str(arena_of(finding), message) };
	finding->result.foreign = finding->foreign.items;
	finding->result.foreign_count = finding->foreign.count;
}

void rlint_as_saying(rlint_finding *finding, const char *alias, const char *format, ...)
{
	va_list arguments;

	if (finding) {
		va_start(arguments, format);
		rlint_as_said(finding, str_from(alias),
			format_list(arena_of(finding), format, arguments));
		va_end(arguments);
	}
}

void rlint_related_str(
	rlint_finding *finding, const rlint_fact *fact, rlint_span span, rlint_str message)
{
	const rlint_document *document;
	rlint_place *slot;

	if (!finding) {
		return;
	}
	document = fact ? fact->facts->document : finding->result.place.document;
	slot = results_hold(finding->run->results, document)
		       ? vec_add(&finding->related, arena_of(finding), sizeof *slot)
		       : NULL;
	if (!slot) {
		lose(finding->run);
		return;
	}
	*slot = (rlint_place){ document, clip(span, document),
		arena_str(arena_of(finding), message) };
	finding->result.related = finding->related.items;
	finding->result.related_count = finding->related.count;
}

void rlint_related(
	rlint_finding *finding, const rlint_fact *fact, rlint_span span, const char *format, ...)
{
	va_list arguments;

	if (finding) {
		va_start(arguments, format);
		rlint_related_str(
			finding, fact, span, format_list(arena_of(finding), format, arguments));
		va_end(arguments);
	}
}

void rlint_fix_str(rlint_finding *finding, bool is_safe, rlint_str title)
{
	rlint_fix_info *slot;

	if (!finding) {
		return;
	}
	slot = vec_add(&finding->fixes, arena_of(finding), sizeof *slot);
	if (!slot) {
		lose(finding->run);
		return;
	}
	*slot = (rlint_fix_info){ .title = arena_str(arena_of(finding), title),
		.is_safe = is_safe };
}

void rlint_fix(rlint_finding *finding, bool is_safe, const char *title)
{
	rlint_fix_str(finding, is_safe, str_from(title));
}

void rlint_edit_str(rlint_finding *finding, rlint_span span, rlint_str text)
{
	struct draft_edit *slot;

	if (!finding || finding->fixes.count == 0) {
		return;
	}
	slot = vec_add(&finding->edits, arena_of(finding), sizeof *slot);
	if (!slot) {
		lose(finding->run);
		return;
	}
	*slot = (struct draft_edit){ finding->fixes.count - 1,
		{ finding->result.place.document, span, arena_str(arena_of(finding), text) } };
}

void rlint_edit(rlint_finding *finding, rlint_span span, const char *format, ...)
{
	va_list arguments;

	if (finding) {
		va_start(arguments, format);
		rlint_edit_str(finding, span, format_list(arena_of(finding), format, arguments));
		va_end(arguments);
	}
}

static bool is_place(rlint_span span)
{
	return span.end > span.start;
}

static void add_problem_fix(rlint_finding *finding, const rlint_problem *problem)
{
	rlint_span place = { problem->insert_at, problem->insert_at };

	rlint_fix_str(finding, true, problem->fix_title);
	if (is_place(problem->fix_span) || problem->fix_text.len > 0) {
		rlint_edit_str(finding, problem->fix_span, problem->fix_text);
	}
	if (problem->insert_text.len > 0) {
		rlint_edit_str(finding, place, problem->insert_text);
	}
}

rlint_finding *rlint_report_problem(rlint_check *check, const rlint_fact *fact)
{
	const rlint_problem *problem = rlint_as_problem(fact);
	rlint_finding *finding;

	if (!problem) {
		return NULL;
	}
	finding = rlint_report_str(check, fact, rlint_fact_span(fact), problem->message);
	if (problem->foreign.len > 0 || problem->foreign_id.len > 0) {
		rlint_as_said(finding, problem->foreign_id, problem->foreign);
	}
	if (finding && problem->alias.len > 0) {
		add_alias(finding, problem->alias);
	}
	if (is_place(problem->related) || problem->related_message.len > 0) {
		rlint_related_str(finding, fact, problem->related, problem->related_message);
	}
	if (problem->has_fix) {
		add_problem_fix(finding, problem);
	}
	return finding;
}

void *rlint_scratch(rlint_check *check, size_t size)
{
	void *memory = arena_new(check->run->scratch, 1, size);

	if (!memory) {
		lose(check->run);
	}
	return memory;
}

rlint_answer rlint_linked(
	rlint_check *check, const rlint_fact *fact, rlint_relation relation, const rlint_fact **out)
{
	if (!check->rule->rule->asks_links || !fact) {
		return RLINT_UNKNOWN;
	}
	return project_linked(check->run->project, fact, relation, out);
}

rlint_answer rlint_build_at(
	rlint_check *check, const rlint_fact *fact, size_t index, rlint_build *out)
{
	if (!check->rule->rule->asks_links || !fact || check->run->is_of_build) {
		return RLINT_UNKNOWN;
	}
	return project_build_at(check->run->project, fact, index, out);
}

rlint_answer rlint_applies(rlint_check *check, const rlint_fact *package)
{
	const rlint_package *payload = rlint_as_package(package);

	if (!payload || !check->rule->rule->asks_links) {
		return payload ? payload->applies : RLINT_UNKNOWN;
	}
	return project_applies(check->run->project, package);
}

rlint_answer rlint_lies_beside(rlint_check *check, const rlint_document *document, const char *name)
{
	if (!check->rule->rule->asks_links) {
		return RLINT_UNKNOWN;
	}
	return project_lies_beside(check->run->project, document, str_from(name));
}

rlint_answer rlint_is_inside(rlint_check *check, const rlint_fact *fact, rlint_str path)
{
	if (!check->rule->rule->asks_links || !fact) {
		return RLINT_UNKNOWN;
	}
	return project_is_inside(check->run->project, fact->facts->document, path);
}

/* Could it stand in a file that its experiment continues? */
static bool may_be_inherited(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_fact *base;

	return rlint_as_experiment(fact->container)->has_base &&
	       !rlint_str_starts(setting->key.text, RLINT_STR("--")) &&
	       setting->key.state != RLINT_UNSET &&
	       rlint_linked(check, fact, RLINT_INHERITS, &base) != RLINT_NO;
}

bool rlint_is_missing(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	const rlint_experiment *experiment = setting ? rlint_as_experiment(fact->container) : NULL;

	return experiment && check->rule->rule->asks_links && setting->origin == RLINT_BY_DEFAULT &&
	       experiment->is_root == RLINT_YES && experiment->trains == RLINT_YES &&
	       rlint_fact_complete(fact->container) && !may_be_inherited(check, fact);
}

static const struct vec *option(const rlint_check *check, size_t index)
{
	size_t count = rule_option_count(check->rule->rule);

	return check->setting->options && index < count ? &check->setting->options[index] : NULL;
}

bool rlint_option_is_set(const rlint_check *check, size_t index)
{
	const struct vec *values = option(check, index);

	return values && values->count > 0;
}

bool rlint_option_lists(const rlint_check *check, size_t index, rlint_str text)
{
	const struct vec *values = option(check, index);

	return values && rlint_str_is_one_of(text, values->items, values->count);
}

rlint_str rlint_option_at(const rlint_check *check, size_t index, size_t at)
{
	const struct vec *values = option(check, index);

	return values && at < values->count ? ((const rlint_str *)values->items)[at]
					    : (rlint_str){ 0 };
}

rlint_str rlint_option_text(const rlint_check *check, size_t index)
{
	return rlint_option_at(check, index, 0);
}
