/* Dumps of one document. */
#ifndef LIB_REPORT_DUMP_H
#define LIB_REPORT_DUMP_H

#include "lib/project/analysis.h"
#include "lib/report/output.h"

void dump_tree_text(struct output *output, const struct analysis *analysis);
void dump_tree_json(struct output *output, const struct analysis *analysis);
void dump_facts_text(struct output *output, const rlint_fact *root);
void dump_facts_json(struct output *output, const rlint_fact *root);
/* `{"version":1,"path":...,"kind":...`: how every JSON dump begins. */
void dump_begin_json(struct output *output, const rlint_document *document);
/* ` [START-END]`. */
void dump_span_text(struct output *output, rlint_span span);
void dump_span_json(struct output *output, rlint_span span);
void dump_indent(struct output *output, size_t depth);

#endif
