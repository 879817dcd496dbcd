"""BRPs with something wrong: each a handler for the test server."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from typing import Any, ClassVar

from households.brp.test_server import BrpRequestHandler

Json = dict[str, Any]


class Failing(BrpRequestHandler):
    """Answers with these statuses first and rightly after that; counts the questions."""

    statuses: ClassVar[Iterator[int]]
    asked: ClassVar[itertools.count[int]]

    def reply(self, body: object) -> tuple[int, Json]:
        """See `BrpRequestHandler`."""
        next(self.asked)
        status = next(self.statuses, 0)
        return (status, self._problem(500)) if status else super().reply(body)


def failing(*statuses: int, forever: int = 0) -> type[Failing]:
    """A fresh handler: these statuses once, or one for ever."""
    source = itertools.repeat(forever) if forever else iter(statuses)
    return type("FreshlyFailing", (Failing,), {"statuses": source, "asked": itertools.count()})


def times_asked(handler: type[Failing]) -> int:
    """How many questions came in; to be called once."""
    return next(handler.asked)


class Dumb(BrpRequestHandler):
    """Never answers until the test lets go."""

    release: ClassVar[threading.Event]

    def reply(self, body: object) -> tuple[int, Json]:
        """See `BrpRequestHandler`."""
        self.release.wait(30)
        return super().reply(body)


def dumb() -> type[Dumb]:
    """A fresh handler."""
    return type("FreshlyDumb", (Dumb,), {"release": threading.Event()})


class CutOff(BrpRequestHandler):
    """Promises more than it sends and hangs up."""

    def send(self, status: int, content: Json) -> None:
        """See `BrpRequestHandler`."""
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2])
        self.close_connection = True


class Saying(BrpRequestHandler):
    """Sends these bytes, whatever is asked."""

    content: ClassVar[bytes]
    headers_too: ClassVar[dict[str, str]] = {}

    def send(self, status: int, content: Json) -> None:
        """See `BrpRequestHandler`."""
        self.send_response(200)
        for name, value in self.headers_too.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()
        self.wfile.write(self.content)


def saying(content: object, **headers: str) -> type[Saying]:
    """A handler that says this: bytes as they are, anything else as JSON."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return type("FreshlySaying", (Saying,), {"content": data, "headers_too": headers})
