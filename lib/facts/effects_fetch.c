/* What steps fetch: curl, wget, git clone; what pins it: git checkout, sha256sum -c. */
#include "lib/facts/effects_run.h"

#include "lib/base/str.h"
#include "lib/facts/path.h"
#include "lib/facts/reference.h"

static bool is_remote(rlint_str text)
{
	static const rlint_str schemes[] = { RLINT_STR_INIT("http://"), RLINT_STR_INIT("https://"),
		RLINT_STR_INIT("ftp://"), RLINT_STR_INIT("ssh://"), RLINT_STR_INIT("git://"),
		RLINT_STR_INIT("git@"), RLINT_STR_INIT("s3://"), RLINT_STR_INIT("gs://") };

	return rlint_str_starts_one_of(text, RLINT_LIST(schemes));
}

static rlint_fact *add_download(struct run *run, const rlint_value *url, bool is_vcs, rlint_pin pin)
{
	rlint_fact *fact = fact_new(run_facts(run), RLINT_DOWNLOAD, run->step->fact, url->span,
		run->step->instruction->node);

	*(rlint_download *)fact_payload(fact) = (rlint_download){ .url = *url,
		.is_vcs = is_vcs,
		.pin = pin,
		.use = is_vcs ? RLINT_SAVED : run_use_of(run, url->text) };
	ledger_note_dropper(run->ledger, url->text);
	run_effect(run, RLINT_FETCHES, url->text, url->span, fact);
	return fact;
}

/* Remembers a download that a checksum later in the step may verify. */
static void await_checksum(struct run *run, rlint_fact *download)
{
	struct stage_ledger *ledger = run->ledger;

	if (ledger->fetching_step != run->step->step) {
		ledger->fetching_step = run->step->step;
		ledger->unverified.count = 0;
	}
	*(rlint_fact **)vec_add(&ledger->unverified, run_facts(run)->arena, sizeof(rlint_fact *)) =
		download;
}

/* Operands that are URLs; --url's value. What curl reads from elsewhere is not known. */
void run_download(struct run *run)
{
	static const char *const naming_options[] = { "--url", NULL };
	struct run_words_state state = { .options = naming_options };

	while (run_next_word(run, &state)) {
		const rlint_value *url = &state.word;

		if (is_remote(url->text)) {
			rlint_pin pin = rlint_value_has_text(url) ? pin_of_download(url->text)
								  : RLINT_PIN_UNKNOWN;

			run->flowing = add_download(run, url, false, pin);
			run->flowed = run->fact;
			await_checksum(run, run->flowing);
		} else if (url->state == RLINT_UNCERTAIN && url->text.len == 0) {
			await_checksum(run, add_download(run, url, false, RLINT_PIN_UNKNOWN));
		}
	}
}

/* gdown URL or ID: a file of Google Drive, which its owner may replace. */
void run_gdown(struct run *run)
{
	static const char *const naming_options[] = { "--id", NULL };
	struct run_words_state state = { .options = naming_options };

	while (run_next_word(run, &state)) {
		if (rlint_value_has_text(&state.word) && state.word.text.len > 0) {
			await_checksum(run, add_download(run, &state.word, false, RLINT_EXACT));
		}
	}
}

/* The name under which a URL's file is known: the last component of its path. */
static rlint_str file_name(rlint_str url)
{
	rlint_str path = str_slice(url, 0, str_find(url, '?', 0));

	return rlint_str_base(str_slice(path, 0, str_find(path, '#', 0)));
}

static bool has_word_with(const rlint_fact *command, rlint_str part)
{
	const rlint_value *word;

	for (size_t i = 1; (word = rlint_command_word(command, i)); i++) {
		if (part.len > 0 && rlint_str_find_str(word->text, part) < word->text.len) {
			return true;
		}
	}
	return false;
}

/* The sum and name that are checked: words here, or in what is piped in. */
static bool names_file(const struct run *run, rlint_str name)
{
	return has_word_with(run->fact, name) || has_word_with(run->command->feeder, name);
}

/* How many downloads are looked for by name in one checksum's words. */
enum { MOST_NAMED = 32 };

/* One download that waits is meant by any checksum; of several, the one that is named, and perhaps
 * the others. */
void run_checksum(struct run *run)
{
	struct stage_ledger *ledger = run->ledger;
	rlint_fact **waiting = ledger->unverified.items;
	uint32_t count = ledger->unverified.count;
	bool checks = run_has(run, "--check") || run_has(run, "-c") || run_has(run, "--strict");

	if (!checks || ledger->fetching_step != run->step->step || count == 0) {
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		rlint_download *download = fact_payload(waiting[i]);
		bool is_meant = count == 1 ||
				(i < MOST_NAMED && names_file(run, file_name(download->url.text)));

		download->is_verified = is_meant ? RLINT_YES : RLINT_UNKNOWN;
		download->pin = is_meant ? RLINT_IMMUTABLE : RLINT_PIN_UNKNOWN;
		run_effect(run, RLINT_PINS, download->url.text, run_words(run), waiting[i]);
	}
	ledger->unverified.count = 0;
}

