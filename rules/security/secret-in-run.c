/* security/secret-in-run: a secret among the words of a command. */
#include "secrets.h"

static size_t find(rlint_str text, char byte, size_t from)
{
	while (from < text.len && text.ptr[from] != byte) {
		from++;
	}
	return from;
}

/* Where "//" ends, or the length of the text. */
static size_t authority_of(rlint_str text)
{
	for (size_t at = 0; at + 2 < text.len; at++) {
		if (text.ptr[at] == ':' && text.ptr[at + 1] == '/' && text.ptr[at + 2] == '/') {
			return at + 3;
		}
	}
	return text.len;
}

/* The password of scheme://user:password@host (RFC 3986, 3.2.1), or the token that stands for the
 * user. */
static rlint_str password_in_url(rlint_str url)
{
	size_t start = authority_of(url);
	size_t end = find(url, '/', start);
	size_t at = find(rlint_str_slice(url, 0, end), '@', start);
	size_t colon = find(rlint_str_slice(url, 0, at), ':', start);

	if (at >= end) {
		return (rlint_str){ 0 };
	}
	if (colon < at) {
		return rlint_str_slice(url, colon + 1, at);
	}
	return rlint_is_issued_secret(rlint_str_slice(url, start, at))
		       ? rlint_str_slice(url, start, at)
		       : (rlint_str){ 0 };
}

/* The value of NAME=VALUE whose name is a secret's. */
static rlint_str assigned(rlint_str word)
{
	size_t equals = find(word, '=', 0);
	rlint_str value = rlint_str_slice(word, equals + 1, word.len);

	return equals < word.len && secret_is_named(rlint_str_slice(word, 0, equals)) &&
			       !secret_is_path_or_url(value)
		       ? value
		       : (rlint_str){ 0 };
}

static bool is_export(rlint_str program)
{
	return rlint_str_is(program, RLINT_STR("export"));
}

/* The secret in the word; empty if none. */
static rlint_str secret_of(const rlint_command *command, rlint_str word)
{
	rlint_str secret = password_in_url(word);

	if (secret.len == 0 && rlint_is_issued_secret(word)) {
		secret = word;
	}
	if (secret.len == 0 && is_export(command->program)) {
		secret = assigned(word);
	}
	return secret_is_placeholder(secret) ? (rlint_str){ 0 } : secret;
}

/* Options whose value is a secret, or ends with one behind a colon. */
static const struct {
	rlint_str program;
	const char *option;
	bool is_pair; /* USER:PASSWORD */
} options[] = {
	{ RLINT_STR_INIT("curl"), "--user", true },
	{ RLINT_STR_INIT("wget"), "--password", false },
	{ RLINT_STR_INIT("wget"), "--http-password", false },
	{ RLINT_STR_INIT("huggingface-cli"), "--token", false },
	{ RLINT_STR_INIT("hf"), "--token", false },
};

static rlint_str secret_of_option(const rlint_value *value, bool is_pair)
{
	size_t colon = is_pair ? find(value->text, ':', 0) : 0;
	rlint_str secret =
		is_pair ? rlint_str_slice(value->text, colon + 1, value->text.len) : value->text;

	return secret_is_literal(value) && !secret_is_placeholder(secret) ? secret
									  : (rlint_str){ 0 };
}

/* What is said never repeats the secret. */
static void report(rlint_check *check, const rlint_fact *fact, rlint_span span)
{
	rlint_finding *finding = rlint_report(check, fact, span,
		"this holds a secret that the image's history keeps for all to read: give it to "
		"the step with --mount=type=secret");

	rlint_as(finding, "DF013");
}

static bool check_options(rlint_check *check, const rlint_fact *fact)
{
	rlint_str program = rlint_as_command(fact)->program;

	for (size_t i = 0; i < RLINT_COUNT(options); i++) {
		const rlint_option *option = rlint_str_is(program, options[i].program)
						     ? rlint_command_find(fact, options[i].option)
						     : NULL;

		if (option && secret_of_option(&option->value, options[i].is_pair).len > 0) {
			report(check, fact, option->span);
			return true;
		}
	}
	return false;
}

/* One finding a command. */
static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *step = rlint_fact_within(fact, RLINT_STEP);
	const rlint_value *word;

	if (!step || !rlint_str_is(rlint_as_step(step)->instruction, RLINT_STR("RUN")) ||
		check_options(check, fact)) {
		return;
	}
	for (size_t i = 1; (word = rlint_command_word(fact, i)); i++) {
		if (secret_is_literal(word) &&
			secret_of(rlint_as_command(fact), word->text).len > 0) {
			report(check, fact, word->span);
			return;
		}
	}
}

extern const rlint_rule rlint_rule_security_secret_in_run;
const rlint_rule rlint_rule_security_secret_in_run = {
	.id = "security/secret-in-run",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, NULL }, { 0 } },
	.check = check_command,
};
