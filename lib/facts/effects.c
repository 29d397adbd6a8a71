/* Effects of steps: the list, and the ledger of what may be undone. */
#include "lib/facts/effects.h"

#include "lib/base/str.h"
#include "lib/facts/path.h"

enum {
	COPIES_SEARCHED = 32, /* how many are looked through for the origin of one path */
	FOLDERS_ABOVE = 32, /* how many are noted with one that is made */
	STAGES_ASKED = 32 /* how many of a chain are asked for a folder */
};

struct stage_ledger *ledger_new(struct docker_facts *docker, const struct stage_ledger *parent)
{
	struct stage_ledger *ledger = arena_new(docker->facts->arena, 1, sizeof *ledger);

	ledger->parent = parent;
	if (parent) {
		ledger->has_dropper = parent->has_dropper;
		ledger->tools = parent->tools;
	}
	return ledger;
}

struct stage_ledger *ledger_of(const struct docker_step *step)
{
	struct docker_facts *docker = step->docker;

	if (!docker->stage && !docker->loose) {
		docker->loose = ledger_new(docker, NULL);
	}
	return docker->stage ? docker->stage->ledger : docker->loose;
}

void ledger_note_dropper(struct stage_ledger *ledger, rlint_str name)
{
	ledger->has_dropper = ledger->has_dropper ||
			      rlint_str_find_str(name, RLINT_STR("gosu")) < name.len ||
			      rlint_str_find_str(name, RLINT_STR("su-exec")) < name.len;
}

uint32_t effect_add(struct docker_step *step, const rlint_effect *effect)
{
	struct vec *effects = &step->step->effects;

	*(rlint_effect *)vec_add(effects, step->docker->facts->arena, sizeof *effect) = *effect;
	return effects->count - 1;
}

/* Stands for the directory of the base image; no path in a Dockerfile begins so. */
static const rlint_str base_directory = RLINT_STR_INIT("/\x01");

rlint_str ledger_place(struct arena *arena, const rlint_value *directory, const rlint_value *path)
{
	rlint_value place = path_below(arena, directory, path);
	bool is_base = directory->state == RLINT_UNCERTAIN &&
		       directory->reason == RLINT_BASE_IMAGE && directory->span.end == 0;

	if (rlint_value_has_text(&place)) {
		return place.text;
	}
	return is_base && rlint_value_has_text(path) ? path_join(arena, base_directory, path->text)
						     : (rlint_str){ 0 };
}

void ledger_make_folder(struct stage_ledger *ledger, struct arena *arena, rlint_str place)
{
	struct map *folders = &ledger->folders;

	for (int i = 0; i < FOLDERS_ABOVE && place.len > 1 && map_get(folders, place) != true;
		i++) {
		map_set(folders, arena, place, true);
		place.len -= rlint_str_base(place).len;
		place.len -= place.len > 0;
	}
}

void ledger_drop_folder(struct stage_ledger *ledger, struct arena *arena, rlint_str place)
{
	if (place.len > 0) {
		map_set(&ledger->folders, arena, place, false);
	}
}

bool ledger_has_folder(const struct stage_ledger *ledger, rlint_str place)
{
	uint32_t known = MAP_NONE;

	for (int i = 0; i < STAGES_ASKED && ledger && known == MAP_NONE; i++) {
		known = map_get(&ledger->folders, place);
		ledger = ledger->parent;
	}
	return known == true;
}

void ledger_copy(struct docker_step *step, const rlint_fact *copy)
{
	struct docker_facts *docker = step->docker;
	const rlint_copy *shown = rlint_as_copy(copy);
	rlint_str written = shown->destination.text;

	if (!docker->stage || step->step->shown.is_onbuild) {
		return;
	}
	*(struct ledger_copy *)vec_add(&docker->stage->ledger->copies, docker->facts->arena,
		sizeof(struct ledger_copy)) = (struct ledger_copy){ .copy = copy,
		.destination = ledger_place(
			docker->facts->arena, &step->step->shown.directory, &shown->destination),
		.into_folder = shown->source_count > 1 || rlint_str_ends(written, RLINT_STR("/")) ||
			       rlint_str_is(rlint_str_base(written), RLINT_STR(".")) };
}

/* Names a file rather than a folder: has a suffix, or is one of those that never are folders. */
static bool looks_like_file(rlint_str source)
{
	static const rlint_str names[] = { RLINT_STR_INIT("Pipfile"), RLINT_STR_INIT("Gemfile"),
		RLINT_STR_INIT("Makefile"), RLINT_STR_INIT("requirements") };
	rlint_str base = rlint_str_base(source);
	size_t dot = str_find(base, '.', 1);

	return (dot < base.len && dot > 0 && !rlint_str_ends(source, RLINT_STR("/"))) ||
	       rlint_str_is_one_of(base, RLINT_LIST(names));
}

