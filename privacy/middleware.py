"""One transaction per request: the actor is set, the view runs, what it read is recorded, then the answer goes out."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse

from privacy.access import Denied, access_to
from privacy.acting import acting, actor_for
from privacy.audit import record
from privacy.models import AccessRecord, User
from privacy.reading import PrivateRequest, Reading, private

View = Callable[..., HttpResponseBase]


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    # A lazy response would ask the database after the transaction, and after its record.
    return response.render() if isinstance(response, SimpleTemplateResponse) else response


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
        request.actor = actor_for(user)
        request.reading = Reading()
        try:
            with acting(request.actor, request_id=request.request_id):
                response = _rendered(view(request, *args, **kwargs))
                request.reading.write(request.actor)
        except Denied as denied:
            self._record_denial(request, denied)
            raise
        except PermissionDenied:
            with acting(request.actor, request_id=request.request_id):
                request.reading.refused()
                request.reading.write(request.actor)
            raise
        return response

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
