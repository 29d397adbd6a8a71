/* YAML files: libyaml driven in parts, with what its events leave out. */
#include "lib/syntax/config/yaml.h"

#include "lib/base/str.h"
#include "lib/syntax/config/frame.h"

static void begin(void *context)
{
	struct yaml_run *run = context;
	struct tree *tree = &run->config->tree;
	rlint_str text = yaml_clean(tree, run->source);

	build_begin(&run->builder, run->config, text);
	code_map_init(&run->map, run->arena, text);
	run->document = NODE_NONE;
	if (rlint_str_starts(text, RLINT_STR("\xEF\xBB\xBF"))) {
		run->from = 3;
		run->from_point = 1;
	}
	run->is_done = run->from >= text.len;
}

static void recover(void *context)
{
	struct yaml_run *run = context;

	if (run->parser.error == YAML_MEMORY_ERROR) {
		guard_raise(run->arena->guard, RLINT_NOMEM);
	}
	yaml_recover(run);
}

static void end(void *context)
{
	struct yaml_run *run = context;

	config_find_duplicates(run->config);
	yaml_find_comments(run->config, run->builder.text);
	config_place_comments(run->config);
}

/* One part, with a libyaml handle of its own that is closed whatever happens. */
static rlint_status read_part(struct yaml_run *run)
{
	rlint_str rest = str_slice(run->builder.text, run->from, run->builder.text.len);
	struct guard *guard = run->arena->guard;
	rlint_status status;

	if (!yaml_parser_initialize(&run->parser)) {
		return RLINT_NOMEM;
	}
	yaml_parser_set_encoding(&run->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&run->parser, (const unsigned char *)rest.ptr, rest.len);
	run->is_flawed = false;
	status = protect(guard, yaml_read_part, run);
	if (status == RLINT_OK && run->parser.error != YAML_NO_ERROR) {
		status = protect(guard, recover, run);
	}
	yaml_event_delete(&run->event);
	yaml_parser_delete(&run->parser);
	return status;
}

static rlint_status read_all(struct yaml_run *run)
{
	rlint_status status = protect(run->arena->guard, begin, run);

	while (status == RLINT_OK && !run->is_done) {
		status = read_part(run);
	}
	return status == RLINT_OK ? protect(run->arena->guard, end, run) : status;
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
	struct yaml_run run = { .config = out, .arena = arena, .limits = limits, .source = source };
	struct parse_frame frame;
	rlint_status status;

	frame_open(&frame, out, arena, limits, source);
	out->format = CONFIG_YAML;
	status = rlint_str_starts(source, RLINT_STR("\xFF\xFE")) ||
				 rlint_str_starts(source, RLINT_STR("\xFE\xFF"))
			 ? protect(&frame.own, refuse_utf16, &run)
			 : read_all(&run);
	frame_close(&frame);
	return status;
}
