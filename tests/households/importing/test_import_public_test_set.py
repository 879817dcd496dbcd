"""The whole public test set, over HTTP: a town full of traps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from tenacity import wait_none

from households.brp.client import BrpClient
from households.brp.records import PersonRecord
from households.brp.test_server import BrpTestServer
from households.models import (
    Address,
    Custody,
    DuplicateCandidate,
    Household,
    HouseholdMembership,
    NameKey,
    Person,
    Relation,
    Residence,
)
from households.services.importing import Report, import_people
from privacy.models import AccessRecord
from privacy.services import system_actor
from tests.households.brp.conftest import TODAY
from tests.households.brp.shared import needs_shared_data

pytestmark = needs_shared_data

RECORDED = (Person, Residence, Relation, Custody, Household, HouseholdMembership, DuplicateCandidate)
STRANGERS, PAIRS = ("2596TW 1", "3073KA 21")
IDENTICAL = {"999997452", "999998298"}
NAMESAKES = {"999991176", "000009891"}


def bring_in(server: BrpTestServer, records: list[PersonRecord]) -> Report:
    numbers = {record.bsn: None for record in records if record.bsn}
    with BrpClient(server.url, wait=wait_none()) as client:
        return import_people(actor=system_actor("import_brp"), client=client, asked=numbers, at=timezone.now())


@pytest.fixture(scope="module")
def report(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    public_brp: BrpTestServer,
    public_records: list[PersonRecord],
) -> Iterator[Report]:
    """One import for all tests of this file, taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield bring_in(public_brp, public_records)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def given(public_records: list[PersonRecord]) -> list[PersonRecord]:
    """The persoonslijsten that have a number, and are therefore given out by number."""
    return [record for record in public_records if record.bsn]


@pytest.fixture(scope="module")
def fetched(report: Report) -> list[Person]:
    """Everybody who was asked for; not the relatives of whom no more is known than a name."""
    return list(Person.objects.filter(brp_checked_at__isnull=False))


def households_at(key: str) -> list[set[str]]:
    """The surnames in each household at an address."""
    found: dict[object, set[str]] = defaultdict(set)
    members = HouseholdMembership.objects.on().filter(household__address__key=key).select_related("person")
    for membership in members:
        found[membership.household_id].add(membership.person.given_names)
    return list(found.values())


def pairs_offered() -> dict[frozenset[str], str]:
    found = DuplicateCandidate.objects.select_related("first", "second")
    return {frozenset((pair.first.bsn, pair.second.bsn)): pair.reason for pair in found}


def test_everybody_comes_in_and_nobody_is_left_out(report: Report, given: list[PersonRecord], fetched: object) -> None:
    assert (report.problems, report.is_complete) == ([], True)
    assert Counter(person.bsn for person in fetched) == Counter(record.bsn for record in given)  # type: ignore[attr-defined]


def test_one_and_thirty_strangers_at_one_address_are_thirty_households(report: Report) -> None:
    sizes = sorted(map(len, households_at(STRANGERS)))
    assert sizes == [1] * 29 + [2]
    assert {"Vera", "Veronica"} & set().union(*[one for one in households_at(STRANGERS) if len(one) == 2])


def test_six_parents_with_a_child_at_one_address_are_six_households(report: Report) -> None:
    assert [len(one) for one in households_at(PAIRS)] == [2] * 6


def test_everybody_who_lives_at_an_address_is_in_exactly_one_household(report: Report) -> None:
    living = Residence.objects.on().filter(kind="home", address__kind__in=["dutch", "location"], person__suspension="")
    places = Counter(HouseholdMembership.objects.on().values_list("person_id", flat=True))
    assert {places[person] for person in living.values_list("person_id", flat=True)} == {1}


def test_the_dead_and_the_emigrated_are_in_no_household(report: Report) -> None:
    gone = Person.objects.exclude(suspension="")
    assert set(gone.values_list("suspension", flat=True)) >= {"deceased", "emigrated", "non_resident"}
    assert not HouseholdMembership.objects.on().filter(person__in=gone).exists()


