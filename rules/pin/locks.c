/* Locks: their names, and what brings them up to date. */
#include "locks.h"

static const struct {
	rlint_str manager, name;
	const char *command;
} rows[] = {
	{ RLINT_STR_INIT("conda-lock"), RLINT_STR_INIT("conda-lock.yml"), "run `conda-lock`" },
	{ RLINT_STR_INIT("pdm"), RLINT_STR_INIT("pdm.lock"), "run `pdm lock`" },
	{ RLINT_STR_INIT("pipenv"), RLINT_STR_INIT("Pipfile.lock"), "run `pipenv lock`" },
	{ RLINT_STR_INIT("poetry"), RLINT_STR_INIT("poetry.lock"), "run `poetry lock`" },
	{ RLINT_STR_INIT("uv"), RLINT_STR_INIT("uv.lock"), "run `uv lock`" },
};

rlint_str locks_file_name(const rlint_fact *fact)
{
	return rlint_str_base(rlint_document_path(rlint_fact_document(fact)));
}

const rlint_fact *locks_record(rlint_check *check, const rlint_fact *package)
{
	const rlint_fact *record = NULL;

	if (rlint_linked(check, package, RLINT_RECORDED_BY, &record) != RLINT_YES) {
		return NULL;
	}
	return rlint_as_package(record)->source == RLINT_FROM_INDEX &&
			       rlint_as_package(record)->version.state == RLINT_KNOWN
		       ? record
		       : NULL;
}

bool locks_hold_source(rlint_check *check, const rlint_fact *package)
{
	const rlint_fact *holder = NULL;

	return rlint_linked(check, package, RLINT_HELD_BY, &holder) == RLINT_YES &&
	       rlint_as_package(holder)->pin == RLINT_IMMUTABLE;
}

const char *locks_command(rlint_str name)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(name, rows[i].name)) {
			return rows[i].command;
		}
	}
	return "make it anew";
}

rlint_str locks_name(rlint_str manager)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_is(manager, rows[i].manager)) {
			return rows[i].name;
		}
	}
	return (rlint_str){ 0 };
}
