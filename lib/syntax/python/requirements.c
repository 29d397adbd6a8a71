/* Requirements files as pip reads them (req_file.py). A logical line is a requirement with options
 * behind it, or options alone:
 *
 *   line    = subject [ " " options ] | options
 *   options = the first "-" at the line's start or behind a space (U+0020), and all that follows
 *
 * See requirement.c for subjects, arguments.c for options, logical.c for lines. */
#include "lib/syntax/python/requirements.h"

#include "lib/base/utf8.h"
#include "lib/syntax/python/logical.h"
#include "lib/syntax/python/space.h"

struct parser {
	struct requirements *out;
	struct tree *tree;
	struct arena *arena;
	const struct requirements_scope *scope;
	uint32_t waiting; /* the first comment that no line follows yet */
	struct vec words; /* struct argument: of the line that is being read */
};

static struct problem *report(
	struct parser *parser, uint32_t node, rlint_span span, const char *message)
{
	struct problem *problem = tree_problem(parser->tree, node, "requirements", span, true);

	problem->message = str_from(message);
	return problem;
}

/* Something that pip reads without a word, but not as it was meant. */
static void remark(struct parser *parser, uint32_t node, rlint_span span, const char *message)
{
	report(parser, node, span, message)->is_grave = false;
}

/* ---- ${NAME} ---- */

static bool has_variable(rlint_str text)
{
	size_t at = str_find(text, '$', 0);

	while (at < text.len && variable_length(text, at) == 0) {
		at = str_find(text, '$', at + 1);
	}
	return at < text.len;
}

/* Replaces what the scope knows; empty values count as none. */
static struct text expand(struct parser *parser, const struct text *text)
{
	struct text_builder builder = { .arena = parser->arena };
	size_t done = 0;
	size_t at = 0;

	while ((at = str_find(text->bytes, '$', at)) < text->bytes.len) {
		size_t length = variable_length(text->bytes, at);
		rlint_str value;

		if (length > 0 &&
			parser->scope->lookup(parser->scope->user,
				str_slice(text->bytes, at + 2, at + length - 1), &value)) {
			text_add(&builder, text, done, at);
			text_add_decoded(&builder, value, text, at, at + length);
			done = at + length;
		}
		at += length > 0 ? length : 1;
	}
	text_add(&builder, text, done, text->bytes.len);
	return text_end(&builder);
}

/* ---- nodes ---- */

static uint32_t add_node(struct parser *parser, uint32_t parent, enum requirements_kind kind,
	const struct text *text, struct range range)
{
	if (range.start == range.end) {
		return parent;
	}
	return tree_add(
		parser->tree, parent, (uint16_t)kind, text_span(text, range.start, range.end));
}

static void add_requirement_nodes(
	struct parser *parser, uint32_t parent, const struct requirements_line *line)
{
	const struct requirement *requirement = &line->requirement;
	const struct specifier *specifiers = requirement->specifier_list.items;
	bool has_url = requirement->url.end > requirement->url.start;
	bool is_inside = has_url && requirement->name.start >= requirement->url.start;
	uint32_t url = parent;

	if (!is_inside) {
		add_node(parser, parent, REQUIREMENTS_NAME, &line->subject, requirement->name);
	}
	if (!is_inside && requirement->extras.start < requirement->url.start) {
		add_node(parser, parent, REQUIREMENTS_EXTRAS, &line->subject, requirement->extras);
	}
	if (has_url) {
		url = add_node(parser, parent, REQUIREMENTS_URL, &line->subject, requirement->url);
	}
	if (is_inside) {
		add_node(parser, url, REQUIREMENTS_NAME, &line->subject, requirement->name);
	}
	if (requirement->extras.start >= requirement->url.start) {
		add_node(parser, parent, REQUIREMENTS_EXTRAS, &line->subject, requirement->extras);
	}
	for (uint32_t i = 0; i < requirement->specifier_list.count; i++) {
		add_node(parser, parent, REQUIREMENTS_SPECIFIER, &line->subject,
			specifiers[i].whole);
	}
	add_node(parser, parent, REQUIREMENTS_MARKER, &line->subject, requirement->marker);
}

