"""The walls around the work: by household, and where a row holds content by the level in its domain."""

from __future__ import annotations

from casework.models import Case
from households.models import Household
from households.walls import ACTOR, among, in_households, in_reach, of_household
from privacy.choices import Purpose, Role
from privacy.walls import HouseholdOf, Sight, Wall, add_sight, no_wall, register_set

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


# Where somebody acts now; what is in a compartment has no other wall than this.
register_set(
    "compartments",
    "SELECT m.compartment_id FROM casework_compartmentmember m WHERE m.user_id = %(user)s AND m.removed_at IS NULL",
    tables=("casework_compartmentmember",),
)


def divided(sight: str, *own: str) -> Wall:
    """The wall of rows of a household that may be in a closed compartment; outside one `sight` decides.

    Whoever stands in a column of `own` has the row as well: it is theirs, or they made it.
    """
    mine = " OR ".join(f"{{row}}.{column} = {ACTOR}" for column in own)
    inside = among("compartments", "{row}.compartment_id")
    condition = f"{in_households()} AND ({mine} OR ({{row}}.compartment_id IS NULL AND ({sight})) OR {inside})"
    return Wall(condition, "{row}.household_id")


CASE = of_household("household_id", led("{row}.household_id"))
_HOUSEHOLD_OF_CASE = str(HouseholdOf(Case, "case_id"))
ASSIGNMENT = Wall(among("households", _HOUSEHOLD_OF_CASE), _HOUSEHOLD_OF_CASE, (led(_HOUSEHOLD_OF_CASE),))
JOURNAL = divided(in_reach(), "author_id")
TASK = divided(in_reach(), "assignee_id", "created_by_id")
TIMELINE = divided(f"{{row}}.depth = 'involvement' OR {in_reach()}", "actor_id")
ALERT = divided(f"{{row}}.domain = '' OR {in_reach()}", "author_id")
# Whoever opens one is not in it yet; whoever is taken out was.
COMPARTMENT = Wall(
    f"{in_households()} AND ({{row}}.opened_by_id = {ACTOR} OR {among('compartments', '{row}.id')})",
    "{row}.household_id",
)
COMPARTMENT_MEMBER = Wall(
    f"{ACTOR} IN ({{row}}.user_id, {{row}}.added_by_id, {{row}}.removed_by_id) OR "
    + among("compartments", "{row}.compartment_id")
)
add_sight(Household, led("{row}.id"))
no_wall("casework.notice", because="staff: who was told of a task, and when; the task has a wall of its own")
