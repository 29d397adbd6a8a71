/* lib/facts/effects*.c: what a RUN installs, keeps, clears, fetches and reads. */
#include <stdio.h>

#include "tests/unit/docker.h"

static const rlint_effect *find_in_step(
	const rlint_fact *step, rlint_action action, const char *what, size_t *index)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		bool is_meant = effect->action == action &&
				(!what || rlint_str_is(effect->what, str_from(what)));

		if (is_meant && (*index)-- == 0) {
			return effect;
		}
	}
	return NULL;
}

/* The n-th effect of that action in the file; `what` NULL: any. NULL past the end. */
static const rlint_effect *find(
	const struct docker_case *that, rlint_action action, const char *what, size_t index)
{
	const struct vec *steps = &that->facts.all[RLINT_STEP];
	const rlint_effect *effect = NULL;

	for (uint32_t i = 0; i < steps->count && !effect; i++) {
		effect = find_in_step(((rlint_fact **)steps->items)[i], action, what, &index);
	}
	return effect;
}

/* `head`, then `tail`, NUL-terminated. */
static void join(char *out, size_t capacity, const char *head, const char *tail)
{
	size_t first = strlen(head), second = strlen(tail);

	assert_true(first + second < capacity);
	for (size_t i = 0; i <= first + second; i++) {
		const char *from = i < first ? head + i : tail + (i - first);

		out[i] = *from;
	}
}

/* Where what a RUN writes ends, behind `FROM python:3.12`; -1: it writes none. */
static int end_of(const char *what, const char *lines)
{
	struct docker_case that;
	const rlint_effect *effect;
	char text[4096];
	int end;

	join(text, sizeof text, "FROM python:3.12\n", lines);
	docker_read(&that, text);
	effect = find(&that, RLINT_WRITES, what, 0);
	end = effect ? (int)effect->end : -1;
	docker_free(&that);
	return end;
}

static void apt_lists_end_where_they_are_deleted(void **state)
{
	(void)state;
	assert_int_equal(end_of("apt-lists", "RUN apt-get update && apt-get install -y x\n"),
		RLINT_IN_LAYER);
	assert_int_equal(end_of("apt-lists", "RUN apt-get install -y x\n"), -1);
	assert_int_equal(end_of("apt-lists",
				 "RUN apt-get update && apt-get install -y x \\\n && apt-get clean "
				 "\\\n && rm -rf /var/lib/apt/lists/*\n"),
		RLINT_UNDONE_HERE);
	assert_int_equal(end_of("apt-lists", "RUN apt update && rm -rf /var/lib/apt/lists*\n"),
		RLINT_UNDONE_HERE);
	assert_int_equal(
		end_of("apt-lists",
			"RUN apt-get update; rm -r /var/lib/apt/lists /var/cache/apt/archives\n"),
		RLINT_UNDONE_HERE);
	assert_int_equal(
		end_of("apt-lists", "RUN apt-get update; rm -rf /var/lib/{apt,dpkg,cache,log}/\n"),
		RLINT_UNDONE_HERE);
	assert_int_equal(end_of("apt-lists",
				 "RUN apt-get update; find /var/lib/apt/lists -type f -delete\n"),
		RLINT_UNDONE_HERE);
	assert_int_equal(
		end_of("apt-lists", "RUN apt-get update && apt-get clean\n"), RLINT_IN_LAYER);
	assert_int_equal(
		end_of("apt-lists", "RUN apt-get update && rm -rf /tmp/*\n"), RLINT_IN_LAYER);
	assert_int_equal(
		end_of("apt-lists", "RUN apt-get update; apt-get dist-clean\n"), RLINT_UNDONE_HERE);
	assert_int_equal(
		end_of("apt-lists", "RUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*\n"),
		RLINT_UNDONE_LATER);
	assert_int_equal(
		end_of("apt-lists", "RUN --mount=type=cache,target=/var/cache/apt "
				    "--mount=type=cache,target=/var/lib/apt apt-get update\n"),
		RLINT_IN_MOUNT);
	assert_int_equal(end_of("apt-lists",
				 "RUN --mount=type=cache,target=/var/cache/apt apt-get update\n"),
		RLINT_IN_LAYER);
}

