"""The purpose table in tests: changing it as the officer does, and what somebody sees under it."""

from __future__ import annotations

import datetime

from django.utils import timezone

from casework.models import JournalEntry, Trajectory
from households.models import HouseholdGrant
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import DataClass, Domain, Purpose, Rule, Source
from privacy.models import SharingDecision
from privacy.purpose_table import Change, Place, change_cells
from tests.people import Town

Ground = SharingDecision.Ground
DAT, WAT, SPECIAL = DataClass.INVOLVEMENT, DataClass.CONTENT, DataClass.SPECIAL
# Who has the assignment that serves a purpose.
HOLDERS = {
    Purpose.COORDINATION: "Fatima",
    Purpose.WAMS: "Fatima",
    Purpose.DEBTS: "Noor",
    Purpose.YOUTH: "Tess",
    Purpose.WMO: "Joris",
    Purpose.PARTICIPATION: "Karim",
}


def change_of(
    source: str, purpose: str, rules: dict[DataClass, Rule], *, day: datetime.date | None = None
) -> list[Change]:
    """The changes that give cells of one source and purpose these rules."""
    return [
        Change((Place(Source(source), Purpose(purpose), data_class),), rule, "proefartikel", "proef", day or today())
        for data_class, rule in rules.items()
    ]


def set_rules(
    town: Town, source: str, purpose: str, rules: dict[DataClass, Rule], *, day: datetime.date | None = None
) -> None:
    """Change the table as the privacy officer does."""
    officer = town.actor("Pieter")
    with acting(officer):
        for change in change_of(source, purpose, rules, day=day):
            change_cells(change, actor=officer, at=timezone.now())


def today() -> datetime.date:
    return timezone.localdate()


def seen_by(town: Town, who: str, domain: Domain) -> set[DataClass]:
    """Which kinds of data of one domain of the De Vries household somebody sees today, through the scopes."""
    actor = town.actor(who)
    seen = set()
    if scope(Trajectory, actor, Purpose.HELP).filter(domain=domain, household=town.de_vries).exists():
        seen.add(DAT)
    if scope(JournalEntry, actor, Purpose.HELP).filter(domain=domain, is_special=False).exists():
        seen.add(WAT)
    reach = HouseholdGrant.objects.on().filter(user=town.user(who), content_object=town.de_vries, domain=domain)
    if reach.filter(includes_special=True).exists():
        seen.add(SPECIAL)
    return seen


def decide(town: Town, source: str, purpose: str, ground: Ground, *, includes_special: bool = True) -> SharingDecision:
    """A decision that was recorded today, in the table alone: its grants are made by what follows."""
    return SharingDecision.objects.create(
        household_id=town.de_vries.pk,
        source=source,
        purpose=purpose,
        ground=ground,
        includes_special=includes_special,
        words="besproken",
        decided_by=town.user("Anja"),
        decided_at=timezone.now(),
        valid_from=today(),
    )
