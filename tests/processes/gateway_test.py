"""HTTP for the web desk, as services/gateway/HTTP_API.md has it: every route, every refusal, the bounds, and who may ask."""

import contextlib
import gzip
import os
import re
import socket
import threading
import time
import unittest

from processes import world
from processes.web_desk import Browser, start_gateway

ROUTES = re.search(r"The RPCs served: (.*?)\.\n", open(f"{world.SOURCE}/services/gateway/HTTP_API.md", encoding="utf-8").read(), re.S)[1]
SERVED = re.findall(r"\w+", ROUTES)
NOT_SERVED = ["ApplyFirm", "PreviewRoute", "ImportCallback", "ExportCallbacks", "EraseCaller", "ListLooks", "Watch", "ReportDesks", "quotepromise", "Nothing"]


class GatewayTest(world.WorldTest):
    @classmethod
    def start(cls):
        w = cls.world
        w.start_all()
        cls.web = f"{w.folder}/web"
        os.makedirs(f"{cls.web}/app")
        cls.script = "export const words = 'hallo';\n" * 100
        for path, text in (("index.html", "<!doctype html><title>Krul</title>\n"), ("app/main.js", cls.script)):
            with open(f"{cls.web}/{path}", "w", encoding="utf-8") as file:
                file.write(text)
        cls.gateway = start_gateway(w, web_dir=cls.web)

    def browser(self, person="anna", **more):
        return Browser(self.gateway.port).sign_in(person, **more)

    def note(self, browser, wanted="anna", **more):
        caller = {"display_name": "Mevrouw Jansen", "phone_number": world.fresh_phone()}
        asked = {"branch": "centrum", "requested": {"person": wanted}, "caller": caller}
        quote = browser.rpc("QuotePromise", **asked).json
        return browser.rpc("NoteCallback", **asked, callback_id=world.fresh_id(), quote=quote["quote"], read_back_confirmed=True, **more)


