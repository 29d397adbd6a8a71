/* lib/syntax/shell. A parsed text is written down as
 *
 *   {a b; c && d}   a list                [x=1 pip install >f]   a simple command
 *   if{..}{..}      a compound's lists    $0{..} behind a command: the list of a substitution
 *
 * where words stand by value and `~` marks a value that is only a prefix. */
#include "tests/unit/unit.h"

#include <stdlib.h>

#include "lib/base/str.h"
#include "lib/syntax/shell/shell.h"

#include <reprolint/registry.h>

static const struct limits limits = { .values = { [RLINT_LIMIT_NESTING] = 256 } };

struct sample {
	struct arena arena;
	struct guard guard;
	struct shell shell;
	struct text text;
	struct buffer out;
	bool is_bash;
};

static void run_parser(void *context)
{
	struct sample *sample = context;

	shell_parse(&sample->shell, &sample->arena, &limits, &sample->text, sample->is_bash);
}

static void parse_text(struct sample *sample, struct text text)
{
	sample->text = text;
	assert_int_equal(protect(&sample->guard, run_parser, sample), RLINT_OK);
}

static void parse(struct sample *sample, const char *source)
{
	*sample = (struct sample){ .is_bash = true };
	arena_init(&sample->arena, NULL, &sample->guard);
	sample->out.arena = &sample->arena;
	parse_text(sample, text_of(str_from(source), (rlint_span){ 0, (uint32_t)strlen(source) }));
}

static void add(struct sample *sample, const char *text)
{
	buffer_add(&sample->out, str_from(text));
}

static void add_word(struct sample *sample, const struct shell_word *word)
{
	buffer_add(&sample->out, word->value);
	add(sample, word->is_literal ? "" : "~");
}

static void add_redirects(struct sample *sample, uint32_t first, uint32_t count)
{
	static const char *const names[] = { "<", ">", ">>", ">&", "<<", "<<<", "<>" };

	for (uint32_t i = 0; i < count; i++) {
		const struct shell_redirect *redirect =
			(struct shell_redirect *)sample->shell.redirects.items + first + i;

		add(sample, " ");
		if (redirect->fd >= 0) {
			buffer_add_u64(&sample->out, (uint64_t)redirect->fd);
		}
		add(sample, redirect->is_both ? "&" : "");
		add(sample, names[redirect->kind]);
		add_word(sample, &redirect->word);
	}
}

static void add_node(struct sample *sample, uint32_t node);

static void add_children(struct sample *sample, uint32_t node)
{
	for (uint32_t child = tree_first_child(&sample->shell.tree, node); child != NODE_NONE;
		child = tree_node(&sample->shell.tree, child)->next) {
		assert_int_equal(tree_node(&sample->shell.tree, child)->parent, node);
		add_node(sample, child);
	}
}

static void add_command(struct sample *sample, uint32_t node)
{
	const struct shell_command *command =
		shell_command(&sample->shell, tree_node(&sample->shell.tree, node)->payload);
	const char *space = "";

	add(sample, "[");
	for (uint32_t i = 0; i < command->assignment_count; i++) {
		const struct shell_assignment *assignment =
			shell_assignment(&sample->shell, command, i);

		add(sample, space);
		buffer_add(&sample->out, assignment->name);
		add(sample, assignment->is_append ? "+=" : "=");
		add_word(sample, &assignment->value);
		space = " ";
	}
	for (uint32_t i = 0; i < command->word_count; i++) {
		add(sample, space);
		add_word(sample, shell_word(&sample->shell, command, i));
		space = " ";
	}
	add_redirects(sample, command->redirect_first, command->redirect_count);
	add(sample, "]");
	add_children(sample, node);
}

