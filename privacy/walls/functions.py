"""The functions of the database that walls ask: who acts, for which purposes, and which keys that puts in sight.

All that is known of one transaction stands in settings of that transaction. What a set holds is looked up at the first
question and kept; a change of what it follows from empties it. `wall_…` functions that read walled tables run with the
owner's rights, with a fixed search path.
"""

from __future__ import annotations

import re

from privacy.acting import PURPOSE_ROLES
from privacy.walls.registry import KeySet, functions, household_function, sets, walls

OVERSIGHT_ROLE = "samenhang_oversight"
SYSTEM_ROLE = "samenhang_system"
PURPOSES_ROLE = "samenhang_purposes"
_DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"
_TODAY = "wall_today()"
_PLACE = re.compile(r"%\((\w+)\)s")

# System jobs act in a role of their own, for whom the walls are open; whether it is one, the database looks up.
_ACTING = f"""
CREATE OR REPLACE FUNCTION wall_actor() RETURNS uuid LANGUAGE sql STABLE
    RETURN nullif(current_setting('samenhang.actor', true), '')::uuid;

-- The moment and the day of the application: what holds then, holds for scope and wall alike.
CREATE OR REPLACE FUNCTION wall_today() RETURNS date LANGUAGE sql STABLE
    RETURN coalesce(nullif(current_setting('samenhang.on', true), '')::date,
        (now() AT TIME ZONE 'Europe/Amsterdam')::date);

CREATE OR REPLACE FUNCTION wall_now() RETURNS timestamptz LANGUAGE sql STABLE
    RETURN coalesce(nullif(current_setting('samenhang.at', true), '')::timestamptz, now());

-- In plpgsql, which keeps its plans: a function in SQL that is not inlined is planned anew in each transaction.
CREATE OR REPLACE FUNCTION wall_is_system(acting uuid) RETURNS boolean LANGUAGE plpgsql STABLE {_DEFINER} AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM privacy_user u WHERE u.id = acting AND u.kind = 'system');
END
$$;

CREATE OR REPLACE FUNCTION wall_has_role(VARIADIC roles text[]) RETURNS boolean LANGUAGE plpgsql STABLE {_DEFINER} AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM privacy_membership m JOIN privacy_user u ON u.id = m.user_id
        WHERE m.user_id = wall_actor() AND m.role = ANY(roles) AND u.is_active
        AND m.valid_from <= {_TODAY} AND (m.valid_until IS NULL OR m.valid_until > {_TODAY}));
END
$$;

-- Within one household nothing of others is in sight. Its statements are the same for every household, and so are their
-- plans: to plan them anew for each would take longer than to answer them.
DROP FUNCTION IF EXISTS privacy_enter(text, text, text, text);
CREATE OR REPLACE FUNCTION privacy_enter(
    actor text, request text, at text DEFAULT '', today text DEFAULT '', household text DEFAULT '')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_user <> session_user THEN
        PERFORM set_config('role', 'none', true);
    END IF;
    PERFORM set_config('samenhang.actor', actor, true), set_config('samenhang.request', request, true),
        set_config('samenhang.purposes', '', true), set_config('samenhang.at', at, true),
        set_config('samenhang.on', today, true), set_config('samenhang.within', household, true),
        set_config('plan_cache_mode', CASE household WHEN '' THEN 'auto' ELSE 'force_generic_plan' END, true);
    PERFORM wall_forget();
    IF wall_is_system(actor::uuid) THEN
        PERFORM set_config('role', '{SYSTEM_ROLE}', true);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION privacy_go_beyond(why text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    before text := current_setting('role');
BEGIN
    IF wall_actor() IS NULL OR why = '' THEN
        RAISE EXCEPTION 'nobody acts, or without a reason' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('role', '{SYSTEM_ROLE}', true);
    RETURN before;
END
$$;
"""

_PURPOSES = """
CREATE OR REPLACE FUNCTION wall_serves(VARIADIC purposes text[]) RETURNS boolean LANGUAGE sql STABLE
    RETURN string_to_array(current_setting('samenhang.purposes', true), ',') && purposes;
"""


