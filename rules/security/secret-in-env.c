/* security/secret-in-env: a secret's value in ENV or in the default of an ARG. Judged by the value
 * and the last word of the name together; the value is never repeated in a message. */
#include <reprolint/reprolint.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Names that end so hold secrets: PGPASSWORD, HF_TOKEN, jwtSecret. */
static const rlint_str secret_ends[] = {
	RLINT_STR_INIT("password"),
	RLINT_STR_INIT("passwd"),
	RLINT_STR_INIT("passphrase"),
	RLINT_STR_INIT("_pass"),
	RLINT_STR_INIT("_pwd"),
	RLINT_STR_INIT("secret"),
	RLINT_STR_INIT("token"),
	RLINT_STR_INIT("api_key"),
	RLINT_STR_INIT("apikey"),
	RLINT_STR_INIT("access_key"),
	RLINT_STR_INIT("secret_key"),
	RLINT_STR_INIT("private_key"),
	RLINT_STR_INIT("client_key"),
	RLINT_STR_INIT("account_key"),
	RLINT_STR_INIT("encryption_key"),
	RLINT_STR_INIT("signing_key"),
};

/* Values that are secrets under any name: how the issuers begin their tokens, and how long they
 * are at least. */
static const struct {
	rlint_str prefix;
	size_t length;
} token_forms[] = {
	{ RLINT_STR_INIT("AKIA"), 20 },
	{ RLINT_STR_INIT("ghp_"), 40 },
	{ RLINT_STR_INIT("gho_"), 40 },
	{ RLINT_STR_INIT("ghs_"), 40 },
	{ RLINT_STR_INIT("github_pat_"), 40 },
	{ RLINT_STR_INIT("glpat-"), 26 },
	{ RLINT_STR_INIT("hf_"), 37 },
	{ RLINT_STR_INIT("sk-"), 40 },
	{ RLINT_STR_INIT("xoxb-"), 30 },
	{ RLINT_STR_INIT("xoxp-"), 30 },
	{ RLINT_STR_INIT("AIza"), 39 },
	{ RLINT_STR_INIT("-----BEGIN "), 30 },
};

/* Values that switch something, or stand for a secret to come. */
static const rlint_str empty_words[] = {
	RLINT_STR_INIT("true"),
	RLINT_STR_INIT("false"),
	RLINT_STR_INIT("yes"),
	RLINT_STR_INIT("no"),
	RLINT_STR_INIT("none"),
	RLINT_STR_INIT("null"),
	RLINT_STR_INIT("undefined"),
	RLINT_STR_INIT("dummy"),
	RLINT_STR_INIT("placeholder"),
	RLINT_STR_INIT("notset"),
	RLINT_STR_INIT("unset"),
	RLINT_STR_INIT("todo"),
};
static const rlint_str placeholder_starts[] = {
	RLINT_STR_INIT("your"),
	RLINT_STR_INIT("my-"),
	RLINT_STR_INIT("my_"),
	RLINT_STR_INIT("<"),
	RLINT_STR_INIT("xxx"),
	RLINT_STR_INIT("***"),
	RLINT_STR_INIT("..."),
	RLINT_STR_INIT("replace"),
	RLINT_STR_INIT("insert"),
	RLINT_STR_INIT("example"),
};
static const rlint_str path_starts[] = {
	RLINT_STR_INIT("/"),
	RLINT_STR_INIT("./"),
	RLINT_STR_INIT("../"),
	RLINT_STR_INIT("~"),
};
static const rlint_str path_ends[] = {
	RLINT_STR_INIT(".key"),
	RLINT_STR_INIT(".pem"),
	RLINT_STR_INIT(".crt"),
	RLINT_STR_INIT(".json"),
	RLINT_STR_INIT(".txt"),
	RLINT_STR_INIT(".yaml"),
	RLINT_STR_INIT(".yml"),
	RLINT_STR_INIT("/"),
};

/* Words that hadolint, trivy and droast find anywhere in a name. */
static const rlint_str hadolint_words[] = {
	RLINT_STR_INIT("api_key"),
	RLINT_STR_INIT("client_key"),
	RLINT_STR_INIT("password"),
	RLINT_STR_INIT("private"),
	RLINT_STR_INIT("secret"),
	RLINT_STR_INIT("token"),
	RLINT_STR_INIT("username"),
};
/* Words between underscores that BuildKit's check takes for secrets, and that it excuses. */
static const rlint_str buildkit_words[] = {
	RLINT_STR_INIT("apikey"),
	RLINT_STR_INIT("auth"),
	RLINT_STR_INIT("credential"),
	RLINT_STR_INIT("credentials"),
	RLINT_STR_INIT("key"),
	RLINT_STR_INIT("password"),
	RLINT_STR_INIT("pword"),
	RLINT_STR_INIT("passwd"),
	RLINT_STR_INIT("secret"),
	RLINT_STR_INIT("token"),
};
static const rlint_str buildkit_excuses[] = {
	RLINT_STR_INIT("public"),
	RLINT_STR_INIT("file"),
	RLINT_STR_INIT("version"),
};