static void add_pipeline(struct sample *sample, uint32_t node)
{
	static const char *const operators[] = { "", " && ", " || ", "; ", " & " };
	const struct shell_pipeline *pipeline =
		shell_pipeline(&sample->shell, tree_node(&sample->shell.tree, node)->payload);

	assert_int_equal(pipeline->node, node);
	add(sample, operators[pipeline->before]);
	add(sample, pipeline->is_negated ? "! " : "");
	for (uint32_t child = tree_first_child(&sample->shell.tree, node); child != NODE_NONE;
		child = tree_node(&sample->shell.tree, child)->next) {
		add_node(sample, child);
		if (tree_node(&sample->shell.tree, child)->next != NODE_NONE) {
			add(sample, " | ");
		}
	}
	if (pipeline->after == SHELL_BACKGROUND &&
		tree_node(&sample->shell.tree, node)->next == NODE_NONE) {
		add(sample, " &");
	}
}

static void add_compound(struct sample *sample, uint32_t node)
{
	static const char *const names[] = { [SHELL_SUBSHELL] = "(",
		[SHELL_GROUP] = "group",
		[SHELL_IF] = "if",
		[SHELL_LOOP] = "loop ",
		[SHELL_CASE] = "case ",
		[SHELL_FUNCTION] = "function ",
		[SHELL_TEST] = "test" };
	const struct node *at = tree_node(&sample->shell.tree, node);
	const struct shell_compound *compound = shell_compound(&sample->shell, node);

	add(sample, names[at->kind]);
	buffer_add(&sample->out, compound->name);
	for (uint32_t i = 0; i < compound->word_count; i++) {
		add(sample, compound->name.len > 0 ? " " : "");
		add_word(sample,
			(struct shell_word *)sample->shell.words.items + compound->word_first + i);
	}
	add_children(sample, node);
	add(sample, at->kind == SHELL_SUBSHELL ? ")" : "");
	add_redirects(sample, compound->redirect_first, compound->redirect_count);
}

static void add_node(struct sample *sample, uint32_t node)
{
	switch ((enum shell_kind)tree_node(&sample->shell.tree, node)->kind) {
	case SHELL_LIST:
		add(sample, "{");
		add_children(sample, node);
		add(sample, "}");
		break;
	case SHELL_PIPELINE:
		add_pipeline(sample, node);
		break;
	case SHELL_COMMAND:
		add_command(sample, node);
		break;
	case SHELL_SUBSTITUTION:
		add(sample, "$");
		add_children(sample, node);
		break;
	case SHELL_SCRIPT:
	case SHELL_WORD:
		add_children(sample, node);
		break;
	case SHELL_SUBSHELL:
	case SHELL_GROUP:
	case SHELL_IF:
	case SHELL_LOOP:
	case SHELL_CASE:
	case SHELL_FUNCTION:
	case SHELL_TEST:
		add_compound(sample, node);
		break;
	}
}

static void check_tree(const char *source, const char *wanted, const char *file, int line)
{
	struct sample sample;

	parse(&sample, source);
	add_node(&sample, sample.shell.root);
	assert_slice_(buffer_str(&sample.out), wanted, file, line);
	if (sample.shell.tree.problems.count > 0) {
		print_error("problem: %s\n",
			((struct problem *)sample.shell.tree.problems.items)->message.ptr);
		_fail(file, line);
	}
	arena_free(&sample.arena);
}

/* Wants exactly one problem, at [start, end), and the tree. */
static void check_problem(const char *source, rlint_span span, const char *wanted)
{
	struct sample sample;
	const struct problem *problem;

	parse(&sample, source);
	add_node(&sample, sample.shell.root);
	assert_str(buffer_str(&sample.out), wanted);
	assert_int_equal(sample.shell.tree.problems.count, 1);
	problem = sample.shell.tree.problems.items;
	assert_span(problem->span, span.start, span.end);
	assert_true(problem->message.len > 0);
	assert_true(sample.shell.tree.is_incomplete);
	arena_free(&sample.arena);
}

#define assert_tree(source, wanted) check_tree((source), (wanted), __FILE__, __LINE__)

static void lists_know_their_operators(void **state)
{
	(void)state;
	assert_tree("", "{}");
	assert_tree("  # nothing", "{}");
	assert_tree("a && b || c; d & e", "{[a] && [b] || [c]; [d] & [e]}");
	assert_tree("a; b;", "{[a]; [b]}");
	assert_tree("a &", "{[a] &}");
	assert_tree("a\n\n b # c\nd", "{[a]; [b]; [d]}");
	assert_tree("a &&\n b", "{[a] && [b]}");
	assert_tree("a | b |& c", "{[a] | [b] | [c]}");
	assert_tree("! a | b && ! c", "{! [a] | [b] && ! [c]}");
}

