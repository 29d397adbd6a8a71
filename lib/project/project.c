/* File access, overlays, and the documents that were read. */
#include "lib/project/project.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/project/kinds.h"
#include "lib/project/path.h"

/* How many documents stay for links when another file is linted, and how many one file may lead to.
 */
#define KEPT_MOST 32
#define FOLLOWED_MOST 256

struct overlay {
	char *bytes; /* from the allocator; NULL: taken away */
	size_t len;
};

rlint_status project_init(
	struct project *project, const struct reader *reader, const rlint_fs *fs, const char *root)
{
	*project = (struct project){ .alloc = reader->alloc, .fs = fs, .reader = *reader };
	arena_init(&project->arena, reader->alloc, NULL);
	arena_init(&project->passing, reader->alloc, NULL);
	analysis_init(&project->current, reader->alloc);
	composition_init(&project->composition, reader->alloc);
	if (root) {
		project->root = path_normal(&project->arena, str_from(root));
		return project->root.ptr ? RLINT_OK : RLINT_NOMEM;
	}
	return RLINT_OK;
}

rlint_status project_set_folder(struct project *project, rlint_str path)
{
	if (!host_path_is_absolute(path)) {
		return RLINT_ARGUMENT;
	}
	project->folder = path_normal(&project->arena, path);
	return project->folder.ptr ? RLINT_OK : RLINT_NOMEM;
}

/* Of what `bytes` holds: the path, its NUL, the key. */
static size_t kept_size(rlint_str path, rlint_str givens)
{
	return path.len + 1 + givens.len;
}

static void free_kept(struct project *project, struct kept *kept)
{
	analysis_free(&kept->analysis);
	alloc_resize(project->alloc, kept->bytes, kept_size(kept->path, kept->givens), 0);
	alloc_resize(project->alloc, kept, sizeof *kept, 0);
}

void project_free(struct project *project)
{
	struct overlay *overlays = project->overlays.items;

	for (uint32_t i = 0; i < project->overlays.count; i++) {
		alloc_resize(project->alloc, overlays[i].bytes, overlays[i].len + 1, 0);
	}
	while (project->kept) {
		struct kept *next = project->kept->next;

		free_kept(project, project->kept);
		project->kept = next;
	}
	analysis_free(&project->current);
	composition_free(&project->composition);
	arena_free(&project->passing);
	arena_free(&project->arena);
}

/* A document by its normal path, and the arguments that it is built with. */
struct kept_name {
	rlint_str path, givens;
};

static bool is_named(const struct kept *kept, const struct kept_name *name)
{
	return rlint_str_is(kept->path, name->path) && rlint_str_is(kept->givens, name->givens);
}

/* A kept document, or NULL. */
static struct kept *find_kept(const struct project *project, const struct kept_name *name)
{
	struct kept *kept = project->kept;

	while (kept && !is_named(kept, name)) {
		kept = kept->next;
	}
	return kept;
}

/* Takes one out: *link is it, and then the next. */
static void drop(struct project *project, struct kept **link)
{
	struct kept *kept = *link;

	*link = kept->next;
	project->kept_count--;
	free_kept(project, kept);
}

static void drop_named(struct project *project, const struct kept_name *name)
{
	struct kept **link = &project->kept;

	while (*link && !is_named(*link, name)) {
		link = &(*link)->next;
	}
	if (*link) {
		drop(project, link);
	}
}

/* Whatever it was read with. */
static void forget(struct project *project, rlint_str normal)
{
	struct kept **link = &project->kept;

	while (*link) {
		if (rlint_str_is((*link)->path, normal)) {
			drop(project, link);
		} else {
			link = &(*link)->next;
		}
	}
}

/* A key for a map that lives as long as the project: the normal path. */
static rlint_str lasting_key(struct project *project, rlint_str path)
{
	return path_normal(&project->arena, path);
}

static struct overlay *overlay_at(const struct project *project, rlint_str normal)
{
	uint32_t index = map_get(&project->overlay_map, normal);
	struct overlay *overlays = project->overlays.items;

	return index == MAP_NONE ? NULL : &overlays[index];
}

/* The overlay of that path, made where it has none; NULL: out of memory. */
static struct overlay *overlay_for(struct project *project, rlint_str key)
{
	struct overlay *overlay = overlay_at(project, key);

