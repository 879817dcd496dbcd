"""The registry of what can be taken out. Upper apps register their kinds from their own `privacy.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise

from privacy.audit import register_event
from privacy.choices import Role
from privacy.models import AccessRecord

Parameters = Mapping[str, str]
Facts = list[tuple[str, str]]


def nothing_more(_parameters: Parameters) -> Facts:
    """For a kind whose title says it all."""
    return []


@dataclass(frozen=True)
class Kind:
    """One kind of file or print.

    `view` is the name of the page that asks for the reason (GET) and makes it (POST). `event` is recorded when it is
    made, `done` are its words. `facts` says the parameters in words, for the colleague who decides; `approvers` are
    the roles of that colleague.
    """

    key: str
    title: str | Promise
    event: str
    done: str | Promise
    action: AccessRecord.Action
    view: str
    most_rows: int
    most_people: int
    approvers: tuple[Role, ...] = (Role.PRIVACY_OFFICER,)
    facts: Callable[[Parameters], Facts] = nothing_more


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind, and name its event. A key that is taken raises `ImproperlyConfigured`."""
    if kind.key in _kinds:
        raise ImproperlyConfigured(f"{kind.key} can be taken out already")
    if kind.action not in (AccessRecord.Action.EXPORT, AccessRecord.Action.PRINT):
        raise ImproperlyConfigured(f"{kind.key} is neither an export nor a print")
    _kinds[kind.key] = kind
    register_event(kind.event, kind.done)
    return kind


def kind_of(key: str) -> Kind:
    """One kind by its key; raises `KeyError`."""
    return _kinds[key]


def kinds() -> Iterator[Kind]:
    """All kinds."""
    return iter(_kinds.values())
