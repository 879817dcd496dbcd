"""The walls around people and households: what the database itself keeps from whoever has no sight of them.

Everything follows from the conditions of `households.querysets`, word for word, for whoever acts in the transaction.
"""

from __future__ import annotations

from households.models import (
    Address,
    Custody,
    DuplicateCandidate,
    Household,
    HouseholdGrant,
    HouseholdMembership,
    Level,
    Person,
    PersonMerge,
    Relation,
    Residence,
    SecretAddress,
    SecretAddressReader,
)
from households.querysets import HAS_GRANT, IS_BARRED, IS_TOO_CLOSE
from households.secrecy import FUNCTIONS as SECRECY
from privacy.choices import Purpose
from privacy.walls import Sight, Wall, no_wall, register, register_function, register_set

IDENTIFYING = (Purpose.FIRST_CONTACT, Purpose.SIGNAL, Purpose.REGISTRATION)
ACTOR = "(SELECT wall_actor())"
_CIRCLE = "(SELECT wall_set('circle'))::uuid[]"


def among(name: str, column: str) -> str:
    """The condition that a key is in a set."""
    return f"{column} = ANY ((SELECT wall_set('{name}'))::uuid[])"


def in_households(column: str = "household_id") -> str:
    """The condition that the row's household is in sight."""
    return among("households", f"{{row}}.{column}")


def in_reach(household: str = "household_id", domain: str = "domain") -> str:
    """The condition that the content of the row's domain in its household is in sight."""
    return f"({{row}}.{household}::text || {{row}}.{domain}) IN (SELECT unnest((SELECT wall_words('reach'))::text[]))"


def of_household(column: str = "household_id", *sights: Sight) -> Wall:
    """The wall of rows that belong to a household."""
    return Wall(in_households(column), f"{{row}}.{column}", sights)


def of_person(column: str) -> Wall:
    """The wall of rows that belong to a person: somebody of a household in sight, or whom one may identify."""
    return Wall(among("people", f"{{row}}.{column}"), sights=identified(column))


def identified(*columns: str) -> tuple[Sight, ...]:
    """Who may be identified: nobody whom the never-rules bar; with geheimhouding by the administrator only."""
    not_barred = " AND ".join(_not_barred(column) for column in columns)
    is_open = " AND ".join(
        f"({among('people', f'{{row}}.{column}')} OR households_is_open({{row}}.{column}))" for column in columns
    )
    return (
        Sight(IDENTIFYING, f"{not_barred} AND {is_open}"),
        Sight((Purpose.REGISTRATION,), f"{not_barred} AND (SELECT wall_has_role('administrator'))"),
    )


def _not_barred(column: str) -> str:
    return f"{{row}}.{column} NOT IN (SELECT unnest((SELECT wall_set('barred'))::uuid[]))"


def _filled_in(condition: str, household: str, *, level: Level = Level.INVOLVEMENT, in_domain: str = "") -> str:
    sql = condition.format(household=household, in_domain=in_domain)
    sql = sql.replace("%(level)s", str(int(level))).replace("ANY(%(circle)s)", f"ANY ({_CIRCLE})")
    return sql.replace("ANY(%(places)s)", "ANY ((SELECT wall_words('places'))::text[])")


def _grants(columns: str, *, level: Level = Level.INVOLVEMENT) -> str:
    """What the condition of sight finds for all households at once: each once."""
    sql = _filled_in(HAS_GRANT, "g.content_object_id", level=level)
    return sql.removeprefix("EXISTS (").removesuffix(")").replace("SELECT 1", f"SELECT DISTINCT {columns}", 1)


GRANTED_TO = ("households_householdgrant", "households_householdmembership", "households_relation")
ABOUT_STAFF = ("privacy_user", "privacy_membership", "privacy_colleagueexception")

# Grants rest on places in teams; see `Membership.tasks`.
register_set(
    "places",
    """SELECT m.team_id::text || ':' || task FROM privacy_membership m
    JOIN privacy_user a ON a.id = m.user_id,
    unnest(ARRAY[m.role::text] || m.domains::text[]) task
    WHERE m.user_id = %(user)s AND a.is_active
    AND m.valid_from <= %(today)s AND (m.valid_until IS NULL OR m.valid_until > %(today)s)""",
    tables=(),
)
register_set(
    "own", "SELECT u.person_id FROM privacy_user u WHERE u.id = %(user)s AND u.person_id IS NOT NULL", tables=()
)
register_set(
    "circle",
    """SELECT unnest(wall_set('own')) UNION
    SELECT r.other_id FROM unnest(wall_set('own')) o(key) JOIN households_relation r ON r.person_id = o.key UNION
    SELECT r.person_id FROM unnest(wall_set('own')) o(key) JOIN households_relation r ON r.other_id = o.key""",
    tables=GRANTED_TO + ABOUT_STAFF,
)
register_set(
    "households",
    f"""SELECT g.household FROM ({_grants("g.content_object_id AS household")}) g
    WHERE %(narrowed)s AND NOT {_filled_in(IS_BARRED, "g.household")}""",
    tables=(),
    within="g.household",
)
register_set(
    "reach",
    f"""SELECT g.household::text || g.domain
    FROM ({_grants("g.content_object_id AS household, g.domain", level=Level.CONTENT)}) g
    WHERE {among("households", "g.household")}""",
    tables=(),
)
register_set(
    "people",
    f"""SELECT DISTINCT m.person_id FROM households_householdmembership m
    WHERE {among("households", "m.household_id")} AND NOT {_filled_in(IS_TOO_CLOSE, "")}""",
    tables=(),
)
# Screens name the relatives of members, who holds custody over them, and through whom they belong.
register_set(
    "kin",
    f"""SELECT r.other_id FROM households_relation r WHERE {among("people", "r.person_id")} UNION
    SELECT r.person_id FROM households_relation r WHERE {among("people", "r.other_id")} UNION
    SELECT c.holder_id FROM households_custody c WHERE {among("people", "c.child_id")} AND c.holder_id IS NOT NULL UNION
    SELECT m.tied_to_id FROM households_householdmembership m
    WHERE {among("households", "m.household_id")} AND m.tied_to_id IS NOT NULL""",
    tables=("households_custody",),
)
# From the few people to their households: an OR over memberships would read those of the whole town.
_WITH_STAFF = f"""SELECT DISTINCT s.household_id FROM (
        SELECT unnest({_CIRCLE}) UNION
        SELECT u.person_id FROM privacy_user u WHERE u.person_id IS NOT NULL AND u.is_active
    ) k(key) JOIN households_householdmembership s ON s.person_id = k.key"""
