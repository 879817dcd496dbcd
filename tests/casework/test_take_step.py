"""Taking a step out of order, wrongly filled in, or somebody else's: refused in plain words, nothing half-done."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from casework.models import Clock, Decision, Trajectory, TrajectoryStep
from casework.models import Task as OpenTask
from casework.services import CannotTake, NotAllowed, add_task, plan_aftercare, restart_trajectory
from casework.workflow import parts
from casework.workflow.checking import Taking
from households.dates import PartialDate
from households.models import Person, Residence
from privacy.acting import acting
from privacy.choices import Domain
from privacy.services import system_actor
from tests.casework.ways import WAYS, Said, begun, filled_in, posted, said, take, today, walk
from tests.people import Town

DAY = datetime.timedelta(days=1)
REPORT = WAYS["debts"][0]


@pytest.fixture
def trajectory(town: Town) -> Trajectory:
    """Noor's trajectory, after the first talk of yesterday."""
    return walk(town, begun(town), until="first_talk", start=today() - 11 * DAY)


def plan(on: datetime.date | None = None, *, number: int = 3) -> Taking:
    return filled_in("debts", WAYS["debts"][2], number=number, on=on or today())


def nothing_happened(trajectory: Trajectory, stage: str = "intake") -> bool:
    trajectory.refresh_from_db()
    made = TrajectoryStep.objects.filter(trajectory=trajectory).count()
    return (trajectory.stage, made, Decision.objects.exists()) == (stage, 2, False)


def complaint(town: Town, trajectory: Trajectory, taking: Taking, who: str = "Noor") -> dict[str, str]:
    with pytest.raises(CannotTake) as refusal, transaction.atomic():
        take(town, town.actor(who), trajectory, taking)
    assert nothing_happened(trajectory)
    return refusal.value.complaints


def test_a_step_out_of_order_is_refused_and_says_where_the_trajectory_stands(
    town: Town, trajectory: Trajectory
) -> None:
    taking = filled_in("debts", Said("check_in", {"how_it_goes": "well"}), number=3, on=today())
    assert "eerste gesprek gevoerd" in complaint(town, trajectory, taking)[""]


def test_a_step_that_somebody_was_first_with_is_refused(town: Town, trajectory: Trajectory) -> None:
    wrong = complaint(town, trajectory, plan(number=2))
    assert "Iemand anders was u voor (Eerste gesprek gevoerd, Noor de Boer)" in wrong[""]


def test_the_database_takes_a_number_once(town: Town, trajectory: Trajectory) -> None:
    step = trajectory.steps.get(number=2)
    step.pk, step._state.adding = None, True
    with acting(town.actor("Noor")), pytest.raises(IntegrityError, match="trajectory_step_once"), transaction.atomic():
        TrajectoryStep.objects.bulk_create([TrajectoryStep(**values_of(step))])


def values_of(step: TrajectoryStep) -> dict[str, Any]:
    fields = "trajectory_id household_id domain number step from_stage to_stage taken_on taken_by_id"
    return {name: getattr(step, name) for name in fields.split()}


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"on": today() + DAY}, "on", "nog niet geweest"),
        ({"on": today() - 2 * DAY}, "on", "voor de vorige stap"),
        ({"decision": None}, "ground", "zonder grond"),
        ({"facts": {}}, "protected_income", "beslagvrije voet"),
    ],
)
def test_a_step_that_is_not_filled_in_right_says_what_to_do(
    town: Town, trajectory: Trajectory, change: dict[str, Any], field: str, words: str
) -> None:
    assert words in complaint(town, trajectory, replace(plan(), **change))[field]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"ground": "   "}, "ground", "zonder grond"),
        ({"kind": "refuse"}, "kind", "welk besluit"),
        ({"sent_on": today() - DAY}, "sent_on", "voordat het besluit er was"),
        ({"sent_on": today() + DAY}, "sent_on", "nog niet geweest"),
        ({"ends_on": today()}, "starts_on", "vanaf welke dag"),
        ({"starts_on": today(), "ends_on": today() - DAY}, "ends_on", "Het einde ligt voor het begin"),
    ],
)
def test_a_decision_without_its_ground_or_with_turned_days_is_refused(
    town: Town, trajectory: Trajectory, change: dict[str, Any], field: str, words: str
) -> None:
    taking = plan()
    assert taking.decision is not None
    taking = replace(taking, decision=replace(taking.decision, **change))
    assert words in complaint(town, trajectory, taking)[field]


