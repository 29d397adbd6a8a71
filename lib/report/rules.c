/* The table of rules. */
#include "lib/base/str.h"
#include "lib/lint/registry.h"
#include "lib/report/output.h"

static const char *fix_name(rlint_fix_kind fix)
{
	static const char *const names[] = {
		[RLINT_FIX_NONE] = "none",
		[RLINT_FIX_UNSAFE] = "unsafe",
		[RLINT_FIX_SAFE] = "safe",
	};

	return names[fix];
}

static void add_json(struct output *output, const rlint_rule_info *info)
{
	output_text(output, "{\"id\":");
	output_json(output, info->id);
	output_text(output, ",\"aliases\":[");
	for (size_t i = 0; i < info->alias_count; i++) {
		output_text(output, i > 0 ? "," : "");
		output_json(output, info->aliases[i]);
	}
	output_text(output, "]");
	output_pair(output, "severity", str_from(rlint_severity_name(info->severity)));
	output_text(output, info->is_default ? ",\"default\":true" : ",\"default\":false");
	output_pair(output, "fix", str_from(fix_name(info->fix)));
	output_pair(output, "summary", info->summary);
	output_text(output, "}");
}

/* The text, then blanks up to a column. */
static void add_cell(struct output *output, rlint_str text, size_t width)
{
	output_str(output, text);
	for (size_t i = text.len; i < width; i++) {
		output_text(output, " ");
	}
}

static size_t widest_id(const rlint_registry *registry)
{
	size_t widest = 0;

	for (size_t i = 0; i < rlint_registry_count(registry); i++) {
		size_t len = rlint_registry_at(registry, i)->id.len;

		widest = len > widest ? len : widest;
	}
	return widest;
}

static void add_row(struct output *output, const rlint_rule_info *info, size_t width)
{
	rlint_str severity = str_from(rlint_severity_name(info->severity));

	add_cell(output, info->id, width + 2);
	add_cell(output, info->is_default ? severity : RLINT_STR("off"), 10);
	output_str(output, info->summary);
	output_text(output, "\n");
}

rlint_status rlint_write_rules(
	const rlint_registry *registry, rlint_format format, const rlint_sink *sink)
{
	bool is_json = format == RLINT_FORMAT_JSON;
	struct output output;
	rlint_status status;

	if (!is_json && format != RLINT_FORMAT_TEXT) {
		return RLINT_ARGUMENT;
	}
	output_init(&output, registry->alloc, sink);
	output_text(&output, is_json ? "{\"rules\":[" : "");
	for (size_t i = 0; i < rlint_registry_count(registry); i++) {
		const rlint_rule_info *info = rlint_registry_at(registry, i);

		if (is_json) {
			output_text(&output, i > 0 ? ",\n" : "\n");
			add_json(&output, info);
		} else {
			add_row(&output, info, widest_id(registry));
		}
		output_relieve(&output);
	}
	output_text(&output, is_json ? "\n]}\n" : "");
	status = output_flush(&output);
	output_free(&output);
	return status;
}
