"""What people read is in one catalogue, and what services tell is facts: no client reads a sentence to know what happened."""

import glob
import os
import re
import unittest

import yaml

SOURCE = os.environ["KRUL_SOURCE"]
WEB = f"{SOURCE}/clients/web/app"
TERMINAL = f"{SOURCE}/clients/terminal"
LANGUAGES = ("nl", "en")

# Every regular expression of the web desk, by file: what it reads. None of it comes from a service.
MAY_READ = {
    "board/filter.js": "what somebody searches for",
    "callback/callback.js": "a number as it was typed, to be dialled",
    "head_office/csv.js": "cells of a file",
    "shell/fuzzy.js": "what somebody searches for",
    "take_a_call/known_number.js": "a number that is being typed",
    "take_a_call/view.js": "the name of a field",
    "time/time_entry.js": "a time as it was typed",
    "time/wall_clock.js": "a time as it was typed",
}
TEXT_OF_SERVICES = r"(?:message|sentence|detail|lines?)"
READS = r"(?:match|matchAll|test|exec|replace|replaceAll|search|split|startsWith|endsWith|includes|indexOf|slice|at|charAt)"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def sources(root, *kinds):
    return sorted(path for kind in kinds for path in glob.glob(f"{root}/**/*.{kind}", recursive=True))


def without_comments(code):
    return re.sub(r"^\s*//.*$", "", re.sub(r"/\*\*.*?\*/", "", code, flags=re.S), flags=re.M)


def patterns_in(code):
    """Regular expressions in a module of JavaScript."""
    literal = r"(?:^|[=(,:;!&|?{}\[]|=>|return)\s*(/(?![/*\s])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[dgimsuvy]*)(?=\s*[.,;)\]:\n])"
    return re.findall(literal, without_comments(code), re.M) + re.findall(r"\bRegExp\(", without_comments(code))


def readings_in(code):
    """Places that look into a text of a service, or compare with one."""
    looked = rf"\b{TEXT_OF_SERVICES}(?:\(\))?(?:\s*\?\?\s*\"\"\))?\??\.{READS}\("
    compared = rf"\b{TEXT_OF_SERVICES}(?:\(\))?\s*[!=]==?\s*[\"'`]|[\"'`]\s*[!=]==?\s*\w*\.?{TEXT_OF_SERVICES}\b"
    in_terminal = rf"(?:StrContains|StartsWith|EndsWith|ConsumePrefix|FullMatch|PartialMatch|regex_\w+)\([^;]*\b{TEXT_OF_SERVICES}\(\)"
    return [found.group(0) for found in re.finditer(f"{looked}|{compared}|{in_terminal}", without_comments(code))]


def sentences_as_keys_in(code):
    """Keys of tables, cases and comparisons that are more than one word of somebody's language."""
    words = r"[\"']([A-Za-z][\w',;:-]* [a-z][^\"'\n]*)[\"']"
    key = rf"(?:[{{,]|^)\s*{words}\s*:(?!:)"
    pair = rf"\{{\s*{words}\s*,\s*(?:\"|&|k[A-Z])"
    compared = rf"[!=]==?\s*{words}|\bcase {words}"
    return [found.group(0).strip() for found in re.finditer(f"{key}|{pair}|{compared}", without_comments(code), re.M)]


def arguments_of(pattern):
    return set(re.findall(r"\{\s*(\w+)\s*[,}]", re.sub(r"(?:=\d+|\b(?:zero|one|two|few|many|other))\s*\{", "\u0000", pattern))) if "{" in pattern else set()


