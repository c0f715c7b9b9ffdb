"""How a service begins and ends: a taken port is one clear line; who is told to stop answers what is under way, refuses what comes later, and goes at once."""

import collections
import socket
import subprocess
import threading
import time
import unittest
import urllib.request

import grpc
from krul.v1 import assignment_service_pb2 as assignment_pb, callback_pb2 as callback_pb, intake_service_pb2 as intake_pb

from processes import world

# What a client of HTTP/2 says first; then it is silent, and never hears that it should go.
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"


def taken_port():
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken, taken.getsockname()[1]


class ProcessLifeTest(world.WorldTest):
    def flags(self, program):
        flags = ["--secret-file", self.world.secret, "--listen", "127.0.0.1:0", "--metrics-listen", "127.0.0.1:0"]
        if program == "krul-gateway":
            return flags
        flags += ["--redis", f"unix:{self.world.socket}", "--movable-time"]
        return flags if program == "krul-assignment" else [*flags, "--assignment", f"127.0.0.1:{self.world.ports['assignment']}"]

    def test_a_taken_port_is_told_in_one_line(self):
        taken, port = taken_port()
        self.addCleanup(taken.close)
        for program in ("krul-intake", "krul-assignment", "krul-deadline-watcher", "krul-gateway"):
            for flag in ("--listen", "--metrics-listen"):
                with self.subTest(program=program, flag=flag):
                    flags = self.flags(program)
                    flags[flags.index(flag) + 1] = f"127.0.0.1:{port}"
                    for _ in range(5):  # what crashes does so now and then
                        run = subprocess.run([f"{world.BIN}/{program}", *flags], capture_output=True, text=True, timeout=world.PATIENCE, check=False)
                        said = [line for line in run.stderr.splitlines() if not line.startswith("{")]
                        self.assertEqual((run.returncode, len(said)), (1, 1), run.stderr)
                        self.assertIn(str(port), said[0])

    def silent_lines(self, port):
        """Clients that will not go by themselves: one that ignores what it is told, one that watches health, one that watches the branch."""
        silent = socket.create_connection(("127.0.0.1", port))
        silent.sendall(PREFACE)
        self.addCleanup(silent.close)
        channel = self.world.channel(port)
        health = channel.unary_stream("/grpc.health.v1.Health/Watch", request_serializer=lambda message: message, response_deserializer=lambda message: message)(b"")
        next(health)
        return health

    def calls_under_way(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.world.intake.metrics_port}/metrics", timeout=world.PATIENCE) as answer:
            lines = answer.read().decode().splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith("krul_rpcs_under_way{"))

    def test_told_to_stop_without_work_it_is_gone_at_once(self):
        w = self.world
        for start, port in ((w.start_intake, "intake"), (w.start_watcher, "deadline"), (w.start_assignment, "assignment")):
            with self.subTest(port):
                took = []
                for _ in range(3):
                    lines = self.silent_lines(w.ports[port])
                    if port == "assignment":
                        watch = w.assignment_stub.Watch(assignment_pb.WatchRequest(branch="centrum"), metadata=w.metadata())
                        next(watch)
                    begun = time.monotonic()
                    service = {"intake": w.intake, "deadline": w.watcher, "assignment": w.assignment}[port]
                    self.assertEqual(service.stop(), 0)
                    took.append(time.monotonic() - begun)
                    lines.cancel()
                    start()
                self.assertLess(min(took), 1)  # the least of three: others may use the machine meanwhile

    def test_what_is_under_way_is_answered_and_what_comes_later_is_unavailable(self):
        w = self.world
        request = w.note_request(w.quote())
        w.redis.pause()
        under_way = w.intake_stub.NoteCallback.future(request, metadata=w.metadata(), timeout=world.PATIENCE)
        world.eventually("the call waits for the store", lambda: self.calls_under_way() > 0)
        w.intake.process.terminate()
        world.eventually("it drains", lambda: any('"draining"' in line for line in w.intake.lines()))
        later = intake_pb.GetCallbackRequest(name="x")
        world.eventually("what comes later is turned away", lambda: w.refusal(w.intake_stub.GetCallback, later)[:2] == ("UNAVAILABLE", "DRAINING"))
        w.redis.resume()
        name = under_way.result().name
        self.assertEqual(w.intake.stop(), 0)
        w.start_intake()
        self.assertEqual(w.krul_json("show", name)["name"], name)

    def test_of_too_many_calls_at_once_some_are_asked_to_come_again(self):
        w, most = self.world, 4096
        name = w.note_by_terminal()
        request = intake_pb.GetCallbackRequest(name=w.shown(name)["name"])
        w.redis.pause()
        calls = [w.intake_stub.GetCallback.future(request, metadata=w.metadata(), timeout=world.PATIENCE) for _ in range(most + 300)]
        world.eventually("some were turned away", lambda: sum(call.done() for call in calls) >= 300)
        w.redis.resume()
        told = collections.Counter(call.code() for call in calls)
        refused = next(call.exception() for call in calls if call.code() == grpc.StatusCode.RESOURCE_EXHAUSTED)
        self.assertEqual(told[grpc.StatusCode.RESOURCE_EXHAUSTED], 300, told)
        self.assertEqual(world.refusal_of(refused)[1], "TOO_BUSY")

    def test_under_load_nobody_hears_that_a_call_was_cancelled(self):
        w = self.world
        codes, stop = [], threading.Event()

        def ask():
            stub = world.intake_grpc.IntakeServiceStub(w.channel(w.ports["intake"]))
            request = intake_pb.QuotePromiseRequest(branch="centrum", requested=callback_pb.Party(person="anna"), category="question")
            while not stop.is_set():
                try:
                    stub.QuotePromise(request, metadata=w.metadata(), timeout=world.PATIENCE)
                except grpc.RpcError as error:
                    codes.append(error.code())

        askers = [threading.Thread(target=ask) for _ in range(8)]
        for asker in askers:
            asker.start()
        try:
            for _ in range(5):
                seen = len(codes)
                self.assertEqual(w.intake.stop(), 0)
                world.eventually("somebody was turned away", lambda before=seen: len(codes) > before)
                w.start_intake()
        finally:
            stop.set()
            for asker in askers:
                asker.join()
        self.assertEqual(set(codes), {grpc.StatusCode.UNAVAILABLE})


if __name__ == "__main__":
    unittest.main()
