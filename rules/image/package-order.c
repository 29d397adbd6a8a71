/* image/package-order: a long list of packages, one a line, that is not in order. */
#include <reprolint/reprolint.h>

/* Shorter lists are read at a glance. */
enum { LONG_LIST = 4 };

static int compare(rlint_str a, rlint_str b)
{
	size_t len = a.len < b.len ? a.len : b.len;

	for (size_t i = 0; i < len; i++) {
		if (a.ptr[i] != b.ptr[i]) {
			return (unsigned char)a.ptr[i] < (unsigned char)b.ptr[i] ? -1 : 1;
		}
	}
	return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

static uint32_t line_of(const rlint_fact *fact)
{
	return rlint_position_of(
		rlint_fact_document(fact), rlint_fact_span(fact).start, RLINT_BYTES)
		.line;
}

/* The first package that stands on a line of its own behind a greater one, or NULL. */
static const rlint_fact *find_odd(const rlint_fact *environment, size_t *count)
{
	const rlint_fact *before = NULL;
	const rlint_fact *odd = NULL;
	const rlint_fact *fact;

	for (size_t i = 0; (fact = rlint_fact_at(environment, RLINT_PACKAGE, i)); i++) {
		if (before && line_of(before) == line_of(fact)) {
			return NULL;
		}
		if (before && !odd &&
			compare(rlint_as_package(before)->canonical,
				rlint_as_package(fact)->canonical) > 0) {
			odd = fact;
		}
		before = fact;
		++*count;
	}
	return odd;
}

static void check_environment(rlint_check *check, const rlint_fact *environment)
{
	size_t count = 0;
	const rlint_fact *odd = rlint_as_step(rlint_fact_container(environment))
					? find_odd(environment, &count)
					: NULL;

	if (odd && count >= LONG_LIST) {
		rlint_report(check, odd, rlint_fact_span(odd),
			"%S stands behind a package that comes after it in the alphabet: in order, "
			"doubled ones and differences are seen",
			rlint_as_package(odd)->canonical);
	}
}

extern const rlint_rule rlint_rule_image_package_order;
const rlint_rule rlint_rule_image_package_order = {
	.id = "image/package-order",
	.on = (const rlint_subscription[]){ { RLINT_ENVIRONMENT, "apt" },
		{ RLINT_ENVIRONMENT, "apk" }, { RLINT_ENVIRONMENT, "dnf" }, { 0 } },
	.check = check_environment,
};
