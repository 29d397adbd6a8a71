/* Stages: what FROM starts, and what is known once all were read: fates, users, starts. */
#include "lib/base/str.h"
#include "lib/facts/base_image.h"
#include "lib/facts/effects.h"
#include "lib/facts/given.h"

static struct stage_state *stage_at(const struct docker_facts *docker, uint32_t index)
{
	return index < docker->stages.count ? (struct stage_state *)docker->stages.items + index
					    : NULL;
}

/* Stage names are kept in lower case (instructions/parse.go, parseFrom). */
static rlint_str lower_case(struct arena *arena, rlint_str text)
{
	size_t at = 0;
	char *bytes;

	while (at < text.len && byte_lower(text.ptr[at]) == text.ptr[at]) {
		at++;
	}
	if (at == text.len) {
		return text;
	}
	bytes = arena_alloc(arena, text.len);
	for (size_t i = 0; i < text.len; i++) {
		bytes[i] = byte_lower(text.ptr[i]);
	}
	return (rlint_str){ bytes, text.len };
}

struct stage_state *docker_stage_named(struct docker_facts *docker, rlint_str name)
{
	uint64_t number;
	uint32_t index = map_get(&docker->stage_names, lower_case(docker->facts->arena, name));
	struct stage_state *found;

	if (index == MAP_NONE && str_to_u64(name, &number) && number + 1 < docker->stages.count) {
		index = (uint32_t)number;
	}
	found = stage_at(docker, index);
	if (found) {
		found->is_copied = true;
		found->is_used = true;
	}
	return found;
}

void docker_collect_names(struct docker_facts *docker)
{
	const struct dockerfile *file = docker->file;

	for (uint32_t i = 0; i < file->instructions.count; i++) {
		const struct docker_instruction *from = dockerfile_instruction(file, i);

		if (from->name == DOCKER_FROM && from->word_count == 3) {
			map_set(&docker->all_stage_names, docker->facts->arena,
				lower_case(docker->facts->arena,
					dockerfile_word(file, from, 2)->text.bytes),
				i);
		}
	}
}

static void read_stage_image(
	rlint_image *image, const rlint_value *reference, const struct stage_state *stage)
{
	image->reference = *reference;
	image->name = *reference;
	image->role = RLINT_FROM_STAGE;
	image->pin = RLINT_LOCAL;
	image->stage = stage ? stage->fact : NULL;
}

/* An image that is pulled, unless the build has something else for its name. */
static void read_image(const struct docker_facts *docker, rlint_image *image,
	const rlint_value *reference, const struct word_scope *scope)
{
	rlint_role role = rlint_value_has_text(reference)
				  ? givens_role(docker->facts->givens, reference->text)
				  : RLINT_PULLED;

	image_read(image, reference, scope);
	if (role != RLINT_PULLED) {
		image->role = role;
		image->pin = role == RLINT_BUILT_HERE ? RLINT_LOCAL : RLINT_PIN_UNKNOWN;
	}
}

const rlint_fact *docker_image_from(struct docker_step *step, const rlint_value *reference)
{
	struct docker_facts *docker = step->docker;
	struct stage_state *stage = docker_stage_named(docker, reference->text);
	rlint_fact *fact = fact_new(
		docker->facts, RLINT_IMAGE, step->fact, reference->span, step->instruction->node);
	rlint_image *image = fact_payload(fact);
	rlint_str name = lower_case(docker->facts->arena, reference->text);

	if (stage || map_get(&docker->all_stage_names, name) != MAP_NONE) {
		read_stage_image(image, reference, stage);
		return image->stage;
	}
	read_image(docker, image, reference, &step->scope);
	if (docker->stage) {
		ledger_note_dropper(docker->stage->ledger, reference->text);
	}
	return NULL;
}

/* FROM, its words and flags: what is written behind the name is no part of it. */
static rlint_span from_span(
	const struct docker_facts *docker, const struct docker_instruction *instruction)
{
	rlint_span span = instruction->keyword_span;

	for (uint32_t i = 0; i < instruction->word_count && i < 3; i++) {
		span.end = dockerfile_word(docker->file, instruction, i)->span.end;
	}
	return span;
}

/* Would a build without arguments refuse it as an image's name? The names of stages are asked too
 * (dockerfile2llb, validateBaseImagesWithDefaultArgs). */
static bool is_malformed(const rlint_value *base)
{
	bool has_text = rlint_value_has_text(base) || base->state == RLINT_UNSET;

	return has_text && !image_is_reference(base->text);
}