static void assert_pip_cache(const char *const *cases, size_t count, int end)
{
	for (size_t i = 0; i < count; i++) {
		int got = end_of("pip-cache", cases[i]);

		print_message("%s", got == end ? "" : cases[i]);
		assert_int_equal(got, end);
	}
}

static void pips_cache_has_many_switches(void **state)
{
	static const char *const silent[] = { "RUN pip install --no-cache-dir x\n",
		"RUN pip install --no-cache x\n", "ENV PIP_NO_CACHE_DIR=1\nRUN pip install x\n",
		"ENV PIP_NO_CACHE_DIR=off\nRUN pip install x\n",
		"ARG PIP_NO_CACHE_DIR=1\nRUN pip install x\n",
		"ARG PIP_NO_CACHE_DIR\nRUN pip install x\n",
		"RUN PIP_NO_CACHE_DIR=1 pip install x\n",
		"RUN export PIP_NO_CACHE_DIR=1 && pip install x\n",
		"RUN pip config set global.no-cache-dir true && pip install x\n",
		"RUN pip uninstall -y x\n", "RUN echo pip install x\n" };
	static const char *const cleared[] = { "RUN pip install x && rm -rf ~/.cache/pip\n",
		"RUN pip install x && rm -rf /root/.cache\n",
		"RUN pip install x && rm -rf \"$HOME/.cache/pip\"\n",
		"RUN pip install x && rm -rf /root/.cache/*\n",
		"RUN pip install x && pip cache purge\n" };
	static const char *const kept[] = { "RUN pip install x\n",
		"ENV PIP_NO_CACHE_DIR=\nRUN pip install x\n",
		"RUN rm -rf ~/.cache && pip install x\n", "RUN python3 -m pip install x\n",
		"RUN pip install x && rm -rf /root/*\n" };

	(void)state;
	assert_pip_cache(silent, sizeof silent / sizeof *silent, -1);
	assert_pip_cache(cleared, sizeof cleared / sizeof *cleared, RLINT_UNDONE_HERE);
	assert_pip_cache(kept, sizeof kept / sizeof *kept, RLINT_IN_LAYER);
}

static void pips_cache_may_lie_in_a_mount(void **state)
{
	(void)state;
	assert_int_equal(
		end_of("pip-cache", "RUN --mount=type=cache,target=/root/.cache pip install x\n"),
		RLINT_IN_MOUNT);
	assert_int_equal(end_of("pip-cache", "ENV PIP_CACHE_DIR=/c/pip\n"
					     "RUN --mount=type=cache,target=/c pip install x\n"),
		RLINT_IN_MOUNT);
	assert_int_equal(end_of("pip-cache",
				 "RUN --mount=type=cache,target=/c pip install --cache-dir=/c x\n"),
		RLINT_IN_MOUNT);
	assert_int_equal(end_of("pip-cache", "RUN --mount=type=cache,target=/c pip install x\n"),
		RLINT_IN_LAYER);
}

static void the_other_managers_have_caches_too(void **state)
{
	(void)state;
	assert_int_equal(end_of("apk-cache", "RUN apk add git\n"), RLINT_IN_LAYER);
	assert_int_equal(end_of("apk-cache", "RUN apk add --no-cache git\n"), -1);
	assert_int_equal(end_of("apk-cache", "RUN apk --no-cache add git\n"), -1);
	assert_int_equal(end_of("apk-cache", "RUN apk add --no-network $deps\n"), -1);
	assert_int_equal(
		end_of("apk-cache", "RUN apk update && apk add git && rm -rf /var/cache/apk/*\n"),
		RLINT_UNDONE_HERE);
	assert_int_equal(end_of("conda-cache", "RUN conda install -y x\n"), RLINT_IN_LAYER);
	assert_int_equal(end_of("conda-cache", "RUN conda install -y x && conda clean -afy\n"),
		RLINT_UNDONE_HERE);
	assert_int_equal(
		end_of("conda-cache", "RUN conda env create -f e.yml && conda clean --all --yes\n"),
		RLINT_UNDONE_HERE);
	assert_int_equal(end_of("conda-cache", "RUN mamba install -y x && mamba clean -i\n"),
		RLINT_IN_LAYER);
	assert_int_equal(end_of("conda-cache",
				 "RUN --mount=type=cache,target=/opt/conda/pkgs conda install x\n"),
		RLINT_IN_MOUNT);
	assert_int_equal(
		end_of("npm-cache", "RUN npm ci && npm cache clean --force\n"), RLINT_UNDONE_HERE);
	assert_int_equal(end_of("dnf-cache", "RUN dnf5 -y upgrade\n"), RLINT_IN_LAYER);
	assert_int_equal(
		end_of("dnf-cache", "RUN yum clean all && yum install -y x\n"), RLINT_IN_LAYER);
	assert_int_equal(
		end_of("zypper-cache", "RUN zypper in -y x && zypper cc\n"), RLINT_UNDONE_HERE);
	assert_int_equal(end_of("uv-cache", "RUN uv pip install --system x\n"), RLINT_IN_LAYER);
	assert_int_equal(end_of("uv-cache", "RUN uv pip install --no-cache x\n"), -1);
}

