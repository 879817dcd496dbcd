"""Parental authority is worked out from decisions and the law, and said to be unknown where it cannot be."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from households.brp.answers.custody import custody_json
from households.brp.answers.values import Json
from households.brp.records import Custody, Event, Investigation, Name, Parent, Partner, PersonRecord
from households.brp.register import Register
from tests.households.brp.people import EMRE, LINA, SANNE, bea, emre, lina, on, sanne

TODAY = datetime.date(2026, 11, 20)
NOBODY = Event(date=on("20140101"))


def over(person: PersonRecord, *others: PersonRecord) -> list[Json]:
    return custody_json(person, Register([person, *others]), TODAY)


def kinds(relations: list[Json]) -> list[str]:
    return [relation["type"] for relation in relations]


def strangers(**changes: object) -> tuple[PersonRecord, PersonRecord]:
    """Lina's parents, had they never been partners."""
    return sanne(partners=(), **changes), emre(partners=())


def test_married_parents_have_authority_together() -> None:
    (relation,) = over(lina(), sanne(), emre())
    assert relation["type"] == "GezamenlijkOuderlijkGezag"
    assert [parent["burgerservicenummer"] for parent in relation["ouders"]] == [SANNE, EMRE]
    assert relation["minderjarige"] == {
        "burgerservicenummer": LINA,
        "naam": {"volledigeNaam": "Lina Yılmaz"},
        "leeftijd": 11,
    }


def test_both_parents_get_the_relation_over_their_child() -> None:
    expected = over(lina(), sanne(), emre())
    assert over(sanne(), emre(), lina()) == over(emre(), sanne(), lina()) == expected


def test_authority_stays_with_both_after_a_divorce() -> None:
    divorced = sanne(partners=(Partner(bsn=EMRE, ended=Event(date=on("20200101"))),))
    assert kinds(over(lina(), divorced, emre(partners=()))) == ["GezamenlijkOuderlijkGezag"]


def test_a_marriage_that_ended_before_the_birth_does_not_count() -> None:
    divorced = sanne(partners=(Partner(bsn=EMRE, ended=NOBODY),))
    (relation,) = over(lina(), divorced, emre(partners=()))
    assert (relation["type"], relation["ouder"]["burgerservicenummer"]) == ("EenhoofdigOuderlijkGezag", SANNE)


def test_without_a_marriage_the_mother_has_authority_alone() -> None:
    mother, father = strangers()
    assert kinds(over(lina(), mother, father)) == ["EenhoofdigOuderlijkGezag"]
    assert kinds(over(mother, father, lina())) == ["EenhoofdigOuderlijkGezag"]
    assert over(father, mother, lina()) == []


def test_a_child_acknowledged_since_2023_has_both_parents() -> None:
    mother, father = strangers()
    child = lina(parent2=replace(emre_as_parent(), since=on("20230101")))
    assert kinds(over(child, mother, father)) == ["GezamenlijkOuderlijkGezag"]


def emre_as_parent() -> Parent:
    parent = lina().parent2
    assert parent
    return parent


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("12", "GezamenlijkOuderlijkGezag"),
        ("1", "EenhoofdigOuderlijkGezag"),
        ("2", "EenhoofdigOuderlijkGezag"),
        ("1D", "GezamenlijkGezag"),
        ("D", "Voogdij"),
        ("3D", "GezagNietTeBepalen"),
    ],
)
def test_a_decision_goes_before_the_law(code: str, kind: str) -> None:
    mother, father = strangers()
    assert kinds(over(lina(custody=Custody(minor=code)), mother, father)) == [kind]


def test_a_decision_under_investigation_says_so() -> None:
    custody = Custody(minor="2", investigation=Investigation(element="110000"))
    (relation,) = over(lina(custody=custody))
    assert relation["inOnderzoek"] is True
    assert relation["ouder"]["burgerservicenummer"] == EMRE


def test_the_other_parent_has_authority_alone_when_one_has_died() -> None:
    (relation,) = over(lina(), sanne(death=bea().death), emre())
    assert (relation["type"], relation["ouder"]["burgerservicenummer"]) == ("EenhoofdigOuderlijkGezag", EMRE)


def test_a_parent_under_guardianship_has_none() -> None:
    guarded = {"custody": Custody(guardianship=True)}
    assert kinds(over(lina(), sanne(**guarded), emre())) == ["EenhoofdigOuderlijkGezag"]
    assert kinds(over(lina(), sanne(**guarded), emre(**guarded))) == ["TijdelijkGeenGezag"]


def test_the_partner_of_an_only_parent_shares_it_when_already_there_at_the_birth() -> None:
    child = lina(parent2=None)
    relation = over(child, sanne())[0]
    assert relation["type"] == "GezamenlijkGezag"
    assert relation["derde"] == {
        "type": "BekendeDerde",
        "burgerservicenummer": EMRE,
        "naam": {"volledigeNaam": "Emre Yılmaz"},
    }
    partner = emre(children=())
    assert over(partner, sanne(), child) == [relation]


def test_a_partner_who_came_later_does_not() -> None:
    later = Partner(bsn=EMRE, begun=Event(date=on("20200101")))
    assert kinds(over(lina(parent2=None), sanne(partners=(later,)))) == ["EenhoofdigOuderlijkGezag"]


@pytest.mark.parametrize(
    ("child", "reason"),
    [
        (lina(), "De gegevens van een ouder staan niet in dit register."),
        (lina(parent1=None, parent2=None), "Er is geen ouder bekend."),
        (lina(parent1=Parent(name=Name()), parent2=None), "Er is geen ouder bekend."),
    ],
)
def test_what_cannot_be_worked_out_is_said_to_be_so(child: PersonRecord, reason: str) -> None:
    (relation,) = over(child)
    assert (relation["type"], relation["toelichting"]) == ("GezagNietTeBepalen", reason)


def test_living_at_one_address_gives_nobody_authority() -> None:
    neighbour = replace(emre(partners=(), children=()), bsn="999990081")
    assert over(neighbour, lina(), sanne(), emre()) == []


def test_a_minor_abroad_is_not_worked_out() -> None:
    abroad = lina(residence=replace(lina().residence, country="5010"))
    assert kinds(over(abroad, sanne(), emre())) == ["GezagNietTeBepalen"]


def test_adults_and_the_dead_are_under_nobody() -> None:
    adult = lina(birth=Event(date=on("20080101")))
    assert over(adult, sanne(), emre()) == []
    assert over(sanne(), emre(), adult) == []
    assert over(lina(death=bea().death), sanne(), emre()) == []


def test_somebody_who_may_be_seventeen_counts_as_a_minor() -> None:
    assert kinds(over(lina(birth=Event(date=on("20080000"))), sanne(), emre())) == ["GezamenlijkOuderlijkGezag"]
