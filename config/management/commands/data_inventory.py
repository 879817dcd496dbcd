"""`manage.py data_inventory`: bring docs/data-inventory.md up to date with what the apps have registered."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import Model
from django.utils.translation import override

from privacy.access import access_to, registered_models
from privacy.choices import DataClass
from privacy.exempt import REASONS
from privacy.retention import AtTheEnd, Retention, retention_of
from privacy.rights import Rights, rights_of

PAGE = settings.BASE_DIR / "docs" / "data-inventory.md"
HEAD = """# Data inventory

Which personal data the system holds, who sees it, how long it is kept and what a person's rights do to it. This page is
made from the registrations in each app's `privacy.py` by `manage.py data_inventory`; a test compares the two. Who sees
what is enforced today. Terms and rights are recorded here so that no model goes without; the tasks and screens that
carry them out come later. Answers to rights are in Dutch, because residents read them.
"""
EXEMPT = """
## Not registered, and why

From `privacy/exempt.py`. Anything else without a registration stops the start ([add a model](how-to/add-a-model.md)).
"""
AT_THE_END = {AtTheEnd.ERASE: "erased", AtTheEnd.ANONYMISE: "made anonymous"}
RIGHTS = {"see": "see", "correct": "correct", "restrict": "restrict use", "erase": "erase"}


class Command(BaseCommand):
    """Writes the page."""

    help = "Bring docs/data-inventory.md up to date with what the apps have registered."

    def handle(self, *_args: Any, **_options: Any) -> None:
        PAGE.write_text(data_inventory())
        self.stdout.write(str(PAGE))


def data_inventory() -> str:
    """The whole page in Markdown."""
    models = sorted(registered_models(), key=lambda model: model._meta.label_lower)
    exempt = [(f"`{label}`", reason) for label, reason in sorted(REASONS.items())]
    with override(settings.LANGUAGE_CODE):
        parts = [HEAD.strip(), *map(_section, models), EXEMPT, *_table(("table", "why"), exempt)]
    return "\n".join(parts) + "\n"


def sentence_of(scope: Callable[..., Any]) -> str:
    """The first line of a scope's docstring; that of the function that made it when it has none of its own.

    Raises `LookupError` for a scope without words. `path` in those words becomes the value it was made with.
    """
    text = inspect.getdoc(scope)
    if text is None:
        maker = scope.__qualname__.split(".")[0]
        text = inspect.getdoc(getattr(inspect.getmodule(scope), maker)) or ""
    if not text:
        raise LookupError(f"{scope.__qualname__} needs a docstring: it says who sees these data")
    line = text.splitlines()[0]
    for name, value in inspect.getclosurevars(scope).nonlocals.items():
        line = line.replace(f"`{name}`", f"`{value}`")
    return line


def _section(model: type[Model]) -> str:
    access = access_to(model)
    rows = [
        ("data", ", ".join(str(DataClass(kind).label) for kind in access.data_classes)),
        ("seen by", sentence_of(access.scope)),
        *_kept(retention_of(model)),
        *_answers(rights_of(model)),
    ]
    return "\n".join([f"\n## {model._meta.label} ({model._meta.verbose_name})\n", *_table(("what", "answer"), rows)])


def _kept(retention: Retention | None) -> Iterator[tuple[str, str]]:
    if retention is not None:
        end = AT_THE_END[retention.at_the_end]
        doubt = "" if retention.is_verified else " (still to be checked)"
        yield "kept", f"{retention.term} from {retention.starts_at}, then {end}: {retention.source}{doubt}"


def _answers(rights: Rights | None) -> Iterator[tuple[str, str]]:
    for name, words in RIGHTS.items() if rights is not None else ():
        answer = getattr(rights, name)
        yield f"right to {words}", "done" if answer.is_done else f"kept: {answer.kept_because}"


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> list[str]:
    return [f"| {left} | {right} |" for left, right in (head, ("---", "---"), *rows)]
