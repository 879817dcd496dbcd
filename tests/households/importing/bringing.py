"""Bringing people in over HTTP, and looking at what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from pybreaker import CircuitBreaker
from tenacity import wait_none

from households.brp.client import BrpClient
from households.brp.records import PersonRecord
from households.brp.test_server import BrpRequestHandler, BrpTestServer
from households.models import (
    Custody,
    DuplicateCandidate,
    Household,
    HouseholdMembership,
    Person,
    Relation,
    Residence,
)
from households.services.importing import Report, import_people, refresh_known
from privacy.services import system_actor
from tests.households.brp.conftest import serving

RECORDED = (Person, Residence, Relation, Custody, Household, HouseholdMembership, DuplicateCandidate)


def client_of(server: BrpTestServer) -> BrpClient:
    """A client that does not wait between attempts, and that no earlier failure holds back."""
    return BrpClient(server.url, attempts=2, wait=wait_none(), breaker=CircuitBreaker(fail_max=100))


def bring_in(
    people: Iterable[PersonRecord], *bsns: str, handler: type[BrpRequestHandler] = BrpRequestHandler
) -> Report:
    """Import these numbers, numbered as lines from 1, from a BRP that holds these persoonslijsten."""
    asked: dict[str, int | None] = {bsn: line for line, bsn in enumerate(bsns, start=1)}
    with serving(people, handler=handler) as server, client_of(server) as client:
        return import_people(actor=system_actor("import_brp"), client=client, asked=asked, at=timezone.now())


def refresh(people: Iterable[PersonRecord], handler: type[BrpRequestHandler] = BrpRequestHandler) -> Report:
    """Import everybody known again."""
    with serving(people, handler=handler) as server, client_of(server) as client:
        return refresh_known(actor=system_actor("import_brp"), client=client, at=timezone.now())


def person(bsn: str) -> Person:
    """The one person with this number."""
    return Person.objects.with_bsn(bsn).get()


def members(household: Household) -> set[str]:
    """Who is in a household today, by the first given name."""
    places = HouseholdMembership.objects.on().filter(household=household).select_related("person")
    return {place.person.given_names.split()[0] for place in places}


def households() -> list[set[str]]:
    """All households that have members."""
    return sorted(filter(None, map(members, Household.objects.all())), key=sorted)


def rows() -> list[tuple[int, int]]:
    """How many rows there are of each kind, and how much history."""
    models: tuple[Any, ...] = RECORDED
    return [(model.objects.count(), model.history.count()) for model in models]


class Listening(BrpRequestHandler):
    """A BRP that remembers the questions. Make a fresh one with `listening()`."""

    questions: list[Any]

    def reply(self, body: object) -> tuple[int, dict[str, Any]]:
        """See `BrpRequestHandler`."""
        self.questions.append(body)
        return super().reply(body)


def listening() -> type[Listening]:
    """A fresh handler."""
    return type("FreshlyListening", (Listening,), {"questions": []})