static void packages_are_words_and_not_options(void **state)
{
	struct docker_case that;
	const rlint_package *package;
	const rlint_fact *fact;

	(void)state;
	docker_read(&that,
		"FROM python:3.12\nARG V=2.1\n"
		"RUN pip install --timeout 100 -U \"torch>=2\" \\\n    numpy==1.26.4 a==${V} b==$W "
		"$MORE \\\n    -e . ./x.whl -c c.txt\n");
	assert_int_equal(that.facts.all[RLINT_PACKAGE].count, 7);
	fact = docker_fact(&that, RLINT_PACKAGE, 0);
	package = rlint_as_package(fact);
	assert_str(package->name.text, "torch");
	assert_str(package->version.text, ">=2");
	assert_int_equal(package->pin, RLINT_BOUNDED);
	assert_true(package->is_upgrade);
	assert_int_equal(package->purpose, RLINT_FRAMEWORK);
	assert_str(rlint_text_of(that.document, package->name.span), "torch");
	assert_int_equal(rlint_fact_kind(rlint_fact_container(fact)), RLINT_ENVIRONMENT);
	package = rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 1));
	assert_int_equal(package->pin, RLINT_EXACT);
	assert_str(
		rlint_text_of(that.document, rlint_fact_span(docker_fact(&that, RLINT_PACKAGE, 1))),
		"numpy==1.26.4");
	package = rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 2));
	assert_int_equal(package->pin, RLINT_EXACT);
	assert_str(package->name.text, "a");
	package = rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 3));
	assert_int_equal(package->pin, RLINT_PIN_UNKNOWN);
	assert_str(package->name.text, "b");
	assert_int_equal(
		rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 4))->pin, RLINT_PIN_UNKNOWN);
	package = rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 5));
	assert_int_equal(package->pin, RLINT_LOCAL);
	assert_int_equal(rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 6))->pin, RLINT_LOCAL);
	assert_true(rlint_as_include(docker_fact(&that, RLINT_INCLUDE, 0))->is_constraint);
	docker_free(&that);
}

static void a_variable_of_several_words_is_several_packages(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM debian:12\nARG DEPS=\"gcc make\"\nRUN apt-get install -y $DEPS\n");
	assert_int_equal(that.facts.all[RLINT_PACKAGE].count, 2);
	assert_str(rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 1))->name.text, "make");
	docker_free(&that);
}

static rlint_pin apt_pin(const char *operand)
{
	struct docker_case that;
	char text[256];
	rlint_pin pin;

	join(text, sizeof text, "FROM debian:12\nRUN apt-get install -y ", operand);
	docker_read(&that, text);
	pin = rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 0))->pin;
	docker_free(&that);
	return pin;
}

