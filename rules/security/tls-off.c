/* security/tls-off: checks of certificates or signatures turned off. */
#include <reprolint/reprolint.h>

/* An option that turns a check off, and who says so too. */
static const struct switch_off {
	rlint_str program;
	const char *option, *alias;
} switches[] = {
	{ RLINT_STR_INIT("curl"), "--insecure", "CKV2_DOCKER_2" },
	{ RLINT_STR_INIT("wget"), "--no-check-certificate", "CKV2_DOCKER_3" },
	{ RLINT_STR_INIT("pip"), "--trusted-host", "CKV2_DOCKER_4" },
	{ RLINT_STR_INIT("uv"), "--allow-insecure-host", NULL },
	{ RLINT_STR_INIT("conda"), "--insecure", NULL },
	{ RLINT_STR_INIT("mamba"), "--insecure", NULL },
	{ RLINT_STR_INIT("apt-get"), "--allow-unauthenticated", "CKV2_DOCKER_8" },
	{ RLINT_STR_INIT("apt-get"), "--force-yes", "CKV2_DOCKER_11" },
	{ RLINT_STR_INIT("apt"), "--allow-unauthenticated", "CKV2_DOCKER_8" },
	{ RLINT_STR_INIT("apk"), "--allow-untrusted", "CKV2_DOCKER_7" },
	{ RLINT_STR_INIT("yum"), "--nogpgcheck", "CKV2_DOCKER_9" },
	{ RLINT_STR_INIT("dnf"), "--nogpgcheck", "CKV2_DOCKER_9" },
	{ RLINT_STR_INIT("tdnf"), "--nogpgcheck", "CKV2_DOCKER_9" },
	{ RLINT_STR_INIT("microdnf"), "--nogpgcheck", "CKV2_DOCKER_9" },
	{ RLINT_STR_INIT("zypper"), "--no-gpg-checks", NULL },
	{ RLINT_STR_INIT("rpm"), "--nosignature", "CKV2_DOCKER_10" },
	{ RLINT_STR_INIT("rpm"), "--nodigest", "CKV2_DOCKER_10" },
	{ RLINT_STR_INIT("rpm"), "--nofiledigest", "CKV2_DOCKER_10" },
	{ RLINT_STR_INIT("rpm"), "--noverify", "CKV2_DOCKER_10" },
};

/* A variable, and the values that turn a check off; NULL: any. */
static const struct variable_off {
	rlint_str name;
	const char *value, *alias;
} variables[] = {
	{ RLINT_STR_INIT("PYTHONHTTPSVERIFY"), "0", "CKV2_DOCKER_5" },
	{ RLINT_STR_INIT("NODE_TLS_REJECT_UNAUTHORIZED"), "0", "CKV2_DOCKER_6" },
	{ RLINT_STR_INIT("NPM_CONFIG_STRICT_SSL"), "false", "CKV2_DOCKER_12" },
	{ RLINT_STR_INIT("npm_config_strict_ssl"), "false", "CKV2_DOCKER_12" },
	{ RLINT_STR_INIT("GIT_SSL_NO_VERIFY"), NULL, "CKV2_DOCKER_14" },
	{ RLINT_STR_INIT("PIP_TRUSTED_HOST"), NULL, "CKV2_DOCKER_16" },
};

/* Settings that are written by a word and the one behind it. */
static const struct setting_off {
	rlint_str program, word, value;
	const char *alias;
} settings[] = {
	{ RLINT_STR_INIT("git"), RLINT_STR_INIT("http.sslVerify"), RLINT_STR_INIT("false"), NULL },
	{ RLINT_STR_INIT("git"), RLINT_STR_INIT("http.sslverify"), RLINT_STR_INIT("false"), NULL },
	{ RLINT_STR_INIT("npm"), RLINT_STR_INIT("strict-ssl"), RLINT_STR_INIT("false"),
		"CKV2_DOCKER_13" },
	{ RLINT_STR_INIT("yarn"), RLINT_STR_INIT("strict-ssl"), RLINT_STR_INIT("false"),
		"CKV2_DOCKER_13" },
	{ RLINT_STR_INIT("conda"), RLINT_STR_INIT("ssl_verify"), RLINT_STR_INIT("false"), NULL },
};

