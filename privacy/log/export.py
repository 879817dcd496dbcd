"""Access records as a file for a spreadsheet, made inside the transaction that records the taking out."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _

from privacy import names
from privacy.audit import About
from privacy.database import plan_each_query_by_its_values
from privacy.exports import Contents, as_csv
from privacy.log.lines import Line
from privacy.log.pages import SHOWN
from privacy.models import AccessRecord
from privacy.names import Names
from privacy.querysets import LogFilter, Records, older

MOST_ROWS, MOST_PEOPLE = 10_000, 100_000
BATCH = 1000


@dataclass(frozen=True)
class LogFile:
    """The file, and what is in it."""

    text: str
    contents: Contents


def as_file(records: Records, wanted: LogFilter, *, with_names: bool, until: datetime.datetime) -> LogFile:
    """The records that fit and were written before `until`, as text with semicolons, newest first.

    `records` are those in the reader's scope. One row more than the file may have is read, to know that it is too
    many. Names of residents go along only when asked for; keys always do.
    """
    plan_each_query_by_its_values()
    fitting = older(wanted.narrow(records).filter(at__lt=until))[: MOST_ROWS + 1]
    rows, abouts = [_head(with_names)], []
    for batch in _batches(fitting.iterator(chunk_size=BATCH)):
        abouts += [About(record.household_id, tuple(record.subject_ids)) for record in batch]
        rows += [_cells(line, with_names) for line in _lines(batch, with_names)]
    return LogFile(as_csv(rows), Contents(len(abouts), tuple(abouts), SHOWN))


def _batches(records: Iterator[AccessRecord]) -> Iterator[list[AccessRecord]]:
    while batch := list(islice(records, BATCH)):
        yield batch


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
    return cells


def _keys(keys: Iterable[uuid.UUID]) -> str:
    return " ".join(map(str, keys))
