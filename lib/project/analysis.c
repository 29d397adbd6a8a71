/* One document read through. */
#include "lib/project/analysis.h"

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/project/kinds.h"

#include <reprolint/registry.h>

/* A call's state, reached through the protected functions' context. */
struct job {
	struct analysis *analysis;
	const struct reader *reader;
	const struct raw_file *file;
	enum encoding encoding;
	rlint_file_kind guess;
	bool is_forced;
	rlint_str decoded;
	rlint_status status;
};

void analysis_init(struct analysis *analysis, const rlint_alloc *alloc)
{
	*analysis = (struct analysis){ 0 };
	arena_init(&analysis->tree_arena, alloc, &analysis->guard);
	arena_init(&analysis->fact_arena, alloc, &analysis->guard);
}

static void clear(struct analysis *analysis)
{
	document_unref(analysis->document);
	analysis->document = NULL;
	analysis->tree = NULL;
	analysis->is_of_kind = false;
}

void analysis_free(struct analysis *analysis)
{
	clear(analysis);
	arena_free(&analysis->tree_arena);
	arena_free(&analysis->fact_arena);
}

/* The root alone, for files whose text is not parsed. */
static void make_plain_tree(const struct job *job)
{
	struct analysis *analysis = job->analysis;
	rlint_str text = analysis->document->text;

	analysis->tree = &analysis->plain;
	tree_init(&analysis->plain, &analysis->tree_arena, job->reader->limits, text);
	tree_add(&analysis->plain, NODE_NONE, 0, (rlint_span){ 0, (uint32_t)text.len });
	analysis->plain.is_incomplete = true;
}

static void refuse(const struct job *job, rlint_str message, bool is_limit)
{
	struct problem *problem = tree_problem(job->analysis->tree, NODE_NONE,
		problem_rule(job->analysis->document->kind), (rlint_span){ 0, 0 }, true);

	problem->message = message;
	problem->is_limit = is_limit;
}

static void refuse_size(const struct job *job)
{
	struct arena *arena = &job->analysis->tree_arena;
	uint64_t limit = job->reader->limits->values[RLINT_LIMIT_FILE_SIZE];

	refuse(job,
		format_str(arena,
			"file is larger than the limit of %zu bytes: nothing of it was read",
			(size_t)limit),
		true);
}

static void refuse_encoding(const struct job *job)
{
	struct arena *arena = &job->analysis->tree_arena;

	if (job->encoding == ENCODING_BINARY) {
		refuse(job, RLINT_STR("file is binary, not text: nothing of it was read"), false);
		return;
	}
	refuse(job,
		format_str(arena, "file is encoded as %s: save it as UTF-8",
			encoding_name(job->encoding)),
		false);
}

/* Is the offset inside a comment? *next moves on to the first that ends behind it. */
static bool is_in_comment(const struct tree *tree, uint32_t *next, size_t offset)
{
	const struct comment *comments = tree->comments.items;

	while (*next < tree->comments.count && comments[*next].span.end <= offset) {
		(*next)++;
	}
	return *next < tree->comments.count && comments[*next].span.start <= offset;
}

/* The first byte outside of comments that `find` finds at or behind an offset, or text.len. */
static size_t find_outside(const struct tree *tree, rlint_str text, size_t (*find)(rlint_str text))
{
	uint32_t next = 0;
	size_t at = find(text);

	while (at < text.len && is_in_comment(tree, &next, at)) {
		at = ((const struct comment *)tree->comments.items)[next].span.end;
		at += find(str_slice(text, at, text.len));
	}
	return at;
}

static size_t find_nul(rlint_str text)
{
	return str_find(text, '\0', 0);
}

static void doubt(struct tree *tree, size_t at, rlint_str message)
{
	rlint_span span = { (uint32_t)at, (uint32_t)at + 1 };

	if (at < tree->source.len) {
		tree_problem(tree, NODE_NONE, "dockerfile", span, false)->message = message;
	}
}

/* BuildKit takes any bytes, and hands them on to programs that do not; once a file is enough. In
 * comments they do no harm. The other formats refuse them in their parsers. */
static void doubt_bytes(struct tree *tree, bool is_ascii)
{
	doubt(tree, find_outside(tree, tree->source, find_nul),
		RLINT_STR("a NUL byte, which no command and no path may hold: take it out"));
	if (!is_ascii) {
		doubt(tree, find_outside(tree, tree->source, utf8_invalid),
			RLINT_STR("this byte is no UTF-8: save the file as UTF-8"));
	}
}

