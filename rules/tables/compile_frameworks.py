#!/usr/bin/env python3
"""Compiles frameworks.json to the C table of lib/facts/framework.h.

Usage: compile_frameworks.py frameworks.json framework_table.c

A condition is a text of blank-separated terms that must all hold; a list of
conditions holds where one of them does.

    term    = [ "!" ] , ( "@" , glob | "#" , text | "<" , text | key , [ test ] ) ;
    key     = part , { "." , part } ;      part "*": one level, "**": any number
    test    = ( "=" | "^=" | "$=" | "~=" ) , text , { "|" , text } | ":" , type ;
    type    = "list" | "map" | "scalar" | "string" | "integer" | "defaults"
            | "defaults-list" | "interpolation" | "hydra-resolver" ;

"@" asks the path of the file ("**/" stands for any folders, none too), "#" for
a comment that starts so, "<" for words anywhere in the document. `=` equals,
`^=` starts with, `$=` ends with, `~=` holds one of the texts.

A row of values says what becomes of a value: "is" any, null, true, false, zero,
negative, integer, out-of-range, mandatory, "text X", "has X"; the first that
fits counts. "from" and "before" bound the versions it is true of. In
"standing", {} is the value. The rows under "common" follow a framework's own.
"beside" names files of the same folder that a framework writes or reads with
this one. A setting with "when" counts only where one of these conditions holds. A key
that begins with "--" is an option of the command: no file holds it. Without
keys, the defaults are what the framework's own code does, whatever a file says.

"images" names the keys under which the image of the run stands.
"environment" names the keys under which a config sets variables for its run ("environment_by":
"program" where the running program itself does so), "needs" the variables
that are wanted once deterministic algorithms are asked for, with a key that ends in "key": by whom,
their values, blanks between, and what becomes of a run without. One with "if_set" is not missed, only wrong with another value.

"never" at the top names what no experiment is; a framework with "own_kind" is
one of those and looked for all the same. One that "is_experiment": false is
told from experiments, but is none.
"""

import json
import re
import sys

TESTS = {
    "list": "LIST",
    "map": "MAP",
    "scalar": "SCALAR",
    "string": "STRING",
    "integer": "INTEGER",
    "defaults": "DEFAULTS",
    "defaults-list": "DEFAULTS_LIST",
    "interpolation": "INTERPOLATION",
    "hydra-resolver": "HYDRA_RESOLVER",
}
OPERATORS = {"=": "EQUALS", "^=": "STARTS", "$=": "ENDS", "~=": "HAS"}
VALUES = {
    "any": "ANY",
    "null": "NULL",
    "true": "TRUE",
    "false": "FALSE",
    "zero": "ZERO",
    "negative": "NEGATIVE",
    "integer": "INTEGER",
    "out-of-range": "OUT_OF_RANGE",
    "mandatory": "MANDATORY",
}
OUTCOMES = {
    "unknown": "RLINT_OUTCOME_UNKNOWN",
    "fixed": "RLINT_FIXED",
    "random": "RLINT_RANDOM",
    "not-applied": "RLINT_NOT_APPLIED",
}
LOADERS = {
    "yaml11": "LOADER_YAML11",
    "omegaconf": "LOADER_OMEGACONF",
    "yaml12": "LOADER_YAML12",
    "json": "LOADER_JSON",
}
FORMATS = {"yaml": "CONFIG_YAML", "json": "CONFIG_JSON", "toml": "CONFIG_TOML", "ini": "CONFIG_INI"}
ANSWERS = {"yes": "RLINT_YES", "no": "RLINT_NO", "unknown": "RLINT_UNKNOWN"}
FIELDS = {
    "id", "name", "priority", "formats", "loader", "has_groups", "recognise",
    "never", "root", "trains", "base", "versions", "settings", "source", "notes",
    "own_kind", "is_experiment", "beside", "images", "environment", "environment_by", "needs",
}
NEED_FIELDS = {"variable", "key", "who", "values", "standing", "if_set", "source"}
GROUP_FIELDS = {"concept", "keys", "when", "values", "defaults", "source", "notes"}
ROW_FIELDS = {"is", "from", "before", "outcome", "standing"}


WORD_LIMIT = 2048
WORD_SLOTS = 8192
GROUP_LIMIT = 64


# The arrays that lists are stretches of, by their items' type; places in them are of 16 bits.
ARRAYS = {
    "term": "framework_terms",
    "terms": "framework_cases",
    "value_row": "framework_rows",
    "setting_key": "framework_keys",
    "setting_group": "framework_groups",
    "table_text": "framework_texts",
    "framework_need": "framework_needs",
}
LIST_LIMIT = 65535
BYTES_PER_LINE = 20


class TableError(Exception):
    """The table is not as described above."""


def check(condition, message):
    if not condition:
        raise TableError(message)


def check_fields(mapping, allowed, where):
    unknown = set(mapping) - allowed
    check(not unknown, f"{where}: unknown {sorted(unknown)}")


def pack_version(text):
    parts = [int(part) for part in text.split(".")] + [0, 0]
    check(len(parts) <= 5 and max(parts) < 1024, f"version {text}")
    return parts[0] << 20 | parts[1] << 10 | parts[2]


