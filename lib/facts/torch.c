/* Look-ups in the table of torch's releases. */
#include "lib/facts/torch.h"

#include "lib/base/str.h"

/* A release that is written with two numbers is the first of them. */
static bool is_version(rlint_str listed, rlint_str version)
{
	return rlint_str_is(listed, version) ||
	       (rlint_str_starts(listed, version) &&
		       rlint_str_is(str_slice(listed, version.len, listed.len), RLINT_STR(".0")));
}

static const struct torch_release *find(rlint_str version)
{
	for (size_t i = 0; i < torch_release_count; i++) {
		if (is_version(pool_str(torch_pool, torch_releases[i].version), version)) {
			return &torch_releases[i];
		}
	}
	return NULL;
}

rlint_str rlint_torch_builds(rlint_str version)
{
	const struct torch_release *release = find(version);

	return release ? pool_str(torch_pool, release->builds) : (rlint_str){ 0 };
}

rlint_answer rlint_torch_has_build(rlint_str version, rlint_str build)
{
	rlint_str builds = rlint_torch_builds(version);

	for (size_t start = 0; start < builds.len;) {
		size_t end = str_find(builds, ' ', start);

		if (rlint_str_is(str_slice(builds, start, end), build)) {
			return RLINT_YES;
		}
		start = end + 1;
	}
	return builds.len > 0 ? RLINT_NO : RLINT_UNKNOWN;
}

rlint_str rlint_torch_companion(rlint_str version, rlint_str package)
{
	const struct torch_release *release = find(version);
	rlint_str found = { 0 };

	if (release && rlint_str_is(package, RLINT_STR("torchvision"))) {
		found = pool_str(torch_pool, release->torchvision);
	} else if (release && rlint_str_is(package, RLINT_STR("torchaudio"))) {
		found = pool_str(torch_pool, release->torchaudio);
	}
	return rlint_str_is(found, RLINT_STR("-")) ? (rlint_str){ 0 } : found;
}
