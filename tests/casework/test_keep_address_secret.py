"""The screens on which an address becomes a secret, and on which its readers say who else may see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from households.models import HouseholdMembership, SecretAddress
from tests.casework.secrets import hide, traces
from tests.casework.test_open_household import whole
from tests.people import Town


def url_of(town: Town, name: str = "secret_address", person: str = "Sanne") -> str:
    place = HouseholdMembership.objects.get(household=town.de_vries, person=town.person(person))
    return reverse(f"casework:{name}", args=[town.de_vries.pk, place.pk])


def data(town: Town, *readers: str, **more: str) -> dict[str, Any]:
    return {"readers": [str(town.user(name).pk) for name in readers], "reason": "bedreigd"} | more


@pytest.mark.parametrize("who", ["Fatima", "Joris", "Noor"])
def test_whoever_works_in_the_household_makes_a_secret_with_a_reason(town: Town, who: str) -> None:
    client = town.client(who)
    assert "checked" in client.get(url_of(town)).content.decode()  # oneself, to begin with
    assert client.post(url_of(town), data(town, "Tess")).status_code == 302
    assert SecretAddress.objects.get().reason == "bedreigd"
    assert traces(whole(town, who, town.de_vries)) == []
    assert "adres geheim" in client.get(reverse("casework:secret_addresses", args=[town.de_vries.pk])).content.decode()


@pytest.mark.parametrize(
    ("readers", "change", "sentence"),
    [
        ([], {}, "Kies ten minste één collega"),
        (["Tess"], {"reason": " "}, "Schrijf op waarom dit adres geheim is."),
        (["Tess"], {"reason": "x" * 301}, "Schrijf de reden korter op"),
        (["Bram"], {}, "Kies een collega die bij dit huishouden betrokken is."),
        ([], {"readers": "onzin"}, "Kies een collega die bij dit huishouden betrokken is."),
    ],
)
def test_what_does_not_fit_gets_a_sentence(
    town: Town, readers: list[str], change: dict[str, str], sentence: str
) -> None:
    answer = town.client("Tess").post(url_of(town), data(town, *readers, **change))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SecretAddress.objects.exists()


def test_only_a_reader_sees_and_changes_who_the_readers_are(town: Town) -> None:
    hide(town)
    page = town.client("Fatima").get(url_of(town)).content.decode()
    assert "Alleen wie het mag zien" in page
    assert "Tess" not in page
    town.client("Fatima").post(url_of(town), data(town, "Fatima"))
    assert traces(whole(town, "Fatima", town.de_vries)) == []
    refused = town.client("Fatima").post(url_of(town, "lift_secret_address"), {"reason": "x"})
    assert refused.status_code == 422
    town.client("Tess").post(url_of(town), data(town, "Tess", "Fatima"))
    assert "Kerkstraat 12" in whole(town, "Fatima", town.de_vries)
    town.client("Fatima").post(url_of(town), data(town, "Fatima"))
    assert traces(whole(town, "Tess", town.de_vries)) == []


def test_a_reader_lifts_it_with_a_reason(town: Town) -> None:
    hide(town)
    tess = town.client("Tess")
    assert tess.post(url_of(town, "lift_secret_address"), {"reason": ""}).status_code == 422
    assert tess.post(url_of(town, "lift_secret_address"), {"reason": "niet meer nodig"}).status_code == 302
    assert "Kerkstraat 12" in whole(town, "Fatima", town.de_vries)
    assert tess.post(url_of(town, "lift_secret_address"), {"reason": "nog eens"}).status_code == 302


@pytest.mark.parametrize("who", ["Bram", "Anja", "Pieter"])
def test_for_who_does_not_help_here_it_is_not_there(town: Town, who: str) -> None:
    client = town.client(who)
    assert client.get(reverse("casework:secret_addresses", args=[town.de_vries.pk])).status_code == 404
    for name in ("secret_address", "lift_secret_address"):
        assert client.post(url_of(town, name), data(town, who)).status_code == 404
    assert not SecretAddress.objects.exists()


def test_a_place_in_another_household_is_not_there(town: Town) -> None:
    place = HouseholdMembership.objects.get(household=town.bakker)
    for name in ("secret_address", "lift_secret_address"):
        url = reverse(f"casework:{name}", args=[town.de_vries.pk, place.pk])
        assert town.client("Fatima").get(url).status_code == 404
