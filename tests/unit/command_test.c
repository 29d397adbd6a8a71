/* lib/facts/command*.c. The commands of a text are written down one a line:
 *
 *   program action --option=value --flag | operand, operand
 *
 * where `~` marks what is known only so far. */
#include "tests/unit/docker.h"

#include <stdlib.h>

#include "lib/base/str.h"
#include "lib/facts/command.h"

#include <reprolint/registry.h>

static const struct limits limits = {
	.values = { [RLINT_LIMIT_NESTING] = 256, [RLINT_LIMIT_VALUE_LENGTH] = 4096 }
};

struct sample {
	struct arena arena;
	struct guard guard;
	rlint_document *document;
	struct tree tree;
	struct facts facts;
	rlint_fact *step;
	struct command_context context;
	struct buffer out;
};

/* VER=1.2, an ARG; PKGS=a b; HOME=/root; BASE may come from the base image; all else is unset. */
static void look_up(const void *user, rlint_str name, rlint_value *out)
{
	(void)user;
	*out = (rlint_value){ .state = RLINT_UNSET };
	if (rlint_str_is(name, RLINT_STR("VER"))) {
		*out = value_known(RLINT_STR("1.2"), (rlint_span){ 1000, 1003 });
		out->state = RLINT_DEFAULT;
	} else if (rlint_str_is(name, RLINT_STR("PKGS"))) {
		*out = value_known(RLINT_STR("a  b"), (rlint_span){ 1010, 1014 });
	} else if (rlint_str_is(name, RLINT_STR("HOME"))) {
		*out = value_known(RLINT_STR("/root"), (rlint_span){ 0 });
	} else if (rlint_str_is(name, RLINT_STR("BASE"))) {
		*out = value_uncertain((rlint_str){ "", 0 }, (rlint_span){ 0 }, RLINT_BASE_IMAGE);
	}
}

static void make(void *context)
{
	struct sample *sample = context;
	rlint_str source = sample->document->text;
	struct text text = text_of(source, (rlint_span){ 0, (uint32_t)source.len });

	tree_init(&sample->tree, &sample->arena, &limits, source);
	tree_add(&sample->tree, NODE_NONE, 0, (rlint_span){ 0, (uint32_t)source.len });
	facts_init(&sample->facts, &sample->arena, sample->document, &sample->tree, NULL, &limits);
	sample->step = fact_new(&sample->facts, RLINT_STEP, sample->facts.root,
		(rlint_span){ 0, (uint32_t)source.len }, 0);
	commands_of_text(&sample->facts, sample->step, &text, &sample->context);
}

static void begin(struct sample *sample, const char *source)
{
	*sample = (struct sample){ .context = { .variables = { look_up, NULL },
					   .directory = value_known(
						   RLINT_STR("/app"), (rlint_span){ 0 }),
					   .shell = RLINT_BASH } };
	arena_init(&sample->arena, NULL, &sample->guard);
	sample->out.arena = &sample->arena;
	sample->document = document_new(
		NULL, RLINT_FILE_DOCKERFILE, RLINT_STR("Dockerfile"), str_from(source));
	assert_non_null(sample->document);
}

static void run(struct sample *sample, const char *source)
{
	begin(sample, source);
	assert_int_equal(protect(&sample->guard, make, sample), RLINT_OK);
}

static void end(struct sample *sample)
{
	document_unref(sample->document);
	arena_free(&sample->arena);
}

static const rlint_fact *command_at(const struct sample *sample, size_t index)
{
	const rlint_fact *fact = rlint_fact_at(sample->step, RLINT_COMMAND, index);

	assert_non_null(fact);
	return fact;
}

static void add(struct sample *sample, const char *text)
{
	buffer_add(&sample->out, str_from(text));
}

static void add_value(struct sample *sample, const rlint_value *value)
{
	buffer_add(&sample->out, value->text);
	add(sample, rlint_value_has_text(value) ? "" : "~");
}

static void add_command(struct sample *sample, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_option *option;
	const rlint_value *operand;

	buffer_add(&sample->out, command->program);
	add(sample, command->action.len > 0 ? " " : "");
	buffer_add(&sample->out, command->action);
	for (size_t i = 0; (option = rlint_command_option(fact, i)); i++) {
		add(sample, " ");
		buffer_add(&sample->out, option->name);
		if (option->value.state != RLINT_UNSET) {
			add(sample, "=");
			add_value(sample, &option->value);
		}
	}
	for (size_t i = 0; (operand = rlint_command_operand(fact, i)); i++) {
		add(sample, i == 0 ? " | " : ", ");
		add_value(sample, operand);
	}
}

