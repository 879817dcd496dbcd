"""The meldcode: five steps in their order, a weighing, a decision, and nobody who does not act in it knows of any."""

from __future__ import annotations

import datetime
from contextlib import suppress
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.models import Clock, Compartment, MeldcodeRound, MeldcodeStep, Task, TimelineEvent
from casework.models.meldcode import QUESTIONS
from casework.services import NotAllowed, close_compartment, open_compartment, record_meldcode_step, restart_meldcode
from casework.services.meldcode import Recording, Unanswered, advised
from privacy.acting import acting
from privacy.choices import Domain, Role
from tests.casework.closed import SECRET, make_compartment, remove
from tests.casework.test_work_in_compartment import OTHERS, counts_of, page_of
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_user

Decision = MeldcodeStep.Decision
SAFE = dict.fromkeys(QUESTIONS, True) | {"is_unsafe": False}
UNSAFE = {"is_suspected": True, "is_unsafe": True}


def today() -> datetime.date:
    return timezone.localdate()


def record(town: Town, compartment: Compartment, number: int, *, who: str = "Tess", **more: Any) -> MeldcodeStep:
    """A step, filled in right unless `more` says otherwise."""
    values: dict[str, Any] = {"done_on": today(), "text": "" if more.get("is_skipped") else SECRET}
    if number == MeldcodeStep.Number.WEIGH and not more.get("is_skipped"):
        values["answers"] = UNSAFE
    if number == MeldcodeStep.Number.DECIDE:
        values["decision"] = Decision.REPORT
    entry = MeldcodeStep.objects.filter(round__compartment=compartment, round__ended_on=None).count() + 1
    actor = town.actor(who)
    with acting(actor), transaction.atomic():
        return record_meldcode_step(
            actor=actor,
            compartment=compartment,
            recording=Recording(number, **{"entry": entry} | values | more),
            at=town.now,
        )


def through(town: Town, compartment: Compartment, until: int) -> None:
    for number in range(1, until + 1):
        record(town, compartment, number)


def test_the_five_steps_go_from_signals_to_a_decision(town: Town) -> None:
    compartment = make_compartment(town, "Joris")
    for number in range(1, 6):
        record(town, compartment, number, who="Joris" if number == 2 else "Tess")
    steps = list(MeldcodeStep.objects.order_by("entry"))
    assert [step.author.name for step in steps][:2] == ["Tess Mulder", "Joris Smit"]
    assert (steps[3].advised, steps[4].advised, steps[4].decision) == (Decision.REPORT,) * 3
    assert MeldcodeRound.objects.get().ended_on == today()
    with pytest.raises(NotAllowed, match="al beslist"):
        record(town, compartment, 3, entry=1)


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_a_step_comes_after_those_before_it(town: Town, number: int) -> None:
    compartment = make_compartment(town)
    with pytest.raises(NotAllowed, match="Leg eerst deze stap vast"):
        record(town, compartment, number)
    assert not MeldcodeRound.objects.exists()


def test_a_step_is_skipped_with_a_reason_only_and_can_be_done_later(town: Town) -> None:
    compartment = make_compartment(town)
    through(town, compartment, 2)
    with pytest.raises(NotAllowed, match="waarom u deze stap overslaat"):
        record(town, compartment, 3, is_skipped=True, reason=" ")
    record(town, compartment, 3, is_skipped=True, reason="een gesprek maakt het onveiliger")
    record(town, compartment, 4)
    record(town, compartment, 3)
    assert list(MeldcodeStep.objects.filter(number=3).values_list("is_skipped", flat=True)) == [True, False]


def test_the_decision_cannot_be_skipped(town: Town) -> None:
    compartment = make_compartment(town)
    through(town, compartment, 4)
    with pytest.raises(NotAllowed, match="niet overslaan"):
        record(town, compartment, 5, is_skipped=True, reason="geen tijd")


