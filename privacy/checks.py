"""The system check that fails closed: a model nobody thought of stops the start."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db.models import Model

from privacy import access, exempt, retention, rights


def is_history(model: type[Model]) -> bool:
    """Whether the model is the history table of another, which decides for it."""
    return hasattr(model, "instance_type")


def _missing(model: type[Model]) -> list[str]:
    registries = {
        "scope": access.is_registered(model),
        "retention": retention.retention_of(model) is not None,
        "rights": rights.rights_of(model) is not None,
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
