/* lib/facts/framework*.c and config_facts.c. */
#include "tests/unit/unit.h"

#include "lib/base/str.h"
#include "lib/facts/framework.h"
#include "lib/facts/make.h"

static const struct limits test_limits = { { 1U << 20, 256, 1000, 1000, 4096, 32 } };

/* A config and its facts. */
struct fixture {
	struct arena arena;
	struct guard guard;
	rlint_document *document;
	struct config file;
	struct facts facts;
	bool is_accepted;
};

static void make_facts(void *context)
{
	struct fixture *fixture = context;
	rlint_document *document = fixture->document;
	bool is_json = rlint_str_ends(document->path, RLINT_STR(".json"));
	rlint_status status = is_json ? config_parse_json(&fixture->file, &fixture->arena,
						&test_limits, document->text, CONFIG_JSON)
				      : config_parse_yaml(&fixture->file, &fixture->arena,
						&test_limits, document->text);

	assert_int_equal(status, RLINT_OK);
	facts_init(&fixture->facts, &fixture->arena, document, &fixture->file.tree, NULL,
		&test_limits);
	facts_of_config(&fixture->facts, &fixture->file);
	fixture->is_accepted = fixture->facts.all[RLINT_EXPERIMENT].count > 0;
}

static void open_fixture(struct fixture *fixture, const char *path, const char *text)
{
	*fixture = (struct fixture){ 0 };
	arena_init(&fixture->arena, NULL, &fixture->guard);
	fixture->document = document_new(NULL, RLINT_FILE_CONFIG, str_from(path), str_from(text));
	assert_int_equal(protect(&fixture->guard, make_facts, fixture), RLINT_OK);
}

static void close_fixture(struct fixture *fixture)
{
	arena_free(&fixture->arena);
	document_unref(fixture->document);
}

static size_t count_of(const struct fixture *fixture, rlint_kind kind)
{
	return fixture->facts.all[kind].count;
}

static const rlint_fact *fact_of(const struct fixture *fixture, rlint_kind kind, size_t index)
{
	rlint_fact **items = fixture->facts.all[kind].items;

	assert_true(index < count_of(fixture, kind));
	return items[index];
}

static const rlint_experiment *experiment(const struct fixture *fixture)
{
	return rlint_as_experiment(fact_of(fixture, RLINT_EXPERIMENT, 0));
}

static const rlint_setting *setting(const struct fixture *fixture, size_t index)
{
	return rlint_as_setting(fact_of(fixture, RLINT_SETTING, index));
}

/* "framework" or "" for nothing. */
static void assert_framework(const char *path, const char *text, const char *framework)
{
	struct fixture fixture;

	open_fixture(&fixture, path, text);
	assert_int_equal(count_of(&fixture, RLINT_EXPERIMENT), *framework ? 1 : 0);
	assert_int_equal(fixture.is_accepted, *framework != '\0');
	if (fixture.is_accepted) {
		assert_str(experiment(&fixture)->framework, framework);
	}
	close_fixture(&fixture);
}

static void assert_setting(const rlint_setting *setting, const char *concept, const char *key,
	rlint_outcome outcome, const char *standing)
{
	assert_str(setting->concept, concept);
	assert_str(setting->key.text, key);
	assert_int_equal(setting->outcome, outcome);
	assert_str(setting->standing, standing);
}

/* The only setting of a concept. */
static const rlint_setting *only_of(const struct fixture *fixture, rlint_str concept)
{
	const rlint_fact *container = fact_of(fixture, RLINT_EXPERIMENT, 0);
	const rlint_setting *found = NULL;

	for (size_t i = 0; i < rlint_fact_count(container, RLINT_SETTING); i++) {
		const rlint_setting *setting =
			rlint_as_setting(rlint_fact_at(container, RLINT_SETTING, i));

		if (rlint_str_is(setting->concept, concept)) {
			assert_null(found);
			found = setting;
		}
	}
	assert_non_null(found);
	return found;
}

