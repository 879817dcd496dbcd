"""The meldcode: five steps in their order, and beginning anew. Only whoever acts in the compartment may.

Source: Besluit verplichte meldcode huiselijk geweld en kindermishandeling, with the afwegingskader since 2019.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import Compartment, MeldcodeRound, MeldcodeStep
from casework.models.meldcode import QUESTIONS
from casework.services.journal import record_change
from casework.services.permission import NotAllowed, require_open
from casework.services.timeline import tell_inside
from privacy.acting import Actor
from privacy.wording import kept

Number, Decision = MeldcodeStep.Number, MeldcodeStep.Decision
WRITTEN = "compartment.written"  # not a word about what was written: the event is seen outside the compartment
Answers = Mapping[str, bool | None]


@dataclass(frozen=True)
class Recording:
    """What is recorded for one of the five steps. `entry` is the place in the round that the writer saw free."""

    number: int
    entry: int
    done_on: datetime.date
    text: str = ""
    is_skipped: bool = False
    reason: str = ""
    decision: str = ""
    answers: Answers = field(default_factory=dict)


class Unanswered(NotAllowed):
    """A question of the afwegingskader has no answer, or has one that does not follow; `question` says which."""

    def __init__(self, question: str, sentence: str) -> None:
        super().__init__(sentence)
        self.question = question


def advised(answers: Answers) -> MeldcodeStep.Decision:
    """What the five answers lead to: the first that decides. Raises `Unanswered` for one that is missing."""
    for name, deciding, outcome in (
        ("is_suspected", False, Decision.CLOSE),
        ("is_unsafe", True, Decision.REPORT),
        ("can_help", False, Decision.REPORT),
        ("is_accepted", False, Decision.REPORT),
        ("helps_in_time", False, Decision.REPORT),
    ):
        if answers.get(name) is None:
            raise Unanswered(name, _("Beantwoord deze vraag. Het antwoord hierboven laat haar open."))
        if answers[name] is deciding:
            return outcome
    return Decision.HELP


def record_meldcode_step(
    *, actor: Actor, compartment: Compartment, recording: Recording, at: datetime.datetime
) -> MeldcodeStep:
    """Record what was done for a step, or why it is skipped; the decision ends the round.

    Raises `NotAllowed` for a step before its turn, for skipping without a reason, for a day before its cause, and for
    a second writer.
    """
    _require_meldcode(actor, compartment)
    current = _round(actor, compartment, recording.done_on)
    entries = list(current.steps.order_by("entry"))
    _require_turn(entries, recording)
    _require_day(current, entries, recording, today=timezone.localdate(at))
    given = _weighed(recording)
    outcome = _advice(entries, recording.number, given)
    _require_words(recording)
    _require_decision(recording, outcome)
    step = MeldcodeStep.objects.create(
        round=current,
        compartment=compartment,
        household_id=compartment.household_id,
        entry=recording.entry,
        number=recording.number,
        is_skipped=recording.is_skipped,
        done_on=recording.done_on,
        text=recording.text,
        reason=recording.reason,
        advised=outcome,
        decision=recording.decision,
        author=actor.user,
        recorded_at=at,
        **given,
    )
    _finish(actor, step, at)
    return step


def _finish(actor: Actor, step: MeldcodeStep, at: datetime.datetime) -> None:
    if step.number == Number.DECIDE:
        step.round.ended_on = step.done_on
        step.round.save(update_fields=["ended_on"])
    done = gettext_lazy("Overgeslagen: %s") if step.is_skipped else gettext_lazy("Gedaan: %s")
    _tell(actor, step.compartment, kept(done, kept(Number(step.number).label)), at=at)


def restart_meldcode(
    *, actor: Actor, compartment: Compartment, reason: str, started_on: datetime.date, at: datetime.datetime
) -> MeldcodeRound:
    """Begin the five steps anew, at any moment; what was recorded stays. A round that is open ends."""
    _require_meldcode(actor, compartment)
    if not reason.strip():
        raise NotAllowed(_("Schrijf op waarom de meldcode opnieuw begint."))
    if started_on > timezone.localdate(at):
        raise NotAllowed(_("Deze dag is nog niet geweest."))
    last = MeldcodeRound.objects.filter(compartment=compartment).order_by("-number").first()
    if last is None:
        raise NotAllowed(_("Er is nog niets vastgelegd. Begin met de signalen."))
    latest = last.ended_on or last.started_on
    if started_on < latest:
        raise NotAllowed(_("Deze dag ligt voor de vorige ronde. Kies een latere dag."))
    if last.ended_on is None:
        last.ended_on = started_on
        last.save(update_fields=["ended_on"])
    made = MeldcodeRound.objects.create(
        compartment=compartment,
        household_id=compartment.household_id,
        number=last.number + 1,
        reason=reason,
        started_on=started_on,
        started_by=actor.user,
    )
    _tell(actor, compartment, kept(gettext_lazy("Opnieuw begonnen: %s"), reason), at=at)
    return made


def _require_meldcode(actor: Actor, compartment: Compartment) -> None:
    require_open(actor, compartment)
    if compartment.kind != Compartment.Kind.MELDCODE:
        raise NotAllowed(_("Dit besloten dossier is niet voor de meldcode. Open er een voor de meldcode."))
    Compartment.objects.select_for_update().get(pk=compartment.pk)  # one writer at a time


def _round(actor: Actor, compartment: Compartment, done_on: datetime.date) -> MeldcodeRound:
    current = MeldcodeRound.objects.filter(compartment=compartment).order_by("-number").first()
    if current is None:
        return MeldcodeRound.objects.create(
            compartment=compartment,
            household_id=compartment.household_id,
            started_on=done_on,
            started_by=actor.user,
        )
    if current.ended_on is not None:
        raise NotAllowed(_("Er is al beslist. Begin de meldcode opnieuw als er iets nieuws is."))
    return current


def _require_turn(entries: Sequence[MeldcodeStep], recording: Recording) -> None:
    if recording.number not in Number.values:
        raise NotAllowed(_("De meldcode heeft vijf stappen. Kies een van de vijf."))
    if recording.entry != len(entries) + 1:
        raise NotAllowed(_("Iemand anders heeft net iets vastgelegd. Ververs de pagina en kijk wat er nu staat."))
    missing = set(range(1, recording.number)) - {step.number for step in entries}
    if missing:
        words = Number(min(missing)).label
        raise NotAllowed(_("Leg eerst deze stap vast, of sla hem over met een reden: %s.") % words)


def _require_day(
    current: MeldcodeRound, entries: Sequence[MeldcodeStep], recording: Recording, *, today: datetime.date
) -> None:
    """Not before each earlier step was first done; a decision not before anything that was done."""
    if recording.done_on > today:
        raise NotAllowed(_("Deze dag is nog niet geweest."))
    begun: dict[int, list[datetime.date]] = {}
    for step in entries:
        begun.setdefault(step.number, []).append(step.done_on)
    first = max if recording.number == Number.DECIDE else min
    causes = [first(days) for number, days in begun.items() if number < recording.number]
    if recording.done_on < max([current.started_on, *causes]):
        raise NotAllowed(_("Deze dag ligt voor een eerdere stap. Kies een dag vanaf die stap."))


def _weighed(recording: Recording) -> dict[str, bool | None]:
    """The answers that belong to the step. Raises `Unanswered` for one too few or too many."""
    if recording.number != Number.WEIGH or recording.is_skipped:
        return {}
    given = {name: recording.answers.get(name) for name in QUESTIONS}
    advised(given)
    for before, name in pairwise(QUESTIONS):
        may_follow = given[before] is not None if name == "can_help" else given[before] is True
        if given[name] is not None and not may_follow:
            raise Unanswered(name, _("Laat deze vraag leeg: het antwoord op een vraag hierboven beslist al."))
    return given


def _advice(entries: Sequence[MeldcodeStep], number: int, given: Answers) -> str:
    if number == Number.WEIGH and given:
        return advised(given)
    weighed = [step for step in entries if step.number == Number.WEIGH and not step.is_skipped]
    return weighed[-1].advised if number == Number.DECIDE and weighed else ""


def _require_words(recording: Recording) -> None:
    if recording.is_skipped and recording.number == Number.DECIDE:
        raise NotAllowed(_("Beslissen kunt u niet overslaan. Begin zo nodig opnieuw."))
    if recording.is_skipped and not recording.reason.strip():
        raise NotAllowed(_("Schrijf op waarom u deze stap overslaat."))
    if not recording.is_skipped and not recording.text.strip():
        raise NotAllowed(_("Schrijf op wat er is gedaan of gevonden."))


def _require_decision(recording: Recording, outcome: str) -> None:
    if recording.number != Number.DECIDE:
        return
    if recording.decision not in Decision.values:
        raise NotAllowed(_("Kies wat er is besloten."))
    reports = recording.decision in (Decision.REPORT, Decision.BOTH)
    if outcome == Decision.REPORT and not reports and not recording.reason.strip():
        raise NotAllowed(_("Uit de weging volgt een melding bij Veilig Thuis. Schrijf op waarom u anders besluit."))


def _tell(actor: Actor, compartment: Compartment, sentence: str, *, at: datetime.datetime) -> None:
    tell_inside(actor, compartment, sentence, at=at)
    record_change(actor, WRITTEN, compartment.household_id, compartment.domain)
