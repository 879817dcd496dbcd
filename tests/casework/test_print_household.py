"""The household page on paper is recorded as printed."""

from __future__ import annotations

from django.urls import reverse

from privacy.models import AccessRecord
from tests.people import Town


def test_printing_is_recorded_as_printing_with_everybody_on_the_paper(town: Town) -> None:
    town.client("Fatima").get(reverse("casework:paper", args=[town.de_vries.pk]))
    record = AccessRecord.objects.get(action="print")
    assert (record.event, record.household_id) == ("household.printed", town.de_vries.pk)
    assert len(record.subject_ids) == 4


def test_somebody_elses_household_is_not_printed(town: Town) -> None:
    assert town.client("Bram").get(reverse("casework:paper", args=[town.de_vries.pk])).status_code == 404
