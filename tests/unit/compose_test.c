/* lib/facts/compose_*.c. */
#include "tests/unit/unit.h"

#include "lib/facts/make.h"

#include <stdio.h>

static const struct limits test_limits = { { 1U << 20, 256, 1000, 1000, 4096, 32 } };

/* A compose file and its facts. */
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

	assert_int_equal(
		config_parse_yaml(&fixture->file, &fixture->arena, &test_limits, document->text),
		RLINT_OK);
	facts_init(&fixture->facts, &fixture->arena, document, &fixture->file.tree, NULL,
		&test_limits);
	facts_of_compose(&fixture->facts, &fixture->file);
	fixture->is_accepted = config_is_compose(&fixture->file);
}

static void open_fixture(struct fixture *fixture, const char *text)
{
	*fixture = (struct fixture){ 0 };
	arena_init(&fixture->arena, NULL, &fixture->guard);
	fixture->document =
		document_new(NULL, RLINT_FILE_COMPOSE, RLINT_STR("compose.yaml"), str_from(text));
	assert_int_equal(protect(&fixture->guard, make_facts, fixture), RLINT_OK);
}

static void close_fixture(struct fixture *fixture)
{
	arena_free(&fixture->arena);
	document_unref(fixture->document);
}

static const rlint_fact *fact_of(const struct fixture *fixture, rlint_kind kind, size_t index)
{
	rlint_fact **items = fixture->facts.all[kind].items;

	assert_true(index < fixture->facts.all[kind].count);
	return items[index];
}

static const rlint_image *image(const struct fixture *fixture, size_t index)
{
	return rlint_as_image(fact_of(fixture, RLINT_IMAGE, index));
}

static const rlint_env *env(const struct fixture *fixture, size_t index)
{
	return rlint_as_env(fact_of(fixture, RLINT_ENV, index));
}

static void assert_words(const struct fixture *fixture, rlint_span span, const char *words)
{
	assert_str(rlint_text_of(fixture->document, span), words);
}

static void a_file_of_services_with_image_or_build_is_accepted(void **state)
{
	static const struct {
		const char *text;
		bool is_accepted;
	} cases[] = {
		{ "services: {a: {image: x}}", true },
		{ "services: {a: {ports: []}, b: {build: .}}", true },
		{ "x: &x {image: x}\nservices: {a: *x}", true },
		{ "services: {a: {ports: []}}", false },
		{ "services: [image]", false },
		{ "services: {image: x}", false },
		{ "image: x", false },
		{ "- a", false },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture fixture;

		open_fixture(&fixture, cases[i].text);
		if (fixture.is_accepted != cases[i].is_accepted) {
			fail_msg("%s", cases[i].text);
		}
		close_fixture(&fixture);
	}
}

static void an_image_by_defaults_is_cut_where_they_stand(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "services:\n  a:\n    image: ${REG:-ghcr.io}/o/x:${TAG:-latest}\n");
	assert_str(image(&fixture, 0)->reference.text, "ghcr.io/o/x:latest");
	assert_int_equal(image(&fixture, 0)->reference.state, RLINT_DEFAULT);
	assert_words(&fixture, image(&fixture, 0)->name.span, "o/x");
	assert_words(&fixture, image(&fixture, 0)->tag.span, "${TAG:-latest}");
	assert_words(&fixture, image(&fixture, 0)->tag.definition, "latest");
	assert_int_equal(image(&fixture, 0)->tag_kind, RLINT_MOVING_TAG);
	close_fixture(&fixture);
}

static void a_default_may_have_defaults_within(void **state)
{
	static const struct {
		const char *text, *value;
		rlint_state value_state;
	} cases[] = {
		{ "${A:-${B:-c}}", "c", RLINT_DEFAULT },
		{ "${A-${B-${C-d}}}e", "de", RLINT_DEFAULT },
		{ "${A:-$$b}", "$b", RLINT_DEFAULT },
		{ "${A:-b${C}}", "", RLINT_UNCERTAIN },
		{ "${A:+b}", "", RLINT_UNCERTAIN },
		{ "${A:?b}", "", RLINT_MANDATORY },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct fixture fixture;
		char text[128];

		snprintf(text, sizeof text, "services: {a: {image: x, environment: {V: '%s'}}}",
			cases[i].text);
		open_fixture(&fixture, text);
		assert_int_equal(env(&fixture, 0)->value.state, cases[i].value_state);
		assert_str(env(&fixture, 0)->value.text, cases[i].value);
		close_fixture(&fixture);
	}
}

static void what_is_reset_is_not_set(void **state)
{
	struct fixture fixture;
	const rlint_service *service;

	(void)state;
	open_fixture(&fixture, "services:\n"
			       "  a: {image: x, shm_size: 8gb, ports: ['1:2'], ipc: host}\n"
			       "  b:\n"
			       "    extends: a\n"
			       "    shm_size: !reset null\n"
			       "    ports: !override ['3:4']\n");
	service = rlint_as_service(fact_of(&fixture, RLINT_SERVICE, 1));
	assert_int_equal(service->shm_size.state, RLINT_UNSET);
	assert_str(service->ipc.text, "host");
	assert_int_equal(fixture.facts.all[RLINT_PORT].count, 2);
	close_fixture(&fixture);
}

