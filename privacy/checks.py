"""The system checks that fail closed: a model or a screen that nobody thought of stops the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from celery import current_app
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.management import find_commands
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import module_has_submodule

from privacy import access, exempt, processing, retention, rights, walls
from privacy.logbook.lines import SHORTEST_KEY
from privacy.processing import Kind


def is_history(model: type[Model]) -> bool:
    """Whether the model is the history table of another, which decides for it."""
    return hasattr(model, "instance_type")


def _missing(model: type[Model]) -> list[str]:
    registries = {
        "scope": access.is_registered(model),
        "retention": retention.retention_of(model) is not None,
        "rights": rights.rights_of(model) is not None,
        "wall": walls.wall_of(model) is not None,
    }
    return [name for name, present in registries.items() if not present]


@register()
def every_model_is_registered(**_kwargs: Any) -> list[CheckMessage]:
    """Every concrete model has scope, retention and rights, or stands in `privacy/exempt.py` with its reason."""
    errors: list[CheckMessage] = []
    for model in apps.get_models(include_auto_created=False):
        label = model._meta.label_lower
        if is_history(model) or model._meta.proxy or not model._meta.managed:
            continue
        missing = _missing(model)
        if label in exempt.REASONS:
            continue
        if missing:
            errors.append(
                Error(
                    f"{model._meta.label} has no {', '.join(missing)}.",
                    hint=f"Register it in {model._meta.app_label}/privacy.py, or give a reason in privacy/exempt.py.",
                    obj=model,
                    id="privacy.E001",
                )
            )
    return errors


def _own_apps() -> list[AppConfig]:
    return [app for app in apps.get_app_configs() if Path(app.path).parent == Path(settings.BASE_DIR)]


def screens(patterns: Iterable[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    """The name and the route of every address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            namespace = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from screens(pattern.url_patterns, namespace)
        else:
            yield f"{before}{pattern.name or pattern.pattern}", str(pattern.pattern)


def tasks() -> Iterator[str]:
    """The names of our celery tasks."""
    for app in _own_apps():
        if module_has_submodule(app.module, "tasks"):
            import_module(f"{app.name}.tasks")
    yield from (name for name in current_app.tasks if not name.startswith("celery."))


def commands() -> Iterator[str]:
    """The names of our management commands."""
    for app in _own_apps():
        yield from find_commands(str(Path(app.path) / "management"))


def everything() -> list[tuple[Kind, str]]:
    """All that runs and may touch personal data."""
    found = [(Kind.SCREEN, name) for name, _route in screens(get_resolver().url_patterns)]
    found += [(Kind.TASK, name) for name in tasks()]
    return list(dict.fromkeys(found + [(Kind.COMMAND, name) for name in commands()]))


@register()
def everything_belongs_to_a_processing_activity(**_kwargs: Any) -> list[CheckMessage]:
    """Every address, task and command belongs to one activity of the register, or is exempt with its reason."""
    return [
        Error(
            f"The {kind} {name} belongs to no processing activity.",
            hint=(
                f'Add to privacy.py of its app: processing.register(Activity.…, {kind}s=["{name}"]), with one of '
                f"{', '.join(activity.name for activity in processing.Activity)}; or, when it touches no personal "
                f'data at all: processing.exempt("why not", {kind}s=["{name}"]).'
            ),
            id="privacy.E002",
        )
        for kind, name in everything()
        if not processing.is_known(kind, name)
    ]


@register()
def the_logbook_is_configured_safely(**_kwargs: Any) -> list[CheckMessage]:
    """Lines go over TLS only, with pseudonyms that have a key, and with addresses that lead back to the register."""
    if not (settings.LOGBOOK_URL or settings.LOGBOOK_FILE):
        return []
    wrong = {
        "LOGBOOK_URL must begin with https://": not _is_safe(settings.LOGBOOK_URL or "https://"),
        "SAMENHANG_URL must begin with https://": not _is_safe(settings.SITE_URL),
        "SAMENHANG_PSEUDONYM_KEY must have 32 characters or more": len(settings.PSEUDONYM_KEY) < SHORTEST_KEY,
    }
    return [Error(f"{what}.", id="privacy.E003") for what, is_wrong in wrong.items() if is_wrong]


def _is_safe(address: str) -> bool:
    return address.startswith("https://") or (settings.IS_DEMO and address.startswith("http://"))
