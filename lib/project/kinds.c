/* Kinds of file, by name and by content. */
#include "lib/project/kinds.h"

#include "lib/base/str.h"
#include "lib/project/path.h"

/* Endings of files about Dockerfiles that are none: programs, data, prose, templates, leftovers. */
static const rlint_str source_suffixes[] = {
	RLINT_STR_INIT(".bash"),
	RLINT_STR_INIT(".bat"),
	RLINT_STR_INIT(".c"),
	RLINT_STR_INIT(".cc"),
	RLINT_STR_INIT(".cpp"),
	RLINT_STR_INIT(".cs"),
	RLINT_STR_INIT(".css"),
	RLINT_STR_INIT(".diff"),
	RLINT_STR_INIT(".dockerignore"),
	RLINT_STR_INIT(".erb"),
	RLINT_STR_INIT(".go"),
	RLINT_STR_INIT(".gz"),
	RLINT_STR_INIT(".h"),
	RLINT_STR_INIT(".html"),
	RLINT_STR_INIT(".ini"),
	RLINT_STR_INIT(".ipynb"),
	RLINT_STR_INIT(".j2"),
	RLINT_STR_INIT(".java"),
	RLINT_STR_INIT(".jinja"),
	RLINT_STR_INIT(".jinja2"),
	RLINT_STR_INIT(".jpg"),
	RLINT_STR_INIT(".js"),
	RLINT_STR_INIT(".json"),
	RLINT_STR_INIT(".kt"),
	RLINT_STR_INIT(".lock"),
	RLINT_STR_INIT(".lua"),
	RLINT_STR_INIT(".md"),
	RLINT_STR_INIT(".mustache"),
	RLINT_STR_INIT(".orig"),
	RLINT_STR_INIT(".patch"),
	RLINT_STR_INIT(".php"),
	RLINT_STR_INIT(".pl"),
	RLINT_STR_INIT(".png"),
	RLINT_STR_INIT(".ps1"),
	RLINT_STR_INIT(".py"),
	RLINT_STR_INIT(".pyc"),
	RLINT_STR_INIT(".r"),
	RLINT_STR_INIT(".rb"),
	RLINT_STR_INIT(".rej"),
	RLINT_STR_INIT(".rs"),
	RLINT_STR_INIT(".rst"),
	RLINT_STR_INIT(".scala"),
	RLINT_STR_INIT(".sh"),
	RLINT_STR_INIT(".svg"),
	RLINT_STR_INIT(".swift"),
	RLINT_STR_INIT(".swp"),
	RLINT_STR_INIT(".tf"),
	RLINT_STR_INIT(".toml"),
	RLINT_STR_INIT(".ts"),
	RLINT_STR_INIT(".tsx"),
	RLINT_STR_INIT(".vim"),
	RLINT_STR_INIT(".vue"),
	RLINT_STR_INIT(".xml"),
	RLINT_STR_INIT(".yaml"),
	RLINT_STR_INIT(".yml"),
};

static const rlint_str skipped_folders[] = {
	RLINT_STR_INIT("__pycache__"),
	RLINT_STR_INIT("bower_components"),
	RLINT_STR_INIT("lightning_logs"),
	RLINT_STR_INIT("mlruns"),
	RLINT_STR_INIT("node_modules"),
	RLINT_STR_INIT("site-packages"),
	RLINT_STR_INIT("wandb"),
};

static bool ends_like(rlint_str text, rlint_str suffix)
{
	return text.len >= suffix.len &&
	       rlint_str_is_like(str_slice(text, text.len - suffix.len, text.len), suffix);
}

static bool starts_like(rlint_str text, rlint_str prefix)
{
	return rlint_str_is_like(str_slice(text, 0, prefix.len), prefix);
}

/* From the last dot on; all of a name without one. */
static rlint_str suffix_of(rlint_str name)
{
	size_t at = name.len;

	while (at > 0 && name.ptr[at - 1] != '.') {
		at--;
	}
	return str_slice(name, at > 0 ? at - 1 : 0, name.len);
}

