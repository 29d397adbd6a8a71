/* Experiment configs: which framework reads them, and what they set. */
#ifndef REPROLINT_EXPERIMENT_H
#define REPROLINT_EXPERIMENT_H

#include <reprolint/fact.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One framework instance in a config: container of settings. */
typedef struct rlint_experiment {
	rlint_str framework; /* id of the framework table: "torchtune" */
	rlint_str framework_name; /* for messages */
	rlint_value version; /* where the file states it */
	rlint_value evidence; /* the key or value that gave it away */
	rlint_answer is_root; /* a whole run, not a fragment that another file includes */
	rlint_answer trains; /* it starts something random: training, sampling */
	bool has_base; /* continues other files (defaults:, _BASE_), which its includes name: what
			  is missing here may stand there, RLINT_INHERITS tells */
	rlint_span first_key;
} rlint_experiment;

typedef enum rlint_origin {
	RLINT_EXPLICIT,
	RLINT_BY_DEFAULT /* the key is missing */
} rlint_origin;

/* What the framework makes of it. */
typedef enum rlint_outcome {
	RLINT_OUTCOME_UNKNOWN,
	RLINT_FIXED, /* seed: the same each run; a switch: deterministic */
	RLINT_RANDOM, /* seed: drawn anew each run; a switch: nondeterministic */
	RLINT_NOT_APPLIED /* read, but never used */
} rlint_outcome;

/* What the framework's loader makes of a value. */
typedef enum rlint_type {
	RLINT_TYPE_UNKNOWN, /* missing, an interpolation, of a kind that is not told */
	RLINT_TYPE_NULL,
	RLINT_TYPE_SWITCH, /* true, false */
	RLINT_TYPE_INTEGER,
	RLINT_TYPE_DECIMAL, /* 42.0, 1.0e+3 */
	RLINT_TYPE_TEXT,
	RLINT_TYPE_COLLECTION
} rlint_type;

typedef struct rlint_setting {
	rlint_str concept; /* "seed", "determinism", "benchmark", ... */
	rlint_value key; /* dotted path as the framework names it; span: the key's words; unset span
			    when missing, and unset where the framework has no key for it */
	rlint_value value;
	rlint_origin origin;
	rlint_outcome outcome;
	rlint_str standing; /* what the framework does then, for messages: "picks a random one",
			       "uses 42"; empty where nothing is known */
	rlint_str source; /* where that is known from */
	rlint_type type;
	bool is_ambiguous; /* a plain word that YAML 1.1 and 1.2 take for different values */
	bool is_large; /* an integer past 2^32 - 1, the most that NumPy takes for a seed */
	bool is_fallback; /* text of ${NAME:-text}, for want of the variable; span: the text's */
	rlint_value held_by; /* of a model, data set or file: the revision or checksum that stands
				beside it, in the same mapping; unset where there is none */
} rlint_setting;

/* A variable that a framework wants once it is asked for deterministic algorithms. Texts have
 * static storage. Source: rules/tables/frameworks.json. */
typedef struct rlint_need {
	rlint_str variable;
	rlint_str key; /* the end of the key that asks for them; empty: any */
	rlint_str who; /* what wants it, for messages: "PyTorch" */
	rlint_str values; /* those that it takes, blanks between */
	rlint_str standing; /* what it does without, for messages: "ends at its start" */
	bool is_only_if_set; /* it can do without the variable, but not with another value */
} rlint_need;

/* The needs of an experiment's framework by index; false past the last. */
RLINT_API bool rlint_experiment_need(const rlint_fact *experiment, size_t index, rlint_need *out);

RLINT_API const rlint_experiment *rlint_as_experiment(const rlint_fact *fact);
RLINT_API const rlint_setting *rlint_as_setting(const rlint_fact *fact);

#ifdef __cplusplus
}
#endif
#endif