static rlint_fact *image_fact(struct docker_step *step, struct stage_state *stage)
{
	struct docker_facts *docker = step->docker;
	const rlint_value *word = rlint_step_word(step->fact, 0);
	rlint_fact *fact;
	rlint_image *image;
	uint32_t named;

	if (!word) {
		return NULL;
	}
	fact = fact_new(
		docker->facts, RLINT_IMAGE, stage->fact, word->span, step->instruction->node);
	image = fact_payload(fact);
	image->is_malformed = is_malformed(rlint_step_default(step->fact, 0));
	named = rlint_value_has_text(word) ? map_get(&docker->stage_names, word->text) : MAP_NONE;
	stage->parent = named == MAP_NONE ? NODE_NONE : named;
	if (named != MAP_NONE) {
		read_stage_image(image, word, stage_at(docker, named));
	} else if (rlint_value_is(word, RLINT_STR("scratch")) == RLINT_YES) {
		read_stage_image(image, word, NULL);
		image->role = RLINT_SCRATCH;
	} else {
		read_image(docker, image, word, &step->scope);
	}
	return fact;
}

/* What a stage begins with when it is FROM an image that is pulled, or from nothing. */
static void begin_on_image(
	struct docker_facts *docker, struct stage_state *stage, const rlint_image *image)
{
	bool is_scratch = image && image->role == RLINT_SCRATCH;
	const struct base_image *known = image ? base_image_find(image) : NULL;
	bool is_windows = docker->file->escape == '`' || (image && base_image_is_windows(image));

	stage->scope = (struct scope){ .rest = is_scratch ? SCOPE_NOTHING : SCOPE_BASE_IMAGE };
	stage->directory = value_uncertain((rlint_str){ 0 }, (rlint_span){ 0 }, RLINT_BASE_IMAGE);
	stage->base_is_root = known ? known->is_root : RLINT_UNKNOWN;
	stage->base_variables = is_windows ? (rlint_str){ 0 } : base_image_variables(image);
	stage->base_starts = known ? known->starts : RLINT_START_UNKNOWN;
	stage->shell.shell = is_windows ? RLINT_CMD : RLINT_SH;
	if (docker->stated_shell.len > 0) {
		docker_name_shell(&stage->shell, docker->stated_shell);
	}
	if (is_scratch) {
		stage->directory = value_known(RLINT_STR("/"), (rlint_span){ 0 });
		stage->base_is_root = RLINT_YES;
	}
}

/* A stage that is FROM another goes on where that ended. Its own command is no longer this one's:
 * ENTRYPOINT drops it (dispatchEntrypoint). */
static void begin_on_stage(struct stage_state *stage, struct stage_state *parent)
{
	parent->is_used = true;
	stage->scope = parent->scope;
	stage->directory = parent->directory;
	stage->shell = parent->shell;
	stage->user = parent->user;
	stage->base_is_root = parent->base_is_root;
	stage->base_variables = parent->base_variables;
	stage->base_starts = parent->base_starts;
	stage->is_exposed = parent->is_exposed;
	stage->has_own_entrypoint = parent->has_own_entrypoint;
	stage->stage->entrypoint = parent->stage->entrypoint;
	stage->stage->command = parent->stage->command;
	stage->stage->healthcheck = parent->stage->healthcheck;
	stage->stage->workdir = parent->stage->workdir;
	stage->stage->origin = parent->stage->origin;
	stage->stage->parent = parent->fact;
	stage->fact->is_incomplete = parent->fact->is_incomplete;
}

static void name_stage(struct docker_step *step, struct stage_state *stage)
{
	const rlint_value *name = rlint_step_word(step->fact, 2);

	if (name && rlint_str_is_like(step->step->words[1].text, RLINT_STR("as"))) {
		stage->stage->name = *name;
	}
}

/* From here on its name is one that may be copied from. */
static void finish_stage(struct docker_facts *docker)
{
	const rlint_stage *stage = docker->stage ? docker->stage->stage : NULL;

	if (stage && stage->name.state != RLINT_UNSET) {
		map_set(&docker->stage_names, docker->facts->arena,
			lower_case(docker->facts->arena, stage->name.text), stage->index);
	}
}

static struct stage_state *begin_stage(struct docker_facts *docker, rlint_span from, uint32_t node)
{
	uint32_t index = docker->stages.count;
	struct stage_state *stage;

