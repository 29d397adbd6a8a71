/* What lib/syntax/dockerfile refuses, in BuildKit's words and at which words; inline comments. */
#include "tests/unit/dockerfile_parse.h"

#include <stdlib.h>

/* ---- refusals ---- */

/* The text stands behind `FROM a` and a line feed. */
static const struct {
	const char *text;
	const char *words; /* that the problem points at; NULL: nothing is refused */
	const char *foreign; /* how BuildKit's text begins */
} refusals[] = {
	{ "FROM b c\n", "b c", "FROM requires either one or three arguments" },
	{ "FROM b AS 1x\n", "1x", "invalid name for build stage: \"1x\"" },
	{ "FROM b AS Stage_1.x\n", NULL, "" },
	{ "FROM \"\"\n", "\"\"", "base name (\"\") should not be blank" },
	{ "FROM --platform=linux//x b\n", "linux//x", "failed to parse platform linux//x" },
	{ "FROM --platform=$P b\n", NULL, "" },
	{ "RUN --moutn=x y\n", "--moutn=x", "unknown flag: --moutn" },
	{ "RUN --mount=type=bidn,target=/x y\n", "type=bidn", "unsupported mount type \"bidn\"" },
	{ "RUN --mount=type=cache,target=/x,size=1 y\n", "size=1",
		"unexpected key 'size' for mount type 'cache'" },
	{ "RUN --mount=type=tmpfs,target=/x,size=1g y\n", NULL, "" },
	{ "RUN --mount=type=cache,tagret=/x y\n", "tagret=/x",
		"unexpected key 'tagret' in 'tagret=/x'" },
	{ "RUN --mount=type=cache,target=/x,sharing=locked,mode=0755,uid=1 y\n", NULL, "" },
	{ "RUN --mount=type=cache,target=/x,sharing=never y\n", "sharing=never",
		"unsupported sharing value \"never\"" },
	{ "RUN --mount=type=bind,target=/x,uid=1 y\n", "uid=1",
		"uid not allowed for \"bind\" type mounts" },
	{ "RUN --mount=type=secret,from=x,id=y y\n", "from=x",
		"secret mount should not have a from" },
	{ "RUN --mount=type=secret y\n", "--mount=type=secret", "invalid secret mount" },
	{ "RUN --mount=type=secret,id=x,required,env=Y y\n", NULL, "" },
	{ "RUN --mount=type=bind,target=/ y\n", "target=/", "invalid mount target \"/\"" },
	{ "RUN --mount=from=$x,target=/x y\n", "from=$x",
		"'from' doesn't support variable expansion" },
	{ "RUN --mount=type=$t,size=1,target=/x y\n", NULL, "" },
	{ "RUN --mount=target y\n", "target", "invalid field 'target' must be a key=value pair" },
	{ "RUN --network=off y\n", "--network=off", "invalid network mode \"off\"" },
	{ "RUN --device=a,b y\n", "b", "invalid field 'b' must be a key=value pair" },
	{ "COPY a\n", "a", "COPY requires at least two arguments" },
	{ "COPY a <<EOF\nEOF\n", "<<EOF", "COPY cannot accept a heredoc as a destination" },
	{ "COPY --link=maybe a b\n", "maybe", "expecting boolean value for flag --link" },
	{ "COPY --chown=a --chown=b a b\n", "--chown=b", "duplicate flag specified: --chown" },
	{ "COPY --from a b\n", "--from", "missing a value on flag: --from" },
	{ "COPY --from=$x a b\n", "$x", "variable expansion is not supported for --from" },
	{ "COPY --chmod=789 a b\n", "789", "invalid chmod parameter: '789'" },
	{ "COPY --chmod=u+x,go-w a b\n", NULL, "" },
	{ "COPY https://x.org/y z\n", "https://x.org/y", "source can't be a URL for COPY" },
	{ "ADD --checksum=sha256:0 ./a b\n", "--checksum=sha256:0",
		"checksum requires HTTP(S) or Git sources" },
	{ "ADD https://x.org/y z\n", NULL, "" },
	{ "ENV a\n", "a", "ENV must have two arguments" },
	{ "ENV a=b c\n", "c", "Syntax error - can't find = in \"c\"" },
	{ "ENV =x\n", "=x", "ENV names can not be blank" },
	{ "ENV a=\"b\n", "\"b",
		"failed to process \"\\\"b\": unexpected end of statement while looking for "
		"matching double-quote" },
	{ "ENV a=${b^^}\n", "${b^^}",
		"failed to process \"${b^^}\": unsupported modifier (^) in substitution" },
	{ "ENV a=${b:?unset}\n", NULL, "" },
	{ "ENV a=${templateOption:x}\n", NULL, "" },
	{ "FROM a:${templateOption:x}\n", NULL, "" },
	{ "LABEL\n", "LABEL", "LABEL requires at least one argument" },
	{ "ARG =x\n", "=x", "ARG names can not be blank" },
	{ "ARG --any=x y\n", NULL, "" },
	{ "EXPOSE 80 65536\n", "65536", "invalid containerPort: 65536" },
	{ "EXPOSE 80/http\n", "80/http", "invalid port: \"80/http\": invalid proto: http" },
	{ "EXPOSE 8000-8010/udp $PORT 127.0.0.1:80:80\n", NULL, "" },
	{ "VOLUME [\" \"]\n", "\" \"", "VOLUME specified can not be an empty string" },
	{ "STOPSIGNAL SIGTREM\n", "SIGTREM", "invalid signal: SIGTREM" },
	{ "STOPSIGNAL SIGRTMIN+3\n", NULL, "" },
	{ "USER\n", "USER", "USER requires exactly one argument" },
	{ "SHELL bash -c\n", "bash -c", "SHELL requires the arguments to be in JSON form" },
	{ "CMD [\"a\", 1]\n", "1", "when using JSON array syntax" },
	{ "CMD ['a']\n", NULL, "" },
	{ "RUN\n", NULL, "" },
	{ "HEALTHCHECK --interval=5 CMD x\n", "5", "time: invalid duration \"5\"" },
	{ "HEALTHCHECK --interval=1us CMD x\n", "1us",
		"Interval \"interval\" cannot be less than 1ms" },
	{ "HEALTHCHECK --timeout=0.5ms CMD x\n", "0.5ms",
		"Interval \"timeout\" cannot be less than 1ms" },
	{ "HEALTHCHECK --timeout=1500us --interval=0s CMD x\n", NULL, "" },
	{ "HEALTHCHECK --interval=1m30.5s --retries=3 CMD x\n", NULL, "" },
	{ "HEALTHCHECK --retries=-1 CMD x\n", "-1", "--retries cannot be negative (-1)" },
	{ "HEALTHCHECK NONE x\n", "x", "HEALTHCHECK NONE takes no arguments" },
	{ "HEALTHCHECK curl x\n", "curl", "Unknown type \"curl\" in HEALTHCHECK" },
	{ "HEALTHCHECK CMD\n", "CMD", "Missing command after HEALTHCHECK CMD" },
	{ "ONBUILD FROM b\n", "FROM", "FROM isn't allowed as an ONBUILD trigger" },
	{ "ONBUILD ENV a\n", "a", "ENV must have two arguments" },
	{ "ONBUILD COPY --bogus a\n", NULL, "" },
	{ "RNU x\n", "RNU", "unknown instruction: RNU" },
	{ "\\\n", "\\", "unknown instruction: " },
};

