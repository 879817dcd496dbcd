"""Allocating jeugdhulp, measures, and who sees any of it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.urls import reverse

from casework.models import AgeReached, Handover, ProtectionMeasure, Trajectory, YouthAllocation, YouthConsent
from casework.services import NotAllowed
from casework.services.youth import allocate, stop_allocation
from casework.workflow.youth_questions import REFERRER
from casework.youth import codes
from casework.youth.rules import reaches
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Role
from tests.casework.ways import begun, filled_in, said, take, today, walk
from tests.over_the_walls import acting_anywhere
from tests.people import BORN, Town, make_user

DAY = datetime.timedelta(days=1)
OWN: list[type[Model]] = [YouthConsent, YouthAllocation, ProtectionMeasure, Handover, AgeReached]


def running(town: Town) -> Trajectory:
    return walk(town, begun(town, "youth"), until="start", start=today() - 60 * DAY)


def made(town: Town, trajectory: Trajectory, **more: Any) -> YouthAllocation:
    values: dict[str, Any] = {"category": "45", "provider": "De Brug", "starts_on": today() - DAY, "ends_on": today()}
    tess = town.actor("Tess")
    with acting(tess):
        asked = YouthAllocation(trajectory=trajectory, person=town.person("Deniz"), **values | more)
        return allocate(actor=tess, allocation=asked, at=town.now)


def step(town: Town, trajectory: Trajectory, key: str, **answers: Any) -> None:
    number = trajectory.steps.count() + 1
    take(town, town.actor("Tess"), trajectory, filled_in("youth", said(key, **answers), number=number, on=today()))


def test_help_is_allocated_and_stopped_on_the_screens(town: Town) -> None:
    trajectory, tess = running(town), town.client("Tess")
    day = (today() - 10 * DAY).isoformat()
    data = {"person": town.person("Deniz").pk, "provider": "De Brug", "category": "45", "volume": 4, "unit": "04"}
    data |= {"frequency": "2", "product_code": "45A12", "starts_on": day, "ends_on": (today() + 90 * DAY).isoformat()}
    url = reverse("casework:allocate", args=[trajectory.pk])
    assert tess.get(url).status_code == 200
    assert tess.post(url, data).status_code == 302
    allocation = YouthAllocation.objects.get()
    page = tess.get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    for words in ("De Brug", "ambulante jeugdhulp", "4 uren per week", "gemeente (01)"):
        assert words in page
    stop = reverse("casework:stop_allocation", args=[allocation.pk])
    assert tess.post(stop, {"stopped_on": today().isoformat(), "stop_reason": "31"}).status_code == 302
    assert "volgens plan klaar" in tess.get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"category": "99"}, "productcategorie"),
        ({"volume": 4}, "alle drie"),
        ({"ends_on": datetime.date(2020, 1, 1)}, "voor het begin"),
        ({"ends_on": datetime.date(2035, 1, 1)}, "wordt 18"),
    ],
)
def test_an_allocation_that_does_not_fit_is_refused(town: Town, change: dict[str, Any], sentence: str) -> None:
    trajectory = running(town)
    with pytest.raises(NotAllowed, match=sentence):
        made(town, trajectory, **change)


def test_after_the_extension_help_goes_on_until_its_end_and_no_later(town: Town) -> None:
    trajectory, until = running(town), datetime.date(2031, 6, 30)
    step(town, trajectory, "extend", extension_ground="began_before", extended_until=until)
    assert made(town, trajectory, ends_on=until).ends_on == until
    with pytest.raises(NotAllowed, match="wordt 18"):
        made(town, trajectory, ends_on=until + DAY)
    assert trajectory.tasks.filter(title__startswith="Verlengde jeugdhulp").exists()


def test_nothing_is_extended_beyond_23(town: Town) -> None:
    trajectory = running(town)
    with pytest.raises(NotAllowed, match="tot 23 jaar"):
        step(town, trajectory, "extend", extension_ground="resumed", extended_until=reaches(BORN["Deniz"], 23))


def test_help_stops_once_within_its_days_with_a_reason(town: Town) -> None:
    allocation, tess = made(town, running(town)), town.actor("Tess")
    for day, reason in ((today() + DAY, "31"), (today() - 9 * DAY, "31"), (today(), "00")):
        with acting(tess), pytest.raises(NotAllowed):
            stop_allocation(actor=tess, allocation=allocation, stopped_on=day, stop_reason=reason, at=town.now)
    with acting(tess):
        stop_allocation(actor=tess, allocation=allocation, stopped_on=today(), stop_reason="31", at=town.now)
    with acting(tess), pytest.raises(NotAllowed, match="al gestopt"):
        stop_allocation(actor=tess, allocation=allocation, stopped_on=today(), stop_reason="31", at=town.now)


@pytest.mark.parametrize(
    "change", [{"category": "x"}, {"volume": 1}, {"stopped_on": today()}, {"ends_on": datetime.date(2000, 1, 1)}]
)
def test_what_the_database_refuses(town: Town, change: dict[str, Any]) -> None:
    allocation = made(town, running(town))
    with acting(town.actor("Tess")), pytest.raises(IntegrityError), transaction.atomic():
        YouthAllocation.objects.filter(pk=allocation.pk).update(**change)


def test_a_measure_is_kept_with_its_institution_and_its_end(town: Town) -> None:
    trajectory, tess = running(town), town.client("Tess")
    until = today() + 360 * DAY
    step(town, trajectory, "protect", measure="supervision", institution="GI Flevoland", measure_until=until)
    measure = ProtectionMeasure.objects.get(trajectory=trajectory)
    assert (measure.kind, measure.starts_on, measure.ends_on) == ("supervision", today(), until)
    lifted = {"ends_on": (today() + 30 * DAY).isoformat()}
    assert tess.post(reverse("casework:end_measure", args=[measure.pk]), lifted).status_code == 302
    assert "GI Flevoland" in tess.get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()


def test_supervision_lasts_a_year_at_most_at_a_time(town: Town) -> None:
    trajectory, until = running(town), today() + 380 * DAY
    with pytest.raises(NotAllowed, match="een jaar"):
        step(town, trajectory, "protect", measure="supervision", institution="GI", measure_until=until)
    assert not trajectory.steps.filter(step="protect").exists()


def test_every_referrer_has_a_code_and_every_list_a_source() -> None:
    assert {codes.referrer_code(key) for key, _words in REFERRER.choices} == {f"0{n}" for n in (1, 2, 3, 4, 5, 6, 8)}
    for name in (codes.CATEGORY, codes.UNIT, codes.FREQUENCY, codes.STOP_REASON):
        assert codes.words_of(name)


@pytest.mark.parametrize("who", ["Fatima", "Noor", "Joris", "Kim", "Bram"])
def test_who_does_not_see_what_the_help_is_sees_nothing_of_it(town: Town, who: str) -> None:
    """Near misses: other domains of this household, and the same role and domain at another household."""
    with acting_anywhere(town.actor("Anja")):
        make_user(town, "Kim Jansen", "Wijkteam Haven", Role.PROFESSIONAL, Domain.YOUTH)
    trajectory = running(town)
    allocation = made(town, trajectory)
    step(town, trajectory, "protect", measure="guardianship", institution="GI")
    for model in OWN:
        assert not scope(model, town.actor(who), Purpose.HELP).exists()
    client = town.client(who)
    for name, pk in (("allocate", trajectory.pk), ("stop_allocation", allocation.pk)):
        assert client.get(reverse(f"casework:{name}", args=[pk])).status_code == 404
    measure = ProtectionMeasure.objects.get()
    assert client.get(reverse("casework:end_measure", args=[measure.pk])).status_code == 404
