"""Whoever is let in and taken out, in whatever order: a compartment is seen by those who are in it at that moment."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.models import Compartment, JournalEntry
from casework.services import NotAllowed, add_compartment_member, remove_compartment_member, write_note
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from tests.casework.closed import SECRET, make_compartment
from tests.people import Town

PEOPLE = ["Fatima", "Joris", "Noor", "Tess"]
STEPS = st.lists(
    st.tuples(st.sampled_from(["let in", "take out"]), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=8
)


def is_done(town: Town, compartment: Compartment, what: str, *, who: str, whom: str) -> bool:
    """Whether somebody could let a colleague in, or take one out."""
    actor, at = town.actor(who), town.now
    place = compartment.members.filter(user=town.user(whom)).order_by("-added_at").first()
    with acting(actor):
        try:
            with transaction.atomic():
                if what == "let in":
                    user = town.user(whom)
                    add_compartment_member(actor=actor, compartment=compartment, user=user, reason="x", at=at)
                elif place is not None:
                    remove_compartment_member(actor=actor, member=place, reason="x", at=at)
        except NotAllowed:
            return False
    return what == "let in" or place is not None


def seen_by(town: Town, note: JournalEntry) -> set[str]:
    scopes = {name: scope(JournalEntry, town.actor(name), Purpose.HELP) for name in [*PEOPLE, "Anja", "Bram", "Pieter"]}
    return {name for name, rows in scopes.items() if rows.filter(pk=note.pk).exists()}


@settings(max_examples=20)
@given(steps=STEPS, domain=st.sampled_from([Domain.YOUTH, ""]))
def test_only_those_inside_see_it_and_only_they_let_others_in(
    town: Town, steps: list[tuple[str, str, str]], domain: Domain | str
) -> None:
    opener = "Tess" if domain else "Fatima"
    compartment, inside = make_compartment(town, who=opener, domain=domain), {opener}
    where: dict[str, Any] = {"household_id": town.de_vries.pk, "compartment": compartment}
    with acting(town.actor(opener)):
        note = write_note(actor=town.actor(opener), text=SECRET, at=town.now, **where)
    for what, who, whom in steps:
        fits = whom not in inside if what == "let in" else whom in inside and len(inside) > 1
        assert is_done(town, compartment, what, who=who, whom=whom) == (who in inside and fits)
        if who in inside and fits:
            inside ^= {whom}
        assert seen_by(town, note) == inside
