/* R and Julia: packages that their own programs install.
 *
 *	R -e 'install.packages(c("a", "b"), repos = "...")', remotes, devtools, pak, BiocManager,
 *renv install.r NAME ..., install2.r NAME ...          littler julia -e 'using Pkg; Pkg.add("A")',
 *Pkg.add(name = "A", version = "1.2.3")
 *
 * Sources: the manuals of R 4.4 utils, remotes 2.5, pak 0.8, BiocManager 1.30, renv 1.0; Pkg.jl
 * 1.11; rocker-versioned2: images with a version have an index of CRAN as of one day. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/code_text.h"
#include "lib/facts/reference.h"

/* Does the address name a day, as that of a snapshot does: /2024-01-15? */
static bool names_day(rlint_str url)
{
	for (size_t i = 0; i + 10 < url.len; i++) {
		if (url.ptr[i] == '/' && rlint_byte_is_digit(url.ptr[i + 1]) &&
			rlint_byte_is_digit(url.ptr[i + 4]) && url.ptr[i + 5] == '-' &&
			rlint_byte_is_digit(url.ptr[i + 6]) && url.ptr[i + 8] == '-') {
			return true;
		}
	}
	return false;
}

/* Is the stage made of an image whose index of packages stands still? */
static bool has_dated_index(const struct run *run)
{
	const struct stage_state *stage = run->step->docker->stage;
	const rlint_image *image = stage ? rlint_as_image(stage->stage->origin) : NULL;

	return image && image->tag_kind == RLINT_VERSION_TAG &&
	       rlint_str_starts(image->name.text, RLINT_STR("rocker/")) &&
	       !rlint_str_is(image->name.text, RLINT_STR("rocker/r-base"));
}

/* A package named by part of a program's text. */
struct named {
	rlint_str name, version; /* version empty: none */
	rlint_span span;
	rlint_pin pin;
	rlint_package_source source;
};

static void add_named(struct run *run, rlint_fact *environment, const struct named *named)
{
	rlint_package package = { .name = value_known(named->name, named->span),
		.source = named->source,
		.pin = named->pin };

	if (named->version.len > 0) {
		package.version = value_known(named->version, named->span);
	}
	run_installs(run, run_package(run, environment, &package, named->span));
}

/* ---- R ---- */

/* What a word to install.packages is: a name, an address, a file. */
static struct named read_r_word(rlint_str word, rlint_span span, bool is_dated)
{
	struct named named = { .name = word, .span = span, .source = RLINT_FROM_INDEX };

	named.pin = is_dated ? RLINT_EXACT : RLINT_FLOATING;
	if (rlint_str_find_str(word, RLINT_STR("://")) < word.len) {
		named.source = RLINT_FROM_URL;
		named.pin = pin_of_download(word);
	} else if (str_find(word, '/', 0) < word.len || rlint_str_is(word, RLINT_STR("."))) {
		named.source = RLINT_FROM_PATH;
		named.pin = RLINT_LOCAL;
	}
	return named;
}

/* "owner/name@reference"; "name@version" of pak's. */
static struct named read_marked(rlint_str word, rlint_span span)
{
	size_t at = str_find(word, '@', 0);
	struct named named = { .name = str_slice(word, 0, at),
		.version = str_slice(word, at + 1, word.len),
		.span = span,
		.source = RLINT_FROM_INDEX };

	named.pin = named.version.len > 0 ? RLINT_EXACT : RLINT_FLOATING;
	if (str_find(word, '/', 0) < word.len) {
		named.source = RLINT_FROM_VCS;
		named.pin = pin_of_reference(named.version);
	}
	return named;
}

enum r_way { R_NAMES, R_VERSION, R_MARKED, R_RELEASE, R_LOCK, R_OPTIONS };

static const struct {
	rlint_str function;
	enum r_way way;
} r_functions[] = { { RLINT_STR_INIT("install.packages"), R_NAMES },
	{ RLINT_STR_INIT("install_version"), R_VERSION },
	{ RLINT_STR_INIT("install_github"), R_MARKED }, { RLINT_STR_INIT("install_cran"), R_NAMES },
	{ RLINT_STR_INIT("pkg_install"), R_MARKED }, { RLINT_STR_INIT("pak::pak"), R_MARKED },
	{ RLINT_STR_INIT("BiocManager::install"), R_RELEASE },
	{ RLINT_STR_INIT("renv::restore"), R_LOCK }, { RLINT_STR_INIT("install_deps"), R_LOCK },
	{ RLINT_STR_INIT("options"), R_OPTIONS } };

/* The state of a program: its index, once it was named. */
struct r_program {
	struct run *run;
	struct code code;
	rlint_fact *environment;
	bool is_dated;
};

static bool call_is_dated(const struct r_program *program, const struct code_call *call)
{
	const struct code_argument *index = code_keyword(call, RLINT_STR("repos"));

	if (!index) {
		return program->is_dated;
	}
	return index->is_string && names_day(code_string(&program->code, index));
}

static struct named read_r_string(const struct r_program *program, const struct code_call *call,
	const struct code_argument *argument, enum r_way way)
{
	rlint_str word = code_string(&program->code, argument);
	rlint_span span = text_span(program->code.text, argument->start, argument->end);
	struct named named = way == R_MARKED
				     ? read_marked(word, span)
				     : read_r_word(word, span, call_is_dated(program, call));

	if (way == R_VERSION) {
		named.pin = RLINT_EXACT;
	} else if (way == R_RELEASE && named.pin == RLINT_FLOATING) {
		named.pin = RLINT_BOUNDED; /* Bioconductor's release goes with that of R */
	}
	return named;
}

