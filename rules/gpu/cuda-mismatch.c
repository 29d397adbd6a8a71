/* gpu/cuda-mismatch: a base image with one CUDA, and packages made for another. */
#include <reprolint/reprolint.h>

/* A version of CUDA that some package brings. */
struct cuda {
	const rlint_fact *package;
	rlint_str version; /* "12.4"; or the digits of "cu124" */
};

/* "12.4" of "=12.4.*" and ">=12.4,<13": the first two numbers. Empty where there are none. */
static rlint_str two_numbers(rlint_str text)
{
	size_t start = 0;
	size_t end;

	while (start < text.len && !rlint_byte_is_digit(text.ptr[start])) {
		start++;
	}
	end = start;
	while (end < text.len && rlint_byte_is_digit(text.ptr[end])) {
		end++;
	}
	if (end + 1 >= text.len || text.ptr[end] != '.' ||
		!rlint_byte_is_digit(text.ptr[end + 1])) {
		return (rlint_str){ 0 };
	}
	for (end++; end < text.len && rlint_byte_is_digit(text.ptr[end]);) {
		end++;
	}
	return rlint_str_slice(text, start, end);
}

/* "124" of "==2.4.1+cu124". */
static rlint_str build_digits(rlint_str version)
{
	for (size_t i = 0; i + 5 < version.len; i++) {
		if (version.ptr[i] == '+' && version.ptr[i + 1] == 'c' &&
			version.ptr[i + 2] == 'u' && rlint_byte_is_digit(version.ptr[i + 3])) {
			return rlint_str_slice(version, i + 3, version.len);
		}
	}
	return (rlint_str){ 0 };
}

/* Packages of conda that are, or choose, a CUDA. */
static bool is_toolkit(rlint_str name)
{
	static const rlint_str names[] = { RLINT_STR_INIT("cudatoolkit"),
		RLINT_STR_INIT("pytorch-cuda"), RLINT_STR_INIT("cuda-version"),
		RLINT_STR_INIT("cuda-toolkit"), RLINT_STR_INIT("cuda") };

	return rlint_str_is_one_of(name, RLINT_LIST(names));
}

static struct cuda cuda_of(const rlint_fact *fact)
{
	const rlint_package *package = rlint_as_package(fact);
	struct cuda cuda = { fact, { 0 } };

	if (!rlint_value_has_text(&package->version) || package->applies != RLINT_YES) {
		return cuda;
	}
	if (package->ecosystem == RLINT_CONDA_PACKAGES && is_toolkit(package->canonical)) {
		cuda.version = two_numbers(package->version.text);
	} else if (package->ecosystem == RLINT_PIP &&
		   rlint_str_is(package->canonical, RLINT_STR("torch"))) {
		cuda.version = build_digits(package->version.text);
	}
	return cuda;
}

/* Is "12.4" what "12.4" or "124" says? */
static bool is_same(rlint_str base, rlint_str version)
{
	size_t at = 0;

	for (size_t i = 0; i < base.len; i++) {
		bool is_dot = base.ptr[i] == '.';

		if (at < version.len && version.ptr[at] == base.ptr[i]) {
			at++;
		} else if (!is_dot) {
			return false;
		}
	}
	return at == version.len;
}

/* The first package of the environment that brings a CUDA. */
static struct cuda find_cuda(const rlint_fact *environment)
{
	struct cuda cuda = { 0 };

	for (size_t i = 0;
		i < rlint_fact_count(environment, RLINT_PACKAGE) && cuda.version.len == 0; i++) {
		cuda = cuda_of(rlint_fact_at(environment, RLINT_PACKAGE, i));
	}
	return cuda;
}

/* What the files bring that the environment includes. */
static struct cuda find_linked(rlint_check *check, const rlint_fact *environment)
{
	struct cuda cuda = { 0 };

	for (size_t i = 0;
		i < rlint_fact_count(environment, RLINT_INCLUDE) && cuda.version.len == 0; i++) {
		const rlint_fact *include = rlint_fact_at(environment, RLINT_INCLUDE, i);
		const rlint_fact *document;

		if (rlint_linked(check, include, RLINT_INCLUDES, &document) != RLINT_YES) {
			continue;
		}
		for (size_t j = 0; j < rlint_fact_count(document, RLINT_ENVIRONMENT); j++) {
			const rlint_fact *other = rlint_fact_at(document, RLINT_ENVIRONMENT, j);

			cuda = cuda.version.len > 0 ? cuda : find_cuda(other);
		}
	}
	return cuda;
}

static void report(rlint_check *check, const rlint_fact *image, const struct cuda *cuda)
{
	const rlint_image *shown = rlint_as_image(image);
	const rlint_package *package = rlint_as_package(cuda->package);
	bool is_devel = rlint_value_has(&shown->tag, RLINT_STR("devel")) == RLINT_YES;
	rlint_finding *finding = rlint_report(check, image, shown->tag.span,
		is_devel
			? "the image has CUDA %S and %S%S is made for another, so what is compiled "
			  "here meets a second toolkit: take one version of both"
			: "the image has CUDA %S and %S%S brings another: take one version of "
			  "both, or an image without CUDA's libraries",
		shown->cuda, package->name.text, package->version.text);

	rlint_related(finding, cuda->package, rlint_fact_span(cuda->package), "the other CUDA");
}

/* The environments of a step, until one differs. True where one does. */
static bool check_step(
	rlint_check *check, const rlint_fact *step, const rlint_fact *image, rlint_str base)
{
	const rlint_fact *environment;

	for (size_t i = 0; (environment = rlint_fact_at(step, RLINT_ENVIRONMENT, i)); i++) {
		struct cuda cuda = find_cuda(environment);

		cuda = cuda.version.len > 0 ? cuda : find_linked(check, environment);
		if (cuda.version.len > 0 && !is_same(base, cuda.version)) {
			report(check, image, &cuda);
			return true;
		}
	}
	return false;
}

static void check_stage(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *first = rlint_as_stage(fact)->origin;
	const rlint_image *image = first ? rlint_as_image(first) : NULL;
	bool is_found = false;

	/* The base flavour has the runtime's loader alone, which serves any of them. */
	if (!image || image->cuda.len == 0 ||
		rlint_value_has(&image->tag, RLINT_STR("-base")) == RLINT_YES) {
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(fact, RLINT_STEP) && !is_found; i++) {
		is_found =
			check_step(check, rlint_fact_at(fact, RLINT_STEP, i), first, image->cuda);
	}
}

extern const rlint_rule rlint_rule_gpu_cuda_mismatch;
const rlint_rule rlint_rule_gpu_cuda_mismatch = {
	.id = "gpu/cuda-mismatch",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
	.asks_links = true,
	.follows_builds = true,
};
