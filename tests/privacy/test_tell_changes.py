"""What was changed of a household or a person, told in sentences."""

from __future__ import annotations

import datetime
import re
import uuid
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from casework.models import Assignment, Trajectory
from casework.services import write_note
from households.models import HouseholdMembership, Person, Residence
from households.services.merging import merge
from privacy.acting import acting, because
from privacy.changes import Change, Story, tell_changes
from privacy.changes.comparing import Comparison, Withheld, columns
from privacy.changes.following import Followed, followed, kind_of, kind_of_many
from privacy.choices import Domain, Purpose
from privacy.names import Names, has_words
from privacy.querysets import PAGE
from tests.casework.sharing import share
from tests.casework.ways import WAYS, begun, length, let_karim_work, walk
from tests.over_the_walls import acting_anywhere
from tests.people import BSN, LONG_AGO, Town, make_person
from tests.privacy.log import in_words, newest

UNNAMED = {
    "assignment",
    "breakglass",
    "clock",
    "compartment",
    "debt",
    "decision",
    "meldcoderound",
    "sharingdecision",
    "sightrequest",
    "task",
}
"""What other rows point at and has no words: changes of its own tell of it, to whoever may know."""
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


def test_what_was_changed_under_a_record_that_was_merged_is_told_of_the_person(town: Town) -> None:
    sanne, fatima = town.person("Sanne"), town.actor("Fatima")
    with acting_anywhere(fatima):
        double = make_person("Sannetje", "Vries", "19880412", prefix="de")
        merge(actor=fatima, kept=sanne, merged=double, reason="dubbel ingevoerd", at=town.now)
    told = [change.sentence for change in changes(town, person=sanne.pk)]
    assert any("voegde persoon Sannetje de Vries toe" in sentence for sentence in told), told


def filled_in(one: Followed, day: int) -> Any:
    """An entry of which every field holds something, another one each day."""
    return one.history(history_id=day, **{column.attname: value_of(column, day) for column in columns(one)})


def value_of(column: Any, day: int) -> Any:
    """A value of the kind that a column holds."""
    if column.is_relation:
        return value_of(column.target_field, day)
    if isinstance(column, ArrayField):
        return [value_of(column.base_field, day), value_of(column.base_field, day + 1)]
    if column.choices:
        return column.flatchoices[day % len(column.flatchoices)][0]
    made: dict[str, Any] = {
        "UUIDField": uuid.UUID(int=day),
        "DateField": datetime.date(2026, 1, day),
        "DateTimeField": datetime.datetime(2026, 1, day, tzinfo=datetime.UTC),
        "BooleanField": bool(day % 2),
        "JSONField": {"day": [day]},
    }
    return made.get(column.get_internal_type(), day if "Integer" in column.get_internal_type() else str(day))


@pytest.mark.parametrize("one", followed(), ids=lambda one: one.model.__name__)
def test_a_change_of_any_field_of_any_model_can_be_told(town: Town, one: Followed) -> None:
    with acting(town.actor("Pieter")):
        compared = Comparison(
            one, filled_in(one, 2), filled_in(one, 1), links={}, names=Names(), withheld=Withheld.NOTHING
        )
        compared.want_names()
        told = list(compared.differences())
    choiceless = {str(column.verbose_name) for column in columns(one) if len(column.choices or "12") > 1}
    assert choiceless <= {difference.label for difference in told}
    assert not [difference for difference in told if re.search(r"[\[\]{}]", difference.was + difference.now)]


@pytest.mark.parametrize("kind", WAYS)
@pytest.mark.parametrize(("who", "purpose"), [("Pieter", Purpose.OVERSIGHT), ("Fatima", Purpose.HELP)])
def test_whatever_is_done_in_four_laws_is_told_in_words(town: Town, kind: str, who: str, purpose: Purpose) -> None:
    if kind == Domain.PARTICIPATION:
        let_karim_work(town)
    walk(town, begun(town, kind, days_ago=length(kind)))
    share(town)
    story = Story(household=town.de_vries.pk)
    told = tell_changes(story, actor=town.actor(who), purpose=purpose, limit=500)
    words = " ".join(f"{change.sentence} {one.was} {one.now}" for change in told for one in change.differences)
    assert "toestemming van Sanne de Vries" in words
    assert "niet meer bekend" not in words


def test_what_has_no_words_is_known() -> None:
    named = {kind_of(column) or kind_of_many(column) for one in followed() for column in [*columns(one), *one.links]}
    assert {kind for kind in named if kind and not has_words(kind)} == UNNAMED


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
    page = town.client(who).get(reverse("casework:household_changes", args=[town.de_vries.pk])).content.decode()
    assert ("boos" in page) is sees
    assert "traject" in page


def test_who_only_knows_that_there_is_help_is_not_told_what_for(town: Town) -> None:
    told = [d.label for change in changes(town, "Joris", Purpose.HELP) for d in change.differences]
    assert "begonnen op" in told
    assert "waarover" not in told


@pytest.mark.parametrize(("who", "purpose"), [("Joris", Purpose.HELP), ("Pieter", Purpose.OVERSIGHT)])
def test_how_help_goes_is_told_to_nobody_who_may_not_read_it(town: Town, who: str, purpose: Purpose) -> None:
    walk(town, begun(town, "youth", days_ago=length("youth")))
    told = [change for change in changes(town, who, purpose) if change.comparison.followed.model is Trajectory]
    assert not [change.reason for change in told if change.reason]
    differences = [one for change in told for one in change.differences if one.now]
    assert {one.label for one in differences} == {"dossier", "domein", "begonnen op", "geëindigd op", "voor wie"}


def test_who_works_in_the_domain_is_told_how_help_goes(town: Town) -> None:
    walk(town, begun(town, "youth", days_ago=length("youth")))
    told = changes(town, "Tess", Purpose.HELP)
    assert "Jeugdhulp toegekend" in {change.reason for change in told}
    assert {"soort beschikking", "bezwaar kan tot en met"} <= {one.label for c in told for one in c.differences}


def test_oversight_is_told_why_somebody_was_let_in(town: Town) -> None:
    anja = town.actor("Anja")
    with acting_anywhere(anja), because("Joris is ziek"):
        Assignment.objects.filter(user=town.user("Joris")).update(valid_until=town.today)
    assert "Joris is ziek" in {change.reason for change in changes(town)}


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


def test_a_case_manager_gets_from_the_timeline_to_all_changes_page_after_page(town: Town) -> None:
    for number in range(PAGE):
        with acting(town.actor("Fatima")):
            write_note(actor=town.actor("Fatima"), household_id=town.de_vries.pk, text=f"nummer {number}.", at=NOON)
    fatima, where = town.client("Fatima"), reverse("casework:household_changes", args=[town.de_vries.pk])
    assert where in fatima.get(reverse("casework:below", args=[town.de_vries.pk])).content.decode()
    pages, address = [], where
    while address:
        context = fatima.get(address).context
        pages.append(context["changes"])
        address = context["earlier"] and f"{where}?{context['earlier']}"
    told = [change.place for page in pages for change in page]
    assert (len(pages[0]), len(told)) == (PAGE, len(set(told)))


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
