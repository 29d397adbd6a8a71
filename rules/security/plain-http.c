/* security/plain-http: what is fetched without encryption, and held against nothing. */
#include <reprolint/reprolint.h>

static bool is_plain(const rlint_value *url)
{
	return rlint_value_starts(url, RLINT_STR("http://")) == RLINT_YES ||
	       rlint_value_starts(url, RLINT_STR("ftp://")) == RLINT_YES;
}

static void name_foreign(rlint_finding *finding, const rlint_fact *command)
{
	rlint_str program = rlint_as_command(command)->program;

	if (rlint_str_is(program, RLINT_STR("curl"))) {
		rlint_as(finding, "curlUseHttpsUrl");
	} else if (rlint_str_is(program, RLINT_STR("wget"))) {
		rlint_as(finding, "wgetUseHttpsUrl");
	}
}

/* Ubuntu's own servers speak no https. */
static bool has_no_https(const rlint_value *url)
{
	return rlint_value_has(url, RLINT_STR(".ubuntu.com/ubuntu")) != RLINT_NO;
}

static void add_fix(rlint_finding *finding, const rlint_value *url)
{
	uint32_t end = url->span.start + sizeof "http" - 1;

	if (url->is_verbatim && rlint_str_starts(url->text, RLINT_STR("http://")) &&
		!has_no_https(url)) {
		rlint_fix(finding, false, "Fetch it by https");
		rlint_edit(finding, (rlint_span){ end, end }, "s");
	}
}

static void report(rlint_check *check, const rlint_effect *effect, const rlint_value *url)
{
	const rlint_download *download = rlint_as_download(effect->subject);
	rlint_finding *finding = rlint_report(check, effect->subject, url->span,
		"%S is fetched without encryption, so anyone on the way may change it: use "
		"https%s",
		rlint_text_of(rlint_fact_document(effect->subject), url->span),
		download->is_vcs ? "" : ", or check its sum (sha256sum -c)");

	if (download->use == RLINT_READ) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
	if (effect->command) {
		name_foreign(finding, effect->command);
	}
	add_fix(finding, url);
}

/* Of this host, or only asked for: nobody is on the way, or nothing comes of it. */
static bool is_meant(const rlint_download *download)
{
	return download->is_verified == RLINT_NO && download->use != RLINT_UNUSED;
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_download *download =
			effect->action == RLINT_FETCHES ? rlint_as_download(effect->subject) : NULL;

		if (download && is_meant(download) && is_plain(&download->url)) {
			report(check, effect, &download->url);
		}
	}
}

extern const rlint_rule rlint_rule_security_plain_http;
const rlint_rule rlint_rule_security_plain_http = {
	.id = "security/plain-http",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { RLINT_STEP, "ADD" }, { 0 } },
	.check = check_step,
	.follows_builds = true,
};
