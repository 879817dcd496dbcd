"""A BRP test server over real HTTP, for people that the tests make up and, where it is there, the public test set."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

import pytest

from households.brp.lo3_records import load_records
from households.brp.records import PersonRecord
from households.brp.register import Register
from households.brp.tables import NationalTables, load_tables
from households.brp.test_server import BrpRequestHandler, BrpTestServer
from tests.households.brp.shared import FOLDER, PERSONS

TODAY = datetime.date(2026, 11, 20)

Serve = Callable[..., BrpTestServer]


@contextmanager
def serving(
    people: Iterable[PersonRecord] | Register,
    *,
    tables: NationalTables | None = None,
    handler: type[BrpRequestHandler] = BrpRequestHandler,
    api_key: str = "",
) -> Iterator[BrpTestServer]:
    """A test server that answers until the end of the block."""
    register = people if isinstance(people, Register) else Register(people)
    server = BrpTestServer(register, tables=tables, handler=handler, api_key=api_key, today=lambda: TODAY)
    with server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that stop when the test ends."""
    with ExitStack() as stack:
        yield lambda people, **options: stack.enter_context(serving(people, **options))


@pytest.fixture(scope="session")
def public_records() -> list[PersonRecord]:
    """All persons of the public test set."""
    return load_records(PERSONS).records


@pytest.fixture(scope="session")
def public_brp(public_records: list[PersonRecord]) -> Iterator[BrpTestServer]:
    """A server for the public test set."""
    with serving(public_records, tables=load_tables(FOLDER)) as server:
        yield server
