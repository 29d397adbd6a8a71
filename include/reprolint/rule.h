/* Rules: what a rule is, and what its check function may call. Built-in rules and plugins use the
 * same. */
#ifndef REPROLINT_RULE_H
#define REPROLINT_RULE_H

#include <stdarg.h>

#include <reprolint/compose.h>
#include <reprolint/experiment.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum rlint_severity {
	RLINT_PEDANTIC,
	RLINT_INFO,
	RLINT_WARNING,
	RLINT_ERROR
} rlint_severity;

/* "pedantic", "info", "warning", "error"; static storage. */
RLINT_API const char *rlint_severity_name(rlint_severity severity);

typedef struct rlint_check rlint_check; /* this call of this rule */
/* What was reported. NULL (out of memory, limit reached) is accepted by every function below. */
typedef struct rlint_finding rlint_finding;

/* What a rule wants to see: every fact of the kind whose selector equals (fact.h says what
 * selectors a kind has); a NULL selector means all of the kind. */
typedef struct rlint_subscription {
	rlint_kind kind;
	const char *selector;
} rlint_subscription;

/* A rule. `page` is its .md, front matter included; title, severity, default state, aliases and
 * kind of fix are read from it. `options` are the names of its options in the order of the
 * rlint_option_* index, ending with NULL, or NULL. */
typedef struct rlint_rule {
	const char *id; /* CONCERN/NAME */
	const rlint_subscription *on; /* ends with an all-zero entry */
	const char *const *options;
	void (*check)(rlint_check *check, const rlint_fact *fact);
	bool asks_links; /* runs in the second phase, when links are there */
	bool follows_builds; /* asked again of a Dockerfile as a service builds it, with the
				service's arguments: what it reports then because of one is told in
				the service's file, at the argument's value */
} rlint_rule;

/* Reports a finding of the rule at its severity. `span` is the very words; an ignore comment on
 * `anchor`'s node silences it too. Format: %S rlint_str (escaped for terminals), %s const char *,
 * %u unsigned, %zu size_t, %c char, %%. */
RLINT_API rlint_finding *rlint_report(
	rlint_check *check, const rlint_fact *anchor, rlint_span span, const char *format, ...);
RLINT_API rlint_finding *rlint_report_str(
	rlint_check *check, const rlint_fact *anchor, rlint_span span, rlint_str message);
/* Lowers the finding to `severity`; never raises it. */
RLINT_API void rlint_grade(rlint_finding *finding, rlint_severity severity);
/* The condition of this foreign id holds here, and so that of all ids that the page equates with it
 * ("DL3014 = DS-0021"); one that does not stand in the page's list is left out. */
RLINT_API void rlint_as(rlint_finding *finding, const char *alias);
/* As rlint_as, with the foreign tool's own wording, which is kept even where the id is empty or not
 * in the page's list. */
RLINT_API void rlint_as_said(rlint_finding *finding, rlint_str alias, rlint_str message);
RLINT_API void rlint_as_saying(rlint_finding *finding, const char *alias, const char *format, ...);
/* A labelled place that belongs to the finding; `fact` names the document, also another one. */
RLINT_API void rlint_related(
	rlint_finding *finding, const rlint_fact *fact, rlint_span span, const char *format, ...);
RLINT_API void rlint_related_str(
	rlint_finding *finding, const rlint_fact *fact, rlint_span span, rlint_str message);
/* Begins an alternative fix; the edits that follow belong to it. An edit that does not lie within
 * verbatim text, or overlaps another of the fix, drops the whole fix. Empty spans insert. */
RLINT_API void rlint_fix(rlint_finding *finding, bool is_safe, const char *title);
RLINT_API void rlint_fix_str(rlint_finding *finding, bool is_safe, rlint_str title);
RLINT_API void rlint_edit(rlint_finding *finding, rlint_span span, const char *format, ...);
RLINT_API void rlint_edit_str(rlint_finding *finding, rlint_span span, rlint_str text);

/* Reports an rlint_problem fact as the parser found it: its words, related place, fix and alias,
 * and the followed tool's own wording. */
RLINT_API rlint_finding *rlint_report_problem(rlint_check *check, const rlint_fact *problem);

/* Calls `each` with every word of a `# reprolint: ignore=` comment that names no rule, and the word
 * nearest to it (or an empty slice). */
RLINT_API void rlint_unknown_words(
	rlint_check *check, void (*each)(rlint_check *check, rlint_span span, rlint_str nearest));

/* An ignore comment. */
typedef struct rlint_pragma {
	rlint_span comment;
	bool is_of_hadolint; /* its form; else `# reprolint:` */
	bool is_wide; /* silences more than what follows or holds it: a stage, the file */
	bool has_flaw; /* silences nothing, as hadolint takes it for a plain comment */
	rlint_span flaw; /* the words that hadolint cannot read; may be empty */
} rlint_pragma;

/* Calls `each` with every ignore comment of the document, in order; it is valid during the call. */
RLINT_API void rlint_each_pragma(
	rlint_check *check, void (*each)(rlint_check *check, const rlint_pragma *pragma));

/* Zeroed working memory, gone when the rule returns; NULL when out of memory. */
RLINT_API void *rlint_scratch(rlint_check *check, size_t size);

/* Links: yes with the other fact in *out; no; unknown where the project was not read (out
 * untouched). */
RLINT_API rlint_answer rlint_linked(rlint_check *check, const rlint_fact *fact,
	rlint_relation relation, const rlint_fact **out);

/* The builds of the Dockerfile that the fact lies in: yes with the `index`th in *out; no: there are
 * no more; unknown where the project was not read. Compose files and devcontainer.json are looked
 * for in the Dockerfile's folder and in those above it. */
RLINT_API rlint_answer rlint_build_at(
	rlint_check *check, const rlint_fact *fact, size_t index, rlint_build *out);

/* rlint_package.applies; where it is unknown, of a requirements file, with the Python of the image
 * whose Dockerfile installs the file, or of the pyproject.toml that lies there. */
RLINT_API rlint_answer rlint_applies(rlint_check *check, const rlint_fact *package);

/* Is there a file or folder of that name in the folder of the document? Unknown where that cannot
 * be seen, and to rules that ask no links. */
RLINT_API rlint_answer rlint_lies_beside(
	rlint_check *check, const rlint_document *document, const char *name);
/* Does a path that is written in the fact's document lie in its project? Unknown where nothing
 * marks the project's root. */
RLINT_API rlint_answer rlint_is_inside(rlint_check *check, const rlint_fact *fact, rlint_str path);

/* Is a setting by default missing in a whole run: one that trains, was read whole, and continues no
 * file that sets it or cannot be read? An option of the command ("--seed") stands in no file. False
 * to rules that ask no links. */
RLINT_API bool rlint_is_missing(rlint_check *check, const rlint_fact *setting);

/* Options of the rule by index into rlint_rule.options: is it set; does its list hold the text; its
 * text and number. */
RLINT_API bool rlint_option_is_set(const rlint_check *check, size_t option);
RLINT_API bool rlint_option_lists(const rlint_check *check, size_t option, rlint_str text);
RLINT_API rlint_str rlint_option_text(const rlint_check *check, size_t option);
/* Its values in the order given; ptr NULL past the last. */
RLINT_API rlint_str rlint_option_at(const rlint_check *check, size_t option, size_t index);

#ifdef __cplusplus
}
#endif
#endif