class Api(GatewayTest):
    def test_a_call_is_taken_and_called_back(self):
        desk, anna = self.browser("mia"), self.browser("anna")
        note = self.note(desk)
        self.assertEqual(note.status, 200, note.bytes)
        name = note.json["name"]
        world.eventually("it is Anna's", lambda: name in [one["name"] for one in anna.rpc("ListInbox").json.get("callbacks", [])])
        for rpc, more in (("Acknowledge", {}), ("BeginCall", {}), ("RecordAttempt", {"outcome": "CONNECTED"}), ("Complete", {"disposition": "RESOLVED"})):
            done = anna.rpc(rpc, name=name, request_id=world.fresh_id(), **more)
            self.assertEqual(done.status, 200, done.bytes)
        shown = desk.rpc("GetCallback", name=name).json
        self.assertEqual(shown["state"], "COMPLETED")
        by = {event["type"].removeprefix("EVENT_"): event["actor"] for event in shown["history"]}
        self.assertEqual((by["NOTED"], by["COMPLETED"]), ("mia", "anna"))
        self.assertEqual({event.get("desk") for event in shown["history"] if event["actor"] == "anna"}, {"web"})

    def test_every_rpc_that_is_listed_is_served_and_no_other(self):
        browser = self.browser("mia")
        for rpc in SERVED:
            answer = browser.rpc(rpc)
            self.assertIn(answer.status, (200, 400), (rpc, answer.bytes))  # an empty request is wrong where a field is required
        for rpc in NOT_SERVED:
            self.assertEqual((browser.rpc(rpc).status, browser.rpc(rpc).reason), (404, "NO_SUCH_ROUTE"), rpc)
        self.assertEqual(len(SERVED), 26)

    def test_refusals_carry_reason_and_fields(self):
        browser = self.browser()
        wrong = browser.rpc("QuotePromise", branch="centrum", requested={"person": "anna"}, caller={"display_name": "J", "phone_number": "12"})
        self.assertEqual((wrong.status, wrong.reason), (400, "INVALID_FIELD"))
        self.assertEqual([field["field"] for field in wrong.json["error"]["fields"]], ["caller.phone_number"])
        self.assertEqual(wrong.json["error"]["code"], "INVALID_ARGUMENT")
        self.assertEqual((wrong.json["error"]["remedy"], wrong.json["error"]["fields"][0]["code"]), ("CORRECT_FIELDS", "NUMBER_TOO_FEW_DIGITS"))
        long = browser.rpc("QuotePromise", branch="centrum", requested={"person": "anna"}, caller={"display_name": "J" * 121, "phone_number": "0612345678"})
        [field] = long.json["error"]["fields"]
        self.assertEqual((field["field"], field["code"], field["arguments"]), ("caller.display_name", "TOO_LONG", {"maximum": "120"}))
        unknown = browser.rpc("QuotePromise", branch="nowhere", requested={"person": "anna"})
        self.assertEqual((unknown.status, unknown.reason), (404, "NOT_FOUND"))
        name = self.note(browser).json["name"]
        world.eventually("it is assigned", lambda: browser.rpc("GetCallback", name=name).json["state"] == "ASSIGNED")
        undo = browser.rpc("Undo", name=name, request_id=world.fresh_id(), sequence=1)
        self.assertEqual((undo.status, undo.reason, undo.json["error"]["remedy"]), (412, "NOT_LATEST", "READ_AGAIN"))
        given_up = browser.rpc("Complete", name=name, request_id=world.fresh_id(), disposition="MAX_ATTEMPTS_EXCEEDED")
        self.assertEqual((given_up.json["error"]["remedy"], given_up.json["error"]["arguments"]["made"]), ("CALL_ONCE_MORE", "0"))
        id = world.fresh_id()
        self.assertEqual(browser.rpc("RecordChaser", name=name, request_id=id).status, 200)
        self.assertEqual(browser.rpc("RecordChaser", name=name, request_id=id).status, 200)
        reused = browser.rpc("RecordChaser", name=name, request_id=id, remark="iets anders")
        self.assertEqual((reused.status, reused.reason), (409, "REQUEST_ID_REUSED"))

    def test_json_that_is_none_of_the_protos_is_refused_without_being_repeated(self):
        browser = self.browser()
        for body in ("{", "[]", "7", '{"branch": 7}', '{"nickname": "x"}', '{"requested": "anna"}', '{"branch": "a", "branch": {}}', "[" * 30_000, b"\xff\xfe", "null"):
            answer = browser.post("/v1/QuotePromise", body)
            self.assertEqual(answer.status, 400, (body[:40], answer.bytes))
        answer = browser.post("/v1/QuotePromise", '{"caller": {"display_name": "Mevrouw Geheim", "phone": 06 12}}')
        self.assertEqual((answer.status, answer.reason), (400, "BAD_JSON"))
        self.assertNotIn("Geheim", answer.bytes.decode())

    def test_the_role_is_that_of_the_firm_file(self):
        self.assertEqual(self.browser("mia").get("/v1/session").json, {"person": "mia", "branch": "centrum", "role": "ROLE_MANAGER", "desk": "web"})
        self.assertEqual(self.browser("anna", desk="balie 2").get("/v1/session").json["desk"], "balie 2")

    def test_an_answer_tells_the_time_of_the_services(self):
        browser = self.browser()
        self.world.advance(hours=2)
        hour = lambda: browser.rpc("ListBoard", branch="centrum").headers["krul-time"][:13]
        expected = time.strftime("%Y-%m-%dT%H", time.gmtime(self.world.now()))
        world.eventually(f"{hour()} has become {expected}", lambda: hour() == expected)


