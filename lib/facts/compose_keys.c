/* Keys that Compose refuses since they are misspelt. Others that are not known here may be newer
 * than the lists, and are left alone.
 *
 * Source: compose-spec schema/compose-spec.json. */
#include "lib/base/distance.h"
#include "lib/base/str.h"
#include "lib/facts/compose.h"

static const rlint_str file_keys[] = { RLINT_STR_INIT("configs"), RLINT_STR_INIT("include"),
	RLINT_STR_INIT("models"), RLINT_STR_INIT("name"), RLINT_STR_INIT("networks"),
	RLINT_STR_INIT("secrets"), RLINT_STR_INIT("services"), RLINT_STR_INIT("version"),
	RLINT_STR_INIT("volumes") };

static const rlint_str service_keys[] = { RLINT_STR_INIT("annotations"), RLINT_STR_INIT("attach"),
	RLINT_STR_INIT("blkio_config"), RLINT_STR_INIT("build"), RLINT_STR_INIT("cap_add"),
	RLINT_STR_INIT("cap_drop"), RLINT_STR_INIT("cgroup"), RLINT_STR_INIT("cgroup_parent"),
	RLINT_STR_INIT("command"), RLINT_STR_INIT("configs"), RLINT_STR_INIT("container_name"),
	RLINT_STR_INIT("cpu_count"), RLINT_STR_INIT("cpu_percent"), RLINT_STR_INIT("cpu_period"),
	RLINT_STR_INIT("cpu_quota"), RLINT_STR_INIT("cpu_rt_period"),
	RLINT_STR_INIT("cpu_rt_runtime"), RLINT_STR_INIT("cpu_shares"), RLINT_STR_INIT("cpus"),
	RLINT_STR_INIT("cpuset"), RLINT_STR_INIT("credential_spec"), RLINT_STR_INIT("depends_on"),
	RLINT_STR_INIT("deploy"), RLINT_STR_INIT("develop"), RLINT_STR_INIT("device_cgroup_rules"),
	RLINT_STR_INIT("devices"), RLINT_STR_INIT("dns"), RLINT_STR_INIT("dns_opt"),
	RLINT_STR_INIT("dns_search"), RLINT_STR_INIT("domainname"), RLINT_STR_INIT("entrypoint"),
	RLINT_STR_INIT("env_file"), RLINT_STR_INIT("environment"), RLINT_STR_INIT("expose"),
	RLINT_STR_INIT("extends"), RLINT_STR_INIT("external_links"), RLINT_STR_INIT("extra_hosts"),
	RLINT_STR_INIT("gpus"), RLINT_STR_INIT("group_add"), RLINT_STR_INIT("healthcheck"),
	RLINT_STR_INIT("hostname"), RLINT_STR_INIT("image"), RLINT_STR_INIT("init"),
	RLINT_STR_INIT("ipc"), RLINT_STR_INIT("isolation"), RLINT_STR_INIT("label_file"),
	RLINT_STR_INIT("labels"), RLINT_STR_INIT("links"), RLINT_STR_INIT("logging"),
	RLINT_STR_INIT("mac_address"), RLINT_STR_INIT("mem_limit"),
	RLINT_STR_INIT("mem_reservation"), RLINT_STR_INIT("mem_swappiness"),
	RLINT_STR_INIT("memswap_limit"), RLINT_STR_INIT("models"), RLINT_STR_INIT("network_mode"),
	RLINT_STR_INIT("networks"), RLINT_STR_INIT("oom_kill_disable"),
	RLINT_STR_INIT("oom_score_adj"), RLINT_STR_INIT("pid"), RLINT_STR_INIT("pids_limit"),
	RLINT_STR_INIT("platform"), RLINT_STR_INIT("ports"), RLINT_STR_INIT("post_start"),
	RLINT_STR_INIT("pre_stop"), RLINT_STR_INIT("privileged"), RLINT_STR_INIT("profiles"),
	RLINT_STR_INIT("provider"), RLINT_STR_INIT("pull_policy"),
	RLINT_STR_INIT("pull_refresh_after"), RLINT_STR_INIT("read_only"),
	RLINT_STR_INIT("restart"), RLINT_STR_INIT("runtime"), RLINT_STR_INIT("scale"),
	RLINT_STR_INIT("secrets"), RLINT_STR_INIT("security_opt"), RLINT_STR_INIT("shm_size"),
	RLINT_STR_INIT("stdin_open"), RLINT_STR_INIT("stop_grace_period"),
	RLINT_STR_INIT("stop_signal"), RLINT_STR_INIT("storage_opt"), RLINT_STR_INIT("sysctls"),
	RLINT_STR_INIT("tmpfs"), RLINT_STR_INIT("tty"), RLINT_STR_INIT("ulimits"),
	RLINT_STR_INIT("use_api_socket"), RLINT_STR_INIT("user"), RLINT_STR_INIT("userns_mode"),
	RLINT_STR_INIT("uts"), RLINT_STR_INIT("volume_driver"), RLINT_STR_INIT("volumes"),
	RLINT_STR_INIT("volumes_from"), RLINT_STR_INIT("working_dir") };

