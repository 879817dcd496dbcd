"""Every cell of the purpose table, under every rule, with and without a decision: what its worker then sees."""

from __future__ import annotations

from itertools import product

import pytest

from casework import grants
from casework.models import Assignment, JournalEntry
from casework.services import assign, start_trajectory
from households.models import HouseholdGrant
from privacy.choices import DataClass, Domain, Purpose, Role, Rule, Source
from privacy.models import PurposePolicy, SharingDecision
from privacy.purpose_table import CLASSES, PURPOSES, NotPossible, Place, fixed, table_on
from tests.casework.table import DAT, HOLDERS, SPECIAL, WAT, Ground, decide, seen_by, set_rules, today
from tests.over_the_walls import acting_anywhere
from tests.people import Town, make_user

# Which decisions answer to a rule; None is none at all. Written out here once more, to hold the code to it.
ANSWERS: dict[Rule, set[Ground | None]] = {
    Rule.ALLOWED: {None, Ground.CONSENT, Ground.NECESSITY},
    Rule.CONSENT: {Ground.CONSENT},
    Rule.NECESSITY: {Ground.CONSENT, Ground.NECESSITY},
    Rule.NEVER: set(),
}
DECISIONS = (None, Ground.CONSENT, Ground.NECESSITY)


@pytest.fixture
def whole_town(town: Town) -> Town:
    """A town in which somebody works for every purpose, and every domain has help and a note."""
    manager = town.actor("Fatima")
    with acting_anywhere(manager):
        make_user(town, "Karim Haddad", "Wijkteam Haven", Role.PROFESSIONAL, Domain.PARTICIPATION)
        assign(
            actor=manager,
            case=town.case,
            user=town.user("Karim"),
            domain=Domain.PARTICIPATION,
            reason="hulpvraag",
            at=town.now,
        )
        start_trajectory(
            actor=manager,
            case=town.case,
            domain=Domain.PARTICIPATION,
            persons=[town.person("Emre")],
            subject="hulp",
            at=town.now,
        )
        JournalEntry.objects.bulk_create(
            JournalEntry(household=town.de_vries, domain=domain, text="gesproken", author=town.user("Anja"))
            for domain in Domain
        )
    return town


def expected(purpose: Purpose, tested: DataClass, rule: Rule, decided: Ground | None) -> set[DataClass]:
    """What is seen where the other two kinds are allowed."""
    is_open = decided in ANSWERS[rule]
    if tested == DAT and not is_open:
        return {DAT} if purpose in (Purpose.COORDINATION, Purpose.WAMS) else set()
    if is_open:
        return {DAT, WAT, SPECIAL}
    return {DAT} if tested == WAT else {DAT, WAT}


@pytest.mark.parametrize(("source", "purpose"), list(product(Domain, HOLDERS)))
def test_a_cell_opens_exactly_what_its_rule_says(whole_town: Town, source: Domain, purpose: Purpose) -> None:
    free = [one for one in CLASSES if not fixed(Place(Source(source), purpose, one))]
    for decided, tested, rule in product(DECISIONS, free, Rule):
        with acting_anywhere(whole_town.actor("Anja")):
            SharingDecision.objects.all().delete()
            if decided:
                decide(whole_town, source, purpose, decided)
        set_rules(whole_town, source, purpose, dict.fromkeys(free, Rule.ALLOWED) | {tested: rule})
        seen = seen_by(whole_town, HOLDERS[purpose], source)
        assert seen == expected(purpose, tested, rule, decided), (decided, tested, rule)
    assert grants.differences(on=today()) == (0, 0)


@pytest.mark.parametrize(
    ("source", "purpose"),
    [(one, use) for one, use in product(Source, PURPOSES) if one == Source.SIGNALS or use == Purpose.SIGNAL],
)
def test_a_cell_that_no_assignment_serves_opens_nothing(whole_town: Town, source: Source, purpose: Purpose) -> None:
    before = list(HouseholdGrant.objects.order_by("pk").values_list("user", "domain", "level", "purpose"))
    free = [one for one in CLASSES if not fixed(Place(source, purpose, one))]
    set_rules(whole_town, source, purpose, dict.fromkeys(free, Rule.ALLOWED))
    assert list(HouseholdGrant.objects.order_by("pk").values_list("user", "domain", "level", "purpose")) == before


def test_health_and_criminal_data_opens_by_a_decision_only_when_it_says_so(whole_town: Town) -> None:
    with acting_anywhere(whole_town.actor("Anja")):
        decide(whole_town, "debts", "wmo", Ground.CONSENT, includes_special=False)
        grants.refresh(Assignment.objects.all())
    assert seen_by(whole_town, "Joris", Domain.DEBTS) == {DAT, WAT}


def test_the_table_starts_whole_with_an_article_in_every_cell(town: Town) -> None:
    table = table_on(today())
    assert set(table) == {Place(*one) for one in product(Source, PURPOSES, CLASSES)}
    assert all(row.article for row in table.values())


def test_the_wams_starts_switched_off(town: Town) -> None:
    assert set(PurposePolicy.objects.on().filter(purpose="wams").values_list("rule", flat=True)) == {Rule.NEVER}


@pytest.mark.parametrize("source", Source)
def test_health_and_criminal_data_is_never_for_a_signal(town: Town, source: Source) -> None:
    with pytest.raises(NotPossible):
        set_rules(town, source, Purpose.SIGNAL, {SPECIAL: Rule.NECESSITY})


@pytest.mark.parametrize("source", Domain)
def test_the_case_manager_keeps_dat_in_every_domain(whole_town: Town, source: Domain) -> None:
    with pytest.raises(NotPossible):
        set_rules(whole_town, source, Purpose.COORDINATION, {DAT: Rule.NEVER})
    set_rules(whole_town, source, Purpose.COORDINATION, {WAT: Rule.NEVER, SPECIAL: Rule.NEVER})
    assert seen_by(whole_town, "Fatima", source) == {DAT}


def test_nobody_but_the_privacy_officer_changes_the_table(town: Town) -> None:
    town.users["Pieter"] = town.user("Anja")
    with pytest.raises(NotPossible):
        set_rules(town, "debts", "wmo", {WAT: Rule.ALLOWED})
