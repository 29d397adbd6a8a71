/* security/credentials-mount: the user's own credentials mounted into a container. */
#include <reprolint/reprolint.h>

/* Below the home directory. */
static const rlint_str places[] = {
	RLINT_STR_INIT(".aws"),
	RLINT_STR_INIT(".azure"),
	RLINT_STR_INIT(".boto"),
	RLINT_STR_INIT(".config/gcloud"),
	RLINT_STR_INIT(".config/gh"),
	RLINT_STR_INIT(".docker/config.json"),
	RLINT_STR_INIT(".git-credentials"),
	RLINT_STR_INIT(".gnupg"),
	RLINT_STR_INIT(".google/credentials"),
	RLINT_STR_INIT(".huggingface"),
	RLINT_STR_INIT(".kaggle"),
	RLINT_STR_INIT(".kube"),
	RLINT_STR_INIT(".netrc"),
	RLINT_STR_INIT(".pypirc"),
	RLINT_STR_INIT(".s3cfg"),
	RLINT_STR_INIT(".ssh"),
};

static const rlint_str homes[] = {
	RLINT_STR_INIT("~/"),
	RLINT_STR_INIT("$HOME/"),
	RLINT_STR_INIT("${HOME}/"),
	RLINT_STR_INIT("${localEnv:HOME}/"),
	RLINT_STR_INIT("${localEnv:HOME}${localEnv:USERPROFILE}/"),
	RLINT_STR_INIT("${env:HOME}/"),
	RLINT_STR_INIT("/root/"),
};

static rlint_str behind(rlint_str path, size_t start)
{
	return rlint_str_slice(path, start, path.len);
}

/* What follows the home directory in a path, or the empty text. */
static rlint_str below_home(rlint_str path)
{
	static const rlint_str users[] = { RLINT_STR_INIT("/home/"), RLINT_STR_INIT("/Users/") };

	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++) {
		if (rlint_str_starts(path, homes[i])) {
			return behind(path, homes[i].len);
		}
	}
	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		size_t at = users[i].len;

		if (!rlint_str_starts(path, users[i])) {
			continue;
		}
		while (at < path.len && path.ptr[at] != '/') {
			at++;
		}
		return at < path.len ? behind(path, at + 1) : (rlint_str){ 0 };
	}
	return (rlint_str){ 0 };
}

static bool holds_credentials(rlint_str rest)
{
	bool is_found = false;

	for (size_t i = 0; i < sizeof places / sizeof *places && !is_found; i++) {
		is_found = rlint_str_starts(rest, places[i]) &&
			   (rest.len == places[i].len || rest.ptr[places[i].len] == '/');
	}
	return is_found;
}

static void check_mount(rlint_check *check, const rlint_fact *fact)
{
	const rlint_mount *mount = rlint_as_mount(fact);
	rlint_str path = rlint_text_of(rlint_fact_document(fact), mount->source.span);
	rlint_finding *finding;

	if (!rlint_fact_within(fact, RLINT_SERVICE) || !holds_credentials(below_home(path))) {
		return;
	}
	finding = rlint_report(check, fact, mount->source.span,
		mount->is_writable
			? "%S gives the container the user's own credentials, to read and to "
			  "change: give it the one that it needs, as a secret"
			: "%S gives the container all of the user's credentials there: give it the "
			  "one that it needs, as a secret",
		path);
	if (!mount->is_writable) {
		rlint_grade(finding, RLINT_INFO);
	}
}

extern const rlint_rule rlint_rule_security_credentials_mount;
const rlint_rule rlint_rule_security_credentials_mount = {
	.id = "security/credentials-mount",
	.on = (const rlint_subscription[]){ { RLINT_MOUNT, NULL }, { 0 } },
	.check = check_mount,
};
