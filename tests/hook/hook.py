#!/usr/bin/env python3
"""The hooks of .pre-commit-hooks.yaml under the real pre-commit: hook.py PROGRAM SOURCE-ROOT

A repository uses another one that has the hooks; both are made here, so no network is needed. Skipped,
saying so, where pre-commit or git is not installed.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
SECONDS = 60
CONFIG = "repos:\n- repo: {url}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n"
GOOD = "FROM python:3.12.4-slim@sha256:" + "0" * 64 + "\nUSER 1000\nCMD [\"python\"]\n"
BAD = "FROM python:latest\nUSER 1000\nCMD [\"python\"]\n"
FIXABLE = GOOD.replace("USER", "RUN pip install numpy==2.0.1\nUSER")
FIXED = GOOD.replace("USER", "RUN pip install --no-cache-dir numpy==2.0.1\nUSER")
# Names of all kinds, and one that the hook has no business with.
NAMES = {
    "Dockerfile": True, "docker/gpu.Dockerfile": True, "Containerfile": True, "Dockerfile.dev": True,
    "requirements.txt": True, "requirements/base.in": True, "dev-requirements.txt": True,
    "constraints.txt": True, "environment.yml": True, "conf/train.yaml": True, "ds.json": True,
    "pyproject.toml": True, "Pipfile": True, "sub/setup.cfg": True, "uv.lock": True, "poetry.lock": True,
    "pdm.lock": True, "Pipfile.lock": True, "pylock.gpu.toml": True, "gpu.conda-lock.yml": True,
    "config.toml": False, "Cargo.lock": False, "tox.ini": False,
    "train.py": False, "notes.txt": False,
}  # fmt: skip


class Trial:
    def __init__(self, program, root, scratch):
        self.folder = scratch / "user"
        self.environment = dict(os.environ)
        self.environment["PATH"] = f"{pathlib.Path(program).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment["PRE_COMMIT_HOME"] = str(scratch / "cache")
        self.environment["HOME"] = str(scratch)
        for name in [name for name in self.environment if name.startswith("GIT_")]:
            del self.environment[name]
        self.hooks = scratch / "hooks"
        self.hooks.mkdir()
        self.folder.mkdir()
        shutil.copy(root / ".pre-commit-hooks.yaml", self.hooks)
        self.commit(self.hooks)
        self.revision = self.call(self.hooks, "git", "rev-parse", "HEAD").stdout.strip()
        self.call(self.folder, "git", "init", "-q")

    def call(self, folder, *words, check=True):
        return subprocess.run(
            words, cwd=folder, env=self.environment, timeout=SECONDS, text=True, check=check,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def commit(self, folder):
        self.call(folder, "git", "init", "-q")
        self.call(folder, "git", "add", "-A")
        self.call(folder, "git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a")

    def take(self, name):
        """What pre-commit says of a file of that name alone."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}\n", encoding="ascii")
        self.call(self.folder, "git", "add", "-A")
        return self.call(self.folder, "pre-commit", "run", "--files", name, check=False).stdout

    def run(self, hook, text):
        """Exit status and output of pre-commit over a Dockerfile."""
        config = CONFIG.format(url=self.hooks, revision=self.revision, hook=hook)
        (self.folder / ".pre-commit-config.yaml").write_text(config, encoding="ascii")
        (self.folder / "Dockerfile").write_text(text, encoding="ascii")
        self.call(self.folder, "git", "add", "-A")
        done = self.call(self.folder, "pre-commit", "run", "--all-files", check=False)
        return done.returncode, done.stdout


def main():
    if not shutil.which("pre-commit") or not shutil.which("git"):
        print("skipped: pre-commit or git is not installed")
        sys.exit(SKIPPED)
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        trial = Trial(program, pathlib.Path(sys.argv[2]).resolve(), pathlib.Path(scratch))
        status, output = trial.run("reprolint", GOOD)
        assert status == 0 and "Passed" in output, output
        status, output = trial.run("reprolint", BAD)
        assert status == 1 and "[pin/image-tag]" in output, output
        status, output = trial.run("reprolint-fix", FIXABLE)
        assert status == 1 and "files were modified" in output, output
        assert (trial.folder / "Dockerfile").read_text(encoding="utf-8") == FIXED
        status, output = trial.run("reprolint-fix", FIXED)
        assert status == 0 and "Passed" in output, output
        for name, is_taken in NAMES.items():
            output = trial.take(name)
            assert ("(no files to check)" not in output) == is_taken, f"{name}: {output}"
    print("passes, fails and fixes")


main()
