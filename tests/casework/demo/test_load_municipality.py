"""Loading the demo municipality: whole, repeatable, with the history and the grants that the application would make."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from psycopg import sql

from casework.demo.load import PASTS, Loaded, NotEmpty, load
from casework.demo.staff import HOUSEHOLDS_PER_MANAGER
from casework.grants import differences
from casework.models import Assignment, Case, Task, TimelineEvent, Trajectory
from households.demo.town import Town
from households.models import Household, HouseholdGrant, NameKey, Person
from privacy.access import registered_models
from privacy.models import AccessRecord, Membership, Team

pytestmark = pytest.mark.django_db

HOUSEHOLDS = 60
GIVEN_BY_THE_DATABASE = {"bsn", "history_id"}  # encryption is salted


def load_town(seed: int = 1, *, today: datetime.date | None = None) -> Loaded:
    return load(Town(HOUSEHOLDS, seed, today or timezone.localdate()), password="een-wachtwoord-voor-de-demo")


def dump(model: Any) -> str:
    """What a table holds, as one hash."""
    skipped = GIVEN_BY_THE_DATABASE | ({"id"} if model is HouseholdGrant else set())
    columns = [field.column for field in model._meta.concrete_fields if field.column not in skipped]
    statement = sql.SQL("SELECT md5(string_agg(found::text, ',' ORDER BY found::text)) FROM (SELECT {} FROM {}) found")
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.cursor() as cursor:
        cursor.execute(statement.format(names, sql.Identifier(model._meta.db_table)).as_string())
        row = cursor.fetchone()
    return str(row[0])


MODELS: list[Any] = [*PASTS, HouseholdGrant, Membership, Team]


def dump_of_seed(seed: int) -> dict[str, str]:
    with transaction.atomic():
        load_town(seed, today=datetime.date(2026, 11, 20))
        hashes = {model._meta.db_table: dump(model) for model in MODELS}
        transaction.set_rollback(True)
    return hashes


def test_the_same_seed_loads_the_same_town_and_another_seed_another() -> None:
    one, again, other = dump_of_seed(1), dump_of_seed(1), dump_of_seed(2)
    assert one == again
    assert {table for table in one if one[table] == other[table]} <= {"households_duplicatecandidate"}  # few have one


def test_it_says_how_many_rows_it_made() -> None:
    loaded = load_town()
    assert loaded.rows["households_household"] == HOUSEHOLDS == Household.objects.count()
    assert loaded.rows["casework_timelineevent"] == TimelineEvent.objects.count()
    assert loaded.workers == Membership.objects.count()


def test_a_database_with_people_is_left_alone() -> None:
    load_town()
    with pytest.raises(NotEmpty):
        load_town(2)
    assert Household.objects.count() == HOUSEHOLDS


def test_every_row_has_the_history_of_its_making() -> None:
    load_town()
    with_history = [model for model in registered_models() if hasattr(model, "history") and model in PASTS]
    for model in with_history:
        rows: Any = model
        assert rows.history.filter(history_type="+").count() == rows._base_manager.count(), model
    trajectory = Trajectory.objects.filter(subject="Huurachterstand en andere rekeningen").first()
    assert trajectory is not None
    links = trajectory.history.get().persons.all()
    assert {link.person_id for link in links} == set(trajectory.persons.values_list("pk", flat=True))


def test_the_history_names_who_wrote_it_and_when() -> None:
    load_town()
    event = TimelineEvent.objects.order_by("-at").first()
    assert event is not None
    entry = event.history.get()
    assert (entry.history_user_id, entry.history_date) == (event.actor_id, event.at)


def test_the_grants_are_those_that_the_assignments_give() -> None:
    loaded = load_town()
    assert loaded.rows["households_householdgrant"] == HouseholdGrant.objects.count() > 0
    assert differences(on=timezone.localdate()) == (0, 0)


def test_nearly_half_of_the_households_has_a_case_with_work_in_one_to_four_domains() -> None:
    load_town()
    opened = Case.objects.filter(closed_on__isnull=True)
    assert 0.25 < opened.count() / HOUSEHOLDS < 0.65
    domains = {case: set(case.trajectories.values_list("domain", flat=True)) for case in opened}
    assert {len(found) for found in domains.values()} >= {1, 2, 4}


def test_no_case_manager_has_more_households_than_fit() -> None:
    load_town()
    managers = Assignment.objects.on().filter(kind=Assignment.Kind.CASE_MANAGER)
    loads = [managers.filter(user=user).count() for user in set(managers.values_list("user", flat=True))]
    assert max(loads) <= HOUSEHOLDS_PER_MANAGER + 1


def test_nothing_happened_after_today_and_some_tasks_are_late() -> None:
    load_town()
    assert not TimelineEvent.objects.filter(at__gt=timezone.now()).exists()
    assert not Task.objects.filter(done_at__lt=F("created_at")).exists()
    late = Task.objects.filter(done_at__isnull=True, due_on__lt=timezone.localdate())
    assert 0 < late.count() < Task.objects.filter(done_at__isnull=True).count() / 2


def test_case_numbers_go_on_after_those_of_the_demo() -> None:
    load_town()
    highest = max(int(number.split("-")[1]) for number in Case.objects.values_list("number", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('casework_case_number')")
        row = cursor.fetchone()
    assert row[0] > highest == Case.objects.count()


def test_a_town_of_long_ago_loads_without_looks_for_which_there_is_no_partition() -> None:
    load_town(today=datetime.date(2019, 3, 1))
    assert not AccessRecord.objects.exists()
    assert Case.objects.exists()


def test_search_knows_the_surnames() -> None:
    load_town()
    keys = set(Person.objects.values_list("surname_key", flat=True))
    assert keys <= set(NameKey.objects.values_list("key", flat=True))
