"""What stands in the file already is not asked twice: proof is shown, other answers are filled in beforehand."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.urls import reverse

from casework.models import Offer, Trajectory, YouthAllocation
from casework.services import CannotTake
from casework.services.wmo import record_offer
from casework.services.youth import allocate
from privacy.acting import acting
from tests.casework.ways import Said, begun, filled_in, posted, take, today, walk
from tests.people import Town

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def asked(town: Town, who: str, trajectory: Trajectory, step: str) -> Any:
    answer = town.client(who).get(reverse("casework:take_step", args=[trajectory.pk, step]))
    assert answer.status_code == 200
    return answer


@pytest.fixture
def inquiring(town: Town) -> Trajectory:
    """Joris's inquiry, in which plan and support were offered."""
    return walk(town, begun(town, "wmo"), until="inquire", start=today() - 20 * DAY)


def test_the_report_asks_only_what_was_not_offered_yet(town: Town, inquiring: Trajectory) -> None:
    answer = asked(town, "Joris", inquiring, "conclude")
    form, page = answer.context["form"], answer.content.decode()
    assert {"plan_offered", "support_offered"}.isdisjoint(form.fields)
    assert form.fields["budget_explained"].required
    assert len(form.shown) == 2
    assert "Gewezen op het persoonlijk plan" in page
    assert "al gedaan" in page


def test_what_is_proven_stands_with_the_step_though_nobody_ticked_it(town: Town, inquiring: Trajectory) -> None:
    taking = filled_in("wmo", Said("conclude", {"budget_explained": True}), number=5, on=today())
    address = reverse("casework:take_step", args=[inquiring.pk, "conclude"])
    assert town.client("Joris").post(address, posted(taking)).status_code == 302
    facts = inquiring.steps.get(step="conclude").facts
    assert facts == {"plan_offered": True, "support_offered": True, "budget_explained": True}
    assert Offer.objects.filter(trajectory=inquiring).count() == 3


def test_what_is_missing_is_still_refused(town: Town, inquiring: Trajectory) -> None:
    with pytest.raises(CannotTake) as refusal:
        take(town, town.actor("Joris"), inquiring, filled_in("wmo", Said("conclude"), number=5, on=today()))
    assert {*refusal.value.complaints} == {"budget_explained"}


def test_what_was_offered_after_the_day_of_the_step_proves_nothing_of_it(town: Town, inquiring: Trajectory) -> None:
    joris, day = town.actor("Joris"), today() - 2 * DAY
    about: dict[str, Any] = {"what": Offer.What.BUDGET, "how": Offer.How.PHONE, "offered_on": today() - DAY}
    with acting(joris):
        record_offer(actor=joris, trajectory=inquiring, at=town.now, **about)
    taking = filled_in("wmo", Said("conclude"), number=5, on=day)
    answer = town.client("Joris").post(reverse("casework:take_step", args=[inquiring.pk, "conclude"]), posted(taking))
    assert answer.status_code == 422
    assert "gaat vooraf aan de stap" in str(answer.context["form"].errors["on"])
    with pytest.raises(CannotTake):
        take(town, joris, inquiring, taking)


def test_with_all_three_recorded_nothing_is_asked_but_the_day(town: Town, inquiring: Trajectory) -> None:
    joris = town.actor("Joris")
    about: dict[str, Any] = {"what": Offer.What.BUDGET, "how": Offer.How.PHONE, "offered_on": today() - 3 * DAY}
    with acting(joris):
        record_offer(actor=joris, trajectory=inquiring, at=town.now, **about)
    assert {*asked(town, "Joris", inquiring, "conclude").context["form"].fields} == {"number", "on", "reason"}
    take(town, joris, inquiring, filled_in("wmo", Said("conclude"), number=5, on=today()))


def test_an_offer_of_another_trajectory_proves_nothing_here(town: Town, inquiring: Trajectory) -> None:
    other = begun(town, "wmo")
    take(town, town.actor("Joris"), other, filled_in("wmo", Said("report", {"by": "family"}), number=1, on=today()))
    form = asked(town, "Joris", other, "confirm").context["form"]
    assert {"plan_offered", "support_offered"} <= {*form.fields}


@pytest.fixture
def granted(town: Town) -> Trajectory:
    """Tess's youth help for Deniz, granted and not begun."""
    return walk(town, begun(town, "youth"), until="grant", start=today() - 60 * DAY)


def allocated(town: Town, trajectory: Trajectory, provider: str, *, starts_on: datetime.date) -> None:
    tess = town.actor("Tess")
    row = YouthAllocation(
        trajectory=trajectory,
        person=town.person("Deniz"),
        category="45",
        provider=provider,
        starts_on=starts_on,
        ends_on=starts_on + 90 * DAY,
    )
    with acting(tess):
        allocate(actor=tess, allocation=row, at=town.now)


def test_the_provider_of_the_newest_allocation_is_filled_in_and_may_be_changed(town: Town, granted: Trajectory) -> None:
    assert asked(town, "Tess", granted, "start").context["form"].fields["provider"].initial is None
    allocated(town, granted, "De Vlieger", starts_on=today() - 5 * DAY)
    allocated(town, granted, "De Brug", starts_on=today())
    answer = asked(town, "Tess", granted, "start")
    assert answer.context["form"].fields["provider"].initial == "De Brug"
    assert "Overgenomen uit de toewijzing" in answer.content.decode()
    number = granted.steps.count() + 1
    taking = filled_in("youth", Said("start", {"provider": "De Overkant"}), number=number, on=today())
    assert (
        town.client("Tess").post(reverse("casework:take_step", args=[granted.pk, "start"]), posted(taking)).status_code
        == 302
    )
    granted.refresh_from_db()
    assert granted.provider == "De Overkant"
