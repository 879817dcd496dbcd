"""The screens of oversight exist for the privacy officer alone; whoever else tries is in the log."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from privacy.models import AccessRecord
from tests.over_the_walls import acting_anywhere
from tests.people import Town
from tests.privacy.log import address, look, newest

RECORD = "2026-11-20T10:00:00.000000Z_7b1f1a86-7c0e-4a4e-8a0e-3f5c0a4a1d11"
PAGES = {
    "access_log": ("get", []),
    "access_record": ("get", [RECORD]),
    "look_up": ("post", []),
    "export_log": ("post", []),
    "change_history": ("get", []),
    "seals": ("get", []),
    "purpose_table": ("get", []),
    "purpose_wams": ("post", []),
    "purpose_cell": ("post", ["debts-wmo-content"]),
}


@pytest.mark.parametrize("who", ["Fatima", "Joris", "Anja", "Bram"])
@pytest.mark.parametrize("name", PAGES)
def test_others_get_a_404_that_is_recorded(town: Town, name: str, who: str) -> None:
    method, keys = PAGES[name]
    answer = getattr(town.client(who), method)(reverse(f"privacy:{name}", args=keys), {"bsn": "999990019"})
    assert answer.status_code == 404
    entry = newest()
    assert (entry.actor_id, entry.event, entry.action) == (town.user(who).pk, "accessrecord.denied", "denied")
    assert entry.purpose == "oversight"


def test_the_denial_says_whose_log_was_asked_for(town: Town) -> None:
    town.client("Bram").get(address(huishouden=town.de_vries.pk))
    assert newest().household_id == town.de_vries.pk
    town.client("Bram").get(f"{reverse('privacy:change_history')}?persoon={town.person('Sanne').pk}")
    assert newest().subject_ids == [town.person("Sanne").pk]


def test_an_officer_of_yesterday_is_no_officer(town: Town) -> None:
    with acting_anywhere(town.actor("Anja")):
        town.user("Pieter").memberships.update(valid_until="2026-01-01")
    assert town.client("Pieter").get(reverse("privacy:access_log")).status_code == 404


def test_an_existing_record_is_refused_like_one_that_is_not_there(town: Town) -> None:
    there = look(town, "Fatima")
    address = reverse("privacy:access_record", args=[f"{there.at:%Y-%m-%dT%H:%M:%S.%fZ}_{there.id}"])
    nowhere = reverse("privacy:access_record", args=[RECORD])
    bram = town.client("Bram")
    assert bram.get(address).content == bram.get(nowhere).content


def test_changes_of_a_household_are_for_who_helps_there(town: Town) -> None:
    mine = reverse("casework:household_changes", args=[town.de_vries.pk])
    assert town.client("Fatima").get(mine).status_code == 200
    assert town.client("Bram").get(mine).status_code == 404
    assert (newest().event, newest().household_id) == ("household.denied", town.de_vries.pk)
    assert town.client("Bram").get(reverse("casework:household_changes", args=[uuid.uuid4()])).status_code == 404
    assert AccessRecord.objects.filter(event="household.denied").count() == 2
