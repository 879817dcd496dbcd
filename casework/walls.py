"""The walls around the work: by household, and where a row holds content by the level in its domain."""

from __future__ import annotations

from casework.models import Case
from households.models import Household
from households.walls import ACTOR, among, in_households, in_reach, of_household
from privacy.choices import Purpose, Role
from privacy.walls import HouseholdOf, Sight, Wall, add_sight, register_set

# The households of the cases of the teams one leads, but those of which the never-rules keep one out.
register_set(
    "led",
    f"""SELECT c.household_id FROM casework_case c WHERE c.team_id IN (
        SELECT m.team_id FROM privacy_membership m
        WHERE m.user_id = %(user)s AND m.role = '{Role.TEAM_LEAD.value}'
        AND m.valid_from <= %(today)s AND (m.valid_until IS NULL OR m.valid_until > %(today)s))
    AND NOT ({among("barred_households", "c.household_id")})""",
    tables=("casework_case",),
)


def led(household: str) -> Sight:
    """What whoever divides the work of a team sees of its households."""
    return Sight((Purpose.CASELOAD,), among("led", household))


def content(own: str) -> Wall:
    """The wall of content: by its domain, and whoever stands in the column `own` has it as well."""
    condition = f"{in_households()} AND ({{row}}.{own} = {ACTOR} OR {in_reach()})"
    return Wall(condition, "{row}.household_id")


CASE = of_household("household_id", led("{row}.household_id"))
_HOUSEHOLD_OF_CASE = str(HouseholdOf(Case, "case_id"))
ASSIGNMENT = Wall(
    among("households", _HOUSEHOLD_OF_CASE), _HOUSEHOLD_OF_CASE, (led(_HOUSEHOLD_OF_CASE),)
)
TIMELINE = Wall(f"{in_households()} AND ({{row}}.depth <> 'content' OR {in_reach()})", "{row}.household_id")
ALERT = Wall(f"{in_households()} AND ({{row}}.domain = '' OR {in_reach()})", "{row}.household_id")
add_sight(Household, led("{row}.id"))
