/* A bare event loop of libyaml over files: events FILE ... What nobody who reads YAML with it can
 * do without. */
#include <stdio.h>
#include <stdlib.h>

#include <yaml.h>

static unsigned long events_of(const unsigned char *bytes, size_t length)
{
	yaml_parser_t parser;
	unsigned long count = 0;
	int is_over = 0;

	if (!yaml_parser_initialize(&parser)) {
		exit(2);
	}
	yaml_parser_set_input_string(&parser, bytes, length);
	while (!is_over) {
		yaml_event_t event;

		if (!yaml_parser_parse(&parser, &event)) {
			break;
		}
		is_over = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
		count++;
	}
	yaml_parser_delete(&parser);
	return count;
}

static unsigned long read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	unsigned char *bytes = NULL;
	unsigned long count = 0;
	long length;

	if (file && fseek(file, 0, SEEK_END) == 0 && (length = ftell(file)) >= 0) {
		rewind(file);
		bytes = malloc((size_t)length + 1);
		if (bytes && fread(bytes, 1, (size_t)length, file) == (size_t)length) {
			count = events_of(bytes, (size_t)length);
		}
	}
	free(bytes);
	if (file) {
		(void)fclose(file);
	}
	return count;
}

int main(int argc, char **argv)
{
	unsigned long count = 0;

	for (int i = 1; i < argc; i++) {
		count += read_file(argv[i]);
	}
	printf("%lu\n", count);
	return 0;
}
