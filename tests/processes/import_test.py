"""krul import and export: what another program left behind becomes callbacks with a target, once; what is wrong comes back with the reason."""

import csv
import io
import subprocess
import unittest

from processes import world

HEADER = "Naam;Telefoon;Voor;Gebeld;Vraag;Nummer\n"
GOOD = ('"Jansen, mevrouw";020 123 4567;anna;2026-11-23 10:00;"Waar blijft\nmijn fiets?";1\n'
        "De heer Smit;06-12345678;team:sales;2026-11-24 09:00;Klacht;2\n"
        "Zoë Ñandú;+32 2 555 12 12;bob;2026-11-24 11:30;;3\n")
BAD = ("Geen nummer;12;anna;2026-11-24 11:00;;4\n"
       "Voor niemand;06 1111 1111;zorro;2026-11-24 11:00;;5\n"
       "Te lang geleden;06 2222 2222;anna;2019-01-01 11:00;;6\n")
MAP = ("--map", "name=Naam", "--map", "phone=Telefoon", "--map", "for=Voor", "--map", "called=Gebeld", "--map", "reason=Vraag", "--key", "Nummer")


class Import(unittest.TestCase):
    def setUp(self):
        self.world = w = world.World()
        self.addCleanup(w.close)
        w.set_now(1795516800000)  # 24 November 2026, 12:00 in Amsterdam
        w.start_all()

    def file(self, text, name="calls.csv"):
        path = f"{self.world.folder}/{name}"
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def run_import(self, path, *flags, code=0):
        return self.run_plain(path, *MAP, *flags, code=code)

    def run_plain(self, path, *flags, code=0):
        run = subprocess.run([f"{world.BIN}/krul", "--as", "mia", "import", path, *flags], capture_output=True, text=True,
                             env=self.world.environment(), timeout=world.PATIENCE, check=False)
        self.assertEqual(run.returncode, code, run.stdout + run.stderr)
        return run.stdout + run.stderr

    def board(self):
        return self.world.krul_json("board").get("callbacks", [])

    def test_a_dry_run_writes_nothing(self):
        before = self.world.stored()
        self.run_import(self.file(HEADER + GOOD + BAD), "--dry-run", code=1)
        self.assertEqual(self.world.stored(), before)

    def test_rows_become_callbacks_with_a_target_once(self):
        path = self.file(HEADER + GOOD)
        self.assertIn("3 imported", self.run_import(path))
        callbacks = {callback["caller"]["display_name"]: callback for callback in self.board()}
        self.assertEqual(set(callbacks), {"Jansen, mevrouw", "De heer Smit", "Zoë Ñandú"})
        jansen = callbacks["Jansen, mevrouw"]
        self.assertEqual((jansen["origin"], jansen["reason"], jansen["requested"]), ("IMPORT", "Waar blijft\nmijn fiets?", {"person": "anna"}))
        self.assertEqual(jansen["promise"]["due_time"], "2026-11-23T13:00:00Z")  # four hours after the call of ten, in Amsterdam's winter
        world.eventually("all have somebody", lambda: all(callback["state"] == "ASSIGNED" for callback in self.board()))
        self.assertIn("3 already there", self.run_import(path))
        self.assertEqual(len(self.board()), 3)
        report = self.world.krul_json("report", "--all", person="mia")
        self.assertEqual((report["total"]["targets"], report["total"]["noted"]), ("3", "0"))

    def test_wrong_rows_come_back_with_the_reason_and_can_be_mended(self):
        path = self.file(HEADER + GOOD + BAD)
        said = self.run_import(path, code=1)
        self.assertIn("3 rejected", said)
        self.assertNotIn("Voor niemand", said)
        with open(f"{self.world.folder}/calls.rejects.csv", encoding="utf-8") as file:
            text = file.read()
        rejected = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        self.assertEqual(sorted(row["Naam"] for row in rejected), ["Geen nummer", "Te lang geleden", "Voor niemand"])
        reasons = {row["Naam"]: row["krul_reason"] for row in rejected}
        self.assertIn("Telefoon: has too few digits", reasons["Geen nummer"])
        self.assertIn("not in the firm file", reasons["Voor niemand"])
        self.assertIn("366 days", reasons["Te lang geleden"])
        mended = self.file(text.replace("zorro", "dirk").replace(";12;", ";06 3333 3333;").replace("2019-01-01", "2026-11-24"), "mended.csv")
        self.assertIn("3 imported", self.run_import(mended))
        self.assertEqual(len(self.board()), 6)

    def test_it_goes_on_where_it_was_interrupted(self):
        rows = "".join(f"Beller {i};06 1{i // 1000}{i % 1000:03} 0000;anna;2026-11-24 11:00;;{i}\n" for i in range(400))
        path = self.file(HEADER + rows)
        self.world.intake.pause()  # in the middle: some were sent, and no answer comes
        running = subprocess.Popen([f"{world.BIN}/krul", "--as", "mia", "import", path, *MAP], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=self.world.environment())
        self.world.intake.resume()
        world.eventually("some are there", lambda: len(self.board()) > 10)
        running.kill()
        running.communicate()
        self.run_import(path)
        self.assertEqual(len(self.world.krul_json("board", "--limit", "1000")["callbacks"]), 400)

    def test_what_is_exported_can_be_imported_again(self):
        w = self.world
        self.run_import(self.file(HEADER + GOOD))
        done = self.board()[0]["name"].split("/")[-1]
        w.krul("done", done)
        w.krul("note", "--for", "anna", "--name", "=HYPERLINK(1)", "--phone", "020 765 4321", "--reason", '"aanhaling", komma; puntkomma', "--window",
               "between 9 and 11", "--read-back")
        exported = w.krul("export", "--plain")
        rows = list(csv.DictReader(io.StringIO(exported)))
        self.assertEqual(len(rows), 3)
        self.assertFalse([row for row in rows if row["name"].startswith("=")], "a spreadsheet would run it")
        self.assertEqual(len(list(csv.DictReader(io.StringIO(w.krul("export", "--closed", "--plain"))))), 4)
        other = world.World()
        self.addCleanup(other.close)
        other.set_now(1795516800000)
        other.start_all()
        path = self.file(exported, "export.csv")
        other.krul("import", path, person="mia")

        def content(of):
            keys = ("display_name", "phone_number", "reference", "extension")
            return sorted([callback["caller"].get(key, "") for key in keys] + [callback["reason"], callback["promise"]["original_due_time"], callback["called_time"],
                                                                               str(callback.get("window"))] for callback in of.krul_json("board")["callbacks"])

        self.assertEqual(content(other), content(w))

    def test_files_of_other_programs_are_read_as_they_are(self):
        def said(text, *flags, code=0):
            return self.run_plain(self.file(text), "--dry-run", *flags, code=code)

        self.assertIn("2 rows: 2 would be", said("sep=;\r\nname;phone;for;called;reason\r\nMevrouw Proef;06 12345678;anna;2026-11-24 10:00;a;;\r\n"
                                                 ";;;;\r\nDe heer Voorbeeld;030 1234567;anna;2026-11-24 10:05\r\n"))
        switchboard = ("historyid,time-start,from-no,from-dispname,to-dispname\nCall 1001,2026/11/24 08:12:31,0301234567,Proef BV,Anna\n")
        self.assertIn("1 would be", said(switchboard, "--map", "name=from-dispname", "--map", "phone=from-no", "--map", "called=time-start", "--for", "anna"))
        dates = ("24-11-2026 11:05", "11/24/2026 11:05 AM", "24 nov 2026 11:05", "46350,461806", "2026-11-24T10:05:09.000+0000", "2026-11-24", "04-11-2026 14:05")
        file = "name;phone;for;called\n" + "".join(f"{number};06 1234567{number};anna;{date}\n" for number, date in enumerate(dates))
        self.assertIn("6 would be imported, 0 already there, 1 rejected", said(file, code=1))
        with open(f"{self.world.folder}/calls.rejects.csv", encoding="utf-8") as rejects:
            self.assertIn("--dates d-m-y", rejects.read())
        self.assertIn("7 would be imported", said(file, "--dates", "d-m-y"))
        self.assertIn("two columns", said("name,name,phone,for,called\n", code=2))

    def test_numbers_are_read_as_at_a_desk_and_unusual_ones_are_told(self):
        w = self.world
        numbers = ("0900-1234 (Jan)", "32475123456", "anonymous", "14 030", "201", "\u202a+31 6 12345678\u202c", "\uff10\uff1612345679", "020 123 4567 toestelnr. 12",
                   "3,16123E+10", "sip:+31612345670@pbx.voorbeeld.example", "0000000000")
        file = self.file("name;phone;for;called;contact\n" + "".join(
            f"{number};{typed};anna;2026-11-24 10:00;bel@voorbeeld.example\n" for number, typed in enumerate(numbers)))
        said = self.run_plain(file, code=1)
        self.assertIn("8 imported", said)
        self.assertIn("One number does not look like one in use; have a look at line 12", said)
        with open(f"{w.folder}/calls.rejects.csv", encoding="utf-8") as rejects:
            reasons = {row["phone"]: row["krul_reason"] for row in csv.DictReader(rejects, delimiter=";")}
        self.assertEqual(set(reasons), {"0900-1234 (Jan)", "201", "3,16123E+10"})
        self.assertIn("letters", reasons["0900-1234 (Jan)"])
        callers = {callback["caller"]["display_name"]: callback["caller"] for callback in self.board()}
        e164 = {name: caller.get("phone_number_e164", "") for name, caller in callers.items()}
        self.assertEqual(e164, {"1": "+32475123456", "2": "", "3": "+3114030", "5": "+31612345678", "6": "+31612345679", "7": "+31201234567",
                                "9": "+31612345670", "10": "+31000000000"})
        self.assertEqual((callers["1"]["phone_number_international"], callers["3"]["phone_number_dialled"], callers["7"]["extension"]),
                         ("+32 475 12 34 56", "14030", "12"))
        self.assertEqual(callers["2"].get("phone_number", ""), "")
        self.assertIn("8 already there", self.run_plain(file, code=1))
        found = w.krul_json("find", "\uff10\uff16 12345678")
        self.assertEqual([callback["caller"]["display_name"] for callback in found["callbacks"]], ["5"])

    def test_a_file_that_is_none_says_what_to_do(self):
        w = self.world
        self.assertIn("cannot read", w.krul("import", f"{w.folder}/none.csv", code=1))
        self.assertIn("Naam", w.krul("import", self.file("A;B\n1;2\n"), "--map", "name=Naam", code=2))


