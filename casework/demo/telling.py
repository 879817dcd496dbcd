"""Lives through a planned case: what lies before today happened, what comes is a task that is open."""

from __future__ import annotations

from casework.demo.detours import ask_what_is_missing, exempt
from casework.demo.pen import Pen, days
from casework.demo.plans import TrajectoryPlan, on_duty
from casework.demo.scripts import Step, Words, household_script, say, script
from casework.demo.walking import Walk
from households.demo.chance import between, pick
from households.demo.people import Day
from privacy.choices import Domain

NOTED = 0.36  # of what happened
KEPT_TASK = 0.2  # of tasks that are done and do not follow from a law
LATE = 0.35  # of tasks whose day has just passed
JUST = 25  # days
AFTERCARE = 0.1
ALERT = 0.16
NEXT_TALK = 0.7
STILL_URGENT = 120  # days


def tell(pen: Pen) -> None:
    """The whole case."""
    case = pen.case
    pen.rows.add_case(case)
    _open(pen)
    _changes_at_home(pen)
    for plan in case.trajectories:
        pen.rows.add_trajectory(case, _trajectory(pen, plan))
    _coordinate(pen)
    if case.closed_on:
        pen.happened(
            case.closed_on, "case", pick(pen.rng, household_script().closed), by=case.managers[-1].worker, that=True
        )
    else:
        _to_do_and_to_know(pen)
    pen.rows.add_access(pen.rng, case, pen.decisions())


def _open(pen: Pen) -> None:
    case, lead = pen.case, pen.rows.staff.lead(pen.case.team)
    pen.happened(case.opened_on, "case", f"Dossier geopend: {case.reason}", by=lead, that=True)
    for duty in case.managers:
        sentence = f"{duty.worker.name} is betrokken als vaste casemanager"
        pen.happened(duty.since, "assignment", sentence, by=lead, that=True)


def _changes_at_home(pen: Pen) -> None:
    """Who was born, came or left while the case was open, as the register tells it."""
    opened_on, until = pen.case.opened_on, pen.case.closed_on or pen.today
    for member in pen.case.group.members:
        name = member.resident.first_name
        if opened_on < member.since < until:
            was_born = member.since == member.resident.born
            sentence = f"{name} werd geboren" if was_born else f"{name} kwam bij het huishouden"
            pen.happened(member.since, "household", sentence, by=None, that=True)
        if member.until and opened_on < member.until < until:
            sentence = f"{name} overleed" if member.resident.died_on else f"{name} vertrok naar het buitenland"
            pen.happened(member.until, "household", sentence, by=None, that=True)


def _trajectory(pen: Pen, plan: TrajectoryPlan) -> Walk:
    """Tell one trajectory; answers how far it has come."""
    walk = Walk(pen.case, plan)
    words, manager = pen.words(plan.persons[0], plan.provider), pen.case.manager_on(plan.start)
    label = Domain(plan.domain).label
    pen.happened(plan.start, "trajectory", f"Traject {label} begonnen", by=manager, plan=plan, that=True)
    if plan.came_by_signal:
        signal = say(pen.rng, script(plan.domain).signals, words)
        pen.happened(plan.start - days(9), "signal", signal, by=None, plan=plan)
    for duty in plan.duties:
        sentence = f"{duty.worker.name} is betrokken als {label}"
        pen.happened(duty.since, "assignment", sentence, by=manager, plan=plan, that=True)
    reached = _steps(pen, walk, words)
    if reached is not None:
        exempt(pen, walk, day=reached)
        _rounds(pen, walk, day=reached, words=words)
    if plan.end is None:
        return walk
    opening = script(plan.domain).steps[0].takes
    assert opening is not None
    if reached is not None:
        walk.wind_down(walk.day + (plan.end - walk.day) / 2)
    walk.end(opening, plan.end)
    sentence = say(pen.rng, script(plan.domain).ended, words)
    pen.happened(plan.end, "trajectory", sentence, by=plan.duties[-1].worker, plan=plan)
    return walk


def _steps(pen: Pen, walk: Walk, words: Words) -> Day | None:
    """Take the steps; answers the day of the last step, or None when one is still to come."""
    plan = walk.plan
    until, day = plan.end or pen.today, plan.start
    for usual in script(plan.domain).steps:
        step = usual.urgent if usual.urgent and plan.is_urgent else usual
        due = step.due(plan.start, day)
        planned = day + days(between(pen.rng, *step.after))
        is_held = bool(step.task) and (step.task == plan.stays_at or _is_late(pen, plan, due))
        wait = ask_what_is_missing(
            pen, walk, step, day=day, until=until, is_open=plan.end is None and (planned >= until or is_held)
        )
        planned, due = planned + wait, due + wait
        if planned >= until or is_held:
            if step.task and plan.end is None:
                worker = plan.duties[-1].worker
                pen.task(step.task, article=step.article, made_on=day, due=plan.due_on or due, by=worker, plan=plan)
            return None
        if step.takes is not None:
            walk.take(step.takes, planned)
        _take(pen, plan, step, words=words, made_on=day, day=planned, due=due)
        day = planned
    return day


