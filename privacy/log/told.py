"""A filter on the log in words, for whoever decides whether its records may be taken out."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from privacy import audit, names
from privacy.choices import Purpose
from privacy.log.addresses import IN_ADDRESS
from privacy.models import AccessRecord
from privacy.names import Names


def facts_of(parameters: Mapping[str, str]) -> list[tuple[str, str]]:
    """What was asked: about whom, from when until when, which records, with names or without."""
    given = {kind: parameters[key] for kind, key in IN_ADDRESS.items() if key in parameters}
    return [*_whom(given), *_when(given), *_which(given), (_("namen van inwoners"), _yes("with_names" in parameters))]


def _whom(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    called = Names()
    kinds = {
        "person": (names.PERSON, _("over inwoner")),
        "household": (names.HOUSEHOLD, _("over huishouden")),
        "worker": (names.WORKER, _("van medewerker")),
    }
    for part, (kind, label) in kinds.items():
        if part in given:
            yield label, called.of(kind, uuid.UUID(given[part]))


def _when(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for part, label in (("since", _("van")), ("until", _("tot en met"))):
        if part in given:
            yield label, date_format(datetime.date.fromisoformat(given[part]), "j F Y")


def _which(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if "action" in given:
        yield _("handeling"), str(AccessRecord.Action(given["action"]).label)
    if "event" in given:
        yield _("gebeurtenis"), audit.sentence_of(given["event"])
    if "purpose" in given:
        yield _("doel"), str(Purpose(given["purpose"]).label)


def _yes(is_so: bool) -> str:
    return _("ja") if is_so else _("nee")
