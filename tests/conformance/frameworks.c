/* The suite frameworks: whether hand-labelled files of a corpus are recognised as what they are.
 * What is no experiment must never be taken for one. */
#include "tests/conformance/framework_seeds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/str.h"
#include "lib/facts/framework.h"
#include "lib/facts/make.h"

/* One row while it is judged. */
struct labelled {
	const cJSON *row;
	rlint_str found; /* empty: nothing was recognised */
	rlint_answer is_root;
};

struct tally {
	struct run *run;
	struct run known; /* rows that the table has a framework for, or that are none */
	unsigned alarms; /* files of no framework that were taken for one */
	struct seeds seeds;
};

static bool ends_in(const char *text, const char *suffix)
{
	return rlint_str_ends(str_from(text), str_from(suffix));
}

static bool is_in_table(const char *framework)
{
	for (size_t i = 0; i < framework_count; i++) {
		if (rlint_str_is(table_str(framework_table[i].id), str_from(framework))) {
			return true;
		}
	}
	return false;
}

static bool is_label(const struct labelled *labelled, rlint_str name)
{
	const cJSON *also = cJSON_GetObjectItemCaseSensitive(labelled->row, "also");
	const cJSON *item;

	if (rlint_str_is(name, str_from(row_text(labelled->row, "framework")))) {
		return true;
	}
	cJSON_ArrayForEach(item, also)
	{
		if (rlint_str_is(name, str_from(cJSON_GetStringValue(item)))) {
			return true;
		}
	}
	return false;
}

struct reading {
	struct arena arena;
	const struct limits *limits;
	const rlint_document *document;
	struct labelled *labelled;
};

static void read_config(void *context)
{
	struct reading *reading = context;
	rlint_str path = reading->document->path;
	struct facts facts;
	struct config file;
	const struct framework *framework;
	const rlint_fact *fact;

	if (rlint_str_ends(path, RLINT_STR(".json"))) {
		config_parse_json(&file, &reading->arena, reading->limits, reading->document->text,
			CONFIG_JSON);
	} else {
		config_parse_yaml(&file, &reading->arena, reading->limits, reading->document->text);
	}
	framework = config_framework(&file, path);
	facts_init(&facts, &reading->arena, reading->document, &file.tree, NULL, reading->limits);
	facts_of_config(&facts, &file);
	fact = rlint_fact_at(facts.root, RLINT_EXPERIMENT, 0);
	reading->labelled->found = framework ? table_str(framework->id) : (rlint_str){ 0 };
	if (fact) {
		reading->labelled->is_root = rlint_as_experiment(fact)->is_root;
	}
}

static void recognise(struct labelled *labelled, const char *path, const char *name)
{
	static const struct limits limits = { { 64U << 20, 256, 1000, 1000, 4096, 32 } };
	rlint_str text = read_file(path);
	rlint_document *document = document_new(NULL, RLINT_FILE_CONFIG, str_from(name), text);
	struct guard guard = { 0 };
	struct reading reading = { .limits = &limits, .document = document, .labelled = labelled };

	arena_init(&reading.arena, NULL, &guard);
	protect(&guard, read_config, &reading);
	arena_free(&reading.arena);
	document_unref(document);
	free((char *)(uintptr_t)text.ptr);
}

static const char *answer_word(rlint_answer answer)
{
	static const char *const words[] = { "fragment", "not told", "root" };

	return words[answer];
}

static void judge(struct tally *tally, const struct labelled *labelled, const char *path)
{
	const char *framework = row_text(labelled->row, "framework");
	rlint_str found = labelled->found.len > 0 ? labelled->found : RLINT_STR("none");
	bool agrees = is_label(labelled, found);
	bool is_none = is_label(labelled, RLINT_STR("none"));

	if (is_in_table(framework) || is_none) {
		tally->known.total++;
		tally->known.agreed += agrees ? 1 : 0;
	}
	tally->alarms += is_none && !agrees ? 1 : 0;
	run_case(tally->run, agrees, path, "%.*s, but is %s (%s; labelled %s)", (int)found.len,
		found.ptr, framework, answer_word(labelled->is_root),
		row_text(labelled->row, "role"));
}

static void each_label(void *user, const cJSON *row)
{
	struct tally *tally = user;
	const char *name = row_text(row, "path");
	struct labelled labelled = { row, { 0 }, RLINT_UNKNOWN };
	char root[512], path[1024];
	char *slash;

	(void)snprintf(root, sizeof root, "%s/%s", tally->run->corpus, row_text(row, "repo"));
	slash = strrchr(root, '/');
	*slash = '+';
	(void)snprintf(path, sizeof path, "%s/%s", root, name);
	if (!ends_in(name, ".ini")) {
		recognise(&labelled, path, name);
	}
	judge(tally, &labelled, path + strlen(tally->run->corpus) + 1);
	seeds_row(&tally->seeds, row, root, path);
}

void suite_frameworks(struct run *run, const char *path)
{
	struct tally tally = { .run = run };

	if (!run->corpus) {
		(void)fputs("conformance: frameworks needs --corpus DIR\n", stderr);
		exit(2);
	}
	seeds_init(&tally.seeds);
	each_row(path, each_label, &tally);
	run->is_bad = run->is_bad || tally.alarms > 0 || !seeds_end(&tally.seeds);
	printf("frameworks of the table and none: agree %u of %u; taken for one without being one: "
	       "%u\n",
		tally.known.agreed, tally.known.total, tally.alarms);
}