static void add_option_nodes(struct parser *parser, const struct requirements_line *line)
{
	const struct option *options = parser->out->options.items;
	bool is_subject_due = line->kind == LINE_EDITABLE;

	for (uint32_t i = line->option_first; i < line->option_first + line->option_count; i++) {
		bool is_hash = options[i].use == OPTION_HASH;
		uint32_t node = add_node(parser, line->node,
			is_hash ? REQUIREMENTS_HASH : REQUIREMENTS_OPTION, &line->text,
			options[i].range);

		tree_node(parser->tree, node)->payload = i;
		if (is_subject_due && options[i].use == OPTION_EDITABLE) {
			add_requirement_nodes(parser, node, line);
			is_subject_due = false;
		}
	}
}

/* ---- one line ---- */

/* Where the options begin: a "-" at the start or behind a space. */
static size_t options_start(rlint_str text)
{
	size_t at = str_find(text, '-', 0);

	while (at < text.len && at > 0 && text.ptr[at - 1] != ' ') {
		at = str_find(text, '-', at + 1);
	}
	return at;
}

/* Lines that belong to other kinds of files, or to none. */
static const char *explain_line(rlint_str text)
{
	static const struct {
		rlint_str start;
		const char *message;
	} rows[] = {
		{ RLINT_STR_INIT("<<<<<<<"), "a merge left this line: resolve it" },
		{ RLINT_STR_INIT("======="), "a merge left this line: resolve it" },
		{ RLINT_STR_INIT(">>>>>>>"), "a merge left this line: resolve it" },
		{ RLINT_STR_INIT("!pip "), "this is a notebook's command, no requirement" },
		{ RLINT_STR_INIT("%pip "), "this is a notebook's command, no requirement" },
		{ RLINT_STR_INIT("pip install "),
			"this is a command: a requirements file names packages only" },
		{ RLINT_STR_INIT("@EXPLICIT"),
			"this heads a list for `conda create --file`, and only as its first line" },
		{ RLINT_STR_INIT("["),
			"a requirements file has no sections: this is no requirement" },
		{ RLINT_STR_INIT("'"), "quotes are no part of a requirement: take them away" },
		{ RLINT_STR_INIT("\""), "quotes are no part of a requirement: take them away" },
		{ RLINT_STR_INIT("{"), "a requirements file is no JSON: this is no requirement" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rlint_str_starts(text, rows[i].start)) {
			return rows[i].message;
		}
	}
	return NULL;
}

/* Whatever went wrong on a line that ends in a backslash: it was meant to go on. */
static bool explain_backslash(struct parser *parser, struct requirements_line *line)
{
	size_t len = line->text.bytes.len;

	if (len == 0 || line->text.bytes.ptr[len - 1] != '\\') {
		return false;
	}
	report(parser, line->node, text_span(&line->text, len - 1, len),
		"this backslash joins no line: nothing may stand behind it, not even a blank");
	return true;
}

static void refuse(struct parser *parser, struct requirements_line *line)
{
	line->kind = LINE_INVALID;
	parser->tree->is_incomplete = true;
	tree_node(parser->tree, line->node)->flags |= NODE_IS_BAD;
}

static void report_requirement(struct parser *parser, struct requirements_line *line)
{
	const struct requirement *requirement = &line->requirement;
	bool is_invalid = requirement->kind == REQUIREMENT_INVALID;
	const char *message = is_invalid ? explain_line(line->text.bytes) : NULL;
	struct problem *problem;

	/* What a variable stands for may well be right. */
	if (requirement->error.len == 0 || line->has_variables) {
		parser->tree->is_incomplete |= is_invalid;
		return;
	}
	if (!is_invalid || !explain_backslash(parser, line)) {
		problem = report(parser, line->node,
			text_span(&line->subject, requirement->bad.start, requirement->bad.end),
			message);
		problem->message = message ? problem->message : requirement->error;
		problem->foreign = requirement->foreign;
		/* Without pip's words: it reads this, but cannot install it. */
		problem->is_grave = is_invalid || requirement->foreign.len == 0;
	}
	if (is_invalid) {
		refuse(parser, line);
	}
}

static void report_options(
	struct parser *parser, struct requirements_line *line, const struct cursor *cursor)
{
	const struct complaint *complaint = cursor->complaint;
	struct problem *problem;

