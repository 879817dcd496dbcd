"""Whatever JSON comes in, as a question or as an answer, it is taken or refused: nothing else happens."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from households.brp.answers import BadRequestError, Context, answer, problem
from households.brp.answers.paths import PERSON
from households.brp.answers.questions import QUESTIONS
from households.brp.errors import BrpAnswerInvalid
from households.brp.parsing import parse_answer
from households.brp.register import Register
from households.brp.tables import NationalTables
from tests.households.brp.people import SANNE, bea, emiel, family, yara
from tests.households.brp.shared import needs_shared_data
from tests.households.brp.specification import faults

CONTEXT = Context(
    source=Register([*family(), bea(), emiel(), yara()]), tables=NationalTables(), today=datetime.date(2026, 11, 20)
)
KIND = "RaadpleegMetBurgerservicenummer"
PARAMETERS = sorted({name for question in QUESTIONS.values() for name in (*question.required, *question.optional)})
FIELDS = ["naam", "geboorte.datum", "verblijfplaats", "gezag.type", "kinderen.naam.voornamen", "", "x.y", "inOnderzoek"]
WORDS = st.sampled_from(
    [SANNE, "0034", "1354AB", "Vries", "V*", "1985-03-12", "Havendreef", "0034010000012345", "", "😀\0"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
questions = st.fixed_dictionaries(
    {"type": st.sampled_from([*QUESTIONS]), "fields": st.lists(st.sampled_from(FIELDS), max_size=4)},
    optional=dict.fromkeys(PARAMETERS, values | WORDS),
)
PROPERTIES = ["type", "code", "datum", "naam", "verblijfadres", "inOnderzoek", "minderjarige", "reden", "huisnummer"]
pieces = st.recursive(
    values,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from([*PERSON, *PROPERTIES]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_anything_may_be_asked(body: Any) -> None:
    with pytest.raises(BadRequestError):
        answer(body, CONTEXT)


@needs_shared_data
@given(questions)
def test_a_question_is_answered_or_refused_by_the_specification(body: Any) -> None:
    try:
        content, schema = answer(body, CONTEXT), "AnyPersonenQueryResponse"
    except BadRequestError as refusal:
        content = problem(400, "https://brp.invalid/personen", refusal.faults)
        schema = "BadRequestFoutbericht"
    assert faults(content, schema) == []


@given(values | st.builds(lambda persons: {"type": KIND, "personen": persons}, values))
def test_anything_may_come_as_an_answer(content: Any) -> None:
    try:
        persons, rejections = parse_answer(content, KIND)
    except BrpAnswerInvalid:
        return
    assert len(persons) + len(rejections) == len(content["personen"])


@given(st.lists(st.dictionaries(st.sampled_from([*PERSON, "inOnderzoek"]), pieces, max_size=4), max_size=3))
def test_any_person_is_taken_or_left_out(persons: Any) -> None:
    taken, rejections = parse_answer({"type": KIND, "personen": persons}, KIND)
    assert len(taken) + len(rejections) == len(persons)


def test_an_answer_that_nests_without_end_is_left_out() -> None:
    nested: dict[str, Any] = {}
    for _level in range(5000):
        nested = {"naam": nested}
    taken, rejections = parse_answer({"type": KIND, "personen": [nested]}, KIND)
    assert (taken, len(rejections)) == ([], 1)
