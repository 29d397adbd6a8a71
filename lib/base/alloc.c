/* The one way to memory; all malloc of the library is here. */
#include "lib/base/alloc.h"

#include <stdlib.h>
#include <string.h>

void *alloc_resize(const rlint_alloc *alloc, void *ptr, size_t old_size, size_t new_size)
{
	if (alloc) {
		return alloc->resize(alloc->user, ptr, old_size, new_size);
	}
	if (new_size == 0) {
		free(ptr);
		return NULL;
	}
	return realloc(ptr, new_size);
}

void *alloc_new(const rlint_alloc *alloc, size_t size)
{
	void *block = alloc_resize(alloc, NULL, 0, size);

	if (block) {
		memset(block, 0, size);
	}
	return block;
}

rlint_status protect(struct guard *guard, void (*fn)(void *context), void *context)
{
	jmp_buf here;
	jmp_buf *outer = guard->target;

	guard->status = RLINT_OK;
	guard->target = &here;
	/* setjmp is C's only way out of deep calls without a check at each: DESIGN's protected
	 * call. */
	if (setjmp(here) == 0) { /* NOLINT(cert-err52-cpp) */
		fn(context);
	}
	guard->target = outer;
	return guard->status;
}

void guard_raise(struct guard *guard, rlint_status status)
{
	if (guard && guard->target) {
		guard->status = status;
		longjmp(*guard->target, 1); /* NOLINT(cert-err52-cpp) */
	}
}
