"""A mail server for one test: it keeps what it takes, and may be slow to say that it has it."""

from __future__ import annotations

import email
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import Self


class Post(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP (RFC 5321) as is needed. `arrived` is what was taken, with the copies."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.arrived: list[Message] = []
        self.slow = 0.0  # seconds between having a mail and saying so
        self.is_busy = False  # it takes nothing for now
        self.refused = 0
        self.answers = threading.Event()
        self.answers.set()

    @property
    def url(self) -> str:
        """The address in the form that settings read."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Self]:
        """A server that runs until the end of the block."""
        with cls() as server:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            yield server
            server.answers.set()
            server.shutdown()


class Session(socketserver.StreamRequestHandler):
    """One connection."""

    server: Post

    def handle(self) -> None:
        """Answer until the other side leaves, or is killed."""
        try:
            self._say("220 here")
            while line := self.rfile.readline():
                command = line[:4].strip().upper()
                if command == b"DATA" and self.server.is_busy:
                    self.server.refused += 1
                    self._say("451 later")
                elif command == b"DATA":
                    self._take()
                elif command == b"QUIT":
                    self._say("221 bye")
                    return
                else:
                    self._say("250 fine")
        except OSError:
            return

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:  # killed half-way: a mail that is not whole is nobody's
                return
            lines.append(line)
        self.server.arrived.append(email.message_from_bytes(b"".join(lines)))
        time.sleep(self.server.slow)
        self.server.answers.wait(60)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
