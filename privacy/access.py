"""Who may see what. Upper apps register a scope per model; views get objects only from here.

The answer for one object is derived from the scope of the list, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from privacy import walls
from privacy.acting import Actor, beyond_sight, serve
from privacy.audit import About, register_event
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord
from privacy.reading import PrivateRequest

M = TypeVar("M", bound=Model)
Scope = Callable[[Actor, Purpose], "QuerySet[Any]"]


@dataclass(frozen=True)
class Access:
    """What an app says of one model: its scope, whom a row is about, and which data it shows."""

    scope: Scope
    about: Callable[[Any], About]
    data_classes: tuple[DataClass, ...]


_registry: dict[type[Model], Access] = {}


class Denied(Http404):
    """Outside the scope, or not there at all: to the outside the two are the same.

    `pk` is the key of the one row that was asked for; for a list it is None, and `asked` tells whom it was asked about.
    """

    def __init__(self, model: type[Model], pk: object, purpose: Purpose, *, asked: About | None = None) -> None:
        super().__init__("not found")
        self.model, self.pk, self.purpose, self.asked = model, pk, purpose, asked or About()

    def about(self) -> About:
        """Whom the refused row or list is about, for the access record only."""
        if self.pk is None:
            return self.asked
        with beyond_sight("name whom a refusal is about"):
            row = self.model._base_manager.filter(pk=self.pk).first()
            return access_to(self.model).about(row) if row is not None else About()


def register(
    model: type[Model],
    *,
    scope: Scope,
    about: Callable[[Any], About],
    data_classes: Iterable[DataClass],
    wall: walls.Wall | None = None,
) -> None:
    """Say who sees a model, and name its three events. Registering twice raises `ImproperlyConfigured`.

    `wall` repeats the scope in the database; without one (nor by `privacy.walls.register`) the system check fails.
    """
    if model in _registry:
        raise ImproperlyConfigured(f"{model.__name__} has a scope already")
    _registry[model] = Access(scope, about, tuple(data_classes))
    if wall is not None:
        walls.register(model, wall)
    meta = model._meta
    register_event(f"{meta.model_name}.read", format_lazy(_("bekeek {what}"), what=meta.verbose_name))
    register_event(f"{meta.model_name}.list", format_lazy(_("bekeek een lijst {what}"), what=meta.verbose_name_plural))
    register_event(f"{meta.model_name}.denied", format_lazy(_("probeerde te openen: {what}"), what=meta.verbose_name))


def is_registered(model: type[Model]) -> bool:
    """Whether a scope exists for the model."""
    return model in _registry


def registered_models() -> list[type[Model]]:
    """All models with a scope, in the order of registration."""
    return list(_registry)


def registered_model(name: str) -> type[Model]:
    """The model with a scope that is called so, as in `household`: for the kernel, which knows no domain model."""
    return next(model for model in _registry if model._meta.model_name == name)


def access_to(model: type[Model]) -> Access:
    """The registration of a model; a model without one cannot be shown."""
    try:
        return _registry[model]
    except KeyError:
        raise ImproperlyConfigured(f"{model.__name__} has no scope: nobody may see it") from None


def scope(model: type[M], actor: Actor, purpose: Purpose) -> QuerySet[M]:
    """All rows of a model that `actor` may see for `purpose`.

    A token reaches other purposes than helping only when it is for them; how far it may help, its grants say.
    """
    serve(actor, purpose)
    rows = access_to(model).scope(actor, purpose)
    return rows if purpose == Purpose.HELP or actor.may_serve(purpose) else rows.none()


def list_or_404(
    request: PrivateRequest, model: type[M], purpose: Purpose, *, asked: About | None = None
) -> QuerySet[M]:
    """The rows of a list that only some roles have at all; evaluate them with `read`.

    Raises `Denied` (a 404, recorded) for whom the scope says `none()`; `asked` is whom the list was asked about.
    """
    rows = scope(model, request.actor, purpose)
    if rows.query.is_empty():
        raise Denied(model, None, purpose, asked=asked)
    return rows


def get_or_404(
    request: PrivateRequest, model: type[M], pk: object, purpose: Purpose, *, within: QuerySet[M] | None = None
) -> M:
    """One row from the scope, noted as read; raises `Denied` (a 404, recorded) outside it.

    `within` narrows the scope or adds joins; it must be made from `scope` by the caller.
    """
    rows = within if within is not None else scope(model, request.actor, purpose)
    return one_or_404(request, model, pk, purpose=purpose, found=rows.filter(pk=pk)[:1])


def one_or_404(request: PrivateRequest, model: type[M], pk: object, *, purpose: Purpose, found: Iterable[M]) -> M:
    """The same of a row that was looked for in the scope by other means, such as a compiled query."""
    row = next(iter(found), None)
    if row is None:
        raise Denied(model, pk, purpose)
    request.reading.note(
        f"{model._meta.model_name}.read",
        action=AccessRecord.Action.READ,
        purpose=purpose,
        about=access_to(model).about(row),
        data_classes=access_to(model).data_classes,
    )
    return row


def read(
    request: PrivateRequest, rows: QuerySet[M], purpose: Purpose, *, action: AccessRecord.Action | None = None
) -> list[M]:
    """Evaluate rows that were taken from a scope, and note whom they are about.

    Beside a record that the loader began this widens it; otherwise it begins one for a list.
    """
    found = list(rows)
    note(request, rows.model, found, purpose, action=action)
    return found


def note(
    request: PrivateRequest,
    model: type[M],
    found: Sequence[M],
    purpose: Purpose,
    *,
    action: AccessRecord.Action | None = None,
) -> None:
    """Note whom rows are about that were taken from the scope of their model by other means than `read`."""
    registration = access_to(model)
    request.reading.widen(
        f"{model._meta.model_name}.list",
        action=action or AccessRecord.Action.LIST,
        purpose=purpose,
        abouts=[registration.about(row) for row in found],
        data_classes=registration.data_classes if found else (),
    )
