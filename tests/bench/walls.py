"""What the walls of the database cost: the same pages from a server whose role they do not hold for."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from psycopg import sql

from config.stack.postgresql import APP, TAKEN_UP
from tests.bench.load import Ask, alternating
from tests.bench.town import BenchTown

UNWALLED = "samenhang_bench"


@dataclass
class UnwalledTown(BenchTown):
    """A town that was loaded already, for a role that exists in this throw-away cluster only and goes around walls."""

    def make_role(self) -> None:
        """The rights of the application, and BYPASSRLS."""
        with self.servers.postgresql.connect() as server:
            if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [UNWALLED]).fetchone():
                server.execute(sql.SQL("CREATE ROLE {} LOGIN BYPASSRLS").format(sql.Identifier(UNWALLED)))
            for role in (APP, *TAKEN_UP):
                server.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(role), sql.Identifier(UNWALLED)))

    def environment(self) -> dict[str, str]:
        """The same but for who asks the database."""
        return super().environment() | {"DATABASE_URL": self.servers.postgresql.url(UNWALLED, self.database)}


def cost(
    town: BenchTown,
    kinds: dict[str, Sequence[Ask]],
    report: Callable[..., None],
) -> None:
    """Each kind of request behind the walls over without them, asked in turn."""
    other = UnwalledTown(town.servers, town.households, town.port + 10)
    other.make_role()
    with other.served():
        for name, asks in kinds.items():
            sides = (town.address, asks), (other.address, asks)
            alternating(*sides)  # plans are made and pages read from the disk
            walled, unwalled = alternating(*sides)
            report(f"walls.cost.{name}", statistics.median(walled), "ms", len(asks), statistics.median(unwalled))