static void assert_only(const char *path, const char *text, const char *concept, const char *key,
	rlint_outcome outcome, const char *standing)
{
	struct fixture fixture;

	open_fixture(&fixture, path, text);
	assert_setting(only_of(&fixture, str_from(concept)), concept, key, outcome, standing);
	close_fixture(&fixture);
}

static void assert_no_setting(const char *path, const char *text)
{
	struct fixture fixture;

	open_fixture(&fixture, path, text);
	assert_int_equal(count_of(&fixture, RLINT_EXPERIMENT), 1);
	assert_int_equal(count_of(&fixture, RLINT_SETTING), 0);
	close_fixture(&fixture);
}

#define LIGHTNING "trainer:\n  max_epochs: 10\nmodel:\n  class_path: a.B\n"

static void frameworks_are_told_by_their_keys(void **state)
{
	(void)state;
	assert_framework("config/train.yaml", LIGHTNING, "pytorch-lightning-cli");
	assert_framework("a.yaml", "model:\n  _component_: torchtune.models.x\n", "torchtune");
	assert_framework("a.yaml", "name: x\ntrainer: {}\nexp_manager: {}\n", "nemo");
	assert_framework("a.yaml", "_BASE_: ../b.yaml\nSOLVER: {BASE_LR: 1}\n", "detectron2");
	assert_framework("a.yaml", "defaults:\n  - model: x\n  - _self_\n", "hydra");
	assert_framework("a.yaml", "# @package _global_\na: 1\n", "hydra");
	assert_framework("a.yaml", "_target_: lightning.pytorch.trainer.Trainer\n",
		"lightning-hydra-template");
	assert_framework("a.yaml", "distributed_type: FSDP\nnum_processes: 2\n", "hf-accelerate");
	assert_framework("a.yaml", "model_name_or_path: x\nper_device_train_batch_size: 1\n",
		"hf-trainingarguments");
	assert_framework(
		"a.yaml", "model_name_or_path: x\ndataset_mixer: {a: 1}\n", "hf-trl-alignment");
}

static void json_is_read_where_the_framework_reads_it(void **state)
{
	(void)state;
	assert_framework("ds.json", "{\"zero_optimization\": {\"stage\": 2}}", "deepspeed");
	assert_framework("a.json", "{\"_target_\": \"x\"}", "");
	assert_only("a.json", "{\"per_device_train_batch_size\": 1, \"output_dir\": \"x\"}", "seed",
		"seed", RLINT_FIXED, "uses 42");
}

static void terms_ask_paths_comments_and_words_too(void **state)
{
	(void)state;
	assert_framework("a/dvc.yaml", "stages: {a: {cmd: b}}\n", "dvc-yaml");
	assert_framework("a/dvd.yaml", "stages: {a: {cmd: b}}\n", "");
	assert_framework(
		"a.yaml", "b: !new:speechbrain.nnet.X\n  c: 1\n", "speechbrain-hyperpyyaml");
	assert_framework("conf/db/a.yaml", "folder: /data/${db.date}\n", "hydra");
	assert_framework("db/a.yaml", "folder: /data/${db.date}\n", "");
	assert_framework("conf/db/a.yaml", "folder: /data/${DATE}\n", "");
}

static void what_is_only_told_from_experiments_is_none(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "e.yml", "name: x\nchannels: [a]\ndependencies: [b]\n");
	assert_false(fixture.is_accepted);
	assert_int_equal(count_of(&fixture, RLINT_EXPERIMENT), 0);
	assert_str(table_str(config_framework(&fixture.file, RLINT_STR("e.yml"))->id),
		"conda-environment");
	close_fixture(&fixture);
}

