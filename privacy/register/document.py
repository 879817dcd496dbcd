"""The register as an accessible PDF (PDF/UA-1), made by typst from data: no text of ours is read as markup."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import typst
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from privacy.models import ActivityVersion
from privacy.register.facts import facts_of

TEMPLATE = Path(__file__).with_name("register.typ")


def as_pdf(versions: Iterable[ActivityVersion]) -> bytes:
    """The versions as one document, with contents, headings and the language marked for screen readers."""
    data = {
        "title": _("Register van verwerkingsactiviteiten"),
        "of": _("Gemeente {name}").format(name=settings.MUNICIPALITY_NAME),
        "made": _("Gemaakt op {day}.").format(day=date_format(timezone.localdate(), "j F Y")),
        "contents": _("Inhoud"),
        "none": _("Geen."),
        "language": get_language() or "nl",
        "activities": [_described(version) for version in versions],
    }
    inputs = {"data": json.dumps(data)}
    made: bytes = typst.compile(
        TEMPLATE.read_bytes(), sys_inputs=inputs, pdf_standards=["ua-1"], ignore_system_fonts=True
    )
    return made


def _described(version: ActivityVersion) -> dict[str, object]:
    since = date_format(timezone.localdate(version.valid_from), "j F Y")
    return {
        "name": version.name,
        "version": _("Versie {number}, geldig vanaf {day}.").format(number=version.number, day=since),
        "facts": [{"label": fact.label, "lines": fact.lines} for fact in facts_of(version)],
    }
