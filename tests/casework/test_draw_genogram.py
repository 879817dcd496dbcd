"""The genogram on the household page: who is drawn, how, and that any ties whatever give a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from casework.panels.genogram import Layout, lay_out
from casework.panels.genogram.kin import ROOM, Kin
from casework.panels.genogram.lines import BLOCK, SHAPE
from households.models import Custody, Household, HouseholdMembership, Person, Relation
from privacy.acting import acting
from privacy.services import system_actor
from tests.people import LONG_AGO, Town, join, make_child, make_partners, make_person

TEXT = 52  # pixels that the text below a shape may be wide, and no line may touch
STEP = re.compile(r"([MVHv])(-?\d+)(?: (-?\d+))?")
Point = tuple[int, int]


def kin(people: int, *, partners: tuple[tuple[int, int], ...] = (), **ties: Mapping[int, tuple[int, ...]]) -> Kin:
    """People by number, with the parents and holders of gezag of some."""
    of = {name: tuple(given.get(key, ()) for key in range(people)) for name, given in ties.items()}
    nobody = ((),) * people
    return Kin((0,) * people, partners, of.get("parents", nobody), of.get("holders", nobody))


def segments(strokes: Iterable[tuple[str, str]]) -> Iterator[tuple[Point, Point]]:
    """All straight pieces of these lines."""
    for _kind, path in strokes:
        x = y = 0
        for command, first, second in STEP.findall(path):
            start = x, y
            if command == "M":
                x, y = int(first), int(second)
                continue
            if command == "H":
                x = int(first)
            else:
                y = int(first) if command == "V" else y + int(first)
            yield start, (x, y)


def boxes(layout: Layout, width: int) -> list[tuple[int, int, int, int]]:
    return [(x - width // 2, y, x + width // 2, y + BLOCK) for x, y in layout.places]


def touches(line: tuple[Point, Point], box: tuple[int, int, int, int]) -> bool:
    (x1, x2), (y1, y2) = (sorted(pair) for pair in zip(*line, strict=True))
    return x1 < box[2] and x2 > box[0] and y1 < box[3] and y2 > box[1]


@st.composite
def any_kin(draw: st.DrawFn) -> Kin:
    """Ties of every sort, nonsense too: one's own parent, parents of each other, partners of everybody."""
    people = draw(st.integers(1, ROOM + 4))
    person = st.integers(0, people - 1)
    above = st.lists(person, max_size=3).map(tuple)
    everybody = st.lists(above, min_size=people, max_size=people).map(tuple)
    ages = draw(st.lists(st.integers(0, 3), min_size=people, max_size=people))
    pairs = draw(st.lists(st.tuples(person, person), max_size=6))
    return Kin(tuple(ages), tuple(pairs), draw(everybody), draw(everybody))


@given(any_kin())
def test_whatever_the_ties_everybody_stands_once_inside_the_picture_and_apart(ties: Kin) -> None:
    layout = lay_out(ties)
    assert len(layout.places) == len(ties.parents)
    for number, (x, y) in enumerate(layout.places):
        assert SHAPE <= x <= layout.width - SHAPE
        assert 0 <= y <= layout.height - BLOCK
        for other_x, other_y in layout.places[:number]:
            assert abs(x - other_x) >= layout.pitch - 1 or abs(y - other_y) >= BLOCK


@given(any_kin())
def test_no_line_leaves_the_picture_or_runs_through_somebody(ties: Kin) -> None:
    layout = lay_out(ties)
    for line in segments(layout.strokes):
        assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in line)
    *combs, partners = layout.strokes
    for strokes, width in ((combs, TEXT), ([partners], SHAPE)):
        crossed = [box for line in segments(strokes) for box in boxes(layout, width) if touches(line, box)]
        assert not crossed


def test_partners_stand_side_by_side_above_their_children() -> None:
    family = kin(4, partners=((0, 1),), parents={2: (0, 1), 3: (0, 1)})
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = lay_out(family).places
    assert y0 == y1 < y2 == y3
    assert x0 + x1 == x2 + x3


def test_the_parent_of_two_families_stands_between_them() -> None:
    mother, stepfather, father, eldest, youngest = range(5)
    family = kin(5, partners=((0, 1),), parents={eldest: (mother, father), youngest: (mother, stepfather)})
    places = lay_out(family).places
    order = sorted((stepfather, mother, father), key=lambda key: places[key][0])
    assert order[1] == mother
    assert (places[eldest][0] < places[youngest][0]) == (order[0] == father)


def test_of_two_families_made_one_no_ties_cross() -> None:
    mother, stepfather, their_own, hers, his, father, other_mother = range(7)
    parents = {their_own: (mother, stepfather), hers: (mother, father), his: (stepfather, other_mother)}
    places = lay_out(kin(7, partners=((mother, stepfather),), parents=parents)).places
    parents_in_row = sorted((mother, stepfather, father, other_mother), key=lambda key: places[key][0])
    children_in_row = sorted((hers, their_own, his), key=lambda key: places[key][0])
    seen = [parents_in_row, children_in_row]
    expected = [[father, mother, stepfather, other_mother], [hers, their_own, his]]
    assert seen in (expected, [row[::-1] for row in expected])


