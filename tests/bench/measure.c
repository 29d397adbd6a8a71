/* Runs a command several times, output thrown away: measure RUNS INPUT-FILE COMMAND ... Prints the
 * shortest time in microseconds and the largest peak of memory in KiB. A program of its own because
 * the kernel counts the memory of whoever starts a process as that process's. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (long)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void become(const char *input, char **command)
{
	int in = open(input, O_RDONLY);
	int out = open("/dev/null", O_WRONLY);

	if (in >= 0 && out >= 0 && dup2(in, 0) == 0 && dup2(out, 1) == 1 && dup2(out, 2) == 2) {
		execv(command[0], command);
	}
	_exit(127);
}

int main(int argc, char **argv)
{
	long best = -1, peak = 0;

	if (argc < 4) {
		return 2;
	}
	for (long i = 0; i < strtol(argv[1], NULL, 10); i++) {
		long start = now();
		pid_t child = fork();
		struct rusage usage;
		int status;

		if (child == 0) {
			become(argv[2], argv + 3);
		}
		if (wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
			WEXITSTATUS(status) > 1) {
			fprintf(stderr, "measure: %s failed\n", argv[3]);
			return 1;
		}
		start = now() - start;
		best = best < 0 || start < best ? start : best;
		peak = usage.ru_maxrss > peak ? usage.ru_maxrss : peak;
	}
	printf("%ld %ld\n", best, peak);
	return 0;
}
