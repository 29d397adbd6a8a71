/* Compose files as Compose sees them: with the variables of the .env file, the override beside the
 * main file, the files that services extend, and the env files.
 *
 * Source: compose-spec 12-interpolation.md, 13-merge.md; compose-go, cli/options.go: the names that
 * are looked for, and in which order. */
#include "lib/project/composition.h"

#include "lib/base/str.h"
#include "lib/facts/compose_merge.h"
#include "lib/project/project.h"

enum { FILES_MOST = 32, ENV_FILES_MOST = 64 };

/* A file that a companion names. */
struct companion_link {
	rlint_answer answer; /* no: there is none */
	const struct facts *variables; /* of an env file */
	uint32_t file; /* of an extended service */
};

/* A file that takes part, the variables in it filled in. */
struct composed_file {
	const struct facts *plain;
	struct facts facts;
	struct map names; /* of services, to indices in facts.all[RLINT_SERVICE] */
	struct companion_link *links; /* for each of facts.all[RLINT_COMPANION] */
	struct map companions, services; /* facts to their indices in facts.all */
};

/* A service of the document. */
struct composed_service {
	const rlint_fact *merged;
	const rlint_fact *base; /* what it adds to, or NULL */
};

static struct composed_file *file_at(const struct composition *composition, uint32_t index)
{
	return ((struct composed_file *const *)composition->files.items)[index];
}

/* ---- which files ---- */

const rlint_str compose_names[COMPOSE_NAMES] = { RLINT_STR_INIT("compose.yaml"),
	RLINT_STR_INIT("compose.yml"), RLINT_STR_INIT("docker-compose.yml"),
	RLINT_STR_INIT("docker-compose.yaml") };

static const rlint_str override_names[COMPOSE_NAMES] = { RLINT_STR_INIT("compose.override.yml"),
	RLINT_STR_INIT("compose.override.yaml"), RLINT_STR_INIT("docker-compose.override.yml"),
	RLINT_STR_INIT("docker-compose.override.yaml") };

/* The first of the names that lies beside the document, or the empty text. */
static rlint_str first_beside(
	struct project *project, const rlint_document *document, const rlint_str *names)
{
	rlint_str found = { 0 };

	for (size_t i = 0; i < COMPOSE_NAMES && found.len == 0; i++) {
		if (rlint_str_is(rlint_str_base(document->path), names[i]) ||
			project_lies_beside(project, document, names[i]) == RLINT_YES) {
			found = names[i];
		}
	}
	return found;
}

/* The other one of a main file and its override, or the empty text. */
static rlint_str partner_of(struct composition *composition, struct project *project)
{
	const rlint_document *document = composition->of->document;
	rlint_str base = rlint_str_base(document->path);
	bool is_override = rlint_str_is_one_of(base, override_names, COMPOSE_NAMES);

	if (!is_override && !rlint_str_is_one_of(base, compose_names, COMPOSE_NAMES)) {
		return (rlint_str){ 0 };
	}
	if (!rlint_str_is(
		    first_beside(project, document, is_override ? override_names : compose_names),
		    base)) {
		return (rlint_str){ 0 };
	}
	composition->is_override = is_override;
	return first_beside(project, document, is_override ? compose_names : override_names);
}

static const struct facts *follow(struct project *project, const rlint_document *document,
	rlint_str path, rlint_file_kind kind, rlint_answer *answer)
{
	const struct analysis *analysis = NULL;
	rlint_access why;

	*answer = project_find_beside(project, document, path, &path);
	if (*answer != RLINT_YES) {
		return NULL;
	}
	if (project->opened && rlint_str_is(project->opened->document->path, path)) {
		analysis = project->opened;
	} else {
		analysis = project_follow(project, path, kind, &why);
	}
	if (!analysis || analysis->document->kind != kind || analysis->tree == &analysis->plain) {
		*answer = RLINT_UNKNOWN;
		return NULL;
	}
	return &analysis->facts;
}

/* ---- files ---- */

/* The index of the file, added where it is not there yet; MAP_NONE: there are too many, or no
 * memory. */
