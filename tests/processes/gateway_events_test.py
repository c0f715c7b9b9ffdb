"""Live events for desks: one stream from the services for all desks of a branch, and nobody misses a change unawares."""

import itertools
import re
import time
import unittest
import urllib.request

from krul.v1 import assignment_service_pb2 as assignment_pb, intake_service_pb2 as intake_pb

from processes import world
from processes.web_desk import Browser, start_gateway


class EventsTest(world.WorldTest):
    @classmethod
    def start(cls):
        cls.world.start_all()
        cls.gateway = start_gateway(cls.world)

    def browser(self, person="anna", **more):
        return Browser(self.gateway.port).sign_in(person, **more)

    def open(self, person="anna", branch="centrum", **more):
        events = self.browser(person, **({"branch": branch} if person == "carla" else {})).events(branch, **more)
        self.addCleanup(events.close)
        return events

    def chase(self, name, remark=""):
        w = self.world
        return w.call(w.intake_stub.RecordChaser, intake_pb.RecordChaserRequest(name=name, request_id=world.fresh_id(), remark=remark))

    def figure(self, name):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.gateway.metrics_port}/metrics", timeout=world.PATIENCE) as answer:
            found = re.search(rf"^{name}{{[^}}]*}} (\d+)", answer.read().decode(), re.M)
        return int(found[1]) if found else 0

    def assigned_note(self, **details):
        name = self.world.note(phone=world.fresh_phone(), **details).name
        world.eventually("it is assigned", lambda: self.world.get(name).state == 2)
        return name


class Live(EventsTest):
    def test_a_change_reaches_every_desk_of_the_branch_and_no_other(self):
        here, beside, elsewhere = self.open("anna"), self.open("bob"), self.open("carla", "noord")
        for events in (here, beside, elsewhere):
            events.wait_for("ready")
        self.assertGreaterEqual(self.figure("krul_event_streams"), 3)
        self.assertEqual(self.figure("krul_event_branches"), 2)
        name = self.world.note(phone=world.fresh_phone()).name
        noord = self.world.note(branch="noord", person="carla", phone=world.fresh_phone()).name
        for events in (here, beside):
            told = events.wait_for("change", lambda data: data.get("callback", {}).get("name") == name and data["event_type"] == "EVENT_ASSIGNED")
            self.assertEqual(told[2]["callback"]["assignee"], {"person": "anna"})
            self.assertNotIn("resume_token", told[2])
        elsewhere.wait_for("change", lambda data: data.get("callback", {}).get("name") == noord)
        self.assertFalse([data for one, _, data in elsewhere.seen if one == "change" and data["callback"]["name"] == name])
        self.assertFalse([data for one, _, data in here.seen if one == "change" and data["callback"]["name"] == noord])

    def test_who_is_told_of_something_is_named(self):
        events = self.open("anna")
        events.wait_for("ready")
        name = self.world.note(phone=world.fresh_phone()).name
        told = events.wait_for("notice", lambda data: data.get("callback", {}).get("name") == name)
        self.assertEqual(told[2]["told"], "anna")

    def test_who_has_a_desk_open_is_at_a_desk(self):
        w = self.world
        watching = self.open("mia")
        watching.wait_for("ready")
        events = self.open("eva")
        watching.wait_for("at_desk", lambda data: "eva" in data["people"])
        at_desk = lambda: {person["id"] for person in self.browser("mia").rpc("GetFirm").json["people"] if person.get("at_desk")}
        world.eventually("the firm shows it", lambda: "eva" in at_desk())
        events.close()
        world.eventually("the connection is gone", lambda: self.figure("krul_event_streams") <= 1)
        w.advance(seconds=31)
        world.eventually("she has left", lambda: "eva" not in at_desk())

    def test_only_services_tell_who_is_at_a_desk(self):
        w = self.world
        refusal = w.refusal(w.assignment_stub.ReportDesks, assignment_pb.ReportDesksRequest(people=["anna"]), person="mia")
        self.assertEqual(refusal[:2], ("PERMISSION_DENIED", "NOT_ALLOWED"))

    def test_the_firm_is_told_anew(self):
        events = self.open("mia")
        events.wait_for("ready")
        self.assertEqual(self.browser("mia").rpc("SetAbsence", person="dirk", absent=True, request_id=world.fresh_id()).status, 200)
        events.wait_for("firm")
        dirk = next(person for person in self.browser("mia").rpc("GetFirm").json["people"] if person["id"] == "dirk")
        self.assertIn("absent_until", dirk)

    def test_desks_come_back_at_different_moments(self):
        streams = [self.open("anna") for _ in range(8)]
        waits = {world.eventually("it says when", lambda one=one: one.retry) for one in streams}
        self.assertGreater(len(waits), 1)
        self.assertTrue(all(1000 <= int(wait) <= 5000 for wait in waits))

    def test_a_branch_that_there_is_not_has_no_events(self):
        self.assertEqual(self.browser().get("/v1/events?branch=nowhere").status, 404)

    def test_a_moved_clock_is_told(self):
        events = self.open("anna")
        events.wait_for("ready")
        self.world.advance(hours=3)
        moved = time.strftime("%Y-%m-%dT%H:", time.gmtime(self.world.now()))
        self.assertTrue(events.wait_for("alive", lambda data: data["time"].startswith(moved)))