static void apt_operands_have_versions_and_suites(void **state)
{
	struct docker_case that;

	(void)state;
	assert_int_equal(apt_pin("git"), RLINT_FLOATING);
	assert_int_equal(apt_pin("git=1:2.39.2-1"), RLINT_EXACT);
	assert_int_equal(apt_pin("r-base=4.2.*"), RLINT_BOUNDED);
	assert_int_equal(apt_pin("git/bookworm-backports"), RLINT_BOUNDED);
	assert_int_equal(apt_pin("libc6:i386"), RLINT_FLOATING);
	assert_int_equal(apt_pin("/tmp/x.deb"), RLINT_LOCAL);
	assert_int_equal(apt_pin("git=$V"), RLINT_PIN_UNKNOWN);
	docker_read(&that, "FROM debian:12\nRUN apt-get install -s git; apt-get install -y a- b\n");
	assert_int_equal(that.facts.all[RLINT_PACKAGE].count, 1);
	assert_non_null(find(&that, RLINT_REMOVES, "a", 0));
	docker_free(&that);
}

static void what_is_removed_again_is_undone(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM debian:12\n"
			   "RUN apt-get install -y gcc git && apt-get purge -y --auto-remove gcc\n"
			   "RUN apt-get remove -y git\n"
			   "FROM alpine:3\n"
			   "RUN apk add --no-cache --virtual .deps gnupg tar && apk del .deps\n"
			   "FROM debian:12\n"
			   "RUN m=\"$(apt-mark showmanual)\"; apt-get install -y wget curl; "
			   "apt-mark auto '.*' > /dev/null; apt-mark manual curl; "
			   "apt-get purge -y --auto-remove -o APT::AutoRemove::X=false\n");
	assert_int_equal(find(&that, RLINT_INSTALLS, "gcc", 0)->end, RLINT_UNDONE_HERE);
	assert_int_equal(find(&that, RLINT_INSTALLS, "git", 0)->end, RLINT_UNDONE_LATER);
	assert_int_equal(find(&that, RLINT_INSTALLS, "gnupg", 0)->end, RLINT_UNDONE_HERE);
	assert_int_equal(find(&that, RLINT_INSTALLS, "tar", 0)->end, RLINT_UNDONE_HERE);
	assert_int_equal(find(&that, RLINT_INSTALLS, "wget", 0)->end, RLINT_UNDONE_HERE);
	assert_int_equal(find(&that, RLINT_INSTALLS, "curl", 0)->end, RLINT_IN_LAYER);
	docker_free(&that);
}

static void conda_specs_are_packages(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM continuumio/miniconda3:24.1.2-0\n"
			   "RUN conda install -y -n base -c conda-forge \"python=3.10\" numpy\n"
			   "RUN conda env create -f /tmp/e.yml\n");
	assert_int_equal(that.facts.all[RLINT_PACKAGE].count, 2);
	assert_str(rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 0))->name.text, "python");
	assert_str(
		rlint_as_environment(docker_fact(&that, RLINT_ENVIRONMENT, 0))->name.text, "base");
	assert_non_null(find(&that, RLINT_INSTALLS, "dependencies", 0));
	docker_free(&that);
}

/* The n-th manifest of the file's n-th RUN as text; empty where it is not known. */
static void assert_manifest(const char *text, size_t run, size_t index, const char *wanted)
{
	struct docker_case that;
	const rlint_value *manifest;

	docker_read(&that, text);
	manifest = rlint_step_manifest(docker_step_at(&that, 0, "RUN", run), index);
	if (!wanted) {
		assert_true(!manifest || !rlint_value_has_text(manifest));
	} else {
		assert_non_null(manifest);
		assert_true(rlint_value_has_text(manifest));
		assert_str(manifest->text, wanted);
	}
	docker_free(&that);
}

