"""Where people live: addresses of the BRP as ours, and residences as dated facts."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from typing import Any

from households.brp import persons as brp
from households.dates import PartialDate
from households.models import Address, Person, Residence
from households.services.importing.report import Touched

_KEY_LENGTH = 250
_COUNTRY_LENGTH = 80
_WITHOUT_DETAILS = (Address.Kind.FOREIGN, Address.Kind.UNKNOWN)


def is_home(address: brp.Address | None) -> bool:
    """Whether somebody can be visited at this address."""
    return (
        address is not None
        and not address.is_postal_only
        and address.kind in (brp.AddressKind.DUTCH, brp.AddressKind.LOCATION)
    )


def address_key(address: brp.Address) -> str:
    """What tells one address from another: postcode and number, else all that is known."""
    if address.kind == brp.AddressKind.DUTCH and address.postcode:
        return f"{address.postcode} {_number(address)}"
    parts = [
        str(address.kind),
        address.street,
        _number(address) if address.house_number else "",
        address.city,
        address.location,
        *address.lines,
        address.country,
    ]
    key = "|".join(part.casefold() for part in parts)
    return key if len(key) <= _KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()


def _number(address: brp.Address) -> str:
    return Address(
        house_number=address.house_number, house_letter=address.house_letter, house_suffix=address.house_addition
    ).number


def _columns(address: brp.Address) -> dict[str, Any]:
    return {
        "kind": Address.Kind(address.kind),
        "street": address.street,
        "house_number": address.house_number,
        "house_letter": address.house_letter,
        "house_suffix": address.house_addition,
        "postcode": address.postcode,
        "city": address.city,
        "lines": ", ".join(part for part in (address.location, *address.lines) if part)[:_KEY_LENGTH],
        "country": address.country[:_COUNTRY_LENGTH],
        "bag_object_id": address.bag_object_id,
        "bag_number_id": address.bag_number_id,
    }


def find_or_make(address: brp.Address) -> Address:
    """Our row for an address. What is empty in it is filled; what is there stays, whoever spells a street otherwise."""
    columns = _columns(address)
    row, is_new = Address.objects.get_or_create(key=address_key(address), defaults=columns)
    missing = {} if is_new else {name: value for name, value in columns.items() if value and not getattr(row, name)}
    if missing:
        for name, value in missing.items():
            setattr(row, name, value)
        row.save(update_fields=list(missing))
    return row


def keep_residence(person: Person, record: brp.Person, *, day: datetime.date, touched: Touched) -> bool:
    """Bring the residence of a person in line with the BRP; a former one is closed and stays. Whether it changed."""
    present = Residence.objects.filter(person=person, valid_until__isnull=True).select_related("address").first()
    is_gone = person.suspension and record.address is None
    if is_gone or person.suspension == Person.Suspension.DECEASED:
        return _end(present, record.died_on or record.suspended_on, day=day, touched=touched)
    if record.address is None:
        return False
    if present is not None and _is_same(present, record.address):
        return _correct(present, record)
    known = record.address.since.earliest() if record.address.since else None
    if present is not None:
        _close(present, known if known and known > present.valid_from else day, touched)
    address = find_or_make(record.address)
    Residence.objects.create(
        person=person, address=address, valid_from=_free_from(person.pk, known or day), **_columns_of_stay(record)
    )
    return True


def _free_from(person_id: uuid.UUID, day: datetime.date, *, beside: Residence | None = None) -> datetime.date:
    """This day, or the first day after it on which no other stay runs."""
    others = Residence.objects.filter(person=person_id, valid_until__gt=day)
    latest = others.exclude(pk__in=[beside.pk] if beside else []).order_by("-valid_until").first()
    return latest.valid_until if latest and latest.valid_until else day


def _is_same(stay: Residence, address: brp.Address) -> bool:
    kind = Residence.Kind.CORRESPONDENCE if address.is_postal_only else Residence.Kind.HOME
    if stay.kind != kind or stay.address.kind != address.kind:
        return False
    if stay.address.kind in _WITHOUT_DETAILS:
        columns = _columns(address)
        return (stay.address.lines, stay.address.country) == (columns["lines"], columns["country"])
    return stay.address.key == address_key(address)


def _columns_of_stay(record: brp.Person) -> dict[str, Any]:
    address = record.address
    assert address is not None
    return {
        "kind": Residence.Kind.CORRESPONDENCE if address.is_postal_only else Residence.Kind.HOME,
        "starts_as_known": address.since,
        "is_under_investigation": address.was_found_absent or record.is_investigated("verblijfplaats"),
    }


def _correct(stay: Residence, record: brp.Person) -> bool:
    """The same address as before, of which the BRP may know more, or doubt it."""
    assert record.address is not None
    find_or_make(record.address)
    row = _columns_of_stay(record)
    changed = [name for name, value in row.items() if getattr(stay, name) != value]
    if not changed:
        return False
    for name in changed:
        setattr(stay, name, row[name])
    if "starts_as_known" in changed:
        changed += _begin(stay, stay.starts_as_known)
    stay.save(update_fields=changed)
    return True


def _begin(stay: Residence, known: PartialDate | None) -> list[str]:
    """Let a stay begin when it did, as far as no other stay was running then."""
    start = known.earliest() if known else None
    if start is None:
        return []
    stay.valid_from = _free_from(stay.person_id, start, beside=stay)
    return ["valid_from"]


def _end(stay: Residence | None, on: PartialDate | None, *, day: datetime.date, touched: Touched) -> bool:
    """Somebody died or left: the stay ended that day, or as early as the BRP says it may have."""
    if stay is None:
        return False
    end = on.earliest() if on else None
    _close(stay, end if end and end > stay.valid_from else day, touched)
    return True


def _close(stay: Residence, end: datetime.date, touched: Touched) -> None:
    """End a stay; one that would not have held for a whole day was a mistake and goes, its history stays."""
    touched.addresses.add(stay.address_id)
    if end > stay.valid_from:
        stay.valid_until = end
        stay.save(update_fields=["valid_until"])
    else:
        stay.delete()
