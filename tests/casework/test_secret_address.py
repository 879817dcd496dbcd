"""Secret addresses: nowhere but with the workers who are named, on whatever page, in whatever role."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from casework.services import NotAllowed, lift_secret, make_secret, name_readers
from households.models import (
    Address,
    DuplicateCandidate,
    Household,
    HouseholdMembership,
    Residence,
    SecretAddress,
    SecretAddressReader,
)
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Purpose, Role
from privacy.services import system_actor
from tests.casework.asking import ask
from tests.casework.secrets import NUMBER, POSTCODE, STREET, TRACES, hide, traces
from tests.casework.test_open_household import QUERIES, whole
from tests.people import LONG_AGO, Town, make_person, make_user

OURS = ("home", "casework:", "households:", "privacy:")
EVERYBODY = ["Fatima", "Joris", "Noor", "Tess", "Anja", "Bram", "Pieter", "Els", "Ada"]


@pytest.fixture
def hidden(town: Town) -> Town:
    """Sanne's address is for Tess alone; two more roles, and a duplicate of Sanne at the same address."""
    with acting(system_actor("tests")):
        make_user(town, "Els Post", "Wijkteam Haven", Role.EARLY_SIGNAL_WORKER)
        make_user(town, "Ada Beheer", "Beheer", Role.ADMINISTRATOR)
        town.users["Ada"].is_staff = True
        town.users["Ada"].save()
        double = make_person("Sanne", "Vries", "19880412", prefix="de")
        address = Residence.objects.get(person=town.person("Sanne")).address
        Residence.objects.create(person=double, address=address, valid_from=LONG_AGO)
        first, second = sorted([town.person("Sanne"), double], key=lambda person: person.pk)
        DuplicateCandidate.objects.create(
            first=first, second=second, reason=DuplicateCandidate.Reason.SAME_NAME_AND_ADDRESS
        )
    hide(town)
    return town


def keys(town: Town) -> dict[str, list[Any]]:
    """For the parameters of addresses: every key of this household and of what belongs to it."""
    here: dict[str, list[Any]] = {"pk": [town.de_vries.pk, *[person.pk for person in town.persons.values()]]}
    for model in (DuplicateCandidate, SecretAddress):
        here["pk"] += model.objects.values_list("pk", flat=True)
    here["membership_pk"] = list(
        HouseholdMembership.objects.filter(household=town.de_vries).values_list("pk", flat=True)
    )
    return here


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, set[str]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            name = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from addresses(pattern.url_patterns, name)
        elif pattern.name:
            yield f"{before}{pattern.name}", set(pattern.pattern.converters)


def pages(town: Town) -> Iterator[str]:
    """Every address of ours, with every key that fits."""
    known = keys(town)
    for name, wanted in addresses(get_resolver().url_patterns):
        if not name.startswith(OURS):
            continue
        if not wanted:
            yield reverse(name)
        elif wanted == {"pk"}:
            yield from (reverse(name, kwargs={"pk": pk}) for pk in known["pk"])
        elif wanted == {"pk", "membership_pk"}:
            pairs = ({"pk": town.de_vries.pk, "membership_pk": pk} for pk in known["membership_pk"])
            yield from (reverse(name, kwargs=pair) for pair in pairs)
    yield f"{reverse('casework:household', args=[town.de_vries.pk])}?alles=ja"
    for name in ("access_log", "change_history"):
        for kind, key in (("huishouden", town.de_vries.pk), ("persoon", town.person("Sanne").pk)):
            yield f"{reverse(f'privacy:{name}')}?{kind}={key}"


@pytest.mark.parametrize("who", [name for name in EVERYBODY if name != "Tess"])
def test_on_no_page_of_anybody_else_is_anything_of_it(hidden: Town, who: str) -> None:
    client = hidden.client(who)
    told = {url: traces(client.get(url), TRACES[:3]) for url in pages(hidden)}
    assert {url: found for url, found in told.items() if found} == {}


def test_the_sweep_would_find_it(hidden: Town) -> None:
    client = hidden.client("Tess")
    told = [url for url in pages(hidden) if traces(client.get(url))]
    assert reverse("casework:household", args=[hidden.de_vries.pk]) in told


@pytest.mark.parametrize("typed", [f"{POSTCODE} {NUMBER}", f"{STREET} {NUMBER}", POSTCODE, f"vries {POSTCODE}"])
@pytest.mark.parametrize("who", ["Fatima", "Joris", "Anja", "Bram", "Els"])
def test_nobody_at_a_secret_address_is_found_by_it(hidden: Town, who: str, typed: str) -> None:
    for purpose in (None, Purpose.FIRST_CONTACT, Purpose.SIGNAL):
        shown = ask(hidden.client(who), typed, purpose)
        assert shown.own + (shown.others or []) == []


def test_the_named_reader_finds_and_sees_it(hidden: Town) -> None:
    assert "Sanne de Vries" in ask(hidden.client("Tess"), f"{POSTCODE} {NUMBER}").own
    assert "Kerkstraat 12, 1354 AB Almere (geheim)" in whole(hidden, "Tess", hidden.de_vries)


@pytest.mark.parametrize("who", ["Fatima", "Joris"])
def test_others_in_the_household_see_that_it_is_a_secret_and_not_even_the_neighbourhood(hidden: Town, who: str) -> None:
    page = whole(hidden, who, hidden.de_vries)
    assert "adres geheim" in page
    assert "· Haven" not in page
    assert "Haven ·" not in hidden.client(who).get(reverse("home")).content.decode()


