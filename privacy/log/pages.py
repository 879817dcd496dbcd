"""A page of the log, and one record with all of its request; reading either is recorded too."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from privacy import names
from privacy.access import read
from privacy.audit import About
from privacy.choices import DataClass, Purpose
from privacy.database import plan_each_query_by_its_values
from privacy.log.addresses import NEWER, OLDER, address_of
from privacy.log.lines import Line, Named, lines_of
from privacy.models import AccessRecord
from privacy.names import Names
from privacy.querysets import PAGE, LogFilter, Place, Records, are_there_any, counts_by, newer, older
from privacy.reading import PrivateRequest

SHOWN = (DataClass.ACCESS_LOG, DataClass.IDENTITY)
MOST_SUBJECTS = 200
# A request takes seconds; its records are looked for around the one that is known, so that one month is enough.
REQUEST_TAKES = datetime.timedelta(minutes=5)


@dataclass(frozen=True)
class Count:
    """How many records somebody or something has, beside the one with the most."""

    named: Named
    times: int
    most: int


@dataclass(frozen=True)
class Log:
    """A page of the log. `counts` are those per worker and per household, empty where the period is not bounded."""

    lines: list[Line]
    chosen: dict[str, Named]
    counts: dict[str, list[Count]]
    newer_url: str
    older_url: str


@dataclass(frozen=True)
class WholeRequest:
    """One record, whom it was about (the first ones), which households it listed, what else the request did."""

    line: Line
    activity: str
    subjects: list[Named]
    unnamed: int
    listed: list[Named]
    others: list[Line]


def note(request: PrivateRequest, event: str, *, action: AccessRecord.Action, wanted: LogFilter) -> None:
    """Begin the record of looking at the log: about whom the log was asked, and with which kinds of filter."""
    request.reading.note(event, action=action, purpose=Purpose.OVERSIGHT, about=wanted.about, data_classes=SHOWN)
    request.reading.details["filters"] = wanted.kinds


def read_log(
    request: PrivateRequest, records: Records, wanted: LogFilter, *, before: Place | None, after: Place | None
) -> Log:
    """The newest page, or the one on either side of a place. `records` are those in the reader's scope."""
    plan_each_query_by_its_values()
    note(request, "accessrecord.list", action=AccessRecord.Action.LIST, wanted=wanted)
    fitting, called, period = wanted.narrow(records), Names(), wanted.period
    called.want(names.PERSON, [wanted.person])
    called.want(names.HOUSEHOLD, [wanted.household])
    called.want(names.WORKER, [wanted.worker])
    if after is not None:
        found = read(request, newer(fitting, after)[:PAGE], Purpose.OVERSIGHT)[::-1]
    else:
        found = read(request, older(fitting, before)[:PAGE], Purpose.OVERSIGHT)
    lines = lines_of(found, called, period)
    counted = _counted(request, fitting, wanted=wanted, called=called) if wanted.is_countable else {}
    newer_url, older_url = _ways_on(fitting, found, wanted, before=before, after=after)
    return Log(lines, _chosen(wanted, called), _counts(counted, called, period), newer_url, older_url)


def _ways_on(
    records: Records, found: list[AccessRecord], wanted: LogFilter, *, before: Place | None, after: Place | None
) -> tuple[str, str]:
    if not found:
        return (address_of(wanted) if before or after else ""), ""
    first, last = Place.of(found[0]), Place.of(found[-1])
    has_newer = before is not None or (after is not None and are_there_any(newer(records, first)))
    has_older = after is not None or are_there_any(older(records, last))
    return (
        address_of(wanted, **{NEWER: first}) if has_newer else "",
        address_of(wanted, **{OLDER: last}) if has_older else "",
    )


def _chosen(wanted: LogFilter, called: Names) -> dict[str, Named]:
    kinds = {"person": names.PERSON, "household": names.HOUSEHOLD, "worker": names.WORKER}
    return {
        part: Named(called.of(kind, getattr(wanted, part)), address_of(wanted.having(**{part: None})))
        for part, kind in kinds.items()
        if getattr(wanted, part)
    }


Counted = dict[str, list[tuple[uuid.UUID, int]]]


def _counted(request: PrivateRequest, records: Records, *, wanted: LogFilter, called: Names) -> Counted:
    columns = {"worker": "actor_id", "household": "household_id"}
    counted = {part: counts_by(records, column) for part, column in columns.items() if not getattr(wanted, part)}
    households = [key for key, _times in counted.get("household", [])]
    called.want(names.WORKER, [key for key, _times in counted.get("worker", [])])
    called.want(names.HOUSEHOLD, households)
    _widen(request, [About(household_id=key) for key in households])
    return counted


def _counts(counted: Counted, called: Names, period: LogFilter) -> dict[str, list[Count]]:
    kinds = {"worker": names.WORKER, "household": names.HOUSEHOLD}
    return {
        part: [
            Count(Named(called.of(kinds[part], key), address_of(period.having(**{part: key}))), times, rows[0][1])
            for key, times in rows
        ]
        for part, rows in counted.items()
    }


def _widen(request: PrivateRequest, abouts: list[About]) -> None:
    request.reading.widen(
        "accessrecord.list",
        action=AccessRecord.Action.LIST,
        purpose=Purpose.OVERSIGHT,
        abouts=abouts,
        data_classes=SHOWN,
    )


def read_request(request: PrivateRequest, records: Records, record: AccessRecord) -> WholeRequest:
    """A record that the loader gave, with everybody it was about and the other records of its request."""
    plan_each_query_by_its_values()
    called, period = Names(), LogFilter()
    people, households = record.subject_ids[:MOST_SUBJECTS], record.listed_household_ids[:MOST_SUBJECTS]
    around = records.filter(
        request_id=record.request_id, at__range=(record.at - REQUEST_TAKES, record.at + REQUEST_TAKES)
    ).exclude(pk=record.pk)
    others = read(request, older(around)[:PAGE], Purpose.OVERSIGHT) if record.request_id else []
    _widen(request, [About(subject_ids=tuple(people)), *(About(household_id=key) for key in households)])
    called.want(names.PERSON, people)
    called.want(names.HOUSEHOLD, households)
    line, *more = lines_of([record, *others], called, period)
    return WholeRequest(
        line=line,
        activity=called.of(names.ACTIVITY, record.activity) if record.activity else "",
        subjects=_named(called, names.PERSON, people),
        unnamed=len(record.subject_ids) - len(people),
        listed=_named(called, names.HOUSEHOLD, households),
        others=more,
    )


def _named(called: Names, kind: str, keys: Iterable[Any]) -> list[Named]:
    return [Named(called.of(kind, key), address_of(LogFilter().having(**{kind: key}))) for key in keys]
