/* Which programs an image holds: what its base has, what steps bring and take away. A program is
 * said to be missing only where all that was done before is known not to bring it. */
#include "lib/facts/tools.h"

#include "lib/base/str.h"
#include "lib/facts/effects_run.h"
#include "lib/facts/path.h"

static const uint64_t one = 1;

/* Looks `name` up among `count` rows of `size` bytes that begin with their name, or returns NULL.
 */
static const void *find_row(const void *rows, size_t count, size_t size, rlint_str name)
{
	size_t low = 0;
	size_t high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const void *row = (const char *)rows + middle * size;
		int order = str_compare(
			name, pool_str(base_image_pool, *(const struct pool_text *)row));

		if (order == 0) {
			return row;
		}
		if (order > 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return NULL;
}

/* The set of the program alone; empty where it is none of the tools. */
static uint64_t bit_of(rlint_str program)
{
	const struct tool_name *row =
		find_row(tool_names, tool_name_count, sizeof *tool_names, program);

	return row ? one << row->tool : 0;
}

struct tools tools_of_image(const rlint_image *image)
{
	const struct base_image *row = image ? base_image_certain(image) : NULL;

	return row ? (struct tools){ row->has, row->lacks, row->lacks } : (struct tools){ 0 };
}

rlint_answer tools_have(const struct tools *tools, rlint_str program)
{
	uint64_t bit = bit_of(program);

	if (tools->has & bit) {
		return RLINT_YES;
	}
	return tools->lacks & bit ? RLINT_NO : RLINT_UNKNOWN;
}

rlint_answer rlint_image_has(const rlint_fact *fact, rlint_str program)
{
	struct tools tools = tools_of_image(rlint_as_image(fact));

	return tools_have(&tools, program);
}

/* Is the name in the list of words, where a star ends the beginning of many? */
static bool is_listed(rlint_str list, rlint_str name)
{
	for (size_t start = 0; start < list.len;) {
		size_t end = str_find(list, ' ', start);
		rlint_str word = str_slice(list, start, end);

		if (rlint_str_ends(word, RLINT_STR("*"))
				? rlint_str_starts(name, str_slice(word, 0, word.len - 1))
				: rlint_str_is(name, word)) {
			return true;
		}
		start = end + 1;
	}
	return false;
}

rlint_answer rlint_image_sets(const rlint_fact *fact, rlint_str variable)
{
	const rlint_image *image = rlint_as_image(fact);
	const struct base_image *row = image ? base_image_certain(image) : NULL;
	rlint_str list = row ? pool_str(base_image_pool, row->variables) : (rlint_str){ 0 };

	if (list.len == 0) {
		return RLINT_UNKNOWN;
	}
	return is_listed(list, variable) ? RLINT_YES : RLINT_NO;
}

static bool changes_path(const struct command *command)
{
	for (uint32_t i = 0; i < command->assignment_count; i++) {
		if (rlint_str_is(command->assignments[i].name, RLINT_STR("PATH"))) {
			return true;
		}
	}
	return command->is_elsewhere;
}

static void answer(const rlint_fact *fact, const struct tools *tools)
{
	rlint_command *command = fact_payload(fact);

	rlint_str program = command->program;

	/* Debian and Ubuntu have a python3 alone, unless asked for the other name too. */
	if (rlint_str_is(command->name.text, RLINT_STR("python")) ||
		rlint_str_starts(command->name.text, RLINT_STR("python "))) {
		program = RLINT_STR("bare-python");
	}
	command->is_wrapper_there = tools_have(tools, command->wrapper.text);
	/* A path leads past all that is known of programs by name. */
	if (str_find(command->name.text, '/', 0) == command->name.text.len &&
		!changes_path(command_of(fact))) {
		command->is_there = tools_have(tools, program);
	}
}

static bool has_mount_of_image(const rlint_fact *step)
{
	const rlint_mount *mount;
	bool is_found = false;

	for (size_t i = 0; (mount = rlint_as_mount(rlint_fact_at(step, RLINT_MOUNT, i))); i++) {
		is_found = is_found || mount->from.state != RLINT_UNSET;
	}
	return is_found;
}

void tools_ask(const struct run *run)
{
	if (run->ledger->tools.lacks != 0 && !has_mount_of_image(run->step->fact)) {
		answer(run->fact, &run->ledger->tools);
	}
}

static void bring(struct tools *tools, uint64_t certain, uint64_t possible)
{
	tools->has |= certain;
	tools->lacks &= ~(certain | possible);
}

static void bring_anything(struct tools *tools)
{
	tools->lacks = 0;
	tools->base_lacks = 0;
}

/* What environments of languages hold: they come by PATH, wherever they lie. */
static uint64_t of_environments(void)
{
	static const rlint_str names[] = { RLINT_STR_INIT("R"), RLINT_STR_INIT("bare-python"),
		RLINT_STR_INIT("cmake"), RLINT_STR_INIT("conda"), RLINT_STR_INIT("java"),
		RLINT_STR_INIT("ninja"), RLINT_STR_INIT("node"), RLINT_STR_INIT("npm"),
		RLINT_STR_INIT("nvcc"), RLINT_STR_INIT("pip"), RLINT_STR_INIT("python") };
	uint64_t all = 0;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		all |= bit_of(names[i]);
	}
	return all;
}