def check_key(key, where):
    parts = key.split(".")
    check(all(parts), f"{where}: empty part in key {key!r}")
    check(parts.count("**") <= 1, f"{where}: more than one ** in {key!r}")
    check(len(parts) <= 8, f"{where}: key {key!r} is too deep")


def parse_term(term, where):
    negated = term.startswith("!")
    rest = term[1:] if negated else term
    if rest.startswith("@"):
        return ("PLACE_PATH", "TEST_EXISTS", negated, rest[1:], "")
    if rest.startswith("<"):
        return ("PLACE_TEXT", "TEST_EXISTS", negated, rest[1:], "")
    if rest.startswith("#"):
        return ("PLACE_COMMENT", "TEST_EXISTS", negated, rest[1:], "")
    match = re.fullmatch(r"(\$?[^=^~:$]+)(?:(=|\^=|\$=|~=)(.+)|:([a-z-]+))?", rest)
    check(match, f"{where}: term {term!r}")
    key, operator, text, kind = match.groups()
    check_key(key, where)
    check(kind is None or kind in TESTS, f"{where}: type {kind!r}")
    test = OPERATORS[operator] if operator else TESTS[kind] if kind else "EXISTS"
    return ("PLACE_KEY", "TEST_" + test, negated, key, text or "")


def cost(term):
    """What a question costs: a bit for plain keys, then keys anywhere, the path, all the text."""
    place, _, _, key, _ = term
    if place == "PLACE_KEY":
        return 0 if "*" not in key.split(".")[0] else 1 if "*" not in key.split(".")[-1] else 3
    return 2 if place == "PLACE_PATH" else 4


class Writer:
    """Collects the C definitions: a list is a stretch of its type's array, a text of the pool."""

    def __init__(self):
        self.arrays = {kind: [] for kind in ARRAYS}
        self.texts = {"": 0}
        self.text_end = 0
        self.words = {}

    def list(self, kind, items):
        array = self.arrays[kind]
        start = len(array)
        array.extend(items)
        check(len(array) <= LIST_LIMIT, f"too many of {kind}")
        return f"{{ {start if items else 0}, {len(items)} }}"

    def text(self, text):
        if text not in self.texts:
            self.texts[text] = self.text_end
            self.text_end += len(text.encode())
        return f"{{ {self.texts[text]}, {len(text.encode())} }}"

    def lines(self):
        pool = "".join(self.texts).encode()
        yield "const unsigned char framework_pool[] = {"
        for at in range(0, len(pool), BYTES_PER_LINE):
            yield "\t" + " ".join(f"{byte}," for byte in pool[at:at + BYTES_PER_LINE])
        yield "};"
        for kind, items in self.arrays.items():
            yield f"const struct {kind} {ARRAYS[kind]}[] = {{"
            yield from (f"\t{item}," for item in items)
            yield "};"

    def word(self, word):
        if "*" in word:
            return 0
        return self.words.setdefault(word, len(self.words) + 1)

    def ends(self, key):
        """The places of a path's first and last key among the words."""
        parts = key.split(".")
        return self.word(parts[0]), self.word(parts[-1])

    def ends_of_term(self, place, key):
        return self.ends(key) if place == "PLACE_KEY" else (0, 0)

    def cases(self, conditions, where):
        check(isinstance(conditions, list), f"{where}: a list of conditions is wanted")
        rows = []
        for condition in conditions:
            terms = sorted((parse_term(term, where) for term in condition.split()), key=cost)
            check(terms, f"{where}: empty condition")
            rows.append(self.list("term", [
                f"{{ {place}, {test}, {'true' if negated else 'false'}, "
                f"{', '.join(map(str, self.ends_of_term(place, key)))}, {self.text(key)}, {self.text(text)} }}"
                for place, test, negated, key, text in terms
            ]))
        return self.list("terms", rows)

    def verdict(self, verdict, where):
        check_fields(verdict, {"yes", "no", "else"}, where)
        yes = self.cases(verdict.get("yes", []), where)
        no = self.cases(verdict.get("no", []), where)
        return f"{{ {yes}, {no}, {ANSWERS[verdict['else']]} }}"

    def rows(self, rows, where):
        items = []
        for row in rows:
            check_fields(row, ROW_FIELDS, where)
            test, _, text = row.get("is", "any").partition(" ")
            check(bool(text) == (test in ("text", "has")), f"{where}: is {row.get('is')!r}")
            kind = test.upper() if text else VALUES[test]
            bounds = [pack_version(row[bound]) if bound in row else 0 for bound in ("from", "before")]
            items.append(
                f"{{ VALUE_{kind}, {OUTCOMES[row['outcome']]}, {bounds[0]}, {bounds[1]}, "
                f"{self.text(text)}, {self.text(row.get('standing', ''))} }}")
        return self.list("value_row", items)

    def setting_keys(self, keys):
        rows = []
        for key in keys:
            parts = key.split(".")
            rows.append(f"{{ {self.text(key)}, {self.word(parts[0])}, {self.word(parts[-1])}, "
                        f"{'true' if '*' in key else 'false'} }}")
        return self.list("setting_key", rows)

    def slots(self):
        check(len(self.words) <= WORD_LIMIT, "too many keys: raise WORD_LIMIT")
        slots = [0] * WORD_SLOTS
        for word, place in self.words.items():
            value = 2166136261
            for byte in word.encode():
                value = (value ^ byte) * 16777619 & 0xFFFFFFFF
            while slots[value % WORD_SLOTS]:
                value += 1
            slots[value % WORD_SLOTS] = place
        return slots

    def text_list(self, texts):
        return self.list("table_text", [self.text(text) for text in texts])


