/* pin/misleading-name: names on PyPI that are not what they seem, or nothing any more. */
#include <reprolint/reprolint.h>

/* What the name is on PyPI, as the project's own page says. */
static const struct row {
	rlint_str name;
	const char *what; /* after the name and "is" */
	const char *instead; /* what to do */
	rlint_severity severity;
	bool is_of_newest; /* old versions, named exactly, do what they say */
} rows[] = {
	{ RLINT_STR_INIT("argparse"), "an old copy of a module that Python has itself",
		"leave it out", RLINT_INFO, false },
	{ RLINT_STR_INIT("asyncio"), "an old copy of a module that Python has itself",
		"leave it out", RLINT_INFO, false },
	{ RLINT_STR_INIT("beautifulsoup"), "release 3, for Python 2", "write beautifulsoup4",
		RLINT_WARNING, false },
	{ RLINT_STR_INIT("dataclasses"), "a copy for Python 3.6 of a module that later ones have",
		"leave it out", RLINT_INFO, true },
	{ RLINT_STR_INIT("enum34"),
		"a copy for Python 2 of a module that Python 3 has, in whose place some programs "
		"then find it",
		"leave it out", RLINT_WARNING, false },
	{ RLINT_STR_INIT("futures"),
		"a copy for Python 2 of concurrent.futures, and does not install on Python 3",
		"leave it out", RLINT_WARNING, false },
	{ RLINT_STR_INIT("mamba"), "a test runner, and not the package manager",
		"take it out, or install mamba by conda", RLINT_INFO, false },
	{ RLINT_STR_INIT("matplot"), "another project than matplotlib",
		"write matplotlib, if that is meant", RLINT_WARNING, false },
	{ RLINT_STR_INIT("nose"), "abandoned, and fails on Python 3.10 and later", "move to pytest",
		RLINT_INFO, false },
	{ RLINT_STR_INIT("nvidia-ml-py3"), "an abandoned copy of nvidia-ml-py",
		"write nvidia-ml-py", RLINT_INFO, false },
	{ RLINT_STR_INIT("pandas-profiling"),
		"the old name of ydata-profiling, which alone gets releases",
		"write ydata-profiling", RLINT_INFO, true },
	{ RLINT_STR_INIT("path-py"), "the old name of path, which alone gets releases",
		"write path", RLINT_INFO, true },
	{ RLINT_STR_INIT("pathlib"), "an old copy of a module that Python has itself",
		"leave it out", RLINT_INFO, false },
	{ RLINT_STR_INIT("pil"), "the forerunner of Pillow, and does not install", "write Pillow",
		RLINT_WARNING, false },
	{ RLINT_STR_INIT("plotly-express"), "an empty shell around plotly.express", "write plotly",
		RLINT_INFO, false },
	{ RLINT_STR_INIT("pycrypto"), "abandoned since 2013, with known holes",
		"move to pycryptodome", RLINT_INFO, false },
	{ RLINT_STR_INIT("pytorch"), "a placeholder that stops the install", "write torch",
		RLINT_WARNING, false },
	{ RLINT_STR_INIT("sklearn"), "a placeholder that stops the install", "write scikit-learn",
		RLINT_WARNING, true },
	{ RLINT_STR_INIT("tensorflow-gpu"), "a placeholder since 2.12 that stops the install",
		"write tensorflow", RLINT_WARNING, true },
	{ RLINT_STR_INIT("typing"), "a copy for Python 2 of a module that Python 3 has",
		"leave it out", RLINT_INFO, false },
};

static const struct row *row_of(rlint_str name)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(rows[i].name, name)) {
			return &rows[i];
		}
	}
	return NULL;
}

static bool is_exact(const rlint_package *package)
{
	return package->pin == RLINT_EXACT || package->pin == RLINT_IMMUTABLE;
}

static void check_package(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	const struct row *row = row_of(package->canonical);

	/* A marker may keep it to the Python that it is for. */
	if (!row || package->source != RLINT_FROM_INDEX || package->is_constraint ||
		package->applies != RLINT_YES ||
		rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_LOCK ||
		rlint_as_environment(rlint_fact_container(fact))->is_compiled ||
		(row->is_of_newest && is_exact(package))) {
		return;
	}
	rlint_grade(rlint_report(check, fact, package->name.span, "%S on PyPI is %s: %s",
			    package->name.text, row->what, row->instead),
		row->severity);
}

extern const rlint_rule rlint_rule_pin_misleading_name;
const rlint_rule rlint_rule_pin_misleading_name = {
	.id = "pin/misleading-name",
	.on = (const rlint_subscription[]){ { RLINT_PACKAGE, "pip" }, { 0 } },
	.check = check_package,
};
