"""What AVG art. 30 asks of an activity, as labels with lines: the same on the screen, on paper and between versions."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from privacy.choices import DataClass
from privacy.models import ActivityVersion

UNSETTLED = "te bevestigen"


@dataclass(frozen=True)
class Fact:
    """A label and its lines; `lines` is empty where nothing was written."""

    label: str
    lines: tuple[str, ...]

    @property
    def is_unsettled(self) -> bool:
        """Whether somebody still has to confirm it."""
        return any(UNSETTLED in line for line in self.lines)


@dataclass(frozen=True)
class Difference:
    """What a version says other than the one before."""

    label: str
    was: str
    now: str


def facts_of(version: ActivityVersion) -> list[Fact]:
    """All facts of a version, in the order of AVG art. 30 lid 1."""
    return [
        Fact(_("Doel"), (version.purpose,)),
        Fact(_("Grondslag"), (str(version.get_legal_ground_display()), version.article)),
        Fact(_("Verwerkingsverantwoordelijke"), (f"{version.controller} ({settings.MUNICIPALITY_NAME})",)),
        Fact(_("Verwerkers"), tuple(version.processors)),
        Fact(_("Betrokkenen"), tuple(version.subjects)),
        Fact(_("Soorten gegevens"), tuple(str(DataClass(one).label) for one in version.data_classes)),
        Fact(_("Bewerkingen"), tuple(version.operations)),
        Fact(_("Ontvangers"), tuple(version.recipients)),
        Fact(_("Bewaartermijn"), (version.retention, version.retention_period)),
        Fact(_("Maatregelen"), tuple(version.measures)),
    ]


def compare(before: ActivityVersion, after: ActivityVersion) -> list[Difference]:
    """What changed between two versions of one activity."""
    was, now = ([Fact(_("Naam"), (version.name,)), *facts_of(version)] for version in (before, after))
    return [
        Difference(new.label, "; ".join(old.lines), "; ".join(new.lines))
        for old, new in zip(was, now, strict=True)
        if old.lines != new.lines
    ]
