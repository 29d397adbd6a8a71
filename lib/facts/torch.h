/* Releases of torch and what belongs to them: rules/tables/torch.tsv. */
#ifndef LIB_FACTS_TORCH_H
#define LIB_FACTS_TORCH_H

#include <reprolint/install.h>

#include "lib/facts/pool.h"

struct torch_release {
	struct pool_text version, torchvision, torchaudio; /* "-": none */
	struct pool_text builds; /* words */
};

/* Generated; texts lie in torch_pool. */
extern const char torch_pool[];
extern const struct torch_release torch_releases[];
extern const size_t torch_release_count;

#endif
