/* What is known of base images that everybody uses. */
#ifndef LIB_FACTS_BASE_IMAGE_H
#define LIB_FACTS_BASE_IMAGE_H

#include <reprolint/dockerfile.h>

struct base_image {
	rlint_str image; /* docker.io and library/ left off; may end with a star */
	rlint_answer is_root; /* runs as root where no USER is written */
	rlint_start starts; /* its own command */
	rlint_str tag; /* holds for tags that contain it */
};

/* Generated from rules/tables/base-images.tsv, sorted by image. */
extern const struct base_image base_images[];
extern const size_t base_image_count;

/* The row that an image falls under, or NULL: nothing is known. */
const struct base_image *base_image_find(const rlint_image *image);
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
