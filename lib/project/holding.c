/* What holds the packages of a document: constraints and compiled files that it leads to, and locks
 * beside it. */
#include "lib/base/str.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

struct package_name {
	const rlint_fact *fact;
	bool is_ambiguous; /* the same name stands there with another version too */
};

/* The files that one leads to, breadth first; `visited` holds each once. */
struct closure {
	struct project *project;
	struct holding *holding;
	struct vec visited; /* const struct facts * */
};

static bool is_visited(const struct closure *closure, const struct facts *facts)
{
	const struct facts *const *visited = closure->visited.items;

	for (uint32_t i = 0; i < closure->visited.count; i++) {
		if (visited[i] == facts) {
			return true;
		}
	}
	return false;
}

static void visit(struct closure *closure, const struct facts *facts)
{
	const struct facts **slot;

	if (is_visited(closure, facts)) {
		return;
	}
	slot = vec_add(&closure->visited, &closure->project->passing, sizeof(struct facts *));
	if (slot) {
		*slot = facts;
	} else {
		closure->holding->has_unknown = true;
	}
	if (facts->root->is_incomplete) {
		closure->holding->has_unknown = true;
	}
}

static void visit_includes(struct closure *closure, const struct facts *facts)
{
	const struct vec *includes = &facts->all[RLINT_INCLUDE];

	for (uint32_t i = 0; i < includes->count; i++) {
		const rlint_fact *fact = ((rlint_fact *const *)includes->items)[i];
		const struct facts *included;

		if (project_included(closure->project, fact, &included) == RLINT_YES) {
			visit(closure, included);
		} else {
			closure->holding->has_unknown = true;
		}
	}
}

/* ---- names ---- */

static struct map *map_for(struct package_names *names, rlint_ecosystem ecosystem)
{
	return &names->maps[ecosystem == RLINT_CONDA_PACKAGES];
}

static const struct package_name *find_name(
	const struct package_names *names, const rlint_package *package)
{
	uint32_t index = map_get(
		&names->maps[package->ecosystem == RLINT_CONDA_PACKAGES], package->canonical);

	return index == MAP_NONE ? NULL : (struct package_name *)names->packages.items + index;
}

/* The version that constraints write behind an operator, and locks without. */
static rlint_str version_alone(const rlint_fact *fact)
{
	rlint_str version = rlint_as_package(fact)->version.text;
	size_t start = 0;

	while (start < version.len && (version.ptr[start] == '=' || version.ptr[start] == ' ')) {
		start++;
	}
	return str_slice(version, start, version.len);
}

/* Adds a package; of equal names the first counts. */
static void add_name(struct closure *closure, struct package_names *names, const rlint_fact *fact)
{
	struct arena *arena = &closure->project->passing;
	const rlint_package *package = fact_payload(fact);
	struct map *map = map_for(names, package->ecosystem);
	uint32_t index = map_get(map, package->canonical);
	struct package_name *slot;

	if (index != MAP_NONE) {
		slot = (struct package_name *)names->packages.items + index;
		if (!rlint_str_is(version_alone(slot->fact), version_alone(fact))) {
			slot->is_ambiguous = true;
		}
		return;
	}
	slot = vec_add(&names->packages, arena, sizeof *slot);
	if (!slot || !map_set(map, arena, package->canonical, names->packages.count - 1)) {
		closure->holding->has_unknown = true;
		return;
	}
	slot->fact = fact;
}

/* A package held to one version, that is installed for sure. */
static bool holds(const rlint_package *package)
{
	return (package->pin == RLINT_EXACT || package->pin == RLINT_IMMUTABLE) &&
	       package->applies == RLINT_YES;
}

/* Of the document itself its constraints alone hold the others. */
static void add_packages(struct closure *closure, const struct facts *facts)
{
	const struct vec *packages = &facts->all[RLINT_PACKAGE];
	bool is_own = facts == closure->holding->facts;

	for (uint32_t i = 0; i < packages->count; i++) {
		const rlint_fact *fact = ((rlint_fact *const *)packages->items)[i];
		const rlint_package *package = fact_payload(fact);

		if (holds(package) && (!is_own || package->is_constraint)) {
			add_name(closure, &closure->holding->held, fact);
		}
	}
}

