#!/usr/bin/env python3
"""Measures the program: bench.py PROGRAM CORPUS-FOLDER [start | corpus | yaml | tree | doubling ...]

    start      a 50-line Dockerfile on standard input, against a C program that only prints
    corpus     all Dockerfiles and requirements files of a folder in one run: files a second, peak memory
    yaml       all YAML files of a folder, default rules, against a bare event loop of libyaml over them
    tree       a repository of 20,000 files, 2,000 of interest, with 1 and 2 threads; the same with 50,000
               files more in node_modules; a commit of 20 files
    reading    the corpus's requirements files, one behind the other, in files of half a megabyte and more
    doubling   the time for an input twice as long, for every syntax: about 2 is wanted

Prints figures, judges nothing; the best of several runs each.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

RUNS = 5
START_RUNS = 200
DOUBLING_BYTES = 4 << 20
ALL_RULES = ["check", "--select", "all", "--pedantic", "--format", "json", "--exit-zero"]
# What a training image of fifty lines looks like.
DOCKERFILE = """\
# Training image of the experiment
FROM nvidia/cuda:12.1.1-cudnn8-devel-ubuntu22.04 AS build
ARG PYTHON_VERSION=3.10
ENV DEBIAN_FRONTEND=noninteractive \\
    PYTHONUNBUFFERED=1

# What the extensions are built with
RUN apt-get update && apt-get install -y --no-install-recommends \\
        build-essential \\
        git \\
        python${PYTHON_VERSION} \\
        python3-pip \\
    && rm -rf /var/lib/apt/lists/*

WORKDIR /src
COPY requirements.txt .
RUN pip3 install --no-cache-dir -r requirements.txt
RUN git clone https://github.com/example/ops.git \\
    && cd ops \\
    && git checkout 0123456789abcdef0123456789abcdef01234567 \\
    && pip3 wheel --no-deps -w /wheels .

FROM nvidia/cuda:12.1.1-cudnn8-runtime-ubuntu22.04
LABEL org.opencontainers.image.title="experiment"
ENV PYTHONUNBUFFERED=1 \\
    PATH=/opt/venv/bin:$PATH

RUN apt-get update \\
    && apt-get install -y python3 python3-venv libgl1 curl \\
    && python3 -m venv /opt/venv

COPY --from=build /wheels /wheels
RUN pip install /wheels/*.whl \\
    && pip install torch==2.1.2 transformers datasets>=2.14 \\
    && rm -rf /root/.cache

RUN curl -fsSL https://example.org/weights.tar.gz -o /tmp/weights.tar.gz \\
    && tar -xzf /tmp/weights.tar.gz -C /opt \\
    && rm /tmp/weights.tar.gz

WORKDIR /app
COPY . .
RUN useradd --create-home researcher && chown -R researcher /app
USER researcher

EXPOSE 6006
HEALTHCHECK CMD curl -f http://localhost:6006/ || exit 1
CMD ["python", "train.py", "--config", "conf/train.yaml"]
"""
REQUIREMENTS = "torch==2.1.2\nnumpy>=1.24,<2\npandas\n-e .\nscipy==1.11.4  # why\n" * 4
CONDA = "name: a\nchannels: [conda-forge]\ndependencies:\n  - python=3.10\n  - numpy\n  - pip:\n    - torch==2.1.2\n"
CONFIG = "seed_everything: 1\ntrainer:\n  max_epochs: 10\n  deterministic: true\nmodel:\n  class_path: a.B\n"
# What a folder of the tree has: ten files that are of interest, ninety that are not.
INTERESTING = {
    "Dockerfile": DOCKERFILE, "gpu.Dockerfile": DOCKERFILE, "requirements.txt": REQUIREMENTS,
    "requirements-dev.txt": REQUIREMENTS, "environment.yml": CONDA, "train.yaml": CONFIG,
    "test.yaml": CONFIG, "small.yaml": CONFIG, "large.yaml": CONFIG, "workflow.yml": "on: push\njobs: {}\n",
}  # fmt: skip
TREE_FOLDERS = 200
OTHERS_EACH = 90
MODULES = 500
MODULE_FILES = 100
COMMIT_FILES = 20
# What nobody who reads YAML with libyaml can do without.
EVENTS = """\
/* A bare event loop of libyaml over files: events FILE ... What nobody who reads YAML with it can
 * do without. */
#include <stdio.h>
#include <stdlib.h>

#include <yaml.h>

static unsigned long events_of(const unsigned char *bytes, size_t length)
{
	yaml_parser_t parser;
	unsigned long count = 0;
	int is_over = 0;

	if (!yaml_parser_initialize(&parser)) {
		exit(2);
	}
	yaml_parser_set_input_string(&parser, bytes, length);
	while (!is_over) {
		yaml_event_t event;

		if (!yaml_parser_parse(&parser, &event)) {
			break;
		}
		is_over = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		count++;
	}
	yaml_parser_delete(&parser);
	return count;
}

