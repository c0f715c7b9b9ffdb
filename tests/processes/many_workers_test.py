"""Two assigners and two watchers over the same callbacks, one of each killed and one paused on the way: each is assigned once, each look
fires once."""

import collections
import unittest

from krul.v1 import intake_service_pb2 as intake_pb

from processes import world

COUNT = 10_000
AT_ONCE = 256


class ManyWorkers(world.WorldTest):
    @classmethod
    def start(cls):
        w = cls.world
        w.start_all()
        w.second_assignment = w._start("krul-assignment", "--redis", f"unix:{w.socket}", "--secret-file", w.secret, "--movable-time", "--listen",
                                       "127.0.0.1:0")
        w.second_watcher = w._start("krul-deadline-watcher", "--redis", f"unix:{w.socket}", "--secret-file", w.secret, "--movable-time", "--listen",
                                    "127.0.0.1:0", "--assignment", f"127.0.0.1:{w.ports['assignment']}")

    def all_together(self, method, requests, on_the_way=()):
        """The answers, in order; each of `on_the_way` is called when so many of them are there."""
        w = self.world
        answers, waiting = [], collections.deque()
        for request in requests:
            waiting.append(method.future(request, metadata=w.metadata(), timeout=120, wait_for_ready=True))
            if len(waiting) >= AT_ONCE:
                answers.append(waiting.popleft().result())
                for number, disturb in on_the_way:
                    if len(answers) == number:
                        disturb()
        answers += [call.result() for call in waiting]
        return answers

    def histories(self, names):
        return self.all_together(self.world.intake_stub.GetCallback, [intake_pb.GetCallbackRequest(name=name) for name in names])

    def counted(self, names, event):
        return collections.Counter(world.events(callback).count(event) for callback in self.histories(names))

    def wait_until_each_has(self, names, event):
        """Asks only for those that had it not yet."""
        missing = list(names)

        def none_missing():
            missing[:] = [c.name for c in self.histories(missing) if event not in world.events(c)]
            return not missing

        world.eventually(f"each has {event}", none_missing, patience=180)

    def test_each_is_assigned_once_and_each_look_fires_once(self):
        w = self.world
        quotes = {person: w.quote(person=person) for person in ("anna", "bob", "carla", "dirk")}
        people = list(quotes)
        requests = [w.note_request(quotes[people[i % 4]], person=people[i % 4], phone=f"06 12{i:06d}"[:12]) for i in range(COUNT)]

        def wake_one_and_kill_the_other():
            w.assignment.resume()  # with what it had read before
            w.second_assignment.kill()

        disturbances = [(COUNT // 3, w.assignment.pause), (2 * COUNT // 3, wake_one_and_kill_the_other)]
        names = [callback.name for callback in self.all_together(w.intake_stub.NoteCallback, requests, disturbances)]
        self.assertEqual(len(set(names)), COUNT)
        self.wait_until_each_has(names, "ASSIGNED")
        self.assertEqual(self.counted(names, "ASSIGNED"), {1: COUNT})

        # Now 10,000 acknowledgements run out at once; a watcher hangs, one dies, the one that hung wakes up with its old news.
        w.watcher.pause()
        w.advance(hours=1, seconds=30)
        self.some_have(names[:200], "ACKNOWLEDGEMENT_EXPIRED")
        w.watcher.resume()
        w.second_watcher.pause()
        self.some_have(names[-200:], "ACKNOWLEDGEMENT_EXPIRED")
        w.second_watcher.resume()
        w.second_watcher.kill()
        self.wait_until_each_has(names, "ACKNOWLEDGEMENT_EXPIRED")
        w.wait_for_looks()
        self.assertEqual(self.counted(names, "ACKNOWLEDGEMENT_EXPIRED"), {1: COUNT})
        self.assertEqual(self.counted(names, "ESCALATED"), {1: COUNT})
        for callback in self.histories(names[:500]):
            sequences = [e.sequence for e in callback.history]
            self.assertEqual(sequences, list(range(1, len(sequences) + 1)))

    def some_have(self, names, event):
        world.eventually(f"some have {event}", lambda: any(event in world.events(c) for c in self.histories(names)), patience=120)


if __name__ == "__main__":
    unittest.main()
