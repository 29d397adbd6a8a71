/* The n-th call of malloc fails, whoever made it: the library, or what lies under it. Takes glibc's
 * malloc, so it is left out under sanitizers, which bring their own. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "scenario.h"

#define SKIPPED 77
#define ALLOCATIONS_MOST 100000

#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)

int main(void)
{
	puts("skipped: malloc is not glibc's");
	return SKIPPED;
}

#else

/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp): glibc's own names */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *ptr, size_t size);
extern void __libc_free(void *ptr);
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */

static size_t calls, fail_at;
static long live;

static bool fails(void)
{
	if (fail_at > 0 && ++calls == fail_at) {
		errno = ENOMEM;
		return true;
	}
	return false;
}

void *malloc(size_t size)
{
	void *block = fails() ? NULL : __libc_malloc(size);

	live += block ? 1 : 0;
	return block;
}

void *calloc(size_t count, size_t size)
{
	void *block = fails() ? NULL : __libc_calloc(count, size);

	live += block ? 1 : 0;
	return block;
}

void *realloc(void *ptr, size_t size)
{
	void *block = fails() ? NULL : __libc_realloc(ptr, size);

	live += block && !ptr ? 1 : 0;
	return block;
}

void free(void *ptr)
{
	live -= ptr ? 1 : 0;
	__libc_free(ptr);
}

/* One run in which the n-th allocation fails; *is_over where there was none. */
static bool try_nth(size_t n, bool *is_over)
{
	struct outcome outcome;
	rlint_status status;
	long before = live;

	calls = 0;
	fail_at = n;
	status = scenario_run(NULL, &outcome);
	*is_over = calls < n;
	fail_at = 0;
	if (live != before || outcome.unreleased != 0) {
		printf("allocation %zu: %ld blocks are left\n", n, live - before);
		return false;
	}
	if (status != (*is_over ? RLINT_OK : RLINT_NOMEM)) {
		printf("allocation %zu: status %d\n", n, (int)status);
		return false;
	}
	return true;
}

int main(void)
{
	bool is_over = false;
	bool is_good = true;
	size_t n = 0;

	while (!is_over && n < ALLOCATIONS_MOST) {
		is_good = try_nth(++n, &is_over) && is_good;
	}
	printf("%zu allocations failed one by one\n", n - 1);
	return is_good && is_over ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
