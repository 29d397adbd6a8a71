/* What is installed or started from: images, packages and the environments they are resolved in.
 * The rlint_as_* functions give NULL for a fact of another kind. */
#ifndef REPROLINT_INPUT_H
#define REPROLINT_INPUT_H

#include <reprolint/fact.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How firmly an input is held: nothing or a moving name / a range / an exact version or release tag
 * / a digest, hash or full commit. Local things stand outside the scale. */
typedef enum rlint_pin {
	RLINT_FLOATING,
	RLINT_BOUNDED,
	RLINT_EXACT,
	RLINT_IMMUTABLE,
	RLINT_LOCAL,
	RLINT_PIN_UNKNOWN /* a variable that is not known here decides */
} rlint_pin;

typedef enum rlint_role {
	RLINT_PULLED,
	RLINT_FROM_STAGE, /* an earlier stage of the file */
	RLINT_SCRATCH,
	RLINT_NAMED_CONTEXT, /* given by the builder (--build-context) */
	RLINT_BUILT_HERE, /* a name that the project gives to a local build */
	RLINT_FEATURE /* a feature of a devcontainer: an archive in a registry */
} rlint_role;

typedef enum rlint_tag_kind {
	RLINT_NO_TAG,
	RLINT_MOVING_TAG, /* latest, lts, nightly, 22.04-nightly */
	RLINT_WORD_TAG, /* a word that may be a fixed name */
	RLINT_VERSION_TAG,
	RLINT_UNKNOWN_TAG
} rlint_tag_kind;

/* Source: the grammar of distribution/reference. */
typedef struct rlint_image {
	rlint_value reference; /* the whole word */
	rlint_value registry, name, tag, digest; /* "library/x" is not written out */
	rlint_role role;
	rlint_tag_kind tag_kind;
	rlint_pin pin;
	const rlint_fact *stage; /* the stage named, for RLINT_FROM_STAGE */
	bool is_malformed; /* of FROM: in a build without arguments it is no reference, or empty */
	/* What is known of images that everybody uses; empty: not known. */
	rlint_str distribution, release; /* "debian" and "12", "ubuntu" and "22.04" */
	rlint_str sh; /* what /bin/sh is: "dash", "bash", "busybox" */
	rlint_str entrypoint; /* the program of its own ENTRYPOINT, "none" where it has none */
	rlint_str cuda; /* the version of its CUDA that the tag names: "12.1" */
	rlint_answer is_archived; /* have the release's packages left the mirrors that it asks? */
	rlint_answer runs_as_root; /* does it, where no USER is written? */
	rlint_answer drops_root; /* does what it starts by itself become another user then? */
} rlint_image;

typedef enum rlint_ecosystem {
	RLINT_PIP,
	RLINT_CONDA_PACKAGES,
	RLINT_APT,
	RLINT_APK,
	RLINT_DNF,
	RLINT_NPM,
	RLINT_GEM,
	RLINT_CARGO,
	RLINT_GO,
	RLINT_ZYPPER,
	RLINT_R, /* CRAN, Bioconductor, repositories of R packages */
	RLINT_JULIA
} rlint_ecosystem;

typedef enum rlint_package_source {
	RLINT_FROM_INDEX,
	RLINT_FROM_URL,
	RLINT_FROM_VCS,
	RLINT_FROM_PATH, /* a folder or archive beside it */
	RLINT_SOURCE_UNKNOWN
} rlint_package_source;

/* What a package is for, as far as its name and place tell. */
typedef enum rlint_purpose {
	RLINT_PAYLOAD,
	RLINT_FRAMEWORK, /* the framework itself: torch, tensorflow, jax, transformers ... */
	RLINT_INSTALLER, /* pip, setuptools, wheel ... */
	RLINT_BUILD_TOOL, /* compilers and headers */
	RLINT_HELPER /* ca-certificates, curl, git ... */
} rlint_purpose;

typedef struct rlint_package {
	rlint_ecosystem ecosystem;
	rlint_value name; /* as written, extras and version left off */
	rlint_str canonical; /* normalised: PEP 503 for pip, lower case for conda, as written for
				the others */
	rlint_value version; /* specifiers as written, operators included: ">=1.2,<2", "=1.10.*" */
	rlint_value marker; /* pip: what follows `;` */
	rlint_value location; /* URL, VCS reference or path */
	rlint_span reference; /* of version control: the words that name a commit, tag or branch;
				 empty: none */
	rlint_str channel; /* conda: the one it names for itself, else empty */
	rlint_package_source source;
	rlint_pin pin; /* as written */
	rlint_purpose purpose;
	uint32_t extra_count, hash_count;
	bool is_upgrade; /* asked to be brought to the newest (-U, upgrade) */
	bool is_constraint; /* stands in a constraints file, or after -c: installs nothing */
	bool is_editable;
	rlint_span line; /* the logical line or command that names it */
	bool is_optional; /* installed only where an extra or a group is asked for */
	const rlint_fact *earlier; /* the one of the same name before it in its environment, or
				      NULL */
	const rlint_fact *contradicts; /* one before it, or itself: no version satisfies both. Not
					  where markers may choose between them */
	rlint_answer applies; /* is it installed, by its marker (PEP 508), on Linux, with any Python
				 that the environment states? Unknown of a lock's with one */
} rlint_package;

typedef enum rlint_audience {
	RLINT_FOR_USE,
	RLINT_FOR_DEVELOPMENT, /* dev, test, docs, lint */
	RLINT_FOR_BUILDING /* what builds the project's own package: [build-system] */
} rlint_audience;

/* Packages that are resolved together: the container of packages. A RUN's packages lie in one too,
 * inside the step. */
typedef struct rlint_environment {
	rlint_ecosystem ecosystem;
	rlint_audience audience;
	rlint_answer is_library; /* a library's ranges are right */
	rlint_answer has_all_hashes; /* pip's hash mode */
	bool is_constraints;
	bool is_compiled; /* made by pip-compile, uv, conda-lock ... */
	rlint_value python; /* version, where stated; of a RUN, by the base image's tag */
	rlint_value name; /* of the conda environment, extra or group */
	rlint_str manager; /* the program that makes the project's lock: "poetry", "uv", "pdm",
			      "pipenv"; empty: none is told */
	rlint_str project; /* canonical name of the project that the file describes; may be empty */
	rlint_value prefix; /* conda: the folder that an export names */
	bool wants_hashes; /* the header's command line asks the compiler for them */
} rlint_environment;

RLINT_API const rlint_image *rlint_as_image(const rlint_fact *fact);
RLINT_API const rlint_package *rlint_as_package(const rlint_fact *fact);
RLINT_API const rlint_environment *rlint_as_environment(const rlint_fact *fact);

#ifdef __cplusplus
}
#endif
#endif
