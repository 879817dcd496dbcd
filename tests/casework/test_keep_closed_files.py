"""How long what is in a closed compartment is kept: a term from the registry, marked as still to be checked."""

from __future__ import annotations

import pytest
from django.db.models import Model

from casework.models import Compartment, CompartmentMember, MeldcodeRound, MeldcodeStep, Trajectory, YouthAllocation
from privacy.retention import Retention, retention_of


def kept(model: type[Model]) -> Retention:
    rule = retention_of(model)
    assert rule is not None
    return rule


@pytest.mark.parametrize("model", [Compartment, CompartmentMember, MeldcodeRound, MeldcodeStep])
def test_the_meldcode_has_a_term_of_its_own_that_says_it_was_not_read_in_the_law(model: type[Model]) -> None:
    assert (kept(model).starts_at, kept(model).is_verified) == ("last step in the closed compartment", False)


def test_it_is_no_shorter_than_that_of_the_help_it_was_for() -> None:
    def years(model: type[Model]) -> int:
        return int(kept(model).term.strip("PY"))

    assert years(MeldcodeStep) >= max(years(Trajectory), years(YouthAllocation))


def test_what_was_read_in_the_law_says_so() -> None:
    assert kept(Trajectory).is_verified
    assert not kept(YouthAllocation).is_verified
