/* Field tables: every fact's fields by name. */
#include "lib/facts/fields.h"

#include <string.h>

#include "lib/base/str.h"
#include "lib/facts/facts.h"

enum field_type {
	FIELD_VALUE,
	FIELD_STR,
	FIELD_BOOL,
	FIELD_COUNT, /* uint32_t */
	FIELD_ENUM, /* an enum of int size, `words` naming its members */
	FIELD_SPAN,
	FIELD_FACT /* const rlint_fact * */
};

struct field {
	const char *name;
	enum field_type type;
	size_t offset;
	const char *const *words;
	size_t word_count;
};

#define FIELD(type, kind, name)                                                                    \
	{                                                                                          \
#name, (type), offsetof(rlint_##kind, name), NULL, 0                               \
	}
#define FIELD_WORDS(kind, name, list)                                                              \
	{                                                                                          \
#name, FIELD_ENUM, offsetof(rlint_##kind, name), RLINT_LIST(list)                  \
	}

static const char *const answers[] = { "no", "unknown", "yes" };
static const char *const pins[] = { "floating", "bounded", "exact", "immutable", "local",
	"unknown" };
static const char *const roles[] = { "pulled", "stage", "scratch", "named context", "built here",
	"feature" };
static const char *const tag_kinds[] = { "none", "moving", "word", "version", "unknown" };
static const char *const ecosystems[] = { "pip", "conda", "apt", "apk", "dnf", "npm", "gem",
	"cargo", "go", "zypper", "r", "julia" };
static const char *const sources[] = { "index", "url", "vcs", "path", "unknown" };
static const char *const purposes[] = { "payload", "framework", "installer", "build tool",
	"helper" };
static const char *const audiences[] = { "use", "development", "building" };
static const char *const uses[] = { "saved", "unpacked", "executed", "key", "read", "unused" };
static const char *const whens[] = { "build", "image", "run", "program" };
static const char *const fates[] = { "final", "target", "builder" };
static const char *const starts[] = { "unknown", "server", "job", "shell" };
static const char *const shells[] = { "sh", "bash", "powershell", "cmd", "other" };
static const char *const forms[] = { "none", "shell", "exec", "heredoc" };
static const char *const origins[] = { "explicit", "default" };
static const char *const types[] = { "unknown", "null", "switch", "integer", "decimal", "text",
	"collection" };
static const char *const outcomes[] = { "unknown", "fixed", "random", "not applied" };
static const char *const actions[] = { "installs", "removes", "writes", "deletes", "fetches",
	"pins", "makes user" };
static const char *const ends[] = { "in layer", "undone here", "undone later", "in mount" };
static const char *const states[] = { "unset", "known", "default", "mandatory", "uncertain" };
static const char *const reasons[] = { "", "base image", "host", "computed", "other file",
	"too long" };

static const struct field image_fields[] = {
	FIELD(FIELD_VALUE, image, reference),
	FIELD(FIELD_VALUE, image, registry),
	FIELD(FIELD_VALUE, image, name),
	FIELD(FIELD_VALUE, image, tag),
	FIELD(FIELD_VALUE, image, digest),
	FIELD_WORDS(image, role, roles),
	FIELD_WORDS(image, tag_kind, tag_kinds),
	FIELD_WORDS(image, pin, pins),
	FIELD(FIELD_FACT, image, stage),
	FIELD(FIELD_BOOL, image, is_malformed),
	FIELD(FIELD_STR, image, distribution),
	FIELD(FIELD_STR, image, release),
	FIELD(FIELD_STR, image, sh),
	FIELD(FIELD_STR, image, entrypoint),
	FIELD(FIELD_STR, image, cuda),
	FIELD_WORDS(image, is_archived, answers),
	FIELD_WORDS(image, runs_as_root, answers),
	FIELD_WORDS(image, drops_root, answers),
	{ 0 },
};

static const struct field package_fields[] = {
	FIELD_WORDS(package, ecosystem, ecosystems),
	FIELD(FIELD_VALUE, package, name),
	FIELD(FIELD_STR, package, canonical),
	FIELD(FIELD_VALUE, package, version),
	FIELD(FIELD_VALUE, package, marker),
	FIELD(FIELD_VALUE, package, location),
	FIELD(FIELD_SPAN, package, reference),
	FIELD(FIELD_STR, package, channel),
	FIELD_WORDS(package, source, sources),
	FIELD_WORDS(package, pin, pins),
	FIELD_WORDS(package, purpose, purposes),
	FIELD(FIELD_COUNT, package, extra_count),
	FIELD(FIELD_COUNT, package, hash_count),
	FIELD(FIELD_BOOL, package, is_upgrade),
	FIELD(FIELD_BOOL, package, is_constraint),
	FIELD(FIELD_BOOL, package, is_editable),
	FIELD(FIELD_SPAN, package, line),
	FIELD(FIELD_BOOL, package, is_optional),
	FIELD(FIELD_FACT, package, earlier),
	FIELD(FIELD_FACT, package, contradicts),
	FIELD_WORDS(package, applies, answers),
	{ 0 },
};

