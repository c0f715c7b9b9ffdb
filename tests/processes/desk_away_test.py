"""Notes taken while the services are away, by desks and by scripts: kept, delivered later, and saved once."""

import os
import signal
import unittest

from processes import world
from processes.desk_world import DeskTest
from processes.lossy_line import LossyLine


class Away(DeskTest):
    def test_a_call_taken_while_the_services_are_away_is_delivered_once_from_its_own_time(self):
        w = self.world
        desk = self.desk()
        desk.wait_for("Voor wie", "Anna Visser")
        w.intake.kill()
        w.assignment.kill()
        desk.wait_for("Geen verbinding sinds")
        self.take_call(desk, "Mevrouw Weg", "06 1111 2222")
        desk.wait_for("We bellen u zo spoedig mogelijk terug.", "noem geen tijd")
        desk.press("C-s")
        desk.wait_for("Lees terug", "Mevrouw Weg")
        desk.type("j")
        desk.wait_for("nog niet bevestigd")
        kept = os.listdir(f"{w.folder}/state/krul/spool")
        ids = [name.removesuffix(".json") for name in kept if name.endswith(".json")]
        self.assertEqual(len(ids), 1)
        w.start_assignment()
        w.start_intake()
        desk.wait_for("Bezorgd: Mevrouw Weg")
        desk.wait_until_gone("Geen verbinding sinds", "1 nog niet bevestigd")
        noted = w.shown(ids[0])
        self.assertEqual(noted["caller"]["display_name"], "Mevrouw Weg")
        self.assertLess(noted["called_time"], noted["noted_time"])
        self.assertEqual(w.history(ids[0]).count("NOTED"), 1)
        self.assertIn("every note is confirmed", w.krul("spool", "list"))
        w.krul("done", ids[0])

    def test_typing_goes_on_while_a_service_hangs(self):
        w = self.world
        desk = self.desk()
        desk.wait_for("Voor wie", "Anna Visser")
        w.intake.pause()
        self.addCleanup(w.intake.resume)
        self.take_call(desk, "Mevrouw Traag", "06 5555 6666", reason="het duurt zo lang")
        desk.wait_for("Mevrouw Traag", "het duurt zo lang", patience=3)  # before the patience for an answer is over
        desk.wait_for("We bellen u zo spoedig mogelijk terug.")
        w.intake.resume()
        desk.wait_for("U wordt uiterlijk")  # in time to say it

    def test_a_desk_that_is_opened_while_the_services_are_away_takes_calls_too(self):
        w = self.world
        first = self.desk()
        first.wait_for("Anna Visser")  # who works there is remembered from now on
        first.close()
        w.intake.kill()
        w.assignment.kill()
        desk = self.desk()
        desk.wait_for("Geen verbinding sinds")
        self.take_call(desk, "Meneer Vroeg", world.fresh_phone())
        desk.wait_for("We bellen u zo spoedig mogelijk terug.")
        desk.press("C-s")
        desk.wait_for("Lees terug")
        desk.type("j")
        desk.wait_for("nog niet bevestigd")
        os.kill(desk.program_pid(), signal.SIGKILL)  # and the next desk delivers it
        desk.wait_for("ready>")
        w.start_assignment()
        w.start_intake()
        self.desk().wait_for("Bezorgd: Meneer Vroeg")
        world.eventually("it is assigned", lambda: self.open_of("Meneer Vroeg").get("assignee") == {"person": "anna"})

    def test_krul_note_keeps_what_is_not_confirmed_and_the_next_note_delivers_it(self):
        w, id = self.world, world.fresh_id()
        note = ("note", "--for", "anna", "--name", "Meneer Script", "--phone", world.fresh_phone())
        w.krul(*note, "--id", world.fresh_id(), "--read-back")  # so that the firm's sentence is known
        w.intake.kill()
        self.assertIn("cannot reach", w.krul(*note, "--timeout", "1", code=1))  # without the read-back nothing is kept
        said = w.krul(*note, "--id", id, "--read-back", "--timeout", "1", code=3)
        self.assertIn("kept, not yet confirmed", said)
        self.assertIn("We bellen u zo spoedig mogelijk terug.", said)
        self.assertIn(id, w.krul("spool"))
        self.assertIn("not yet confirmed", w.krul("spool", "deliver", "--timeout", "1", code=3))
        w.start_intake()
        w.note_by_terminal(name="Mevrouw Volgende")
        self.assertIn("every note is confirmed", w.krul("spool"))
        attached = [c for c in w.krul_json("board")["callbacks"] if c["caller"]["display_name"] == "Meneer Script"]
        self.assertEqual([c["chaser_count"] for c in attached], [1])  # the same caller, so no second callback

    def note_without_answer(self, id, name, phone):
        """It arrives, and the desk does not hear so."""
        w = self.world
        quote = w.krul_json("quote", "--for", "anna", "--name", name, "--phone", phone)["quote"]
        with LossyLine(w.ports["intake"]) as line:
            line.lose_answers()
            said = w.krul("note", "--for", "anna", "--name", name, "--phone", phone, "--id", id, "--quote", quote, "--read-back", "--timeout", "2",
                          "--intake", f"127.0.0.1:{line.port}", code=3)
        self.assertIn("kept, not yet confirmed", said)

    def test_a_note_whose_answer_was_lost_is_the_same_note_again(self):
        w, id = self.world, world.fresh_id()
        self.note_without_answer(id, "Mevrouw Dubbel", world.fresh_phone())
        world.eventually("it arrived", lambda: self.open_of("Mevrouw Dubbel"))
        w.advance(minutes=40)  # the quote is too old by now, and the note is saved all the same
        self.assertIn("--everywhere", w.krul("spool", "deliver", code=3))  # it was meant for another address
        self.assertIn("delivered", w.krul("spool", "deliver", "--everywhere"))
        self.assertEqual(w.history(id).count("NOTED"), 1)
        self.assertEqual(w.shown(id)["chaser_count"], 0)
        w.krul("done", id)

    def test_a_chaser_whose_answer_was_lost_becomes_no_second_callback(self):
        w, phone, again = self.world, world.fresh_phone(), world.fresh_id()
        first = w.note_by_terminal(name="Meneer Nogmaals", phone=phone)
        w.wait_for(first, state="ASSIGNED")
        self.note_without_answer(again, "Meneer Nogmaals", phone)
        w.wait_for(first, chaser_count=1)
        w.krul("done", first)
        w.advance(minutes=40)
        self.assertIn(first, w.krul("spool", "deliver", "--everywhere"))
        self.assertEqual(w.shown(first)["chaser_count"], 1)
        self.assertIsNone(self.open_of("Meneer Nogmaals"))
        w.krul("show", again, code=1)

    def test_a_refused_note_stays_until_it_is_put_right_or_dropped(self):
        w, id = self.world, world.fresh_id()
        w.intake.kill()
        w.krul("note", "--for", "anna", "--name", "Meneer Fout", "--phone", "12", "--id", id, "--read-back", "--timeout", "1", code=3)
        w.start_intake()
        self.assertIn("not yet confirmed", w.krul("spool", "deliver", code=3))
        self.assertIn("refused", w.krul("spool"))
        desk = self.desk()
        desk.wait_for("1 geweigerd")
        w.krul("note", "--for", "anna", "--name", "Meneer Fout", "--phone", world.fresh_phone(), "--id", id, "--read-back")
        self.assertIn("every note is confirmed", w.krul("spool"))
        desk.wait_until_gone("1 geweigerd")
        self.assertIn("no note is kept", w.krul("spool", "drop", id, code=1))

    def test_a_call_time_in_the_past_is_promised_from_then(self):
        w, id = self.world, world.fresh_id()
        w.krul("note", "--for", "anna", "--name", "Mevrouw Eerder", "--phone", world.fresh_phone(), "--id", id, "--called", "-3h", "--read-back")
        noted = w.krul_json("show", id)
        self.assertLess(noted["promise"]["due_time"], noted["noted_time"][:11] + "99")
        due = noted["promise"]["due_time"]
        later = w.krul_json("quote", "--for", "anna")["due_time"]
        self.assertLess(due, later)


if __name__ == "__main__":
    unittest.main()