static void files_of_other_kinds_are_no_experiments(void **state)
{
	(void)state;
	assert_framework("ci.yml", "on: push\njobs:\n  a:\n    runs-on: x\nhydra: {}\n", "");
	assert_framework("a.yml", "defaults:\n  - scope: {path: x}\n    values: {}\n", "");
	assert_framework("a.yml", "defaults:\n  run:\n    shell: bash\n", "");
	assert_framework("c.yml", "services:\n  a:\n    image: x\nhydra: {}\n", "");
	assert_framework("k.yml", "apiVersion: v1\nkind: Job\ntrainer: {}\nexp_manager: {}\n", "");
	assert_framework("e.yml", "name: x\nchannels: [a]\ndependencies: [b]\n_target_: c\n", "");
	assert_framework("m.yml", "site_name: x\nnav: []\nhydra: {}\n", "");
	assert_framework(
		"p.json", "{\"name\": \"x\", \"scripts\": {}, \"devDependencies\": {}}", "");
	assert_framework("maskrcnn.yaml",
		"MODEL:\n  META_ARCHITECTURE: x\n  WEIGHT: y\nSOLVER: {BASE_LR: 1}\n", "");
	assert_framework("a.yaml", "- _target_: x\n", "");
	assert_framework("a.yaml", "", "");
}

static void an_experiment_says_what_gave_it_away(void **state)
{
	struct fixture fixture;
	const rlint_experiment *found;

	(void)state;
	open_fixture(&fixture, "a.yaml", "# c\n" LIGHTNING);
	found = experiment(&fixture);
	assert_str(found->framework_name, "PyTorch Lightning");
	assert_str(found->evidence.text, "trainer");
	assert_span(found->evidence.span, 4, 11);
	assert_span(found->first_key, 4, 11);
	assert_int_equal(found->is_root, RLINT_YES);
	assert_int_equal(found->trains, RLINT_YES);
	assert_false(found->has_base);
	assert_int_equal(found->version.state, RLINT_UNSET);
	close_fixture(&fixture);
}

static void a_missing_seed_names_the_defaults_of_all_versions(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "a.yaml", LIGHTNING);
	assert_setting(setting(&fixture, 0), "seed", "seed_everything", RLINT_OUTCOME_UNKNOWN,
		"uses 0 from 2.2 on and draws a random one before 2.2");
	assert_int_equal(setting(&fixture, 0)->origin, RLINT_BY_DEFAULT);
	assert_int_equal(setting(&fixture, 0)->value.state, RLINT_UNSET);
	close_fixture(&fixture);
}

static void a_stated_version_decides_the_default(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "a.yaml", "# lightning.pytorch==2.4.0\n" LIGHTNING);
	assert_str(experiment(&fixture)->version.text, "2.4.0");
	assert_span(experiment(&fixture)->version.span, 21, 26);
	assert_setting(setting(&fixture, 0), "seed", "seed_everything", RLINT_FIXED, "uses 0");
	close_fixture(&fixture);
	open_fixture(&fixture, "a.yaml", "# pytorch_lightning==1.8.6\n" LIGHTNING);
	assert_setting(setting(&fixture, 0), "seed", "seed_everything", RLINT_RANDOM,
		"draws a random one");
	close_fixture(&fixture);
}

static void assert_includes(const char *path, const char *text, size_t count, const char *last)
{
	struct fixture fixture;

	open_fixture(&fixture, path, text);
	assert_int_equal(count_of(&fixture, RLINT_INCLUDE), count);
	if (count > 0) {
		const rlint_fact *fact = fact_of(&fixture, RLINT_INCLUDE, count - 1);

		assert_str(rlint_as_include(fact)->path.text, last);
	}
	close_fixture(&fixture);
}

#define NEMO "trainer: {}\nexp_manager: {}\n"

