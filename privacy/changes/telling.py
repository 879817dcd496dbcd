"""One change in words: who, what of whom, what it was and what it became, why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from privacy import names
from privacy.access import access_to
from privacy.acting import Actor
from privacy.audit import About
from privacy.changes.comparing import Comparison, Difference, Links, Withheld
from privacy.changes.following import ChangePlace, Entry, Followed, Key, Story, followed, kind_of, newest
from privacy.choices import DataClass, Purpose
from privacy.moments import in_words
from privacy.names import Names

WHO_SOMEBODY_IS = frozenset({DataClass.IDENTITY, DataClass.ADDRESS, DataClass.FAMILY})

_closed: list[tuple[Callable[[Entry], bool], str | Promise]] = []
_as_content: set[type[Model]] = set()


def keep_closed(is_closed: Callable[[Entry], bool], *, as_: str | Promise) -> None:
    """Tell of entries that are closed only that they happened, whoever asks; `as_` says what they are called then."""
    _closed.append((is_closed, as_))


def tell_as_content(model: type[Model]) -> None:
    """Say that rows which tell *that* there is help tell what it is about as well: only the first is told here."""
    _as_content.add(model)


@dataclass(frozen=True)
class Change:
    """One history entry, ready to show."""

    place: ChangePlace
    comparison: Comparison
    purpose: Purpose

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.comparison.entry

    @property
    def moment(self) -> str:
        """When."""
        return in_words(self.place.at)

    @property
    def who(self) -> str:
        """Who did it."""
        return self.comparison.names.of(names.WORKER, self.entry.history_user_id)

    @property
    def what(self) -> str:
        """What was touched, and whose it is."""
        one = self.comparison.followed
        return f"{self._closed_as or one.model._meta.verbose_name} {self._whose()}"

    @property
    def _closed_as(self) -> str:
        """What a closed entry is called; empty for any other."""
        rows = [row for row in (self.entry, self.comparison.earlier) if row is not None]
        return next((str(words) for is_closed, words in _closed if any(map(is_closed, rows))), "")

    @property
    def sentence(self) -> str:
        """Who did what."""
        sentences = {
            "+": _("%(who)s voegde %(what)s toe"),
            "~": _("%(who)s wijzigde %(what)s"),
            "-": _("%(who)s verwijderde %(what)s"),
        }
        return sentences[self.entry.history_type] % {"who": self.who, "what": self.what}

    def _whose(self) -> str:
        """The persons a row is nothing without, else its household, else what it is a part of."""
        called, one, about = self.comparison.names, self.comparison.followed, self.about
        kind, key = str(one.model._meta.model_name), getattr(self.entry, one.model._meta.pk.attname)
        if kind in (names.PERSON, names.HOUSEHOLD):
            return called.of(kind, key)
        people = [getattr(self.entry, column) for column in one.required_persons]
        if people:
            return _("van %s") % _(" en ").join(called.of(names.PERSON, person) for person in people)
        if about.household_id is not None:
            return _("bij huishouden %s") % called.of(names.HOUSEHOLD, about.household_id)
        part_of: Any = next(column for column in one.model._meta.concrete_fields if column.is_relation)
        if names.has_words(kind_of(part_of)):
            return f"({called.of(kind_of(part_of), getattr(self.entry, part_of.attname))})"
        return f"({part_of.related_model._meta.verbose_name})"

    @property
    def reason(self) -> str:
        """Why, in the words of whoever did it: they tell as much as the row, so they go where its words go.

        Oversight is told why somebody was let in, as by an assignment, but not what help was about.
        """
        untold = {Withheld.CONTENT} if self.purpose == Purpose.OVERSIGHT else {Withheld.CONTENT, Withheld.WORDS}
        return "" if self._closed_as or self.comparison.withheld in untold else self.entry.history_change_reason or ""

    @property
    def about(self) -> About:
        """For the access record: everybody whom the sentence names."""
        one, rows = self.comparison.followed, (self.entry, self.comparison.earlier)
        people = [getattr(row, column) for row in rows if row for column in one.persons]
        people += [key for row in rows if row for column in one.lists_of_persons for key in getattr(row, column)]
        people += [key for row in rows for link in one.links_to_persons for key in self.comparison.linked(row, link)]
        households = [getattr(self.entry, column) for column in one.households]
        return About(
            household_id=next(filter(None, households), None),
            subject_ids=tuple(dict.fromkeys(filter(None, people))),
        )

    @property
    def data_classes(self) -> tuple[DataClass, ...]:
        """Which kinds of data the change shows."""
        return access_to(self.comparison.followed.model).data_classes

    @property
    def differences(self) -> list[Difference]:
        """The fields that this change touched; none at a removal, none of what is closed."""
        return [] if self.entry.history_type == "-" or self._closed_as else list(self.comparison.differences())


def tell_changes(
    story: Story, *, actor: Actor, purpose: Purpose, after: ChangePlace | None = None, limit: int
) -> list[Change]:
    """The newest changes of a story, or those that happened before a place in it, with every name looked up.

    Reads are not noted: the view notes `about` of each. The number of queries depends on the kinds of rows that
    changed, never on how many did.
    """
    keys = newest(story, actor=actor, purpose=purpose, after=after, limit=limit)
    known, called = _entries(keys), Names()
    changes = [_change(key, known, called=called, purpose=purpose) for key in keys]
    for change in changes:
        called.want(names.WORKER, [change.entry.history_user_id])
        called.want(names.PERSON, change.about.subject_ids)
        called.want(names.HOUSEHOLD, [change.about.household_id])
        change.comparison.want_names()
    return changes


@dataclass(frozen=True)
class _Known:
    models: Mapping[str, Followed]
    entries: Mapping[tuple[str, int], Entry]
    links: Mapping[str, Links]


def _entries(keys: Iterable[Key]) -> _Known:
    models = {str(one.model._meta.model_name): one for one in followed()}
    wanted: dict[str, set[int]] = {}
    for _at, name, entry, earlier in keys:
        wanted.setdefault(name, set()).update({entry} | ({earlier} if earlier is not None else set()))
    entries = {
        (name, entry.history_id): entry
        for name, ids in wanted.items()
        for entry in models[name].history._default_manager.filter(history_id__in=ids)
    }
    return _Known(models, entries, {name: _links(models[name], ids) for name, ids in wanted.items()})


def _links(one: Followed, ids: Iterable[int]) -> Links:
    links: dict[int, dict[str, tuple[Any, ...]]] = {}
    for link in one.links:
        other = f"{link.m2m_reverse_field_name()}_id"
        rows = getattr(one.history, link.name).model.objects.filter(history_id__in=ids)
        for entry, key in rows.values_list("history_id", other):
            held = links.setdefault(entry, {})
            held[link.name] = (*held.get(link.name, ()), key)
    return links


def _change(key: Key, known: _Known, *, called: Names, purpose: Purpose) -> Change:
    at, name, entry, earlier = key
    one = known.models[name]
    comparison = Comparison(
        followed=one,
        entry=known.entries[name, entry],
        earlier=known.entries[name, earlier] if earlier is not None else None,
        links=known.links[name],
        names=called,
        withheld=_withheld(one.model, purpose),
    )
    return Change(ChangePlace(at, name, entry), comparison, purpose)


def _withheld(model: type[Model], purpose: Purpose) -> Withheld:
    """For oversight all that is content, and free text; for help what only *that* sight does not reach."""
    classes = set(access_to(model).data_classes)
    if purpose == Purpose.OVERSIGHT:
        is_content = model in _as_content or DataClass.CONTENT in classes
        words = Withheld.NOTHING if classes <= WHO_SOMEBODY_IS else Withheld.WORDS
        return Withheld.CONTENT if is_content else words
    if model in _as_content:
        return Withheld.CONTENT
    return Withheld.WORDS if DataClass.INVOLVEMENT in classes else Withheld.NOTHING