def test_two_people_with_one_number_stay_two_and_are_offered(report: Report, given: list[PersonRecord]) -> None:
    twice = {bsn for bsn, times in Counter(record.bsn for record in given).items() if times == 2}
    assert len(twice) == 5
    assert {frozenset([bsn]) for bsn in twice} == {
        pair for pair, reason in pairs_offered().items() if reason == "same_bsn"
    }


def test_records_that_are_equal_but_for_the_number_are_offered(report: Report) -> None:
    assert pairs_offered()[frozenset(IDENTICAL)] == "same_everything"


def test_namesakes_of_one_birth_date_and_address_with_other_parents_are_two_people(report: Report) -> None:
    assert frozenset(NAMESAKES) not in pairs_offered()
    assert len(pairs_offered()) == 6


def test_partly_known_dates_are_kept_as_they_are(fetched: list[Person], given: list[PersonRecord]) -> None:
    theirs = Counter(record.birth.date.stored if record.birth.date else "00000000" for record in given)
    assert Counter(person.birth_date.stored for person in fetched if person.birth_date) == theirs
    assert any(stored.endswith("00") for stored in theirs)


def test_secrecy_and_guardianship_come_along(fetched: list[Person], given: list[PersonRecord]) -> None:
    secret = Counter(record.bsn for record in given if record.registration.secrecy)
    assert Counter(person.bsn for person in fetched if person.is_secret) == secret
    guarded = Counter(record.bsn for record in given if record.custody and record.custody.guardianship)
    assert guarded
    assert Counter(person.bsn for person in fetched if person.is_under_guardianship) == guarded


def test_a_postal_address_is_no_home(report: Report, given: list[PersonRecord]) -> None:
    postal = Counter(r.bsn for r in given if r.residence.function == "B" and r.registration.suspension != "O")
    assert Counter(stay.person.bsn for stay in Residence.objects.filter(kind="correspondence")) == postal
    with_others = HouseholdMembership.objects.on().filter(person__residences__kind="correspondence")
    assert not with_others.exclude(household__address=None).exists()


def test_foreign_and_unknown_addresses_are_kept_and_make_no_household(report: Report) -> None:
    for kind in (Address.Kind.FOREIGN, Address.Kind.UNKNOWN):
        assert Residence.objects.on().filter(address__kind=kind).exists()
    elsewhere = Household.objects.filter(address__kind__in=[Address.Kind.FOREIGN, Address.Kind.UNKNOWN])
    assert not elsewhere.exists()


def test_an_address_in_doubt_says_so(report: Report) -> None:
    assert Residence.objects.filter(is_under_investigation=True).exists()


def test_only_minors_are_under_gezag(report: Report) -> None:
    rows = list(Custody.objects.select_related("child"))
    assert {row.kind for row in rows} >= {"parent", "joint", "undetermined"}
    assert all((age := row.child.age_on(TODAY)) is not None and age[0] < 18 for row in rows)


def test_everybody_is_in_an_access_record_of_the_job(fetched: list[Person]) -> None:
    records = AccessRecord.objects.filter(event="person.imported", actor_name="import_brp")
    subjects = {subject for record in records for subject in record.subject_ids}
    assert {person.pk for person in fetched} <= subjects


def test_surnames_can_be_found_with_typing_errors(fetched: list[Person]) -> None:
    keys = {person.surname_key for person in fetched} - {""}
    assert keys <= set(NameKey.objects.values_list("key", flat=True))


def test_importing_everybody_again_leaves_not_even_history(
    report: Report, public_brp: BrpTestServer, public_records: list[PersonRecord]
) -> None:
    def rows() -> list[tuple[int, int]]:
        return [(model._default_manager.count(), model.history.count()) for model in RECORDED]

    before, addresses = rows(), Address.objects.count()
    again = bring_in(public_brp, public_records)
    assert rows() == before
    assert Address.objects.count() == addresses
    assert (again.new, again.changed, again.problems) == (0, 0, [])


def test_no_household_is_left_without_a_member(report: Report) -> None:
    empty = Household.objects.annotate(members=Count("memberships")).filter(members=0, ended_on=None)
    assert not empty.exists()