class ComingBack(EventsTest):
    def test_what_was_missed_is_told_after_the_last_event_id(self):
        first = self.open()
        first.wait_for("ready")
        name = self.assigned_note()
        first.wait_for("change", lambda data: data["event_type"] == "EVENT_ASSIGNED" and data["callback"]["name"] == name)
        first.close()
        last = world.eventually("an id", first.last_id)
        self.chase(name)
        back = self.open(last=last)
        self.assertEqual(back.wait_for("resumed")[1], last)
        back.wait_for("change", lambda data: data["event_type"] == "EVENT_CHASED" and data["callback"]["name"] == name)
        self.assertNotIn("resync", back.names())
        self.assertFalse([data for one, _, data in back.seen if one == "change" and data["event_type"] == "EVENT_NOTED"])

    def test_an_id_that_nobody_knows_any_more_means_listing_anew(self):
        for last in ("nonsense", "Y2VudHJ1bXxlfDE"):
            back = self.open(last=last)
            back.wait_for("resync")
            self.assertNotIn("ready", back.names())

    def test_assignment_gone_and_back(self):
        w = self.world
        events = self.open()
        events.wait_for("ready")
        name = self.assigned_note()
        w.assignment.kill()
        self.chase(name, "terwijl niemand keek")
        events.wait_for("away")
        waiting = self.open("bob")
        waiting.wait_for("away")
        w.start_assignment()
        events.wait_for("resumed")
        events.wait_for("change", lambda data: data["event_type"] == "EVENT_CHASED" and data["callback"]["name"] == name)
        waiting.wait_for("ready")
        again = w.note(phone=world.fresh_phone()).name
        for one in (events, waiting):
            one.wait_for("change", lambda data: data.get("callback", {}).get("name") == again)

    def test_a_stream_that_lost_its_place_means_listing_anew(self):
        events = self.open()
        events.wait_for("ready")
        self.lose_streams()
        self.assigned_note()
        events.wait_for("resync")

    def test_a_stream_that_was_seen_to_be_lost_means_listing_anew_too(self):
        self.assigned_note()
        events = self.open()
        events.wait_for("ready")
        self.lose_streams()
        # Assignment reads it with nothing in it, behind the place of those who follow.
        asked = self.times_asked()
        world.eventually("assignment looked there again, and again", lambda: self.times_asked() > asked + 3)
        self.assigned_note()
        events.wait_for("resync")

    def lose_streams(self):
        for key in self.world.redis_cli("--scan", "--pattern", "krul:*:events").splitlines():
            self.world.redis_cli("DEL", key)

    def times_asked(self):
        """How often Redis was asked where a stream ends."""
        for line in self.world.redis_cli("INFO", "commandstats").splitlines():
            if line.startswith("cmdstat_xinfo"):
                return int(line.split("calls=")[1].split(",")[0])
        return 0

    def test_the_gateway_gone_and_back(self):
        w = self.world
        events = self.open()
        events.wait_for("ready")
        self.gateway.kill()
        self.assertTrue(events.ended.wait(world.PATIENCE))
        self.assigned_note()  # nobody tells this desk of it
        type(self).gateway = start_gateway(w, port=self.gateway.port)
        back = self.open(last=events.last_id())
        back.wait_for("resync")  # the buffer is new: better listed anew than missed
        name = w.note(phone=world.fresh_phone()).name
        back.wait_for("change", lambda data: data.get("callback", {}).get("name") == name)

    def test_a_desk_that_does_not_read_is_cut_off_and_the_others_are_not(self):
        reads = self.open("bob")
        reads.wait_for("ready")
        before = self.figure("krul_event_streams")
        self.open("anna", receive_buffer=4096)
        world.eventually("it is connected", lambda: self.figure("krul_event_streams") == before + 1)
        names = [self.assigned_note() for _ in range(12)]
        for round in range(25):
            for name in names:
                self.chase(name, f"{round} " + "x" * 1900)
            if self.figure("krul_event_streams") == before:
                break
        world.eventually("it was cut off", lambda: self.figure("krul_event_streams") == before)
        name = self.assigned_note()
        reads.wait_for("change", lambda data: data.get("callback", {}).get("name") == name)
        self.assertFalse(reads.ended.is_set())

    def test_who_missed_more_than_can_wait_lists_anew_and_stays(self):
        first, stays = self.open("anna"), self.open("bob")
        for one in (first, stays):
            one.wait_for("ready")
        last = first.last_id()
        first.close()
        names = [self.assigned_note() for _ in range(12)]
        for _ in range(25):
            for name in names:
                self.chase(name)
        name = self.assigned_note()
        stays.wait_for("change", lambda data: data.get("callback", {}).get("name") == name)  # the gateway has heard it all
        back = self.open("anna", last=last)
        back.wait_for("resync")
        name = self.assigned_note()
        back.wait_for("change", lambda data: data.get("callback", {}).get("name") == name)
        self.assertFalse(back.ended.is_set())


