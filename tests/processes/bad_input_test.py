"""Every field of every request with every value it must not have: the refusal names the field, and nothing is written.

The table is by kind of field, and the requests are walked by their descriptors: a field that is added without a line here fails the test."""

import unittest

import grpc
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.timestamp_pb2 import Timestamp
from krul.v1 import (assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, deadline_service_pb2 as deadline_pb,
                     intake_service_pb2 as intake_pb)

from processes import world

INVALID, NOT_FOUND = "INVALID_ARGUMENT", "NOT_FOUND"
NOT_UTF8 = object()  # written into the bytes of the request, since no message of Python takes it
MISSING = object()
UNKNOWN_ID = "00000000-0000-4000-8000-000000000001"


def at(seconds, nanos=0):
    return Timestamp(seconds=seconds, nanos=nanos)


NO_TIMES = [at(-10**15), at(10**15), at(253402300800), at(1700000000, -1), at(1700000000, 10**9)]
FAR_TIMES = [at(-62135596800), at(0), at(253402300799)]  # the years 1, 1970 and 9999

IDS = [("a" * 65, INVALID), ("Centrum", INVALID), ("a b", INVALID), ("ü", INVALID), ("../x", INVALID), (NOT_UTF8, INVALID)]
UUIDS = [(MISSING, INVALID), ("x", INVALID), ("0" * 37, INVALID), ("0190B3C2-7D1E-7C3A-9B1F-3F6F0D6A2B11", INVALID), ("a" * 100_000, INVALID),
         (NOT_UTF8, INVALID)]
NAMES = [(MISSING, INVALID), ("callbacks/1", INVALID), (f"branches/Centrum/callbacks/{UNKNOWN_ID}", INVALID), ("branches/centrum/callbacks/1", INVALID),
         (f"branches/centrum/callbacks/{UNKNOWN_ID}/x", INVALID), ("branches/" + "a" * 65 + f"/callbacks/{UNKNOWN_ID}", INVALID), (NOT_UTF8, INVALID),
         (f"branches/centrum/callbacks/{UNKNOWN_ID}", NOT_FOUND), (f"branches/nowhere/callbacks/{UNKNOWN_ID}", NOT_FOUND)]
PAGE_SIZES = [(-1, INVALID), (-2**31, INVALID)]
PAGE_TOKENS = [("x", INVALID), ("!" * 40, INVALID), ("a" * 1000, INVALID), ("YWZ0ZXI6LTE", INVALID), ("YWZ0ZXI6OTk5OTk5OTk5OTk5OTk5", INVALID),
               (NOT_UTF8, INVALID)]


def ids(required=True, unknown=True):
    return IDS + ([(MISSING, INVALID)] if required else []) + ([("nowhere", NOT_FOUND)] if unknown else [])


def text(longest, required=False):
    return [("x" * (longest + 1), INVALID), ("é" * (longest + 1), INVALID), ("bel\x07", INVALID), ("x\0y", INVALID), (NOT_UTF8, INVALID)] + (
        [(MISSING, INVALID), (" \t\n", INVALID)] if required else [])


def times(required=False, bounded=True):
    return [(value, INVALID) for value in NO_TIMES] + ([(value, INVALID) for value in FAR_TIMES] if bounded else []) + (
        [(MISSING, INVALID)] if required else [])


def enums(*refused):
    return [(value, INVALID) for value in (0, 99, -1, *refused)]


# Of a caller: what is sent is ignored.
OUTPUT_ONLY = {"phone_number_e164", "phone_number_national", "phone_number_international", "phone_number_dialled", "phone_country_code"}
OF_PARTY = ids(required=False) + [("", INVALID)]
PARTY_NO_POOL = {"person": OF_PARTY, "team": OF_PARTY, "pool": [("centrum", INVALID), (NOT_UTF8, INVALID)]}
PARTY_WITH_POOL = {"person": OF_PARTY, "team": OF_PARTY, "pool": OF_PARTY}
CALLER = {"display_name": text(120, True), "phone_number": text(40)[:1] + [("letters", INVALID), ("12", INVALID), ("06" + "1" * 30, INVALID), (NOT_UTF8, INVALID)],
          "other_contact": text(200), "reference": text(64),
          "extension": [("x", INVALID), ("1" * 13, INVALID), ("12 ", INVALID), (NOT_UTF8, INVALID)]}
