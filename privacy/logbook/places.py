"""Where lines go: a logbook that speaks OTLP over HTTP, or a file. Each says when it has them, or raises."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import httpx
from django.conf import settings
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from opentelemetry.proto.trace.v1.trace_pb2 import Status as SpanStatus

from privacy.logbook.lines import RESOURCE, Line
from privacy.models import LogbookPosition

TIMEOUT_SECONDS = 10.0
NANOSECONDS = 1_000_000
SAMPLED = 1


class NotAcknowledged(Exception):
    """The place did not say that it has the lines; they stay in the queue. Says what happened, not about whom."""


class Place(Protocol):
    """Somewhere lines can go."""

    def take(self, lines: Sequence[Line]) -> None:
        """Return when every line is kept there; raises `NotAcknowledged`."""


class Collector:
    """A logbook that takes lines over OTLP/HTTP, in protobuf."""

    def __init__(self, url: str, *, token: str = "", timeout: float = TIMEOUT_SECONDS) -> None:
        headers = {"Content-Type": "application/x-protobuf"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._url, self._http = url, httpx.Client(headers=headers, timeout=timeout, trust_env=False)

    def take(self, lines: Sequence[Line]) -> None:
        """Post the lines as spans; whatever is not a whole yes is a no."""
        try:
            answer = self._http.post(self._url, content=as_otlp(lines).SerializeToString())
        except httpx.HTTPError as error:
            raise NotAcknowledged(type(error).__name__) from None
        if answer.status_code != httpx.codes.OK:
            raise NotAcknowledged(f"status {answer.status_code}")
        try:
            refused = ExportTraceServiceResponse.FromString(answer.content).partial_success.rejected_spans
        except DecodeError:
            raise NotAcknowledged("unreadable answer") from None
        if refused:
            raise NotAcknowledged(f"{refused} lines refused")


class LogFile:
    """A file with a line of JSON for each; acknowledged when the disk has it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def take(self, lines: Sequence[Line]) -> None:
        """Add the lines; half a line that a killed process left behind goes first."""
        text = "".join(f"{json.dumps(line.as_json(), ensure_ascii=False)}\n" for line in lines)
        try:
            with self._path.open("ab+") as file:
                _cut_half_a_line(file.fileno())
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NotAcknowledged(type(error).__name__) from None


def configured_places() -> Iterator[tuple[LogbookPosition.Place, Callable[[], Place]]]:
    """The places that the settings name."""
    if settings.LOGBOOK_URL:
        yield (
            LogbookPosition.Place.COLLECTOR,
            lambda: Collector(settings.LOGBOOK_URL, token=settings.LOGBOOK_TOKEN),
        )
    if settings.LOGBOOK_FILE:
        yield LogbookPosition.Place.FILE, lambda: LogFile(Path(settings.LOGBOOK_FILE))


def as_otlp(lines: Sequence[Line]) -> ExportTraceServiceRequest:
    """The lines as OTLP writes spans."""
    request = ExportTraceServiceRequest()
    spans = request.resource_spans.add()
    spans.resource.attributes.extend(_pairs(RESOURCE))
    spans.scope_spans.add().spans.extend(_as_span(line) for line in lines)
    return request


def _as_span(line: Line) -> Span:
    return Span(
        trace_id=bytes.fromhex(line.trace_id),
        span_id=bytes.fromhex(line.span_id),
        parent_span_id=bytes.fromhex(line.parent_span_id),
        flags=SAMPLED,
        name=line.name,
        kind=Span.SPAN_KIND_INTERNAL,
        start_time_unix_nano=line.start_time * NANOSECONDS,
        end_time_unix_nano=line.end_time * NANOSECONDS,
        attributes=_pairs(line.attributes),
        status=SpanStatus(code=SpanStatus.StatusCode.Name(line.status)),
    )


def _pairs(attributes: dict[str, str]) -> list[KeyValue]:
    return [KeyValue(key=name, value=AnyValue(string_value=value)) for name, value in attributes.items()]


def _cut_half_a_line(descriptor: int) -> None:
    end = os.lseek(descriptor, 0, os.SEEK_END)
    whole = end
    while whole and os.pread(descriptor, 1, whole - 1) != b"\n":
        whole -= 1
    if whole < end:
        os.ftruncate(descriptor, whole)