/* Passwords that servers on one's own machine are given by custom: known, but nothing is lost. */
static const rlint_str local_words[] = {
	RLINT_STR_INIT("admin123"),
	RLINT_STR_INIT("airflow"),
	RLINT_STR_INIT("langfuse"),
	RLINT_STR_INIT("minioadmin"),
	RLINT_STR_INIT("minio123"),
	RLINT_STR_INIT("miniosecret"),
	RLINT_STR_INIT("P@ssw0rd"),
	RLINT_STR_INIT("password"),
	RLINT_STR_INIT("postgres"),
};

static bool is_like_at(rlint_str text, size_t at, rlint_str word)
{
	return at + word.len <= text.len &&
	       rlint_str_is_like((rlint_str){ text.ptr + at, word.len }, word);
}

static bool starts_like_any(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = is_like_at(text, 0, words[i]);
	}
	return is_found;
}

static bool ends_like_any(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = text.len >= words[i].len &&
			   is_like_at(text, text.len - words[i].len, words[i]);
	}
	return is_found;
}

static bool is_like_any(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t i = 0; i < count && !is_found; i++) {
		is_found = rlint_str_is_like(text, words[i]);
	}
	return is_found;
}

static bool has_any(rlint_str text, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t at = 0; at < text.len && !is_found; at++) {
		is_found =
			starts_like_any((rlint_str){ text.ptr + at, text.len - at }, words, count);
	}
	return is_found;
}

/* Is one of the words between underscores among `words`? */
static bool has_word(rlint_str name, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t start = 0, end = 0; start <= name.len && !is_found; start = end + 1) {
		end = start;
		while (end < name.len && name.ptr[end] != '_') {
			end++;
		}
		is_found = is_like_any((rlint_str){ name.ptr + start, end - start }, words, count);
	}
	return is_found;
}

static bool is_token(rlint_str value)
{
	bool is_found = false;

	for (size_t i = 0; i < COUNT(token_forms) && !is_found; i++) {
		is_found = value.len >= token_forms[i].length &&
			   rlint_str_starts(value, token_forms[i].prefix);
	}
	return is_found;
}

static bool is_path_or_url(rlint_str value)
{
	static const rlint_str scheme[] = { RLINT_STR_INIT("://") };

	return starts_like_any(value, path_starts, COUNT(path_starts)) ||
	       ends_like_any(value, path_ends, COUNT(path_ends)) ||
	       has_any(value, scheme, COUNT(scheme));
}

/* A count, a size, a switch: nothing that is kept secret, unless it is a password. */
static bool is_short_number(rlint_str value)
{
	bool is_digits = value.len < 6;

	for (size_t i = 0; i < value.len; i++) {
		is_digits = is_digits && value.ptr[i] >= '0' && value.ptr[i] <= '9';
	}
	return is_digits;
}

static bool is_placeholder(rlint_str value)
{
	return value.len == 0 || is_like_any(value, empty_words, COUNT(empty_words)) ||
	       starts_like_any(value, placeholder_starts, COUNT(placeholder_starts)) ||
	       is_short_number(value);
}

/* Written here, not taken over from another variable. */
static bool is_literal(const rlint_value *value)
{
	for (uint32_t i = 0; i < value->part_count; i++) {
		if (value->parts[i].is_reference) {
			return false;
		}
	}
	return rlint_value_has_text(value);
}

static bool is_secret_for_buildkit(rlint_str name)
{
	return has_word(name, buildkit_words, COUNT(buildkit_words)) &&
	       !has_word(name, buildkit_excuses, COUNT(buildkit_excuses));
}

/* BuildKit looks at the arguments of stages only. */
static void name_foreign(rlint_finding *finding, const rlint_fact *fact)
{
	rlint_str name = rlint_as_env(fact)->name.text;
	const rlint_step *step = rlint_as_step(rlint_fact_container(fact));

	if (has_any(name, hadolint_words, COUNT(hadolint_words))) {
		rlint_as(finding, "DL3064");
	}
	if (step && rlint_fact_within(fact, RLINT_STAGE) && is_secret_for_buildkit(name)) {
		rlint_as_saying(finding, "SecretsUsedInArgOrEnv",
			"Do not use ARG or ENV instructions for sensitive data (%S \"%S\")",
			step->instruction, name);
	}
}

