"""What follows from the table in the apps above: they register how to foretell it and how to carry it out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from privacy.choices import Domain
from privacy.models import PurposePolicy

# A source and a purpose, where a change of the table may change what people see.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Shift:
    """Workers whose sight of one domain goes from one level to another in a number of households."""

    domain: str
    was: str
    becomes: str
    is_gain: bool
    households: int
    workers: tuple[str, ...]

    @property
    def label(self) -> str:
        """The domain in words."""
        return str(Domain(self.domain).label)


Foretell = Callable[[Iterable[PurposePolicy], Collection[Pair], datetime.date], Iterable[Shift]]
CarryOut = Callable[[Collection[Pair]], int]
_registry: list[tuple[Foretell, CarryOut]] = []


def register_consequences(foretell: Foretell, carry_out: CarryOut) -> None:
    """Let an app say who will see what under given versions of the table, and make it so after a change.

    Both get the sources and purposes that differ. `carry_out` works in the transaction of the change, and answers how
    many rights there are now.
    """
    _registry.append((foretell, carry_out))


def foretell_all(policies: Collection[PurposePolicy], pairs: Collection[Pair], day: datetime.date) -> list[Shift]:
    """Whose sight would differ on a day."""
    return [shift for foretell, _carry_out in _registry for shift in foretell(policies, pairs, day)]


def carry_out_all(pairs: Collection[Pair]) -> int:
    """Make the rights of all apps what the table says now."""
    return sum(carry_out(pairs) for _foretell, carry_out in _registry)
