"""No line of the log carries what somebody typed, and no error page does."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config import logs
from config.urls import handler500 as our_handler500
from config.urls import urlpatterns as our_addresses
from tests.config.staff import make_fatima

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

BSN, NAME = "999990019", "Jansen"


@login_not_required
def breaks(request: HttpRequest) -> HttpResponse:
    bsn = request.POST["bsn"]
    try:
        raise KeyError(bsn)
    except KeyError as error:
        raise ValueError(f"invalid bsn: {bsn}") from error


@login_not_required
def breaks_in_the_database(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::uuid", [request.POST["bsn"]])
    return HttpResponse()


@login_not_required
def hides(_request: HttpRequest, who: str) -> HttpResponse:
    raise Http404(who)


urlpatterns = [
    path("breekt/", breaks),
    path("breekt/database/", breaks_in_the_database),
    path("verstopt/<str:who>/", hides),
    *our_addresses,
]
handler500 = our_handler500


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the configured handler writes, and nothing else."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.Wordless(logs.CONFIGURATION["formatters"]["line"]["format"], style="{"))
    handler.addFilter(logs.RouteForPath())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def send(address: str, **fields: str) -> Any:
    client = Client(raise_request_exception=False)
    client.force_login(make_fatima())
    return client.post(f"{address}?q={NAME}", {"bsn": BSN, **fields})


@pytest.mark.parametrize("address", ["/breekt/", "/breekt/database/"])
def test_an_error_says_where_and_of_which_kind_and_nothing_else(log: io.StringIO, address: str) -> None:
    page = send(address)
    assert page.status_code == 500
    assert "Er ging iets mis bij ons" in page.content.decode()
    written = log.getvalue()
    assert BSN not in written + page.content.decode()
    assert NAME not in written + page.content.decode()
    assert f"Internal Server Error: {address.lstrip('/')}" in written
    assert "in breaks" in written


def test_the_kind_of_error_and_of_its_cause_are_named(log: io.StringIO) -> None:
    send("/breekt/")
    assert log.getvalue().index("builtins.KeyError") < log.getvalue().index("builtins.ValueError")


def test_an_error_of_the_database_keeps_its_code(log: io.StringIO) -> None:
    send("/breekt/database/")
    assert "(22P02)" in log.getvalue()


def test_another_handler_that_wrote_the_words_first_does_not_put_them_into_ours(log: io.StringIO) -> None:
    other = logging.StreamHandler(io.StringIO())
    logging.getLogger().handlers.insert(0, other)
    try:
        send("/breekt/")
    finally:
        logging.getLogger().removeHandler(other)
    assert BSN not in log.getvalue()


@pytest.mark.parametrize("address", [f"/verstopt/{NAME}/", f"/{NAME}/{BSN}/"])
def test_a_page_that_is_not_found_is_named_by_its_route(log: io.StringIO, address: str) -> None:
    assert send(address).status_code == 404
    assert "Not Found: " in log.getvalue()
    assert NAME not in log.getvalue()
    assert BSN not in log.getvalue()


def test_a_refused_form_is_named_by_its_route(log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"/verstopt/{NAME}/", {"bsn": BSN}).status_code == 403
    assert "Forbidden" in log.getvalue()
    assert NAME not in log.getvalue()


def test_a_failed_task_is_named_by_its_kind_of_error(log: io.StringIO) -> None:
    try:
        raise ValueError(BSN)
    except ValueError as error:
        about = {"name": "privacy.seal", "exc": repr(error), "traceback": repr(error)}
        logging.getLogger("celery.app.trace").error("Task %(name)s raised %(exc)s", about, exc_info=True)
    assert "Task privacy.seal raised builtins.ValueError" in log.getvalue()
    assert BSN not in log.getvalue()


def test_errors_are_not_mailed_with_the_whole_request() -> None:
    handlers = [type(handler).__name__ for handler in logging.getLogger("django").handlers]
    assert "AdminEmailHandler" not in handlers
