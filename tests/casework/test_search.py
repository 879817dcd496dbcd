"""Searching in one's own households, and what every search leaves behind."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from privacy.acting import acting
from privacy.choices import Purpose
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.casework.asking import ask, records
from tests.people import BSN, Town, join, make_address, make_household, make_person

QUERIES = 14  # without a purpose, when it finds somebody; two are the savepoint that the test needs


def test_the_empty_form_is_not_a_search(town: Town) -> None:
    response = town.client("Fatima").get(reverse("casework:search"))
    assert response.status_code == 200
    assert records() == []


def test_nothing_typed_ever_stands_in_an_address(town: Town) -> None:
    town.client("Fatima").get(reverse("casework:search"), {"q": "vries", "purpose": Purpose.FIRST_CONTACT})
    assert records() == []


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("de Vries", ["Sanne de Vries"]),
        ("yilmas", ["Deniz Yılmaz", "Emre Yılmaz", "Lina Yılmaz"]),
        ("Sanne", ["Sanne de Vries"]),
        ("lina 2018", ["Lina Yılmaz"]),
        ("12-4-1988", ["Sanne de Vries"]),
        ("1354 AB 12", ["Sanne de Vries", "Deniz Yılmaz", "Emre Yılmaz", "Lina Yılmaz"]),
        (BSN["Deniz"], ["Deniz Yılmaz"]),
        ("Gerda Bakker", []),
        (BSN["Gerda"], []),
    ],
)
def test_the_case_manager_finds_her_own_people_without_giving_a_purpose(
    town: Town, text: str, people: list[str]
) -> None:
    shown = ask(town.client("Fatima"), text)
    assert (shown.own, shown.others) == (people, [])
    assert "Bakker" not in shown.page.replace(text, "")


def test_a_hit_leads_to_its_household(town: Town) -> None:
    url = reverse("casework:household", args=[town.de_vries.pk])
    assert url in ask(town.client("Fatima"), "sanne").page


def test_a_case_number_leads_to_ones_own_household_only(town: Town) -> None:
    number, bakkers = town.case.number, town.bakkers_case.number
    assert ask(town.client("Fatima"), number).own == ["De Vries-Yılmaz"]
    assert ask(town.client("Joris"), f"dossier {number.replace('-', '')}").own == ["De Vries-Yılmaz"]
    assert ask(town.client("Fatima"), bakkers, Purpose.FIRST_CONTACT).own == []
    assert [record.details["criteria"] for record in records()] == [["case_number"]] * 3


def test_somebody_with_geheimhouding_is_found_by_who_helps_them(town: Town) -> None:
    sanne = town.person("Sanne")
    with acting(system_actor("tests")):
        sanne.is_secret = True
        sanne.save()
    shown = ask(town.client("Fatima"), "de Vries", Purpose.FIRST_CONTACT)
    assert (shown.own, shown.others) == (["Sanne de Vries"], [])
    assert "geheim" in shown.page


def test_a_search_is_one_record_of_everybody_shown_without_what_was_typed(town: Town) -> None:
    ask(town.client("Fatima"), "yılmaz 2018")
    (record,) = records()
    assert record.action == AccessRecord.Action.SEARCH
    assert record.purpose == Purpose.HELP
    assert record.subject_ids == [town.person("Lina").pk]
    assert record.listed_household_ids == [town.de_vries.pk]
    assert record.details == {"criteria": ["birth_year", "name"], "own": 1, "others": 0}


@pytest.mark.parametrize("text", ["niemand", BSN["Gerda"]])
def test_a_search_that_finds_nobody_is_recorded_too(town: Town, text: str) -> None:
    ask(town.client("Fatima"), text)
    (record,) = records()
    assert record.subject_ids == record.listed_household_ids == record.data_classes == []
    assert record.details["own"] == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Typ een naam"),
        ("123456789", "bestaat niet"),
        ("31-02-1985", "bestaat niet"),
        ("x", "ten minste twee letters"),
        ("x" * 500, "te lang"),
        ("jan\x00sen", "een teken in dat we niet kunnen lezen"),
        ("🙂", "Typ een naam"),
        ("1985", "ook een achternaam"),
    ],
)
def test_what_cannot_be_searched_gets_a_sentence_and_stays_in_the_field(town: Town, text: str, says: str) -> None:
    shown = ask(town.client("Fatima"), text)
    assert shown.status == 422
    assert says in shown.page
    assert f'value="{text}"' in shown.page or not text
    assert records() == []


def test_html_is_searched_as_words_and_shown_as_text(town: Town) -> None:
    shown = ask(town.client("Fatima"), "<script>alert(1)</script> vries")
    assert "<script>alert" not in shown.page
    assert "&lt;script&gt;" in shown.page


def test_htmx_gets_the_form_with_what_was_found_and_no_frame(town: Town) -> None:
    part = ask(town.client("Fatima"), "vries", headers={"HX-Request": "true"})
    assert part.own == ["Sanne de Vries"]
    assert "<html" not in part.page
    assert 'id="search"' in part.page


def test_more_than_twenty_are_cut_with_advice(town: Town) -> None:
    with acting(system_actor("tests")):
        for number in range(21):
            join(town.de_vries, make_person(f"Kind{number}", "Yılmaz", "20150101"))
    shown = ask(town.client("Fatima"), "yilmaz")
    assert len(shown.own) == 20
    assert "Voeg een geboortedatum of postcode toe" in shown.page


def test_the_number_of_queries_does_not_grow_with_what_is_found(town: Town) -> None:
    client = town.client("Fatima")
    ask(client, "vries")
    with CaptureQueriesContext(connection) as one:
        ask(client, "vries")
    with acting(system_actor("tests")):
        for number in range(8):
            person = make_person(f"Kind{number}", "Vries", "20150101", prefix="de")
            join(town.de_vries, person)
            make_household(f"Vries {number}", make_address("Laan", number, "1300AA"), person)
    with CaptureQueriesContext(connection) as many:
        assert len(ask(client, "vries").own) == 9
    assert len(one) == len(many) <= QUERIES
