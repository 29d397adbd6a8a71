/* gpu/torch-build: a CUDA build of torch that does not exist, or parts of different releases. */
#include <reprolint/reprolint.h>

static bool is_exact(const rlint_package *package)
{
	return package->pin == RLINT_EXACT && package->source == RLINT_FROM_INDEX &&
	       package->version.state == RLINT_KNOWN && package->applies == RLINT_YES;
}

/* The version in `==2.4.1+cu121`: its number, and the local part behind the plus sign. */
static rlint_str number_of(const rlint_package *package, rlint_str *local)
{
	rlint_str text = package->version.text;
	size_t start = 0;
	size_t end;

	while (start < text.len && (text.ptr[start] == '=' || text.ptr[start] == ' ')) {
		start++;
	}
	end = start;
	while (end < text.len && text.ptr[end] != '+') {
		end++;
	}
	*local = end < text.len ? rlint_str_slice(text, end + 1, text.len) : (rlint_str){ 0 };
	return rlint_str_slice(text, start, end);
}

static bool is_cuda_build(rlint_str text)
{
	return text.len == 5 && rlint_str_starts(text, RLINT_STR("cu"));
}

/* The command that the environment's packages stand in, or NULL. */
static const rlint_fact *command_of(const rlint_fact *environment)
{
	const rlint_fact *step = rlint_fact_container(environment);
	rlint_span span = rlint_fact_span(environment);
	const rlint_fact *command;

	for (size_t i = 0; (command = rlint_fact_at(step, RLINT_COMMAND, i)); i++) {
		rlint_span line = rlint_as_command(command)->line;

		if (line.start == span.start && line.end == span.end) {
			return command;
		}
	}
	return NULL;
}

/* "cu121" of an index like https://download.pytorch.org/whl/cu121. */
static rlint_str build_of_index(const rlint_fact *environment)
{
	const rlint_fact *command = command_of(environment);
	const rlint_option *index = command ? rlint_command_find(command, "--index-url") : NULL;
	rlint_str url = index ? index->value.text : (rlint_str){ 0 };

	if (rlint_value_starts(index ? &index->value : &(rlint_value){ 0 },
		    RLINT_STR("https://download.pytorch.org/whl/")) != RLINT_YES) {
		return (rlint_str){ 0 };
	}
	return rlint_str_last_name(url);
}

static void check_build(rlint_check *check, const rlint_fact *fact, rlint_str version,
	rlint_str build, const char *where)
{
	if (is_cuda_build(build) && rlint_torch_has_build(version, build) == RLINT_NO) {
		rlint_report(check, fact, rlint_fact_span(fact),
			"torch %S was never built for %S%s, so nothing is found: take one of %S",
			version, build, where, rlint_torch_builds(version));
	}
}

/* Major and minor number alone. */
static rlint_str two_numbers(rlint_str version)
{
	size_t dots = 0;
	size_t end = 0;

	while (end < version.len && (dots += version.ptr[end] == '.') < 2) {
		end++;
	}
	return rlint_str_slice(version, 0, end);
}

static void check_companion(
	rlint_check *check, const rlint_fact *fact, const rlint_fact *torch, rlint_str version)
{
	const rlint_package *package = rlint_as_package(fact);
	rlint_str wanted = rlint_torch_companion(version, package->canonical);
	rlint_str local;
	rlint_str found = number_of(package, &local);
	rlint_finding *finding;

	if (wanted.len == 0 || rlint_str_is(two_numbers(wanted), two_numbers(found))) {
		return;
	}
	finding = rlint_report(check, fact, rlint_fact_span(fact),
		"%S %S asks for another release of torch than %S: take %S", package->name.text,
		found, version, wanted);
	rlint_related(finding, torch, rlint_fact_span(torch), "torch");
}

static const rlint_fact *find_torch(const rlint_fact *environment)
{
	const rlint_fact *fact;

	for (size_t i = 0; (fact = rlint_fact_at(environment, RLINT_PACKAGE, i)); i++) {
		const rlint_package *package = rlint_as_package(fact);

		if (rlint_str_is(package->canonical, RLINT_STR("torch")) && is_exact(package)) {
			return fact;
		}
	}
	return NULL;
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	const rlint_fact *torch = find_torch(environment);
	rlint_str local = { 0 };
	rlint_str version;
	const rlint_fact *fact;

	if (!torch) {
		return;
	}
	version = number_of(rlint_as_package(torch), &local);
	if (local.len > 0) {
		check_build(check, torch, version, local, "");
	} else if (rlint_as_step(rlint_fact_container(environment))) {
		check_build(check, torch, version, build_of_index(environment),
			", which is all that the index has");
	}
	for (size_t i = 0; (fact = rlint_fact_at(environment, RLINT_PACKAGE, i)); i++) {
		if (is_exact(rlint_as_package(fact))) {
			check_companion(check, fact, torch, version);
		}
	}
}

extern const rlint_rule rlint_rule_gpu_torch_build;
const rlint_rule rlint_rule_gpu_torch_build = {
	.id = "gpu/torch-build",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "pip" }, { 0 } },
	.check = check_environment,
};
