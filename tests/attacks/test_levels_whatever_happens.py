"""Property: whatever happens, no address tells what help is about to who may only know that there is, or not even that.

People are assigned and taken off, ask for sight and lose it, come in for an emergency and leave their team, in any
order. Then one of them goes by every address, with every key that shows something to who works in all four laws, and
sends nonsense to it as well. How far somebody may see is read from the grants in plain Python.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import services
from casework.models import Alert, Assignment, Trajectory
from casework.services import NotAllowed, add_task, assign, break_glass, end_assignment, raise_alert, write_note
from casework.workflow import WORKFLOWS
from households.models import HouseholdGrant, Level
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Role
from privacy.models import BreakGlass, Consent, Membership
from privacy.services import system_actor
from tests.attacks.reach import addresses, keys_about, shown
from tests.casework.sharing import share
from tests.casework.ways import WAYS, begun, length, let_karim_work, walk
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_user

FAMILY = ("Sanne", "Emre", "Lina", "Deniz")
HELPERS = ("Fatima", "Joris", "Noor", "Tess", "Karim", "Bram")
SO_FAR = {Domain.DEBTS: "solve", Domain.YOUTH: "start", Domain.WMO: "start", Domain.PARTICIPATION: "agree_road"}


def told(kind: str, key: str) -> str:
    """What the timeline says of a step."""
    step = WORKFLOWS[kind].step(key)
    assert step is not None
    return str(step.told)


TOLD = Counter(told(kind, one.step) for kind in SO_FAR for one in WAYS[kind])
helpers, domains = st.sampled_from(HELPERS), st.sampled_from(Domain)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("assign"), helpers, domains),
        st.tuples(st.just("take_off"), helpers, domains),
        st.tuples(st.just("share"), helpers, domains),
        st.tuples(st.just("withdraw_consents")),
        st.tuples(st.just("break_glass"), helpers, st.sampled_from([None, *Domain])),
        st.tuples(st.just("leave_team"), helpers),
    ),
    max_size=5,
)


def mark(domain: Domain) -> str:
    """A word that stands in everything that is written about help in a domain, and nowhere else."""
    return f"kenmerk{domain}"


def words_of(domain: Domain) -> list[str]:
    """What tells how help in a domain goes: what was written, and steps that only this law has."""
    steps = [told(domain, one.step) for one in WAYS[domain]]
    begun = f"Traject {domain.label} begonnen"  # that is for everybody involved
    return [mark(domain), *(words for words in steps if TOLD[words] == 1 and words not in begun)]


@pytest.fixture
def full(town: Town) -> Town:
    """The town with help under way in four laws, and Wim, who works in all of them and has written about each."""
    let_karim_work(town)
    with acting_anywhere(system_actor("tests")):
        wim = make_user(town, "Wim de Haan", "Wijkteam Haven", Role.PROFESSIONAL, *Domain)
    for domain, until in SO_FAR.items():
        walk(town, begun(town, domain, days_ago=length(domain)), until=until)
        with acting(town.actor("Fatima")):
            assign(actor=town.actor("Fatima"), case=town.case, user=wim, domain=domain, reason="x", at=town.now)
        write_about(town, domain)
    with acting_anywhere(system_actor("tests")):
        for row in Trajectory.objects.filter(household=town.de_vries):
            word = mark(Domain(row.domain))
            Trajectory.objects.filter(pk=row.pk).update(subject=word, goal=word, provider=word)
    return town


def write_about(town: Town, domain: Domain) -> None:
    wim = town.actor("Wim")
    about: dict[str, Any] = {"actor": wim, "household_id": town.de_vries.pk, "domain": domain, "at": town.now}
    with acting(wim):
        write_note(text=mark(domain), **about)
        raise_alert(text=mark(domain), severity=Alert.Severity.WARNING, **about)
        add_task(title=mark(domain), due_on=town.today, assignee=town.user("Wim"), **about)


@pytest.fixture
def places(full: Town) -> list[str]:
    """Every address that shows something to Wim or to Fatima. Together they show Wim every word that is looked for."""
    keys = keys_about(full.de_vries, *(full.person(name) for name in FAMILY))
    found: dict[str, str] = {}
    for who in ("Fatima", "Wim"):
        client = full.client(who)
        for address in addresses():
            for path in [address.of(key) for key in keys] if address.has_key else [address.route]:
                answer = client.get(path)
                if answer.status_code == 200:
                    found[path] = shown(answer)
    everything = "".join(found.values())
    for domain, until in SO_FAR.items():
        steps = [one.step for one in WAYS[domain]]
        so_far = {told(domain, step) for step in steps[: steps.index(until) + 1]}
        assert [word for word in words_of(domain) if word in {mark(domain), *so_far} and word not in everything] == []
    return list(found)


class World:
    """What may happen to the town; what is refused did not happen."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def step(self, name: str, *values: Any) -> None:
        with suppress(NotAllowed, IntegrityError), transaction.atomic():
            getattr(self, name)(*values)

    def assign(self, who: str, domain: Domain) -> None:
        fatima, user = self.town.actor("Fatima"), self.town.user(who)
        with acting_anywhere(system_actor("tests")):
            for membership in Membership.objects.filter(user=user):
                Membership.objects.filter(pk=membership.pk).update(domains=sorted({*membership.domains, domain}))
        with acting(fatima):
            assign(actor=fatima, case=self.town.case, user=user, domain=domain, reason="x", at=self.town.now)

    def take_off(self, who: str, domain: Domain) -> None:
        fatima = self.town.actor("Fatima")
        with acting(fatima):
            for row in Assignment.objects.on().filter(case=self.town.case, user=self.town.user(who), domain=domain):
                end_assignment(actor=fatima, assignment=row, reason="x", at=self.town.now)

    def share(self, who: str, source: Domain) -> None:
        for domain in sorted(self.town.actor(who).domains):
            share(self.town, who, source, Purpose(domain), by="Wim")

    def withdraw_consents(self) -> None:
        wim, said = self.town.actor("Wim"), Consent.Channel.CONVERSATION
        with acting(wim):
            for consent in Consent.objects.filter(withdrawn_at=None):
                services.withdraw_consent(
                    actor=wim, consent=consent, withdrawer=Consent.Withdrawer.GIVER, channel=said, at=self.town.now
                )

    def break_glass(self, who: str, domain: Domain | None) -> None:
        actor, reason = self.town.actor(who), BreakGlass.Reason.UNSAFETY
        with acting(actor):
            break_glass(
                actor=actor, household=self.town.de_vries, reason=reason, words="nu", domain=domain, at=self.town.now
            )

    def leave_team(self, who: str) -> None:
        with acting_anywhere(system_actor("tests")):
            Membership.objects.filter(user=self.town.user(who)).update(valid_until=self.town.today)