static bool is_source(rlint_str name)
{
	rlint_str suffix = suffix_of(name);

	for (size_t i = 0; i < sizeof source_suffixes / sizeof *source_suffixes; i++) {
		if (rlint_str_is_like(suffix, source_suffixes[i])) {
			return true;
		}
	}
	return rlint_str_ends(name, RLINT_STR("~"));
}

static bool is_dockerfile(rlint_str name)
{
	bool is_named = rlint_str_find_str(name, RLINT_STR("Dockerfile")) < name.len ||
			rlint_str_find_str(name, RLINT_STR("dockerfile")) < name.len ||
			rlint_str_starts(name, RLINT_STR("Containerfile"));

	return is_named && !is_source(name);
}

/* What conda-lock and `conda list --explicit` are told to write: read as requirements files are,
 * and known by @EXPLICIT. */
static bool is_explicit_list(rlint_str name)
{
	return (starts_like(name, RLINT_STR("conda-")) && ends_like(name, RLINT_STR(".lock"))) ||
	       (ends_like(name, RLINT_STR(".txt")) &&
		       (str_has_like(name, RLINT_STR("explicit")) ||
			       starts_like(name, RLINT_STR("spec-file")) ||
			       starts_like(name, RLINT_STR("conda-spec"))));
}

static bool is_requirements(rlint_str path, rlint_str name)
{
	bool is_text = ends_like(name, RLINT_STR(".txt"));

	if (is_explicit_list(name)) {
		return true;
	}
	if (!is_text && !ends_like(name, RLINT_STR(".in"))) {
		return false;
	}
	return str_has_like(name, RLINT_STR("requirements")) ||
	       rlint_str_is_like(rlint_str_base(path_folder(path)), RLINT_STR("requirements")) ||
	       (is_text && starts_like(name, RLINT_STR("constraints")));
}

/* Files of Python projects, by their whole names. */
static bool is_project(rlint_str name)
{
	static const rlint_str names[] = { RLINT_STR_INIT("Pipfile"),
		RLINT_STR_INIT("pyproject.toml"), RLINT_STR_INIT("setup.cfg") };

	return rlint_str_is_one_of(name, RLINT_LIST(names));
}

/* PEP 751: pylock.toml, or pylock.NAME.toml with no dot in the name. */
static bool is_pylock(rlint_str name)
{
	rlint_str start = RLINT_STR("pylock.");
	rlint_str end = RLINT_STR(".toml");
	rlint_str middle;

	if (rlint_str_is(name, RLINT_STR("pylock.toml"))) {
		return true;
	}
	if (!rlint_str_starts(name, start) || !rlint_str_ends(name, end) ||
		name.len <= start.len + end.len) {
		return false;
	}
	middle = str_slice(name, start.len, name.len - end.len);
	return str_find(middle, '.', 0) == middle.len;
}

static bool is_lock(rlint_str name)
{
	static const rlint_str names[] = { RLINT_STR_INIT("Pipfile.lock"),
		RLINT_STR_INIT("pdm.lock"), RLINT_STR_INIT("poetry.lock"),
		RLINT_STR_INIT("uv.lock") };

	return rlint_str_is_one_of(name, RLINT_LIST(names)) || is_pylock(name) ||
	       rlint_str_ends(name, RLINT_STR("conda-lock.yml")) ||
	       rlint_str_ends(name, RLINT_STR("conda-lock.yaml"));
}

/* ".env", ".env.local", "train.env". */
static bool is_dotenv(rlint_str name)
{
	return rlint_str_is(name, RLINT_STR(".env")) ||
	       rlint_str_starts(name, RLINT_STR(".env.")) ||
	       (name.len > 4 && rlint_str_ends(name, RLINT_STR(".env")));
}

static bool is_devcontainer(rlint_str name)
{
	return rlint_str_is(name, RLINT_STR("devcontainer.json")) ||
	       rlint_str_is(name, RLINT_STR(".devcontainer.json"));
}

