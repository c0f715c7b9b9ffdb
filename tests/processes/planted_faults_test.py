"""What cannot be done stands in nobody's way: faults are planted at the head of a shard's indexes, and the others of the shard are served."""

import time
import unittest

from krul.v1 import assignment_service_pb2 as assignment_pb

from processes import world

POISONED = 200
WITHIN = 2  # seconds of real time


def shard_of(branch):
    """As store/keys says it: FNV-1a of 64 bits, modulo 64."""
    hash = 14695981039346656037
    for byte in branch.encode():
        hash = ((hash ^ byte) * 1099511628211) % 2**64
    return hash % 64


class PlantedFaults(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all()

    def key(self, rest):
        return f"krul:{{{shard_of('centrum')}}}:{rest}"

    def setUp(self):
        self.planted = []

    def tearDown(self):
        for key, member in self.planted:
            self.world.redis_cli("ZREM", key, member)

    def plant(self, rest, members):
        """At the head of an index of the branch's shard: earlier than all others."""
        w, key = self.world, self.key(rest)
        self.planted += [(key, member) for member in members]
        for begin in range(0, len(members), 100):
            w.redis_cli("ZADD", key, *[part for i, member in enumerate(members[begin:begin + 100]) for part in (str(begin + i), member)])

    def in_time(self, what, check):
        begun = time.monotonic()
        world.eventually(what, check)
        self.assertLess(time.monotonic() - begun, WITHIN, what)

    def assert_served(self):
        """One that is noted now is assigned, and looked at when its time has come."""
        w = self.world
        name = w.note().name
        self.in_time("it is assigned", lambda: "ASSIGNED" in world.events(w.get(name)))
        known = len(w.get(name).history)
        w.advance(hours=30)
        self.in_time("it is looked at", lambda: len(w.get(name).history) > known)

    def test_looks_that_always_fail(self):
        self.plant("looks", [f"callbacks/centrum/nobody-{i}" for i in range(POISONED)])
        self.assert_served()

    def test_callbacks_that_cannot_be_assigned(self):
        self.plant("index:unassigned", [f"centrum/nobody-{i}" for i in range(POISONED)])
        self.assert_served()

    def test_records_that_cannot_be_read(self):
        ids = [f"damaged-{i}" for i in range(POISONED)]
        for id in ids:
            self.world.redis_cli("HSET", self.key("rec"), f"callbacks/centrum/{id}", "1\nno record at all")
        self.plant("looks", [f"callbacks/centrum/{id}" for id in ids])
        self.plant("index:unassigned", [f"centrum/{id}" for id in ids])
        self.assert_served()

    def test_a_record_that_cannot_be_read_on_the_board_of_a_branch(self):
        w = self.world
        whole, damaged = w.note().name, w.note().name
        id = damaged.rsplit("/", 1)[1]
        w.redis_cli("HSET", self.key("rec"), f"callbacks/centrum/{id}", "7\nno record at all")
        self.addCleanup(w.redis_cli, "ZREM", self.key("index:board:centrum"), f"centrum/{id}")
        names = [callback.name for callback in w.call(w.assignment_stub.ListBoard, assignment_pb.ListBoardRequest(branch="centrum", page_size=200)).callbacks]
        self.assertIn(whole, names)
        self.assertNotIn(damaged, names)

        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum"), metadata=w.metadata())
        self.addCleanup(watch.cancel)
        for response in watch:  # the snapshot ends with a token
            self.assertNotEqual(response.callback.name, damaged)
            if response.resume_token:
                break
        event = f"\x0a\x07centrum\x12{chr(len(id))}{id}\x1a\x01\x01"  # a ChangeEvent of storage.proto: branch, id, types
        w.redis_cli("XADD", self.key("events"), "*", "e", event)
        other = w.note().name
        self.assertEqual(next(response.callback.name for response in watch if response.callback.name), other)
        self.assertTrue(any(id in line and "cannot be read" in line for line in w.assignment.lines()), "the log names it")

    def test_looks_at_rounds_that_always_fail_and_those_where_they_once_lay(self):
        self.plant("looks:rounds", [f"rounds/centrum/nobody-{i}" for i in range(POISONED)])
        self.plant("looks", [f"rounds/centrum/elsewhere-{i}" for i in range(POISONED)])
        self.planted += [(self.key("looks:rounds"), f"rounds/centrum/elsewhere-{i}") for i in range(POISONED)]
        self.assert_served()
        world.eventually("rounds lie apart", lambda: "rounds/" not in self.world.redis_cli("ZRANGE", self.key("looks"), "0", "-1"))


if __name__ == "__main__":
    unittest.main()