def unseen(town: Town, who: str) -> list[Domain]:
    """The domains of which somebody may not read what help is about, in plain Python over the rows."""
    user, today, now = town.user(who), town.today, timezone.now()
    with acting_anywhere(system_actor("tests")):
        memberships = [one for one in Membership.objects.filter(user=user) if lasts(one, today)]
        places = {place for one in memberships for place in one.places}
        grants = [
            grant
            for grant in HouseholdGrant.objects.filter(user=user, content_object=town.de_vries)
            if grant.rests_on in places and lasts(grant, today) and (grant.expires_at is None or grant.expires_at > now)
        ]
    seen = {grant.domain for grant in grants if grant.level >= Level.CONTENT}
    return [domain for domain in Domain if domain not in seen]


def lasts(row: Any, today: Any) -> bool:
    return row.valid_from <= today and (row.valid_until is None or row.valid_until > today)


def told_by(client: Client, path: str) -> str:
    """What an address shows, and what it says to nonsense; nothing that it does stays."""
    asked = shown(client.get(path))
    with transaction.atomic():
        sent = shown(client.post(path, {"onzin": "onzin"}))
        transaction.set_rollback(True)
    return asked + sent


@settings(max_examples=8)
@given(steps=STEPS, reader=st.sampled_from([*HELPERS, "Anja", "Pieter"]))
def test_no_address_tells_more_than_the_level(
    full: Town, places: list[str], steps: list[tuple[Any, ...]], reader: str
) -> None:
    with transaction.atomic():
        world = World(full)
        for name, *values in steps:
            world.step(name, *values)
        client, closed = full.client(reader), unseen(full, reader)
        for path in places:
            page = told_by(client, path)
            found = [word for domain in closed for word in words_of(domain) if word in page]
            assert not found, f"{path} tells {reader}: {found}"
        transaction.set_rollback(True)
