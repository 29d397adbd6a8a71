// Four threads over one configuration, and memory that runs out: a status, no more.
#include <reprolint/reprolint.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

// Gives out so many blocks, then none.
static void *resize(void *user, void *block, size_t, size_t size)
{
	if (size == 0)
		return std::free(block), nullptr;
	return --*static_cast<std::atomic<long> *>(user) >= 0 ? std::realloc(block, size) : nullptr;
}

// A workspace is one thread's; what it gives is the number of findings, or -1.
static long lint(const rlint_config *config, const char *path, rlint_str text)
{
	rlint_workspace *workspace = nullptr;
	rlint_results *results = nullptr;
	bool is_done = rlint_workspace_new(config, nullptr, nullptr, &workspace) == RLINT_OK &&
		rlint_workspace_overlay(workspace, path, text) == RLINT_OK &&
		rlint_lint(workspace, path, &results) == RLINT_OK;
	long count = is_done ? static_cast<long>(rlint_results_count(results)) : -1;

	rlint_results_free(results);
	rlint_workspace_free(workspace);
	return count;
}

// A registry and its configuration are made once, then read by any number of threads.
static bool run(const rlint_alloc &alloc, std::vector<long> &counts)
{
	rlint_registry *registry = nullptr;
	rlint_config *config = nullptr;
	std::vector<std::thread> threads;

	if (rlint_registry_new(&alloc, &registry) == RLINT_OK && rlint_config_new(registry, &config) == RLINT_OK)
		for (long &count : counts)
			threads.emplace_back([&, config] { count = lint(config, "Dockerfile", RLINT_STR("FROM debian\n")); });
	for (std::thread &thread : threads)
		thread.join();
	rlint_config_free(config);
	rlint_registry_free(registry);
	return *std::min_element(counts.begin(), counts.end()) >= 0;
}

int main()
{
	for (long blocks = 0;; blocks++) {
		std::vector<long> counts(4, -1);
		std::atomic<long> left(blocks);
		if (run(rlint_alloc{ resize, &left }, counts))
			return !std::printf("%ld findings on each thread, once there is memory\n", counts[3]);
	}
}