static const struct field environment_fields[] = {
	FIELD_WORDS(environment, ecosystem, ecosystems),
	FIELD_WORDS(environment, audience, audiences),
	FIELD_WORDS(environment, is_library, answers),
	FIELD_WORDS(environment, has_all_hashes, answers),
	FIELD(FIELD_BOOL, environment, is_constraints),
	FIELD(FIELD_BOOL, environment, is_compiled),
	FIELD(FIELD_VALUE, environment, python),
	FIELD(FIELD_VALUE, environment, name),
	FIELD(FIELD_STR, environment, manager),
	FIELD(FIELD_STR, environment, project),
	FIELD(FIELD_VALUE, environment, prefix),
	FIELD(FIELD_BOOL, environment, wants_hashes),
	{ 0 },
};

static const struct field install_option_fields[] = {
	FIELD(FIELD_STR, install_option, name),
	FIELD(FIELD_VALUE, install_option, value),
	{ 0 },
};

static const struct field channel_fields[] = {
	FIELD(FIELD_VALUE, channel, name),
	{ 0 },
};

static const struct field include_fields[] = {
	FIELD(FIELD_VALUE, include, path),
	FIELD(FIELD_BOOL, include, is_constraint),
	FIELD(FIELD_VALUE, include, origin),
	FIELD(FIELD_BOOL, include, is_optional),
	FIELD(FIELD_BOOL, include, is_searched),
	{ 0 },
};

static const struct field command_fields[] = {
	FIELD(FIELD_STR, command, program),
	FIELD(FIELD_STR, command, action),
	FIELD(FIELD_VALUE, command, name),
	FIELD_WORDS(command, is_run, answers),
	FIELD(FIELD_BOOL, command, decides),
	FIELD(FIELD_COUNT, command, pipe_index),
	FIELD(FIELD_COUNT, command, pipe_length),
	FIELD(FIELD_BOOL, command, in_substitution),
	FIELD(FIELD_VALUE, command, directory),
	FIELD(FIELD_SPAN, command, line),
	FIELD(FIELD_COUNT, command, word_count),
	FIELD(FIELD_COUNT, command, option_count),
	FIELD(FIELD_COUNT, command, operand_count),
	FIELD(FIELD_VALUE, command, wrapper),
	FIELD_WORDS(command, is_wrapper_there, answers),
	FIELD_WORDS(command, is_there, answers),
	FIELD(FIELD_BOOL, command, is_harmless),
	FIELD(FIELD_BOOL, command, is_fetcher),
	FIELD(FIELD_BOOL, command, is_lenient),
	{ 0 },
};

static const struct field download_fields[] = {
	FIELD(FIELD_VALUE, download, url),
	FIELD(FIELD_VALUE, download, checksum),
	FIELD_WORDS(download, is_verified, answers),
	FIELD_WORDS(download, pin, pins),
	FIELD(FIELD_BOOL, download, is_vcs),
	FIELD_WORDS(download, use, uses),
	FIELD(FIELD_BOOL, download, is_hub),
	{ 0 },
};

static const struct field env_fields[] = {
	FIELD(FIELD_VALUE, env, name),
	FIELD(FIELD_VALUE, env, value),
	FIELD_WORDS(env, when, whens),
	FIELD(FIELD_BOOL, env, is_legacy),
	{ 0 },
};

static const struct field script_fields[] = {
	FIELD(FIELD_STR, script, dialect),
	FIELD(FIELD_BOOL, script, is_opaque),
	{ 0 },
};

static const struct field stage_fields[] = {
	FIELD(FIELD_VALUE, stage, base),
	FIELD(FIELD_VALUE, stage, name),
	FIELD(FIELD_VALUE, stage, platform),
	FIELD(FIELD_SPAN, stage, from),
	FIELD_WORDS(stage, fate, fates),
	FIELD_WORDS(stage, starts, starts),
	FIELD(FIELD_FACT, stage, image),
	FIELD(FIELD_FACT, stage, parent),
	FIELD(FIELD_FACT, stage, user),
	FIELD(FIELD_FACT, stage, entrypoint),
	FIELD(FIELD_FACT, stage, command),
	FIELD(FIELD_COUNT, stage, index),
	FIELD(FIELD_BOOL, stage, is_end),
	FIELD(FIELD_FACT, stage, healthcheck),
	FIELD(FIELD_FACT, stage, workdir),
	FIELD(FIELD_FACT, stage, origin),
	{ 0 },
};

