/* image/copy-to-root: the whole build context laid over the file system. */
#include <reprolint/reprolint.h>

static bool is_whole(const rlint_value *source)
{
	static const rlint_str words[] = { RLINT_STR_INIT("."), RLINT_STR_INIT("./"),
		RLINT_STR_INIT("./*"), RLINT_STR_INIT("*"), RLINT_STR_INIT("/") };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (rlint_value_is(source, words[i]) == RLINT_YES) {
			return true;
		}
	}
	return false;
}

static void check_copy(rlint_check *check, const rlint_fact *fact)
{
	const rlint_copy *copy = rlint_as_copy(fact);
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(fact, RLINT_STAGE));
	const rlint_image *image = stage ? rlint_as_image(stage->image) : NULL;
	const rlint_value *source;

	if (copy->from.state != RLINT_UNSET || copy->is_heredoc ||
		rlint_value_is(&copy->destination, RLINT_STR("/")) != RLINT_YES ||
		(image && image->role == RLINT_SCRATCH)) {
		return;
	}
	for (size_t i = 0; (source = rlint_copy_source(fact, i)); i++) {
		if (is_whole(source)) {
			rlint_as(rlint_report(check, fact, copy->destination.span,
					 "all files of the build context are laid over the image's "
					 "own, a folder `lib` or `etc` too: copy them to a folder "
					 "of the experiment"),
				"DF026");
			return;
		}
	}
}

extern const rlint_rule rlint_rule_image_copy_to_root;
const rlint_rule rlint_rule_image_copy_to_root = {
	.id = "image/copy-to-root",
	.on = (const rlint_subscription[]){ { RLINT_COPY, NULL }, { 0 } },
	.check = check_copy,
};