	if (overlay) {
		return overlay;
	}
	overlay = vec_add(&project->overlays, &project->arena, sizeof *overlay);
	if (overlay && !map_set(&project->overlay_map, &project->arena, key,
			       project->overlays.count - 1)) {
		return NULL;
	}
	return overlay;
}

rlint_status project_overlay(struct project *project, rlint_str path, rlint_str text)
{
	rlint_str key = lasting_key(project, path);
	struct overlay *overlay = key.ptr ? overlay_for(project, key) : NULL;
	char *bytes = NULL;

	if (!overlay) {
		return RLINT_NOMEM;
	}
	if (text.ptr) {
		bytes = alloc_resize(project->alloc, NULL, 0, text.len + 1);
		if (!bytes) {
			return RLINT_NOMEM;
		}
		memcpy(bytes, text.ptr, text.len);
	}
	alloc_resize(project->alloc, overlay->bytes, overlay->len + 1, 0);
	*overlay = (struct overlay){ bytes, bytes ? text.len : 0 };
	forget(project, key);
	return RLINT_OK;
}

bool project_has_overlay(struct project *project, rlint_str path)
{
	return project_is_overlaid(project, path_normal(&project->passing, path));
}

rlint_status project_set_kind(struct project *project, rlint_str path, rlint_file_kind kind)
{
	rlint_str key;

	if (!path.ptr) {
		project->forced_kind = kind;
		return RLINT_OK;
	}
	key = lasting_key(project, path);
	if (!key.ptr || !map_set(&project->kind_map, &project->arena, key, (uint32_t)kind)) {
		return RLINT_NOMEM;
	}
	return RLINT_OK;
}

rlint_status project_set_named(struct project *project, rlint_str path)
{
	rlint_str key = lasting_key(project, path);

	return key.ptr && map_set(&project->named_map, &project->arena, key, 0) ? RLINT_OK
										: RLINT_NOMEM;
}

static rlint_file_kind forced_kind(const struct project *project, rlint_str normal)
{
	uint32_t kind = map_get(&project->kind_map, normal);

	return kind == MAP_NONE ? project->forced_kind : (rlint_file_kind)kind;
}

rlint_access project_read(
	const struct project *project, const char *path, rlint_str normal, struct file_bytes *out)
{
	const struct overlay *overlay = overlay_at(project, normal);
	uint64_t limit = project->reader.limits->values[RLINT_LIMIT_FILE_SIZE];
	rlint_access access;

	*out = (struct file_bytes){ 0 };
	if (overlay && overlay->bytes) {
		out->bytes = (rlint_str){ overlay->bytes, overlay->len };
		return overlay->len > limit ? RLINT_ACCESS_TOO_LARGE : RLINT_ACCESS_OK;
	}
	if (!project->fs || !project->fs->read) {
		return RLINT_ACCESS_ABSENT;
	}
	access = project->fs->read(project->fs->user, path, limit, &out->bytes);
	out->is_read = access == RLINT_ACCESS_OK;
	return access;
}

void project_release(const struct project *project, const struct file_bytes *file)
{
	if (file->is_read && project->fs->release) {
		project->fs->release(project->fs->user, file->bytes);
	}
}

bool project_is_overlaid(const struct project *project, rlint_str normal)
{
	const struct overlay *overlay = overlay_at(project, normal);

	return overlay && overlay->bytes;
}

bool project_exists(const struct project *project, const char *path, rlint_str normal)
{
	const rlint_fs *fs = project->fs;
	rlint_entry entry;

	return project_is_overlaid(project, normal) ||
	       (fs && fs->stat && fs->stat(fs->user, path, &entry) == RLINT_ACCESS_OK);
}

/* A copy in which all but a part is blank, so that places stay what they are. */
static rlint_str only_part(struct project *project, rlint_str text, rlint_span part)
{
	char *bytes = arena_new(&project->passing, text.len + 1, 1);

	for (size_t i = 0; bytes && i < text.len; i++) {
		char byte = text.ptr[i];
		bool is_kept = (i >= part.start && i < part.end) || byte == '\n';

		if (!is_kept) {
			byte = ' ';
		}
		bytes[i] = byte;
	}
	return (rlint_str){ bytes, bytes ? text.len : 0 };
}