def write_group(writer, group, common, where):
    check_fields(group, GROUP_FIELDS, where)
    check(group.get("source"), f"{where}: no source")
    check(group["keys"] or group.get("defaults"), f"{where}: neither keys nor defaults")
    for key in group["keys"]:
        check_key(key, where)
    keys = writer.setting_keys(group["keys"])
    values = writer.rows(group.get("values", []), where)
    defaults = writer.rows(group.get("defaults", []), where)
    when = writer.cases(group.get("when", []), where)
    return (f"{{ {writer.text(group['concept'])}, {keys}, {values}, {common.get(group['concept'], '{ 0, 0 }')}, "
            f"{defaults}, {when}, {writer.text(group['source'])} }}")


def write_need(writer, need, where):
    check_fields(need, NEED_FIELDS, where)
    check(need.get("source"), f"{where}: no source")
    texts = [writer.text(need.get(field, "")) for field in ("variable", "key", "who", "values", "standing")]
    return f"{{ {', '.join(texts)}, {'true' if need.get('if_set') else 'false'} }}"


def write_framework(writer, framework, common):
    where = framework["id"]
    check_fields(framework, FIELDS, where)
    check(framework.get("source"), f"{where}: no source")
    check(set(framework["formats"]) <= set(FORMATS), f"{where}: formats")
    recognise = writer.cases(framework["recognise"], where)
    never = writer.cases(framework.get("never", []), where)
    base = writer.cases(framework.get("base", []), where)
    root = writer.verdict(framework["root"], where)
    trains = writer.verdict(framework["trains"], where)
    check(len(framework["settings"]) <= GROUP_LIMIT, f"{where}: more than {GROUP_LIMIT} settings")
    versions = writer.text_list(framework.get("versions", []))
    beside = writer.text_list(framework.get("beside", []))
    images = writer.text_list(framework.get("images", []))
    environment = writer.text_list(framework.get("environment", []))
    needs = writer.list("framework_need", [
        write_need(writer, need, where) for need in framework.get("needs", [])
    ])
    groups = writer.list("setting_group", [
        write_group(writer, group, common, f"{where}: {group['concept']}")
        for group in framework["settings"]
    ])
    flags = [
        "true" if flag else "false"
        for flag in (framework.get("has_groups", False), framework.get("own_kind", False),
                     framework.get("is_experiment", True), framework.get("environment_by") == "program")
    ]
    formats = " | ".join(f"1 << {FORMATS[name]}" for name in framework["formats"])
    return (f"{{ {writer.text(framework['id'])}, {writer.text(framework['name'])}, {framework['priority']}, "
            f"{formats}, {', '.join(flags)}, {LOADERS[framework['loader']]}, "
            f"{recognise}, {never}, {base}, {root}, {trains}, {versions}, {beside}, "
            f"{images}, {environment}, {needs}, {groups} }}")


def compile_table(table):
    writer = Writer()
    common = {
        concept: writer.rows(rows, f"common {concept}")
        for concept, rows in table["common"].items()
    }
    never = writer.cases([
        condition for entry in table["never"] for condition in entry["when"]
    ], "never")
    frameworks = sorted(table["frameworks"], key=lambda entry: (-entry["priority"], entry["id"]))
    names = [framework["id"] for framework in frameworks]
    check(len(set(names)) == len(names), "an id stands twice")
    rows = [write_framework(writer, framework, common) for framework in frameworks]
    slots = writer.slots()
    words = [f"\t{writer.text(word)}," for word in writer.words]
    return "\n".join([
        "/* Made by compile_frameworks.py from frameworks.json. */",
        '#include "lib/facts/framework.h"',
        "",
        *writer.lines(),
        "",
        "const struct table_text framework_words[] = {",
        *words,
        "};",
        "const uint16_t framework_word_slots[WORD_SLOTS] = {",
        *(f"\t{', '.join(map(str, slots[at:at + 16]))}," for at in range(0, WORD_SLOTS, 16)),
        "};",
        f"const struct cases framework_never = {never};",
        f"const size_t framework_count = {len(rows)};",
        "const struct framework framework_table[] = {",
        *(f"\t{row}," for row in rows),
        "};",
        "",
    ])


def main(source, target):
    with open(source, encoding="utf-8") as file:
        table = json.load(file)
    try:
        text = compile_table(table)
    except (TableError, KeyError) as error:
        sys.exit(f"{source}: {error}")
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