static void check_refusal(size_t i)
{
	rlint_str before = RLINT_STR("FROM a\n");
	struct parsed parsed;
	char text[256] = "FROM a\n";
	const struct problem *problem;

	memcpy(text + before.len, refusals[i].text, strlen(refusals[i].text) + 1);
	open_parsed(&parsed, text);
	if (!refusals[i].words) {
		if (parsed.file.tree.problems.count > 0) {
			fail_msg("%s draws a problem", refusals[i].text);
		}
		close_parsed(&parsed);
		return;
	}
	if (parsed.file.tree.problems.count != 1) {
		fail_msg("%s draws %u problems", refusals[i].text, parsed.file.tree.problems.count);
	}
	problem = problem_at(&parsed, 0);
	assert_string_equal(problem->rule, "dockerfile");
	assert_true(problem->is_grave);
	assert_str(bytes_of(&parsed, problem->span), refusals[i].words);
	assert_str(
		str_slice(problem->foreign, 0, strlen(refusals[i].foreign)), refusals[i].foreign);
	assert_true(instruction_at(&parsed, 1)->has_problem);
	close_parsed(&parsed);
}

static void what_the_builder_refuses_is_told_at_its_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		check_refusal(i);
	}
}

static void a_misspelt_name_is_told_with_the_right_one(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM a\nWROKDIR /x\nCOPY --chwon=a b c\n");
	assert_str(
		problem_at(&parsed, 0)->message, "there is no instruction WROKDIR; write WORKDIR");
	assert_str(problem_at(&parsed, 1)->message, "COPY has no flag --chwon; write --chown");
	close_parsed(&parsed);
}

