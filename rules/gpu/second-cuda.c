/* gpu/second-cuda: torch from pip in an image that has CUDA's libraries, or torch, already. */
#include <reprolint/reprolint.h>

/* Packages that take CUDA's libraries from the system. */
static bool needs_system(rlint_str name)
{
	static const rlint_str parts[] = { RLINT_STR_INIT("tensorflow"), RLINT_STR_INIT("cupy"),
		RLINT_STR_INIT("onnxruntime"), RLINT_STR_INIT("jax"), RLINT_STR_INIT("paddle"),
		RLINT_STR_INIT("ctranslate2"), RLINT_STR_INIT("faiss"), RLINT_STR_INIT("mxnet"),
		RLINT_STR_INIT("tensorrt"), RLINT_STR_INIT("pycuda"), RLINT_STR_INIT("numba") };

	return rlint_str_starts_one_of(name, RLINT_LIST(parts));
}

/* What a stage installs with pip. */
struct installs {
	const rlint_effect *torch;
	bool needs_system, has_more;
};

static void read_step(struct installs *installs, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_step_effects(step); i++) {
		const rlint_effect *effect = rlint_step_effect(step, i);
		const rlint_package *package = rlint_as_package(effect->subject);

		if (effect->action != RLINT_INSTALLS) {
			continue;
		}
		installs->has_more = installs->has_more || !package;
		installs->needs_system =
			installs->needs_system || (package && needs_system(package->canonical));
		if (package && package->ecosystem == RLINT_PIP && effect->certain == RLINT_YES &&
			!installs->torch && package->source == RLINT_FROM_INDEX &&
			rlint_str_is(package->canonical, RLINT_STR("torch"))) {
			installs->torch = effect;
		}
	}
}

/* Is it the image of torch itself? */
static bool has_torch(const rlint_image *image)
{
	return rlint_value_is(&image->name, RLINT_STR("pytorch/pytorch")) == RLINT_YES;
}

static bool has_libraries(const rlint_image *image)
{
	return image->cuda.len > 0 &&
	       rlint_value_has(&image->tag, RLINT_STR("runtime")) == RLINT_YES;
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_image *image = rlint_as_image(rlint_as_stage(stage)->origin);
	struct installs installs = { 0 };
	const rlint_fact *step;

	if (!image || (!has_torch(image) && !has_libraries(image))) {
		return;
	}
	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		read_step(&installs, step);
	}
	if (!installs.torch || installs.needs_system) {
		return;
	}
	if (has_torch(image)) {
		rlint_report(check, installs.torch->subject, installs.torch->span,
			"%S has torch already; another one replaces it, and brings CUDA's "
			"libraries a second time: take the image of that release",
			image->reference.text);
	} else if (!installs.has_more) {
		rlint_report(check, installs.torch->subject, installs.torch->span,
			"torch from pip brings CUDA's libraries, which %S has too: where nothing "
			"else needs those, the image's `base` variant is enough",
			image->reference.text);
	}
}

extern const rlint_rule rlint_rule_gpu_second_cuda;
const rlint_rule rlint_rule_gpu_second_cuda = {
	.id = "gpu/second-cuda",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
