"""The families that every demo municipality begins with, whatever the seed: people that a guide can point at."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from households.demo.making import YEAR, Maker
from households.demo.names import Surname
from households.demo.people import Group, Member, Resident, Tie

STORY = "story"
COLLEAGUE = "colleague"
CROWD = "crowd"


def de_vries_yilmaz(make: Maker) -> None:
    """Samira and Jeroen with Milan; Noor and Emre are also at home with their father Kemal in Poort."""
    samira = _named(make, "V Samira Ayşe Yılmaz", age=38, origin="turkish")
    jeroen = _named(make, "M Jeroen de Vries", age=41, origin="dutch")
    kemal = _named(make, "M Kemal Aydın", age=42, origin="turkish")
    home, since = make.home("De Wierden"), make.day(3.2, 3.3)
    ours, his = make.group("with_children", home, since), make.group("with_children", make.home("Duin"), since)
    ours.label = STORY
    make.marry(samira, kemal, until=make.day(5.1, 5.2))
    make.marry(samira, jeroen)
    samira.name_use = "partner_first"
    emre = _child(make, "M Emre Aydın", (kemal, samira), age=16.4)
    emre.birth_date = f"{emre.born:%Y}0000"
    noor = _child(make, "V Noor Aydın", (kemal, samira), age=12.3)
    milan = _child(make, "M Milan de Vries", (jeroen, samira), age=4.6)
    make.move_in(ours, jeroen, "first")
    make.move_in(ours, samira, "partner", tied_to=jeroen)
    make.move_in(ours, noor, "child", tied_to=samira)
    make.move_in(ours, milan, "child", tied_to=jeroen)
    make.move_in(his, kemal, "first")
    make.move_in(his, emre, "child", tied_to=kemal)
    _alternates(ours, emre, at=samira, explanation=f"Staat ingeschreven bij {kemal.first_name}.")
    _alternates(his, noor, at=kemal, explanation=f"Staat ingeschreven bij {samira.first_name}.")


def bennani(make: Maker) -> None:
    """Fatima, case manager, lives here with her husband and daughter: she never sees her own household."""
    fatima = _named(make, "V Fatima Bennani", age=44, origin="moroccan")
    omar = _named(make, "M Omar Tahiri", age=46, origin="moroccan")
    group = make.group("with_children", make.home("Filmwijk"), make.day(8, 9))
    make.marry(fatima, omar)
    fatima.name_use = "own"
    make.move_in(group, fatima, "first")
    make.move_in(group, omar, "partner", tied_to=fatima)
    salma = _child(make, "V Salma Tahiri", (omar, fatima), age=14.2)
    make.move_in(group, salma, "child", tied_to=fatima)
    make.family.colleagues["fatima.bennani"] = fatima
    mother = _named(make, "V Zohra Ouali", age=71, origin="moroccan")
    make.family.ties.append(Tie(mother, fatima, "parent", fatima.born))
    alone = make.group("single", make.home("De Gouwen"), make.day(20, 21))
    make.move_in(alone, mother, "first")


def koopman(make: Maker) -> None:
    """Sanne works in another team and gets help herself: colleagues see her household by a named exception only."""
    sanne = _named(make, "V Sanne Koopman", age=35, origin="dutch")
    group = make.group("with_children", make.home("Regenboogbuurt"), make.day(4, 5))
    group.label = COLLEAGUE
    make.move_in(group, sanne, "first")
    make.move_in(group, _child(make, "V Fenna Koopman", (sanne,), age=8.4), "child", tied_to=sanne)
    make.family.colleagues["sanne.koopman"] = sanne


def oosterhuis(make: Maker) -> None:
    """Twelve people at one address: grandmother, parents, seven children, a son's wife and their baby."""
    wim, els = (
        _named(make, "M Willem Oosterhuis", age=52, origin="dutch"),
        _named(make, "V Els ter Horst", age=50, origin="dutch"),
    )
    grandmother = _named(make, "V Wilhelmina Brinkman", age=81, origin="dutch")
    group = make.group("with_children", make.home("Landgoederenbuurt"), make.day(18, 19))
    group.label = CROWD
    make.marry(wim, els)
    make.family.ties.append(Tie(grandmother, wim, "parent", wim.born))
    make.move_in(group, wim, "first")
    make.move_in(group, els, "partner", tied_to=wim)
    make.move_in(group, grandmother, "parent", tied_to=wim)
    children = [
        make.child((wim, els), age=age, surname=wim.surname) for age in (24.1, 21.6, 19.2, 16.5, 13.8, 11.1, 7.3)
    ]
    for child in children:
        make.move_in(group, child, "child", tied_to=wim)
        make.authority(child, (wim, els))
    eldest = children[0]
    wife = make.resident("V" if eldest.sex == "M" else "M", (23.1, 23.9), origin=eldest.origin)
    make.marry(eldest, wife)
    make.move_in(group, wife, "partner_of_relative", tied_to=eldest)
    baby = make.child((eldest, wife), age=0.4)
    make.move_in(group, baby, "child", tied_to=eldest)
    make.authority(baby, (eldest, wife))


STORIES: tuple[tuple[Callable[[Maker], None], int], ...] = (
    (de_vries_yilmaz, 2),
    (bennani, 2),
    (koopman, 1),
    (oosterhuis, 1),
)
HOUSEHOLDS = sum(count for _make, count in STORIES)


def _named(make: Maker, text: str, *, age: int, origin: str) -> Resident:
    """Somebody by name; the sex stands in front, and the last words are the surname with its prefix."""
    sex, *words = text.split(" ")
    size = 2 if words[-2].islower() else 1
    found = next(found for found in make.names.origins if found.key == origin)
    surname = Surname.read(" ".join(words[-size:]))
    resident = make.resident(sex, (age + 0.2, age + 0.8), origin=found, surname=surname)
    resident.given_names, resident.birth_date = " ".join(words[:-size]), f"{resident.born:%Y%m%d}"
    return resident


def _child(make: Maker, text: str, parents: tuple[Resident, ...], *, age: float) -> Resident:
    sex, given, *surname = text.split(" ")
    child = make.child(parents, age=age, surname=Surname.read(" ".join(surname)))
    child.sex, child.given_names = sex, given
    make.authority(child, parents)
    return child


def _alternates(group: Group, child: Resident, *, at: Resident, explanation: str) -> None:
    since = max(group.since, child.born + datetime.timedelta(days=int(YEAR)))
    group.members.append(
        Member(child, "co_parented", since, tied_to=at, by_worker=True, explanation=explanation, lives_here=False)
    )
