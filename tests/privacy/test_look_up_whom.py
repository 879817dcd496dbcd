"""The privacy officer finds the key of whoever is meant, without a name in any address."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.people import BSN, Town
from tests.privacy.log import in_words, newest

LOOK_UP = reverse("privacy:look_up")


def found(town: Town, **typed: str) -> list[tuple[str, str]]:
    answer = town.client("Pieter").post(LOOK_UP, typed)
    assert answer.status_code == 200
    return [(one.kind, one.label) for one in answer.context["found"]]


SANNE = [("person", "Sanne de Vries"), ("household", "De Vries-Yılmaz")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"bsn": BSN["Sanne"]}, SANNE),
        ({"bsn": "9999 90 019"}, SANNE),
        ({"name": "sanne", "born_on": "1988-04-12"}, SANNE),
        ({"name": "de Vries", "born_on": "12-04-1988"}, SANNE),
        ({"name": "yilmaz", "born_on": "1986-07-01"}, [("person", "Emre Yılmaz"), ("household", "De Vries-Yılmaz")]),
        ({"name": "sanne", "born_on": "1988-04-13"}, []),
        ({"name": "bakker", "born_on": "1988-04-12"}, []),
        ({"case_number": "bestaat niet"}, []),
        ({"worker": "benn"}, [("user", "Fatima Bennani")]),
    ],
)
def test_whoever_fits_is_found(town: Town, typed: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert found(town, **typed) == expected


def test_a_household_is_found_by_its_case(town: Town) -> None:
    assert found(town, case_number=town.case.number) == [("household", "De Vries-Yılmaz")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Vul in wie u zoekt."),
        ({"name": "Sanne"}, "Vul naam en geboortedatum samen in"),
        ({"born_on": "1988-04-12"}, "Vul naam en geboortedatum samen in"),
        ({"bsn": "123456789"}, "Dit burgerservicenummer bestaat niet."),
        ({"bsn": "abc"}, "Een burgerservicenummer bestaat alleen uit cijfers."),
        ({"name": "Sanne", "born_on": "1988-02-31"}, "Deze datum bestaat niet."),
        ({"name": "x\x00", "born_on": "1988-04-12"}, "Null-tekens"),
    ],
)
def test_what_cannot_be_looked_up_is_explained(town: Town, typed: dict[str, Any], sentence: str) -> None:
    answer = town.client("Pieter").post(LOOK_UP, typed)
    assert answer.status_code == 422
    assert sentence.lower() in in_words(answer.content.decode()).lower()


def test_a_search_is_recorded_with_whom_it_found(town: Town) -> None:
    found(town, bsn=BSN["Sanne"])
    entry = newest()
    assert (entry.event, entry.action, entry.purpose) == ("accessrecord.search", "search", "oversight")
    assert (entry.subject_ids, entry.listed_household_ids) == ([town.person("Sanne").pk], [town.de_vries.pk])


def test_the_way_on_holds_a_key_and_no_name(town: Town) -> None:
    page = town.client("Pieter").post(LOOK_UP, {"bsn": BSN["Sanne"]}).content.decode()
    assert f"{reverse('privacy:access_log')}?persoon={town.person('Sanne').pk}" in page
    assert f"{reverse('privacy:change_history')}?huishouden={town.de_vries.pk}" in page


def test_the_empty_form_reads_nobody(town: Town) -> None:
    before = newest()
    assert town.client("Pieter").get(LOOK_UP).status_code == 200
    assert newest() == before
