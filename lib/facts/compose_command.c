/* What services run: entrypoint and command. A string is cut into words as Compose does it, without
 * a shell: what stands in quotes is one word, and a backslash takes the next byte as it is.
 *
 *     string = { blank | word } ;
 *     word   = { byte | "\" , byte | "'" , { byte } , "'" | '"' , { byte | "\" , byte } , '"' } ;
 *
 * Source: compose-spec 05-services.md; mattn/go-shellwords, which Compose calls. */
#include "lib/facts/compose.h"

#include "lib/base/str.h"
#include "lib/facts/dockerfile_facts.h"
#include "lib/facts/service_step.h"

/* A string on its way to words. */
struct cutter {
	const struct compose *compose;
	struct text text;
	struct vec words; /* struct text */
	struct text_builder word;
	bool is_open; /* a word has begun */
	char quote; /* NUL outside of quotes */
};

static void close_word(struct cutter *cutter)
{
	if (cutter->is_open) {
		*(struct text *)vec_add(&cutter->words, cutter->compose->facts->arena,
			sizeof(struct text)) = text_end(&cutter->word);
	}
	cutter->word = (struct text_builder){ .arena = cutter->compose->facts->arena };
	cutter->is_open = false;
}

static void take(struct cutter *cutter, size_t at)
{
	text_add(&cutter->word, &cutter->text, at, at + 1);
	cutter->is_open = true;
}

/* One that opens, or the one that closes. */
static bool is_quote(const struct cutter *cutter, char byte)
{
	return cutter->quote != '\0' ? byte == cutter->quote : byte == '\'' || byte == '"';
}

/* The offset behind the bytes that were read. */
static size_t read_byte(struct cutter *cutter, size_t at)
{
	rlint_str bytes = cutter->text.bytes;
	char byte = bytes.ptr[at];

	if (byte == '\\' && cutter->quote != '\'' && at + 1 < bytes.len) {
		take(cutter, at + 1);
		return at + 2;
	}
	if (byte == '$' && at + 1 < bytes.len && bytes.ptr[at + 1] == '$') {
		/* Two dollars stand for one, by Compose's own variables. */
		take(cutter, at + 1);
		return at + 2;
	}
	if (is_quote(cutter, byte)) {
		if (cutter->quote == byte) {
			cutter->quote = '\0';
		} else {
			cutter->quote = byte;
		}
		cutter->is_open = true;
	} else if (cutter->quote == '\0' && byte_is_space(byte)) {
		close_word(cutter);
	} else {
		take(cutter, at);
	}
	return at + 1;
}

static void cut(struct cutter *cutter)
{
	close_word(cutter);
	for (size_t at = 0; at < cutter->text.bytes.len;) {
		at = read_byte(cutter, at);
	}
	close_word(cutter);
}

/* Two dollars of a list's item. */
static struct text undoubled(const struct compose *compose, const struct text *text)
{
	struct text_builder builder = { .arena = compose->facts->arena };
	size_t start = 0, at = rlint_str_find_str(text->bytes, RLINT_STR("$$"));

	if (at >= text->bytes.len) {
		return *text;
	}
	while (at < text->bytes.len) {
		text_add(&builder, text, start, at);
		start = at + 1;
		at = str_find(text->bytes, '$', at + 2);
		while (at < text->bytes.len &&
			(at + 1 >= text->bytes.len || text->bytes.ptr[at + 1] != '$')) {
			at = str_find(text->bytes, '$', at + 1);
		}
	}
	text_add(&builder, text, start, text->bytes.len);
	return text_end(&builder);
}

static void add_words_of_list(struct cutter *cutter, uint32_t list)
{
	const struct compose *compose = cutter->compose;
	uint32_t item = tree_first_child(&compose->file->tree, list);

	for (uint32_t left = COMPOSE_ITEMS_MOST; item != NODE_NONE && left > 0; left--) {
		struct config_scalar scalar;

		if (config_scalar(compose->file, config_resolve(compose->file, item), &scalar)) {
			*(struct text *)vec_add(&cutter->words, compose->facts->arena,
				sizeof(struct text)) = undoubled(compose, &scalar.text);
		}
		item = compose_next(compose, item);
	}
}

static void add_words(struct cutter *cutter, uint32_t node)
{
	const struct compose *compose = cutter->compose;
	struct config_scalar scalar;

	if (config_scalar(compose->file, node, &scalar)) {
		cutter->text = scalar.text;
		cut(cutter);
	} else if (compose_is(compose, node, CONFIG_SEQUENCE)) {
		add_words_of_list(cutter, node);
	}
}

/* The words of both one behind the other are what is executed. */
void compose_commands(struct compose *compose)
{
	const struct config *file = compose->file;
	uint32_t entrypoint = config_resolve(file, compose_get(compose, RLINT_STR("entrypoint")));
	uint32_t command = config_resolve(file, compose_get(compose, RLINT_STR("command")));
	struct cutter cutter = { .compose = compose };
	struct service_step what = { .service = compose->fact };
	uint32_t count;

	add_words(&cutter, entrypoint);
	count = cutter.words.count;
	add_words(&cutter, command);
	if (cutter.words.count == 0) {
		return;
	}
	what.node = cutter.words.count > count ? command : entrypoint;
	what.name = cutter.words.count > count ? RLINT_STR("command") : RLINT_STR("entrypoint");
	what.keyword = config_words(file, what.node);
	compose->service->starts =
		start_of_steps(NULL, service_step_of_words(compose->facts, &what,
					     cutter.words.items, cutter.words.count));
	compose->service->has_command = true;
}
