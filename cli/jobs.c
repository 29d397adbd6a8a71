/* Files linted on several threads: each has its own workspace and takes the next path; the thread
 * that called takes the results in the paths' order. Results wait in a ring, so that threads that
 * are ahead of a slow file hold little memory. */
#define _POSIX_C_SOURCE 200809L /* NOLINT(readability-identifier-naming) */

#include "jobs.h"
#include "signals.h"

#include <pthread.h>
#include <stdlib.h>

/* Results that may wait, for each thread. */
#define SLOTS_EACH 16

struct slot {
	rlint_results *results;
	rlint_status status;
	bool is_full;
};

/* What the threads share; all of it under the lock. */
struct pool {
	const struct paths *paths;
	pthread_mutex_t lock;
	pthread_cond_t has_room, has_result;
	struct slot *slots;
	size_t slot_count;
	size_t next; /* path to lint */
	size_t taken; /* paths whose results were taken */
	bool is_over;
};

struct worker {
	struct pool *pool;
	rlint_workspace *workspace;
	pthread_t thread;
	bool is_started;
};

/* The next path's index, or the number of paths where nothing is left to do. */
static size_t claim(struct pool *pool)
{
	size_t index = pool->paths->count;

	pthread_mutex_lock(&pool->lock);
	while (!pool->is_over && pool->next < pool->paths->count &&
		pool->next >= pool->taken + pool->slot_count) {
		pthread_cond_wait(&pool->has_room, &pool->lock);
	}
	if (!pool->is_over && pool->next < pool->paths->count) {
		index = pool->next++;
	}
	pthread_mutex_unlock(&pool->lock);
	return index;
}

static void put(struct pool *pool, size_t index, struct slot done)
{
	pthread_mutex_lock(&pool->lock);
	pool->slots[index % pool->slot_count] = done;
	pthread_cond_signal(&pool->has_result);
	pthread_mutex_unlock(&pool->lock);
}

static void *work(void *argument)
{
	const struct worker *worker = argument;
	struct pool *pool = worker->pool;

	for (size_t index = claim(pool); index < pool->paths->count; index = claim(pool)) {
		struct slot done = { .is_full = true };

		done.status = rlint_lint(
			worker->workspace, pool->paths->items[index].text, &done.results);
		put(pool, index, done);
	}
	return NULL;
}

/* Waits for what the path gave, and empties its slot. */
static struct slot wait_for(struct pool *pool, size_t index)
{
	struct slot *slot = &pool->slots[index % pool->slot_count];
	struct slot done;

	pthread_mutex_lock(&pool->lock);
	while (!slot->is_full) {
		pthread_cond_wait(&pool->has_result, &pool->lock);
	}
	done = *slot;
	*slot = (struct slot){ 0 };
	pool->taken = index + 1;
	pthread_cond_broadcast(&pool->has_room);
	pthread_mutex_unlock(&pool->lock);
	return done;
}

static rlint_status take_all(const struct jobs *jobs, struct pool *pool)
{
	rlint_status status = RLINT_OK;

	for (size_t i = 0; i < pool->paths->count && status == RLINT_OK; i++) {
		struct slot done = wait_for(pool, i);

		status = jobs->take(jobs->user, &pool->paths->items[i], done.status, done.results);
	}
	return status;
}

/* Starts the threads, fewer where one or its workspace cannot be had; how many. */
static size_t start(const struct jobs *jobs, struct pool *pool, struct worker *workers)
{
	sigset_t before;
	size_t count = 0;

	/* The main thread takes what ends the program: it knows when it may. */
	signals_hold(&before);
	while (count < jobs->count) {
		struct worker *worker = &workers[count];

		worker->pool = pool;
		worker->workspace = jobs->workspace;
		if (count > 0 && jobs->open(jobs->user, &worker->workspace) != RLINT_OK) {
			break;
		}
		worker->is_started = pthread_create(&worker->thread, NULL, work, worker) == 0;
		if (!worker->is_started) {
			break;
		}
		count++;
	}
	signals_release(&before);
	return count;
}

static void finish(struct pool *pool, struct worker *workers, size_t count)
{
	pthread_mutex_lock(&pool->lock);
	pool->is_over = true;
	pthread_cond_broadcast(&pool->has_room);
	pthread_mutex_unlock(&pool->lock);
	for (size_t i = 0; i < count; i++) {
		if (workers[i].is_started) {
			pthread_join(workers[i].thread, NULL);
		}
		if (i > 0) {
			rlint_workspace_free(workers[i].workspace);
		}
	}
	for (size_t i = 0; i < pool->slot_count; i++) {
		rlint_results_free(pool->slots[i].results);
	}
}

static rlint_status run_alone(const struct jobs *jobs)
{
	rlint_status status = RLINT_OK;

	for (size_t i = 0; i < jobs->paths->count && status == RLINT_OK; i++) {
		const struct path *path = &jobs->paths->items[i];
		rlint_results *results = NULL;
		rlint_status linted = rlint_lint(jobs->workspace, path->text, &results);

		status = jobs->take(jobs->user, path, linted, results);
	}
	return status;
}

static rlint_status run_threads(const struct jobs *jobs, struct pool *pool, struct worker *workers)
{
	rlint_status status;
	size_t started;

	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->has_room, NULL);
	pthread_cond_init(&pool->has_result, NULL);
	started = start(jobs, pool, workers);
	status = started > 0 ? take_all(jobs, pool) : run_alone(jobs);
	finish(pool, workers, jobs->count);
	pthread_cond_destroy(&pool->has_result);
	pthread_cond_destroy(&pool->has_room);
	pthread_mutex_destroy(&pool->lock);
	return status;
}

rlint_status jobs_run(const struct jobs *jobs)
{
	struct pool pool = { .paths = jobs->paths, .slot_count = jobs->count * SLOTS_EACH };
	struct worker *workers = NULL;
	rlint_status status = RLINT_NOMEM;

	if (jobs->count <= 1 || jobs->paths->count <= 1) {
		return run_alone(jobs);
	}
	workers = calloc(jobs->count, sizeof *workers);
	pool.slots = calloc(pool.slot_count, sizeof *pool.slots);
	if (workers && pool.slots) {
		status = run_threads(jobs, &pool, workers);
	}
	free(pool.slots);
	free(workers);
	return status;
}