/* Where in the context `path` comes from, if this source brought it; else empty. */
static rlint_str origin_in_source(
	struct arena *arena, const struct ledger_copy *copy, rlint_str source, rlint_str path)
{
	rlint_str rest = path_rest(path, copy->destination);
	rlint_str clean = path_clean(arena, source);

	if (path_is_absolute(clean)) {
		clean = clean.len > 1 ? str_slice(clean, 1, clean.len) : RLINT_STR(".");
	}
	if (rest.len == 0) {
		return copy->into_folder ? (rlint_str){ 0 } : clean;
	}
	if (looks_like_file(clean) || str_find(clean, '*', 0) < clean.len) {
		return path_component_matches(rlint_str_base(clean), rest)
			       ? path_join(arena,
					 str_slice(clean, 0, clean.len - rlint_str_base(clean).len),
					 rest)
			       : (rlint_str){ 0 };
	}
	if (rlint_str_is(rest, rlint_str_base(clean))) {
		return clean;
	}
	return rlint_str_is(clean, RLINT_STR(".")) ? rest : path_join(arena, clean, rest);
}

static rlint_str origin_in_copy(struct arena *arena, const struct ledger_copy *copy, rlint_str path)
{
	const rlint_value *source;

	if (copy->destination.len == 0 || !path_is_within(path, copy->destination)) {
		return (rlint_str){ 0 };
	}
	for (size_t i = 0; (source = rlint_copy_source(copy->copy, i)) && i < COPIES_SEARCHED;
		i++) {
		rlint_str origin = rlint_value_has_text(source)
					   ? origin_in_source(arena, copy, source->text, path)
					   : (rlint_str){ 0 };

		if (origin.len > 0) {
			return origin;
		}
	}
	return (rlint_str){ 0 };
}

/* A bind mount of the context covers the path: seen through it, whatever was copied. */
static rlint_str origin_in_mounts(struct docker_step *step, rlint_str path)
{
	struct arena *arena = step->docker->facts->arena;
	size_t count = rlint_fact_count(step->fact, RLINT_MOUNT);

	for (size_t i = 0; i < count && i < COPIES_SEARCHED; i++) {
		const rlint_mount *mount =
			rlint_as_mount(rlint_fact_at(step->fact, RLINT_MOUNT, i));
		rlint_str target =
			ledger_place(arena, &step->step->shown.directory, &mount->target);

		if (rlint_str_is(mount->type.text, RLINT_STR("bind")) &&
			mount->from.state == RLINT_UNSET && target.len > 0 &&
			path_is_within(path, target)) {
			rlint_str source =
				mount->source.text.len > 0 ? mount->source.text : RLINT_STR(".");

			return path_join(arena, source, path_rest(path, target));
		}
	}
	return (rlint_str){ 0 };
}

/* The last copy that brought it; `budget` of looks is shared along the chain of stages. */
static rlint_str origin_in_ledger(
	struct arena *arena, const struct stage_ledger *ledger, rlint_str path, uint32_t *budget)
{
	const struct ledger_copy *copies = ledger->copies.items;

	for (uint32_t i = ledger->copies.count; i > 0 && *budget > 0; i--, --*budget) {
		rlint_str origin = origin_in_copy(arena, &copies[i - 1], path);

		if (origin.len > 0) {
			return origin;
		}
	}
	return (rlint_str){ 0 };
}

static bool is_cloned(const struct stage_ledger *ledger, rlint_str place)
{
	const rlint_str *clones = ledger->clones.items;
	uint32_t first =
		ledger->clones.count > COPIES_SEARCHED ? ledger->clones.count - COPIES_SEARCHED : 0;

	for (uint32_t i = first; i < ledger->clones.count; i++) {
		if (path_is_within(place, clones[i])) {
			return true;
		}
	}
	return false;
}

rlint_str ledger_origin(struct docker_step *step, rlint_str place)
{
	struct docker_facts *docker = step->docker;
	const struct stage_ledger *ledger;
	uint32_t budget = COPIES_SEARCHED;
	rlint_str origin;

	if (place.len == 0 || !docker->stage) {
		return (rlint_str){ 0 };
	}
	origin = origin_in_mounts(step, place);
	for (ledger = docker->stage->ledger; ledger && origin.len == 0 && budget > 0;
		ledger = ledger->parent) {
		if (is_cloned(ledger, place)) {
			break;
		}
		origin = origin_in_ledger(docker->facts->arena, ledger, place, &budget);
		budget -= budget > 0;
	}
	return origin;
}
