/* Making the facts of a Dockerfile: what its files share. */
#ifndef LIB_FACTS_DOCKERFILE_FACTS_H
#define LIB_FACTS_DOCKERFILE_FACTS_H

#include "lib/facts/command.h"
#include "lib/facts/image.h"
#include "lib/facts/make.h"
#include "lib/facts/step.h"

/* What shell forms of a stage run in; set by SHELL. */
struct shell_state {
	rlint_shell shell;
	rlint_str name;
	bool has_errexit, has_pipefail;
	bool is_chosen;
};

/* A stage and what it has come to. */
struct stage_state {
	rlint_fact *fact;
	rlint_stage *stage; /* its payload */
	struct scope scope;
	rlint_value directory;
	struct shell_state shell;
	rlint_fact *user; /* the USER in force; NULL: none yet, in no parent either */
	rlint_answer base_is_root; /* what the base image runs as, through parents */
	rlint_str base_variables; /* all that the base image sets, see base-images.tsv; empty: not
				     known */
	rlint_start base_starts; /* what the base image's own command is */
	uint32_t parent; /* index, or NODE_NONE */
	bool is_copied; /* feeds a COPY --from or mount */
	bool is_used; /* that, or some stage is FROM it */
	bool is_base; /* some stage is FROM it */
	bool is_exposed;
	bool has_own_command; /* CMD in this very stage: ENTRYPOINT then keeps it */
	bool has_own_entrypoint; /* here or in a parent: the base image's is gone */
	struct stage_ledger *ledger; /* what effects of later steps may undo; see effects.h */
};

struct docker_facts {
	struct facts *facts;
	const struct dockerfile *file;
	struct vec stages; /* struct stage_state */
	struct map stage_names; /* lower case to the index of the last stage of that name that is
				   finished */
	struct map all_stage_names; /* of the whole file, likewise */
	struct scope global;
	struct stage_state *stage; /* the last; NULL before the first FROM */
	struct vec *references; /* rlint_reference: where look-ups are noted; NULL: nowhere */
	uint32_t comment; /* the next that may be a pragma */
	uint32_t read_end; /* of the last instruction */
	rlint_str stated_shell; /* by a pragma before the first FROM, or empty */
	struct stage_ledger *loose; /* of steps before the first FROM; NULL until there are any */
};

/* One instruction on its way to a step. */
struct docker_step {
	struct docker_facts *docker;
	const struct docker_instruction *instruction;
	rlint_fact *fact;
	struct step *step; /* its payload */
	struct word_scope scope; /* looks up step->scope */
};

/* Expands a word as the builder does: `flags` of enum word_flag. What it refuses is uncertain. */
rlint_value docker_expand(struct docker_facts *docker, const struct text *text, unsigned flags,
	const struct word_scope *scope);
/* Notes what was looked up for a word of the step. */
void docker_note_references(struct docker_facts *docker, const struct word_result *result);
/* The same word where the builder is given no arguments; `value` is what docker_expand gave. */
rlint_value docker_expand_default(struct docker_facts *docker, const struct text *text,
	const rlint_value *value, const struct scope *scope);
/* The container of facts that stand outside of steps: the stage, or the document. */
rlint_fact *docker_container(struct docker_facts *docker);
/* The finished stage that a --from names, by name or number, or NULL. It is marked as used. */
struct stage_state *docker_stage_named(struct docker_facts *docker, rlint_str name);

/* dockerfile_stage.c */
/* Finds the names of all stages, so that one that is named too early is not taken for an image. */
void docker_collect_names(struct docker_facts *docker);
/* Begins the one stage of a file without any FROM: a fragment, of which the rest is not known. */
void docker_begin_fragment(struct docker_facts *docker);
void docker_from(struct docker_facts *docker, const struct docker_instruction *instruction);
void docker_close_stages(struct docker_facts *docker);
/* An image that --from names: a stage or one that is pulled. Returns its stage or NULL. */
const rlint_fact *docker_image_from(struct docker_step *step, const rlint_value *reference);

/* dockerfile_step.c */
void docker_step_begin(struct docker_step *out, struct docker_facts *docker,
	const struct docker_instruction *instruction, rlint_fact *container);

/* dockerfile_env.c */
void docker_env(struct docker_step *step);
void docker_arg(struct docker_step *step);
void docker_user(struct docker_step *step);
void docker_workdir(struct docker_step *step);
void docker_shell(struct docker_step *step);

/* Shell forms run in the program at `path` from here on. */
void docker_name_shell(struct shell_state *shell, rlint_str path);

/* dockerfile_pragma.c: the comments before the instruction that speak of its shell. */
void docker_obey_pragmas(struct docker_facts *docker, const struct docker_instruction *instruction);

/* dockerfile_copy.c */
void docker_copy(struct docker_step *step);
void docker_mounts(struct docker_step *step);

/* dockerfile_run.c */
void docker_run(struct docker_step *step);
void docker_start(struct docker_step *step);

/* dockerfile_start.c: works out what the stage starts, once its last instruction was read. */
void docker_settle_start(struct stage_state *stage);
/* What the two start together; either may be NULL. */
rlint_start start_of_steps(const rlint_fact *entrypoint, const rlint_fact *command);
/* The stage starts a daemon that changes its user itself. */
bool docker_drops_root(const rlint_stage *stage);

#endif
