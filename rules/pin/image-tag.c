/* pin/image-tag: a base image whose tag is missing or moves. */
#include <reprolint/reprolint.h>

/* Where the tag is not written in place, the words that decide it. */
static void show_definition(rlint_check *check, rlint_finding *finding, const rlint_fact *fact,
	const rlint_value *value)
{
	const rlint_fact *given = NULL;

	if (value->definition.end == 0 &&
		rlint_linked(check, fact, RLINT_FILLED_BY, &given) == RLINT_YES) {
		rlint_related(finding, given, rlint_fact_span(given), "the value is given here");
	} else if (value->definition.end > 0 && value->definition.start != value->span.start) {
		rlint_related(finding, fact, value->definition, "the default is given here");
	}
}

/* Does the image of a build hold a version? */
static bool is_pinned(const rlint_build *build)
{
	const rlint_image *image = rlint_as_image(build->fact);

	return build->argument && image &&
	       (image->pin == RLINT_IMMUTABLE || image->tag_kind == RLINT_VERSION_TAG);
}

/* A default that all builds of the project replace by a version is what others get. */
static void weigh_builds(rlint_check *check, rlint_finding *finding, const rlint_fact *fact,
	const rlint_value *value)
{
	bool are_pinned = value->state == RLINT_DEFAULT;
	rlint_build build, first = { 0 };

	for (size_t i = 0; are_pinned && rlint_build_at(check, fact, i, &build) == RLINT_YES; i++) {
		are_pinned = is_pinned(&build);
		first = i == 0 ? build : first;
	}
	if (are_pinned && first.argument) {
		rlint_grade(finding, RLINT_INFO);
		rlint_related(finding, first.argument, rlint_as_env(first.argument)->value.span,
			"this build is given %S: the default is for all others",
			rlint_as_env(first.argument)->value.text);
	}
}

/* Is it started as it is, by a service or for a config's run? Else a build starts from it. */
static bool is_run(const rlint_fact *fact)
{
	return !rlint_fact_within(fact, RLINT_STAGE);
}

/* What happens where nobody changed a file. */
static const char *consequence(const rlint_fact *fact)
{
	return is_run(fact) ? "each pull may bring another image"
			    : "each build may start from another image";
}

/* The other tools read Dockerfiles alone. */
static void name_foreign(
	rlint_finding *finding, const rlint_fact *fact, const char *const *ids, size_t count)
{
	for (size_t i = 0; i < count && !is_run(fact); i++) {
		rlint_as(finding, ids[i]);
	}
}

static void report_no_tag(rlint_check *check, const rlint_fact *fact, const rlint_image *image)
{
	static const char *const ids[] = { "DL3006", "CKV_DOCKER_7" };
	rlint_finding *finding = rlint_report(check, fact, image->reference.span,
		"%S has no tag, so %s: name a version", image->name.text, consequence(fact));

	name_foreign(finding, fact, RLINT_LIST(ids));
	show_definition(check, finding, fact, &image->reference);
	weigh_builds(check, finding, fact, &image->reference);
}

/* As written, where variables hide it. */
static rlint_str name_of(const rlint_fact *fact, const rlint_image *image)
{
	return image->name.state == RLINT_UNCERTAIN
		       ? rlint_text_of(rlint_fact_document(fact), image->reference.span)
		       : image->name.text;
}

static void report_moving(rlint_check *check, const rlint_fact *fact, const rlint_image *image)
{
	static const char *const ids[] = { "DL3007", "CKV_DOCKER_7" };
	rlint_finding *finding = rlint_report(check, fact, image->tag.span,
		"tag %S of %S moves, so %s: name a version", image->tag.text, name_of(fact, image),
		consequence(fact));

	show_definition(check, finding, fact, &image->tag);
	weigh_builds(check, finding, fact, &image->tag);
	if (rlint_value_is(&image->tag, RLINT_STR("latest")) == RLINT_YES) {
		name_foreign(finding, fact, RLINT_LIST(ids));
	}
}

static void report_word(rlint_check *check, const rlint_fact *fact, const rlint_image *image)
{
	rlint_finding *finding = rlint_report(check, fact, image->tag.span,
		"tag %S of %S names no version, so it may move: name one, or add the digest",
		image->tag.text, name_of(fact, image));

	show_definition(check, finding, fact, &image->tag);
	rlint_grade(finding, RLINT_INFO);
}

/* Has a build of the project something else for that name: an image that it builds, a context? */
static bool is_built_here(rlint_check *check, const rlint_fact *fact)
{
	rlint_build build = { 0 };
	bool is_found = false;

	for (size_t i = 0; !is_found && rlint_build_at(check, fact, i, &build) == RLINT_YES; i++) {
		const rlint_image *image = rlint_as_image(build.fact);

		is_found = image && !build.argument &&
			   (image->role == RLINT_BUILT_HERE || image->role == RLINT_NAMED_CONTEXT);
	}
	return is_found;
}

static bool speaks_of(rlint_tag_kind kind)
{
	return kind == RLINT_NO_TAG || kind == RLINT_MOVING_TAG || kind == RLINT_WORD_TAG;
}

static void check_image(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *composed = fact;
	const rlint_image *image;

	rlint_linked(check, fact, RLINT_COMPOSED_AS, &composed);
	image = rlint_as_image(composed);
	if (image->role != RLINT_PULLED || image->pin == RLINT_IMMUTABLE ||
		!speaks_of(image->tag_kind) || is_built_here(check, fact)) {
		return;
	}
	switch (image->tag_kind) {
	case RLINT_NO_TAG:
		report_no_tag(check, fact, image);
		break;
	case RLINT_MOVING_TAG:
		report_moving(check, fact, image);
		break;
	case RLINT_WORD_TAG:
		report_word(check, fact, image);
		break;
	case RLINT_VERSION_TAG:
	case RLINT_UNKNOWN_TAG:
		break;
	}
}

extern const rlint_rule rlint_rule_pin_image_tag;
const rlint_rule rlint_rule_pin_image_tag = {
	.id = "pin/image-tag",
	.on = (const rlint_subscription[]){ { RLINT_IMAGE, NULL }, { 0 } },
	.check = check_image,
	.asks_links = true,
	.follows_builds = true,
};