def test_a_day_before_its_cause_is_refused(town: Town) -> None:
    trajectory = begun(town)
    answers = REPORT.answers | {"signal_received_on": 4}
    with pytest.raises(CannotTake) as refusal:
        take(town, town.actor("Noor"), trajectory, filled_in("debts", Said("report", answers), number=1, on=today()))
    assert "eerst de oorzaak, dan het gevolg" in refusal.value.complaints["signal_received_on"]
    assert not Clock.objects.exists()


def test_a_moratorium_ends_after_its_begin_and_within_six_months(town: Town) -> None:
    trajectory = walk(town, begun(town, "moratorium"), until="request", start=today())
    grant = {"court_order": "threat", "ordered_on": 0}
    for end, words in ((-1, "Het einde ligt voor het begin"), (190, "ten hoogste 6 maanden")):
        said = Said("grant", grant | {"ends_on": end})
        with pytest.raises(CannotTake) as refusal:
            take(town, town.actor("Noor"), trajectory, filled_in("moratorium", said, number=2, on=today()))
        assert words in refusal.value.complaints["ends_on"]


def test_an_application_under_the_wmo_waits_for_the_report_or_six_weeks(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="report", start=today() - 42 * DAY)
    joris, early = town.actor("Joris"), filled_in("wmo", Said("apply"), number=2, on=today())
    with pytest.raises(CannotTake, match="Geef eerst het verslag"):
        take(town, joris, trajectory, early)
    page = town.client("Joris").get(reverse("casework:trajectory", args=[trajectory.pk]))
    assert "apply" in {step.key for step in page.context["other_steps"]}
    later = walk(town, begun(town, "wmo"), until="report", start=today() - 43 * DAY)
    assert take(town, joris, later, early).to_stage == "applied"


def test_what_was_done_already_is_not_what_the_page_offers_first(town: Town) -> None:
    def offered(until: str) -> list[str]:
        trajectory = walk(town, begun(town, "wmo"), until=until, start=today() - 2 * DAY)
        page = town.client("Joris").get(reverse("casework:trajectory", args=[trajectory.pk]))
        return [step.key for step in page.context["next_steps"]]

    assert offered("report") == ["confirm", "personal_plan", "inquire"]
    assert offered("confirm") == ["personal_plan", "inquire", "confirm"]


def test_nothing_is_granted_to_who_has_died(town: Town, trajectory: Trajectory) -> None:
    with acting(system_actor("tests")):
        for name in ("Sanne", "Emre"):
            person = town.person(name)
            person.died_on = PartialDate.from_stored("20261101")
            person.save()
    assert "overleden" in complaint(town, trajectory, plan())[""]


def test_what_a_law_keeps_beside_a_step_undoes_the_step_when_it_fails(town: Town, trajectory: Trajectory) -> None:
    def refuse(_made: TrajectoryStep) -> None:
        raise NotAllowed("kan niet")

    with pytest.raises(NotAllowed, match="kan niet"), transaction.atomic():
        take(town, town.actor("Noor"), trajectory, plan(), beside=[refuse])
    assert nothing_happened(trajectory)
    assert parts.parts_of("debts", "nothing") == []