WINDOW = {"from_minute": [(-1, INVALID), (1440, INVALID)], "until_minute": [(-1, INVALID), (1441, INVALID), (100, INVALID)],
          "not_before_time": times()}
ROUNDS = [(MISSING, INVALID), ("rounds/1", INVALID), ("branches/centrum/rounds/2026-11-24", INVALID), ("branches/centrum/rounds/2026-02-30-0900", INVALID),
          ("branches/centrum/rounds/2026-11-24-09:0", INVALID), ("branches/Centrum/rounds/2026-11-24-0900", INVALID), (NOT_UTF8, INVALID),
          ("branches/centrum/rounds/2026-11-24-0901", NOT_FOUND), ("branches/nowhere/rounds/2026-11-24-0900", NOT_FOUND)]
DATES = [("today", INVALID), ("2026-2-3", INVALID), ("2026-02-30", INVALID), ("24-11-2026", INVALID), ("2026-11-24T00:00", INVALID), (NOT_UTF8, INVALID)]

# Of each RPC: what each field must not hold. None: nothing it can hold is wrong.
TABLE = {
    "QuotePromise": {"branch": ids(), "requested": [(MISSING, INVALID)], "requested.": PARTY_NO_POOL, "category": ids(False), "at_time": times(),
                     "caller": None, "caller.": CALLER, "window": None, "window.": WINDOW, "called_time": times()},
    "NoteCallback": {"branch": ids(), "callback_id": UUIDS, "quote": [(MISSING, INVALID), ("x", INVALID), ("A" * 90, INVALID), ("A" * 5000, INVALID),
                                                                       (NOT_UTF8, INVALID)],
                     "caller": [(MISSING, INVALID)], "caller.": CALLER, "requested": [(MISSING, INVALID)], "requested.": PARTY_NO_POOL,
                     "category": ids(False), "reason": text(2000), "read_back_confirmed": [(MISSING, "FAILED_PRECONDITION")], "called_time": times(),
                     "another_matter": None, "consent_confirmed": None},
    "ImportCallback": {"branch": ids(), "callback_id": UUIDS, "caller": [(MISSING, INVALID)], "caller.": CALLER, "requested": [(MISSING, INVALID)],
                       "requested.": PARTY_NO_POOL, "category": ids(False), "reason": text(2000), "called_time": times(True), "due_time": times(),
                       "window": None, "window.": WINDOW, "origin": enums(callback_pb.DESK), "validate_only": None},
    "ExportCallbacks": {"branch": ids(), "include_closed": None, "page_token": [("x", INVALID), ("!" * 40, INVALID), ("a" * 1000, INVALID),
                                                                                ("YWZ0ZXI6LTE", INVALID), (NOT_UTF8, INVALID)]},
    "RecordHandledAtDesk": {"branch": ids(), "callback_id": UUIDS, "category": ids(False), "reason": text(2000)},
    "RecordChaser": {"name": NAMES, "request_id": UUIDS, "remark": text(2000)},
    "FindCallbacks": {"phone_number": [(MISSING, INVALID), ("letters", INVALID), ("12", INVALID), ("1" * 41, INVALID), (NOT_UTF8, INVALID)],
                      "branch": ids(), "include_closed": None, "page_size": PAGE_SIZES, "page_token": PAGE_TOKENS},
    "GetCallback": {"name": NAMES},
    "EraseCaller": {"phone_number": [(MISSING, INVALID), ("letters", INVALID), ("12", INVALID), ("1" * 41, INVALID), (NOT_UTF8, INVALID)], "branch": ids()},
    "ApplyFirm": {"document": [(MISSING, INVALID), ("#" * (1 << 20) + "#", INVALID), (NOT_UTF8, INVALID)], "validate_only": None,
                  "request_id": UUIDS},
    "GetFirm": {"without_document": None},
    "ReportDesks": {"people": [(["A"], INVALID), (["a" * 65], INVALID), (["anna"] * 10_001, INVALID)]},
    "SetAbsence": {"person": ids(), "absent": None, "until_time": times(), "request_id": UUIDS},
    "PreviewRoute": {"branch": ids(), "requested": [(MISSING, INVALID)], "requested.": PARTY_NO_POOL, "due_time": times(bounded=False), "earliest_time": times(bounded=False), "pooled_time": times(bounded=False),
                     "exclude_people": [(["A"], INVALID), (["a" * 65], INVALID), (["anna"] * 1001, INVALID)]},
    "ListBoard": {"branch": ids(), "page_size": PAGE_SIZES, "page_token": PAGE_TOKENS},
    "ListInbox": {"person": ids(False), "page_size": PAGE_SIZES, "page_token": PAGE_TOKENS},
    "Acknowledge": {"name": NAMES, "request_id": UUIDS},
    "BeginCall": {"name": NAMES, "request_id": UUIDS},
    "RecordAttempt": {"name": NAMES, "request_id": UUIDS, "outcome": enums(), "remark": text(2000), "call_again_time": times()},
    "Forward": {"name": NAMES, "request_id": UUIDS, "assignee": [(MISSING, INVALID)], "assignee.": PARTY_WITH_POOL, "although_away": None, "remark": text(2000)},
    "Complete": {"name": NAMES, "request_id": UUIDS, "disposition": enums(callback_pb.WITHDRAWN, callback_pb.HANDLED_AT_DESK), "remark": text(2000)},
    "Undo": {"name": NAMES, "request_id": UUIDS, "sequence": [(0, INVALID), (-1, INVALID)]},
    "Reopen": {"name": NAMES, "request_id": UUIDS, "reason": text(2000, True)},
    "Cancel": {"name": NAMES, "request_id": UUIDS, "disposition": enums(callback_pb.RESOLVED), "remark": text(2000)},
    "Watch": {"branch": ids(), "person": ids(False), "resume_token": [("x" * 1000, INVALID), (NOT_UTF8, INVALID)],
              "all_notices": None},
    "RenegotiatePromise": {"name": NAMES, "request_id": UUIDS, "due_time": times(True), "reason": text(2000, True)},
    "ExplainDeadline": {"name": NAMES[1:], "branch": ids(), "category": ids(False), "at_time": times()},
    "ListLooks": {"page_size": PAGE_SIZES},
    "ListReviewRounds": {"branch": ids(), "page_size": PAGE_SIZES, "page_token": PAGE_TOKENS},
    "GetReviewRound": {"name": ROUNDS},
    "ReviewEntry": {"name": ROUNDS[:-1], "request_id": UUIDS, "callback": NAMES[:7] + [(f"branches/noord/callbacks/{UNKNOWN_ID}", INVALID)],
                    "remark": text(200)},
    "SignReviewRound": {"name": ROUNDS, "request_id": UUIDS, "remark": text(200)},
    "GetForecast": {"branch": ids(False), "hours": [(-1, INVALID), (73, INVALID)]},
    "GetReport": {"branch": ids(False), "from_date": DATES + [("2020-01-01", INVALID), ("2036-01-01", INVALID)], "until_date": DATES,
                  "group": [(99, INVALID), (-1, INVALID)]},
}
SERVICES = {"intake": intake_pb, "assignment": assignment_pb, "deadline": deadline_pb}


