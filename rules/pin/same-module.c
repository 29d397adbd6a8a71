/* pin/same-module: two packages of one environment that bring the same module. */
#include "names.h"

/* Packages that write into one folder of site-packages: the last one installed wins. */
static const struct family {
	const char *module;
	rlint_str names[5]; /* those that are fewer end with an empty one */
} families[] = {
	{ "cv2", { RLINT_STR_INIT("opencv-python"), RLINT_STR_INIT("opencv-python-headless"),
			 RLINT_STR_INIT("opencv-contrib-python"),
			 RLINT_STR_INIT("opencv-contrib-python-headless") } },
	{ "faiss", { RLINT_STR_INIT("faiss-cpu"), RLINT_STR_INIT("faiss-gpu") } },
	{ "onnxruntime", { RLINT_STR_INIT("onnxruntime"), RLINT_STR_INIT("onnxruntime-gpu") } },
	{ "psycopg2", { RLINT_STR_INIT("psycopg2"), RLINT_STR_INIT("psycopg2-binary") } },
	{ "Crypto", { RLINT_STR_INIT("pycrypto"), RLINT_STR_INIT("pycryptodome") } },
	{ "tensorflow", { RLINT_STR_INIT("tensorflow"), RLINT_STR_INIT("tensorflow-cpu"),
				RLINT_STR_INIT("tensorflow-gpu"), RLINT_STR_INIT("tf-nightly") } },
};

enum { MEMBERS = sizeof families->names / sizeof *families->names };

static bool is_unconditional(const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);

	return package && package->applies == RLINT_YES && !package->is_constraint &&
	       !package->is_optional;
}

static void report(rlint_check *check, const struct family *family, const rlint_fact *first,
	const rlint_fact *second)
{
	const rlint_package *package = rlint_as_package(second);
	rlint_finding *finding = rlint_report(check, second, package->name.span,
		"%S and %S both install the module %s, and the one that comes last overwrites "
		"parts of the other: keep one",
		rlint_as_package(first)->name.text, package->name.text, family->module);

	rlint_related(finding, first, rlint_as_package(first)->name.span, "the other one");
}

static void check_family(rlint_check *check, const struct family *family, const struct names *names)
{
	const rlint_fact *first = NULL;

	for (size_t i = 0; i < MEMBERS && family->names[i].len > 0; i++) {
		const rlint_fact *fact = names_find(names, family->names[i]);

		if (!is_unconditional(fact)) {
			continue;
		}
		if (first) {
			report(check, family, first, fact);
			return;
		}
		first = fact;
	}
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	struct names names;

	if (rlint_fact_count(environment, RLINT_PACKAGE) < 2 ||
		rlint_document_kind(rlint_fact_document(environment)) == RLINT_FILE_LOCK ||
		rlint_as_environment(environment)->is_constraints ||
		!names_make(&names, check, environment)) {
		return;
	}
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		check_family(check, &families[i], &names);
	}
}

extern const rlint_rule rlint_rule_pin_same_module;
const rlint_rule rlint_rule_pin_same_module = {
	.id = "pin/same-module",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
};