class Figures(world.WorldTest):
    """The verbs of who leads: round, forecast, report."""

    @classmethod
    def start(cls):
        cls.world.set_now(1795516800000)
        cls.world.start_all(world.FIRM.replace("{id: centrum, calendar: always, manager: mia, review_moments: []}",
                                               '{id: centrum, calendar: always, manager: mia, review_moments: ["13:00"]}'))

    def test_a_round_is_gone_through_and_signed(self):
        w = self.world
        self.assertIn("no review round", w.krul("round", person="mia", code=1).lower())
        id = w.note_by_terminal()
        w.wait_for(id, state="ASSIGNED")
        w.advance(minutes=85)
        world.eventually("it is open", lambda: '"ROUND_OPEN"' in w.krul("round", "list", "--json", person="mia"))
        self.assertIn("mia", w.krul("round", person="mia"))
        refused = w.krul("round", "sign", person="mia", code=1)
        self.assertIn(id[:8], refused)
        w.krul("round", "seen", id, "--remark", "Anna belt", person="mia")
        self.assertIn("Signed", w.krul("round", "sign", "--remark", "besproken", person="mia"))

    def test_forecast_and_report_for_people_and_for_spreadsheets(self):
        w = self.world
        done, left = w.note_by_terminal(), w.note_by_terminal()
        for id in (done, left):  # until then it is nobody's
            w.wait_for(id, state="ASSIGNED")
        w.krul("done", done)
        self.assertIn("centrum", w.krul("forecast", "--all", person="mia"))
        rows = list(csv.DictReader(io.StringIO(w.krul("forecast", "--hours", "6", "--csv", "--plain", person="mia"))))
        self.assertGreaterEqual(sum(int(row["due"]) for row in rows), 1)
        self.assertIn("100", w.krul("report", person="mia"))
        row = next(csv.DictReader(io.StringIO(w.krul("report", "--csv", "--plain", "--by", "person", person="mia"))))
        self.assertEqual(row["person"], "anna")
        self.assertGreaterEqual(int(row["noted"]), 2)
        dutch = w.krul("report", "--csv", "--by", "person", "--language", "nl", person="mia")
        self.assertTrue(dutch.startswith("\ufeffperson;noted;"), dutch)
        self.assertIn(";100,0;", dutch)
        w.krul("done", left)


if __name__ == "__main__":
    unittest.main()
