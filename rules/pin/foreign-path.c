/* pin/foreign-path: a requirement that lies in a folder of the machine where it was written. */
#include <reprolint/reprolint.h>

/* The path of a file: address, or the text itself. */
static rlint_str path_of(rlint_str location)
{
	static const rlint_str schemes[] = { RLINT_STR_INIT("file://localhost"),
		RLINT_STR_INIT("file://"), RLINT_STR_INIT("file:") };

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (rlint_str_starts(location, schemes[i])) {
			location.ptr += schemes[i].len;
			location.len -= schemes[i].len;
			break;
		}
	}
	return location;
}

static bool is_absolute(rlint_str path)
{
	return rlint_str_starts(path, RLINT_STR("/")) || rlint_str_starts(path, RLINT_STR("~")) ||
	       rlint_str_starts(path, RLINT_STR("\\\\")) ||
	       (path.len > 2 && rlint_byte_is_letter(path.ptr[0]) && path.ptr[1] == ':');
}

/* Folders in which conda's packages were built: they are gone. */
static bool is_of_conda(rlint_str path)
{
	static const rlint_str marks[] = {
		RLINT_STR_INIT("/conda-bld/"),
		RLINT_STR_INIT("/croot/"),
		RLINT_STR_INIT("/croots/"),
		RLINT_STR_INIT("/feedstock_root/"),
		RLINT_STR_INIT("/tmp/build/"),
		RLINT_STR_INIT("/home/builder/"),
		RLINT_STR_INIT("/tmp/abs_"),
		RLINT_STR_INIT("/home/task_"),
	};

	return rlint_str_has_one_of(path, RLINT_LIST(marks));
}

static bool is_foreign(const rlint_package *package)
{
	return package->source == RLINT_FROM_PATH && is_absolute(path_of(package->location.text));
}

static void report_path(rlint_check *check, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_finding *finding = rlint_report(check, fact, package->location.span,
		"%S is a path of the machine that wrote this, which no other has: write a path "
		"from this file's folder, or name the version",
		path_of(package->location.text));

	rlint_grade(finding, RLINT_WARNING);
}

/* pip freeze writes all of conda's in this way: one cause, one finding. */
static void report_conda(
	rlint_check *check, const rlint_fact *environment, const rlint_fact *first, size_t others)
{
	const rlint_package *package = rlint_as_package(first);
	rlint_str name = package->name.text.len > 0 ? package->name.text : RLINT_STR("NAME");

	if (others == 0) {
		rlint_report(check, first, package->location.span,
			"this is the folder in which conda's package was once built, and it is "
			"nowhere now: write %S==VERSION",
			name);
		return;
	}
	rlint_report(check, first, package->location.span,
		"this is the folder in which conda's package was once built, and it is nowhere "
		"now: write %S==VERSION, and likewise for %zu more of these %zu packages",
		name, others, rlint_fact_count(environment, RLINT_PACKAGE));
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);
	const rlint_fact *first = NULL;
	size_t found = 0;

	/* In a RUN the folder is the image's. */
	if (rlint_document_kind(rlint_fact_document(environment)) == RLINT_FILE_DOCKERFILE) {
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const rlint_fact *fact = rlint_fact_at(environment, RLINT_PACKAGE, i);
		const rlint_package *package = rlint_as_package(fact);

		if (!is_foreign(package)) {
			continue;
		}
		if (!is_of_conda(path_of(package->location.text))) {
			report_path(check, fact);
			continue;
		}
		first = first ? first : fact;
		found++;
	}
	if (first) {
		report_conda(check, environment, first, found - 1);
	}
}

extern const rlint_rule rlint_rule_pin_foreign_path;
const rlint_rule rlint_rule_pin_foreign_path = {
	.id = "pin/foreign-path",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" },
		{ RLINT_ENVIRONMENT, "conda" }, { 0 } },
	.check = check_environment,
};