static void words_lose_their_quotes(void **state)
{
	(void)state;
	assert_tree("a 'b c' \"d e\" f\\ g", "{[a b c d e f g]}");
	assert_tree("a \"x\\\"y\\n\\$\"", "{[a x\"y\\n$]}");
	assert_tree("a b'c'\"d\"e", "{[a bcde]}");
	assert_tree("a '' \"\"", "{[a  ]}");
	assert_tree("a $'x\\ty\\x41\\101\\u00e9\\'z'", "{[a x\tyAA\xC3\xA9'z]}");
	assert_tree("a#b c #d", "{[a#b c]}");
	assert_tree("a \\\n b\\\nc \"d\\\ne\"", "{[a bc de]}");
	assert_tree("a 'b\\\nc'", "{[a b\\\nc]}");
	assert_tree("gr\xC3\xBC\xC3\x9F '\xE2\x82\xAC'", "{[gr\xC3\xBC\xC3\x9F \xE2\x82\xAC]}");
	assert_tree("a\r\nb\r\n", "{[a]; [b]}");
	assert_tree("echo $", "{[echo $]}");
	assert_tree("echo $\"x\"", "{[echo x]}");
}

static void assignments_stand_before_the_program(void **state)
{
	(void)state;
	assert_tree("A=1 B+=2 c D=3", "{[A=1 B+=2 c D=3]}");
	assert_tree("A='x y'; B=$A", "{[A=x y]; [B=~]}");
	assert_tree("A=(x \"y z\"\n # c\n w) b", "{[A=~ b]}");
	assert_tree("A[1]=x", "{[A[1]=x]}");
	assert_tree("export A=(x $(b))", "{[export A=~]${[b]}}");
	assert_tree("=x 1=y", "{[=x 1=y]}");
}

static void redirections_are_no_words(void **state)
{
	(void)state;
	assert_tree("a > b 2>&1 </dev/null >>c", "{[a >b 2>&1 </dev/null >>c]}");
	assert_tree("a &>b", "{[a &>b]}");
	assert_tree("a &>>b", "{[a &>>b]}");
	assert_tree("a >&b", "{[a &>b]}");
	assert_tree(">f a", "{[a >f]}");
	assert_tree("pip install torch>=2.0", "{[pip install torch >=2.0]}");
	assert_tree("a 12", "{[a 12]}");
	assert_tree("a <<<'x y'", "{[a <<<x y]}");
	assert_tree("{ a; } >f 2>g", "{group{[a]} >f 2>g}");
	assert_tree("a 2>&-", "{[a 2>&-]}");
}

static void substitutions_hold_commands(void **state)
{
	(void)state;
	assert_tree("a $(b c) d", "{[a ~ d]${[b c]}}");
	assert_tree("a \"x$(b | c)y\"", "{[a x~]${[b] | [c]}}");
	assert_tree("a `b \\`c\\``", "{[a ~]${[b ~]${[c]}}}");
	assert_tree("a \"`b \\\"c d\\\"`\"", "{[a ~]${[b c d]}}");
	assert_tree("a <(b) >(c)", "{[a ~ ~]${[b]}${[c]}}");
	assert_tree("a --f=<(b)", "{[a --f=~]${[b]}}");
	assert_tree("a < <(b)", "{[a <~]${[b]}}");
	assert_tree("A=$(b $(c)) d", "{[A=~ d]${[b ~]${[c]}}}");
	assert_tree("a ${B:-$(c)}x", "{[a ~]${[c]}}");
	assert_tree("a $((1 + $(b) * (2)))", "{[a ~]${[b]}}");
	assert_tree("a $( (b) )", "{[a ~]${({[b]})}}");
	assert_tree("a $((b) | c)", "{[a ~]${({[b]}) | [c]}}");
	assert_tree("a $(case x in y) b;; esac)", "{[a ~]${case x{[b]}}}");
	assert_tree("a \"${B%\"$(c)\"}\"", "{[a ~]${[c]}}");
}