class BadInput(world.WorldTest):
    @classmethod
    def start(cls):
        w = cls.world
        w.start_all()
        cls.open = w.note().name
        world.eventually("it is assigned", lambda: w.get(cls.open).state == callback_pb.ASSIGNED)
        cls.closed = w.note().name
        world.eventually("it is assigned", lambda: w.get(cls.closed).state == callback_pb.ASSIGNED)
        w.call(w.assignment_stub.Complete, assignment_pb.CompleteRequest(name=cls.closed, request_id=world.fresh_id(), disposition=callback_pb.RESOLVED))
        w.wait_for_notices()
        cls.methods = {}
        for service, module in SERVICES.items():
            for descriptor in module.DESCRIPTOR.services_by_name.values():
                for method in descriptor.methods:
                    cls.methods[method.name] = (service, f"/{descriptor.full_name}/{method.name}", method)

    def sound(self, method):
        """A request that would be served."""
        w, id = self.world, world.fresh_id
        anna = callback_pb.Party(person="anna")
        caller = callback_pb.Caller(display_name="Mevrouw Jansen", phone_number="06 1234 5678", other_contact="buurvrouw", reference="K-1", extension="12")
        window = callback_pb.CallWindow(from_minute=540, until_minute=660)
        earlier = Timestamp()
        earlier.FromSeconds(int(w.now()) - 3600)
        round_name = "branches/centrum/rounds/2026-11-24-0900"
        name = self.closed if method == "Reopen" else self.open
        soon = Timestamp()
        soon.FromSeconds(int(w.now()) + 7200)
        given = {
            "QuotePromise": dict(branch="centrum", requested=anna, category="question", at_time=soon, caller=caller, window=window),
            "ImportCallback": dict(branch="centrum", callback_id=id(), caller=caller, requested=anna, category="question", reason="vraag",
                                   called_time=earlier, due_time=soon, window=window, origin=callback_pb.IMPORT, validate_only=True),
            "ExportCallbacks": dict(branch="centrum", include_closed=True),
            "NoteCallback": dict(branch="centrum", callback_id=id(), quote=w.quote().quote if method == "NoteCallback" else "", caller=caller,
                                 requested=anna, category="question", reason="vraag", read_back_confirmed=True),
            "RecordHandledAtDesk": dict(branch="centrum", callback_id=id(), category="question", reason="vraag"),
            "RecordChaser": dict(name=name, request_id=id(), remark="nog eens"),
            "FindCallbacks": dict(phone_number="0612345678", branch="centrum", page_size=10),
            "GetCallback": dict(name=name),
            "EraseCaller": dict(phone_number="0612345678", branch="centrum"),
            "ApplyFirm": dict(document=world.FIRM, request_id=id()),
            "GetFirm": {},
            "ReportDesks": dict(people=["anna"]),
            "SetAbsence": dict(person="anna", absent=True, until_time=soon, request_id=id()),
            "PreviewRoute": dict(branch="centrum", requested=anna, due_time=soon, exclude_people=["bob"]),
            "ListBoard": dict(branch="centrum"),
            "ListInbox": dict(person="anna"),
            "Acknowledge": dict(name=name, request_id=id()),
            "BeginCall": dict(name=name, request_id=id()),
            "RecordAttempt": dict(name=name, request_id=id(), outcome=callback_pb.NO_ANSWER, remark="bezet", call_again_time=soon),
            "Forward": dict(name=name, request_id=id(), assignee=callback_pb.Party(person="bob"), remark="voor jou"),
            "Complete": dict(name=name, request_id=id(), disposition=callback_pb.RESOLVED, remark="opgelost"),
            "Undo": dict(name=name, request_id=id(), sequence=2),
            "Reopen": dict(name=name, request_id=id(), reason="toch niet"),
            "Cancel": dict(name=name, request_id=id(), disposition=callback_pb.WITHDRAWN, remark="hoeft niet"),
            "Watch": dict(branch="centrum", person="anna"),
            "RenegotiatePromise": dict(name=name, request_id=id(), due_time=soon, reason="later"),
            "ExplainDeadline": dict(branch="centrum", category="question", at_time=soon),
            "ListLooks": dict(page_size=10),
            "ListReviewRounds": dict(branch="centrum", page_size=10),
            "GetReviewRound": dict(name=round_name),
            "ReviewEntry": dict(name=round_name, request_id=id(), callback=name, remark="gezien"),
            "SignReviewRound": dict(name=round_name, request_id=id(), remark="klaar"),
            "GetForecast": dict(branch="centrum", hours=4),
            "GetReport": dict(branch="centrum", until_date="2026-11-24", from_date="2026-11-20"),
        }[method]
        return self.methods[method][2].input_type._concrete_class(**given)

    def send(self, method, data):
        """Sends bytes as they are; status, reason and fields."""
        service, path, descriptor = self.methods[method]
        channel = self.channels.setdefault(service, self.world.channel(self.world.ports[service]))
        kind = channel.unary_stream if method == "Watch" else channel.unary_unary
        call = kind(path, request_serializer=bytes, response_deserializer=bytes)
        try:
            answer = call(data, metadata=self.world.metadata(), timeout=world.PATIENCE)
            if method == "Watch":
                next(answer)
                answer.cancel()
        except grpc.RpcError as error:
            return world.refusal_of(error)
        return "OK", "", []

    channels = {}

    def bad(self, method, path, value):
        """The bytes of a sound request with one field made bad."""
        request = self.sound(method)
        if method == "ExplainDeadline" and path == "name":
            request.Clear()
        *parents, last = path.split(".")
        target = request
        for parent in parents:
            target = getattr(target, parent)
        if value is MISSING:
            target.ClearField(last)
        elif value is NOT_UTF8:
            marker = "marker-of-the-place"
            setattr(target, last, marker)
            return request.SerializeToString().replace(marker.encode(), b"\xff\xfe" + marker.encode()[2:])
        elif isinstance(value, Timestamp):
            getattr(target, last).CopyFrom(value)
        elif isinstance(value, list):
            del getattr(target, last)[:]
            getattr(target, last).extend(value)
        else:
            setattr(target, last, value)
        return request.SerializeToString()

    def rows(self, method):
        for field, wrong in TABLE[method].items():
            if isinstance(wrong, dict):
                for inner, inner_wrong in wrong.items():
                    yield from ((field + inner, value, code) for value, code in inner_wrong)
            elif wrong is not None:
                yield from ((field, value, code) for value, code in wrong)

    def test_the_table_has_every_field_of_every_request(self):
        self.assertEqual(set(TABLE), set(self.methods))
        for method, (_, _, descriptor) in self.methods.items():
            wanted = set()
            for field in descriptor.input_type.fields:
                wanted.add(field.name)
                if field.type == FieldDescriptor.TYPE_MESSAGE and field.message_type.file.package == "krul.v1":
                    wanted.add(field.name + ".")
                    inner = {one.name for one in field.message_type.fields} - OUTPUT_ONLY
                    self.assertEqual(set(TABLE[method][field.name + "."]), inner, f"{method}.{field.name}")
                if field.type == FieldDescriptor.TYPE_STRING and field.label != FieldDescriptor.LABEL_REPEATED:
                    self.assertIn(NOT_UTF8, [value for value, _ in TABLE[method][field.name]], f"{method}.{field.name}")
            self.assertEqual(set(TABLE[method]), wanted, method)

    def test_what_is_sound_is_served(self):
        """So that what is refused below is refused for its bad field. None of these changes anything."""
        for method in ("QuotePromise", "FindCallbacks", "GetCallback", "GetFirm", "PreviewRoute", "ListBoard", "ListInbox", "Watch", "ExplainDeadline",
                       "ListLooks", "ImportCallback", "ExportCallbacks", "ListReviewRounds", "GetForecast", "GetReport"):
            self.assertEqual(self.send(method, self.sound(method).SerializeToString())[0], "OK", method)

    def test_every_bad_value_is_refused_by_name_and_writes_nothing(self):
        refused = 0
        for method in TABLE:
            before = self.world.stored()
            for path, value, code in self.rows(method):
                with self.subTest(method=method, field=path, value=str(value)[:60]):
                    status, _, fields = self.send(method, self.bad(method, path, value))
                    self.assertEqual(status, code)
                    self.assertTrue(any(self.names(field, path) for field in fields), f"names {fields}")
                    refused += 1
            self.assertEqual(self.world.stored(), before, f"{method} wrote something")
        self.assertGreater(refused, 400)

    @staticmethod
    def names(field, path):
        # A message that is missing is named by what it lacks, a kind of party that does not fit by the party.
        return field == path or field.startswith((path + "[", path + ".")) or (path.endswith(".pool") and field == path.removesuffix(".pool"))

    def test_what_is_no_message_is_refused(self):
        before = self.world.stored()
        for method in TABLE:
            for data in (b"\xff\xff\xff\xff", b"\x0a\x05ab"):
                with self.subTest(method=method, data=data):
                    self.assertEqual(self.send(method, data)[0], INVALID)
        self.assertEqual(self.world.stored(), before)

    def test_a_message_that_is_too_long_is_refused(self):
        before = self.world.stored()
        status, _, _ = self.send("RecordChaser", b"\x1a\x80\x80\x80\x02" + b"x" * (4 << 20))
        self.assertEqual(status, "RESOURCE_EXHAUSTED")
        self.assertEqual(self.world.stored(), before)

    def test_what_a_call_says_of_its_actor_is_checked(self):
        w = self.world
        request = intake_pb.GetCallbackRequest(name=self.open)
        for key, value in (("krul-person", "Not An Id"), ("krul-branch", "a" * 65), ("krul-desk", "x" * 200)):
            metadata = tuple((k, v) for k, v in w.metadata() if k != key) + ((key, value),)
            with self.subTest(key=key), self.assertRaises(grpc.RpcError) as refused:
                w.intake_stub.GetCallback(request, metadata=metadata, timeout=world.PATIENCE)
            status, _, fields = world.refusal_of(refused.exception)
            self.assertEqual((status, fields), (INVALID, [key]))


if __name__ == "__main__":
    unittest.main()
