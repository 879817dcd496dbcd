"""Whoever has all rights on the database changes the access log, and `verify` names what was touched."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from pytest_django import Settings

from privacy.models import AccessRecord, Seal
from privacy.seals import verify
from privacy.seals.form import COLUMNS, NEWEST
from privacy.seals.keys import new_key
from tests.privacy.seals import by_hand, check, sealed, told, write

pytestmark = [pytest.mark.usefixtures("committing_database")]

CHANGES = {
    "at": "at + interval '1 second'",
    "event": "'household.part'",
    "action": "'list'",
    "actor_id": "gen_random_uuid()",
    "actor_name": "'Iemand anders'",
    "role": "'case_manager'",
    "team": "'ander team'",
    "on_behalf_of_id": "gen_random_uuid()",
    "activity": "'oversight'",
    "purpose": "'wmo'",
    "ground": "''",
    "household_id": "NULL",
    "listed_household_ids": "'{}'",
    "subject_ids": "subject_ids[2:2] || subject_ids[1:1]",
    "data_classes": "'{content,bsn}'",
    "request_id": "gen_random_uuid()",
    "took_ms": "took_ms + 1",
    "details": "'{}'",
}


def test_untouched_everything_is_proved() -> None:
    sealed(3, 1)
    found = check()
    assert told(found) == []
    assert (found.records, found.proved, found.waiting) == (4, 4, 0)


def test_every_column_is_in_the_newest_form() -> None:
    stored = {field.column for field in AccessRecord._meta.concrete_fields}
    assert set(COLUMNS[NEWEST]) == stored | {"written_in"}
    assert set(CHANGES) == stored - {"id"}


def test_a_change_in_any_column_is_named() -> None:
    records = sealed(len(CHANGES))
    for record, (column, value) in zip(records, CHANGES.items(), strict=True):
        by_hand(f"UPDATE privacy_accessrecord SET {column} = {value} WHERE id = %s", record.id)
    assert {record for _kind, _seal, record in told(check())} == {record.id for record in records}
    assert {kind for kind, _seal, _record in told(check())} == {"record_changed"}
    assert check().proved == 0


def test_a_changed_key_is_one_removed_and_one_inserted() -> None:
    first, _second = sealed(2)
    by_hand("UPDATE privacy_accessrecord SET id = gen_random_uuid() WHERE id = %s", first.id)
    kinds = {kind: record for kind, _seal, record in told(check())}
    assert kinds.keys() == {"record_inserted", "record_removed"}
    assert kinds["record_removed"] == first.id


def test_a_removed_record_is_named_with_its_moment() -> None:
    _first, second = sealed(1, 1)
    by_hand("DELETE FROM privacy_accessrecord WHERE id = %s", second.id)
    found = check()
    assert told(found) == [("record_removed", found.last, second.id)]
    assert found.named[0].at == second.at
    assert found.proved == 1


COPY_OF_ONE = """
    INSERT INTO privacy_accessrecord SELECT (jsonb_populate_record(r, %s::jsonb)).*
    FROM privacy_accessrecord r WHERE id = %s
