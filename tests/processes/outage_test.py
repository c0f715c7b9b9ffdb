"""What goes on while a part is away, and what is made up for when it returns."""

import unittest

import grpc
from krul.v1 import assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, intake_service_pb2 as intake_pb

from processes import world


class Outage(world.WorldTest):
    def test_noting_goes_on_without_assignment_and_watcher(self):
        w = self.world
        late = w.note(person="dirk").name  # its acknowledgement will expire while nobody watches
        world.eventually("it is assigned", lambda: w.get(late).state == callback_pb.ASSIGNED)
        w.assignment.kill()
        self.assertEqual(w.watcher.stop(), 0)

        quote = w.quote()
        self.assertFalse(quote.presence_known)
        noted = [w.note(person=person).name for person in ("anna", "bob", "carla", "dirk") for _ in range(5)]
        self.assertEqual({w.get(name).state for name in noted}, {callback_pb.NOTED})
        w.advance(hours=1, seconds=30)

        w.start_assignment()
        w.start_watcher()
        for name in noted:
            world.eventually("it is assigned", lambda name=name: w.get(name).state == callback_pb.ASSIGNED)
        world.eventually("the deputy has it", lambda: w.get(late).assignee.person == "eva")
        w.wait_for_looks()
        self.assertEqual(world.events(w.get(late)), ["NOTED", "ASSIGNED", "ACKNOWLEDGEMENT_EXPIRED", "ASSIGNED", "ESCALATED"])
        for name in noted:
            types = world.events(w.get(name))
            self.assertEqual(types.count("ASSIGNED"), 1, types)
            self.assertLessEqual(types.count("UNASSIGNED_ALARM"), 1, types)

    def test_without_the_store_nothing_is_promised_and_what_was_saved_is_there_again(self):
        w = self.world
        name = w.note().name
        request = w.note_request(w.quote())
        w.redis.kill()
        code, reason, _ = w.refusal(w.intake_stub.NoteCallback, request)
        self.assertIn((code, reason), [("UNAVAILABLE", "STORE_UNAVAILABLE"), ("DEADLINE_EXCEEDED", "DEADLINE_EXCEEDED")])
        self.assertEqual(w.krul("doctor", code=1), "")  # what is wrong it tells on standard output
        w.start_redis()
        first = world.eventually("intake takes notes again", lambda: self.answer_or_none(w.intake_stub.NoteCallback, request))
        self.assertEqual(w.get(name).name, name)
        self.assertEqual(world.events(w.get(first.name)).count("NOTED"), 1)

    def test_a_store_that_came_back_empty_is_not_taken_for_one_without_promises(self):
        w = self.world
        name = w.note().name
        request = w.note_request(w.quote())
        w.redis_cli("SWAPDB", "0", "1")
        for method, asked in ((w.intake_stub.NoteCallback, request), (w.intake_stub.GetCallback, intake_pb.GetCallbackRequest(name=name))):
            self.assertEqual(w.refusal(method, asked)[:2], ("UNAVAILABLE", "STORE_UNAVAILABLE"))
        healths = [w.channel(program.port).unary_unary("/grpc.health.v1.Health/Check", lambda message: message, lambda message: message)
                   for program in (w.intake, w.assignment, w.watcher)]
        for program, health in zip((w.intake, w.assignment, w.watcher), healths):
            with self.subTest(port=program.port):
                world.eventually("it says so to who runs it", lambda program=program: any("the store is not the one" in line for line in program.lines()))
                world.eventually("it does not serve", lambda health=health: health(b"", timeout=world.PATIENCE) == b"\x08\x02")
        self.assertEqual(w.redis_cli("DBSIZE"), "0")
        w.redis_cli("SWAPDB", "0", "1")
        for health in healths:
            world.eventually("it serves again", lambda health=health: health(b"", timeout=world.PATIENCE) == b"\x08\x01")
        first = world.eventually("intake takes notes again", lambda: self.answer_or_none(w.intake_stub.NoteCallback, request))
        self.assertEqual(w.get(name).name, name)
        self.assertEqual(world.events(w.get(first.name)).count("NOTED"), 1)

    def answer_or_none(self, method, request):
        try:
            return self.world.call(method, request)
        except grpc.RpcError as error:
            self.assertIn(error.code(), (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED))
            return None

    def test_a_watch_goes_on_from_its_token(self):
        w = self.world
        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="noord"), metadata=w.metadata(), timeout=world.PATIENCE)
        token = next(watch).resume_token
        watch.cancel()
        name = w.note(person="carla", branch="noord").name
        world.eventually("it is assigned", lambda: w.get(name).state == callback_pb.ASSIGNED)
        resumed = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="noord", resume_token=token), metadata=w.metadata(), timeout=world.PATIENCE)
        first, *seen = [next(resumed) for _ in range(3)]
        resumed.cancel()
        self.assertEqual((first.kind, first.resume_token, first.reset), (assignment_pb.HEARTBEAT, token, False))  # where it goes on, at once
        self.assertEqual([(m.event_type, m.callback.name, m.reset) for m in seen], [(callback_pb.EVENT_NOTED, name, False), (callback_pb.EVENT_ASSIGNED, name, False)])
        reset = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="noord", resume_token="no-token"), metadata=w.metadata(), timeout=world.PATIENCE)
        self.assertTrue(next(reset).reset)
        reset.cancel()


if __name__ == "__main__":
    unittest.main()
