/* pin/feature: a devcontainer feature whose version is missing or moves. */
#include <reprolint/reprolint.h>

static bool is_major(rlint_str tag)
{
	bool is_digits = tag.len > 0;

	for (size_t i = 0; i < tag.len; i++) {
		is_digits = is_digits && tag.ptr[i] >= '0' && tag.ptr[i] <= '9';
	}
	return is_digits;
}

static void check_image(rlint_check *check, const rlint_fact *fact)
{
	const rlint_image *image = rlint_as_image(fact);
	rlint_finding *finding;

	if (image->role != RLINT_FEATURE || image->digest.state != RLINT_UNSET) {
		return;
	}
	if (image->tag.state == RLINT_UNSET) {
		rlint_report(check, fact, image->reference.span,
			"feature %S has no version, so each build takes the newest: name one",
			image->name.text);
	} else if (rlint_value_is(&image->tag, RLINT_STR("latest")) == RLINT_YES) {
		rlint_report(check, fact, image->tag.span,
			"version latest of feature %S moves: name one", image->name.text);
	} else if (rlint_value_has_text(&image->tag) && is_major(image->tag.text)) {
		finding = rlint_report(check, fact, image->tag.span,
			"version %S of feature %S is a whole series: name one, or keep "
			"devcontainer-lock.json beside the file",
			image->tag.text, image->name.text);
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

extern const rlint_rule rlint_rule_pin_feature;
const rlint_rule rlint_rule_pin_feature = {
	.id = "pin/feature",
	.on = (const rlint_subscription[]){ { RLINT_IMAGE, NULL }, { 0 } },
	.check = check_image,
};
