/* The walk over a script: what runs, what decides, and what comes back behind subshells and
 * branches. */
#include "lib/base/str.h"
#include "lib/facts/command_run.h"

static const struct node *node_of(const struct command_run *run, uint32_t index)
{
	return tree_node(&run->shell->tree, index);
}

static uint32_t last_child(const struct command_run *run, uint32_t index)
{
	return ((const uint32_t *)run->shell->tree.last_children.items)[index];
}

/* ---- outlook ---- */

static rlint_str first_word(const struct command_run *run, const struct shell_command *command)
{
	return command->word_count > 0 ? shell_word(run->shell, command, 0)->value
				       : (rlint_str){ 0 };
}

/* exit 1, false: fails for sure. `status`: what a bare `exit` would give is a failure. */
static bool fails(const struct command_run *run, const struct shell_command *command, bool status)
{
	rlint_str name = first_word(run, command);
	const struct shell_word *word;

	if (rlint_str_is(name, RLINT_STR("false"))) {
		return true;
	}
	if (!rlint_str_is(name, RLINT_STR("exit")) && !rlint_str_is(name, RLINT_STR("return"))) {
		return false;
	}
	if (command->word_count < 2) {
		return status;
	}
	word = shell_word(run->shell, command, 1);
	return word->is_literal ? !rlint_str_is(word->value, RLINT_STR("0")) : status;
}

/* Does the pipeline end the script as failed: `exit 1`, `{ echo no; exit 1; }`? */
static bool pipeline_fails(const struct command_run *run, uint32_t node)
{
	bool status = true;

	for (;;) {
		uint32_t child = last_child(run, node);
		enum shell_kind kind;

		if (child == NODE_NONE) {
			return false;
		}
		kind = (enum shell_kind)node_of(run, child)->kind;
		if (kind == SHELL_COMMAND) {
			return fails(run, shell_command(run->shell, node_of(run, child)->payload),
				status);
		}
		if (kind != SHELL_GROUP && kind != SHELL_LIST && kind != SHELL_PIPELINE &&
			kind != SHELL_SUBSHELL) {
			return false;
		}
		status = status && kind != SHELL_LIST;
		node = child;
	}
}

static uint32_t next_pipeline(const struct command_run *run, uint32_t node)
{
	return tree_find(&run->shell->tree, node_of(run, node)->next, SHELL_PIPELINE);
}

static struct pipe_outlook *outlook_of(const struct command_run *run, uint32_t index)
{
	return (struct pipe_outlook *)run->scratch->outlooks.items + index;
}

/* From the last pipeline to the first, so that what follows is known. */
static void find_outlooks(struct command_run *run)
{
	uint32_t count = run->shell->pipelines.count;

	run->scratch->outlooks.count = 0;
	vec_reserve(&run->scratch->outlooks, run->facts->arena, count, sizeof(struct pipe_outlook));
	for (uint32_t i = count; i > 0; i--) {
		const struct shell_pipeline *pipeline = shell_pipeline(run->shell, i - 1);
		struct pipe_outlook *outlook = outlook_of(run, i - 1);
		uint32_t next = next_pipeline(run, pipeline->node);

		*outlook = (struct pipe_outlook){ 0 };
		if (next == NODE_NONE ||
			(pipeline->after != SHELL_AND && pipeline->after != SHELL_OR)) {
			outlook->is_last = next == NODE_NONE;
			outlook->in_background = pipeline->after == SHELL_BACKGROUND;
			continue;
		}
		*outlook = *outlook_of(run, node_of(run, next)->payload);
		if (pipeline->after == SHELL_OR) {
			outlook->or_follows = true;
			outlook->or_exits = pipeline_fails(run, next);
		}
	}
}

/* ---- places ---- */

static rlint_answer lower(rlint_answer a, rlint_answer b)
{
	return a < b ? a : b;
}

