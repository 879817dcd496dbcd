"""Showing somebody's burgerservicenummer."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.urls import reverse

from households.models import Person
from privacy.acting import acting
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.people import BSN, Town

HTMX = {"HX-Request": "true"}


def show(town: Town, name: str, who: str = "Fatima", headers: dict[str, str] | None = None) -> Any:
    return town.client(who).post(reverse("casework:show_bsn", args=[town.person(name).pk]), headers=headers or HTMX)


def last_record() -> AccessRecord:
    return AccessRecord.objects.order_by("-at")[0]


def test_the_number_comes_in_its_place_on_the_page(town: Town) -> None:
    page = show(town, "Sanne").content.decode()
    assert BSN["Sanne"] in page
    assert "<html" not in page


def test_without_javascript_it_comes_on_a_page_with_the_way_back(town: Town) -> None:
    page = show(town, "Sanne", headers={"Accept": "text/html"}).content.decode()
    assert BSN["Sanne"] in page
    assert reverse("casework:household", args=[town.de_vries.pk]) in page


def test_exactly_one_record_says_who_saw_whose_number(town: Town) -> None:
    before = AccessRecord.objects.count()
    show(town, "Sanne", "Joris")
    assert AccessRecord.objects.count() == before + 1
    record = last_record()
    assert (record.event, record.actor_name, record.action) == ("person.bsn_shown", "Joris Smit", "read")
    assert record.subject_ids == [town.person("Sanne").pk]
    assert record.listed_household_ids == [town.de_vries.pk]
    assert "bsn" in record.data_classes


def test_the_number_stands_in_no_log_record_or_address(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        response = show(town, "Sanne")
    assert BSN["Sanne"] not in caplog.text
    assert BSN["Sanne"] not in str(vars(last_record()))
    assert BSN["Sanne"] not in response.request["PATH_INFO"]
    assert "no-store" in response["Cache-Control"]


def test_of_who_has_none_it_says_so(town: Town) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(pk=town.person("Emre").pk).update(bsn="", bsn_index=None)
    assert "Van Emre Yılmaz is geen burgerservicenummer bekend." in show(town, "Emre").content.decode()
    assert last_record().event == "person.read"


def test_it_is_never_shown_by_an_address_alone(town: Town) -> None:
    url = reverse("casework:show_bsn", args=[town.person("Sanne").pk])
    assert town.client("Fatima").get(url).status_code == 405


@pytest.mark.parametrize("who", ["Bram", "Pieter"])
def test_of_who_is_outside_one_s_households_there_is_nothing(town: Town, who: str) -> None:
    response = show(town, "Sanne", who)
    assert response.status_code == 404
    assert BSN["Sanne"] not in response.content.decode()
    assert last_record().event == "person.denied"


def test_the_household_page_shows_a_button_and_no_number(town: Town) -> None:
    page = town.client("Joris").get(reverse("casework:household", args=[town.de_vries.pk])).content.decode()
    assert page.count("Toon bsn") == 4
    assert not [number for number in BSN.values() if number in page]
