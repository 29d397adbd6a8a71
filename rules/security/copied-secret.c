/* security/copied-secret: a file of secrets copied into the image. */
#include <reprolint/reprolint.h>

/* Files that hold secrets wherever they are met. A folder among them is copied with its files. */
static const rlint_str names[] = { RLINT_STR_INIT(".env"), RLINT_STR_INIT(".env.local"),
	RLINT_STR_INIT(".env.production"), RLINT_STR_INIT(".env.prod"), RLINT_STR_INIT(".netrc"),
	RLINT_STR_INIT(".pypirc"), RLINT_STR_INIT(".git-credentials"), RLINT_STR_INIT("id_rsa"),
	RLINT_STR_INIT("id_dsa"), RLINT_STR_INIT("id_ecdsa"), RLINT_STR_INIT("id_ed25519"),
	RLINT_STR_INIT(".ssh"), RLINT_STR_INIT(".aws"), RLINT_STR_INIT("kaggle.json"),
	RLINT_STR_INIT(".kaggle"), RLINT_STR_INIT(".htpasswd"),
	RLINT_STR_INIT("service-account.json"), RLINT_STR_INIT("service_account.json"),
	RLINT_STR_INIT("credentials.json"), RLINT_STR_INIT("client_secret.json") };

static bool is_secret(rlint_str path)
{
	rlint_str base = rlint_str_last_name(path);

	return rlint_str_is_one_of(base, RLINT_LIST(names));
}

static void report(
	rlint_check *check, const rlint_fact *fact, const rlint_value *source, bool is_kept_out)
{
	const rlint_fact *stage = rlint_fact_within(fact, RLINT_STAGE);
	rlint_finding *finding = rlint_report(check, fact, source->span,
		"secrets are kept in files such as %S, and %s stays in a layer, where whoever gets "
		"the image can read it: give them when the container is run (--env-file), or to "
		"this build by RUN --mount=type=secret",
		source->text, is_kept_out ? "once the .dockerignore lets it in, it" : "this one");

	rlint_as(finding, "DS-0031");
	if (is_kept_out || (stage && rlint_as_stage(stage)->fate == RLINT_BUILDER)) {
		rlint_grade(finding, RLINT_INFO);
	}
}

/* The .dockerignore keeps it out of the build context, so nothing of it is copied yet. */
static bool is_kept_out(const rlint_fact *ignore, rlint_str path)
{
	const rlint_fact *by;

	return ignore && path.len > 0 && rlint_ignores(ignore, path, &by) == RLINT_YES;
}

static void check_copy(rlint_check *check, const rlint_fact *fact)
{
	const rlint_copy *copy = rlint_as_copy(fact);
	const rlint_fact *ignore = NULL;
	const rlint_value *source;

	if (copy->from.state != RLINT_UNSET || copy->is_heredoc) {
		return;
	}
	if (rlint_linked(check, fact, RLINT_IGNORED_BY, &ignore) != RLINT_YES) {
		ignore = NULL;
	}
	for (size_t i = 0; (source = rlint_copy_source(fact, i)); i++) {
		if (rlint_value_has_text(source) && is_secret(source->text)) {
			report(check, fact, source, is_kept_out(ignore, rlint_copy_path(fact, i)));
		}
	}
}

extern const rlint_rule rlint_rule_security_copied_secret;
const rlint_rule rlint_rule_security_copied_secret = {
	.id = "security/copied-secret",
	.on = (const rlint_subscription[]){ { RLINT_COPY, NULL }, { 0 } },
	.check = check_copy,
	.asks_links = true,
};
