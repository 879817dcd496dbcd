"""Words for opaque keys, and keys for people one knows. The kernel holds keys only; upper apps register the words.

A kind is the name of a model, as in `person` or `household`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

PERSON, HOUSEHOLD, WORKER, ACTIVITY = "person", "household", "user", "processingactivity"

Key = Any
Namer = Callable[[Collection[Key]], Mapping[Key, str]]


@dataclass(frozen=True)
class Sought:
    """What somebody typed about whom they mean; empty where nothing was typed."""

    bsn: str = ""
    name: str = ""
    born_on: datetime.date | None = None
    case_number: str = ""
    worker: str = ""


@dataclass(frozen=True)
class Found:
    """Somebody or something that fits, with just enough to tell it from the others."""

    kind: str
    key: Key
    label: str
    hint: str = ""


class NotUnderstood(ValueError):
    """What was typed cannot be looked up; the text is a sentence for the user, `field` the part of `Sought`."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


Finder = Callable[[Sought], Iterable[Found]]

Records = Callable[[Key], Collection[Key]]

_namers: dict[str, Namer] = {}
_finders: list[Finder] = []
_records: dict[str, Records] = {}


def register_namer(kind: str, namer: Namer) -> None:
    """Say how rows of a kind are called: one query for all keys, keys that no longer exist left out."""
    if kind in _namers:
        raise ImproperlyConfigured(f"{kind} has a namer already")
    _namers[kind] = namer


def register_finder(finder: Finder) -> None:
    """Add a way to find keys, for oversight only. It may raise `NotUnderstood`."""
    _finders.append(finder)


def register_records(kind: str, records: Records) -> None:
    """Say which keys are one and the same of a kind, because records of it were merged; the key itself among them."""
    if kind in _records:
        raise ImproperlyConfigured(f"{kind} has a way to find its records already")
    _records[kind] = records


def records_of(kind: str, key: Key) -> list[Key]:
    """Every key under which one person, household or other kind is known."""
    return list(_records[kind](key)) if kind in _records else [key]


def find(sought: Sought) -> list[Found]:
    """Everybody and everything that fits; raises `NotUnderstood`."""
    return [found for finder in _finders for found in finder(sought)]


class Names:
    """The words for many keys, with one query per kind: first `want` them all, then ask."""

    def __init__(self) -> None:
        self._wanted: dict[str, set[Key]] = {}
        self._known: dict[str, dict[Key, str]] = {}

    def want(self, kind: str, keys: Iterable[Key | None]) -> None:
        """Remember keys to be named."""
        self._wanted.setdefault(kind, set()).update(key for key in keys if key is not None)

    def of(self, kind: str, key: Key) -> str:
        """The words for one key; that it is no longer known, where that is so."""
        self.want(kind, [key])
        return self._look_up(kind).get(key) or gone(key)

    def _look_up(self, kind: str) -> dict[Key, str]:
        known = self._known.setdefault(kind, {})
        missing = self._wanted.pop(kind, set()) - known.keys()
        if missing:
            found = _namers[kind](missing) if kind in _namers else {}
            known |= dict.fromkeys(missing, "") | dict(found)
        return known


def gone(key: Key) -> str:
    """The words for what was erased, or has no name: enough of its key to tell it from others."""
    return _("niet meer bekend (sleutel %s)") % str(key)[:8]


def has_words(kind: str) -> bool:
    """Whether rows of a kind can be named at all."""
    return kind in _namers