static void files_that_are_read_with_it_are_companions(void **state)
{
	struct fixture fixture;
	const rlint_companion *companion;

	(void)state;
	open_fixture(&fixture, "include: [a.yaml]\n"
			       "services:\n"
			       "  a:\n"
			       "    extends: {file: b.yaml, service: c}\n"
			       "    env_file: [d.env, {path: e.env, required: false}]\n");
	assert_int_equal(fixture.facts.all[RLINT_COMPANION].count, 4);
	assert_str(rlint_as_companion(fact_of(&fixture, RLINT_COMPANION, 0))->key, "include");
	companion = rlint_as_companion(fact_of(&fixture, RLINT_COMPANION, 2));
	assert_str(companion->path.text, "e.env");
	assert_true(companion->is_optional);
	companion = rlint_as_companion(fact_of(&fixture, RLINT_COMPANION, 3));
	assert_str(companion->service.text, "c");
	close_fixture(&fixture);
}

static void an_image_by_what_the_host_sets_is_not_known(void **state)
{
	static const char *const texts[] = { "services: {a: {image: '${X}'}}",
		"services: {a: {image: '${X:?}'}}", "services: {a: {image: 'o/x:$X'}}",
		"services: {a: {image: '${X:-${Y}}'}}", "services: {a: {image: '${X:+o/x}'}}" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct fixture fixture;

		open_fixture(&fixture, texts[i]);
		assert_int_equal(image(&fixture, 0)->pin, RLINT_PIN_UNKNOWN);
		close_fixture(&fixture);
	}
}

static void images_that_a_service_builds_are_built_here(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "services:\n  a: {image: o/x:latest}\n"
			       "  b: {build: ., image: o/x:latest}\n  c: {image: o/y:latest}\n");
	assert_int_equal(image(&fixture, 0)->role, RLINT_BUILT_HERE);
	assert_int_equal(image(&fixture, 1)->role, RLINT_BUILT_HERE);
	assert_int_equal(image(&fixture, 2)->role, RLINT_PULLED);
	close_fixture(&fixture);
}

static void assert_env(const struct fixture *fixture, size_t index, const char *name,
	rlint_state value, const char *text)
{
	assert_str(env(fixture, index)->name.text, name);
	assert_int_equal(env(fixture, index)->value.state, value);
	assert_str(env(fixture, index)->value.text, text);
	assert_int_equal(env(fixture, index)->when, RLINT_AT_RUN);
}

static void an_environment_is_a_list_or_a_mapping(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "services:\n  a:\n    environment: [A=1, B, 'C=${X:?no}', 'D=$$x', "
			       "'E=a${Y}b', 'F=$']\n  b:\n    environment: {A: '${X-1}', B: }\n");
	assert_env(&fixture, 0, "A", RLINT_KNOWN, "1");
	assert_env(&fixture, 1, "B", RLINT_UNSET, "");
	assert_env(&fixture, 2, "C", RLINT_MANDATORY, "");
	assert_env(&fixture, 3, "D", RLINT_KNOWN, "$x");
	assert_env(&fixture, 4, "E", RLINT_UNCERTAIN, "a");
	assert_env(&fixture, 5, "F", RLINT_KNOWN, "$");
	assert_env(&fixture, 6, "A", RLINT_DEFAULT, "1");
	assert_env(&fixture, 7, "B", RLINT_UNSET, "");
	close_fixture(&fixture);
}

static void assert_mount(const struct fixture *fixture, size_t index, const char *type,
	const char *source, const char *target, bool is_writable)
{
	const rlint_mount *mount = rlint_as_mount(fact_of(fixture, RLINT_MOUNT, index));

	assert_str(mount->type.text, type);
	assert_str(mount->source.text, source);
	assert_str(mount->target.text, target);
	assert_int_equal(mount->is_writable, is_writable);
}

static void volumes_are_words_or_mappings(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "services:\n  a:\n    volumes:\n      - ./d:/d:ro\n      - v:/v\n"
			       "      - /w\n      - ${D:-~/x}:/x:z,ro\n"
			       "      - {type: bind, source: /s, target: /t, read_only: true}\n");
	assert_mount(&fixture, 0, "bind", "./d", "/d", false);
	assert_mount(&fixture, 1, "volume", "v", "/v", true);
	assert_mount(&fixture, 2, "volume", "", "/w", true);
	assert_mount(&fixture, 3, "bind", "~/x", "/x", false);
	assert_mount(&fixture, 4, "bind", "/s", "/t", false);
	close_fixture(&fixture);
}