static void compounds_hold_lists(void **state)
{
	(void)state;
	assert_tree("(a; b)", "{({[a]; [b]})}");
	assert_tree("( (a) && b )", "{({({[a]}) && [b]})}");
	assert_tree("if a; then b; elif c; then d; else e; fi", "{if{[a]}{[b]}{[c]}{[d]}{[e]}}");
	assert_tree("if (a) then { b; } fi && c", "{if{({[a]})}{group{[b]}} && [c]}");
	assert_tree("while a; do b; done <f", "{loop {[a]}{[b]} <f}");
	assert_tree("until a\ndo b\ndone | c", "{loop {[a]}{[b]} | [c]}");
	assert_tree("for x in a 'b c' $d; do e $x; done", "{loop x a b c ~{[e ~]}}");
	assert_tree("for x in a \\\n b\ndo c; done", "{loop x a b{[c]}}");
	assert_tree("for x; do c; done", "{loop x{[c]}}");
	assert_tree("for x\ndo c; done", "{loop x{[c]}}");
	assert_tree("for ((i=0; i<3; i++)); do c; done", "{loop {[c]}}");
	assert_tree("case \"$a\" in\n x|y*) b;; (z) c ;& *) d; esac", "{case ~{[b]}{[c]}{[d]}}");
	assert_tree("case a in esac", "{case a}");
	assert_tree("f() { a; }; f", "{function fgroup{[a]}; [f]}");
	assert_tree("function f { a; }\nf ()\n(b)", "{function fgroup{[a]}; function f({[b]})}");
	assert_tree("[[ $a =~ ^(x|y)$ && -f b ]] && c", "{test && [c]}");
	assert_tree("[[ -n $(a) ]]", "{test${[a]}}");
	assert_tree("((a++)) && b", "{test && [b]}");
	assert_tree("((a); b)", "{({({[a]}); [b]})}");
	assert_tree("[ -f a ] || b", "{[[ -f a ]] || [b]}");
	assert_tree("time { a; }; time b", "{group{[a]}; [time b]}");
	assert_tree("echo if then done }", "{[echo if then done }]}");
	assert_tree("{ { a; } }", "{group{group{[a]}}}");
}

static void check_body(const struct sample *sample, uint32_t index, const char *wanted)
{
	const struct shell_redirect *redirect =
		(struct shell_redirect *)sample->shell.redirects.items + index;

	assert_str(shell_body(&sample->shell, redirect)->bytes, wanted);
}

static void here_documents_follow_their_line(void **state)
{
	struct sample sample;

	(void)state;
	assert_tree("cat <<EOF >f && b\nx $(c)\nEOF\nd", "{[cat <<EOF >f] && [b]${[c]}; [d]}");
	assert_tree("cat <<'EOF'\nx $(c)\nEOF\nd", "{[cat <<EOF]; [d]}");
	assert_tree("a $(cat <<E\nx\nE\n) b", "{[a ~ b]${[cat <<E]}}");
	assert_tree("cat <<A <<B\n$(a)\nA\n$(b)\nB\n", "{[cat <<A <<B]${[a]}${[b]}}");
	assert_tree("a <<A; x=(\n$(b)\nA\nc $(d))", "{[a <<A]; [x=~]${[b]}${[d]}}");
	parse(&sample, "cat <<A <<-\\B\n1\nA\n\t2\n\t\t3\n\tB\nc");
	check_body(&sample, 0, "1\n");
	check_body(&sample, 1, "2\n3\n");
	assert_span(text_span(shell_body(&sample.shell,
				      (struct shell_redirect *)sample.shell.redirects.items + 1),
			    2, 3),
		23, 24);
	assert_int_equal(sample.shell.commands.count, 2);
	arena_free(&sample.arena);
	parse(&sample, "cat <<A\n1");
	check_body(&sample, 0, "1");
	assert_int_equal(sample.shell.tree.problems.count, 0);
	arena_free(&sample.arena);
}

