/* What is known of base images that everybody uses. */
#ifndef LIB_FACTS_BASE_IMAGE_H
#define LIB_FACTS_BASE_IMAGE_H

#include <reprolint/dockerfile.h>

#include "lib/facts/pool.h"

struct base_image {
	struct pool_text image; /* docker.io and library/ left off; may end with a star */
	struct pool_text tag; /* holds for tags that contain it */
	struct pool_text distribution, entrypoint; /* empty: not known */
	struct pool_text variables; /* all that it sets; empty: not known */
	uint64_t has, lacks; /* sets of tools; see tools.h */
	rlint_answer is_root; /* runs as root where no USER is written */
	rlint_answer drops_root; /* its entry point or server, started as root, becomes another */
	rlint_start starts; /* its own command */
};

enum release_standing {
	RELEASE_OUT,
	RELEASE_ARCHIVED, /* its packages have left the mirrors that its images ask */
	RELEASE_NEXT /* not out yet: its tag moves */
};

/* A release of a distribution. */
struct base_release {
	struct pool_text distribution, version, name;
	enum release_standing standing;
};

/* Generated from rules/tables: base-images.tsv, sorted by image; releases.tsv. */
extern const char base_image_pool[];
extern const struct base_image base_images[];
extern const size_t base_image_count;
extern const struct base_release base_releases[];
extern const size_t base_release_count;

/* The row that an image falls under, or NULL: nothing is known. */
const struct base_image *base_image_find(const rlint_image *image);
/* The same, unless it hangs on a tag that is not known. */
const struct base_image *base_image_certain(const rlint_image *image);
/* The names of all variables that it sets, between spaces, a star for any ending; empty where that
 * is not known (`image` may be NULL). */
rlint_str base_image_variables(const rlint_image *image);
/* Writes down what the tables say of the image: distribution, release, sh, entry point. */
void base_image_describe(rlint_image *image);
/* Is it a bare name on the Docker Hub: an official image there, or one that only this machine has?
 */
bool base_image_is_bare(const rlint_image *image);
/* An official image that is no distribution: its tags without a version move with its newest one,
 * as "node:alpine" does. */
bool base_image_is_program(const rlint_image *image);
/* A distribution whose tag names a release that is out: "debian:bookworm-slim" is debian:12-slim.
 */
bool base_image_is_release(const rlint_image *image);
/* Is it a Windows image by its name or tag? Its shell is cmd then. */
bool base_image_is_windows(const rlint_image *image);

#endif