static void manifests_are_named_by_their_place_in_the_context(void **state)
{
	(void)state;
	assert_manifest("FROM python:3\nWORKDIR /app\nCOPY . .\n"
			"RUN pip install -r requirements.txt\n",
		0, 0, "requirements.txt");
	assert_manifest("FROM python:3\nCOPY . .\nRUN pip install -r requirements.txt\n", 0, 0,
		"requirements.txt");
	assert_manifest("FROM python:3\nCOPY docker/req.txt /tmp/\n"
			"RUN pip install -r /tmp/req.txt\n",
		0, 0, "docker/req.txt");
	assert_manifest("FROM python:3\nCOPY docker/req.txt /tmp/r.txt\n"
			"RUN pip install -r /tmp/r.txt\n",
		0, 0, "docker/req.txt");
	assert_manifest("FROM python:3\nCOPY src /app/src\n"
			"RUN cd /app && pip install -r src/requirements/base.txt\n",
		0, 0, "src/requirements/base.txt");
	assert_manifest(
		"FROM python:3\n"
		"RUN --mount=type=bind,source=req.txt,target=/r.txt pip install -r /r.txt\n",
		0, 0, "req.txt");
	assert_manifest("FROM python:3\nRUN pip install -r /opt/x.txt\n", 0, 0, NULL);
	assert_manifest("FROM python:3\nWORKDIR /w\nCOPY . .\nRUN git clone https://x.org/y.git && "
			"cd y && pip install -r requirements.txt\n",
		0, 0, NULL);
	assert_manifest("FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\n", 0, 0,
		"package.json");
	assert_manifest("FROM python:3\nWORKDIR /app\nCOPY pyproject.toml poetry.lock ./\n"
			"RUN poetry install --no-root\n",
		0, 1, "poetry.lock");
	assert_manifest(
		"FROM python:3\nWORKDIR /app\nCOPY . .\nRUN pip install -e .\n", 0, 0, NULL);
}

static void a_project_alone_installs_no_dependencies_of_a_manifest(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM python:3\nCOPY . .\nRUN pip install -e \".[dev]\"\n");
	assert_null(find(&that, RLINT_INSTALLS, "dependencies", 0));
	assert_int_equal(
		rlint_as_package(find(&that, RLINT_INSTALLS, NULL, 0)->subject)->pin, RLINT_LOCAL);
	docker_free(&that);
}

static void a_second_sync_installs_the_project_alone(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM python:3\nCOPY pyproject.toml uv.lock ./\n"
			   "RUN uv sync --no-install-project\nCOPY . .\nRUN uv sync\n");
	assert_non_null(find(&that, RLINT_INSTALLS, "dependencies", 0));
	assert_null(find(&that, RLINT_INSTALLS, "dependencies", 1));
	assert_int_equal(
		rlint_as_package(find(&that, RLINT_INSTALLS, NULL, 1)->subject)->pin, RLINT_LOCAL);
	docker_free(&that);
}

static rlint_use use_of(const char *command, rlint_pin *pin)
{
	struct docker_case that;
	char text[256];
	rlint_use use;

	snprintf(text, sizeof text, "FROM debian:12\nRUN %s\n", command);
	docker_read(&that, text);
	assert_int_equal(that.facts.all[RLINT_DOWNLOAD].count, 1);
	use = rlint_as_download(docker_fact(&that, RLINT_DOWNLOAD, 0))->use;
	*pin = rlint_as_download(docker_fact(&that, RLINT_DOWNLOAD, 0))->pin;
	docker_free(&that);
	return use;
}

static void downloads_tell_what_becomes_of_them(void **state)
{
	static const struct {
		const char *command;
		rlint_use use;
		rlint_pin pin;
	} cases[] = { { "curl https://x.org/a.sh | sh", RLINT_EXECUTED, RLINT_FLOATING },
		{ "bash -c \"$(curl https://x.org/1.2/a.sh)\"", RLINT_EXECUTED, RLINT_EXACT },
		{ "wget -qO- https://x.org/a.gz | gunzip | sudo bash -s --", RLINT_EXECUTED,
			RLINT_FLOATING },
		{ "curl https://x.org/a.sh | sh a.sh", RLINT_READ, RLINT_FLOATING },
		{ "curl https://x.org/go1.22.3.linux.tgz | tar xz", RLINT_UNPACKED, RLINT_EXACT },
		{ "wget https://x.org/a.tgz", RLINT_SAVED, RLINT_FLOATING },
		{ "curl https://x.org/a > b", RLINT_SAVED, RLINT_FLOATING },
		{ "curl https://x.org/a | tee b", RLINT_SAVED, RLINT_FLOATING },
		{ "curl -o /dev/null https://x.org/a", RLINT_UNUSED, RLINT_FLOATING },
		{ "curl -O http://localhost/a", RLINT_UNUSED, RLINT_FLOATING },
		{ "V=$(curl https://x.org/v)", RLINT_READ, RLINT_FLOATING },
		{ "curl https://x.org/k | gpg --dearmor", RLINT_KEY, RLINT_FLOATING },
		{ "wget https://x.org/0123456789012345678901234567890123456789/a", RLINT_SAVED,
			RLINT_IMMUTABLE } };
	rlint_pin pin;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(use_of(cases[i].command, &pin), cases[i].use);
		assert_int_equal(pin, cases[i].pin);
	}
}