def test_who_decides_against_the_weighing_says_why(town: Town) -> None:
    compartment = make_compartment(town)
    through(town, compartment, 4)
    with pytest.raises(NotAllowed, match="volgt een melding"):
        record(town, compartment, 5, decision=Decision.HELP)
    record(town, compartment, 5, decision=Decision.HELP, reason="Veilig Thuis is er al bij")
    assert MeldcodeStep.objects.get(number=5).decision == Decision.HELP


@pytest.mark.parametrize("answers", list(product([True, False, None], repeat=5)))
def test_every_set_of_answers_leads_to_one_outcome_or_asks_the_question_that_is_open(
    answers: tuple[bool | None, ...],
) -> None:
    given = dict(zip(QUESTIONS, answers, strict=True))
    if None in answers:
        with suppress(Unanswered):
            advised(given)
        return
    outcome = advised(given)
    assert (outcome == Decision.CLOSE) == (given["is_suspected"] is False)
    assert (outcome == Decision.HELP) == (given == SAFE)


@pytest.mark.parametrize(
    "answers", [{}, {"is_suspected": True}, {"is_suspected": False, "is_unsafe": True}, UNSAFE | {"is_accepted": True}]
)
def test_the_questions_are_answered_in_their_order(town: Town, answers: dict[str, bool]) -> None:
    compartment = make_compartment(town)
    through(town, compartment, 3)
    with pytest.raises(Unanswered):
        record(town, compartment, 4, answers=answers)


@pytest.mark.parametrize("days", [1, -30])
def test_a_step_has_a_day_that_has_been_and_not_before_its_cause(town: Town, days: int) -> None:
    compartment = make_compartment(town)
    record(town, compartment, 1)
    with pytest.raises(NotAllowed, match="Deze dag"):
        record(town, compartment, 2, done_on=today() + datetime.timedelta(days=days))


def test_it_begins_anew_at_any_moment_with_a_reason_and_keeps_what_was(town: Town) -> None:
    compartment, tess = make_compartment(town), town.actor("Tess")
    through(town, compartment, 2)
    with acting(tess), pytest.raises(NotAllowed, match="waarom"):
        restart_meldcode(actor=tess, compartment=compartment, reason="", started_on=today(), at=town.now)
    with acting(tess):
        restart_meldcode(actor=tess, compartment=compartment, reason="nieuwe signalen", started_on=today(), at=town.now)
    record(town, compartment, 1)
    first, second = MeldcodeRound.objects.order_by("number")
    assert (first.steps.count(), second.steps.count(), first.ended_on) == (2, 1, today())


def test_two_who_write_at_once_do_not_both_take_the_place(town: Town) -> None:
    compartment = make_compartment(town, "Joris")
    record(town, compartment, 1)
    record(town, compartment, 2)
    with pytest.raises(NotAllowed, match="Iemand anders"):
        record(town, compartment, 2, who="Joris", entry=2)


def test_what_the_database_refuses(town: Town) -> None:
    compartment = make_compartment(town)
    step = record(town, compartment, 1)
    for change in ({"text": ""}, {"is_skipped": True, "reason": ""}, {"is_suspected": True}, {"decision": "help"}):
        with acting(town.actor("Tess")), pytest.raises(IntegrityError), transaction.atomic():
            MeldcodeStep.objects.filter(pk=step.pk).update(**change)


def test_a_closed_dossier_and_one_about_something_else_take_no_steps(town: Town) -> None:
    compartment, tess = make_compartment(town), town.actor("Tess")
    with acting(tess):
        other = open_compartment(
            actor=tess,
            household_id=town.de_vries.pk,
            kind=Compartment.Kind.SAFETY,
            domain=Domain.YOUTH,
            reason="dreiging",
            at=town.now,
        )
        close_compartment(actor=tess, compartment=compartment, at=town.now)
    for refused in (compartment, other):
        with pytest.raises(NotAllowed):
            record(town, refused, 1)


