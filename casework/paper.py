"""The household page as a document: the same panels, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from privacy.exports.pdf import Document, Section


def document_of(context: Mapping[str, Any]) -> Document:
    """What the page shows, out of the context of all its panels and its head."""
    household, address = context["household"], context["household"].shown_address
    facts = [
        (_("adres"), address.line if address else ""),
        (_("dossier"), context["case"].number if context["case"] else ""),
        (_("vaste casemanager"), context["tenure"]),
    ]
    sections = [
        Section(_("Attenties"), texts=[alert.text for alert in context["alerts"]]),
        Section(_("Wie horen erbij"), facts=[_member(member) for member in context["members"]]),
        Section(_("Domeinen"), facts=[_tile(tile) for tile in context["tiles"]]),
        Section(_("Wat moet er gebeuren"), texts=[_task(task) for task in context["tasks"]]),
        Section(_("Wie zijn erbij"), facts=[_involved(row) for row in context["involved"]]),
        Section(_("Laatste notities"), texts=[_note(note) for note, _is_new in context["notes"]]),
        *_days(context["days"]),
    ]
    present = [section for section in sections if section.facts or section.texts]
    title = _("Huishouden %s") % household.name
    return Document(title, [fact for fact in facts if fact[1]], present)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _member(member: Any) -> tuple[str, str]:
    return member.person.display_name, _joined(member.facts, member.custody)


def _tile(tile: Mapping[str, Any]) -> tuple[str, str]:
    words = [text for _icon, text in tile["facts"]]
    return tile["label"], _joined(tile["level_label"], tile["state"], *words, tile["reason"])


def _task(task: Any) -> str:
    return _joined(date_format(task.due_on, "j F Y"), task.title, task.assignee.name)


def _involved(row: Any) -> tuple[str, str]:
    part = row.get_domain_display() if row.domain else row.get_kind_display()
    return row.user.name, _joined(str(part), row.user.phone)


def _note(note: Any) -> str:
    at = date_format(localtime(note.written_at), "j F Y H:i")
    text = note.readable_text
    return _joined(f"{at}, {note.author.name}", _("bevat gezondheids- of strafgegevens") if text is None else text)


def _days(days: Iterable[tuple[Any, list[Mapping[str, Any]]]]) -> list[Section]:
    return [
        Section(
            _("Tijdlijn: %s") % date_format(day, "j F Y"),
            texts=[
                _joined(happening["sentence"], happening["when_and_who"], happening["domain_label"])
                for happening in happenings
            ],
        )
        for day, happenings in days
    ]
