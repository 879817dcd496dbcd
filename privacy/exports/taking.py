"""Taking something out: the limits, the second person, and the one access record that names everybody in it."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from privacy.access import Denied, get_or_404, scope
from privacy.audit import About
from privacy.choices import DataClass, Purpose
from privacy.exports.kinds import Kind, kind_of
from privacy.exports.proof import ProofNeeded, ask_proof
from privacy.models import AccessRecord, ExportRequest
from privacy.models.exports import MOST_WITHOUT_COLLEAGUE
from privacy.reading import PrivateRequest, Reading

View = Callable[..., HttpResponseBase]
DAYS_TO_MAKE = 3
OUTWARD = (AccessRecord.Action.EXPORT, AccessRecord.Action.PRINT)
# What a page or an interface answers with; everything else is a file.
NO_FILE = ("text/html", "text/plain", "application/json", "application/problem+json")


class TooLarge(ValueError):
    """More than this kind may hold, or more than was approved; the text is a sentence for the user."""


class AwaitsColleague(Exception):
    """So many people that somebody else decides as well; `request` is what was asked."""

    def __init__(self, request: ExportRequest) -> None:
        super().__init__(str(request.pk))
        self.request = request


class TakenOutUnseen(RuntimeError):
    """A view was about to let out a file with personal data, or recorded one, beside `take_out`."""


@dataclass(frozen=True)
class Contents:
    """What is in it: how many rows, about whom, which kinds of data. What the request has read already counts too."""

    rows: int
    abouts: tuple[About, ...] = ()
    data_classes: tuple[DataClass, ...] = ()

    def people(self, reading: Reading) -> int:
        """How many different people."""
        return len({key for about in self.abouts for key in about.subject_ids} | reading.subjects.keys())


def takes_out(kind: Kind) -> Callable[[View], View]:
    """Mark the view that makes this kind. It calls `require_proof` once it knows that the reader may see it at all."""

    def mark(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                return view(request, *args, **kwargs)
            except ProofNeeded:
                return ask_proof(request)

        answer.takes_out = kind  # type: ignore[attr-defined]  # read by the tests that walk all addresses
        return answer

    return mark


def approved_request(request: PrivateRequest, kind: Kind) -> ExportRequest | None:
    """The approved request that a form names in `aanvraag`, locked; None when it names none.

    Raises `Denied` for a request of somebody else, of another kind, refused, expired, or made before.
    """
    if request.method != "POST" or "aanvraag" not in request.POST:
        return None
    try:
        key = uuid.UUID(request.POST["aanvraag"])
    except ValueError:
        raise Denied(ExportRequest, None, Purpose.HELP) from None
    own = scope(ExportRequest, request.actor, Purpose.HELP).filter(kind=kind.key).select_for_update(of=("self",))
    found = get_or_404(request, ExportRequest, key, Purpose.HELP, within=own)
    if not found.may_be_made:
        raise Denied(ExportRequest, key, Purpose.HELP)
    return found


def take_out(request: PrivateRequest, asked: ExportRequest, contents: Contents) -> ExportRequest:
    """Let it out: check the limits, note everybody in the access record, and store that it was made.

    `asked` is a new request, with its reason, or an approved one. Raises `TooLarge`, and `AwaitsColleague` (with the
    request stored) when there are more than 100 people in it that nobody else has approved. Then nothing may be shown.
    """
    kind, now, people = kind_of(asked.kind), timezone.now(), contents.people(request.reading)
    _check_size(kind, asked, rows=contents.rows, people=people)
    if asked._state.adding:
        asked.people, asked.rows = people, contents.rows
        asked.asked_by, asked.asked_at = request.actor.user, now
        asked.expires_at = now + datetime.timedelta(days=DAYS_TO_MAKE)
        if people > MOST_WITHOUT_COLLEAGUE:
            asked.save()
            raise AwaitsColleague(asked)
    asked.made_at = now
    asked.save()
    _note(request.reading, asked, contents)
    return asked


def _check_size(kind: Kind, asked: ExportRequest, *, rows: int, people: int) -> None:
    if rows > kind.most_rows:
        raise TooLarge(_("Dit zijn meer dan %d regels. Vraag minder gegevens tegelijk.") % kind.most_rows)
    if people > kind.most_people:
        raise TooLarge(_("Dit gaat over meer dan %d mensen. Vraag minder gegevens tegelijk.") % kind.most_people)
    if not asked._state.adding and people > asked.people:
        raise TooLarge(_("Dit gaat nu over meer mensen dan is goedgekeurd. Vraag het bestand opnieuw aan."))


def _note(reading: Reading, asked: ExportRequest, contents: Contents) -> None:
    kind = kind_of(asked.kind)
    purpose = reading.purpose or Purpose.HELP
    reading.widen(
        kind.event, action=kind.action, purpose=purpose, abouts=contents.abouts, data_classes=contents.data_classes
    )
    reading.as_event(kind.event, kind.action)
    reading.details |= {"export": str(asked.pk), "reason": asked.reason, "rows": contents.rows}
    reading.is_taken_out = True


def must_have_been_taken_out(reading: Reading, response: HttpResponseBase) -> None:
    """Raise `TakenOutUnseen` for a file with personal data, or a record of one, that did not pass `take_out`."""
    content_type = response.get("Content-Type", "").partition(";")[0]
    is_attached = response.get("Content-Disposition", "").startswith("attachment")
    is_file = bool(reading.event) and (is_attached or (content_type not in NO_FILE and bool(content_type)))
    if (is_file or reading.action in OUTWARD) and not reading.is_taken_out:
        raise TakenOutUnseen(reading.event)