static bool names_package(const struct code_argument *argument)
{
	return argument->is_string && argument->end > argument->start &&
	       (argument->keyword.len == 0 || rlint_str_is(argument->keyword, RLINT_STR("pkgs")) ||
		       rlint_str_is(argument->keyword, RLINT_STR("package")));
}

static void read_r_packages(struct r_program *program, const struct code_call *call, enum r_way way)
{
	/* install_version takes one; what follows it by place is the version. */
	uint32_t most = way == R_VERSION && call->count > 0 ? 1 : call->count;

	for (uint32_t i = 0; i < most; i++) {
		if (!names_package(&call->arguments[i])) {
			continue;
		}
		if (!program->environment) {
			program->environment = run_environment(program->run, RLINT_R);
		}
		struct named named = read_r_string(program, call, &call->arguments[i], way);

		add_named(program->run, program->environment, &named);
	}
}

static void read_r_call(struct r_program *program, const struct code_call *call, enum r_way way)
{
	static const char *const manifests[] = { "renv.lock", "DESCRIPTION", NULL };

	if (way == R_OPTIONS) {
		program->is_dated = call_is_dated(program, call);
	} else if (way == R_LOCK) {
		run_usual_manifests(program->run, manifests);
		run_dependencies(program->run, run_words(program->run));
	} else {
		read_r_packages(program, call, way);
	}
}

static void read_r_function(struct r_program *program, const struct code_call *call)
{
	for (size_t i = 0; i < sizeof r_functions / sizeof *r_functions; i++) {
		if (code_calls(call, r_functions[i].function)) {
			read_r_call(program, call, r_functions[i].way);
			return;
		}
	}
}

static void read_r_text(struct run *run, const struct text *text)
{
	struct r_program program = {
		.run = run, .code = { .text = text }, .is_dated = has_dated_index(run)
	};
	struct code_call call;

	while (code_next_call(&program.code, &call)) {
		read_r_function(&program, &call);
	}
}

/* The programs that -e gives, and that of a here-document. */
static void read_programs(
	struct run *run, void (*read_text)(struct run *run, const struct text *text))
{
	const rlint_option *option;
	struct text text;

	for (size_t i = 0; (option = rlint_command_option(run->fact, i)); i++) {
		if (rlint_str_is(option->name, RLINT_STR("-e")) ||
			rlint_str_is(option->name, RLINT_STR("--eval"))) {
			text = run_text(run, &option->value);
			read_text(run, &text);
		}
	}
	for (uint32_t i = 0; i < run->command->redirect_count; i++) {
		if (run->command->redirects[i].kind == SHELL_HERE_DOCUMENT) {
			read_text(run, &run->command->redirects[i].body);
		}
	}
}

void run_r(struct run *run)
{
	read_programs(run, read_r_text);
}

/* install.r NAME ... */
void run_littler(struct run *run)
{
	bool is_dated = has_dated_index(run);
	struct run_words_state state = { 0 };
	rlint_fact *environment = run_environment(run, RLINT_R);

	while (run_next_word(run, &state)) {
		struct named named = read_r_word(state.word.text, state.word.span, is_dated);

		if (rlint_value_has_text(&state.word) && state.word.text.len > 0) {
			add_named(run, environment, &named);
		}
	}
}

/* ---- Julia ---- */

static void read_julia_keywords(struct run *run, rlint_fact *environment, const struct code *code,
	const struct code_call *call)
{
	const struct code_argument *name = code_keyword(call, RLINT_STR("name"));
	const struct code_argument *url = code_keyword(call, RLINT_STR("url"));
	const struct code_argument *version = code_keyword(call, RLINT_STR("version"));
	const struct code_argument *revision = code_keyword(call, RLINT_STR("rev"));
	const struct code_argument *main = name ? name : url;
	struct named named = { .source = url ? RLINT_FROM_VCS : RLINT_FROM_INDEX };

	if (!main || !main->is_string) {
		return;
	}
	named.name = code_string(code, main);
	named.span = text_span(code->text, main->start, main->end);
	named.pin = version ? RLINT_EXACT : RLINT_FLOATING;
	if (revision) {
		named.pin = revision->is_string ? pin_of_reference(code_string(code, revision))
						: RLINT_PIN_UNKNOWN;
	}
	add_named(run, environment, &named);
}

static void read_julia_add(struct run *run, const struct code *code, const struct code_call *call)
{
	rlint_fact *environment = run_environment(run, RLINT_JULIA);

	read_julia_keywords(run, environment, code, call);
	for (uint32_t i = 0; i < call->count; i++) {
		const struct code_argument *argument = &call->arguments[i];

		if (argument->is_string && argument->keyword.len == 0) {
			struct named named = read_marked(code_string(code, argument),
				text_span(code->text, argument->start, argument->end));

			add_named(run, environment, &named);
		}
	}
}

static void read_julia_text(struct run *run, const struct text *text)
{
	static const char *const manifests[] = { "Project.toml", "Manifest.toml", NULL };
	struct code code = { .text = text };
	struct code_call call;

	while (code_next_call(&code, &call)) {
		if (code_calls(&call, RLINT_STR("Pkg.add")) ||
			code_calls(&call, RLINT_STR("PackageSpec"))) {
			read_julia_add(run, &code, &call);
		} else if (code_calls(&call, RLINT_STR("Pkg.instantiate"))) {
			run_usual_manifests(run, manifests);
			run_dependencies(run, run_words(run));
		}
	}
}

void run_julia(struct run *run)
{
	read_programs(run, read_julia_text);
}