typedef void describe(struct sample *sample, const rlint_fact *fact);

static void check(const char *source, const char *wanted, describe *each, int line)
{
	struct sample sample;

	run(&sample, source);
	for (size_t i = 0; i < rlint_fact_count(sample.step, RLINT_COMMAND); i++) {
		add(&sample, i > 0 ? "\n" : "");
		each(&sample, command_at(&sample, i));
	}
	assert_slice_(buffer_str(&sample.out), wanted, __FILE__, line);
	end(&sample);
}

#define assert_commands(source, wanted) check((source), (wanted), add_command, __LINE__)

/* "program answer", then a `!` where its failure fails the step. */
static void add_run(struct sample *sample, const rlint_fact *fact)
{
	static const char *const answers[] = {
		[RLINT_NO] = " no", [RLINT_UNKNOWN] = " maybe", [RLINT_YES] = " yes"
	};
	const rlint_command *command = rlint_as_command(fact);

	buffer_add(&sample->out, command->program);
	add(sample, answers[command->is_run]);
	add(sample, command->decides ? "!" : "");
}

#define assert_runs(source, wanted) check((source), (wanted), add_run, __LINE__)

static void add_place(struct sample *sample, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);

	buffer_add(&sample->out, command->program);
	add(sample, " ");
	add_value(sample, &command->directory);
}

#define assert_places(source, wanted) check((source), (wanted), add_place, __LINE__)

static void programs_have_one_name(void **state)
{
	(void)state;
	assert_commands("pip3.11 install a", "pip install | a");
	assert_commands("/opt/venv/bin/pip install a", "pip install | a");
	assert_commands("python3 -m pip install a", "pip install | a");
	assert_commands("python3.10 -u -W ignore -m pip install a", "pip install | a");
	assert_commands("python -m venv /x", "python -m=venv | /x");
	assert_commands("uv pip install a", "uv pip install | a");
	assert_commands("python -c 'import a' b", "python -c=import a | b");
	assert_commands("./configure --prefix=/x y", "configure --prefix=/x | y");
	assert_commands("$BASE/bin/pip install a", " | install, a");
	assert_commands("gcc-12 -O2 a.c", "gcc-12 -O2 | a.c");
}

static void wrappers_are_seen_through(void **state)
{
	(void)state;
	assert_commands("sudo -E -u x pip install a", "pip install | a");
	assert_commands("env -u X A=1 B=2 pip install a", "pip install | a");
	assert_commands("exec nice -n 5 nohup a b", "a | b");
	assert_commands("time -p command timeout -k 5 60 a", "a");
	assert_commands("gosu user a b", "a | b");
	assert_commands("conda run -n e --no-capture-output pip install a", "pip install | a");
	assert_commands("micromamba run -n e python -m pip install a", "pip install | a");
	assert_commands("cat f | xargs -n 1 pip install -q", "cat | f\npip install --quiet | ~");
	assert_commands("command -v a", "command -v | a");
	assert_commands("sudo -v", "sudo -v");
	assert_commands("conda run", "conda run");
	assert_commands("poetry run pytest x", "pytest | x");
}

static void inner_shells_are_read(void **state)
{
	struct sample sample;

	(void)state;
	assert_commands("bash -lc 'pip install a && b'", "pip install | a\nb");
	assert_commands("sh -exc \"pip install a==$VER\"", "pip install | a==1.2");
	assert_commands("sh -c \"pip install a==$BASE\"", "pip install | a==~");
	assert_commands("sudo su - u -c 'pip install a'", "pip install | a");
	assert_commands("sh -c \"sh -c 'a \\\"b c\\\"'\"", "a | b c");
	assert_commands("bash <<'E'\na $VER\nE", "a | 1.2");
	assert_commands("bash <<E\na $(b)\nE", "a | ~\nb");
	assert_commands("bash x.sh -c y", "bash | x.sh, -c, y");
	assert_commands("sh -c \"$(a) b\"", " | b\na");
	run(&sample, "bash -c \"a \\\"b\\\" && c\"");
	assert_span(rlint_as_command(command_at(&sample, 1))->line, 20, 21);
	assert_span(rlint_command_word(command_at(&sample, 0), 1)->span, 12, 16);
	assert_int_equal(rlint_fact_count(sample.step, RLINT_SCRIPT), 2);
	end(&sample);
}

