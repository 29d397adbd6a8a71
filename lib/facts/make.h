/* The makers of facts, one per kind of file. Each runs inside a protected call and fills `facts`,
 * which was initialised with the tree of the syntax given. */
#ifndef LIB_FACTS_MAKE_H
#define LIB_FACTS_MAKE_H

#include "lib/facts/facts.h"
#include "lib/syntax/config/config.h"
#include "lib/syntax/dockerfile/dockerfile.h"
#include "lib/syntax/ignore/dockerignore.h"
#include "lib/syntax/python/requirements.h"

void facts_of_dockerfile(struct facts *facts, const struct dockerfile *file);
void facts_of_dockerignore(struct facts *facts, const struct dockerignore *file);
void facts_of_requirements(struct facts *facts, const struct requirements *file);
/* The lines' packages, includes and problems, into an environment that is there. */
void facts_of_requirement_lines(
	struct facts *facts, rlint_fact *environment, const struct requirements *file);
/* As above, of a YAML list whose items are such lines. */
void facts_of_requirement_items(
	struct facts *facts, rlint_fact *environment, const struct config *file, uint32_t list);
void facts_of_conda(struct facts *facts, const struct config *file);
/* python_env.yaml of MLflow; nothing of other files. */
void facts_of_python_env(struct facts *facts, const struct config *file);
/* pyproject.toml, Pipfile, setup.cfg; experiments that are configured there too. */
void facts_of_project(struct facts *facts, const struct config *file);
/* uv.lock, poetry.lock, pdm.lock, Pipfile.lock, pylock.toml, conda-lock.yml: one environment of
 * locked packages for each ecosystem. */
void facts_of_lock(struct facts *facts, const struct config *file);
void facts_of_config(struct facts *facts, const struct config *file);
void facts_of_compose(struct facts *facts, const struct config *file);
void facts_of_devcontainer(struct facts *facts, const struct config *file);
void facts_of_dotenv(struct facts *facts, const struct config *file);
/* Does it say, as compose files do, what services start from? */
bool config_is_compose(const struct config *file);
/* What facts_of_config adds for keys that hold a model or data set. */
void facts_of_revisions(struct facts *facts, const struct config *file);
/* What facts_of_config adds for values that name a file to fetch, a path of one machine or a
 * secret, whatever reads them: settings of the document. */
void facts_of_inputs(struct facts *facts, const struct config *file);
/* Does it have such a key, whatever reads it? */
bool config_has_revision(const struct config *file);

/* A pip requirement (a line, a command's word) or conda spec as a package fact in `container` (an
 * RLINT_ENVIRONMENT); `line` is the command or logical line. */
struct requirement;
rlint_fact *package_from_requirement(struct facts *facts, rlint_fact *container,
	const struct text *text, const struct requirement *requirement, rlint_span line,
	uint32_t node);
rlint_fact *package_from_conda_spec(struct facts *facts, rlint_fact *container,
	const struct text *text, rlint_span line, uint32_t node);
/* Tells of each package whether its marker holds. To be called when all are there. */
void facts_judge_markers(struct facts *facts);
/* Does a marker hold on Linux, with that Python (a version or a range)? To be asked inside a
 * protected call. */
rlint_answer marker_applies(struct arena *arena, rlint_str marker, const rlint_value *python);
/* Tells each package of pip's and conda's environments which one of its name comes before it, and
 * which it contradicts. To be called when their markers are judged. */
void facts_relate_packages(struct facts *facts);
/* payload, framework, installer, build tool or helper, by canonical name (tables). */
rlint_purpose package_purpose(rlint_ecosystem ecosystem, rlint_str canonical);
/* Made for dev, test, docs or lint, by path? */
rlint_audience audience_of_path(rlint_str path);
/* The same by the name of an extra or a group. */
rlint_audience audience_of_group(rlint_str name);

#endif
