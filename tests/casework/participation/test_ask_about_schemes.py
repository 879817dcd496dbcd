"""Schemes that may be unused: a question with readable conditions, an answer that is kept, and never a decision."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from casework.models import Decision, Exemption, Scheme, SchemeAnswer, Task, Trajectory
from casework.models.participation import HouseholdFact, check_conditions
from casework.participation.asking import facts_of, to_ask
from casework.services import NotAllowed
from casework.services.participation import answer_scheme
from households.dates import PartialDate
from households.models import Person
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose, Role
from tests.casework.ways import begun, filled_in, let_karim_work, posted, said, today, walk
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_user

ON = datetime.date(2026, 11, 20)
Answer = SchemeAnswer.Answer


def running(town: Town, until: str = "grant") -> Trajectory:
    return walk(town, begun(town, "participation"), until=until, start=today() - datetime.timedelta(days=200))


def page(town: Town, trajectory: Trajectory, who: str = "Karim") -> str:
    return town.client(who).get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()


def born(day: datetime.date) -> Person:
    return Person(birth_date=PartialDate.from_date(day))


def scheme(fact: str, key: str = "x") -> Scheme:
    return Scheme(key=key, title=key, conditions=[{"fact": fact, "words": "voorwaarde"}])


@given(birth=st.dates(datetime.date(1920, 1, 1), ON))
def test_facts_follow_from_ages_alone(birth: datetime.date) -> None:
    facts = facts_of([born(birth)], ON)
    age = PartialDate.from_date(birth).age_on(ON)
    assert age is not None
    assert (facts["adult"], facts["child"]) == (age[0] >= 18, age[0] < 18)
    assert (facts["young_child"], facts["pensioner"], facts["ask"]) == (age[0] < 13, age[0] >= 67, None)


def test_an_age_that_is_not_known_is_asked_and_not_guessed() -> None:
    facts = facts_of([Person(birth_date=PartialDate(2008)), Person(birth_date=None)], ON)
    assert (facts["adult"], facts["child"], facts["pensioner"]) == (None, None, None)


def test_no_condition_can_look_at_anything_but_ages() -> None:
    assert set(HouseholdFact.values) == {"adult", "child", "young_child", "pensioner", "ask"}
    wrong: list[Any] = [[], "x", [{"fact": "nationality", "words": "Nederlander"}], [{"fact": "adult", "words": " "}]]
    for one in wrong:
        with pytest.raises(ValidationError):
            check_conditions(one)
    for kept in Scheme.objects.none():
        check_conditions(kept.conditions)


@pytest.mark.parametrize(
    ("answer", "months", "asked"),
    [("uses", 11, False), ("uses", 13, True), ("later", 2, False), ("later", 4, True), ("declines", 11, False)],
)
def test_what_was_answered_is_not_asked_again_too_soon(answer: str, months: int, asked: bool) -> None:
    about = scheme("ask")
    given_on = ON - datetime.timedelta(days=months * 31)
    kept = SchemeAnswer(scheme=about, answer=answer, asked_on=given_on)
    assert bool(to_ask([about], [kept], facts_of([], ON), on=ON)) == asked


def test_a_condition_that_does_not_hold_is_no_question() -> None:
    facts = facts_of([born(datetime.date(1990, 1, 1))], ON)
    assert [one.scheme.key for one in to_ask([scheme("child", "a"), scheme("adult", "b")], [], facts, on=ON)] == ["b"]


def test_the_page_asks_and_keeps_the_answer(town: Town) -> None:
    trajectory = running(town)
    shown = page(town, trajectory)
    for words in ("Mogelijk recht, niet gebruikt: vraag", "geen besluiten", "Kindgebonden budget", "vraag na"):
        assert words in shown
    assert "AIO" not in shown  # nobody of that age lives here
    asked = Scheme.objects.get(key="huurtoeslag")
    url = reverse("casework:answer_scheme", args=[trajectory.pk, asked.pk])
    karim = town.client("Karim")
    assert url in shown
    assert karim.get(url).status_code == 200
    decided = Decision.objects.count()
    assert karim.post(url, {"asked_on": today().isoformat(), "answer": ""}).status_code == 422
    data = {"asked_on": today().isoformat(), "answer": "wants_help", "note": "weet niet hoe"}
    assert karim.post(url, data).status_code == 302
    shown = page(town, trajectory)
    assert "wil aanvragen, met hulp" in shown
    assert url not in shown
    assert Task.objects.filter(trajectory=trajectory, title__contains="Huurtoeslag").exists()
    assert Decision.objects.count() == decided


def test_an_answer_has_a_day_that_has_been(town: Town) -> None:
    trajectory, karim = running(town), town.actor("Karim")
    with acting(karim), pytest.raises(NotAllowed):
        answer_scheme(
            actor=karim,
            trajectory=trajectory,
            scheme=Scheme.objects.earliest("key"),
            answer=Answer.USES,
            asked_on=today() + datetime.timedelta(days=1),
            at=town.now,
        )


@pytest.mark.django_db
def test_two_rows_of_one_scheme_do_not_hold_on_one_day() -> None:
    row = Scheme.objects.earliest("key")
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db
def test_every_first_scheme_can_be_read_and_is_to_be_checked() -> None:
    for row in Scheme.objects.all():
        row.full_clean(exclude=["valid_from"], validate_constraints=False)
        assert "controleer" in row.source or "voorbeeld" in row.source


def test_the_ladder_is_drawn_with_the_same_in_words(town: Town) -> None:
    shown = page(town, running(town, until="ladder"))
    for words in ("Nu op trede 4: onbetaald werk", "2: sociale contacten", "ladder__line"):
        assert words in shown


def test_an_exemption_has_its_ground_and_end_and_comes_back_on_the_worklist(town: Town) -> None:
    trajectory = running(town)
    number, until = trajectory.steps.count() + 1, today() + datetime.timedelta(days=180)
    taking = filled_in("participation", said("exempt"), number=number, on=today())
    data = posted(taking) | {"exempt_until": until.isoformat(), "exemption-ground": "care"}
    url = reverse("casework:take_step", args=[trajectory.pk, "exempt"])
    karim = town.client("Karim")
    assert karim.post(url, data).status_code == 422
    data |= {"exemption-person": str(town.person("Emre").pk), "exemption-duties": "solliciteren"}
    assert karim.post(url, data).status_code == 302
    kept = Exemption.objects.get(trajectory=trajectory)
    assert (kept.person, kept.ends_on) == (town.person("Emre"), until)
    assert Task.objects.filter(trajectory=trajectory, title__startswith="Ontheffing loopt af").exists()
    assert "solliciteren" in page(town, trajectory)


@pytest.mark.parametrize("who", ["Fatima", "Noor", "Tess", "Ada", "Bram"])
def test_who_does_not_see_what_the_help_is_sees_nothing_of_it(town: Town, who: str) -> None:
    """Near misses: other domains of this household, and the same role and domain at another household."""
    let_karim_work(town)
    with acting_anywhere(town.actor("Anja")):
        make_user(town, "Ada Prins", "Wijkteam Haven", Role.PROFESSIONAL, Domain.PARTICIPATION)
    trajectory, karim = running(town), town.actor("Karim")
    asked = Scheme.objects.earliest("key")
    with acting(karim):
        answer_scheme(
            actor=karim, trajectory=trajectory, scheme=asked, answer=Answer.USES, asked_on=today(), at=town.now
        )
    assert not scope(SchemeAnswer, town.actor(who), Purpose.HELP).exists()
    assert not scope(Exemption, town.actor(who), Purpose.HELP).exists()
    client = town.client(who)
    assert client.get(reverse("casework:answer_scheme", args=[trajectory.pk, asked.pk])).status_code == 404
    assert client.get(reverse("casework:trajectory", args=[trajectory.pk])).status_code == 404