class Catalogue(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.texts = {}
        for language in LANGUAGES:
            sections = yaml.safe_load(read(f"{SOURCE}/clients/words/{language}.yaml"))
            cls.texts[language] = {f"{section}.{name}": text for section, names in sections.items() for name, text in names.items()}
        cls.keys = yaml.safe_load(read(f"{SOURCE}/clients/keys.yaml"))
        cls.sections = {key.split(".")[0] for key in cls.texts["en"]}

    def test_both_languages_have_the_same_keys_and_arguments(self):
        nl, en = (self.texts[language] for language in LANGUAGES)
        self.assertEqual(sorted(nl), sorted(en))
        for key in nl:
            self.assertTrue(nl[key].strip() and en[key].strip(), key)
            self.assertEqual(arguments_of(nl[key]), arguments_of(en[key]), key)

    def test_arguments_are_found_in_patterns(self):
        self.assertEqual(arguments_of("{n, plural, one {# keer om {time}} other {# keren}} bij {party}"), {"n", "time", "party"})
        self.assertEqual(arguments_of("niets"), set())

    def test_a_key_is_of_one_action_alone(self):
        rows = list(self.keys.values())
        keys = [row["key"] for row in rows] + [row["terminal"] for row in rows if "terminal" in row]
        self.assertEqual(sorted(key for key in set(keys) if keys.count(key) > 1), [])

    def named_in_web(self):
        """(keys that the web desk names, sections it takes names of enums from, beginnings it completes)"""
        code = "\n".join(without_comments(read(path)) for path in sources(WEB, "js"))
        keys = {key for key in re.findall(r'"([a-z_]+\.[a-z0-9_]+)"', code) if key.split(".")[0] in self.sections}
        enums = set(re.findall(r'\b(?:named|hasWords)\("([a-z_]+)"', code))
        beginnings = set(re.findall(r"`([a-z_]+\.[a-z0-9_]*)\$\{", code))
        called = set(re.findall(r'\bwords\("([^"`]+)"', code)) | {key for key in keys if key.startswith("web_")}
        return keys, enums, beginnings, called

    def test_every_key_that_the_web_desk_names_is_there(self):
        _, enums, beginnings, called = self.named_in_web()
        self.assertGreater(len(called), 100)
        self.assertEqual(sorted(key for key in called if key not in self.texts["nl"]), [])
        self.assertLessEqual(enums, self.sections)
        for beginning in beginnings:
            self.assertTrue(any(key.startswith(beginning) for key in self.texts["nl"]), beginning)
        actions = re.findall(r'\b(?:onKey|keyOf)\("(\w+)"', "\n".join(read(path) for path in sources(WEB, "js")))
        self.assertLessEqual(set(actions), set(self.keys))
        self.assertLessEqual({row["words"] for row in self.keys.values()}, set(self.texts["nl"]))

    def test_every_key_is_used(self):
        keys, enums, beginnings, _ = self.named_in_web()
        keys |= {row["words"] for row in self.keys.values()}
        terminal = "\n".join(read(path) for path in sources(TERMINAL, "cc", "h"))
        keys |= set(re.findall(r'"([a-z_]+\.[a-z0-9_]+)"', terminal))
        enums |= set(re.findall(r'\b\w*(?:Named|NameIn|Titled)\w*\([^;"]*"([a-z_]+)"', terminal))
        unused = [
            key for key in self.texts["nl"]
            if not key.startswith("terminal_") and key not in keys and key.split(".")[0] not in enums and not any(key.startswith(begin) for begin in beginnings)
        ]
        self.assertEqual(unused, [])

    def test_there_are_no_texts_beside_the_catalogue(self):
        for path in sources(WEB, "js"):
            self.assertEqual(re.findall(r"\b(?:nl|en):\s*[\"'`{]", without_comments(read(path)).replace('nl: "nl-NL"', "").replace('en: "en-GB"', "")), [], path)


class FactsInsteadOfSentences(unittest.TestCase):
    def test_the_web_desk_has_no_pattern_over_what_services_tell(self):
        for path in sources(WEB, "js"):
            name = os.path.relpath(path, WEB)
            if name not in MAY_READ:
                self.assertEqual(patterns_in(read(path)), [], name)
        for name in MAY_READ:
            self.assertTrue(patterns_in(read(f"{WEB}/{name}")), f"{name} has none any more: take it off the list")

    def test_no_desk_looks_into_a_text_of_a_service(self):
        for path in sources(WEB, "js") + sources(TERMINAL, "cc", "h"):
            self.assertEqual(readings_in(read(path)), [], path)

    def test_no_sentence_is_a_key(self):
        for path in sources(WEB, "js") + sources(TERMINAL, "cc", "h"):
            self.assertEqual(sentences_as_keys_in(read(path)), [], path)

    def test_planted_ones_are_found(self):
        for code in (
            'const found = /^step (\\d+) to (.*)$/.exec(detail);',
            "  [/^to be assigned(?:: (.*))?$/s, (found) => found],",
            "if (/has left$/.test(event.sentence)) return;",
            "const made = new RegExp(`^due (.*)`);",
        ):
            self.assertTrue(patterns_in(code), code)
        for code in (
            'error.message.startsWith("must be")', '(event.detail ?? "").match(pattern)', 'told.lines.at(0)', 'if (fault.message === "is missing") return;',
            'absl::StrContains(fault.message(), "missing")', 'event.sentence().find("x") == 0 && absl::StartsWith(x, event.sentence())',
        ):
            self.assertTrue(readings_in(code), code)
        for code in ('  "is missing": "ontbreekt",', '{"is missing", "ontbreekt"},', 'if (text == "has left") return;', 'case "must be later":'):
            self.assertTrue(sentences_as_keys_in(code), code)

    def test_what_is_allowed_is_not_found(self):
        for code in ('const half = all / 2; const rate = (kept * 100) / all;', "// a/b/c", 'go("board", "rounds")'):
            self.assertEqual(patterns_in(code), [], code)
        for code in ('html`<p>${event.sentence}</p>`', "const {message} = error;", "lines.map((line) => line)"):
            self.assertEqual(readings_in(code), [], code)
        for code in ('class=${done ? "entry-tick entry-ticked" : "entry-tick"}', '{key: "Ctrl+k", run}'):
            self.assertEqual(sentences_as_keys_in(code), [], code)


if __name__ == "__main__":
    unittest.main()
