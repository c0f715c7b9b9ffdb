"""Reports and forecast: what the commits have counted is counted again from the exported callbacks, and both are equal."""

import collections
import datetime
import math
import random
import unittest
import zoneinfo

from google.protobuf.timestamp_pb2 import Timestamp
from krul.v1 import assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, deadline_service_pb2 as deadline_pb, intake_service_pb2 as intake_pb

from processes import world

AMSTERDAM = zoneinfo.ZoneInfo("Europe/Amsterdam")
PEOPLE = ("anna", "bob", "carla", "dirk", "eva")
COUNTS = ("noted", "handled_at_desk", "kept_reached", "kept_attempted", "kept_caller_came", "missed", "not_judged", "chasers", "agreed_otherwise", "targets",
          "targets_kept", "targets_missed")
SEED = random.SystemRandom().randrange(2**32)


def moment(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM).timestamp())


def seconds(timestamp):
    return timestamp.seconds + timestamp.nanos / 1e9


class Reports(world.WorldTest):
    @classmethod
    def start(cls):
        """Three days of a firm: noted, imported, helped at once, called, missed, given up, taken back and opened again, at random."""
        print(f"seed {SEED}")
        cls.random = random.Random(SEED)
        w = cls.world
        w.set_now(1000 * moment("2026-11-24 09:00"))
        w.start_all()
        cls.open = []
        for _ in range(90):
            w.advance(minutes=cls.random.randrange(1, 90))
            w.wait_for_looks()
            cls.note()
            for name in cls.random.sample(cls.open, min(len(cls.open), 3)):
                cls.act(name)
        w.wait_for_looks()
        world.eventually("everything is assigned", lambda: not w.redis_cli("--scan", "--pattern", "krul:*:index:unassigned"))
        cls.today = datetime.datetime.fromtimestamp(w.now(), AMSTERDAM).date()

    @classmethod
    def note(cls):
        w, choice = cls.world, cls.random.choice
        branch, category, person = choice(("centrum", "noord")), choice(("question", "order")), callback_pb.Party(person=choice(PEOPLE))
        caller = callback_pb.Caller(display_name="Mevrouw Jansen", phone_number=world.fresh_phone())
        kind = choice(("note", "note", "note", "window", "import", "handled"))
        if kind == "handled":
            w.call(w.intake_stub.RecordHandledAtDesk, intake_pb.RecordHandledAtDeskRequest(branch=branch, callback_id=world.fresh_id(), category=category))
            return
        if kind == "import":
            called = Timestamp(seconds=int(w.now()) - cls.random.randrange(0, 40 * 3600))
            noted = w.call(w.intake_stub.ImportCallback, intake_pb.ImportCallbackRequest(
                branch=branch, callback_id=world.fresh_id(), requested=person, category=category, caller=caller, called_time=called, origin=callback_pb.MISSED_CALL)).callback
        else:
            window = callback_pb.CallWindow(not_before_time=Timestamp(seconds=int(w.now()) + 8 * 3600)) if kind == "window" else None
            quote = w.call(w.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(branch=branch, requested=person, category=category, window=window))
            noted = w.call(w.intake_stub.NoteCallback, intake_pb.NoteCallbackRequest(
                branch=branch, callback_id=world.fresh_id(), quote=quote.quote, requested=person, caller=caller, read_back_confirmed=True))
        cls.open.append(noted.name)

    @classmethod
    def act(cls, name):
        w, id = cls.world, world.fresh_id()
        actions = [
            (w.assignment_stub.Acknowledge, assignment_pb.AcknowledgeRequest(name=name, request_id=id)),
            (w.assignment_stub.RecordAttempt, assignment_pb.RecordAttemptRequest(name=name, request_id=id, outcome=callback_pb.NO_ANSWER)),
            (w.assignment_stub.RecordAttempt, assignment_pb.RecordAttemptRequest(name=name, request_id=id, outcome=callback_pb.CONNECTED)),
            (w.assignment_stub.Complete, assignment_pb.CompleteRequest(name=name, request_id=id, disposition=callback_pb.RESOLVED)),
            (w.assignment_stub.Complete, assignment_pb.CompleteRequest(name=name, request_id=id, disposition=callback_pb.CALLER_REACHED_US)),
            (w.assignment_stub.Cancel, assignment_pb.CancelRequest(name=name, request_id=id, disposition=callback_pb.WITHDRAWN)),
            (w.assignment_stub.Reopen, assignment_pb.ReopenRequest(name=name, request_id=id, reason="toch niet")),
            (w.intake_stub.RecordChaser, intake_pb.RecordChaserRequest(name=name, request_id=id)),
            (w.assignment_stub.Undo, assignment_pb.UndoRequest(name=name, request_id=id, sequence=w.get(name).history[-1].sequence)),
            (w.assignment_stub.Forward, assignment_pb.ForwardRequest(name=name, request_id=id, assignee=callback_pb.Party(person=cls.random.choice(PEOPLE)))),
        ]
        method, request = cls.random.choice(actions)
        try:
            w.call(method, request, person=cls.random.choice(PEOPLE))
        except world.grpc.RpcError as error:  # not everything may be done to everything
            assert error.code() == world.grpc.StatusCode.FAILED_PRECONDITION, error

    # --- counting again

    def exported(self):
        w, callbacks = self.world, {}
        for branch in ("centrum", "noord"):
            token = None
            while token != "":
                page = w.call(w.intake_stub.ExportCallbacks, intake_pb.ExportCallbacksRequest(branch=branch, include_closed=True, page_token=token or ""))
                callbacks.update({callback.name: callback for callback in page.callbacks})
                token = page.next_page_token
        return callbacks.values()

    @staticmethod
    def judged(promise, disposition, spoken, history):
        """The name under which a promise that is closed counts."""
        if promise.status not in (callback_pb.KEPT, callback_pb.MISSED):
            return "not_judged"
        if promise.status == callback_pb.MISSED:
            return "missed" if spoken else "targets_missed"
        if not spoken:
            return "targets_kept"
        return None  # which kind of kept is told from the history

    def counted_again(self, key_of):
        rows = collections.defaultdict(collections.Counter)
        for callback in self.exported():
            row = rows[key_of(callback)]
            if callback.disposition == callback_pb.HANDLED_AT_DESK:
                row["handled_at_desk"] += 1
                continue
            spoken = callback.origin == callback_pb.DESK
            row["noted" if spoken else "targets"] += 1
            row["chasers"] += callback.chaser_count
            for promise in [*callback.former_promises, callback.promise]:
                row["agreed_otherwise"] += promise.agreed_otherwise
                if promise.status in (callback_pb.ON_TRACK, callback_pb.AT_RISK, callback_pb.BROKEN):
                    continue
                name = self.judged(promise, callback.disposition, spoken, callback.history)
                row[name or "kept"] += 1
        return rows

    def report(self, group, branch=""):
        w = self.world
        return w.call(w.deadline_stub.GetReport, deadline_pb.GetReportRequest(
            branch=branch, from_date="2026-11-24", until_date=self.today.isoformat(), group=group))

    def assert_equal_rows(self, report, again):
        found = {row.key: row for row in report.rows}
        self.assertEqual(set(found), {key for key, counts in again.items() if +counts})
        for key, counts in again.items():
            row = found[key]
            for name in COUNTS:
                if not name.startswith("kept"):
                    self.assertEqual(getattr(row, name), counts[name], f"{key} {name}, seed {SEED}")
            self.assertEqual(row.kept_reached + row.kept_attempted + row.kept_caller_came, counts["kept"], f"{key} kept, seed {SEED}")

    def test_by_branch_category_and_day(self):
        self.assert_equal_rows(self.report(deadline_pb.BY_BRANCH), self.counted_again(lambda callback: callback.name.split("/")[1]))
        self.assert_equal_rows(self.report(deadline_pb.BY_CATEGORY), self.counted_again(lambda callback: callback.category))
        self.assert_equal_rows(self.report(deadline_pb.BY_DAY), self.counted_again(
            lambda callback: datetime.datetime.fromtimestamp(seconds(callback.noted_time), AMSTERDAM).date().isoformat()))

    def test_each_grouping_adds_up_to_the_same_total(self):
        total = self.report(deadline_pb.BY_BRANCH).total
        self.assertGreater(total.noted, 0)
        for group in (deadline_pb.BY_BRANCH, deadline_pb.BY_CATEGORY, deadline_pb.BY_DAY, deadline_pb.BY_PERSON):
            report = self.report(group)
            for name in COUNTS:
                self.assertEqual(sum(getattr(row, name) for row in report.rows), getattr(total, name), f"{group} {name}, seed {SEED}")
            for name in ("acknowledge", "call_back"):
                self.assertEqual(sum(getattr(row, name).count for row in report.rows), getattr(total, name).count, f"{group} {name}, seed {SEED}")
        one = self.report(deadline_pb.BY_BRANCH, "noord")
        self.assertEqual([row.key for row in one.rows], ["noord"])
        people = {row.key: row for row in self.report(deadline_pb.BY_PERSON).rows}
        sales = next(row for row in self.report(deadline_pb.BY_TEAM).rows if row.key == "sales")
        self.assertEqual(sales.noted, sum(people[person].noted for person in ("anna", "bob", "carla") if person in people))

    def test_open_ones_by_age(self):
        again = collections.Counter()
        for callback in self.exported():
            if callback.state in (callback_pb.COMPLETED, callback_pb.CANCELLED):
                continue
            age = (self.today - datetime.datetime.fromtimestamp(seconds(callback.noted_time), AMSTERDAM).date()).days
            again["today" if age < 1 else "one_to_two_days" if age < 3 else "three_to_six_days" if age < 7 else "a_week_and_more"] += 1
        total = self.report(deadline_pb.BY_BRANCH).total.open
        self.assertEqual({name: getattr(total, name) for name in again}, dict(again), f"seed {SEED}")

    def test_times_are_within_a_tenth(self):
        """Open day and night, so that business time is time; the first "mine" of each promise by its history."""
        exact = []
        for callback in self.exported():
            if callback.disposition == callback_pb.HANDLED_AT_DESK or callback.former_promises or "UNDONE" in world.events(callback):
                continue
            taken = [e for e in callback.history if e.type in (callback_pb.EVENT_ACKNOWLEDGED, callback_pb.EVENT_CALL_BEGUN, callback_pb.EVENT_ATTEMPTED)]
            if taken:
                exact.append(seconds(taken[0].event_time) - seconds(callback.called_time))
        self.assertGreater(len(exact), 3)
        total = self.report(deadline_pb.BY_BRANCH).total.acknowledge
        if total.count == len(exact):  # else some were reopened or taken back: their former times are not in the export
            exact.sort()
            median = exact[math.ceil(len(exact) / 2) - 1]
            self.assertLessEqual(abs(total.median_seconds - median), max(0.1 * median, 31), f"seed {SEED}")
        self.assertGreaterEqual(total.p90_seconds, total.median_seconds)

    def test_the_forecast_counts_what_falls_due_against_who_is_there(self):
        w = self.world
        forecast = w.call(w.deadline_stub.GetForecast, deadline_pb.GetForecastRequest(hours=6))
        self.assertEqual([branch.branch for branch in forecast.branches], ["centrum", "noord"])
        for branch in forecast.branches:
            first = branch.hours[0].start_time.seconds
            self.assertEqual([hour.start_time.seconds for hour in branch.hours], [first + 3600 * i for i in range(6)])
            late, later, due = 0, 0, collections.Counter()
            for callback in self.exported():
                if callback.name.split("/")[1] != branch.branch or callback.state in (callback_pb.COMPLETED, callback_pb.CANCELLED):
                    continue
                moment = callback.standing.due_time
                spoken_to = callback.standing.moment == callback_pb.RETRY and not callback.HasField("retry_time") and callback.attempts[-1].outcome == callback_pb.CONNECTED
                if spoken_to:
                    later += 1  # nothing must be met: it is looked at again at the next closing
                elif seconds(moment) < w.now():
                    late += 1
                elif seconds(moment) >= first + 6 * 3600:
                    later += 1
                else:
                    due[int(seconds(moment) - first) // 3600] += 1
            self.assertEqual((branch.late, branch.later), (late, later), f"{branch.branch}, seed {SEED}")
            self.assertEqual([hour.due for hour in branch.hours], [due[hour] for hour in range(6)], f"{branch.branch}, seed {SEED}")
        # Everybody of centrum works at any hour: four of its own and mia; carla and mia at noord. Who is away is not there.
        self.assertEqual([branch.hours[1].present for branch in forecast.branches], [6, 2])
        w.call(w.assignment_stub.SetAbsence, assignment_pb.SetAbsenceRequest(
            person="anna", absent=True, until_time=Timestamp(seconds=int(w.now()) + 9000), request_id=world.fresh_id()))
        wanted = [5, 5, 6, 6, 6, 6] if datetime.datetime.fromtimestamp(w.now(), AMSTERDAM).minute < 30 else [5, 5, 5, 6, 6, 6]

        def present():
            forecast = w.call(w.deadline_stub.GetForecast, deadline_pb.GetForecastRequest(branch="centrum", hours=6))
            return [hour.present for hour in forecast.branches[0].hours]

        world.eventually("Anna is away for two hours and a half", lambda: present() == wanted)
        w.krul("back", "anna", person="mia")

    def test_spans_that_are_none_are_refused(self):
        w = self.world
        request = deadline_pb.GetReportRequest(from_date="2026-11-25", until_date="2026-11-24")
        self.assertEqual(w.refusal(w.deadline_stub.GetReport, request), ("INVALID_ARGUMENT", "INVALID_FIELD", ["from_date"]))


if __name__ == "__main__":
    unittest.main()
