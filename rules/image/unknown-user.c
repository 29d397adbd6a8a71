/* image/unknown-user: USER with a name that nothing makes. */
#include <reprolint/reprolint.h>

/* Images of the Docker Hub whose users are those of their distribution alone. Sources: the images'
 * own Dockerfiles (docker-library/official-images, nvidia/container-images/cuda, pytorch/pytorch,
 * conda-forge/miniforge-images, anaconda/docker-images, tensorflow). */
static bool has_no_user_of_its_own(const rlint_image *image)
{
	static const rlint_str names[] = { RLINT_STR_INIT("almalinux"), RLINT_STR_INIT("alpine"),
		RLINT_STR_INIT("buildpack-deps"), RLINT_STR_INIT("centos"),
		RLINT_STR_INIT("condaforge/miniforge3"), RLINT_STR_INIT("continuumio/anaconda3"),
		RLINT_STR_INIT("continuumio/miniconda3"), RLINT_STR_INIT("debian"),
		RLINT_STR_INIT("fedora"), RLINT_STR_INIT("gcc"), RLINT_STR_INIT("golang"),
		RLINT_STR_INIT("nvidia/cuda"), RLINT_STR_INIT("python"),
		RLINT_STR_INIT("pytorch/pytorch"), RLINT_STR_INIT("rockylinux"),
		RLINT_STR_INIT("rust"), RLINT_STR_INIT("tensorflow/tensorflow"),
		RLINT_STR_INIT("ubuntu") };

	return image && image->role == RLINT_PULLED && image->registry.text.len == 0 &&
	       rlint_value_has_text(&image->name) &&
	       rlint_str_is_one_of(image->name.text, RLINT_LIST(names));
}

/* The users of Debian (base-passwd), Ubuntu, Alpine (alpine-baselayout) and Red Hat (setup). */
static bool is_of_distribution(rlint_str name)
{
	static const rlint_str names[] = { RLINT_STR_INIT("root"), RLINT_STR_INIT("daemon"),
		RLINT_STR_INIT("bin"), RLINT_STR_INIT("sys"), RLINT_STR_INIT("sync"),
		RLINT_STR_INIT("games"), RLINT_STR_INIT("man"), RLINT_STR_INIT("lp"),
		RLINT_STR_INIT("mail"), RLINT_STR_INIT("news"), RLINT_STR_INIT("uucp"),
		RLINT_STR_INIT("proxy"), RLINT_STR_INIT("www-data"), RLINT_STR_INIT("backup"),
		RLINT_STR_INIT("list"), RLINT_STR_INIT("irc"), RLINT_STR_INIT("gnats"),
		RLINT_STR_INIT("nobody"), RLINT_STR_INIT("_apt"), RLINT_STR_INIT("ubuntu"),
		RLINT_STR_INIT("adm"), RLINT_STR_INIT("shutdown"), RLINT_STR_INIT("halt"),
		RLINT_STR_INIT("operator"), RLINT_STR_INIT("ftp"), RLINT_STR_INIT("guest"),
		RLINT_STR_INIT("ntp"), RLINT_STR_INIT("sshd"), RLINT_STR_INIT("dbus"),
		RLINT_STR_INIT("cron"), RLINT_STR_INIT("squid"), RLINT_STR_INIT("postmaster") };

	return rlint_str_is_one_of(name, RLINT_LIST(names)) ||
	       rlint_str_starts(name, RLINT_STR("systemd-"));
}

/* Stands in another file, or is not known: who can say what it makes? */
static bool is_script(const rlint_command *command)
{
	static const rlint_str programs[] = { RLINT_STR_INIT(""), RLINT_STR_INIT("sh"),
		RLINT_STR_INIT("bash"), RLINT_STR_INIT("source"), RLINT_STR_INIT("."),
		RLINT_STR_INIT("make"), RLINT_STR_INIT("ansible-playbook"), RLINT_STR_INIT("dpkg"),
		RLINT_STR_INIT("rpm") };

	return rlint_str_is_one_of(command->program, RLINT_LIST(programs)) ||
	       rlint_value_has(&command->name, RLINT_STR("/")) != RLINT_NO;
}