/* Reads `path` (NUL-terminated) into the analysis. */
static rlint_status load(struct project *project, struct analysis *analysis,
	const struct raw_file *asked, rlint_str normal, rlint_access *access)
{
	struct raw_file file = *asked;
	struct file_bytes read;
	rlint_status status;

	*access = project_read(project, file.path.ptr, normal, &read);
	file.bytes = read.bytes;
	if (*access == RLINT_ACCESS_NOMEM) {
		return RLINT_NOMEM;
	}
	file.is_too_large = *access == RLINT_ACCESS_TOO_LARGE;
	if (file.is_too_large) {
		file.bytes = (rlint_str){ "", 0 };
		*access = RLINT_ACCESS_OK;
	}
	if (*access != RLINT_ACCESS_OK) {
		return RLINT_OK;
	}
	if (file.part.end > file.part.start) {
		file.bytes = only_part(project, file.bytes, file.part);
	}
	status = file.bytes.ptr ? analysis_run(analysis, &project->reader, &file) : RLINT_NOMEM;
	project_release(project, &read);
	return status;
}

/* A place for a document that is kept: the one longest unused, or a new one. */
static struct kept *place_for(struct project *project, const struct kept_name *name)
{
	struct kept *oldest = NULL;
	struct kept *kept;
	size_t size = kept_size(name->path, name->givens);
	char *bytes = alloc_resize(project->alloc, NULL, 0, size);

	if (!bytes) {
		return NULL;
	}
	memcpy(bytes, name->path.ptr, name->path.len);
	bytes[name->path.len] = '\0';
	if (name->givens.len > 0) {
		memcpy(bytes + name->path.len + 1, name->givens.ptr, name->givens.len);
	}
	for (kept = project->kept; kept && project->kept_count >= KEPT_MOST; kept = kept->next) {
		if (!kept->is_used && (!oldest || kept->last_use < oldest->last_use)) {
			oldest = kept;
		}
	}
	kept = oldest ? oldest : alloc_new(project->alloc, sizeof *kept);
	if (!kept) {
		alloc_resize(project->alloc, bytes, size, 0);
		return NULL;
	}
	if (oldest) {
		alloc_resize(project->alloc, kept->bytes, kept_size(kept->path, kept->givens), 0);
	} else {
		analysis_init(&kept->analysis, project->alloc);
		kept->next = project->kept;
		project->kept = kept;
		project->kept_count++;
	}
	kept->bytes = bytes;
	kept->path = (rlint_str){ bytes, name->path.len };
	kept->givens = (rlint_str){ bytes + name->path.len + 1, name->givens.len };
	kept->was_linted = false;
	return kept;
}

/* What tells a reading of a file from others. */
static rlint_str key_of(struct arena *arena, const struct raw_file *asked)
{
	struct buffer key = { .arena = arena };

	if (asked->part.end > asked->part.start) {
		buffer_add_u64(&key, asked->part.start);
		buffer_add_byte(&key, '\0');
	}
	buffer_add(&key, givens_key(arena, &asked->givens));
	return buffer_str(&key);
}

/* The kept document at `normal`, read as `asked` says where it is not there. */
static struct kept *keep(struct project *project, const struct raw_file *asked, rlint_str normal,
	rlint_access *access)
{
	struct kept_name name = { normal, key_of(&project->passing, asked) };
	struct kept *kept = find_kept(project, &name);
	rlint_status status;

	*access = RLINT_ACCESS_OK;
	if (!kept) {
		kept = place_for(project, &name);
		if (!kept) {
			project->status = RLINT_NOMEM;
			return NULL;
		}
		status = load(project, &kept->analysis, asked, normal, access);
		if (status != RLINT_OK || *access != RLINT_ACCESS_OK) {
			/* A file that goes well says nothing of one before it that did not. */
			project->status = status != RLINT_OK ? status : project->status;
			drop_named(project, &name);
			return NULL;
		}
	}
	kept->is_used = true;
	kept->last_use = ++project->clock;
	return kept;
}

/* Frees what one file led to beyond the usual, now that its facts are read no more. */
static void trim(struct project *project)
{
	struct kept **link = &project->kept;

	while (*link) {
		struct kept *kept = *link;

		kept->is_used = false;
		if (project->kept_count > KEPT_MOST) {
			drop(project, link);
		} else {
			link = &kept->next;
		}
	}
}

