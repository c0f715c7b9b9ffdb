"""Each way in which a field can be wrong is told by a code of its own with its arguments, and each refusal says what to do about it."""

import datetime
import unittest
import zoneinfo

import grpc
from google.protobuf.timestamp_pb2 import Timestamp
from google.rpc import status_pb2
from krul.v1 import (assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, deadline_service_pb2 as deadline_pb, errors_pb2 as errors_pb,
                     intake_service_pb2 as intake_pb)

from processes import world

# Noord is open by day alone, and dials as Americans do; both moments of the round are known.
FIRM = world.FIRM.replace('always: {week: {mon-sun: "00:00-24:00"}}', 'always: {week: {mon-sun: "00:00-24:00"}}\n  day: {week: {mon-fri: "09:00-17:00"}}').replace(
    "{id: noord, calendar: always,", "{id: noord, calendar: day, phone_region: US,").replace(
    "{id: centrum, calendar: always, manager: mia, review_moments: []}", '{id: centrum, calendar: always, manager: mia, review_moments: ["09:00"]}')
MANY = "".join(f"  - {{id: b{number}, calendar: always, manager: mia, review_moments: []}}\n" for number in range(300))
# Of the store's address and of versions that are gone no request can tell.
NOT_AT_THE_API = {"NOT_AN_ADDRESS", "NO_SUCH_FIRM_VERSION"}
UNKNOWN = "branches/centrum/callbacks/00000000-0000-4000-8000-000000000001"
ANNA = callback_pb.Party(person="anna")


def at(wall):
    moment = datetime.datetime.fromisoformat(wall).replace(tzinfo=zoneinfo.ZoneInfo("Europe/Amsterdam"))
    return Timestamp(seconds=int(moment.timestamp()))


def refused(call):
    """(status, Refused) of a call that must fail."""
    try:
        call()
    except grpc.RpcError as error:
        details = next(value for key, value in error.trailing_metadata() if key == "grpc-status-details-bin")
        told = errors_pb.Refused()
        if not any(detail.Unpack(told) for detail in status_pb2.Status.FromString(details).details):
            raise AssertionError("it says nothing of why") from error
        return error.code().name, told
    raise AssertionError("it was not refused")


