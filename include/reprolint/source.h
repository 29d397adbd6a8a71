/* Documents, spans and positions. */
#ifndef REPROLINT_SOURCE_H
#define REPROLINT_SOURCE_H

#include <reprolint/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes [start, end) of one document. The layout is frozen. */
typedef struct rlint_span {
	uint32_t start, end;
} rlint_span;

/* What a column counts. A UTF-16 column is what the Language Server Protocol calls `character`. */
typedef enum rlint_unit { RLINT_BYTES, RLINT_CODE_POINTS, RLINT_UTF16 } rlint_unit;

/* Line and column, both from 1. */
typedef struct rlint_position {
	uint32_t line, column;
} rlint_position;

/* What a file is read as. RLINT_FILE_ANY: worked out from name and content. */
typedef enum rlint_file_kind {
	RLINT_FILE_ANY,
	RLINT_FILE_DOCKERFILE,
	RLINT_FILE_REQUIREMENTS, /* pip requirements and constraints */
	RLINT_FILE_CONDA, /* conda environment.yml */
	RLINT_FILE_CONFIG, /* experiment config: YAML or JSON */
	RLINT_FILE_COMPOSE, /* compose.yaml: services of containers */
	RLINT_FILE_UNKNOWN, /* nothing that this library reads */
	RLINT_FILE_PROJECT, /* pyproject.toml, Pipfile, setup.cfg */
	RLINT_FILE_LOCK, /* uv.lock, poetry.lock, pdm.lock, Pipfile.lock, pylock.toml,
			    conda-lock.yml */
	RLINT_FILE_DEVCONTAINER, /* devcontainer.json */
	RLINT_FILE_DOCKERIGNORE, /* .dockerignore, and NAME.dockerignore for the Dockerfile NAME */
	RLINT_FILE_DOTENV /* .env: variables, one a line */
} rlint_file_kind;

/* One file as it was read: immutable, reference-counted; results keep theirs alive. */
typedef struct rlint_document rlint_document;

/* The path the document was asked for by; lives as long as the document. */
RLINT_API rlint_str rlint_document_path(const rlint_document *document);
RLINT_API rlint_file_kind rlint_document_kind(const rlint_document *document);
/* The whole text, as read (a BOM included). */
RLINT_API rlint_str rlint_document_text(const rlint_document *document);

/* The position of a byte offset; offsets past the end count as the end. A line ends after LF (in
 * configs and requirements also CR or CRLF); an invalid byte counts as one code point. */
RLINT_API rlint_position rlint_position_of(
	const rlint_document *document, uint32_t offset, rlint_unit unit);
/* The inverse: the offset of a position, the line's end where the column is past it. */
RLINT_API uint32_t rlint_offset_of(
	const rlint_document *document, rlint_position position, rlint_unit unit);
/* The bytes of a span, clipped to the document. */
RLINT_API rlint_str rlint_text_of(const rlint_document *document, rlint_span span);

RLINT_API const char *rlint_file_kind_name(rlint_file_kind kind);

#ifdef __cplusplus
}
#endif
#endif