	if (!complaint || line->has_variables) {
		return;
	}
	if (!complaint->is_mild) {
		refuse(parser, line);
		if (explain_backslash(parser, line)) {
			return;
		}
	}
	problem = report(parser, line->node,
		text_span(&line->text, cursor->bad_start, cursor->bad_end), complaint->plain);
	problem->foreign = str_from(complaint->foreign);
	problem->is_grave = !complaint->is_mild;
}

/* What pip drops without a word. */
static void remark_ignored(
	struct parser *parser, const struct requirements_line *line, struct range ignored)
{
	rlint_str words = str_slice(line->text.bytes, ignored.start, ignored.end);
	const char *message = "pip drops these words: a requirement stands before all options";

	if (ignored.start == ignored.end || line->has_variables) {
		return;
	}
	if (ignored.start == 0) {
		message = "pip takes this dash for an option and drops the line: take it away";
	} else if (line->kind == LINE_EDITABLE && words.ptr[0] == '@') {
		message = "pip drops this: put the whole `name @ URL` behind -e in quotes";
	} else if (words.ptr[0] == ';') {
		message = "pip drops a marker that stands behind an option's value";
	} else if (line->kind == LINE_INCLUDE || line->kind == LINE_CONSTRAINT) {
		message = "pip reads the first file of this line only and drops the rest";
	}
	remark(parser, line->node, text_span(&line->text, ignored.start, ignored.end), message);
}

static const char *useless_option(
	const struct requirements_line *line, const struct option *option, bool is_first)
{
	enum requirements_line_kind kind = line->kind;

	if (option->use == OPTION_HASH && kind != LINE_REQUIREMENT) {
		return kind == LINE_EDITABLE
			       ? "pip checks no hash of an editable project: this one is dropped"
			       : "this hash belongs to no requirement and is dropped: "
				 "end the line before it with a backslash";
	}
	if (option->use == OPTION_EDITABLE && !(kind == LINE_EDITABLE && is_first)) {
		return "pip drops this -e: it wants a line of its own";
	}
	if (option->use == OPTION_INCLUDE && !(kind == LINE_INCLUDE && is_first)) {
		return "pip drops this -r: it wants a line of its own";
	}
	if (option->use == OPTION_CONSTRAINT && !(kind == LINE_CONSTRAINT && is_first)) {
		return "pip drops this -c: it wants a line of its own";
	}
	return NULL;
}

/* Options that have no effect where they stand. */
static void remark_options(struct parser *parser, const struct requirements_line *line)
{
	const struct option *options = parser->out->options.items;
	unsigned seen = 0; /* by enum option_use */

	for (uint32_t i = line->option_first; i < line->option_first + line->option_count; i++) {
		unsigned bit = 1U << options[i].use;
		const char *message = useless_option(line, &options[i], !(seen & bit));

		if (message && !line->has_variables) {
			remark(parser, line->node,
				text_span(
					&line->text, options[i].range.start, options[i].range.end),
				message);
		}
		seen |= bit;
	}
}

/* The kind that the first option of a use gives a line that has no requirement. */
static void take_option(struct requirements_line *line, const struct option *option)
{
	/* -e before -r before -c, whatever their order on the line. */
	if (option->use == OPTION_EDITABLE && line->kind != LINE_EDITABLE) {
		line->kind = LINE_EDITABLE;
		line->subject = option->value;
	} else if (option->use == OPTION_INCLUDE &&
		   (line->kind == LINE_OPTIONS || line->kind == LINE_CONSTRAINT)) {
		line->kind = LINE_INCLUDE;
		line->subject = option->value;
	} else if (option->use == OPTION_CONSTRAINT && line->kind == LINE_OPTIONS) {
		line->kind = LINE_CONSTRAINT;
		line->subject = option->value;
	}
}

static void take_options(struct parser *parser, struct requirements_line *line)
{
	const struct option *options = parser->out->options.items;

	for (uint32_t i = line->option_first; i < line->option_first + line->option_count; i++) {
		line->hash_count += options[i].use == OPTION_HASH;
		if (line->kind != LINE_REQUIREMENT) {
			take_option(line, &options[i]);
		}
	}
}

/* Options from `at` on; false where pip refuses them. */
static bool read_options(
	struct parser *parser, struct requirements_line *line, size_t at, struct range *ignored)
{
	struct cursor cursor = { .text = line->text.bytes };
	struct range part = { (uint32_t)at, (uint32_t)line->text.bytes.len };
	bool is_read;

