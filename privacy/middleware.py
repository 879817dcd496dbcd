"""One transaction per request: the actor is set, the view runs, what it read is recorded, then the answer goes out."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse

from privacy import processing
from privacy.access import Denied, access_to
from privacy.acting import acting, actor_for
from privacy.api.tokens import Bearer
from privacy.audit import record
from privacy.exports import must_have_been_taken_out
from privacy.models import AccessRecord, User
from privacy.operation import Operation, Trace, operating
from privacy.reading import PrivateRequest, Reading, private

View = Callable[..., HttpResponseBase]
# Wrong input, and what is not there: no technical fault of ours.
NOT_A_FAULT = (Http404, BadRequest, SuspiciousOperation)
log = logging.getLogger(__name__)


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    # A lazy response would ask the database after the transaction, and after its record.
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


def _operation(request: PrivateRequest) -> Operation:
    place = request.resolver_match
    return Operation(
        id=request.request_id,
        activity=processing.of_screen(place.view_name) if place else None,
        trace=Trace.parse(request.headers.get("traceparent", "")),
    )


class AccessMiddleware:
    """Must stand last. A request whose record cannot be written fails, and shows nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; the work is in `process_view`, inside Django's own error handling."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Run the view of a signed-in user in the transaction of its access record."""
        user = request.user
        if not isinstance(user, User):
            return None
        request = private(request)
        request.request_id = uuid.uuid4()
        bearer: Bearer | None = getattr(request, "bearer", None)
        request.actor = replace(actor_for(user), purposes=bearer.purposes if bearer else None)
        request.reading = Reading(details=bearer.details if bearer else {})
        household_id = kwargs["pk"] if getattr(view, "is_within_household", False) else None
        with operating(_operation(request)):
            return self._run(request, lambda: view(request, *args, **kwargs), household_id)

    def _run(
        self, request: PrivateRequest, run: Callable[[], HttpResponseBase], household_id: uuid.UUID | None
    ) -> HttpResponseBase:
        try:
            with acting(request.actor, request_id=request.request_id, household_id=household_id):
                response = _rendered(run())
                must_have_been_taken_out(request.reading, response)
                request.reading.write(request.actor)
        except Denied as denied:
            self._record_denial(request, denied)
            raise
        except PermissionDenied:
            with acting(request.actor, request_id=request.request_id):
                request.reading.refused()
                request.reading.write(request.actor)
            raise
        except NOT_A_FAULT:
            raise
        except Exception as fault:
            self._record_fault(request, fault)
            raise
        return response

    def _record_fault(self, request: PrivateRequest, fault: Exception) -> None:
        """In a transaction of its own: that of the request is gone, and what it had read may have been seen."""
        request.reading.failed(type(fault).__name__)
        try:
            with acting(request.actor, request_id=request.request_id):
                request.reading.write(request.actor)
        except Exception:  # whatever it is, the first fault is the one to report
            log.exception("a request failed, and its access record could not be written")

    def _record_denial(self, request: PrivateRequest, denied: Denied) -> None:
        with acting(request.actor, request_id=request.request_id):
            record(
                f"{denied.model._meta.model_name}.denied",
                actor=request.actor,
                action=AccessRecord.Action.DENIED,
                purpose=denied.purpose,
                about=denied.about(),
                data_classes=access_to(denied.model).data_classes,
            )
