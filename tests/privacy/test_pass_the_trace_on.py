"""W3C Trace Context: a trace comes in with a request, stays with its records and goes along to other systems."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from privacy.logbook import LineMaker
from privacy.models import AccessRecord
from privacy.operation import Operation, Trace, current, operating
from tests.people import Town
from tests.privacy.log import newest

TRACE, CALLER = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
HEADER = f"00-{TRACE}-{CALLER}-01"


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        f"00-{TRACE}-{CALLER}-00",
        f"01-{TRACE}-{CALLER}-01",
        f"cc-{TRACE}-{CALLER}-01-what-comes-later",
    ],
)
def test_a_valid_header_is_read(header: str) -> None:
    assert Trace.parse(header) == Trace(TRACE, CALLER)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "nonsense",
        HEADER.upper(),
        f"{HEADER}\n",
        f"{HEADER}-more",
        f"{HEADER}.",
        f"ff-{TRACE}-{CALLER}-01",
        f"00-{'0' * 32}-{CALLER}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE[1:]}-{CALLER}-01",
        f"00-{TRACE}{CALLER}-01",
        f"00-{TRACE}-{CALLER}-0x",
        f"cc-{TRACE}-{CALLER}-01-{'x' * 300}",
        f"00-{'٣' * 32}-{CALLER}-01",
    ],
)
def test_anything_else_is_ignored(header: str) -> None:
    assert Trace.parse(header) is None


@pytest.mark.django_db
def test_the_trace_of_the_caller_stays_with_the_record_and_its_lines(town: Town) -> None:
    address = reverse("casework:household", args=[town.de_vries.pk])
    town.client("Fatima").get(address, headers={"traceparent": HEADER})
    record = newest()
    assert record.details["trace"] == {"id": TRACE, "caller": CALLER}
    parent, *children = LineMaker(key="x" * 32).lines_of(record)
    assert (parent.trace_id, parent.parent_span_id) == (TRACE, CALLER)
    assert {(line.trace_id, line.parent_span_id) for line in children} == {(TRACE, parent.span_id)}


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"traceparent": "nonsense"}, {"traceparent": f"00-{'0' * 32}-{CALLER}-01"}])
def test_without_a_trace_each_request_begins_one(town: Town, headers: dict[str, str]) -> None:
    fatima, address = town.client("Fatima"), reverse("casework:household", args=[town.de_vries.pk])
    traces = set()
    for _time in range(2):
        fatima.get(address, headers=headers)
        record: AccessRecord = newest()
        assert "trace" not in record.details
        (line, *_rest) = LineMaker(key="x" * 32).lines_of(record)
        assert line.parent_span_id == ""
        traces.add(line.trace_id)
    assert len(traces) == 2
    assert current() is None


def test_a_call_to_another_system_takes_the_trace_along_with_a_span_of_its_own() -> None:
    with operating(Operation(trace=Trace(TRACE, CALLER))) as working:
        first, second = working.traceparent(), working.traceparent()
    for header in (first, second):
        found = Trace.parse(header)
        assert found
        assert found.id == TRACE
        assert found.caller != CALLER
    assert first != second
    own = Operation()
    assert re.fullmatch(rf"00-{own.id.hex}-[0-9a-f]{{16}}-01", own.traceparent())


@pytest.mark.django_db
def test_the_line_names_the_application_that_took_part(town: Town) -> None:
    town.client("Fatima").get(reverse("casework:household", args=[town.de_vries.pk]))
    record = newest()
    record.details["trace"] = Operation(processor="https://brp.example/").for_record()
    parent, *children = LineMaker(key="x" * 32).lines_of(record)
    assert parent.attributes["dpl.core.foreign_operation.processor"] == "https://brp.example/"
    assert not any("dpl.core.foreign_operation.processor" in line.attributes for line in children)
