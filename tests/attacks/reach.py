"""What an attacker can reach: every address of the site, every field of every form, every row of a household.

All of it is read from the addresses, the forms and the registries, so that what is added is attacked from that day on.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

from casework.models import Trajectory
from households.models import Household, Person
from privacy.access import access_to, registered_models
from privacy.models import AccessRecord

APPS = ("casework", "households", "privacy", "config")
# The screens of Django's admin and of signing in hold no resident's data, and have tests of their own.
ELSEWHERE = ("/beheer/", "/inloggen", "/account", "/oauth", "/.well-known", "/uitloggen", "/tweede-stap")
SAMPLES = {"int": "1", "slug": "debts", "str": "x", "path": "x/y"}
CHANGES_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|"[A-Za-z0-9]{64}"|nonce="[^"]+"')


@dataclass(frozen=True)
class Address:
    """An address with places for keys."""

    name: str
    route: str

    @property
    def has_key(self) -> bool:
        """Whether it is about one thing."""
        return "{key}" in self.route

    def of(self, key: object) -> str:
        """The address of one thing."""
        return self.route.replace("{key}", str(key))


def addresses() -> list[Address]:
    """Every address that shows or changes something of residents."""
    return [found for found in _walk(get_resolver().url_patterns, "/") if not found.route.startswith(ELSEWHERE)]


def _walk(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = str(pattern.pattern)
        for name, converter in getattr(pattern.pattern, "converters", {}).items():
            kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
            value = "{key}" if kind == "uuid" else SAMPLES[kind]
            route = route.replace(f"<{kind}:{name}>", value).replace(f"<{name}>", value)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, before + route)
        elif "(?P" not in route:
            yield Address(pattern.name or "", before + route)


def field_names() -> list[str]:
    """The names of all fields of all our forms, as a browser sends them."""
    for app in APPS:
        for module in pkgutil.walk_packages(importlib.import_module(app).__path__, f"{app}."):
            if module.name.split(".")[-1] == "forms" or ".forms." in module.name:
                importlib.import_module(module.name)
    found = {"q", "next", "voor", "na", "persoon", "huishouden", "medewerker", "pk", "id"}
    for form in _subclasses(forms.BaseForm):
        if form.__module__.split(".")[0] in APPS:
            found.update(getattr(form, "base_fields", {}))
    return sorted(found)


def column_names() -> list[str]:
    """The names of all columns of all models of ours, with and without `_id`."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return sorted({name for model in models for field in model._meta.concrete_fields for name in _both(field)})


def _both(field: Any) -> tuple[str, str]:
    return field.name, field.attname


def _subclasses(of: type[Any]) -> Iterator[type[Any]]:
    for found in of.__subclasses__():
        yield found
        yield from _subclasses(found)


def rows_about(household: Household, *people: Person) -> list[Model]:
    """Every row that the registry says is about this household or these people; the log aside."""
    keys = {person.pk for person in people}
    found = []
    for model in registered_models():
        if model is not AccessRecord:
            for row in model._default_manager.all():
                about = access_to(model).about(row)
                if about.household_id == household.pk or keys.intersection(about.subject_ids):
                    found.append(row)
    return found


def keys_about(household: Household, *people: Person) -> list[uuid.UUID]:
    """The key of one row of each kind that is about them, and of every trajectory: each law has pages of its own."""
    rows = rows_about(household, *people)
    of_each_law = [row.pk for row in rows if isinstance(row, Trajectory)]
    return [*dict.fromkeys([household.pk, *{type(row): row.pk for row in rows}.values(), *of_each_law])]


def fingerprint(household: Household, *people: Person) -> list[tuple[str, str]]:
    """Everything that is stored about them, to see whether it changed."""
    rows = rows_about(household, *people)
    return sorted((row._meta.label, repr(sorted(_stored(row).items()))) for row in rows)


def _stored(row: Model) -> dict[str, Any]:
    return {field.attname: str(getattr(row, field.attname)) for field in row._meta.concrete_fields}


def shown(answer: Any) -> str:
    """What a page shows, without what differs at every request."""
    if getattr(answer, "streaming", False):
        return ""
    return CHANGES_EACH_TIME.sub("", answer.content.decode(errors="replace"))