static uint32_t add_file(struct composition *composition, const struct facts *plain)
{
	struct composed_file *file = NULL;
	struct composed_file **slot = NULL;

	for (uint32_t i = 0; i < composition->files.count; i++) {
		if (file_at(composition, i)->plain == plain) {
			return i;
		}
	}
	if (composition->files.count < FILES_MOST) {
		file = arena_new(&composition->arena, 1, sizeof *file);
		slot = file ? vec_add(&composition->files, &composition->arena,
				      sizeof(struct composed_file *))
			    : NULL;
	}
	if (!slot) {
		return MAP_NONE;
	}
	file->plain = plain;
	*slot = file;
	return composition->files.count - 1;
}

/* A key for maps of facts: the place in a list that holds the pointer. */
static rlint_str key_of(const rlint_fact *const *place)
{
	return (rlint_str){ (const char *)(const void *)place, sizeof(void *) };
}

static void index_facts(struct map *map, struct arena *arena, const struct vec *facts)
{
	for (uint32_t i = 0; i < facts->count; i++) {
		map_set(map, arena, key_of((const rlint_fact *const *)facts->items + i), i);
	}
}

/* One file being filled, in a protected call. */
struct filling {
	struct composition *composition;
	struct composed_file *file;
};

static void fill(void *context)
{
	const struct filling *filling = context;
	struct composition *composition = filling->composition;
	struct composed_file *file = filling->file;
	struct facts *facts = &file->facts;
	const struct facts *plain = file->plain;
	rlint_fact *const *services;

	if (composition->variables && !composition->dotenv.file) {
		dotenv_open(&composition->dotenv, &composition->arena, composition->variables);
	}
	facts_init(facts, &composition->arena, plain->document, plain->tree, plain->symbols,
		plain->limits);
	facts->dotenv = &composition->dotenv;
	facts_of_compose(facts, analysis_config(plain));
	services = facts->all[RLINT_SERVICE].items;
	for (uint32_t i = 0; i < facts->all[RLINT_SERVICE].count; i++) {
		map_set(&file->names, &composition->arena, rlint_as_service(services[i])->name.text,
			i);
	}
	index_facts(&file->companions, &composition->arena, &facts->all[RLINT_COMPANION]);
	file->links = arena_new(
		&composition->arena, facts->all[RLINT_COMPANION].count + 1, sizeof *file->links);
}

/* Follows what a companion names; host callbacks are asked, so not in a protected call. */
static void link_companion(struct composition *composition, struct project *project,
	struct composed_file *file, uint32_t i)
{
	const rlint_fact *fact = ((rlint_fact *const *)file->facts.all[RLINT_COMPANION].items)[i];
	const rlint_companion *companion = fact_payload(fact);
	struct companion_link *link = &file->links[i];
	bool is_env = rlint_str_is(companion->key, RLINT_STR("env_file"));
	const struct facts *found;

	link->answer = RLINT_UNKNOWN;
	if (!rlint_value_has_text(&companion->path) ||
		rlint_str_is(companion->key, RLINT_STR("include")) ||
		(is_env && composition->env_file_count >= ENV_FILES_MOST)) {
		return;
	}
	found = follow(project, file->facts.document, companion->path.text,
		is_env ? RLINT_FILE_DOTENV : RLINT_FILE_COMPOSE, &link->answer);
	if (found && is_env) {
		link->variables = found;
		composition->env_file_count++;
	} else if (found) {
		link->file = add_file(composition, found);
		link->answer = link->file == MAP_NONE ? RLINT_UNKNOWN : RLINT_YES;
	}
}

/* Reads all files that take part; they add others while they are read. */
static rlint_status read_files(struct composition *composition, struct project *project)
{
	rlint_status status = RLINT_OK;

	for (uint32_t i = 0; i < composition->files.count && status == RLINT_OK; i++) {
		struct filling filling = { composition, file_at(composition, i) };
		const struct vec *companions = &filling.file->facts.all[RLINT_COMPANION];

		status = protect(&composition->guard, fill, &filling);
		for (uint32_t j = 0; status == RLINT_OK && j < companions->count; j++) {
			link_companion(composition, project, filling.file, j);
		}
	}
	return status;
}

/* ---- services ---- */

