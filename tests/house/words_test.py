"""What people read is in one catalogue, in two languages that say the same; keys in one table."""

import glob
import os
import re
import unittest

import yaml

SOURCE = os.environ["KRUL_SOURCE"]
WEB = f"{SOURCE}/clients/web/app"
TERMINAL = f"{SOURCE}/clients/terminal"
LANGUAGES = ("nl", "en")

def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def sources(root, *kinds):
    return sorted(path for kind in kinds for path in glob.glob(f"{root}/**/*.{kind}", recursive=True))


def without_comments(code):
    return re.sub(r"^\s*//.*$", "", re.sub(r"/\*\*.*?\*/", "", code, flags=re.S), flags=re.M)


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


if __name__ == "__main__":
    unittest.main()
