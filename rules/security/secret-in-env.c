/* security/secret-in-env: a secret's value in ENV or in the default of an ARG. Judged by the value
 * and the last word of the name together; the value is never repeated in a message. */
#include "secrets.h"

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
/* Names that hadolint knows although they hold none of those words: the variables that the tools of
 * cloud providers read credentials from. */
static const rlint_str hadolint_names[] = {
	RLINT_STR_INIT("ALICLOUD_ACCESS_KEY"),
	RLINT_STR_INIT("ARM_ACCESS_KEY"),
	RLINT_STR_INIT("AWS_ACCESS_KEY"),
	RLINT_STR_INIT("AWS_ACCESS_KEY_ID"),
	RLINT_STR_INIT("GOOGLE_APPLICATION_CREDENTIALS"),
	RLINT_STR_INIT("GOOGLE_CREDENTIALS"),
	RLINT_STR_INIT("KAGGLE_KEY"),
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

/* Is one of the words between underscores among `words`? */
static bool has_word(rlint_str name, const rlint_str *words, size_t count)
{
	bool is_found = false;

	for (size_t start = 0, end = 0; start <= name.len && !is_found; start = end + 1) {
		end = start;
		while (end < name.len && name.ptr[end] != '_') {
			end++;
		}
		is_found = secret_is_like(rlint_str_slice(name, start, end), words, count);
	}
	return is_found;
}

static bool is_secret_for_buildkit(rlint_str name)
{
	return has_word(name, RLINT_LIST(buildkit_words)) &&
	       !has_word(name, RLINT_LIST(buildkit_excuses));
}

/* BuildKit looks at the arguments of stages only. */
static void name_foreign(rlint_finding *finding, const rlint_fact *fact)
{
	rlint_str name = rlint_as_env(fact)->name.text;
	const rlint_step *step = rlint_as_step(rlint_fact_container(fact));

	if (secret_has_any(name, RLINT_LIST(hadolint_words)) ||
		secret_is_like(name, RLINT_LIST(hadolint_names))) {
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
		const rlint_env *env = rlint_as_env(other);

		is_found = other != fact && !secret_is_named(env->name.text) &&
			   rlint_str_is_like(env->value.text, value);
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
		       secret_ends_like(env->name.text, RLINT_LIST(ends)));
}

/* A password by custom, or too short to keep anybody out. */
static bool is_custom(rlint_str value)
{
	return !rlint_is_issued_secret(value) &&
	       (value.len < 8 || secret_is_like(value, RLINT_LIST(local_words)));
}

/* What a container is started with stands in the file for all who read it, a variable's default
 * too; names without a value are as they should be. */
static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_str value = rlint_value_has_text(&env->value) ? env->value.text : (rlint_str){ 0 };
	bool is_default = env->value.state == RLINT_DEFAULT;
	bool is_secret = secret_is_named(env->name.text) && !secret_is_path_or_url(value) &&
			 !secret_is_placeholder(value);
	rlint_finding *finding;

	if (!rlint_is_issued_secret(value) && !is_secret) {
		return;
	}
	finding = rlint_report(check, fact, env->value.span,
		is_default ? "%S falls back to a secret that all who read this file know: let it "
			     "fail without one, with ${NAME:?}"
			   : "%S holds a secret that all who read this file know: take it from the "
			     "environment or from secrets",
		env->name.text);
	if (is_custom(value) || (!rlint_is_issued_secret(value) && is_local_password(fact, env))) {
		rlint_grade(finding, RLINT_INFO);
	}
}

/* Made for all to see: what bundlers write into pages. */
static bool is_public(rlint_str name)
{
	static const rlint_str starts[] = { RLINT_STR_INIT("VITE_"), RLINT_STR_INIT("REACT_APP_") };
	static const rlint_str words[] = { RLINT_STR_INIT("public"), RLINT_STR_INIT("publishable"),
		RLINT_STR_INIT("anon") };

	return secret_starts_like(name, RLINT_LIST(starts)) || has_word(name, RLINT_LIST(words));
}

/* What a service's build is given stays in the history of the image, wherever it comes from. */
static void check_argument(rlint_check *check, const rlint_fact *fact, const rlint_env *env)
{
	rlint_str value = rlint_value_has_text(&env->value) ? env->value.text : (rlint_str){ 0 };
	bool is_named = secret_is_named(env->name.text) && !is_public(env->name.text);
	rlint_finding *finding;

	if (rlint_is_issued_secret(value) ||
		(is_named && !secret_is_path_or_url(value) && !secret_is_placeholder(value))) {
		finding = rlint_report(check, fact, env->value.span,
			"%S holds a secret that stays in the image's history, and that all who "
			"read this file know: give it to the build as a secret",
			env->name.text);
		if (is_custom(value)) {
			rlint_grade(finding, RLINT_INFO);
		}
	} else if (is_named && value.len == 0 && env->value.state != RLINT_KNOWN) {
		rlint_grade(rlint_report(check, fact, env->name.span,
				    "a secret given to a build as %S stays in the image's history: "
				    "give it to the build as a secret",
				    env->name.text),
			RLINT_INFO);
	}
}

static void check_env(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);
	rlint_str value = secret_is_literal(&env->value) ? env->value.text : (rlint_str){ 0 };
	bool is_named;

	if (env->when == RLINT_AT_RUN) {
		check_service(check, fact);
		return;
	}
	if (rlint_fact_within(fact, RLINT_SERVICE)) {
		check_argument(check, fact, env);
		return;
	}
	if (rlint_is_issued_secret(value)) {
		report_value(check, fact, env);
		return;
	}
	is_named = secret_is_named(env->name.text);
	if (is_named && !secret_is_path_or_url(value) && !secret_is_placeholder(value)) {
		report_value(check, fact, env);
	} else if ((is_named && !secret_is_path_or_url(value)) ||
		   (rlint_fact_within(fact, RLINT_STAGE) &&
			   is_secret_for_buildkit(env->name.text))) {
		report_name(check, fact, env);
	}
}

extern const rlint_rule rlint_rule_security_secret_in_env;
const rlint_rule rlint_rule_security_secret_in_env = {
	.id = "security/secret-in-env",
	.on = (const rlint_subscription[]){ { RLINT_ENV, "ENV" }, { RLINT_ENV, "ARG" },
		{ RLINT_ENV, "environment" }, { RLINT_ENV, "remoteEnv" }, { RLINT_ENV, "args" },
		{ 0 } },
	.check = check_env,
};