static const rlint_str build_keys[] = { RLINT_STR_INIT("additional_contexts"),
	RLINT_STR_INIT("args"), RLINT_STR_INIT("cache_from"), RLINT_STR_INIT("cache_to"),
	RLINT_STR_INIT("context"), RLINT_STR_INIT("dockerfile"),
	RLINT_STR_INIT("dockerfile_inline"), RLINT_STR_INIT("entitlements"),
	RLINT_STR_INIT("extra_hosts"), RLINT_STR_INIT("isolation"), RLINT_STR_INIT("labels"),
	RLINT_STR_INIT("network"), RLINT_STR_INIT("no_cache"), RLINT_STR_INIT("no_cache_filter"),
	RLINT_STR_INIT("platforms"), RLINT_STR_INIT("privileged"), RLINT_STR_INIT("provenance"),
	RLINT_STR_INIT("pull"), RLINT_STR_INIT("sbom"), RLINT_STR_INIT("secrets"),
	RLINT_STR_INIT("shm_size"), RLINT_STR_INIT("ssh"), RLINT_STR_INIT("tags"),
	RLINT_STR_INIT("target"), RLINT_STR_INIT("ulimits") };

struct keys {
	const rlint_str *items;
	size_t count;
};

#define KEYS(list) ((struct keys){ (list), sizeof(list) / sizeof *(list) })

/* Longer words may be off by two, short ones by one: "port", "enviroment". */
static size_t tolerance(rlint_str word)
{
	return word.len > 6 ? 2 : 1;
}

static rlint_str nearest(struct keys keys, rlint_str word)
{
	size_t best = tolerance(word) + 1;
	rlint_str found = { 0 };

	for (size_t i = 0; i < keys.count; i++) {
		size_t distance = word_distance(word, keys.items[i], best - 1);

		if (distance < best) {
			best = distance;
			found = keys.items[i];
		}
	}
	return found;
}

static void check_key(struct compose *compose, uint32_t entry, struct keys keys)
{
	uint32_t key = config_entry_key(compose->file, entry);
	rlint_str word = config_text(compose->file, key);
	rlint_str near;

	if (word.len < 3 || rlint_str_starts(word, RLINT_STR("x-")) ||
		rlint_str_is_one_of(word, keys.items, keys.count)) {
		return;
	}
	near = nearest(keys, word);
	if (near.len > 0) {
		compose_problem(compose, entry, config_words(compose->file, key),
			format_str(compose->facts->arena,
				"Compose knows no key %S, and refuses the file: %S is meant, it "
				"seems",
				word, near));
	}
}

static void check_mapping(struct compose *compose, uint32_t mapping, struct keys keys)
{
	uint32_t entry;

	mapping = config_resolve(compose->file, mapping);
	entry = compose_is(compose, mapping, CONFIG_MAPPING)
			? tree_first_child(&compose->file->tree, mapping)
			: NODE_NONE;
	for (uint32_t left = COMPOSE_ITEMS_MOST; entry != NODE_NONE && left > 0; left--) {
		bool is_merge = (tree_node(&compose->file->tree, entry)->flags & CONFIG_MERGE) != 0;

		if (compose_is(compose, entry, CONFIG_ENTRY) && !is_merge) {
			check_key(compose, entry, keys);
		}
		entry = compose_next(compose, entry);
	}
}

static void check_service(struct compose *compose, uint32_t entry)
{
	uint32_t service = config_resolve(compose->file, config_entry_value(compose->file, entry));

	check_mapping(compose, service, KEYS(service_keys));
	check_mapping(
		compose, config_get(compose->file, service, RLINT_STR("build")), KEYS(build_keys));
}

void compose_check_keys(struct compose *compose)
{
	if (compose->file->is_template) {
		return;
	}
	check_mapping(compose, compose->root, KEYS(file_keys));
	compose_each(compose, compose->services, check_service);
}
