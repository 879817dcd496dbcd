"""Keys of another household open nothing and change nothing, in every address and in every field."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.attacks.reach import Address, addresses, field_names, fingerprint, keys_about, shown
from tests.people import Town

FAMILY = ("Sanne", "Emre", "Lina", "Deniz")
ABOUT_ONE = [address for address in addresses() if address.has_key and not address.route.startswith("/api/")]
ALL = [address for address in addresses() if not address.route.startswith("/api/")]
NOBODYS = uuid.UUID("00000000-0000-4000-8000-00000000abcd")


def names(addresses: list[Address]) -> list[str]:
    return [address.route for address in addresses]


def ask(client: Client, method: str, path: str) -> tuple[int, str, int]:
    """Status, what is shown, and how many questions went to the database."""
    with CaptureQueriesContext(connection) as questions:
        answer: Any = getattr(client, method)(path)
    return answer.status_code, shown(answer).replace(path, ""), len(questions)


@pytest.mark.parametrize("address", ABOUT_ONE, ids=names(ABOUT_ONE))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_key_of_another_household_answers_as_one_that_does_not_exist(
    town: Town, address: Address, method: str
) -> None:
    bram = town.client("Bram")
    family = [town.person(name) for name in FAMILY]
    ask(bram, method, address.of(NOBODYS))
    nothing = ask(bram, method, address.of(NOBODYS))
    before = fingerprint(town.de_vries, *family)
    for key in keys_about(town.de_vries, *family):
        status, page, questions = ask(bram, method, address.of(key))
        assert (status, page) == nothing[:2], f"{address.route} tells {key} from a key that does not exist"
        assert questions <= nothing[2] + 1, "it takes longer to refuse what is there"
    assert nothing[0] in {302, 400, 403, 404, 405}
    assert fingerprint(town.de_vries, *family) == before


@pytest.mark.parametrize("address", ALL, ids=names(ALL))
def test_a_key_of_another_household_in_a_field_changes_nothing_there(town: Town, address: Address) -> None:
    gerda = town.person("Gerda")
    before = fingerprint(town.bakker, gerda)
    mine = keys_about(town.de_vries, *(town.person(name) for name in FAMILY))
    theirs = keys_about(town.bakker, gerda)
    fatima = town.client("Fatima")
    for number in range(max(len(mine) if address.has_key else 1, len(theirs))):
        sent = dict.fromkeys(field_names(), str(theirs[number % len(theirs)]))
        answer = fatima.post(address.of(mine[number % len(mine)]), sent)
        assert answer.status_code < 500
        assert "Bakker" not in shown(answer)
    assert fingerprint(town.bakker, gerda) == before
