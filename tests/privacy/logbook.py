"""A small logbook that speaks OTLP over HTTP, and what it was sent."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass
class Logbook:
    """What was sent to it, in order; and how it answers."""

    url: str = ""
    spans: list[Span] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    is_down: bool = False
    refuses: int = 0
    says: bytes | None = None
    answers: int | None = None

    def take(self, body: bytes) -> tuple[int, bytes]:
        """Keep what arrives, unless down or out of room; the status and body of the answer."""
        if self.is_down or self.answers == 0:
            return 503, b""
        if self.answers is not None:
            self.answers -= 1
        request = ExportTraceServiceRequest.FromString(body)
        self.spans += [
            span for resource in request.resource_spans for scope in resource.scope_spans for span in scope.spans
        ]
        answer = ExportTraceServiceResponse()
        if self.refuses:
            answer.partial_success.rejected_spans = self.refuses
        return 200, self.says if self.says is not None else answer.SerializeToString()

    @property
    def keys(self) -> set[tuple[bytes, bytes]]:
        """The keys of everything it has: a line that was sent twice is there once."""
        return {(span.trace_id, span.span_id) for span in self.spans}


@contextmanager
def listening() -> Iterator[Logbook]:
    """A logbook on a port of its own."""
    logbook = Logbook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status, answer = logbook.take(self.rfile.read(int(self.headers["Content-Length"])))
            logbook.headers.append(dict(self.headers))
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: object) -> None:
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    logbook.url = f"http://127.0.0.1:{server.server_address[1]}/v1/traces"
    try:
        yield logbook
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
