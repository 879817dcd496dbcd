"""By which way one domain's content may be used for a purpose, as the purpose table says today, and by whom."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from casework.models import Assignment
from casework.services.permission import NotAllowed
from households.consent import Need, who_must_consent
from households.models import Custody, Household, HouseholdGrant, Person
from households.querysets import granted
from privacy.acting import Actor
from privacy.choices import DataClass, Domain, Purpose, Rule
from privacy.models import PurposePolicy, SharingDecision, SharingTerms, User

Ground = SharingDecision.Ground
GROUNDS = {Rule.CONSENT: Ground.CONSENT, Rule.NECESSITY: Ground.NECESSITY}


@dataclass(frozen=True)
class Route:
    """What one cell of the purpose table asks; a cell that nobody wrote opens nothing."""

    source: Domain
    purpose: Purpose
    rule: Rule
    article: str
    special: Rule

    @property
    def ground(self) -> SharingDecision.Ground | None:
        """What a decision would rest on; None where no decision can open it, or none is needed."""
        return GROUNDS.get(self.rule)

    @property
    def reaches_special(self) -> bool:
        """Whether such a decision may be about health and criminal data too."""
        return self.special == Rule.ALLOWED or GROUNDS.get(self.special) == self.ground

    @property
    def refusal(self) -> str:
        """Why sight cannot be asked, in a sentence; empty where it can."""
        if self.rule == Rule.NEVER:
            return _("Dit kan niet: %(what)s mag nooit gebruikt worden voor %(purpose)s. %(article)s.") % {
                "what": self.source.label,
                "purpose": self.purpose.label,
                "article": self.article,
            }
        if self.rule == Rule.ALLOWED:
            return _("U hoeft dit niet te vragen: het mag zonder meer. %s.") % self.article
        return ""


def route(source: Domain, purpose: Purpose, on: datetime.date) -> Route:
    """The way for one source and purpose on a day."""
    kinds = (DataClass.CONTENT, DataClass.SPECIAL)
    cells = PurposePolicy.objects.on(on).filter(source=source, purpose=purpose, data_class__in=kinds)
    rows = {row.data_class: row for row in cells}
    content, special = rows.get(DataClass.CONTENT), rows.get(DataClass.SPECIAL)
    return Route(
        source,
        purpose,
        Rule(content.rule) if content else Rule.NEVER,
        content.article if content else _("de doelregels noemen het niet"),
        Rule(special.rule) if special else Rule.NEVER,
    )


def purposes_of(actor: Actor, household_id: uuid.UUID, on: datetime.date) -> list[Purpose]:
    """The purposes for which somebody is assigned to a household; none for whom the household is barred."""
    if not Household.objects.filter(granted(actor), pk=household_id).exists():
        return []
    grants = HouseholdGrant.objects.on(on).filter(
        user=actor.id, content_object=household_id, assignment_id__isnull=False
    )
    found = set(grants.values_list("purpose", flat=True))
    if Purpose.COORDINATION in found:
        found.add(Purpose.WAMS)  # the same task; nothing opens for it while the table says never
    return [purpose for purpose in Purpose if purpose in found]


def require_route(actor: Actor, household_id: uuid.UUID, way: Route, *, on: datetime.date) -> None:
    """Raise `NotAllowed` unless the actor may ask along this way."""
    if way.purpose not in purposes_of(actor, household_id, on):
        raise NotAllowed(_("U werkt niet aan dit huishouden voor %s.") % way.purpose.label)
    if way.refusal:
        raise NotAllowed(way.refusal)


def owners(household_id: uuid.UUID, source: Domain, on: datetime.date) -> list[User]:
    """Who works in a domain of a household on a day: they decide about its content."""
    here = Assignment.objects.on(on).filter(case__household_id=household_id, case__closed_on=None, domain=source)
    return [row.user for row in here.select_related("user").order_by("user", "-valid_from").distinct("user")]


def concerned(household_id: uuid.UUID, source: Domain) -> list[Person]:
    """Those whom the help in a domain of a household is or was about."""
    here = Person.objects.unmerged().filter(trajectories__household_id=household_id, trajectories__domain=source)
    return list(here.distinct().order_by("birth_date", "id"))


def custodies_over(persons: list[Person]) -> list[Custody]:
    """All gezag over these people, with its holders."""
    return list(Custody.objects.filter(child__in=persons).select_related("holder"))


def needs_of(persons: list[Person], custodies: list[Custody], on: datetime.date) -> list[Need]:
    """Whose consent is needed for each of these people on a day."""
    return [who_must_consent(person, [row for row in custodies if row.child_id == person.pk], on) for person in persons]


def terms_on(day: datetime.date) -> SharingTerms:
    """What the organisation settled about sharing, as it holds on a day; raises `NotAllowed` when nothing is."""
    terms = SharingTerms.objects.on(day).first()
    if terms is None:
        raise NotAllowed(_("Er zijn geen afspraken over delen vastgelegd. Vraag het aan de functioneel beheerder."))
    return terms
