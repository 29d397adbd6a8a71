/* gpu/driver-in-image: parts of the NVIDIA driver, or of the container runtime, in an image. */
#include <reprolint/reprolint.h>

/* How the packages are named that hold the driver's own libraries and tools, whose version must be
 * the host kernel's, or that belong to the host as a whole. NVIDIA, *Driver Installation Guide*,
 * "Packages", and *Container Toolkit*, "Installation". */
static bool is_of_host(rlint_str name)
{
	static const rlint_str starts[] = { RLINT_STR_INIT("nvidia-driver"),
		RLINT_STR_INIT("nvidia-dkms-"), RLINT_STR_INIT("nvidia-kernel-"),
		RLINT_STR_INIT("nvidia-utils-"), RLINT_STR_INIT("nvidia-headless-"),
		RLINT_STR_INIT("libnvidia-compute-"), RLINT_STR_INIT("libnvidia-decode-"),
		RLINT_STR_INIT("libnvidia-encode-"), RLINT_STR_INIT("libnvidia-gl-"),
		RLINT_STR_INIT("cuda-drivers"), RLINT_STR_INIT("nvidia-container-toolkit"),
		RLINT_STR_INIT("nvidia-container-runtime"), RLINT_STR_INIT("nvidia-docker"),
		RLINT_STR_INIT("libnvidia-container") };

	return rlint_str_starts_one_of(name, RLINT_LIST(starts));
}

static bool is_kept(const rlint_effect *effect)
{
	const rlint_package *package =
		effect->action == RLINT_INSTALLS ? rlint_as_package(effect->subject) : NULL;

	return package && (effect->end == RLINT_IN_LAYER || effect->end == RLINT_UNDONE_LATER) &&
	       (package->ecosystem == RLINT_APT || package->ecosystem == RLINT_DNF ||
		       package->ecosystem == RLINT_ZYPPER) &&
	       is_of_host(package->name.text);
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	const rlint_stage *stage = rlint_as_stage(rlint_fact_within(step, RLINT_STAGE));
	const rlint_effect *effect;

	for (size_t i = 0; (effect = rlint_step_effect(step, i)); i++) {
		rlint_finding *finding;

		if (!is_kept(effect)) {
			continue;
		}
		finding = rlint_report(check, effect->subject, effect->span,
			"%S belongs to the host, whose driver is put into the container when it is "
			"started with GPUs: leave it out of the image",
			rlint_as_package(effect->subject)->name.text);
		if (stage && stage->fate == RLINT_BUILDER) {
			rlint_grade(finding, RLINT_INFO);
		}
	}
}

extern const rlint_rule rlint_rule_gpu_driver_in_image;
const rlint_rule rlint_rule_gpu_driver_in_image = {
	.id = "gpu/driver-in-image",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "RUN" }, { 0 } },
	.check = check_step,
};
