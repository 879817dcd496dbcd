"""Addresses as this reader may see them: the one way in which an address reaches a screen, a letter or a file.

Somebody's secret address is hidden from everybody who is not named as its reader; so is the address of the household
they live in, and that of whoever lives there with them. The answer comes from the database: where an address is
hidden, no part of it leaves the query.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Expression, F, JSONField, Q, QuerySet
from django.utils.translation import gettext as _

from households.models import Address, Residence
from privacy.acting import Actor, NobodyActs, current

_NAMED = re.compile(r"%\((\w+)\)s")
PARTS = ("kind", "street", "house_number", "house_letter", "house_suffix", "postcode", "city", "lines", "country")

# The secret addresses of whoever lives at an address, or lived there after it was made a secret.
_SECRETS_AT = """households_secretaddress s JOIN households_residence f ON f.person_id = s.person_id
    WHERE s.lifted_at IS NULL AND f.address_id = {address}
    AND (f.valid_until IS NULL OR f.valid_until > s.set_at::date)"""
_IS_UNREAD = """NOT EXISTS (
    SELECT 1 FROM households_secretaddressreader n
    WHERE n.secret_address_id = s.id AND n.user_id = %(user)s AND n.removed_at IS NULL)"""

_IS_SECRET = f"EXISTS (SELECT 1 FROM {_SECRETS_AT})"  # noqa: S608  # made of constants
_IS_HIDDEN = f"EXISTS (SELECT 1 FROM {_SECRETS_AT} AND {_IS_UNREAD})"  # noqa: S608  # made of constants


def _hidden_where(is_theirs: str) -> str:
    """Hidden by a secret of one's own; without one, by that of anybody who lives there."""
    theirs = f"SELECT 1 FROM {_SECRETS_AT} AND {is_theirs}"  # noqa: S608  # made of constants
    return f"(EXISTS ({theirs} AND {_IS_UNREAD}) OR ({_IS_HIDDEN} AND NOT EXISTS ({theirs})))"


_STAY_IS_HIDDEN = _hidden_where("s.person_id = {person}")
_HOME_IS_HIDDEN = _hidden_where(
    "EXISTS (SELECT 1 FROM households_householdmembership h"
    " WHERE h.household_id = {household} AND h.person_id = s.person_id)"
)


def _function(name: str, condition: str, *places: str) -> str:
    arguments = ", ".join(f"of_{place} uuid" for place in places)
    body = condition.format(**{place: f"of_{place}" for place in places}).replace("%(user)s", "of_user")
    return (
        f"CREATE OR REPLACE FUNCTION {name}({arguments}) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER "
        f"SET search_path = public, pg_temp AS $$ BEGIN RETURN {body}; END $$;"
    )


# The database answers with the owner's rights: to keep a secret one must know of it, whoever asks. A query that asks
# inside its own rows, behind the walls, would be told of no secret; and it would carry all policies of four tables.
FUNCTIONS = "\n".join(
    [
        _function("households_is_secret", _IS_SECRET, "address"),
        _function("households_hides_address", _IS_HIDDEN, "address", "user"),
        _function("households_hides_stay", _STAY_IS_HIDDEN, "person", "address", "user"),
        _function("households_hides_home", _HOME_IS_HIDDEN, "household", "address", "user"),
    ]
)
ADDRESS_IS_SECRET = "households_is_secret({address})"  # noqa: S105  # no password
ADDRESS_IS_HIDDEN = "households_hides_address({address}, %(user)s)"
STAY_IS_HIDDEN = "households_hides_stay({person}, {address}, %(user)s)"
HOME_IS_HIDDEN = "households_hides_home({household}, {address}, %(user)s)"


@dataclass(frozen=True)
class ShownAddress:
    """An address for one reader. Of a hidden one all parts are empty; to who may see a secret, the line says it is."""

    line: str
    neighbourhood: str = ""
    street: str = ""
    city: str = ""
    is_secret: bool = False

    @property
    def area(self) -> str:
        """The neighbourhood, else the street: enough to tell people apart, never the house number."""
        return self.neighbourhood or self.street or self.city


