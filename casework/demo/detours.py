"""What happens beside the usual way: waiting for what is missing (Awb art. 4:15), and an exemption from duties."""

from __future__ import annotations

import datetime
from random import Random

from casework.demo.pen import Pen, days
from casework.demo.plans import on_duty
from casework.demo.scripts import Step, Takes, script
from casework.demo.taking_part import FIVE, Ground, ground_of
from casework.demo.walking import Walk
from casework.youth.rules import reaches
from households.demo.chance import between, pick
from households.demo.people import Day, Group
from privacy.choices import Domain

MISSES = 0.12  # of decisions that were taken
STILL_MISSES = 0.5  # of decisions that are still to come
EXEMPTED = 0.16  # of who is on the way to work
NO_WAIT = datetime.timedelta(0)


def ask_what_is_missing(pen: Pen, walk: Walk, step: Step, *, day: Day, until: Day, is_open: bool) -> datetime.timedelta:
    """Ask for it before a decision, and get it where that is before `until`; answers how long it takes."""
    rng = Random(f"{walk.plan.id}/missing")  # noqa: S311  # a stream of its own: it changes nothing else
    may_miss = step.takes is not None and step.takes.step == "grant" and walk.may("ask_information")
    asked_on, lasts = day + days(between(rng, 1, 3)), days(between(rng, 5, 13))
    if not may_miss or asked_on >= until or rng.random() >= (STILL_MISSES if is_open else MISSES):
        return NO_WAIT
    missing = pick(rng, script(walk.plan.domain).missing)
    _told(
        pen, walk, Takes("ask_information", {"missing": missing}, ""), day=asked_on, sentence=f"Gevraagd om {missing}"
    )
    if asked_on + lasts < until:
        _told(pen, walk, Takes("information_came", {}, ""), day=asked_on + lasts, sentence=f"Gekregen: {missing}")
    return lasts


def exempt(pen: Pen, walk: Walk, *, day: Day) -> None:
    """Let duties to work rest for a time, for some of who are on the way to work."""
    rng = Random(f"{walk.plan.id}/exempt")  # noqa: S311  # a stream of its own: it changes nothing else
    on = day + days(between(rng, 10, 60))
    is_one = walk.plan.domain == Domain.PARTICIPATION and walk.may("exempt") and rng.random() < EXEMPTED
    if not is_one or on >= (walk.plan.end or pen.today):
        return
    last = on + days(pick(rng, (182, 364)))
    ground = ground_of(walk.case.group, on)
    if ground == Ground.LONE_PARENT:
        last = min(last, reaches(_youngest(walk.case.group, on), FIVE) - days(1))
    reason = f"Participatiewet art. 9 en 9a: {ground.label}"
    _told(
        pen,
        walk,
        Takes("exempt", {"exempt_until": last}, reason),
        day=on,
        sentence=f"Ontheffing gegeven: {ground.label}",
    )


def _youngest(group: Group, on: Day) -> Day:
    return max(resident.born for resident in group.present if resident.born <= on)


def _told(pen: Pen, walk: Walk, takes: Takes, *, day: Day, sentence: str) -> None:
    walk.take(takes, day)
    own = Pen(Random(f"{walk.plan.id}/{takes.step}"), pen.case, rows=pen.rows, today=pen.today)  # noqa: S311  # idem
    own.happened(day, "trajectory", sentence, by=on_duty(walk.plan.duties, day), plan=walk.plan)
