"""Indexes of a former release miss what this one looks for there: a service answers nothing from them, and answers when they are written anew."""

import unittest

import grpc
from krul.v1 import callback_pb2 as callback_pb, intake_service_pb2 as intake_pb

from processes import world

PHONE = "06 1234 5678"


class FormerIndexesTest(world.WorldTest):
    def quoted(self):
        """The name of the open promise that the quote finds, or why there is no quote."""
        w = self.world
        try:
            return w.call(w.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(
                branch="centrum", requested=callback_pb.Party(person="anna"), category="question", caller=self.caller)).attach_to
        except grpc.RpcError as error:
            return world.refusal_of(error)[:2]

    def test_no_promise_is_missed_while_they_are_written_anew(self):
        w = self.world
        noted = w.note(phone=PHONE)
        self.caller = callback_pb.Caller(display_name="Mevrouw Jansen", phone_number=PHONE)
        self.assertEqual(self.quoted(), noted.name)
        w.intake.stop()

        metas = w.redis_cli("--scan", "--pattern", "krul:*:table:meta").splitlines()
        self.assertEqual(len(metas), 64)
        for key in metas:
            w.redis_cli("HSET", key, "index_version", "1")
        for index in ("open_numbers", "open_number_hints"):
            for key in w.redis_cli("--scan", "--pattern", f"krul:*:index:{index}").splitlines():
                w.redis_cli("DEL", key)
        w.redis_cli("DEL", metas[0])
        w.redis_cli("SET", metas[0], "no table")  # so that the new indexes cannot be finished

        intake = world.Service([f"{world.BIN}/krul-intake", "--redis", f"unix:{w.socket}", "--secret-file", w.secret, "--movable-time", "--listen",
                                f"127.0.0.1:{w.ports['intake']}", "--assignment", f"127.0.0.1:{w.ports['assignment']}", "--metrics-listen", "127.0.0.1:0"],
                               f"{w.folder}/intake-of-a-newer-release.log")
        self.addCleanup(intake.stop)
        intake.field("started", "port")
        world.eventually("the line to the former intake is known to be dead", lambda: self.quoted() != ("UNAVAILABLE", ""))
        self.assertEqual(self.quoted(), ("UNAVAILABLE", "STORE_UNAVAILABLE"))

        w.redis_cli("DEL", metas[0])
        intake.field("the store takes writes", "level")
        self.assertEqual(self.quoted(), noted.name)


if __name__ == "__main__":
    unittest.main()
