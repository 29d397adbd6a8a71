/* The findings of one file. */
#include "lib/lint/results.h"

#include <stdlib.h>

#include "lib/base/str.h"

rlint_results *results_new(const rlint_alloc *alloc)
{
	rlint_results *results = alloc_new(alloc, sizeof *results);

	if (results) {
		results->alloc = alloc;
		arena_init(&results->arena, alloc, NULL);
	}
	return results;
}

bool results_hold(rlint_results *results, const rlint_document *document)
{
	const rlint_document **held = results->documents.items;

	for (uint32_t i = 0; i < results->documents.count; i++) {
		if (held[i] == document) {
			return true;
		}
	}
	held = vec_add(&results->documents, &results->arena, sizeof(rlint_document *));
	if (!held) {
		return false;
	}
	*held = document_ref(document);
	return true;
}

void rlint_results_free(rlint_results *results)
{
	if (!results) {
		return;
	}
	for (uint32_t i = 0; i < results->documents.count; i++) {
		document_unref(((const rlint_document **)results->documents.items)[i]);
	}
	arena_free(&results->arena);
	alloc_resize(results->alloc, results, sizeof *results, 0);
}

static int compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

int results_compare_places(const rlint_finding *a, const rlint_finding *b)
{
	rlint_span left = a->result.place.span;
	rlint_span right = b->result.place.span;
	int order = compare_numbers(left.start, right.start);

	order = order ? order : compare_numbers(left.end, right.end);
	return order ? order : compare_numbers(a->result.rule, b->result.rule);
}

/* The same by message too; 0 for what says the same twice. */
static int compare_findings(const rlint_finding *a, const rlint_finding *b)
{
	int order = results_compare_places(a, b);

	return order ? order : str_compare(a->result.place.message, b->result.place.message);
}

static int compare_for_sort(const void *left, const void *right)
{
	const rlint_finding *a = *(rlint_finding *const *)left;
	const rlint_finding *b = *(rlint_finding *const *)right;
	int order = compare_findings(a, b);

	return order ? order : compare_numbers(a->order, b->order);
}

void results_sort(rlint_results *results)
{
	rlint_finding **findings = results->findings.items;
	uint32_t count = results->findings.count;
	uint32_t kept = 0;

	if (count > 1) {
		qsort(findings, count, sizeof(rlint_finding *), compare_for_sort);
	}
	for (uint32_t i = 0; i < count; i++) {
		if (kept == 0 || compare_findings(findings[kept - 1], findings[i]) != 0) {
			findings[kept++] = findings[i];
		}
	}
	results->findings.count = kept;
}

rlint_outcome_of_file rlint_results_outcome(const rlint_results *results, rlint_str *reason)
{
	if (reason) {
		*reason = results->reason;
	}
	return results->outcome;
}

bool rlint_results_complete(const rlint_results *results)
{
	return results->is_complete;
}

const rlint_document *rlint_results_document(const rlint_results *results)
{
	return results->document;
}

rlint_str rlint_results_path(const rlint_results *results)
{
	return results->path;
}

size_t rlint_results_count(const rlint_results *results)
{
	return results->findings.count;
}

const rlint_result *rlint_results_at(const rlint_results *results, size_t index)
{
	return index < results->findings.count
		       ? &((rlint_finding **)results->findings.items)[index]->result
		       : NULL;
}

rlint_str rlint_results_config(const rlint_results *results)
{
	return results->config_path;
}

bool rlint_results_fail_on(const rlint_results *results, int *level)
{
	*level = results->fail_on;
	return results->has_fail_on;
}
