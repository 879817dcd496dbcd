"""The BRP is asked within the trace of the import, and the records of the import say so."""

from __future__ import annotations

from typing import ClassVar

import pytest

from households.brp.test_server import BrpRequestHandler
from privacy.models import AccessRecord
from privacy.operation import Operation, Trace, operating
from privacy.processing import Activity
from tests.households.brp.people import SANNE, family
from tests.households.importing.bringing import bring_in


class Hearing(BrpRequestHandler):
    """Remembers the traces it was asked within."""

    heard: ClassVar[list[str]] = []

    def do_POST(self) -> None:  # noqa: N802 - the name the server looks for
        """Answer as usual."""
        self.heard.append(self.headers["traceparent"] or "")
        super().do_POST()


@pytest.mark.django_db
def test_questions_and_records_of_an_import_share_a_trace() -> None:
    Hearing.heard.clear()
    with operating(Operation(activity=Activity.REGISTRATION)) as working:
        bring_in(family(), SANNE, handler=Hearing)
    traces = [Trace.parse(header) for header in Hearing.heard]
    assert traces
    assert {trace.id for trace in traces if trace} == {working.trace_id}
    assert None not in traces
    assert len({trace.caller for trace in traces if trace}) == len(traces)
    records = AccessRecord.objects.filter(event="person.imported")
    assert {record.details["trace"]["id"] for record in records} == {working.trace_id}
    assert all(record.details["trace"]["processor"].startswith("http://") for record in records)
    assert {record.activity for record in records} == {Activity.REGISTRATION}
