/* YAML files: parts of them, from one fault to the next. */
#include "lib/syntax/config/yaml.h"

#include "lib/base/str.h"
#include "lib/base/utf8.h"
#include "lib/syntax/config/frame.h"

static void read_all(void *context)
{
	struct yaml_run *run = context;
	bool has_mark = rlint_str_starts(run->source, RLINT_STR("\xEF\xBB\xBF"));

	yaml_check_bytes(&run->config->tree, run->source);
	build_begin(&run->builder, run->config, run->source);
	run->document = NODE_NONE;
	run->from = has_mark ? 3 : 0;
	run->is_done = run->from >= run->source.len;
	while (!run->is_done) {
		yaml_read_part(run);
	}
	config_find_duplicates(run->config);
	config_place_comments(run->config);
}

/* UTF-16 is told once instead of once a byte. */
static void refuse_utf16(void *context)
{
	struct yaml_run *run = context;

	build_begin(&run->builder, run->config, run->source);
	config_problem(&run->config->tree, 0, (rlint_span){ 0, 2 }, true,
		RLINT_STR("the file is UTF-16; save it as UTF-8"));
	build_break_off(&run->builder, 1);
}

rlint_status config_parse_yaml(
	struct config *out, struct arena *arena, const struct limits *limits, rlint_str source)
{
	struct parse_frame frame;
	struct yaml_run run = {
		.config = out,
		.arena = arena,
		.limits = limits,
		.source = source,
		.parser = { .arena = arena,
			.scan = { .text = source,
				.tree = &out->tree,
				.scratch = &frame.scratch,
				.is_ascii = utf8_is_ascii(source) } },
		.breaks = { .arena = &frame.scratch },
		.rest = { .arena = &frame.scratch },
	};
	rlint_status status;

	frame_open(&frame, out, arena, limits, source);
	out->format = CONFIG_YAML;
	status = protect(&frame.own,
		rlint_str_starts(source, RLINT_STR("\xFF\xFE")) ||
				rlint_str_starts(source, RLINT_STR("\xFE\xFF"))
			? refuse_utf16
			: read_all,
		&run);
	frame_close(&frame);
	return status;
}
