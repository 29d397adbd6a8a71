/* The table of base images: rules/tables/base-images.tsv, sorted by name. */
#include "lib/facts/base_image.h"

#include "lib/base/str.h"

/* Registries that are the Docker Hub, or mirror its official images under this prefix. */
static const rlint_str hub_registries[] = { RLINT_STR_INIT("docker.io"),
	RLINT_STR_INIT("index.docker.io"), RLINT_STR_INIT("registry-1.docker.io"),
	RLINT_STR_INIT("mirror.gcr.io") };

/* Accounts of the Docker Hub that hold the official images of one processor each. */
static const rlint_str processors[] = { RLINT_STR_INIT("amd64"), RLINT_STR_INIT("arm32v6"),
	RLINT_STR_INIT("arm32v7"), RLINT_STR_INIT("arm64v8"), RLINT_STR_INIT("i386"),
	RLINT_STR_INIT("library"), RLINT_STR_INIT("ppc64le"), RLINT_STR_INIT("riscv64"),
	RLINT_STR_INIT("s390x") };

/* A name as the table spells it: `registry` empty for the Docker Hub. */
struct spelling {
	rlint_str registry, name;
};

static struct spelling spelling_of(const rlint_image *image)
{
	struct spelling out = { image->registry.text, image->name.text };
	size_t slash;

	if (str_is_one_of(
		    out.registry, hub_registries, sizeof hub_registries / sizeof *hub_registries)) {
		out.registry = (rlint_str){ 0 };
	}
	if (rlint_str_is(out.registry, RLINT_STR("public.ecr.aws")) &&
		rlint_str_starts(out.name, RLINT_STR("docker/library/"))) {
		out.registry = (rlint_str){ 0 };
		out.name = str_slice(out.name, sizeof "docker/" - 1, out.name.len);
	}
	slash = str_find(out.name, '/', 0);
	if (out.registry.len == 0 && str_is_one_of(str_slice(out.name, 0, slash), processors,
					     sizeof processors / sizeof *processors)) {
		out.name = str_slice(out.name, slash + 1, out.name.len);
	}
	return out;
}

/* Byte `at` of "registry/name", with a star for all after `star`; a NUL past the end. */
static unsigned char byte_at(const struct spelling *spelling, size_t star, size_t at)
{
	size_t lead = spelling->registry.len > 0 ? spelling->registry.len + 1 : 0;

	if (at >= star) {
		return at == star ? '*' : '\0';
	}
	if (at + 1 == lead) {
		return '/';
	}
	if (at < lead) {
		return (unsigned char)spelling->registry.ptr[at];
	}
	return at - lead < spelling->name.len ? (unsigned char)spelling->name.ptr[at - lead] : '\0';
}

static int compare(const struct spelling *spelling, size_t star, rlint_str row)
{
	for (size_t i = 0; i <= row.len; i++) {
		unsigned char wanted = byte_at(spelling, star, i);
		unsigned char there = i < row.len ? (unsigned char)row.ptr[i] : '\0';

		if (wanted != there) {
			return wanted < there ? -1 : 1;
		}
	}
	return 0;
}

/* The first row of that name, or base_image_count. */
static size_t first_row(const struct spelling *spelling, size_t star)
{
	size_t low = 0;
	size_t high = base_image_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(spelling, star, base_images[middle].image) > 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low < base_image_count && compare(spelling, star, base_images[low].image) == 0
		       ? low
		       : base_image_count;
}

static bool tag_has(const rlint_image *image, rlint_str word)
{
	return word.len == 0 || str_find_str(image->tag.text, word) < image->tag.text.len;
}

static const struct base_image *find_spelt(
	const rlint_image *image, const struct spelling *spelling, size_t star)
{
	for (size_t i = first_row(spelling, star);
		i < base_image_count && compare(spelling, star, base_images[i].image) == 0; i++) {
		if (tag_has(image, base_images[i].tag)) {
			return &base_images[i];
		}
	}
	return NULL;
}

const struct base_image *base_image_find(const rlint_image *image)
{
	struct spelling spelling = spelling_of(image);
	const struct base_image *found;
	size_t lead = spelling.registry.len > 0 ? spelling.registry.len + 1 : 0;
	size_t slash = spelling.name.len;

	if (image->role != RLINT_PULLED || !rlint_value_has_text(&image->name)) {
		return NULL;
	}
	found = find_spelt(image, &spelling, SIZE_MAX);
	while (slash > 0 && spelling.name.ptr[slash - 1] != '/') {
		slash--;
	}
	return found || slash == 0 ? found : find_spelt(image, &spelling, lead + slash);
}