static void the_files_that_a_config_continues_are_named(void **state)
{
	(void)state;
	assert_includes("a.yaml", "_BASE_: ../b.yaml\nMODEL: {}\nSOLVER: {a: 1}\n", 1, "../b.yaml");
	assert_includes("a.yaml", "_base_: [b.yaml, c.yaml]\nrandomness: {seed: 1}\n", 2, "c.yaml");
	assert_includes("a.yaml", "defaults:\n  - x\n" NEMO, 1, "x.yaml");
	assert_includes("a.yaml", "defaults: [x, {model: tcn}]\n" NEMO, 2, "model/tcn.yaml");
	assert_includes("a.yaml", "defaults: [{/model@encoder: tcn}]\n" NEMO, 1, "model/tcn.yaml");
	assert_includes("a.yaml", "defaults: [{override /a: b}]\n" NEMO, 1, "a/b.yaml");
	assert_includes("a.yaml", "defaults: [{optional a: [b, c]}]\n" NEMO, 2, "a/c.yaml");
	assert_includes(
		"a.yaml", "defaults: [_self_, {a: null}, {hydra/x: y}, z]\n" NEMO, 1, "z.yaml");
	assert_includes("a.yaml", "defaults: [x, {a: '${b}'}]\n" NEMO, 2, "");
}

static void nothing_is_missing_where_it_was_not_read(void **state)
{
	(void)state;
	assert_no_setting("Base-x.yaml", "MODEL: {META_ARCHITECTURE: x}\nSOLVER: {a: 1}\n");
	assert_no_setting("a.yaml", LIGHTNING "x: {{ y }}\n");
	assert_no_setting("a.yaml", LIGHTNING "x: [1\n");
}

static void seeds_are_read_as_the_framework_reads_them(void **state)
{
	(void)state;
	assert_only("a.yaml", "model: {_component_: x}\nseed: null\n", "seed", "seed", RLINT_RANDOM,
		"draws a random one");
	assert_only("a.yaml", "model: {_component_: x}\nseed:\n", "seed", "seed", RLINT_RANDOM,
		"draws a random one");
	assert_only("a.yaml", "model: {_component_: x}\nseed: 42\n", "seed", "seed", RLINT_FIXED,
		"uses 42");
	assert_only("a.yaml", "model: {_component_: x}\nseed: ???\n", "seed", "seed",
		RLINT_OUTCOME_UNKNOWN, "must be given when it is started");
	assert_only("a.yaml", "model: {_component_: x}\nseed: ${now:%s}\n", "seed", "seed",
		RLINT_RANDOM, "is taken from the clock");
	assert_only("a.yaml", "model: {_component_: x}\nseed: 99999999999999999999\n", "seed",
		"seed", RLINT_OUTCOME_UNKNOWN, "is larger than 64 bits hold");
	assert_only("a.yaml", "MODEL: {META_ARCHITECTURE: x}\nSEED: -1\n", "seed", "SEED",
		RLINT_RANDOM, "draws a random one");
	assert_only("a.yaml", LIGHTNING "seed_everything: false\n", "seed", "seed_everything",
		RLINT_RANDOM, "seeds nothing");
	assert_only("a.yaml", LIGHTNING "seed_everything: true\n", "seed", "seed_everything",
		RLINT_OUTCOME_UNKNOWN, "uses 0 from 2.2 on and draws a random one before 2.2");
}

static void switches_stand_where_they_are_written(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "a.yaml",
		"trainer:\n  benchmark: true\n  deterministic: false\nmodel: {class_path: a}\n"
		"seed_everything: 1\n");
	assert_setting(setting(&fixture, 0), "benchmark", "trainer.benchmark", RLINT_RANDOM,
		"lets cuDNN time its algorithms in each run and take the fastest");
	assert_span(setting(&fixture, 0)->key.span, 11, 20);
	assert_span(setting(&fixture, 0)->value.span, 22, 26);
	assert_setting(setting(&fixture, 1), "determinism", "trainer.deterministic", RLINT_RANDOM,
		"does not ask for deterministic algorithms");
	assert_setting(setting(&fixture, 2), "seed", "seed_everything", RLINT_FIXED, "uses 1");
	close_fixture(&fixture);
}

static void a_file_of_a_group_may_leave_its_name_out(void **state)
{
	(void)state;
	assert_only("configs/trainer/ddp.yaml", "defaults:\n  - default\ndeterministic: False\n",
		"determinism", "deterministic", RLINT_RANDOM,
		"does not ask for deterministic algorithms");
	assert_no_setting("configs/eval/x.yaml", "defaults:\n  - default\ndeterministic: False\n");
}

