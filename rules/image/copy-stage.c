/* image/copy-stage: COPY --from a stage that is not there yet. */
#include <reprolint/reprolint.h>

static bool is_number(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9') {
			return false;
		}
	}
	return text.len > 0 && text.len < 6;
}

static uint32_t number_of(rlint_str text)
{
	uint32_t number = 0;

	for (size_t i = 0; i < text.len; i++) {
		number = number * 10 + (uint32_t)(text.ptr[i] - '0');
	}
	return number;
}

/* Of a stage in the file, is it this one or one behind it? */
static bool is_not_before(const rlint_fact *own, rlint_str name)
{
	const rlint_stage *stage = rlint_as_stage(own);
	const rlint_fact *document = rlint_fact_container(own);
	const rlint_fact *other;

	for (size_t i = 0; i < stage->index && (other = rlint_fact_at(document, RLINT_STAGE, i));
		i++) {
		if (rlint_str_is_like(rlint_as_stage(other)->name.text, name)) {
			return false;
		}
	}
	for (size_t i = stage->index; (other = rlint_fact_at(document, RLINT_STAGE, i)); i++) {
		if (rlint_str_is_like(rlint_as_stage(other)->name.text, name)) {
			return true;
		}
	}
	return false;
}

static void check_copy(rlint_check *check, const rlint_fact *fact)
{
	const rlint_value *from = &rlint_as_copy(fact)->from;
	const rlint_fact *stage = rlint_fact_within(fact, RLINT_STAGE);
	rlint_finding *finding;

	if (!stage || from->state != RLINT_KNOWN || from->text.len == 0) {
		return;
	}
	if (is_not_before(stage, from->text)) {
		finding = rlint_report(check, fact, from->span,
			"stage %S is not finished here: only a stage before this one can be copied "
			"from",
			from->text);
		rlint_as(finding, rlint_str_is_like(from->text, rlint_as_stage(stage)->name.text)
					  ? "DL3023"
					  : "DL3022");
	} else if (is_number(from->text) && number_of(from->text) >= rlint_as_stage(stage)->index) {
		finding = rlint_report(check, fact, from->span,
			"there is no stage %S before this one: stages count from 0", from->text);
		rlint_as(finding, "DL3022");
	}
}

extern const rlint_rule rlint_rule_image_copy_stage;
const rlint_rule rlint_rule_image_copy_stage = {
	.id = "image/copy-stage",
	.on = (const rlint_subscription[]){ { RLINT_COPY, "COPY" }, { 0 } },
	.check = check_copy,
};
