/* security/untrusted-registry: images from registries that the project does not trust. */
#include <reprolint/reprolint.h>

enum { OPTION_TRUSTED };

static const rlint_str hub_names[] = { RLINT_STR_INIT("docker.io"),
	RLINT_STR_INIT("hub.docker.com"), RLINT_STR_INIT("index.docker.io") };

static bool is_hub(rlint_str name)
{
	return rlint_str_is_one_of(name, RLINT_LIST(hub_names));
}

static rlint_str cut(rlint_str text, size_t start, size_t end)
{
	return rlint_str_slice(text, start, end);
}

/* The registry's name, or a pattern with a star at one end. */
static bool matches(rlint_str pattern, rlint_str registry)
{
	if (rlint_str_ends(pattern, RLINT_STR("*"))) {
		return rlint_str_starts(registry, cut(pattern, 0, pattern.len - 1));
	}
	if (rlint_str_starts(pattern, RLINT_STR("*"))) {
		return rlint_str_ends(registry, cut(pattern, 1, pattern.len));
	}
	return rlint_str_is(pattern, registry) || (is_hub(pattern) && is_hub(registry));
}

/* "REGISTRY/PATH" trusts what lies below the path only. */
static bool trusts(rlint_str entry, rlint_str registry, rlint_str name)
{
	size_t slash = 0;
	rlint_str path;

	while (slash < entry.len && entry.ptr[slash] != '/') {
		slash++;
	}
	if (!matches(cut(entry, 0, slash), registry)) {
		return false;
	}
	path = slash < entry.len ? cut(entry, slash + 1, entry.len) : (rlint_str){ 0 };
	if (path.len > 0 && path.ptr[path.len - 1] == '/') {
		path.len--;
	}
	return path.len == 0 || (rlint_str_starts(name, path) &&
					(name.len == path.len || name.ptr[path.len] == '/'));
}

static bool is_trusted(const rlint_check *check, rlint_str registry, rlint_str name)
{
	rlint_str entry;

	for (size_t i = 0; (entry = rlint_option_at(check, OPTION_TRUSTED, i)).ptr; i++) {
		if (trusts(entry, registry, name)) {
			return true;
		}
	}
	return false;
}

static void check_image(rlint_check *check, const rlint_fact *fact)
{
	const rlint_image *image = rlint_as_image(fact);
	bool has_registry = image->registry.state != RLINT_UNSET;
	rlint_str registry = has_registry ? image->registry.text : hub_names[0];
	rlint_finding *finding;

	if (!rlint_option_is_set(check, OPTION_TRUSTED) || image->role != RLINT_PULLED ||
		!rlint_value_has_text(&image->name) ||
		(has_registry && !rlint_value_has_text(&image->registry)) ||
		is_trusted(check, registry, image->name.text)) {
		return;
	}
	finding = rlint_report(check, fact,
		has_registry ? image->registry.span : image->reference.span,
		"%S comes from %S, which is none of the trusted registries: take it from one of "
		"them",
		image->name.text, registry);
	rlint_as(finding, "DL3026");
}

extern const rlint_rule rlint_rule_security_untrusted_registry;
const rlint_rule rlint_rule_security_untrusted_registry = {
	.id = "security/untrusted-registry",
	.on = (const rlint_subscription[]){ { RLINT_IMAGE, NULL }, { 0 } },
	.options = (const char *const[]){ "trusted-registries", NULL },
	.check = check_image,
	.follows_builds = true,
};