"""


def test_a_record_put_between_others_is_named() -> None:
    first, _second = sealed(2)
    by_hand(COPY_OF_ONE, '{"id": "00000000-0000-4000-8000-000000000001"}', first.id)
    ((kind, seal, record),) = told(check())
    assert (kind, seal, str(record)) == ("record_inserted", check().first, "00000000-0000-4000-8000-000000000001")


def test_a_second_record_by_the_same_key_is_named() -> None:
    first, _second = sealed(2)
    by_hand(COPY_OF_ONE, f'{{"at": "{first.at - datetime.timedelta(seconds=1):%Y-%m-%dT%H:%M:%S.%fZ}"}}', first.id)
    assert told(check()) == [("record_inserted", check().first, first.id)]


def test_two_records_that_swap_what_they_say_are_named() -> None:
    first, second = sealed(2)
    for one, other in ((first, second), (second, first)):
        by_hand("UPDATE privacy_accessrecord SET household_id = %s WHERE id = %s", other.household_id, one.id)
    assert {record for _kind, _seal, record in told(check())} == {first.id, second.id}


def test_a_record_that_moved_to_another_seal_is_named() -> None:
    first, second = sealed(1, 1)
    by_hand(
        "UPDATE privacy_accessrecord SET written_in = (SELECT written_in FROM privacy_accessrecord WHERE id = %s)"
        " WHERE id = %s",
        second.id,
        first.id,
    )
    assert {(kind, record) for kind, _seal, record in told(check())} == {
        ("record_removed", first.id),
        ("record_inserted", first.id),
    }


def test_a_record_that_would_never_be_sealed_is_named() -> None:
    sealed(1)
    (late,) = write()
    by_hand("UPDATE privacy_accessrecord SET written_in = '9000000000' WHERE id = %s", late.id)
    assert told(check()) == [("record_backdated", None, late.id)]


def test_a_record_written_now_that_says_to_be_from_last_week_is_named() -> None:
    sealed(1, 1)
    (late,) = write()
    by_hand("UPDATE privacy_accessrecord SET at = at - interval '2 hours' WHERE id = %s", late.id)
    assert told(check()) == [("record_backdated", None, late.id)]
    sealed(0)
    assert told(check()) == [("record_backdated", check().last, late.id)]


def test_what_was_there_before_the_first_seal_may_be_old() -> None:
    (old,) = write()
    by_hand("UPDATE privacy_accessrecord SET at = at - interval '20 days' WHERE id = %s", old.id)
    sealed(0)
    assert told(check()) == []


SEAL_CHANGES = {
    "sealed_at": "sealed_at - interval '1 second'",
    "count": "count + 1",
    "root": "sha256('x')",
    "previous": "sha256('x')",
    "removed_before": "now()",
    "key_id": "'0123456789abcdef'",
    "signature": "sha512('x')",
}


@pytest.mark.parametrize("column", [*SEAL_CHANGES])
def test_a_changed_seal_is_named(column: str) -> None:
    sealed(1, 1, 1)
    by_hand(f"UPDATE privacy_seal SET {column} = {SEAL_CHANGES[column]} WHERE number = 2")
    assert ("seal_forged", 2, None) in told(check())
    assert {seal for _kind, seal, _record in told(check())} == {2}


def test_leaves_that_were_changed_with_their_record_are_named_by_their_seal() -> None:
    first, _second = sealed(1, 1)
    by_hand("DELETE FROM privacy_accessrecord WHERE id = %s", first.id)
    by_hand("UPDATE privacy_seal SET leaves = '' WHERE number = 1")
    assert told(check()) == [("seal_leaves_changed", 1, None)]


def test_a_removed_seal_is_named_and_its_records_are_not_proved() -> None:
    sealed(1, 1, 1)
    by_hand("DELETE FROM privacy_seal WHERE number = 2")
    found = check()
    assert told(found) == [("seal_removed", 2, None)]
    assert (found.records, found.proved) == (3, 2)


def test_two_seals_in_each_others_place_are_named() -> None:
    sealed(1, 1, 1)
    for one, other in ((2, 99), (3, 2), (99, 3)):
        by_hand("UPDATE privacy_seal SET number = %s WHERE number = %s", other, one)
    assert {("seal_forged", 2, None), ("seal_forged", 3, None)} <= set(told(check()))


def test_a_chain_whose_end_was_cut_off_stops_too_early() -> None:
    records = sealed(1, 1)
    by_hand("DELETE FROM privacy_seal WHERE number = 2")
    by_hand("DELETE FROM privacy_accessrecord WHERE id = %s", records[1].id)
    assert told(check()) == []
    later = timezone.now() + datetime.timedelta(hours=2)
    assert told(verify(at=later)) == [("chain_stops", 1, None)]


def test_a_chain_signed_anew_with_another_key_is_forged(settings: Settings) -> None:
    sealed(2)
    ours = settings.SEAL_KEY
    by_hand("DELETE FROM privacy_seal")
    settings.SEAL_KEY, _public = new_key()
    sealed(0)
    settings.SEAL_KEY = ours
    assert {kind for kind, _seal, _record in told(check())} == {"seal_forged"}
    assert Seal.objects.count() == 1