/* Each package of a lock is the version that is installed. */
static void add_locked(
	struct closure *closure, struct package_names *names, const struct facts *lock)
{
	const struct vec *packages = &lock->all[RLINT_PACKAGE];

	for (uint32_t i = 0; i < packages->count; i++) {
		add_name(closure, names, ((rlint_fact *const *)packages->items)[i]);
	}
	if (lock->root->is_incomplete) {
		closure->holding->has_unknown = true;
	}
}

/* ---- compiled requirements ---- */

static bool is_compiled(const struct facts *facts)
{
	const struct vec *environments = &facts->all[RLINT_ENVIRONMENT];

	return environments->count > 0 &&
	       rlint_as_environment(((rlint_fact *const *)environments->items)[0])->is_compiled;
}

/* The file where it is one that pip-compile or uv wrote, or NULL. */
static const struct facts *compiled_file(struct project *project, rlint_str path)
{
	rlint_access why;
	const struct analysis *analysis =
		path.ptr ? project_follow(project, path, RLINT_FILE_REQUIREMENTS, &why) : NULL;

	return analysis && is_compiled(&analysis->facts) ? &analysis->facts : NULL;
}

/* Beside requirements.in, requirements.txt as pip-compile and uv write it. */
static const struct facts *compiled_source(struct project *project, const rlint_document *document)
{
	struct arena *arena = &project->passing;
	rlint_str stem;

	if (!project->fs || !rlint_str_ends(document->path, RLINT_STR(".in"))) {
		return NULL;
	}
	stem = str_slice(document->path, 0, document->path.len - (sizeof ".in" - 1));
	/* Joined to no folder for the sake of its NUL. */
	return compiled_file(project,
		host_path_join(arena, RLINT_STR(""), arena_join(arena, stem, RLINT_STR(".txt"))));
}

/* It is what is installed, unless it is a file of its own. Beside pyproject.toml likewise. */
static void visit_compiled(struct closure *closure, const rlint_document *document)
{
	struct project *project = closure->project;
	const struct facts *compiled = NULL;

	if (document->kind != RLINT_FILE_PROJECT) {
		compiled = compiled_source(project, document);
	} else if (project->fs) {
		compiled = compiled_file(
			project, host_path_join(&project->passing, path_folder(document->path),
					 RLINT_STR("requirements.txt")));
	}
	if (compiled) {
		visit(closure, compiled);
	}
}

rlint_answer project_compiled(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const struct facts *compiled;

	if (!rlint_as_environment(fact) || !project->fs) {
		return RLINT_UNKNOWN;
	}
	compiled = compiled_source(project, fact->facts->document);
	if (!compiled) {
		return RLINT_NO;
	}
	*out = rlint_fact_at(compiled->root, RLINT_ENVIRONMENT, 0);
	return RLINT_YES;
}

/* ---- locks ---- */

/* A lock by its name, and whose it is. */
struct lock_row {
	rlint_str name, manager;
	bool is_pipenv, is_conda, is_workspaces;
};

static const struct lock_row locks[] = {
	{ RLINT_STR_INIT("uv.lock"), RLINT_STR_INIT("uv"), false, false, true },
	{ RLINT_STR_INIT("poetry.lock"), RLINT_STR_INIT("poetry"), false, false, false },
	{ RLINT_STR_INIT("pdm.lock"), RLINT_STR_INIT("pdm"), false, false, false },
	{ RLINT_STR_INIT("pylock.toml"), RLINT_STR_INIT(""), false, false, false },
	{ RLINT_STR_INIT("Pipfile.lock"), RLINT_STR_INIT("pipenv"), true, false, false },
	{ RLINT_STR_INIT("conda-lock.yml"), RLINT_STR_INIT(""), false, true, false },
};

static const rlint_environment *environment_of(const struct facts *facts)
{
	const struct vec *all = &facts->all[RLINT_ENVIRONMENT];

	return all->count > 0 ? fact_payload(((rlint_fact *const *)all->items)[all->count - 1])
			      : NULL;
}