static void report_value(rlint_check *check, const rlint_fact *fact, const rlint_env *env)
{
	rlint_finding *finding = rlint_report(check, fact, env->value.span,
		"%S holds a secret that stays in the image for all to read: pass it at run time, "
		"or "
		"to the build with --mount=type=secret",
		env->name.text);

	name_foreign(finding, fact);
}

/* An argument or variable made to take a secret, without one, or with what hardly is one. */
static void report_name(rlint_check *check, const rlint_fact *fact, const rlint_env *env)
{
	rlint_finding *finding = rlint_report(check, fact, env->name.span,
		"a secret given as %S stays in the image or its history: use --mount=type=secret",
		env->name.text);

	rlint_grade(finding, RLINT_PEDANTIC);
	name_foreign(finding, fact);
}

/* A password that is the user's or the database's name again. */
static bool is_said_twice(const rlint_fact *service, const rlint_fact *fact, rlint_str value)
{
	bool is_found = false;

	for (size_t i = 0; i < rlint_fact_count(service, RLINT_ENV) && !is_found; i++) {
		const rlint_fact *other = rlint_fact_at(service, RLINT_ENV, i);

		is_found =
			other != fact && rlint_str_is_like(rlint_as_env(other)->value.text, value);
	}
	return is_found;
}

/* Nobody outside of the host reaches it: no port is published, or to the host alone. */
static bool is_reached_from_outside(const rlint_fact *service)
{
	bool is_found = rlint_as_service(service)->network_mode.state != RLINT_UNSET;

	for (size_t i = 0; i < rlint_fact_count(service, RLINT_PORT) && !is_found; i++) {
		const rlint_port *port = rlint_as_port(rlint_fact_at(service, RLINT_PORT, i));

		is_found = rlint_value_is(&port->address, RLINT_STR("127.0.0.1")) != RLINT_YES;
	}
	return is_found;
}

/* What a server of the stack itself is told to ask for, for use on one machine. */
static bool is_local_password(const rlint_fact *fact, const rlint_env *env)
{
	static const rlint_str ends[] = { RLINT_STR_INIT("password"), RLINT_STR_INIT("passwd"),
		RLINT_STR_INIT("_pass"), RLINT_STR_INIT("_pwd") };
	const rlint_fact *service = rlint_fact_within(fact, RLINT_SERVICE);
	const rlint_image *image = rlint_as_image(rlint_fact_at(service, RLINT_IMAGE, 0));

	return is_said_twice(service, fact, env->value.text) ||
	       (image && image->role == RLINT_PULLED && !is_reached_from_outside(service) &&
		       ends_like_any(env->name.text, ends, COUNT(ends)));
}

/* What a container is started with stands in the file for all who read it, a variable's default
 * too; names without a value are as they should be. */
static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_str value = rlint_value_has_text(&env->value) ? env->value.text : (rlint_str){ 0 };
	bool is_default = env->value.state == RLINT_DEFAULT;
	bool is_secret = ends_like_any(env->name.text, secret_ends, COUNT(secret_ends)) &&
			 !is_path_or_url(value) && !is_placeholder(value);
	rlint_finding *finding;

	if (!is_token(value) && !is_secret) {
		return;
	}
	finding = rlint_report(check, fact, env->value.span,
		is_default ? "%S falls back to a secret that all who read this file know: let it "
			     "fail without one, with ${NAME:?}"
			   : "%S holds a secret that all who read this file know: take it from the "
			     "environment or from secrets",
		env->name.text);
	if (!is_token(value) &&
		(value.len < 8 || is_like_any(value, local_words, COUNT(local_words)) ||
			is_local_password(fact, env))) {
		rlint_grade(finding, RLINT_INFO);
	}
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_str value = is_literal(&env->value) ? env->value.text : (rlint_str){ 0 };
	bool is_named;

	if (env->when == RLINT_AT_RUN) {
		check_service(check, fact);
		return;
	}
	if (is_token(value)) {
		report_value(check, fact, env);
		return;
	}
	is_named = ends_like_any(env->name.text, secret_ends, COUNT(secret_ends));
	if (is_named && !is_path_or_url(value) && !is_placeholder(value)) {
		report_value(check, fact, env);
	} else if ((is_named && !is_path_or_url(value)) ||
		   (rlint_fact_within(fact, RLINT_STAGE) &&
			   is_secret_for_buildkit(env->name.text))) {
		report_name(check, fact, env);
	}
}

extern const rlint_rule rlint_rule_security_secret_in_env;
const rlint_rule rlint_rule_security_secret_in_env = {
	.id = "security/secret-in-env",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "ENV" }, { RLINT_ENV, "ARG" },
		{ RLINT_ENV, "environment" }, { 0 } },
	.check = check_env,
};
