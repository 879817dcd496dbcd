"""What a seal covers is an exact set, whoever commits late and however many sealers there are."""

from __future__ import annotations

import datetime
import threading

import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction
from django.utils import timezone
from pytest_django import Settings

from privacy import tasks
from privacy.models import Seal
from privacy.seals import Refused, keys, records, seal_log, state_of_seals
from privacy.seals.form import NO_SEAL, hash_of, packed_leaves
from privacy.seals.keys import NoKey, new_key
from privacy.seals.records import Position
from privacy.seals.sealing import HEARTBEAT, MOST_RECORDS, end_of
from tests.privacy.seals import another_connection, by_hand, check, seal_all, sealed, told, write

pytestmark = [pytest.mark.usefixtures("committing_database")]

ONE_RECORD = """
    INSERT INTO privacy_accessrecord SELECT (jsonb_populate_record(r, jsonb_build_object(
        'id', gen_random_uuid(), 'at', now(), 'written_in', pg_current_xact_id()::text))).*
    FROM privacy_accessrecord r LIMIT 1
"""


def test_each_seal_follows_on_the_one_before() -> None:
    sealed(2, 1)
    first, second = Seal.objects.order_by("number")[:2]
    assert bytes(first.previous) == NO_SEAL
    assert bytes(second.previous) == hash_of(first)
    assert Position(second.after_transaction, second.after_id) == end_of(first)
    assert sum(seal.count for seal in Seal.objects.all()) == 3


def test_who_commits_late_is_in_a_later_seal_and_in_no_other() -> None:
    write()
    with another_connection() as late:
        with late.cursor() as cursor:
            cursor.execute(ONE_RECORD)
        (after_it,) = write()
        seal_log(at=timezone.now())
        covered = [leaf[:16] for seal in Seal.objects.all() for leaf in packed_leaves(bytes(seal.leaves))]
        assert after_it.id.bytes not in covered, "it was written after a transaction that still runs"
        late.commit()
    seal_all()
    covered = [leaf[:16] for seal in Seal.objects.all() for leaf in packed_leaves(bytes(seal.leaves))]
    assert len(covered) == len(set(covered)) == 3
    assert told(check()) == []


def test_two_sealers_at_once_make_one_chain() -> None:
    write(3)

    def seal() -> None:
        try:
            seal_all()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=seal) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(seal.count for seal in Seal.objects.all()) == 3
    assert told(check()) == []


def test_a_sealer_that_comes_while_another_works_does_nothing() -> None:
    sealed(1)
    write()
    with another_connection() as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x5EA1])
        assert seal_log(at=timezone.now() + HEARTBEAT).seals == 0


def test_a_number_is_given_once_and_a_seal_has_one_successor() -> None:
    sealed(1)
    seal = Seal.objects.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        seal.save(force_insert=True)
    seal.number = 2
    with pytest.raises(IntegrityError), transaction.atomic():
        seal.save(force_insert=True)


def test_a_sealer_that_dies_halfway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    write(2)

    def die(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Seal, "save", die)
        with pytest.raises(KeyboardInterrupt):
            seal_all()
    assert not Seal.objects.exists()
    seal_all()
    assert told(check()) == []


def test_a_rush_is_sealed_in_several_seals() -> None:
    write()
    by_hand(ONE_RECORD.replace("LIMIT 1", f", generate_series(1, {MOST_RECORDS + 10})"))
    seal_all()
    counts = [seal.count for seal in Seal.objects.order_by("number")]
    assert sum(counts) == MOST_RECORDS + 11
    assert max(counts) == MOST_RECORDS
    assert told(check()) == []


def test_a_quiet_hour_gets_an_empty_seal_and_a_quiet_minute_none() -> None:
    sealed(1)
    last = Seal.objects.order_by("-number")[0]
    seal_log(at=last.sealed_at + datetime.timedelta(minutes=1))
    assert Seal.objects.count() == last.number
    seal_log(at=last.sealed_at + HEARTBEAT)
    assert Seal.objects.get(number=last.number + 1).count == 0
    assert told(check()) == []


def test_without_a_key_work_goes_on_and_the_unsealed_are_counted(settings: Settings) -> None:
    settings.SEAL_KEY = ""
    write(2)
    with pytest.raises(NoKey, match="make_seal_key"):
        seal_log(at=timezone.now())
    assert tasks.seal_log() == 0
    state = state_of_seals(at=timezone.now())
    assert (state.last, state.waiting, state.is_late) == (None, 2, True)


def test_an_older_key_keeps_verifying_after_a_new_one_came(settings: Settings) -> None:
    settings.SEAL_KEY, old = new_key()
    sealed(1)
    settings.SEAL_KEY, _public = new_key()
    settings.SEAL_PUBLIC_KEYS = [old]
    sealed(1)
    assert told(check()) == []
    assert len(set(Seal.objects.values_list("key_id", flat=True))) == 2


def test_a_chain_that_ends_with_a_forged_seal_is_not_continued() -> None:
    sealed(1)
    by_hand("UPDATE privacy_seal SET sealed_at = sealed_at - interval '1 minute'")
    write()
    with pytest.raises(Refused, match="verify_audit"):
        seal_log(at=timezone.now())


def test_a_database_put_back_from_a_dump_says_so() -> None:
    sealed(1)
    seal = Seal.objects.order_by("-number")[0]
    by_hand("DELETE FROM privacy_seal WHERE number = %s", seal.number)
    seal.until_transaction = 1 << 40
    keys.sign(seal)
    seal.save(force_insert=True)
    with pytest.raises(Refused, match="teruggezet"):
        seal_log(at=timezone.now())


@pytest.mark.parametrize("table", ["privacy_seal", "privacy_sealcopy", "privacy_sealcheck"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0}", "DROP TABLE {0}"])
def test_the_application_cannot_change_a_seal(table: str, statement: str) -> None:
    column = {"privacy_seal": "number", "privacy_sealcopy": "seal_id", "privacy_sealcheck": "id"}[table]
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
        cursor.execute(statement.format(table, column))


def test_records_destroyed_on_purpose_leave_the_chain_whole() -> None:
    first, second = sealed(1, 1)
    seal_log(at=timezone.now(), removed_before=second.at)
    by_hand("DELETE FROM privacy_accessrecord WHERE id = %s", first.id)
    found = check()
    assert told(found) == []
    assert (found.proved, found.destroyed) == (1, 1)
    by_hand("DELETE FROM privacy_accessrecord WHERE id = %s", second.id)
    assert [(kind, record) for kind, _seal, record in told(check())] == [("record_removed", second.id)]


def test_everything_is_seen_or_nothing_is_sealed(behind_the_walls: None, monkeypatch: pytest.MonkeyPatch) -> None:
    write()
    monkeypatch.setattr(records, "whole_log", transaction.atomic)
    with pytest.raises(records.BehindAWall):
        seal_log(at=timezone.now())
    assert records.finished_before() > 0
    assert not Seal.objects.exists()
