/* Status texts and the version. */
#include <reprolint/base.h>

#define TEXT_OF(number) #number
#define VERSION_TEXT(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

const char *rlint_status_text(rlint_status status)
{
	static const char *const texts[] = {
		[RLINT_OK] = "done",
		[RLINT_NOMEM] = "out of memory",
		[RLINT_IO] = "a file could not be read or written",
		[RLINT_LIMIT] = "a limit was passed",
		[RLINT_CONFIG] = "the configuration is wrong",
		[RLINT_PLUGIN] = "a plugin could not be loaded",
		[RLINT_ARGUMENT] = "an argument is not acceptable",
	};

	return (size_t)status < sizeof texts / sizeof *texts ? texts[status] : "unknown status";
}

const char *rlint_version(void)
{
	return VERSION_TEXT(RLINT_VERSION_MAJOR, RLINT_VERSION_MINOR, RLINT_VERSION_PATCH);
}
