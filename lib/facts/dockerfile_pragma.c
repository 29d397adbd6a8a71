/* `# hadolint shell=PATH`: whoever writes the file says what its shell forms run in. It holds as a
 * SHELL would, without its options; before the first FROM, for every stage that begins on an image.
 * Source: hadolint's README, "Inline shell". */
#include "lib/facts/dockerfile_facts.h"

#include "lib/base/str.h"
#include "lib/syntax/pragma.h"

static void obey(struct docker_facts *docker, rlint_span comment)
{
	struct pragma_comment pragma;

	if (!pragma_read(
		    str_slice(docker->file->tree.source, comment.start, comment.end), &pragma) ||
		pragma.kind != PRAGMA_SHELL) {
		return;
	}
	if (docker->stage) {
		docker_name_shell(&docker->stage->shell, pragma.value);
	} else {
		docker->stated_shell = pragma.value;
	}
}

void docker_obey_pragmas(struct docker_facts *docker, const struct docker_instruction *instruction)
{
	const struct tree *tree = &docker->file->tree;
	const struct comment *comments = tree->comments.items;

	for (; docker->comment < tree->comments.count &&
		comments[docker->comment].span.start < instruction->span.start;
		docker->comment++) {
		/* Not those inside the instruction before. */
		if (comments[docker->comment].span.start >= docker->read_end) {
			obey(docker, comments[docker->comment].span);
		}
	}
	docker->read_end = instruction->span.end;
}