/* Is the list the condition of an if or while? `index`: lists before it in the compound. */
static bool is_condition(const struct command_run *run, uint32_t node, uint32_t index)
{
	uint32_t parent = node_of(run, node)->parent;
	bool has_next =
		tree_find(&run->shell->tree, node_of(run, node)->next, SHELL_LIST) != NODE_NONE;

	return node_of(run, parent)->kind == (uint16_t)SHELL_IF ? index % 2 == 0 && has_next
								: index == 0 && has_next;
}

/* A list inside a compound. */
static struct run_place place_of_list(
	const struct command_run *run, struct open_node *parent, uint32_t node)
{
	enum shell_kind kind = (enum shell_kind)node_of(run, parent->node)->kind;
	struct run_place place = parent->place;
	uint32_t index = parent->children++;

	if (kind == SHELL_FUNCTION) {
		place.is_run = lower(place.is_run, RLINT_UNKNOWN);
		place.decides = false;
	}
	if (kind == SHELL_CASE) {
		place.is_run = lower(place.is_run, RLINT_UNKNOWN);
	}
	if (kind != SHELL_IF && kind != SHELL_LOOP) {
		return place;
	}
	if (is_condition(run, node, index)) {
		place.decides = false;
		place.traps = false;
		if (index == 0) {
			return place;
		}
	} else if (kind == SHELL_LOOP) {
		place.decides = false;
	}
	place.is_run = lower(place.is_run, RLINT_UNKNOWN);
	return place;
}

/* Is it run, by the operator before it and what is known of the one before? */
static rlint_answer reached(struct open_node *list, enum shell_operator before)
{
	rlint_answer base = list->place.is_run;

	if (before == SHELL_OR) {
		list->chain = base;
		return list->succeeds == RLINT_YES  ? RLINT_NO
		       : list->succeeds == RLINT_NO ? base
						    : lower(base, RLINT_UNKNOWN);
	}
	if (before != SHELL_AND) {
		list->chain = base;
		return base;
	}
	if (list->succeeds == RLINT_NO) {
		return RLINT_NO;
	}
	if (list->is_question && !list->decided && list->succeeds != RLINT_YES) {
		list->chain = lower(list->chain, RLINT_UNKNOWN);
	}
	return list->chain;
}

static struct run_place place_of_pipeline(
	const struct command_run *run, struct open_node *list, uint32_t node)
{
	uint32_t index = node_of(run, node)->payload;
	const struct shell_pipeline *pipeline = shell_pipeline(run->shell, index);
	const struct pipe_outlook *outlook = outlook_of(run, index);
	struct run_place place = list->place;
	bool is_rescued = outlook->or_follows && !outlook->or_exits;
	bool is_joined = pipeline->after == SHELL_AND || pipeline->after == SHELL_OR;
	bool ends_script =
		outlook->or_exits && !place.in_subshell && !place.in_substitution && place.traps;

	place.is_run = run->state.is_dead ? RLINT_NO : reached(list, pipeline->before);
	place.traps = place.traps && !is_joined && !is_rescued && !pipeline->is_negated;
	place.decides = !outlook->in_background && !pipeline->is_negated && !is_rescued &&
			((outlook->is_last && list->place.decides) || ends_script ||
				(place.traps && run->state.has_errexit));
	place.in_subshell =
		place.in_subshell || outlook->in_background || pipeline->command_count > 1;
	return place;
}

/* Commands and compounds of a pipeline. */
static struct run_place place_in_pipeline(
	const struct command_run *run, const struct open_node *pipeline, uint32_t node)
{
	struct run_place place = pipeline->place;

	if (node_of(run, node)->next != NODE_NONE && !run->state.has_pipefail) {
		place.decides = false;
		place.traps = false;
	}
	return place;
}

/* A word of a simple command, not a loop's or a here-document's? */
static bool is_of_command(const struct command_run *run, uint32_t node)
{
	uint32_t parent = node_of(run, node)->parent;

	return node_of(run, node)->kind == (uint16_t)SHELL_WORD &&
	       node_of(run, parent)->kind == (uint16_t)SHELL_COMMAND;
}

