"""Only a valid token of an active person opens an interface; it opens nothing else, and a session opens none."""

from __future__ import annotations

import datetime
import uuid
from functools import lru_cache
from typing import Any

import pytest
from allauth.idp.oidc.models import Token
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import reverse

from config import context
from privacy.acting import acting
from privacy.models import User
from privacy.services import system_actor
from tests.casework.api.programs import API, PROBLEM, Program, program
from tests.people import Town

PAST = -datetime.timedelta(seconds=1)


@pytest.fixture
def fresh_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    """No menu was drawn yet in this process."""
    monkeypatch.setattr(context, "_rendered", lru_cache(context._rendered.__wrapped__))


def status(asking: Program) -> int:
    return int(asking.get("/huishoudens").status_code)


def refused(answer: Any, reason: str = 'Bearer error="invalid_token"') -> bool:
    return (answer.status_code, answer["Content-Type"], answer["WWW-Authenticate"]) == (401, PROBLEM, reason)


def test_without_a_token_there_is_nothing(town: Town) -> None:
    answer = Client().get(f"{API}/huishoudens")
    assert refused(answer, "Bearer")
    assert answer["API-Version"] == "1.0.0"


def test_a_session_opens_no_interface(town: Town) -> None:
    assert town.client("Fatima").get(f"{API}/huishoudens").status_code == 401


def test_a_token_opens_no_screen(town: Town) -> None:
    asking = program(town.user("Fatima"))
    answer = asking.browser.get(reverse("home"), headers=asking.headers)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("value", ["Bearer x", "Bearer ", "Basic c2xldXRlbDo=", "sleutel", "bearer sleutel"])
def test_an_invented_token_opens_nothing(town: Town, value: str) -> None:
    program(town.user("Fatima"))
    assert refused(Client().get(f"{API}/huishoudens", headers={"Authorization": value}))


def test_a_token_in_the_address_opens_nothing(town: Town) -> None:
    program(town.user("Fatima"))
    assert Client().get(f"{API}/huishoudens?access_token=sleutel").status_code == 401


def test_an_expired_token_opens_nothing(town: Town) -> None:
    assert refused(program(town.user("Fatima"), lasts=PAST).get("/huishoudens"))


def test_a_withdrawn_token_opens_nothing(town: Town) -> None:
    asking = program(town.user("Fatima"))
    assert status(asking) == 200
    asking.token.delete()
    assert status(asking) == 401


def test_a_refresh_token_is_no_access_token(town: Town) -> None:
    asking = program(town.user("Fatima"))
    Token.objects.update(type=Token.Type.REFRESH_TOKEN)
    assert status(asking) == 401


@pytest.mark.parametrize("change", [{"is_active": False}, {"kind": User.Kind.SYSTEM}])
def test_the_token_of_somebody_who_may_not_sign_in_opens_nothing(town: Town, change: dict[str, Any]) -> None:
    asking = program(town.user("Fatima"))
    User.objects.filter(pk=town.user("Fatima").pk).update(**change)
    assert status(asking) == 401


def test_a_program_on_its_own_reads_nobody(town: Town) -> None:
    assert refused(program(None).get("/huishoudens"))


def test_the_token_of_somebody_who_left_the_team_shows_nothing(town: Town) -> None:
    asking = program(town.user("Joris"))
    with acting(system_actor("tests")):
        town.user("Joris").memberships.update(valid_until=town.today)
    assert asking.get("/huishoudens").json()["aantal"] == 0
    assert asking.get(f"/huishoudens/{town.de_vries.pk}").status_code == 404


@override_settings(IS_DEMO=False, SECURE_SSL_REDIRECT=False)
def test_a_token_needs_no_second_factor_of_its_own_it_was_given_with_one(town: Town) -> None:
    assert status(program(town.user("Fatima"))) == 200


def test_more_than_a_program_may_ask_is_a_429(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("privacy.api.limits.PerUser.THROTTLE_RATES", {"interface": "2/min"})
    asking, other = program(town.user("Fatima")), program(town.user("Joris"), value="ander")
    assert [status(asking) for _ in range(3)] == [200, 200, 429]
    answer = asking.get("/huishoudens")
    assert (answer["Content-Type"], int(answer["Retry-After"]) > 0) == (PROBLEM, True)
    assert status(other) == 200


def test_answers_are_in_dutch_whatever_the_program_reads(town: Town) -> None:
    answer = Client().get(f"{API}/huishoudens", headers={"Accept-Language": "en"})
    assert answer.json()["title"] == "Niet aangemeld"


def test_answers_are_kept_by_no_cache_and_framed_by_nobody(town: Town) -> None:
    answer = program(town.user("Fatima")).get("/huishoudens")
    assert answer["Cache-Control"] == "no-store, private"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_another_kind_of_answer_is_a_406(town: Town) -> None:
    asking = program(town.user("Fatima"))
    headers = asking.headers | {"Accept": "text/html"}
    answer = asking.browser.get(f"{API}/huishoudens", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (406, PROBLEM)


@pytest.mark.parametrize("path", ["/huishoudens/", "/bestaat-niet", "/huishoudens/x"])
def test_an_address_that_is_none_is_a_404_and_no_redirect(town: Town, path: str) -> None:
    answer = program(town.user("Fatima")).get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json()["title"] == "Niet gevonden"


def test_what_a_program_may_not_is_in_no_menu_of_the_user_itself(town: Town, fresh_menus: None) -> None:
    assert program(town.user("Fatima"), "doel:regie").get(f"/huishoudens/{uuid.uuid4()}").status_code == 404
    assert 'type="search"' in town.client("Fatima").get(reverse("home")).content.decode()


def test_our_own_fault_is_a_500_without_a_word_of_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("Sanne de Vries")

    monkeypatch.setattr("casework.api.reading.line_of", fail)
    asking = program(town.user("Fatima"))
    asking.browser.raise_request_exception = False
    answer = asking.get("/huishoudens")
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert "Sanne" not in answer.content.decode()


def test_an_outage_is_a_503_in_the_same_form(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("privacy.api.middleware.bearer_of", fail)
    asking = program(town.user("Fatima"))
    asking.browser.raise_request_exception = False
    answer = asking.get("/huishoudens")
    assert (answer.status_code, answer["Content-Type"]) == (503, PROBLEM)
