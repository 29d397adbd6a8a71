/* The tables of base images and releases: rules/tables/base-images.tsv, releases.tsv. */
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

	if (rlint_str_is_one_of(out.registry, RLINT_LIST(hub_registries))) {
		out.registry = (rlint_str){ 0 };
	}
	if (rlint_str_is(out.registry, RLINT_STR("public.ecr.aws")) &&
		rlint_str_starts(out.name, RLINT_STR("docker/library/"))) {
		out.registry = (rlint_str){ 0 };
		out.name = str_slice(out.name, sizeof "docker/" - 1, out.name.len);
	}
	slash = str_find(out.name, '/', 0);
	if (out.registry.len == 0 &&
		rlint_str_is_one_of(str_slice(out.name, 0, slash), RLINT_LIST(processors))) {
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

static rlint_str text_of_row(struct pool_text text)
{
	return pool_str(base_image_pool, text);
}

static bool is_row(const struct spelling *spelling, size_t star, size_t index)
{
	return index < base_image_count &&
	       compare(spelling, star, text_of_row(base_images[index].image)) == 0;
}

/* The first row of that name, or base_image_count. */
static size_t first_row(const struct spelling *spelling, size_t star)
{
	size_t low = 0;
	size_t high = base_image_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(spelling, star, text_of_row(base_images[middle].image)) > 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return is_row(spelling, star, low) ? low : base_image_count;
}

static bool tag_has(const rlint_image *image, rlint_str word)
{
	return word.len == 0 || rlint_str_find_str(image->tag.text, word) < image->tag.text.len;
}

static const struct base_image *find_spelt(
	const rlint_image *image, const struct spelling *spelling, size_t star)
{
	for (size_t i = first_row(spelling, star); is_row(spelling, star, i); i++) {
		if (tag_has(image, text_of_row(base_images[i].tag))) {
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
	size_t slash = spelling.name.len - rlint_str_base(spelling.name).len;

	if (image->role != RLINT_PULLED || !rlint_value_has_text(&image->name)) {
		return NULL;
	}
	found = find_spelt(image, &spelling, SIZE_MAX);
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
	       !rlint_str_is_one_of(spelling_of(image).name, RLINT_LIST(distributions));
}

/* The release of that distribution, by version or by name; an empty distribution is any. */
static const struct base_release *find_release(rlint_str distribution, rlint_str word)
{
	for (size_t i = 0; i < base_release_count; i++) {
		const struct base_release *release = &base_releases[i];
		bool is_its = distribution.len == 0 ||
			      rlint_str_is(text_of_row(release->distribution), distribution);

		if (is_its && word.len > 0 &&
			(rlint_str_is(text_of_row(release->name), word) ||
				(distribution.len > 0 &&
					rlint_str_is(text_of_row(release->version), word)))) {
			return release;
		}
	}
	return NULL;
}

bool base_image_is_release(const rlint_image *image)
{
	static const rlint_str distributions[] = { RLINT_STR_INIT("buildpack-deps"),
		RLINT_STR_INIT("debian"), RLINT_STR_INIT("ubuntu") };
	rlint_str tag = image->tag.text;
	const struct base_release *release =
		find_release((rlint_str){ 0 }, str_slice(tag, 0, str_find(tag, '-', 0)));

	return release && release->standing != RELEASE_NEXT && base_image_is_bare(image) &&
	       rlint_str_is_one_of(spelling_of(image).name, RLINT_LIST(distributions));
}

bool base_image_is_windows(const rlint_image *image)
{
	return (rlint_str_is(image->registry.text, RLINT_STR("mcr.microsoft.com")) &&
		       rlint_str_starts(image->name.text, RLINT_STR("windows"))) ||
	       tag_has(image, RLINT_STR("windowsservercore")) ||
	       tag_has(image, RLINT_STR("nanoserver"));
}

/* A version as tags write it behind a distribution's name or alone: "22.04", "3.19.1". */
static bool is_version(rlint_str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (!rlint_byte_is_digit(text.ptr[i]) && text.ptr[i] != '.') {
			return false;
		}
	}
	return text.len > 0;
}

/* Writes down the release that a component of the tag names: "bookworm", "ubuntu22.04", and "12"
 * where the image is the distribution itself. */
static void set_release(rlint_image *image, const struct base_release *release)
{
	image->distribution = text_of_row(release->distribution);
	image->release = text_of_row(release->version);
	image->is_archived = release->standing == RELEASE_ARCHIVED ? RLINT_YES : RLINT_NO;
}

static bool read_release(rlint_image *image, rlint_str word, bool is_distribution)
{
	const struct base_release *release = find_release((rlint_str){ 0 }, word);
	rlint_str rest = word;

	if (release) {
		set_release(image, release);
		return true;
	}
	if (image->distribution.len > 0 && rlint_str_starts(word, image->distribution)) {
		rest = str_slice(word, image->distribution.len, word.len);
	} else if (!is_distribution) {
		return false;
	}
	if (!is_version(rest)) {
		return false;
	}
	image->release = rest;
	/* Debian's versions have one number, what follows is a point release. */
	if (rlint_str_is(image->distribution, RLINT_STR("debian"))) {
		image->release = str_slice(rest, 0, str_find(rest, '.', 0));
	}
	release = find_release(image->distribution, image->release);
	if (release) {
		set_release(image, release);
	}
	return true;
}

static void describe_release(rlint_image *image)
{
	rlint_str tag = image->tag.text;
	bool is_distribution = image->distribution.len > 0 &&
			       rlint_str_ends(image->name.text, image->distribution);

	for (size_t start = 0; start < tag.len;) {
		size_t end = str_find(tag, '-', start);

		if (read_release(image, str_slice(tag, start, end), is_distribution)) {
			return;
		}
		is_distribution = false;
		start = end + 1;
	}
}

static rlint_str sh_of(rlint_str distribution)
{
	static const rlint_str bashes[] = { RLINT_STR_INIT("almalinux"),
		RLINT_STR_INIT("amazonlinux"), RLINT_STR_INIT("archlinux"),
		RLINT_STR_INIT("centos"), RLINT_STR_INIT("fedora"), RLINT_STR_INIT("opensuse"),
		RLINT_STR_INIT("oraclelinux"), RLINT_STR_INIT("rhel"),
		RLINT_STR_INIT("rockylinux") };

	if (rlint_str_is(distribution, RLINT_STR("debian")) ||
		rlint_str_is(distribution, RLINT_STR("ubuntu"))) {
		return RLINT_STR("dash");
	}
	if (rlint_str_is(distribution, RLINT_STR("alpine")) ||
		rlint_str_is(distribution, RLINT_STR("busybox"))) {
		return RLINT_STR("busybox");
	}
	return rlint_str_is_one_of(distribution, RLINT_LIST(bashes)) ? RLINT_STR("bash")
								     : (rlint_str){ 0 };
}

const struct base_image *base_image_certain(const rlint_image *image)
{
	bool hangs_on_tag = image->reference.state == RLINT_UNCERTAIN ||
			    image->tag.state == RLINT_UNCERTAIN ||
			    (image->tag.state == RLINT_UNSET && image->digest.state != RLINT_UNSET);

	return hangs_on_tag ? NULL : base_image_find(image);
}

/* Major and minor number of a version: "12.1" of "12.1.1". */
static rlint_str two_numbers(rlint_str text)
{
	size_t dot = str_find(text, '.', 0);

	return is_version(text) && dot < text.len ? str_slice(text, 0, str_find(text, '.', dot + 1))
						  : (rlint_str){ 0 };
}

/* nvidia/cuda:12.1.1-devel-ubuntu22.04, pytorch/pytorch:2.4.1-cuda12.1-cudnn9-runtime. */
static void describe_cuda(rlint_image *image)
{
	rlint_str tag = image->tag.text;
	bool is_cuda = rlint_str_ends(image->name.text, RLINT_STR("nvidia/cuda"));

	if (is_cuda) {
		image->cuda = two_numbers(str_slice(tag, 0, str_find(tag, '-', 0)));
		return;
	}
	for (size_t start = 0; start < tag.len && image->cuda.len == 0;) {
		size_t end = str_find(tag, '-', start);
		rlint_str word = str_slice(tag, start, end);

		if (rlint_str_starts(word, RLINT_STR("cuda"))) {
			image->cuda = two_numbers(str_slice(word, sizeof "cuda" - 1, word.len));
		}
		start = end + 1;
	}
}

rlint_str base_image_variables(const rlint_image *image)
{
	const struct base_image *row = image ? base_image_certain(image) : NULL;

	return row ? pool_str(base_image_pool, row->variables) : (rlint_str){ 0 };
}

void base_image_describe(rlint_image *image)
{
	const struct base_image *row = base_image_certain(image);

	image->is_archived = RLINT_UNKNOWN;
	image->runs_as_root = row ? row->is_root : RLINT_UNKNOWN;
	image->drops_root = row ? row->drops_root : RLINT_UNKNOWN;
	if (rlint_value_has_text(&image->name) && rlint_value_has_text(&image->tag)) {
		describe_cuda(image);
	}
	if (row) {
		image->distribution = text_of_row(row->distribution);
		image->entrypoint = text_of_row(row->entrypoint);
		describe_release(image);
		image->sh = sh_of(image->distribution);
	}
}
