/* What starts the run of an experiment config: the command of a Dockerfile that names it. */
#include "lib/base/str.h"
#include "lib/project/path.h"
#include "lib/project/project.h"

/* So many commands and words of one are looked at. */
enum { COMMANDS_MOST = 4096, WORDS_MOST = 64 };

/* "--config=a/b.yaml", "./a/b.yaml", "/app/a/b.yaml": does the word name the path? */
static bool names(rlint_str word, rlint_str path)
{
	size_t equals = str_find(word, '=', 0);
	bool is_absolute;

	word = str_slice(word, equals < word.len ? equals + 1 : 0, word.len);
	if (rlint_str_starts(word, RLINT_STR("./"))) {
		word = str_slice(word, 2, word.len);
	}
	is_absolute = host_path_is_absolute(word) && rlint_str_ends(word, path) &&
		      word.len > path.len && word.ptr[word.len - path.len - 1] == '/';
	return rlint_str_is(word, path) || is_absolute;
}

static bool names_in_words(const rlint_fact *command, rlint_str path)
{
	const rlint_value *word;
	bool is_found = false;

	for (size_t i = 1; i < WORDS_MOST && (word = rlint_command_word(command, i)) && !is_found;
		i++) {
		is_found = rlint_value_has_text(word) && names(word->text, path);
	}
	return is_found;
}

/* Is it what containers of the image run? */
static bool is_start(const rlint_fact *fact)
{
	const rlint_step *step = rlint_as_step(fact);

	return step && (rlint_str_is(step->instruction, RLINT_STR("CMD")) ||
			       rlint_str_is(step->instruction, RLINT_STR("ENTRYPOINT")));
}

static const rlint_fact *start_in(const struct facts *facts, rlint_str path)
{
	const struct vec *commands = &facts->all[RLINT_COMMAND];
	const rlint_fact *found = NULL;

	for (uint32_t i = 0; i < commands->count && i < COMMANDS_MOST && !found; i++) {
		const rlint_fact *command = ((rlint_fact *const *)commands->items)[i];

		if (is_start(command->container) && names_in_words(command, path)) {
			found = command->container;
		}
	}
	return found;
}

/* The document's path from a file's folder above it on; empty where that is not above. */
static rlint_str path_from(struct project *project, rlint_str file, rlint_str path)
{
	rlint_str folder = path_folder(path_normal(&project->passing, file));

	path = path_normal(&project->passing, path);
	if (folder.len == 0 || !path.ptr) {
		return path;
	}
	return path_is_inside(path, folder) && path.len > folder.len
		       ? str_slice(path, folder.len + (folder.ptr[folder.len - 1] != '/'), path.len)
		       : (rlint_str){ 0 };
}

/* May a compose file start it otherwise? */
static bool has_compose(struct project *project, const rlint_document *document)
{
	bool is_found = false;
	rlint_str path;

	for (size_t i = 0; i < COMPOSE_NAMES && !is_found; i++) {
		is_found = project_find(project, document, compose_names[i], &path) != RLINT_NO;
	}
	return is_found;
}

static const rlint_fact *find_start(struct project *project, const rlint_document *document)
{
	const struct analysis *analysis;
	rlint_access why;
	rlint_str file, path;

	if (project_find(project, document, RLINT_STR("Dockerfile"), &file) != RLINT_YES ||
		has_compose(project, document)) {
		return NULL;
	}
	path = path_from(project, file, document->path);
	analysis = path.len > 0 ? project_follow(project, file, RLINT_FILE_DOCKERFILE, &why) : NULL;
	return analysis && !analysis->tree->is_incomplete ? start_in(&analysis->facts, path) : NULL;
}

rlint_answer project_started_by(
	struct project *project, const rlint_fact *fact, const rlint_fact **out)
{
	struct started_by *known = &project->started_by;

	if (known->facts != fact->facts) {
		*known = (struct started_by){ fact->facts,
			find_start(project, fact->facts->document) };
	}
	if (!known->fact) {
		return RLINT_UNKNOWN;
	}
	*out = known->fact;
	return RLINT_YES;
}