class FaultCodes(world.WorldTest):
    seen = set()

    @classmethod
    def start(cls):
        w = cls.world
        w.set_now(at("2026-11-24 08:00").seconds * 1000)
        w.start_all(firm=None)

    def told(self, method, request, metadata=None):
        return refused(lambda: method(request, metadata=metadata or self.world.metadata("mia"), timeout=world.PATIENCE, wait_for_ready=True))

    def told_raw(self, service, path, data):
        channel = self.world.channel(self.world.ports[service])
        call = channel.unary_unary(path, request_serializer=bytes, response_deserializer=bytes)
        return refused(lambda: call(data, metadata=self.world.metadata(), timeout=world.PATIENCE))

    def expect(self, told, field, code, remedy="CORRECT_FIELDS", **arguments):
        _, said = told
        with self.subTest(code=code, field=field):
            fault = next((fault for fault in said.faults if fault.field == field and errors_pb.FaultCode.Name(fault.code) == code), None)
            self.assertIsNotNone(fault, f"says {said}")
            self.assertEqual(dict(fault.arguments), {name: str(value) for name, value in arguments.items()})
            self.assertEqual(errors_pb.Remedy.Name(said.remedy), remedy)
            self.assertNotIn("{", fault.sentence.replace(arguments.get("form", " "), ""), "an argument is lacking")
            for value in fault.arguments.values():
                self.assertIn(value.split(",")[0], fault.sentence)
            self.seen.add(code)

    def test_1_before_there_is_a_firm(self):
        self.expect(self.told(self.world.assignment_stub.GetFirm, assignment_pb.GetFirmRequest()), "firm", "NO_FIRM_YET")
        status, told = self.told(self.world.assignment_stub.ListBoard, assignment_pb.ListBoardRequest(branch="centrum"))
        self.assertEqual((status, told.reason, told.remedy), ("FAILED_PRECONDITION", "NO_FIRM", errors_pb.APPLY_FIRM))
        self.world.apply_firm(FIRM)

    def test_2_texts_ids_and_numbers(self):
        w = self.world
        chaser, explain = w.intake_stub.RecordChaser, w.deadline_stub.ExplainDeadline

        def remark(text):
            return self.told(chaser, intake_pb.RecordChaserRequest(name=UNKNOWN, request_id=world.fresh_id(), remark=text))

        self.expect(self.told(w.intake_stub.GetCallback, intake_pb.GetCallbackRequest()), "name", "REQUIRED")
        self.expect(remark("x" * 2001), "remark", "TOO_LONG", maximum=2000)
        self.expect(remark("bel\x07"), "remark", "CONTROL_CHARACTERS")
        self.expect(self.told_raw("intake", "/krul.v1.IntakeService/RecordChaser", b"\x1a\x02\xff\xfe"), "remark", "NOT_UTF8")
        self.expect(self.told_raw("intake", "/krul.v1.IntakeService/RecordChaser", b"\xff\xff\xff\xff"), "request", "NOT_A_MESSAGE",
                    type="krul.v1.RecordChaserRequest")
        desk = tuple((key, value) for key, value in w.metadata() if key != "krul-desk") + (("krul-desk", "x" * 65),)
        self.expect(self.told(w.intake_stub.GetCallback, intake_pb.GetCallbackRequest(name=UNKNOWN), metadata=desk), "krul-desk", "NOT_PRINTABLE", maximum=64)
        self.expect(self.told(w.assignment_stub.ListBoard, assignment_pb.ListBoardRequest(branch="Centrum")), "branch", "NOT_AN_ID", maximum=64)
        self.expect(self.told(chaser, intake_pb.RecordChaserRequest(name=UNKNOWN, request_id="x")), "request_id", "NOT_A_UUID")
        self.expect(self.told(w.intake_stub.GetCallback, intake_pb.GetCallbackRequest(name="callbacks/1")), "name", "NOT_A_NAME",
                    form="branches/{branch}/callbacks/{uuid}")
        self.expect(self.told(w.deadline_stub.GetReport, deadline_pb.GetReportRequest(from_date="gisteren")), "from_date", "NOT_A_DATE")
        cancel = assignment_pb.CancelRequest(name=UNKNOWN, request_id=world.fresh_id(), disposition=callback_pb.RESOLVED)
        self.expect(self.told(w.assignment_stub.Cancel, cancel), "disposition", "NOT_ONE_OF", allowed="WITHDRAWN,DUPLICATE")
        self.expect(self.told(w.assignment_stub.ListBoard, assignment_pb.ListBoardRequest(branch="centrum", page_token="x")), "page_token",
                    "NOT_ANSWERED_TOKEN")
        self.expect(self.told(w.deadline_stub.GetForecast, deadline_pb.GetForecastRequest(hours=73)), "hours", "OUT_OF_RANGE", minimum=1, maximum=72)
        self.expect(self.told(w.assignment_stub.ListBoard, assignment_pb.ListBoardRequest(branch="centrum", page_size=-1)), "page_size", "OUT_OF_RANGE", minimum=0)
        self.expect(self.told(w.assignment_stub.ReportDesks, assignment_pb.ReportDesksRequest(people=["anna"] * 10_001)), "people", "TOO_MANY", maximum=10_000)
        big = assignment_pb.ApplyFirmRequest(document="#" * (1 << 20) + "#", request_id=world.fresh_id())
        self.expect(self.told(w.assignment_stub.ApplyFirm, big), "document", "TOO_MANY_BYTES", maximum=1 << 20)
        self.expect(self.told(explain, deadline_pb.ExplainDeadlineRequest(name=UNKNOWN, branch="centrum")), "branch", "MUST_NOT_BE_SET", other="name")

    def test_2_times(self):
        w = self.world

        def quote(**asked):
            return self.told(w.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(**{"branch": "centrum", "requested": ANNA, **asked}))

        def report(start, end=""):
            return self.told(w.deadline_stub.GetReport, deadline_pb.GetReportRequest(from_date=start, until_date=end))

        name = w.note().name
        agreed = deadline_pb.RenegotiatePromiseRequest(name=name, request_id=world.fresh_id(), due_time=at("2026-11-23 12:00"), reason="later")
        self.expect(self.told(w.deadline_stub.RenegotiatePromise, agreed), "due_time", "TIME_NOT_AHEAD", days=366)
        self.expect(quote(called_time=at("2026-11-01 12:00")), "called_time", "TIME_NOT_RECENT", days=7)
        self.expect(quote(at_time=at("2030-11-01 12:00")), "at_time", "TIME_TOO_FAR", days=366)
        self.expect(quote(at_time=Timestamp(seconds=10**15)), "at_time", "TIME_IMPOSSIBLE")
        self.expect(quote(window=callback_pb.CallWindow(from_minute=540, until_minute=500)), "window.until_minute", "MUST_BE_LATER", other="from_minute")
        night = callback_pb.CallWindow(from_minute=60, until_minute=120)
        self.expect(quote(branch="noord", requested=callback_pb.Party(person="carla"), window=night), "window", "NEVER_OPEN")
        self.expect(report("2026-11-24", "2026-11-20"), "from_date", "MUST_NOT_BE_LATER", other="until_date")
        self.expect(report("2020-01-01"), "from_date", "TOO_MANY_DAYS", maximum=366)

    def test_2_phone_numbers(self):
        w = self.world

        def number(typed, branch="centrum"):
            return self.told(w.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(
                branch=branch, requested=callback_pb.Party(person="carla"), caller=callback_pb.Caller(display_name="Mevrouw Jansen", **typed)))

        field = "caller.phone_number"
        self.expect(number({}), field, "NUMBER_OR_CONTACT", other="other_contact")
        self.expect(number({"phone_number": "0612345678", "extension": "x"}), "caller.extension", "NOT_DIGITS", maximum=12)
        for typed, code, branch in (("   ", "NUMBER_EMPTY", "centrum"), ("+31 1", "NUMBER_TOO_SHORT", "centrum"), ("+31" + "1" * 20, "NUMBER_TOO_LONG", "centrum"),
                                    ("letters", "NUMBER_NOT_DIGITS", "centrum"), ("0900-1234 (Jan)", "NUMBER_WITH_LETTERS", "centrum"), ("253-0000", "NUMBER_WITHOUT_AREA_CODE", "noord"),
                                    ("06 12", "NUMBER_TOO_FEW_DIGITS", "centrum"), ("06 1234 5678 9012", "NUMBER_TOO_MANY_DIGITS", "centrum"),
                                    ("+376 1234567", "NUMBER_IMPOSSIBLE", "centrum")):
            self.expect(number({"phone_number": typed}, branch), field, code)
        self.expect(number({"phone_number": "+999 123456"}), field, "NUMBER_OF_NO_COUNTRY", region="NL")

    def test_2_quotes_and_what_was_saved(self):
        w = self.world
        quote, note = w.quote(), w.intake_stub.NoteCallback
        request = w.note_request(quote, phone=world.fresh_phone())
        changed = w.note_request(quote, category="order")
        self.expect(self.told(note, changed), "category", "DIFFERS_FROM_QUOTE")
        forged = w.note_request(quote)
        forged.quote = "x"
        self.expect(self.told(note, forged), "quote", "NOT_OUR_QUOTE")
        w.call(note, request)
        request.reason = "iets anders"
        self.expect(self.told(note, request), "reason", "DIFFERS_FROM_SAVED", remedy="NEW_ID")
        request.read_back_confirmed = False
        self.expect(self.told(note, request), "read_back_confirmed", "NOT_ONE_OF", remedy="READ_BACK", allowed="true")

    def test_2_what_is_not_there(self):
        w = self.world
        preview = w.assignment_stub.PreviewRoute

        def about(**party):
            return assignment_pb.PreviewRouteRequest(branch="centrum", requested=callback_pb.Party(**party))

        self.expect(self.told(w.assignment_stub.ListBoard, assignment_pb.ListBoardRequest(branch="nowhere")), "branch", "UNKNOWN_BRANCH")
        self.expect(self.told(preview, about(person="nobody")), "requested.person", "UNKNOWN_PERSON")
        self.expect(self.told(preview, about(team="nobody")), "requested.team", "UNKNOWN_TEAM")
        asked = intake_pb.QuotePromiseRequest(branch="centrum", requested=ANNA, category="nothing")
        self.expect(self.told(w.intake_stub.QuotePromise, asked), "category", "UNKNOWN_CATEGORY")
        self.expect(self.told(w.intake_stub.GetCallback, intake_pb.GetCallbackRequest(name=UNKNOWN)), "name", "NO_SUCH_CALLBACK")
        round = deadline_pb.GetReviewRoundRequest(name="branches/centrum/rounds/2026-11-24-0901")
        self.expect(self.told(w.deadline_stub.GetReviewRound, round), "name", "NO_SUCH_ROUND")

    def test_3_a_review_round(self):
        w = self.world
        open_one = w.note(phone=world.fresh_phone()).name
        w.set_now(at("2026-11-24 09:00").seconds * 1000)
        round = "branches/centrum/rounds/2026-11-24-0900"

        def rounds():
            return w.call(w.deadline_stub.ListReviewRounds, deadline_pb.ListReviewRoundsRequest(branch="centrum")).rounds

        world.eventually("it is opened", lambda: any(one.name == round for one in rounds()))

        def review(callback):
            return self.told(w.deadline_stub.ReviewEntry, deadline_pb.ReviewEntryRequest(name=round, request_id=world.fresh_id(), callback=callback))

        self.expect(review(UNKNOWN.replace("centrum", "noord")), "callback", "OTHER_BRANCH")
        self.expect(review(UNKNOWN), "callback", "NOT_IN_ROUND")
        told = self.told(w.deadline_stub.SignReviewRound, deadline_pb.SignReviewRoundRequest(name=round, request_id=world.fresh_id()))
        self.expect(told, open_one.split("/")[-1], "NOT_GONE_THROUGH", remedy="REVIEW_ENTRIES")
        self.assertEqual(dict(told[1].arguments), {"count": str(len(told[1].faults))})

    def test_3_reasons_have_their_arguments(self):
        w = self.world
        name = w.note(phone=world.fresh_phone()).name
        world.eventually("it is assigned", lambda: w.get(name).state == callback_pb.ASSIGNED)
        given_up = assignment_pb.CompleteRequest(name=name, request_id=world.fresh_id(), disposition=callback_pb.MAX_ATTEMPTS_EXCEEDED)
        _, told = self.told(w.assignment_stub.Complete, given_up)
        self.assertEqual((told.reason, told.remedy, told.arguments["made"]), ("TOO_FEW_ATTEMPTS", errors_pb.CALL_ONCE_MORE, "0"))
        self.assertGreater(int(told.arguments["needed"]), 0)
        w.call(w.assignment_stub.BeginCall, assignment_pb.BeginCallRequest(name=name, request_id=world.fresh_id()))
        _, told = self.told(w.assignment_stub.BeginCall, assignment_pb.BeginCallRequest(name=name, request_id=world.fresh_id()))
        self.assertEqual((told.reason, told.remedy, dict(told.arguments)), ("SOMEBODY_IS_CALLING", errors_pb.WAIT_FOR_CALL, {"person": "anna"}))
        done = w.note(phone=world.fresh_phone()).name
        closed = assignment_pb.CompleteRequest(name=done, request_id=world.fresh_id(), disposition=callback_pb.RESOLVED)
        w.call(w.assignment_stub.Complete, closed)
        late = w.note_request(w.quote(), phone=world.fresh_phone())
        w.advance(minutes=31)
        _, told = self.told(w.intake_stub.NoteCallback, late)
        self.assertEqual((told.reason, told.remedy, dict(told.arguments)), ("QUOTE_EXPIRED", errors_pb.QUOTE_ANEW, {"minutes": "30"}))
        undo = assignment_pb.UndoRequest(name=done, request_id=world.fresh_id(), sequence=w.get(done).history[-1].sequence)
        _, told = self.told(w.assignment_stub.Undo, undo)
        self.assertEqual((told.reason, told.remedy, dict(told.arguments)), ("UNDO_TOO_LATE", errors_pb.CORRECT_BY_NEW, {"minutes": "10"}))

    def test_4_a_firm_that_leaves_out_or_has_much(self):
        w = self.world
        w.note(branch="noord", person="carla", phone="(212) 555-2368")
        [noord] = [line + "\n" for line in FIRM.splitlines() if "{id: noord" in line]
        without = FIRM.replace(noord, "").replace("branches: [centrum, noord]", "branches: [centrum]")
        applied = assignment_pb.ApplyFirmRequest(document=without, request_id=world.fresh_id())
        self.expect(self.told(w.assignment_stub.ApplyFirm, applied), "document", "BRANCH_LEFT_OUT", remedy="CLOSE_CALLBACKS", branch="noord")
        w.apply_firm(FIRM.replace(noord, noord + MANY))
        year = deadline_pb.GetReportRequest(from_date="2025-12-01", until_date="2026-11-24")
        self.expect(self.told(w.deadline_stub.GetReport, year), "from_date", "TOO_MANY_BRANCH_DAYS", maximum=100_000)

    def test_5_every_code_was_seen(self):
        self.assertEqual(set(errors_pb.FaultCode.keys()) - self.seen - NOT_AT_THE_API, {"FAULT_CODE_UNSPECIFIED"})


if __name__ == "__main__":
    unittest.main()