/* git's own configuration files; the others are read as Python's configparser does. */
static bool is_git_config(rlint_str path)
{
	static const rlint_str names[] = { RLINT_STR_INIT(".gitconfig"),
		RLINT_STR_INIT(".gitmodules") };

	return rlint_str_is_one_of(rlint_str_base(path), RLINT_LIST(names));
}

static bool is_for_tables(rlint_str name)
{
	return ends_like(name, RLINT_STR(".toml")) || ends_like(name, RLINT_STR(".ini")) ||
	       ends_like(name, RLINT_STR(".cfg")) || is_git_config(name);
}

/* YAML of MLflow and DVC that has no ending of its own. */
static bool is_tracker(rlint_str name)
{
	return rlint_str_is(name, RLINT_STR("MLproject")) ||
	       rlint_str_is(name, RLINT_STR("dvc.lock")) ||
	       (name.len > 4 && rlint_str_ends(name, RLINT_STR(".dvc")));
}

rlint_file_kind kind_of_path(rlint_str path)
{
	rlint_str name = rlint_str_base(path);
	bool is_yaml = ends_like(name, RLINT_STR(".yaml")) || ends_like(name, RLINT_STR(".yml"));

	if (rlint_str_ends(name, RLINT_STR(".dockerignore"))) {
		return RLINT_FILE_DOCKERIGNORE;
	}
	if (is_project(name)) {
		return RLINT_FILE_PROJECT;
	}
	if (is_lock(name)) {
		return RLINT_FILE_LOCK;
	}
	if (is_devcontainer(name)) {
		return RLINT_FILE_DEVCONTAINER;
	}
	if (is_dotenv(name)) {
		return RLINT_FILE_DOTENV;
	}
	if (is_yaml) {
		return starts_like(name, RLINT_STR("environment")) ||
				       starts_like(name, RLINT_STR("conda"))
			       ? RLINT_FILE_CONDA
			       : RLINT_FILE_CONFIG;
	}
	if (ends_like(name, RLINT_STR(".json")) || ends_like(name, RLINT_STR(".jsonc")) ||
		is_for_tables(name) || is_tracker(name)) {
		return RLINT_FILE_CONFIG;
	}
	if (is_dockerfile(name)) {
		return RLINT_FILE_DOCKERFILE;
	}
	return is_requirements(path, name) ? RLINT_FILE_REQUIREMENTS : RLINT_FILE_UNKNOWN;
}

/* The root value of the first YAML document, or NODE_NONE. */
static uint32_t first_value(const struct config *config)
{
	uint32_t document = tree_first_child(&config->tree, 0);

	return document == NODE_NONE ? NODE_NONE : tree_first_child(&config->tree, document);
}

/* conda env create reads these keys; one of the first two is in every file that it takes. */
static bool is_conda(const struct config *config, rlint_str path)
{
	uint32_t root = first_value(config);
	rlint_str name = rlint_str_base(path);

	if (root == NODE_NONE || tree_node(&config->tree, root)->kind != CONFIG_MAPPING) {
		return starts_like(name, RLINT_STR("environment.y"));
	}
	return config_get(config, root, RLINT_STR("dependencies")) != NODE_NONE ||
	       config_get(config, root, RLINT_STR("channels")) != NODE_NONE;
}

static bool is_list(const struct config *config, uint32_t mapping, rlint_str key)
{
	uint32_t value = config_get(config, mapping, key);

	return value != NODE_NONE && tree_node(&config->tree, value)->kind == CONFIG_SEQUENCE;
}

/* Environments of workflows go by the name of their step ("envs/samtools.yaml"): lists of channels
 * and of dependencies side by side are conda's alone. */
static bool has_lists_of_conda(const struct config *config)
{
	uint32_t root = first_value(config);

	return root != NODE_NONE && tree_node(&config->tree, root)->kind == CONFIG_MAPPING &&
	       is_list(config, root, RLINT_STR("channels")) &&
	       is_list(config, root, RLINT_STR("dependencies"));
}

