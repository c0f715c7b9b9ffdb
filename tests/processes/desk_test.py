"""The terminal desk as people use it: real services, a real terminal, keys in and a screen out."""

import os
import signal
import subprocess
import unittest

from krul.v1 import callback_pb2 as callback_pb, deadline_service_pb2 as deadline_pb

from processes import world
from processes.lossy_line import LossyLine
from processes.terminal_screen import TerminalScreen

FIRM = world.FIRM.replace('review_moments: []}\n  - {id: noord', 'review_moments: ["00:00", "06:00", "12:00", "18:00"]}\n  - {id: noord')


class DeskTest(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all(FIRM)

    def desk(self, person="bob", width=80, height=24, term="screen-256color", flags=(), **environment):
        screen = TerminalScreen({**self.world.environment(), "KRUL_PERSON": person, **environment}, width, height, term)
        self.addCleanup(screen.close)
        screen.run(f"{world.BIN}/krul", "desk", *flags)
        return screen

    def take_call(self, screen, name, phone, who="anna", reason=""):
        """As far as the read-back."""
        screen.wait_for("Voor wie")
        screen.type(who)
        screen.press("Enter")
        screen.type(name)
        screen.press("Enter")
        screen.type(phone)
        screen.press("Enter", "Enter")
        screen.type(reason)

    def open_of(self, name):
        found = [c for c in self.world.krul_json("board").get("callbacks", []) if c["caller"]["display_name"] == name]
        return found[0] if found else None


class Working(DeskTest):
    def test_a_call_is_taken_and_called_back_by_keys_alone_and_another_desk_sees_it(self):
        w = self.world
        desk, colleague = self.desk("bob"), self.desk("anna")
        colleague.wait_for("Voor wie")
        colleague.press("Escape")
        colleague.type("2")
        colleague.wait_for("Niemand wacht")

        self.take_call(desk, "Mevrouw De Wit", "06 1234 5678", reason="nieuwe fiets")
        spoken = desk.wait_for("U wordt uiterlijk")
        self.assertIn("Anna Visser", spoken)
        desk.press("C-s")
        desk.wait_for("Lees terug", "Mevrouw De Wit", "06 12345678")
        self.assertIsNone(self.open_of("Mevrouw De Wit"))  # nothing is saved before the read-back
        desk.type("j")
        desk.wait_for("✓ Bewaard")
        saved = self.open_of("Mevrouw De Wit")
        self.assertEqual(saved["reason"], "nieuwe fiets")
        self.assertEqual(os.listdir(f"{w.folder}/state/krul/spool"), [])

        colleague.wait_for("Mevrouw De Wit", "wacht op u")
        colleague.type("m")
        colleague.wait_for("van u")
        colleague.type("c")
        colleague.wait_for("u belt nu")
        desk.press("Enter", "Escape")
        desk.type("3")
        desk.wait_for("Mevrouw De Wit", "Anna Visser belt nu")
        colleague.type("a")
        colleague.wait_for("Hoe liep het?")
        colleague.type("gesproken")
        colleague.press("Enter")
        colleague.wait_for("Opmerking")
        colleague.press("Enter")
        colleague.wait_for("Mevrouw De Wit: gesproken")
        colleague.type("d")
        colleague.wait_for("Hoe is het afgerond?")
        colleague.press("Enter")
        colleague.wait_for("Opmerking")
        colleague.press("Enter")
        colleague.wait_for("zojuist afgerond", "opgelost")
        id = saved["name"].split("/")[-1]
        self.assertEqual(w.shown(id)["state"], "COMPLETED")
        colleague.type("u")
        colleague.wait_for("Dit terugnemen?", "afgerond")
        colleague.type("j")
        colleague.wait_for("van u")
        w.wait_for(id, state="ACKNOWLEDGED")
        self.assertEqual(w.history(id).count("NOTED"), 1)
        w.krul("done", id)

    def test_the_rest_of_a_colleague_s_day(self):
        w = self.world
        id = w.note_by_terminal(name="Mevrouw Omweg")
        w.wait_for(id, state="ASSIGNED")
        desk = self.desk("anna")
        desk.wait_for("Voor wie")
        desk.press("Escape")
        desk.type("3")
        desk.wait_for("Mevrouw Omweg")
        desk.type("/omweg")
        desk.press("Enter")

        desk.type("f")
        desk.wait_for("Doorgeven aan")
        desk.type("bakker")
        desk.wait_for("Bob Bakker")
        desk.press("Enter")
        desk.wait_for("Opmerking")
        desk.type("jij kent haar")
        desk.press("Enter")
        w.wait_for(id, assignee={"person": "bob"})
        desk.wait_for("wacht op Bob Bakker")

        desk.type("t")
        desk.wait_for("Nieuwe tijd")
        desk.type("zoiets")
        desk.press("Enter")
        desk.wait_for("Dat is geen tijd.")
        desk.press("C-u")
        desk.type("+30h")
        desk.press("Enter")
        desk.wait_for("Waarom?")
        desk.type("klant is er eerder niet")
        desk.press("Enter")
        world.eventually("the promise moved", lambda: w.shown(id)["promise"]["due_time"] > w.shown(id)["promise"]["original_due_time"])

        desk.type("x")
        desk.wait_for("hoeft niet meer")
        desk.press("Enter")
        desk.wait_for("Opmerking")
        desk.press("Enter")
        w.wait_for(id, state="CANCELLED")
        desk.type(":")
        desk.wait_for("Ga naar")
        desk.type("omweg")
        desk.wait_for("Mevrouw Omweg")
        desk.press("Enter")
        desk.wait_for("Wat er gebeurde", "vervallen")
        desk.type("o")
        desk.wait_for("Heropenen", "Waarom?")
        desk.type("toch niet")
        desk.press("Enter")
        w.wait_for(id, state="ASSIGNED")
        self.assertEqual(w.shown(id)["promise"]["number"], 2)
        w.krul("done", id)

    def test_a_known_number_is_shown_and_becomes_a_chaser(self):
        w, phone = self.world, world.fresh_phone()
        id = w.note_by_terminal(phone=phone, name="De heer Smit")
        w.wait_for(id, state="ASSIGNED")
        desk = self.desk()
        self.take_call(desk, "De heer Smit", phone)
        desk.wait_for("wacht al op een", "De heer Smit", "belt opnieuw")
        desk.press("C-s")
        desk.wait_for("Lees terug")
        desk.type("j")
        desk.wait_for("Toegevoegd aan de lopende toezegging")
        self.assertEqual(w.shown(id)["chaser_count"], 1)
        w.krul("done", id)

    def test_who_is_away_is_told_while_typing(self):
        w = self.world
        w.krul("away", "dirk", "--until", "+30h", person="mia")
        desk = self.desk()
        desk.wait_for("Voor wie")
        desk.type("dirk")
        desk.wait_for("terug ", "Dirk Mulder is")
        w.krul("back", "dirk", person="mia")

    def test_the_board_is_searched_opened_and_explained(self):
        w = self.world
        ids = [w.note_by_terminal(name=name) for name in ("Mevrouw Zoetmulder", "De heer Van Dam")]
        for id in ids:
            w.wait_for(id, state="ASSIGNED")
        desk = self.desk("mia")
        desk.wait_for("Voor wie")
        desk.press("Escape")
        desk.type("3")
        desk.wait_for("Zoetmulder", "Van Dam")
        desk.type("/")
        desk.type("zoet")
        desk.wait_until_gone("Van Dam")
        desk.press("Enter")
        desk.press("Enter")
        desk.wait_for("Wat er gebeurde", "genoteerd")
        desk.type("e")
        desk.wait_for("Waarom dan")
        desk.press("Escape")
        desk.wait_for("Wat er gebeurde")
        w.krul("ack", ids[0])
        desk.wait_for("aangenomen")  # the page is live
        for id in ids:
            w.krul("done", id)

    def test_help_and_palette_run_what_is_chosen(self):
        w = self.world
        id = w.note_by_terminal(name="Mevrouw Palet")
        w.wait_for(id, state="ASSIGNED")
        desk = self.desk("anna")
        desk.wait_for("Voor wie")
        desk.press("F1")
        desk.wait_for("alles wat kan", "Het bord van het filiaal")
        desk.press("Escape", "Escape")
        desk.type(":")
        desk.wait_for("Ga naar")
        desk.type("palet")
        desk.wait_for("Mevrouw Palet")
        desk.press("Enter")
        desk.wait_for("Wat er gebeurde")
        desk.type("?")
        desk.wait_for("Van mij: ik bel terug")
        desk.type("van mij")
        desk.press("Enter")
        w.wait_for(id, state="ACKNOWLEDGED")
        w.krul("done", id)

    def test_a_review_round_is_gone_through_and_signed(self):
        w = self.world
        id = w.note_by_terminal(name="Mevrouw Ronde")
        w.wait_for(id, state="ASSIGNED")
        w.advance(hours=6)

        def open_round():
            rounds = w.call(w.deadline_stub.ListReviewRounds, deadline_pb.ListReviewRoundsRequest(branch="centrum"), person="mia").rounds
            return next((r for r in rounds if r.state in (deadline_pb.ROUND_OPEN, deadline_pb.ROUND_LATE)), None)

        opened = world.eventually("a round opened", open_round)
        desk = self.desk("mia", flags=("--role", "manager"))
        desk.wait_for("Voor wie")
        desk.press("Escape")
        desk.type("3")
        desk.wait_for("Mevrouw Ronde")
        desk.type("v")
        desk.wait_for("Doorloopronde", "Mevrouw Ronde")
        for _ in range(opened.entry_count):
            desk.type("g")
            desk.wait_for("doorgenomen")
        world.eventually("all was gone through", lambda: w.call(w.deadline_stub.GetReviewRound, deadline_pb.GetReviewRoundRequest(
            name=opened.name), person="mia").reviewed_count == opened.entry_count)
        desk.type("s")
        desk.wait_for("De ronde ondertekenen?")
        desk.type("j")
        world.eventually("it is signed", lambda: w.call(w.deadline_stub.GetReviewRound, deadline_pb.GetReviewRoundRequest(
            name=opened.name), person="mia").state == deadline_pb.ROUND_SIGNED)
        w.krul("done", id)

    def test_a_call_is_helped_at_once(self):
        w = self.world
        before = w.krul_json("report", person="mia")["total"]["handled_at_desk"]
        desk = self.desk()
        desk.wait_for("Voor wie")
        desk.press("C-g")
        desk.wait_for("Er wordt niets toegezegd")
        desk.type("j")
        desk.wait_for("meteen geholpen")
        self.assertEqual(int(w.krul_json("report", person="mia")["total"]["handled_at_desk"]), int(before) + 1)

    def test_it_speaks_english_on_request(self):
        desk = self.desk(flags=("--language", "en"))
        desk.wait_for("Take a call", "For whom")
        desk.press("Escape")
        desk.type("L")
        desk.wait_for("Gesprek aannemen")


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
        self.desk().wait_for("Anna Visser")  # so that who works there is remembered
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
        self.assertEqual(self.open_of("Meneer Vroeg")["assignee"], {"person": "anna"})

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


class Terminals(DeskTest):
    def left_behind(self, screen):
        """What a person finds after the desk is gone: typing shows, and an answer comes."""
        screen.press("C-u")
        screen.run("stty", "-a")
        screen.wait_for("ready>", "icanon")
        text = screen.text()
        self.assertIn(" echo ", text)
        self.assertNotIn("-icanon", text)
        self.assertNotIn(" -echo ", text)
        screen.type("echo typed")
        screen.wait_for("echo typed")

    def test_the_terminal_is_restored_however_the_desk_ends(self):
        for how in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGSEGV, signal.SIGABRT):
            with self.subTest(how=how):
                screen = self.desk()
                screen.wait_for("Voor wie")
                os.kill(screen.program_pid(), how)
                screen.wait_for("ready>")
                self.left_behind(screen)
                self.assertNotIn("Voor wie", screen.text())

    def test_it_goes_on_after_a_suspend(self):
        screen = self.desk()
        screen.wait_for("Voor wie")
        screen.type("anna")
        screen.press("C-z")
        screen.wait_for("Stopped")
        screen.run("fg")
        screen.wait_for("Voor wie", "anna")
        screen.press("C-c")
        screen.wait_for("niet bewaard")
        screen.type("j")
        screen.wait_until_gone("Voor wie")

    def test_it_resizes_down_to_a_clear_message(self):
        screen = self.desk()
        screen.wait_for("Voor wie")
        screen.resize(120, 40)
        world.eventually("the line across is as wide", lambda: any(len(line.rstrip()) == 120 for line in screen.text().splitlines()))
        screen.resize(40, 10)
        screen.wait_for("te klein")
        screen.resize(80, 24)
        screen.wait_for("Voor wie")

    def test_without_colour_the_screen_says_the_same(self):
        w = self.world
        id = w.note_by_terminal(name="Mevrouw Laat")
        w.wait_for(id, state="ASSIGNED")
        w.advance(hours=5)
        coloured, plain, old = self.desk(), self.desk(NO_COLOR="1"), self.desk(term="vt100")
        for screen in (coloured, plain, old):
            screen.wait_for("Voor wie")
            screen.press("Escape")
            screen.type("3")
            screen.wait_for("!!")
            screen.wait_for("Mevrouw Laat")
        self.assertIn("\x1b[", coloured.text("-e"))
        for screen in (plain, old):
            self.assertNotRegex(screen.text("-e"), r"\x1b\[(?:\d+;)*[39][0-7]m")
        w.krul("done", id)

    def test_a_terminal_that_cannot_place_text_is_refused_clearly(self):
        screen = self.desk(term="dumb")
        screen.wait_for("cannot place text", "vt100")
        screen.wait_for("ready>")
        run = subprocess.run([f"{world.BIN}/krul", "desk", "--as", "anna"], capture_output=True, text=True, env=self.world.environment(), stdin=subprocess.DEVNULL,
                             timeout=world.PATIENCE)
        self.assertEqual(run.returncode, 2)
        self.assertIn("needs a terminal", run.stderr)

    def test_hostile_text_is_shown_harmless(self):
        w = self.world
        name = "Kw\u202eaad" + "\u0301" * 60 + " 日本"
        quote = w.quote()
        request = w.note_request(quote, phone=world.fresh_phone())
        request.caller.display_name = name
        request.reason = "<script>alert(1)</script>"
        noted = w.call(w.intake_stub.NoteCallback, request)
        world.eventually("it is assigned", lambda: w.get(noted.name).state == callback_pb.ASSIGNED)
        screen = self.desk("anna")
        screen.wait_for("Voor wie")
        screen.press("Escape")
        screen.type("2")
        text = screen.wait_for("日本", "<script>")
        self.assertNotIn("\u202e", text)
        self.assertLess(text.count("\u0301"), 20)
        w.krul("done", noted.name)


class Completion(DeskTest):
    def complete(self, *words):
        script = ('source <("$KRUL_BIN/krul" completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _krul; printf "%s\\n" "${COMPREPLY[@]}"')
        run = subprocess.run(["bash", "-c", script, "bash", *words], capture_output=True, text=True, env={**os.environ, "KRUL_BIN": world.BIN},
                             timeout=world.PATIENCE)
        self.assertEqual(run.stderr, "")
        return run.stdout.split()

    def test_bash_completes_verbs_options_and_values(self):
        self.assertEqual(self.complete("krul", "des"), ["desk"])
        self.assertIn("--read-back", self.complete("krul", "note", "--re"))
        self.assertIn("--branch", self.complete("krul", "--branch", "centrum", "note", "--b"))
        self.assertEqual(self.complete("krul", "round", "si"), ["sign"])
        self.assertIn("--read-back", self.complete("krul", "note", "--as", "board", "--re"))  # the value is no verb
        self.assertEqual(self.complete("krul", "--role", "head"), ["head-office"])
        self.assertEqual(self.complete("krul", "desk", "--language", ""), ["nl", "en"])


if __name__ == "__main__":
    unittest.main()
