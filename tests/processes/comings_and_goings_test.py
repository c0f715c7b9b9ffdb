"""People go, come back and leave; the firm file changes. What is theirs finds somebody, and nothing that was promised is changed."""

import collections
import concurrent.futures
import datetime
import unittest
import zoneinfo

from google.protobuf import timestamp_pb2 as timestamp_pb
from krul.v1 import assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, deadline_service_pb2 as deadline_pb, intake_service_pb2 as intake_pb

from processes import world

AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")


def moment(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).timestamp())


class ComingsAndGoings(unittest.TestCase):
    def setUp(self):
        self.world = w = world.World()
        self.addCleanup(w.close)
        w.set_now(1000 * moment("2026-11-24 09:30"))
        w.start_all()

    def absence(self, person, absent=True):
        return self.world.call(self.world.assignment_stub.SetAbsence, assignment_pb.SetAbsenceRequest(person=person, absent=absent, request_id=world.fresh_id()))

    def types(self, name):
        return world.events(self.world.get(name))

    def acknowledge(self, name, person):
        self.world.call(self.world.assignment_stub.Acknowledge, assignment_pb.AcknowledgeRequest(name=name, request_id=world.fresh_id()), person=person)

    def test_what_waits_in_the_pool_is_given_to_who_comes_back(self):
        w = self.world
        for person in ("dirk", "eva", "mia"):
            self.absence(person)
        name = w.note(person="dirk").name
        world.eventually("it is in the pool", lambda: w.get(name).assignee.pool == "centrum")
        self.assertIn("ASSIGNED", self.types(name))
        self.absence("eva", False)  # Dirk's deputy
        world.eventually("Eva has it", lambda: w.get(name).assignee.person == "eva")
        # What somebody put into the pool himself stays there for anybody.
        other = w.note().name
        world.eventually("it is assigned", lambda: w.get(other).state == callback_pb.ASSIGNED)
        w.call(w.assignment_stub.Forward, assignment_pb.ForwardRequest(name=other, request_id=world.fresh_id(), assignee=callback_pb.Party(pool="centrum")))
        self.absence("mia", False)
        world.eventually("a later one was given", lambda: w.get(name).assignee.person == "eva")
        self.assertEqual(w.get(other).assignee.pool, "centrum")

    def test_what_the_absent_have_said_mine_to_is_shown_to_the_manager_once(self):
        w = self.world
        theirs, new = w.note(person="dirk").name, w.note(person="dirk").name
        for name in (theirs, new):
            world.eventually("it is assigned", lambda: w.get(name).assignee.person == "dirk")
        self.acknowledge(theirs, "dirk")
        w.wait_for_notices()
        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum", person="mia"), metadata=w.metadata("mia"), timeout=world.PATIENCE)
        next(message for message in watch if message.resume_token)
        self.assertEqual(self.absence("dirk").reassigned, 1)
        told = next(message for message in watch if message.kind == assignment_pb.NOTICE)
        watch.cancel()
        self.assertEqual(told.callback.name, theirs)
        self.assertEqual((w.get(theirs).assignee.person, self.types(theirs)[-1]), ("dirk", "HOLDER_AWAY"))
        away = w.get(theirs).history[-1]
        self.assertEqual((away.party.person, away.cause), ("dirk", callback_pb.IS_AWAY))
        world.eventually("the other went to the deputy", lambda: w.get(new).assignee.person == "eva")
        self.absence("dirk")
        self.assertEqual(self.types(theirs).count("HOLDER_AWAY"), 1)
        self.absence("dirk", False)
        self.absence("dirk")
        self.assertEqual(self.types(theirs).count("HOLDER_AWAY"), 2, "away a second time")

    def test_a_new_firm_file_that_closes_the_firm_or_lacks_a_person_is_followed(self):
        w = self.world
        first, second = w.note(person="anna").name, w.note(person="dirk").name  # both by 13:30
        for name in (first, second):
            world.eventually("it is assigned", lambda: w.get(name).state == callback_pb.ASSIGNED)
        before = w.get(first).promise
        without_dirk = world.FIRM.replace("  - {id: dirk, name: Dirk Mulder, branches: [centrum], deputy: eva}\n", "")
        self.assertNotEqual(without_dirk, world.FIRM)
        w.apply_firm(without_dirk.replace('"00:00-24:00"', '"00:00-13:00"'))
        w.advance(seconds=6)
        world.eventually("Dirk has left", lambda: w.get(second).assignee.person not in ("", "dirk"))
        world.eventually("the manager knows", lambda: "CLOSED_WHEN_DUE" in self.types(first))
        after = w.get(first).promise
        self.assertEqual((after.due_time, after.at_risk_time, after.firm_version), (before.due_time, before.at_risk_time, 1))
        w.apply_firm(without_dirk.replace('"00:00-24:00"', '"00:00-12:00"'))
        w.advance(seconds=6)
        world.eventually("and hears of the next version too", lambda: self.types(first).count("CLOSED_WHEN_DUE") == 2)
        self.assertIn("version 3", w.get(first).history[-1].sentence)
        self.assertEqual(w.get(first).history[-1].firm_version, 3)

    def test_who_watches_is_at_a_desk(self):
        w = self.world

        def at_desk():
            firm = w.call(w.assignment_stub.GetFirm, assignment_pb.GetFirmRequest())
            return [person.id for person in firm.people if person.at_desk]

        self.assertEqual(at_desk(), [])
        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum"), metadata=w.metadata("carla"), timeout=world.PATIENCE)
        next(watch)
        world.eventually("Carla is at her desk", lambda: at_desk() == ["carla"])
        # A hint: of those who have equally little to do, who is there gets it.
        name = w.call(w.intake_stub.NoteCallback, self.note_for_sales()).name
        world.eventually("it is Carla's", lambda: w.get(name).assignee.person == "carla")
        watch.cancel()
        w.advance(seconds=60)
        world.eventually("Carla has gone", lambda: at_desk() == [])

    def test_a_burst_is_dealt_as_single_calls_would_be(self):
        w = self.world
        called = timestamp_pb.Timestamp(seconds=moment("2026-11-24 09:30"))
        imports = [
            intake_pb.ImportCallbackRequest(branch="centrum", callback_id=world.fresh_id(), requested=callback_pb.Party(team="sales"), called_time=called,
                                            origin=callback_pb.IMPORT, caller=callback_pb.Caller(display_name=f"Klant {i}", phone_number=f"020 1234 {i:03}"))
            for i in range(30)
        ]
        with concurrent.futures.ThreadPoolExecutor(10) as at_once:
            names = list(at_once.map(lambda request: w.call(w.intake_stub.ImportCallback, request).callback.name, imports))
        world.eventually("all are dealt", lambda: all(w.get(name).assignee.person for name in names))
        dealt = collections.Counter(w.get(name).assignee.person for name in names)
        self.assertEqual(sorted(dealt.values()), [10, 10, 10], dealt)

    def test_passing_on_to_one_who_is_away_asks_first_and_the_stand_in_hears_of_it(self):
        w = self.world
        name = w.note(person="anna").name
        world.eventually("it is assigned", lambda: w.get(name).state == callback_pb.ASSIGNED)
        self.absence("dirk")
        complaint = w.krul("forward", name, "dirk", code=1)
        self.assertIn("dirk is not there in time", complaint)
        self.assertIn("[ASSIGNEE_AWAY]", complaint)
        self.assertEqual(w.get(name).assignee.person, "anna")
        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum", person="eva"), metadata=w.metadata("eva"), timeout=world.PATIENCE)
        next(message for message in watch if message.resume_token)
        w.krul("forward", name, "dirk", "--although-away")
        self.assertEqual(w.get(name).assignee.person, "dirk")
        told = next(message for message in watch if message.kind == assignment_pb.NOTICE)
        watch.cancel()
        self.assertEqual(told.callback.name, name)

    def test_what_breaks_while_the_manager_is_away_is_on_the_desk_of_who_stands_in(self):
        w = self.world
        w.apply_firm(world.FIRM.replace("{id: mia,", "{id: mia, deputy: eva,"))
        w.advance(seconds=6)

        def present():
            return w.call(w.deadline_stub.GetForecast, deadline_pb.GetForecastRequest(branch="centrum", hours=1)).branches[0].hours[0].present

        before = present()
        self.absence("mia")
        world.eventually("the watcher knows it", lambda: present() == before - 1)
        name = w.note(person="dirk").name
        world.eventually("it is assigned", lambda: w.get(name).assignee.person == "dirk")
        self.acknowledge(name, "dirk")
        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum", person="eva"), metadata=w.metadata("eva"), timeout=world.PATIENCE)
        next(message for message in watch if message.resume_token)
        w.set_now(1000 * w.get(name).promise.due_time.seconds + 1000)
        told = next(message for message in watch if message.kind == assignment_pb.NOTICE)
        watch.cancel()
        self.assertEqual(told.callback.name, name)
        world.eventually("it is broken", lambda: "BROKEN" in self.types(name))

    def note_for_sales(self):
        w, team = self.world, callback_pb.Party(team="sales")
        quote = w.call(w.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(branch="centrum", requested=team))
        return intake_pb.NoteCallbackRequest(branch="centrum", callback_id=world.fresh_id(), quote=quote.quote, requested=team, read_back_confirmed=True,
                                             caller=callback_pb.Caller(display_name="Mevrouw Jansen", phone_number="06 1234 5678"))


if __name__ == "__main__":
    unittest.main()