class Admission(GatewayTest):
    def test_nobody_signed_in_gets_nothing(self):
        stranger = Browser(self.gateway.port)
        for rpc in SERVED:
            self.assertEqual((stranger.rpc(rpc).status, stranger.rpc(rpc).reason), (401, "NOT_SIGNED_IN"), rpc)
        self.assertEqual(stranger.get("/v1/session").status, 401)
        self.assertEqual(stranger.get("/v1/events?branch=centrum").status, 401)

    def test_a_cookie_that_was_changed_is_none(self):
        browser = self.browser()
        name, value = browser.cookie.split("=", 1)
        for changed in (value[:-1] + ("A" if value[-1] != "A" else "B"), value[:20], "", "!", value[::-1], "A" * 4000):
            browser.cookie = f"{name}={changed}"
            self.assertEqual(browser.get("/v1/session").status, 401, changed[:20])
        browser.cookie = f"a=1; {name}={value}; b=2"
        self.assertEqual(browser.get("/v1/session").status, 200)

    def test_signing_out_forgets(self):
        browser = self.browser()
        self.assertEqual(browser.post("/v1/sign-out", {}).status, 200)
        self.assertEqual(browser.get("/v1/session").status, 401)

    def test_only_people_of_the_branch_sign_in(self):
        browser = self.browser("carla", branch="noord")
        for person, branch in (("anna", "noord"), ("nobody", "centrum"), ("anna", "nowhere"), ("", ""), ("<b>", "centrum")):
            answer = browser.post("/v1/sign-in", {"person": person, "branch": branch})
            self.assertEqual((answer.status, answer.reason), (404, "NOT_FOUND"))
        self.assertEqual(browser.post("/v1/sign-in", {"person": "anna", "branch": "centrum", "desk": "bélie"}).status, 400)
        self.assertEqual(browser.post("/v1/sign-in", "no json").status, 400)

    def test_who_is_picked_from(self):
        choices = Browser(self.gateway.port).get("/v1/sign-in").json
        self.assertFalse(choices["credential_required"])
        noord = next(branch for branch in choices["branches"] if branch["id"] == "noord")
        self.assertEqual({person["id"] for person in noord["people"]}, {"carla", "mia"})

    def test_elsewhere_the_credential_is_asked_for(self):
        gateway = start_gateway(self.world, sign_in="credential")
        browser = Browser(gateway.port)
        choices = world.eventually("it knows the firm", lambda: browser.get("/v1/sign-in").json if browser.get("/v1/sign-in").json["title"] else None)
        self.assertTrue(choices["credential_required"])
        self.assertNotIn("branches", choices)
        for credential in (None, "", "wrong", self.world.credential[:-1]):
            answer = browser.post("/v1/sign-in", {"person": "anna", "branch": "centrum", **({} if credential is None else {"credential": credential})})
            self.assertEqual((answer.status, answer.reason), (401, "NOT_SIGNED_IN"))
        browser.sign_in("anna", credential=self.world.credential)
        self.assertEqual(browser.get("/v1/session", {"Host": "krul.example"}).status, 200)

    def test_picking_is_for_loopback_alone(self):
        browser = self.browser()
        for host in ("krul.example", "127.0.0.1.evil.example", "evil.example:80", "", "localhost.evil.example", "[::2]"):
            answer = browser.get("/v1/session", {"Host": host})
            self.assertEqual((answer.status, answer.reason), (403, "WRONG_ORIGIN"), host)
        for host in ("localhost", f"localhost:{self.gateway.port}", "127.0.0.1", "[::1]:7480"):
            self.assertEqual(browser.get("/v1/session", {"Host": host}).status, 200, host)
        refused = world.Service([f"{world.BIN}/krul-gateway", "--listen", "0.0.0.0:0", "--sign-in", "pick", "--secret-file", self.world.secret], f"{self.world.folder}/refused.log")
        self.assertEqual(refused.process.wait(world.PATIENCE), 2)
        self.assertIn("--sign-in pick is for a gateway on 127.0.0.1", "\n".join(refused.lines()))

    def test_a_page_of_another_site_cannot_write(self):
        browser = self.browser()
        here = f"http://127.0.0.1:{self.gateway.port}"
        for headers, status in (({"Krul-Request": None}, 403), ({"Krul-Request": "0"}, 403), ({"Origin": "https://evil.example"}, 403), ({"Origin": "null"}, 403),
                                ({"Origin": "http://127.0.0.1:1"}, 403), ({"Sec-Fetch-Site": "cross-site"}, 403), ({"Sec-Fetch-Site": "same-site"}, 403),
                                ({"Content-Type": "text/plain"}, 415), ({"Content-Type": None}, 415), ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
                                ({"Origin": here}, 200), ({"Sec-Fetch-Site": "same-origin"}, 200), ({"Content-Type": "application/json; charset=utf-8"}, 200)):
            self.assertEqual(browser.post("/v1/ListBoard", {"branch": "centrum"}, headers).status, status, headers)
        preflight = browser.send("OPTIONS", "/v1/ListBoard", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
        self.assertEqual(preflight.status, 405)
        self.assertFalse([name for name in preflight.headers if name.startswith("access-control")])


class Files(GatewayTest):
    def test_files_come_with_etag_gzip_and_a_strict_policy(self):
        browser = Browser(self.gateway.port)
        plain = browser.get("/app/main.js")
        self.assertEqual((plain.status, plain.bytes.decode(), plain.headers["content-type"]), (200, self.script, "text/javascript; charset=utf-8"))
        zipped = browser.get("/app/main.js", {"Accept-Encoding": "gzip, br"})
        self.assertEqual((zipped.headers["content-encoding"], gzip.decompress(zipped.bytes).decode()), ("gzip", self.script))
        self.assertLess(len(zipped.bytes), len(plain.bytes) / 10)
        again = browser.get("/app/main.js", {"If-None-Match": plain.headers["etag"]})
        self.assertEqual((again.status, again.bytes), (304, b""))
        head = browser.send("HEAD", "/app/main.js")
        self.assertEqual((head.status, head.bytes, head.headers["content-length"]), (200, b"", str(len(self.script))))
        policy = plain.headers["content-security-policy"]
        self.assertIn("default-src 'none'", policy)
        self.assertNotRegex(policy, r"unsafe|\*|https?:")
        self.assertEqual(plain.headers["x-content-type-options"], "nosniff")

    def test_addresses_of_views_lead_to_the_page_and_nothing_leads_outside(self):
        browser = Browser(self.gateway.port)
        for path in ("/", "/?phone=%2B31612345678", "/board", "/calls/mine"):
            self.assertIn(b"<title>Krul</title>", browser.get(path).bytes, path)
        for path in ("/none.js", "/../secret", "/app/../../secret", "/%2e%2e/secret", "/app/", "//etc/passwd", "/secret.txt"):
            self.assertNotIn(b"krul-test", browser.get(path).bytes)
            self.assertIn(browser.get(path).status, (200, 404), path)
        self.assertEqual(browser.get("/none.js").status, 404)
        self.assertEqual(browser.send("PUT", "/index.html", b"x").status, 405)


class Bounds(GatewayTest):
    def raw(self, data, wait=True):
        connection = socket.create_connection(("127.0.0.1", self.gateway.port), timeout=world.PATIENCE)
        self.addCleanup(connection.close)
        connection.sendall(data)
        if not wait:
            return connection
        answer = b""
        try:
            while chunk := connection.recv(65536):
                answer += chunk
        except ConnectionResetError:
            pass
        return answer

    def test_long_headers_and_bodies_are_refused(self):
        browser = self.browser()
        self.assertIn(b"431", self.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 9000 + b"\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b"413", self.raw(b"POST /v1/ListBoard HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n").split(b"\r\n")[0])
        fits = browser.post("/v1/ListBoard", '{"branch": "centrum"' + " " * 65_000 + "}")
        self.assertEqual(fits.status, 200)
        self.assertIn(b"400", self.raw(b"no http at all\r\n\r\n").split(b"\r\n")[0])
        self.assertIn(b"400", self.raw(b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n").split(b"\r\n")[0])

    def test_what_two_readers_could_take_for_different_requests_is_none(self):
        for odd in (b"Transfer-Encoding: xchunked", b"Transfer-Encoding: chunked, gzip", b"Content-Length: 2\r\nContent-Length: 2", b"Content-Length: 2\r\nContent-Length: 3",
                    b"Transfer-Encoding: chunked\r\nContent-Length: 2", b"Host: evil.example\r\nContent-Length: 2"):
            answer = self.raw(b"POST /v1/ListBoard HTTP/1.1\r\nHost: localhost\r\n" + odd + b"\r\n\r\n{}")
            self.assertEqual(answer.split(b"\r\n")[0], b"HTTP/1.1 400 Bad Request", odd)
            self.assertEqual(answer.count(b"HTTP/1.1"), 1, odd)

    def test_a_request_without_end_takes_no_memory(self):
        before = self.resident_kb()
        for endless in (b"1;" + b"a" * 1_000_000, b"0\r\n" + b"X: " + b"a" * 1_000_000):
            connection = self.raw(b"POST /v1/ListBoard HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", wait=False)
            with contextlib.suppress(OSError):  # it may be cut off in the middle
                for _ in range(100):
                    connection.sendall(endless)
        self.assertLess(self.resident_kb() - before, 16_000)

    def resident_kb(self):
        with open(f"/proc/{self.gateway.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1])

    def test_several_requests_on_one_connection(self):
        request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
        last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        self.assertEqual(self.raw(request * 3 + last).count(b"HTTP/1.1 200 OK"), 4)

    def test_a_request_that_is_slow_in_coming_is_given_up(self):
        begun = time.monotonic()
        answer = self.raw(b"GET / HTTP/1.1\r\nHost: local")
        self.assertEqual(answer, b"")
        self.assertLess(time.monotonic() - begun, world.PATIENCE)

    def test_it_ends_in_order(self):
        gateway = start_gateway(self.world)
        browser = Browser(gateway.port).sign_in()
        events = browser.events()
        events.wait_for("ready")
        self.assertEqual(gateway.stop(), 0)
        self.assertTrue(events.ended.wait(world.PATIENCE))

    def test_what_is_under_way_is_answered_and_nothing_new_begins(self):
        w = self.world
        gateway = start_gateway(w)
        browser = Browser(gateway.port).sign_in()
        request = (f"POST /v1/ListBoard HTTP/1.1\r\nHost: localhost\r\nCookie: {browser.cookie}\r\nContent-Type: application/json\r\n"
                   'Krul-Request: 1\r\nContent-Length: 20\r\n\r\n{"branch":"centrum"}').encode()
        lines = [socket.create_connection(("127.0.0.1", gateway.port), timeout=world.PATIENCE) for _ in range(4)]
        w.assignment.pause()
        for line in lines:
            line.sendall(request)
        self.assertEqual(browser.get("/healthz").status, 200)  # asked later, so those are under way
        stopping = threading.Thread(target=gateway.stop)
        stopping.start()

        def refused():
            with socket.socket() as line:
                return line.connect_ex(("127.0.0.1", gateway.port)) != 0

        world.eventually("it takes no new connection", refused)
        lines[0].sendall(request)  # on a connection that is open still
        w.assignment.resume()
        for line in lines:
            answer = line.makefile("rb").read()
            self.assertTrue(answer.startswith(b"HTTP/1.1 200 OK"), answer[:60])
            self.assertEqual(answer.count(b"HTTP/1.1"), 1)
            line.close()
        stopping.join()
        self.assertEqual(gateway.process.returncode, 0)


class WithoutServices(world.WorldTest):
    def test_what_does_not_answer_is_told(self):
        w = self.world
        gateway = start_gateway(w)
        browser = Browser(gateway.port).sign_in()
        w.intake.kill()
        answer = browser.rpc("QuotePromise", branch="centrum", requested={"person": "anna"})
        self.assertEqual((answer.status, answer.reason), (503, "SERVICE_UNAVAILABLE"))
        self.assertEqual(browser.get("/healthz").status, 200)
        w.start_intake()
        world.eventually("quotes again", lambda: browser.rpc("QuotePromise", branch="centrum", requested={"person": "anna"}).status == 200)
        w.redis.pause()
        answer = browser.rpc("ListBoard", branch="centrum")
        w.redis.resume()
        self.assertIn(answer.status, (503, 504))
        w.assignment.kill()
        self.assertEqual(browser.get("/v1/session").status, 200)  # what it knows of the firm, it still knows


if __name__ == "__main__":
    unittest.main()