static struct run_place place_of(
	struct command_run *run, struct open_node *parent, uint32_t node, enum shell_kind kind)
{
	struct run_place place;

	if (!parent) {
		return run->base;
	}
	place = parent->place;
	switch (kind) {
	case SHELL_LIST:
		return place_of_list(run, parent, node);
	case SHELL_PIPELINE:
		return place_of_pipeline(run, parent, node);
	case SHELL_SUBSTITUTION:
		place.decides = place.decides && is_of_command(run, parent->node);
		place.in_substitution = true;
		place.in_subshell = true;
		place.traps = false;
		return place;
	case SHELL_COMMAND:
	case SHELL_SUBSHELL:
	case SHELL_GROUP:
	case SHELL_IF:
	case SHELL_LOOP:
	case SHELL_CASE:
	case SHELL_FUNCTION:
	case SHELL_TEST:
		if (node_of(run, parent->node)->kind == (uint16_t)SHELL_PIPELINE) {
			place = place_in_pipeline(run, parent, node);
		} else { /* a function's body */
			place.is_run = lower(place.is_run, RLINT_UNKNOWN);
			place.decides = false;
		}
		if (kind == SHELL_SUBSHELL) {
			/* set -e inside ends the subshell: what that means its status says. */
			place.traps = place.traps && place.decides;
			place.in_subshell = true;
		}
		return place;
	case SHELL_SCRIPT:
	case SHELL_WORD:
		return place;
	}
	return place;
}

/* ---- the stack of open nodes ---- */

static bool is_inside(const struct command_run *run)
{
	return run->scratch->open.count > 0;
}

static struct open_node *top(const struct command_run *run)
{
	return (struct open_node *)run->scratch->open.items + run->scratch->open.count - 1;
}

/* Names bound since the mark may hold either value now. */
static void merge_variables(struct command_run *run, const struct open_node *node)
{
	const rlint_str *names = run->scratch->log.items;
	uint32_t count = run->scratch->log.count;

	for (uint32_t i = node->log_mark; i < count; i++) {
		const struct binding *now = scope_find(&run->state.variables, names[i]);
		struct binding unknown = { .name = names[i] };

		if (!now || now->value.state == RLINT_UNCERTAIN) {
			continue;
		}
		unknown.value =
			value_uncertain((rlint_str){ "", 0 }, now->value.span, RLINT_COMPUTED);
		run->state.variables =
			scope_bind(run->state.variables, run->facts->arena, &unknown);
	}
}

static void merge_state(struct command_run *run, const struct open_node *node)
{
	rlint_value *directory = &run->state.directory;

	merge_variables(run, node);
	if (!rlint_str_is(directory->text, node->saved.directory.text) ||
		directory->state != node->saved.directory.state) {
		*directory = value_uncertain((rlint_str){ "", 0 }, directory->span, RLINT_COMPUTED);
	}
	run->state.has_errexit = node->saved.has_errexit;
	run->state.has_pipefail = node->saved.has_pipefail;
	run->state.is_dead = node->saved.is_dead;
}

static void close_top(struct command_run *run)
{
	struct open_node node = *top(run);

	run->scratch->open.count--;
	if (node.restores) {
		run->state = node.saved;
		run->scratch->log.count = node.log_mark;
	} else if (node.merges) {
		merge_state(run, &node);
	}
	if (is_inside(run) && node_of(run, node.node)->kind == (uint16_t)SHELL_PIPELINE) {
		top(run)->is_question = node.is_question;
		top(run)->decided = node.place.decides;
		top(run)->succeeds =
			shell_pipeline(run->shell, node_of(run, node.node)->payload)->is_negated
				? RLINT_UNKNOWN
				: node.succeeds;
	}
}

