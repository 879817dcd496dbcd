"""Access records as a file for a spreadsheet, made inside the transaction that records the taking out."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _

from privacy import names
from privacy.audit import About
from privacy.choices import Purpose
from privacy.database import plan_each_query_by_its_values
from privacy.log.lines import Line
from privacy.log.pages import SHOWN, note
from privacy.models import AccessRecord
from privacy.names import Names
from privacy.querysets import LogFilter, Records, older
from privacy.reading import PrivateRequest

MOST_ROWS = 10_000
BATCH = 1000
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula, and would run it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class TooMany(ValueError):
    """More records than go in one file; the text is a sentence for the user."""


def as_file(request: PrivateRequest, records: Records, wanted: LogFilter, *, reason: str, with_names: bool) -> str:
    """The records that fit as text with semicolons, newest first; raises `TooMany` above 10,000.

    `records` are those in the reader's scope. Names of residents go along only when asked for; keys always do.
    """
    plan_each_query_by_its_values()
    fitting = older(wanted.narrow(records))
    if fitting.values_list("id")[MOST_ROWS : MOST_ROWS + 1]:
        note(request, "accessrecord.list", action=AccessRecord.Action.LIST, wanted=wanted)
        raise TooMany(_("Dit zijn meer dan 10.000 regels. Kies een kortere periode of een filter erbij."))
    note(request, "accessrecord.export", action=AccessRecord.Action.EXPORT, wanted=wanted)
    request.reading.on_ground(Purpose.OVERSIGHT, reason)
    written = io.StringIO(BYTE_ORDER_MARK)
    written.seek(0, io.SEEK_END)
    sheet = csv.writer(written, delimiter=";")
    sheet.writerow(_head(with_names))
    rows = 0
    for batch in _batches(fitting.iterator(chunk_size=BATCH)):
        rows += len(batch)
        _take_out(request, batch)
        sheet.writerows(_cells(line, with_names) for line in _lines(batch, with_names))
    request.reading.details["rows"] = rows
    return written.getvalue()


def _batches(records: Iterator[AccessRecord]) -> Iterator[list[AccessRecord]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def _take_out(request: PrivateRequest, batch: Iterable[AccessRecord]) -> None:
    request.reading.widen(
        "accessrecord.export",
        action=AccessRecord.Action.EXPORT,
        purpose=Purpose.OVERSIGHT,
        abouts=[About(record.household_id, tuple(record.subject_ids)) for record in batch],
        data_classes=SHOWN,
    )


def _lines(batch: Iterable[AccessRecord], with_names: bool) -> list[Line]:
    called, everything = Names(), LogFilter()
    for record in batch if with_names else ():
        called.want(names.PERSON, record.subject_ids)
        called.want(names.HOUSEHOLD, [record.household_id])
    return [Line(record, called, everything) for record in batch]


def _head(with_names: bool) -> list[str]:
    head = [_("moment"), _("medewerker"), _("rol en team"), _("handeling"), _("gebeurtenis"), _("doel"), _("grondslag")]
    head += [_("aantal betrokkenen"), _("soorten gegevens")]
    head += [_("huishouden"), _("betrokkenen")] if with_names else []
    head += [_("sleutel medewerker"), _("sleutel huishouden"), _("sleutels betrokkenen")]
    return [*head, _("sleutels getoonde huishoudens"), _("sleutel verzoek")]


def _cells(line: Line, with_names: bool) -> list[str]:
    record = line.record
    cells = [
        f"{timezone.localtime(record.at):%Y-%m-%d %H:%M:%S}",
        record.actor_name,
        line.position,
        str(record.get_action_display()),
        line.words,
        str(record.get_purpose_display()),
        record.ground,
        str(len(record.subject_ids)),
        ", ".join(line.data_classes),
    ]
    if with_names:
        people = [line.names.of(names.PERSON, key) for key in record.subject_ids]
        cells += [line.household.label if line.household else "", ", ".join(people)]
    cells += [str(record.actor_id), str(record.household_id or ""), _keys(record.subject_ids)]
    cells += [_keys(record.listed_household_ids), str(record.request_id or "")]
    return [defused(cell) for cell in cells]


def _keys(keys: Iterable[uuid.UUID]) -> str:
    return " ".join(map(str, keys))


def defused(cell: str) -> str:
    """The same text, made so that a spreadsheet does not run it as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
