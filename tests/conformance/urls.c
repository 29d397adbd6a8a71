/* The suite urls: what pip makes of a URL. */
#include "tests/conformance/conformance.h"

#include "lib/base/str.h"
#include "lib/syntax/python/link.h"
#include "lib/syntax/python/url.h"

struct suite {
	struct run *run;
	struct arena arena;
};

static const char *differs_in_vcs(const cJSON *link, const struct url *url)
{
	if (!row_is_text(link, "vcs", url->vcs)) {
		return "vcs";
	}
	if (!row_is_text(link, "clone_url", url->clone_url)) {
		return "clone_url";
	}
	if (!row_is_text(link, "rev", url->revision) ||
		!row_is_flag(link, "full_sha", url->is_full_commit)) {
		return "rev";
	}
	return row_is_flag(link, "has_auth", url->has_login) ? NULL : "has_auth";
}

static bool is_hash(const cJSON *link, const struct url *url)
{
	const cJSON *hash = cJSON_GetObjectItemCaseSensitive(link, "hash");

	if (!cJSON_IsArray(hash)) {
		return !url->hash.ptr;
	}
	return rlint_str_is(url->hash_name,
		       str_from(cJSON_GetStringValue(cJSON_GetArrayItem(hash, 0)))) &&
	       rlint_str_is(url->hash, str_from(cJSON_GetStringValue(cJSON_GetArrayItem(hash, 1))));
}

static const char *differs(const cJSON *link, rlint_str text, const struct url *url)
{
	const struct {
		const char *name;
		rlint_str text;
	} fields[] = {
		{ "url", text },
		{ "scheme", url->scheme },
		{ "egg", url->egg },
		{ "subdirectory", url->subdirectory },
		{ "filename", url->file_name },
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!row_is_text(link, fields[i].name, fields[i].text)) {
			return fields[i].name;
		}
	}
	if (!row_is_flag(link, "is_vcs", url->is_vcs)) {
		return "is_vcs";
	}
	if (!row_is_flag(link, "is_wheel", url->is_wheel)) {
		return "is_wheel";
	}
	return is_hash(link, url) ? differs_in_vcs(link, url) : "hash";
}

static void run_row(void *user, const cJSON *row)
{
	struct suite *suite = user;
	rlint_str text = str_from(row_text(row, "url"));
	enum link_scheme scheme = link_scheme(text);
	const char *difference = NULL;
	struct url url;

	url_read(&url, &suite->arena, text);
	if (!row_is_flag(row, "pip_is_url", scheme != LINK_NONE && scheme != LINK_OTHER)) {
		difference = "pip_is_url";
	} else if (!row_is_flag(row, "valid", !url.is_invalid)) {
		difference = "valid";
	} else if (!url.is_invalid) {
		difference = differs(cJSON_GetObjectItemCaseSensitive(row, "link"), text, &url);
	}
	run_case(suite->run, !difference, "url", "%s of %s", difference, row_text(row, "url"));
	arena_reset(&suite->arena);
}

void suite_urls(struct run *run, const char *path)
{
	struct suite suite = { .run = run };

	arena_init(&suite.arena, NULL, NULL);
	each_row(path, run_row, &suite);
	arena_free(&suite.arena);
}
