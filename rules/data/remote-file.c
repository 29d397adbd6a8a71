/* data/remote-file: data or weights that a config fetches by URL, without a checksum. */
#include <reprolint/reprolint.h>

/* What holds data or weights: archives, tables, arrays, checkpoints. */
static const rlint_str data_ends[] = {
	RLINT_STR_INIT(".zip"),
	RLINT_STR_INIT(".tar"),
	RLINT_STR_INIT(".tar.gz"),
	RLINT_STR_INIT(".tgz"),
	RLINT_STR_INIT(".tar.bz2"),
	RLINT_STR_INIT(".tar.xz"),
	RLINT_STR_INIT(".7z"),
	RLINT_STR_INIT(".csv"),
	RLINT_STR_INIT(".csv.gz"),
	RLINT_STR_INIT(".tsv"),
	RLINT_STR_INIT(".parquet"),
	RLINT_STR_INIT(".jsonl"),
	RLINT_STR_INIT(".jsonl.gz"),
	RLINT_STR_INIT(".json.gz"),
	RLINT_STR_INIT(".npy"),
	RLINT_STR_INIT(".npz"),
	RLINT_STR_INIT(".h5"),
	RLINT_STR_INIT(".hdf5"),
	RLINT_STR_INIT(".nc"),
	RLINT_STR_INIT(".pkl"),
	RLINT_STR_INIT(".pt"),
	RLINT_STR_INIT(".pth"),
	RLINT_STR_INIT(".ckpt"),
	RLINT_STR_INIT(".safetensors"),
	RLINT_STR_INIT(".onnx"),
	RLINT_STR_INIT(".pdparams"),
	RLINT_STR_INIT(".nemo"),
	RLINT_STR_INIT(".fa.gz"),
	RLINT_STR_INIT(".fasta.gz"),
	RLINT_STR_INIT(".fastq.gz"),
	RLINT_STR_INIT(".vcf.gz"),
	RLINT_STR_INIT(".bam"),
};

/* Links to what a person shares, and may replace or take away. */
static const rlint_str private_hosts[] = {
	RLINT_STR_INIT("://drive.google.com/"),
	RLINT_STR_INIT("://docs.google.com/uc"),
	RLINT_STR_INIT("dropbox.com/"),
	RLINT_STR_INIT("://1drv.ms/"),
	RLINT_STR_INIT("://pan.baidu.com/"),
	RLINT_STR_INIT("://mega.nz/"),
};

/* Archives whose files never change once published. */
static const rlint_str lasting_hosts[] = {
	RLINT_STR_INIT("://zenodo.org/record"),
	RLINT_STR_INIT("://doi.org/"),
	RLINT_STR_INIT("figshare.com/"),
	RLINT_STR_INIT("://osf.io/"),
	RLINT_STR_INIT("/releases/download/"),
	RLINT_STR_INIT("://example.com/"),
	RLINT_STR_INIT("://example.org/"),
	RLINT_STR_INIT("://localhost"),
	RLINT_STR_INIT("://127.0.0.1"),
};

/* Without query and fragment: ?download=1. */
static rlint_str path_of(rlint_str url)
{
	size_t end = 0;

	while (end < url.len && url.ptr[end] != '?' && url.ptr[end] != '#') {
		end++;
	}
	return (rlint_str){ url.ptr, end };
}

static bool is_data(rlint_str url)
{
	return rlint_str_ends_one_of(path_of(url), RLINT_LIST(data_ends));
}

static bool is_hex(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
}

/* Digits and letters both: neither a word, nor a date or number. */
static bool is_mixed(rlint_str run)
{
	bool has_letter = false, has_digit = false;

	for (size_t i = 0; i < run.len; i++) {
		has_letter = has_letter || run.ptr[i] >= 'a';
		has_digit = has_digit || run.ptr[i] <= '9';
	}
	return has_letter && has_digit;
}

/* Does the day follow, as in NAME-HASH_20210426.pth of OpenMMLab? */
static bool is_before_day(rlint_str text, size_t at)
{
	size_t digits = 0;

	while (at + 1 + digits < text.len && rlint_byte_is_digit(text.ptr[at + 1 + digits])) {
		digits++;
	}
	return at < text.len && text.ptr[at] == '_' && digits == 8;
}

/* Is what stands at `start`, hex digits in a row, a hash? 32 digits and more are one, 40 a commit;
 * 8 are the beginning of one, and at the end of a name, as torch.hub and Detectron2 write it
 * (NAME-HASH.pth, NAME_HASH.pkl), so are 6; before the day, digits alone are one too. */