	finish_stage(docker);
	stage = vec_add(&docker->stages, docker->facts->arena, sizeof(struct stage_state));
	docker->stage = stage;
	stage->fact = fact_new(docker->facts, RLINT_STAGE, docker->facts->root, from, node);
	stage->stage = fact_payload(stage->fact);
	stage->stage->index = index;
	stage->stage->from = from;
	stage->parent = NODE_NONE;
	return stage;
}

void docker_begin_fragment(struct docker_facts *docker)
{
	struct stage_state *stage = begin_stage(docker, (rlint_span){ 0, 0 }, 0);

	stage->ledger = ledger_new(docker, NULL);
	stage->fact->is_incomplete = true;
	begin_on_image(docker, stage, NULL);
}

void docker_from(struct docker_facts *docker, const struct docker_instruction *instruction)
{
	struct stage_state *stage =
		begin_stage(docker, from_span(docker, instruction), instruction->node);
	struct stage_state *parent;
	struct docker_step step;
	rlint_fact *image;

	docker_step_begin(&step, docker, instruction, stage->fact);
	image = image_fact(&step, stage);
	parent = stage_at(docker, stage->parent);
	stage->ledger = ledger_new(docker, parent ? parent->ledger : NULL);
	if (parent) {
		parent->is_base = true;
		begin_on_stage(stage, parent);
	} else {
		stage->stage->origin = image;
		begin_on_image(docker, stage, rlint_as_image(image));
		stage->ledger->tools = tools_of_image(rlint_as_image(image));
	}
	stage->stage->image = image;
	stage->stage->platform = *rlint_step_flag(step.fact, "platform", 0);
	if (image) {
		stage->stage->base = rlint_as_image(image)->reference;
		name_stage(&step, stage);
	}
}

/* Fates flow from the last stage to those it is FROM. FINAL is better than TARGET, TARGET than
 * BUILDER: the enum goes the other way round. */
static void settle_fates(struct docker_facts *docker)
{
	struct stage_state *stages = docker->stages.items;

	for (uint32_t i = docker->stages.count; i > 0; i--) {
		struct stage_state *stage = &stages[i - 1];
		struct stage_state *parent = stage_at(docker, stage->parent);

		if (i == docker->stages.count) {
			stage->stage->fate = RLINT_FINAL;
		} else if (!stage->is_used) {
			stage->stage->fate = RLINT_TARGET;
		}
		if (parent && stage->stage->fate < parent->stage->fate) {
			parent->stage->fate = stage->stage->fate;
		}
	}
}

/* An entry point written here mostly calls the image's own. */
static bool base_drops_root(const rlint_fact *origin)
{
	const rlint_image *image = origin ? rlint_as_image(origin) : NULL;

	return image && image->runs_as_root == RLINT_YES && image->drops_root == RLINT_YES;
}

/* Something not seen may say otherwise: a line that was not read, an entry point that has gosu at
 * hand, the configuration of a daemon. */
static bool is_hidden(const struct stage_state *stage)
{
	return stage->fact->is_incomplete ||
	       (stage->ledger->has_dropper && stage->stage->entrypoint) ||
	       base_drops_root(stage->stage->origin) || docker_drops_root(stage->stage);
}

/* The user at the end: written here or in a parent, or one that is absent: made at this FROM. */
static void settle_user(struct docker_facts *docker, struct stage_state *stage)
{
	rlint_user *user;

	if (!stage->user) {
		stage->user = fact_new(docker->facts, RLINT_USER, stage->fact, stage->stage->from,
			stage->fact->node);
		user = fact_payload(stage->user);
		user->is_absent = true;
		user->is_root = is_hidden(stage) ? RLINT_UNKNOWN : stage->base_is_root;
	}
	user = fact_payload(stage->user);
	if (user->is_absent || rlint_fact_within(stage->user, RLINT_STAGE) == stage->fact) {
		user->is_last = true;
	}
	stage->stage->user = stage->user;
}

void docker_close_stages(struct docker_facts *docker)
{
	struct stage_state *stages = docker->stages.items;

	for (uint32_t i = 0; i < docker->stages.count; i++) {
		stages[i].stage->fate = RLINT_BUILDER;
	}
	settle_fates(docker);
	for (uint32_t i = 0; i < docker->stages.count; i++) {
		stages[i].stage->is_end =
			!stages[i].is_base && stages[i].stage->fate != RLINT_BUILDER;
		settle_user(docker, &stages[i]);
		docker_settle_start(&stages[i]);
		/* What starts in a stage that is FROM it may find more there. */
		if (!stages[i].is_base) {
			tools_settle(stages[i].fact, &stages[i].ledger->tools);
		}
	}
}
