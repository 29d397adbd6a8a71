/* Files of one pipeline of DVC, and the names in its keys. */
#include "dvc.h"

static rlint_str folder_of(const rlint_fact *fact)
{
	rlint_str path = rlint_document_path(rlint_fact_document(fact));

	return rlint_str_slice(path, 0, path.len - rlint_str_base(path).len);
}

static const rlint_fact *include_of(const rlint_fact *experiment, rlint_str name)
{
	const rlint_fact *include;

	for (size_t i = 0; (include = rlint_fact_at(experiment, RLINT_INCLUDE, i)); i++) {
		if (rlint_str_is(rlint_as_include(include)->path.text, name)) {
			return include;
		}
	}
	return NULL;
}

rlint_answer dvc_beside(
	rlint_check *check, const rlint_fact *experiment, rlint_str name, const rlint_fact **out)
{
	const rlint_fact *include = include_of(experiment, name);
	const rlint_fact *document;
	rlint_answer answer;

	if (!include) {
		return RLINT_UNKNOWN;
	}
	answer = rlint_linked(check, include, RLINT_INCLUDES, &document);
	if (answer != RLINT_YES) {
		return answer;
	}
	if (!rlint_str_is(folder_of(document), folder_of(experiment))) {
		return RLINT_NO;
	}
	*out = rlint_fact_at(document, RLINT_EXPERIMENT, 0);
	return *out && rlint_fact_complete(*out) ? RLINT_YES : RLINT_UNKNOWN;
}

rlint_str dvc_stage_name(rlint_str key)
{
	size_t start = sizeof "stages." - 1;
	size_t end = start;

	while (end < key.len && key.ptr[end] != '.') {
		end++;
	}
	return rlint_str_slice(key, start, end);
}

bool dvc_is_of_stage(rlint_str key, rlint_str name)
{
	rlint_str own = dvc_stage_name(key);

	return rlint_str_starts(own, name) && (own.len == name.len || own.ptr[name.len] == '@');
}

bool dvc_is_of(const rlint_setting *setting, rlint_str concept)
{
	return rlint_str_is(setting->concept, concept);
}

const rlint_setting *dvc_setting(const rlint_fact *experiment, size_t index)
{
	return index < rlint_fact_count(experiment, RLINT_SETTING)
		       ? rlint_as_setting(rlint_fact_at(experiment, RLINT_SETTING, index))
		       : NULL;
}
