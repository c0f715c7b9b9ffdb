"""Every program says which Krul it is of, and all say the same."""

import os
import re
import subprocess
import unittest

BIN, SOURCE = os.environ["KRUL_BIN"], os.environ["KRUL_SOURCE"]
PROGRAMS = ("krul", "krul-intake", "krul-assignment", "krul-deadline-watcher", "krul-gateway", "krul-standalone")


class Versions(unittest.TestCase):
    def test_every_program_tells_its_version(self):
        with open(f"{SOURCE}/CMakeLists.txt", encoding="utf-8") as file:
            version = re.search(r"project\(krul VERSION (\S+)", file.read()).group(1)
        for program in PROGRAMS:
            run = subprocess.run([f"{BIN}/{program}", "--version"], capture_output=True, text=True, check=True)
            self.assertEqual((run.stdout, run.stderr), (f"{program} {version}\n", ""), program)

    def test_no_program_is_left_out(self):
        programs = {name for name in os.listdir(BIN) if name.startswith("krul") and "_test" not in name and "bench" not in name}
        self.assertEqual(programs - set(PROGRAMS), set())


if __name__ == "__main__":
    unittest.main()