static unsigned long read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	unsigned char *bytes = NULL;
	unsigned long count = 0;
	long length;

	if (file && fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0) {
		rewind(file);
		bytes = malloc((size_t)length + 1);
		if (bytes && fread(bytes, 1, (size_t)length, file) == (size_t)length) {
			count = events_of(bytes, (size_t)length);
		}
	}
	free(bytes);
	if (file) {
		(void)fclose(file);
	}
	return count;
}

int main(int argc, char **argv)
{
	unsigned long count = 0;

	for (int i = 1; i < argc; i++) {
		count += read_file(argv[i]);
	}
	printf("%lu\\n", count);
	return 0;
}
"""
# name of the file, head, and one unit that is repeated; %i in it is the number of the repetition
UNITS = {
    "dockerfile": ("Dockerfile", "FROM a:1\n", "ENV A=${B:-c} D='e f'\nCOPY a b /c/\n"),
    "continuations": ("Dockerfile", "FROM a:1\nRUN true", " \\\n  && pip install numpy==1.26.4"),
    "shell": ("Dockerfile", "FROM a:1\n", "RUN if a; then b | c; else $(d \"e $f\"); fi; apt-get install -y g\n"),
    "heredoc": ("Dockerfile", "FROM a:1\nRUN <<EOF\n", "pip install numpy==1.26.4\n"),
    "quotes": ("Dockerfile", "FROM a:1\nRUN ", "'a' \"b\" \\\n"),
    "stages": ("Dockerfile", "FROM a:1 AS b\n", "FROM b AS b\nUSER c\n"),
    "names": ("Dockerfile", "FROM a:1\n", "ARG A%i=b\nENV C%i=$A%i\n"),
    "distinct stages": ("Dockerfile", "", "FROM a:1 AS b%i\nCOPY --from=b0 /c /d%i\n"),
    "installs": ("Dockerfile", "FROM a:1\n", "RUN pip install b%i && wget https://c/d%i && apt-get install e%i\n"),
    "requirements": ("requirements.txt", "", "numpy>=1.2,<2 ; python_version > '3.8'  # why\n"),
    "distinct packages": ("requirements.txt", "", "a%i==1.%i --hash=sha256:b%i\n"),
    "conda": ("environment.yml", "name: a\ndependencies:\n", "  - numpy >=1.2,<2\n"),
    "yaml": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\nlist:\n", "  - {a: 1, b: [c, 'd']}\n"),
    "yaml keys": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\n", "key%i: %i\n"),
    "yaml files": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\n", "file%i: https://host/%i.npy\n"),
    "dvc parameters": ("dvc.yaml", "stages:\n  train:\n    cmd: ./train\n    params:\n", "      - part%i.seed\n"),
    "yaml brackets": ("config.yaml", "", "["),
    "yaml nested": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\nlist:\n", "- [[[{a: [{b: [c, [d]]}]}]]]\n"),
    "yaml one line": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\nlist: [0", ", {a: [b, 'c']}"),
    "yaml long keys": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\n", "k" * 1000 + "%i: v\n"),
    "yaml no keys": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\n", "\u00e9" * 600 + "%i\n"),
    "yaml anchors": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\nlist:\n", "- &a%i b\n- *a%i\n"),
    "yaml comments": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\n", "# a comment # of some length\n"),
    "yaml quotes": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\n", "a%i: \"b\n"),
    "yaml folded": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\ntext: >\n", "  a\n\n  b\n   c\n"),
    "yaml escapes": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\ntext: \"", "a\\n b\n\n  c \\\n"),
    "yaml refused": ("config.yaml", "trainer:\n  max_epochs: 1\nmodel:\n  class_path: a.B\n", "a%i: [b\n"),
    "json": ("config.json", '{"train_batch_size": 1, "zero_optimization": {"stage": 1}, "list": [0', ',\n{"a": [1, "b\\n"]}'),
    "toml": ("config.toml", "[model_arguments]\n", "[[a]]\nb = [1, { c = 'd' }]\ne.f = \"g\"\n"),
    "ini": ("config.cfg", "[training]\nseed = 1\n[nlp]\n", "[a.b]\nc = ${paths.d} e\n  f\n"),
    "pyproject": ("pyproject.toml", "[project]\nname = 'a'\ndependencies = [\n", "  \"numpy>=1.2,<2; python_version > '3.8'\",\n"),
    "pipfile": ("Pipfile", "[packages]\n", "a%i = \">=1.2,<2\"\n"),
    "setup.cfg": ("setup.cfg", "[options]\ninstall_requires =\n", "  numpy>=1.2,<2; python_version > '3.8'\n"),
    "uv.lock": ("uv.lock", "version = 1\n", "[[package]]\nname = 'a%i'\nversion = '1'\nsource = { registry = 'https://b/c' }\n"),
    "poetry.lock": ("poetry.lock", "", "[[package]]\nname = \"a%i\"\nversion = \"1\"\nfiles = []\n"),
    "pipfile.lock": ("Pipfile.lock", '{"_meta": {}, "default": {"a": {"version": "==1"}', ',\n"a%i": {"version": "==%i", "hashes": []}'),
    "conda urls": ("linux-64.txt", "@EXPLICIT\n", "https://conda.anaconda.org/conda-forge/linux-64/a-1.0-0.conda#d41d8cd98f00b204e9800998ecf8427e\n"),
    "compose": ("compose.yaml", "services:\n", "  a%i:\n    image: b:1\n    depends_on: [a0]\n    volumes: ['./c:/d%i']\n"),
    "compose list": ("compose.yaml", "services:\n  a:\n    image: b:1\n    environment:\n", "      - C=${D:-e}\n"),
    "flags": ("Dockerfile", "FROM a:1\nENV XLA_FLAGS=", "--a%i=1\\ --b=$D\\ "),
    "compose build": ("compose.yaml", "services:\n  a:\n    build:\n      args: {V: '>=2'}\n      dockerfile_inline: |\n        FROM python:3.11.9\n        ARG V\n", "        RUN pip install a%i$V\n"),
    "compose variables": ("compose.yaml", "services:\n  a:\n    image: b:1\n    environment:\n", "      C%i: ${D%i:-e}\n"),
    "compose nested": ("compose.yaml", "services:\n  a:\n    image: b:1\n    environment:\n      C: ", "${A%i:-${B:-c}}"),
    "compose extends": ("compose.yaml", "services:\n  a0:\n    image: b:1\n    extends: {file: compose.yaml, service: a0}\n", "  a%i:\n    extends: {file: compose.yaml, service: a0}\n    shm_size: !reset null\n"),
    "devcontainer": ("devcontainer.json", '{"image": "a:1", "mounts": ["b"', ',\n"source=${localEnv:A}/b,target=/c,type=bind"'),
    "dockerignore": (".dockerignore", "", "**/a*/b?\n!c/d\n"),
    "dotenv": (".env", "", "export A%i=\"${B%i} c\" # d\n"),
    "brackets": ("config.json", "", "["),
}  # fmt: skip

# What closes what the head opens, where an open file would not be read to the end.
TAILS = {"json": "]}", "pyproject": "]\n", "pipfile.lock": "}}", "devcontainer": "]}", "yaml one line": "]\n", "yaml escapes": "\"\n"}


class Bench:
    """The small C programs, built in a folder that is gone afterwards."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)
        for name in ("print", "measure"):
            source = pathlib.Path(__file__).with_name(f"{name}.c")
            subprocess.run(["cc", "-O2", str(source), "-o", self.folder / name], check=True)
        source = self.folder / "events.c"
        source.write_text(EVENTS, encoding="ascii")
        command = ["cc", "-O2", str(source), "-o", str(self.folder / "events"), "-lyaml"]
        self.has_events = subprocess.run(command, check=False).returncode == 0

    def best(self, command, input_file="/dev/null", runs=RUNS):
        """Seconds, shortest of the runs, and bytes of memory at the peak."""
        done = subprocess.run(
            [self.folder / "measure", str(runs), input_file, *command],
            stdout=subprocess.PIPE, check=True, text=True,
        )  # fmt: skip
        microseconds, kibibytes = map(int, done.stdout.split())
        return microseconds / 1e6, kibibytes * 1024

    def start(self, _corpus):
        text = self.folder / "Dockerfile"
        text.write_text(DOCKERFILE, encoding="ascii")
        base, _ = self.best([str(self.folder / "print")], str(text), START_RUNS)
        ours, _ = self.best(
            [self.program, "check", "--exit-zero", "--stdin-filename", "Dockerfile", "-"],
            str(text), START_RUNS,
        )  # fmt: skip
        print(f"start: {ours * 1e3:.2f} ms, printing {base * 1e3:.2f} ms, ratio {ours / base:.2f}")

    def corpus(self, corpus):
        paths = sorted(str(p) for p in pathlib.Path(corpus).rglob("*") if p.is_file() and is_measured(p))
        if not paths:
            print(f"corpus: no files below {corpus}")
            return
        size = sum(os.path.getsize(path) for path in paths)
        seconds, memory = self.best([self.program, *ALL_RULES, *paths])
        print(
            f"corpus: {len(paths)} files, {size / 1e6:.1f} MB in {seconds:.3f} s: "
            f"{len(paths) / seconds:.0f} files/s, {size / 1e6 / seconds:.0f} MB/s, "
            f"peak {memory / 2**20:.1f} MiB"
        )

    def reading(self, corpus):
        """As the default rules see it, on one thread."""
        files = [p for p in sorted(pathlib.Path(corpus).rglob("*requirements*.txt")) if p.is_file()]
        lines = b"".join(text.rstrip(b"\n") + b"\n" for text in map(pathlib.Path.read_bytes, files)
                         if text.isascii() and b"\0" not in text)
        paths = [f"{self.folder}/requirements-{i}.txt" for i in range(max(1, (16 << 20) // max(1, len(lines))))]
        for path in paths:
            pathlib.Path(path).write_bytes(lines)
        seconds, memory = self.best([self.program, "check", "--isolated", "--exit-zero", "--format", "concise", *paths])
        print(
            f"reading: {len(paths)} files of {len(lines) / 1e6:.2f} MB: {len(paths) * len(lines) / 1e6 / seconds:.0f} MB/s, "
            f"peak {memory / 2**20:.1f} MiB"
        )

    def yaml(self, corpus):
        paths = sorted(str(p) for p in pathlib.Path(corpus).rglob("*.y*ml") if p.is_file())
        if not paths or not self.has_events:
            print("yaml: no files, or no libyaml to compare with")
            return
        size = sum(os.path.getsize(path) for path in paths)
        base, _ = self.best([str(self.folder / "events"), *paths])
        ours, _ = self.best([self.program, "check", "--quiet", "--exit-zero", "--jobs", "1", *paths])
        print(
            f"yaml: {len(paths)} files, {size / 1e6:.1f} MB: {ours:.3f} s, libyaml's events {base:.3f} s, "
            f"throughput {base / ours:.2f} of theirs"
        )

    def tree(self, _corpus):
        root = self.folder / "tree"
        make_tree(root)
        for jobs in ("1", "2"):
            seconds, memory = self.best(self.walk(root, jobs))
            print(f"tree: --jobs {jobs}: {seconds:.3f} s, peak {memory / 2**20:.1f} MiB")
        for module in range(MODULES):
            fill(root / "node_modules" / f"module{module}", {f"{i}.json": "{}\n" for i in range(MODULE_FILES)})
        seconds, _ = self.best(self.walk(root, "2"))
        print(f"tree: --jobs 2, with {MODULES * MODULE_FILES} files in node_modules: {seconds:.3f} s")
        paths = [str(root / f"part{i}" / name) for i in range(2) for name in INTERESTING][:COMMIT_FILES]
        seconds, _ = self.best([self.program, "check", "--quiet", "--exit-zero", *paths])
        print(f"tree: a commit of {len(paths)} files: {seconds * 1e3:.1f} ms")

    def walk(self, root, jobs):
        return [self.program, "check", "--exit-zero", "--jobs", jobs, str(root)]

    def doubling(self, _corpus):
        for name in UNITS:
            seconds, times = [], []
            for size in (DOUBLING_BYTES, 2 * DOUBLING_BYTES):
                file_name, text = repeated(name, size)
                path = self.folder / file_name
                path.write_bytes(text)
                best, memory = self.best([self.program, *ALL_RULES, str(path)], runs=3)
                seconds.append(best)
                times.append(memory / len(text))
            print(
                f"doubling: {name:14} {seconds[0]:.3f} s, {seconds[1]:.3f} s, "
                f"ratio {seconds[1] / seconds[0]:.2f}, peak {times[1]:.1f} times the file"
            )


def fill(folder, files):
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="ascii")


def make_tree(root):
    others = {f"module{i}.py": "import torch\n" for i in range(OTHERS_EACH)}
    for part in range(TREE_FOLDERS):
        fill(root / f"part{part}", {**INTERESTING, **others})


def is_measured(path):
    name = path.name
    return bool(
        re.search(r"[Dd]ockerfile", name)
        and path.suffix not in (".py", ".md", ".sh", ".yml", ".yaml", ".json")
        or re.search(r"requirements.*\.(txt|in)$", name)
    )


def repeated(name, size):
    file_name, head, unit = UNITS[name]
    if "%i" in unit:
        # as long as its numbers are at the end
        length = len(unit.replace("%i", str(size // len(unit))))
        body = "".join(unit.replace("%i", str(i)) for i in range(size // length))
    else:
        body = unit * (size // len(unit))
    return file_name, (head + body + TAILS.get(name, "")).encode()


def main():
    program, corpus, *names = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(str(pathlib.Path(program).resolve()), folder)
        for name in names or ("start", "corpus", "yaml", "tree", "doubling"):
            getattr(bench, name)(corpus)


main()
