"""What the law asks of persons and households: who sees them, how long, and which rights apply."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from households import walls
from households.bsn import InvalidBsn, clean_bsn
from households.models import (
    Address,
    Custody,
    DuplicateCandidate,
    Household,
    HouseholdMembership,
    Person,
    PersonMerge,
    Relation,
    Residence,
    SecretAddress,
    SecretAddressReader,
)
from households.names import search_key
from households.querysets import granted, member_in_sight, member_not_barred, visible_households
from households.secrecy import name_addresses, open_stay
from privacy import access, changes, names, processing, retention, rights
from privacy.acting import Actor, may_have_purpose
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose, Role
from privacy.processing import Activity


def households(actor: Actor, purpose: Purpose) -> QuerySet[Household]:
    """The households one is assigned to."""
    return visible_households(actor) if purpose == Purpose.HELP else Household.objects.none()


def persons(actor: Actor, purpose: Purpose) -> QuerySet[Person]:
    """For help: members of one's households. To identify somebody: everybody but secret and barred people."""
    if purpose == Purpose.HELP:
        return Person.objects.filter(member_in_sight(actor))
    if purpose in walls.IDENTIFYING and may_have_purpose(actor, purpose):
        open_or_mine = Q(is_secret=False) | member_in_sight(actor)
        return Person.objects.unmerged().filter(open_or_mine, member_not_barred(actor))
    return Person.objects.none()


def of_persons(model: type[Model], path: str) -> Callable[[Actor, Purpose], QuerySet[Any]]:
    """A scope that follows the person at `path`."""

    def scope(actor: Actor, purpose: Purpose) -> QuerySet[Any]:
        rows = model._default_manager.all()
        if purpose == Purpose.HELP:  # the same condition as of `persons`, without the join
            return rows.filter(member_in_sight(actor, path))
        return rows.filter(**{f"{path}__in": persons(actor, purpose)})

    return scope


def of_households(model: type[Model], path: str) -> Callable[[Actor, Purpose], QuerySet[Any]]:
    """A scope that follows the household at `path`."""

    def scope(actor: Actor, purpose: Purpose) -> QuerySet[Any]:
        rows = model._default_manager.all()
        return rows.filter(granted(actor, path)) if purpose == Purpose.HELP else rows.none()

    return scope


def relations(actor: Actor, purpose: Purpose) -> QuerySet[Relation]:
    """Ties of which at least one end is visible; the other end shows as a name."""
    if purpose == Purpose.HELP:
        return Relation.objects.filter(member_in_sight(actor, "person") | member_in_sight(actor, "other"))
    seen = persons(actor, purpose)
    return Relation.objects.filter(Q(person__in=seen) | Q(other__in=seen))


def residences(actor: Actor, purpose: Purpose) -> QuerySet[Residence]:
    """Where visible people live or lived; secret addresses for their named readers only."""
    return of_persons(Residence, "person")(actor, purpose).filter(open_stay(actor))


def addresses(actor: Actor, purpose: Purpose) -> QuerySet[Address]:
    """Addresses where a visible person lives or lived; secret addresses for their named readers only."""
    stays = Residence.objects.filter(open_stay(actor), address=OuterRef("pk"), person__in=persons(actor, purpose))
    return Address.objects.filter(Exists(stays))


def secret_addresses(actor: Actor, purpose: Purpose) -> QuerySet[SecretAddress]:
    """That the address of a visible person is a secret: who helps must know it; who may see it, is another model."""
    rows = of_persons(SecretAddress, "person")(actor, purpose)
    return rows if purpose == Purpose.HELP else rows.none()


def secret_address_readers(actor: Actor, purpose: Purpose) -> QuerySet[SecretAddressReader]:
    """The named readers, for the named readers of today."""
    if purpose != Purpose.HELP:
        return SecretAddressReader.objects.none()
    mine = SecretAddressReader.objects.filter(user=actor.user, removed_at=None).values("secret_address")
    return SecretAddressReader.objects.filter(member_in_sight(actor, "secret_address__person"), secret_address__in=mine)


