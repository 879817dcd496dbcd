"""What an import did, and what it could not do."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, field

from households.services.settling import Settled


@dataclass(frozen=True)
class Problem:
    """Something that was left out, and why: a sentence without personal data. `line` counts from 1."""

    reason: str
    line: int | None = None


@dataclass
class Report:
    """Numbers of one import. A person counts as new, changed or unchanged; whoever was followed is among them."""

    asked: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    followed: int = 0
    merged_before: int = 0
    relations_changed: int = 0
    custodies_changed: int = 0
    duplicates_found: int = 0
    households: Settled = field(default_factory=Settled)
    problems: list[Problem] = field(default_factory=list)
    is_complete: bool = True

    def refuse(self, reason: str, line: int | None = None) -> None:
        """Report what was left out."""
        self.problems.append(Problem(reason, line))

    def summary(self) -> dict[str, object]:
        """All numbers and problems, to be written as JSON."""
        households = asdict(self.households)
        del households["person_ids"]
        numbers = {name: value for name, value in asdict(self).items() if name != "households"}
        return numbers | households


@dataclass
class Touched:
    """Whom one round of an import is about, and which addresses somebody left."""

    persons: set[uuid.UUID] = field(default_factory=set)
    addresses: set[uuid.UUID] = field(default_factory=set)