	*ignored = (struct range){ 0, 0 };
	parser->words.count = 0;
	line->option_first = parser->out->options.count;
	is_read = arguments_split(&parser->words, parser->arena, &line->text, &cursor, part) &&
		  arguments_read(
			  &parser->out->options, parser->arena, &parser->words, &cursor, ignored);
	line->option_count = parser->out->options.count - line->option_first;
	report_options(parser, line, &cursor);
	return is_read;
}

static void read_subject(struct parser *parser, struct requirements_line *line)
{
	unsigned flags = (parser->scope ? REQUIREMENT_STRICT : 0U) |
			 (line->kind == LINE_EDITABLE ? REQUIREMENT_EDITABLE : 0U);

	if (line->kind == LINE_REQUIREMENT || line->kind == LINE_EDITABLE) {
		requirement_read_as(&line->requirement, parser->arena, &line->subject, flags);
		report_requirement(parser, line);
	}
}

static void read_line(struct parser *parser, struct requirements_line *line)
{
	size_t at = options_start(line->text.bytes);
	struct range ignored;
	bool is_read;

	line->kind = at > 0 ? LINE_REQUIREMENT : LINE_OPTIONS;
	line->subject =
		text_sub(&line->text, 0, at == line->text.bytes.len || at == 0 ? at : at - 1);
	is_read = read_options(parser, line, at, &ignored);
	if (is_read) {
		take_options(parser, line);
		read_subject(parser, line);
	}
	if (line->kind == LINE_REQUIREMENT) {
		add_requirement_nodes(parser, line->node, line);
	}
	add_option_nodes(parser, line);
	if (is_read && line->kind != LINE_INVALID) {
		remark_ignored(parser, line, ignored);
		remark_options(parser, line);
	}
}

/* ---- the file ---- */

static void add_comment(struct parser *parser, rlint_span span, uint32_t trails)
{
	if (span.end > span.start) {
		tree_comment(parser->tree, span)->trails = trails;
	}
}

/* The comments so far come before this node. */
static void end_waiting(struct parser *parser, uint32_t node)
{
	struct comment *comments = parser->tree->comments.items;

	while (parser->waiting < parser->tree->comments.count) {
		comments[parser->waiting++].precedes = node;
	}
}

static uint32_t add_line(struct parser *parser, const struct logical_line *logical)
{
	struct requirements_line *line = arena_new(parser->arena, 1, sizeof *line);
	struct requirements_line **slot;

	line->text = logical->text;
	line->number = logical->number;
	line->span = text_span(&line->text, 0, line->text.bytes.len);
	line->node = tree_add(parser->tree, 0, REQUIREMENTS_LINE, line->span);
	tree_node(parser->tree, line->node)->payload = parser->out->lines.count;
	slot = vec_add(&parser->out->lines, parser->arena, sizeof(void *));
	*slot = line;
	end_waiting(parser, line->node);
	if (has_variable(line->text.bytes)) {
		line->has_variables = !parser->scope;
		line->text = parser->scope ? expand(parser, &line->text) : line->text;
	}
	read_line(parser, line);
	return line->node;
}

static void add_logical(struct parser *parser, const struct logical_line *logical)
{
	uint32_t node = logical->text.bytes.len > 0 ? add_line(parser, logical) : NODE_NONE;

	add_comment(parser, logical->comment, node);
	add_comment(parser, logical->closing, node);
	if (logical->swallowed.end > logical->swallowed.start) {
		remark(parser, node == NODE_NONE ? 0 : node, logical->swallowed,
			"the comment before it goes on over the backslash: pip does not see this");
	}
}