def merging(model: type[Model]) -> Callable[[Actor, Purpose], QuerySet[Any]]:
    """Duplicates and merges: for whoever keeps the register right, both people inside their scope.

    Secret people only where they are in sight; the administrator sees them all, else nobody could put them right.
    """
    one, two = ("first", "second") if model is DuplicateCandidate else ("kept", "merged")

    def scope(actor: Actor, purpose: Purpose) -> QuerySet[Any]:
        rows = model._default_manager.all()
        if purpose != Purpose.REGISTRATION or not may_have_purpose(actor, purpose):
            return rows.none()
        known = Person.objects.filter(member_not_barred(actor))
        if not actor.has(Role.ADMINISTRATOR):
            known = known.filter(Q(is_secret=False) | member_in_sight(actor))
        return rows.filter(**{f"{one}__in": known, f"{two}__in": known})

    return scope


# The person's own term, then the rows that live and die with a person or a household.
AS_LONG_AS_HELP = retention.Retention(
    term="P15Y", starts_at="end of the last trajectory of the household", source="Wmo 2015 art. 5.3.4 (longest of)"
)
BRP_RULES = rights.Answer(kept_because="de BRP is de bron: vraag correctie aan bij burgerzaken (Wet BRP art. 2.58)")
WHILE_HELP_RUNS = rights.Answer(kept_because="nodig zolang de wettelijke bewaartermijn loopt (AVG art. 17 lid 3 b)")

REGISTRATIONS: list[tuple[type[Model], Any, Callable[[Any], About], list[DataClass], str]] = [
    (Person, persons, lambda row: About(subject_ids=(row.pk,)), [DataClass.IDENTITY], "pk"),
    (Household, households, lambda row: About(household_id=row.pk), [DataClass.IDENTITY, DataClass.ADDRESS], "members"),
    (
        HouseholdMembership,
        of_households(HouseholdMembership, "household"),
        lambda row: About(household_id=row.household_id, subject_ids=(row.person_id,)),
        [DataClass.IDENTITY, DataClass.FAMILY],
        "person",
    ),
    (
        Residence,
        residences,
        lambda row: About(subject_ids=(row.person_id,)),
        [DataClass.ADDRESS],
        "person",
    ),
    (Address, addresses, lambda _row: About(), [DataClass.ADDRESS], "residences__person"),
    (
        SecretAddress,
        secret_addresses,
        lambda row: About(subject_ids=(row.person_id,)),
        [DataClass.ADDRESS],
        "person",
    ),
    (
        SecretAddressReader,
        secret_address_readers,
        lambda row: About(subject_ids=(row.secret_address.person_id,)),
        [DataClass.ADDRESS],
        "secret_address__person",
    ),
    (
        Relation,
        relations,
        lambda row: About(subject_ids=(row.person_id, row.other_id)),
        [DataClass.FAMILY],
        "person",
    ),
    (
        Custody,
        of_persons(Custody, "child"),
        lambda row: About(subject_ids=(row.child_id, *((row.holder_id,) if row.holder_id else ()))),
        [DataClass.FAMILY],
        "child",
    ),
    (
        DuplicateCandidate,
        merging(DuplicateCandidate),
        lambda row: About(subject_ids=(row.first_id, row.second_id)),
        [DataClass.IDENTITY],
        "first",
    ),
    (
        PersonMerge,
        merging(PersonMerge),
        lambda row: About(subject_ids=(row.kept_id, row.merged_id)),
        [DataClass.IDENTITY],
        "kept",
    ),
]

for model, scope, about, data_classes, subject in REGISTRATIONS:
    access.register(model, scope=scope, about=about, data_classes=data_classes, wall=walls.WALLS[model])
    retention.register(model, AS_LONG_AS_HELP)
    rights.register(model, rights.Rights(subject=subject, correct=BRP_RULES, erase=WHILE_HELP_RUNS))

