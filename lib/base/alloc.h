/* The one way to memory, and the protected call that keeps parsing code free of NULL checks. */
#ifndef LIB_BASE_ALLOC_H
#define LIB_BASE_ALLOC_H

#include <setjmp.h>

#include <reprolint/base.h>

/* Allocates, resizes or frees through the hook (NULL: malloc), as rlint_alloc.resize does. */
void *alloc_resize(const rlint_alloc *alloc, void *ptr, size_t old_size, size_t new_size);
/* Zeroed memory, or NULL. */
void *alloc_new(const rlint_alloc *alloc, size_t size);

/* Where an arena's failure goes while a protected call runs. `target` is NULL outside. */
struct guard {
	jmp_buf *target;
	rlint_status status;
};

/* Runs fn(context); guard_raise inside it (an arena out of memory, a limit) ends it and gives the
 * status. Calls nest. Inside: no host callback, no plugin, no rule, no foreign handle that only fn
 * knows. Locals of fn's callers that change inside must be reached through context. */
rlint_status protect(struct guard *guard, void (*fn)(void *context), void *context);
/* Does not return when inside a protected call; returns when outside. */
void guard_raise(struct guard *guard, rlint_status status);

#endif
