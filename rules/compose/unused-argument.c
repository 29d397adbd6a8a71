/* compose/unused-argument: a build argument that the Dockerfile does not take. */
#include <reprolint/reprolint.h>

/* Taken without an ARG: BuildKit, frontend/dockerfile/dockerfile2llb, and its own switches. */
static const rlint_str known[] = {
	RLINT_STR_INIT("ALL_PROXY"),
	RLINT_STR_INIT("FTP_PROXY"),
	RLINT_STR_INIT("HTTPS_PROXY"),
	RLINT_STR_INIT("HTTP_PROXY"),
	RLINT_STR_INIT("NO_PROXY"),
	RLINT_STR_INIT("SOURCE_DATE_EPOCH"),
	/* Of the global scope: FROM sees them without an ARG. */
	RLINT_STR_INIT("BUILDARCH"),
	RLINT_STR_INIT("BUILDOS"),
	RLINT_STR_INIT("BUILDOSVERSION"),
	RLINT_STR_INIT("BUILDPLATFORM"),
	RLINT_STR_INIT("BUILDVARIANT"),
	RLINT_STR_INIT("TARGETARCH"),
	RLINT_STR_INIT("TARGETOS"),
	RLINT_STR_INIT("TARGETOSVERSION"),
	RLINT_STR_INIT("TARGETPLATFORM"),
	RLINT_STR_INIT("TARGETSTAGE"),
	RLINT_STR_INIT("TARGETVARIANT"),
};

static bool is_known(rlint_str name)
{
	bool is_found = rlint_str_starts(name, RLINT_STR("BUILDKIT_"));

	for (size_t i = 0; i < sizeof known / sizeof *known && !is_found; i++) {
		is_found = rlint_str_is_like(name, known[i]);
	}
	return is_found;
}

static bool declares(const rlint_fact *container, rlint_str name)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(container, RLINT_STEP) && !is_found; i++) {
		const rlint_fact *step = rlint_fact_at(container, RLINT_STEP, i);
		size_t count = rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("ARG"))
				       ? rlint_fact_count(step, RLINT_ENV)
				       : 0;

		for (size_t j = 0; j < count && !is_found; j++) {
			is_found = rlint_str_is(
				rlint_as_env(rlint_fact_at(step, RLINT_ENV, j))->name.text, name);
		}
	}
	return is_found;
}

/* Before the first FROM, or in any stage. */
static bool takes(const rlint_fact *document, rlint_str name)
{
	bool is_found = declares(document, name);

	for (size_t i = 0; i < rlint_fact_count(document, RLINT_STAGE) && !is_found; i++) {
		is_found = declares(rlint_fact_at(document, RLINT_STAGE, i), name);
	}
	return is_found;
}

static const rlint_fact *document_of(const rlint_fact *fact)
{
	return rlint_fact_kind(fact) == RLINT_DOCUMENT ? fact
						       : rlint_fact_within(fact, RLINT_DOCUMENT);
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	rlint_str name = rlint_as_env(fact)->name.text;
	const rlint_fact *built = NULL;

	if (is_known(name) || rlint_linked(check, rlint_fact_container(fact), RLINT_BUILT_BY,
				      &built) != RLINT_YES) {
		return;
	}
	built = document_of(built);
	if (!rlint_fact_complete(built) || takes(built, name)) {
		return;
	}
	rlint_report(check, fact, rlint_as_env(fact)->name.span,
		"no ARG of %S takes %S, so it has no effect: declare it there, or leave it out",
		rlint_document_path(rlint_fact_document(built)), name);
}

extern const rlint_rule rlint_rule_compose_unused_argument;
const rlint_rule rlint_rule_compose_unused_argument = {
	.id = "compose/unused-argument",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "args" }, { 0 } },
	.check = check_env,
	.asks_links = true,
};