register_set(
    "barred_households",
    f"SELECT b.household_id FROM ({_WITH_STAFF}) b WHERE {_filled_in(IS_BARRED, 'b.household_id')}",
    tables=(),
)
register_set(
    "barred",
    f"""SELECT unnest(wall_set('circle')) UNION
    SELECT m.person_id FROM households_householdmembership m WHERE {among("barred_households", "m.household_id")}
    AND m.valid_from <= %(today)s AND (m.valid_until IS NULL OR m.valid_until > %(today)s) UNION
    SELECT u.person_id FROM privacy_user u WHERE u.person_id IS NOT NULL AND u.is_active AND NOT EXISTS (
        SELECT 1 FROM households_householdmembership m WHERE m.person_id = u.person_id
        AND m.valid_from <= %(today)s AND (m.valid_until IS NULL OR m.valid_until > %(today)s))""",
    tables=(),
)
# Whoever is told of an emergency reads of which household.
register_set(
    "told_of",
    """SELECT b.household_id FROM privacy_breakglass b JOIN privacy_emergencynotice n ON n.break_glass_id = b.id
    WHERE n.user_id = %(user)s""",
    tables=(),
)
register_function(SECRECY)
register_function(
    """
CREATE OR REPLACE FUNCTION households_is_open(of_key uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT NOT p.is_secret FROM households_person p WHERE p.id = of_key);
END
$$;
CREATE OR REPLACE FUNCTION households_person_of_secret(of_key uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT s.person_id FROM households_secretaddress s WHERE s.id = of_key);
END
$$;
CREATE OR REPLACE FUNCTION households_has_open_member(of_key uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM households_householdmembership m JOIN households_person p ON p.id = m.person_id
        WHERE m.household_id = of_key AND NOT p.is_secret);
END
$$;
"""
)

PERSON = Wall(
    f"{among('people', '{row}.id')} OR {among('kin', '{row}.id')}",
    sights=(
        Sight(IDENTIFYING, f"NOT {{row}}.is_secret AND {_not_barred('id')}"),
        Sight((Purpose.REGISTRATION,), f"{_not_barred('id')} AND (SELECT wall_has_role('administrator'))"),
    ),
)
HOUSEHOLD = of_household(
    "id",
    Sight(
        IDENTIFYING,
        f"NOT ({among('barred_households', '{row}.id')}) AND "
        "(households_has_open_member({row}.id) OR (SELECT wall_has_role('administrator')))",
    ),
    Sight((), among("told_of", "{row}.id")),
)
MEMBERSHIP = Wall(in_households(), "{row}.household_id", identified("person_id"))
RELATION = Wall(
    " OR ".join(among(name, f"{{row}}.{end}") for name in ("people", "own") for end in ("person_id", "other_id")),
    sights=identified("person_id", "other_id"),
)
SECRET_ADDRESS = of_person("person_id")
SECRET_ADDRESS_READER = Wall(
    f"{ACTOR} IN ({{row}}.user_id, {{row}}.named_by_id, {{row}}.removed_by_id) OR "
    + among("people", "households_person_of_secret({row}.secret_address_id)")
)
ADDRESS = Wall(
    "true",
    adds=f"{ACTOR} IS NOT NULL",
    why_open="an address alone is the public register of buildings (BAG); who lives there stands behind walls",
)


def pairs(one: str, two: str) -> Wall:
    """The wall of rows about two records of one person: nobody's, but for whoever keeps the register right."""
    return Wall("false", sights=identified(one, two)[:2])


register(HouseholdGrant, Wall(f"{{row}}.user_id = {ACTOR} OR {in_households('content_object_id')}"))
no_wall("households.namekey", because="a list of surnames that occur; no person can be told from it")

WALLS = {
    Person: PERSON,
    Household: HOUSEHOLD,
    HouseholdMembership: MEMBERSHIP,
    Residence: of_person("person_id"),
    SecretAddress: SECRET_ADDRESS,
    SecretAddressReader: SECRET_ADDRESS_READER,
    Address: ADDRESS,
    Relation: RELATION,
    Custody: of_person("child_id"),
    DuplicateCandidate: pairs("first_id", "second_id"),
    PersonMerge: pairs("kept_id", "merged_id"),
}
