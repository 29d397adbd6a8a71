/* image/no-dockerignore: the whole folder is copied, and no .dockerignore says what stays out. */
#include <reprolint/reprolint.h>

static bool is_whole(rlint_str path)
{
	return rlint_str_is(path, RLINT_STR(".")) || rlint_str_is(path, RLINT_STR("/")) ||
	       rlint_str_is(path, RLINT_STR("*"));
}

/* The source that brings the whole build context, or NULL. */
static const rlint_value *whole_context(const rlint_fact *copy)
{
	if (rlint_as_copy(copy)->from.state != RLINT_UNSET) {
		return NULL;
	}
	for (size_t i = 0; i < rlint_as_copy(copy)->source_count; i++) {
		if (is_whole(rlint_copy_path(copy, i))) {
			return rlint_copy_source(copy, i);
		}
	}
	return NULL;
}

/* What nobody wants in an image, and what makes two builds of one commit differ. */
static const char *const unwanted[] = { ".git", ".env", ".venv", "venv", "data", "datasets",
	"outputs", "results", "checkpoints", "logs", "wandb", "mlruns", "lightning_logs",
	"node_modules", "__pycache__", ".ipynb_checkpoints" };

/* The first of them that lies beside the Dockerfile, or NULL. */
static const char *find_unwanted(rlint_check *check, const rlint_document *document)
{
	for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++) {
		if (rlint_lies_beside(check, document, unwanted[i]) == RLINT_YES) {
			return unwanted[i];
		}
	}
	return NULL;
}

static void report(rlint_check *check, const rlint_fact *stage, const rlint_fact *copy,
	const rlint_value *source)
{
	const char *found = find_unwanted(check, rlint_fact_document(copy));
	rlint_finding *finding;

	if (found) {
		finding = rlint_report(check, copy, source->span,
			"all of the folder is copied, %s among it, as no .dockerignore keeps "
			"anything out: write one",
			found);
	} else {
		finding = rlint_report(check, copy, source->span,
			"all is copied that lies in the folder when it is built, as no "
			".dockerignore keeps anything out: write one that leaves out .git, data, "
			"results and secrets");
	}
	rlint_as(finding, "DF033");
	/* What only feeds other stages is not published. */
	if (!found || rlint_as_stage(stage)->fate == RLINT_BUILDER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

/* One is told of: the file that is missing is the same for all. */
static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		const rlint_fact *copy = rlint_fact_at(step, RLINT_COPY, 0);
		const rlint_value *source = copy ? whole_context(copy) : NULL;
		const rlint_fact *ignore;

		if (!source) {
			continue;
		}
		if (rlint_linked(check, copy, RLINT_IGNORED_BY, &ignore) == RLINT_NO) {
			report(check, stage, copy, source);
		}
		return;
	}
}

extern const rlint_rule rlint_rule_image_no_dockerignore;
const rlint_rule rlint_rule_image_no_dockerignore = {
	.id = "image/no-dockerignore",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
	.asks_links = true,
};
