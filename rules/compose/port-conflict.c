/* compose/port-conflict: one port of the host for two services. */
#include <reprolint/reprolint.h>

/* What a port takes of the host. */
struct taken {
	const rlint_fact *fact;
	rlint_str address, protocol;
	uint32_t first, last;
};

static bool read_number(rlint_str text, size_t *at, uint32_t *out)
{
	size_t start = *at;

	*out = 0;
	while (*at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '9' && *out < 100000) {
		*out = *out * 10 + (uint32_t)(text.ptr[(*at)++] - '0');
	}
	return *at > start;
}

/* "8000" or "8000-8010". */
static bool read_range(rlint_str text, struct taken *taken)
{
	size_t at = 0;

	if (!read_number(text, &at, &taken->first)) {
		return false;
	}
	taken->last = taken->first;
	if (at < text.len && text.ptr[at] == '-') {
		at++;
		if (!read_number(text, &at, &taken->last)) {
			return false;
		}
	}
	return at == text.len && taken->first > 0;
}

static rlint_str text_or(const rlint_value *value, rlint_str absent)
{
	return value->state == RLINT_UNSET ? absent : value->text;
}

static bool read_port(const rlint_fact *fact, struct taken *taken)
{
	const rlint_port *port = rlint_as_port(fact);

	taken->fact = fact;
	taken->protocol = text_or(&port->protocol, RLINT_STR("tcp"));
	taken->address = text_or(&port->address, RLINT_STR("0.0.0.0"));
	return rlint_value_has_text(&port->published) && read_range(port->published.text, taken);
}

static bool is_everywhere(rlint_str address)
{
	return rlint_str_is(address, RLINT_STR("0.0.0.0"));
}

static bool meet(const struct taken *a, const struct taken *b)
{
	return a->first <= b->last && b->first <= a->last &&
	       rlint_str_is(a->protocol, b->protocol) &&
	       (rlint_str_is(a->address, b->address) || is_everywhere(a->address) ||
		       is_everywhere(b->address));
}

static void report(rlint_check *check, const struct taken *first, const struct taken *second)
{
	const rlint_port *port = rlint_as_port(second->fact);
	const rlint_service *other = rlint_as_service(rlint_fact_container(first->fact));
	rlint_finding *finding = rlint_report(check, second->fact, port->published.span,
		"port %S of the host is taken by %S already, so the two cannot run side by side: "
		"publish another, or give one of them a profile",
		port->published.text, other->name.text);

	/* Two services of one variable are alternatives, mostly: one of them is started by name. */
	if (port->published.state == RLINT_DEFAULT) {
		rlint_grade(finding, RLINT_INFO);
	}
	rlint_related(
		finding, first->fact, rlint_as_port(first->fact)->published.span, "taken here");
}

/* Of all ports of the file, in order. */
struct ports {
	struct taken *items;
	size_t count;
};

/* A range may be meant for several replicas: the one that is free is taken. */
static void check_port(rlint_check *check, struct ports *ports, const rlint_fact *fact)
{
	struct taken *taken = &ports->items[ports->count];

	if (!read_port(fact, taken) || taken->last != taken->first) {
		return;
	}
	for (size_t i = 0; i < ports->count; i++) {
		if (meet(&ports->items[i], taken) && rlint_fact_span(ports->items[i].fact).start !=
							     rlint_fact_span(fact).start) {
			report(check, &ports->items[i], taken);
			return;
		}
	}
	ports->count++;
}

/* Profiles may stand in another file. */
static bool counts(const rlint_fact *fact)
{
	const rlint_service *service = rlint_as_service(fact);

	return rlint_fact_complete(fact) && !service->is_optional &&
	       service->network_mode.state == RLINT_UNSET;
}

enum { MOST_PORTS = 256 };

static void check_document(rlint_check *check, const rlint_fact *document)
{
	struct ports ports = { .items = NULL };
	size_t services = rlint_fact_count(document, RLINT_SERVICE);

	if (services < 2) {
		return;
	}
	ports.items = rlint_scratch(check, (MOST_PORTS + 1) * sizeof *ports.items);
	for (size_t i = 0; ports.items && i < services; i++) {
		const rlint_fact *service = rlint_fact_at(document, RLINT_SERVICE, i);
		size_t count = counts(service) ? rlint_fact_count(service, RLINT_PORT) : 0;

		for (size_t j = 0; j < count && ports.count < MOST_PORTS; j++) {
			check_port(check, &ports, rlint_fact_at(service, RLINT_PORT, j));
		}
	}
}

extern const rlint_rule rlint_rule_compose_port_conflict;
const rlint_rule rlint_rule_compose_port_conflict = {
	.id = "compose/port-conflict",
	.on = (const rlint_subscription[]){ { RLINT_DOCUMENT, NULL }, { 0 } },
	.check = check_document,
};
