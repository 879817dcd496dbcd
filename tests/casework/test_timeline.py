"""The timeline: newest first, one domain at a time, further back, and never deeper than the reader's level."""

from __future__ import annotations

import datetime

from django.urls import reverse

from casework.models import TimelineEvent
from casework.services.timeline import tell
from tests.over_the_walls import acting_anywhere
from tests.people import Town


def happen(town: Town, count: int, **fields: object) -> None:
    anja = town.actor("Anja")
    with acting_anywhere(anja):
        for number in range(count):
            values = {"kind": TimelineEvent.Kind.DECISION, "sentence": f"gebeurtenis nummer {number};"} | fields
            at = town.now - datetime.timedelta(days=30 + number)
            tell(actor=anja, at=at, household_id=town.de_vries.pk, **values)  # type: ignore[arg-type]


def timeline(town: Town, who: str, query: str = "") -> str:
    url = reverse("casework:timeline", args=[town.de_vries.pk])
    return town.client(who).get(f"{url}{query}").content.decode()


def test_it_shows_the_newest_fifty_and_the_way_back(town: Town) -> None:
    happen(town, 60)
    page = timeline(town, "Fatima")
    assert page.count('class="timeline__item') == 50
    assert "Eerdere gebeurtenissen" in page
    older = page.split("voor=")[1].split("#")[0]
    assert "gebeurtenis nummer 59;" in timeline(town, "Fatima", f"?voor={older}")


def test_it_shows_one_domain_when_asked(town: Town) -> None:
    happen(town, 1, domain="debts", sentence="beschikking Wgs")
    assert "beschikking Wgs" in timeline(town, "Fatima", "?domein=debts")
    assert "beschikking Wgs" not in timeline(town, "Fatima", "?domein=wmo")


def test_content_is_hidden_below_its_level(town: Town) -> None:
    happen(town, 1, domain="debts", sentence="de schuld is 4000 euro", depth=TimelineEvent.Depth.CONTENT)
    assert "4000" in timeline(town, "Noor")
    assert "4000" not in timeline(town, "Joris")
    assert "4000" not in timeline(town, "Fatima")


def test_nonsense_in_the_address_is_ignored(town: Town) -> None:
    assert "betrokken als" in timeline(town, "Fatima", "?domein=%00x&voor=morgen")
