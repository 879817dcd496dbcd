"""What every interface has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from privacy.acting import Actor
from privacy.choices import Purpose
from privacy.reading import PrivateRequest, private

UNKNOWN = ErrorDetail("", "unknown")
EVERYTHING = "non_field_errors"


class Strict(serializers.Serializer[Any]):
    """What may be sent: every field that is not named here is an error, so that nothing can be slipped in."""

    def to_internal_value(self, data: Any) -> Any:
        """Refuse unknown fields, without repeating their names."""
        if isinstance(data, Mapping) and data.keys() - self.fields.keys():
            raise ValidationError({EVERYTHING: [UNKNOWN]})
        return super().to_internal_value(data)


class Interface(APIView):
    """A resource. `scopes` names, per method, the scope it needs beside a purpose."""

    scopes: ClassVar[Mapping[str, str]] = {}
    query: ClassVar[type[Strict] | None] = None

    @property
    def private_request(self) -> PrivateRequest:
        """The request as the loader wants it."""
        return private(self.request._request)

    @property
    def actor(self) -> Actor:
        """For whom the token acts, narrowed to its purposes."""
        return self.private_request.actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check the token, the limits, and what stands in the address."""
        super().initial(request, *args, **kwargs)
        asked = self.query or Strict
        checked = asked(data=request.query_params.dict() if request.method == "GET" else {})
        checked.is_valid(raise_exception=True)
        self.asked: dict[str, Any] = checked.validated_data

    def sent(self, body: type[Strict]) -> dict[str, Any]:
        """What was sent, checked; raises `ValidationError` (400)."""
        checked = body(data=self.request.data)
        checked.is_valid(raise_exception=True)
        data: dict[str, Any] = checked.validated_data
        return data

    def stand_on_purpose(self) -> None:
        """Put the purpose of the token into the access record of a list; with several it is that of helping."""
        purposes = self.actor.purposes or frozenset()
        purpose = next(iter(purposes)) if len(purposes) == 1 else Purpose.HELP
        self.private_request.reading.on_ground(purpose, self.private_request.reading.ground)