/* Settings of dnf and its kin, as --setopt takes them: [REPOSITORY.]NAME=VALUE. */
static const struct assignment_off {
	rlint_str end;
	const char *alias;
} assignments[] = {
	{ RLINT_STR_INIT("sslverify=0"), "CKV2_DOCKER_15" },
	{ RLINT_STR_INIT("sslverify=no"), "CKV2_DOCKER_15" },
	{ RLINT_STR_INIT("sslverify=off"), "CKV2_DOCKER_15" },
	{ RLINT_STR_INIT("sslverify=false"), "CKV2_DOCKER_15" },
	{ RLINT_STR_INIT("sslverify=False"), "CKV2_DOCKER_15" },
	{ RLINT_STR_INIT("gpgcheck=0"), NULL },
};

static void name_foreign(rlint_finding *finding, const char *alias)
{
	if (alias) {
		rlint_as(finding, alias);
	}
}

/* Every download of the command is held against a checksum, or asks this host. */
static bool is_harmless(const rlint_fact *command)
{
	const rlint_effect *effect;
	bool is_found = false;

	for (size_t i = 0; (effect = rlint_command_effect(command, i)); i++) {
		const rlint_download *download = rlint_as_download(effect->subject);

		if (download && download->is_verified == RLINT_NO &&
			download->use != RLINT_UNUSED) {
			return false;
		}
		is_found = is_found || download;
	}
	return is_found;
}

static void check_switch(rlint_check *check, const rlint_fact *fact, const struct switch_off *found)
{
	const rlint_option *option = rlint_command_find(fact, found->option);

	if (option && !is_harmless(fact)) {
		rlint_finding *finding = rlint_report(check, fact, option->span,
			"%S lets anyone on the way change what is fetched: leave it out, and "
			"install the certificate or key that is missing",
			rlint_text_of(rlint_fact_document(fact), option->span));

		name_foreign(finding, found->alias);
	}
}

static void check_setting(
	rlint_check *check, const rlint_fact *fact, const struct setting_off *found)
{
	const rlint_value *word, *next;

	for (size_t i = 1; (word = rlint_command_word(fact, i)); i++) {
		next = rlint_command_word(fact, i + 1);
		if (next && rlint_str_is(word->text, found->word) &&
			rlint_str_is_like(next->text, found->value)) {
			rlint_span span = { word->span.start, next->span.end };
			rlint_finding *finding = rlint_report(check, fact, span,
				"%S is turned off for all that follows, so anyone on the way may "
				"change what is fetched: install the missing certificate instead",
				found->word);

			name_foreign(finding, found->alias);
			return;
		}
	}
}

static bool is_of_dnf(rlint_str program)
{
	static const rlint_str names[] = { RLINT_STR_INIT("dnf"), RLINT_STR_INIT("tdnf"),
		RLINT_STR_INIT("microdnf"), RLINT_STR_INIT("yum"),
		RLINT_STR_INIT("yum-config-manager") };

	return rlint_str_is_one_of(program, RLINT_LIST(names));
}

static void check_assignment(rlint_check *check, const rlint_fact *fact, const rlint_value *word)
{
	for (size_t i = 0; i < RLINT_COUNT(assignments); i++) {
		if (rlint_str_ends(word->text, assignments[i].end)) {
			rlint_finding *finding = rlint_report(check, fact, word->span,
				"%S lets anyone on the way change what is fetched: install the "
				"certificate or key that is missing instead",
				word->text);

			name_foreign(finding, assignments[i].alias);
			return;
		}
	}
}

