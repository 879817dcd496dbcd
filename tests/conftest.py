"""The servers and databases of a test run.

One run (also with `-n 2`) starts one throw-away PostgreSQL and Valkey and migrates one template database, at the first
test that asks for a database. Each worker works on its own clone. Runs at the same time do not meet.

- A test that reads or writes: `@pytest.mark.django_db`; it is rolled back. `default` is the role samenhang_app, which
  owns nothing; a test that needs the owner of the tables says `django_db(databases=["default", "owner"])`.
- A test that must really commit (several connections, on_commit, triggers): the fixture `committing_database`, a fresh
  clone for this one test. Never `transaction=True`: the application's role may not truncate.
- A test of how a statement is carried out: the fixture `municipality`, and tests/plans.py.
- A test in the browser: see tests/browser.py.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from config.stack.place import Place
from config.stack.throw_away import ThrowAway, stop

pytest_plugins = ["tests.browser", "tests.guards", "tests.over_the_walls"]

TEMPLATE = "samenhang_template"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
FOLDER = "SAMENHANG_TEST_SERVERS"
if not WORKER:
    if "DJANGO_SETTINGS_MODULE" in os.environ:
        raise pytest.UsageError(
            "unset DJANGO_SETTINGS_MODULE first: the tests set it themselves, with their own servers"
        )
    os.environ[FOLDER] = str(Place.throw_away().sockets)
SERVERS = ThrowAway(Place.below(Path(os.environ[FOLDER])))

os.environ["DJANGO_SETTINGS_MODULE"] = "config.stack.tool_settings"
os.environ["DATABASE_URL"] = SERVERS.postgresql.url("samenhang_app", TEMPLATE)
os.environ["DATABASE_OWNER_URL"] = SERVERS.postgresql.url("samenhang_owner", TEMPLATE)
os.environ["VALKEY_URL"] = SERVERS.valkey.url(int(WORKER.removeprefix("gw") or 0))
os.environ["SAMENHANG_DEMO"] = "1"

# Property tests judge what a function gives, not how long a busy machine takes over it; what a fixture makes is undone
# by the example itself, or does not change. Where a change is judged (CI) the same examples are tried each time; at a
# developer's other ones, so that over the days many are.
settings.register_profile(
    "patient",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("patient")

# Tests read templates and style sheets from the source and sign in often; neither is what they are about.
FOR_SPEED = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "WHITENOISE_AUTOREFRESH": True,
    "WHITENOISE_USE_FINDERS": True,
}


def pytest_configure() -> None:
    import django
    from django.conf import settings as django_settings
    from django.db import connections

    # A run in the background of a shell ignores Ctrl-C, and so would the programs that tests stop with it.
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    # A worker inherits the environment of the controller, and may have read it before this file was loaded.
    django_settings.CACHES["default"]["LOCATION"] = os.environ["VALKEY_URL"]
    django.setup()
    # Playwright runs an event loop in this thread, now and then seen from outside it; Django would take other
    # connections whenever it sees one. A thread of the tests has one connection of each kind, whatever runs in it.
    connections._connections = threading.local()  # type: ignore[attr-defined]  # Django's own, and not in its stubs


def pytest_sessionstart(session: pytest.Session) -> None:
    if not WORKER and not session.config.option.collectonly:
        session.config.add_cleanup(partial(stop, SERVERS.start()))
        with SERVERS.postgresql.connect() as server:
            # No rows are counted while a test is looking at how a statement is carried out.
            server.execute("ALTER SYSTEM SET autovacuum = off")
            server.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session", autouse=True)
def settings_for_speed() -> Iterator[None]:
    from django.test import override_settings

    with override_settings(**FOR_SPEED):
        yield


@pytest.fixture(scope="session")
def servers() -> ThrowAway:
    return SERVERS


@pytest.fixture(scope="session")
def template_database(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of the migrated database that every other one is a copy of."""
    from django.core.management import call_command
    from django.db import connections

    def migrate() -> None:
        with django_db_blocker.unblock():
            call_command("migrate", database="owner", verbosity=0)
            connections.close_all()

    SERVERS.make_once(TEMPLATE, migrate)
    return TEMPLATE


def use_database(name: str) -> None:
    """Let every connection from now on, in every thread, go to this database."""
    from django.db import connections

    connections.close_all()
    for alias in connections:
        connections.settings[alias]["NAME"] = name


@pytest.fixture(scope="session")
def django_db_setup(template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    name = f"samenhang_{WORKER or 'main'}"
    SERVERS.postgresql.clone(template_database, name)
    with django_db_blocker.unblock():
        use_database(name)
    yield
    with django_db_blocker.unblock():
        use_database(template_database)


@pytest.fixture
def committing_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A database of this test alone, in which changes are committed; the answer is its name."""
    from django.db import connections

    ours, name = connections.settings["default"]["NAME"], f"samenhang_{uuid4().hex}"
    SERVERS.postgresql.clone(TEMPLATE, name)
    with django_db_blocker.unblock():
        use_database(name)
        yield name
        use_database(ours)
    SERVERS.postgresql.drop(name)


@pytest.fixture(scope="session")
def counted_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a database with a demo municipality, counted once and by nobody after that.

    How a statement is carried out depends on the counts, which are not taken back with a transaction: in a database of
    many tests a plan would depend on the tests before it.
    """
    from django.db import connections
    from django.utils import timezone

    from casework.demo.load import load
    from households.demo.town import Town

    ours, name = connections.settings["default"]["NAME"], f"samenhang_counted_{WORKER or 'main'}"
    SERVERS.postgresql.clone(TEMPLATE, name)
    with django_db_blocker.unblock():
        use_database(name)
        load(Town(400, 1, timezone.localdate()), password=uuid4().hex)
        use_database(ours)
    with SERVERS.postgresql.connect(name) as server:
        server.execute("VACUUM ANALYZE")
    return name


@pytest.fixture
def municipality(counted_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A demo municipality, to read in; see `tests/plans.py`."""
    from django.db import connections

    ours = connections.settings["default"]["NAME"]
    with django_db_blocker.unblock():
        use_database(counted_database)
        yield
        use_database(ours)


@pytest.fixture(autouse=True)
def empty_cache(settings_for_speed: None) -> None:
    """Sessions and rate limits of one test do not reach the next."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def own_language() -> None:
    """Who last asked for a page in English does not decide for the next test."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture
def town(db: None) -> Any:
    """The named people of tests/people.py, rolled back after the test."""
    from tests.people import build_town

    return build_town()