/* What Compose looks for: compose.yaml and its kin are its own even when broken; "compose.gpu.yaml"
 * and the like if they have services. */
static bool is_compose_by_name(const struct config *config, rlint_str path)
{
	static const rlint_str stems[] = { RLINT_STR_INIT("compose"),
		RLINT_STR_INIT("docker-compose") };
	rlint_str name = rlint_str_base(path);
	rlint_str stem = str_slice(name, 0, str_find(name, '.', 0));
	rlint_str rest = str_slice(name, stem.len, name.len);
	uint32_t root = first_value(config);

	if (!rlint_str_is_one_of(stem, RLINT_LIST(stems))) {
		return false;
	}
	return rlint_str_is(rest, RLINT_STR(".yaml")) || rlint_str_is(rest, RLINT_STR(".yml")) ||
	       (root != NODE_NONE && config_get(config, root, RLINT_STR("services")) != NODE_NONE);
}

rlint_file_kind kind_of_config(const struct config *config, rlint_str path, rlint_file_kind guess)
{
	if ((guess == RLINT_FILE_CONDA && is_conda(config, path)) || has_lists_of_conda(config)) {
		return RLINT_FILE_CONDA;
	}
	if (config_is_compose(config) || is_compose_by_name(config, path)) {
		return RLINT_FILE_COMPOSE;
	}
	return RLINT_FILE_CONFIG;
}

static enum config_format format_of_path(rlint_str path)
{
	if (ends_like(path, RLINT_STR(".jsonc"))) {
		return CONFIG_JSONC;
	}
	if (ends_like(path, RLINT_STR(".toml"))) {
		return CONFIG_TOML;
	}
	if (is_for_tables(path)) {
		return CONFIG_INI;
	}
	return ends_like(path, RLINT_STR(".json")) ? CONFIG_JSON : CONFIG_YAML;
}

enum config_format format_of_file(rlint_str path, rlint_file_kind kind)
{
	enum config_format format = format_of_path(path);

	/* Comments and commas at the end are part of the format, whatever the name. */
	if (kind == RLINT_FILE_DEVCONTAINER) {
		return CONFIG_JSONC;
	}
	if (kind == RLINT_FILE_DOTENV) {
		return CONFIG_INI;
	}
	/* Names without an ending of a format: Pipfile, uv.lock, standard input. */
	if (format != CONFIG_YAML || ends_like(path, RLINT_STR(".yml")) ||
		ends_like(path, RLINT_STR(".yaml"))) {
		return format;
	}
	if (kind == RLINT_FILE_LOCK && rlint_str_ends(path, RLINT_STR("Pipfile.lock"))) {
		return CONFIG_JSON;
	}
	return kind == RLINT_FILE_PROJECT || kind == RLINT_FILE_LOCK ? CONFIG_TOML : CONFIG_YAML;
}

enum ini_flavour ini_flavour_of_path(rlint_str path)
{
	return is_git_config(path) ? INI_GIT : INI_CONFIGPARSER;
}

bool is_folder_skipped(rlint_str name)
{
	if (rlint_str_starts(name, RLINT_STR("."))) {
		return !rlint_str_is(name, RLINT_STR(".devcontainer"));
	}
	return rlint_str_is_one_of(name, RLINT_LIST(skipped_folders));
}

const char *problem_rule(rlint_file_kind kind)
{
	switch (kind) {
	case RLINT_FILE_DOCKERFILE:
		return "dockerfile";
	case RLINT_FILE_REQUIREMENTS:
		return "requirements";
	case RLINT_FILE_DOCKERIGNORE:
	case RLINT_FILE_DOTENV:
		return "dockerignore";
	case RLINT_FILE_ANY:
	case RLINT_FILE_CONDA:
	case RLINT_FILE_CONFIG:
	case RLINT_FILE_COMPOSE:
	case RLINT_FILE_PROJECT:
	case RLINT_FILE_LOCK:
	case RLINT_FILE_DEVCONTAINER:
	case RLINT_FILE_UNKNOWN:
		break;
	}
	return "config";
}
