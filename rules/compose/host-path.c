/* compose/host-path: a path that only one machine has. */
#include <reprolint/reprolint.h>

/* Of the system, the same everywhere. */
static const rlint_str systems[] = {
	RLINT_STR_INIT("/bin"),
	RLINT_STR_INIT("/boot"),
	RLINT_STR_INIT("/dev"),
	RLINT_STR_INIT("/etc"),
	RLINT_STR_INIT("/lib"),
	RLINT_STR_INIT("/proc"),
	RLINT_STR_INIT("/root"),
	RLINT_STR_INIT("/run"),
	RLINT_STR_INIT("/sbin"),
	RLINT_STR_INIT("/sys"),
	RLINT_STR_INIT("/tmp"),
	RLINT_STR_INIT("/usr"),
	RLINT_STR_INIT("/var"),
};

static const rlint_str homes[] = {
	RLINT_STR_INIT("/home/"),
	RLINT_STR_INIT("/Users/"),
};

static bool is_within(rlint_str path, rlint_str folder)
{
	return rlint_str_starts(path, folder) &&
	       (path.len == folder.len || path.ptr[folder.len] == '/');
}

static bool is_of_system(rlint_str path)
{
	bool is_found = path.len < 2;

	for (size_t i = 0; i < sizeof systems / sizeof *systems && !is_found; i++) {
		is_found = is_within(path, systems[i]);
	}
	return is_found;
}

static bool is_drive(rlint_str path)
{
	return path.len > 2 && path.ptr[1] == ':' && (path.ptr[2] == '\\' || path.ptr[2] == '/');
}

static bool is_of_somebody(rlint_str path)
{
	bool is_found = is_drive(path);

	for (size_t i = 0; i < sizeof homes / sizeof *homes && !is_found; i++) {
		is_found = rlint_str_starts(path, homes[i]) && path.len > homes[i].len;
	}
	return is_found;
}

static void check_mount(rlint_check *check, const rlint_fact *fact)
{
	const rlint_mount *mount = rlint_as_mount(fact);
	rlint_str path = mount->source.text;
	rlint_finding *finding;

	if (!rlint_fact_within(fact, RLINT_SERVICE) || !rlint_value_has_text(&mount->source) ||
		path.len == 0) {
		return;
	}
	if (is_of_somebody(path)) {
		rlint_report(check, fact, mount->source.span,
			"%S is there on one machine only: mount a path of the project, or take it "
			"from a variable",
			path);
	} else if (path.ptr[0] == '/' && !is_of_system(path)) {
		finding = rlint_report(check, fact, mount->source.span,
			"%S must be there on each host, whose content nothing here fixes: mount a "
			"path of the project, or take it from a variable",
			path);
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_compose_host_path;
const rlint_rule rlint_rule_compose_host_path = {
	.id = "compose/host-path",
	.on = (const rlint_subscription[]){ { RLINT_MOUNT, NULL }, { 0 } },
	.check = check_mount,
};
