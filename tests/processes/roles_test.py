"""Who may do what goes by the role in the firm file in force, whatever a call says of itself."""

import unittest

import grpc
from krul.v1 import assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, deadline_service_pb2 as deadline_pb, intake_service_pb2 as intake_pb

from processes import world

NOT_ALLOWED = ("PERMISSION_DENIED", "NOT_ALLOWED", [])
FATIMA = "  - {id: fatima, name: Fatima El Idrissi, branches: [centrum], role: desk}\n"
FIRM = world.FIRM.replace("categories:\n", FATIMA + "  - {id: otto, name: Otto Beheer, role: operator}\ncategories:\n").replace(
    "review_moments: []", 'review_moments: ["09:00", "21:00"]')


class TheFirstFirm(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all(firm=None)

    def test_is_applied_by_somebody_whom_no_firm_knows_yet(self):
        w = self.world
        quote = intake_pb.QuotePromiseRequest(branch="centrum", requested=callback_pb.Party(person="anna"))
        self.assertEqual(w.refusal(w.intake_stub.QuotePromise, quote, person="mia"), ("FAILED_PRECONDITION", "NO_FIRM", []))
        w.call(w.assignment_stub.ApplyFirm, assignment_pb.ApplyFirmRequest(document=FIRM, request_id=world.fresh_id()), person="otto")
        noted = w.note_request(world.eventually("it is in force", lambda: w.call_firm_version() and w.quote()))
        self.assertEqual(w.refusal(w.intake_stub.NoteCallback, noted, person="otto"), NOT_ALLOWED)  # from now on an operator
        w.call(w.intake_stub.NoteCallback, noted, person="fatima")


class Roles(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all(firm=FIRM)

    def closed(self, phone):
        w = self.world
        name = w.note(phone=phone).name
        w.call(w.assignment_stub.Complete, assignment_pb.CompleteRequest(name=name, request_id=world.fresh_id(), disposition=callback_pb.CALLER_REACHED_US))
        return name

    def erase(self, phone, person, *says):
        """Answers how many were erased, or why none were."""
        w = self.world
        request = intake_pb.EraseCallerRequest(branch="centrum", phone_number=phone)
        try:
            return w.intake_stub.EraseCaller(request, metadata=w.metadata(person) + says, timeout=world.PATIENCE).erased_count
        except grpc.RpcError as error:
            return world.refusal_of(error)

    def test_a_receptionist_who_says_manager_is_a_receptionist(self):
        phone = world.fresh_phone()
        self.closed(phone)
        self.assertEqual(self.erase(phone, "fatima"), NOT_ALLOWED)
        for role in ("manager", "head-office", "operator", "service", "ROLE_MANAGER", "king"):
            with self.subTest(role=role):
                self.assertEqual(self.erase(phone, "fatima", ("krul-role", role)), NOT_ALLOWED)
        self.assertEqual(self.erase(phone, "mia", ("krul-role", "desk")), 1)

    def test_nor_do_others_get_more_by_saying_so(self):
        w = self.world
        with self.assertRaises(grpc.RpcError) as refused:
            w.assignment_stub.ReportDesks(assignment_pb.ReportDesksRequest(people=["anna"]), metadata=w.metadata("assignment") + (("krul-role", "service"),),
                                          timeout=world.PATIENCE)
        self.assertEqual(world.refusal_of(refused.exception), NOT_ALLOWED)
        quote = w.quote()
        with self.assertRaises(grpc.RpcError) as refused:
            w.intake_stub.NoteCallback(w.note_request(quote), metadata=w.metadata("otto") + (("krul-role", "desk"),), timeout=world.PATIENCE)
        self.assertEqual(world.refusal_of(refused.exception), NOT_ALLOWED)

    def test_whom_the_firm_does_not_know_is_a_desk(self):
        w = self.world
        for person in ("ghost", ""):
            with self.subTest(person=person):
                phone = world.fresh_phone()
                noted = w.call(w.intake_stub.NoteCallback, w.note_request(w.quote(), phone=phone), person=person)
                taken = w.refusal(w.assignment_stub.Acknowledge, assignment_pb.AcknowledgeRequest(name=noted.name, request_id=world.fresh_id()), person=person)
                self.assertEqual(taken, ("PERMISSION_DENIED", "NOT_ALLOWED", ["krul-person"]))
                w.call(w.assignment_stub.Complete, assignment_pb.CompleteRequest(
                    name=noted.name, request_id=world.fresh_id(), disposition=callback_pb.CALLER_REACHED_US), person=person)
                self.assertEqual(self.erase(phone, person, ("krul-role", "manager")), NOT_ALLOWED)

    def test_a_new_firm_gives_and_takes_roles_at_once(self):
        w = self.world
        phone = world.fresh_phone()
        self.closed(phone)
        self.addCleanup(w.apply_firm, FIRM)
        w.apply_firm(FIRM.replace("manager: mia", "manager: carla").replace("Mia de Boer, role: manager", "Mia de Boer"))
        self.assertEqual(self.erase(phone, "mia"), NOT_ALLOWED)
        w.apply_firm(FIRM.replace("  - {id: mia, name: Mia de Boer, role: manager}\n", "").replace("manager: mia", "manager: fatima").replace(
            "role: desk", "role: manager"))
        self.assertEqual(self.erase(phone, "mia"), NOT_ALLOWED)
        self.assertEqual(self.erase(phone, "fatima"), 1)

    def test_a_round_is_for_those_who_lead(self):
        w = self.world
        callback = w.note(phone=world.fresh_phone()).name  # a round of nothing is signed at once
        w.advance(hours=12)

        def open_round():
            rounds = w.call(w.deadline_stub.ListReviewRounds, deadline_pb.ListReviewRoundsRequest(branch="centrum")).rounds
            return next((one for one in rounds if one.state in (deadline_pb.ROUND_OPEN, deadline_pb.ROUND_LATE)), None)

        opened = world.eventually("a round opened", open_round)
        reviewed = deadline_pb.ReviewEntryRequest(name=opened.name, callback=callback, request_id=world.fresh_id())
        self.assertEqual(w.refusal(w.deadline_stub.ReviewEntry, reviewed, person="fatima"), NOT_ALLOWED)
        signed = deadline_pb.SignReviewRoundRequest(name=opened.name, request_id=world.fresh_id())
        with self.assertRaises(grpc.RpcError) as refused:
            w.deadline_stub.SignReviewRound(signed, metadata=w.metadata("fatima") + (("krul-role", "manager"),), timeout=world.PATIENCE)
        self.assertEqual(world.refusal_of(refused.exception), NOT_ALLOWED)
        w.call(w.deadline_stub.ReviewEntry, reviewed, person="mia")
        self.assertEqual(w.call(w.deadline_stub.SignReviewRound, signed, person="mia").state, deadline_pb.ROUND_SIGNED)


if __name__ == "__main__":
    unittest.main()
