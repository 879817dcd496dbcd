"""One piece of work: a request, a task, a run of a command. All it does shares a trace (W3C Trace Context).

The access records tell the trace and the processing activity of the work they belong to, and calls to other systems
take the trace along, so that lines in several logbooks can be put together.
"""

from __future__ import annotations

import re
import secrets
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from privacy.processing import Activity

TRACEPARENT = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}(-.*)?", re.ASCII
)
LONGEST = 255


@dataclass(frozen=True)
class Trace:
    """A trace as W3C Trace Context passes it on: its key, and the span of whoever called us, both in hex."""

    id: str
    caller: str = ""

    @classmethod
    def parse(cls, header: str) -> Trace | None:
        """The trace in a `traceparent` header; None for anything that the standard says to ignore."""
        found = TRACEPARENT.fullmatch(header) if len(header) <= LONGEST else None
        if found is None or (header.startswith("00-") and found[3] is not None):
            return None
        return cls(found[1], caller=found[2])


@dataclass
class Operation:
    """What is being done now: under which key, for which activity, within whose trace, since when (monotonic).

    `processor` is the address of another application that takes part: whom we called, or who called us.
    """

    id: uuid.UUID = field(default_factory=uuid.uuid4)
    activity: Activity | None = None
    trace: Trace | None = None
    processor: str = ""
    began: float = field(default_factory=time.monotonic)

    @property
    def trace_id(self) -> str:
        """The trace of this work: the caller's, or else one that bears our own key."""
        return self.trace.id if self.trace else self.id.hex

    @property
    def took_ms(self) -> int:
        """How long it has lasted."""
        return round((time.monotonic() - self.began) * 1000)

    def traceparent(self) -> str:
        """The header for a call to another system, each call with a span of its own; the flag says: recorded."""
        return f"00-{self.trace_id}-{secrets.token_hex(8)}-01"

    def for_record(self) -> dict[str, str]:
        """What an access record keeps of the trace beside its own key: nothing, for work nobody else takes part in."""
        trace = {"id": self.trace_id, "caller": self.trace.caller} if self.trace else {}
        return trace | ({"id": self.trace_id, "processor": self.processor} if self.processor else {})


_current: ContextVar[Operation | None] = ContextVar("operation", default=None)


def current() -> Operation | None:
    """The work that is being done, or None outside `operating`."""
    return _current.get()


@contextmanager
def operating(operation: Operation) -> Iterator[Operation]:
    """Do everything inside as one piece of work."""
    token = _current.set(operation)
    try:
        yield operation
    finally:
        _current.reset(token)