static void a_comment_behind_an_escape_is_named(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM a\nRUN x && \\ # first\n    y\n");
	assert_int_equal(parsed.file.tree.problems.count, 1);
	assert_str(problem_at(&parsed, 0)->message,
		"there is no instruction \"y\"; move the comment behind \\ on the line before, "
		"which therefore does not continue");
	close_parsed(&parsed);
}

static void a_file_without_stage_is_told_once(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "RUN a\nRUN b\n");
	assert_int_equal(parsed.file.tree.problems.count, 1);
	assert_str(problem_at(&parsed, 0)->foreign, "no build stage in current context");
	assert_false(parsed.file.fails);
	close_parsed(&parsed);
	open_parsed(&parsed, "ARG a\n");
	assert_str(problem_at(&parsed, 0)->foreign, "dockerfile contains no stages to build");
	close_parsed(&parsed);
}

/* ---- inline comments ---- */

/* The source with the fixes of all inline comments made, the last first. */
static void apply_fixes(const struct parsed *parsed, char *out)
{
	memcpy(out, parsed->source.ptr, parsed->source.len);
	out[parsed->source.len] = '\0';
	for (uint32_t i = parsed->file.tree.problems.count; i-- > 0;) {
		const struct problem *problem = problem_at(parsed, i);
		size_t removed = problem->fix_span.end - problem->fix_span.start;

		assert_true(problem->has_fix);
		assert_int_equal(problem->fix_text.len, 0);
		memmove(out + problem->fix_span.start, out + problem->fix_span.end,
			strlen(out + problem->fix_span.end) + 1);
		memmove(out + problem->insert_at + problem->insert_text.len,
			out + problem->insert_at, strlen(out + problem->insert_at) + 1);
		memcpy(out + problem->insert_at, problem->insert_text.ptr,
			problem->insert_text.len);
		assert_true(removed > 0);
	}
}

static const struct {
	const char *text;
	const char *comment; /* NULL: none is seen */
	bool is_grave;
	const char *fixed;
} comments[] = {
	{ "FROM x:1  # y z\n", "# y z", true, "# y z\nFROM x:1\n" },
	{ "FROM x:1 #y\r\nRUN a\r\n", "#y", true, "#y\r\nFROM x:1\r\nRUN a\r\n" },
	{ "FROM a\n  COPY a b # c  \n", "# c", true, "FROM a\n# c\n  COPY a b\n" },
	{ "FROM a\nADD a b # c\n", "# c", true, "FROM a\n# c\nADD a b\n" },
	{ "FROM a\nENV a=b # c\n", "# c", true, "FROM a\n# c\nENV a=b\n" },
	{ "FROM a\nENV a=b #c=d\n", "#c=d", false, "FROM a\n#c=d\nENV a=b\n" },
	{ "FROM a\nENV a b # c\n", "# c", false, "FROM a\n# c\nENV a b\n" },
	{ "FROM a\nENV a=b \\\n c=d # e \\\n f=g\n", "# e", true,
		"FROM a\n# e\nENV a=b \\\n c=d \\\n f=g\n" },
	{ "FROM a\nARG a=b # c\n", "# c", false, "FROM a\n# c\nARG a=b\n" },
	{ "FROM a\nEXPOSE 80 # web\n", "# web", true, "FROM a\n# web\nEXPOSE 80\n" },
	{ "FROM a\nUSER me # not root\n", "# not root", false, "FROM a\n# not root\nUSER me\n" },
	{ "FROM a\nWORKDIR /a # b\n", "# b", false, "FROM a\n# b\nWORKDIR /a\n" },
	{ "FROM a\nVOLUME /a # b\n", "# b", false, "FROM a\n# b\nVOLUME /a\n" },
	{ "FROM a\nSTOPSIGNAL SIGINT # b\n", "# b", true, "FROM a\n# b\nSTOPSIGNAL SIGINT\n" },
	{ "FROM a\nSHELL [\"sh\"] # b\n", "# b", true, "FROM a\n# b\nSHELL [\"sh\"]\n" },
	{ "FROM a\nHEALTHCHECK NONE # b\n", "# b", true, "FROM a\n# b\nHEALTHCHECK NONE\n" },
	{ "FROM a\nONBUILD COPY a b # c\n", "# c", true, "FROM a\n# c\nONBUILD COPY a b\n" },
	{ "FROM a\nENV a=b \\ # c\n", "# c", true, "FROM a\n# c\nENV a=b \\\n" },
	{ "FROM a\nRUN x # y\n", NULL, false, NULL },
	{ "FROM a\nCMD x # y\n", NULL, false, NULL },
	{ "FROM a\nHEALTHCHECK CMD x # y\n", NULL, false, NULL },
	{ "FROM a\nCOPY a #b\n", NULL, false, NULL },
	{ "FROM a\nCOPY a#b c\n", NULL, false, NULL },
	{ "FROM a\nCOPY [\"a # b\", \"c\"]\n", NULL, false, NULL },
	{ "FROM a\nENV a=\"b # c\"\n", NULL, false, NULL },
	{ "FROM a\nENV a '# c'\n", NULL, false, NULL },
	{ "FROM a\nENV PROMPT #\n", NULL, false, NULL },
	{ "FROM a\nWORKDIR /a\\ #b\n", NULL, false, NULL },
	{ "FROM a\nMAINTAINER a # b\n", NULL, false, NULL },
};