void tools_learn_path(const struct docker_step *step)
{
	bring(&ledger_of(step)->tools, 0, of_environments());
}

/* Makes environments, or links by other names. */
static bool makes_environment(rlint_str program)
{
	static const rlint_str names[] = { RLINT_STR_INIT("alternatives"), RLINT_STR_INIT("cp"),
		RLINT_STR_INIT("hatch"), RLINT_STR_INIT("ln"), RLINT_STR_INIT("mv"),
		RLINT_STR_INIT("pdm"), RLINT_STR_INIT("pipenv"), RLINT_STR_INIT("pipx"),
		RLINT_STR_INIT("poetry"), RLINT_STR_INIT("tar"), RLINT_STR_INIT("unzip"),
		RLINT_STR_INIT("update-alternatives"), RLINT_STR_INIT("uv") };

	return rlint_str_is_one_of(program, RLINT_LIST(names));
}

static void learn_package(struct tools *tools, const rlint_effect *effect)
{
	const rlint_package *package = rlint_as_package(effect->subject);
	const struct tool_package *row =
		find_row(tool_packages, tool_package_count, sizeof *tool_packages, effect->what);
	bool is_certain = effect->certain == RLINT_YES;
	uint64_t named = bit_of(effect->what);

	if (package && package->ecosystem != RLINT_APT && package->ecosystem != RLINT_APK &&
		package->ecosystem != RLINT_DNF && package->ecosystem != RLINT_ZYPPER &&
		package->ecosystem != RLINT_CONDA_PACKAGES) {
		bring(tools, 0, named);
	} else if (row && package && package->ecosystem != RLINT_CONDA_PACKAGES) {
		bring(tools, is_certain ? row->brings : 0, row->brings | row->may_bring);
	} else {
		bring_anything(tools);
	}
}

/* What a manifest lists, it lists for a manager of Python's, JavaScript's and such packages. */
static bool is_system_manager(const rlint_fact *command)
{
	static const rlint_str names[] = { RLINT_STR_INIT("apk"), RLINT_STR_INIT("apt"),
		RLINT_STR_INIT("apt-get"), RLINT_STR_INIT("aptitude"), RLINT_STR_INIT("conda"),
		RLINT_STR_INIT("dnf"), RLINT_STR_INIT("mamba"), RLINT_STR_INIT("microdnf"),
		RLINT_STR_INIT("micromamba"), RLINT_STR_INIT("pixi"), RLINT_STR_INIT("tdnf"),
		RLINT_STR_INIT("yum"), RLINT_STR_INIT("zypper") };

	return rlint_str_is_one_of(rlint_as_command(command)->program, RLINT_LIST(names));
}

static void learn_effect(struct tools *tools, const rlint_effect *effect)
{
	if (effect->action == RLINT_INSTALLS && effect->subject) {
		learn_package(tools, effect);
	} else if (effect->action == RLINT_INSTALLS && is_system_manager(effect->command)) {
		bring_anything(tools);
	} else if (effect->action == RLINT_REMOVES && effect->certain == RLINT_YES) {
		tools->has &= ~bit_of(effect->what);
		tools->lacks |= bit_of(effect->what) & tools->base_lacks;
	}
}

/* Builds, scripts, programs that are not known. */
static bool is_plain(const struct run *run)
{
	const rlint_command *command = &run->command->shown;
	bool runs_file =
		rlint_str_is(command->program, RLINT_STR("python")) && command->operand_count > 0;

	return run->command->is_builtin_state ||
	       (!runs_file && find_row(tool_plains, tool_plain_count, sizeof *tool_plains,
				      command->program));
}

