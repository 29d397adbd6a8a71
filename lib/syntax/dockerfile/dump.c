/* BuildKit's dump of the tree (parser.go, Node.Dump).
 *
 *   file = { "(" node ")" LF }
 *   node = lower-cased-name [ " [" quoted { " " quoted } "]" ] { " " ( quoted | "(" node ")" ) } */
#include "lib/syntax/dockerfile/dockerfile.h"

#include "lib/base/str.h"
#include "lib/base/unicode.h"
#include "lib/base/utf8.h"
#include "lib/syntax/dockerfile/parser.h"
#include "lib/syntax/dockerfile/words.h"

static const char hex_digits[] = "0123456789abcdef";

static void add_hex(struct buffer *out, uint32_t value, unsigned digits)
{
	while (digits-- > 0) {
		buffer_add_byte(out, hex_digits[value >> digits * 4 & 0xFU]);
	}
}

static void quote_control(struct buffer *out, unsigned char byte)
{
	static const char names[] = "abtnvfr"; /* 7 to 13 */

	buffer_add_byte(out, '\\');
	if (byte >= '\a' && byte <= '\r') {
		buffer_add_byte(out, names[byte - '\a']);
	} else {
		buffer_add_byte(out, 'x');
		add_hex(out, byte, 2);
	}
}

/* Quotes the character at `at`; returns its length. */
static size_t quote_code(struct buffer *out, rlint_str text, size_t at)
{
	size_t length;
	uint32_t code = utf8_decode(text, at, &length);

	if (code == UTF8_BAD) {
		buffer_add(out, RLINT_STR("\\x"));
		add_hex(out, (unsigned char)text.ptr[at], 2);
	} else if (unicode_is_print(code)) {
		buffer_add(out, str_slice(text, at, at + length));
	} else {
		buffer_add(out, code < 0x10000 ? RLINT_STR("\\u") : RLINT_STR("\\U"));
		add_hex(out, code, code < 0x10000 ? 4 : 8);
	}
	return length;
}

static void quote_byte(struct buffer *out, char byte)
{
	if ((unsigned char)byte < ' ' || byte == 0x7F) {
		quote_control(out, (unsigned char)byte);
		return;
	}
	if (byte == '"' || byte == '\\') {
		buffer_add_byte(out, '\\');
	}
	buffer_add_byte(out, byte);
}

void word_quote(struct buffer *out, rlint_str text)
{
	size_t length = 1;

	buffer_add_byte(out, '"');
	for (size_t at = 0; at < text.len; at += length) {
		if ((unsigned char)text.ptr[at] < 0x80) {
			length = 1;
			quote_byte(out, text.ptr[at]);
		} else {
			length = quote_code(out, text, at);
		}
	}
	buffer_add_byte(out, '"');
}

/* Go's strings.ToLower: bad bytes become U+FFFD where anything is not ASCII. */
static void add_lower(struct buffer *out, rlint_str text)
{
	size_t length;

	for (size_t at = 0; at < text.len; at += length) {
		char bytes[4];
		uint32_t code = unicode_lower(utf8_decode(text, at, &length));
		size_t size = utf8_encode(code, bytes);

		buffer_add(out, (rlint_str){ bytes, size });
	}
}

/* The text with each bad byte as U+FFFD. */
static rlint_str repaired(struct arena *arena, rlint_str text)
{
	struct buffer buffer = { .arena = arena };
	size_t length;

	if (utf8_invalid(text) == text.len) {
		return text;
	}
	for (size_t at = 0; at < text.len; at += length) {
		bool is_bad = utf8_decode(text, at, &length) == UTF8_BAD;

		buffer_add(&buffer,
			is_bad ? RLINT_STR("\xEF\xBF\xBD") : str_slice(text, at, at + length));
	}
	return buffer_str(&buffer);
}