@pytest.mark.parametrize("q", ["sanne", "vries"])
def test_a_hit_on_a_name_says_nothing_of_where(hidden: Town, q: str) -> None:
    for purpose in (None, Purpose.FIRST_CONTACT):
        assert traces(ask(hidden.client("Bram"), f"{q} 1988", purpose).page) == []


def test_of_who_lives_there_too_it_is_as_secret(hidden: Town) -> None:
    for who, number in (("Fatima", 0), ("Tess", 4)):
        actor = hidden.actor(who)
        assert scope(Residence, actor, Purpose.HELP).filter(person__memberships__household=hidden.de_vries).count() == (
            number
        )
        assert scope(Address, actor, Purpose.HELP).count() == bool(number)
    assert not scope(Residence, hidden.actor("Bram"), Purpose.FIRST_CONTACT).filter(address__street=STREET).exists()


def test_a_reader_of_another_secret_address_sees_nothing_of_this_one(hidden: Town) -> None:
    with acting(system_actor("tests")):
        address = Residence.objects.get(person=hidden.person("Sanne")).address
        Residence.objects.filter(person=hidden.person("Gerda")).update(address=address)
        Household.objects.filter(pk=hidden.bakker.pk).update(address=address)
        theirs = SecretAddress.objects.create(person=hidden.person("Gerda"), reason="ook", set_by=hidden.user("Bram"))
        for name in ("Bram", "Joris"):
            SecretAddressReader.objects.create(
                secret_address=theirs, user=hidden.user(name), named_by=hidden.user("Bram")
            )
    assert traces(whole(hidden, "Joris", hidden.de_vries)) == []
    assert traces(whole(hidden, "Bram", hidden.bakker)) == [STREET, "1354 AB"]
    assert ask(hidden.client("Bram"), f"{POSTCODE} {NUMBER}", Purpose.FIRST_CONTACT).own == ["Gerda Bakker"]
    assert traces(whole(hidden, "Tess", hidden.de_vries)) == [STREET, "1354 AB"]


def test_the_next_address_is_as_secret(hidden: Town) -> None:
    with acting(system_actor("tests")):
        fresh = Address.objects.create(key="x", street="Nieuwstraat", house_number=7, postcode="1311ZZ", city="Almere")
        Residence.objects.filter(person=hidden.person("Sanne")).update(address=fresh)
        Household.objects.filter(pk=hidden.de_vries.pk).update(address=fresh)
    assert traces(whole(hidden, "Fatima", hidden.de_vries), ("Nieuwstraat", "1311")) == []
    assert ask(hidden.client("Fatima"), "1311ZZ 7").own == []
    assert "Nieuwstraat 7" in whole(hidden, "Tess", hidden.de_vries)


def test_the_officer_reads_that_an_address_changed_and_not_to_which(hidden: Town) -> None:
    today = timezone.localdate()
    with acting(hidden.actor("Fatima")):
        SecretAddress.objects.update(set_at=hidden.now - datetime.timedelta(days=7))
        Residence.objects.filter(person=hidden.person("Sanne")).close(on=today)
        elsewhere = Address.objects.get(street="Marktplein")
        Residence.objects.create(person=hidden.person("Sanne"), address=elsewhere, valid_from=today)
        Household.objects.filter(pk=hidden.de_vries.pk).update(address=hidden.bakker.address_id)
    page = hidden.client("Pieter").get(f"{reverse('privacy:change_history')}?huishouden={hidden.de_vries.pk}")
    text = page.content.decode()
    assert "adres geheim" in text
    assert traces(text, (*TRACES[:3], "Marktplein")) == []


def test_it_costs_the_household_page_no_query(hidden: Town) -> None:
    client = hidden.client("Tess")
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("casework:household", args=[hidden.de_vries.pk]))
    assert len(queries) == QUERIES[""]


def test_lifted_it_is_seen_again(hidden: Town) -> None:
    tess, found = hidden.actor("Tess"), SecretAddress.objects.get()
    with acting(tess):
        lift_secret(
            actor=tess, household_id=hidden.de_vries.pk, secret_address=found, reason="veroordeeld", at=hidden.now
        )
    assert "Kerkstraat 12" in whole(hidden, "Fatima", hidden.de_vries)


def test_a_reader_who_is_taken_off_sees_nothing_at_once(hidden: Town) -> None:
    tess, found = hidden.actor("Tess"), SecretAddress.objects.get()
    data: dict[str, Any] = {"household_id": hidden.de_vries.pk, "secret_address": found, "at": hidden.now}
    with acting(tess):
        name_readers(actor=tess, readers={hidden.user("Joris"), tess.user}, **data)
    assert traces(whole(hidden, "Joris", hidden.de_vries)) == [STREET, "1354 AB"]
    with acting(tess):
        name_readers(actor=tess, readers={tess.user}, **data)
    assert traces(whole(hidden, "Joris", hidden.de_vries)) == []
    joris = hidden.actor("Joris")
    with acting(joris), pytest.raises(NotAllowed):
        name_readers(actor=joris, readers={joris.user}, **data)


@pytest.mark.parametrize("who", ["Bram", "Anja", "Pieter"])
def test_only_who_works_in_the_household_makes_a_secret(town: Town, who: str) -> None:
    actor = town.actor(who)
    with acting(actor), pytest.raises(NotAllowed):
        make_secret(
            actor=actor,
            household_id=town.de_vries.pk,
            person=town.person("Sanne"),
            readers=[actor.user],
            reason="x",
            at=town.now,
        )
