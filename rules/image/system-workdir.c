/* image/system-workdir: a folder of the system as the working directory. */
#include <reprolint/reprolint.h>

/* What programs and the kernel keep there is theirs. */
static bool is_of_system(rlint_str path)
{
	static const rlint_str folders[] = { RLINT_STR_INIT("/bin"), RLINT_STR_INIT("/boot"),
		RLINT_STR_INIT("/dev"), RLINT_STR_INIT("/etc"), RLINT_STR_INIT("/lib"),
		RLINT_STR_INIT("/lib64"), RLINT_STR_INIT("/proc"), RLINT_STR_INIT("/sbin"),
		RLINT_STR_INIT("/sys"), RLINT_STR_INIT("/usr"), RLINT_STR_INIT("/usr/bin"),
		RLINT_STR_INIT("/usr/lib"), RLINT_STR_INIT("/usr/sbin"), RLINT_STR_INIT("/var"),
		RLINT_STR_INIT("/run") };

	while (path.len > 1 && path.ptr[path.len - 1] == '/') {
		path.len--;
	}
	return rlint_str_is_one_of(path, RLINT_LIST(folders));
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_value *path = rlint_step_word(step, 0);

	if (path && rlint_value_has_text(path) && is_of_system(path->text)) {
		rlint_as(rlint_report(check, step, path->span,
				 "%S belongs to the system, and relative paths put files among its "
				 "own from here on: take a folder of the experiment",
				 path->text),
			"DS-0030");
	}
}

extern const rlint_rule rlint_rule_image_system_workdir;
const rlint_rule rlint_rule_image_system_workdir = {
	.id = "image/system-workdir",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "WORKDIR" }, { 0 } },
	.check = check_step,
};