/* BuildKit reads flags as Latin-1: each byte past ASCII is a character of its own there. */
static rlint_str as_latin1(struct arena *arena, rlint_str text)
{
	struct buffer buffer = { .arena = arena };

	if (utf8_is_ascii(text)) {
		return text;
	}
	for (size_t at = 0; at < text.len; at++) {
		char bytes[4];
		size_t size = utf8_encode((unsigned char)text.ptr[at], bytes);

		buffer_add(&buffer, (rlint_str){ bytes, size });
	}
	return buffer_str(&buffer);
}

/* A dump while it is made: `arena` is for what is needed on the way. */
struct dump {
	const struct dockerfile *file;
	struct buffer *out;
	struct arena arena;
	struct dockerfile exact; /* read anew, inline comments and all */
};

static void dump_flags(struct dump *dump, const struct docker_instruction *instruction)
{
	struct buffer *out = dump->out;

	for (uint32_t i = 0; i < instruction->flag_count; i++) {
		const struct docker_flag *flag = dockerfile_flag(dump->file, instruction, i);
		struct buffer text = { .arena = &dump->arena };

		buffer_add(&text, RLINT_STR("--"));
		buffer_add(&text, flag->name);
		if (flag->has_value) {
			buffer_add_byte(&text, '=');
			buffer_add(&text, flag->value.bytes);
		}
		buffer_add(out, i == 0 ? RLINT_STR(" [") : RLINT_STR(" "));
		word_quote(out, as_latin1(&dump->arena, buffer_str(&text)));
	}
	if (instruction->flag_count > 0) {
		buffer_add_byte(out, ']');
	}
}

static void dump_words(struct dump *dump, const struct docker_instruction *instruction)
{
	struct buffer *out = dump->out;
	bool is_pair = instruction->name == DOCKER_ENV || instruction->name == DOCKER_LABEL;
	bool is_split = (is_pair && !instruction->is_legacy) || instruction->name == DOCKER_ARG;

	for (uint32_t i = 0; i < instruction->word_count; i++) {
		rlint_str word = dockerfile_word(dump->file, instruction, i)->text.bytes;

		buffer_add_byte(out, ' ');
		word_quote(out, is_split ? repaired(&dump->arena, word) : word);
		if (is_pair && i % 2 == 1) {
			buffer_add(out,
				instruction->is_legacy ? RLINT_STR(" \"\"") : RLINT_STR(" \"=\""));
		}
	}
}

static void dump_instruction(struct dump *dump, const struct docker_instruction *instruction)
{
	struct buffer *out = dump->out;
	size_t start;

	buffer_add_byte(out, '(');
	start = out->len;
	add_lower(out, instruction->keyword);
	dump_flags(dump, instruction);
	if (instruction->name == DOCKER_UNKNOWN_NAME) {
		buffer_add(out, out->len > start ? RLINT_STR(" \"\"") : RLINT_STR("\"\""));
	}
	dump_words(dump, instruction);
	if (instruction->trigger != NODE_NONE) {
		buffer_add_byte(out, ' ');
		dump_instruction(dump, dockerfile_instruction(dump->file, instruction->trigger));
	}
	buffer_add_byte(out, ')');
}

static void dump_file(void *context)
{
	struct dump *dump = context;
	const struct dockerfile *file = dump->file;

	if (file->has_inline_comment) {
		docker_parse_as(
			&dump->exact, &dump->arena, file->tree.limits, file->tree.source, false);
		dump->file = &dump->exact;
	}
	for (uint32_t i = 0; i < dump->file->instructions.count; i++) {
		const struct docker_instruction *instruction =
			dockerfile_instruction(dump->file, i);

		if (!instruction->is_trigger) {
			dump_instruction(dump, instruction);
			buffer_add_byte(dump->out, '\n');
		}
	}
}

void dockerfile_dump(const struct dockerfile *file, struct buffer *out)
{
	struct dump dump = { .file = file, .out = out };
	struct guard guard = { 0 };

	arena_init(&dump.arena, out->arena->alloc, &guard);
	if (protect(&guard, dump_file, &dump) != RLINT_OK) {
		out->has_failed = true;
	}
	arena_free(&dump.arena);
}