class NewFirm(EventsTest):
    def test_who_left_or_moved_is_signed_out_and_hears_nothing_more(self):
        left, moved, stays = self.open("eva"), self.open("bob"), self.open("mia")
        eva, bob = self.browser("eva"), self.browser("bob")
        for events in (left, moved, stays):
            events.wait_for("ready")
        without_eva = world.FIRM.replace("  - {id: eva, name: Eva Peters, branches: [centrum]}\n", "").replace(", deputy: eva", "")
        self.world.apply_firm(without_eva.replace("id: bob, name: Bob Bakker, branches: [centrum]", "id: bob, name: Bob Bakker, branches: [noord]"))
        stays.wait_for("firm")
        self.assertTrue(left.ended.wait(world.PATIENCE))
        for browser in (eva, bob):
            self.assertEqual((browser.get("/v1/session").status, browser.rpc("ListBoard", branch="centrum").status), (401, 401))
        self.assertFalse(stays.ended.is_set())


class BusyShard(EventsTest):
    """Branches share shards: what happens in one moves the place of the other's stream."""

    @classmethod
    def start(cls):
        w = cls.world
        w.start_all(world.FIRM.replace("branches:\n", "branches:\n  - {id: winkel11, calendar: always, manager: mia, review_moments: []}\n", 1))
        cls.gateway = start_gateway(w)

    def test_a_quiet_branch_keeps_hearing_where_its_stream_is(self):
        w = self.world
        self.assertEqual(len(w.redis_cli("--scan", "--pattern", "krul:*:events").splitlines()), 0)
        neighbours = itertools.cycle([w.note(branch="winkel11", person="mia", phone=world.fresh_phone()).name for _ in range(10)])
        w.note(phone=world.fresh_phone())
        self.assertEqual(len(w.redis_cli("--scan", "--pattern", "krul:*:events").splitlines()), 1)  # one shard for both
        quiet = self.open("anna")
        quiet.wait_for("ready")
        first = quiet.last_id()

        def busy():
            self.chase(next(neighbours))
            return quiet.last_id() != first

        world.eventually("the quiet branch hears of another place", busy)
        self.assertFalse([one for one in quiet.seen if one[0] == "change" and "winkel11" in one[2].get("callback", {}).get("name")])


if __name__ == "__main__":
    unittest.main()
