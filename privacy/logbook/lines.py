"""One access record as lines: one for the processing, and below it one for each person it was about."""

from __future__ import annotations

import bisect
import hashlib
import hmac
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from privacy.audit import UnknownEvent, sentence_of
from privacy.choices import Purpose
from privacy.models import AccessRecord, ActivityVersion, ProcessingActivity
from privacy.processing import for_record
from privacy.register.interface import path_of
from privacy.wording import kept

ACTIVITY = "dpl.core.processing_activity_id"
SUBJECT = "dpl.core.data_subject_id"
SUBJECT_TYPE = "dpl.core.data_subject_id_type"
PROCESSOR = "dpl.core.foreign_operation.processor"
FAULT = "exception.type"
PSEUDONYM = "pseudoniem"
SHORTEST_KEY = 32
RESOURCE = {"service.name": "samenhang"}


class Status(IntEnum):
    """How a processing ended, in the numbers of OTLP: refused or wrong input is unset, only our own fault an error."""

    UNSET = 0
    OK = 1
    ERROR = 2


STATUS = {AccessRecord.Action.DENIED: Status.UNSET, AccessRecord.Action.FAILED: Status.ERROR}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the logbook: keys in hex (16 and 8 bytes), moments in milliseconds since 1970."""

    trace_id: str
    span_id: str
    parent_span_id: str
    status: Status
    name: str
    start_time: int
    end_time: int
    attributes: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """The fields as the standard names them."""
        line = {"trace_id": self.trace_id, "span_id": self.span_id}
        if self.parent_span_id:
            line["parent_span_id"] = self.parent_span_id
        return line | {
            "status": self.status.name.capitalize(),
            "name": self.name,
            "start_time": self.start_time,
            "end_time": self.end_time,
            "resource": {"attributes": RESOURCE},
            "attributes": self.attributes,
        }


class LineMaker:
    """Makes lines with the register as it is when it is made; two queries.

    `key` makes pseudonyms of persons, `site` is the address of this system, for the addresses of activities.
    """

    def __init__(self, *, key: str | None = None, site: str | None = None) -> None:
        self._key = (settings.PSEUDONYM_KEY if key is None else key).encode()
        if len(self._key) < SHORTEST_KEY:
            raise ImproperlyConfigured("set SAMENHANG_PSEUDONYM_KEY, 32 characters or more of its own")
        self._site = (settings.SITE_URL if site is None else site).rstrip("/")
        self._activities = {activity.slug: activity for activity in ProcessingActivity.objects.all()}
        self._since: dict[uuid.UUID, list[datetime]] = defaultdict(list)
        for key_of, since in ActivityVersion.objects.order_by("number").values_list("activity_id", "valid_from"):
            self._since[key_of].append(since)
        self._addresses: dict[tuple[str, int], str] = {}
        self._names: dict[str, str] = {}

    def lines_of(self, record: AccessRecord) -> Iterator[Line]:
        """The parent, and a child for every person; nothing of who looked, and no key of a person as it is here."""
        trace = record.details.get("trace", {})
        shared: dict[str, Any] = {
            "trace_id": trace.get("id") or (record.request_id or record.id).hex,
            "status": STATUS.get(AccessRecord.Action(record.action), Status.OK),
            "name": self._name(record.event),
            "start_time": _milliseconds(record.at) - record.took_ms,
            "end_time": _milliseconds(record.at),
        }
        about = {ACTIVITY: self._activity_uri(record)}
        extra = {PROCESSOR: trace.get("processor"), FAULT: record.details.get("fault")}
        root = _span(record.id)
        caller = trace.get("caller", "")
        own = about | {name: str(value) for name, value in extra.items() if value}
        yield Line(**shared, span_id=root, parent_span_id=caller, attributes=own)
        for number, subject in enumerate(record.subject_ids, start=1):
            attributes = about | {SUBJECT: self.pseudonym(subject), SUBJECT_TYPE: PSEUDONYM}
            yield Line(**shared, span_id=_span(record.id, number), parent_span_id=root, attributes=attributes)

    def pseudonym(self, person: uuid.UUID) -> str:
        """The same code for the same person, as long as the key is the same; nobody without the key can go back."""
        return hmac.new(self._key, person.bytes, hashlib.sha256).hexdigest()

    def _activity_uri(self, record: AccessRecord) -> str:
        slug = record.activity or for_record(Purpose(record.purpose))
        activity = self._activities[slug]
        number = max(1, bisect.bisect_right(self._since[activity.pk], record.at))
        if (slug, number) not in self._addresses:
            self._addresses[slug, number] = self._site + path_of(activity, number)
        return self._addresses[slug, number]

    def _name(self, event: str) -> str:
        if event not in self._names:
            try:
                self._names[event] = kept(sentence_of(event))
            except UnknownEvent:
                self._names[event] = event
        return self._names[event]


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _span(record: uuid.UUID, number: int = 0) -> str:
    """Follows from the key of the record, so that a line that is sent again is the same line."""
    return hashlib.sha256(record.bytes + number.to_bytes(4)).hexdigest()[:16]
