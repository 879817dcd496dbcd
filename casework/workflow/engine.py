"""What a workflow is made of. A law's own module is one table of these; nothing else knows an order of steps."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from casework.models.trajectories import NEW, Trajectory
from households.models import Person
from privacy.choices import Domain

Words = str | Promise
Phase = Trajectory.State
STAYS = ""  # a step after which the trajectory stands where it stood
ANY_OPEN = ("*",)  # a step from every state but the last


class Answer(StrEnum):
    """What kind of answer a question takes."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    YES = "yes"


@dataclass(frozen=True)
class Only:
    """Only where the answer to an earlier question is one of these."""

    key: str
    values: tuple[str, ...]

    def holds(self, facts: Mapping[str, object]) -> bool:
        """Whether it is."""
        return str(facts.get(self.key, "")) in self.values


@dataclass(frozen=True)
class Ask:
    """Something a step has to know. The answer stays with the step, under this key.

    A day lies on or before that of the step (its cause), with `later` on or after it, with `free` anywhere; never
    before the day that another question asks (`after`), nor `at_most_months` after it. What is asked `only` somewhere
    is needed there alone. The answer to `provider` becomes the trajectory's provider.
    """

    key: str
    words: Words
    kind: Answer = Answer.LINE
    choices: tuple[tuple[str, Words], ...] = ()
    missing: Words = ""
    help: Words = ""
    is_optional: bool = False
    only: Only | None = None
    later: bool = False
    free: bool = False
    after: str = ""
    at_most_months: int = 0

    def is_needed(self, facts: Mapping[str, object]) -> bool:
        """Whether the step cannot do without an answer."""
        return not self.is_optional and (self.only is None or self.only.holds(facts))


@dataclass(frozen=True)
class Starts:
    """A clock that a step starts: on the day of the step, or on the day that a question asks (`since`).

    Its task goes when a period has run out, unless somebody has to say then how it goes on (`is_followed_up`).
    """

    key: str
    since: str = ""
    only: Only | None = None
    is_followed_up: bool = False


@dataclass(frozen=True)
class Later:
    """Something to do so many days after a step, done when the step `done_by` is taken."""

    title: Words
    days: int
    done_by: str


@dataclass(frozen=True)
class Situation:
    """What a condition may look at: the step's day and answers, where the trajectory stands, and what went before.

    `taken` has the days of the steps that were taken, by their keys; the last one of each. `persons` are for whom.
    """

    on: datetime.date
    facts: Mapping[str, object]
    stage: str
    taken: Mapping[str, datetime.date]
    persons: Sequence[Person]


# Answers a sentence that says what to do when the step cannot be taken, else nothing.
Condition = Callable[[Situation], Words]


class Who(StrEnum):
    """Who may take a step. Whoever coordinates the household may open a trajectory in every law."""

    WORKS_IN_DOMAIN = "works_in_domain"
    OR_COORDINATES = "or_coordinates"


class Letter(StrEnum):
    """A letter to print that a step gives."""

    RECEIPT = "receipt"
    DECISION = "decision"


@dataclass(frozen=True)
class State:
    """A place where a trajectory can stand, and the general phase that it is in there."""

    key: str
    words: Words
    phase: Phase


@dataclass(frozen=True)
class Step:
    """Something that is done: from which states, to which; `words` say it to do, `told` that it was done.

    `meets` a clock that runs, `drops` one that has no sense any more, `suspends` and `resumes` one under Awb 4:15.
    `decides` with one of these kinds of decision; `ends_as` with one of these outcomes.
    """

    key: str
    words: Words
    told: Words
    frm: tuple[str, ...]
    to: str = STAYS
    asks: tuple[Ask, ...] = ()
    article: str = ""
    who: Who = Who.WORKS_IN_DOMAIN
    starts: tuple[Starts, ...] = ()
    meets: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    suspends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    plans: tuple[Later, ...] = ()
    requires: tuple[Condition, ...] = ()
    decides: tuple[str, ...] = ()
    ends_as: tuple[str, ...] = ()
    letter: Letter | None = None
    needs_reason: bool = False
    is_aside: bool = False  # not on the usual way: offered below the others

    @property
    def is_favour(self) -> bool:
        """Whether it gives something, which nobody can have any more who has died."""
        return bool({"grant", "temporary"} & {*self.decides})

    @property
    def clocks(self) -> set[str]:
        """All clocks that it touches."""
        return {one.key for one in self.starts} | {*self.meets, *self.drops, *self.suspends, *self.resumes}


@dataclass(frozen=True)
class Workflow:
    """The way of one kind of trajectory. The states stand in their usual order; the first step opens it."""

    kind: Trajectory.Kind
    domain: Domain
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    aims: tuple[Trajectory.Aim, ...] = ()
    _states: dict[str, State] = field(init=False, repr=False, compare=False)
    _steps: dict[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse a table that contradicts itself."""
        object.__setattr__(self, "_states", {state.key: state for state in self.states})
        object.__setattr__(self, "_steps", {step.key: step for step in self.steps})
        _check(self)

    @property
    def words(self) -> str:
        """What it is called."""
        return str(self.kind.label)

    @property
    def opening(self) -> Step:
        """The step with which it begins."""
        return self.steps[0]

    def state(self, key: str) -> State:
        """A state by its key; raises `KeyError`."""
        return self._states[key]

    def step(self, key: str) -> Step | None:
        """A step by its key, or None."""
        return self._steps.get(key)

    def may_follow(self, step: Step, stage: str) -> bool:
        """Whether a step can be taken from a state."""
        if step.frm == ANY_OPEN:
            return stage != NEW and self.state(stage).phase != Phase.ENDED
        return stage in step.frm

    def possible(self, stage: str) -> list[Step]:
        """The steps from a state, the usual ones first."""
        return sorted((step for step in self.steps if self.may_follow(step, stage)), key=lambda step: step.is_aside)

    def done_with(self, step: Step) -> list[Words]:
        """What a step does of what others planned."""
        return [later.title for other in self.steps for later in other.plans if later.done_by == step.key]

    def reached(self, step: Step, stage: str) -> str:
        """The state after a step from `stage`."""
        return step.to or stage


def _check(workflow: Workflow) -> None:
    keys = [state.key for state in workflow.states]
    if len({*keys}) < len(keys) or len(workflow._steps) < len(workflow.steps):
        raise ValueError(f"{workflow.kind}: a key stands there twice")
    if keys[0] != NEW or workflow.opening.frm != (NEW,):
        raise ValueError(f"{workflow.kind}: it begins with something else than its first state and step")
    for step in workflow.steps:
        named = {*step.frm, step.to} - {*ANY_OPEN, STAYS}
        if unknown := named - {*keys}:
            raise ValueError(f"{workflow.kind}: {step.key} names unknown states {unknown}")
        if unknown := {later.done_by for later in step.plans} - {*workflow._steps}:
            raise ValueError(f"{workflow.kind}: {step.key} plans what no step does, such as {unknown}")
        ends = step.to != STAYS and workflow.state(step.to).phase == Phase.ENDED
        if ends != bool(step.ends_as):
            raise ValueError(f"{workflow.kind}: {step.key} ends without an outcome, or has one without ending")
