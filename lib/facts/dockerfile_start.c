/* What a container of a stage does when started: serves, runs a job, waits in a shell. */
#include "lib/base/str.h"
#include "lib/facts/dockerfile_facts.h"

/* Programs that listen, whatever their arguments. */
static const rlint_str servers[] = { RLINT_STR_INIT("apache2"), RLINT_STR_INIT("apache2ctl"),
	RLINT_STR_INIT("apachectl"), RLINT_STR_INIT("caddy"), RLINT_STR_INIT("chainlit"),
	RLINT_STR_INIT("code-server"), RLINT_STR_INIT("daphne"), RLINT_STR_INIT("dask-scheduler"),
	RLINT_STR_INIT("dockerd"), RLINT_STR_INIT("envoy"), RLINT_STR_INIT("grafana-server"),
	RLINT_STR_INIT("gradio"), RLINT_STR_INIT("gunicorn"), RLINT_STR_INIT("haproxy"),
	RLINT_STR_INIT("httpd"), RLINT_STR_INIT("httpd-foreground"), RLINT_STR_INIT("hypercorn"),
	RLINT_STR_INIT("jupyter-lab"), RLINT_STR_INIT("jupyter-notebook"),
	RLINT_STR_INIT("jupyterhub"), RLINT_STR_INIT("label-studio"), RLINT_STR_INIT("minio"),
	RLINT_STR_INIT("mongod"), RLINT_STR_INIT("mosquitto"), RLINT_STR_INIT("mysqld"),
	RLINT_STR_INIT("nginx"), RLINT_STR_INIT("php-fpm"), RLINT_STR_INIT("postgres"),
	RLINT_STR_INIT("prometheus"), RLINT_STR_INIT("puma"), RLINT_STR_INIT("redis-server"),
	RLINT_STR_INIT("rserver"), RLINT_STR_INIT("shiny-server"), RLINT_STR_INIT("sshd"),
	RLINT_STR_INIT("start-notebook.sh"), RLINT_STR_INIT("start-notebook.py"),
	RLINT_STR_INIT("streamlit"), RLINT_STR_INIT("tensorboard"),
	RLINT_STR_INIT("tensorflow_model_server"), RLINT_STR_INIT("text-generation-launcher"),
	RLINT_STR_INIT("torchserve"), RLINT_STR_INIT("traefik"), RLINT_STR_INIT("tritonserver"),
	RLINT_STR_INIT("uvicorn"), RLINT_STR_INIT("uwsgi"), RLINT_STR_INIT("voila"),
	RLINT_STR_INIT("waitress-serve") };

/* Programs that listen with one of these subcommands: the first word that is no option. */
static const struct {
	rlint_str program, action;
} serving[] = { { RLINT_STR_INIT("aim"), RLINT_STR_INIT("up") },
	{ RLINT_STR_INIT("airflow"), RLINT_STR_INIT("webserver") },
	{ RLINT_STR_INIT("bentoml"), RLINT_STR_INIT("serve") },
	{ RLINT_STR_INIT("bokeh"), RLINT_STR_INIT("serve") },
	{ RLINT_STR_INIT("chroma"), RLINT_STR_INIT("run") },
	{ RLINT_STR_INIT("fastapi"), RLINT_STR_INIT("dev") },
	{ RLINT_STR_INIT("fastapi"), RLINT_STR_INIT("run") },
	{ RLINT_STR_INIT("flask"), RLINT_STR_INIT("run") },
	{ RLINT_STR_INIT("jupyter"), RLINT_STR_INIT("lab") },
	{ RLINT_STR_INIT("jupyter"), RLINT_STR_INIT("notebook") },
	{ RLINT_STR_INIT("jupyter"), RLINT_STR_INIT("server") },
	{ RLINT_STR_INIT("mlflow"), RLINT_STR_INIT("models") },
	{ RLINT_STR_INIT("mlflow"), RLINT_STR_INIT("server") },
	{ RLINT_STR_INIT("mlflow"), RLINT_STR_INIT("ui") },
	{ RLINT_STR_INIT("ollama"), RLINT_STR_INIT("serve") },
	{ RLINT_STR_INIT("panel"), RLINT_STR_INIT("serve") },
	{ RLINT_STR_INIT("rails"), RLINT_STR_INIT("server") },
	{ RLINT_STR_INIT("vllm"), RLINT_STR_INIT("serve") } };

