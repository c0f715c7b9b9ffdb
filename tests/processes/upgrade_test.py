"""What releases left behind is read by the programs of today: stop, start, nothing lost. Each folder of tests/upgrade is one, made by keep.py with the
programs of that release."""

import json
import os
import shutil
import unittest

import grpc

from processes import world

LEFT = f"{world.SOURCE}/tests/upgrade"
RELEASES = sorted(name for name in os.listdir(LEFT) if os.path.isdir(f"{LEFT}/{name}") and name[0].isdigit())
KEPT = ("name", "state", "category", "requested", "caller", "reason", "promise", "former_promises", "attempts", "chaser_count", "disposition", "called_time",
        "noted_time", "origin", "version")


def events_of(callback):
    """What happened, and when and by whom; releases named kinds otherwise."""
    return [(event["type"].removeprefix("EVENT_"), event["event_time"], event["actor"]) for event in callback["history"]]


def told_of(before, now):
    """Of what is told today, the part that was told before."""
    if isinstance(before, dict):
        return {name: told_of(before[name], now.get(name)) for name in before}
    if isinstance(before, list) and len(before) == len(now):
        return [told_of(*pair) for pair in zip(before, now)]
    return now


class AnUpgradeTest(unittest.TestCase):
    def start(self, release):
        left = f"{LEFT}/{release}"
        w = world.World()
        self.addCleanup(w.close)
        w.redis.stop()
        shutil.rmtree(f"{w.folder}/appendonlydir")
        shutil.copy(f"{left}/store.rdb", f"{w.folder}/dump.rdb")
        w.redis_command[w.redis_command.index("--appendonly") + 1] = "no"  # else Redis reads its log alone
        w.start_redis()
        shutil.copy(f"{left}/secret", w.secret)
        with open(f"{left}/told.json", encoding="utf-8") as file:
            self.left = json.load(file)
        w.ports = dict(self.left["ports"])  # a kept note is for the address it was meant for
        w.set_now(self.left["now_ms"])
        shutil.copytree(f"{left}/spool", f"{w.folder}/state/krul/spool")
        w.start_all(firm=None)
        self.world = w

    def each(self):
        self.assertTrue(RELEASES)
        for release in RELEASES:
            with self.subTest(release):
                self.start(release)
                yield
                self.doCleanups()

    def test_every_promise_is_there_as_it_was(self):
        for _ in self.each():
            self.assertGreater(len(self.left["callbacks"]), 12)
            for id, before in self.left["callbacks"].items():
                now = self.world.shown(id)
                before_alone = {name: before[name] for name in KEPT if name in before}
                self.assertEqual(told_of(before_alone, now), before_alone)
                self.assertEqual(events_of(now), events_of(before))

    def test_lists_are_whole_and_in_the_order_of_today(self):
        for _ in self.each():
            is_open = {id for id, callback in self.left["callbacks"].items() if callback["state"] not in ("COMPLETED", "CANCELLED")}
            board = self.world.krul_json("board")["callbacks"]
            self.assertEqual({callback["name"].rsplit("/", 1)[1] for callback in board}, is_open)
            versions = [self.world.redis_cli("HGET", key, "index_version") for key in self.world.redis_cli("--scan", "--pattern", "krul:*:table:meta").splitlines()]
            self.assertEqual((len(versions), len(set(versions))), (64, 1))

    def test_work_goes_on_and_what_is_due_is_looked_at(self):
        for _ in self.each():
            w = self.world
            w.advance(hours=30)
            w.wait_for_looks()
            w.wait_for_notices()
            for id, before in self.left["callbacks"].items():
                if before["state"] in ("COMPLETED", "CANCELLED"):
                    continue
                self.assertGreater(len(w.history(id)), len(before["history"]), before["caller"])
                w.krul("done", id, "--remark", "alsnog", person="mia")
                self.assertEqual(w.shown(id)["state"], "COMPLETED")
            w.apply_firm(world.FIRM)
            w.note_by_terminal()

    def test_kept_notes_are_delivered_once_and_old_quotes_are_kept_or_given_anew(self):
        for _ in self.each():
            w = self.world
            w.krul("spool", "deliver")
            self.assertEqual(w.history(self.left["spooled"]).count("NOTED"), 1)
            request = w.note_request(w.quote(), phone="06 5555 0101")
            request.quote = self.left["quote"]
            request.requested.person = "anna"
            request.caller.display_name = "Nog Te Noteren"
            try:
                w.call(w.intake_stub.NoteCallback, request)
            except grpc.RpcError as error:
                self.assertEqual(world.refusal_of(error)[1], "QUOTE_EXPIRED")
            self.assertTrue(w.quote().quote)


if __name__ == "__main__":
    unittest.main()
