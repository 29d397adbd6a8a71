/* libreprolint: everything. */
#ifndef REPROLINT_REPROLINT_H
#define REPROLINT_REPROLINT_H

#include <reprolint/base.h>
#include <reprolint/command.h>
#include <reprolint/compose.h>
#include <reprolint/config.h>
#include <reprolint/dockerfile.h>
#include <reprolint/experiment.h>
#include <reprolint/fact.h>
#include <reprolint/fix.h>
#include <reprolint/input.h>
#include <reprolint/install.h>
#include <reprolint/problem.h>
#include <reprolint/registry.h>
#include <reprolint/results.h>
#include <reprolint/rule.h>
#include <reprolint/secret.h>
#include <reprolint/source.h>
#include <reprolint/str.h>
#include <reprolint/transfer.h>
#include <reprolint/value.h>
#include <reprolint/workspace.h>
#include <reprolint/writer.h>

#endif