static void parts_say_what_a_word_is_made_of(void **state)
{
	struct sample sample;
	const struct shell_word *word;

	(void)state;
	parse(&sample, "a x\"${Y:-z}\"*$1~ ~/b {c,d}[e] ${#F} ${g%.*}");
	word = shell_word(&sample.shell, shell_command(&sample.shell, 0), 1);
	assert_int_equal(word->part_count, 5);
	assert_int_equal(shell_part(&sample.shell, word, 1)->kind, SHELL_PARAMETER);
	assert_true(shell_part(&sample.shell, word, 1)->is_quoted);
	assert_str(shell_part(&sample.shell, word, 1)->text, "Y");
	assert_str(shell_part(&sample.shell, word, 1)->operation, ":-");
	assert_str(shell_part(&sample.shell, word, 1)->argument, "z");
	assert_span(shell_part(&sample.shell, word, 1)->span, 4, 11);
	assert_int_equal(shell_part(&sample.shell, word, 2)->kind, SHELL_GLOB);
	assert_str(shell_part(&sample.shell, word, 3)->text, "1");
	assert_str(shell_part(&sample.shell, word, 4)->text, "~");
	word = shell_word(&sample.shell, shell_command(&sample.shell, 0), 2);
	assert_int_equal(shell_part(&sample.shell, word, 0)->kind, SHELL_TILDE);
	assert_str(shell_part(&sample.shell, word, 1)->text, "/b");
	word = shell_word(&sample.shell, shell_command(&sample.shell, 0), 3);
	assert_int_equal(shell_part(&sample.shell, word, 0)->kind, SHELL_BRACES);
	assert_int_equal(shell_part(&sample.shell, word, 1)->kind, SHELL_GLOB);
	word = shell_word(&sample.shell, shell_command(&sample.shell, 0), 4);
	assert_str(shell_part(&sample.shell, word, 0)->operation, "#");
	word = shell_word(&sample.shell, shell_command(&sample.shell, 0), 5);
	assert_str(shell_part(&sample.shell, word, 0)->operation, "%");
	assert_str(shell_part(&sample.shell, word, 0)->argument, ".*");
	arena_free(&sample.arena);
}

static void spans_lead_through_continuations(void **state)
{
	struct sample sample;
	struct text_builder builder = { 0 };
	struct text whole =
		text_of(RLINT_STR("a \\\n# c\n b'c' `d \\`e\\``"), (rlint_span){ 0, 23 });
	const struct shell_command *command;

	(void)state;
	parse(&sample, "");
	builder.arena = &sample.arena;
	text_add(&builder, &whole, 0, 2);
	text_add(&builder, &whole, 8, 23);
	parse_text(&sample, text_end(&builder));
	command = shell_command(&sample.shell, 0);
	assert_span(command->span, 0, 23);
	assert_span(shell_word(&sample.shell, command, 1)->span, 9, 13);
	command = shell_command(&sample.shell, 2);
	assert_span(command->span, 19, 20);
	arena_free(&sample.arena);
}

static void half_typed_text_draws_one_problem_and_is_read_on(void **state)
{
	(void)state;
	check_problem("a && ", (rlint_span){ 2, 4 }, "{[a]}");
	check_problem("a |", (rlint_span){ 2, 3 }, "{[a]}");
	check_problem("&& a", (rlint_span){ 0, 2 }, "{[a]}");
	check_problem("a; ; b", (rlint_span){ 3, 4 }, "{[a]; [b]}");
	check_problem("a \"b && c", (rlint_span){ 2, 3 }, "{[a \"b] && [c]}");
	check_problem("a 'b && c", (rlint_span){ 2, 3 }, "{[a 'b] && [c]}");
	check_problem("a `b && c", (rlint_span){ 2, 3 }, "{[a `b] && [c]}");
	check_problem("a ${b && c", (rlint_span){ 2, 4 }, "{[a ${b] && [c]}");
	check_problem("a $(b && c", (rlint_span){ 2, 4 }, "{[a ~]${[b] && [c]}}");
	check_problem("(a && b", (rlint_span){ 0, 1 }, "{({[a] && [b]})}");
	check_problem("{ a; b", (rlint_span){ 0, 1 }, "{group{[a]; [b]}}");
	check_problem("if a; then b", (rlint_span){ 0, 2 }, "{if{[a]}{[b]}}");
	check_problem("for x in a; do b", (rlint_span){ 0, 3 }, "{loop x a{[b]}}");
	check_problem("while a; do", (rlint_span){ 0, 5 }, "{loop {[a]}{}}");
	check_problem("case a in b) c", (rlint_span){ 0, 4 }, "{case a{[c]}}");
	check_problem("a (b) && c", (rlint_span){ 2, 3 }, "{[a b] && [c]}");
	check_problem("a; fi; b", (rlint_span){ 3, 5 }, "{[a]; [b]}");
	check_problem("a > && b", (rlint_span){ 2, 3 }, "{[a] && [b]}");
	check_problem("f() ", (rlint_span){ 0, 4 }, "{function f}");
	check_problem("[[ a && b", (rlint_span){ 0, 2 }, "{test}");
}

