/* What every unit test includes: cmocka and checks on slices and spans. */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <reprolint/source.h>

#define assert_str(slice, literal) assert_slice_((slice), (literal), __FILE__, __LINE__)
#define assert_span(span, first, last) assert_span_((span), (first), (last), __FILE__, __LINE__)

static inline void assert_slice_(rlint_str got, const char *wanted, const char *file, int line)
{
	if (got.len != strlen(wanted) ||
		(got.len > 0 && got.ptr && memcmp(got.ptr, wanted, got.len) != 0)) {
		print_error("got \"%.*s\", wanted \"%s\"\n", (int)got.len, got.ptr ? got.ptr : "",
			wanted);
		_fail(file, line);
	}
}

static inline void assert_span_(
	rlint_span got, uint32_t start, uint32_t end, const char *file, int line)
{
	if (got.start != start || got.end != end) {
		print_error("got %u-%u, wanted %u-%u\n", got.start, got.end, start, end);
		_fail(file, line);
	}
}

#endif