static const struct field step_fields[] = {
	FIELD(FIELD_STR, step, instruction),
	FIELD(FIELD_SPAN, step, keyword),
	FIELD_WORDS(step, form, forms),
	FIELD(FIELD_BOOL, step, is_onbuild),
	FIELD(FIELD_VALUE, step, user),
	FIELD(FIELD_VALUE, step, directory),
	FIELD_WORDS(step, shell, shells),
	FIELD(FIELD_BOOL, step, has_pipefail),
	FIELD(FIELD_BOOL, step, has_shell),
	FIELD(FIELD_COUNT, step, word_count),
	{ 0 },
};

static const struct field experiment_fields[] = {
	FIELD(FIELD_STR, experiment, framework),
	FIELD(FIELD_STR, experiment, framework_name),
	FIELD(FIELD_VALUE, experiment, version),
	FIELD(FIELD_VALUE, experiment, evidence),
	FIELD_WORDS(experiment, is_root, answers),
	FIELD_WORDS(experiment, trains, answers),
	FIELD(FIELD_BOOL, experiment, has_base),
	FIELD(FIELD_SPAN, experiment, first_key),
	{ 0 },
};

static const struct field setting_fields[] = {
	FIELD(FIELD_STR, setting, concept),
	FIELD(FIELD_VALUE, setting, key),
	FIELD(FIELD_VALUE, setting, value),
	FIELD_WORDS(setting, origin, origins),
	FIELD_WORDS(setting, outcome, outcomes),
	FIELD(FIELD_STR, setting, standing),
	FIELD(FIELD_STR, setting, source),
	FIELD_WORDS(setting, type, types),
	FIELD(FIELD_BOOL, setting, is_ambiguous),
	FIELD(FIELD_BOOL, setting, is_large),
	FIELD(FIELD_BOOL, setting, is_fallback),
	FIELD(FIELD_VALUE, setting, held_by),
	{ 0 },
};

static const struct field user_fields[] = {
	FIELD(FIELD_VALUE, user, name),
	FIELD(FIELD_VALUE, user, group),
	FIELD_WORDS(user, is_root, answers),
	FIELD(FIELD_BOOL, user, is_absent),
	FIELD(FIELD_BOOL, user, is_last),
	{ 0 },
};

static const struct field copy_fields[] = {
	FIELD(FIELD_VALUE, copy, destination),
	FIELD(FIELD_VALUE, copy, from),
	FIELD(FIELD_FACT, copy, stage),
	FIELD(FIELD_COUNT, copy, source_count),
	FIELD(FIELD_BOOL, copy, is_add),
	FIELD(FIELD_BOOL, copy, is_heredoc),
	FIELD(FIELD_BOOL, copy, is_folder_made),
	{ 0 },
};

static const struct field mount_fields[] = {
	FIELD(FIELD_VALUE, mount, type),
	FIELD(FIELD_VALUE, mount, source),
	FIELD(FIELD_VALUE, mount, target),
	FIELD(FIELD_VALUE, mount, from),
	FIELD(FIELD_BOOL, mount, is_writable),
	FIELD(FIELD_FACT, mount, volume),
	{ 0 },
};

static const struct field flag_fields[] = {
	FIELD(FIELD_VALUE, flag, name),
	FIELD(FIELD_VALUE, flag, value),
	FIELD(FIELD_FACT, flag, earlier),
	FIELD_WORDS(flag, is_last, answers),
	FIELD(FIELD_SPAN, flag, stray),
	{ 0 },
};

