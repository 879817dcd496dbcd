"""What moves when two records of one person are merged: every field that points at a person, of every app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from households.models import Custody, HouseholdMembership, Person, Relation, Residence, SecretAddress
from privacy.models import ExportRequest, User

Describe = Callable[[Any], str]
Tidy = Callable[[Any], None]


@dataclass(frozen=True)
class Mover:
    """A field that points at a person. `describe` says of a row what it is; without it the row belongs to a file."""

    model: type[models.Model]
    field: str
    describe: Describe | None = None
    tidy: Tidy | None = None

    @property
    def label(self) -> str:
        """The name of the field, as in `households.residence.person`."""
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def holds_many(self) -> bool:
        """Whether a row points at several people."""
        return bool(self.model._meta.get_field(self.field).many_to_many)

    @property
    def holds_list(self) -> bool:
        """Whether a row holds the keys of several people."""
        return isinstance(self.model._meta.get_field(self.field), ArrayField)

    @property
    def attname(self) -> str:
        """The attribute that holds the key, or the keys."""
        return str(self.model._meta.get_field(self.field).attname)  # type: ignore[union-attr]  # no reverse relation

    def rows_about(self, person: Person) -> QuerySet[models.Model]:
        """The rows that point at somebody."""
        path, value = (f"{self.field}__contains", [person.pk]) if self.holds_list else (self.field, person.pk)
        return self.model._base_manager.filter(**{path: value}).order_by("pk")

    def point(self, row: models.Model, *, at: Person, instead_of: Person) -> None:
        """Let a row point at another record."""
        if not self.holds_list:
            setattr(row, self.attname, at.pk)
            return
        keys = [at.pk if key == instead_of.pk else key for key in getattr(row, self.attname)]
        setattr(row, self.attname, list(dict.fromkeys(keys)))


_movers: dict[str, Mover] = {}


def register_mover(
    model: type[models.Model], field: str, *, describe: Describe | None = None, tidy: Tidy | None = None
) -> None:
    """Say which field of a model moves in a merge; `tidy` brings a changed row in the form its constraints want."""
    mover = Mover(model, field, describe, tidy)
    if mover.label in _movers:
        raise ImproperlyConfigured(f"{mover.label} moves already")
    _movers[mover.label] = mover


def movers() -> dict[str, Mover]:
    """All fields that move, by their label, in the order of registration."""
    return dict(_movers)


def _residence(row: Residence) -> str:
    return _("verblijf sinds %s") % (row.starts_as_known or date_format(row.valid_from, "j F Y"))


def _membership(row: HouseholdMembership) -> str:
    return _("huishouden %(name)s, sinds %(day)s") % {
        "name": row.household.name,
        "day": date_format(row.valid_from, "j F Y"),
    }


def _relation(row: Relation) -> str:
    return f"{row.person} {row.get_kind_display()} {row.other}"


def _custody(row: Custody) -> str:
    return _("%(kind)s over %(child)s") % {"kind": row.get_kind_display(), "child": row.child}


def _tied_to(row: HouseholdMembership) -> str:
    return _("%(name)s hoort via deze persoon bij het huishouden") % {"name": row.person}


def _secret_address(row: SecretAddress) -> str:
    return _("geheim adres sinds %s") % date_format(row.set_at, "j F Y")


def _put_partners_in_order(row: Relation) -> None:
    if row.kind == Relation.Kind.PARTNER and row.person_id > row.other_id:
        row.person_id, row.other_id = row.other_id, row.person_id


register_mover(Residence, "person", describe=_residence)
register_mover(HouseholdMembership, "person", describe=_membership)
register_mover(HouseholdMembership, "tied_to", describe=_tied_to)
register_mover(Relation, "person", describe=_relation, tidy=_put_partners_in_order)
register_mover(Relation, "other", describe=_relation, tidy=_put_partners_in_order)
register_mover(Custody, "child", describe=_custody)
register_mover(Custody, "holder", describe=_custody)
register_mover(SecretAddress, "person", describe=_secret_address)
register_mover(User, "person_id")
register_mover(ExportRequest, "person_id")