/* A search through the steps of a stage and of those that it is FROM. */
struct search {
	rlint_str name;
	size_t left; /* so many more steps and commands are looked at */
};

/* Many stages may be FROM one: who is not found by then may be anywhere. */
enum { MOST_LOOKS = 500 };

static bool is_tired(struct search *search)
{
	if (search->left == 0) {
		return true;
	}
	search->left--;
	return false;
}

/* May the command make the user: is the name among its words? */
static bool may_command_make(const rlint_fact *command, rlint_str name)
{
	const rlint_value *word;

	if (is_script(rlint_as_command(command))) {
		return true;
	}
	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (rlint_value_has(word, name) != RLINT_NO) {
			return true;
		}
	}
	return false;
}

/* A copy that may bring /etc/passwd. */
static bool may_copy_make(const rlint_copy *copy)
{
	return rlint_value_is(&copy->destination, RLINT_STR("/")) != RLINT_NO ||
	       rlint_value_starts(&copy->destination, RLINT_STR("/etc")) != RLINT_NO;
}

static bool may_step_make(const rlint_fact *step, struct search *search)
{
	const rlint_fact *fact;

	if (!rlint_fact_complete(step)) {
		return true;
	}
	for (size_t i = 0; (fact = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		if (is_tired(search) || may_command_make(fact, search->name)) {
			return true;
		}
	}
	for (size_t i = 0; (fact = rlint_fact_at(step, RLINT_COPY, i)); i++) {
		if (may_copy_make(rlint_as_copy(fact))) {
			return true;
		}
	}
	return false;
}

static bool is_setup(const rlint_fact *step)
{
	rlint_str instruction = rlint_as_step(step)->instruction;

	return rlint_str_is(instruction, RLINT_STR("RUN")) ||
	       rlint_str_is(instruction, RLINT_STR("COPY")) ||
	       rlint_str_is(instruction, RLINT_STR("ADD"));
}

static bool may_stage_make(const rlint_fact *stage, struct search *search)
{
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		if (is_tired(search) || (is_setup(step) && may_step_make(step, search))) {
			return true;
		}
	}
	return false;
}

/* Some step of the stage, or of one that it is FROM, may make the user, or its base image may have
 * it. */
static bool may_exist(const rlint_fact *stage, rlint_str name)
{
	struct search search = { name, MOST_LOOKS };

	while (!is_tired(&search) && !may_stage_make(stage, &search)) {
		const rlint_stage *shown = rlint_as_stage(stage);

		if (!shown->parent) {
			return !has_no_user_of_its_own(rlint_as_image(shown->image));
		}
		stage = shown->parent;
	}
	return true;
}

/* A name that no distribution has; false where it is not known. */
static bool is_special(const rlint_user *user)
{
	rlint_str name = user->name.text;

	return !user->is_absent && rlint_value_has_text(&user->name) && name.len > 0 &&
	       !rlint_str_is_digits(name) && !is_of_distribution(name);
}

static void check_user(rlint_check *check, const rlint_fact *stage, const rlint_fact *fact)
{
	const rlint_value *name = &rlint_as_user(fact)->name;

	if (!may_exist(stage, name->text)) {
		rlint_report(check, fact, name->span,
			"no step makes the user %S, and the base image has none of the name: make "
			"it (useradd) before this line",
			name->text);
	}
}

/* How many users of a stage are looked at: each asks all of its steps. */
enum { MOST_USERS = 16 };

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *step, *user;
	size_t count = 0;

	for (size_t i = 0; rlint_fact_complete(stage) && count < MOST_USERS &&
			   (step = rlint_fact_at(stage, RLINT_STEP, i));
		i++) {
		user = rlint_fact_at(step, RLINT_USER, 0);
		if (user && is_special(rlint_as_user(user))) {
			check_user(check, stage, user);
			count++;
		}
	}
}

extern const rlint_rule rlint_rule_image_unknown_user;
const rlint_rule rlint_rule_image_unknown_user = {
	.id = "image/unknown-user",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
