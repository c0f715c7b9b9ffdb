"""krul firm check: a good firm file, and what is worth a look before it is applied."""

import unittest

from processes import world

FIRM = """
title: Rijwielhuis
calendars:
  winkel:
    week: {mon-fri: "09:00-17:30", sat: "10:00-16:00"}
    holidays: [12-25: Kerstmis, 01-01: Nieuwjaarsdag]
branches:
  - {id: utrecht, manager: sanne, review_moments: ["16:30"]}
  - amersfoort
people:
  - {id: sanne, name: Sanne de Boer}
  - {id: jan, name: Jan Smit, notify: "mail:jan@voorbeeld.example"}
  - {id: jan-2, name: jan smit}
"""


class FirmCheck(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.set_now(1795516800000)  # 24 November 2026
        cls.world.start_all()

    def check(self, document, *flags):
        path = f"{self.world.folder}/checked.yaml"
        with open(path, "w", encoding="utf-8") as file:
            file.write(document)
        return self.world.krul("firm", "check", path, *flags)

    def test_it_ends_with_warnings_and_the_next_ten_closed_days_of_each_calendar(self):
        before = self.world.call_firm_version()
        said = self.check(FIRM)
        self.assertIn(": good\n", said)
        for warning in ("branch utrecht reviews at 16:30, and is closed then on Saturday", "branch amersfoort has no manager",
                        "jan is not told by mail:jan@voorbeeld.example", "jan, jan-2 have one name, Jan Smit"):
            self.assertIn(warning, said)
        days = [line.strip() for line in said.split("Calendar winkel is closed")[1].splitlines()[1:]]
        self.assertEqual((len(days), days[:3]), (10, ["Fri 25 Dec 2026  Kerstmis", "Fri 1 Jan 2027  Nieuwjaarsdag", "Sat 25 Dec 2027  Kerstmis"]))
        self.assertIn("Let op: vestiging amersfoort heeft geen manager", self.check(FIRM, "--language", "nl"))
        self.assertEqual(self.world.call_firm_version(), before)


if __name__ == "__main__":
    unittest.main()
