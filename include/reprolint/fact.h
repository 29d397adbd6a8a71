/* Facts: what one document says. Any fact or container is an rlint_fact; the rlint_as_* functions
 * of input.h, install.h, command.h, dockerfile.h and the like give the typed view. Facts live
 * as long as their document's results phase: rules may read them until they return, hosts never
 * keep them. */
#ifndef REPROLINT_FACT_H
#define REPROLINT_FACT_H

#include <reprolint/value.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum rlint_kind {
	RLINT_NOTHING, /* ends lists of subscriptions */
	/* containers */
	RLINT_DOCUMENT,
	RLINT_STAGE, /* rlint_stage; selector: none */
	RLINT_STEP, /* rlint_step; selector: instruction name, "RUN", or a service's key,
			"command", and "service" */
	RLINT_ENVIRONMENT, /* rlint_environment; selector: ecosystem, "pip" */
	RLINT_EXPERIMENT, /* rlint_experiment; selector: framework id */
	RLINT_SERVICE, /* rlint_service */
	RLINT_SCRIPT, /* rlint_script */
	/* facts */
	RLINT_IMAGE, /* rlint_image */
	RLINT_PACKAGE, /* rlint_package; selector: ecosystem, "pip" */
	RLINT_INCLUDE, /* rlint_include */
	RLINT_COMMAND, /* rlint_command; selector: program ("pip"), or program and action ("pip
			  install") */
	RLINT_DOWNLOAD, /* rlint_download */
	RLINT_ENV, /* rlint_env; selector: instruction, "ENV", "ARG"; "environment", "remoteEnv",
		      "args" of a service; "variables" of a conda file, "dotenv"; "experiment": of
		      one's config; "command": given to one; and its name behind a dollar,
		      "$PYTHONHASHSEED" */
	RLINT_SETTING, /* rlint_setting; selector: concept, "seed" */
	RLINT_USER, /* rlint_user */
	RLINT_COPY, /* rlint_copy; selector: "COPY", "ADD" */
	RLINT_MOUNT, /* rlint_mount */
	RLINT_PROBLEM, /* rlint_problem; selector: the syntax/ rule that reports it, "dockerfile",
			  "inline-comment" */
	RLINT_PORT, /* rlint_port */
	RLINT_DEVICE, /* rlint_device */
	RLINT_VOLUME, /* rlint_volume: in the document */
	RLINT_DEPENDENCY, /* rlint_dependency */
	RLINT_INSTALL_OPTION, /* rlint_install_option, in an environment; selector: its name,
				 "--pre" */
	RLINT_CHANNEL, /* rlint_channel, in a conda environment */
	RLINT_PATTERN, /* rlint_pattern: a line of a .dockerignore */
	RLINT_FLAG, /* rlint_flag, in its RLINT_ENV; selector: the variable, "XLA_FLAGS", and its
		       own name, "--xla_gpu_autotune_level" */
	RLINT_COMPANION, /* rlint_companion, in a document or service; selector: its key, "env_file"
			  */
	RLINT_KINDS /* how many there are; grows */
} rlint_kind;

typedef struct rlint_fact rlint_fact;

RLINT_API rlint_kind rlint_fact_kind(const rlint_fact *fact);
/* "stage", "package" ...; static storage. */
RLINT_API const char *rlint_kind_name(rlint_kind kind);
/* The words of the fact. */
RLINT_API rlint_span rlint_fact_span(const rlint_fact *fact);
RLINT_API const rlint_document *rlint_fact_document(const rlint_fact *fact);
/* What the fact lies in; NULL for the document. */
RLINT_API const rlint_fact *rlint_fact_container(const rlint_fact *fact);
/* The nearest container of that kind that the fact lies in, or NULL. */
RLINT_API const rlint_fact *rlint_fact_within(const rlint_fact *fact, rlint_kind kind);
/* The one of the same kind before it in its container, or NULL. */
RLINT_API const rlint_fact *rlint_fact_previous(const rlint_fact *fact);
/* Was the container read whole? If not, say of nothing in it that it is missing. */
RLINT_API bool rlint_fact_complete(const rlint_fact *container);
/* The facts of a kind that lie directly in a container, in order of their place. `at` past the end:
 * NULL. */
RLINT_API size_t rlint_fact_count(const rlint_fact *container, rlint_kind kind);
RLINT_API const rlint_fact *rlint_fact_at(
	const rlint_fact *container, rlint_kind kind, size_t index);

/* ---- field tables: the same fields for tree --facts, declarative rules, bindings ---- */

/* The fields of a kind by index: name (static), NULL past the end. */
RLINT_API const char *rlint_field_name(rlint_kind kind, size_t index);
/* A field as a value: enums and flags become their lower-case words, missing ones are RLINT_UNSET.
 * False where the kind has no such field, or for want of memory. */
RLINT_API bool rlint_fact_field(const rlint_fact *fact, const char *name, rlint_value *out);

/* ---- links: what other files say (only rules that set asks_links may ask) ---- */

typedef enum rlint_relation {
	RLINT_INCLUDES, /* an rlint_include or rlint_companion to the document fact of the file it
			   names */
	RLINT_HELD_BY, /* a package to the constraint, the compiled line or the package of a lock
			  that fixes it */
	RLINT_INHERITS, /* a setting by default to the document fact of a file that its experiment
			   continues, and that sets it; no: the whole chain was read, and none does
			 */
	RLINT_LEADS_BACK, /* an rlint_include to the document fact of the file of its chain that
			     includes the first one again */
	RLINT_RECORDED_BY, /* a package to the one of that name in the lock that lies there, whether
			      its installer reads that or not; unknown where it names several
			      versions */
	RLINT_LOCKED_BY, /* an environment to the document fact of the lock that its project obeys:
			    poetry.lock beside pyproject.toml */
	RLINT_BUILT_BY, /* a service to the stage of the Dockerfile that it is built from, with its
			  arguments: an ARG holds what the service gives it; to the document where
			  its target names none; no: its context has no such file */
	RLINT_IGNORED_BY, /* what stands in a Dockerfile to the document fact of the .dockerignore
			     that holds for its build context; no: there is none that could */
	RLINT_COMPILED_TO, /* the environment of NAME.in to that of NAME.txt, which pip-compile or
			      uv made from it; no: there is no such file */
	RLINT_IGNORES_FOR, /* what stands in a .dockerignore to the document fact of the Dockerfile
			      beside it: NAME of NAME.dockerignore, else Dockerfile or
			      Containerfile; no: there is no such file */
	RLINT_FOLLOWS, /* what stands in a config to the document fact of the one before it by name
			 in its folder, of the same extension; no: it is the first; unknown too
			 where the folder holds more than a few hundred entries */
	RLINT_COMPOSED_AS, /* a service of a compose file, or a fact in one, to the same as Compose
			      sees it: variables have the values of the .env file, as defaults; a
			      service has what the override file, the services that it extends and
			      the env files say, and lists their facts, whichever file they lie in.
			      The spans of its own values lie in any of the files */
	RLINT_ADDS_TO, /* a service to the one, as Compose sees it, that it extends, or that it
			  overrides; no: there is none */
	RLINT_FILLED_BY, /* an image or variable of a compose file to the RLINT_ENV of .env that
			    gives a value to the last variable in it that it gives one; no: .env
			   gives none */
	RLINT_STARTED_BY /* what stands in a config to the CMD or ENTRYPOINT step whose words name
			    its file, of the nearest Dockerfile beside or above it; unknown
			    where a compose file there may start it otherwise */
} rlint_relation;

#ifdef __cplusplus
}
#endif
#endif
