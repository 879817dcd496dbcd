"""The letters of a trajectory: of receipt, and with a decision. Filled from the file; nothing is typed again."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Clock, Decision, Trajectory, TrajectoryStep
from casework.page import Page
from casework.workflow import Letter
from households.models import Person
from privacy.choices import Domain
from privacy.exports.pdf import Document, Section


def letter(
    page: Page,
    trajectory: Trajectory,
    step: TrajectoryStep,
    *,
    persons: Sequence[Person],
    clocks: Sequence[Clock],
    decision: Decision | None,
) -> Document:
    """The letter that belongs to a step."""
    address = page.household.shown_address  # type: ignore[attr-defined]  # annotated by the page
    facts = [
        (_("aan"), ", ".join(person.display_name for person in persons)),
        (_("adres"), address.line if address else ""),
        (_("dossier"), trajectory.case.number),
        (_("behandelaar"), str(step.taken_by)),
        (_("datum"), date_format(page.today, "j F Y")),
    ]
    is_receipt = step.letter == Letter.RECEIPT
    title = _("Ontvangstbevestiging") if is_receipt else _("Beschikking")
    sections = _receipt(trajectory, step, clocks) if is_receipt else _decided(decision)
    return Document(title, [fact for fact in facts if fact[1]], sections)


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")


def _receipt(trajectory: Trajectory, step: TrajectoryStep, clocks: Sequence[Clock]) -> list[Section]:
    got = _("Wij hebben uw melding of aanvraag ontvangen op %s.") % _day(step.taken_on)
    waits = [
        f"{clock.term.title}: {_('uiterlijk %s') % _day(clock.due_on)} ({clock.term.article})"
        for clock in clocks
        if clock.is_open and clock.started_on == step.taken_on
    ]
    sections = [Section(_("Uw melding"), texts=[got, _("Het gaat over: %s.") % trajectory.subject])]
    if waits:
        sections.append(Section(_("Wat er nu gebeurt"), texts=waits))
    if trajectory.domain == Domain.WMO:
        sections.append(Section(_("Dit kunt u zelf doen"), texts=list(_of_the_wmo())))
    sections.append(Section(_("Vragen?"), texts=[_ask(step)]))
    return sections


def _of_the_wmo() -> tuple[str, ...]:
    return (
        _("U kunt zelf een plan maken: welke hulp past het beste? Geef dit persoonlijk plan binnen zeven dagen."),
        _("Een onafhankelijke cliëntondersteuner kan u gratis helpen, en ook wie voor u zorgt."),
        _("Tijdens het onderzoek hoort u wat een persoonsgebonden budget (pgb) is."),
    )


def _decided(decision: Decision | None) -> list[Section]:
    assert decision is not None
    facts = [(_("besluit"), str(decision.get_kind_display())), (_("besloten op"), _day(decision.decided_on))]
    if decision.starts_on:
        facts.append((_("geldt vanaf"), _day(decision.starts_on)))
    if decision.ends_on:
        facts.append((_("geldt tot en met"), _day(decision.ends_on)))
    object_ = _("Bent u het niet eens met dit besluit? Dan kunt u bezwaar maken tot en met %s.")
    how = _("Schrijf in uw bezwaar uw naam, adres, de datum, om welk besluit het gaat en waarom u het niet eens bent.")
    return [
        Section(_("Het besluit"), facts=facts),
        Section(_("Waarop het besluit rust"), texts=decision.ground.splitlines()),
        Section(_("Niet eens?"), texts=[object_ % _day(decision.object_until), how]),
    ]


def _ask(step: TrajectoryStep) -> str:
    phone = step.taken_by.phone
    if phone:
        return _("Bel %(name)s: %(phone)s.") % {"name": step.taken_by, "phone": phone}
    return _("Neem contact op met %s.") % step.taken_by
