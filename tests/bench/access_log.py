"""How the privacy officer's question "who saw this person" grows with the access log: ten times as many records."""

from __future__ import annotations

import json
import statistics
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Protocol

import psycopg

from tests.bench.load import Ask, alternating
from tests.bench.town import BenchTown

MONTHS = 12
PER_HOUSEHOLD, TIMES = 5, 10
MOST_SEEN = 200
INDEXES = ("actor", "household", "action", "event", "purpose", "subject", "listed")


class Report(Protocol):
    """How a figure is told."""

    def __call__(self, name: str, value: float, unit: str, n: int, floor: float | None = None) -> None:
        """Print it."""


@dataclass
class LoggedTown(BenchTown):
    """A copy of a town, with a year of access records."""

    records: int = 0

    @property
    def database(self) -> str:
        return f"bench_log_{self.records}"

    def fill(self) -> None:
        """Add the records, spread over a year; some households are looked at far more often than others."""
        with self.connect() as connection:
            have = _count(connection)
            indexes = _drop_indexes(connection)
            for statement in (PARTITIONS, *WHO_LIVES_WHERE):
                connection.execute(statement)
            connection.execute(READS, {"records": self.records - have, "months": MONTHS})
            for statement in (*indexes, "VACUUM ANALYZE privacy_accessrecord", "CHECKPOINT"):
                connection.execute(statement)

    def most_seen(self) -> list[str]:
        """The residents that most records are about, the most first."""
        with self.connect() as connection:
            rows = connection.execute(SEEN, [MOST_SEEN]).fetchall()
        return [str(person) for (person,) in rows]

    def officer(self) -> str:
        """The cookie of a signed-in privacy officer."""
        return str(json.loads(self.manage("shell", "--no-imports", "--verbosity", "0", "-c", OFFICER))["cookie"])

    def asks(self, people: list[str], count: int) -> list[Ask]:
        """The newest page of who saw each of these people, in turn."""
        headers = {"Cookie": self.officer()}
        return [Ask(f"/privacy/inzage/?persoon={people[number % len(people)]}", headers) for number in range(count)]


def copies(town: BenchTown) -> tuple[LoggedTown, LoggedTown]:
    """The same town twice, with few and with many records; nobody may be connected to it."""
    few = PER_HOUSEHOLD * town.households
    sizes = [LoggedTown(town.servers, town.households, town.port + 10, records=few)]
    sizes.append(replace(sizes[0], port=town.port + 11, records=few * TIMES))
    for of, copy in zip((town, sizes[0]), sizes, strict=True):
        town.servers.postgresql.clone(of.database, copy.database)
        copy.fill()
    return sizes[0], sizes[1]


def access_log(few: LoggedTown, many: LoggedTown, count: int, report: Report) -> None:
    """The same question about the same people in both logs, in turn."""
    people = few.most_seen()
    with ExitStack() as served:
        for town in (few, many):
            served.enter_context(town.served())
        asks = [(town.address, town.asks(people, count)) for town in (few, many)]
        alternating(*asks)  # whoever asks first pays for reading it from the disk
        small, large = alternating(*asks)
    report("access_log.person", statistics.median(large), "ms", many.records, statistics.median(small))


def _count(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT count(*) FROM privacy_accessrecord").fetchone()
    return int(row[0]) if row else 0


def _drop_indexes(connection: psycopg.Connection) -> list[str]:
    """Take the indexes away, and answer the statements that make them again: filling without them is faster."""
    names = [f"access_by_{name}" for name in INDEXES]
    made = [
        str(definition).replace(" ON ONLY ", " ON ")
        for (definition,) in connection.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'privacy_accessrecord' AND indexname = ANY(%s)", [names]
        )
    ]
    for name in names:
        connection.execute(f"DROP INDEX {name}")
    return made


PARTITIONS = f"""
DO $$
DECLARE month date; partition text;
BEGIN
    FOR month IN SELECT generate_series(
        date_trunc('month', now() AT TIME ZONE 'UTC') - interval '{MONTHS} months',
        date_trunc('month', now() AT TIME ZONE 'UTC'), interval '1 month')::date LOOP
        partition := 'privacy_accessrecord_' || to_char(month, 'YYYY_MM');
        IF to_regclass(partition) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF privacy_accessrecord FOR VALUES FROM (%L) TO (%L)',
                partition, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
        END IF;
    END LOOP;
END $$
"""
WHO_LIVES_WHERE = (
    """
CREATE TEMP TABLE home AS
SELECT row_number() OVER (ORDER BY md5(household_id::text)) - 1 AS place, household_id, array_agg(person_id) AS people
FROM households_householdmembership WHERE valid_until IS NULL GROUP BY household_id
""",
    """
CREATE TEMP TABLE worker AS
SELECT row_number() OVER (ORDER BY id) - 1 AS place, id, name FROM privacy_user WHERE is_active
""",
    "ANALYZE home",
    "ANALYZE worker",
)
# One in fifty is a list or a search of twenty households, the others open one. The power makes a few households
# much looked at and most of them seldom.
READS = """
WITH size AS (SELECT (SELECT count(*) FROM home) AS homes, (SELECT count(*) FROM worker) AS workers),
chance AS MATERIALIZED (
    SELECT now() - make_interval(secs => random() * %(months)s * 30 * 86400) AS at,
        floor(power(random(), 2) * homes) AS place, floor(random() * workers) AS worker, random() < 0.02 AS is_list
    FROM size, generate_series(1, %(records)s)
),
near AS MATERIALIZED (
    SELECT a.place, array_agg(DISTINCT b.household_id) AS households, array_agg(person) AS people
    FROM home a JOIN home b ON b.place BETWEEN a.place AND a.place + 19, unnest(b.people) AS person
    WHERE a.place %% 500 = 0 GROUP BY a.place
),
opened AS (
    SELECT chance.at, chance.worker, chance.is_list, home.household_id, '{}'::uuid[] AS listed, home.people
    FROM chance JOIN home USING (place) WHERE NOT is_list
    UNION ALL
    SELECT chance.at, chance.worker, chance.is_list, NULL, near.households, near.people
    FROM chance JOIN near ON near.place = chance.place - chance.place::bigint %% 500 WHERE is_list
)
INSERT INTO privacy_accessrecord (at, id, event, action, actor_id, actor_name, role, team, purpose, ground,
    household_id, listed_household_ids, subject_ids, data_classes, request_id, details)
SELECT at, gen_random_uuid(), CASE WHEN is_list THEN 'household.list' ELSE 'household.read' END,
    CASE WHEN is_list THEN 'list' ELSE 'read' END, worker.id, worker.name, 'professional', 'wijkteam', 'help',
    'toewijzing', household_id, listed, people, '{content,identity,involvement}', gen_random_uuid(), '{}'
FROM opened JOIN worker ON worker.place = opened.worker
"""
SEEN = """
SELECT person FROM privacy_accessrecord, unnest(subject_ids) AS person
GROUP BY person ORDER BY count(*) DESC, person LIMIT %s
"""
OFFICER = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from privacy.models import User
user = User.objects.filter(is_active=True, memberships__role='privacy_officer').first()
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
print(json.dumps({'cookie': settings.SESSION_COOKIE_NAME + '=' + session.session_key}))
"""
