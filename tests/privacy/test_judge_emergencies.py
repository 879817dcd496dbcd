"""The after-review of emergencies: a queue that empties by judgements only."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from privacy.acting import acting
from privacy.choices import Role
from privacy.models import AccessRecord, BreakGlass, Membership, ReviewItem
from privacy.reviews import CannotJudge, judge
from privacy.services import system_actor
from tests.casework.test_break_glass import WHY, opened, page_of
from tests.over_the_walls import acting_anywhere
from tests.people import LONG_AGO, Town

QUEUE = reverse("privacy:reviews")


@pytest.fixture
def item(town: Town) -> ReviewItem:
    return ReviewItem.objects.get(break_glass=opened(town))


def answer(town: Town, item: ReviewItem, who: str = "Pieter", **other: str) -> Any:
    values = {"judgement": "justified", "words": "kinderen waren in gevaar"}
    return town.client(who).post(reverse("privacy:review", args=[item.pk]), values | other)


def test_the_queue_shows_who_waits_for_a_judgement(town: Town, item: ReviewItem) -> None:
    page = town.client("Pieter").get(QUEUE).content.decode()
    assert "Bram Dekker: De Vries-Yılmaz" in page
    assert "te laat" not in page


def test_what_waits_too_long_is_marked(town: Town, item: ReviewItem, monkeypatch: pytest.MonkeyPatch) -> None:
    later = town.now + datetime.timedelta(days=8)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "te laat" in town.client("Pieter").get(QUEUE).content.decode()


def test_the_officer_sees_why_and_what_was_looked_at(town: Town, item: ReviewItem) -> None:
    page_of(town, "Bram")
    page = town.client("Pieter").get(reverse("privacy:review", args=[item.pk])).content.decode()
    for words in (WHY, "iemand is nu niet veilig", "1 keer noodtoegang", "Fatima Bennani (nog niet gezien)", "bekeek"):
        assert words in page
    assert AccessRecord.objects.filter(event="reviewitem.read", household_id=town.de_vries.pk).exists()


def test_what_the_worker_did_elsewhere_or_before_is_not_shown(town: Town) -> None:
    town.client("Bram").get(reverse("casework:household", args=[town.bakker.pk]))
    item = ReviewItem.objects.get(break_glass=opened(town))
    town.client("Bram").get(reverse("casework:household", args=[town.bakker.pk]))
    page = town.client("Pieter").get(reverse("privacy:review", args=[item.pk])).content.decode()
    assert "Bakker" not in page


@pytest.mark.parametrize("judgement", ["justified", "not_justified"])
def test_a_judgement_closes_it(town: Town, item: ReviewItem, judgement: str) -> None:
    assert answer(town, item, judgement=judgement).status_code == 302
    item.refresh_from_db()
    assert (item.judgement, item.judged_by) == (judgement, town.user("Pieter"))
    assert item.closed_at is not None
    assert "Alles is beoordeeld" in town.client("Pieter").get(QUEUE).content.decode()


def test_asking_more_keeps_it_open(town: Town, item: ReviewItem) -> None:
    assert answer(town, item, judgement="ask_more", words="Bram gebeld").status_code == 302
    item.refresh_from_db()
    assert item.closed_at is None
    assert answer(town, item).status_code == 302
    assert list(item.history.values_list("judgement", flat=True)) == ["justified", "ask_more", ""]


@pytest.mark.parametrize("changes", [{"judgement": ""}, {"judgement": "fine"}, {"words": " "}, {"words": "x" * 2001}])
def test_bad_input_gets_a_sentence(town: Town, item: ReviewItem, changes: dict[str, str]) -> None:
    assert answer(town, item, **changes).status_code == 422
    item.refresh_from_db()
    assert item.judgement == ""


def test_a_judgement_stands(town: Town, item: ReviewItem) -> None:
    answer(town, item)
    assert answer(town, item, judgement="not_justified").status_code == 422
    with acting_anywhere(town.actor("Pieter")), pytest.raises(IntegrityError, match="stands"), transaction.atomic():
        ReviewItem.objects.filter(pk=item.pk).update(words="toch anders")


def test_nobody_judges_themselves(town: Town) -> None:
    with acting(system_actor("tests")):
        Membership.objects.create(
            user=town.user("Bram"), team=town.teams["Privacy"], role=Role.PRIVACY_OFFICER, valid_from=LONG_AGO
        )
    item = ReviewItem.objects.get(break_glass=opened(town))
    page = town.client("Bram").get(reverse("privacy:review", args=[item.pk])).content.decode()
    assert "U kunt niet uzelf beoordelen" in page
    assert answer(town, item, "Bram").status_code == 422
    with acting(town.actor("Bram")), pytest.raises(IntegrityError, match="somebody_else"), transaction.atomic():
        ReviewItem.objects.filter(pk=item.pk).update(
            judgement="justified", words="ja", judged_by=town.user("Bram"), judged_at=town.now
        )


def test_whoever_is_no_officer_judges_nothing(town: Town, item: ReviewItem) -> None:
    with acting(town.actor("Anja")), pytest.raises(CannotJudge):
        judge(actor=town.actor("Anja"), item=item, judgement=ReviewItem.Judgement.JUSTIFIED, words="prima", at=town.now)


def test_it_cannot_be_closed_or_removed_without_a_judgement(town: Town, item: ReviewItem) -> None:
    with acting_anywhere(town.actor("Pieter")):
        for changes in ({"closed_at": town.now}, {"judgement": "justified"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ReviewItem.objects.filter(pk=item.pk).update(**changes)
        with pytest.raises(IntegrityError, match="by a judgement only"), transaction.atomic():
            ReviewItem.objects.filter(pk=item.pk).delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            BreakGlass.objects.filter(pk=item.break_glass_id).delete()


@pytest.mark.parametrize("who", ["Fatima", "Joris", "Anja", "Bram"])
def test_others_get_a_404_that_is_recorded(town: Town, item: ReviewItem, who: str) -> None:
    client, one = town.client(who), reverse("privacy:review", args=[item.pk])
    assert [client.get(QUEUE).status_code, client.get(one).status_code, client.post(one).status_code] == [404] * 3
    assert AccessRecord.objects.filter(event="reviewitem.denied", actor_id=town.user(who).pk).count() == 3
