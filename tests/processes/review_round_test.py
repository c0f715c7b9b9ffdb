"""Review rounds: opened at the moments of the branch, laid before a named person, gone through, signed, carried over; and told upwards when not held."""

import datetime
import unittest
import zoneinfo

from krul.v1 import assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, deadline_service_pb2 as deadline_pb

from processes import world

FIRM = world.FIRM.replace("{id: centrum, calendar: always, manager: mia, review_moments: []}",
                          '{id: centrum, calendar: always, manager: mia, review_moments: ["09:00", "12:00"], review_within: 1h}').replace(
    "  - {id: mia, name: Mia de Boer, role: manager}", "  - {id: mia, name: Mia de Boer, role: manager, deputy: bob}\n"
                    "  - {id: hans, name: Hans Mulder, role: head-office}")
AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")


def ms(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).timestamp() * 1000)


class ReviewRounds(unittest.TestCase):
    def setUp(self):
        self.world = w = world.World()
        self.addCleanup(w.close)
        w.set_now(ms("2026-11-24 08:00"))
        w.start_all(FIRM)

    def rounds(self):
        return self.world.call(self.world.deadline_stub.ListReviewRounds, deadline_pb.ListReviewRoundsRequest(branch="centrum")).rounds

    def round(self, id):
        return self.world.call(self.world.deadline_stub.GetReviewRound, deadline_pb.GetReviewRoundRequest(name=f"branches/centrum/rounds/{id}"))

    def opened(self, id, state):
        name = f"branches/centrum/rounds/{id}"
        return world.eventually(f"{id} is {state}", lambda: next((r for r in self.rounds() if r.name == name and r.state == state), None))

    def review(self, round, callback, person="mia", remark=""):
        return self.world.call(self.world.deadline_stub.ReviewEntry, deadline_pb.ReviewEntryRequest(
            name=round.name, request_id=world.fresh_id(), callback=callback, remark=remark), person=person)

    def sign(self, round, request_id=None):
        return deadline_pb.SignReviewRoundRequest(name=round.name, request_id=request_id or world.fresh_id(), remark="alles besproken")

    def test_it_is_opened_held_and_carried_over(self):
        w = self.world
        self.assertEqual(len(self.rounds()), 0)
        first, second = w.note(phone="06 1111 1111").name, w.note(phone="06 2222 2222").name
        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum", person="mia"), metadata=w.metadata("mia"), timeout=world.PATIENCE)
        next(message for message in watch if message.resume_token)  # what is open was told
        w.set_now(ms("2026-11-24 09:00"))
        round = self.opened("2026-11-24-0900", deadline_pb.ROUND_OPEN)
        self.assertEqual((round.holder, round.entry_count, round.reviewed_count), ("mia", 2, 0))
        self.assertEqual(round.hold_by_time.seconds, ms("2026-11-24 10:00") // 1000)
        told = next(message for message in watch if message.review_round)
        self.assertEqual((told.kind, told.review_round), (assignment_pb.NOTICE, round.name))
        watch.cancel()

        # Only who holds it, or leads: and not before every open one was gone through.
        self.assertEqual(w.refusal(w.deadline_stub.SignReviewRound, self.sign(round), person="anna")[:2], ("PERMISSION_DENIED", "NOT_ALLOWED"))
        shown = self.review(round, first, remark="belt Anna vandaag")
        self.assertEqual([(e.callback, e.reviewed_by, e.remark, e.rounds) for e in shown.entries if e.callback == first],
                         [(first, "mia", "belt Anna vandaag", 1)])
        code, reason, fields = w.refusal(w.deadline_stub.SignReviewRound, self.sign(round), person="mia")
        self.assertEqual((code, reason, fields), ("FAILED_PRECONDITION", "NOT_REVIEWED", [second.split("/")[-1]]))
        # What was closed meanwhile needs no review.
        w.call(w.assignment_stub.Complete, assignment_pb.CompleteRequest(name=second, request_id=world.fresh_id(), disposition=callback_pb.RESOLVED))
        request = self.sign(round)
        signed = w.call(w.deadline_stub.SignReviewRound, request, person="mia")
        self.assertEqual((signed.state, signed.signed_by, signed.remark), (deadline_pb.ROUND_SIGNED, "mia", "alles besproken"))
        self.assertEqual(w.call(w.deadline_stub.SignReviewRound, request, person="mia").version, signed.version)
        self.assertEqual(w.refusal(w.deadline_stub.ReviewEntry, deadline_pb.ReviewEntryRequest(
            name=round.name, request_id=world.fresh_id(), callback=first), person="mia")[1], "ROUND_OVER")

        # What is left open comes back.
        third = w.note(phone="06 3333 3333").name
        w.set_now(ms("2026-11-24 12:00"))
        self.opened("2026-11-24-1200", deadline_pb.ROUND_OPEN)
        noon = self.round("2026-11-24-1200")
        self.assertEqual({e.callback: e.rounds for e in noon.entries}, {first: 2, third: 1})
        self.assertEqual([r.name.split("/")[-1] for r in self.rounds()], ["2026-11-24-1200", "2026-11-24-0900"])

    def test_not_held_it_climbs_and_the_next_takes_its_place(self):
        w = self.world
        w.note()
        w.set_now(ms("2026-11-24 09:00"))
        round = self.opened("2026-11-24-0900", deadline_pb.ROUND_OPEN)
        w.wait_for_notices()
        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum", person="hans"), metadata=w.metadata("hans"),
                                        timeout=world.PATIENCE)
        next(message for message in watch if message.resume_token)
        w.set_now(ms("2026-11-24 10:00"))  # at the last moment it is still in time
        self.assertEqual(self.round("2026-11-24-0900").state, deadline_pb.ROUND_OPEN)
        w.set_now(ms("2026-11-24 10:01"))
        self.opened("2026-11-24-0900", deadline_pb.ROUND_LATE)
        self.assertEqual(next(message for message in watch if message.review_round).review_round, round.name)
        watch.cancel()
        w.set_now(ms("2026-11-24 12:00"))
        self.opened("2026-11-24-0900", deadline_pb.ROUND_NOT_HELD)
        self.opened("2026-11-24-1200", deadline_pb.ROUND_OPEN)
        self.assertEqual(w.refusal(w.deadline_stub.SignReviewRound, self.sign(round), person="mia")[1], "ROUND_OVER")

    def test_when_the_manager_is_away_who_stands_in_holds_it(self):
        w = self.world
        w.note()

        def present():
            forecast = w.call(w.deadline_stub.GetForecast, deadline_pb.GetForecastRequest(branch="centrum", hours=1))
            return forecast.branches[0].hours[0].present

        before = present()
        w.krul("away", "mia", person="mia")
        world.eventually("the watcher knows", lambda: present() == before - 1)
        w.set_now(ms("2026-11-24 09:00"))
        self.assertEqual(self.opened("2026-11-24-0900", deadline_pb.ROUND_OPEN).holder, "bob")

    def test_what_was_missed_while_no_watcher_ran_is_opened_once(self):
        w = self.world
        w.note()
        w.watcher.stop()
        w.set_now(ms("2026-11-24 09:20"))
        w.start_watcher()
        w._start("krul-deadline-watcher", "--redis", f"unix:{w.socket}", "--secret-file", w.secret, "--movable-time", "--listen", "127.0.0.1:0",
                 "--assignment", f"127.0.0.1:{w.ports['assignment']}")
        round = self.opened("2026-11-24-0900", deadline_pb.ROUND_OPEN)
        w.wait_for_looks()
        self.assertEqual((len(self.rounds()), self.round("2026-11-24-0900").version), (1, round.version))

    def test_where_nothing_is_open_nobody_is_asked(self):
        self.world.set_now(ms("2026-11-24 09:00"))
        round = self.opened("2026-11-24-0900", deadline_pb.ROUND_SIGNED)
        self.assertEqual((round.entry_count, round.remark), (0, "nothing was open"))


if __name__ == "__main__":
    unittest.main()