/* Daemons that must start as root: they bind their ports, then hand each request to workers of
 * another user, which their own configuration names. */
static const rlint_str droppers[] = { RLINT_STR_INIT("apache2"),
	RLINT_STR_INIT("apache2-foreground"), RLINT_STR_INIT("apache2ctl"),
	RLINT_STR_INIT("apachectl"), RLINT_STR_INIT("httpd"), RLINT_STR_INIT("httpd-foreground"),
	RLINT_STR_INIT("nginx"), RLINT_STR_INIT("php-fpm"), RLINT_STR_INIT("sshd") };

/* Options that say where to listen. */
static const rlint_str port_options[] = { RLINT_STR_INIT("--port"), RLINT_STR_INIT("--http-port"),
	RLINT_STR_INIT("--server-port"), RLINT_STR_INIT("--bind"), RLINT_STR_INIT("--listen"),
	RLINT_STR_INIT("http.server"), RLINT_STR_INIT("runserver") };

/* Without operands they wait for a user to type. */
static const rlint_str prompts[] = { RLINT_STR_INIT("ash"), RLINT_STR_INIT("bash"),
	RLINT_STR_INIT("dash"), RLINT_STR_INIT("fish"), RLINT_STR_INIT("ghci"),
	RLINT_STR_INIT("ipython"), RLINT_STR_INIT("irb"), RLINT_STR_INIT("jshell"),
	RLINT_STR_INIT("julia"), RLINT_STR_INIT("node"), RLINT_STR_INIT("octave"),
	RLINT_STR_INIT("python"), RLINT_STR_INIT("R"), RLINT_STR_INIT("sh"),
	RLINT_STR_INIT("zsh") };

/* Jobs by name; scripts may do anything. */
static const rlint_str jobs[] = { RLINT_STR_INIT("accelerate"), RLINT_STR_INIT("cat"),
	RLINT_STR_INIT("deepspeed"), RLINT_STR_INIT("echo"), RLINT_STR_INIT("horovodrun"),
	RLINT_STR_INIT("ls"), RLINT_STR_INIT("make"), RLINT_STR_INIT("mpirun"),
	RLINT_STR_INIT("nvidia-smi"), RLINT_STR_INIT("pytest"), RLINT_STR_INIT("Rscript"),
	RLINT_STR_INIT("snakemake"), RLINT_STR_INIT("torchrun") };

static bool has_port_option(const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		rlint_str head = str_slice(word->text, 0, str_find(word->text, '=', 0));

		if (rlint_str_is_one_of(head, RLINT_LIST(port_options))) {
			return true;
		}
	}
	return false;
}

static bool is_serving(rlint_str program, const rlint_fact *command)
{
	const rlint_value *word;
	size_t at = 1;

	while ((word = rlint_command_word(command, at)) && word->text.len > 0 &&
		word->text.ptr[0] == '-') {
		at++;
	}
	for (size_t i = 0; word && i < sizeof serving / sizeof *serving; i++) {
		if (rlint_str_is(program, serving[i].program) &&
			rlint_str_is(word->text, serving[i].action)) {
			return true;
		}
	}
	return rlint_str_is_one_of(program, RLINT_LIST(servers)) || has_port_option(command);
}

