"""A secret address of the tests: where Sanne lives is for Tess alone."""

from __future__ import annotations

from typing import Any

from casework.services import make_secret
from households.models import SecretAddress
from privacy.acting import acting
from tests.people import Town

STREET, POSTCODE, NUMBER = "Kerkstraat", "1354AB", "12"
TRACES = (STREET, POSTCODE, "1354 AB", "Haven")


def hide(town: Town, person: str = "Sanne", *readers: str, who: str = "Tess") -> SecretAddress:
    actor = town.actor(who)
    with acting(actor):
        return make_secret(
            actor=actor,
            household_id=town.de_vries.pk,
            person=town.person(person),
            readers=[town.user(name) for name in readers or (who,)],
            reason="bedreigd door een ex-partner",
            at=town.now,
        )


def traces(page: Any, names: tuple[str, ...] = TRACES[:3]) -> list[str]:
    """What of the address an answer gives away."""
    text = page if isinstance(page, str) else page.content.decode(errors="replace")
    return [trace for trace in names if trace in text]