static bool is_hash(rlint_str text, size_t start, size_t length)
{
	size_t end = start + length;
	bool is_last = start > 0 && (text.ptr[start - 1] == '-' || text.ptr[start - 1] == '_') &&
		       end < text.len && text.ptr[end] == '.';

	if ((length == 7 || length == 8) && start > 0 && text.ptr[start - 1] == '-' &&
		is_before_day(text, end)) {
		return true;
	}
	return length >= 32 || (length >= (is_last ? 6 : 8) && length < 14 &&
				       is_mixed(rlint_str_slice(text, start, start + length)));
}

static bool names_hash(rlint_str url)
{
	bool is_found = false;

	for (size_t start = 0, end = 0; start < url.len && !is_found; start = end + 1) {
		end = start;
		while (end < url.len && is_hex(url.ptr[end])) {
			end++;
		}
		is_found = is_hash(url, start, end - start);
	}
	return is_found;
}

/* "https://host" */
static rlint_str host_of(rlint_str url)
{
	size_t end = rlint_str_find_str(url, RLINT_STR("://"));

	for (end += sizeof "://" - 1; end < url.len && url.ptr[end] != '/';) {
		end++;
	}
	return rlint_str_slice(url, 0, end < url.len ? end : url.len);
}

static bool is_private(rlint_str url)
{
	return rlint_str_has_one_of(url, RLINT_LIST(private_hosts));
}

static bool is_unheld(const rlint_setting *setting)
{
	rlint_str url = setting->value.text;

	return rlint_str_is(setting->concept, RLINT_STR("remote-file")) &&
	       setting->value.state == RLINT_KNOWN && setting->held_by.state == RLINT_UNSET &&
	       (is_private(url) || is_data(url)) && !names_hash(path_of(url)) &&
	       !rlint_str_has_one_of(url, RLINT_LIST(lasting_hosts));
}

/* Files without checksum, in order of place. A list of more than FEW of one host is told once, at
 * its first, with some of the others beside it. */
enum { FEW = 4, SHOWN = 3 };

struct file {
	const rlint_fact *fact;
	rlint_str host;
	bool is_told;
};

struct files {
	struct file *items;
	size_t count;
};

static struct files collect(rlint_check *check, const rlint_fact *document)
{
	size_t most = rlint_fact_count(document, RLINT_SETTING);
	struct files files = { rlint_scratch(check, most * sizeof(struct file)), 0 };

	for (size_t i = 0; files.items && i < most; i++) {
		const rlint_fact *fact = rlint_fact_at(document, RLINT_SETTING, i);
		const rlint_setting *setting = rlint_as_setting(fact);

		if (is_unheld(setting)) {
			files.items[files.count++] =
				(struct file){ fact, host_of(setting->value.text), false };
		}
	}
	return files;
}

static size_t count_of_host(const struct files *files, rlint_str host)
{
	size_t count = 0;

	for (size_t i = 0; i < files->count; i++) {
		count += rlint_str_is(files->items[i].host, host);
	}
	return count;
}

static void report_one(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);

	rlint_report(check, fact, setting->value.span,
		is_private(setting->value.text)
			? "what %S links to can be replaced or taken away by its owner, and no "
			  "checksum tells: keep a checksum beside it, or publish the file in an "
			  "archive"
			: "nothing tells whether the file at %S is still the same: keep its "
			  "checksum beside it",
		setting->key.text);
}

static void report_all_of_host(
	rlint_check *check, struct files *files, const struct file *first, size_t count)
{
	const rlint_setting *setting = rlint_as_setting(first->fact);
	rlint_finding *finding = rlint_report(check, first->fact, setting->value.span,
		"nothing tells whether the file at %S and %zu more of %S are still the same: keep "
		"their checksums beside them",
		setting->key.text, count - 1, first->host);
	size_t left = SHOWN;

	for (size_t i = 0; i < files->count; i++) {
		struct file *file = &files->items[i];

		if (!rlint_str_is(file->host, first->host)) {
			continue;
		}
		file->is_told = true;
		if (file != first && left > 0) {
			rlint_related(finding, file->fact, rlint_as_setting(file->fact)->value.span,
				"another of them");
			left--;
		}
	}
}

static void check_document(rlint_check *check, const rlint_fact *document)
{
	struct files files = collect(check, document);

	for (size_t i = 0; i < files.count; i++) {
		const struct file *file = &files.items[i];
		size_t count = file->is_told ? 0 : count_of_host(&files, file->host);

		if (count > FEW) {
			report_all_of_host(check, &files, file, count);
		} else if (count > 0) {
			report_one(check, file->fact);
		}
	}
}

extern const rlint_rule rlint_rule_data_remote_file;
const rlint_rule rlint_rule_data_remote_file = {
	.id = "data/remote-file",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
};
