"""What a verification can find, in words."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from privacy.moments import in_words

MOST_NAMED = 1000


class FaultKind(models.TextChoices):
    """What was done to the log, or to its seals."""

    RECORD_CHANGED = "record_changed", gettext_lazy("de regel is veranderd")
    RECORD_REMOVED = "record_removed", gettext_lazy("de regel is weggehaald")
    RECORD_INSERTED = "record_inserted", gettext_lazy("de regel is later tussengevoegd")
    RECORD_BACKDATED = "record_backdated", gettext_lazy("de regel zegt ouder te zijn dan hij is")
    SEAL_FORGED = "seal_forged", gettext_lazy("het zegel is veranderd, of niet met onze sleutel gezet")
    SEAL_LEAVES_CHANGED = "seal_leaves_changed", gettext_lazy("de lijst van regels in het zegel is veranderd")
    SEAL_REMOVED = "seal_removed", gettext_lazy("het zegel is weggehaald")
    SEAL_REORDERED = "seal_reordered", gettext_lazy("het zegel sluit niet aan op het vorige")
    SEAL_DIFFERS = "seal_differs", gettext_lazy("het zegel is anders dan de kopie buiten de database")
    CHAIN_STOPS = "chain_stops", gettext_lazy("na dit zegel is niet meer verzegeld, of het einde is weggehaald")
    COPY_FORGED = "copy_forged", gettext_lazy("de kopie buiten de database is veranderd")
    COPY_MISSING = "copy_missing", gettext_lazy("de kopie buiten de database ontbreekt")


@dataclass(frozen=True)
class Fault:
    """One finding: what, in which seal, and which record of when."""

    kind: FaultKind
    seal: int | None = None
    record: uuid.UUID | None = None
    at: datetime.datetime | None = None

    def __str__(self) -> str:
        parts = [_("Zegel %s") % self.seal] if self.seal is not None else []
        if self.record is not None:
            parts.append(_("inzageregel %s") % self.record)
        if self.at is not None:
            parts.append(_("van %s") % in_words(self.at))
        return f"{', '.join(parts)}: {self.kind.label}."

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """A finding as it was kept."""
        record, at = kept["record"], kept["at"]
        return cls(
            FaultKind(kept["kind"]),
            kept["seal"],
            uuid.UUID(record) if record else None,
            datetime.datetime.fromisoformat(at) if at else None,
        )

    def as_json(self) -> dict[str, Any]:
        """For a machine."""
        return {
            "kind": self.kind.value,
            "seal": self.seal,
            "record": str(self.record) if self.record else None,
            "at": self.at.isoformat() if self.at else None,
        }


@dataclass
class Verified:
    """What a verification has looked at and found. Counts all faults, names the first `MOST_NAMED`."""

    seals: int = 0
    records: int = 0
    proved: int = 0
    destroyed: int = 0
    waiting: int = 0
    first: int | None = None
    last: int | None = None
    faults: int = 0
    named: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Note a fault."""
        self.faults += 1
        if len(self.named) < MOST_NAMED:
            self.named.append(fault)

    def summary(self) -> dict[str, Any]:
        """For a machine."""
        counts = ("seals", "records", "proved", "destroyed", "waiting", "first", "last", "faults")
        return {name: getattr(self, name) for name in counts} | {"named": [fault.as_json() for fault in self.named]}
