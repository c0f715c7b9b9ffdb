"""The gateway as a test meets it: a process of a world, and the HTTP of services/gateway/HTTP_API.md as any client would speak it."""

import http.client
import json
import socket
import threading

from processes import world


def start_gateway(w, *flags, port=0, web_dir=None, sign_in="pick"):
    """A krul-gateway over the services of a world; its port is kept when it is started again."""
    gateway = world.Service(
        [f"{world.BIN}/krul-gateway", "--listen", f"127.0.0.1:{port}", "--metrics-listen", "127.0.0.1:0", "--secret-file", w.secret,
         "--intake", f"127.0.0.1:{w.ports['intake']}", "--assignment", f"127.0.0.1:{w.ports['assignment']}",
         "--deadline", f"127.0.0.1:{w.ports['deadline']}", "--web-dir", web_dir or f"{w.folder}/no-web", "--sign-in", sign_in, *flags],
        f"{w.folder}/gateway-{len(w._services)}.log")
    w._services.append(gateway)
    gateway.port = int(gateway.field("started", "port"))
    gateway.metrics_port = int(gateway.field("started", "metrics_port"))
    return gateway


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.bytes = response.read()

    @property
    def json(self):
        return json.loads(self.bytes)

    @property
    def reason(self):
        return self.json["error"]["reason"]


class Browser:
    """Keeps its cookie, as a browser does."""

    def __init__(self, port):
        self.port = port
        self.cookie = None

    def send(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=world.PATIENCE)
        sent = {"Cookie": self.cookie} if self.cookie else {}
        sent.update(headers or {})
        connection.request(method, path, body, sent)
        answer = Answer(connection.getresponse())
        connection.close()
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
        return answer

    def get(self, path, headers=None):
        return self.send("GET", path, headers=headers)

    def post(self, path, message, headers=None):
        body = message if isinstance(message, (str, bytes)) else json.dumps(message)
        sent = {"Content-Type": "application/json", "Krul-Request": "1", **(headers or {})}
        return self.send("POST", path, body, {name: value for name, value in sent.items() if value is not None})

    def rpc(self, rpc, /, **message):
        return self.post(f"/v1/{rpc}", message)

    def sign_in(self, person="anna", branch="centrum", **more):
        answer = world.eventually("the gateway knows the firm", lambda: self._signed_in(person, branch, more))
        assert answer.status == 200, answer.bytes
        return self

    def _signed_in(self, person, branch, more):
        answer = self.post("/v1/sign-in", {"person": person, "branch": branch, **more})
        return answer if answer.status != 503 else None

    def events(self, branch="centrum", last=None, receive_buffer=None):
        return Events(self, branch, last, receive_buffer)


class Events:
    """A stream of server-sent events, read by a thread of its own."""

    def __init__(self, browser, branch, last, receive_buffer):
        self.seen = []  # (name, id, data)
        self.retry = None
        self.ended = threading.Event()
        self._socket = socket.socket()
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.settimeout(world.PATIENCE)
        self._socket.connect(("127.0.0.1", browser.port))
        lines = [f"GET /v1/events?branch={branch} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {browser.cookie}"]
        if last:
            lines.append(f"Last-Event-ID: {last}")
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self._file = self._socket.makefile("rb")
        self.status = int(self._file.readline().split()[1])
        while self._file.readline().strip():
            pass
        if not receive_buffer:
            threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        event = {}
        try:
            for line in self._file:
                text = line.decode().rstrip("\n")
                if text:
                    name, _, value = text.partition(": ")
                    event[name] = value
                    continue
                self.retry = event.get("retry", self.retry)
                if "event" in event:
                    self.seen.append((event["event"], event.get("id"), json.loads(event["data"])))
                event = {}
        except (OSError, ValueError):
            pass
        self.ended.set()

    def names(self):
        return [name for name, _, _ in self.seen]

    def wait_for(self, name, matching=lambda data: True):
        """The first event of that name whose data match."""
        return world.eventually(f"an event {name}; seen: {self.names()[-5:]}",
                                lambda: next((one for one in list(self.seen) if one[0] == name and matching(one[2])), None))

    def last_id(self):
        return next(id for _, id, _ in reversed(self.seen) if id)

    def close(self):
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the other side was quicker
        self._socket.close()
