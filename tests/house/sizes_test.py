"""A file has one subject and fits in a head, so does a function; what no longer needs an exception has none. Bounds and refusals that nobody uses go."""

import ast
import glob
import os
import re
import unittest

SOURCE = os.environ["KRUL_SOURCE"]
LINES_OF_A_FILE, LINES_OF_A_FUNCTION = 300, 70
TOPS = ("clients", "proto", "services", "tests")
KINDS = (".cc", ".h", ".py", ".js", ".mjs", ".lua", ".proto")
NO_FUNCTION = re.compile(r"(if|for|while|switch|else|do|try|catch|namespace|struct|class|enum|union|extern|return)\b")
JS_FUNCTION = re.compile(r"\bfunction\b|=>[^;]*\{$|^\s*((async|static|get|set)\s+)*[#*]?\w+\(.*\)\s*\{$|^\s*\}.*\)\s*(=>\s*)?\{$")


def written(path):
    with open(f"{SOURCE}/{path}", encoding="utf-8") as file:
        return file.read()


def without_texts(text):
    """With nothing left of raw strings, templates over lines and comments but their lines: the layout inside them is not that of the code."""
    empty = lambda found: '""' + "\n" * found.group().count("\n")  # noqa: E731
    text = re.sub(r'R"(\w*)\(.*?\)\1"', empty, text, flags=re.S)
    text = re.sub(r"/\*.*?\*/", lambda found: "\n" * found.group().count("\n"), text, flags=re.S)
    return re.sub(r"//.*", "", text)


def functions_by_layout(text, is_script):
    """(line, lines, header) of what looks like a function: the layout is the formatter's, so a line "}" ends what the last line as far left began."""
    lines = without_texts(text).split("\n")
    for end, line in enumerate(lines):
        if not re.match(r"\s*\}", line):
            continue
        indent = len(line) - len(line.lstrip())
        start = end - 1
        while start >= 0 and (not lines[start].strip() or lines[start].startswith("#") or len(lines[start]) - len(lines[start].lstrip()) > indent):
            start -= 1
        header = lines[start].strip() if start >= 0 else ""
        if is_script:
            is_function = bool(JS_FUNCTION.search(header)) and not NO_FUNCTION.match(header)
        else:
            is_function = "(" in header and not NO_FUNCTION.match(header.lstrip("} ")) and not header.endswith(";")
        if is_function:
            yield start + 1, end - start + 1, header


def functions_of(path, text):
    if path.endswith(".py"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node.lineno, node.end_lineno - node.lineno + 1, node.name
    elif path.endswith((".cc", ".h", ".js", ".mjs")):
        yield from functions_by_layout(text, path.endswith(("js", "mjs")))


def too_long(path, text):
    """What of a file is longer than it may be: "path" of a file, "path: header" of a function, each with its lines."""
    count = len(text.splitlines())
    found = {path: count} if count > LINES_OF_A_FILE else {}
    for _, lines, header in functions_of(path, text):
        if lines > LINES_OF_A_FUNCTION:
            name = re.search(r"[~\w:#]+(?=\()", header)
            found[f"{path}: {name.group() if name else header}"] = lines
    return found


def allowed_exceptions(text):
    """{what: reason} of lines "what | reason"."""
    rows = [line.split(" | ", 1) for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0].strip(): row[1].strip() if len(row) > 1 else "" for row in rows}


def names_used(name, texts):
    return any(re.search(rf"\b{name}\b", text) for text in texts)


def bounds_of(path):
    text = written(path)
    return re.findall(r"\b(k[A-Z]\w+) =", text), text


def services_but(*left_out):
    paths = [path for kind in ("h", "cc") for path in glob.glob(f"{SOURCE}/services/**/*.{kind}", recursive=True)]
    return [written(path) for path in (os.path.relpath(path, SOURCE) for path in paths) if path not in left_out]


def unused_bounds(path, texts):
    names, own = bounds_of(path)
    # A bound may stand on another of the same file.
    return [name for name in names if not names_used(name, texts) and len(re.findall(rf"\b{name}\b", re.sub(r"//.*", "", own))) < 2]