/* Requirements files include each other, and projects lead to locks, so what was read of them is
 * kept and used twice. */
static rlint_status open_kept(
	struct project *project, const struct raw_file *file, rlint_str normal, struct opened *out)
{
	struct kept_name name = { normal, RLINT_STR("") };
	struct kept *kept = find_kept(project, &name);

	if (kept &&
		(kept->was_linted || !rlint_str_is(kept->analysis.document->path, file->path))) {
		forget(project, normal);
	}
	kept = keep(project, file, normal, &out->access);
	if (kept) {
		kept->was_linted = true;
		out->analysis = &kept->analysis;
	}
	return project->status;
}

static rlint_status open_unknown(
	struct project *project, const struct raw_file *file, rlint_str normal, struct opened *out)
{
	const struct overlay *overlay = overlay_at(project, normal);
	rlint_entry entry = { RLINT_ENTRY_FILE, 0 };

	out->access = RLINT_ACCESS_OK;
	if (overlay && overlay->bytes) {
		return RLINT_OK;
	}
	if (!project->fs || !project->fs->stat) {
		out->access = RLINT_ACCESS_ABSENT;
		return RLINT_OK;
	}
	out->access = project->fs->stat(project->fs->user, file->path.ptr, &entry);
	if (out->access == RLINT_ACCESS_OK && entry.kind != RLINT_ENTRY_FILE) {
		out->access = RLINT_ACCESS_NOT_A_FILE;
	}
	return RLINT_OK;
}

rlint_status project_open(struct project *project, rlint_str path, struct opened *out)
{
	struct raw_file file = { .kind = RLINT_FILE_ANY };
	rlint_file_kind guess;
	rlint_str normal;

	trim(project);
	arena_reset(&project->passing);
	project->arena.has_failed = false;
	project->holding = (struct holding){ 0 };
	project->ignored_by = (struct ignored_by){ 0 };
	project->left_out = (struct left_out){ 0 };
	project->installed_with = (struct installed_with){ 0 };
	project->builders = (struct builders){ 0 };
	composition_reset(&project->composition);
	project->started_by = (struct started_by){ 0 };
	project->status = RLINT_OK;
	*out = (struct opened){ 0 };
	normal = path_normal(&project->passing, path);
	file.path = host_path_join(&project->passing, (rlint_str){ 0 }, path);
	if (!normal.ptr || !file.path.ptr) {
		return RLINT_NOMEM;
	}
	file.kind = forced_kind(project, normal);
	file.is_named = map_get(&project->named_map, normal) != MAP_NONE;
	guess = file.kind == RLINT_FILE_ANY ? kind_of_path(path) : file.kind;
	if (guess == RLINT_FILE_UNKNOWN) {
		return open_unknown(project, &file, normal, out);
	}
	if (guess == RLINT_FILE_REQUIREMENTS || guess == RLINT_FILE_LOCK) {
		project->status = open_kept(project, &file, normal, out);
	} else {
		project->status = load(project, &project->current, &file, normal, &out->access);
		out->analysis = out->access == RLINT_ACCESS_OK ? &project->current : NULL;
	}
	if (project->status != RLINT_OK || (out->analysis && !out->analysis->is_of_kind)) {
		out->analysis = NULL;
	}
	project->opened = out->analysis;
	return project->status;
}

/* The file as read with what `asked` says. */
static struct analysis *follow(
	struct project *project, const struct raw_file *asked, rlint_access *why)
{
	rlint_str normal = path_normal(&project->passing, asked->path);
	struct kept *kept;

	*why = RLINT_ACCESS_FAILED;
	if (!normal.ptr || project->kept_count >= FOLLOWED_MOST) {
		return NULL;
	}
	kept = keep(project, asked, normal, why);
	return kept && kept->analysis.is_of_kind ? &kept->analysis : NULL;
}

struct analysis *project_follow(
	struct project *project, rlint_str path, rlint_file_kind kind, rlint_access *why)
{
	struct raw_file file = { .path = path, .kind = kind };

	return follow(project, &file, why);
}

struct analysis *project_follow_build(
	struct project *project, const struct build_file *build, rlint_access *why)
{
	struct raw_file file = { .path = build->path,
		.kind = RLINT_FILE_DOCKERFILE,
		.givens = build->givens,
		.part = build->part };

	return follow(project, &file, why);
}
