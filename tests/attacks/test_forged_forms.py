"""Forms that were not sent from our pages, or that hold more than they ask."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from casework.models import JournalEntry, Task
from privacy.models import User
from tests.attacks.reach import Address, addresses, column_names, field_names, fingerprint, keys_about
from tests.people import Town

FAMILY = ("Sanne", "Emre", "Lina", "Deniz")
# Programs send no cookie and no token of a form: they show who they are in a header of their own.
FOR_PROGRAMS = ("/api/",)
ALL = [address for address in addresses() if not address.route.startswith(FOR_PROGRAMS)]


@pytest.mark.parametrize("address", ALL, ids=[address.route for address in ALL])
def test_nothing_is_done_without_the_token_of_the_form(town: Town, address: Address) -> None:
    family = [town.person(name) for name in FAMILY]
    before = fingerprint(town.de_vries, *family)
    for who in ("Fatima", "Pieter"):
        client = Client(enforce_csrf_checks=True)
        client.force_login(town.user(who))
        for key in keys_about(town.de_vries, *family):
            answer = client.post(
                address.of(key), {"text": "x", "reason": "x"}, headers={"Sec-Fetch-Site": "cross-site"}
            )
            assert answer.status_code == 403, f"{who} sent {address.route} from elsewhere"
    assert fingerprint(town.de_vries, *family) == before


def hostile(town: Town) -> dict[str, str]:
    """Every column of every model, with a value that would do harm."""
    sent = dict.fromkeys([*column_names(), *field_names()], str(town.user("Bram").pk))
    flags = ("is_staff", "is_superuser", "is_secret", "is_done", "is_active")
    return sent | dict.fromkeys(flags, "on") | {"role": "privacy_officer", "kind": "", "created_at": "2001-01-01"}


def test_a_note_takes_from_its_form_what_it_asks_and_nothing_else(town: Town) -> None:
    address = reverse("casework:write_note", args=[town.de_vries.pk])
    form = town.client("Fatima").get(address)
    own = {"text": "Gesproken over de huur."}
    asked = {*own, *form.context["form"].fields}
    extra = {name: value for name, value in hostile(town).items() if name not in asked}
    known = set(JournalEntry.objects.values_list("pk", flat=True))
    town.client("Fatima").post(address, extra | own)
    for note in JournalEntry.objects.exclude(pk__in=known):
        assert note.author_id == town.user("Fatima").pk
        assert note.household_id == town.de_vries.pk


def test_no_form_makes_somebody_more_than_they_are(town: Town) -> None:
    before = {user.pk: (user.is_staff, user.is_superuser, user.is_active, user.name) for user in User.objects.all()}
    roles = {
        user.pk: sorted(user.memberships.values_list("role", "team", "valid_until")) for user in User.objects.all()
    }
    fatima = town.client("Fatima")
    for address in ALL:
        fatima.post(address.of(town.de_vries.pk), hostile(town))
    for user in User.objects.filter(pk__in=before):
        assert (user.is_staff, user.is_superuser, user.is_active, user.name) == before[user.pk]
        assert sorted(user.memberships.values_list("role", "team", "valid_until")) == roles[user.pk]
    assert not Task.objects.exclude(household=town.de_vries).filter(title__contains=str(town.user("Bram").pk)).exists()
