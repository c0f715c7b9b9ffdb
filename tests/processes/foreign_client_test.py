"""A client in another language, made from the protos alone."""

import unittest

import grpc
from grpc import StatusCode
from krul.v1 import (assignment_service_pb2 as assignment_pb, assignment_service_pb2_grpc as assignment_grpc, callback_pb2 as callback_pb,
                     intake_service_pb2 as intake_pb, intake_service_pb2_grpc as intake_grpc)

from processes import world


class ForeignClient(world.WorldTest):
    def test_it_notes_and_completes_a_callback(self):
        w = self.world
        metadata = (("authorization", f"Bearer {w.credential}"), ("krul-person", "anna"))
        with grpc.insecure_channel(f"127.0.0.1:{w.ports['intake']}") as to_intake, \
                grpc.insecure_channel(f"127.0.0.1:{w.ports['assignment']}") as to_assignment:
            intake, assignment = intake_grpc.IntakeServiceStub(to_intake), assignment_grpc.AssignmentServiceStub(to_assignment)
            anna = callback_pb.Party(person="anna")
            caller = callback_pb.Caller(display_name="José Ñandú", phone_number="+32 2 555 12 12")
            quote = intake.QuotePromise(intake_pb.QuotePromiseRequest(branch="centrum", requested=anna, caller=caller), metadata=metadata, timeout=10)
            noted = intake.NoteCallback(intake_pb.NoteCallbackRequest(
                branch="centrum", callback_id=world.fresh_id(), quote=quote.quote, caller=caller, requested=anna, read_back_confirmed=True),
                metadata=metadata, timeout=10)
            self.assertEqual(noted.caller.phone_number_e164, "+3225551212")
            self.assertEqual(noted.promise.due_time, quote.due_time)
            watch = assignment.Watch(assignment_pb.WatchRequest(branch="centrum", person="anna"), metadata=metadata, timeout=30)
            for change in watch:
                if change.callback.name == noted.name and change.callback.state == callback_pb.ASSIGNED:
                    break
            watch.cancel()
            assignment.BeginCall(assignment_pb.BeginCallRequest(name=noted.name, request_id=world.fresh_id()), metadata=metadata, timeout=10)
            assignment.RecordAttempt(assignment_pb.RecordAttemptRequest(
                name=noted.name, request_id=world.fresh_id(), outcome=callback_pb.CONNECTED), metadata=metadata, timeout=10)
            done = assignment.Complete(assignment_pb.CompleteRequest(
                name=noted.name, request_id=world.fresh_id(), disposition=callback_pb.RESOLVED), metadata=metadata, timeout=10)
            self.assertEqual((done.state, done.promise.status), (callback_pb.COMPLETED, callback_pb.KEPT))

    def test_a_number_is_noted_as_it_was_read_back_and_another_is_read_anew(self):
        w = self.world
        metadata = (("authorization", f"Bearer {w.credential}"), ("krul-person", "anna"))
        anna = callback_pb.Party(person="anna")

        def note(quoted, noted):
            quote = w.intake_stub.QuotePromise(intake_pb.QuotePromiseRequest(
                branch="centrum", requested=anna, caller=quoted and callback_pb.Caller(display_name="Mia", phone_number=quoted)),
                metadata=metadata, timeout=10)
            return w.intake_stub.NoteCallback(intake_pb.NoteCallbackRequest(
                branch="centrum", callback_id=world.fresh_id(), quote=quote.quote, requested=anna, read_back_confirmed=True, another_matter=True,
                caller=callback_pb.Caller(display_name="Mia", phone_number=noted)), metadata=metadata, timeout=10).caller

        for quoted, noted in (("06 1234 5678", "06 1234 5678"), ("06 1234 5678", "06-12345678"), ("020 555 0123", "0612345678"), (None, "0612345678")):
            with self.subTest(quoted=quoted, noted=noted):
                caller = note(quoted, noted)
                self.assertEqual((caller.phone_number, caller.phone_number_e164), (noted, "+31612345678"))
        for noted in ("12", "06 1234 5678 | 9"):
            with self.subTest(noted=noted), self.assertRaises(grpc.RpcError) as refused:
                note("06 1234 5678", noted)
            self.assertEqual(refused.exception.code(), StatusCode.INVALID_ARGUMENT)
            self.assertIn("number", refused.exception.details())

    def test_the_actor_comes_from_the_credentials(self):
        w = self.world
        name = w.note().name
        w.call(w.assignment_stub.Acknowledge, assignment_pb.AcknowledgeRequest(name=name, request_id=world.fresh_id()), person="bob")
        acknowledged = w.get(name).history[-1]
        self.assertEqual((acknowledged.type, acknowledged.actor, acknowledged.desk), (callback_pb.EVENT_ACKNOWLEDGED, "bob", "desk-1"))

    def test_nobody_is_served_without_a_credential(self):
        w = self.world
        request = intake_pb.GetCallbackRequest(name=f"branches/centrum/callbacks/{world.fresh_id()}")
        for metadata in ((), (("authorization", "Bearer " + "0" * 64),), (("authorization", w.credential),), (("krul-person", "anna"),)):
            with self.subTest(metadata=[key for key, _ in metadata]), self.assertRaises(grpc.RpcError) as refused:
                w.intake_stub.GetCallback(request, metadata=metadata, timeout=10)
            self.assertEqual(refused.exception.code(), StatusCode.UNAUTHENTICATED)
        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum"), timeout=10)
        with self.assertRaises(grpc.RpcError) as refused:
            next(watch)
        self.assertEqual(refused.exception.code(), StatusCode.UNAUTHENTICATED)


if __name__ == "__main__":
    unittest.main()
