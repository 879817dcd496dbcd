"""The guard over all tests: it sees a page that shows people without saying so, and lets the others pass."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.guards import ReadsWithoutRecord
from tests.people import Town

pytestmark = pytest.mark.usefixtures("own_pages")


def test_a_page_that_reads_people_without_a_record_fails_its_test(town: Town) -> None:
    with pytest.raises(ReadsWithoutRecord, match="/proef/zorgeloos/ read households_person "):
        town.client("Fatima").get("/proef/zorgeloos/")


def test_a_page_that_records_what_it_reads_passes(town: Town) -> None:
    assert town.client("Fatima").get(f"/proef/leden/{town.de_vries.pk}/").status_code == 200


def test_the_queries_of_the_middleware_are_no_reads(town: Town) -> None:
    assert town.client("Fatima").get("/proef/leeg/").status_code == 200


def test_a_refusal_is_recorded_and_passes(town: Town) -> None:
    assert town.client("Bram").get(f"/proef/leden/{town.de_vries.pk}/").status_code == 404


@pytest.mark.django_db
def test_signing_in_reads_nobody() -> None:
    assert Client().get(reverse("account_login")).status_code == 200


def test_each_request_is_judged_by_itself(town: Town) -> None:
    fatima = town.client("Fatima")
    fatima.get(f"/proef/leden/{town.de_vries.pk}/")
    with pytest.raises(ReadsWithoutRecord):
        fatima.get("/proef/zorgeloos/")
    assert fatima.get("/proef/leeg/").status_code == 200
