"""Log lines without personal data: the route instead of the address, the kind of an error instead of its words.

Addresses carry keys of households, and the words of an error often repeat what somebody typed
(`invalid literal for int(): '999990019'`), so neither is written. What is left says where in the code it went wrong.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from django.http import HttpRequest

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def kind_of(error: BaseException) -> str:
    """The full name of an error's class, with the code of PostgreSQL where it has one."""
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    code = getattr(error, "sqlstate", None)
    return f"{name} ({code})" if code else name


class Wordless(logging.Formatter):
    """Writes where an error happened and of which kind it is, with its causes, but never what it says."""

    def format(self, record: logging.LogRecord) -> str:
        """Never the traceback that another handler, with all its words, left in the record."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802
        """The call stack of the error and of each of its causes, the first cause first."""
        error, parts = ei[1], list[str]()
        while error is not None:
            parts.append("".join(traceback.format_tb(error.__traceback__)) + kind_of(error))
            error = error.__cause__ or error.__context__
        return "\n".join(reversed(parts))


class RouteForPath(logging.Filter):
    """Replaces the address of a request by its route, and the words of a failed task by the kind of its error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the line; none is held back."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            route = request.resolver_match.route if request.resolver_match else "(onbekend adres)"
            record.args = tuple(route if arg == request.path else arg for arg in record.args)
        elif isinstance(record.args, dict) and "exc" in record.args:
            error = record.exc_info[1] if record.exc_info else None
            record.args = {**record.args, "exc": kind_of(error) if error else "", "traceback": ""}
        return True


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"route_for_path": {"()": RouteForPath}},
    "formatters": {
        "line": {"()": Wordless, "format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["route_for_path"]},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would mail whole requests, and write their query strings.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "httpx": {"level": "WARNING"},
    },
}
