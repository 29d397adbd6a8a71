/* data/tfds-version: a data set of TensorFlow Datasets named without its version. */
#include <reprolint/reprolint.h>

/* NAME or NAME/CONFIG, as the catalogue writes them. */
static bool is_name(rlint_str text)
{
	static const rlint_str nothing[] = { RLINT_STR_INIT("none"), RLINT_STR_INIT("null") };
	bool is_so = text.len > 0 && text.ptr[0] >= 'a' && text.ptr[0] <= 'z' &&
		     !rlint_str_is_one_of(text, RLINT_LIST(nothing));

	for (size_t i = 0; i < text.len; i++) {
		char byte = text.ptr[i];

		is_so = is_so && (rlint_byte_is_letter(byte) || rlint_byte_is_digit(byte) ||
					 byte == '_' || byte == '-' || byte == '.' || byte == '/');
	}
	return is_so;
}

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	if (setting->value.state == RLINT_KNOWN && is_name(setting->value.text)) {
		rlint_report(check, fact, setting->value.span,
			"%S is read at the newest version that the installed TensorFlow Datasets "
			"knows: name it, as in %S:1.0.0",
			setting->value.text, setting->value.text);
	}
}

extern const rlint_rule rlint_rule_data_tfds_version;
const rlint_rule rlint_rule_data_tfds_version = {
	.id = "data/tfds-version",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "tfds" }, { 0 } },
	.check = check_setting,
};