def test_the_screens_go_through_the_steps_and_say_what_is_wrong(town: Town) -> None:
    compartment = make_compartment(town)
    tess = town.client("Tess")
    day = today().isoformat()
    empty = tess.post(page_of(compartment, "meldcode_step", 1), {"entry": 1, "done_on": day, "text": " "})
    assert (empty.status_code, "Schrijf op wat er is gedaan" in empty.content.decode()) == (422, True)
    for number in range(1, 6):
        data = {"entry": number, "done_on": day, "text": SECRET, "decision": "report"}
        data |= {"is_suspected": "yes", "is_unsafe": "yes"} if number == 4 else {}
        assert tess.get(page_of(compartment, "meldcode_step", number)).status_code == 200
        answer = tess.post(page_of(compartment, "meldcode_step", number), data)
        assert answer.status_code == 302, answer.content.decode()
    page = tess.get(page_of(compartment)).content.decode()
    assert "melden bij Veilig Thuis" in page
    assert page_of(compartment, "meldcode_step", 1) not in page
    data = {"started_on": day, "reason": "nieuwe signalen"}
    assert tess.post(page_of(compartment, "restart_meldcode"), data).status_code == 302
    assert "Ronde 2" in tess.get(page_of(compartment)).content.decode()
    assert tess.get(page_of(compartment, "meldcode_step", 6)).status_code == 404


@pytest.mark.parametrize("who", OTHERS)
def test_for_who_does_not_act_in_it_nothing_of_it_is_anywhere(town: Town, who: str) -> None:
    compartment = make_compartment(town, "Joris")
    client = town.client(who)
    sought = {"query": "de Vries", "q": "de Vries"}
    urls = [reverse(name) for name in ("home", "casework:team", "casework:worklist")]
    parts = ("household", "below", "timeline", "household_sharing", "begin_trajectory")
    urls += [reverse(f"casework:{name}", args=[town.de_vries.pk]) for name in parts]
    urls.append(reverse("casework:household_changes", args=[town.de_vries.pk]))
    urls.append(f"{reverse('privacy:change_history')}?huishouden={town.de_vries.pk}")
    client.get(urls[3])
    before = counts_of(town), Task.objects.count(), Clock.objects.count()
    through(town, compartment, 5)
    assert (counts_of(town), Task.objects.count(), Clock.objects.count()) == before
    for url in urls:
        page = client.get(url).content.decode()
        assert SECRET not in page
        assert page_of(compartment) not in page
        assert "meldcode" not in page.lower()
        assert "1 nieuw" not in page
    assert SECRET not in client.post(reverse("casework:search"), sought).content.decode()
    for name, more in (("meldcode_step", [1]), ("restart_meldcode", [])):
        assert client.get(page_of(compartment, name, *more)).status_code == 404
        assert client.post(page_of(compartment, name, *more), {"reason": "x"}).status_code == 404


def test_a_youth_professional_of_another_household_finds_nothing(town: Town) -> None:
    """The near miss: the same role and domain, another household; and one of this household who was taken out."""
    with acting_anywhere(town.actor("Anja")):
        make_user(town, "Kim Jansen", "Wijkteam Haven", Role.PROFESSIONAL, Domain.YOUTH)
    compartment = make_compartment(town, "Joris")
    through(town, compartment, 1)
    remove(town, compartment, "Joris")
    for who in ("Kim", "Joris"):
        client = town.client(who)
        assert client.get(page_of(compartment)).status_code == 404
        assert client.get(page_of(compartment, "meldcode_step", 2)).status_code == 404


def test_what_happens_in_it_is_told_inside_alone(town: Town) -> None:
    compartment = make_compartment(town)
    through(town, compartment, 2)
    told = TimelineEvent.objects.filter(sentence__startswith="Gedaan")
    assert set(told.values_list("compartment", flat=True)) == {compartment.pk}
