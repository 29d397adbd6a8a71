/* The forms that the values of labels may be held to. */
#ifndef RULES_PROVENANCE_LABEL_VALUE_H
#define RULES_PROVENANCE_LABEL_VALUE_H

#include <reprolint/reprolint.h>

/* A form that a schema may ask of a label. */
struct label_form {
	rlint_str name; /* in the schema: "url" */
	bool (*accepts)(rlint_str text); /* NULL: anything */
	const char *wanted; /* "an absolute URL" */
	const char *alias; /* hadolint's rule for it */
};

/* NULL: no such form. */
const struct label_form *label_form_named(rlint_str name);

#endif
