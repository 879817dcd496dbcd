"""Script, statements and line breaks in every field: stored, reflected, in addresses and in headers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, models, transaction
from django.db.models import Model
from django.urls import reverse

from privacy.access import registered_models
from privacy.acting import acting
from privacy.models import AccessRecord, Team, User
from tests.attacks.reach import Address, addresses, field_names, keys_about, shown
from tests.people import Town

FAMILY = ("Sanne", "Emre", "Lina", "Deniz")
ALL = addresses()
# An element and two ways out of an attribute, short enough for almost every field; each part tells by itself.
MARKUP = "<i onx>\" onx='"
TELLTALES = ("<i onx>", '" onx=', "onx='")
STATEMENTS = (
    "' OR 1=1 --",
    "'; DROP TABLE households_person; --",
    "%' OR '%'='",
    "\\' UNION SELECT name FROM privacy_user --",
    "1) OR pg_sleep(0) IS NULL --",
    "$$; SELECT 1; $$",
    "{0} %s %(x)s {{ 7|add:7 }}",
    "nul\x00byte",
    "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
)
READERS = ("Fatima", "Joris", "Noor", "Anja", "Pieter")


def fits(field: models.Field[Any, Any]) -> bool:
    """Whether this is free text. Whoever has another password is signed out, and sees nothing."""
    is_text = type(field) in (models.CharField, models.TextField) and not field.choices and not field.unique
    return is_text and field.name != "password"


def spoil(model: type[Model], text: str) -> None:
    """Put a text in every free text of every row, as far as the database takes it."""
    for field in filter(fits, model._meta.concrete_fields):
        value = text[: field.max_length] if field.max_length else text
        try:
            with transaction.atomic():
                model._default_manager.update(**{field.name: value})
        except (DatabaseError, TypeError):
            continue


def spoil_everything(town: Town, text: str) -> None:
    with acting(town.actor("Fatima"), reason="proef"):
        spoilt: list[type[Model]] = [*registered_models(), User, Team]
        for model in spoilt:
            if model is not AccessRecord:
                spoil(model, text)


def is_markup(page: str) -> bool:
    """Whether something of what was sent or stored came out as markup."""
    return any(part in page for part in TELLTALES)


@pytest.mark.parametrize("who", READERS)
def test_stored_markup_is_text_on_every_page(town: Town, who: str) -> None:
    spoil_everything(town, MARKUP)
    client, pages = town.client(who), 0
    for address in ALL:
        for key in keys_about(town.de_vries, *(town.person(name) for name in FAMILY)):
            answer = client.get(address.of(key))
            assert answer.status_code < 500, address.route
            if answer["Content-Type"].startswith("text/html"):
                assert not is_markup(shown(answer)), address.route
                pages += answer.status_code == 200
            if not address.has_key:
                break
    assert pages > 1


@pytest.mark.parametrize("address", ALL, ids=[address.route for address in ALL])
def test_sent_markup_comes_back_as_text(town: Town, address: Address) -> None:
    sent = dict.fromkeys(field_names(), MARKUP)
    for who in ("Fatima", "Pieter"):
        client = town.client(who)
        for answer in (client.get(address.of(town.de_vries.pk), sent), client.post(address.of(town.de_vries.pk), sent)):
            assert answer.status_code < 500
            if answer["Content-Type"].startswith("text/html"):
                assert not is_markup(shown(answer))


@pytest.mark.parametrize("address", ALL, ids=[address.route for address in ALL])
def test_a_statement_is_a_text_like_any_other(town: Town, address: Address) -> None:
    for who in ("Fatima", "Pieter"):
        client = town.client(who)
        for text in STATEMENTS:
            sent = dict.fromkeys(field_names(), text)
            for answer in (
                client.get(address.of(town.de_vries.pk), sent),
                client.post(address.of(town.de_vries.pk), sent),
            ):
                assert answer.status_code < 500, (address.route, text)
                assert "Gerda" not in shown(answer)
    assert town.persons["Sanne"].memberships.exists()


@pytest.mark.parametrize(
    "text", ["x\r\nSet-Cookie: a=b", "x\nLocation: https://evil.example/", "//evil.example/", "https://evil.example/"]
)
def test_no_answer_takes_a_header_or_a_way_out_from_what_is_sent(town: Town, text: str) -> None:
    sent = dict.fromkeys([*field_names(), "next", "language"], text)
    for who in ("Fatima", "Pieter"):
        client = town.client(who)
        for address in ALL:
            for answer in (
                client.get(address.of(town.de_vries.pk), sent),
                client.post(address.of(town.de_vries.pk), sent),
            ):
                assert not any("\n" in value or "\r" in value for _name, value in answer.items())
                assert "evil.example" not in answer.get("Location", "").split("?")[0]
                assert "a" not in answer.cookies


def test_the_choice_of_language_leads_back_to_our_own_pages(town: Town) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        answer = town.client("Fatima").post(reverse("set_language"), {"language": "en", "next": elsewhere})
        assert "evil" not in answer["Location"]
        assert "javascript" not in answer["Location"]