static void fetches_are_pinned_by_checkouts_and_checksums(void **state)
{
	struct docker_case that;
	const rlint_download *download;

	(void)state;
	docker_read(&that, "FROM debian:12\n"
			   "RUN git clone https://x.org/a.git && cd a && "
			   "git checkout 0123456789012345678901234567890123456789\n"
			   "RUN git clone -b v1.2 https://x.org/b.git\n"
			   "RUN git clone https://x.org/c.git\n"
			   "RUN curl -fsSL https://x.org/d.tgz -o d.tgz && echo \"$S  d.tgz\" | "
			   "sha256sum -c -\n"
			   "RUN wget https://x.org/e.tgz\n"
			   "ADD --checksum=sha256:00 https://x.org/f.tgz /\n");
	assert_int_equal(that.facts.all[RLINT_DOWNLOAD].count, 6);
	download = rlint_as_download(docker_fact(&that, RLINT_DOWNLOAD, 0));
	assert_true(download->is_vcs);
	assert_int_equal(download->pin, RLINT_IMMUTABLE);
	assert_int_equal(
		rlint_as_download(docker_fact(&that, RLINT_DOWNLOAD, 1))->pin, RLINT_EXACT);
	assert_int_equal(
		rlint_as_download(docker_fact(&that, RLINT_DOWNLOAD, 2))->pin, RLINT_FLOATING);
	download = rlint_as_download(docker_fact(&that, RLINT_DOWNLOAD, 3));
	assert_int_equal(download->is_verified, RLINT_YES);
	assert_int_equal(
		rlint_as_download(docker_fact(&that, RLINT_DOWNLOAD, 4))->is_verified, RLINT_NO);
	assert_int_equal(
		rlint_as_download(docker_fact(&that, RLINT_DOWNLOAD, 5))->is_verified, RLINT_YES);
	docker_free(&that);
}

static void files_that_commands_write_are_effects(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM debian:12\nRUN echo 'APT::Install-Recommends \"false\";' > "
			   "/etc/apt/apt.conf.d/90no\nRUN useradd -m -s /bin/bash -G sudo app\n");
	assert_non_null(find(&that, RLINT_WRITES, "/etc/apt/apt.conf.d/90no", 0));
	assert_non_null(find(&that, RLINT_MAKES_USER, "app", 0));
	docker_free(&that);
}

static void what_may_not_run_is_not_certain(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM debian:12\nRUN if [ -n \"$X\" ]; then pip install a; fi\n"
			   "RUN pip install b || true\n");
	assert_int_equal(find(&that, RLINT_INSTALLS, "a", 0)->certain, RLINT_UNKNOWN);
	assert_int_equal(find(&that, RLINT_INSTALLS, "b", 0)->certain, RLINT_YES);
	docker_free(&that);
}

static void what_another_shell_runs_is_not_known(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n"
			   "RUN pip install x\nSHELL [\"powershell\", \"-Command\"]\n"
			   "RUN Get-Date; pip install y\nRUN [\"pip\", \"install\", \"z\"]\n");
	assert_false(rlint_fact_complete(docker_step_at(&that, 0, "RUN", 0)));
	assert_false(rlint_fact_complete(docker_step_at(&that, 0, "RUN", 1)));
	assert_true(rlint_fact_complete(docker_step_at(&that, 0, "RUN", 2)));
	assert_int_equal(that.facts.all[RLINT_PACKAGE].count, 1);
	docker_free(&that);
}

