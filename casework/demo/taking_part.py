"""What participation keeps for a demo trajectory: what people said about schemes, and exemptions."""

from __future__ import annotations

import datetime
import json
from random import Random

from django.utils.translation import gettext_lazy as _

from casework.demo.walking import Walk
from casework.models import Exemption, Scheme, SchemeAnswer, Task
from casework.models.participation import HouseholdFact
from casework.participation.asking import ADULT, PENSION, YOUNG, to_ask
from casework.services.participation import BEFORE_THE_END, HELP_WITHIN
from households.demo.chance import Key, between, new_key
from households.demo.copying import Row, Table
from households.demo.people import Day, Group
from privacy.wording import kept

ABOUT = "id trajectory household domain"
ARTICLE = "Participatiewet art. 9"
ASKED = 3  # schemes at most
FIVE, OLD = 5, 75
Answer, Ground = SchemeAnswer.Answer, Exemption.Ground
ANSWERS, SHARES = (
    (Answer.USES, Answer.WANTS_HELP, Answer.WILL_APPLY, Answer.DOES_NOT_FIT, Answer.DECLINES, Answer.LATER),
    (36, 20, 15, 14, 8, 7),
)
DUTIES = {
    Ground.LONE_PARENT: "werk zoeken en aanvaarden",
    Ground.CARE: "werk zoeken, zolang de zorg thuis zo veel vraagt",
    Ground.URGENT: "werk zoeken en aanvaarden",
}


class TakingPart:
    """The tables of participation, and the rows of one walk after the other."""

    def __init__(self, tasks: Table, *, today: Day) -> None:
        self._tasks, self._today = tasks, today
        self._schemes = list(Scheme.objects.order_by("key", "valid_from"))
        self.answers = Table(SchemeAnswer, tuple(f"{ABOUT} scheme answer note asked_on asked_by".split()))
        self.exemptions = Table(Exemption, tuple(f"{ABOUT} step person ground duties starts_on ends_on".split()))

    @property
    def tables(self) -> list[Table]:
        """In any order, after the steps."""
        return [self.answers, self.exemptions]

    def add(self, rng: Random, walk: Walk) -> None:
        """What a walk of participation leaves behind."""
        taken = {row[5]: row for row in walk.steps}
        if step := taken.get("agree_road"):
            self._ask(rng, walk, step)
        if step := taken.get("exempt"):
            self._exempt(rng, walk, step)

    def _ask(self, rng: Random, walk: Walk, step: Row) -> None:
        """Some days after the plan was agreed, about schemes that may hold by the ages of who live there."""
        on, by = step[8] + datetime.timedelta(days=between(rng, 0, 9)), step[9]
        if on >= (walk.plan.end or self._today):
            return
        on_that_day = [scheme for scheme in self._schemes if _holds(scheme, on)]
        questions = to_ask(on_that_day, (), _facts(walk.case.group, on), on=on)
        for question in rng.sample(questions, min(len(questions), between(rng, 1, ASKED))):
            answer = rng.choices(ANSWERS, SHARES)[0]
            self.answers.rows.append((*_about(rng, walk), question.scheme.pk, answer, "", on, by))
            if answer == Answer.WANTS_HELP:
                done_on = on + datetime.timedelta(days=between(rng, 2, 12))
                title = kept(_("Help bij de aanvraag: %s"), question.scheme.title)
                self._task(rng, walk, title, made=(on, by), due_on=on + HELP_WITHIN, done_on=done_on)

    def _exempt(self, rng: Random, walk: Walk, step: Row) -> None:
        ends_on = datetime.date.fromisoformat(json.loads(step[12])["exempt_until"])
        ground, (person, *_others) = ground_of(walk.case.group, step[8]), walk.plan.persons
        what = (step[0], person.id, ground, DUTIES[ground], step[8], ends_on)
        self.exemptions.rows.append((*_about(rng, walk), *what))
        if walk.plan.end is None and ends_on >= self._today:
            due_on = max(ends_on - BEFORE_THE_END, step[8])
            title = kept(_("Ontheffing loopt af: kijk opnieuw"))
            self._task(rng, walk, title, article=ARTICLE, made=(step[8], step[9]), due_on=due_on)

    def _task(
        self,
        rng: Random,
        walk: Walk,
        title: str,
        *,
        made: tuple[Day, Key],
        due_on: Day,
        done_on: Day | None = None,
        article: str = "",
    ) -> None:
        on, by = made
        is_done = done_on is not None and done_on < self._today
        done = (_noon(done_on), by) if is_done and done_on else (None, None)
        about = (new_key(rng), walk.case.group.id, walk.plan.domain, walk.plan.id, title, article, due_on)
        assignee = by if is_done else walk.plan.duties[-1].worker.id
        self._tasks.rows.append((*about, assignee, by, _noon(on), *done, Task.Cause.STEP))


def ground_of(group: Group, on: Day) -> Exemption.Ground:
    """On which ground, by who live there: a lone parent of a small child, somebody to care for, or urgent reasons."""
    ages = [resident.age_on(on) for resident in group.present]
    if len(group.adults(on)) == 1 and any(0 <= age < FIVE - 1 for age in ages):
        return Ground.LONE_PARENT
    return Ground.CARE if min(ages) < FIVE or max(ages) >= OLD else Ground.URGENT


def _holds(scheme: Scheme, on: Day) -> bool:
    return scheme.valid_from <= on and (scheme.valid_until is None or on < scheme.valid_until)


def _facts(group: Group, on: Day) -> dict[str, bool | None]:
    """What conditions may look at, by ages."""
    ages = [resident.age_on(on) for resident in group.present if resident.born <= on]
    return {
        HouseholdFact.ADULT: max(ages) >= ADULT,
        HouseholdFact.CHILD: min(ages) < ADULT,
        HouseholdFact.YOUNG_CHILD: min(ages) < YOUNG,
        HouseholdFact.PENSIONER: max(ages) >= PENSION,
        HouseholdFact.ASK: None,
    }


def _about(rng: Random, walk: Walk) -> Row:
    return (new_key(rng), walk.plan.id, walk.case.group.id, walk.plan.domain)


def _noon(day: Day) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12, tzinfo=datetime.UTC))