static void options_follow_the_tables(void **state)
{
	(void)state;
	assert_commands("pip --no-cache install -Ur r.txt -i u a -cc.txt --timeout 100 'b>1'",
		"pip install --no-cache-dir --upgrade --requirement=r.txt --index-url=u "
		"--constraint=c.txt --timeout=100 | a, b>1");
	assert_commands("apt-get -qqy -o=A=b -oC=d install --no-install-recommends a=1 b",
		"apt-get install --quiet --quiet --yes --option=A=b --option=C=d "
		"--no-install-recommends | a=1, b");
	assert_commands("apt-get install -q=2 -y a", "apt-get install --quiet=2 --yes | a");
	assert_commands("apk --no-cache add -t .b a~1", "apk add --no-cache --virtual=.b | a~1");
	assert_commands(
		"conda install -yn e -c x 'a=1'", "conda install --yes --name=e --channel=x | a=1");
	assert_commands("conda env create -f e.yml", "conda env create --file=e.yml");
	assert_commands("npm i -g a@1", "npm install --global | a@1");
	assert_commands("curl -fsSLo f -H 'A: b' u",
		"curl --fail --silent --show-error --location --output=f --header=A: b | u");
	assert_commands("wget -nv -qO- u", "wget --no-verbose --quiet --output-document=- | u");
	assert_commands(
		"git -C d clone --depth 1 -b v u", "git clone -C=d --depth=1 --branch=v | u");
	assert_commands("tar xzf a -C b", "tar --extract --gzip --file=a --directory=b");
	assert_commands("pip install -- -a", "pip install | -a");
	assert_commands("pip install --unknown=x a", "pip install --unknown=x | a");
	assert_commands("pip install --index-url=$BASE a", "pip install --index-url=~ | a");
	assert_commands("pip install -i$BASE a", "pip install --index-url=~ | a");
	assert_commands("go install -v -ldflags x p@v1 -y", "go install -v -ldflags=x | p@v1, -y");
	assert_commands("make -j8 -C d all", "make --jobs=8 --directory=d | all");
	assert_commands("uv pip install -r a -e .", "uv pip install --requirements=a --editable=.");
}

static void words_are_expanded(void **state)
{
	(void)state;
	assert_commands("a $VER \"$PKGS\" $PKGS $NONE \"$NONE\"", "a | 1.2, a  b, a, b, ");
	assert_commands("a x$PKGS/y", "a | xa, b/y");
	assert_commands("a $BASE b", "a | ~, b");
	assert_commands("X=1; a $X ${X}2 '$X'", "a | 1, 12, $X");
	assert_commands("X=1 a $X; export Y=2; b $Y; unset Y; c $Y",
		"a\nexport | Y=2\nb | 2\nunset | Y\nc");
	assert_commands("a ${NONE:-d} ${VER:-d} ${BASE:-d} ${NONE-d$VER} ${VER:+e} ${NONE:+e}",
		"a | d, 1.2, d, d1.2, e");
	assert_commands("a ${VER%.*} ${VER#1.} ${VER//./} ${VER/1/3} ${#VER} ${VER:0:1}",
		"a | 1, 2, 12, 3.2, ~, ~");
	assert_commands("a $(b) $((1+1)) ~/x *.c", "a | ~, ~, /root/x, *.c\nb");
	assert_commands("a {b,c}/d", "a | b/d, c/d");
	assert_commands("X=$(b); a $X", "b\na | ~");
	assert_commands("X=a; X+=b; c $X", "c | ab");
	assert_commands("for p in a b; do c $p; done", "c | ~");
	assert_commands("read X; c $X; . f; d $Y", "read | X\nc | ~\n. | f\nd | ~");
	assert_commands("if a; then X=1; b $X; fi; c $X", "a\nb | 1\nc | ~");
	assert_commands("(X=1; a $X); b $X", "a | 1\nb");
	assert_commands("pip install torch>=2.0", "pip install | torch");
}

