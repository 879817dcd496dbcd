"""Jeugdhulp: consents, allocations, protection measures, and help beyond eighteen."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.models import (
    ProtectionMeasure,
    Task,
    TimelineEvent,
    Trajectory,
    TrajectoryStep,
    YouthAllocation,
    YouthConsent,
)
from casework.services.journal import record_change
from casework.services.permission import NotAllowed, require_work
from casework.services.timeline import tell
from casework.youth import codes
from casework.youth.rules import ADULT, day_of, reaches
from households.models import Person
from privacy.acting import Actor
from privacy.choices import Domain
from privacy.wording import kept

BEFORE_THE_END = datetime.timedelta(weeks=8)  # that an extension ends is looked at so long before


@dataclass(frozen=True)
class Said:
    """What one person said about jeugdhulp for a young person; `given_by` is None for whom the register lacks."""

    person: Person
    given_by: Person | None
    name: str
    capacity: str
    agrees: bool
    exception: str = ""
    reason: str = ""


def record_youth_consents(*, actor: Actor, step: TrajectoryStep, said: Iterable[Said]) -> list[YouthConsent]:
    """Keep what everybody said with the step at which consent was recorded."""
    require_work(actor, step.household_id, step.domain)
    rows = [
        YouthConsent(
            trajectory=step.trajectory,
            household_id=step.household_id,
            step=step,
            person=one.person,
            given_by=one.given_by,
            given_by_name=one.name,
            capacity=one.capacity,
            agrees=one.agrees,
            exception=one.exception,
            reason=one.reason,
            said_on=step.taken_on,
            recorded_by=actor.user,
        )
        for one in said
    ]
    made = YouthConsent.objects.bulk_create(rows)
    record_change(actor, "youthconsent.recorded", step.household_id, step.domain)
    return made


def allocate(*, actor: Actor, allocation: YouthAllocation, at: datetime.datetime) -> YouthAllocation:
    """Record which provider is to give which help. Raises `NotAllowed` for days that do not fit, or unknown codes."""
    trajectory = allocation.trajectory
    require_work(actor, trajectory.household_id, trajectory.domain)
    _require_fitting(allocation)
    _require_young(trajectory, allocation.person, allocation.ends_on)
    allocation.household_id = trajectory.household_id
    allocation.made_by, allocation.made_at = actor.user, at
    allocation.save()
    what = codes.words_of(codes.CATEGORY)[allocation.category]
    _tell(actor, trajectory, kept(gettext_lazy("Toegewezen: %s"), what), at=at)
    record_change(actor, "youthallocation.made", trajectory.household_id, trajectory.domain)
    return allocation


def _require_fitting(allocation: YouthAllocation) -> None:
    trajectory, person = allocation.trajectory, allocation.person
    if trajectory.domain != Domain.YOUTH:
        raise NotAllowed(_("Toewijzen met deze codes kan alleen bij jeugdhulp."))
    if trajectory.ended_on is not None:
        raise NotAllowed(_("Dit traject is afgerond. Begin zo nodig opnieuw."))
    if not trajectory.persons.filter(pk=person.pk).exists():
        raise NotAllowed(_("Dit traject is niet voor %s. Voeg deze persoon eerst toe.") % person)
    if allocation.category not in codes.words_of(codes.CATEGORY):
        raise NotAllowed(_("Kies een productcategorie uit de lijst."))
    if len({allocation.volume is None, allocation.unit == "", allocation.frequency == ""}) > 1:
        raise NotAllowed(_("Vul omvang, eenheid en frequentie alle drie in, of geen van drie."))
    if allocation.ends_on < allocation.starts_on:
        raise NotAllowed(_("Het einde ligt voor het begin. Controleer beide dagen."))


def _require_young(trajectory: Trajectory, person: Person, until: datetime.date) -> None:
    """Jeugdhulp ends the day before somebody is eighteen, or where an extension ends (Jeugdwet art. 1.1)."""
    adult_on = day_of(person, ADULT)
    if adult_on is None or until < adult_on:
        return
    extended = trajectory.steps.filter(step="extend").order_by("-number").first()
    last = str(extended.facts.get("extended_until", "")) if extended else ""
    if not last or until > datetime.date.fromisoformat(last):
        raise NotAllowed(
            _("%(name)s wordt 18 op %(day)s. Kies een eerdere einddatum, of leg eerst de verlenging vast.")
            % {"name": person, "day": f"{adult_on:%d-%m-%Y}"}
        )


def stop_allocation(
    *, actor: Actor, allocation: YouthAllocation, stopped_on: datetime.date, stop_reason: str, at: datetime.datetime
) -> None:
    """Record that help stopped on a day, and why. Raises `NotAllowed` for a day outside the allocation."""
    require_work(actor, allocation.household_id, allocation.domain)
    locked = YouthAllocation.objects.select_for_update(of=("self",)).get(pk=allocation.pk)
    if locked.stopped_on is not None:
        raise NotAllowed(_("Deze toewijzing is al gestopt."))
    if stop_reason not in codes.words_of(codes.STOP_REASON):
        raise NotAllowed(_("Kies waarom de hulp stopt."))
    if not locked.starts_on <= stopped_on <= locked.ends_on:
        raise NotAllowed(_("Kies een dag vanaf het begin tot en met het einde van de toewijzing."))
    if stopped_on > timezone.localdate(at):
        raise NotAllowed(_("Deze dag is nog niet geweest."))
    locked.stopped_on, locked.stop_reason = stopped_on, stop_reason
    locked.save(update_fields=["stopped_on", "stop_reason"])
    what = codes.words_of(codes.CATEGORY).get(locked.category, locked.category)
    _tell(actor, locked.trajectory, kept(gettext_lazy("Gestopt: %s"), what), at=at)
    record_change(actor, "youthallocation.stopped", locked.household_id, locked.domain)


def keep_measure(_actor: Actor, step: TrajectoryStep, _at: datetime.datetime) -> None:
    """Keep the measure that a step told of, for each young person. Raises `NotAllowed` for an OTS beyond a year."""
    until = str(step.facts.get("measure_until", ""))
    ends_on = datetime.date.fromisoformat(until) if until else None
    kind = str(step.facts["measure"])
    is_too_long = ends_on is not None and ends_on >= reaches(step.taken_on, 1)
    if kind == ProtectionMeasure.Kind.SUPERVISION and is_too_long:
        raise NotAllowed(_("Een ondertoezichtstelling duurt ten hoogste een jaar per keer. Kies een eerdere dag."))
    for person in step.trajectory.persons.all():
        ProtectionMeasure.objects.create(
            trajectory=step.trajectory,
            household_id=step.household_id,
            step=step,
            person=person,
            kind=kind,
            institution=str(step.facts["institution"]),
            starts_on=step.taken_on,
            ends_on=ends_on,
        )


def end_measure(*, actor: Actor, measure: ProtectionMeasure, ends_on: datetime.date, at: datetime.datetime) -> None:
    """Record the last day of a measure, or another one: a court may prolong or lift it."""
    require_work(actor, measure.household_id, measure.domain)
    if ends_on < measure.starts_on:
        raise NotAllowed(_("Het einde ligt voor het begin. Controleer beide dagen."))
    measure.ends_on = ends_on
    measure.save(update_fields=["ends_on"])
    _tell(actor, measure.trajectory, kept(gettext_lazy("Einddatum van de beschermingsmaatregel vastgelegd")), at=at)
    record_change(actor, "protectionmeasure.ended", measure.household_id, measure.domain)


def plan_end_of_extension(actor: Actor, step: TrajectoryStep, at: datetime.datetime) -> None:
    """A task some weeks before extended help ends."""
    until = datetime.date.fromisoformat(str(step.facts["extended_until"]))
    task = Task.objects.create(
        household_id=step.household_id,
        domain=step.domain,
        trajectory=step.trajectory,
        title=kept(gettext_lazy("Verlengde jeugdhulp loopt af: wat is er daarna nodig?")),
        article="Jeugdwet art. 1.1",
        due_on=max(until - BEFORE_THE_END, timezone.localdate(at)),
        assignee=actor.user,
        created_by=actor.user,
        created_at=at,
        caused_by=Task.Cause.STEP,
    )
    record_change(actor, "task.made", task.household_id, task.domain)


def _tell(actor: Actor, trajectory: Trajectory, sentence: str, *, at: datetime.datetime) -> None:
    tell(
        actor=actor,
        at=at,
        household_id=trajectory.household_id,
        kind=TimelineEvent.Kind.TRAJECTORY,
        domain=trajectory.domain,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=sentence,
    )