bool base_image_is_bare(const rlint_image *image)
{
	struct spelling spelling = spelling_of(image);

	return image->role == RLINT_PULLED && rlint_value_has_text(&image->name) &&
	       spelling.registry.len == 0 && str_find(spelling.name, '/', 0) == spelling.name.len;
}

bool base_image_is_program(const rlint_image *image)
{
	/* Their releases have names; what else of them is called by words moves, too, but slowly.
	 */
	static const rlint_str distributions[] = { RLINT_STR_INIT("almalinux"),
		RLINT_STR_INIT("alpine"), RLINT_STR_INIT("amazonlinux"),
		RLINT_STR_INIT("archlinux"), RLINT_STR_INIT("buildpack-deps"),
		RLINT_STR_INIT("busybox"), RLINT_STR_INIT("centos"), RLINT_STR_INIT("debian"),
		RLINT_STR_INIT("fedora"), RLINT_STR_INIT("mageia"), RLINT_STR_INIT("neurodebian"),
		RLINT_STR_INIT("oraclelinux"), RLINT_STR_INIT("photon"),
		RLINT_STR_INIT("rockylinux"), RLINT_STR_INIT("ros"), RLINT_STR_INIT("ubuntu") };

	return base_image_is_bare(image) && base_image_find(image) &&
	       !str_is_one_of(spelling_of(image).name, distributions,
		       sizeof distributions / sizeof *distributions);
}

/* Releases by name, of Debian and of Ubuntu (distro-info-data); those that are out, as the tag of
 * the next one moves. */
static const rlint_str releases[] = { RLINT_STR_INIT("artful"), RLINT_STR_INIT("bionic"),
	RLINT_STR_INIT("bookworm"), RLINT_STR_INIT("bullseye"), RLINT_STR_INIT("buster"),
	RLINT_STR_INIT("cosmic"), RLINT_STR_INIT("disco"), RLINT_STR_INIT("eoan"),
	RLINT_STR_INIT("focal"), RLINT_STR_INIT("groovy"), RLINT_STR_INIT("hirsute"),
	RLINT_STR_INIT("impish"), RLINT_STR_INIT("jammy"), RLINT_STR_INIT("jessie"),
	RLINT_STR_INIT("kinetic"), RLINT_STR_INIT("lunar"), RLINT_STR_INIT("mantic"),
	RLINT_STR_INIT("noble"), RLINT_STR_INIT("oracular"), RLINT_STR_INIT("plucky"),
	RLINT_STR_INIT("precise"), RLINT_STR_INIT("questing"), RLINT_STR_INIT("resolute"),
	RLINT_STR_INIT("squeeze"), RLINT_STR_INIT("stretch"), RLINT_STR_INIT("trixie"),
	RLINT_STR_INIT("trusty"), RLINT_STR_INIT("utopic"), RLINT_STR_INIT("vivid"),
	RLINT_STR_INIT("wheezy"), RLINT_STR_INIT("wily"), RLINT_STR_INIT("xenial"),
	RLINT_STR_INIT("yakkety"), RLINT_STR_INIT("zesty") };

bool base_image_is_release(const rlint_image *image)
{
	static const rlint_str distributions[] = { RLINT_STR_INIT("buildpack-deps"),
		RLINT_STR_INIT("debian"), RLINT_STR_INIT("ubuntu") };
	rlint_str tag = image->tag.text;

	return base_image_is_bare(image) &&
	       str_is_one_of(spelling_of(image).name, distributions,
		       sizeof distributions / sizeof *distributions) &&
	       str_is_one_of(str_slice(tag, 0, str_find(tag, '-', 0)), releases,
		       sizeof releases / sizeof *releases);
}

bool base_image_is_windows(const rlint_image *image)
{
	return (rlint_str_is(image->registry.text, RLINT_STR("mcr.microsoft.com")) &&
		       rlint_str_starts(image->name.text, RLINT_STR("windows"))) ||
	       tag_has(image, RLINT_STR("windowsservercore")) ||
	       tag_has(image, RLINT_STR("nanoserver"));
}