static void values_know_where_they_come_from(void **state)
{
	struct sample sample;
	const rlint_value *value;

	(void)state;
	run(&sample, "a \"x==$VER\" $PKGS --f=$VER");
	value = rlint_command_operand(command_at(&sample, 0), 0);
	assert_int_equal(value->state, RLINT_DEFAULT);
	assert_span(value->span, 2, 11);
	assert_int_equal(value->part_count, 2);
	assert_true(value->parts[1].is_reference);
	assert_str(value->parts[1].text, "VER");
	assert_span(value->parts[1].span, 6, 10);
	assert_true(value->is_quoted);
	value = rlint_command_operand(command_at(&sample, 0), 2);
	assert_str(value->text, "b");
	assert_span(value->span, 12, 17);
	assert_span(value->definition, 1013, 1014);
	value = &rlint_command_find(command_at(&sample, 0), "--f")->value;
	assert_str(value->text, "1.2");
	assert_span(value->span, 22, 26);
	assert_span(value->definition, 1000, 1003);
	end(&sample);
}

static void branches_are_not_certain(void **state)
{
	(void)state;
	assert_runs("a && b && c", "a yes!\nb yes!\nc yes!");
	assert_runs("a; b", "a yes\nb yes!");
	assert_runs("set -e; a; b", "set yes\na yes!\nb yes!");
	assert_runs("set -euxo pipefail; a | b; c", "set yes\na yes!\nb yes!\nc yes!");
	assert_runs("set -e; set +e; a; b", "set yes\nset yes!\na yes\nb yes!");
	assert_runs("a | b", "a yes\nb yes!");
	assert_runs("a || b", "a yes\nb maybe!");
	assert_runs("a && b || c", "a yes\nb yes\nc maybe!");
	assert_runs("a || true && b", "a yes\ntrue maybe!\nb yes!");
	assert_runs("a || exit 1; b", "a yes!\nexit maybe\nb yes!");
	assert_runs("a || { echo no; exit 1; }; b", "a yes!\necho maybe\nexit maybe\nb yes!");
	assert_runs("(a || exit 1); b", "a yes\nexit maybe\nb yes!");
	assert_runs("if a; then b; else c; fi", "a yes\nb maybe!\nc maybe!");
	assert_runs("while a; do b; done", "a yes\nb maybe");
	assert_runs("for x in y; do a; done", "a maybe");
	assert_runs("case x in y) a;; esac", "a maybe!");
	assert_runs("f() { a; }; f", "a maybe\nf yes!");
	assert_runs("! a", "a yes");
	assert_runs("a &", "a yes");
	assert_runs("a & b", "a yes\nb yes!");
	assert_runs("x $(a)", "x yes!\na yes");
	assert_runs("X=$(a)", "a yes!");
	assert_runs("{ a; b; } && c", "a yes\nb yes!\nc yes!");
	assert_runs("sh -ec 'a; b'; c", "a yes\nb yes\nc yes!");
	assert_runs("sh -ec 'a; b'", "a yes!\nb yes!");
	assert_runs("(set -e; a; b); c", "set yes\na yes\nb yes\nc yes!");
	assert_runs("(set -e; a; b)", "set yes\na yes!\nb yes!");
}

static void tests_make_what_follows_uncertain(void **state)
{
	(void)state;
	assert_runs("[ x ] && a; b", "[ yes\na maybe\nb yes!");
	assert_runs("[ x ] && a", "[ yes!\na yes!");
	assert_runs("[[ x ]] && a && b || c", "a maybe\nb maybe\nc maybe!");
	assert_runs("grep -q a b || c", "grep yes\nc maybe!");
	assert_runs("command -v a && b; c", "command yes\nb maybe\nc yes!");
	assert_runs("true && a", "true yes!\na yes!");
	assert_runs("true || a", "true yes\na no");
	assert_runs("false && a; b", "false yes\na no\nb yes!");
	assert_runs("false || a", "false yes\na yes!");
}

static void nothing_runs_behind_the_end(void **state)
{
	(void)state;
	assert_runs("a; exit 0; b", "a yes\nexit yes\nb no");
	assert_runs("exec a; b", "a yes\nb no");
	assert_runs("(exit 0; a); b", "exit yes\na no\nb yes!");
	assert_runs("if a; then exit 0; b; fi; c", "a yes\nexit maybe\nb no\nc yes!");
}

