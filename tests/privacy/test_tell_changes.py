"""What was changed of a household or a person, told in sentences."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.services import write_note
from households.models import HouseholdMembership, Person, Residence
from privacy.acting import acting, because
from privacy.changes import Change, Story, tell_changes
from privacy.choices import Domain, Purpose
from tests.over_the_walls import acting_anywhere
from tests.people import BSN, LONG_AGO, Town
from tests.privacy.log import in_words, newest

CHANGES = reverse("privacy:change_history")
NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)
QUERIES = 27


def changes(town: Town, who: str = "Pieter", purpose: Purpose = Purpose.OVERSIGHT, **whose: uuid.UUID) -> list[Change]:
    story = Story(**whose) if whose else Story(household=town.de_vries.pk)
    return tell_changes(story, actor=town.actor(who), purpose=purpose, limit=100)


def page_of(client: Client, **whose: uuid.UUID) -> str:
    ((kind, key),) = whose.items()
    answer = client.get(f"{CHANGES}?{kind}={key}")
    assert answer.status_code == 200
    return in_words(answer.content.decode())


def move_sanne(town: Town) -> None:
    residence = Residence.objects.get(person=town.person("Sanne"))
    with acting(town.actor("Fatima")), because("verhuisd"):
        residence.address_id = town.bakker.address_id or uuid.uuid4()
        residence.save()


def test_a_change_reads_as_a_sentence(town: Town) -> None:
    move_sanne(town)
    assert (
        "Fatima Bennani wijzigde verblijf van Sanne de Vries. Reden: verhuisd "
        "adres was Kerkstraat 12, 1354 AB Almere, nu Marktplein 3, 1315 CD Almere"
    ) in page_of(town.client("Pieter"), persoon=town.person("Sanne").pk)


def test_a_household_tells_the_changes_of_its_members_and_of_its_cases(town: Town) -> None:
    move_sanne(town)
    told = " ".join(change.sentence for change in changes(town))
    assert "wijzigde verblijf van Sanne de Vries" in told
    assert "voegde relatie van Sanne de Vries en Lina Yılmaz toe" in told
    assert "voegde regiedossier bij huishouden De Vries-Yılmaz toe" in told
    assert f"voegde toewijzing ({town.case.number}) toe" in told
    assert "Gerda" not in told


def test_what_was_removed_is_told_too(town: Town) -> None:
    sanne = town.person("Sanne").pk
    with acting_anywhere(town.actor("Anja"), reason="dubbel ingevoerd"):
        Residence.objects.filter(person=sanne).delete()
    newest_one = changes(town, person=sanne)[0]
    assert newest_one.sentence == "Anja Visser verwijderde verblijf van Sanne de Vries"
    assert (newest_one.reason, newest_one.differences) == ("dubbel ingevoerd", [])


def test_links_choices_dates_and_yes_or_no_are_words(town: Town) -> None:
    membership = HouseholdMembership.objects.get(person=town.person("Deniz"))
    with acting(town.actor("Fatima")):
        membership.reason, membership.lives_here = HouseholdMembership.Reason.CO_PARENTED, False
        membership.valid_until = datetime.date(2026, 12, 31)
        membership.save()
        town.trajectories[Domain.YOUTH].persons.add(town.person("Lina"))
    told = {(d.label, d.was, d.now) for change in changes(town)[:2] for d in change.differences}
    assert told == {
        ("waarom", "partner op hetzelfde adres", "woont afwisselend bij beide ouders"),
        ("woont hier", "ja", "nee"),
        ("geldig tot", "leeg", "31 december 2026"),
        ("voor wie", "Deniz Yılmaz", "Deniz Yılmaz, Lina Yılmaz"),
    }


def test_the_burgerservicenummer_is_never_told_only_that_it_changed(town: Town) -> None:
    sanne = Person.objects.get(pk=town.person("Sanne").pk)
    with acting_anywhere(town.actor("Anja")):
        sanne.save()  # encrypted anew, the same number
        sanne.bsn = BSN["Gerda"]
        sanne.save()
    changed, saved_again = changes(town, person=sanne.pk)[:2]
    assert [(d.label, d.was, d.now) for d in changed.differences] == [("burgerservicenummer", "", "")]
    assert saved_again.differences == []
    page = page_of(town.client("Pieter"), persoon=sanne.pk)
    assert "burgerservicenummer gewijzigd; de inhoud staat hier niet" in page
    assert not any(number in page for number in BSN.values())


def test_oversight_sees_that_there_is_a_note_and_not_what_it_says(town: Town) -> None:
    with acting(town.actor("Noor")):
        write_note(actor=town.actor("Noor"), household_id=town.de_vries.pk, text="boos", domain=Domain.DEBTS, at=NOON)
    page = page_of(town.client("Pieter"), huishouden=town.de_vries.pk)
    assert "Noor de Boer voegde notitie bij huishouden De Vries-Yılmaz toe" in page
    assert "boos" not in page


@pytest.mark.parametrize(("who", "sees"), [("Noor", True), ("Fatima", False), ("Joris", False)])
def test_a_worker_is_told_what_a_worker_may_see(town: Town, who: str, sees: bool) -> None:
    with acting(town.actor("Noor")):
        write_note(actor=town.actor("Noor"), household_id=town.de_vries.pk, text="boos", domain=Domain.DEBTS, at=NOON)
    page = town.client(who).get(reverse("privacy:household_changes", args=[town.de_vries.pk])).content.decode()
    assert ("boos" in page) is sees
    assert "traject" in page


def test_who_only_knows_that_there_is_help_is_not_told_what_for(town: Town) -> None:
    told = [d.label for change in changes(town, "Joris", Purpose.HELP) for d in change.differences]
    assert "begonnen op" in told
    assert "waarover" not in told


def test_nobody_else_is_told_anything_for_oversight(town: Town) -> None:
    assert changes(town, "Fatima", Purpose.OVERSIGHT) == []


def test_reading_changes_is_recorded_with_everybody_named(town: Town) -> None:
    page_of(town.client("Pieter"), huishouden=town.de_vries.pk)
    entry = newest()
    assert (entry.event, entry.purpose, entry.household_id) == ("change.list", "oversight", town.de_vries.pk)
    assert set(entry.subject_ids) == {town.person(name).pk for name in ("Sanne", "Emre", "Lina", "Deniz")}


def test_every_change_is_on_exactly_one_page(town: Town) -> None:
    story, actor = Story(household=town.de_vries.pk), town.actor("Pieter")
    after, seen = None, []
    while page := tell_changes(story, actor=actor, purpose=Purpose.OVERSIGHT, after=after, limit=7):
        seen += [str(change.place) for change in page]
        after = page[-1].place
    assert seen == [str(change.place) for change in changes(town)]
    assert len(seen) == len(set(seen)) > 21


@pytest.mark.parametrize("place", ["gisteren", "2026-11-20T10:00:00Z_person_x", "2026-11-20_person_1", "\x00"])
def test_a_broken_place_shows_the_newest(town: Town, place: str) -> None:
    answer = town.client("Pieter").get(CHANGES, {"huishouden": str(town.de_vries.pk), "voor": place})
    assert len(answer.context["changes"]) > 0


def test_a_broken_key_is_explained(town: Town) -> None:
    answer = town.client("Pieter").get(CHANGES, {"persoon": "jan"})
    assert "Deze link klopt niet." in in_words(answer.content.decode())


@pytest.mark.parametrize("times", [1, 9])
def test_the_number_of_queries_does_not_grow(town: Town, times: int) -> None:
    residence = Residence.objects.get(person=town.person("Sanne"))
    with acting(town.actor("Fatima")):
        for number in range(times):
            residence.valid_from = LONG_AGO + datetime.timedelta(days=number + 1)
            residence.save()
    pieter = town.client("Pieter")
    with CaptureQueriesContext(connection) as queries:
        page_of(pieter, huishouden=town.de_vries.pk)
    assert len(queries) == QUERIES


def test_moments_are_those_of_the_clock_on_the_wall(town: Town) -> None:
    with acting(town.actor("Noor")):
        write_note(actor=town.actor("Noor"), household_id=town.de_vries.pk, text="x", domain=Domain.DEBTS, at=NOON)
    told = {d.label: d.now for d in changes(town)[0].differences}
    assert told["geschreven op"] == f"20 november 2026 {timezone.localtime(NOON):%H:%M}"
