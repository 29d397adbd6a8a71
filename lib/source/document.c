/* A text with its line index, shared by reference count. */
#include "lib/source/document.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/base/utf8.h"

/* The offset after the line end at or behind `at`, or the text's length. */
static size_t next_line(const rlint_document *document, size_t at)
{
	rlint_str text = document->text;
	size_t lf = str_find(text, '\n', at);
	size_t cr;

	if (document->has_cr_lines) {
		cr = str_find(str_slice(text, 0, lf), '\r', at);
		if (cr + 1 < lf) {
			return cr + 1;
		}
	}
	return lf < text.len ? lf + 1 : text.len;
}

static uint32_t count_lines(const rlint_document *document)
{
	rlint_str text = document->text;
	uint32_t count = 1;

	if (document->has_cr_lines) {
		for (size_t at = next_line(document, 0); at < text.len;
			at = next_line(document, at)) {
			count++;
		}
		return count;
	}
	/* An LF at the end begins no line. */
	for (size_t i = 0; i + 1 < text.len; i++) {
		count += text.ptr[i] == '\n';
	}
	return count;
}

static bool index_lines(rlint_document *document)
{
	size_t at = 0;

	document->line_count = count_lines(document);
	document->lines = alloc_resize(
		document->alloc, NULL, 0, document->line_count * sizeof *document->lines);
	if (!document->lines) {
		return false;
	}
	for (uint32_t i = 0; i < document->line_count; i++) {
		document->lines[i] = (uint32_t)at;
		at = next_line(document, at);
	}
	return true;
}

rlint_document *document_new(
	const rlint_alloc *alloc, rlint_file_kind kind, rlint_str path, rlint_str text)
{
	size_t size = sizeof(rlint_document) + path.len + text.len;
	rlint_document *document = alloc_resize(alloc, NULL, 0, size);
	char *bytes;

	if (!document) {
		return NULL;
	}
	memset(document, 0, sizeof *document);
	bytes = (char *)(document + 1);
	document->alloc = alloc;
	atomic_init(&document->references, 1);
	document->kind = kind;
	if (path.len > 0) {
		memcpy(bytes, path.ptr, path.len);
	}
	if (text.len > 0) {
		memcpy(bytes + path.len, text.ptr, text.len);
	}
	document->path = (rlint_str){ bytes, path.len };
	document->text = (rlint_str){ bytes + path.len, text.len };
	document->is_ascii = utf8_is_ascii(document->text);
	document->has_cr_lines = kind != RLINT_FILE_DOCKERFILE && kind != RLINT_FILE_UNKNOWN &&
				 str_find(text, '\r', 0) < text.len;
	if (!index_lines(document)) {
		alloc_resize(alloc, document, size, 0);
		return NULL;
	}
	return document;
}

/* The count is the only part of a document that changes; const is what readers see. */
static rlint_document *writable(const rlint_document *document)
{
	return (rlint_document *)(uintptr_t)document; /* NOLINT(performance-no-int-to-ptr) */
}

const rlint_document *document_ref(const rlint_document *document)
{
	if (document) {
		atomic_fetch_add_explicit(&writable(document)->references, 1, memory_order_relaxed);
	}
	return document;
}

void document_unref(const rlint_document *document)
{
	if (!document || atomic_fetch_sub_explicit(
				 &writable(document)->references, 1, memory_order_acq_rel) > 1) {
		return;
	}
	alloc_resize(document->alloc, document->lines,
		document->line_count * sizeof *document->lines, 0);
	alloc_resize(document->alloc, writable(document),
		sizeof *document + document->path.len + document->text.len, 0);
}

uint32_t document_line(const rlint_document *document, uint32_t offset)
{
	uint32_t low = 0;
	uint32_t high = document->line_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (document->lines[middle] <= offset) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return low;
}

rlint_span document_line_span(const rlint_document *document, uint32_t line)
{
	uint32_t start = document->lines[line];
	uint32_t end = line + 1 < document->line_count ? document->lines[line + 1]
						       : (uint32_t)document->text.len;

	if (end > start && document->text.ptr[end - 1] == '\n') {
		end--;
	}
	if (end > start && document->text.ptr[end - 1] == '\r') {
		end--;
	}
	return (rlint_span){ start, end };
}

rlint_str document_line_end(const rlint_document *document)
{
	size_t lf = str_find(document->text, '\n', 0);

	return lf > 0 && lf < document->text.len && document->text.ptr[lf - 1] == '\r'
		       ? RLINT_STR("\r\n")
		       : RLINT_STR("\n");
}

rlint_str rlint_document_path(const rlint_document *document)
{
	return document->path;
}

rlint_file_kind rlint_document_kind(const rlint_document *document)
{
	return document->kind;
}

rlint_str rlint_document_text(const rlint_document *document)
{
	return document->text;
}

rlint_str rlint_text_of(const rlint_document *document, rlint_span span)
{
	return str_slice(document->text, span.start, span.end);
}

const char *rlint_file_kind_name(rlint_file_kind kind)
{
	static const char *const names[] = {
		[RLINT_FILE_ANY] = "any",
		[RLINT_FILE_DOCKERFILE] = "dockerfile",
		[RLINT_FILE_REQUIREMENTS] = "requirements",
		[RLINT_FILE_CONDA] = "conda",
		[RLINT_FILE_CONFIG] = "config",
		[RLINT_FILE_COMPOSE] = "compose",
		[RLINT_FILE_UNKNOWN] = "unknown",
		[RLINT_FILE_PROJECT] = "project",
		[RLINT_FILE_LOCK] = "lock",
		[RLINT_FILE_DEVCONTAINER] = "devcontainer",
		[RLINT_FILE_DOCKERIGNORE] = "dockerignore",
		[RLINT_FILE_DOTENV] = "dotenv",
	};

	return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "unknown";
}