static void what_a_service_merges_or_extends_is_its_own(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture, "x-env: &env {A: 1, B: 2}\nservices:\n"
			       "  a: {image: 'i:1', restart: always, environment: [Z=0]}\n"
			       "  b:\n    extends: {service: a}\n    restart: 'no'\n"
			       "    environment:\n      <<: *env\n      B: 3\n"
			       "  c: {extends: {file: x.yaml, service: y}}\n");
	assert_int_equal(fixture.facts.all[RLINT_IMAGE].count, 2);
	assert_env(&fixture, 1, "A", RLINT_KNOWN, "1");
	assert_env(&fixture, 2, "B", RLINT_KNOWN, "3");
	assert_env(&fixture, 3, "Z", RLINT_KNOWN, "0");
	assert_str(rlint_as_service(fact_of(&fixture, RLINT_SERVICE, 1))->restart.text, "no");
	assert_true(rlint_fact_complete(fact_of(&fixture, RLINT_SERVICE, 1)));
	assert_false(rlint_fact_complete(fact_of(&fixture, RLINT_SERVICE, 2)));
	close_fixture(&fixture);
}

static void assert_port(const struct fixture *fixture, size_t index, const char *address,
	const char *published, const char *target, const char *protocol)
{
	const rlint_port *port = rlint_as_port(fact_of(fixture, RLINT_PORT, index));

	assert_str(port->address.text, address);
	assert_str(port->published.text, published);
	assert_str(port->target.text, target);
	assert_str(port->protocol.text, protocol);
}

static void ports_are_words_or_mappings(void **state)
{
	struct fixture fixture;

	(void)state;
	open_fixture(&fixture,
		"services:\n  a:\n    ports:\n      - 80\n      - '8080:80/udp'\n"
		"      - '[::1]:${P:-1-5}:80'\n      - 127.0.0.1::80\n"
		"      - {target: 80, published: '90', host_ip: x, protocol: tcp}\n");
	assert_port(&fixture, 0, "", "", "80", "");
	assert_port(&fixture, 1, "", "8080", "80", "udp");
	assert_port(&fixture, 2, "[::1]", "1-5", "80", "");
	assert_port(&fixture, 3, "127.0.0.1", "", "80", "");
	assert_port(&fixture, 4, "x", "90", "80", "tcp");
	close_fixture(&fixture);
}

static const char *word(const struct fixture *fixture, size_t command, size_t index)
{
	const rlint_value *value =
		rlint_command_word(fact_of(fixture, RLINT_COMMAND, command), index);
	static char text[64];

	assert_non_null(value);
	assert_true(value->text.len < sizeof text);
	memcpy(text, value->text.ptr, value->text.len);
	text[value->text.len] = 0;
	return text;
}

static void commands_are_cut_without_a_shell(void **state)
{
	struct fixture fixture;
	const rlint_value *value;

	(void)state;
	open_fixture(&fixture,
		"services:\n  a:\n    entrypoint: a 'b c'\\ d \"e\\\"f\" $$X\n"
		"  b:\n    entrypoint: sh\n    command: [-c, 'pip install x==1 && run $$HOME']\n");
	assert_string_equal(word(&fixture, 0, 1), "b c d");
	assert_string_equal(word(&fixture, 0, 2), "e\"f");
	assert_string_equal(word(&fixture, 0, 3), "$X");
	assert_str(rlint_as_command(fact_of(&fixture, RLINT_COMMAND, 1))->program, "pip");
	assert_int_equal(fixture.facts.all[RLINT_PACKAGE].count, 1);
	value = rlint_command_word(fact_of(&fixture, RLINT_COMMAND, 2), 1);
	assert_int_equal(value->state, RLINT_UNCERTAIN);
	close_fixture(&fixture);
}

static void a_service_says_how_it_runs(void **state)
{
	struct fixture fixture;
	const rlint_service *service;

	(void)state;
	open_fixture(&fixture, "services:\n  a:\n    build: {context: sub}\n    runtime: nvidia\n"
			       "    privileged: true\n  b: {build: {dockerfile: x}}\n  c: 1\n");
	assert_int_equal(fixture.facts.all[RLINT_SERVICE].count, 2);
	service = rlint_as_service(fact_of(&fixture, RLINT_SERVICE, 0));
	assert_str(service->name.text, "a");
	assert_str(service->build.text, "sub");
	assert_str(service->privileged.text, "true");
	assert_true(service->has_gpu);
	service = rlint_as_service(fact_of(&fixture, RLINT_SERVICE, 1));
	assert_int_equal(service->build.state, RLINT_KNOWN);
	assert_str(service->build.text, ".");
	assert_false(service->has_gpu);
	close_fixture(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_of_services_with_image_or_build_is_accepted),
		cmocka_unit_test(an_image_by_defaults_is_cut_where_they_stand),
		cmocka_unit_test(a_default_may_have_defaults_within),
		cmocka_unit_test(what_is_reset_is_not_set),
		cmocka_unit_test(files_that_are_read_with_it_are_companions),
		cmocka_unit_test(an_image_by_what_the_host_sets_is_not_known),
		cmocka_unit_test(images_that_a_service_builds_are_built_here),
		cmocka_unit_test(an_environment_is_a_list_or_a_mapping),
		cmocka_unit_test(volumes_are_words_or_mappings),
		cmocka_unit_test(what_a_service_merges_or_extends_is_its_own),
		cmocka_unit_test(ports_are_words_or_mappings),
		cmocka_unit_test(commands_are_cut_without_a_shell),
		cmocka_unit_test(a_service_says_how_it_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
