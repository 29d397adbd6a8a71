/* What YAML's reader refuses. */
#ifndef LIB_SYNTAX_CONFIG_YAML_FAULT_H
#define LIB_SYNTAX_CONFIG_YAML_FAULT_H

#include <reprolint/base.h>

enum yaml_fault {
	FAULT_NONE,
	/* the scanner's */
	FAULT_NO_TOKEN,
	FAULT_ITEM,
	FAULT_QUESTION,
	FAULT_COLON,
	FAULT_KEY_END,
	FAULT_ANCHOR,
	FAULT_ALIAS,
	FAULT_TAG_URI,
	FAULT_TAG_HANDLE,
	FAULT_TAG_BRACKET,
	FAULT_TAG_END,
	FAULT_TAG_ESCAPE,
	FAULT_TAG_FIRST_BYTE,
	FAULT_TAG_NEXT_BYTE,
	FAULT_DIRECTIVE_NAME,
	FAULT_DIRECTIVE_SIGN,
	FAULT_DIRECTIVE,
	FAULT_TAG_BLANK,
	FAULT_TAG_PREFIX_END,
	FAULT_DIRECTIVE_END,
	FAULT_BLOCK_ZERO,
	FAULT_BLOCK_HEADER,
	FAULT_BLOCK_TAB,
	FAULT_QUOTE_END,
	FAULT_QUOTE_MARKER,
	FAULT_ESCAPE,
	FAULT_ESCAPE_DIGITS,
	FAULT_ESCAPE_CODE,
	FAULT_PLAIN_COLON,
	FAULT_PLAIN_TAB,
	/* the parser's */
	FAULT_DOCUMENT,
	FAULT_SECOND_TAG,
	FAULT_UNKNOWN_HANDLE,
	FAULT_BLOCK_NODE,
	FAULT_FLOW_NODE,
	FAULT_SEQUENCE,
	FAULT_MAPPING,
	FAULT_FLOW_SEQUENCE,
	FAULT_FLOW_MAPPING
};

struct yaml_words {
	rlint_str foreign; /* as libyaml words it, which PyYAML's users know */
	rlint_str message; /* ours: what is wrong, then what to do */
	bool is_unclosed; /* what opened at the fault's start is what is wrong */
};

const struct yaml_words *yaml_words(enum yaml_fault fault);

#endif
