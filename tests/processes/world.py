"""A whole Krul of a test's own: a real Redis on a socket, the services as processes on free ports, the terminal client, and stubs made from
the protos alone. Everything it starts it ends, by id; time is moved, never slept through."""

import datetime
import json
import os
import secrets
import signal
import subprocess
import tempfile
import time
import unittest
import uuid

import grpc
from google.rpc import error_details_pb2, status_pb2
from krul.v1 import (assignment_service_pb2 as assignment_pb, assignment_service_pb2_grpc as assignment_grpc, callback_pb2 as callback_pb,
                     deadline_service_pb2_grpc as deadline_grpc, intake_service_pb2 as intake_pb,
                     intake_service_pb2_grpc as intake_grpc)

BIN = os.environ["KRUL_BIN"]
SOURCE = os.environ["KRUL_SOURCE"]
# At which instant the store's clock of a world starts, such as 2028-02-29T23:30+01:00; else it is the machine's. scripts/check runs tests at hours of ill fame.
STARTS = os.environ.get("KRUL_WORLD_STARTS", "")
PATIENCE = 30  # seconds until a test gives up on what should take milliseconds

# Open day and night, so that the hours which a test moves are business hours.
FIRM = """
title: Testbedrijf
calendars:
  always: {week: {mon-sun: "00:00-24:00"}}
branches:
  - {id: centrum, calendar: always, manager: mia, review_moments: []}
  - {id: noord, calendar: always, manager: mia, review_moments: []}
teams:
  - {id: sales, members: [anna, bob, carla]}
people:
  - {id: anna, name: Anna Visser, branches: [centrum], deputy: bob}
  - {id: bob, name: Bob Bakker, branches: [centrum], deputy: carla}
  - {id: carla, name: Carla Smit, branches: [centrum, noord], deputy: anna}
  - {id: dirk, name: Dirk Mulder, branches: [centrum], deputy: eva}
  - {id: eva, name: Eva Peters, branches: [centrum]}
  - {id: mia, name: Mia de Boer, role: manager}
categories:
  - id: question
    call_back_within: 4h
    acknowledge_within: 1h
    at_risk_before: 1h
    escalation:
      - {when: unacknowledged, tell: manager}
      - {when: broken, tell: [assignee, manager]}
  - id: order
    call_back_within: 2 working days
"""


def eventually(what, check, patience=PATIENCE):
    """Asks again until the answer is truthy; then that."""
    until = time.monotonic() + patience
    while True:
        answer = check()
        if answer:
            return answer
        if time.monotonic() > until:
            raise AssertionError(f"still not so after {patience} s: {what}")
        time.sleep(0.02)


def events(callback):
    """What happened to a callback as GetCallback tells it: "NOTED", "ASSIGNED" …"""
    return [callback_pb.EventType.Name(event.type).removeprefix("EVENT_") for event in callback.history]


def fresh_id():
    return str(uuid.uuid4())


def fresh_phone():
    """Another caller: of the same name and number a note would be attached to the promise that is open."""
    return f"06 {secrets.randbelow(9000) + 1000} {secrets.randbelow(10000):04}"


class Service:
    """One process of ours, and what it says."""

    def __init__(self, command, log):
        self.log_path = log
        self._log = open(log, "ab")
        self.started_at = os.path.getsize(log)
        self.process = subprocess.Popen(command, stdout=self._log, stderr=self._log, stdin=subprocess.DEVNULL)

    def lines(self):
        with open(self.log_path, "rb") as log:
            log.seek(self.started_at)
            return log.read().decode("utf-8", "replace").splitlines()

    def field(self, message, name):
        """Of the first line of the log with this message."""

        def find():
            if self.process.poll() is not None:
                raise AssertionError("it ended: " + "\n".join(self.lines()[-5:]))
            for line in self.lines():
                if f'"message":"{message}"' in line:
                    return json.loads(line)[name]
            return None

        return eventually(f"{self.log_path} says {message}", find)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        """In order; the exit code."""
        if self.process.poll() is None:
            self.resume()
            self.process.terminate()
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            code = -signal.SIGKILL
        self._log.close()
        return code


