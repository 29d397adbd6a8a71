/* Packages of one environment, judged one by one and reported by line. */
#include "packages.h"

#include "locks.h"

/* A package that is spoken of. */
struct loose {
	const rlint_fact *fact;
	rlint_severity severity;
	rlint_pin pin; /* as held */
	uint32_t line; /* that it stands on */
};

/* A constraints file is named: where it cannot be read, it may hold any package. */
static bool has_constraints(const rlint_fact *environment)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(environment, RLINT_INCLUDE) && !is_found; i++) {
		is_found = rlint_as_include(rlint_fact_at(environment, RLINT_INCLUDE, i))
				   ->is_constraint;
	}
	return is_found;
}

static bool is_of_project(const rlint_fact *fact)
{
	return rlint_document_kind(rlint_fact_document(fact)) == RLINT_FILE_PROJECT;
}

/* As written, or as a constraint holds it. */
static rlint_pin held(rlint_check *check, const rlint_fact *fact, bool is_constrained)
{
	const rlint_package *package = rlint_as_package(fact);
	const rlint_fact *holder = NULL;
	rlint_answer answer;

	if (package->pin != RLINT_FLOATING && package->pin != RLINT_BOUNDED) {
		return package->pin;
	}
	answer = rlint_linked(check, fact, RLINT_HELD_BY, &holder);
	if (answer == RLINT_YES) {
		rlint_pin pin = rlint_as_package(holder)->pin;

		return pin > package->pin ? pin : package->pin;
	}
	if (is_of_project(fact) && rlint_linked(check, rlint_fact_container(fact), RLINT_LOCKED_BY,
					   &holder) != RLINT_NO) {
		/* What the lock lacks is another rule's. */
		return RLINT_PIN_UNKNOWN;
	}
	return answer == RLINT_UNKNOWN && is_constrained ? RLINT_PIN_UNKNOWN : package->pin;
}

/* conda's `=1.2`, which takes 1.2 and 1.2.9; the parts that are written, 0 for all else. */
static uint32_t prefix_parts(const rlint_package *package)
{
	rlint_str version = package->version.text;
	uint32_t parts = 1;

	if (version.len < 2 || version.ptr[0] != '=' || version.ptr[1] == '=') {
		return 0;
	}
	for (size_t i = 0; i < version.len; i++) {
		parts += version.ptr[i] == '.';
	}
	return parts;
}

/* Project files say what a project needs, and leave the versions to a lock: less than what is
 * installed as it stands. A library's users choose them. */
static rlint_severity severity_in_project(
	const rlint_environment *environment, const rlint_fact *fact, rlint_pin pin)
{
	const rlint_package *package = rlint_as_package(fact);

	if (environment->audience != RLINT_FOR_USE || environment->is_library == RLINT_YES) {
		return RLINT_PEDANTIC;
	}
	if (pin == RLINT_BOUNDED) {
		return package->is_optional ? RLINT_PEDANTIC : RLINT_INFO;
	}
	return package->is_optional || package->purpose == RLINT_INSTALLER ? RLINT_INFO
									   : RLINT_WARNING;
}

static rlint_severity severity_of(
	const rlint_environment *environment, const rlint_fact *fact, rlint_pin pin)
{
	rlint_purpose purpose = rlint_as_package(fact)->purpose;
	bool is_manifest = rlint_document_kind(rlint_fact_document(fact)) != RLINT_FILE_DOCKERFILE;
	bool matters =
		purpose != RLINT_INSTALLER && (pin == RLINT_FLOATING || purpose == RLINT_FRAMEWORK);
	bool is_lowered = is_manifest && environment->audience == RLINT_FOR_DEVELOPMENT;

	if (is_of_project(fact)) {
		return severity_in_project(environment, fact, pin);
	}
	if (pin == RLINT_BOUNDED && prefix_parts(rlint_as_package(fact)) > 0) {
		return RLINT_PEDANTIC;
	}
	if (matters) {
		return is_lowered ? RLINT_INFO : RLINT_WARNING;
	}
	return is_lowered ? RLINT_PEDANTIC : RLINT_INFO;
}

/* A prefix of three parts is a release in practice. */
#define RELEASE_PARTS 3

static bool is_loose(const rlint_environment *environment, const rlint_fact *fact, rlint_pin pin)
{
	if (pin == RLINT_BOUNDED) {
		return environment->is_library != RLINT_YES &&
		       prefix_parts(rlint_as_package(fact)) < RELEASE_PARTS;
	}
	return pin == RLINT_FLOATING;
}

