/* compose/start-order: a service that needs another and does not wait for it. */
#include "jobs.h"

static bool is_one_of(char byte, const char *set)
{
	while (*set && *set != byte) {
		set++;
	}
	return *set != 0;
}

/* Offset of "://" behind `from`, or text.len. */
static size_t find_scheme(rlint_str text, size_t from)
{
	while (from + 3 <= text.len &&
		!rlint_str_starts(rlint_str_slice(text, from, text.len), RLINT_STR("://"))) {
		from++;
	}
	return from + 3 <= text.len ? from : text.len;
}

/* Databases by the schemes of their URLs, and the names of images that serve them. */
static const struct store {
	rlint_str scheme, image;
} stores[] = {
	{ RLINT_STR_INIT("postgres"), RLINT_STR_INIT("postg") },
	{ RLINT_STR_INIT("postgresql"), RLINT_STR_INIT("postg") },
	{ RLINT_STR_INIT("psycopg2"), RLINT_STR_INIT("postg") },
	{ RLINT_STR_INIT("asyncpg"), RLINT_STR_INIT("postg") },
	{ RLINT_STR_INIT("mysql"), RLINT_STR_INIT("mysql") },
	{ RLINT_STR_INIT("pymysql"), RLINT_STR_INIT("mysql") },
	{ RLINT_STR_INIT("mariadb"), RLINT_STR_INIT("mariadb") },
	{ RLINT_STR_INIT("mongodb"), RLINT_STR_INIT("mongo") },
	{ RLINT_STR_INIT("amqp"), RLINT_STR_INIT("rabbitmq") },
	{ RLINT_STR_INIT("mssql"), RLINT_STR_INIT("mssql") },
};

static const struct store *store_of(rlint_str text, size_t scheme)
{
	rlint_str before = { text.ptr, scheme };
	const struct store *found = NULL;

	for (size_t i = 0; i < sizeof stores / sizeof *stores && !found; i++) {
		found = rlint_str_ends(before, stores[i].scheme) ? &stores[i] : NULL;
	}
	return found;
}

/* The offset behind the variable at `at`. */
static size_t skip_variable(rlint_str text, size_t at)
{
	while (at < text.len && text.ptr[at] != '}') {
		at++;
	}
	return at < text.len ? at + 1 : at;
}

/* The end of a URL's authority, variables taken whole; *host: behind its last @. */
static size_t authority_end(rlint_str text, size_t at, size_t *host)
{
	*host = at;
	while (at < text.len && !is_one_of(text.ptr[at], "/?# \t\n\"'")) {
		if (text.ptr[at] == '@') {
			*host = at + 1;
		}
		at = text.ptr[at] == '$' ? skip_variable(text, at) : at + 1;
	}
	return at;
}

static rlint_str host_at(rlint_str text, size_t start)
{
	size_t host, end = authority_end(text, start, &host), at = host;

	while (at < end && text.ptr[at] != ':') {
		at = text.ptr[at] == '$' ? skip_variable(text, at) : at + 1;
	}
	return rlint_str_slice(text, host, at < end ? at : end);
}

static const rlint_fact *service_named(const rlint_fact *document, rlint_str name)
{
	for (size_t i = 0; i < rlint_fact_count(document, RLINT_SERVICE); i++) {
		const rlint_fact *fact = rlint_fact_at(document, RLINT_SERVICE, i);

		if (rlint_str_is(rlint_as_service(fact)->name.text, name)) {
			return fact;
		}
	}
	return NULL;
}

/* The service of the document that serves such a store by its image. */
static const rlint_fact *service_of_store(const rlint_fact *document, const struct store *store)
{
	for (size_t i = 0; i < rlint_fact_count(document, RLINT_SERVICE); i++) {
		const rlint_fact *fact = rlint_fact_at(document, RLINT_SERVICE, i);
		const rlint_image *image = rlint_as_image(rlint_fact_at(fact, RLINT_IMAGE, 0));

		if (image && image->role == RLINT_PULLED &&
			rlint_value_starts(&image->name, store->image) == RLINT_YES) {
			return fact;
		}
	}
	return NULL;
}

/* What a value names, and how surely. */
struct target {
	const rlint_fact *service; /* NULL: none of the file */
	bool is_guess; /* the host is a variable: a service of that kind is there */
};

static struct target look_up(const rlint_fact *document, const struct store *store, rlint_str host)
{
	struct target target = { service_named(document, host), false };

	if (!target.service && host.len > 0 && host.ptr[0] == '$') {
		target = (struct target){ service_of_store(document, store), true };
	}
	return target;
}

/* As written: passwords are variables mostly. */
static struct target target_in(const rlint_fact *service, rlint_span span)
{
	rlint_str text = rlint_text_of(rlint_fact_document(service), span);
	struct target target = { NULL, false };
	size_t at = find_scheme(text, 0);

	while (at < text.len && !target.service) {
		const struct store *store = store_of(text, at);

		if (store) {
			target = look_up(
				rlint_fact_container(service), store, host_at(text, at + 3));
		}
		at = find_scheme(text, at + 3);
	}
	if (target.service == service) {
		target.service = NULL;
	}
	return target;
}

/* Says it once for a service. */
static bool report(rlint_check *check, const rlint_fact *service, rlint_span span)
{
	struct target target = target_in(service, span);
	const rlint_service *shown = rlint_as_service(service);
	rlint_finding *finding;

	if (!target.service) {
		return false;
	}
	finding = rlint_report(check, service, shown->name.span,
		target.is_guess ? "%S is given a database's address, and may start before %S, "
				  "which looks like it: add depends_on"
				: "%S connects to %S and may start before it: add depends_on",
		shown->name.text, rlint_as_service(target.service)->name.text);
	rlint_related(finding, service, span, "the address");
	return true;
}

static void check_service(rlint_check *check, const rlint_fact *fact)
{
	const rlint_fact *composed = service_composed(check, fact);
	const rlint_service *service = rlint_as_service(composed);
	bool is_said = false;

	if (!rlint_fact_complete(composed) || service->restart.state != RLINT_UNSET ||
		service->restart_condition.state != RLINT_UNSET || service->is_optional ||
		rlint_fact_count(composed, RLINT_DEPENDENCY) > 0) {
		return;
	}
	for (size_t i = 0; i < rlint_fact_count(fact, RLINT_ENV) && !is_said; i++) {
		const rlint_env *env = rlint_as_env(rlint_fact_at(fact, RLINT_ENV, i));

		is_said = env->when == RLINT_AT_RUN && report(check, fact, env->value.span);
	}
	for (size_t i = 0; i < rlint_fact_count(fact, RLINT_STEP) && !is_said; i++) {
		is_said = report(check, fact, rlint_fact_span(rlint_fact_at(fact, RLINT_STEP, i)));
	}
}

extern const rlint_rule rlint_rule_compose_start_order;
const rlint_rule rlint_rule_compose_start_order = {
	.id = "compose/start-order",
	.on = (const rlint_subscription[]){ { RLINT_SERVICE, NULL }, { 0 } },
	.check = check_service,
	.asks_links = true,
};
