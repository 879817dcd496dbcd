"""What the screens about sight show: by which way it may be asked, who must consent, and exactly what would open."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.models import Alert, JournalEntry, SightRequest, Task, TimelineEvent, Trajectory
from casework.page import Page
from casework.panels.domains import TRAJECTORIES
from casework.services.sharing.deciding import covering, giver_name
from casework.services.sharing.routes import Ground, Route, needs_of, route, terms_on
from casework.services.sharing.words import last_day
from households.consent import Giver, Need
from households.models import Custody, Level, Person
from privacy.access import read, scope
from privacy.choices import Domain, Purpose
from privacy.models import Consent, SharingTerms

ASK_AGAIN_WITHIN = datetime.timedelta(days=31)


@dataclass(frozen=True)
class Say:
    """One person who must consent, and the consent when it is there."""

    giver: Giver
    person: Person
    consent: Consent | None = None

    @property
    def words(self) -> str:
        """Who, and for whom."""
        if self.giver.capacity == Consent.Capacity.SELF:
            return _("%s, zelf") % self.person
        if self.giver.capacity == Consent.Capacity.CURATOR:
            return _("de curator van %s") % self.person
        return _("%(who)s, voor %(child)s (gezag)") % {"who": giver_name(self.giver), "child": self.person}

    @property
    def key(self) -> str:
        """The giver as a value in a form."""
        by = self.giver.given_by_id or self.giver.name
        return f"{self.giver.person_id}/{self.giver.capacity}/{by}"


@dataclass
class About:
    """One domain of an open page: whom its help concerns and who works in it."""

    page: Page
    source: Domain

    @cached_property
    def trajectories(self) -> list[Trajectory]:
        """All of this domain, ended ones too."""
        return [row for row in self.page.read(TRAJECTORIES) if row.domain == self.source]

    @cached_property
    def persons(self) -> list[Person]:
        """Whom the help is or was about, the oldest first."""
        keys = {key for row in self.trajectories for key in row.person_ids}  # type: ignore[attr-defined]  # annotated
        found = scope(Person, self.page.request.actor, Purpose.HELP).filter(pk__in=keys, merged_into=None)
        return read(self.page.request, found.order_by("birth_date", "id"), Purpose.HELP)

    @cached_property
    def needs(self) -> list[Need]:
        """Whose consent is needed, for each of them."""
        over = scope(Custody, self.page.request.actor, Purpose.HELP).filter(child__in=self.persons)
        custodies = read(self.page.request, over.select_related("holder"), Purpose.HELP)
        return needs_of(self.persons, custodies, self.page.today)

    @property
    def unknown(self) -> list[str]:
        """What must be found out before anybody can consent."""
        return [need.unknown for need in self.needs if need.unknown]

    @property
    def owners(self) -> list[str]:
        """Who works in this domain today, other than the reader."""
        actor = self.page.request.actor
        here = [row.user for row in self.page.assignments if row.domain == self.source and not row.has_ended]
        return list(dict.fromkeys(user.name for user in here if user.pk != actor.id))


@dataclass
class Asking(About):
    """What the reader may ask about a domain, for which of their purposes."""

    @cached_property
    def terms(self) -> SharingTerms:
        """What is settled about sharing today; raises `NotAllowed` when nothing is."""
        return terms_on(self.page.today)

    @cached_property
    def routes(self) -> list[Route]:
        """One way for each purpose the reader is here for; those that can be asked come first."""
        mine = {row.domain for row in self.page.assignments if row.user_id == self.me and not row.has_ended}
        purposes = [purpose for task in sorted(mine) for purpose in purposes_of_task(task)]
        found = [route(self.source, purpose, self.page.today) for purpose in dict.fromkeys(purposes)]
        return sorted(found, key=lambda way: bool(way.refusal))

    @property
    def me(self) -> uuid.UUID:
        """The reader's key."""
        return self.page.request.actor.id

    @property
    def open_routes(self) -> list[Route]:
        """Those that can be asked."""
        return [way for way in self.routes if not way.refusal]

    @cached_property
    def asked(self) -> SightRequest | None:
        """A question of the reader's that waits for an answer."""
        mine = scope(SightRequest, self.page.request.actor, Purpose.HELP).filter(
            household=self.page.household, asker=self.me, source=self.source, status=SightRequest.Status.OPEN
        )
        return next(iter(read(self.page.request, mine, Purpose.HELP)), None)

    @property
    def refusal(self) -> str:
        """Why nothing can be asked, in a sentence; empty where something can."""
        if self.page.sight.reaches(Level.WORK, self.source):
            return _("U werkt zelf aan %s. U ziet dit al.") % self.source.label
        if not self.trajectories:
            return _("Er is geen hulp in %s. Er valt niets te vragen.") % self.source.label
        if not self.routes:
            return _("U bent niet toegewezen aan dit huishouden.")
        if not self.open_routes:
            return self.routes[0].refusal
        if self.open_routes[0].ground == Ground.CONSENT and not self.owners:
            return _("Niemand werkt nu aan dit domein. Vraag de vaste casemanager om iemand toe te wijzen.")
        return ""

    @property
    def needs_consent(self) -> bool:
        """Whether the first way asks consent."""
        return bool(self.open_routes) and self.open_routes[0].ground == Ground.CONSENT


