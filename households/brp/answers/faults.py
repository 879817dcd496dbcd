"""Refusals by the specification: the `Foutbericht` (RFC 7807), with the parameters that are wrong.

The specification allows few characters in these texts, no colon or bracket among them: "burgerservicenummer.0" is
the first of a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from households.brp.answers.values import Json, present

_NAME = re.compile(r"[a-zA-Z0-9._]{1,30}")
_ABOUT = "https://datatracker.ietf.org/doc/html/rfc9110#section-"
_LONGEST_DETAIL = 200

_STATUSES = {
    400: ("15.5.1", "Een of meerdere parameters zijn niet correct.", "paramsValidation"),
    401: ("15.5.2", "Niet correct geauthenticeerd.", "authentication"),
    403: ("15.5.4", "U bent niet geautoriseerd voor deze operatie.", "autorisatie"),
    404: ("15.5.5", "De gevraagde bron bestaat niet.", "notFound"),
    405: ("15.5.6", "Deze methode is niet toegestaan.", "methodNotAllowed"),
    406: ("15.5.7", "Gevraagde contenttype wordt niet ondersteund.", "notAcceptable"),
    415: ("15.5.16", "Dit mediatype wordt niet ondersteund.", "unsupported"),
    500: ("15.6.1", "Interne server fout.", "serverError"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong parameter; the reason never repeats the value."""

    name: str
    code: str
    reason: str


class BadRequestError(Exception):
    """The question breaks the specification."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("the question breaks the specification")
        self.faults = tuple(faults)


def problem(status: int, instance: str, faults: Sequence[Fault] = ()) -> Json:
    """The body of a refusal; `instance` is the address that was asked."""
    section, title, code = _STATUSES[status]
    if any(fault.code == "required" and fault.name in {"type", "fields"} for fault in faults):
        title, code = "Minimale combinatie van parameters moet worden opgegeven.", "paramsCombination"
    names = ", ".join(fault.name for fault in faults if _NAME.fullmatch(fault.name))
    detail = f"De foutieve parameter(s) zijn {names}."[:_LONGEST_DETAIL] if names else ""
    return present(
        type=f"{_ABOUT}{section}",
        title=title,
        status=status,
        detail=detail,
        instance=instance,
        code=code,
        invalidParams=[_invalid_param(fault) for fault in faults],
    )


def _invalid_param(fault: Fault) -> Json:
    if _NAME.fullmatch(fault.name):
        return {"name": fault.name, "code": fault.code, "reason": fault.reason}
    return {"code": fault.code, "reason": fault.reason}