static void all_seeds_are_listed_in_order_of_place(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "a.yaml",
		"# @package _global_\ndata:\n  seed: ${seed}\n  split: {random_state: 1}\nseed: "
		"2\n");
	assert_setting(
		setting(&fixture, 0), "seed", "data.split.random_state", RLINT_FIXED, "uses 1");
	assert_setting(setting(&fixture, 1), "seed", "seed", RLINT_FIXED, "uses 2");
	assert_int_equal(count_of(&fixture, RLINT_SETTING), 2);
	close_fixture(&fixture);
}

static void interpolations_become_parts(void **state)
{
	struct fixture fixture;
	const rlint_value *value;

	(void)state;
	open_fixture(&fixture, "a.yaml", "model: {_component_: x}\nseed: ${oc.env:SEED,42}\n");
	value = &setting(&fixture, 0)->value;
	assert_int_equal(value->state, RLINT_DEFAULT);
	assert_int_equal(value->reason, RLINT_HOST);
	assert_str(value->text, "42");
	assert_int_equal(value->part_count, 1);
	assert_true(value->parts[0].is_reference);
	assert_str(value->parts[0].text, "oc.env:SEED,42");
	close_fixture(&fixture);
	open_fixture(&fixture, "a.yaml", "model: {_component_: x}\nseed: 1${a.b}2${c:${d}}\n");
	value = &setting(&fixture, 0)->value;
	assert_int_equal(value->state, RLINT_UNCERTAIN);
	assert_str(value->text, "1");
	assert_int_equal(value->part_count, 4);
	assert_str(value->parts[1].text, "a.b");
	assert_span(value->parts[1].span, 31, 37);
	assert_str(value->parts[2].text, "2");
	assert_str(value->parts[3].text, "c:${d}");
	close_fixture(&fixture);
}

static void an_alias_stands_where_it_is_used(void **state)
{
	struct fixture fixture;
	const rlint_value *value;

	(void)state;
	open_fixture(&fixture, "a.yaml", "s: &s 3\nmodel: {_component_: x}\nseed: *s\n");
	value = &setting(&fixture, 0)->value;
	assert_str(value->text, "3");
	assert_span(value->span, 38, 40);
	assert_span(value->definition, 6, 7);
	close_fixture(&fixture);
}

static void paths_with_stars_see_what_is_written_there(void **state)
{
	(void)state;
	assert_framework("c.yml", "services: &s\n  a:\n    image: x\nhydra: {}\n", "");
	assert_framework("c.yml", "s: &s {a: {image: x}}\nservices: *s\nhydra: {}\n", "");
	assert_framework("c.yml", "s: &s {image: x}\nservices: {a: *s}\nhydra: {}\n", "hydra");
}

static void each_document_is_an_experiment_of_its_own(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "a.yaml",
		"# @package a\nx: 1\n---\ny: 1\n---\nMODEL: {META_ARCHITECTURE: x}\nSEED: 1\n");
	assert_int_equal(count_of(&fixture, RLINT_EXPERIMENT), 2);
	assert_str(experiment(&fixture)->framework, "hydra");
	assert_int_equal(count_of(&fixture, RLINT_SETTING), 1);
	close_fixture(&fixture);
}

static void globs_match_folders_and_names(void **state)
{
	(void)state;
	assert_true(path_matches(RLINT_STR("conf/a.yaml"), RLINT_STR("**/conf/**")));
	assert_true(path_matches(RLINT_STR("/x/y/conf/z/a.yaml"), RLINT_STR("**/conf/*/**")));
	assert_false(path_matches(RLINT_STR("conf/a.yaml"), RLINT_STR("**/conf/*/**")));
	assert_false(path_matches(RLINT_STR("xconf/a.yaml"), RLINT_STR("**/conf/**")));
	assert_true(path_matches(RLINT_STR("./Base-x.yaml"), RLINT_STR("**/Base-*")));
	assert_true(path_matches(RLINT_STR("a/b/a/c"), RLINT_STR("**/a/c")));
	assert_false(path_matches(RLINT_STR("a"), RLINT_STR("a/b")));
}

