/* security/world-writable: files that every user of the container may change. */
#include <reprolint/reprolint.h>

static bool is_octal(rlint_str mode)
{
	for (size_t i = 0; i < mode.len; i++) {
		if (mode.ptr[i] < '0' || mode.ptr[i] > '7') {
			return false;
		}
	}
	return mode.len >= 3 && mode.len <= 5;
}

/* Others may write; not with the sticky bit, by which each may change what is his own. */
static bool opens_octal(rlint_str mode)
{
	char others = mode.ptr[mode.len - 1];
	bool is_sticky = mode.len > 3 && (mode.ptr[mode.len - 4] & 1);

	return ((others - '0') & 2) && !is_sticky;
}

static bool has(rlint_str text, char byte)
{
	bool is_found = false;

	for (size_t i = 0; i < text.len; i++) {
		is_found = is_found || text.ptr[i] == byte;
	}
	return is_found;
}

/* One clause: who { ("+" | "=" | "-") permissions }. No one named: the umask has its say. */
static bool opens_clause(rlint_str clause)
{
	size_t who = 0;
	rlint_str named, granted;

	while (who < clause.len && clause.ptr[who] >= 'a' && clause.ptr[who] <= 'z') {
		who++;
	}
	named = (rlint_str){ clause.ptr, who };
	granted = rlint_str_slice(clause, who, clause.len);
	return (has(named, 'a') || has(named, 'o')) && has(granted, 'w') && !has(granted, '-') &&
	       !has(granted, 't');
}

/* Source: chmod(1), "MODE". */
static bool opens(rlint_str mode)
{
	bool is_open = false;

	if (is_octal(mode)) {
		return opens_octal(mode);
	}
	for (size_t start = 0, end = 0; start < mode.len && !is_open; start = end + 1) {
		end = start;
		while (end < mode.len && mode.ptr[end] != ',') {
			end++;
		}
		is_open = opens_clause(rlint_str_slice(mode, start, end));
	}
	return is_open;
}

/* Folders whose programs and settings run for everybody, root too. */
static bool is_of_system(rlint_str path)
{
	static const rlint_str folders[] = { RLINT_STR_INIT("/bin"), RLINT_STR_INIT("/sbin"),
		RLINT_STR_INIT("/lib"), RLINT_STR_INIT("/etc"), RLINT_STR_INIT("/usr"),
		RLINT_STR_INIT("/usr/bin"), RLINT_STR_INIT("/usr/sbin"), RLINT_STR_INIT("/usr/lib"),
		RLINT_STR_INIT("/usr/local"), RLINT_STR_INIT("/usr/local/bin"),
		RLINT_STR_INIT("/etc/passwd"), RLINT_STR_INIT("/etc/shadow"),
		RLINT_STR_INIT("/etc/sudoers") };

	if (rlint_str_is(path, RLINT_STR("/"))) {
		return true;
	}
	if (path.len > 1 && path.ptr[path.len - 1] == '/') {
		path.len--;
	}
	return rlint_str_is_one_of(path, RLINT_LIST(folders));
}

static void report(rlint_check *check, const rlint_fact *fact, const rlint_value *mode,
	const rlint_value *path)
{
	bool is_grave = path && rlint_value_has_text(path) && is_of_system(path->text);
	rlint_finding *finding = rlint_report(check, fact, mode->span,
		"mode %S lets every user of the container change %S: give it to the user who needs "
		"it (chown) instead",
		mode->text, path && path->text.len > 0 ? path->text : RLINT_STR("it"));

	if (!is_grave) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	rlint_as(finding, "DF034");
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	bool is_chmod = rlint_str_is(rlint_as_command(fact)->program, RLINT_STR("chmod"));
	const rlint_option *option = is_chmod ? NULL : rlint_command_find(fact, "--mode");
	const rlint_value *mode = is_chmod ? rlint_command_operand(fact, 0)
				  : option ? &option->value
					   : NULL;

	if (mode && rlint_value_has_text(mode) && opens(mode->text) &&
		rlint_fact_within(fact, RLINT_STEP)) {
		report(check, fact, mode, rlint_command_operand(fact, is_chmod ? 1 : 0));
	}
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_value *mode = rlint_step_flag(step, "chmod", 0);

	if (mode && rlint_value_has_text(mode) && opens(mode->text)) {
		const rlint_fact *copy = rlint_fact_at(step, RLINT_COPY, 0);

		report(check, step, mode, copy ? &rlint_as_copy(copy)->destination : NULL);
	}
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	if (rlint_as_command(fact)) {
		check_command(check, fact);
	} else {
		check_step(check, fact);
	}
}

extern const rlint_rule rlint_rule_security_world_writable;
const rlint_rule rlint_rule_security_world_writable = {
	.id = "security/world-writable",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "chmod" }, { RLINT_COMMAND, "mkdir" },
		{ RLINT_COMMAND, "install" }, { RLINT_STEP, "COPY" }, { RLINT_STEP, "ADD" },
		{ 0 } },
	.check = check_fact,
};
