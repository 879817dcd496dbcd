"""A BRP to develop and test against: Haal Centraal BRP Personen bevragen v2.7 over HTTP, for fictitious people.

It answers `POST /haalcentraal/api/brp/personen` by the specification, refusals included. Never point it at real
people: it knows no authorisation beyond one optional key.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from django.utils import timezone

from households.brp.answers import BadRequestError, Context, Fault, Json, answer, problem
from households.brp.register import PersonSource
from households.brp.tables import NationalTables

BASE_PATH = "/haalcentraal/api/brp"
PERSONS_PATH = f"{BASE_PATH}/personen"
KEY_HEADER = "X-API-KEY"
_ANSWER_TYPE = "application/json; charset=utf-8"
_PROBLEM_TYPE = "application/problem+json"
_LONGEST_BODY = 100_000
_PATIENCE_SECONDS = 30

logger = logging.getLogger(__name__)


class BrpTestServer(ThreadingHTTPServer):
    """Listens on `url` once made; `serve_forever()` answers. Port 0 takes a free one."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(
        self,
        source: PersonSource,
        *,
        tables: NationalTables | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        api_key: str = "",
        handler: type[BrpRequestHandler] | None = None,
        today: Callable[[], date] = timezone.localdate,
    ) -> None:
        self._source = source
        self._tables = tables or NationalTables()
        self._today = today
        self.api_key = api_key
        super().__init__((host, port), handler or BrpRequestHandler)

    @property
    def url(self) -> str:
        """The base address of the API."""
        return f"http://{self.server_address[0]!s}:{self.server_port}{BASE_PATH}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that broke is no reason for a traceback on the screen."""
        logger.info("BRP test server: connection lost (%s)", type(sys.exception()).__name__)

    def context(self) -> Context:
        """What the answers of this moment are made from."""
        return Context(source=self._source, tables=self._tables, today=self._today())


class BrpRequestHandler(BaseHTTPRequestHandler):
    """One connection. Tests of a faulty BRP subclass this and override `reply`."""

    server: BrpTestServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = (
        True  # head and content go out apart; together with delayed acknowledgement that costs 40 ms
    )
    timeout: ClassVar[float] = _PATIENCE_SECONDS

    def reply(self, body: object) -> tuple[int, Json]:
        """Status and content for a question that came in well-formed."""
        try:
            return HTTPStatus.OK, answer(body, self.server.context())
        except BadRequestError as refusal:
            return HTTPStatus.BAD_REQUEST, self._problem(HTTPStatus.BAD_REQUEST, *refusal.faults)
        except Exception as error:
            logger.error("BRP test server: %s", type(error).__name__)
            return HTTPStatus.INTERNAL_SERVER_ERROR, self._problem(HTTPStatus.INTERNAL_SERVER_ERROR)

    def send(self, status: int, content: Json) -> None:
        """Write an answer or a refusal."""
        data = json.dumps(content, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", _ANSWER_TYPE if status == HTTPStatus.OK else _PROBLEM_TYPE)
        self.send_header("Content-Length", str(len(data)))
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "POST")
        if status == HTTPStatus.UNAUTHORIZED:
            self.send_header("WWW-Authenticate", KEY_HEADER)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        """The one thing that the API does."""
        data = self._body()
        status = self._refusal()
        if status:
            self.send(status, self._problem(status))
            return
        try:
            body = json.loads(data)
        except (ValueError, RecursionError):
            fault = Fault("", "json", "Verzoek is geen geldige JSON.")
            self.send(HTTPStatus.BAD_REQUEST, self._problem(HTTPStatus.BAD_REQUEST, fault))
            return
        self.send(*self.reply(body))

    def _not_allowed(self) -> None:
        self._body()
        self.send(HTTPStatus.METHOD_NOT_ALLOWED, self._problem(HTTPStatus.METHOD_NOT_ALLOWED))

    do_GET = do_PUT = do_PATCH = do_DELETE = _not_allowed  # noqa: N815 (the base class looks for these names)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """The method only: no number may come to stand in a log, not even one put in an address by mistake."""
        logger.debug("BRP test server: %s", self.command)

    def _body(self) -> bytes:
        """The content that came in; none when it is too long, and then the connection ends after the refusal."""
        length = self.headers.get("Content-Length", "0")
        if not (length.isascii() and length.isdigit()) or int(length) > _LONGEST_BODY:
            self.close_connection = True
            return b""
        return self.rfile.read(int(length))

    def _refusal(self) -> int:
        """The status with which a question is refused before it is read; 0 when it is not."""
        key = self.headers.get(KEY_HEADER, "")
        checks = (
            (HTTPStatus.NOT_FOUND, self.path != PERSONS_PATH),
            (HTTPStatus.UNAUTHORIZED, bool(self.server.api_key) and not key),
            (HTTPStatus.FORBIDDEN, bool(self.server.api_key) and key != self.server.api_key),
            (HTTPStatus.NOT_ACCEPTABLE, not self._accepts_json()),
            (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, not self._is_json()),
        )
        return next((int(status) for status, is_wrong in checks if is_wrong), 0)

    def _accepts_json(self) -> bool:
        accepted = self.headers.get("Accept", "*/*").split(",")
        return any(kind.split(";")[0].strip() in {"*/*", "application/*", "application/json"} for kind in accepted)

    def _is_json(self) -> bool:
        kind, _semicolon, parameters = self.headers.get("Content-Type", "").partition(";")
        charset = parameters.replace(" ", "").replace('"', "").casefold()
        return kind.strip().casefold() == "application/json" and charset in {"", "charset=utf-8"}

    def _problem(self, status: int, *faults: Fault) -> Json:
        return problem(status, f"{self.server.url}/personen", faults)