static void versions_are_compared_by_their_numbers(void **state)
{
	(void)state;
	assert_true(version_pack(RLINT_STR("2.10")) > version_pack(RLINT_STR("2.9.5")));
	assert_int_equal(version_pack(RLINT_STR("2")), version_pack(RLINT_STR("2.0.0")));
	assert_int_equal(version_pack(RLINT_STR("x")), 0);
	assert_int_equal(version_pack(RLINT_STR("99999999")), 0);
}

static void plain_paths_follow_aliases_and_merges(void **state)
{
	(void)state;
	assert_only("a.yaml", "base: &b {seed: null}\nmodel: {_component_: x}\n<<: *b\n", "seed",
		"base.seed", RLINT_RANDOM, "draws a random one");
	assert_only("a.yaml", "s: &s 3\nmodel: {_component_: x}\nseed: *s\n", "seed", "seed",
		RLINT_FIXED, "uses 3");
}

static void revisions_that_name_a_branch_move(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "c.yml",
		"a:\n  - pinned_revision: master\n  - revision: main\n"
		"model_revision: v1\ndataset_revision:\n");
	assert_int_equal(count_of(&fixture, RLINT_SETTING), 2);
	assert_setting(setting(&fixture, 0), "revision", "pinned_revision", RLINT_RANDOM, "moves");
	assert_setting(
		setting(&fixture, 1), "revision", "model_revision", RLINT_OUTCOME_UNKNOWN, "");
	assert_true(config_has_revision(&fixture.file));
	close_fixture(&fixture);
	open_fixture(&fixture, "c.yml", "spec: {revision: main, targetRevision: HEAD}\n");
	assert_false(config_has_revision(&fixture.file));
	assert_int_equal(count_of(&fixture, RLINT_SETTING), 0);
	close_fixture(&fixture);
	open_fixture(&fixture, "c.yml", LIGHTNING "data:\n  revision: main\n");
	assert_str(setting(&fixture, count_of(&fixture, RLINT_SETTING) - 1)->key.text, "revision");
	close_fixture(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(revisions_that_name_a_branch_move),
		cmocka_unit_test(frameworks_are_told_by_their_keys),
		cmocka_unit_test(json_is_read_where_the_framework_reads_it),
		cmocka_unit_test(terms_ask_paths_comments_and_words_too),
		cmocka_unit_test(what_is_only_told_from_experiments_is_none),
		cmocka_unit_test(files_of_other_kinds_are_no_experiments),
		cmocka_unit_test(an_experiment_says_what_gave_it_away),
		cmocka_unit_test(a_missing_seed_names_the_defaults_of_all_versions),
		cmocka_unit_test(a_stated_version_decides_the_default),
		cmocka_unit_test(the_files_that_a_config_continues_are_named),
		cmocka_unit_test(nothing_is_missing_where_it_was_not_read),
		cmocka_unit_test(seeds_are_read_as_the_framework_reads_them),
		cmocka_unit_test(switches_stand_where_they_are_written),
		cmocka_unit_test(a_file_of_a_group_may_leave_its_name_out),
		cmocka_unit_test(all_seeds_are_listed_in_order_of_place),
		cmocka_unit_test(interpolations_become_parts),
		cmocka_unit_test(an_alias_stands_where_it_is_used),
		cmocka_unit_test(paths_with_stars_see_what_is_written_there),
		cmocka_unit_test(each_document_is_an_experiment_of_its_own),
		cmocka_unit_test(globs_match_folders_and_names),
		cmocka_unit_test(versions_are_compared_by_their_numbers),
		cmocka_unit_test(plain_paths_follow_aliases_and_merges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
