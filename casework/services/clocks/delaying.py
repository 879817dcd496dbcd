"""More time for a clock: suspension (Awb art. 4:15) and extension, each as its term allows."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.clocks.calendar import ONE_DAY
from casework.clocks.choices import SuspensionGround, Unit
from casework.models import Clock, ClockExtension, ClockSuspension, TimelineEvent
from casework.services.clocks.keeping import reckon_again, require_day, take
from casework.services.journal import record_change
from casework.services.permission import NotAllowed
from casework.services.timeline import tell
from privacy.acting import Actor, because
from privacy.wording import kept

ANSWER_WITHIN = datetime.timedelta(days=14)  # where nothing else was agreed with the applicant
LONGEST_ANSWER = datetime.timedelta(days=366)


def suspend_clock(
    *,
    actor: Actor,
    clock: Clock,
    asked_on: datetime.date,
    reason: str,
    at: datetime.datetime,
    ground: SuspensionGround = SuspensionGround.COMPLETION,
    answer_by: datetime.date | None = None,
) -> ClockSuspension:
    """Stop counting from the day after the question, until the answer or else until the day after `answer_by`.

    Without `answer_by` the applicant has two weeks. Raises `NotAllowed` where the term cannot be suspended, was over
    already, or is suspended on those days.
    """
    taken = take(actor, clock)
    if not taken.term.may_be_suspended:
        raise NotAllowed(_("Deze termijn kan niet worden opgeschort: de wet geeft daar geen ruimte voor."))
    require_day(asked_on, first=taken.started_on, at=at)
    if asked_on > taken.due_on:
        raise NotAllowed(_("De termijn was op die dag al voorbij. Opschorten kan dan niet meer."))
    last = answer_by or asked_on + ANSWER_WITHIN
    if not asked_on < last <= asked_on + LONGEST_ANSWER:
        raise NotAllowed(_("Geef de aanvrager ten minste een dag en ten hoogste een jaar om te antwoorden."))
    if taken.suspensions.filter(valid_from__lt=last + ONE_DAY, valid_until__gt=asked_on + ONE_DAY).exists():
        raise NotAllowed(_("De termijn is in deze dagen al opgeschort."))
    with because(reason):
        made = taken.suspensions.create(
            ground=ground,
            reason=reason[:300],
            valid_from=asked_on + ONE_DAY,
            valid_until=last + ONE_DAY,
            recorded_by=actor.user,
            recorded_at=at,
        )
        reckon_again(taken, at)
    _tell(actor, taken, gettext_lazy("Termijn opgeschort: %(title)s, nu tot en met %(day)s"), at=at)
    record_change(actor, "clock.suspended", taken.household_id, taken.domain)
    clock.refresh_from_db()
    return made


def resume_clock(*, actor: Actor, clock: Clock, answered_on: datetime.date, at: datetime.datetime) -> None:
    """Count again from the day of the answer; an answer after the last day for it changes nothing of the count."""
    taken = take(actor, clock)
    waiting = taken.suspensions.filter(resumed_on__isnull=True).order_by("-valid_from").first()
    if waiting is None:
        raise NotAllowed(_("Deze termijn is niet opgeschort."))
    require_day(answered_on, first=waiting.valid_from - ONE_DAY, at=at)
    waiting.valid_until = min(waiting.valid_until, max(answered_on, waiting.valid_from))
    waiting.resumed_on = answered_on
    waiting.save(update_fields=["valid_until", "resumed_on"])
    reckon_again(taken, at)
    _tell(actor, taken, gettext_lazy("Termijn loopt weer: %(title)s, tot en met %(day)s"), at=at)
    record_change(actor, "clock.resumed", taken.household_id, taken.domain)
    clock.refresh_from_db()


def extend_clock(
    *,
    actor: Actor,
    clock: Clock,
    reason: str,
    told_on: datetime.date,
    at: datetime.datetime,
    length: int | None = None,
) -> ClockExtension:
    """Give a clock more time, told to the applicant within the term: as much as its term gives, or less.

    Where the law says a reasonable time (Awb art. 4:14 lid 3) `length` is needed. Raises `NotAllowed` otherwise.
    """
    taken = take(actor, clock)
    number = taken.extensions.count() + 1
    require_day(told_on, first=taken.started_on, at=at)
    _require_extendable(taken, number, told_on)
    more = length or taken.term.extension_length or 0
    if not 1 <= more <= (taken.term.extension_length or more):
        raise NotAllowed(_extension_wanted(taken))
    with because(reason):
        made = taken.extensions.create(
            number=number,
            length=more,
            unit=Unit(taken.term.extension_unit),
            reason=reason[:300],
            told_on=told_on,
            recorded_by=actor.user,
            recorded_at=at,
        )
        reckon_again(taken, at)
    _tell(actor, taken, gettext_lazy("Termijn verlengd: %(title)s, nu tot en met %(day)s"), at=at)
    record_change(actor, "clock.extended", taken.household_id, taken.domain)
    clock.refresh_from_db()
    return made


def _require_extendable(clock: Clock, number: int, told_on: datetime.date) -> None:
    if not clock.term.may_be_extended:
        raise NotAllowed(_("Deze termijn kan niet worden verlengd: de wet geeft daar geen ruimte voor."))
    if number > clock.term.extension_times:
        raise NotAllowed(_("Deze termijn is al verlengd. Nog eens verlengen kan niet."))
    if told_on > clock.due_on:
        last = date_format(clock.due_on, "j F Y")
        raise NotAllowed(_("De termijn liep af op %s. Verlengen kan alleen voor die dag.") % last)


def _extension_wanted(clock: Clock) -> str:
    unit = Unit(clock.term.extension_unit).label
    if clock.term.extension_length:
        values = {"number": clock.term.extension_length, "unit": unit}
        return _("Verleng met ten hoogste %(number)d %(unit)s.") % values
    return _("Vul in met hoeveel %s u verlengt. De wet vraagt een redelijke termijn.") % unit


def _tell(actor: Actor, clock: Clock, sentence: Promise, *, at: datetime.datetime) -> None:
    words = {"title": clock.term.title, "day": f"{clock.due_on:%d-%m-%Y}"}
    tell(
        actor=actor,
        at=at,
        household_id=clock.household_id,
        kind=TimelineEvent.Kind.TASK,
        domain=clock.domain,
        compartment=clock.compartment,
        depth=TimelineEvent.Depth.CONTENT,
        sentence=kept(sentence, words),
    )


def waiting_for(clock: Clock) -> ClockSuspension | None:
    """The question that a clock waits for, by suspensions that were read along; none when the time for it is over."""
    today = timezone.localdate()
    return next((one for one in clock.suspensions.all() if one.resumed_on is None and one.valid_until > today), None)