static const struct field service_fields[] = {
	FIELD(FIELD_VALUE, service, name),
	FIELD(FIELD_VALUE, service, build),
	FIELD(FIELD_VALUE, service, restart),
	FIELD(FIELD_VALUE, service, runtime),
	FIELD(FIELD_VALUE, service, ipc),
	FIELD(FIELD_VALUE, service, shm_size),
	FIELD(FIELD_VALUE, service, privileged),
	FIELD(FIELD_BOOL, service, has_gpu),
	FIELD(FIELD_VALUE, service, dockerfile),
	FIELD(FIELD_VALUE, service, target),
	FIELD(FIELD_VALUE, service, build_shm_size),
	FIELD(FIELD_VALUE, service, container_name),
	FIELD(FIELD_VALUE, service, network_mode),
	FIELD(FIELD_VALUE, service, pull_policy),
	FIELD(FIELD_VALUE, service, platform),
	FIELD(FIELD_VALUE, service, user),
	FIELD(FIELD_VALUE, service, memory),
	FIELD(FIELD_VALUE, service, cpus),
	FIELD(FIELD_VALUE, service, replicas),
	FIELD(FIELD_VALUE, service, restart_condition),
	FIELD_WORDS(service, starts, starts),
	FIELD(FIELD_BOOL, service, is_devcontainer),
	FIELD(FIELD_BOOL, service, is_optional),
	FIELD(FIELD_BOOL, service, has_health_check),
	FIELD(FIELD_BOOL, service, has_shm_mount),
	FIELD(FIELD_BOOL, service, has_command),
	FIELD(FIELD_BOOL, service, has_inline_dockerfile),
	FIELD(FIELD_SPAN, service, inline_dockerfile),
	FIELD(FIELD_BOOL, service, has_unread_variables),
	{ 0 },
};

static const struct field port_fields[] = {
	FIELD(FIELD_VALUE, port, address),
	FIELD(FIELD_VALUE, port, published),
	FIELD(FIELD_VALUE, port, target),
	FIELD(FIELD_VALUE, port, protocol),
	{ 0 },
};

static const struct field device_fields[] = {
	FIELD(FIELD_VALUE, device, driver),
	FIELD(FIELD_VALUE, device, count),
	FIELD(FIELD_VALUE, device, ids),
	FIELD(FIELD_COUNT, device, id_count),
	FIELD(FIELD_BOOL, device, is_gpu),
	{ 0 },
};

static const struct field volume_fields[] = {
	FIELD(FIELD_VALUE, volume, name),
	FIELD(FIELD_BOOL, volume, is_external),
	FIELD(FIELD_BOOL, volume, is_used),
	{ 0 },
};

static const struct field dependency_fields[] = {
	FIELD(FIELD_VALUE, dependency, service),
	FIELD(FIELD_VALUE, dependency, condition),
	FIELD(FIELD_FACT, dependency, target),
	{ 0 },
};

static const struct field companion_fields[] = {
	FIELD(FIELD_STR, companion, key),
	FIELD(FIELD_VALUE, companion, path),
	FIELD(FIELD_VALUE, companion, service),
	FIELD(FIELD_BOOL, companion, is_optional),
	{ 0 },
};

static const struct field pattern_fields[] = {
	FIELD(FIELD_VALUE, pattern, text),
	FIELD(FIELD_STR, pattern, path),
	FIELD(FIELD_BOOL, pattern, is_negated),
	{ 0 },
};

static const struct field problem_fields[] = {
	FIELD(FIELD_STR, problem, message),
	FIELD(FIELD_STR, problem, foreign),
	FIELD(FIELD_STR, problem, foreign_id),
	FIELD(FIELD_BOOL, problem, is_grave),
	FIELD(FIELD_BOOL, problem, is_limit),
	FIELD(FIELD_SPAN, problem, related),
	FIELD(FIELD_STR, problem, related_message),
	FIELD(FIELD_BOOL, problem, has_fix),
	FIELD(FIELD_STR, problem, fix_title),
	FIELD(FIELD_SPAN, problem, fix_span),
	FIELD(FIELD_STR, problem, fix_text),
	FIELD(FIELD_STR, problem, alias),
	FIELD(FIELD_COUNT, problem, repeats),
	FIELD(FIELD_BOOL, problem, is_repeat),
	{ 0 },
};

static const struct {
	const char *name;
	const struct field *fields; /* ends with a zero one; NULL: none */
} kinds[RLINT_KINDS] = {
	[RLINT_NOTHING] = { "nothing", NULL },
	[RLINT_DOCUMENT] = { "document", NULL },
	[RLINT_STAGE] = { "stage", stage_fields },
	[RLINT_STEP] = { "step", step_fields },
	[RLINT_ENVIRONMENT] = { "environment", environment_fields },
	[RLINT_EXPERIMENT] = { "experiment", experiment_fields },
	[RLINT_SERVICE] = { "service", service_fields },
	[RLINT_SCRIPT] = { "script", script_fields },
	[RLINT_IMAGE] = { "image", image_fields },
	[RLINT_PACKAGE] = { "package", package_fields },
	[RLINT_INCLUDE] = { "include", include_fields },
	[RLINT_COMMAND] = { "command", command_fields },
	[RLINT_DOWNLOAD] = { "download", download_fields },
	[RLINT_ENV] = { "env", env_fields },
	[RLINT_FLAG] = { "flag", flag_fields },
	[RLINT_SETTING] = { "setting", setting_fields },
	[RLINT_USER] = { "user", user_fields },
	[RLINT_COPY] = { "copy", copy_fields },
	[RLINT_MOUNT] = { "mount", mount_fields },
	[RLINT_PROBLEM] = { "problem", problem_fields },
	[RLINT_PORT] = { "port", port_fields },
	[RLINT_DEVICE] = { "device", device_fields },
	[RLINT_VOLUME] = { "volume", volume_fields },
	[RLINT_DEPENDENCY] = { "dependency", dependency_fields },
	[RLINT_INSTALL_OPTION] = { "install option", install_option_fields },
	[RLINT_CHANNEL] = { "channel", channel_fields },
	[RLINT_PATTERN] = { "pattern", pattern_fields },
	[RLINT_COMPANION] = { "companion", companion_fields },
};