register_event("person.search", _("zocht naar mensen"))
register_event("person.bsn_shown", _("liet een burgerservicenummer tonen"))
register_event("person.imported", _("haalde gegevens op uit de BRP"))
register_event("person.changed", _("wijzigde persoonsgegevens"))
register_event("person.merged", _("voegde twee persoonsrecords samen"))
register_event("person.merge_undone", _("maakte een samenvoeging ongedaan"))
register_event("person.kept_apart", _("gaf aan dat het twee mensen zijn"))
register_event("secretaddress.set", _("maakte een adres geheim"))
register_event("secretaddress.lifted", _("hief de geheimhouding van een adres op"))
register_event("secretaddress.reader_named", _("liet iemand toe tot een geheim adres"))
register_event("secretaddress.reader_removed", _("haalde iemand van de lijst van een geheim adres"))
register_event("household.member_joined", _("voegde iemand toe aan het huishouden"))
register_event("household.member_left", _("haalde iemand uit het huishouden"))


def name_persons(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """People by the name that screens show."""
    return dict(Person.objects.filter(pk__in=keys).values_list("pk", "display_name"))


def records_of_person(key: uuid.UUID) -> list[uuid.UUID]:
    """The records of one person: that into which the others were merged, first, and all of those."""
    while into := Person.objects.filter(pk=key).values_list("merged_into", flat=True).first():
        key = into
    records = found = [key]
    while found := list(Person.objects.filter(merged_into__in=found).order_by("pk").values_list("pk", flat=True)):
        records = [*records, *found]
    return records


def name_households(keys: Collection[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Households by their name."""
    return dict(Household.objects.filter(pk__in=keys).values_list("pk", "name"))


def find_people(sought: names.Sought) -> Iterator[names.Found]:
    """People by burgerservicenummer, or by birth date and a part of the name; and the households they were ever in."""
    people = _by_bsn(sought.bsn) if sought.bsn else _by_birth(sought.born_on, sought.name)
    for person in people:
        born = gettext("geboren %s") % person.birth_date
        yield names.Found(names.PERSON, person.pk, person.display_name, born)
    memberships = HouseholdMembership.objects.filter(person__in=people).order_by("valid_from")
    for membership in memberships.select_related("household", "person"):
        yield names.Found(
            names.HOUSEHOLD,
            membership.household_id,
            membership.household.name,
            gettext("huishouden van %s") % membership.person.display_name,
        )


def _by_bsn(bsn: str) -> list[Person]:
    try:
        return list(Person.objects.with_bsn(clean_bsn(bsn)))
    except InvalidBsn as error:
        raise names.NotUnderstood("bsn", str(error)) from None


def _by_birth(born_on: datetime.date | None, name: str) -> list[Person]:
    words = {search_key(word) for word in name.split()} - {""}
    if born_on is None or not words:
        return []
    as_known = [f"{born_on:%Y%m%d}", f"{born_on:%Y%m}00", f"{born_on:%Y}0000"]
    born = Person.objects.filter(birth_date__in=as_known).order_by("surname_key", "given_key")
    return [person for person in born if _is_called(person, words)]


def _is_called(person: Person, words: Iterable[str]) -> bool:
    parts = (person.surname_key, person.partner_key, person.given_key)
    return any(word in part for word in words for part in parts)


def members_today(household: uuid.UUID) -> list[uuid.UUID]:
    """Who is in a household today."""
    return list(HouseholdMembership.objects.on().filter(household=household).values_list("person_id", flat=True))


names.register_namer(names.PERSON, name_persons)
names.register_namer(names.HOUSEHOLD, name_households)
names.register_namer("address", name_addresses)
names.register_records(names.PERSON, records_of_person)
names.register_finder(find_people)
changes.members_by(members_today)
changes.keep_closed(lambda entry: entry.instance_type is SecretAddress, as_=_("geheimhouding van het adres"))
changes.leave_out(SecretAddressReader, because="who may see a secret address is for its readers alone")

processing.register(
    Activity.REGISTRATION,
    screens=[
        "households:duplicates",
        "households:duplicate",
        "households:two_people",
        "households:merges",
        "households:undo_merge",
    ],
    commands=["import_brp"],
)
processing.exempt("answers about people who do not exist", commands=["brp_test_server"])