class World:
    def __init__(self, fsync="no"):
        self._folder = tempfile.TemporaryDirectory(prefix="krul-test-")
        self.folder = self._folder.name
        self.socket = f"{self.folder}/redis.sock"
        self._services = []
        self._channels = []
        self.redis_command = ["redis-server", "--port", "0", "--unixsocket", self.socket, "--dir", self.folder, "--appendonly", "yes",
                              "--appendfsync", fsync, "--save", ""]
        self.start_redis()
        if STARTS:
            self.set_now(int(1000 * datetime.datetime.fromisoformat(STARTS).timestamp()))
        self.secret = f"{self.folder}/secret"
        with open(self.secret, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
        self.ports = {}
        self.metrics_ports = {}

    # --- processes

    def start_redis(self):
        if hasattr(self, "redis"):
            self.redis.stop()
        self.redis = Service(self.redis_command, f"{self.folder}/redis.log")
        eventually("Redis answers", lambda: self.redis_cli("PING", check=False) == "PONG")

    def redis_cli(self, *arguments, check=True):
        run = subprocess.run(["redis-cli", "-s", self.socket, *arguments], capture_output=True, text=True, check=check)
        return run.stdout.strip()

    def _start(self, program, *flags):
        service = Service([f"{BIN}/{program}", *flags, "--metrics-listen", "127.0.0.1:0"], f"{self.folder}/{program}-{len(self._services)}.log")
        self._services.append(service)
        service.port = int(service.field("started", "port"))
        service.metrics_port = int(service.field("started", "metrics_port"))
        service.field("the store takes writes", "level")
        return service

    def start_assignment(self, port=0):
        self.assignment = self._start("krul-assignment", "--redis", f"unix:{self.socket}", "--secret-file", self.secret, "--movable-time",
                                      "--listen", f"127.0.0.1:{port or self.ports.get('assignment', 0)}")
        self.ports.setdefault("assignment", self.assignment.port)
        return self.assignment

    def _start_asking(self, program, name):
        service = self._start(program, "--redis", f"unix:{self.socket}", "--secret-file", self.secret, "--movable-time", "--listen",
                              f"127.0.0.1:{self.ports.get(name, 0)}", "--assignment", f"127.0.0.1:{self.ports['assignment']}")
        self.ports.setdefault(name, service.port)
        return service

    def start_intake(self):
        self.intake = self._start_asking("krul-intake", "intake")
        return self.intake

    def start_watcher(self):
        self.watcher = self._start_asking("krul-deadline-watcher", "deadline")
        return self.watcher

    def start_all(self, firm=FIRM):
        self.start_assignment()
        self.start_intake()
        self.start_watcher()
        self.write_credential()
        self.connect()
        if firm:
            self.apply_firm(firm)
        return self

    def write_credential(self):
        self.credential = subprocess.run([f"{BIN}/krul-intake", "--secret-file", self.secret, "--print-credential"], capture_output=True, text=True,
                                         check=True).stdout.strip()
        self.credential_file = f"{self.folder}/credential"
        with open(self.credential_file, "w", encoding="ascii") as file:
            file.write(self.credential + "\n")

    # --- time, which only test builds let anybody move

    def advance(self, seconds=0, minutes=0, hours=0):
        self.offset_ms = getattr(self, "offset_ms", 0) + int(1000 * (seconds + 60 * minutes + 3600 * hours))
        self.redis_cli("SET", "krul:time_offset_ms", str(self.offset_ms))

    def set_now(self, at_ms):
        self.offset_ms = at_ms - int(1000 * time.time())
        self.redis_cli("SET", "krul:time_offset_ms", str(self.offset_ms))

    def now(self):
        """Of the store, in seconds."""
        return time.time() + getattr(self, "offset_ms", 0) / 1000

    def wait_for_looks(self):
        """Until nothing is due that was not looked at."""
        self.redis_cli("SET", "krul:time_offset_ms", str(getattr(self, "offset_ms", 0)))
        now_ms = int(self.now() * 1000)

        def none_due():
            looks = [int(self.redis_cli("ZCOUNT", key, "-inf", str(now_ms))) for key in self.redis_cli("--scan", "--pattern", "krul:*:looks*").splitlines()]
            return sum(looks) == 0

        eventually("every look that is due was taken", none_due)

    def wait_for_notices(self):
        """Until whoever must be told was told."""
        eventually("nobody is left to be told", lambda: not self.redis_cli("--scan", "--pattern", "krul:*:table:outbox"))

    # --- the terminal client

    def environment(self):
        # Neither the locale nor the language of whoever runs the tests; and a machine that stands far from every branch, for what is shown is the branch's time.
        mine = {name: value for name, value in os.environ.items() if not name.startswith("LC_") and name != "KRUL_LANGUAGE"}
        return {**mine, "LANG": "C.UTF-8", "KRUL_INTAKE": f"127.0.0.1:{self.ports['intake']}", "KRUL_ASSIGNMENT": f"127.0.0.1:{self.ports['assignment']}",
                "KRUL_DEADLINE": f"127.0.0.1:{self.ports['deadline']}", "KRUL_CREDENTIAL_FILE": self.credential_file, "KRUL_BRANCH": "centrum",
                "KRUL_DESK": "desk-1", "TZ": "Asia/Tokyo", "XDG_STATE_HOME": f"{self.folder}/state"}

    def krul(self, *arguments, person="anna", code=0):
        """Runs a verb; its standard output, or its error where another exit code is expected."""
        run = subprocess.run([f"{BIN}/krul", "--as", person, *arguments], capture_output=True, text=True, env=self.environment(), timeout=PATIENCE)
        if run.returncode != code:
            raise AssertionError(f"krul {' '.join(arguments)} ended with {run.returncode}: {run.stderr}{run.stdout}")
        return run.stdout if code == 0 else run.stderr

    def krul_json(self, *arguments, person="anna"):
        return json.loads(self.krul(*arguments, "--json", person=person))

    def note_by_terminal(self, id=None, category="question", name="Mevrouw Jansen", phone=None, wanted="anna"):
        id = id or fresh_id()
        self.krul("note", "--id", id, "--for", wanted, "--name", name, "--phone", phone or fresh_phone(), "--category", category, "--reason", "vraag over de order",
                  "--read-back", person="bob")
        return id

    def shown(self, id):
        return self.krul_json("show", id)

    def wait_for(self, id, **fields):
        """Until the callback shows these values of JSON, then all of it."""

        def as_wanted():
            shown = self.shown(id)
            return shown if all(shown.get(name) == value for name, value in fields.items()) else None

        return eventually(f"{id} shows {fields}", as_wanted)

    def history(self, id):
        return [event["type"].removeprefix("EVENT_") for event in self.shown(id).get("history", [])]

    # --- stubs

    def channel(self, port):
        channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        self._channels.append(channel)
        return channel

    def metadata(self, person="anna"):
        return (("authorization", f"Bearer {self.credential}"), ("krul-person", person), ("krul-branch", "centrum"), ("krul-desk", "desk-1"))

    def connect(self):
        self.intake_stub = intake_grpc.IntakeServiceStub(self.channel(self.ports["intake"]))
        self.assignment_stub = assignment_grpc.AssignmentServiceStub(self.channel(self.ports["assignment"]))
        self.deadline_stub = deadline_grpc.DeadlineServiceStub(self.channel(self.ports["deadline"]))
        return self

    def call(self, method, request, person="anna", timeout=PATIENCE):
        return method(request, metadata=self.metadata(person), timeout=timeout, wait_for_ready=True)

    def refusal(self, method, request, person="anna"):
        """Status code, reason and names of the fields."""
        try:
            self.call(method, request, person)
        except grpc.RpcError as error:
            return refusal_of(error)
        raise AssertionError("it was not refused")

    def apply_firm(self, firm):
        before = self.call_firm_version()
        self.call(self.assignment_stub.ApplyFirm, assignment_pb.ApplyFirmRequest(document=firm, request_id=fresh_id()))
        eventually("the firm is in force", lambda: self.call_firm_version() > before)
        eventually("all that is open follows it", lambda: self.followed_firm_version() == before + 1)

    def followed_firm_version(self):
        """The last field of its record, which tests keep below 128."""
        run = subprocess.run(["redis-cli", "-s", self.socket, "HGET", "krul:{0}:rec", "firm/followed"], capture_output=True, check=True)
        return int.from_bytes(run.stdout[:-1][-1:], "big")

    def call_firm_version(self):
        try:
            return self.call(self.assignment_stub.GetFirm, assignment_pb.GetFirmRequest()).version
        except grpc.RpcError as error:
            if error.code() in (grpc.StatusCode.NOT_FOUND, grpc.StatusCode.FAILED_PRECONDITION):
                return 0
            raise

    def quote(self, person="anna", branch="centrum", category="question"):
        return self.call(self.intake_stub.QuotePromise, intake_pb.QuotePromiseRequest(
            branch=branch, requested=callback_pb.Party(person=person), category=category))

    def note_request(self, quote, id=None, person="anna", branch="centrum", category="question", phone="06 1234 5678"):
        return intake_pb.NoteCallbackRequest(
            branch=branch, callback_id=id or fresh_id(), quote=quote.quote, requested=callback_pb.Party(person=person), category=category,
            caller=callback_pb.Caller(display_name="Mevrouw Jansen", phone_number=phone), reason="vraag over de order", read_back_confirmed=True)

    def note(self, **details):
        quoted = {name: details[name] for name in ("person", "branch", "category") if name in details}
        return self.call(self.intake_stub.NoteCallback, self.note_request(self.quote(**quoted), **details))

    def get(self, name):
        return self.call(self.intake_stub.GetCallback, intake_pb.GetCallbackRequest(name=name))

    def stored(self):
        """All that is stored, to see that nothing was written; what earlier commits left to do is done first."""
        eventually("hints of open numbers are settled", lambda: not self.redis_cli("--scan", "--pattern", "krul:*:index:open_number_marks"))
        keys = sorted(self.redis_cli("--scan").splitlines())
        return {key: self.redis_cli("--no-raw", "DUMP", key) for key in keys if not key.endswith((":probe", ":at-desk"))}

    def close(self):
        for channel in self._channels:
            channel.close()
        for service in self._services:
            service.stop()
        self.redis.stop()
        self._folder.cleanup()


def refusal_of(error):
    reason, fields = "", []
    for key, value in error.trailing_metadata() or ():
        if key != "grpc-status-details-bin":
            continue
        for detail in status_pb2.Status.FromString(value).details:
            info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
            if detail.Unpack(info):
                reason = info.reason
            elif detail.Unpack(bad):
                fields = [violation.field for violation in bad.field_violations]
    return error.code().name, reason, fields


class WorldTest(unittest.TestCase):
    """A test class with one world, started once."""

    fsync = "no"

    @classmethod
    def setUpClass(cls):
        cls.world = World(cls.fsync)
        cls.addClassCleanup(cls.world.close)
        cls.start()

    @classmethod
    def start(cls):
        cls.world.start_all()