def unused_reasons(error_h, texts):
    """Naming a reason in a table of all (`case Reason::kX`, `{Reason::kX, …}`) is no use of it."""
    enum = re.search(r"enum class Reason \{(.*?)\};", error_h, re.S).group(1)
    used = [error_h.replace(enum, "")] + [re.sub(r"(case |^\s*\{)(\w+::)*Reason::\w+", "", text, flags=re.M) for text in texts]
    return [name for name in re.findall(r"^\s*(k\w+)", enum, re.M) if not names_used(f"Reason::{name}", used)]


class Sizes(unittest.TestCase):
    def test_files_and_functions_are_short(self):
        paths = [os.path.relpath(path, SOURCE) for top in TOPS for path in glob.glob(f"{SOURCE}/{top}/**/*", recursive=True)
                 if path.endswith(KINDS) and "/node_modules/" not in path]
        self.assertGreater(len(paths), 300)
        found = {}
        for path in paths:
            found.update(too_long(path, written(path)))
        exceptions = allowed_exceptions(written("tests/house/long_ones.txt"))
        self.assertEqual([name for name, reason in exceptions.items() if not reason], [], "an exception says why")
        self.assertEqual({name: lines for name, lines in found.items() if name not in exceptions}, {}, "divide them, each by its subjects")
        self.assertEqual(sorted(set(exceptions) - set(found)), [], "these need no exception any more: strike them from tests/house/long_ones.txt")

    def test_every_bound_is_used(self):
        self.assertEqual(unused_bounds("services/domain/limits.h", services_but("services/domain/limits.h")), [])
        self.assertEqual(unused_bounds("services/gateway/limits.h", services_but("services/gateway/limits.h", "services/domain/limits.h")), [])

    def test_every_refusal_is_used(self):
        self.assertEqual(unused_reasons(written("services/domain/error.h"), services_but("services/domain/error.h", "services/rpc/status.cc")), [])


class TheJudgeItself(unittest.TestCase):
    """What was planted is found, so that the tests above can fail."""

    def test_long_functions_are_seen(self):
        body = "  x();\n" * 70
        wrapped = "void A::Long(int a,\n             int b)\n    : c(1) {\n" + body + "}\n"
        self.assertEqual(too_long("a.cc", "namespace {\n\nint Short() {\n  x();\n}\n\n" + wrapped + "}  // namespace\n"), {"a.cc: A::Long": 74})
        self.assertEqual(too_long("a.h", "class A {\n public:\n  void Long() {\n" + "    x();\n" * 70 + "  }\n};\n"), {"a.h: Long": 72})
        self.assertEqual(too_long("a.js", "export function long(a) {\n" + body + "}\n"), {"a.js: long": 72})
        self.assertEqual(too_long("a.mjs", 'test("x", async () => {\n' + body + "});\n"), {"a.mjs: test": 72})
        self.assertEqual(too_long("a.py", "def long():\n" + "    x()\n" * 70), {"a.py: long": 71})

    def test_what_is_no_function_is_not(self):
        self.assertEqual(too_long("a.cc", "namespace a {\nstruct B {\n" + "  int x;\n" * 200 + "};\n}\n"), {})
        self.assertEqual(too_long("a.cc", 'int F() {\n  return R"(\n}\n)"; // }\n}\n'), {})

    def test_long_files_are_seen(self):
        self.assertEqual(too_long("a.proto", "x\n" * 301), {"a.proto": 301})
        self.assertEqual(too_long("a.proto", "x\n" * 300), {})

    def test_unused_ones_are_seen(self):
        error_h = "enum class Reason {\n  kUsed,  // so\n  kListed,\n  kHere,\n};\ninline X F() { return Reason::kHere; }"
        self.assertEqual(unused_reasons(error_h, ["case domain::Reason::kListed: return Reason::kUsed;"]), ["kListed"])
        self.assertFalse(names_used("kPage", ["kPageSize"]))


if __name__ == "__main__":
    unittest.main()