def _serve() -> str:
    """A purpose is taken up only by whom it belongs to, by the roles of today in the database itself."""
    cases = " ".join(
        f"WHEN '{purpose.value}' THEN wall_has_role({', '.join(repr(role.value) for role in roles)})"
        for purpose, roles in PURPOSE_ROLES.items()
    )
    return f"""
CREATE OR REPLACE FUNCTION privacy_serve(purpose text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('role') = '{SYSTEM_ROLE}' OR NOT (CASE purpose {cases} ELSE false END) THEN
        RETURN;
    END IF;
    PERFORM set_config(
        'samenhang.purposes', concat_ws(',', nullif(current_setting('samenhang.purposes', true), ''), purpose), true);
    IF purpose = 'oversight' THEN
        PERFORM set_config('role', '{OVERSIGHT_ROLE}', true);
    ELSIF current_setting('role') <> '{OVERSIGHT_ROLE}' THEN
        PERFORM set_config('role', '{PURPOSES_ROLE}', true);
    END IF;
END
$$;
"""


_ASKING = """
CREATE OR REPLACE FUNCTION wall_set(kind text) RETURNS uuid[] LANGUAGE sql
    RETURN coalesce(nullif(current_setting('samenhang.' || kind, true), ''), wall_look(kind))::uuid[];

CREATE OR REPLACE FUNCTION wall_words(kind text) RETURNS text[] LANGUAGE sql
    RETURN coalesce(nullif(current_setting('samenhang.' || kind, true), ''), wall_look(kind))::text[];

CREATE OR REPLACE FUNCTION wall_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM wall_forget();
    RETURN NULL;
END
$$;
"""


def _sets() -> str:
    """The function that looks a set up and keeps it, and the one that forgets all of them."""
    arms = "\n".join(f"WHEN '{name}' THEN {_found(one)}" for name, one in sets().items())
    forget = ", ".join(f"set_config('samenhang.{name}', '', true)" for name in sets()) or "NULL"
    return f"""
CREATE OR REPLACE FUNCTION wall_look(kind text) RETURNS text LANGUAGE plpgsql {_DEFINER} AS $$
DECLARE
    me uuid := wall_actor();
    today date := {_TODAY};
    inside uuid := nullif(current_setting('samenhang.within', true), '')::uuid;
    found text[];
BEGIN
    IF me IS NULL THEN
        RETURN '{{}}';
    END IF;
    CASE kind
{arms}
    END CASE;
    RETURN set_config('samenhang.' || kind, found::text, true);
END
$$;

CREATE OR REPLACE FUNCTION wall_forget() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM {forget};
END
$$;
"""


def _found(one: KeySet) -> str:
    """Two statements where one household may be all: a plan that serves both reads all that the actor has."""
    if not one.within:
        return f"found := ARRAY({_filled_in(one, 'true')});"
    inside, all_of_them = _filled_in(one, f"{one.within} = inside"), _filled_in(one, "true")
    return f"IF inside IS NULL THEN found := ARRAY({all_of_them}); ELSE found := ARRAY({inside}); END IF;"


def _filled_in(one: KeySet, narrowed: str) -> str:
    places = {"user": "me", "today": "today", "now": "wall_now()", "narrowed": narrowed}
    return _PLACE.sub(lambda found: places[found[1]], one.sql)


def _households() -> str:
    """Per table whose links or parts are walled by their row's household: the household of a row."""
    found = []
    for model, wall in walls().items():
        if not wall.household or not model._meta.managed or "id" not in {f.column for f in model._meta.concrete_fields}:
            continue
        tables = {model._meta.db_table: "id"}
        history = getattr(model, "history", None)
        if history is not None:
            tables[history.model._meta.db_table] = "history_id"
        for table, key in tables.items():
            kind = "uuid" if key == "id" else "bigint"
            household = wall.household.replace("{row}", "r")
            found.append(
                f"CREATE OR REPLACE FUNCTION {household_function(table)}(of_key {kind}) RETURNS uuid "
                f"LANGUAGE plpgsql STABLE {_DEFINER} AS $$ BEGIN "
                f"RETURN (SELECT {household} FROM {table} r WHERE r.{key} = of_key); END $$;"
            )
    return "\n".join(found)


def all_functions() -> str:
    """The statements that make them, again where they are there already."""
    # Bodies in plpgsql are looked at when they first run, so that these may name each other.
    return "\n".join([_ACTING, _PURPOSES, _serve(), _sets(), _ASKING, *functions(), _households()])
