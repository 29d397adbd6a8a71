/* Dockerfiles as BuildKit reads them (frontend/dockerfile/parser and instructions), tolerant of
 * errors. */
#ifndef LIB_SYNTAX_DOCKERFILE_DOCKERFILE_H
#define LIB_SYNTAX_DOCKERFILE_DOCKERFILE_H

#include "lib/syntax/tree.h"

/* Node kinds. DOCKER_FILE is the root; payloads index the array named. */
enum docker_kind {
	DOCKER_FILE,
	DOCKER_DIRECTIVE, /* directives */
	DOCKER_INSTRUCTION, /* instructions; children: keyword, flags, words, heredocs, the trigger
			       of ONBUILD */
	DOCKER_KEYWORD,
	DOCKER_FLAG, /* flags */
	DOCKER_WORD, /* words */
	DOCKER_HEREDOC /* heredocs */
};

enum docker_name {
	DOCKER_ADD,
	DOCKER_ARG,
	DOCKER_CMD,
	DOCKER_COPY,
	DOCKER_ENTRYPOINT,
	DOCKER_ENV,
	DOCKER_EXPOSE,
	DOCKER_FROM,
	DOCKER_HEALTHCHECK,
	DOCKER_LABEL,
	DOCKER_MAINTAINER,
	DOCKER_ONBUILD,
	DOCKER_RUN,
	DOCKER_SHELL,
	DOCKER_STOPSIGNAL,
	DOCKER_USER,
	DOCKER_VOLUME,
	DOCKER_WORKDIR,
	DOCKER_UNKNOWN_NAME
};

/* `# key=value` at the top. */
struct docker_directive {
	rlint_str key, value;
	rlint_span key_span, value_span;
	bool is_effective; /* escape, syntax: always; check: as the second of BuildKit's readers
			      sees it */
};

/* A word as its instruction's grammar splits it: quotes and escapes kept but for JSON strings,
 * which are decoded. */
struct docker_word {
	struct text text;
	rlint_span span;
	uint32_t node;
};

/* `--name=value`, quotes removed. */
struct docker_flag {
	rlint_str name; /* without the dashes */
	struct text value;
	bool has_value;
	rlint_span span, value_span;
	uint32_t node;
};

struct docker_heredoc {
	rlint_str name; /* quotes removed */
	rlint_span marker; /* `<<-EOF` */
	struct text body; /* lines between, tabs at line starts removed where `<<-` says so */
	rlint_span body_span; /* the same lines as they stand */
	uint32_t fd; /* digits before `<<`; 0 if none */
	bool expands, is_chomped, is_terminated;
	uint32_t node;
};

struct docker_instruction {
	enum docker_name name;
	rlint_str keyword; /* as written */
	rlint_span keyword_span;
	rlint_span span; /* keyword to the last byte of the instruction, heredocs included */
	uint32_t node;
	uint32_t first_line, last_line; /* physical, from 1, as BuildKit counts */
	bool is_json; /* exec form */
	bool is_legacy; /* ENV/LABEL name value */
	bool is_trigger; /* of an ONBUILD */
	bool has_problem; /* the builder refuses it */
	struct text line; /* the joined logical line, keyword and all */
	struct text rest; /* of it what follows keyword and flags, trimmed */
	uint32_t flag_first, flag_count; /* in flags */
	uint32_t word_first, word_count; /* in words; ENV and LABEL: key, value, key, value ... */
	uint32_t heredoc_first, heredoc_count; /* in heredocs; ONBUILD and its trigger share
						  them */
	uint32_t trigger; /* index of ONBUILD's instruction, or NODE_NONE; it follows at once */
	uint32_t comment_first,
		comment_count; /* tree.comments attached to it (BuildKit's PrevComment) */
	rlint_span empty_continuation; /* the first blank line inside, or empty */
};

/* What a check directive, or its like from outside, says of BuildKit's checks. */
struct docker_checks {
	rlint_str skip, experimental; /* lists of names, or "all"; see docker_check_names */
	bool is_error; /* the build fails where a check has something to say */
};

struct dockerfile {
	struct tree tree;
	struct vec directives, instructions, words, flags, heredocs; /* of the structs above */
	char escape; /* '\\' or '`' */
	bool fails; /* BuildKit's parser gives no tree */
	struct docker_checks checks; /* of the directive in effect */
	bool has_wrong_checks; /* which BuildKit cannot read, so that it checks nothing */
	bool has_inline_comment; /* some instruction is read as if its comment was not there */
};

/* Parses the text; runs inside a protected call. Problems go to tree.problems (rules "dockerfile",
 * "inline-comment"): everything BuildKit's parser and instruction step refuse, and the dispatch
 * errors that one instruction shows. */
void dockerfile_parse(
	struct dockerfile *out, struct arena *arena, const struct limits *limits, rlint_str source);

const struct docker_instruction *dockerfile_instruction(
	const struct dockerfile *file, uint32_t index);
const struct docker_word *dockerfile_word(const struct dockerfile *file,
	const struct docker_instruction *instruction, uint32_t index);
const struct docker_flag *dockerfile_flag(const struct dockerfile *file,
	const struct docker_instruction *instruction, uint32_t index);
const struct docker_heredoc *dockerfile_heredoc(const struct dockerfile *file,
	const struct docker_instruction *instruction, uint32_t index);

/* Reads the options of a check directive (its value up to the first blank, docker_first_field).
 * False where BuildKit refuses them: nothing is taken, and *wrong is what it names. */
bool docker_read_checks(rlint_str text, struct docker_checks *out, rlint_str *wrong);
rlint_str docker_first_field(rlint_str text);
/* Does a list of docker_checks name the check? */
bool docker_check_names(rlint_str list, rlint_str name);
/* Takes the options of a comment `# check=` that begins its line; nothing is taken where BuildKit
 * could not read them. False: it is another comment. */
bool docker_comment_checks(
	const struct dockerfile *file, const struct comment *comment, struct docker_checks *out);

/* BuildKit's parser dump appended to the buffer, which tells of lacking memory. Flags are shown as
 * BuildKit holds them: bytes past ASCII as Latin-1. Where `fails`, the tolerant tree. */
void dockerfile_dump(const struct dockerfile *file, struct buffer *out);

#endif
