/* Does a package's entry admit a version? */
#include "lib/syntax/python/constraint.h"

#include <reprolint/input.h>
#include <reprolint/install.h>

rlint_answer rlint_package_admits(const rlint_fact *fact, rlint_str version)
{
	const rlint_package *package = rlint_as_package(fact);

	if (!package || package->ecosystem != RLINT_PIP || package->source != RLINT_FROM_INDEX) {
		return RLINT_UNKNOWN;
	}
	if (package->version.state == RLINT_UNSET) {
		return RLINT_YES;
	}
	return package->version.state == RLINT_KNOWN
		       ? constraint_admits(package->version.text, version)
		       : RLINT_UNKNOWN;
}
