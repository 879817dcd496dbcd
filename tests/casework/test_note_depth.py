"""How deep a note lies: for its author, for who works in the domain, for who may see it; and special data."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.models import JournalEntry, TimelineEvent
from casework.querysets import with_text
from casework.services import write_note
from households.models import HouseholdGrant, Level
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from tests.casework.test_open_household import whole
from tests.people import Town

TEXT = "diagnose van de huisarts"
NAMES = ["Fatima", "Joris", "Noor", "Tess", "Bram"]
V = JournalEntry.Visibility


def write(town: Town, who: str = "Noor", domain: Domain | str = Domain.DEBTS, **more: Any) -> JournalEntry:
    actor = town.actor(who)
    with acting(actor):
        return write_note(actor=actor, household_id=town.de_vries.pk, domain=domain, text=TEXT, at=town.now, **more)


def grant(town: Town, who: str, level: Level, *, special: bool = False, domain: str = Domain.DEBTS) -> None:
    """What the purpose table or a decision would give."""
    HouseholdGrant.objects.filter(user=town.user(who), domain=domain).update(level=level, includes_special=special)


def read_by(town: Town, who: str) -> str | None:
    """The text as this reader gets it; "" when not even the note is there."""
    actor = town.actor(who)
    entry = with_text(scope(JournalEntry, actor, Purpose.HELP), actor).first()
    return "" if entry is None else entry.readable_text  # type: ignore[attr-defined]  # annotated


@pytest.mark.parametrize(
    ("visibility", "level", "is_seen"),
    [
        (V.DOMAIN, Level.INVOLVEMENT, False),
        (V.DOMAIN, Level.CONTENT, True),
        (V.WORK, Level.CONTENT, False),
        (V.WORK, Level.WORK, True),
        (V.AUTHOR, Level.WORK, False),
    ],
)
def test_a_note_is_seen_from_its_own_depth_on(town: Town, visibility: V, level: Level, is_seen: bool) -> None:
    write(town, visibility=visibility)
    grant(town, "Joris", level)
    assert read_by(town, "Joris") == (TEXT if is_seen else "")
    assert (TEXT in whole(town, "Joris", town.de_vries)) == is_seen
    told = scope(TimelineEvent, town.actor("Joris"), Purpose.HELP).filter(sentence__contains=TEXT)
    assert told.exists() == is_seen
    assert TEXT in whole(town, "Noor", town.de_vries)


def test_who_may_not_read_special_data_sees_that_there_is_such_a_note(town: Town) -> None:
    write(town, is_special=True)
    grant(town, "Joris", Level.CONTENT)
    page = whole(town, "Joris", town.de_vries)
    assert TEXT not in page
    assert "Deze notitie bevat gezondheids- of strafgegevens" in page
    assert "Noor de Boer" in page
    changes = town.client("Joris").get(reverse("casework:household_changes", args=[town.de_vries.pk]))
    assert TEXT not in changes.content.decode()


def test_who_may_read_special_data_reads_it(town: Town) -> None:
    write(town, is_special=True)
    grant(town, "Joris", Level.CONTENT, special=True)
    assert TEXT in whole(town, "Joris", town.de_vries)
    grant(town, "Tess", Level.CONTENT, special=True, domain=Domain.WMO)  # near miss: another domain
    assert TEXT not in whole(town, "Tess", town.de_vries)


def test_special_data_are_not_repeated_on_the_timeline(town: Town) -> None:
    write(town, is_special=True)
    assert not TimelineEvent.objects.filter(sentence__contains=TEXT).exists()
    assert TimelineEvent.objects.filter(sentence="Notitie met gezondheids- of strafgegevens").exists()


def test_who_sees_only_that_there_is_help_sees_nothing_of_notes(town: Town) -> None:
    write(town, is_special=True)
    page = whole(town, "Joris", town.de_vries)
    assert "gezondheids- of strafgegevens" not in page


def test_the_form_asks_for_it_in_plain_words(town: Town) -> None:
    url = reverse("casework:write_note", args=[town.de_vries.pk])
    page = town.client("Noor").get(url).content.decode()
    assert "Bevat gezondheids- of strafgegevens" in page
    assert "alleen wie aan dit domein werkt" in page
    town.client("Noor").post(url, {"text": TEXT, "domain": "debts", "visibility": "work", "is_special": "on"})
    entry = JournalEntry.objects.get()
    assert (entry.visibility, entry.is_special) == (V.WORK, True)
    wrong = town.client("Noor").post(url, {"text": TEXT, "domain": "debts", "visibility": "iedereen"})
    assert wrong.status_code == 422


LEVELS = st.dictionaries(st.sampled_from(NAMES), st.tuples(st.sampled_from([0, *Level]), st.booleans()), min_size=1)


@settings(max_examples=25)
@given(levels=LEVELS, visibility=st.sampled_from(list(V)), is_special=st.booleans())
def test_whatever_the_grants_nobody_reads_above_them(
    town: Town, levels: dict[str, tuple[int, bool]], visibility: V, is_special: bool
) -> None:
    with acting(town.actor("Noor")):
        JournalEntry.objects.all().delete()
    HouseholdGrant.objects.filter(~Q(user=town.user("Noor")), domain=Domain.DEBTS).update(
        level=Level.INVOLVEMENT, includes_special=False
    )
    write(town, visibility=visibility, is_special=is_special)
    for name, (level, special) in levels.items():
        if level and name != "Noor":
            grant(town, name, Level(level), special=special)
    for name in NAMES:
        has = HouseholdGrant.objects.filter(
            user=town.user(name), content_object=town.de_vries, domain=Domain.DEBTS
        ).first()
        needed = {V.DOMAIN: Level.CONTENT, V.WORK: Level.WORK}.get(visibility, 99)
        expected = ""
        if name == "Noor":
            expected = TEXT
        elif has is not None and has.level >= needed:
            expected = TEXT if has.includes_special or not is_special else None  # type: ignore[assignment]
        assert read_by(town, name) == expected
