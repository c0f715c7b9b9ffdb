"""A TCP line to a port of 127.0.0.1 that can lose what comes back."""

import socket
import threading


class LossyLine:
    def __init__(self, to_port):
        self._to_port = to_port
        self._losing = False
        self._sockets = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for one in [self._listener, *self._sockets]:
            self._break(one)

    def lose_answers(self):
        """The next message of a request goes through; the line breaks instead of bringing the answer."""
        self._losing = True

    @staticmethod
    def _break(one):
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        one.close()

    def _accept(self):
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self._to_port))
            self._sockets += [near, far]
            threading.Thread(target=self._carry, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, True), daemon=True).start()

    def _carry(self, source, target, back):
        try:
            while data := source.recv(65536):
                # The settings of HTTP/2 come first; an answer to a call is a HEADERS frame (type 1).
                if back and self._losing and self._holds_headers(data):
                    break
                target.sendall(data)
        except OSError:
            pass
        self._break(source)
        self._break(target)

    @staticmethod
    def _holds_headers(data):
        at = 0
        while at + 9 <= len(data):
            if data[at + 3] == 1:
                return True
            at += 9 + int.from_bytes(data[at : at + 3], "big")
        return False