static const struct companion_link *link_of(
	const struct composed_file *file, const rlint_fact *companion)
{
	return &file->links[map_get(&file->companions, key_of(&companion))];
}

/* Adds the env files of one layer before those that are there: it weighs less. */
static void add_env_files(struct composition *composition, struct compose_layers *layers,
	struct vec *out, const struct composed_file *file)
{
	const rlint_fact *service = layers->items[layers->count - 1];

	for (size_t i = rlint_fact_count(service, RLINT_COMPANION); i > 0; i--) {
		const rlint_fact *fact = rlint_fact_at(service, RLINT_COMPANION, i - 1);
		const struct companion_link *link = link_of(file, fact);

		if (!rlint_str_is(rlint_as_companion(fact)->key, RLINT_STR("env_file"))) {
			continue;
		}
		if (link->variables) {
			*(const struct facts **)vec_add(out, &composition->arena,
				sizeof(const struct facts *)) = link->variables;
		}
		layers->has_unread_variables = layers->has_unread_variables || !link->variables;
	}
}

/* The file of the service that a service extends, with its index in *service; MAP_NONE: none that
 * lies in another file and can be read. */
static uint32_t extended_by(const struct composition *composition, const struct composed_file *file,
	const rlint_fact *fact, struct compose_layers *layers, uint32_t *service)
{
	uint32_t found = MAP_NONE;

	for (size_t i = 0; i < rlint_fact_count(fact, RLINT_COMPANION) && found == MAP_NONE; i++) {
		const rlint_fact *at = rlint_fact_at(fact, RLINT_COMPANION, i);
		const rlint_companion *companion = rlint_as_companion(at);
		const struct companion_link *link = link_of(file, at);

		if (!rlint_str_is(companion->key, RLINT_STR("extends"))) {
			continue;
		}
		if (link->answer == RLINT_YES) {
			*service = map_get(
				&file_at(composition, link->file)->names, companion->service.text);
			found = *service == MAP_NONE ? MAP_NONE : link->file;
		}
		layers->is_whole = layers->is_whole && found != MAP_NONE;
	}
	return found;
}

/* Adds a service, and those that it extends in other files, one after the other. */
static void add_layers(struct composition *composition, struct compose_layers *layers,
	struct vec *env_files, uint32_t file, uint32_t service)
{
	uint32_t left = COMPOSE_LAYERS_MOST;

	for (; file != MAP_NONE && left > 0; left--) {
		const struct composed_file *at = file_at(composition, file);
		rlint_fact *fact =
			((rlint_fact *const *)at->facts.all[RLINT_SERVICE].items)[service];

		layers->items[layers->count++] = fact;
		add_env_files(composition, layers, env_files, at);
		file = extended_by(composition, at, fact, layers, &service);
	}
	layers->is_whole = layers->is_whole && file == MAP_NONE;
}

/* The order of weight is that of Compose, from the last on. */
static void turn_round(struct vec *env_files)
{
	const struct facts **items = env_files->items;

	for (uint32_t i = 0; i < env_files->count / 2; i++) {
		const struct facts *kept = items[i];

		items[i] = items[env_files->count - 1 - i];
		items[env_files->count - 1 - i] = kept;
	}
}

/* The service of that name in a file, laid over nothing, as far as it is whole there. */
static const rlint_fact *merge_from(
	struct composition *composition, const uint32_t *files, uint32_t file_count, rlint_str name)
{
	struct vec env_files = { 0 };
	struct compose_layers layers = { .is_whole = composition->is_whole,
		.env_files = &env_files };

	for (uint32_t i = 0; i < file_count; i++) {
		uint32_t service = map_get(&file_at(composition, files[i])->names, name);

		if (service != MAP_NONE) {
			add_layers(composition, &layers, &env_files, files[i], service);
		}
	}
	turn_round(&env_files);
	return layers.count > 0 ? compose_merge(&composition->merged, &layers) : NULL;
}

/* The service of another file that one of the document extends. */
static const rlint_fact *merge_extended(struct composition *composition, const rlint_fact *fact)
{
	const struct composed_file *file = file_at(composition, 0);
	struct compose_layers layers = { .is_whole = true };
	uint32_t service, other = extended_by(composition, file, fact, &layers, &service);
	struct vec env_files = { 0 };

	if (other == MAP_NONE) {
		return NULL;
	}
	layers.env_files = &env_files;
	add_layers(composition, &layers, &env_files, other, service);
	turn_round(&env_files);
	return compose_merge(&composition->merged, &layers);
}

