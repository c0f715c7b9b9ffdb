"""The terminal desk as people use it: real services, a real terminal, keys in and a screen out."""

import os
import unittest

from krul.v1 import deadline_service_pb2 as deadline_pb

from processes import world
from processes.desk_world import DeskTest


class Working(DeskTest):
    def test_a_call_is_taken_and_called_back_by_keys_alone_and_another_desk_sees_it(self):
        w = self.world
        desk, colleague = self.desk("bob"), self.desk("anna")
        colleague.wait_for("Voor wie")
        colleague.press("Escape")
        colleague.type("i")
        colleague.wait_for("Niemand wacht")

        self.take_call(desk, "Mevrouw De Wit", "06 1234 5678", reason="nieuwe fiets")
        spoken = desk.wait_for("U wordt uiterlijk")
        self.assertIn("Anna Visser", spoken)
        desk.press("C-s")
        desk.wait_for("Lees terug", "Mevrouw De Wit", "06 12345678")
        desk.picture("desk_take_a_call", "Taking a call in the terminal: what to say, and what to read back")
        self.assertIsNone(self.open_of("Mevrouw De Wit"))  # nothing is saved before the read-back
        desk.type("j")
        desk.wait_for("✓ Vastgelegd")
        saved = self.open_of("Mevrouw De Wit")
        self.assertEqual(saved["reason"], "nieuwe fiets")
        self.assertEqual(os.listdir(f"{w.folder}/state/krul/spool"), [])

        colleague.wait_for("Mevrouw De Wit", "wacht op u")
        colleague.type("a")
        colleague.wait_for("van u")
        colleague.type("c")
        colleague.wait_for("u belt nu")
        desk.press("Enter", "Escape")
        desk.type("b")
        desk.wait_for("Mevrouw De Wit", "Anna Visser belt nu")
        colleague.type("r")
        colleague.wait_for("Hoe ging het?")
        colleague.type("gesproken")
        colleague.press("Enter")
        colleague.wait_for("Opmerking")
        colleague.press("Enter")
        colleague.wait_for("Mevrouw De Wit: Gesproken")
        colleague.type("d")
        colleague.wait_for("Hoe is het afgelopen?")
        colleague.press("Enter")
        colleague.wait_for("Opmerking")
        colleague.press("Enter")
        colleague.wait_for("zojuist afgerond", "Afgehandeld")
        id = saved["name"].split("/")[-1]
        self.assertEqual(w.shown(id)["state"], "COMPLETED")
        colleague.type("u")
        colleague.wait_for("Dit ongedaan maken?", "Afgerond")
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
        desk.type("b")
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
        desk.wait_for("Hoeft niet meer")
        desk.press("Enter")
        desk.wait_for("Opmerking")
        desk.press("Enter")
        w.wait_for(id, state="CANCELLED")
        desk.press("C-k")
        desk.wait_for("Ga naar")
        desk.type("omweg")
        desk.wait_for("Mevrouw Omweg")
        desk.press("Enter")
        desk.wait_for("Wat er gebeurde", "Vervallen")
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
        desk.wait_for("Toegevoegd aan de open toezegging")
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
        desk.type("b")
        desk.wait_for("Zoetmulder", "Van Dam")
        desk.picture("desk_board", "The board of a branch in the terminal")
        desk.type("/")
        desk.type("zoet")
        desk.wait_until_gone("Van Dam")
        desk.press("Enter")
        desk.press("Enter")
        desk.wait_for("Wat er gebeurde", "Genoteerd")
        desk.type("e")
        desk.wait_for("Hoe is dit geteld")
        desk.press("Escape")
        desk.wait_for("Wat er gebeurde")
        w.krul("ack", ids[0])
        desk.wait_for("Opgepakt")  # the page is live
        for id in ids:
            w.krul("done", id)

    def test_help_and_palette_run_what_is_chosen(self):
        w = self.world
        id = w.note_by_terminal(name="Mevrouw Palet")
        w.wait_for(id, state="ASSIGNED")
        desk = self.desk("anna")
        desk.wait_for("Voor wie", "Terugbellen 1")  # the palette offers what was known when it was opened
        desk.press("F1")
        desk.wait_for("alles wat kan", "Bord")
        desk.press("Escape", "Escape")
        desk.press("C-k")
        desk.wait_for("Ga naar")
        desk.type("palet")
        desk.wait_for("Mevrouw Palet")
        desk.press("Enter")
        desk.wait_for("Wat er gebeurde")
        desk.type("?")
        desk.wait_for("Pak ik op")
        desk.type("pak ik op")
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
        desk = self.desk("mia")
        desk.wait_for("Voor wie")
        desk.press("Escape")
        desk.type("b")
        desk.wait_for("Mevrouw Ronde")
        desk.type("v")
        desk.wait_for("Controleronde", "Mevrouw Ronde")
        for _ in range(opened.entry_count):
            desk.type("g")
            desk.wait_for("doorgenomen")
        world.eventually("all was gone through", lambda: w.call(w.deadline_stub.GetReviewRound, deadline_pb.GetReviewRoundRequest(
            name=opened.name), person="mia").reviewed_count == opened.entry_count)
        desk.type("s")
        desk.wait_for("De ronde aftekenen?")
        desk.type("j")
        world.eventually("it is signed", lambda: w.call(w.deadline_stub.GetReviewRound, deadline_pb.GetReviewRoundRequest(
            name=opened.name), person="mia").state == deadline_pb.ROUND_SIGNED)
        w.krul("done", id)

    def test_what_a_service_refuses_is_told_in_the_words_of_the_desk(self):
        desk = self.desk()
        self.take_call(desk, "De heer Kort", "06 12")
        desk.wait_for("U wordt uiterlijk")
        desk.press("C-s")
        desk.wait_for("Lees terug")
        desk.type("j")
        desk.wait_for("NIET VASTGELEGD: Telefoonnummer heeft te weinig cijfers")
        desk.picture("desk_error_dutch", "A number that is too short, told at a Dutch desk")

    def test_a_call_is_helped_at_once(self):
        w = self.world
        before = w.krul_json("report", person="mia")["total"]["handled_at_desk"]
        desk = self.desk()
        desk.wait_for("Voor wie")
        desk.press("F9")
        desk.wait_for("Er wordt niets toegezegd")
        desk.type("j")
        desk.wait_for("zelf geholpen")
        self.assertEqual(int(w.krul_json("report", person="mia")["total"]["handled_at_desk"]), int(before) + 1)

    def test_it_speaks_english_on_request(self):
        desk = self.desk(flags=("--language", "en"))
        desk.wait_for("Take a call", "For whom")
        desk.press("Escape")
        desk.type("L")
        desk.wait_for("Nieuw gesprek")


if __name__ == "__main__":
    unittest.main()
