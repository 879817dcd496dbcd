"""What a view that forgot its scope, raw SQL and the ORM get of other households: nothing, in every walled table."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from casework.models import Alert, Case, JournalEntry, Task
from casework.services import raise_alert, write_note
from households.models import Household, HouseholdMembership, Person
from privacy.acting import acting, beyond_sight, may_have_purpose
from privacy.choices import Domain, Purpose
from privacy.middleware import AccessMiddleware
from privacy.models import AccessRecord
from tests.people import Town, build_town
from tests.privacy.walled import TABLES, count, everything, execute, rows

pytestmark = pytest.mark.django_db
OPEN = {"households_address"}
CLOSED = [table for table in TABLES if table not in OPEN]


@pytest.fixture
def town(db: None, behind_the_walls: None) -> Town:
    with everything():
        town = build_town()
        noor = town.actor("Noor")
        with acting(noor):
            write_note(actor=noor, household_id=town.de_vries.pk, domain=Domain.DEBTS, text="schuld", at=town.now)
            raise_alert(
                actor=noor,
                household_id=town.de_vries.pk,
                domain=Domain.DEBTS,
                severity=Alert.Severity.WARNING,
                text="let op",
                at=town.now,
            )
    return_to_nobody()
    return town


def return_to_nobody() -> None:
    execute("SELECT set_config('role', 'none', false), set_config('samenhang.actor', '', false), wall_forget()")


@pytest.mark.parametrize("table", CLOSED)
def test_whom_nobody_knows_gets_nothing(town: Town, table: str) -> None:
    assert count(table) == 0


@pytest.mark.parametrize("table", CLOSED)
def test_raw_sql_gets_only_ones_own_households(town: Town, table: str) -> None:
    with everything():
        of_both = count(table)
    with acting(town.actor("Fatima")):
        mine = count(table)
    with acting(town.actor("Bram")):
        brams = rows(table)
    with everything():
        of_fatimas_alone = _keys_of(town)
    assert mine <= of_both
    assert not [row for row in brams if of_fatimas_alone.intersection(map(str, row))]


def _keys_of(town: Town) -> set[str]:
    people = HouseholdMembership.objects.filter(household=town.de_vries).values_list("person_id", flat=True)
    return {str(town.de_vries.pk), str(town.case.pk), *map(str, people)}


def test_the_orm_without_a_scope_gets_nothing_of_another_household(town: Town) -> None:
    with acting(town.actor("Bram")):
        assert set(Household.objects.all()) == {town.bakker}
        assert {person.given_names for person in Person.objects.all()} == {"Gerda"}
        assert set(Case.objects.all()) == {town.bakkers_case}
        assert not JournalEntry.objects.exists()


@pytest.mark.parametrize(("who", "entries"), [("Noor", 1), ("Joris", 0), ("Fatima", 0), ("Bram", 0)])
def test_content_is_walled_by_its_domain(town: Town, who: str, entries: int) -> None:
    with acting(town.actor(who)):
        assert (JournalEntry.objects.count(), Alert.objects.count()) == (entries, entries)


def test_a_view_that_forgot_to_filter_shows_nothing_of_others(town: Town) -> None:
    def forgetful(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(", ".join(str(person) for person in Person.objects.all()))

    request = RequestFactory().get("/")
    request.user = town.user("Bram")
    answer = AccessMiddleware(lambda _request: HttpResponse()).process_view(request, forgetful, (), {})
    assert isinstance(answer, HttpResponse)
    assert answer.content.decode() == "Gerda Bakker"


CHANGES = ["UPDATE {} SET {} = {}", "DELETE FROM {} WHERE {} IS NOT NULL"]


@pytest.mark.parametrize("table", sorted(set(CLOSED) - {"privacy_accessrecord"}))
def test_nothing_of_another_household_can_be_changed_or_removed(town: Town, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1", [table])
        (column,) = cursor.fetchone()
    with everything():
        before = sorted(map(str, rows(table)))
    with acting(town.actor("Pieter")):  # the privacy officer helps nobody
        for change in CHANGES:
            assert execute(change.format(f'"{table}"', column, column)) == 0
    with everything():
        assert sorted(map(str, rows(table))) == before


def test_nothing_can_be_put_into_another_household(town: Town) -> None:
    bram = town.actor("Bram")
    makes: list[Callable[[], object]] = [
        lambda: Task.objects.create(
            household=town.de_vries, title="x", due_on="2026-01-01", assignee=bram.user, created_by=bram.user
        ),
        lambda: HouseholdMembership.objects.create(
            household=town.de_vries, person=town.person("Gerda"), reason="joined", valid_from="2026-01-01"
        ),
        lambda: JournalEntry.objects.create(household=town.de_vries, text="x", author=bram.user),
        lambda: Household.objects.create(name="x"),
        lambda: HouseholdMembership.objects.filter(household=town.bakker).update(household=town.de_vries),
    ]
    for make in makes:
        with acting(bram), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            make()


def test_a_record_of_access_can_only_be_ones_own(town: Town) -> None:
    bram = town.actor("Bram")
    values = {"event": "household.read", "action": "read", "actor_name": "x", "purpose": "help"}
    with acting(bram), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        AccessRecord.objects.create(actor_id=town.user("Noor").pk, **values)
    with acting(bram):
        AccessRecord.objects.create(actor_id=bram.id, **values)


def test_who_looked_is_for_the_household_and_for_oversight(town: Town) -> None:
    values = {"event": "household.read", "action": "read", "actor_name": "x", "purpose": "help"}
    with acting(town.actor("Noor")):
        AccessRecord.objects.create(actor_id=town.user("Noor").pk, household_id=town.de_vries.pk, **values)
    seen = {}
    for who in ("Fatima", "Bram", "Pieter"):
        with acting(town.actor(who)):
            seen[who] = AccessRecord.objects.filter(actor_name="x").exists()
    assert seen == {"Fatima": True, "Bram": False, "Pieter": False}


def test_a_change_of_sight_counts_at_once_in_the_same_transaction(town: Town) -> None:
    fatima = town.actor("Fatima")
    with acting(fatima):
        assert Household.objects.filter(pk=town.de_vries.pk).exists()
        execute("DELETE FROM households_householdgrant WHERE user_id = %s", [fatima.id])
        assert not Household.objects.exists()


def test_nothing_remains_when_acting_is_over(town: Town) -> None:
    with acting(town.actor("Fatima")):
        assert Person.objects.exists()
    with acting(town.actor("Pieter")):
        assert not Person.objects.exists()


def test_who_acts_inside_another_sees_with_their_own_eyes_and_the_other_again_afterwards(town: Town) -> None:
    with acting(town.actor("Fatima")):
        with acting(town.actor("Bram")):
            assert set(Household.objects.all()) == {town.bakker}
        assert set(Household.objects.all()) == {town.de_vries}


def test_nobody_goes_beyond_sight_without_a_reason_that_is_known(town: Town) -> None:
    with acting(town.actor("Bram")), pytest.raises(ValueError, match="not a reason"), beyond_sight("because"):
        pass


def test_beyond_sight_ends_also_when_it_fails(town: Town) -> None:
    with acting(town.actor("Bram")):
        with pytest.raises(Household.DoesNotExist), beyond_sight("count work"):
            Household.objects.get(pk=uuid.UUID(int=Household.objects.count()))
        assert set(Household.objects.all()) == {town.bakker}


@pytest.mark.parametrize("purpose", [Purpose.OVERSIGHT, Purpose.CASELOAD, Purpose.SIGNAL])
def test_a_purpose_that_none_of_todays_roles_carries_opens_nothing(town: Town, purpose: Purpose) -> None:
    with acting(town.actor("Joris")):
        before = set(Person.objects.all())
        execute("SELECT privacy_serve(%s)", [purpose])
        if not may_have_purpose(town.actor("Joris"), purpose):
            assert rows("pg_roles", "rolname = current_user")[0][0] == "samenhang_app"
        assert set(Person.objects.all()) == before


def test_a_key_of_another_household_in_a_forged_actor_setting_changes_nothing_that_was_looked_up(town: Town) -> None:
    with acting(town.actor("Bram")):
        assert set(Household.objects.all()) == {town.bakker}
        execute("SELECT set_config('samenhang.actor', %s, true)", [str(town.user("Fatima").pk)])
        assert set(Household.objects.all()) == {town.bakker}


def test_an_unknown_actor_sees_nothing(town: Town) -> None:
    execute("SELECT privacy_enter(%s, '')", [str(uuid.uuid4())])
    assert all(count(table) == 0 for table in CLOSED)
