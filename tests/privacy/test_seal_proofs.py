"""Merkle trees as in RFC 6962, and the proof of one record."""

from __future__ import annotations

import json
import uuid
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.seals import keys, prove
from privacy.seals.form import packed_leaves
from privacy.seals.merkle import leaf_hash, node_hash, path_to, root_by_path, root_of
from privacy.seals.proofs import NotSealed, is_proof
from tests.privacy.seals import by_hand, sealed, write

LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=40)


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(root_by_definition(leaves[:half]), root_by_definition(leaves[half:]))


@given(st.lists(st.binary(min_size=32, max_size=32), max_size=70))
def test_the_root_is_that_of_the_rfc(leaves: list[bytes]) -> None:
    assert root_of(leaves) == root_by_definition(leaves)


def test_the_root_of_a_published_example() -> None:
    # The first test vectors of Certificate Transparency: leaves of no bytes, of 00, and of 10.
    leaves = [leaf_hash(bytes.fromhex(text)) for text in ("", "00", "10")]
    assert root_of(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_of(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert root_of(leaves).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"


@given(LEAVES, st.data())
def test_every_leaf_has_a_path_to_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    path = path_to(leaves, place)
    assert root_by_path(leaves[place], path, place=place, count=len(leaves)) == root_of(leaves)


@given(LEAVES, st.binary(min_size=32, max_size=32), st.data())
def test_no_other_leaf_place_or_path_leads_to_the_root(leaves: list[bytes], other: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    path, root, count = path_to(leaves, place), root_of(leaves), len(leaves)
    if other != leaves[place]:
        assert root_by_path(other, path, place=place, count=count) != root
    assert root_by_path(leaves[place], [*path, other], place=place, count=count) is None
    if path:
        assert root_by_path(leaves[place], path[:-1], place=place, count=count) is None
        cut = data.draw(st.integers(0, len(path) - 1))
        changed = [*path[:cut], sha256(path[cut]).digest(), *path[cut + 1 :]]
        assert root_by_path(leaves[place], changed, place=place, count=count) != root
    assert root_by_path(leaves[place], path, place=count, count=count) is None


@given(LEAVES, st.data())
def test_any_changed_removed_or_added_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    root, new = root_of(leaves), sha256(leaves[place]).digest()
    assert root_of([*leaves[:place], new, *leaves[place + 1 :]]) != root
    assert root_of([*leaves[:place], *leaves[place + 1 :]]) != root
    assert root_of([*leaves[:place], new, *leaves[place:]]) != root


@pytest.mark.usefixtures("committing_database")
def test_a_record_is_proved_without_the_rest_of_the_log() -> None:
    written = sealed(5)
    record = written[2]
    proof = json.loads(json.dumps(prove(record.id, at=record.at)))
    assert is_proof(proof, keys.trusted_keys())
    assert str(record.id) in json.loads(proof["record"])
    assert proof == prove(record.id)
    assert not is_proof(proof | {"record": proof["record"].replace("vaste", "losse")}, keys.trusted_keys())
    assert not is_proof(proof | {"place": (proof["place"] + 1) % 5}, keys.trusted_keys())
    assert not is_proof(proof | {"seal": proof["seal"] | {"count": 6}}, keys.trusted_keys())
    assert not is_proof(proof, {})


@pytest.mark.usefixtures("committing_database")
def test_what_is_not_as_it_was_sealed_has_no_proof() -> None:
    (record,) = sealed(1)
    (waiting,) = write()
    by_hand("UPDATE privacy_accessrecord SET took_ms = 5 WHERE id = %s", record.id)
    for key in (record.id, waiting.id, uuid.uuid4()):
        with pytest.raises(NotSealed):
            prove(key)


def test_leaves_of_an_odd_length_do_not_pass_for_whole_ones() -> None:
    assert [len(leaf) for leaf in packed_leaves(bytes(100))] == [56, 44]
