"""Consent to jeugdhulp by age and gezag: who must agree, and the exceptions of the law with their reason."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from casework.models import Trajectory, YouthConsent
from casework.youth.forms import ConsentForm
from casework.youth.rules import reaches
from households.dates import PartialDate
from households.models import Custody, Person
from privacy.acting import acting
from tests.casework.ways import begun, today, walk
from tests.over_the_walls import acting_anywhere
from tests.people import Town, turned

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
AGES = {"under_12": turned(8), "from_12": turned(15), "from_16": turned(17)}


def at_consent(town: Town, *names: str) -> Trajectory:
    trajectory = begun(town, "youth")
    if names:
        with acting(town.actor("Tess")):
            trajectory.persons.set([town.person(name) for name in names])
    return walk(town, trajectory, until="report", start=today())


def answers(trajectory: Trajectory, **more: str) -> dict[str, str]:
    """Everybody agrees, unless `more` says otherwise."""
    form = ConsentForm(trajectory, prefix="who")
    return {form.add_prefix(name): "yes" for name in form.givers} | {f"who-{key}": value for key, value in more.items()}


def post(town: Town, trajectory: Trajectory, **more: Any) -> Any:
    data = {"number": 2, "on": today().isoformat()}
    with acting(town.actor("Tess")):
        filled = answers(trajectory, **more)
    return town.client("Tess").post(reverse("casework:take_step", args=[trajectory.pk, "consent"]), data | filled)


def born(town: Town, name: str, day: datetime.date) -> None:
    with acting_anywhere(town.actor("Tess")):
        Person.objects.filter(pk=town.person(name).pk).update(birth_date=PartialDate.from_date(day))


@given(birth=DAYS, years=st.integers(0, 30), months=st.integers(0, 11))
def test_an_age_is_reached_on_its_day_and_not_the_day_before(birth: datetime.date, years: int, months: int) -> None:
    day = reaches(birth, years, months)
    known = PartialDate.from_date(birth)
    before = day - datetime.timedelta(days=1)
    assert known.age_on(day) == (years, years)
    if months == 0 and years:
        assert known.age_on(before) == (years - 1, years - 1)


@pytest.mark.parametrize(
    ("age", "who"), [("under_12", {"holder": 2}), ("from_12", {"self": 1, "holder": 2}), ("from_16", {"self": 1})]
)
def test_everybody_whom_the_law_asks_agrees(town: Town, age: str, who: dict[str, int]) -> None:
    born(town, "Deniz", AGES[age])
    trajectory = at_consent(town)
    assert post(town, trajectory).status_code == 302
    kept = YouthConsent.objects.filter(trajectory=trajectory, agrees=True)
    assert {key: kept.filter(capacity=key).count() for key in ("self", "holder") if kept.filter(capacity=key)} == who
    page = town.client("Tess").get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    assert "stemt in" in page


def test_two_parents_may_have_one_name(town: Town) -> None:
    with acting_anywhere(town.actor("Tess")):
        parents = [town.person("Sanne").pk, town.person("Emre").pk]
        Person.objects.filter(pk__in=parents).update(display_name="Robin de Vries")
    trajectory = at_consent(town)
    assert post(town, trajectory).status_code == 302
    kept = YouthConsent.objects.filter(trajectory=trajectory, capacity="holder")
    assert (kept.count(), kept.values("given_by_name").distinct().count()) == (2, 1)


def test_without_everybody_there_must_be_an_exception_with_its_reason(town: Town) -> None:
    trajectory = at_consent(town)
    refused = post(town, trajectory, giver_1="no")
    assert (refused.status_code, "Niet iedereen stemt in" in refused.content.decode()) == (422, True)
    refused = post(town, trajectory, giver_1="no", ground="persists")
    assert (refused.status_code, "Schrijf op waarom de uitzondering" in refused.content.decode()) == (422, True)
    assert not YouthConsent.objects.exists()
    done = post(town, trajectory, giver_1="no", ground="persists", why="Deniz blijft het willen")
    assert done.status_code == 302
    kept = YouthConsent.objects.get(agrees=False)
    assert (kept.exception, kept.reason) == ("persists", "Deniz blijft het willen")


@pytest.mark.parametrize(
    ("age", "ground"), [("under_12", "persists"), ("from_16", "serious_harm"), ("under_12", "incompetent")]
)
def test_an_exception_holds_for_its_own_age(town: Town, age: str, ground: str) -> None:
    born(town, "Deniz", AGES[age])
    trajectory = at_consent(town)
    refused = post(town, trajectory, giver_0="no", ground=ground, why="omdat")
    assert (refused.status_code, YouthConsent.objects.count()) == (422, 0)


def test_unknown_gezag_is_found_out_first(town: Town) -> None:
    with acting_anywhere(town.actor("Tess")):
        Custody.objects.filter(child=town.person("Deniz")).delete()
    trajectory = at_consent(town)
    refused = post(town, trajectory)
    assert (refused.status_code, "gezag" in refused.content.decode()) == (422, True)
    assert post(town, trajectory, ground="measure", why="OTS").status_code == 302


def test_the_database_wants_an_exception_where_somebody_does_not_agree(town: Town) -> None:
    trajectory = at_consent(town)
    post(town, trajectory)
    with acting(town.actor("Tess")), pytest.raises(IntegrityError), transaction.atomic():
        YouthConsent.objects.filter(trajectory=trajectory).update(agrees=False)
