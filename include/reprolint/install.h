/* How packages are installed: the files that one takes in, options, channels. The rlint_as_*
 * functions give NULL for a fact of another kind. */
#ifndef REPROLINT_INSTALL_H
#define REPROLINT_INSTALL_H

#include <reprolint/fact.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Another file that this one takes in: `-r FILE`, `-c FILE`; in an experiment the files that it
 * continues (_BASE_, _base_, include, an item of Hydra's defaults). */
typedef struct rlint_include {
	rlint_value path; /* relative to the file's folder */
	bool is_constraint;
	bool is_optional; /* may be missing: Hydra's `optional` */
	bool is_searched; /* looked for along a search path, not only beside the file */
	rlint_value origin; /* in a RUN: the file of the build context that it is, where known */
} rlint_include;

/* An option that a file states for all that is installed with it. */
typedef struct rlint_install_option {
	rlint_str name; /* in full: "--extra-index-url" */
	rlint_value value; /* unset where it takes none */
} rlint_install_option;

/* Where a conda environment's packages come from, in the order of their weight. */
typedef struct rlint_channel {
	rlint_value name; /* "conda-forge", "nodefaults", a URL */
} rlint_channel;

RLINT_API const rlint_include *rlint_as_include(const rlint_fact *fact);
RLINT_API const rlint_install_option *rlint_as_install_option(const rlint_fact *fact);
RLINT_API const rlint_channel *rlint_as_channel(const rlint_fact *fact);

/* Of a release of torch ("2.4.1"): are there wheels for that CUDA ("cu121")? RLINT_UNKNOWN for
 * releases that the table does not have. */
RLINT_API rlint_answer rlint_torch_has_build(rlint_str version, rlint_str build);
/* The builds there are, "cu118 cu121"; the version of "torchvision" or "torchaudio" that belongs to
 * the release. Empty where that is not known; static storage. */
RLINT_API rlint_str rlint_torch_builds(rlint_str version);
RLINT_API rlint_str rlint_torch_companion(rlint_str version, rlint_str package);
/* Does what a Python package's entry asks for admit the version ("1.26.4")? Unknown where either
 * cannot be read, and for packages that come from no index. Source: PEP 440, and Poetry's own
 * constraints. */
RLINT_API rlint_answer rlint_package_admits(const rlint_fact *package, rlint_str version);

/* Who reads a variable of the environment. Texts have static storage; empty: not known, or open. */
typedef struct rlint_reader {
	rlint_str packages; /* names of pip and conda, blanks between */
	rlint_str images; /* names of images that bring it, likewise */
	rlint_str since; /* the first release that reads it */
	rlint_str before; /* the first one that does not read it any more, or for which that is not
			     documented */
	rlint_str instead; /* what that release takes instead: a variable, or a call */
} rlint_reader;

/* The reader of a variable by index; false past the last. Source: rules/tables/variables.tsv. */
RLINT_API bool rlint_variable_reader(rlint_str variable, size_t index, rlint_reader *out);
/* Is what a package's entry admits, or what an image's tag begins with, that release or a later one
 * (yes), or an earlier one (no)? Unknown where some are and some are not. */
RLINT_API rlint_answer rlint_is_since(const rlint_fact *fact, rlint_str release);

#ifdef __cplusplus
}
#endif
#endif
