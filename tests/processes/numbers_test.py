"""A number is read in one way wherever it comes from, and shown to each reader as its country writes it."""

import unittest

from krul.v1 import callback_pb2 as callback_pb
from krul.v1 import intake_service_pb2 as intake_pb
from processes import world

FIRM = world.FIRM.replace("teams:", "  - {id: gent, calendar: always, manager: mia, phone_region: BE, review_moments: []}\nteams:")


class Numbers(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all(FIRM)

    def quote(self, typed, branch="centrum", contact=""):
        w = self.world
        caller = callback_pb.Caller(display_name="Mevrouw Jansen", phone_number=typed, other_contact=contact)
        return w.call(w.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(branch=branch, requested=callback_pb.Party(person="carla"), caller=caller))

    def note(self, typed, branch="centrum", contact=""):
        w = self.world
        caller = callback_pb.Caller(display_name="Mevrouw Jansen", phone_number=typed, other_contact=contact)
        return w.call(w.intake_stub.NoteCallback, intake_pb.NoteCallbackRequest(
            branch=branch, callback_id=world.fresh_id(), quote=self.quote(typed, branch, contact).quote, requested=callback_pb.Party(person="carla"), caller=caller,
            read_back_confirmed=True, another_matter=True)).caller

    def find(self, typed, branch="centrum"):
        w = self.world
        return w.call(w.intake_stub.FindCallbacks, intake_pb.FindCallbacksRequest(branch=branch, phone_number=typed)).callbacks

    def test_a_plus_that_an_address_lost_is_put_back(self):
        self.assertIn("+352 26 12 34", self.quote(" 352261234").read_back)
        self.assertIn("035 226 1234", self.quote("0352261234").read_back)

    def test_a_number_that_nobody_abroad_can_dial_is_dialled_as_it_is(self):
        caller = self.note("14 030")
        self.assertEqual((caller.phone_number_dialled, caller.phone_number_e164), ("14030", "+3114030"))

    def test_withheld_is_no_number_and_a_sip_address_has_one(self):
        w = self.world
        for word in ("anonymous", "Withheld", "Private"):
            refused = w.refusal(w.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(
                branch="centrum", requested=callback_pb.Party(person="carla"), caller=callback_pb.Caller(display_name="Mevrouw Jansen", phone_number=word)))
            self.assertEqual(refused[1:], ("INVALID_FIELD", ["caller.phone_number"]))
            caller = self.note(word, contact="bel@voorbeeld.example")
            self.assertEqual((caller.phone_number, caller.phone_number_e164, caller.other_contact), ("", "", "bel@voorbeeld.example"))
        self.assertEqual(self.note("sip:+31612345678@pbx.example").phone_number_e164, "+31612345678")

    def test_a_number_with_invisible_marks_is_found_by_one_without_and_the_other_way_round(self):
        self.note("\u202a06 2222 3333\u202c")
        for typed in ("06 22223333", "\uff10\uff1622223333", "06\u200e22223333", "tel:+31622223333"):
            self.assertEqual(len(self.find(typed)), 1, typed)

    def test_an_unusual_number_is_read_back_as_it_was_typed(self):
        for typed, branch in (("06 12345678", "gent"), ("06 1234 567", "centrum")):
            quote = self.quote(typed, branch)
            self.assertIn(f" {typed}.", quote.read_back)
            self.assertTrue(quote.number_warning)

    def test_a_number_of_another_country_is_shown_with_it(self):
        w = self.world
        caller = self.note("0475 12 34 56", "gent")
        self.assertEqual((caller.phone_number_national, caller.phone_number_international, caller.phone_country_code), ("0475 12 34 56", "+32 475 12 34 56", 32))
        codes = {branch["id"]: branch["phone_country_code"] for branch in w.krul_json("firm", "show")["branches"]}
        self.assertEqual(codes, {"centrum": 31, "noord": 31, "gent": 32})
        self.assertIn("+32 475 12 34 56", w.krul("find", "+32 475 12 34 56"))
        self.assertEqual(len(self.find("+32 475 12 34 56")), 1)


if __name__ == "__main__":
    unittest.main()
