"""Which schemes are worth asking about in a household. A question, and never a decision. No database, no clock."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casework.clocks.calendar import add_months
from casework.models import Scheme, SchemeAnswer
from casework.models.participation import HouseholdFact
from households.models import Person

ADULT, YOUNG, PENSION = 18, 13, 67
Answer = SchemeAnswer.Answer
ASK_AGAIN = {Answer.LATER: 3, Answer.WILL_APPLY: 6}  # after so many months; the others after a year
A_YEAR = 12


@dataclass(frozen=True)
class Condition:
    """A condition of a scheme as people read it; `holds` is None for what one asks."""

    words: str
    holds: bool | None


@dataclass(frozen=True)
class Question:
    """A scheme to ask about, with what is known of its conditions."""

    scheme: Scheme
    conditions: Sequence[Condition]


def facts_of(persons: Iterable[Person], on: datetime.date) -> dict[str, bool | None]:
    """What is known of who live there, by the facts that conditions may name. Ages, and nothing else."""
    ages = [person.age_on(on) for person in persons]
    return {
        HouseholdFact.ADULT: _any(ages, ADULT, None),
        HouseholdFact.CHILD: _any(ages, None, ADULT),
        HouseholdFact.YOUNG_CHILD: _any(ages, None, YOUNG),
        HouseholdFact.PENSIONER: _any(ages, PENSION, None),
        HouseholdFact.ASK: None,
    }


def _any(ages: Iterable[tuple[int, int] | None], least: int | None, below: int | None) -> bool | None:
    """Whether somebody is at least so old, or younger than that; None when a birth date leaves it open."""
    is_open = False
    for age in ages:
        if age is None:
            is_open = True
            continue
        for_sure = age[0] >= least if least is not None else age[1] < (below or 0)
        perhaps = age[1] >= least if least is not None else age[0] < (below or 0)
        if for_sure:
            return True
        is_open = is_open or perhaps
    return None if is_open else False


def to_ask(
    schemes: Iterable[Scheme], answers: Iterable[SchemeAnswer], facts: dict[str, bool | None], *, on: datetime.date
) -> list[Question]:
    """The schemes that may hold here and were not answered lately; `answers` with the last one of each scheme."""
    answered = {answer.scheme.key for answer in answers if on < _again(answer)}
    found = []
    for scheme in schemes:
        conditions = [Condition(one["words"], facts.get(one["fact"])) for one in scheme.conditions]
        if scheme.key not in answered and all(one.holds is not False for one in conditions):
            found.append(Question(scheme, conditions))
    return found


def _again(answer: SchemeAnswer) -> datetime.date:
    return add_months(answer.asked_on, ASK_AGAIN.get(Answer(answer.answer), A_YEAR))