static void directories_follow_cd(void **state)
{
	(void)state;
	assert_places("a; cd x && b; cd ../y; c; cd /z; d", "a /app\ncd /app\nb /app/x\ncd "
							    "/app/x\nc /app/y\ncd /app/y\nd /z");
	assert_places("(cd x; a); b", "cd /app\na /app/x\nb /app");
	assert_places("cd x | a; b", "cd /app\na /app\nb /app");
	assert_places("if a; then cd x; b; fi; c", "a /app\ncd /app\nb /app/x\nc ~");
	assert_places("cd $BASE; a", "cd /app\na ~");
	assert_places("cd; a; cd -; b", "cd /app\na /root\ncd /root\nb ~");
	assert_places("pushd x; a; popd; b", "pushd /app\na /app/x\npopd /app/x\nb /app");
	assert_places("cd x || a; b", "cd /app\na /app/x\nb /app/x");
	assert_places("a $(cd x && b); c", "a /app\ncd /app\nb /app/x\nc /app");
}

static void details_are_kept(void **state)
{
	struct sample sample;
	const struct command *command;

	(void)state;
	run(&sample, "A=1 env B=$VER pip install x >f 2>&1 | b <<E\nt\nE\n");
	command = command_of(command_at(&sample, 0));
	assert_int_equal(command->assignment_count, 2);
	assert_str(command->assignments[0].name, "A");
	assert_str(command->assignments[1].value.text, "1.2");
	assert_int_equal(command->redirect_count, 2);
	assert_str(command->redirects[0].target.text, "f");
	assert_int_equal(command->shown.pipe_length, 2);
	assert_span(command->shown.name.span, 15, 18);
	assert_true(command_is(command_at(&sample, 0), "pip", "install"));
	assert_false(command_is(command_at(&sample, 0), "pip", "wheel"));
	command = command_of(command_at(&sample, 1));
	assert_ptr_equal(command->feeder, command_at(&sample, 0));
	assert_str(command->redirects[0].body.bytes, "t\n");
	end(&sample);
	run(&sample, "pip install $BASE; pip install x");
	assert_true(command_of(command_at(&sample, 0))->has_unseen_operands);
	assert_false(command_of(command_at(&sample, 1))->has_unseen_operands);
	end(&sample);
}

static void other_shells_stay_opaque(void **state)
{
	struct sample sample;
	const rlint_script *script;

	(void)state;
	begin(&sample, "Install-Module a");
	sample.context.shell = RLINT_POWERSHELL;
	assert_int_equal(protect(&sample.guard, make, &sample), RLINT_OK);
	assert_int_equal(rlint_fact_count(sample.step, RLINT_COMMAND), 0);
	script = rlint_as_script(rlint_fact_at(sample.step, RLINT_SCRIPT, 0));
	assert_true(script->is_opaque);
	assert_str(script->dialect, "powershell");
	end(&sample);
}

static void problems_are_the_instruction_s(void **state)
{
	struct sample sample;
	const rlint_fact *problem;

	(void)state;
	run(&sample, "a && bash -c 'b &&' && \"c");
	assert_int_equal(sample.facts.all[RLINT_PROBLEM].count, 1);
	problem = ((rlint_fact **)sample.facts.all[RLINT_PROBLEM].items)[0];
	assert_span(problem->span, 23, 24);
	assert_false(rlint_fact_complete(sample.step));
	assert_int_equal(rlint_fact_count(sample.step, RLINT_COMMAND), 3);
	end(&sample);
}

static void run_words(void *context)
{
	struct sample *sample = context;
	rlint_str source = sample->document->text;
	struct text words[3];

	make(sample);
	words[0] = text_of(source, (rlint_span){ 0, 2 });
	words[1] = text_of(source, (rlint_span){ 3, 5 });
	words[2] = text_of(source, (rlint_span){ 6, (uint32_t)source.len });
	commands_of_words(&sample->facts, sample->step, words, 3, &sample->context);
}

static void exec_forms_are_not_expanded_but_by_their_shell(void **state)
{
	struct sample sample;

	(void)state;
	begin(&sample, "sh -c a $VER");
	assert_int_equal(protect(&sample.guard, run_words, &sample), RLINT_OK);
	assert_str(rlint_command_word(command_at(&sample, 1), 1)->text, "1.2");
	assert_span(rlint_as_command(command_at(&sample, 1))->line, 6, 12);
	end(&sample);
}