/* SKIP, NONE: a word that an ARG holds until a reference is given. */
static bool is_stand_in(const rlint_value *reference)
{
	rlint_str text = reference->text;

	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] < 'A' || text.ptr[i] > 'Z') {
			return false;
		}
	}
	return reference->state == RLINT_DEFAULT && !rlint_str_is(text, RLINT_STR("HEAD"));
}

static rlint_pin pin_of_value(const rlint_value *reference)
{
	return rlint_value_has_text(reference) && !is_stand_in(reference)
		       ? pin_of_reference(reference->text)
		       : RLINT_PIN_UNKNOWN;
}

/* The folder that git makes of a URL: its last component without .git. */
static rlint_value clone_folder(const struct run *run, const rlint_value *url)
{
	const rlint_value *operand = rlint_command_operand(run->fact, 1);
	rlint_value folder = operand ? *operand : *url;

	if (!operand) {
		while (rlint_str_ends(folder.text, RLINT_STR("/"))) {
			folder.text.len--;
		}
		folder.text = rlint_str_base(folder.text);
		if (rlint_str_ends(folder.text, RLINT_STR(".git"))) {
			folder.text.len -= sizeof ".git" - 1;
		}
	}
	return folder;
}

static void remember_clone(struct run *run, const rlint_value *url)
{
	struct arena *arena = run_facts(run)->arena;
	rlint_value folder = clone_folder(run, url);
	rlint_str place = ledger_place(arena, &run->command->shown.directory, &folder);

	if (place.len > 0) {
		*(rlint_str *)vec_add(&run->ledger->clones, arena, sizeof place) = place;
		ledger_make_folder(run->ledger, arena, place);
	}
}

/* git clone [--branch REF] URL [FOLDER] */
static void clone(struct run *run)
{
	const rlint_option *branch = rlint_command_find(run->fact, "--branch");
	const rlint_option *revision = rlint_command_find(run->fact, "--revision");
	const rlint_value *url = rlint_command_operand(run->fact, 0);

	if (url) {
		rlint_pin pin = branch ? pin_of_value(&branch->value) : RLINT_FLOATING;

		pin = revision ? pin_of_value(&revision->value) : pin;
		run->ledger->last_clone = add_download(run, url, true, pin);
		remember_clone(run, url);
	}
}

/* git checkout REF, git reset --hard REF, git switch --detach REF: the last clone stands there
 * from now on. A path (git checkout -- file) is no reference. */
static void check_out(struct run *run)
{
	const rlint_value *reference = rlint_command_operand(run->fact, 0);
	rlint_download *download =
		run->ledger->last_clone ? fact_payload(run->ledger->last_clone) : NULL;
	rlint_pin pin;

	if (!download || !reference || rlint_str_is(reference->text, RLINT_STR("FETCH_HEAD"))) {
		return;
	}
	pin = pin_of_value(reference);
	download->pin = pin;
	if (pin != RLINT_FLOATING) {
		run_effect(
			run, RLINT_PINS, reference->text, reference->span, run->ledger->last_clone);
	}
}

/* git remote add NAME URL, git fetch NAME REF: a clone in pieces. */
static void add_remote(struct run *run)
{
	const rlint_value *word;

	for (size_t i = 2; (word = rlint_command_word(run->fact, i)); i++) {
		if (is_remote(word->text)) {
			run->ledger->last_clone = add_download(run, word, true, RLINT_FLOATING);
		}
	}
}

static void fetch(struct run *run)
{
	const rlint_value *reference = rlint_command_operand(run->fact, 1);

	if (run->ledger->last_clone && reference) {
		rlint_download *download = fact_payload(run->ledger->last_clone);
		rlint_pin pin = pin_of_value(reference);

		if (pin != RLINT_FLOATING) {
			download->pin = pin;
			run_effect(run, RLINT_PINS, reference->text, reference->span,
				run->ledger->last_clone);
		}
	}
}

void run_git(struct run *run)
{
	static const struct {
		rlint_str action;
		void (*read)(struct run *run);
	} actions[] = { { RLINT_STR_INIT("clone"), clone },
		{ RLINT_STR_INIT("checkout"), check_out }, { RLINT_STR_INIT("switch"), check_out },
		{ RLINT_STR_INIT("reset"), check_out }, { RLINT_STR_INIT("fetch"), fetch },
		{ RLINT_STR_INIT("pull"), fetch }, { RLINT_STR_INIT("remote"), add_remote },
		{ RLINT_STR_INIT("remote add"), add_remote } };

	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		if (rlint_str_is(run->command->shown.action, actions[i].action)) {
			actions[i].read(run);
			return;
		}
	}
}