def test_three_generations_stand_below_each_other() -> None:
    family = kin(4, parents={1: (0,), 2: (1,), 3: (1,)})
    heights = [y for _x, y in lay_out(family).places]
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_a_long_row_of_children_is_broken_so_that_names_stay_legible() -> None:
    family = kin(10, partners=((0, 1),), parents=dict.fromkeys(range(2, 10), (0, 1)))
    layout = lay_out(family)
    assert len({y for _x, y in layout.places[2:]}) == 2
    assert layout.width <= 264


def test_gezag_is_a_line_of_its_own_kind_and_of_a_guardian_another() -> None:
    family = kin(3, parents={2: (0,)}, holders={2: (0, 1)})
    assert [kind for kind, _path in lay_out(family).strokes] == ["tie", "custody", "clearing", "guardians", "tie"]


def page(town: Town, who: str, household: Household) -> str:
    return town.client(who).get(reverse("casework:household", args=[household.pk])).content.decode()


def picture(town: Town) -> str:
    return page(town, "Fatima", town.de_vries).split('<figure class="genogram">')[1].split("</figure>")[0]


def add(person: Person, town: Town, **fields: object) -> Person:
    join(town.de_vries, person)
    HouseholdMembership.objects.filter(person=person).update(**fields)
    return person


def test_the_members_are_drawn_with_name_and_age_and_the_picture_points_to_the_list(town: Town) -> None:
    drawn = picture(town)
    assert 'role="img" aria-label="Genogram:' in drawn
    assert "Zie de lijst hieronder" in drawn
    for text in ("Sanne", "Emre", "Lina", "8 jaar", "heeft gezag"):
        assert text in drawn
    assert drawn.count("genogram__person--here") == 4
    assert "elders" not in drawn


def test_nobody_tied_is_no_picture(town: Town) -> None:
    assert "genogram" not in page(town, "Bram", town.bakker)


def test_a_parent_elsewhere_is_drawn_dashed_with_no_more_than_a_name(town: Town) -> None:
    with acting(system_actor("tests")):
        child = add(make_person("Noah", "Bos", "20160101"), town, lives_here=False)
        make_child(child, town.person("Sanne"), make_person("Ruben", "Bos", "19800101"))
    drawn = picture(town)
    assert drawn.count("genogram__person--away") == 1
    assert drawn.count("genogram__person--outside") == 1
    assert "Ruben" in drawn
    assert "46 jaar" not in drawn
    assert "woont (ook) elders" in drawn


def test_who_has_died_is_drawn_so_and_the_list_says_it_too(town: Town) -> None:
    with acting(system_actor("tests")):
        mother = make_person("Corrie", "Vries", "19550101", suspension=Person.Suspension.DECEASED)
        Relation.objects.create(
            person=mother, other=town.person("Sanne"), kind=Relation.Kind.PARENT, valid_from=LONG_AGO
        )
    assert picture(town).count("genogram__person--died") == 1
    assert "kind van Corrie (overleden)" in page(town, "Fatima", town.de_vries)


def test_gezag_of_who_is_no_parent_is_told_apart(town: Town) -> None:
    with acting(system_actor("tests")):
        child = add(make_person("Noah", "Bos", "20160101"), town)
        Custody.objects.create(child=child, holder=town.person("Emre"), kind=Custody.Kind.GUARDIAN, valid_from=LONG_AGO)
    assert "gezag, geen ouder" in picture(town)


def test_gezag_over_an_adult_is_not_drawn(town: Town) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(given_names__in=["Lina", "Deniz"]).update(birth_date="20050101")
    assert "heeft gezag" not in picture(town)


def test_who_lives_elsewhere_gives_way_when_there_are_too_many(town: Town) -> None:
    with acting(system_actor("tests")):
        for number in range(ROOM):
            parent = make_person(f"Ouder{number}", "Bos", "19500101")
            Relation.objects.create(
                person=parent, other=town.person("Sanne"), kind=Relation.Kind.PARENT, valid_from=LONG_AGO
            )
        make_partners(town.person("Lina"), make_person("Partner", "Bos", "20000101"))
    drawn = picture(town)
    assert drawn.count('class="genogram__person ') == ROOM
    assert "Partner" in drawn


def test_an_age_is_drawn_as_far_as_it_is_known(town: Town) -> None:
    with acting(system_actor("tests")):
        Person.objects.filter(given_names="Lina").update(birth_date="00000000")
    drawn = picture(town)
    possible = town.person("Emre").age_on()
    assert possible is not None
    assert "? jaar" in drawn
    assert "/".join(str(age) for age in sorted(set(possible))) + " jaar" in drawn


def test_who_lives_elsewhere_costs_no_question_more(town: Town) -> None:
    client, url = town.client("Fatima"), reverse("casework:household", args=[town.de_vries.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as alone:
        client.get(url)
    with acting(system_actor("tests")):
        child = add(make_person("Noah", "Bos", "20160101"), town)
        make_child(child, make_person("Ruben", "Bos", "19800101"))
    with CaptureQueriesContext(connection) as with_father:
        assert "Ruben" in client.get(url).content.decode()
    assert len(with_father) == len(alone)
