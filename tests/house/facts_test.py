"""What services tell is facts: no client reads a sentence to know what happened, or looks one up."""

import glob
import os
import re
import unittest

import yaml

SOURCE = os.environ["KRUL_SOURCE"]
WEB = f"{SOURCE}/clients/web/app"
TERMINAL = f"{SOURCE}/clients/terminal"

# Every regular expression of the web desk, by file: what it reads. From none of it the desk learns what a service meant.
MAY_READ = {
    "board/filter.js": "what somebody searches for",
    "head_office/csv.js": "cells of a file",
    "shell/fuzzy.js": "what somebody searches for",
    "shell/routes.js": "the address of this page",
    "take_a_call/prefill.js": "an address that the browser was opened with",
    "take_a_call/known_number.js": "a number that is being typed",
    "take_a_call/script_panel.js": "digits of what is spoken, set in pairs: how it looks, not what it means",
    "take_a_call/view.js": "the name of a field",
    "time/time_entry.js": "a time as it was typed",
    "time/wall_clock.js": "a time as it was typed",
}
TEXT_OF_SERVICES = r"(?:message|sentence|detail|lines)"
READS = r"(?:match|matchAll|test|exec|replace|replaceAll|search|split|startsWith|endsWith|includes|indexOf|slice|at|charAt)"


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def names_in(path, pattern):
    return re.findall(pattern, read(f"{SOURCE}/{path}"), re.M)


def values_of(enum):
    """Of an enum of errors.proto, in order, without the unspecified one."""
    [body] = names_in("proto/krul/v1/errors.proto", rf"(?s:enum {enum} \{{(.*?)\n\}})")
    return re.findall(r"^  (\w+) = [1-9]", body, re.M)


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
    words = r"[\"']([A-Za-z][\w',;:-]* [a-z][^\"'\n]*[^\"'\s])[\"']"
    key = rf"(?:[{{,]|^)\s*{words}\s*:(?!:)"
    pair = rf"\{{\s*{words}\s*,\s*(?:\"|&|k[A-Z])"
    compared = rf"[!=]==?\s*{words}|\bcase {words}"
    return [found.group(0).strip() for found in re.finditer(f"{key}|{pair}|{compared}", without_comments(code), re.M)]


def patterns_in_cpp(code):
    """Regular expressions of any library."""
    return re.findall(r"\b(?:std::w?regex|boost::w?regex|RE2|regex_(?:match|search|replace)|regcomp|icu::Regex\w+)\b", without_comments(code))


def sentences_printed_in(code):
    """Text that a program prints though no catalogue has it. What is typed behind `krul` is the same in every language."""
    streamed = r"<<\s*\"(?!\s*krul )[^\"]*[a-z]{2,} [a-z]{2,}[^\"]*\""
    told = r"(?:AsItIs|Failed|WrongUsage|Failure)\((?:[^;()]*,\s*)?\"[^\"]*[a-z]{2,} [a-z]{2,}[^\"]*\""
    return re.findall(f"{streamed}|{told}", without_comments(code))


class FactsInsteadOfSentences(unittest.TestCase):
    def test_the_web_desk_has_no_pattern_over_what_services_tell(self):
        for path in sources(WEB, "js"):
            name = os.path.relpath(path, WEB)
            if name not in MAY_READ:
                self.assertEqual(patterns_in(read(path)), [], name)
        for name in MAY_READ:
            self.assertTrue(patterns_in(read(f"{WEB}/{name}")), f"{name} has none any more: take it off the list")

    def test_the_terminal_has_no_pattern_at_all(self):
        for path in sources(TERMINAL, "cc", "h"):
            self.assertEqual(patterns_in_cpp(read(path)), [], path)

    def test_the_terminal_prints_no_sentence_of_its_own(self):
        for path in sources(TERMINAL, "cc", "h"):
            self.assertEqual(sentences_printed_in(read(path)), [], path)

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

    def test_planted_ones_of_the_terminal_are_found(self):
        self.assertTrue(patterns_in_cpp("const std::regex step(R\"(step (\\d+))\");"))
        for code in ('std::cout << "nothing is open" << "\\n";', 'throw WrongUsage("which branch?  say it");', 'Failed("NOT_FOUND", "NO", "no such thing")'):
            self.assertTrue(sentences_printed_in(code), code)
        self.assertEqual(sentences_printed_in('std::cout << "  krul done " << name << terminal.Said("terminal_verb.more");'), [])

    def test_what_is_allowed_is_not_found(self):
        for code in ('const half = all / 2; const rate = (kept * 100) / all;', "// a/b/c", 'go("board", "rounds")'):
            self.assertEqual(patterns_in(code), [], code)
        for code in ('html`<p>${event.sentence}</p>`', "const {message} = error;", "lines.map((line) => line)"):
            self.assertEqual(readings_in(code), [], code)
        for code in ('class=${done ? "entry-tick entry-ticked" : "entry-tick"}', '{key: "Ctrl+k", run}'):
            self.assertEqual(sentences_as_keys_in(code), [], code)


class Refusals(unittest.TestCase):
    """What a refusal says as facts has a name in the domain, in the protos and in both catalogues."""

    def test_the_faults_of_the_domain_are_those_of_the_protos(self):
        [body] = names_in("services/domain/fault.h", r"(?s:enum class FaultCode : std::uint8_t \{(.*?)\n\};)")
        domain = ["_".join(word.upper() for word in re.findall(r"[A-Z][a-z0-9]*", name)) for name in re.findall(r"^  k(\w+)", body, re.M)]
        self.assertGreater(len(domain), 40)
        self.assertEqual(domain, values_of("FaultCode"))

    def test_every_fault_remedy_and_reason_has_its_words_in_both_languages(self):
        reasons = names_in("services/rpc/status.cc", r"\{\"([A-Z_]+)\", StatusCode::")
        self.assertGreater(len(reasons), 20)
        for language in ("nl", "en"):
            with open(f"{SOURCE}/clients/words/{language}.yaml", encoding="utf-8") as file:
                catalogue = yaml.safe_load(file)
            for section, names in (("fault", values_of("FaultCode")), ("remedy", values_of("Remedy")), ("reason", reasons)):
                self.assertEqual([name for name in names if name.lower() not in catalogue[section]], [], f"{language}: {section}")

    def test_the_words_of_a_fault_have_no_arguments_but_its_own(self):
        told = dict(names_in("proto/krul/v1/errors.proto", r"^  (\w+) = \d+;\s*(?://(.*))?$"))
        for language in ("nl", "en"):
            with open(f"{SOURCE}/clients/words/{language}.yaml", encoding="utf-8") as file:
                faults = yaml.safe_load(file)["fault"]
            for code in values_of("FaultCode"):
                used = set(re.findall(r"\{(\w+)\}", faults[code.lower()]))
                self.assertLessEqual(used, set(re.findall(r"\w+", told[code])), f"{language}: {code}")


if __name__ == "__main__":
    unittest.main()
