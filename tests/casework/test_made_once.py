"""What is the same for all households is rendered once, and given the key of each."""

from __future__ import annotations

import uuid

from django.urls import reverse
from django.utils import translation

from casework.panels.made_once import address, made_once
from privacy.choices import Domain

DE_VRIES, BAKKER = uuid.uuid4(), uuid.uuid4()
ACTIONS = "casework/household/actions.html"
ASK_SIGHT = "casework/household/ask_sight.html"


def test_an_address_is_that_of_the_view() -> None:
    assert address("casework:household", DE_VRIES) == reverse("casework:household", args=[DE_VRIES])
    assert address("casework:remove_member", DE_VRIES, BAKKER) == reverse(
        "casework:remove_member", args=[DE_VRIES, BAKKER]
    )


def test_each_household_gets_its_own_addresses() -> None:
    for household in (DE_VRIES, BAKKER):
        actions = made_once(ACTIONS, household, may_write=True, may_assign=False)
        assert reverse("casework:write_note", args=[household]) in actions
        assert str(uuid.UUID(int=0)) not in actions
        assert str({DE_VRIES, BAKKER}.difference({household}).pop()) not in actions


def test_who_may_less_gets_less_whoever_came_first() -> None:
    made_once(ACTIONS, DE_VRIES, may_write=True, may_assign=True)
    actions = made_once(ACTIONS, DE_VRIES, may_write=False, may_assign=False)
    assert reverse("casework:write_note", args=[DE_VRIES]) not in actions
    assert reverse("casework:write_assignment", args=[DE_VRIES]) not in actions


def test_each_domain_has_its_own_question() -> None:
    made_once(ASK_SIGHT, DE_VRIES, domain=Domain.DEBTS)
    asked = made_once(ASK_SIGHT, DE_VRIES, domain=Domain.YOUTH)
    assert reverse("casework:ask_sight", args=[DE_VRIES, Domain.YOUTH.value]) in asked


def test_each_reader_gets_it_in_their_language() -> None:
    with translation.override("nl"):
        assert "Notitie" in made_once(ACTIONS, DE_VRIES, may_write=True, may_assign=False)
    with translation.override("en"):
        assert "Notitie" not in made_once(ACTIONS, DE_VRIES, may_write=True, may_assign=False)