/* An index of its own, or groups of packages: names mean what they mean there. */
static bool is_group(const struct run *run)
{
	rlint_str action = run->command->shown.action;

	return is_system_manager(run->fact) &&
	       (rlint_str_is(action, RLINT_STR("groupinstall")) ||
		       rlint_str_starts(action, RLINT_STR("group")) ||
		       rlint_str_is(action, RLINT_STR("build-dep")) ||
		       rlint_str_is(action, RLINT_STR("builddep")) ||
		       run->command->has_unseen_operands);
}

void tools_learn(const struct run *run, uint32_t first)
{
	struct tools *tools = &run->ledger->tools;
	const rlint_effect *effect;
	bool installs = false;

	if (tools->base_lacks == 0) {
		return;
	}
	for (size_t i = first; (effect = rlint_step_effect(run->step->fact, i)); i++) {
		learn_effect(tools, effect);
		installs = installs || effect->action == RLINT_INSTALLS;
	}
	if (makes_environment(run->command->shown.program)) {
		bring(tools, 0, of_environments());
	}
	if (is_group(run) || (!installs && !is_plain(run) && !is_system_manager(run->fact))) {
		bring_anything(tools);
	}
}

void tools_learn_step(const struct docker_step *step)
{
	const rlint_script *script;

	for (size_t i = 0; (script = rlint_as_script(rlint_fact_at(step->fact, RLINT_SCRIPT, i)));
		i++) {
		if (script->is_opaque) {
			bring_anything(&ledger_of(step)->tools);
		}
	}
	if (step->fact->is_incomplete) {
		bring_anything(&ledger_of(step)->tools);
	}
}

/* A folder that no program is looked for in. */
static bool is_aside(rlint_str place)
{
	static const rlint_str folders[] = { RLINT_STR_INIT("/bin"), RLINT_STR_INIT("/lib"),
		RLINT_STR_INIT("/opt"), RLINT_STR_INIT("/sbin"), RLINT_STR_INIT("/usr") };

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		if (path_is_within(place, folders[i])) {
			return false;
		}
	}
	return place.len > 1;
}

/* Files by name: a program alone, or its folder of programs. */
static uint64_t programs_of(const rlint_copy *copy, const rlint_fact *fact)
{
	static const rlint_str folders[] = { RLINT_STR_INIT("bin"), RLINT_STR_INIT("sbin") };
	uint64_t all = 0;

	for (size_t i = 0; i < copy->source_count; i++) {
		rlint_str source = rlint_copy_source(fact, i)->text;
		rlint_str name = rlint_str_base(source);
		rlint_str folder = rlint_str_base(str_slice(source, 0, source.len - name.len));
		bool is_file = str_find(name, '.', 1) < name.len || bit_of(name) != 0 ||
			       rlint_str_is(name, RLINT_STR("uv")) ||
			       rlint_str_is(name, RLINT_STR("uvx")) ||
			       rlint_str_is_one_of(folder, folders, 2);

		if (!is_file || str_find(source, '*', 0) < source.len) {
			return ~(uint64_t)0;
		}
		all |= bit_of(name);
	}
	return all;
}

void tools_learn_copy(const struct docker_step *step, const rlint_fact *fact)
{
	struct stage_ledger *ledger = ledger_of(step);
	const rlint_copy *copy = rlint_as_copy(fact);
	rlint_str place;

	if (ledger->tools.lacks == 0 || copy->is_heredoc || step->step->shown.is_onbuild) {
		return;
	}
	place = ledger_place(
		step->docker->facts->arena, &step->step->shown.directory, &copy->destination);
	if (!is_aside(place) &&
		rlint_value_starts(&copy->destination, RLINT_STR(".")) != RLINT_YES) {
		bring(&ledger->tools, 0, programs_of(copy, fact));
	}
}

void tools_settle(const rlint_fact *stage, const struct tools *tools)
{
	static const rlint_str names[] = { RLINT_STR_INIT("CMD"), RLINT_STR_INIT("ENTRYPOINT"),
		RLINT_STR_INIT("HEALTHCHECK") };
	size_t count = tools->lacks == 0 ? 0 : rlint_fact_count(stage, RLINT_STEP);

	for (size_t i = 0; i < count; i++) {
		const rlint_fact *step = rlint_fact_at(stage, RLINT_STEP, i);
		const rlint_fact *command;
		const rlint_step *shown = rlint_as_step(step);

		if (shown->is_onbuild || !rlint_str_is_one_of(shown->instruction, names, 3)) {
			continue;
		}
		for (size_t j = 0; (command = rlint_fact_at(step, RLINT_COMMAND, j)); j++) {
			answer(command, tools);
		}
	}
}
