/* Signals that end the program. */
#define _XOPEN_SOURCE 700 /* NOLINT(readability-identifier-naming) */

#include <stddef.h>

#include "signals.h"

void signals_hold(sigset_t *before)
{
	sigset_t ends;

	(void)sigemptyset(&ends);
	(void)sigaddset(&ends, SIGHUP);
	(void)sigaddset(&ends, SIGINT);
	(void)sigaddset(&ends, SIGQUIT);
	(void)sigaddset(&ends, SIGTERM);
	(void)pthread_sigmask(SIG_BLOCK, &ends, before);
}

void signals_release(const sigset_t *before)
{
	(void)pthread_sigmask(SIG_SETMASK, before, NULL);
}
