/* What a secret looks like. Sources: the documentation of those who issue tokens (AWS, GitHub,
 * GitLab, Google, Hugging Face, OpenAI, Slack), and RFC 7468 for keys. */
#include "lib/base/str.h"

#include <reprolint/secret.h>

static const rlint_str certain_ends[] = { RLINT_STR_INIT("password"), RLINT_STR_INIT("passwd"),
	RLINT_STR_INIT("passphrase"), RLINT_STR_INIT("secret"), RLINT_STR_INIT("api_key"),
	RLINT_STR_INIT("apikey"), RLINT_STR_INIT("api-key"), RLINT_STR_INIT("access_key"),
	RLINT_STR_INIT("accesskey"), RLINT_STR_INIT("secret_key"), RLINT_STR_INIT("secretkey"),
	RLINT_STR_INIT("private_key"), RLINT_STR_INIT("privatekey"), RLINT_STR_INIT("client_key"),
	RLINT_STR_INIT("account_key"), RLINT_STR_INIT("encryption_key"),
	RLINT_STR_INIT("signing_key"), RLINT_STR_INIT("auth_token"), RLINT_STR_INIT("api_token"),
	RLINT_STR_INIT("access_token"), RLINT_STR_INIT("hf_token"), RLINT_STR_INIT("hub_token"),
	RLINT_STR_INIT("bearer_token"), RLINT_STR_INIT("refresh_token"),
	RLINT_STR_INIT("bot_token") };
static const rlint_str possible_ends[] = { RLINT_STR_INIT("token"), RLINT_STR_INIT("_pass"),
	RLINT_STR_INIT("_pwd") };

/* How they begin, and how long they are at least. */
static const struct {
	rlint_str prefix;
	size_t length;
} issued[] = {
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

static bool ends_like_one_of(rlint_str name, const rlint_str *ends, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		rlint_str end = ends[i];

		if (name.len >= end.len &&
			byte_lower(name.ptr[name.len - 1]) == end.ptr[end.len - 1] &&
			rlint_str_is_like(str_slice(name, name.len - end.len, name.len), end)) {
			return true;
		}
	}
	return false;
}

/* All of the words above end with one of these pairs; few names do. */
static bool may_end(rlint_str name)
{
	static const char pairs[] = "rdwdseeteyenss";
	bool is_found = false;

	for (size_t i = 0; name.len > 1 && i + 1 < sizeof pairs && !is_found; i += 2) {
		is_found = byte_lower(name.ptr[name.len - 1]) == pairs[i + 1] &&
			   byte_lower(name.ptr[name.len - 2]) == pairs[i];
	}
	return is_found;
}

rlint_answer rlint_names_secret(rlint_str name)
{
	if (!may_end(name)) {
		return RLINT_NO;
	}
	if (ends_like_one_of(name, RLINT_LIST(certain_ends))) {
		return RLINT_YES;
	}
	return ends_like_one_of(name, RLINT_LIST(possible_ends)) ? RLINT_UNKNOWN : RLINT_NO;
}

bool rlint_is_issued_secret(rlint_str value)
{
	bool is_found = false;

	for (size_t i = 0; i < RLINT_COUNT(issued) && !is_found; i++) {
		is_found =
			value.len >= issued[i].length && rlint_str_starts(value, issued[i].prefix);
	}
	return is_found;
}
