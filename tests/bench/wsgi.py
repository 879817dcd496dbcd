"""The site as served, with two switches that exist only here: leave the access record out, and count statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

from django.db import connection

from config.wsgi import application as site
from privacy.models import AccessRecord

NO_RECORD = "HTTP_X_BENCH_NO_RECORD"
COUNT = "HTTP_X_BENCH_COUNT"
COUNTED = "X-Bench-Queries"
_leave_out: ContextVar[bool] = ContextVar("leave_out", default=False)
_add = AccessRecord.add


def add(record: AccessRecord) -> None:
    """Write the record unless this request asked otherwise."""
    if not _leave_out.get():
        _add(record)


AccessRecord.add = add  # type: ignore[assignment,method-assign]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Serve one request; a header of the answer says how many statements it took when asked."""
    token = _leave_out.set(NO_RECORD in environ)
    try:
        return _counted(environ, start_response) if COUNT in environ else site(environ, start_response)
    finally:
        _leave_out.reset(token)


def _counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    statements = 0

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(*arguments)

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start_response(status, [*headers, (COUNTED, str(statements))], *rest)

    with connection.execute_wrapper(count):
        return site(environ, start)
