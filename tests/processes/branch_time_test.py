"""Times are read and shown on the clock of the branch they are about, counted by the services' clock, wherever the machine stands and whatever its own clock
says."""

import datetime
import json
import subprocess
import unittest

from processes import world
from processes.desk_world import DeskTest

AMSTERDAM = datetime.timezone(datetime.timedelta(hours=1))
NOON = datetime.datetime(2026, 11, 24, 12, 1, tzinfo=AMSTERDAM)  # of the services; the machine's clock is somewhere else
FIRM = world.FIRM.replace("{id: noord, calendar", "{id: noord, time_zone: America/New_York, calendar").replace(
    "review_moments: []}\n  - {id: noord", 'review_moments: ["11:30"]}\n  - {id: noord')


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class BranchTime(DeskTest):
    @classmethod
    def start(cls):
        cls.world.set_now(int(1000 * (NOON.timestamp() - 3600)))
        cls.world.start_all(FIRM)

    def setUp(self):
        self.world.set_now(int(1000 * NOON.timestamp()))

    def run_krul(self, *arguments, zone="Asia/Tokyo", person="anna", code=0):
        run = subprocess.run([f"{world.BIN}/krul", "--as", person, *arguments], capture_output=True, text=True, env={**self.world.environment(), "TZ": zone},
                             timeout=world.PATIENCE, check=False)
        self.assertEqual(run.returncode, code, run.stderr + run.stdout)
        return run.stdout

    def everywhere(self, *arguments):
        """What it prints, which is the same on machines on both sides of the world."""
        west, east = (self.run_krul(*arguments, zone=zone) for zone in ("America/New_York", "Asia/Tokyo"))
        self.assertEqual(west, east)
        return west

    def noted(self, *flags, branch="centrum", wanted="anna"):
        id, name = world.fresh_id(), "Mevrouw Tijd"
        self.run_krul("note", "--branch", branch, "--id", id, "--for", wanted, "--name", name, "--phone", world.fresh_phone(), "--category", "question",
                      "--read-back", *flags)
        whole = f"branches/{branch}/callbacks/{id}"
        self.world.wait_for(whole, state="ASSIGNED")
        self.addCleanup(self.run_krul, "done", whole, person=wanted)
        return whole

    def test_every_verb_prints_the_same_wherever_the_machine_stands(self):
        w = self.world
        name = self.noted("--not-before", "2026-11-25 09:00", "--window", "between 9 and 11")
        w.krul("away", "dirk", "--until", "17:00", person="mia")
        w.wait_for_looks()
        self.assertIn("tomorrow by 11:00", self.everywhere("board"))
        self.assertIn("tomorrow by 11:00", self.everywhere("inbox", "anna"))
        self.assertIn("tomorrow by 11:00", self.everywhere("find", w.shown(name)["caller"]["phone_number"]))
        shown = self.everywhere("show", name)
        self.assertIn("tomorrow 09:00", shown)
        self.assertRegex(shown, r"Rang +12:01")
        self.assertIn("11:00", self.everywhere("explain", name))
        self.assertIn("20:00", self.everywhere("explain", "--category", "question", "--at", "16:00"))
        self.assertRegex(self.everywhere("looks"), r"\n(tomorrow )?\d\d:\d\d +branches/centrum")
        self.assertIn("tomorrow 10:00", self.everywhere("forecast", "--hours", "24"))
        self.assertIn("2026-11-25T10:00:00+01:00", self.everywhere("forecast", "--hours", "24", "--csv"))
        self.assertIn("2026-11-25T09:00:00+01:00", self.everywhere("export"))
        self.assertIn("17:00", self.everywhere("firm", "show"))
        self.assertIn("2026-11-24-1130", self.everywhere("round", "list"))
        self.assertIn("2026-11-24-1130", self.everywhere("round", "show", "2026-11-24-1130"))
        w.krul("back", "dirk", person="mia")

    def test_what_is_spoken_and_what_is_shown_are_one_time(self):
        quote = self.run_krul("quote", "--for", "bob", "--not-before", "16:00")
        spoken = self.world.krul_json("quote", "--for", "bob", "--not-before", "16:00")
        self.assertIn("20.00 uur", spoken["sentence"])
        self.assertIn("20:00", quote)

    def test_typed_times_are_those_of_the_branch(self):
        w = self.world
        name = self.noted("--called", "11:30")
        self.assertEqual(w.shown(name)["called_time"], "2026-11-24T10:30:00Z")
        w.krul("renegotiate", name, "2026-11-26 14:00", "--reason", "liever dan")
        self.assertEqual(w.shown(name)["promise"]["due_time"], "2026-11-26T13:00:00Z")
        w.krul("call", name)
        w.krul("attempt", name, "no-answer", "--again", "12:45")
        self.assertEqual(w.shown(name)["retry_time"], "2026-11-24T11:45:00Z")
        self.assertIn("until 16:30", w.krul("away", "eva", "--until", "16:30", person="mia"))
        people = json.loads(w.krul("firm", "show", "--json"))["people"]
        self.assertEqual([p["absent_until"] for p in people if p["id"] == "eva"], ["2026-11-24T15:30:00Z"])
        w.krul("back", "eva", person="mia")

    def test_distances_count_from_the_services_now(self):
        name = self.noted()
        self.world.krul("renegotiate", name, "+6h", "--reason", "klant is er eerder niet")
        due = instant(self.world.shown(name)["promise"]["due_time"])
        self.assertLess(abs(due - NOON - datetime.timedelta(hours=6)), datetime.timedelta(minutes=1))

    def test_columns_of_a_file_are_of_the_branch(self):
        path = f"{self.world.folder}/calls.csv"
        with open(path, "w", encoding="utf-8") as file:
            file.write("name,phone,for,called,due\nDe heer Rij,06 4444 4444,anna,2026-11-24 09:00,2026-11-25 15:00\n")
        self.world.krul("import", path, person="mia")
        row = world.eventually("it is there", lambda: self.open_of("De heer Rij"))
        self.assertEqual((row["called_time"], row["promise"]["due_time"]), ("2026-11-24T08:00:00Z", "2026-11-25T14:00:00Z"))
        self.world.krul("done", row["name"])

    def test_a_kept_note_was_taken_when_the_services_say(self):
        taken = ("note", "--for", "anna", "--name", "Later", "--phone", world.fresh_phone(), "--read-back", "--intake", "127.0.0.1:9", "--timeout", "0.5")
        self.run_krul(*taken, "--called", "11:45", code=3)
        self.run_krul(*taken, "--called", "-1s", code=3)
        listed = self.everywhere("spool", "list")
        kept = [json.loads(line) for line in self.run_krul("spool", "list", "--json").splitlines()]
        for note in kept:
            self.run_krul("spool", "drop", note["note"]["callback_id"])
        self.assertIn("11:45", listed)
        self.assertEqual(kept[0]["taken_time"], "2026-11-24T10:45:00Z")
        self.assertLess(abs(instant(kept[1]["taken_time"]) - NOON), datetime.timedelta(minutes=1))

    def test_a_branch_elsewhere_has_its_own_times_and_they_name_the_place(self):
        w = self.world
        here, there = self.noted(wanted="carla"), self.noted(branch="noord", wanted="carla")
        w.krul("renegotiate", there, "2026-11-24 15:25", "--reason", "dan is zij thuis")
        self.assertEqual(w.shown(there)["promise"]["due_time"], "2026-11-24T20:25:00Z")
        inbox = self.everywhere("inbox", "carla").splitlines()
        self.assertEqual([("by 15:25 (New York)" in line) for line in inbox if here.split("/")[-1][:13] in line or there[:40] in line], [False, True])
        self.assertIn("15:25 (New York)", self.everywhere("show", there))
        self.assertNotIn("New York", self.everywhere("show", there, "--branch", "noord"))

        def screen(zone):
            desk = self.desk("carla", TZ=zone)
            desk.wait_for("Voor wie")
            desk.press("Escape")
            desk.type("i")
            desk.wait_for("voor 15.25 (New")
            desk.press("End", "Enter")
            return desk.wait_for("voor 15.25 (New York)", "Wat er gebeurde").split("\n")[1:]  # in its first line the clock goes on

        self.assertEqual(screen("America/New_York"), screen("Asia/Tokyo"))


if __name__ == "__main__":
    unittest.main()
