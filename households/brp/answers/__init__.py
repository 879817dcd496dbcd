"""Answers questions to the BRP by the specification Haal Centraal BRP Personen bevragen v2.7.0 (`POST /personen`)."""

from __future__ import annotations

from households.brp.answers.faults import BadRequestError, Fault, problem
from households.brp.answers.paths import select
from households.brp.answers.persons import Context, person_json
from households.brp.answers.questions import checked, found
from households.brp.answers.values import Json

__all__ = ["BadRequestError", "Context", "Fault", "Json", "answer", "problem"]


def answer(body: object, context: Context) -> Json:
    """The answer to a question as it came in; raises `BadRequestError` when the question breaks the specification."""
    question, parameters = checked(body)
    records = found(question, parameters, context.source)
    paths = parameters["fields"]
    persons = [select(person_json(record, context), paths, question.fields) for record in records]
    return {"type": parameters["type"], "personen": persons}
