/* Kinds of file, by name and by content. */
#ifndef LIB_PROJECT_KINDS_H
#define LIB_PROJECT_KINDS_H

#include "lib/facts/make.h"

/* What a path's name says. RLINT_FILE_CONDA and RLINT_FILE_CONFIG are guesses that the content must
 * confirm (kind_of_config). */
rlint_file_kind kind_of_path(rlint_str path);
/* What a file of structured data is, once parsed: an environment.yml, a compose file, or a config
 * of some kind. `guess` is what the name said. */
rlint_file_kind kind_of_config(const struct config *config, rlint_str path, rlint_file_kind guess);
/* How a file of structured data is written, by its name and what it is read as. */
enum config_format format_of_file(rlint_str path, rlint_file_kind kind);
enum ini_flavour ini_flavour_of_path(rlint_str path);
/* Is a folder of that name left out of walks? Hidden ones, and those of
 * package managers and experiment trackers. */
bool is_folder_skipped(rlint_str name);
/* The syntax/ rule that reports problems of the kind. */
const char *problem_rule(rlint_file_kind kind);

#endif
