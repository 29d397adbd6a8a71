/* image/leftover-file: what a step made or fetched for its own use, left in the layer. */
#include <reprolint/reprolint.h>

static bool is_program(const rlint_fact *command, const rlint_str *names, size_t count)
{
	return rlint_str_is_one_of(rlint_as_command(command)->program, names, count);
}

/* Programs that take files away, or elsewhere. */
static bool takes_away(const rlint_fact *command)
{
	static const rlint_str names[] = { RLINT_STR_INIT("rm"), RLINT_STR_INIT("mv"),
		RLINT_STR_INIT("rmdir"), RLINT_STR_INIT("unlink"), RLINT_STR_INIT("find"),
		RLINT_STR_INIT("shred"), RLINT_STR_INIT("trap") };

	return is_program(command, RLINT_LIST(names));
}

/* Is what stands for sure in places where it cannot be the file: package lists and caches? */
static bool is_of_caches(const rlint_value *word)
{
	static const rlint_str places[] = { RLINT_STR_INIT("/var/lib/apt/"),
		RLINT_STR_INIT("/var/cache/"), RLINT_STR_INIT("/root/.cache/"),
		RLINT_STR_INIT("/var/lib/dpkg/"), RLINT_STR_INIT("/var/log/"),
		RLINT_STR_INIT("/usr/share/"), RLINT_STR_INIT("-") };

	for (size_t i = 0; i < RLINT_COUNT(places); i++) {
		if (rlint_value_starts(word, places[i]) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

/* Takes away what was made in the step, perhaps: package lists and caches are something else. */
static bool may_take_away(const rlint_fact *command)
{
	const rlint_value *word;

	if (!takes_away(command)) {
		return false;
	}
	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (!is_of_caches(word)) {
			return true;
		}
	}
	return false;
}

static bool may_be_taken_away(const rlint_fact *step)
{
	const rlint_fact *command;

	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		if (may_take_away(command)) {
			return true;
		}
	}
	return false;
}

/* What the fetching command calls the file: its option, or the end of the URL. */
static rlint_str fetched_name(const rlint_fact *command, const rlint_download *download)
{
	const rlint_option *option = rlint_command_find(command, "--output");

	option = option ? option : rlint_command_find(command, "--output-document");
	return rlint_str_base(option ? option->value.text : download->url.text);
}

/* The archive that the command unpacks, or the file that it installs. */
static const rlint_value *unpacked(const rlint_fact *command)
{
	static const rlint_str readers[] = { RLINT_STR_INIT("unzip"), RLINT_STR_INIT("dpkg"),
		RLINT_STR_INIT("bunzip2"), RLINT_STR_INIT("rpm") };
	const rlint_option *option = rlint_command_find(command, "--file");

	if (rlint_str_is(rlint_as_command(command)->program, RLINT_STR("tar"))) {
		return option && rlint_command_find(command, "--extract") ? &option->value : NULL;
	}
	return is_program(command, RLINT_LIST(readers)) ? rlint_command_operand(command, 0) : NULL;
}

/* How many commands behind a download are looked at. */
enum { COMMANDS_AHEAD = 32 };

/* The command behind the download that unpacks it, or NULL; the one that fetches is at `index`. */
static const rlint_fact *unpacker_of(
	const rlint_fact *step, const rlint_effect *effect, size_t index)
{
	rlint_str name = fetched_name(effect->command, rlint_as_download(effect->subject));
	const rlint_fact *command;

	for (size_t i = index + 1; name.len > 0 && i <= index + COMMANDS_AHEAD &&
				   (command = rlint_fact_at(step, RLINT_COMMAND, i));
		i++) {
		const rlint_value *file = unpacked(command);

		if (file && rlint_str_is(rlint_str_base(file->text), name)) {
			return command;
		}
	}
	return NULL;
}

static bool is_of_builder(const rlint_fact *step)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));

	return stage && stage->fate == RLINT_BUILDER;
}

