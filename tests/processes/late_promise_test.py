"""A promise that nobody looks after: it climbs, it breaks, it is told once, and done late it is missed. Time is moved."""

import unittest

from processes import world


class LatePromise(world.WorldTest):
    def test_unacknowledged_it_goes_to_the_deputy_then_to_the_manager(self):
        w = self.world
        id = w.note_by_terminal(wanted="dirk")
        w.wait_for(id, state="ASSIGNED", assignee={"person": "dirk"})
        w.advance(minutes=59, seconds=50)
        self.assertEqual(w.shown(id)["assignee"], {"person": "dirk"})
        w.advance(seconds=15)
        w.wait_for(id, state="ASSIGNED", assignee={"person": "eva"})
        w.advance(minutes=60, seconds=5)
        w.wait_for(id, state="ASSIGNED", assignee={"person": "mia"})
        self.assertEqual(w.history(id).count("ACKNOWLEDGEMENT_EXPIRED"), 2)

        w.krul("ack", id, person="mia")
        self.assertEqual(w.shown(id)["promise"]["status"], "ON_TRACK")
        w.advance(hours=1, minutes=10)
        w.wait_for(id, urgency=w.shown(id)["urgency"])
        world.eventually("it is at risk", lambda: "AT_RISK" in w.history(id))
        w.advance(hours=1)
        self.assertEqual(w.shown(id)["promise"]["status"], "BROKEN")  # at once, whoever looks
        world.eventually("it was escalated", lambda: w.history(id).count("ESCALATED") >= 3)
        # Hours later nothing more has happened than that: each step once, and only the reminder of the evening.
        w.advance(hours=3)
        other = w.note_by_terminal(wanted="anna")  # whose assignment shows that the services have gone on
        w.wait_for(other, state="ASSIGNED")
        w.wait_for_looks()
        history = w.shown(id)["history"]
        self.assertEqual([e["type"] for e in history].count("EVENT_BROKEN"), 1)
        steps = [e["sentence"] for e in history if e["type"] == "EVENT_ESCALATED"]
        self.assertEqual(len(steps), len(set(steps)), steps)
        self.assertEqual(len(steps), 3)  # unacknowledged once, broken twice: the assignee and the manager

        w.krul("attempt", id, "connected", person="mia")
        self.assertEqual(w.krul_json("done", id, person="mia")["promise"]["status"], "MISSED")
        w.krul("done", other)

    def test_a_failed_attempt_in_time_leaves_the_retry_open(self):
        w = self.world
        id = w.note_by_terminal(wanted="anna")
        w.wait_for(id, state="ASSIGNED")
        w.krul("ack", id)
        w.krul("attempt", id, "no-answer", "--again", "+1h")
        w.advance(hours=1, seconds=5)
        world.eventually("the retry is due", lambda: "RETRY_DUE" in w.history(id))
        w.krul("attempt", id, "connected")
        self.assertEqual(w.krul_json("done", id)["promise"]["status"], "KEPT")

    def test_the_lease_of_a_call_lapses(self):
        w = self.world
        id = w.note_by_terminal(wanted="anna")
        w.wait_for(id, state="ASSIGNED")
        w.krul("call", id)
        w.krul("done", id, person="bob", code=1)
        w.advance(minutes=15, seconds=1)
        world.eventually("the lease lapsed", lambda: "LEASE_LAPSED" in w.history(id))
        w.krul("done", id, person="bob")

    def test_callers_are_forgotten_in_time(self):
        w = self.world
        id = w.note_by_terminal(wanted="anna")
        w.wait_for(id, state="ASSIGNED")
        w.krul("done", id)
        w.advance(hours=24 * 91)
        world.eventually("it is erased", lambda: "ERASED" in w.history(id))
        shown = w.shown(id)
        self.assertEqual([value for value in shown.get("caller", {}).values() if value], [])
        self.assertFalse(shown.get("reason"))
        for key in w.redis_cli("--scan", "--pattern", "krul:*:rec").splitlines():
            record = w.redis_cli("--no-raw", "HGET", key, f"callbacks/centrum/{id}")
            self.assertNotIn("Jansen", record)
            self.assertNotIn("12345678", record)


if __name__ == "__main__":
    unittest.main()