static uint32_t line_of(const rlint_fact *fact)
{
	rlint_span span = rlint_fact_span(fact);

	return rlint_position_of(rlint_fact_document(fact), span.start, RLINT_BYTES).line;
}

/* The packages to speak of; how many. */
static size_t collect(rlint_check *check, const rlint_fact *container, struct loose *out)
{
	const rlint_environment *environment = rlint_as_environment(container);
	bool is_constrained = has_constraints(container);
	size_t all = rlint_fact_count(container, RLINT_PACKAGE);
	size_t count = 0;

	for (size_t i = 0; i < all; i++) {
		const rlint_fact *fact = rlint_fact_at(container, RLINT_PACKAGE, i);
		rlint_pin pin;

		if (rlint_as_package(fact)->is_constraint ||
			rlint_applies(check, fact) == RLINT_NO) {
			continue;
		}
		pin = held(check, fact, is_constrained);
		if (is_loose(environment, fact, pin)) {
			out[count++] = (struct loose){ fact, severity_of(environment, fact, pin),
				pin, line_of(fact) };
		}
	}
	return count;
}

/* Does it come from a repository or an address of its own? */
static bool has_own_source(const rlint_fact *fact)
{
	rlint_package_source source = rlint_as_package(fact)->source;

	return source == RLINT_FROM_VCS || source == RLINT_FROM_URL;
}

/* One package of a project file. */
static rlint_finding *report_in_project(rlint_check *check, const struct loose *loose)
{
	static const rlint_str a_lock = RLINT_STR_INIT("a lock file");
	const rlint_package *package = rlint_as_package(loose->fact);
	const rlint_environment *environment =
		rlint_as_environment(rlint_fact_container(loose->fact));
	rlint_str lock = locks_name(environment->manager);
	rlint_span span = rlint_fact_span(loose->fact);

	lock = lock.len > 0 ? lock : a_lock;
	if (environment->is_library == RLINT_YES && environment->audience == RLINT_FOR_USE) {
		return rlint_report(check, loose->fact, span,
			"%S may be as old as any release: write the oldest one that works, as "
			">=VERSION",
			package->name.text);
	}
	if (loose->pin == RLINT_FLOATING) {
		return rlint_report(check, loose->fact, span,
			"%S has no version, so each install may bring another: commit %S, or write "
			"the version in use",
			package->name.text, lock);
	}
	return rlint_report(check, loose->fact, span,
		"%S lets each install choose another version of %S: commit %S, or write the one "
		"in use",
		package->version.text, package->name.text, lock);
}

static rlint_finding *report_floating(rlint_check *check, const rlint_fact *fact, size_t others,
	const struct package_wording *wording)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_span span = rlint_fact_span(fact);

	if (has_own_source(fact)) {
		return rlint_report(check, fact, span,
			"%S brings what its source serves on the day: name a commit, or the file "
			"of one version",
			package->name.text.len > 0 ? package->name.text : package->location.text);
	}
	if (others > 0) {
		return rlint_report(check, fact, span,
			"%S and %zu more on this line have no version, so each install may bring "
			"others: add %s to each",
			package->name.text, others, wording->exact);
	}
	if (package->is_upgrade) {
		return rlint_report(check, fact, span,
			"%S is brought to the newest version of the day: hold it by %s",
			package->name.text, wording->exact);
	}
	return rlint_report(check, fact, span,
		"%S has no version, so each install may bring another: add %s", package->name.text,
		wording->exact);
}

/* The release in use may well be what is written, but for the operator. */
static rlint_finding *report_prefix(rlint_check *check, const rlint_fact *fact, size_t others)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_span span = rlint_fact_span(fact);

	if (others > 0) {
		return rlint_report(check, fact, span,
			"%S and %zu more on this line take any release that begins so: write the "
			"ones in use in full behind ==",
			package->name.text, others);
	}
	return rlint_report(check, fact, span,
		"%S takes any release of %S that begins so: write the one in use in full behind ==",
		package->version.text, package->name.text);
}

static rlint_finding *report_bounded(rlint_check *check, const rlint_fact *fact, size_t others,
	const struct package_wording *wording)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_span span = rlint_fact_span(fact);

	if (prefix_parts(package) > 0) {
		return report_prefix(check, fact, others);
	}
	if (others > 0) {
		return rlint_report(check, fact, span,
			"the ranges of %S and %zu more on this line let each install choose other "
			"versions: write the ones in use as %s",
			package->name.text, others, wording->exact);
	}
	return rlint_report(check, fact, span,
		"%S lets each install choose another version of %S: write the one in use as %s",
		package->version.text, package->name.text, wording->exact);
}