/* The text of an instruction of `FROM a` and `source`, its commands as add_command writes them;
 * then its scripts, `*` where opaque. */
static void check_instruction(const char *source, const char *wanted, int line)
{
	struct docker_case docker;
	struct sample sample = { .out = { .arena = &docker.arena } };
	const rlint_fact *step;
	const rlint_script *script;

	docker_read(&docker, source);
	step = rlint_fact_at(docker_stage_fact(&docker, 0), RLINT_STEP, 1);
	assert_non_null(step);
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_COMMAND); i++) {
		add(&sample, i > 0 ? "; " : "");
		add_command(&sample, rlint_fact_at(step, RLINT_COMMAND, i));
	}
	for (size_t i = 0; i < rlint_fact_count(step, RLINT_SCRIPT); i++) {
		script = rlint_as_script(rlint_fact_at(step, RLINT_SCRIPT, i));
		add(&sample, " @");
		buffer_add(&sample.out, script->dialect);
		add(&sample, script->is_opaque ? "*" : "");
	}
	assert_slice_(buffer_str(&sample.out), wanted, __FILE__, line);
	docker_free(&docker);
}

#define assert_instruction(source, wanted) check_instruction((source), (wanted), __LINE__)

static void instructions_give_their_text(void **state)
{
	(void)state;
	assert_instruction("FROM a\nRUN a \\\n # c\n && b c\n", "a; b | c @sh");
	assert_instruction("FROM a\nRUN [\"a\", \"b c\"]\n", "a | b c");
	assert_instruction("FROM a\nCMD [\"sh\", \"-c\", \"a $X\"]\n", "a | ~ @sh");
	assert_instruction("FROM a\nENTRYPOINT exec a\n", "a @sh");
	assert_instruction("FROM a\nHEALTHCHECK --retries=1 CMD a || exit 1\n", "a; exit | 1 @sh");
	assert_instruction("FROM a\nHEALTHCHECK CMD [\"a\", \"b\"]\n", "a | b");
	assert_instruction("FROM a\nHEALTHCHECK NONE\n", "");
	assert_instruction("FROM a\nRUN --network=none <<EOF\na \\\n b\nc\nEOF\n", "a | b; c @sh");
	assert_instruction(
		"FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport a\nEOF\n", " @python*");
	assert_instruction("FROM a\nRUN <<EOF\n#!/bin/bash -e\na {b,c}\nEOF\n", "a | b, c @bash");
	assert_instruction(
		"FROM a\nRUN cat <<A > f && bash <<B\nx $(y)\nA\nz\nB\n", "cat; z; y @sh @bash");
	assert_instruction("FROM a\nRUN <<-EOF\n\ta\n\tEOF\n", "a @sh");
}

static void places_lead_into_here_documents(void **state)
{
	struct docker_case docker;
	const rlint_fact *step;

	(void)state;
	docker_read(&docker, "FROM a\nRUN bash <<A && b\nc\nA\n");
	step = rlint_fact_at(docker_stage_fact(&docker, 0), RLINT_STEP, 1);
	assert_span(rlint_as_command(rlint_fact_at(step, RLINT_COMMAND, 0))->line, 25, 26);
	assert_span(rlint_as_command(rlint_fact_at(step, RLINT_COMMAND, 1))->line, 23, 24);
	docker_free(&docker);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(programs_have_one_name),
		cmocka_unit_test(wrappers_are_seen_through),
		cmocka_unit_test(inner_shells_are_read),
		cmocka_unit_test(options_follow_the_tables),
		cmocka_unit_test(words_are_expanded),
		cmocka_unit_test(values_know_where_they_come_from),
		cmocka_unit_test(branches_are_not_certain),
		cmocka_unit_test(tests_make_what_follows_uncertain),
		cmocka_unit_test(nothing_runs_behind_the_end),
		cmocka_unit_test(directories_follow_cd),
		cmocka_unit_test(details_are_kept),
		cmocka_unit_test(other_shells_stay_opaque),
		cmocka_unit_test(problems_are_the_instruction_s),
		cmocka_unit_test(instructions_give_their_text),
		cmocka_unit_test(places_lead_into_here_documents),
		cmocka_unit_test(exec_forms_are_not_expanded_but_by_their_shell),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
