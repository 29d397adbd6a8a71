/* What the rules about DVC's files share: files of one pipeline, and the names in its keys. */
#ifndef RULES_DATA_DVC_H
#define RULES_DATA_DVC_H

#include <reprolint/reprolint.h>

/* The experiment that a file beside an experiment's own is, "dvc.lock" or "dvc.yaml". Yes with it
 * in *out, read whole; no: there is none in that folder; unknown where that cannot be seen. Rules
 * that call it ask links. */
rlint_answer dvc_beside(
	rlint_check *check, const rlint_fact *experiment, rlint_str name, const rlint_fact **out);
/* NAME of "stages.NAME.rest". */
rlint_str dvc_stage_name(rlint_str key);
/* Does the key belong to the stage of that name, or to one that a loop makes of it: NAME@item? */
bool dvc_is_of_stage(rlint_str key, rlint_str name);
bool dvc_is_of(const rlint_setting *setting, rlint_str concept);
/* The setting of that index in an experiment; NULL past the end. */
const rlint_setting *dvc_setting(const rlint_fact *experiment, size_t index);

#endif
