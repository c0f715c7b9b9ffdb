"""What it costs that nothing happens, and how soon it is seen that something does."""

import re
import time
import unittest

from krul.v1 import assignment_service_pb2 as assignment_pb

from processes import world

BRANCHES = 1000
AT_MOST = 400  # commands of Redis a second, for each service


def firm_of(branches):
    text = world.FIRM
    return text.replace("branches:\n", "branches:\n" + "".join(f"  - {{id: filiaal-{i}, calendar: always, manager: mia}}\n" for i in range(branches)), 1)


class IdleLine(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all(firm=firm_of(BRANCHES))

    def commands(self, *names):
        stats = self.world.redis_cli("INFO", "commandstats")
        return sum(int(calls) for name, calls in re.findall(r"cmdstat_([^:]+):calls=(\d+)", stats)
                   if (not names or name in names) and name not in ("info", "auth", "hello"))

    def watch(self, branch):
        call = self.world.assignment_stub.Watch(assignment_pb.WatchRequest(branch=branch), metadata=self.world.metadata())
        self.addCleanup(call.cancel)
        for response in call:  # the snapshot ends with a token
            if response.resume_token:
                return call

    def test_nothing_happens_at_many_desks(self):
        w = self.world
        for i in range(BRANCHES):
            self.watch(f"filiaal-{i}")
        time.sleep(2)  # whatever their coming set off
        begun, before = time.monotonic(), self.commands()
        time.sleep(5)
        per_second = (self.commands() - before) / (time.monotonic() - begun)
        print(f"{per_second:.0f} commands a second of three services, {BRANCHES} branches watched")
        self.assertLess(per_second, 3 * AT_MOST)
        w.watcher.stop()
        before, begun = self.commands(), time.monotonic()
        time.sleep(5)
        without_watcher = (self.commands() - before) / (time.monotonic() - begun)
        print(f"{without_watcher:.0f} of them without the watcher")
        self.assertLess(without_watcher, AT_MOST + 20)  # intake probes the store and reads the firm
        self.assertLess(per_second - without_watcher, AT_MOST)
        w.start_watcher()

    def test_a_change_is_read_once_for_all_who_watch_and_seen_at_once(self):
        w = self.world
        calls = [self.watch("centrum") for _ in range(30)]
        quote = w.quote()
        before, begun = self.commands("hget"), time.monotonic()
        noted = w.call(w.intake_stub.NoteCallback, w.note_request(quote))
        seen = []
        for call in calls:
            for response in call:
                if response.callback.name == noted.name:
                    seen.append(time.monotonic() - begun)
                    break
        print(f"seen by the first of 30 after {1000 * seen[0]:.1f} ms, by the last after {1000 * seen[-1]:.1f} ms")
        self.assertLess(seen[0], 0.1)
        # Noting, assigning and the firm are read as well; but nothing thirty times.
        self.assertLess(self.commands("hget") - before, 25)


if __name__ == "__main__":
    unittest.main()
