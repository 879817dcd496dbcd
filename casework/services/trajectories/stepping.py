"""Taking a step: the one way in which a trajectory moves."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import TimelineEvent, Trajectory, TrajectoryStep
from casework.models.trajectories import NEW
from casework.services.journal import record_change
from casework.services.permission import NotAllowed, require_work
from casework.services.timeline import tell
from casework.services.trajectories import following
from casework.services.trajectories.deciding import decide
from casework.workflow import WORKFLOWS, Phase, Step, Who, Workflow
from casework.workflow.checking import Taking, complaints, given, stored
from casework.workflow.engine import Situation
from casework.workflow.parts import effects_of, known_of, proven
from households.models import Person
from privacy.acting import Actor, because
from privacy.wording import kept

Beside = Callable[[TrajectoryStep], object]


class CannotTake(NotAllowed):
    """The step cannot be taken like this; `complaints` says what is wrong by question, "" is the step itself."""

    def __init__(self, complaints: dict[str, str]) -> None:
        super().__init__(next(iter(complaints.values())))
        self.complaints = complaints


def take_step(
    *,
    actor: Actor,
    trajectory: Trajectory,
    taking: Taking,
    at: datetime.datetime,
    beside: Sequence[Beside] = (),
) -> TrajectoryStep:
    """Take a step with all that follows from it: stage, decision, clocks, tasks, timeline, record.

    `beside` writes what a law keeps with the step, in the same transaction. Raises `CannotTake` for a step out of
    order, one that somebody else was first with, or one that was not filled in right; `NotAllowed` for who may not.
    """
    locked = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory.pk)
    workflow = WORKFLOWS[locked.kind]
    step = workflow.step(taking.step)
    if step is None:
        raise CannotTake({"": _("Deze stap bestaat niet. Ga terug naar het traject en kies een stap.")})
    require_work(actor, locked.household_id, locked.domain, *([""] if _opens(step) else []))
    taking = _completed(taking, step, locked)
    taken = list(locked.steps.order_by("number").select_related("taken_by"))
    _require_in_order(workflow, locked, step, taken=taken, number=taking.number)
    _require_right(step, taking, locked, taken=taken, today=timezone.localdate(at))
    with because(taking.reason or kept(step.told)):
        made = _write(actor, step, taking, trajectory=locked, at=at)
        if step.decides:
            decide(actor=actor, step=made, taking=taking)
        for effect in effects_of(locked.kind, step.key):
            effect(actor, made, at)
        for write in beside:
            write(made)
        following.follow(actor=actor, trajectory=locked, step=step, made=made, at=at)
    _tell(actor, step, made, trajectory=locked, at=at)
    record_change(actor, "trajectory.step_taken", locked.household_id, locked.domain)
    trajectory.refresh_from_db()
    return made


def _completed(taking: Taking, step: Step, trajectory: Trajectory) -> Taking:
    """With what is proven already by the objects of the law, so that nobody says it twice."""
    known = known_of(trajectory.kind, step, lambda model: [*model._default_manager.filter(trajectory=trajectory)])
    return replace(taking, facts={**taking.facts, **proven(step, known, on=taking.on)})


def _opens(step: Step) -> bool:
    return step.who == Who.OR_COORDINATES


def _require_in_order(
    workflow: Workflow, trajectory: Trajectory, step: Step, *, taken: Sequence[TrajectoryStep], number: int
) -> None:
    if number != len(taken) + 1:
        last = taken[-1] if taken else None
        done = workflow.step(last.step) if last else None
        told = f" ({done.told}, {last.taken_by})" if done and last else ""
        raise CannotTake({"": _("Iemand anders was u voor%s. Kijk waar het traject nu staat.") % told})
    if not workflow.may_follow(step, trajectory.stage):
        where = workflow.state(trajectory.stage)
        values = {"step": step.words, "state": where.words}
        if where.phase == Phase.ENDED:
            raise CannotTake({"": _("Het traject is afgerond. Begin zo nodig opnieuw.")})
        raise CannotTake({"": _("“%(step)s” kan nu niet: het traject staat op “%(state)s”.") % values})


def _require_right(
    step: Step,
    taking: Taking,
    trajectory: Trajectory,
    *,
    taken: Sequence[TrajectoryStep],
    today: datetime.date,
) -> None:
    after = taken[-1].taken_on if taken else None
    wrong = complaints(step, taking, today=today, after=after)
    persons = list(trajectory.persons.all())
    situation = Situation(
        on=taking.on,
        facts=given(step, taking.facts),
        stage=trajectory.stage,
        taken={one.step: one.taken_on for one in taken},
        persons=persons,
    )
    unmet = [str(words) for condition in step.requires if (words := condition(situation))]
    if unmet:
        wrong.setdefault("", unmet[0])
    if step.is_favour and persons and all(_has_died(person) for person in persons):
        wrong.setdefault("", _("Voor wie overleden is, kunt u niets toekennen. Sluit het traject af na overlijden."))
    if wrong:
        raise CannotTake(wrong)


def _has_died(person: Person) -> bool:
    return person.died_on is not None or person.suspension == Person.Suspension.DECEASED


def _write(
    actor: Actor, step: Step, taking: Taking, *, trajectory: Trajectory, at: datetime.datetime
) -> TrajectoryStep:
    facts, before, workflow = given(step, taking.facts), trajectory.stage, WORKFLOWS[trajectory.kind]
    state = workflow.state(workflow.reached(step, before))
    made = TrajectoryStep.objects.create(
        trajectory=trajectory,
        household_id=trajectory.household_id,
        domain=trajectory.domain,
        number=taking.number,
        step=step.key,
        from_stage=before,
        to_stage=state.key,
        taken_on=taking.on,
        taken_by=actor.user,
        taken_at=at,
        reason=taking.reason,
        facts=stored(facts),
        letter=step.letter or "",
    )
    trajectory.stage, trajectory.state = state.key, state.phase
    trajectory.provider = str(facts.get("provider", trajectory.provider))
    if before == NEW:
        trajectory.started_on = taking.on
    if state.phase == Phase.ENDED:
        trajectory.outcome, trajectory.ended_on = taking.outcome, taking.on
    trajectory.save(update_fields=["stage", "state", "provider", "started_on", "outcome", "ended_on"])
    return made


def _tell(actor: Actor, step: Step, made: TrajectoryStep, *, trajectory: Trajectory, at: datetime.datetime) -> None:
    """On the timeline: what was done for who may see what the help is; that it ended for everybody involved."""
    kinds = TimelineEvent.Kind
    sentence = kept(step.told)
    if made.taken_on != timezone.localdate(at):
        sentence = kept(gettext_lazy("%(what)s (op %(day)s)"), {"what": sentence, "day": date_format(made.taken_on)})
    tell(
        actor=actor,
        at=at,
        household_id=trajectory.household_id,
        kind=kinds.DECISION if step.decides else kinds.TRAJECTORY,
        domain=trajectory.domain,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=sentence,
    )
    if trajectory.state == Phase.ENDED:
        tell(
            actor=actor,
            at=at,
            household_id=trajectory.household_id,
            kind=kinds.TRAJECTORY,
            domain=trajectory.domain,
            sentence=kept(gettext_lazy("Traject %s afgerond"), trajectory.get_domain_display()),
        )