class _ShownAddressField(JSONField):
    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> ShownAddress | None:
        if value is None:
            return None
        parts = json.loads(value)
        if parts is None:
            return secret()
        area = {name: parts[name] for name in ("neighbourhood", "street", "city")}
        line = Address(**{name: parts[name] for name in PARTS}).one_line
        return ShownAddress(
            _("%s (geheim)") % line if parts["is_secret"] else line, **area, is_secret=parts["is_secret"]
        )


class _Secrecy(Expression):
    """What the conditions share: places for columns, and the reader as a value."""

    def __init__(self, actor: Actor, template: str, columns: dict[str, str], **more: Any) -> None:
        super().__init__(**more)
        self.template, self.names = template, list(columns)
        self.user = actor.id
        self.columns: list[Any] = [F(path) for path in columns.values()]

    def get_source_expressions(self) -> list[Any]:
        """The columns."""
        return self.columns

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """The columns, resolved."""
        self.columns = list(exprs)

    def get_group_by_cols(self) -> list[Any]:
        """The columns: what is computed from them needs no group of its own."""
        return [column for source in self.columns for column in source.get_group_by_cols()]

    def as_sql(self, compiler: Any, _connection: Any) -> tuple[str, list[Any]]:
        """The condition with its columns filled in."""
        places = {name: compiler.compile(column)[0] for name, column in zip(self.names, self.columns, strict=True)}
        sql, places_of_user = _NAMED.subn("%s", self.template.format(**places))
        return sql, [self.user] * places_of_user


class IsHidden(_Secrecy):
    """The condition that the address of a row is hidden from this actor."""

    conditional = True
    output_field = BooleanField()


class AddressFor(_Secrecy):
    """The address of a row as this actor may see it: all of it, or that it is a secret; None where there is none."""

    output_field = _ShownAddressField()

    def __init__(self, actor: Actor, condition: str, address: str, **columns: str) -> None:
        shown = [*PARTS, "neighbourhood"]
        built = f"'is_secret', {ADDRESS_IS_SECRET}, " + ", ".join(f"'{name}', {{part_{name}}}" for name in shown)
        template = (
            "CASE WHEN {address} IS NULL THEN NULL "
            f"WHEN {condition} THEN 'null'::jsonb ELSE jsonb_build_object({built}) END"
        )
        parts = {f"part_{name}": f"{address}__{name}" for name in shown}
        super().__init__(actor, template, {"address": address} | columns | parts)


def of_household(actor: Actor, household: str = "pk", address: str = "address") -> AddressFor:
    """Annotate rows with the address of the household at this path, as the actor may see it."""
    return AddressFor(actor, HOME_IS_HIDDEN, address, household=household)


def of_stay(actor: Actor) -> AddressFor:
    """Annotate residences with their address, as the actor may see it."""
    return AddressFor(actor, STAY_IS_HIDDEN, "address", person="person")


def open_stay(actor: Actor) -> Q:
    """The condition that the address of a residence is not hidden from the actor."""
    return ~Q(IsHidden(actor, STAY_IS_HIDDEN, {"person": "person", "address": "address"}))


def open_stays(actor: Actor) -> QuerySet[Residence]:
    """All residences but those hidden from the actor; whose they are, the caller has to scope."""
    return Residence.objects.filter(open_stay(actor))


def open_home(actor: Actor, household: str = "pk", address: str = "address") -> Q:
    """The condition that the address of the household at this path is not hidden: only then may it be asked for."""
    return ~Q(IsHidden(actor, HOME_IS_HIDDEN, {"household": household, "address": address}))


def secret() -> ShownAddress:
    """What stands in place of an address that is hidden."""
    return ShownAddress(_("adres geheim"), is_secret=True)


def name_addresses(keys: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Addresses on one line, for whoever acts; of those that are hidden, and when nobody acts, only that they are."""
    try:
        reader = current().actor
    except NobodyActs:
        return dict.fromkeys(keys, secret().line)
    hidden = IsHidden(reader, ADDRESS_IS_HIDDEN, {"address": "pk"})
    found = Address.objects.filter(pk__in=keys).annotate(is_hidden=hidden)
    return {address.pk: secret().line if address.is_hidden else address.one_line for address in found}
