"""The case of each household: its plan, and the telling of it."""

from __future__ import annotations

from random import Random

from casework.demo import story
from casework.demo.closed import Meldcode
from casework.demo.looks import be_refused, look_around
from casework.demo.pen import Pen
from casework.demo.plans import CasePlan, Planner
from casework.demo.rows import WorkRows
from casework.demo.telling import tell
from households.demo.people import Family, Group
from households.demo.story import COLLEAGUE, CROWD, STORY
from households.demo.town import Town
from privacy.choices import Domain


class CaseMaker:
    """Makes the cases of a town."""

    def __init__(self, town: Town, rows: WorkRows) -> None:
        self._town, self._rows = town, rows
        self._meldcode = Meldcode(rows, today=town.today)

    def add(self, family: Family) -> None:
        """The cases of the households of one family, where there are any."""
        for position, group in enumerate(family.groups):
            # A stream of its own: what a household needs does not follow from how its people were drawn.
            rng = Random(f"{self._town.seed}/cases/{family.index}/{position}")  # noqa: S311 - a demo wants to be repeated
            case = self._plan(rng, family, group)
            if case is not None:
                case.authorities = family.authorities
                self._tell(rng, case)

    def _plan(self, rng: Random, family: Family, group: Group) -> CasePlan | None:
        staff, today = self._rows.staff, self._town.today
        planner = Planner(rng, group, staff=staff, today=today)
        if group.label == STORY:
            return story.plan_story(planner, group, staff)
        if group.label == CROWD:
            return story.plan_crowd(planner, group)
        has_colleague = any(resident in group.present for resident in family.colleagues.values())
        if has_colleague and group.label != COLLEAGUE:
            return None
        return planner.plan(is_certain=group.label == COLLEAGUE)

    def _tell(self, rng: Random, case: CasePlan) -> None:
        pen = Pen(rng, case, rows=self._rows, today=self._town.today)
        tell(pen)
        self._meldcode.add(case)
        if case.closed_on is None and case.group.label != STORY:
            look_around(pen)
        if case.group.label == STORY:
            story.tell_story(pen)
        if case.group.label == COLLEAGUE:
            self._rows.add_exceptions(rng, case)
            be_refused(pen, self._rows.staff.another(case.team, Domain.WMO), ago=6)
