"""Which processing activity each screen, task and command belongs to (AVG art. 30 and 5 lid 2).

Apps say it in their own `privacy.py`. The activities themselves, with purpose, ground and terms, stand in the register
(`privacy.models.ProcessingActivity`), where the privacy officer keeps them. A system check stops the start for a
screen, task or command of ours that belongs to none.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from django.core.exceptions import ImproperlyConfigured

from privacy.choices import Purpose


class Activity(StrEnum):
    """The activities that this software carries out; each has an entry in the register by the same identifier."""

    HELP = "household-help"
    FIRST_CONTACT = "first-contact"
    EARLY_SIGNALS = "early-signals"
    REGISTRATION = "registration"
    CASELOAD = "caseload"
    SHARING = "sharing"
    EXCHANGE = "exchange"
    OVERSIGHT = "oversight"
    ADMINISTRATION = "administration"


class Kind(StrEnum):
    """What can belong to an activity: an address by its name, a celery task, a management command."""

    SCREEN = "screen"
    TASK = "task"
    COMMAND = "command"


# To what a record belongs that was written outside a request and a task: by a command, or at the keyboard.
BY_PURPOSE = {
    Purpose.FIRST_CONTACT: Activity.FIRST_CONTACT,
    Purpose.SIGNAL: Activity.EARLY_SIGNALS,
    Purpose.CASELOAD: Activity.CASELOAD,
    Purpose.REGISTRATION: Activity.REGISTRATION,
    Purpose.OVERSIGHT: Activity.OVERSIGHT,
    Purpose.SYSTEM: Activity.ADMINISTRATION,
}

_registry: dict[tuple[Kind, str], Activity | None] = {}
_reasons: dict[tuple[Kind, str], str] = {}


def register(
    activity: Activity, *, screens: Iterable[str] = (), tasks: Iterable[str] = (), commands: Iterable[str] = ()
) -> None:
    """Say what belongs to an activity. A screen is the name of an address; `admin:*` is a whole site of a package.

    Raises `ImproperlyConfigured` for what belongs to another activity already: everything belongs to exactly one.
    """
    for kind, names in ((Kind.SCREEN, screens), (Kind.TASK, tasks), (Kind.COMMAND, commands)):
        for name in names:
            _put(kind, name, activity)


def exempt(
    reason: str, *, screens: Iterable[str] = (), tasks: Iterable[str] = (), commands: Iterable[str] = ()
) -> None:
    """Say what touches no personal data, and why not."""
    for kind, names in ((Kind.SCREEN, screens), (Kind.TASK, tasks), (Kind.COMMAND, commands)):
        for name in names:
            _put(kind, name, None)
            _reasons[kind, name] = reason


def activity_of(kind: Kind, name: str) -> Activity | None:
    """The activity of a screen, task or command; None for what is exempt. Raises `LookupError` for what is neither."""
    return _registry[kind, _entry(kind, name)]


def is_known(kind: Kind, name: str) -> bool:
    """Whether something belongs to an activity or is exempt."""
    try:
        _entry(kind, name)
    except LookupError:
        return False
    return True


def members(activity: Activity) -> dict[Kind, list[str]]:
    """What belongs to an activity."""
    return {kind: sorted(name for (k, name), of in _registry.items() if k == kind and of == activity) for kind in Kind}


def exemptions() -> dict[tuple[Kind, str], str]:
    """What belongs to no activity, with the reason."""
    return dict(_reasons)


def everything() -> list[tuple[Kind, str]]:
    """All names that were registered or exempted."""
    return list(_registry)


def of_screen(name: str) -> Activity | None:
    """The activity of an address by its name; None for what belongs to none, as pages of tests do."""
    return activity_of(Kind.SCREEN, name) if is_known(Kind.SCREEN, name) else None


def for_record(purpose: Purpose, *, task: str = "") -> Activity:
    """The activity of an access record that no screen wrote: that of its task, else the one of its purpose."""
    found = activity_of(Kind.TASK, task) if is_known(Kind.TASK, task) else None
    return found or BY_PURPOSE.get(purpose, Activity.HELP)


def _put(kind: Kind, name: str, activity: Activity | None) -> None:
    if (kind, name) in _registry:
        raise ImproperlyConfigured(f"{kind} {name} belongs to a processing activity already")
    _registry[kind, name] = activity
    _entry.cache_clear()


@lru_cache(maxsize=1000)
def _entry(kind: Kind, name: str) -> str:
    if (kind, name) in _registry:
        return name
    for of, pattern in _registry:
        if of == kind and pattern.endswith(":*") and fnmatch.fnmatchcase(name, pattern):
            return pattern
    raise LookupError(f"{kind} {name} belongs to no processing activity")