static void check_comment(size_t i)
{
	struct parsed parsed;
	char fixed[256];

	open_parsed(&parsed, comments[i].text);
	if (!comments[i].comment) {
		if (parsed.file.tree.problems.count > 0) {
			fail_msg("%s draws a problem", comments[i].text);
		}
		close_parsed(&parsed);
		return;
	}
	if (parsed.file.tree.problems.count != 1) {
		fail_msg("%s draws %u problems", comments[i].text, parsed.file.tree.problems.count);
	}
	assert_string_equal(problem_at(&parsed, 0)->rule, "inline-comment");
	assert_str(bytes_of(&parsed, problem_at(&parsed, 0)->span), comments[i].comment);
	assert_int_equal(problem_at(&parsed, 0)->is_grave, comments[i].is_grave);
	apply_fixes(&parsed, fixed);
	close_parsed(&parsed);
	assert_string_equal(fixed, comments[i].fixed);
	open_parsed(&parsed, fixed);
	assert_int_equal(parsed.file.tree.problems.count, 0);
	close_parsed(&parsed);
}

static void comments_behind_instructions_are_moved_above(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
		check_comment(i);
	}
}

static void an_instruction_is_read_without_its_comment(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM ubuntu:latest # Mistake\nENV a=b # c\nCOPY --bogus a b # c\n");
	assert_int_equal(instruction_at(&parsed, 0)->word_count, 1);
	assert_str(word_at(&parsed, 0, 0)->text.bytes, "ubuntu:latest");
	assert_false(instruction_at(&parsed, 0)->has_problem);
	assert_str(problem_at(&parsed, 0)->foreign, "FROM requires either one or three arguments");
	assert_int_equal(instruction_at(&parsed, 1)->word_count, 2);
	assert_true(parsed.file.fails);
	assert_int_equal(parsed.file.tree.problems.count, 4);
	assert_string_equal(problem_at(&parsed, 3)->rule, "dockerfile");
	assert_str(bytes_of(&parsed, problem_at(&parsed, 3)->span), "--bogus");
	close_parsed(&parsed);
}

static void the_dump_shows_what_the_builder_reads(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM a # b\nEXPOSE 80 # x\n");
	assert_str(dump_of(&parsed), "(from \"a\" \"#\" \"b\")\n(expose \"80\" \"#\" \"x\")\n");
	close_parsed(&parsed);
}

static void a_comment_that_would_be_a_directive_stays(void **state)
{
	struct parsed parsed;

	(void)state;
	open_parsed(&parsed, "FROM a # escape=`\n");
	assert_int_equal(parsed.file.tree.problems.count, 1);
	assert_false(problem_at(&parsed, 0)->has_fix);
	close_parsed(&parsed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_builder_refuses_is_told_at_its_words),
		cmocka_unit_test(a_misspelt_name_is_told_with_the_right_one),
		cmocka_unit_test(a_comment_behind_an_escape_is_named),
		cmocka_unit_test(a_file_without_stage_is_told_once),
		cmocka_unit_test(comments_behind_instructions_are_moved_above),
		cmocka_unit_test(an_instruction_is_read_without_its_comment),
		cmocka_unit_test(the_dump_shows_what_the_builder_reads),
		cmocka_unit_test(a_comment_that_would_be_a_directive_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
