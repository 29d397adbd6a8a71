/* pin/no-default: FROM that names no image, unless an argument is given. */
#include <reprolint/reprolint.h>

static bool has_reference(const rlint_value *base)
{
	for (uint32_t i = 0; i < base->part_count; i++) {
		if (base->parts[i].is_reference) {
			return true;
		}
	}
	return false;
}

/* Text that a program is to replace before a builder sees it: {{ base }}, <image>, @BASE@. */
static bool is_template(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		if (byte == '{' || byte == '<' || byte == '%' || byte == '#' ||
			(byte == '@' && i == 0)) {
			return true;
		}
	}
	return false;
}

static rlint_finding *report(rlint_check *check, const rlint_fact *image, const rlint_value *base)
{
	rlint_finding *finding;

	/* What is referred to and known was given by a build. */
	if (has_reference(base) && base->state != RLINT_KNOWN) {
		finding = rlint_report(check, image, base->span,
			"unless a caller gives the argument this names no image: give it a default "
			"that builds");
		rlint_grade(finding, RLINT_PEDANTIC);
	} else if (rlint_as_image(image)->role == RLINT_FROM_STAGE) {
		finding = rlint_report(check, image, base->span,
			"only the stage of that name makes this valid, as no image's name has "
			"capitals: write both in lower case");
		rlint_grade(finding, RLINT_PEDANTIC);
	} else {
		finding = rlint_report(check, image, base->span,
			"'%S' can be no image's name, and the build fails: names are of a-z, 0-9, "
			"and "
			". _ - between them, as in registry/name:tag",
			base->text);
	}
	return finding;
}

static void check_image(rlint_check *check, const rlint_fact *image)
{
	const rlint_fact *stage = rlint_fact_container(image);
	const rlint_value *base = &rlint_as_image(image)->reference;

	if (!rlint_as_image(image)->is_malformed || !rlint_as_stage(stage) ||
		is_template(base->text)) {
		return;
	}
	rlint_as_saying(report(check, image, base), "InvalidDefaultArgInFrom",
		"Default value for ARG %S results in empty or invalid base image name",
		rlint_text_of(rlint_fact_document(image), base->span));
}

extern const rlint_rule rlint_rule_pin_no_default;
const rlint_rule rlint_rule_pin_no_default = {
	.id = "pin/no-default",
	.on = (const rlint_subscription[]){ { RLINT_IMAGE, NULL }, { 0 } },
	.check = check_image,
	.follows_builds = true,
};
