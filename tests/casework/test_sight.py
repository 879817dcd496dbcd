"""Who sees what of whose household: the scopes, without any screen."""

from __future__ import annotations

import datetime

from casework.models import JournalEntry, Trajectory
from casework.services import write_note
from households.models import Household
from privacy.access import scope
from privacy.acting import acting
from privacy.choices import Domain, Purpose
from tests.casework.sharing import share
from tests.people import Town

NOON = datetime.datetime(2026, 11, 20, 12, 0, tzinfo=datetime.UTC)


def test_the_case_manager_sees_her_household_and_not_anothers(town: Town) -> None:
    assert set(scope(Household, town.actor("Fatima"), Purpose.HELP)) == {town.de_vries}
    assert set(scope(Household, town.actor("Bram"), Purpose.HELP)) == {town.bakker}


def test_everybody_involved_sees_that_the_other_domains_are_involved(town: Town) -> None:
    assert scope(Trajectory, town.actor("Joris"), Purpose.HELP).count() == 3
    assert not scope(Trajectory, town.actor("Bram"), Purpose.HELP).exists()


def test_a_note_on_debts_is_not_for_the_wmo_professional_until_that_is_decided(town: Town) -> None:
    noor, joris = town.actor("Noor"), town.actor("Joris")
    with acting(noor):
        write_note(actor=noor, household_id=town.de_vries.pk, text="gebeld", domain=Domain.DEBTS, at=NOON)
    assert not scope(JournalEntry, joris, Purpose.HELP).exists()
    share(town)
    assert scope(JournalEntry, joris, Purpose.HELP).count() == 1
