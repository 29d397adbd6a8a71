/* What becomes of downloads: by curl's and wget's own options, by the pipeline or the substitution
 * that they stand in. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/reference.h"

/* How many commands back the one around a substitution is looked for. */
enum { COMMANDS_BACK = 8 };

static bool is_shell(rlint_str program)
{
	static const rlint_str names[] = { RLINT_STR_INIT("sh"), RLINT_STR_INIT("bash"),
		RLINT_STR_INIT("dash"), RLINT_STR_INIT("ash"), RLINT_STR_INIT("zsh"),
		RLINT_STR_INIT("ksh") };

	return rlint_str_is_one_of(program, RLINT_LIST(names));
}

/* Programs that execute what they read. */
static bool is_interpreter(rlint_str program)
{
	static const rlint_str names[] = { RLINT_STR_INIT("python"), RLINT_STR_INIT("perl"),
		RLINT_STR_INIT("ruby"), RLINT_STR_INIT("node"), RLINT_STR_INIT("php") };

	return is_shell(program) || rlint_str_is_one_of(program, RLINT_LIST(names));
}

static bool is_archiver(rlint_str program)
{
	static const rlint_str names[] = { RLINT_STR_INIT("tar"), RLINT_STR_INIT("bsdtar"),
		RLINT_STR_INIT("unzip"), RLINT_STR_INIT("cpio"), RLINT_STR_INIT("funzip") };

	return rlint_str_is_one_of(program, RLINT_LIST(names));
}

static bool is_this_host(rlint_str url)
{
	static const rlint_str hosts[] = { RLINT_STR_INIT("localhost"), RLINT_STR_INIT("127.0.0.1"),
		RLINT_STR_INIT("0.0.0.0") };
	size_t host = rlint_str_find_str(url, RLINT_STR("://")) + 3;

	return rlint_str_starts_one_of(str_slice(url, host, url.len), RLINT_LIST(hosts));
}

/* Asks, or sends, rather than fetches. */
static bool is_probe(const struct run *run)
{
	static const char *const options[] = { "--head", "--spider", "--data", "--data-binary",
		"--data-raw", "--post-data" };

	for (size_t i = 0; i < RLINT_COUNT(options); i++) {
		if (run_has(run, options[i])) {
			return true;
		}
	}
	return false;
}

/* `> FILE`; to a descriptor or device it is none. */
static bool writes_file(const struct command *command)
{
	for (uint32_t i = 0; i < command->redirect_count; i++) {
		const struct command_redirect *redirect = &command->redirects[i];

		if ((redirect->kind == SHELL_WRITE || redirect->kind == SHELL_APPEND) &&
			!rlint_str_starts(redirect->target.text, RLINT_STR("/dev/"))) {
			return true;
		}
	}
	return false;
}

/* Where the bytes go: to a file (saved), nowhere (unused), or on (read). */
static rlint_use use_of_output(const struct run *run)
{
	bool is_curl = rlint_str_is(run->command->shown.program, RLINT_STR("curl"));
	const rlint_option *output =
		rlint_command_find(run->fact, is_curl ? "--output" : "--output-document");

	if (output && rlint_str_starts(output->value.text, RLINT_STR("/dev/null"))) {
		return RLINT_UNUSED;
	}
	if (output && !rlint_str_is(output->value.text, RLINT_STR("-")) &&
		!rlint_str_is(output->value.text, RLINT_STR("/dev/stdout"))) {
		return RLINT_SAVED;
	}
	if (writes_file(run->command) || run_has(run, "--remote-name") ||
		run_has(run, "--remote-name-all") || (!is_curl && !output)) {
		return RLINT_SAVED;
	}
	return RLINT_READ;
}

static bool holds(rlint_span outer, rlint_span inner)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}

/* `bash -c "$(curl ...)"`, `eval "$(curl ...)"`, `bash <(curl ...)`: executed; in other words:
 * read. */
static rlint_use use_in_command(const rlint_fact *outer)
{
	static const rlint_str readers[] = { RLINT_STR_INIT("eval"), RLINT_STR_INIT("source"),
		RLINT_STR_INIT(".") };
	const struct command *command = command_of(outer);
	rlint_str program = command->shown.program;
	bool is_computed = program.len == 0 && command->shown.name.reason == RLINT_COMPUTED;

	return is_computed || is_interpreter(program) ||
			       rlint_str_is_one_of(program, RLINT_LIST(readers))
		       ? RLINT_EXECUTED
		       : RLINT_READ;
}

static rlint_use use_in_substitution(const struct run *run)
{
	rlint_span line = run->command->shown.line;
	const rlint_fact *outer = run->fact;

	for (int i = 0; i < COMMANDS_BACK && (outer = rlint_fact_previous(outer)); i++) {
		rlint_span around = command_of(outer)->shown.line;

		if (around.start < line.start && holds(around, line)) {
			return use_in_command(outer);
		}
	}
	return RLINT_READ;
}

rlint_use run_use_of(const struct run *run, rlint_str url)
{
	rlint_use use = use_of_output(run);
	const rlint_command *shown = &run->command->shown;

	if (is_this_host(url) || is_probe(run)) {
		return RLINT_UNUSED;
	}
	if (use == RLINT_READ && shown->in_substitution) {
		use = use_in_substitution(run);
	} else if (use == RLINT_READ && shown->pipe_index + 1 >= shown->pipe_length) {
		use = RLINT_UNUSED;
	}
	return is_key_url(url) && use != RLINT_UNUSED ? RLINT_KEY : use;
}

/* An interpreter that is given no program but `-`. */
static bool executes_input(const struct run *run)
{
	const rlint_command *shown = &run->command->shown;
	const rlint_value *operand = rlint_command_operand(run->fact, 0);
	bool names_input = operand && (rlint_str_is(operand->text, RLINT_STR("-")) ||
					      rlint_str_starts(operand->text, RLINT_STR("/dev/")));

	if (is_shell(shown->program)) {
		return !operand || names_input || run_has(run, "-s");
	}
	return is_interpreter(shown->program) && (shown->word_count == 1 || names_input);
}

void run_flows(struct run *run)
{
	static const rlint_str keys[] = { RLINT_STR_INIT("gpg"), RLINT_STR_INIT("apt-key"),
		RLINT_STR_INIT("rpm") };
	static const rlint_str keepers[] = { RLINT_STR_INIT("tee"), RLINT_STR_INIT("dd") };
	rlint_download *download = fact_payload(run->flowing);
	rlint_str program = run->command->shown.program;

	run->flowed = run->fact;
	if (download->use != RLINT_READ) {
		return;
	}
	if (executes_input(run)) {
		download->use = RLINT_EXECUTED;
	} else if (is_archiver(program)) {
		download->use = RLINT_UNPACKED;
	} else if (rlint_str_is_one_of(program, RLINT_LIST(keys))) {
		download->use = RLINT_KEY;
	} else if (rlint_str_is_one_of(program, RLINT_LIST(keepers)) || writes_file(run->command)) {
		download->use = RLINT_SAVED;
	}
}