/* False where nothing of the text can be read. */
static bool check_encoding(struct parser *parser)
{
	rlint_str source = parser->tree->source;
	enum coding coding = requirements_coding(source);
	rlint_str name = requirements_coding_name(source);
	size_t bad = coding == CODING_UTF8 ? utf8_invalid(source) : source.len;

	if (coding == CODING_WIDE) {
		report(parser, 0, (rlint_span){ 0, 2 },
			"the file says that it is UTF-16 or UTF-32, but its bytes are not: "
			"pip stops here; save it as UTF-8");
		parser->tree->is_incomplete = true;
		return false;
	}
	if (coding == CODING_UNKNOWN && !codec_is_known(name)) {
		uint32_t start = (uint32_t)(name.ptr - source.ptr);

		report(parser, 0, (rlint_span){ start, start + (uint32_t)name.len },
			"Python knows no encoding of that name, and pip stops at it: save the file "
			"as UTF-8, and take the comment out");
	}
	if (bad < source.len) {
		report(parser, 0, (rlint_span){ (uint32_t)bad, (uint32_t)bad + 1 },
			"this byte is no UTF-8: pip stops here, unless the machine's locale "
			"happens to "
			"fit; save the file as UTF-8");
	}
	return true;
}

void requirements_begin_list(struct requirements *out, struct arena *arena,
	const struct limits *limits, rlint_str source)
{
	*out = (struct requirements){ 0 };
	tree_init(&out->tree, arena, limits, source);
	tree_add(&out->tree, NODE_NONE, REQUIREMENTS_FILE, (rlint_span){ 0, (uint32_t)source.len });
}

/* One line of an item: blanks and a comment are taken off. */
static void add_item_line(struct parser *parser, const struct text *item, rlint_str line)
{
	size_t start;
	size_t comment = rlint_str_find_str(line, RLINT_STR(" #"));
	rlint_str trimmed = str_trim(str_slice(line, 0, comment));
	struct logical_line logical = { .number = parser->out->lines.count + 1 };

	if (trimmed.len == 0 || trimmed.ptr[0] == '#') {
		return;
	}
	start = (size_t)(trimmed.ptr - item->bytes.ptr);
	logical.text = text_sub(item, start, start + trimmed.len);
	add_line(parser, &logical);
}

void requirements_add_item(struct requirements *out, const struct text *item, uint32_t node)
{
	struct parser parser = { out, &out->tree, out->tree.arena, NULL, 0, { 0 } };
	uint32_t first_line = out->lines.count;
	uint32_t first_problem = out->tree.problems.count;

	parser.waiting = out->tree.comments.count;
	for (size_t at = 0; at < item->bytes.len; at = str_find(item->bytes, '\n', at) + 1) {
		size_t end = str_find(item->bytes, '\n', at);

		add_item_line(&parser, item, str_slice(item->bytes, at, end));
	}
	for (uint32_t i = first_line; i < out->lines.count; i++) {
		((struct requirements_line **)out->lines.items)[i]->node = node;
	}
	for (uint32_t i = first_problem; i < out->tree.problems.count; i++) {
		((struct problem *)out->tree.problems.items)[i].node = node;
	}
}

/* Three nodes for every line of usual length: growing arrays leave their old selves behind in the
 * arena. */
static void reserve(struct parser *parser)
{
	uint32_t nodes = (uint32_t)(parser->tree->source.len / 8) + 4;

	vec_reserve(&parser->tree->nodes, parser->arena, nodes, sizeof(struct node));
	vec_reserve(&parser->tree->last_children, parser->arena, nodes, sizeof(uint32_t));
	vec_reserve(&parser->out->lines, parser->arena, nodes / 4 + 1, sizeof(void *));
}

void requirements_parse_in(struct requirements *out, struct arena *arena,
	const struct limits *limits, rlint_str source, const struct requirements_scope *scope)
{
	struct parser parser = { out, &out->tree, arena, scope, 0, { 0 } };
	struct logical_reader reader = { .tree = &out->tree };
	struct logical_line line;

	*out = (struct requirements){ 0 };
	tree_init(&out->tree, arena, limits, source);
	reserve(&parser);
	tree_add(&out->tree, NODE_NONE, REQUIREMENTS_FILE, (rlint_span){ 0, (uint32_t)source.len });
	if (!check_encoding(&parser)) {
		return;
	}
	reader.at = rlint_str_starts(source, RLINT_STR("\xEF\xBB\xBF")) ? 3 : 0;
	while (logical_next(&reader, &line)) {
		add_logical(&parser, &line);
	}
}

void requirements_parse(struct requirements *out, struct arena *arena, const struct limits *limits,
	rlint_str source)
{
	requirements_parse_in(out, arena, limits, source, NULL);
}

const struct requirements_line *requirements_line_at(
	const struct requirements *file, uint32_t index)
{
	return ((struct requirements_line *const *)file->lines.items)[index];
}
