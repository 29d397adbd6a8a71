/* shell/literal-tilde: a ~ where no shell reads it. */
#include <reprolint/reprolint.h>

/* The offset of a `~` that stands for a home: first of the text or of an entry of a list. */
static size_t tilde_at(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool is_first = i == 0 || text.ptr[i - 1] == ':';
		bool is_last = i + 1 == text.len || text.ptr[i + 1] == '/';

		if (text.ptr[i] == '~' && is_first && is_last) {
			return i;
		}
	}
	return text.len;
}

/* Lists of folders that programs search as they stand. */
static bool is_search_path(rlint_str name)
{
	static const rlint_str names[] = { RLINT_STR_INIT("PATH"),
		RLINT_STR_INIT("LD_LIBRARY_PATH"), RLINT_STR_INIT("LIBRARY_PATH"),
		RLINT_STR_INIT("CPATH"), RLINT_STR_INIT("PYTHONPATH"),
		RLINT_STR_INIT("PKG_CONFIG_PATH"), RLINT_STR_INIT("VIRTUAL_ENV") };

	return rlint_str_is_one_of(name, RLINT_LIST(names));
}

static bool has_tilde(rlint_str text)
{
	bool is_found = false;

	for (size_t i = 0; i < text.len && !is_found; i++) {
		is_found = text.ptr[i] == '~';
	}
	return is_found;
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_finding *finding;

	/* Not one that a variable brings along: that was spoken of where it was set. */
	if (tilde_at(env->value.text) == env->value.text.len ||
		!has_tilde(rlint_text_of(rlint_fact_document(fact), env->value.span))) {
		return;
	}
	finding = rlint_report(check, fact, env->value.span,
		"no shell reads this, so %S holds a ~ and not a home directory: write the path "
		"out",
		env->name.text);
	if (!is_search_path(env->name.text)) {
		rlint_grade(finding, RLINT_INFO);
	}
}

static bool is_home(const rlint_value *path)
{
	rlint_str text = path ? path->text : (rlint_str){ 0 };

	return rlint_str_is(text, RLINT_STR("~")) || rlint_str_starts(text, RLINT_STR("~/"));
}

static void report_folder(rlint_check *check, const rlint_fact *fact, const rlint_value *path)
{
	if (is_home(path)) {
		rlint_report(check, fact, path->span,
			"no shell reads this, so it is a folder of the name ~: write the path out");
	}
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	const rlint_copy *copy = rlint_as_copy(fact);

	if (rlint_as_env(fact)) {
		check_env(check, fact);
	} else {
		report_folder(check, fact, copy ? &copy->destination : rlint_step_word(fact, 0));
	}
}

extern const rlint_rule rlint_rule_shell_literal_tilde;
const rlint_rule rlint_rule_shell_literal_tilde = {
	.id = "shell/literal-tilde",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "ENV" }, { RLINT_COPY, NULL },
		{ RLINT_STEP, "WORKDIR" }, { 0 } },
	.check = check_fact,
};