/* May a lock of that name hold, or record, the packages of the document? */
static bool concerns(const struct lock_row *row, const struct facts *facts)
{
	const rlint_document *document = facts->document;
	bool is_pipfile = rlint_str_is(rlint_str_base(document->path), RLINT_STR("Pipfile"));

	switch (document->kind) {
	case RLINT_FILE_PROJECT:
		return !row->is_conda && row->is_pipenv == is_pipfile;
	case RLINT_FILE_REQUIREMENTS:
		return !row->is_conda;
	case RLINT_FILE_CONDA:
		return row->is_conda;
	case RLINT_FILE_ANY:
	case RLINT_FILE_DOCKERFILE:
	case RLINT_FILE_DOCKERIGNORE:
	case RLINT_FILE_DOTENV:
	case RLINT_FILE_CONFIG:
	case RLINT_FILE_COMPOSE:
	case RLINT_FILE_UNKNOWN:
	case RLINT_FILE_DEVCONTAINER:
	case RLINT_FILE_LOCK:
		break;
	}
	return false;
}

/* The lock of a workspace lies with its root, and names the members. */
static bool names_project(const struct facts *lock, const struct facts *facts)
{
	const rlint_environment *environment = environment_of(facts);
	const struct vec *packages = &lock->all[RLINT_PACKAGE];

	for (uint32_t i = 0; environment && i < packages->count; i++) {
		const rlint_package *package =
			fact_payload(((rlint_fact *const *)packages->items)[i]);

		if (package->pin == RLINT_LOCAL && package->canonical.len > 0 &&
			rlint_str_is(package->canonical, environment->project)) {
			return true;
		}
	}
	return false;
}

static rlint_answer read_lock(struct project *project, rlint_str path, const struct facts **out)
{
	const struct analysis *analysis;
	rlint_access why;

	analysis = project_follow(project, path, RLINT_FILE_LOCK, &why);
	if (!analysis) {
		return RLINT_UNKNOWN;
	}
	*out = &analysis->facts;
	return RLINT_YES;
}

/* A lock further up, as uv has it for a workspace. */
static rlint_answer find_above(struct project *project, const struct facts *facts,
	const struct lock_row *row, const struct facts **out)
{
	const struct facts *lock = NULL;
	rlint_str path;
	rlint_answer answer = project_find(project, facts->document, row->name, &path);

	answer = answer == RLINT_YES ? read_lock(project, path, &lock) : answer;
	if (answer != RLINT_YES) {
		return answer;
	}
	if (!names_project(lock, facts)) {
		return lock->root->is_incomplete ? RLINT_UNKNOWN : RLINT_NO;
	}
	*out = lock;
	return RLINT_YES;
}

/* Looks for one lock; yes with it in *out. */
static rlint_answer find_lock(struct project *project, const struct facts *facts,
	const struct lock_row *row, const struct facts **out)
{
	rlint_answer answer = project_lies_beside(project, facts->document, row->name);

	if (answer == RLINT_YES) {
		return read_lock(project,
			host_path_join(
				&project->passing, path_folder(facts->document->path), row->name),
			out);
	}
	return answer == RLINT_NO && row->is_workspaces &&
			       facts->document->kind == RLINT_FILE_PROJECT
		       ? find_above(project, facts, row, out)
		       : answer;
}

/* The first lock of those that are there and concern the document: of its own manager, or of all
 * others. */
static rlint_answer look_among(
	struct project *project, const struct facts *facts, bool are_own, const struct facts **out)
{
	const rlint_environment *environment = environment_of(facts);
	rlint_str manager = environment ? environment->manager : (rlint_str){ 0 };
	rlint_answer answer = RLINT_NO;

	for (size_t i = 0; i < sizeof locks / sizeof *locks && answer != RLINT_YES; i++) {
		rlint_answer found = RLINT_NO;

		if (rlint_str_is(locks[i].manager, manager) == are_own &&
			concerns(&locks[i], facts)) {
			found = find_lock(project, facts, &locks[i], out);
		}
		answer = found != RLINT_NO ? found : answer;
	}
	return answer;
}

static rlint_answer look_for_lock(
	struct project *project, const struct facts *facts, const struct facts **out)
{
	rlint_answer own = look_among(project, facts, true, out);
	rlint_answer other = own == RLINT_YES ? own : look_among(project, facts, false, out);

	return other == RLINT_NO ? own : other;
}