static struct composed_service *service_at(const struct composition *composition, uint32_t index)
{
	return (struct composed_service *)composition->services.items + index;
}

static void merge_all(struct composition *composition)
{
	const struct composed_file *own = file_at(composition, 0);
	const struct vec *services = &own->facts.all[RLINT_SERVICE];
	/* The weightiest first. */
	const uint32_t order[] = { composition->is_override ? 0 : 1,
		composition->is_override ? 1 : 0 };
	const uint32_t alone = 0, main_file = 1;

	for (uint32_t i = 0; i < services->count; i++) {
		const rlint_fact *fact = ((rlint_fact *const *)services->items)[i];
		rlint_str name = rlint_as_service(fact)->name.text;
		struct composed_service *slot =
			vec_add(&composition->services, &composition->arena, sizeof *slot);

		slot->merged = composition->has_partner ? merge_from(composition, order, 2, name)
							: merge_from(composition, &alone, 1, name);
		if (composition->is_override && composition->has_partner) {
			slot->base = merge_from(composition, &main_file, 1, name);
		}
		/* One of the file itself is linked when all are there. */
		if (!slot->base && ((const struct service *)fact_payload(fact))->extends.len == 0) {
			slot->base = merge_extended(composition, fact);
		}
	}
}

/* Services of the file itself that are extended, and what dependencies wait for. */
static void link_services(const struct composition *composition)
{
	const struct composed_file *own = file_at(composition, 0);
	const struct vec *dependencies = &own->facts.all[RLINT_DEPENDENCY];

	for (uint32_t i = 0; i < composition->services.count; i++) {
		const struct service *service =
			fact_payload(((rlint_fact *const *)own->facts.all[RLINT_SERVICE].items)[i]);
		uint32_t index = map_get(&own->names, service->extends);

		if (!service_at(composition, i)->base && index != MAP_NONE) {
			service_at(composition, i)->base = service_at(composition, index)->merged;
		}
	}
	for (uint32_t i = 0; i < dependencies->count; i++) {
		rlint_dependency *dependency =
			fact_payload(((rlint_fact *const *)dependencies->items)[i]);
		uint32_t index = map_get(&own->names, dependency->service.text);

		dependency->target =
			index == MAP_NONE ? NULL : service_at(composition, index)->merged;
	}
}

static void merge(void *context)
{
	struct composition *composition = context;
	const struct facts *own = composition->of;

	facts_init(&composition->merged, &composition->arena, own->document, own->tree,
		own->symbols, own->limits);
	merge_all(composition);
	link_services(composition);
	for (size_t kind = 0; kind < RLINT_KINDS; kind++) {
		index_facts(&composition->places, &composition->arena, &own->all[kind]);
	}
}

/* ---- the composition of the document ---- */

static rlint_status compose(struct composition *composition, struct project *project)
{
	const rlint_document *document = composition->of->document;
	const struct facts *other = NULL;
	rlint_str partner = partner_of(composition, project);
	rlint_answer answer;
	rlint_status status;

	composition->variables =
		follow(project, document, RLINT_STR(".env"), RLINT_FILE_DOTENV, &answer);
	if (add_file(composition, composition->of) == MAP_NONE) {
		return RLINT_NOMEM;
	}
	if (partner.len > 0) {
		other = follow(project, document, partner, RLINT_FILE_COMPOSE, &answer);
	}
	composition->has_partner = other && add_file(composition, other) == 1;
	composition->is_whole = (partner.len == 0 || composition->has_partner) &&
				(composition->has_partner || !compose_is_fragment(document->path));
	status = read_files(composition, project);
	return status == RLINT_OK ? protect(&composition->guard, merge, composition) : status;
}

void composition_init(struct composition *composition, const rlint_alloc *alloc)
{
	arena_init(&composition->arena, alloc, &composition->guard);
}

void composition_free(struct composition *composition)
{
	arena_free(&composition->arena);
}

