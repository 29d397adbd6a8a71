/* Findings counted by rule. */
#include <stdlib.h>

#include "lib/base/str.h"
#include "lib/report/writer.h"

/* A rule that found something. */
struct tally {
	const rlint_rule_info *info;
	size_t rule, count;
};

bool writer_count_rules(rlint_writer *writer, const rlint_results *results)
{
	size_t rules = rlint_registry_count(writer->registry);

	if (!writer->totals) {
		writer->totals = arena_new(&writer->arena, rules, sizeof *writer->totals);
	}
	if (!writer->totals) {
		writer->status = RLINT_NOMEM;
		return false;
	}
	for (size_t i = 0; i < rlint_results_count(results); i++) {
		writer->totals[rlint_results_at(results, i)->rule]++;
	}
	return true;
}

/* The most first; of equals in the registry's order. */
static int compare(const void *a, const void *b)
{
	const struct tally *left = a, *right = b;

	if (left->count != right->count) {
		return left->count < right->count ? 1 : -1;
	}
	return (left->rule > right->rule) - (left->rule < right->rule);
}

/* The rules that found something, sorted; *count of them. */
static struct tally *make_tallies(rlint_writer *writer, size_t *count)
{
	size_t rules = rlint_registry_count(writer->registry);
	struct tally *tallies = arena_new(&writer->arena, rules, sizeof *tallies);

	*count = 0;
	if (!tallies) {
		writer->status = RLINT_NOMEM;
		return NULL;
	}
	for (size_t i = 0; writer->totals && i < rules; i++) {
		if (writer->totals[i] > 0) {
			tallies[(*count)++] =
				(struct tally){ rlint_registry_at(writer->registry, i), i,
					writer->totals[i] };
		}
	}
	if (*count > 1) {
		qsort(tallies, *count, sizeof *tallies, compare);
	}
	return tallies;
}

static size_t digits_of(size_t number)
{
	size_t digits = 1;

	for (; number > 9; number /= 10) {
		digits++;
	}
	return digits;
}

static void add_blanks(struct output *output, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		output_text(output, " ");
	}
}

void writer_add_table(rlint_writer *writer)
{
	struct output *output = &writer->output;
	size_t count;
	const struct tally *tallies = make_tallies(writer, &count);
	size_t number_width = count > 0 ? digits_of(tallies[0].count) : 0;
	size_t id_width = 0;

	for (size_t i = 0; i < count; i++) {
		size_t len = tallies[i].info->id.len;

		id_width = len > id_width ? len : id_width;
	}
	for (size_t i = 0; i < count; i++) {
		const struct tally *tally = &tallies[i];

		add_blanks(output, number_width - digits_of(tally->count));
		output_number(output, tally->count);
		output_text(output, "  ");
		output_str(output, tally->info->id);
		add_blanks(output, id_width - tally->info->id.len + 2);
		output_str(output, tally->info->summary);
		output_text(output, "\n");
	}
	output_text(output, count > 0 && !writer->options.is_quiet ? "\n" : "");
}

void writer_add_statistics(rlint_writer *writer)
{
	struct output *output = &writer->output;
	size_t count;
	const struct tally *tallies = make_tallies(writer, &count);

	output_next_key(output, "statistics");
	output_text(output, "[");
	for (size_t i = 0; i < count; i++) {
		output_text(output, i > 0 ? "," : "");
		output_text(output, "{\"rule\":");
		output_json(output, tallies[i].info->id);
		output_number_pair(output, "count", tallies[i].count);
		output_text(output, "}");
	}
	output_text(output, "]");
}
