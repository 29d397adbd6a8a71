/* image/expose-format: an address or host port in EXPOSE, which publishes nothing. */
#include <reprolint/reprolint.h>

/* Where the container's port begins: behind the last colon. */
static size_t port_start(rlint_str text)
{
	size_t start = text.len;

	while (start > 0 && text.ptr[start - 1] != ':') {
		start--;
	}
	return start;
}

static void check_step(rlint_check *check, const rlint_fact *step)
{
	for (size_t i = 0; i < rlint_as_step(step)->word_count; i++) {
		const rlint_value *port = rlint_step_word(step, i);
		rlint_finding *finding;

		/* ":80" names no host port: BuildKit takes it as "80". */
		if (!rlint_value_has_text(port) || port_start(port->text) < 2) {
			continue;
		}
		finding = rlint_report(check, step, port->span,
			"EXPOSE publishes nothing, so the host's part of '%S' has no effect: write "
			"the container's port alone, and docker run -p for the rest",
			port->text);
		rlint_as_saying(finding, "ExposeInvalidFormat",
			"EXPOSE instruction should not define an IP address or host-port mapping, "
			"found '%S'",
			port->text);
	}
}

extern const rlint_rule rlint_rule_image_expose_format;
const rlint_rule rlint_rule_image_expose_format = {
	.id = "image/expose-format",
	.on = (const rlint_subscription[]){ { RLINT_STEP, "EXPOSE" }, { 0 } },
	.check = check_step,
};
