/* What YAML's reader refuses, in libyaml's words (scanner.c, parser.c) and in ours. */
#include "lib/syntax/config/yaml_fault.h"

#define WORDS(foreign, message)                                                                    \
	{                                                                                          \
		RLINT_STR_INIT(foreign), RLINT_STR_INIT(message), false                            \
	}
#define UNCLOSED(foreign, message)                                                                 \
	{                                                                                          \
		RLINT_STR_INIT(foreign), RLINT_STR_INIT(message), true                             \
	}
#define NO_ESCAPE "; write percent escapes of UTF-8 (%C3%A9), or take the `%` out"
#define NO_TAG "a tag's name is missing behind its `!`; add it, or quote the text if it is no tag"
#define NO_TAG_LINE "this is no `%TAG !handle! prefix`; correct it, or take it out"
#define NO_DIRECTIVE                                                                               \
	"a line that begins with `%` is a %YAML or %TAG directive; quote the text, or indent it"

static const struct yaml_words all[] = {
	[FAULT_NONE] = WORDS("", ""),
	[FAULT_NO_TOKEN] = WORDS("while scanning for the next token: found character that cannot "
				 "start any token",
		"no value can begin with this character; quote the text"),
	[FAULT_ITEM] = WORDS("block sequence entries are not allowed in this context",
		"a `- item` cannot stand here; begin it on a line of its own"),
	[FAULT_QUESTION] = WORDS("mapping keys are not allowed in this context",
		"a `? key` cannot stand here; begin it on a line of its own"),
	[FAULT_COLON] = WORDS("mapping values are not allowed in this context",
		"a `key: value` pair cannot stand here; align the key with its neighbours, or "
		"quote the text that holds `: `"),
	[FAULT_KEY_END] = WORDS("while scanning a simple key: could not find expected ':'",
		"this line is no `key: value` pair; add the `:`, or indent it to continue the "
		"value above"),
	[FAULT_ANCHOR] = WORDS("while scanning an anchor: did not find expected alphabetic or "
			       "numeric character",
		"`&` and `*` begin an anchor or alias here; quote the text if it is none"),
	[FAULT_ALIAS] = WORDS("while scanning an alias: did not find expected alphabetic or "
			      "numeric character",
		"`&` and `*` begin an anchor or alias here; quote the text if it is none"),
	[FAULT_TAG_URI] = WORDS("while parsing a tag: did not find expected tag URI", NO_TAG),
	[FAULT_TAG_HANDLE] =
		WORDS("while parsing a %TAG directive: did not find expected '!'", NO_TAG_LINE),
	[FAULT_TAG_BRACKET] = WORDS("while scanning a tag: did not find the expected '>'",
		"the tag that `!<` begins is not closed; add the missing `>`"),
	[FAULT_TAG_END] = WORDS("while scanning a tag: did not find expected whitespace or line "
				"break",
		"a tag ends with a blank, which is missing here; add it, or quote the text if it "
		"is no tag"),
	[FAULT_TAG_ESCAPE] = WORDS("while parsing a tag: did not find URI escaped octet",
		"a `%` in a tag needs two hexadecimal digits behind it" NO_ESCAPE),
	[FAULT_TAG_FIRST_BYTE] =
		WORDS("while parsing a tag: found an incorrect leading UTF-8 octet",
			"the escapes of this tag are no UTF-8" NO_ESCAPE),
	[FAULT_TAG_NEXT_BYTE] =
		WORDS("while parsing a tag: found an incorrect trailing UTF-8 octet",
			"the escapes of this tag are no UTF-8" NO_ESCAPE),
	[FAULT_DIRECTIVE_NAME] = WORDS("while scanning a directive: could not find expected "
				       "directive name",
		NO_DIRECTIVE),
	[FAULT_DIRECTIVE_SIGN] = WORDS("while scanning a directive: found unexpected "
				       "non-alphabetical character",
		NO_DIRECTIVE),
	[FAULT_DIRECTIVE] =
		WORDS("while scanning a directive: found unknown directive name", NO_DIRECTIVE),
	[FAULT_TAG_BLANK] = WORDS("while scanning a %TAG directive: did not find expected "
				  "whitespace",
		NO_TAG_LINE),
	[FAULT_TAG_PREFIX_END] = WORDS("while scanning a %TAG directive: did not find expected "
				       "whitespace or line break",
		NO_TAG_LINE),
	[FAULT_DIRECTIVE_END] = WORDS("while scanning a directive: did not find expected comment "
				      "or line break",
		"the directive ends before this text; take the text out"),
	[FAULT_BLOCK_ZERO] = WORDS("while scanning a block scalar: found an indentation indicator "
				   "equal to 0",
		"a block of text is indented by 1 to 9 spaces; correct the number"),
	[FAULT_BLOCK_HEADER] = WORDS("while scanning a block scalar: did not find expected comment "
				     "or line break",
		"text cannot stand behind `|` or `>` on its line; begin it on the next, or quote "
		"all of it"),
	[FAULT_BLOCK_TAB] = WORDS("while scanning a block scalar: found a tab character where an "
				  "indentation space is expected",
		"a tab indents this line; YAML indents by spaces only"),
	[FAULT_QUOTE_END] = UNCLOSED("while scanning a quoted scalar: found unexpected end of "
				     "stream",
		"the quote that opens here is never closed; add the closing quote"),
	[FAULT_QUOTE_MARKER] = UNCLOSED("while scanning a quoted scalar: found unexpected document "
					"indicator",
		"the quote that opens here is not closed before the document ends; add the closing "
		"quote"),
	[FAULT_ESCAPE] = WORDS("while parsing a quoted scalar: found unknown escape character",
		"YAML knows no such escape; double the backslash, or use single quotes"),
	[FAULT_ESCAPE_DIGITS] = WORDS("while parsing a quoted scalar: did not find expected "
				      "hexdecimal number",
		"this escape needs more hexadecimal digits; add them, or double the backslash"),
	[FAULT_ESCAPE_CODE] =
		WORDS("while parsing a quoted scalar: found invalid Unicode character "
		      "escape code",
			"Unicode has no such character; correct the escape"),
	[FAULT_PLAIN_COLON] = WORDS("while scanning a plain scalar: found unexpected ':'",
		"the `:` is taken for a key's here; put a space behind it, or quote the text"),
	[FAULT_PLAIN_TAB] = WORDS("while scanning a plain scalar: found a tab character that "
				  "violates indentation",
		"a tab indents this line; YAML indents by spaces only"),
	[FAULT_DOCUMENT] = WORDS("did not find expected <document start>",
		"the document ends before this line; begin another with `---`, or align the line"),
	[FAULT_SECOND_TAG] = WORDS("found duplicate %TAG directive",
		"a %TAG line before defines this handle; take one of them out"),
	[FAULT_UNKNOWN_HANDLE] = WORDS("while parsing a node: found undefined tag handle",
		"no %TAG line defines this tag's handle; define it, or quote the text"),
	[FAULT_BLOCK_NODE] = WORDS("while parsing a block node: did not find expected node content",
		"a value is expected here; add it, or take out what stands before"),
	[FAULT_FLOW_NODE] = WORDS("while parsing a flow node: did not find expected node content",
		"a value is expected here; add it, or take out the `,` or `:` too many"),
	[FAULT_SEQUENCE] = WORDS("while parsing a block collection: did not find expected '-' "
				 "indicator",
		"this line stands where the list goes on; begin it with `- `, or indent it less"),
	[FAULT_MAPPING] = WORDS("while parsing a block mapping: did not find expected key",
		"this line fits none of the levels above it; align it with its neighbours"),
	[FAULT_FLOW_SEQUENCE] = UNCLOSED("while parsing a flow sequence: did not find expected ',' "
					 "or ']'",
		"this `[` is not closed; add the missing `,` or `]`"),
	[FAULT_FLOW_MAPPING] = UNCLOSED("while parsing a flow mapping: did not find expected ',' "
					"or '}'",
		"this `{` is not closed; add the missing `,` or `}`"),
};

const struct yaml_words *yaml_words(enum yaml_fault fault)
{
	return &all[fault];
}