/* `python -m x`, `bash -c x`, `python x.py` do something; `bash --login` and `python -i` wait. */
static bool has_task(const rlint_fact *command)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (word->text.len == 0 || word->text.ptr[0] != '-' ||
			rlint_str_ends(word->text, RLINT_STR("c")) ||
			rlint_str_is(word->text, RLINT_STR("-m"))) {
			return true;
		}
	}
	return false;
}

/* At a prompt, or only kept alive for somebody to come. */
static bool is_waiting(rlint_str program, const rlint_fact *command)
{
	const rlint_value *first = rlint_command_word(command, 1);

	if (rlint_str_is_one_of(program, RLINT_LIST(prompts))) {
		return !has_task(command);
	}
	if (rlint_str_is(program, RLINT_STR("sleep"))) {
		return first && rlint_str_is(first->text, RLINT_STR("infinity"));
	}
	return rlint_str_is(program, RLINT_STR("tail")) && first &&
	       rlint_str_starts(first->text, RLINT_STR("-f"));
}

static rlint_str program_of(const rlint_fact *command)
{
	const rlint_command *shown = rlint_as_command(command);

	return rlint_str_base(shown->program.len > 0 ? shown->program : shown->name.text);
}

static rlint_start start_of_command(const rlint_fact *command)
{
	rlint_str program = program_of(command);

	if (is_serving(program, command)) {
		return RLINT_STARTS_SERVER;
	}
	if (is_waiting(program, command)) {
		return RLINT_STARTS_SHELL;
	}
	return rlint_str_is_one_of(program, RLINT_LIST(jobs)) ? RLINT_STARTS_JOB
							      : RLINT_START_UNKNOWN;
}

/* A server anywhere makes it one; else the last command decides, as `exec` at a script's end. */
static rlint_start start_of_step(const rlint_fact *step)
{
	size_t count = rlint_fact_count(step, RLINT_COMMAND);
	rlint_start start = RLINT_START_UNKNOWN;

	for (size_t i = 0; i < count; i++) {
		start = start_of_command(rlint_fact_at(step, RLINT_COMMAND, i));
		if (start == RLINT_STARTS_SERVER) {
			break;
		}
	}
	return start;
}

/* ENTRYPOINT with CMD: the words of CMD are arguments. An interpreter then runs them. */
static rlint_start start_of_both(const rlint_fact *entrypoint, const rlint_fact *command)
{
	rlint_start first = start_of_step(entrypoint);
	rlint_start second = start_of_step(command);

	if (first == RLINT_STARTS_SERVER || second == RLINT_STARTS_SERVER) {
		return RLINT_STARTS_SERVER;
	}
	if (first == RLINT_STARTS_SHELL) {
		return RLINT_START_UNKNOWN;
	}
	return first == RLINT_START_UNKNOWN ? second : first;
}

static bool step_drops_root(const rlint_fact *step)
{
	bool is_found = false;

	for (size_t i = 0; step && i < rlint_fact_count(step, RLINT_COMMAND) && !is_found; i++) {
		is_found = rlint_str_is_one_of(
			program_of(rlint_fact_at(step, RLINT_COMMAND, i)), RLINT_LIST(droppers));
	}
	return is_found;
}

bool docker_drops_root(const rlint_stage *stage)
{
	return step_drops_root(stage->entrypoint) || step_drops_root(stage->command);
}

rlint_start start_of_steps(const rlint_fact *entrypoint, const rlint_fact *command)
{
	if (entrypoint && command) {
		return start_of_both(entrypoint, command);
	}
	return entrypoint || command ? start_of_step(entrypoint ? entrypoint : command)
				     : RLINT_START_UNKNOWN;
}

void docker_settle_start(struct stage_state *stage)
{
	rlint_stage *shown = stage->stage;

	if (stage->is_exposed) {
		shown->starts = RLINT_STARTS_SERVER;
	} else if (shown->entrypoint || shown->command) {
		shown->starts = start_of_steps(shown->entrypoint, shown->command);
	} else if (!stage->has_own_entrypoint) {
		shown->starts = stage->base_starts;
	}
}
