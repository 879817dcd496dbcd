"""docs/glossary.md has a row for every model and every choice, and for nothing else."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Choices, Model
from django.utils.translation import override

from privacy.checks import is_history

APPS = ("privacy", "households", "casework")
HEAD = "| Dutch | in the code | source | meaning |"


def sections() -> dict[str, dict[str, str]]:
    """The Dutch word of every identifier, by app."""
    found: dict[str, dict[str, str]] = {}
    for section in (settings.BASE_DIR / "docs" / "glossary.md").read_text().split("\n## ")[1:]:
        app, _colon, _rest = section.partition(":")
        if HEAD in section:
            rows = [line.strip("| ").split(" | ") for line in section.splitlines() if "`" in line]
            found[app] = {row[1].strip("`"): row[0] for row in rows if row[1].startswith("`")}
    return found


def models(app: str) -> dict[str, str]:
    found: Iterator[type[Model]] = apps.get_app_config(app).get_models()
    return {model.__name__: str(model._meta.verbose_name) for model in found if not is_history(model)}


def subclasses(of: type[Choices]) -> Iterator[type[Choices]]:
    for found in of.__subclasses__():
        yield found
        yield from subclasses(found)


def choice_classes(app: str) -> list[type[Choices]]:
    for module in pkgutil.walk_packages(importlib.import_module(app).__path__, f"{app}."):
        if {"choices", "models", "forms"} & set(module.name.split(".")):
            importlib.import_module(module.name)
    return [found for found in subclasses(Choices) if found.__module__.split(".")[0] == app]


@pytest.mark.parametrize("app", APPS)
def test_every_model_and_choice_is_explained_and_nothing_else(app: str) -> None:
    classes = choice_classes(app)
    wanted = {*models(app), *(found.__qualname__ for found in classes)}
    wanted |= {f"{found.__qualname__}.{name}" for found in classes for name in found.names}
    present = sections()[app]
    assert sorted(wanted - present.keys()) == [], "write a row for each of these in docs/glossary.md"
    assert sorted(present.keys() - wanted) == [], "these are gone: remove their rows from docs/glossary.md"


@pytest.mark.parametrize("app", APPS)
def test_the_dutch_words_are_those_of_the_screen(app: str) -> None:
    with override("nl"):
        words = models(app)
        words |= {f"{found.__qualname__}.{one.name}": str(one.label) for found in choice_classes(app) for one in found}
    present = sections()[app]
    assert {name: present[name] for name in words if name in present} == {
        name: word for name, word in words.items() if name in present
    }
