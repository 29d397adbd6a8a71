/* Signals that end the program, held back while a file is replaced. */
#ifndef CLI_SIGNALS_H
#define CLI_SIGNALS_H

#include <signal.h>

/* From now on they wait, in this thread and those that it starts; *before is what held till then.
 */
void signals_hold(sigset_t *before);
/* Lets those through that came since. */
void signals_release(const sigset_t *before);

#endif