static bool is_decoded_kind(const struct job *job)
{
	return job->guess == RLINT_FILE_REQUIREMENTS && job->encoding != ENCODING_BINARY;
}

static void decode(void *context)
{
	struct job *job = context;

	/* pip/_internal/utils/encoding.py: a byte order mark decides, then a coding comment. */
	if (job->encoding == ENCODING_UTF8) {
		requirements_decode(&job->analysis->tree_arena, job->file->bytes, &job->decoded);
	} else {
		job->decoded = encoding_decode(
			&job->analysis->tree_arena, job->file->bytes, job->encoding);
	}
}

static void parse_config(struct job *job)
{
	struct analysis *analysis = job->analysis;
	struct config *config = &analysis->syntax.config;
	const struct limits *limits = job->reader->limits;
	enum config_format format = format_of_file(job->file->path, job->guess);
	rlint_str text = analysis->document->text;

	if (format == CONFIG_YAML) {
		job->status = config_parse_yaml(config, &analysis->tree_arena, limits, text);
	} else if (format == CONFIG_TOML) {
		job->status = config_parse_toml(config, &analysis->tree_arena, limits, text);
	} else if (format == CONFIG_INI) {
		job->status = config_parse_ini(config, &analysis->tree_arena, limits, text,
			job->guess == RLINT_FILE_DOTENV ? INI_VARIABLES
							: ini_flavour_of_path(job->file->path));
	} else {
		job->status =
			config_parse_json(config, &analysis->tree_arena, limits, text, format);
	}
	analysis->tree = &config->tree;
}

static void parse_guarded(void *context)
{
	struct job *job = context;
	struct analysis *analysis = job->analysis;
	const struct limits *limits = job->reader->limits;
	struct arena *arena = &analysis->tree_arena;
	rlint_str text = analysis->document->text;

	if (job->file->is_too_large) {
		make_plain_tree(job);
		refuse_size(job);
	} else if (job->encoding != ENCODING_UTF8 && !is_decoded_kind(job)) {
		make_plain_tree(job);
		refuse_encoding(job);
	} else if (job->guess == RLINT_FILE_DOCKERFILE) {
		dockerfile_parse(&analysis->syntax.dockerfile, arena, limits, text);
		analysis->tree = &analysis->syntax.dockerfile.tree;
		doubt_bytes(analysis->tree, analysis->document->is_ascii);
	} else if (job->guess == RLINT_FILE_DOCKERIGNORE) {
		dockerignore_parse(&analysis->syntax.dockerignore, arena, limits, text);
		analysis->tree = &analysis->syntax.dockerignore.tree;
	} else if (job->guess == RLINT_FILE_REQUIREMENTS) {
		requirements_parse(&analysis->syntax.requirements, arena, limits, text);
		analysis->tree = &analysis->syntax.requirements.tree;
	} else {
		parse_config(job);
	}
}

static rlint_status parse(struct job *job)
{
	rlint_status status = protect(&job->analysis->guard, parse_guarded, job);

	return status == RLINT_OK ? job->status : status;
}

static void settle_kind(void *context)
{
	struct job *job = context;
	struct analysis *analysis = job->analysis;
	rlint_file_kind kind = job->guess;

	if (!job->is_forced && analysis->tree == &analysis->syntax.config.tree &&
		(kind == RLINT_FILE_CONDA || kind == RLINT_FILE_CONFIG)) {
		kind = kind_of_config(&analysis->syntax.config, job->file->path, kind);
	} else if (!job->is_forced && analysis->tree == &analysis->plain &&
		   kind == RLINT_FILE_CONFIG) {
		kind = RLINT_FILE_UNKNOWN;
	}
	if (kind == RLINT_FILE_UNKNOWN && job->file->is_named) {
		kind = RLINT_FILE_CONFIG;
	}
	analysis->document->kind = kind;
	analysis->is_of_kind = kind != RLINT_FILE_UNKNOWN;
}

/* A config that no framework reads, and that names no revision and no packages, is none unless the
 * user says so; only its facts tell. */
static void drop_unread(const struct job *job)
{
	struct analysis *analysis = job->analysis;

	if (analysis->document->kind == RLINT_FILE_CONFIG && !job->is_forced &&
		!job->file->is_named && analysis->facts.all[RLINT_EXPERIMENT].count == 0 &&
		analysis->facts.all[RLINT_ENVIRONMENT].count == 0 &&
		!config_has_revision(&analysis->syntax.config)) {
		analysis->document->kind = RLINT_FILE_UNKNOWN;
		analysis->is_of_kind = false;
	}
}