static void report_archive(
	rlint_check *check, const rlint_effect *effect, const rlint_fact *unpacker)
{
	const rlint_value *file = unpacked(unpacker);
	rlint_finding *finding = rlint_report(check, unpacker, file->span,
		"%S stays in the layer beside what came out of it: delete it in this step",
		file->text);

	rlint_related(finding, effect->command, effect->span, "fetched here");
	if (is_of_builder(rlint_fact_within(unpacker, RLINT_STEP))) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	rlint_as(finding, "tarSomethingRmTheSomething");
}

static bool is_saved(const rlint_effect *effect)
{
	const rlint_download *download =
		effect->action == RLINT_FETCHES ? rlint_as_download(effect->subject) : NULL;

	return download && effect->command && download->use == RLINT_SAVED;
}

/* Effects stand in the order of their commands: `at` follows them. */
static void check_archives(rlint_check *check, const rlint_fact *step)
{
	const rlint_effect *effect;
	const rlint_fact *command, *unpacker;
	size_t at = 0;

	for (size_t i = 0; (effect = rlint_step_effect(step, i)); i++) {
		if (!is_saved(effect)) {
			continue;
		}
		while ((command = rlint_fact_at(step, RLINT_COMMAND, at)) &&
			command != effect->command) {
			at++;
		}
		unpacker = command ? unpacker_of(step, effect, at) : NULL;
		if (unpacker) {
			report_archive(check, effect, unpacker);
		}
	}
}

/* Small things, and sources: true, but nobody is hurt. */
static void report_small(rlint_check *check, const rlint_fact *command, rlint_span span,
	const char *what, const char *alias)
{
	rlint_finding *finding = rlint_report(check, command, span,
		"%s stays in the layer: delete it at the end of this step", what);

	rlint_grade(finding, RLINT_PEDANTIC);
	rlint_as(finding, alias);
}

static bool is_below_sources(const rlint_value *path)
{
	return path && rlint_value_starts(path, RLINT_STR("/usr/src/")) == RLINT_YES;
}

static bool names_below(const rlint_fact *command, const rlint_value *folder)
{
	const rlint_value *word;
	bool is_found = false;

	for (size_t i = 1; (word = rlint_command_word(command, i)) && !is_found; i++) {
		is_found = rlint_value_starts(word, folder->text) == RLINT_YES;
	}
	return is_found;
}

/* Does the step bring sources into the folder, or build in it? */
static bool is_built_in(const rlint_fact *step, const rlint_value *folder)
{
	static const rlint_str names[] = { RLINT_STR_INIT("tar"), RLINT_STR_INIT("unzip"),
		RLINT_STR_INIT("git"), RLINT_STR_INIT("make"), RLINT_STR_INIT("cmake") };
	const rlint_fact *command;
	bool is_found = false;

	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)) && !is_found; i++) {
		is_found = is_program(command, RLINT_LIST(names)) && names_below(command, folder);
	}
	return is_found;
}

static void check_small(rlint_check *check, const rlint_fact *command)
{
	const rlint_command *shown = rlint_as_command(command);
	const rlint_value *first = rlint_command_operand(command, 0);

	if (rlint_str_is(shown->program, RLINT_STR("mktemp"))) {
		report_small(check, command, shown->line, "what is made by mktemp",
			"rmRecursiveAfterMktempD");
	} else if (rlint_str_is(shown->program, RLINT_STR("mkdir")) && is_below_sources(first) &&
		   is_built_in(rlint_fact_within(command, RLINT_STEP), first)) {
		report_small(check, command, first->span, "this folder of sources",
			"mkdirUsrSrcThenRemove");
	} else if (rlint_str_is(shown->program, RLINT_STR("gpg")) && first &&
		   rlint_command_find(command, "--verify")) {
		report_small(check, command, first->span, "the signature", "gpgVerifyAscRmAsc");
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_fact *command;

	if (!rlint_fact_complete(step) || rlint_fact_count(step, RLINT_MOUNT) > 0 ||
		may_be_taken_away(step)) {
		return;
	}
	check_archives(check, step);
	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		check_small(check, command);
	}
}

extern const rlint_rule rlint_rule_image_leftover_file;
const rlint_rule rlint_rule_image_leftover_file = {
	.id = "image/leftover-file",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