def _take(pen: Pen, plan: TrajectoryPlan, step: Step, *, words: Words, made_on: Day, day: Day, due: Day) -> None:
    worker = on_duty(plan.duties, day)
    pen.happened(day, step.kind, say(pen.rng, step.say, words), by=worker, plan=plan)
    if step.article or (step.task and pen.rng.random() < KEPT_TASK):
        pen.task(step.task, article=step.article, made_on=made_on, due=due, by=worker, done_on=day, plan=plan)
    if pen.rng.random() < NOTED * 1.5:
        told = script(plan.domain)
        more = told.notes if step.state == "running" else told.early
        pen.noted(day, words, step.note, more, by=worker, plan=plan)


def _rounds(pen: Pen, walk: Walk, *, day: Day, words: Words) -> None:
    """Keep in touch until today or the end, sometimes in nazorg by now, and leave a task for next time."""
    plan = walk.plan
    rng, told, until = pen.rng, script(plan.domain), plan.end or pen.today
    if plan.winds_down and plan.end is None and (pen.today - day).days > 60 and rng.random() < AFTERCARE:
        day += days(40)
        walk.wind_down(day)
        pen.happened(day, "trajectory", say(rng, told.aftercare, words), by=on_duty(plan.duties, day), plan=plan)
    while True:
        title = pick(rng, told.round_tasks)
        planned = day + days(between(rng, *told.every) / pen.case.pace)
        if planned >= until or _is_late(pen, plan, planned):
            break
        worker = on_duty(plan.duties, planned)
        pen.happened(planned, "contact", say(rng, told.round_say, words), by=worker, plan=plan)
        if rng.random() < KEPT_TASK:
            pen.task(title, made_on=day, due=planned, by=worker, done_on=planned, plan=plan)
        if rng.random() < NOTED:
            pen.noted(planned, words, told.notes, by=worker, plan=plan)
        day = planned
    if plan.end is None:
        due = plan.due_on or min(planned, pen.today + days(45))
        pen.task(title, made_on=day, due=due, by=plan.duties[-1].worker, plan=plan)


def _is_late(pen: Pen, plan: TrajectoryPlan, due: Day) -> bool:
    """Whether a task whose day has just passed was not done yet."""
    if plan.end or plan.stays_at:
        return False
    return pen.today - days(JUST) < due < pen.today and pen.rng.random() < LATE


def _coordinate(pen: Pen) -> None:
    rng, case, shared = pen.rng, pen.case, household_script()
    resident = (case.group.adults(pen.today) or case.group.present)[0]
    until, day = case.closed_on or pen.today, case.opened_on
    while True:
        day += days(between(rng, 14, 60) / case.pace)
        if day >= until:
            return
        worker, words = case.manager_on(day), pen.words(resident)
        pen.happened(day, "contact", say(rng, shared.said, words), by=worker)
        if rng.random() < NOTED:
            pen.noted(day, words, shared.body, by=worker)
        if rng.random() < KEPT_TASK:
            pen.task(pick(rng, shared.tasks), made_on=day, due=day, by=worker, done_on=day)


def _to_do_and_to_know(pen: Pen) -> None:
    rng, case, shared = pen.rng, pen.case, household_script()
    manager, since = case.managers[-1].worker, case.managers[-1].since
    if rng.random() < NEXT_TALK:
        due = pen.today + days(between(rng, -6, 30))
        made_on = max(since, pen.today - days(between(rng, 8, 30)))
        pen.task(pick(rng, shared.tasks), made_on=made_on, due=due, by=manager)
    for plan in case.trajectories:
        if plan.is_urgent and plan.end is None and (pen.today - plan.start).days < STILL_URGENT:
            text = say(rng, script(plan.domain).urgent_alerts, pen.words(plan.persons[0]))
            pen.alert(text, by=plan.duties[-1].worker, raised_on=plan.start, plan=plan)
    texts = [shared.alert_secret] if any(resident.is_secret for resident in case.group.present) else []
    if rng.random() < ALERT:
        resident = (case.group.adults(pen.today) or case.group.present)[0]
        texts.append(say(rng, shared.alerts, pen.words(resident)))
    for text in texts:
        pen.alert(text, by=manager, raised_on=since)