static void held_packages_have_no_known_pin(void **state)
{
	struct docker_case that;

	(void)state;
	docker_read(&that, "FROM python:3\nENV PIP_CONSTRAINT=/c.txt\nRUN pip install numpy\n");
	assert_int_equal(
		rlint_as_package(docker_fact(&that, RLINT_PACKAGE, 0))->pin, RLINT_PIN_UNKNOWN);
	docker_free(&that);
}

/* The pin of the first package that the RUN installs, or -1. */
static int pin_in(const char *run)
{
	struct docker_case that;
	const rlint_effect *effect;
	int pin;

	docker_read(&that, run);
	effect = find(&that, RLINT_INSTALLS, NULL, 0);
	pin = effect && effect->subject ? (int)rlint_as_package(effect->subject)->pin : -1;
	docker_free(&that);
	return pin;
}

static void packages_of_languages_are_pinned_in_their_own_ways(void **state)
{
	(void)state;
	assert_int_equal(pin_in("RUN gem install rails\n"), RLINT_FLOATING);
	assert_int_equal(pin_in("RUN gem i rails:7.1.2\n"), RLINT_EXACT);
	assert_int_equal(pin_in("RUN gem install rails -v '~> 7.1'\n"), RLINT_BOUNDED);
	assert_int_equal(pin_in("RUN gem install --no-document rails\n"), RLINT_FLOATING);
	assert_int_equal(pin_in("RUN gem install ./rails.gem\n"), RLINT_LOCAL);
	assert_int_equal(pin_in("RUN cargo install ripgrep --version 14.1.0\n"), RLINT_EXACT);
	assert_int_equal(pin_in("RUN cargo install ripgrep@14.1.0\n"), RLINT_EXACT);
	assert_int_equal(pin_in("RUN cargo install --git https://e.org/x\n"), RLINT_FLOATING);
	assert_int_equal(
		pin_in("RUN cargo install --git https://e.org/x --rev 1a2b\n"), RLINT_IMMUTABLE);
	assert_int_equal(pin_in("RUN cargo install --path .\n"), -1);
	assert_int_equal(
		pin_in("RUN go install golang.org/x/tools/gopls@latest\n"), RLINT_FLOATING);
	assert_int_equal(pin_in("RUN go install golang.org/x/tools/gopls@v0.16.1\n"), RLINT_EXACT);
	assert_int_equal(pin_in("RUN go run ./cmd/tool\n"), RLINT_LOCAL);
	assert_int_equal(
		pin_in("RUN npm install git+ssh://git@e.org/x.git#v1.0.27\n"), RLINT_EXACT);
	assert_int_equal(pin_in("RUN dnf module install -y nodejs:20\n"), RLINT_BOUNDED);
	assert_int_equal(pin_in("RUN dnf module install -y nodejs\n"), RLINT_FLOATING);
	assert_int_equal(pin_in("RUN zypper install 'httpd>=2.4'\n"), RLINT_BOUNDED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(apt_lists_end_where_they_are_deleted),
		cmocka_unit_test(pips_cache_has_many_switches),
		cmocka_unit_test(pips_cache_may_lie_in_a_mount),
		cmocka_unit_test(the_other_managers_have_caches_too),
		cmocka_unit_test(packages_are_words_and_not_options),
		cmocka_unit_test(a_variable_of_several_words_is_several_packages),
		cmocka_unit_test(apt_operands_have_versions_and_suites),
		cmocka_unit_test(what_is_removed_again_is_undone),
		cmocka_unit_test(conda_specs_are_packages),
		cmocka_unit_test(manifests_are_named_by_their_place_in_the_context),
		cmocka_unit_test(a_project_alone_installs_no_dependencies_of_a_manifest),
		cmocka_unit_test(a_second_sync_installs_the_project_alone),
		cmocka_unit_test(downloads_tell_what_becomes_of_them),
		cmocka_unit_test(fetches_are_pinned_by_checkouts_and_checksums),
		cmocka_unit_test(files_that_commands_write_are_effects),
		cmocka_unit_test(what_may_not_run_is_not_certain),
		cmocka_unit_test(what_another_shell_runs_is_not_known),
		cmocka_unit_test(held_packages_have_no_known_pin),
		cmocka_unit_test(packages_of_languages_are_pinned_in_their_own_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
