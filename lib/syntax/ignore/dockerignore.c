/* .dockerignore files (moby/patternmatcher, ignorefile.ReadAll and New).
 *
 *   file    = [ BOM ] { line LF }
 *   line    = "#" text | blanks [ "!" blanks ] [ pattern ] blanks
 *   pattern = { '*' | '?' | class | '\' character | character }   ; Go's filepath.Match accepts it
 *   class   = '[' [ '^' ] item { item } ']'
 *   item    = member [ '-' member ]
 *   member  = '\' character | character but '-' and ']'
 *
 * Only a '#' in the first column makes a comment. */
#include "lib/syntax/ignore/dockerignore.h"

#include "lib/base/str.h"

/* A file while it is read. */
struct reading {
	struct dockerignore *file;
	struct arena *arena;
	rlint_str source;
	uint32_t comment_free; /* the first comment that precedes nothing yet */
};

/* Takes a member of a class; false where there is none. */
static bool take_member(rlint_str text, size_t *at)
{
	if (*at < text.len && text.ptr[*at] == '\\') {
		*at += 2;
	} else if (*at < text.len && text.ptr[*at] != '-' && text.ptr[*at] != ']') {
		*at += 1;
	} else {
		return false;
	}
	/* Something must follow, if only the bracket. */
	return *at < text.len;
}

/* A member, or a range of them. */
static bool take_item(rlint_str text, size_t *at)
{
	if (!take_member(text, at)) {
		return false;
	}
	if (text.ptr[*at] != '-') {
		return true;
	}
	*at += 1;
	return take_member(text, at);
}

/* Takes a class, from behind its '['. */
static bool take_class(rlint_str text, size_t *at)
{
	bool is_empty = true;

	*at += *at < text.len && text.ptr[*at] == '^';
	while (is_empty || text.ptr[*at] != ']') {
		if (!take_item(text, at)) {
			return false;
		}
		is_empty = false;
	}
	*at += 1;
	return true;
}

/* Does Go's filepath.Match accept the pattern? */
static bool is_pattern(rlint_str text)
{
	size_t at = 0;

	while (at < text.len) {
		char byte = text.ptr[at++];

		if ((byte == '\\' && at++ == text.len) || (byte == '[' && !take_class(text, &at))) {
			return false;
		}
	}
	return true;
}

static void refuse(struct reading *reading, const struct ignore_line *line, rlint_span whole)
{
	bool is_empty = line->text.len == 0;
	struct problem *problem = tree_problem(&reading->file->tree, line->node, "dockerignore",
		is_empty ? whole : line->span, true);

	problem->message =
		is_empty ? RLINT_STR("'!' names nothing, and the builder refuses the file: write "
				     "behind it what is to be kept")
			 : RLINT_STR("this is no pattern, and the builder refuses the file: close "
				     "the bracket, or write a backslash before the character");
	problem->foreign = is_empty ? RLINT_STR("illegal exclusion pattern: \"!\"")
				    : RLINT_STR("syntax error in pattern");
}

static void give_comments(struct reading *reading, uint32_t node)
{
	struct vec *comments = &reading->file->tree.comments;

	for (; reading->comment_free < comments->count; reading->comment_free++) {
		((struct comment *)comments->items + reading->comment_free)->precedes = node;
	}
}

static rlint_span span_of(const struct reading *reading, rlint_str text)
{
	uint32_t start = (uint32_t)(text.ptr - reading->source.ptr);

	return (rlint_span){ start, start + (uint32_t)text.len };
}

static void add_line(struct reading *reading, rlint_str whole)
{
	struct dockerignore *file = reading->file;
	struct ignore_line *line = vec_add(&file->lines, reading->arena, sizeof *line);

	line->is_negated = whole.ptr[0] == '!';
	line->text = str_trim(str_slice(whole, line->is_negated, whole.len));
	line->span = span_of(reading, line->text);
	line->node = tree_add(&file->tree, 0, IGNORE_LINE, span_of(reading, whole));
	line->is_wrong = line->text.len == 0 || !is_pattern(line->text);
	give_comments(reading, line->node);
	if (line->is_wrong) {
		refuse(reading, line, span_of(reading, whole));
		file->tree.is_incomplete = true;
	}
}

static void read_line(struct reading *reading, rlint_str line)
{
	if (rlint_str_starts(line, RLINT_STR("#"))) {
		tree_comment(&reading->file->tree, span_of(reading, line));
		return;
	}
	line = str_trim(line);
	if (line.len > 0) {
		add_line(reading, line);
	}
}

void dockerignore_parse(struct dockerignore *out, struct arena *arena, const struct limits *limits,
	rlint_str source)
{
	struct reading reading = { .file = out, .arena = arena, .source = source };
	size_t at = rlint_str_starts(source, RLINT_STR("\xEF\xBB\xBF")) ? 3 : 0;

	*out = (struct dockerignore){ 0 };
	tree_init(&out->tree, arena, limits, source);
	tree_add(&out->tree, NODE_NONE, IGNORE_FILE, (rlint_span){ 0, (uint32_t)source.len });
	while (at < source.len) {
		size_t end = str_find(source, '\n', at);
		size_t stop = end > at && source.ptr[end - 1] == '\r' ? end - 1 : end;

		read_line(&reading, str_slice(source, at, stop));
		at = end + 1;
	}
}
