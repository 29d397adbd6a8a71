/* Services: what containers start from and how they are run, by compose files and devcontainers.
 * Image, environment, mounts, ports, devices and commands are facts that lie in a service; the
 * rlint_as_* functions give NULL for a fact of another kind. */
#ifndef REPROLINT_COMPOSE_H
#define REPROLINT_COMPOSE_H

#include <reprolint/dockerfile.h>

#ifdef __cplusplus
extern "C" {
#endif

/* One service. Values are as written, `${X:-y}` a default; unset where the key is missing. The keys
 * of what it extends in the same file count as its own. It is complete where no other file adds to
 * it: none that it extends, no override. */
typedef struct rlint_service {
	rlint_value name; /* its key; of a devcontainer: its `name` */
	rlint_value build; /* the build context: "." where `build` names none */
	rlint_value restart, runtime, ipc, shm_size, privileged;
	bool has_gpu; /* asks for GPUs: `gpus`, `runtime: nvidia` or a reserved device */
	rlint_value dockerfile, target; /* of `build` */
	rlint_value build_shm_size; /* `shm_size` of `build`, which the container does not get */
	rlint_value container_name, network_mode, pull_policy, platform, user;
	rlint_value memory, cpus; /* limits */
	rlint_value replicas; /* `deploy.replicas` or `scale` */
	rlint_value restart_condition; /* of `deploy.restart_policy` */
	rlint_start starts; /* by its own command or entry point */
	bool is_devcontainer;
	bool is_optional; /* has profiles: a plain `up` leaves it out */
	bool has_health_check;
	bool has_shm_mount; /* something is mounted at /dev/shm */
	bool has_command; /* a command or entry point of its own */
	bool has_inline_dockerfile; /* `build` holds the Dockerfile itself */
	rlint_span inline_dockerfile; /* its lines, where they stand there as the builder gets
					 them, but for the indentation; else empty */
	bool has_unread_variables; /* names an `env_file` that is not read here: more may be set */
} rlint_service;

/* An entry of `ports`. */
typedef struct rlint_port {
	rlint_value address, published, target; /* published: port or range of the host */
	rlint_value protocol; /* unset: tcp */
} rlint_port;

/* Devices that a service reserves: an entry of `gpus` or of deploy's reservations. */
typedef struct rlint_device {
	rlint_value driver, count; /* count unset and no ids: all there are */
	rlint_value ids; /* the first of `device_ids` */
	uint32_t id_count;
	bool is_gpu;
} rlint_device;

/* A volume that the file declares. */
typedef struct rlint_volume {
	rlint_value name;
	bool is_external;
	bool is_used; /* a service of the file mounts it */
} rlint_volume;

/* A service that another waits for. */
typedef struct rlint_dependency {
	rlint_value service;
	rlint_value condition; /* unset: until it was started */
	const rlint_fact *target; /* that service, or NULL: none of the file */
} rlint_dependency;

/* A Dockerfile's fact as a service of the project has it built. */
typedef struct rlint_build {
	const rlint_fact *service; /* of a compose file, or of a devcontainer.json */
	const rlint_fact *fact; /* the same fact, where each ARG holds what the service gives it;
				   NULL: there is none then */
	const rlint_fact *argument; /* the rlint_env of the service that decides words of it; NULL:
				       none does */
} rlint_build;

/* A file that is read with a compose file: in the document, or in the service that names it. */
typedef struct rlint_companion {
	rlint_str key; /* the key that names it: "include", "extends", "env_file" */
	rlint_value path; /* relative to the folder of the compose file */
	rlint_value service; /* of "extends": the service of that file */
	bool is_optional; /* `required: false`: may be missing */
} rlint_companion;

RLINT_API const rlint_service *rlint_as_service(const rlint_fact *fact);
RLINT_API const rlint_port *rlint_as_port(const rlint_fact *fact);
RLINT_API const rlint_device *rlint_as_device(const rlint_fact *fact);
RLINT_API const rlint_volume *rlint_as_volume(const rlint_fact *fact);
RLINT_API const rlint_dependency *rlint_as_dependency(const rlint_fact *fact);
RLINT_API const rlint_companion *rlint_as_companion(const rlint_fact *fact);

#ifdef __cplusplus
}
#endif
#endif
