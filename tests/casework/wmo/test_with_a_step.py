"""What is asked beside steps of the Wmo is kept with them, or nothing is."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse

from casework.models import Application, Decision, Provision, Trajectory
from tests.casework.ways import Said, begun, filled_in, posted, today, walk
from tests.people import Town

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def take_in_browser(town: Town, trajectory: Trajectory, said: Said, **beside: str) -> int:
    """Take a step from its page as Joris, with what stands beside it; the status of the answer."""
    taking = filled_in("wmo", said, number=trajectory.steps.count() + 1, on=today())
    address = reverse("casework:take_step", args=[trajectory.pk, said.step])
    return town.client("Joris").post(address, posted(taking) | beside).status_code


def test_what_is_asked_stands_with_the_application(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="conclude", start=today() - 60 * DAY)
    said = Said("apply", {"as_report": True})
    assert take_in_browser(town, trajectory, said, **{"application-asked": "een traplift"}) == 302
    application = Application.objects.get()
    assert (application.asked, application.is_signed_report) == ("een traplift", True)


def test_a_decision_gives_its_provision_at_once_for_as_long_as_it_holds(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="information_came", start=today() - 60 * DAY)
    dates = {"starts_on": today().isoformat(), "ends_on": (today() + 365 * DAY).isoformat()}
    beside = {"provision-kind": "aid", "provision-provider": "Welzorg"}
    said = Said("grant", {"delivered_as": "in_kind"})
    assert take_in_browser(town, trajectory, said, **dates, **beside) == 302
    provision = Provision.objects.get()
    assert (provision.starts_on, provision.ends_on) == (today(), today() + 365 * DAY)
    assert provision.decision == trajectory.decisions.get()


def test_without_a_kind_a_decision_gives_no_provision_yet(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="information_came", start=today() - 60 * DAY)
    assert take_in_browser(town, trajectory, Said("grant", {"delivered_as": "budget"})) == 302
    assert not Provision.objects.exists()


def test_urgency_without_an_end_undoes_the_decision_too(town: Town) -> None:
    trajectory = walk(town, begun(town, "wmo"), until="confirm", start=today() - 10 * DAY)
    beside = {"provision-kind": "shelter", "provision-delivery": "in_kind", "provision-provider": "De Schuilplaats"}
    assert take_in_browser(town, trajectory, Said("urgent"), **beside) == 422
    assert not Decision.objects.exists()
    dates = {"starts_on": today().isoformat(), "ends_on": (today() + 28 * DAY).isoformat()}
    assert take_in_browser(town, trajectory, Said("urgent"), **dates, **beside) == 302
    assert Provision.objects.get().ends_on == today() + 28 * DAY