void composition_reset(struct composition *composition)
{
	struct arena arena;

	if (!composition->of) {
		return;
	}
	arena_reset(&composition->arena);
	arena = composition->arena;
	*composition = (struct composition){ .arena = arena };
}

/* The composition of the compose file that is linted, or NULL where the fact is of another. */
static const struct composition *composition_of(struct project *project, const rlint_fact *fact)
{
	struct composition *composition = &project->composition;

	if (fact->facts->document->kind != RLINT_FILE_COMPOSE || !project->opened ||
		fact->facts != &project->opened->facts || !project->fs || !project->fs->stat ||
		project->opened->tree == &project->opened->plain) {
		return NULL;
	}
	if (!composition->of) {
		rlint_status status;

		composition->of = fact->facts;
		status = compose(composition, project);
		composition->is_made = status == RLINT_OK;
		if (status != RLINT_OK) {
			project->status = status;
		}
	}
	return composition->is_made ? composition : NULL;
}

rlint_answer project_composed(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const struct composition *composition = composition_of(project, fact);
	const struct facts *filled;
	uint32_t index;

	if (!composition) {
		return RLINT_UNKNOWN;
	}
	index = map_get(&composition->places, key_of(&fact));
	filled = &file_at(composition, 0)->facts;
	if (index == MAP_NONE || index >= filled->all[fact->kind].count) {
		return RLINT_UNKNOWN;
	}
	*out = fact->kind == RLINT_SERVICE
		       ? service_at(composition, index)->merged
		       : ((rlint_fact *const *)filled->all[fact->kind].items)[index];
	return RLINT_YES;
}

rlint_answer project_added_to(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const struct composition *composition = composition_of(project, fact);
	uint32_t index = composition && fact->kind == RLINT_SERVICE
				 ? map_get(&composition->places, key_of(&fact))
				 : MAP_NONE;

	if (index == MAP_NONE || index >= composition->services.count) {
		return RLINT_UNKNOWN;
	}
	if (!service_at(composition, index)->base) {
		return RLINT_NO;
	}
	*out = service_at(composition, index)->base;
	return RLINT_YES;
}

/* The value of a fact that variables may stand in. */
static const rlint_value *main_value(const rlint_fact *fact)
{
	if (fact->kind == RLINT_IMAGE) {
		return &rlint_as_image(fact)->reference;
	}
	return fact->kind == RLINT_ENV ? &rlint_as_env(fact)->value : NULL;
}

/* The variable of .env that a value takes; one without a value takes that of its name. */
static const rlint_fact *giver_of(const struct dotenv *dotenv, const rlint_fact *fact)
{
	const rlint_value *value = main_value(fact);
	const rlint_fact *found = NULL;

	if (value && fact->kind == RLINT_ENV && value->state == RLINT_UNSET) {
		return dotenv_find(dotenv, rlint_as_env(fact)->name.text);
	}
	for (uint32_t i = value ? value->part_count : 0; i > 0 && !found; i--) {
		const rlint_part *part = &value->parts[i - 1];

		found = part->is_reference ? dotenv_find(dotenv, part->text) : NULL;
	}
	return found;
}

rlint_answer project_filled_by(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const struct composition *composition = composition_of(project, fact);
	const rlint_fact *giver;

	if (!composition || !composition->variables || !main_value(fact)) {
		return RLINT_UNKNOWN;
	}
	giver = giver_of(&composition->dotenv, fact);
	if (giver) {
		*out = giver;
		return RLINT_YES;
	}
	return composition->variables->root->is_incomplete ? RLINT_UNKNOWN : RLINT_NO;
}

rlint_answer project_accompanied(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const rlint_companion *companion = rlint_as_companion(fact);
	bool is_env = companion && rlint_str_is(companion->key, RLINT_STR("env_file"));
	const struct facts *found;
	rlint_answer answer;

	if (!companion || companion->path.state != RLINT_KNOWN) {
		return RLINT_UNKNOWN;
	}
	found = follow(project, fact->facts->document, companion->path.text,
		is_env ? RLINT_FILE_DOTENV : RLINT_FILE_COMPOSE, &answer);
	if (found) {
		*out = found->root;
	}
	return answer;
}
