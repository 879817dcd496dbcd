"""The monitoring asks /gezond/: 200, or 503 and one word."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from config import health
from privacy.seals import seal_log

NOBODY_LISTENS = "unix:///nowhere"


def ask(client: Client) -> tuple[int, str]:
    answer = client.get(reverse("health"))
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
def test_when_all_is_well(client: Client) -> None:
    assert ask(client) == (200, "gezond")


@pytest.mark.django_db
def test_when_sessions_and_rate_limits_have_no_place(client: Client, settings: Settings) -> None:
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": NOBODY_LISTENS}}
    assert ask(client) == (503, "valkey")


@pytest.mark.usefixtures("committing_database")
def test_when_the_database_does_not_answer(client: Client) -> None:
    name = connections.settings["default"]["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "no_such_database"
    try:
        assert ask(client) == (503, "database")
    finally:
        connection.settings_dict["NAME"] = name


@pytest.mark.django_db
def test_when_next_month_could_not_be_recorded() -> None:
    now = datetime.datetime.now(datetime.UTC)
    assert health.what_is_broken(now) == ""
    assert health.what_is_broken(now + datetime.timedelta(days=330)) == ""
    assert health.what_is_broken(now + datetime.timedelta(days=400)) == "inzagelogboek"


@pytest.mark.django_db
def test_the_last_day_of_a_long_month_looks_at_the_right_next_one() -> None:
    this_month = datetime.datetime.now(datetime.UTC).replace(day=1)
    year = this_month.year + (this_month.month > 1)
    end_of_january = datetime.datetime(year, 1, 31, 23, 59, tzinfo=datetime.UTC)
    assert health.what_is_broken(end_of_january) == ""


@pytest.mark.django_db
def test_sealing_that_stands_still_is_told_and_takes_nobodys_work_away(client: Client) -> None:
    seal_log(at=datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1))
    assert ask(client) == (200, "gezond")
    by_now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)
    assert health.what_lags(by_now) == "zegels"
    seal_log(at=by_now)
    assert health.what_lags(by_now) == ""


@pytest.mark.django_db
def test_it_takes_no_orders(client: Client) -> None:
    assert client.post(reverse("health")).status_code == 405