static char *repeat(const char *unit, size_t count)
{
	size_t length = strlen(unit);
	char *text = calloc(length + 1, count);

	assert_non_null(text);
	for (size_t i = 0; i < length * count; i++) {
		text[i] = unit[i % length];
	}
	return text;
}

/* Parses the unit so many times over; was the one problem a limit? */
static bool passes_limit(const char *unit, size_t count)
{
	char *text = repeat(unit, count);
	struct sample sample;
	bool is_limit;

	parse(&sample, text);
	assert_int_equal(sample.shell.tree.problems.count, 1);
	assert_true(sample.shell.tree.is_incomplete);
	assert_true(sample.shell.tree.nodes.count < 4 * SHELL_MOST_UNITS);
	is_limit = ((struct problem *)sample.shell.tree.problems.items)->is_limit;
	arena_free(&sample.arena);
	free(text);
	return is_limit;
}

static void nesting_ends_at_its_limit(void **state)
{
	static const char *const units[] = { "(", "$(", "{ ", "if ", "\"$(", "${a:-", "[[ $((",
		"while ", "f() ", "case x in y) ", "<(", "A=(", "$((", "((" };

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		assert_true(passes_limit(units[i], 20000));
	}
	assert_false(passes_limit("(", 255));
}

static void texts_end_at_their_limit(void **state)
{
	static const char *const units[] = { "a ", "a;", "$a", "`a`", "a'b'", ">a ", "A=a ", "();",
		"$()", "\"$a\"", "*", "[[ a ]];", "A=(a);" };

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		assert_true(passes_limit(units[i], SHELL_MOST_UNITS + 1));
	}
}

static void json_forms_are_one_command(void **state)
{
	struct sample sample;
	struct text words[2] = { text_of(RLINT_STR("[\"a b\",\"$C\"]"), (rlint_span){ 2, 5 }),
		text_of(RLINT_STR("[\"a b\",\"$C\"]"), (rlint_span){ 8, 10 }) };

	(void)state;
	parse(&sample, "");
	shell_from_words(&sample.shell, &sample.arena, &limits, words, 2);
	add_node(&sample, sample.shell.root);
	assert_str(buffer_str(&sample.out), "{[a b $C]}");
	assert_span(shell_command(&sample.shell, 0)->span, 2, 10);
	arena_free(&sample.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_know_their_operators),
		cmocka_unit_test(words_lose_their_quotes),
		cmocka_unit_test(assignments_stand_before_the_program),
		cmocka_unit_test(redirections_are_no_words),
		cmocka_unit_test(substitutions_hold_commands),
		cmocka_unit_test(compounds_hold_lists),
		cmocka_unit_test(here_documents_follow_their_line),
		cmocka_unit_test(parts_say_what_a_word_is_made_of),
		cmocka_unit_test(spans_lead_through_continuations),
		cmocka_unit_test(half_typed_text_draws_one_problem_and_is_read_on),
		cmocka_unit_test(nesting_ends_at_its_limit),
		cmocka_unit_test(texts_end_at_their_limit),
		cmocka_unit_test(json_forms_are_one_command),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