def purposes_of_task(task: str) -> list[Purpose]:
    """The purposes of an assignment to a domain, or with the empty one to the coordination."""
    return [Purpose(task)] if task else [Purpose.COORDINATION, Purpose.WAMS]


@dataclass
class Answering(About):
    """A question as its asker and those who may answer it see it."""

    sight_request: SightRequest
    says: list[Say] = field(default_factory=list)

    @property
    def is_mine(self) -> bool:
        """Whether the reader asked it."""
        return self.sight_request.asker_id == self.page.request.actor.id

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.sight_request.status == SightRequest.Status.OPEN

    @property
    def may_answer(self) -> bool:
        """Whether the reader decides: not who asked it."""
        return self.is_open and not self.is_mine and self.page.sight.reaches(Level.WORK, self.source)

    @property
    def missing(self) -> list[Say]:
        """Who has not consented yet."""
        return [say for say in self.says if say.consent is None]

    @property
    def can_give(self) -> bool:
        """Whether everybody has consented."""
        return bool(self.says) and not self.missing and not self.unknown

    @property
    def last_day(self) -> datetime.date:
        """The last day that was asked for, or given."""
        decision = self.sight_request.decision
        return last_day((decision.valid_until if decision else None) or self.sight_request.wished_until)

    @property
    def is_running(self) -> bool:
        """Whether what was given holds today."""
        decision = self.sight_request.decision
        return decision is not None and decision.ended_at is None and self.last_day >= self.page.today

    @property
    def may_ask_again(self) -> bool:
        """Whether sight has ended, or ends soon enough to ask it anew."""
        return self.is_mine and not self.is_open and self.last_day - self.page.today <= ASK_AGAIN_WITHIN

    @property
    def opens(self) -> list[str]:
        """For who works in the domain: what the asker would read, counted, in words."""
        return [] if not self.page.sight.reaches(Level.WORK, self.source) else what_opens(self)


def answering(page: Page, sight_request: SightRequest) -> Answering:
    """A question with who must consent and who did."""
    found = Answering(page, Domain(sight_request.source), sight_request)
    if sight_request.ground == Ground.CONSENT and found.is_open:
        present = consents_of(page)
        found.says = [
            Say(giver, need.person, covering(giver, sight_request, present))
            for need in found.needs
            for giver in need.givers
        ]
    return found


def consents_of(page: Page) -> list[Consent]:
    """The consents in a household that hold today."""
    here = scope(Consent, page.request.actor, Purpose.HELP).filter(household_id=page.household.pk)
    return read(page.request, here.filter(valid_from__lte=page.today, valid_until__gt=page.today), Purpose.HELP)


def what_opens(answer: Answering) -> list[str]:
    """Counts and kinds of what lies in the domain for who gets sight of its content, and nothing that stays closed."""
    actor, request = answer.page.request.actor, answer.sight_request
    lies = Q(household=request.household_id, domain=request.source)
    beside = lies & Q(compartment=None)
    notes = scope(JournalEntry, actor, Purpose.HELP).filter(beside, visibility=JournalEntry.Visibility.DOMAIN)
    special = notes.filter(is_special=True).count()
    readable = notes.count() - (0 if request.includes_special else special)
    events = scope(TimelineEvent, actor, Purpose.HELP).filter(beside, depth=TimelineEvent.Depth.CONTENT).count()
    tasks = scope(Task, actor, Purpose.HELP).filter(beside, done_at=None).count()
    alerts = scope(Alert, actor, Purpose.HELP).filter(beside).count()
    found = [f"{row.subject} ({row.get_state_display()})" for row in answer.trajectories]
    found.append(ngettext("%d notitie", "%d notities", readable) % readable)
    if special and request.includes_special:
        found.append(
            ngettext("waarvan %d over gezondheid of strafrecht", "waarvan %d over gezondheid of strafrecht", special)
            % special
        )
    elif special:
        found.append(
            ngettext(
                "dat er %d notitie over gezondheid of strafrecht is, zonder de tekst",
                "dat er %d notities over gezondheid of strafrecht zijn, zonder de tekst",
                special,
            )
            % special
        )
    found.append(ngettext("%d gebeurtenis op de tijdlijn", "%d gebeurtenissen op de tijdlijn", events) % events)
    found.append(ngettext("%d open taak", "%d open taken", tasks) % tasks)
    found.append(ngettext("%d attentie", "%d attenties", alerts) % alerts)
    return found


def others_like(page: Page, sight_request: SightRequest) -> Sequence[SightRequest]:
    """Other open questions about the same content, that one consent can answer together."""
    same = scope(SightRequest, page.request.actor, Purpose.HELP).filter(
        household=page.household,
        source=sight_request.source,
        includes_special=sight_request.includes_special,
        status=SightRequest.Status.OPEN,
    )
    return read(page.request, same.exclude(pk=sight_request.pk).select_related("asker"), Purpose.HELP)
