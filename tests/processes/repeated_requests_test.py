"""What is sent twice counts once, also when the first answer was lost."""

import unittest

import grpc
from krul.v1 import assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, intake_service_pb2 as intake_pb

from processes import world
from processes.lossy_line import LossyLine


class NotingTwice(world.WorldTest):
    def test_the_same_note_again_is_the_same_record(self):
        w = self.world
        request = w.note_request(w.quote())
        first = w.call(w.intake_stub.NoteCallback, request)
        again = w.call(w.intake_stub.NoteCallback, request, person="bob")
        self.assertEqual(again.name, first.name)
        self.assertEqual(again.noted_time, first.noted_time)
        world.eventually("it is assigned", lambda: w.get(first.name).state == callback_pb.ASSIGNED)
        board = w.call(w.assignment_stub.ListBoard, assignment_pb.ListBoardRequest(branch="centrum", page_size=200))
        self.assertEqual([c.name for c in board.callbacks].count(first.name), 1)
        self.assertEqual(world.events(w.get(first.name)), ["NOTED", "ASSIGNED"])

    def test_a_repeated_note_is_answered_when_its_quote_has_expired(self):
        w = self.world
        request = w.note_request(w.quote())
        first = w.call(w.intake_stub.NoteCallback, request)
        w.advance(minutes=31)
        self.assertEqual(w.call(w.intake_stub.NoteCallback, request).name, first.name)
        request.callback_id = world.fresh_id()
        self.assertEqual(w.refusal(w.intake_stub.NoteCallback, request)[1], "QUOTE_EXPIRED")

    def test_many_at_once_under_one_id_are_one_record(self):
        w = self.world
        request = w.note_request(w.quote())
        calls = [w.intake_stub.NoteCallback.future(request, metadata=w.metadata(), timeout=world.PATIENCE) for _ in range(50)]
        self.assertEqual(len({call.result().noted_time.ToNanoseconds() for call in calls}), 1)
        self.assertEqual(world.events(w.get(calls[0].result().name)).count("NOTED"), 1)

    def test_other_content_under_the_same_id_is_refused_and_named(self):
        w = self.world
        quote = w.quote()
        request = w.note_request(quote)
        first = w.call(w.intake_stub.NoteCallback, request)

        def differing(**changes):
            other = intake_pb.NoteCallbackRequest()
            other.CopyFrom(request)
            for path, value in changes.items():
                target = other
                *parents, last = path.split("__")
                for parent in parents:
                    target = getattr(target, parent)
                setattr(target, last, value)
            return w.refusal(w.intake_stub.NoteCallback, other)

        for changes, fields in [({"caller__display_name": "De heer Jansen"}, ["caller.display_name"]),
                                ({"caller__phone_number": "06 8765 4321"}, ["caller.phone_number"]),
                                ({"caller__reference": "K-17"}, ["caller.reference"]),
                                ({"reason": "iets anders"}, ["reason"]),
                                ({"reason": "iets anders", "caller__display_name": "De heer Jansen"}, ["caller.display_name", "reason"])]:
            with self.subTest(changes=changes):
                self.assertEqual(differing(**changes), ("ALREADY_EXISTS", "ID_REUSED", fields))
        other = w.note_request(w.quote(person="bob"), id=request.callback_id, person="bob")
        self.assertEqual(w.refusal(w.intake_stub.NoteCallback, other), ("ALREADY_EXISTS", "ID_REUSED", ["requested"]))
        self.assertEqual(w.get(first.name).caller.display_name, "Mevrouw Jansen")

    def test_a_desk_that_helped_at_once_counts_once(self):
        w = self.world
        request = intake_pb.RecordHandledAtDeskRequest(branch="centrum", callback_id=world.fresh_id(), category="question", reason="openingstijden")
        first = w.call(w.intake_stub.RecordHandledAtDesk, request)
        self.assertEqual(w.call(w.intake_stub.RecordHandledAtDesk, request).noted_time, first.noted_time)
        request.reason = "iets anders"
        self.assertEqual(w.refusal(w.intake_stub.RecordHandledAtDesk, request), ("ALREADY_EXISTS", "ID_REUSED", ["reason"]))


class ChangingTwice(world.WorldTest):
    def changes(self, name):
        """Each kind of change: its stub, its request, and how its event is called."""
        id = world.fresh_id
        return [
            ("RecordAttempt", assignment_pb.RecordAttemptRequest(name=name, request_id=id(), outcome=callback_pb.NO_ANSWER), "ATTEMPTED"),
            ("Forward", assignment_pb.ForwardRequest(name=name, request_id=id(), assignee=callback_pb.Party(person="bob")), "FORWARDED"),
            ("Complete", assignment_pb.CompleteRequest(name=name, request_id=id(), disposition=callback_pb.RESOLVED), "COMPLETED"),
        ]

    def new(self):
        w = self.world
        name = w.note().name
        world.eventually("it is assigned", lambda: w.get(name).state == callback_pb.ASSIGNED)
        return name

    def test_under_one_request_id_it_counts_once(self):
        w = self.world
        name = self.new()
        for method, request, event in self.changes(name):
            with self.subTest(method=method):
                stub = getattr(w.assignment_stub, method)
                first = w.call(stub, request)
                self.assertEqual(w.call(stub, request), first)
                self.assertEqual(world.events(w.get(name)).count(event), 1)

    def test_a_used_request_id_is_no_other_change(self):
        w = self.world
        name = self.new()
        request_id = world.fresh_id()
        w.call(w.assignment_stub.RecordAttempt, assignment_pb.RecordAttemptRequest(name=name, request_id=request_id, outcome=callback_pb.BUSY))
        other = assignment_pb.RecordAttemptRequest(name=name, request_id=request_id, outcome=callback_pb.NO_ANSWER)
        self.assertEqual(w.refusal(w.assignment_stub.RecordAttempt, other)[:2], ("ALREADY_EXISTS", "REQUEST_ID_REUSED"))
        complete = assignment_pb.CompleteRequest(name=name, request_id=request_id, disposition=callback_pb.RESOLVED)
        self.assertEqual(w.refusal(w.assignment_stub.Complete, complete)[:2], ("ALREADY_EXISTS", "REQUEST_ID_REUSED"))

    def test_a_lost_answer_is_asked_for_again(self):
        w = self.world
        name = self.new()
        for method, request, event in self.changes(name):
            with self.subTest(method=method), LossyLine(w.ports["assignment"]) as line:
                lossy = world.assignment_grpc.AssignmentServiceStub(w.channel(line.port))
                line.lose_answers()
                with self.assertRaises(grpc.RpcError) as lost:
                    getattr(lossy, method)(request, metadata=w.metadata(), timeout=world.PATIENCE)
                self.assertIn(lost.exception.code(), (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED))
                world.eventually("it had its effect", lambda: event in world.events(w.get(name)))
                again = w.call(getattr(w.assignment_stub, method), request)
                self.assertEqual(again.version, w.get(name).version)
                self.assertEqual(world.events(w.get(name)).count(event), 1)


if __name__ == "__main__":
    unittest.main()