/* No version is worse than a range. */
static bool is_worse(const struct loose *one, const struct loose *other)
{
	return one->severity > other->severity ||
	       (one->severity == other->severity && one->pin == RLINT_FLOATING &&
		       other->pin != RLINT_FLOATING);
}

static const char *words_beside(rlint_pin pin, rlint_pin worst)
{
	if (pin == worst) {
		return "likewise";
	}
	return pin == RLINT_FLOATING ? "without a version" : "a range";
}

/* A version as an entry of requirements or project files takes it: not of one index alone. */
static bool is_public(rlint_str version)
{
	for (size_t i = 0; i < version.len; i++) {
		if (version.ptr[i] == '+') {
			return false;
		}
	}
	return version.len > 0;
}

/* The version without the operator before it, which constraints have. */
static rlint_str plain_version(rlint_str version)
{
	while (version.len > 0 && (version.ptr[0] == '=' || version.ptr[0] == ' ')) {
		version.ptr++;
		version.len--;
	}
	return version;
}

/* Where the project itself has written down which version it uses, that is what the fix writes. */
static void fix_by_record(rlint_check *check, rlint_finding *finding, const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_file_kind kind = rlint_document_kind(rlint_fact_document(fact));
	const rlint_fact *record = locks_record(check, fact);
	rlint_span words = rlint_fact_span(fact);
	rlint_str version;

	if ((kind != RLINT_FILE_REQUIREMENTS && kind != RLINT_FILE_PROJECT) || !record ||
		package->source != RLINT_FROM_INDEX) {
		return;
	}
	version = plain_version(rlint_as_package(record)->version.text);
	if (!is_public(version) || rlint_package_admits(fact, version) != RLINT_YES) {
		return;
	}
	rlint_fix(finding, true, "write the version that the project has recorded");
	if (package->version.state == RLINT_KNOWN) {
		rlint_edit(finding, package->version.span, "==%S", version);
	} else {
		rlint_edit(finding, (rlint_span){ words.end, words.end }, "==%S", version);
	}
	rlint_related(finding, record, rlint_as_package(record)->version.span, "recorded here");
}

/* Builders are installed apart from what a lock holds. */
static bool is_left_to_lock(const rlint_fact *fact)
{
	return is_of_project(fact) &&
	       rlint_as_environment(rlint_fact_container(fact))->audience != RLINT_FOR_BUILDING;
}

/* The packages of one line: one finding, at the one that matters most. */
static void report_line(rlint_check *check, const struct loose *packages, size_t count,
	const struct package_wording *wording)
{
	const struct loose *worst = packages;
	rlint_finding *finding;
	size_t others = 0;

	for (size_t i = 1; i < count; i++) {
		worst = is_worse(&packages[i], worst) ? &packages[i] : worst;
	}
	for (size_t i = 0; i < count; i++) {
		others += &packages[i] != worst && packages[i].pin == worst->pin;
	}
	if (is_left_to_lock(worst->fact) && others == 0 && !has_own_source(worst->fact)) {
		finding = report_in_project(check, worst);
	} else if (worst->pin == RLINT_FLOATING) {
		finding = report_floating(check, worst->fact, others, wording);
	} else {
		finding = report_bounded(check, worst->fact, others, wording);
	}
	rlint_grade(finding, worst->severity);
	if (wording->foreign) {
		wording->foreign(finding, worst->fact);
	}
	if (count == 1) {
		fix_by_record(check, finding, worst->fact);
	}
	for (size_t i = 0; i < count; i++) {
		if (&packages[i] != worst) {
			rlint_related(finding, packages[i].fact, rlint_fact_span(packages[i].fact),
				words_beside(packages[i].pin, worst->pin));
		}
	}
}

void packages_check(
	rlint_check *check, const rlint_fact *environment, const struct package_wording *wording)
{
	size_t count = rlint_fact_count(environment, RLINT_PACKAGE);
	struct loose *packages = rlint_scratch(check, count * sizeof *packages);
	size_t start = 0;

	if (!packages) {
		return;
	}
	count = collect(check, environment, packages);
	for (size_t i = 1; i <= count; i++) {
		if (i == count || packages[i].line != packages[start].line) {
			report_line(check, &packages[start], i - start, wording);
			start = i;
		}
	}
}
