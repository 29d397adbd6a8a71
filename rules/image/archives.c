/* What the rules about copied archives share. */
#include "archives.h"

/* GNU tar manual, "Creating and Reading Compressed Archives". */
static const rlint_str endings[] = {
	RLINT_STR_INIT(".tar"),
	RLINT_STR_INIT(".gz"),
	RLINT_STR_INIT(".tgz"),
	RLINT_STR_INIT(".taz"),
	RLINT_STR_INIT(".bz2"),
	RLINT_STR_INIT(".tb2"),
	RLINT_STR_INIT(".tbz"),
	RLINT_STR_INIT(".tbz2"),
	RLINT_STR_INIT(".tz2"),
	RLINT_STR_INIT(".xz"),
	RLINT_STR_INIT(".txz"),
	RLINT_STR_INIT(".lzma"),
	RLINT_STR_INIT(".tlz"),
	RLINT_STR_INIT(".lz"),
	RLINT_STR_INIT(".lzo"),
	RLINT_STR_INIT(".Z"),
	RLINT_STR_INIT(".taZ"),
	RLINT_STR_INIT(".tZ"),
	RLINT_STR_INIT(".tpz"),
	RLINT_STR_INIT(".zst"),
	RLINT_STR_INIT(".tzst"),
};

bool archive_is_tar(rlint_str path)
{
	return rlint_str_ends_one_of(path, RLINT_LIST(endings));
}

rlint_str archive_name(rlint_str path)
{
	size_t start = path.len;

	while (start > 0 && path.ptr[start - 1] != '/' && path.ptr[start - 1] != '\\') {
		start--;
	}
	return rlint_str_slice(path, start, path.len);
}
