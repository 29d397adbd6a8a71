/* image/platform: FROM --platform that is fixed, or that says what holds anyway. */
#include <reprolint/reprolint.h>

static bool holds(rlint_str text, rlint_str part)
{
	for (size_t i = 0; i + part.len <= text.len; i++) {
		if (rlint_str_is_like(rlint_str_slice(text, i, i + part.len), part)) {
			return true;
		}
	}
	return false;
}

/* A stage that bears the name of its system or machine means that platform, as BuildKit has
 * it. */
static bool is_named_after(rlint_str name, rlint_str platform)
{
	size_t slash = 0;
	rlint_str machine;
	size_t end;

	while (slash < platform.len && platform.ptr[slash] != '/') {
		slash++;
	}
	machine = rlint_str_slice(platform, slash, platform.len);
	if (machine.len > 0) {
		machine = rlint_str_slice(machine, 1, machine.len);
	}
	for (end = 0; end < machine.len && machine.ptr[end] != '/'; end++) {
	}
	machine.len = end;
	return holds(name, (rlint_str){ platform.ptr, slash }) ||
	       (machine.len > 0 && holds(name, machine));
}

static bool is_literal(const rlint_value *value)
{
	for (uint32_t i = 0; i < value->part_count; i++) {
		if (value->parts[i].is_reference) {
			return false;
		}
	}
	return value->state == RLINT_KNOWN;
}

/* Only the builder's own value, at most with another in case it is missing. */
static bool is_target(const rlint_value *platform)
{
	return platform->part_count == 1 && platform->parts[0].is_reference &&
	       rlint_str_is(platform->parts[0].text, RLINT_STR("TARGETPLATFORM"));
}

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_stage *stage = rlint_as_stage(fact);
	const rlint_value *platform = &stage->platform;
	rlint_str text = rlint_text_of(rlint_fact_document(fact), platform->span);
	rlint_finding *finding;

	if (platform->state == RLINT_UNSET || text.len == 0) {
		return;
	}
	if (is_target(platform)) {
		finding = rlint_report(check, fact, platform->span,
			"FROM takes the target's platform anyway: leave --platform out");
		rlint_as(finding, "DL3065");
		rlint_as_saying(finding, "RedundantTargetPlatform",
			"Setting platform to predefined %S in FROM is redundant as this is the "
			"default behavior",
			text);
	} else if (is_literal(platform)) {
		finding = rlint_report(check, fact, platform->span,
			"the stage is built for %S whatever the build is for: leave --platform to "
			"docker build, unless only this platform works",
			platform->text);
		rlint_as(finding, "DL3029");
		if (!is_named_after(stage->name.text, platform->text)) {
			rlint_as_saying(finding, "FromPlatformFlagConstDisallowed",
				"FROM --platform flag should not use constant value \"%S\"",
				platform->text);
		}
	}
}

extern const rlint_rule rlint_rule_image_platform;
const rlint_rule rlint_rule_image_platform = {
	.id = "image/platform",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
