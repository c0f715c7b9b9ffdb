"""Services that have too much to do refuse a note and say so: the desk keeps it, and delivers it later under its id, once."""

import json
import threading
import unittest
from concurrent import futures

import grpc
from google.protobuf import any_pb2
from google.rpc import error_details_pb2, status_pb2
from krul.v1 import errors_pb2
from processes import world

NOTE, QUOTE = "/krul.v1.IntakeService/NoteCallback", "/krul.v1.IntakeService/QuotePromise"


def too_busy():
    """As services/rpc tells it."""
    status = status_pb2.Status(code=grpc.StatusCode.RESOURCE_EXHAUSTED.value[0], message="Too many calls at once; try again in a moment.")
    details = (error_details_pb2.ErrorInfo(reason="TOO_BUSY", domain="krul"), errors_pb2.Refused(reason="TOO_BUSY", remedy=errors_pb2.RETRY_LATER))
    for detail in details:
        packed = any_pb2.Any()
        packed.Pack(detail)
        status.details.append(packed)
    return (("grpc-status-details-bin", status.SerializeToString()),)


class BusyIntake(grpc.GenericRpcHandler):
    """Stands before the real intake: what is named in `busy` is refused, all else is passed on as it is."""

    def __init__(self, port):
        self.busy, self.refused, self.passed = set(), [], []
        self.lock = threading.Lock()
        self.channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        self.server = grpc.server(futures.ThreadPoolExecutor(4), handlers=(self,))
        self.port = self.server.add_insecure_port("127.0.0.1:0")
        self.server.start()

    def service(self, handler_call_details):
        method = handler_call_details.method
        metadata = [pair for pair in handler_call_details.invocation_metadata if pair[0] == "authorization" or pair[0].startswith("krul-")]

        def answer(request, context):
            with self.lock:
                is_busy = method in self.busy
                (self.refused if is_busy else self.passed).append(method)
            if is_busy:
                context.set_trailing_metadata(too_busy())
                context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "Too many calls at once; try again in a moment.")
            try:
                return self.channel.unary_unary(method)(request, metadata=metadata, timeout=world.PATIENCE)
            except grpc.RpcError as error:
                context.set_trailing_metadata(tuple(pair for pair in error.trailing_metadata() if pair[0].startswith("grpc-status-details")))
                return context.abort(error.code(), error.details())

        return grpc.unary_unary_rpc_method_handler(answer)

    def close(self):
        self.server.stop(0).wait()
        self.channel.close()


class TooBusy(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all()
        cls.intake = BusyIntake(cls.world.ports["intake"])
        cls.addClassCleanup(cls.intake.close)
        cls.world.ports["intake"] = cls.intake.port

    def setUp(self):
        self.intake.busy = set()

    def note(self, id, phone, code):
        return self.world.krul("note", "--id", id, "--for", "anna", "--name", "Mevrouw Jansen", "--phone", phone, "--read-back", code=code)

    def kept(self):
        return [json.loads(line)["note"]["callback_id"] for line in self.world.krul("spool", "list", "--json").splitlines()]

    def open_of(self, phone):
        return [callback["name"].rsplit("/", 1)[1] for callback in self.world.krul_json("find", phone).get("callbacks", [])]

    def kept_and_delivered_once(self, *busy):
        id, phone = world.fresh_id(), world.fresh_phone()
        self.intake.busy = set(busy)
        said = self.note(id, phone, 3)
        self.assertIn("[KEPT]", said)
        self.assertIn(id, said)
        self.assertEqual(self.kept(), [id])
        self.assertEqual(self.open_of(phone), [])
        self.world.krul("spool", "deliver", code=3)  # still as busy
        self.assertEqual(self.kept(), [id])
        self.intake.busy = set()
        self.assertIn(id, self.world.krul("spool", "deliver"))
        self.assertEqual(self.kept(), [])
        self.assertEqual(self.open_of(phone), [id])
        noted = self.intake.passed.count(NOTE)
        self.world.krul("spool", "deliver")
        self.assertEqual(self.intake.passed.count(NOTE), noted)
        callback = self.world.shown(id)
        self.assertEqual((callback.get("chaser_count", 0), callback["caller"]["display_name"]), (0, "Mevrouw Jansen"))

    def test_a_note_that_cannot_be_quoted_is_kept_and_delivered_once(self):
        self.kept_and_delivered_once(QUOTE, NOTE)

    def test_a_note_that_was_promised_and_cannot_be_saved_is_kept_and_delivered_once(self):
        self.kept_and_delivered_once(NOTE)

    def test_a_note_whose_delivery_is_refused_before_it_can_be_quoted_anew_is_delivered_once(self):
        id, phone = world.fresh_id(), world.fresh_phone()
        self.intake.busy = {NOTE}
        self.note(id, phone, 3)
        self.world.advance(hours=1)  # what was promised no longer holds
        self.intake.busy = {QUOTE}
        self.world.krul("spool", "deliver", code=3)
        self.intake.busy = set()
        self.world.krul("spool", "deliver")
        self.assertEqual((self.kept(), self.open_of(phone)), ([], [id]))

    def test_the_next_note_that_is_saved_takes_those_that_are_kept_along(self):
        kept, phone = world.fresh_id(), world.fresh_phone()
        self.intake.busy = {NOTE}
        self.note(kept, phone, 3)
        self.intake.busy = set()
        self.note(world.fresh_id(), world.fresh_phone(), 0)
        self.assertEqual((self.kept(), self.open_of(phone)), ([], [kept]))


if __name__ == "__main__":
    unittest.main()
