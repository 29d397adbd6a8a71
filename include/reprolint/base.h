/* Text slices, status codes, memory, three-valued answers: what every other header builds on. */
#ifndef REPROLINT_BASE_H
#define REPROLINT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define RLINT_VERSION_MAJOR 0
#define RLINT_VERSION_MINOR 1
#define RLINT_VERSION_PATCH 0

/* The number that a plugin must have been built with; changes with every change of layout. */
#define RLINT_ABI 0

#if defined(RLINT_BUILDING) || !defined(_WIN32)
#define RLINT_API __attribute__((visibility("default")))
#else
#define RLINT_API
#endif

/* A slice of bytes, UTF-8 or whatever the file holds: may contain NUL, is never terminated. The
 * layout is frozen. An empty slice has len 0 and any ptr. */
typedef struct rlint_str {
	const char *ptr;
	size_t len;
} rlint_str;

/* Of an array, not of a pointer. */
#define RLINT_COUNT(array) (sizeof(array) / sizeof *(array))

#define RLINT_STR_INIT(literal)                                                                    \
	{                                                                                          \
		(literal), sizeof(literal) - 1                                                     \
	} /* in initialisers */
#ifdef __cplusplus
#define RLINT_STR(literal) (rlint_str RLINT_STR_INIT(literal))
#else
#define RLINT_STR(literal) ((rlint_str)RLINT_STR_INIT(literal)) /* in expressions */
#endif

/* How a call ended. What is wrong with a linted file is never a status but a finding. */
typedef enum rlint_status {
	RLINT_OK,
	RLINT_NOMEM, /* the allocator returned NULL; the object called on stays usable */
	RLINT_IO, /* a file could not be read */
	RLINT_LIMIT, /* a limit of the registry was passed */
	RLINT_CONFIG, /* the configuration is wrong; the call's error text says where */
	RLINT_PLUGIN, /* a plugin could not be loaded */
	RLINT_ARGUMENT /* the caller passed something that no call accepts */
} rlint_status;

/* A short English text for a status; static storage. */
RLINT_API const char *rlint_status_text(rlint_status status);

/* The library's version as "MAJOR.MINOR.PATCH"; static storage. */
RLINT_API const char *rlint_version(void);

/* The memory hook. `resize` allocates (ptr NULL), resizes, or frees (new_size 0, returns NULL);
 * old_size is what was asked for before, 0 for NULL. It returns NULL when out of memory, leaving
 * ptr as it was, and never jumps. Blocks are aligned as malloc's. Where a call takes a `const
 * rlint_alloc *`, NULL means malloc; otherwise the hook must outlive every object made with it and
 * bear the host's threads. */
typedef struct rlint_alloc {
	void *(*resize)(void *user, void *ptr, size_t old_size, size_t new_size);
	void *user;
} rlint_alloc;

/* Answers to questions about files: a rule speaks on RLINT_YES only. */
typedef enum rlint_answer { RLINT_NO, RLINT_UNKNOWN, RLINT_YES } rlint_answer;

#ifdef __cplusplus
}
#endif
#endif
