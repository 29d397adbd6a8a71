/* Dumps of one document. */
#ifndef LIB_REPORT_DUMP_H
#define LIB_REPORT_DUMP_H

#include "lib/project/project.h"
#include "lib/report/output.h"

void dump_tree_text(struct output *output, const struct analysis *analysis);
void dump_tree_json(struct output *output, const struct analysis *analysis);
/* The facts of a document; of a Dockerfile also its builds, as `project` knows them. */
void dump_facts_text(struct output *output, struct project *project, const rlint_fact *root);
void dump_facts_json(struct output *output, struct project *project, const rlint_fact *root);
void dump_builds_text(struct output *output, struct project *project, const rlint_fact *root);
void dump_builds_json(struct output *output, struct project *project, const rlint_fact *root);
/* The services of a compose file that other files have a say in. */
void dump_composed_text(struct output *output, struct project *project, const rlint_fact *root);
void dump_composed_json(struct output *output, struct project *project, const rlint_fact *root);
/* ` "TEXT" [START-END]` and a line feed; a JSON object. */
void dump_value_text(struct output *output, const rlint_value *value);
void dump_value_json(struct output *output, const rlint_value *value);
/* `{"version":1,"path":...,"kind":...`: how every JSON dump begins. */
void dump_begin_json(struct output *output, const rlint_document *document);
/* ` [START-END]`. */
void dump_span_text(struct output *output, rlint_span span);
void dump_span_json(struct output *output, rlint_span span);
void dump_indent(struct output *output, size_t depth);

#endif
