"""How long each model's rows are kept. Every model with personal data registers its rule (AVG art. 5 lid 1 e)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model


class AtTheEnd(StrEnum):
    """What happens when the term is over."""

    ERASE = "erase"
    ANONYMISE = "anonymise"


@dataclass(frozen=True)
class Retention:
    """A term (ISO 8601 duration) from a start event, with its source; `is_verified` when it was read there."""

    term: str
    starts_at: str
    source: str
    at_the_end: AtTheEnd = AtTheEnd.ERASE
    is_verified: bool = True


@cache
def _written(file: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def written_in(file: Path, name: str) -> Retention:
    """A rule that stands in a TOML file as data, because its term is still to be checked and may change."""
    return Retention(**_written(file)[name])


_registry: dict[type[Model], Retention] = {}


def register(model: type[Model], retention: Retention) -> None:
    """Say how long rows of a model are kept."""
    if model in _registry:
        raise ImproperlyConfigured(f"{model.__name__} has a retention rule already")
    _registry[model] = retention


def retention_of(model: type[Model]) -> Retention | None:
    """The rule of a model, or None when it has none yet."""
    return _registry.get(model)
