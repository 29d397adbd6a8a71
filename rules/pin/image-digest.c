/* pin/image-digest: a base image held by its tag alone. */
#include <reprolint/reprolint.h>

static void check_image(rlint_check *check, const rlint_fact *fact)
{
	const rlint_image *image = rlint_as_image(fact);

	if (image->role != RLINT_PULLED || image->tag.state == RLINT_UNSET ||
		image->digest.state != RLINT_UNSET || image->pin == RLINT_PIN_UNKNOWN) {
		return;
	}
	rlint_report(check, fact, image->reference.span,
		"%S can be published again under its tag: add the digest (@sha256:...)",
		image->reference.text);
}

extern const rlint_rule rlint_rule_pin_image_digest;
const rlint_rule rlint_rule_pin_image_digest = {
	.id = "pin/image-digest",
	.on = (const rlint_subscription[]){ { RLINT_IMAGE, NULL }, { 0 } },
	.check = check_image,
	.follows_builds = true,
};
