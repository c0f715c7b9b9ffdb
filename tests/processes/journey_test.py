"""A promise that is kept, over separate processes, by the terminal client; and every step seen by a second client on watch."""

import json
import subprocess
import unittest

from processes import world


class Journey(world.WorldTest):
    def watch(self, *flags, count):
        """A second client; `count` lines, then it ends."""
        return subprocess.Popen([f"{world.BIN}/krul", "--as", "carla", "--json", "watch", "--count", str(count), *flags], stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=self.world.environment())

    def test_a_promise_is_kept_and_every_step_is_seen(self):
        w = self.world
        quote = w.krul_json("quote", "--for", "anna", "--name", "Mevrouw Jansen", "--phone", "06 1234 5678")
        self.assertIn("U wordt uiterlijk", quote["sentence"])
        self.assertIn("Mevrouw Jansen", quote["read_back"])
        before = w.note_by_terminal(wanted="carla")  # so that the watch has begun once this one is seen
        w.wait_for(before, state="ASSIGNED")
        watcher = self.watch(count=9)  # what is open, then the eight steps
        first = json.loads(watcher.stdout.readline())
        while not first.get("callback"):
            first = json.loads(watcher.stdout.readline())
        self.assertEqual(first["kind"], "SNAPSHOT")

        id = world.fresh_id()
        refused = w.krul("note", "--id", id, "--for", "anna", "--name", "Mevrouw Jansen", "--phone", "06 1234 5678", code=2)
        self.assertIn("read name and number back", refused)
        w.krul("show", id, code=1)
        w.krul("note", "--id", id, "--for", "anna", "--name", "Mevrouw Jansen", "--phone", "06 1234 5678", "--quote", quote["quote"], "--read-back")
        noted = w.wait_for(id, state="ASSIGNED")
        self.assertEqual(noted["promise"]["due_time"], quote["due_time"])
        self.assertEqual(noted["assignee"], {"person": "anna"})
        w.krul("ack", id)
        w.krul("call", id)
        self.assertIn("anna", w.krul("call", id, person="bob", code=1))
        w.krul("attempt", id, "no-answer", "--remark", "voicemail vol")
        w.krul("call", id)
        w.krul("attempt", id, "connected")
        self.assertEqual(w.krul_json("done", id)["promise"]["status"], "KEPT")

        out, error = watcher.communicate(timeout=world.PATIENCE)
        seen = [message for message in map(json.loads, out.splitlines()) if message.get("callback")]
        self.assertEqual([m["event_type"].removeprefix("EVENT_") for m in seen if m["callback"]["name"].endswith(id)],
                         ["NOTED", "ASSIGNED", "ACKNOWLEDGED", "CALL_BEGUN", "ATTEMPTED", "CALL_BEGUN", "ATTEMPTED", "COMPLETED"], error)
        self.assertEqual(w.history(id), ["NOTED", "ASSIGNED", "ACKNOWLEDGED", "CALL_BEGUN", "ATTEMPTED", "CALL_BEGUN", "ATTEMPTED", "COMPLETED"])
        self.assertNotIn(id, [c["name"].split("/")[-1] for c in w.krul_json("board").get("callbacks", [])])

    def test_second_thoughts(self):
        w = self.world
        phone = world.fresh_phone()
        id = w.note_by_terminal(phone=phone)
        w.wait_for(id, state="ASSIGNED")
        w.krul("forward", id, "bob", "--remark", "jij kent de klant")
        self.assertEqual(w.shown(id)["assignee"], {"person": "bob"})
        w.krul("undo", id)
        self.assertEqual(w.shown(id)["assignee"], {"person": "anna"})
        w.krul("chase", id, person="bob")
        self.assertEqual(w.shown(id)["chaser_count"], 1)
        due = w.shown(id)["promise"]["due_time"]
        w.krul("renegotiate", id, "+6h", "--reason", "klant is er eerder niet")
        self.assertEqual(w.shown(id)["promise"]["original_due_time"], due)
        self.assertGreater(w.shown(id)["promise"]["due_time"], due)
        w.krul("cancel", id, "withdrawn")
        self.assertEqual(w.shown(id)["promise"]["status"], "NOT_JUDGED")
        w.krul("ack", id, code=1)
        w.krul("reopen", id, "--reason", "toch niet opgelost")
        self.assertEqual(w.shown(id)["promise"]["number"], 2)
        self.assertIn(id, [c["name"].split("/")[-1] for c in w.krul_json("find", phone)["callbacks"]])
        w.krul("explain", id)
        w.krul("done", id)

    def test_who_is_away_gets_nothing_and_hands_back_what_was_not_acknowledged(self):
        w = self.world
        id = w.note_by_terminal(wanted="dirk")
        w.wait_for(id, assignee={"person": "dirk"}, state="ASSIGNED")
        w.krul("away", "dirk", person="mia")
        w.wait_for(id, assignee={"person": "eva"}, state="ASSIGNED")
        self.assertIn("Dirk Mulder", w.krul_json("quote", "--for", "dirk")["refusal"])
        w.krul("back", "dirk", person="mia")
        self.assertFalse(w.krul_json("quote", "--for", "dirk").get("refusal"))
        w.krul("done", id, person="eva")

    def test_a_caller_who_asks_is_forgotten_and_the_figures_stay(self):
        w, phone = self.world, world.fresh_phone()
        done, left = w.note_by_terminal(phone=phone), w.note_by_terminal(phone=phone, name="De heer Smit")
        w.krul("done", done)
        before = w.krul_json("report", person="mia")["total"]
        self.assertIn("[NOT_ALLOWED]", w.krul("erase", phone, code=1))
        said = w.krul("erase", phone, person="mia")
        self.assertIn("1 erased", said)
        self.assertIn(left, said)
        shown = w.shown(done)
        self.assertEqual((shown["caller"]["display_name"], shown["reason"], shown["history"][-1]["type"]), ("", "", "EVENT_ERASED"))
        self.assertEqual(w.shown(left)["caller"]["display_name"], "De heer Smit")
        self.assertEqual(w.krul_json("report", person="mia")["total"]["noted"], before["noted"])
        self.assertIn("erased", w.krul("reopen", done, "--reason", "toch", code=1))
        w.krul("done", left)
        self.assertIn("1 erased", w.krul("erase", phone, person="mia"))
        self.assertIn("no callback", w.krul("find", phone, "--closed"))

    def test_what_a_what_if_says_is_never_noted(self):
        quote = self.world.krul_json("quote", "--for", "anna", "--at", "2027-03-01 10:00")
        self.assertFalse(quote.get("quote"))
        self.assertEqual(quote["due_time"], "2027-03-01T13:00:00Z")  # 10:00 and four hours, in Amsterdam's winter

    def test_exit_codes(self):
        w = self.world
        self.assertIn("--for", w.krul("quote", code=2))
        w.krul("show", world.fresh_id(), code=1)
        w.krul("board", "--credential-file", "/nonexistent", code=4)
        bad = f"{w.folder}/bad-credential"
        with open(bad, "w", encoding="ascii") as file:
            file.write("0" * 64)
        w.krul("board", "--credential-file", bad, code=4)

    def test_a_firm_file_is_compared_with_the_firm_in_force(self):
        w = self.world
        path = f"{w.folder}/firm.yaml"
        for firm, said in ((world.FIRM, "the same as version 1"), (world.FIRM + "# one line more\n", "# one line more\n")):
            with open(path, "w", encoding="utf-8") as file:
                file.write(firm)
            self.assertIn(said, w.krul("firm", "diff", path))
        self.assertEqual([(change["added"], change["text"]) for change in w.krul_json("firm", "diff", path)["changes"]], [(True, "# one line more")])
        self.assertIn("cannot read", w.krul("firm", "diff", f"{w.folder}/none.yaml", code=1))

    def test_a_sound_installation_passes_the_doctor(self):
        self.assertNotIn("FAIL", self.world.krul("doctor"))


if __name__ == "__main__":
    unittest.main()
