"""What a person's rights do to each model: see, correct, restrict, erase (AVG art. 15 to 18)."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model


@dataclass(frozen=True)
class Answer:
    """What is done with a request; `kept_because` names the ground when it is refused."""

    kept_because: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the request is carried out."""
        return not self.kept_because


DONE = Answer()


@dataclass(frozen=True)
class Rights:
    """The answer of one model to each right; `subject` is the path from a row to the persons it is about."""

    subject: str
    see: Answer = DONE
    correct: Answer = DONE
    restrict: Answer = DONE
    erase: Answer = DONE


_registry: dict[type[Model], Rights] = {}


def register(model: type[Model], rights: Rights) -> None:
    """Say what a person's rights do to rows of a model."""
    if model in _registry:
        raise ImproperlyConfigured(f"{model.__name__} has its rights already")
    _registry[model] = rights


def rights_of(model: type[Model]) -> Rights | None:
    """The rights of a model, or None when nobody has thought of them yet."""
    return _registry.get(model)