def test_a_refused_step_keeps_what_was_typed_on_the_screen(town: Town, trajectory: Trajectory) -> None:
    address = reverse("casework:take_step", args=[trajectory.pk, "decide_plan"])
    answer = town.client("Noor").post(address, posted(plan()) | {"ground": "", "question": "Hoe verder?"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Een beschikking zonder grond mag niet" in page
    assert "Hoe verder?" in page
    assert nothing_happened(trajectory)


def test_two_browsers_with_one_form_take_the_step_once(town: Town, trajectory: Trajectory) -> None:
    address = reverse("casework:take_step", args=[trajectory.pk, "decide_plan"])
    first, second = (town.client("Noor").post(address, posted(plan())) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 422)
    assert "Iemand anders was u voor" in second.content.decode()
    assert TrajectoryStep.objects.filter(trajectory=trajectory).count() == 3


def test_a_trajectory_begins_anew_for_the_same_people_and_names_the_old_one(town: Town) -> None:
    ended, noor = walk(town, begun(town)), town.actor("Noor")
    with acting(noor):
        again = restart_trajectory(actor=noor, trajectory=ended, at=town.now)
    assert (again.restarts, again.stage, again.started_on) == (ended, "new", today())
    assert set(again.persons.all()) == set(ended.persons.all())
    with acting(noor), pytest.raises(NotAllowed, match="loopt nog"):
        restart_trajectory(actor=noor, trajectory=again, at=town.now)


def planned(trajectory: Trajectory) -> list[str]:
    rows = OpenTask.objects.filter(trajectory=trajectory, caused_by="step", done_at=None)
    return [*rows.order_by("due_on").values_list("title", flat=True)]


def test_a_check_in_does_the_first_that_was_planned_and_the_end_drops_the_other(town: Town) -> None:
    trajectory = walk(town, begun(town), until="aftercare", start=today() - datetime.timedelta(days=300))
    assert planned(trajectory) == ["Nazorg: hoe gaat het na drie maanden?", "Nazorg: hoe gaat het na zes maanden?"]
    noor, number = town.actor("Noor"), trajectory.steps.count()
    with acting(noor):
        own = add_task(
            actor=noor,
            household_id=town.de_vries.pk,
            domain=Domain.DEBTS,
            trajectory=trajectory,
            title="bel",
            due_on=today(),
            assignee=noor.user,
            at=town.now,
        )
    spoke = filled_in("debts", said("check_in", how_it_goes="well"), number=number + 1, on=today())
    take(town, noor, trajectory, spoke)
    assert planned(trajectory) == ["Nazorg: hoe gaat het na zes maanden?"]
    take(town, noor, trajectory, filled_in("debts", said("close"), number=number + 2, on=today()))
    assert planned(trajectory) == []
    told = town.de_vries.timeline_events.filter(sentence__startswith="Afgerond: Nazorg")
    assert [event.sentence for event in told] == ["Afgerond: Nazorg: hoe gaat het na drie maanden?"], (
        "what was not done is not told as done"
    )
    own.refresh_from_db()
    assert own.done_at is None


def test_an_end_without_aftercare_proposes_it(town: Town, trajectory: Trajectory) -> None:
    noor, client = town.actor("Noor"), town.client("Noor")
    take(town, noor, trajectory, filled_in("debts", Said("stop"), number=3, on=today()))
    page = reverse("casework:trajectory", args=[trajectory.pk])
    assert "Plan nazorg" in client.get(page).content.decode()
    trajectory.refresh_from_db()
    with acting(noor):
        plan_aftercare(actor=noor, trajectory=trajectory, at=town.now)
    assert OpenTask.objects.filter(trajectory=trajectory, caused_by="step").count() == 2
    assert "Plan nazorg" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"died_on": PartialDate.from_stored("20261101")}, "is overleden"),
        ({"suspension": Person.Suspension.EMIGRATED}, "woont niet meer in Nederland"),
    ],
)
def test_somebody_who_dies_or_leaves_half_way_is_flagged(
    town: Town, trajectory: Trajectory, change: dict[str, Any], words: str
) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(pk=town.person("Emre").pk).update(**change)
    page = town.client("Noor").get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    assert words in page


def test_somebody_who_moves_municipality_half_way_is_flagged(town: Town, trajectory: Trajectory) -> None:
    with acting(system_actor("tests")):
        Residence.objects.filter(person=town.person("Emre")).update(valid_until=today())
    page = town.client("Noor").get(reverse("casework:trajectory", args=[trajectory.pk])).content.decode()
    assert "heeft geen adres meer in deze gemeente" in page


def test_moving_away_hands_over_with_the_residents_assent_and_ends(town: Town, trajectory: Trajectory) -> None:
    noor, moved = town.actor("Noor"), {"municipality": "Lelystad", "handed_over": True}
    wrong = complaint(town, trajectory, filled_in("debts", Said("transfer"), number=3, on=today()))
    assert {*wrong} == {"municipality", "handed_over"}
    take(town, noor, trajectory, filled_in("debts", Said("transfer", moved), number=3, on=today()))
    trajectory.refresh_from_db()
    assert (trajectory.outcome, trajectory.domain) == (Trajectory.Outcome.MOVED, Domain.DEBTS)