static void check_command(rlint_check *check, const rlint_fact *fact)
{
	const rlint_command *command = rlint_as_command(fact);
	const rlint_value *word;

	for (size_t i = 0; i < RLINT_COUNT(switches); i++) {
		if (rlint_str_is(command->program, switches[i].program)) {
			check_switch(check, fact, &switches[i]);
		}
	}
	for (size_t i = 0; i < RLINT_COUNT(settings); i++) {
		if (rlint_str_is(command->program, settings[i].program)) {
			check_setting(check, fact, &settings[i]);
		}
	}
	for (size_t i = 1; is_of_dnf(command->program) && (word = rlint_command_word(fact, i));
		i++) {
		check_assignment(check, fact, word);
	}
}

static bool is_value(const rlint_value *value, const char *wanted)
{
	rlint_str text = { wanted, 0 };

	while (wanted && wanted[text.len]) {
		text.len++;
	}
	return wanted ? rlint_value_is(value, text) == RLINT_YES : value->text.len > 0;
}

static void check_variable(rlint_check *check, const rlint_fact *fact)
{
	const rlint_env *env = rlint_as_env(fact);

	for (size_t i = 0; i < RLINT_COUNT(variables); i++) {
		if (rlint_str_is(env->name.text, variables[i].name) &&
			is_value(&env->value, variables[i].value)) {
			rlint_finding *finding = rlint_report(check, fact, env->name.span,
				"%S turns checks of certificates off for all that runs here: "
				"install the missing certificate instead",
				env->name.text);

			name_foreign(finding, variables[i].alias);
			return;
		}
	}
}

/* Where nobody but this machine listens, or a cable of one's own. */
static bool is_own_host(rlint_str url)
{
	static const rlint_str hosts[] = { RLINT_STR_INIT("http://localhost"),
		RLINT_STR_INIT("http://127."), RLINT_STR_INIT("http://[::1]"),
		RLINT_STR_INIT("http://10."), RLINT_STR_INIT("http://192.168.") };

	return rlint_str_starts_one_of(url, RLINT_LIST(hosts));
}

/* Options of a requirements file. */
static void check_install_option(rlint_check *check, const rlint_fact *fact)
{
	const rlint_install_option *option = rlint_as_install_option(fact);

	if (rlint_str_is(option->name, RLINT_STR("--trusted-host"))) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"%S is believed without a certificate, so anyone on the way can put other "
			"packages in: take the option out, and install the certificate that is "
			"missing",
			option->value.text);
	} else if (rlint_value_starts(&option->value, RLINT_STR("http://")) == RLINT_YES &&
		   !is_own_host(option->value.text)) {
		rlint_report(check, fact, option->value.span,
			"packages come over http here, so anyone on the way can put others in: "
			"write https");
	}
}

static void check_fact(rlint_check *check, const rlint_fact *fact)
{
	if (rlint_as_env(fact)) {
		check_variable(check, fact);
	} else if (rlint_as_install_option(fact)) {
		check_install_option(check, fact);
	} else {
		check_command(check, fact);
	}
}

extern const rlint_rule rlint_rule_security_tls_off;
const rlint_rule rlint_rule_security_tls_off = {
	.id = "security/tls-off",
	.on = (const rlint_subscription[]){ { RLINT_COMMAND, "curl" }, { RLINT_COMMAND, "wget" },
		{ RLINT_COMMAND, "pip" }, { RLINT_COMMAND, "uv" }, { RLINT_COMMAND, "conda" },
		{ RLINT_COMMAND, "mamba" }, { RLINT_COMMAND, "apt-get" }, { RLINT_COMMAND, "apt" },
		{ RLINT_COMMAND, "apk" }, { RLINT_COMMAND, "yum" }, { RLINT_COMMAND, "dnf" },
		{ RLINT_COMMAND, "tdnf" }, { RLINT_COMMAND, "microdnf" },
		{ RLINT_COMMAND, "yum-config-manager" }, { RLINT_COMMAND, "zypper" },
		{ RLINT_COMMAND, "rpm" }, { RLINT_COMMAND, "git" }, { RLINT_COMMAND, "npm" },
		{ RLINT_COMMAND, "yarn" }, { RLINT_ENV, NULL }, { RLINT_INSTALL_OPTION, NULL },
		{ 0 } },
	.check = check_fact,
};
