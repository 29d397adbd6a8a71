/* Compose files: what each service starts from and how it is run. Its image, environment and mounts
 * are facts that lie in it. */
#ifndef REPROLINT_COMPOSE_H
#define REPROLINT_COMPOSE_H

#include <reprolint/fact.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One service. Values are as written, `${X:-y}` a default; unset where the key is missing. */
typedef struct rlint_service {
	rlint_value name; /* its key */
	rlint_value build; /* the build context; RLINT_UNCERTAIN where `build` names none */
	rlint_value restart, runtime, ipc, shm_size, privileged;
	bool has_gpu; /* asks for GPUs: `gpus`, `runtime: nvidia` or a reserved device */
} rlint_service;

/* NULL for a fact of another kind. */
RLINT_API const rlint_service *rlint_as_service(const rlint_fact *fact);

#ifdef __cplusplus
}
#endif
#endif
