/* A host's own file access: blobs in a table. */
#include "files.h"

#include <string.h>

struct file {
	const char *path, *text;
};

static const struct file files[] = {
	{ "Dockerfile",
		"# syntax=docker/dockerfile:1\nARG TAG=latest\nFROM ubuntu:${TAG} AS base # x\n"
		"ENV API_TOKEN=abcdef0123456789 \\\n  B=c\n"
		"RUN apt-get update && \\\n  # hadolint ignore=DL3008\n  apt-get install -y gcc; "
		"if true; then pip install numpy 'torch>=2'; fi\n"
		"COPY <<EOF /a\ntext\nEOF\nRUN <<EOF\npip install $(echo x)\nEOF\nCOPY . .\n"
		"RUN [\"pip\", \"install\", \"-r\", \"requirements.txt\"]\nEXPOSE 80\nRUNN x\n"
		"FROM base\nCMD python x.py\n" },
	{ "built.Dockerfile",
		"ARG T=latest\nARG S\nFROM python:${T}\nARG S\nRUN pip install torch$S\n" },
	{ "compose.yaml", "services:\n  a:\n    build:\n      dockerfile: built.Dockerfile\n      "
			  "args: {T: 3.11.9, S: '>=2', HF_TOKEN: '${X}'}\n  b:\n    build: "
			  "{dockerfile: absent, args: [S==1]}\n  c:\n    build:\n      "
			  "dockerfile_inline: |\n        ARG T\n        FROM python:$T\n      "
			  "args: [T=latest]\n" },
	{ "requirements.txt",
		"-r base.txt\n-c constraints.txt\nnumpy\ntorch>=2 ; python_version < '3.12' \\\n"
		"  --hash=sha256:0\nx @ https://example.org/x.whl\n-e .\n==\n# reprolint: "
		"ignore=pin\nscipy\n" },
	{ "base.txt", "pandas==2.2.2\n-r requirements.txt\n" },
	{ "constraints.txt", "numpy==1.26.4\n" },
	{ "utf16-requirements.txt", "\xFF\xFEn\1u\1" },
	{ "environment.yml", "name: x\nchannels: [conda-forge]\ndependencies:\n  - python=3.11\n  "
			     "- numpy  # any\n"
			     "  - pip:\n    - torch\n  - numpy\nname: y\n" },
	{ "config.yaml",
		"seed_everything: null\ntrainer: &t\n  max_epochs: 1\n  benchmark: true\n  "
		"deterministic: false\nmodel:\n  class_path: \"a\\u00e9.B\"\nother: *t\nbad: "
		"[1\n" },
	{ "ds_config.json",
		"{\"train_batch_size\": 1, // c\n \"zero_optimization\": {\"stage\": 2,},\n \"a\": "
		"\"\\ud83d\\ude00\", \"a\": 1}\n" },
	{ ".reprolint.yaml",
		"ignore: [pin/image-tag]\nseverity: {DL3008: error}\nexclude: [x/, '*.log']\n"
		"overrides:\n- paths: [base.txt, a/**]\n  ignore: pin\n" },
	{ "sub/.hadolint.yaml", "ignored: [DL3006]\noverride: {info: [DL3008]}\n" },
	{ "project/pyproject.toml",
		"[project]\nname = 'P.q'\ndependencies = ['numpy>=2', 'x==', 'p-q[a]', \"\\u0061 @ "
		"git+https://h/r@v1\", 'scipy']\n[dependency-groups]\na = [{include-group = 'b'}]\n"
		"b = [{include-group = 'A'}]\n[tool.uv.sources]\nscipy = {path = '../s'}\n"
		"[tool.poetry.dependencies]\npython = '*'\ny = '^1.2 || ~3'\n" },
	{ "project/uv.lock",
		"[[package]]\nname = 'numpy'\nversion = '1.26.4'\n[[package]]\nname = 'P.Q'\n"
		"source = {editable = '.'}\n" },
	{ "sub/.git", "" },
	{ "sub/Dockerfile", "FROM ubuntu\n" },
	{ "broken/.reprolint.yaml", "ignore: [nothing]\nselct: [\n" },
	{ "broken/Dockerfile", "FROM ubuntu\n" },
	{ NULL, NULL },
};

const char *const file_paths[] = {
	"Dockerfile",
	"base.txt-is-no-kind",
	"broken/Dockerfile",
	"built.Dockerfile",
	"compose.yaml",
	"config.yaml",
	"constraints.txt",
	"ds_config.json",
	"environment.yml",
	"none/Dockerfile",
	"project/pyproject.toml",
	"requirements.txt",
	"sub/Dockerfile",
	"utf16-requirements.txt",
	NULL,
};

static const struct file *find(const char *path)
{
	const struct file *file = files;

	while (file->path && strcmp(file->path, path) != 0) {
		file++;
	}
	return file->path ? file : NULL;
}

static rlint_access read_file(void *user, const char *path, uint64_t limit, rlint_str *out)
{
	const struct file *file = find(path);
	size_t length = file ? strlen(file->text) : 0;

	if (!file) {
		return RLINT_ACCESS_ABSENT;
	}
	if (length > limit) {
		return RLINT_ACCESS_TOO_LARGE;
	}
	++*(int *)user;
	*out = (rlint_str){ file->text, length };
	return RLINT_ACCESS_OK;
}

static void release_file(void *user, rlint_str text)
{
	(void)text;
	--*(int *)user;
}

static rlint_access stat_file(void *user, const char *path, rlint_entry *out)
{
	const struct file *file = find(path);

	(void)user;
	if (!file) {
		return RLINT_ACCESS_ABSENT;
	}
	*out = (rlint_entry){ RLINT_ENTRY_FILE, strlen(file->text) };
	return RLINT_ACCESS_OK;
}

static rlint_access list_files(void *user, const char *path,
	bool (*each)(void *sink, const char *name, rlint_entry_kind kind), void *sink)
{
	(void)user;
	if (strcmp(path, ".") != 0) {
		return RLINT_ACCESS_ABSENT;
	}
	for (const struct file *file = files; file->path; file++) {
		if (!strchr(file->path, '/') && !each(sink, file->path, RLINT_ENTRY_FILE)) {
			break;
		}
	}
	return RLINT_ACCESS_OK;
}

rlint_fs files_fs(int *unreleased)
{
	return (rlint_fs){ read_file, release_file, stat_file, list_files, unreleased };
}
