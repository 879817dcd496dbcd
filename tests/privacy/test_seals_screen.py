"""The privacy officer sees how the sealing stands."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from privacy import tasks
from privacy.models import SealCheck
from privacy.seals import keys
from tests.people import Town, build_town
from tests.privacy.seals import by_hand, sealed, write

SCREEN = reverse("privacy:seals")


def shown(town: Town) -> str:
    return " ".join(town.client("Pieter").get(SCREEN).content.decode().split())


def test_before_the_first_seal_it_says_that_sealing_stands_still(town: Town) -> None:
    page = shown(town)
    assert "Het verzegelen staat stil" in page
    assert "Nog niet gedaan." in page


@pytest.mark.usefixtures("committing_database")
def test_when_all_is_well() -> None:
    town = build_town()
    sealed(3)
    write(2)
    tasks.verify_day()
    tasks.verify_everything()
    page = shown(town)
    assert "is binnen een paar minuten verzegeld." in page
    assert "2 inzageregels" in page
    assert page.count("Alles is zoals het verzegeld is.") == 2


@pytest.mark.usefixtures("committing_database")
def test_a_record_that_was_changed_is_named() -> None:
    town = build_town()
    record, *_others = sealed(2)
    by_hand("UPDATE privacy_accessrecord SET ground = 'anders' WHERE id = %s", record.id)
    assert tasks.verify_day() == 1
    page = shown(town)
    assert "Iemand heeft het logboek veranderd" in page
    assert str(record.id) in page
    assert "1 fout gevonden." in page


def test_an_older_fault_does_not_outlive_a_later_check_of_the_same_kind(town: Town) -> None:
    counts = {"seals": 1, "records": 1, "is_of_everything": True}
    fault = {"kind": "record_removed", "seal": 1, "record": str(uuid.uuid4()), "at": None}
    now = timezone.now()
    SealCheck.objects.create(checked_at=now, faults=1, first_faults=[fault], **counts)
    assert "Iemand heeft het logboek veranderd" in shown(town)
    SealCheck.objects.create(checked_at=now + datetime.timedelta(minutes=1), faults=0, **counts)
    assert "Iemand heeft het logboek veranderd" not in shown(town)


def test_without_a_key_nothing_is_verified_and_no_work_stops(town: Town, settings: Settings) -> None:
    settings.SEAL_KEY = ""
    with pytest.raises(keys.NoKey):
        keys.trusted_keys()
    assert tasks.verify_everything() == 0
    assert not SealCheck.objects.exists()
    assert town.client("Fatima").get(reverse("casework:household", args=[town.de_vries.pk])).status_code == 200
