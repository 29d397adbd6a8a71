/* image/copied-archive: an archive that is copied into a layer and unpacked in another. */
#include "archives.h"

/* More archives than that in one stage nobody writes by hand. */
enum { ARCHIVES_MOST = 32 };

/* An archive that a COPY brought. */
struct archive {
	const rlint_fact *copy;
	const rlint_value *source;
	rlint_str name; /* it has in the image */
};

struct archives {
	struct archive items[ARCHIVES_MOST];
	size_t count;
};

static bool is_archive(rlint_str path)
{
	return archive_is_tar(path) || rlint_str_ends(path, RLINT_STR(".zip"));
}

/* One source may get a new name; several keep theirs. */
static void note(struct archives *archives, const rlint_fact *fact)
{
	const rlint_copy *copy = rlint_as_copy(fact);
	const rlint_str *target = &copy->destination.text;

	for (size_t i = 0; i < copy->source_count && archives->count < ARCHIVES_MOST; i++) {
		const rlint_value *source = rlint_copy_source(fact, i);
		bool is_renamed = copy->source_count == 1 && is_archive(*target);

		if (rlint_value_has_text(source) && (is_renamed || is_archive(source->text))) {
			archives->items[archives->count++] = (struct archive){ fact, source,
				archive_name(is_renamed ? *target : source->text) };
		}
	}
}

/* The file that the command unpacks, or NULL. */
static const rlint_value *unpacked_by(const rlint_fact *command)
{
	static const rlint_str programs[] = { RLINT_STR_INIT("unzip"), RLINT_STR_INIT("gunzip"),
		RLINT_STR_INIT("bunzip2"), RLINT_STR_INIT("unxz"), RLINT_STR_INIT("unlzma"),
		RLINT_STR_INIT("unlz"), RLINT_STR_INIT("uncompress"), RLINT_STR_INIT("zcat"),
		RLINT_STR_INIT("gzcat"), RLINT_STR_INIT("unzstd") };
	rlint_str program = rlint_as_command(command)->program;

	if (rlint_str_is(program, RLINT_STR("tar"))) {
		const rlint_option *file = rlint_command_find(command, "--extract")
						   ? rlint_command_find(command, "--file")
						   : NULL;

		return file ? &file->value : NULL;
	}
	return rlint_str_is_one_of(program, RLINT_LIST(programs))
		       ? rlint_command_operand(command, 0)
		       : NULL;
}

static void report(rlint_check *check, const rlint_fact *stage, const struct archive *archive,
	const rlint_fact *command)
{
	rlint_str name = archive->source->text;
	bool is_tar = archive_is_tar(archive->name);
	rlint_finding *finding = rlint_report(check, archive->copy, archive->source->span,
		is_tar ? "%S stays in this layer besides what it holds: let ADD unpack it, or give "
			 "it to the RUN with --mount=type=bind"
		       : "%S stays in this layer besides what it holds: give it to the RUN with "
			 "--mount=type=bind",
		name);

	rlint_related(finding, command, rlint_as_command(command)->line, "unpacked here");
	if (is_tar) {
		rlint_as(finding, "DL3010");
	}
	if (rlint_as_stage(stage)->fate == RLINT_BUILDER) {
		rlint_grade(finding, RLINT_PEDANTIC);
	}
}

/* Tells once of each archive. */
static void look_at_command(rlint_check *check, const rlint_fact *stage, struct archives *archives,
	const rlint_fact *command)
{
	const rlint_value *file = unpacked_by(command);
	rlint_str name;

	if (!file || !rlint_value_has_text(file)) {
		return;
	}
	name = archive_name(file->text);
	for (size_t i = 0; i < archives->count; i++) {
		if (rlint_str_is(archives->items[i].name, name)) {
			report(check, stage, &archives->items[i], command);
			archives->items[i] = archives->items[--archives->count];
			return;
		}
	}
}

static void look_at_step(rlint_check *check, const rlint_fact *stage, struct archives *archives,
	const rlint_fact *step)
{
	const rlint_fact *fact;

	for (size_t i = 0; (fact = rlint_fact_at(step, RLINT_COPY, i)); i++) {
		if (!rlint_as_copy(fact)->is_add &&
			rlint_as_copy(fact)->from.state == RLINT_UNSET) {
			note(archives, fact);
		}
	}
	for (size_t i = 0; archives->count > 0 && (fact = rlint_fact_at(step, RLINT_COMMAND, i));
		i++) {
		look_at_command(check, stage, archives, fact);
	}
}

static void check_stage(rlint_check *check, const rlint_fact *stage)
{
	struct archives archives = { .count = 0 };
	const rlint_fact *step;

	for (size_t i = 0; (step = rlint_fact_at(stage, RLINT_STEP, i)); i++) {
		if (!rlint_as_step(step)->is_onbuild) {
			look_at_step(check, stage, &archives, step);
		}
	}
}

extern const rlint_rule rlint_rule_image_copied_archive;
const rlint_rule rlint_rule_image_copied_archive = {
	.id = "image/copied-archive",
	.on = (const rlint_subscription[]){ { RLINT_STAGE, NULL }, { 0 } },
	.check = check_stage,
};
