"""Which history entries are about a household or a person: found by the keys that the entries themselves hold.

A row that was removed is in no table any more, but its history still says whose it was.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

from django.core.exceptions import ImproperlyConfigured
from django.db.models import CharField, Model, OuterRef, Q, Subquery, Value
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from privacy import names
from privacy.access import registered_models, scope
from privacy.acting import Actor, may_have_purpose
from privacy.audit import About
from privacy.choices import Purpose
from privacy.database import plan_each_query_by_its_values

Entry = Any

KEYS_WITHOUT_RELATION = {
    "person_id": names.PERSON,
    "given_by_id": names.PERSON,
    "household_id": names.HOUSEHOLD,
}
LISTS_OF_KEYS = {"person_ids": names.PERSON, "receiver_ids": names.WORKER}
"""What evidence points at that outlives it, such as a consent: by the names of the columns."""

_left_out: dict[type[Model], str] = {}
_reached: dict[type[Model], str] = {}
_members: list[Callable[[uuid.UUID], Iterable[uuid.UUID]]] = []


def leave_out(model: type[Model], *, because: str) -> None:
    """Do not tell the changes of a model."""
    _left_out[model] = because


def reach(model: type[Model], *, household: str) -> None:
    """Say by which path the history of a model reaches its household, where it holds no key of one itself."""
    _reached[model] = household


def members_by(members: Callable[[uuid.UUID], Iterable[uuid.UUID]]) -> None:
    """Say who is in a household today: what changes about them is part of its story. One app says it."""
    if _members:
        raise ImproperlyConfigured("it is known already who is in a household")
    _members.append(members)


@dataclass(frozen=True)
class Followed:
    """A model whose changes are told: the columns of persons and of households, and the path where it has neither."""

    model: type[Model]
    persons: tuple[str, ...]
    households: tuple[str, ...]
    path: str

    @property
    def history(self) -> Any:
        """The model of the history entries."""
        recorded: Any = self.model
        return recorded.history.model

    @property
    def required_persons(self) -> list[str]:
        """Of the columns of persons those that are never empty."""
        return [column.attname for column in self.model._meta.concrete_fields if self._needs(column)]

    def _needs(self, column: Any) -> bool:
        return column.attname in self.persons and not column.null

    @property
    def lists_of_persons(self) -> list[str]:
        """The columns with the keys of several persons."""
        return [c.attname for c in self.model._meta.concrete_fields if kind_of_many(c) == names.PERSON]

    @property
    def links(self) -> list[Any]:
        """The many-to-many fields whose links are in the history."""
        return list(self.history._history_m2m_fields)

    @property
    def links_to_persons(self) -> list[Any]:
        """Those that tie rows to persons."""
        return [link for link in self.links if kind_of(link) == names.PERSON]


@cache
def followed() -> tuple[Followed, ...]:
    """All models with a scope and a history, but those left out."""
    return tuple(
        Followed(model, _columns(model, names.PERSON), _columns(model, names.HOUSEHOLD), _reached.get(model, ""))
        for model in registered_models()
        if hasattr(model, "history") and model not in _left_out
    )


def _columns(model: type[Model], kind: str) -> tuple[str, ...]:
    if model._meta.model_name == kind:
        return (model._meta.pk.attname,)
    return tuple(column.attname for column in model._meta.concrete_fields if kind_of(column) == kind)


def kind_of(column: Any) -> str:
    """The kind of what a field names by key, in a relation or without one; empty for any other field."""
    if column.is_relation:
        return str(column.related_model._meta.model_name)
    return KEYS_WITHOUT_RELATION.get(column.attname, "")


def kind_of_many(column: Any) -> str:
    """The kind of what a field names by a list of keys; empty for any other field."""
    return LISTS_OF_KEYS.get(column.attname, "")


@dataclass(frozen=True)
class ChangePlace:
    """A place among the changes: right after this one."""

    at: datetime.datetime
    model_name: str
    history_id: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str()` wrote; raises `ValueError` for anything else."""
        moment, model_name, history_id = text.split("_")
        at = parse_datetime(moment)
        if at is None or timezone.is_naive(at):
            raise ValueError("not a place among the changes")
        return cls(at, model_name, int(history_id))

    def __str__(self) -> str:
        return f"{self.at.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{self.model_name}_{self.history_id}"

    def later_in(self, model_name: str) -> Q:
        """The condition for entries of a model that come after this place, so that happened before it."""
        same_moment = Q(history_date=self.at, history_id__lt=self.history_id)
        if model_name != self.model_name:
            same_moment = Q(history_date=self.at) if model_name < self.model_name else Q(pk__in=[])
        return Q(history_date__lt=self.at) | same_moment


@dataclass(frozen=True)
class Story:
    """Whose changes: of a household and its members, or of one person."""

    household: uuid.UUID | None = None
    person: uuid.UUID | None = None
    _people: list[uuid.UUID] = field(default_factory=list, init=False)

    @property
    def about(self) -> About:
        """Whose it is, for the access record."""
        return About(household_id=self.household, subject_ids=(self.person,) if self.person else ())

    def people(self) -> Collection[uuid.UUID]:
        """The persons whose changes belong to the story."""
        if not self._people:
            found = names.records_of(names.PERSON, self.person) if self.person else []
            if self.household is not None:
                found += [key for members in _members for key in members(self.household)]
            self._people.extend(found)
        return self._people

    def entries(self, one: Followed) -> Iterator[Any]:
        """The history entries of one model that belong to the story, in sets that each have an index to walk along."""
        entries = one.history._default_manager.all()
        by_column = Q()
        for column in one.persons:
            by_column |= Q(**{f"{column}__in": self.people()})
        if self.household is not None:
            for column in one.households:
                by_column |= Q(**{column: self.household})
            if one.path:
                yield entries.filter(**{one.path: self.household})
        if by_column:
            yield entries.filter(by_column)
        for link in one.links_to_persons:
            linked = getattr(one.history, link.name).model
            mine = linked.objects.filter(**{f"{link.m2m_reverse_field_name()}__in": self.people()})
            yield entries.filter(pk__in=mine.values("history_id"))


Key = tuple[datetime.datetime, str, int, int | None]


def newest(story: Story, *, actor: Actor, purpose: Purpose, after: ChangePlace | None, limit: int) -> list[Key]:
    """Moment, model, entry and the entry before it of the newest changes; one query over all models, after a setting.

    For oversight all of the story; for any other purpose only rows in the actor's scope.
    """
    plan_each_query_by_its_values()
    branches = [
        _branch(entries, one, actor=actor, purpose=purpose, after=after)[:limit]
        for one in followed()
        for entries in story.entries(one)
    ]
    together = branches[0].union(*branches[1:])
    return list(together.order_by("-history_date", "-model_name", "-history_id")[:limit])


def _branch(entries: Any, one: Followed, *, actor: Actor, purpose: Purpose, after: ChangePlace | None) -> Any:
    row, name = one.model._meta.pk.attname, str(one.model._meta.model_name)
    if purpose != Purpose.OVERSIGHT or not may_have_purpose(actor, purpose):
        entries = entries.filter(**{f"{row}__in": scope(one.model, actor, purpose).values("pk")})
    if after is not None:
        entries = entries.filter(after.later_in(name))
    earlier = one.history._default_manager.filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")),
        **{row: OuterRef(row)},
    ).order_by("-history_date", "-history_id")
    return (
        entries.annotate(
            model_name=Value(name, output_field=CharField()), earlier=Subquery(earlier.values("history_id")[:1])
        )
        .order_by("-history_date", "-history_id")
        .values_list("history_date", "model_name", "history_id", "earlier")
    )
