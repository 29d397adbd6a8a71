/* What the rules about copied archives share. */
#ifndef RULES_IMAGE_ARCHIVES_H
#define RULES_IMAGE_ARCHIVES_H

#include <reprolint/reprolint.h>

/* Does the path end as archives and compressed files do that tar reads? */
bool archive_is_tar(rlint_str path);
/* The last component of a path. */
rlint_str archive_name(rlint_str path);

#endif
