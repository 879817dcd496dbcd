"""The people of the demo municipality as persoonslijsten, so that the demo has a BRP of its own."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from households.brp import records
from households.dates import PartialDate
from households.demo.situations import COUNTRIES
from households.models import Custody, Person, Relation, Residence
from privacy.acting import Actor, acting
from privacy.audit import About, record
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord
from privacy.services import system_actor

ACTOR = "brp_test_server"
BATCH = 1000
_NAME_USES = {"own": "E", "partner": "P", "partner_first": "V", "own_first": "N"}
_SUSPENSIONS = {"deceased": "O", "emigrated": "E", "non_resident": "R", "ministerial": "M", "withdrawn": "F"}
_SECRET = 7  # to be told to nobody
_WHOLE_PERSON, _WHOLE_RESIDENCE = "010000", "080000"


def brp_people() -> Iterator[records.PersonRecord]:
    """Everybody whom the BRP knows, one by one in a steady order. Leaves one access record, for the system job."""
    people = Person.objects.unmerged().filter(source=Person.Source.BRP).exclude(bsn_index=None).order_by("pk")
    actor = system_actor(ACTOR)
    with acting(actor, reason="BRP van de demo"):
        record(
            "person.list",
            actor=actor,
            action=AccessRecord.Action.EXPORT,
            purpose=Purpose.SYSTEM,
            about=About(),
            data_classes=[DataClass.IDENTITY, DataClass.ADDRESS, DataClass.FAMILY, DataClass.BSN],
            details={"count": people.count()},
        )
    batch = _Batch.read(people, actor)
    while batch.persons:
        yield from batch.lists()
        batch = _Batch.read(people.filter(pk__gt=batch.persons[-1].pk), actor)


class _Batch:
    """Some persons with all that their persoonslijsten hold; four queries however many they are."""

    @classmethod
    def read(cls, people: QuerySet[Person], actor: Actor) -> _Batch:
        """The first of these people."""
        with acting(actor):
            return cls(list(people[:BATCH]))

    def __init__(self, persons: Sequence[Person]) -> None:
        self.persons = persons
        keys = [person.pk for person in persons]
        stays = Residence.objects.filter(person__in=keys).select_related("address").order_by("valid_from")
        self._last_stays = {stay.person_id: stay for stay in stays}
        self._ties: dict[uuid.UUID, list[Relation]] = defaultdict(list)
        ties = Relation.objects.filter(Q(person__in=keys) | Q(other__in=keys)).select_related("person", "other")
        for tie in ties.order_by("valid_from", "person_id"):
            for key in (tie.person_id, tie.other_id):
                self._ties[key].append(tie)
        custodies = Custody.objects.filter(child__in=keys).order_by("child_id", "holder_id")
        self._custodies = {key: list(rows) for key, rows in groupby(custodies, key=lambda row: row.child_id)}

    def lists(self) -> Iterator[records.PersonRecord]:
        """The persoonslijsten."""
        for person in self.persons:
            yield self._record(person)

    def _record(self, person: Person) -> records.PersonRecord:
        parents = [tie for tie in self._ties[person.pk] if tie.kind == "parent" and tie.other_id == person.pk][:2]
        one, two = ([_parent(tie) for tie in parents] + [None, None])[:2]
        return records.PersonRecord(
            reference=str(person.pk),
            bsn=person.bsn,
            name=_name(person),
            name_use=_NAME_USES[person.name_use],
            birth=records.Event(date=person.birth_date),
            sex=_sex(person),
            investigation=_investigation(_WHOLE_PERSON) if person.is_under_investigation else None,
            parent1=one,
            parent2=two,
            partners=tuple(self._partners(person)),
            children=tuple(
                records.Child(**_relative(tie.other))
                for tie in self._ties[person.pk]
                if tie.kind == "parent" and tie.person_id == person.pk
            ),
            death=records.Death(date=person.died_on) if person.died_on else None,
            registration=records.Registration(
                suspended_on=person.suspended_on,
                suspension=_SUSPENSIONS.get(person.suspension, ""),
                secrecy=_SECRET if person.is_secret else 0,
            ),
            residence=_residence(self._last_stays.get(person.pk)),
            custody=self._custody(person, [tie.person_id for tie in parents]),
        )

    def _partners(self, person: Person) -> Iterator[records.Partner]:
        for tie in self._ties[person.pk]:
            if tie.kind == "partner":
                other = tie.other if tie.person_id == person.pk else tie.person
                ended = records.Event(date=PartialDate.from_date(tie.valid_until)) if tie.valid_until else None
                yield records.Partner(
                    **_relative(other), bond="H", begun=records.Event(date=tie.starts_as_known), ended=ended
                )

    def _custody(self, person: Person, parents: list[uuid.UUID]) -> records.Custody | None:
        """A decision where the law alone would not come to the same, and guardianship over an adult."""
        rows = self._custodies.get(person.pk, [])
        holders = [row.holder_id for row in rows]
        code = ""
        if rows and rows[0].kind == Custody.Kind.GUARDIAN:
            code = "D"
        elif rows and rows[0].kind == Custody.Kind.PARENT and holders[0] in parents:
            code = str(parents.index(holders[0]) + 1)
        elif rows and rows[0].kind == Custody.Kind.JOINT:
            code = "12"
        if not code and not person.is_under_guardianship:
            return None
        return records.Custody(minor=code, guardianship=person.is_under_guardianship)


def _name(person: Person) -> records.Name:
    return records.Name(given=person.given_names, prefix=person.prefix, surname=person.surname)


def _sex(person: Person) -> str:
    """The sex is not kept; the salutation that the BRP gave tells it."""
    if person.salutation.startswith("Geachte mevrouw"):
        return "V"
    return "M" if person.salutation.startswith("Geachte heer") else "O"


def _relative(person: Person) -> dict[str, Any]:
    return {
        "bsn": person.bsn,
        "name": _name(person),
        "birth": records.Event(date=person.birth_date),
        "sex": _sex(person),
    }


def _parent(tie: Relation) -> records.Parent:
    return records.Parent(**_relative(tie.person), since=tie.starts_as_known)


def _investigation(element: str) -> records.Investigation:
    return records.Investigation(element=element)


def _residence(stay: Residence | None) -> records.Residence:
    if stay is None:
        return records.Residence()
    address, since = stay.address, stay.starts_as_known
    if address.country:
        return records.Residence(country=COUNTRIES.get(address.country, "0000"), abroad_since=since)
    return records.Residence(
        municipality=settings.MUNICIPALITY_CODE,
        municipality_since=since,
        function="B" if stay.kind == Residence.Kind.CORRESPONDENCE else "W",
        since=since,
        short_street=address.street,
        street=address.street,
        house_number=address.house_number,
        house_letter=address.house_letter,
        house_addition=address.house_suffix,
        postcode=address.postcode,
        place=address.city,
        object_id=address.bag_object_id,
        number_id=address.bag_number_id,
        valid_from=since,
        investigation=_investigation(_WHOLE_RESIDENCE) if stay.is_under_investigation else None,
    )