static void open_node(struct command_run *run, uint32_t index, const struct run_place *place)
{
	const struct run_place around = is_inside(run) ? top(run)->place : run->base;
	struct open_node *node = vec_add(&run->scratch->open, run->facts->arena, sizeof *node);

	*node = (struct open_node){ .node = index,
		.place = *place,
		.restores =
			(place->in_subshell && !around.in_subshell) || place->is_run == RLINT_NO,
		.merges = place->is_run != around.is_run,
		.log_mark = run->scratch->log.count,
		.chain = place->is_run,
		.succeeds = RLINT_UNKNOWN };
	if (node->restores || node->merges) {
		node->saved = run->state;
	}
}

/* ---- nodes ---- */

/* The variable of a loop takes one value after the other. */
static void enter_compound(struct command_run *run, uint32_t index, enum shell_kind kind)
{
	const struct shell_compound *compound;
	rlint_value value;

	if (kind == SHELL_TEST && is_inside(run)) {
		top(run)->is_question = true;
		top(run)->succeeds = RLINT_UNKNOWN;
	}
	if (kind != SHELL_LOOP) {
		return;
	}
	compound = shell_compound(run->shell, index);
	if (compound->name.len > 0) {
		value = value_uncertain(
			(rlint_str){ "", 0 }, node_of(run, index)->span, RLINT_COMPUTED);
		command_bind(run, compound->name, &value);
	}
}

/* A substitution in a here-document that was read as a script of its own. */
static bool is_read_already(const struct command_run *run, const struct node *node)
{
	const rlint_span *bodies = run->scratch->bodies.items;

	for (uint32_t i = run->scratch->bodies.count; i > 0; i--) {
		if (node->span.start >= bodies[i - 1].start &&
			node->span.end <= bodies[i - 1].end) {
			return true;
		}
		if (bodies[i - 1].end < node->span.start) {
			return false;
		}
	}
	return false;
}

/* The status of `x=$(...)` is that of the substitution; elsewhere it is lost. */
static bool passes_status(const struct command_run *run, const struct node *node)
{
	return node->kind == (uint16_t)SHELL_COMMAND &&
	       shell_command(run->shell, node->payload)->word_count == 0;
}

static void visit(struct command_run *run, uint32_t index)
{
	const struct node *node = node_of(run, index);
	enum shell_kind kind = (enum shell_kind)node->kind;
	struct run_place place = place_of(run, is_inside(run) ? top(run) : NULL, index, kind);

	if (kind == SHELL_COMMAND) {
		struct open_node *parent = top(run);
		bool is_piped = node_of(run, parent->node)->kind == (uint16_t)SHELL_PIPELINE;

		command_make(run, node->payload, &place, is_piped ? parent : NULL);
	} else {
		enter_compound(run, index, kind);
	}
	if (!(node->flags & NODE_HAS_CHILD)) {
		return;
	}
	if (kind == SHELL_COMMAND && !passes_status(run, node)) {
		place.decides = false;
	}
	open_node(run, index, &place);
}

/* The first node behind a node and all in it. */
static uint32_t behind(const struct command_run *run, uint32_t index)
{
	while (index != NODE_NONE && node_of(run, index)->next == NODE_NONE) {
		index = node_of(run, index)->parent;
	}
	return index == NODE_NONE ? run->shell->tree.nodes.count : node_of(run, index)->next;
}

void command_walk(struct command_run *run)
{
	uint32_t count = run->shell->tree.nodes.count;
	uint32_t index = 0;

	find_outlooks(run);
	while (index < count) {
		const struct node *node = node_of(run, index);

		while (is_inside(run) && top(run)->node != node->parent) {
			close_top(run);
		}
		if (node->kind == (uint16_t)SHELL_SUBSTITUTION && is_read_already(run, node)) {
			index = behind(run, index);
			continue;
		}
		visit(run, index);
		index++;
	}
	while (is_inside(run)) {
		close_top(run);
	}
}
