/* Words for the enums of facts, for dumps. */
#ifndef LIB_FACTS_FIELDS_H
#define LIB_FACTS_FIELDS_H

#include <reprolint/dockerfile.h>

const char *answer_name(rlint_answer answer);
const char *action_name(rlint_action action);
const char *end_name(rlint_end end);
/* "known", "default" ...; why, for an uncertain value: "base image". */
const char *state_name(rlint_state state);
const char *reason_name(rlint_reason reason);

#endif
