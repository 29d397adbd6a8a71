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

/* Is what stands at `start`, hex digits in a row, a hash? 32 digits and more are one, 40 a commit;
 * 8 are the beginning of one, and at the end of a name, as torch.hub and Detectron2 write it
 * (NAME-HASH.pth, NAME_HASH.pkl), so are 6. */
static bool is_hash(rlint_str text, size_t start, size_t length)
{
	size_t end = start + length;
	bool is_last = start > 0 && (text.ptr[start - 1] == '-' || text.ptr[start - 1] == '_') &&
		       end < text.len && text.ptr[end] == '.';

	return length >= 32 || (length >= (is_last ? 6 : 8) && length < 14 &&
				       is_mixed((rlint_str){ text.ptr + start, length }));
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

static void check_setting(rlint_check *check, const rlint_fact *fact)
{
	const rlint_setting *setting = rlint_as_setting(fact);
	rlint_str url = setting->value.text;
	bool is_private = rlint_str_has_one_of(url, RLINT_LIST(private_hosts));

	if (setting->value.state != RLINT_KNOWN || setting->held_by.state != RLINT_UNSET ||
		(!is_private && !is_data(url)) || names_hash(path_of(url)) ||
		rlint_str_has_one_of(url, RLINT_LIST(lasting_hosts))) {
		return;
	}
	rlint_report(check, fact, setting->value.span,
		is_private ? "what %S links to can be replaced or taken away by its owner, and no "
			     "checksum tells: keep a checksum beside it, or publish the file in an "
			     "archive"
			   : "nothing tells whether the file at %S is still the same: keep its "
			     "checksum beside it",
		setting->key.text);
}

extern const rlint_rule rlint_rule_data_remote_file;
const rlint_rule rlint_rule_data_remote_file = {
	.id = "data/remote-file",
	.on = (const rlint_subscription[]){ { RLINT_SETTING, "remote-file" }, { 0 } },
	.check = check_setting,
};
