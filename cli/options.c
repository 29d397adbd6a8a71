/* Options of commands. */
#include <string.h>

#include "cli.h"

/* Options read so far. */
struct reading {
	const struct command *command;
	const struct option *options;
	void *settings;
	char **arguments;
	int count, at;
	bool is_answered;
};

static const struct option *find(const struct option *options, const char *name, size_t length)
{
	for (; options->name; options++) {
		if (strlen(options->name) == length && strncmp(options->name, name, length) == 0) {
			return options;
		}
	}
	return NULL;
}

static const struct option *find_letter(const struct option *options, char letter)
{
	while (options->name && options->letter != letter) {
		options++;
	}
	return options->name ? options : NULL;
}

/* More options than any command has. */
#define OPTIONS_MOST 32

static bool refuse(const struct reading *reading, const char *name, size_t length)
{
	const char *names[OPTIONS_MOST + 3] = { "help", "version" };
	const char *nearest;
	size_t count = 2;

	for (const struct option *at = reading->options; at->name && count < OPTIONS_MOST; at++) {
		names[count++] = at->name;
	}
	nearest = rlint_nearest_word((rlint_str){ name, length }, names);
	if (nearest) {
		complain("unknown option '--%.*s'; did you mean '--%s'?", (int)length, name,
			nearest);
	} else {
		complain("unknown option '--%.*s'; 'reprolint %s --help' lists them", (int)length,
			name, reading->command->name);
	}
	return false;
}

static bool set(struct reading *reading, const struct option *option, const char *value)
{
	if (!option->has_value && value) {
		complain("option '--%s' takes no value", option->name);
		return false;
	}
	if (option->has_value && !value) {
		if (reading->at + 1 >= reading->count) {
			complain("option '--%s' needs a value", option->name);
			return false;
		}
		value = reading->arguments[++reading->at];
	}
	return option->set(reading->settings, value);
}

static bool answer(struct reading *reading, const char *word)
{
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
		print("%s", reading->command->help);
		reading->is_answered = true;
	} else if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
		print_version();
		reading->is_answered = true;
	}
	return reading->is_answered;
}

static bool read_one(struct reading *reading)
{
	const char *word = reading->arguments[reading->at];
	const char *equals = strchr(word, '=');
	const struct option *option;
	size_t length;

	if (answer(reading, word)) {
		return true;
	}
	if (word[1] != '-') {
		option = word[2] == '\0' ? find_letter(reading->options, word[1]) : NULL;
		if (!option) {
			complain("unknown option '%s'; 'reprolint %s --help' lists them", word,
				reading->command->name);
			return false;
		}
		return set(reading, option, NULL);
	}
	word += 2;
	length = equals ? (size_t)(equals - word) : strlen(word);
	option = find(reading->options, word, length);
	return option ? set(reading, option, equals ? equals + 1 : NULL)
		      : refuse(reading, word, length);
}

bool options_read(const struct command *command, const struct option *options, void *settings,
	int *count, char **arguments, bool *is_answered)
{
	struct reading reading = { .command = command,
		.options = options,
		.settings = settings,
		.arguments = arguments,
		.count = *count };
	bool is_over = false;
	int kept = 0;

	for (; reading.at < reading.count; reading.at++) {
		char *word = arguments[reading.at];

		if (!is_over && strcmp(word, "--") == 0) {
			is_over = true;
		} else if (is_over || word[0] != '-' || word[1] == '\0') {
			arguments[kept++] = word;
		} else if (!read_one(&reading)) {
			return false;
		}
		if (reading.is_answered) {
			break;
		}
	}
	*count = kept;
	*is_answered = reading.is_answered;
	return true;
}

int option_choice(const char *option, const char *value, const char *const *words)
{
	for (int i = 0; words[i]; i++) {
		if (strcmp(words[i], value) == 0) {
			return i;
		}
	}
	(void)fprintf(stderr, "reprolint: option '--%s' takes", option);
	for (int i = 0; words[i]; i++) {
		(void)fprintf(stderr, "%s %s", i == 0 ? "" : words[i + 1] ? "," : " or", words[i]);
	}
	(void)fprintf(stderr, ", not '%s'\n", value);
	return -1;
}

bool option_number(const char *option, const char *value, size_t most, size_t *out)
{
	size_t number = 0;

	for (const char *at = value; *at >= '0' && *at <= '9' && number <= most; at++) {
		number = number * 10 + (size_t)(*at - '0');
	}
	if (number == 0 || number > most || value[strspn(value, "0123456789")] != '\0') {
		complain("option '--%s' takes a number from 1 to %zu, not '%s'", option, most,
			value);
		return false;
	}
	*out = number;
	return true;
}

bool option_kind(void *settings, const char *value)
{
	static const char *const names[] = { "dockerfile", "requirements", "conda", "config",
		"compose", "project", "lock", "devcontainer", "dockerignore", "dotenv", NULL };
	static const rlint_file_kind kinds[] = { RLINT_FILE_DOCKERFILE, RLINT_FILE_REQUIREMENTS,
		RLINT_FILE_CONDA, RLINT_FILE_CONFIG, RLINT_FILE_COMPOSE, RLINT_FILE_PROJECT,
		RLINT_FILE_LOCK, RLINT_FILE_DEVCONTAINER, RLINT_FILE_DOCKERIGNORE,
		RLINT_FILE_DOTENV };
	int index = option_choice("kind", value, names);

	if (index >= 0) {
		((struct read_as *)settings)->kind = kinds[index];
	}
	return index >= 0;
}

bool option_stdin_name(void *settings, const char *value)
{
	((struct read_as *)settings)->stdin_name = value;
	return true;
}