/* Constraints that nobody names are a record too. */
static void record_constraints(struct closure *closure, const struct facts *facts)
{
	struct project *project = closure->project;
	rlint_str name = RLINT_STR("constraints.txt");
	const struct vec *packages;
	const struct analysis *analysis;
	rlint_access why;

	if (rlint_str_is(rlint_str_base(facts->document->path), name) ||
		project_lies_beside(project, facts->document, name) != RLINT_YES) {
		return;
	}
	analysis = project_follow(project,
		host_path_join(&project->passing, path_folder(facts->document->path), name),
		RLINT_FILE_REQUIREMENTS, &why);
	packages = analysis ? &analysis->facts.all[RLINT_PACKAGE] : NULL;
	for (uint32_t i = 0; packages && i < packages->count; i++) {
		const rlint_fact *fact = ((rlint_fact *const *)packages->items)[i];

		if (holds(fact_payload(fact))) {
			add_name(closure, &closure->holding->recorded, fact);
		}
	}
}

/* pip reads no lock: beside requirements files it is a record alone. */
static void add_lock(struct closure *closure, const struct facts *facts)
{
	struct holding *holding = closure->holding;
	const struct facts *lock = NULL;
	bool is_obeyed = facts->document->kind != RLINT_FILE_REQUIREMENTS;
	rlint_answer answer = look_for_lock(closure->project, facts, &lock);

	if (lock) {
		add_locked(closure, &holding->recorded, lock);
	}
	if (!is_obeyed) {
		record_constraints(closure, facts);
		return;
	}
	holding->is_locked = answer;
	if (lock) {
		holding->lock = lock;
		add_locked(closure, &holding->held, lock);
	} else if (answer == RLINT_UNKNOWN) {
		holding->has_unknown = true;
	}
}

/* ---- one document ---- */

static void make_holding(struct project *project, const struct facts *facts)
{
	struct closure closure = { .project = project, .holding = &project->holding };
	uint64_t depth_left = project->reader.limits->values[RLINT_LIMIT_INCLUDE_DEPTH];
	uint32_t level_end;

	project->holding = (struct holding){ .facts = facts, .is_locked = RLINT_NO };
	add_lock(&closure, facts);
	visit(&closure, facts);
	visit_compiled(&closure, facts->document);
	level_end = closure.visited.count;
	for (uint32_t i = 0; i < closure.visited.count; i++) {
		const struct facts *at = ((const struct facts *const *)closure.visited.items)[i];

		if (i == level_end) {
			level_end = closure.visited.count;
			depth_left--;
		}
		if (depth_left == 0) {
			project->holding.has_unknown = true;
			return;
		}
		visit_includes(&closure, at);
		add_packages(&closure, at);
	}
}

static struct holding *holding_of(struct project *project, const rlint_fact *fact)
{
	if (project->holding.facts != fact->facts) {
		make_holding(project, fact->facts);
	}
	return &project->holding;
}

static bool is_of_python(const rlint_package *package)
{
	return package &&
	       (package->ecosystem == RLINT_PIP || package->ecosystem == RLINT_CONDA_PACKAGES);
}

/* The package of that name among those that hold, or record, what the document names. */
static rlint_answer find_package(
	struct project *project, const rlint_fact *fact, bool in_record, const rlint_fact **out)
{
	const rlint_package *package = rlint_as_package(fact);
	const struct package_name *name;
	const struct holding *holding;

	if (!is_of_python(package)) {
		return RLINT_UNKNOWN;
	}
	holding = holding_of(project, fact);
	name = find_name(in_record ? &holding->recorded : &holding->held, package);
	if (!name || name->fact == fact) {
		return holding->has_unknown ? RLINT_UNKNOWN : RLINT_NO;
	}
	if (in_record && name->is_ambiguous) {
		return RLINT_UNKNOWN;
	}
	*out = name->fact;
	return RLINT_YES;
}

rlint_answer project_holder(struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	return find_package(project, fact, false, out);
}

rlint_answer project_record(struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	return find_package(project, fact, true, out);
}

rlint_answer project_lock(struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	const struct holding *holding;

	if (fact->kind != RLINT_ENVIRONMENT) {
		return RLINT_UNKNOWN;
	}
	holding = holding_of(project, fact);
	if (holding->lock) {
		*out = holding->lock->root;
	}
	return holding->is_locked;
}
