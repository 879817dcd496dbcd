"""To which law a term belongs, by the beginning of its key: for the order and the headings of the table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from privacy.choices import Domain

PREFIXES = {
    "wgs": Domain.DEBTS,
    "fw": Domain.DEBTS,
    "msnp": Domain.DEBTS,
    "energie": Domain.DEBTS,
    "vs": Domain.DEBTS,
    "jw": Domain.YOUTH,
    "wmo": Domain.WMO,
    "pw": Domain.PARTICIPATION,
}


@dataclass(frozen=True, order=True)
class Law:
    """Its place in the order, and its name."""

    place: int
    name: str


def law_of(key: str) -> Law:
    """The domain of a term, or all of them together."""
    domain = PREFIXES.get(key.partition(".")[0])
    if domain is None:
        return Law(len(Domain), _("Alle domeinen"))
    return Law(list(Domain).index(domain), str(domain.label))