static void make_dockerfile_facts(const struct job *job)
{
	struct analysis *analysis = job->analysis;
	struct givens *givens = &analysis->givens;

	*givens = givens_copy(&analysis->fact_arena, &job->file->givens);
	if (givens->count > 0 || givens->image_count > 0) {
		analysis->facts.givens = givens;
	}
	facts_of_dockerfile(&analysis->facts, &analysis->syntax.dockerfile);
}

typedef void config_maker(struct facts *facts, const struct config *file);

/* Keys and values mean what the kind of their file says; else what their framework does. */
static void make_config_facts(const struct job *job)
{
	static config_maker *const makers[] = {
		[RLINT_FILE_CONDA] = facts_of_conda,
		[RLINT_FILE_COMPOSE] = facts_of_compose,
		[RLINT_FILE_DOTENV] = facts_of_dotenv,
		[RLINT_FILE_DEVCONTAINER] = facts_of_devcontainer,
		[RLINT_FILE_PROJECT] = facts_of_project,
		[RLINT_FILE_LOCK] = facts_of_lock,
	};
	struct analysis *analysis = job->analysis;
	size_t kind = (size_t)analysis->document->kind;

	if (kind < sizeof makers / sizeof *makers && makers[kind]) {
		makers[kind](&analysis->facts, &analysis->syntax.config);
	} else {
		facts_of_config(&analysis->facts, &analysis->syntax.config);
		drop_unread(job);
	}
}

static void make_facts(void *context)
{
	struct job *job = context;
	struct analysis *analysis = job->analysis;
	struct facts *facts = &analysis->facts;

	settle_kind(job);
	if (!analysis->is_of_kind) {
		return;
	}
	facts_init(facts, &analysis->fact_arena, analysis->document, analysis->tree,
		job->reader->symbols, job->reader->limits);
	if (analysis->tree == &analysis->plain) {
		facts_add_problems(facts, analysis->tree);
	} else if (job->guess == RLINT_FILE_DOCKERFILE) {
		make_dockerfile_facts(job);
	} else if (job->guess == RLINT_FILE_DOCKERIGNORE) {
		facts_of_dockerignore(facts, &analysis->syntax.dockerignore);
	} else if (job->guess == RLINT_FILE_REQUIREMENTS) {
		facts_of_requirements(facts, &analysis->syntax.requirements);
	} else {
		make_config_facts(job);
	}
	facts_judge_markers(facts);
	if (analysis->document->kind != RLINT_FILE_LOCK) {
		facts_relate_packages(facts);
	}
}

static rlint_status make_document(struct job *job)
{
	rlint_str text = job->file->bytes;

	if (is_decoded_kind(job)) {
		rlint_status status = protect(&job->analysis->guard, decode, job);

		if (status != RLINT_OK) {
			return status;
		}
		text = job->decoded;
	}
	job->analysis->document =
		document_new(job->reader->alloc, job->guess, job->file->path, text);
	return job->analysis->document ? RLINT_OK : RLINT_NOMEM;
}

rlint_status analysis_run(
	struct analysis *analysis, const struct reader *reader, const struct raw_file *file)
{
	struct job job = { .analysis = analysis,
		.reader = reader,
		.file = file,
		.encoding = encoding_of(file->bytes),
		.is_forced = file->kind != RLINT_FILE_ANY };
	rlint_status status;

	clear(analysis);
	arena_reset(&analysis->tree_arena);
	arena_reset(&analysis->fact_arena);
	job.guess = job.is_forced ? file->kind : kind_of_path(file->path);
	status = make_document(&job);
	if (status != RLINT_OK || job.guess == RLINT_FILE_UNKNOWN) {
		return status;
	}
	status = parse(&job);
	if (status == RLINT_OK) {
		status = protect(&analysis->guard, make_facts, &job);
	}
	if (status != RLINT_OK) {
		clear(analysis);
	}
	return status;
}

bool analysis_is_whole(const struct analysis *analysis)
{
	bool is_dockerfile = analysis->tree == &analysis->syntax.dockerfile.tree &&
			     analysis->document->kind == RLINT_FILE_DOCKERFILE;

	if (!analysis->tree) {
		return false;
	}
	return is_dockerfile ? !analysis->syntax.dockerfile.fails : !analysis->tree->is_incomplete;
}

const struct config *analysis_config(const struct facts *facts)
{
	return (const struct config *)(const void *)((const char *)(const void *)facts->tree -
						     offsetof(struct config, tree));
}