static const char *word_of(const char *const *words, size_t count, unsigned index)
{
	return index < count ? words[index] : "unknown";
}

const char *answer_name(rlint_answer answer)
{
	return word_of(RLINT_LIST(answers), (unsigned)answer);
}

const char *action_name(rlint_action action)
{
	return word_of(RLINT_LIST(actions), (unsigned)action);
}

const char *end_name(rlint_end end)
{
	return word_of(RLINT_LIST(ends), (unsigned)end);
}

const char *state_name(rlint_state state)
{
	return word_of(RLINT_LIST(states), (unsigned)state);
}

const char *reason_name(rlint_reason reason)
{
	return word_of(RLINT_LIST(reasons), (unsigned)reason);
}

const char *rlint_kind_name(rlint_kind kind)
{
	return (unsigned)kind < RLINT_KINDS ? kinds[kind].name : "unknown";
}

static const struct field *fields_of(rlint_kind kind)
{
	return (unsigned)kind < RLINT_KINDS ? kinds[kind].fields : NULL;
}

const char *rlint_field_name(rlint_kind kind, size_t index)
{
	const struct field *fields = fields_of(kind);

	for (size_t i = 0; fields && fields[i].name; i++) {
		if (i == index) {
			return fields[i].name;
		}
	}
	return NULL;
}

static rlint_value word_value(const char *word)
{
	return value_known(str_from(word), (rlint_span){ 0, 0 });
}

static rlint_value str_value(rlint_str text)
{
	return text.len > 0 ? value_known(text, (rlint_span){ 0, 0 }) : (rlint_value){ 0 };
}

static rlint_value span_value(const rlint_fact *fact, rlint_span span)
{
	rlint_str text = str_slice(fact->facts->document->text, span.start, span.end);

	return span.end > span.start ? value_known(text, span) : (rlint_value){ 0 };
}

/* Digits live as long as the fact. */
static rlint_value count_value(const rlint_fact *fact, uint32_t number)
{
	rlint_str digits = format_str(fact->facts->arena, "%u", number);

	return digits.ptr ? value_known(digits, (rlint_span){ 0, 0 }) : (rlint_value){ 0 };
}

static rlint_value fact_value(const rlint_fact *fact)
{
	return fact ? value_known(str_from(rlint_kind_name(fact->kind)), fact->span)
		    : (rlint_value){ 0 };
}

/* Reads a member without regard to its enum type: all are of int size. */
static rlint_value enum_value(const struct field *field, const char *member)
{
	unsigned index;

	memcpy(&index, member, sizeof index);
	return word_value(word_of(field->words, field->word_count, index));
}

static rlint_value read_field(const rlint_fact *fact, const struct field *field)
{
	const char *member = (const char *)fact_payload(fact) + field->offset;
	const void *at = member;

	switch (field->type) {
	case FIELD_VALUE:
		return *(const rlint_value *)at;
	case FIELD_STR:
		return str_value(*(const rlint_str *)at);
	case FIELD_BOOL:
		return word_value(*(const bool *)at ? "yes" : "no");
	case FIELD_COUNT:
		return count_value(fact, *(const uint32_t *)at);
	case FIELD_ENUM:
		return enum_value(field, member);
	case FIELD_SPAN:
		return span_value(fact, *(const rlint_span *)at);
	case FIELD_FACT:
		return fact_value(*(const rlint_fact *const *)at);
	}
	return (rlint_value){ 0 };
}

bool rlint_fact_field(const rlint_fact *fact, const char *name, rlint_value *out)
{
	const struct field *field = fields_of(fact->kind);

	for (; field && field->name; field++) {
		if (strcmp(field->name, name) == 0) {
			*out = read_field(fact, field);
			return !fact->facts->arena->has_failed;
		}
	}
	return false;
}
