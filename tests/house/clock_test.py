"""A machine's own clock and time zone are asked in one place of the terminal client: times are the services', on the wall of a branch."""

import glob
import os
import re
import unittest

SOURCE = os.environ["KRUL_SOURCE"]
ASKS_THE_MACHINE = re.compile(r"LocalTimeZone|absl::Now\b|absl/time/clock\.h|\b(localtime|mktime|strftime|gettimeofday)(_r)?\(|\btime\((nullptr|NULL|0)\)|to_time_t|tzset")


class OneClock(unittest.TestCase):
    def test_only_the_wall_clock_asks_the_machine(self):
        asking = []
        for kind in ("h", "cc"):
            for path in glob.glob(f"{SOURCE}/clients/**/*.{kind}", recursive=True):
                with open(path, encoding="utf-8") as file:
                    if ASKS_THE_MACHINE.search(file.read()):
                        asking.append(os.path.relpath(path, f"{SOURCE}/clients"))
        self.assertEqual(asking, ["terminal/text/wall_clock.cc"])


if __name__ == "__main__":
    unittest.main()
