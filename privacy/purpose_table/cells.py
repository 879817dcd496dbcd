"""The table as it is read: on a day, and one cell through time."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from privacy.choices import DataClass, Domain, Purpose, Source
from privacy.models import PurposePolicy

PURPOSES = (Purpose.COORDINATION, Purpose.WAMS, *(Purpose(domain) for domain in Domain.values), Purpose.SIGNAL)
CLASSES = (DataClass.INVOLVEMENT, DataClass.CONTENT, DataClass.SPECIAL)


class Place(NamedTuple):
    """Where a cell stands in the table."""

    source: Source
    purpose: Purpose
    data_class: DataClass

    @classmethod
    def parse(cls, address: str) -> Place:
        """The place that has this address; raises `ValueError` when the table has no such cell."""
        source, purpose, data_class = address.split("-")
        place = cls(Source(source), Purpose(purpose), DataClass(data_class))
        if place.purpose not in PURPOSES or place.data_class not in CLASSES:
            raise ValueError(f"no cell at {address}")
        return place

    @property
    def address(self) -> str:
        """The place as it stands in the address of its page."""
        return f"{self.source.value}-{self.purpose.value}-{self.data_class.value}"

    def __str__(self) -> str:
        return f"{self.source.label} → {self.purpose.label}: {self.data_class.label}"


def fixed(place: Place) -> str:
    """Why a cell cannot be changed, as a sentence; empty for one that can."""
    use = (place.purpose, place.data_class)
    if use == (Purpose.COORDINATION, DataClass.INVOLVEMENT) and place.source != Source.SIGNALS:
        return _("De vaste casemanager ziet altijd dat er hulp is. Deze regel kan daarom niet anders.")
    if use == (Purpose.SIGNAL, DataClass.SPECIAL):
        return _("Gezondheid en strafrecht mogen nooit gebruikt worden voor een signaal (Wgs art. 8a en 8b).")
    return ""


def place_of(row: PurposePolicy) -> Place:
    """The place of a version."""
    return Place(Source(row.source), Purpose(row.purpose), DataClass(row.data_class))


def table_on(day: datetime.date) -> Mapping[Place, PurposePolicy]:
    """The version of each cell that holds on a day."""
    return {place_of(row): row for row in PurposePolicy.objects.on(day)}


def planned_after(day: datetime.date) -> Mapping[Place, PurposePolicy]:
    """The first version of each cell that begins later than a day, where there is one."""
    rows = PurposePolicy.objects.in_force().filter(valid_from__gt=day).order_by("-valid_from")
    return {place_of(row): row for row in rows}


def history_of(place: Place) -> list[PurposePolicy]:
    """All versions of one cell, the newest first, those that were replaced among them."""
    rows = PurposePolicy.objects.filter(source=place.source, purpose=place.purpose, data_class=place.data_class)
    return list(rows.select_related("decided_by").order_by("-valid_from", "-decided_at"))
