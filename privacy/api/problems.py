"""Errors as problem details (RFC 9457), in Dutch, without a word of what was sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

PROBLEM = "application/problem+json"
# Title and detail by status; a status that is not here gets those of 400 or 500.
WORDS = {
    400: (_("Ongeldig verzoek"), _("Het verzoek klopt niet. Zie `errors` voor wat er anders moet.")),
    401: (_("Niet aangemeld"), _("Stuur een geldig token mee in de header Authorization.")),
    403: (_("Niet toegestaan"), _("Met dit token mag u dit niet. Kijk naar de scopes en naar uw rol.")),
    404: (_("Niet gevonden"), _("Dit bestaat niet, of u mag het niet zien.")),
    405: (_("Methode niet toegestaan"), _("Deze methode kan hier niet. De header Allow noemt wat wel kan.")),
    406: (_("Formaat niet beschikbaar"), _("Antwoorden zijn er alleen als application/json.")),
    409: (_("Al gewijzigd"), _("Iemand anders heeft dit net gewijzigd. Haal het opnieuw op.")),
    413: (_("Te groot"), _("Het verzoek is te groot. Stuur minder tegelijk.")),
    415: (_("Formaat niet ondersteund"), _("Stuur de inhoud als application/json.")),
    429: (_("Te veel verzoeken"), _("Wacht even. De header Retry-After zegt hoeveel seconden.")),
    500: (_("Er ging iets mis"), _("Dit ligt aan ons. Probeer het later opnieuw.")),
    503: (_("Even niet beschikbaar"), _("Probeer het over een paar minuten opnieuw.")),
}
SENTENCES = {
    "required": _("Dit ontbreekt."),
    "null": _("Dit mag niet leeg zijn."),
    "blank": _("Dit mag niet leeg zijn."),
    "empty": _("Dit mag niet leeg zijn."),
    "invalid": _("Dit heeft niet de juiste vorm."),
    "invalid_choice": _("Dit is geen van de mogelijke waarden."),
    "max_length": _("Dit is te lang."),
    "max_string_length": _("Dit is te lang."),
    "min_value": _("Dit getal is te klein."),
    "max_value": _("Dit getal is te groot."),
    "null_characters_not_allowed": _("Hierin staat een teken dat we niet kunnen lezen."),
    "surrogate_characters_not_allowed": _("Hierin staat een teken dat we niet kunnen lezen."),
    "parse_error": _("Dit is geen geldige JSON."),
    "unknown": _("Hier staat iets bij dat deze interface niet kent."),
    "not_understood": _("Hiermee kunnen we niet zoeken. Geef een naam, geboortedatum, adres of dossiernummer."),
}


def words_of(status: int) -> dict[str, Any]:
    """The problem of a status."""
    title, detail = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    return {"status": status, "title": str(title), "detail": str(detail)}


def problem(status: int, *, headers: dict[str, str] | None = None) -> HttpResponse:
    """An answer outside a view."""
    return JsonResponse(words_of(status), status=status, content_type=PROBLEM, headers=headers)


def in_form(response: HttpResponseBase) -> HttpResponseBase:
    """The same answer, its error page replaced by a problem; absent and denied look the same."""
    if response.status_code < 400 or response.get("Content-Type", "").startswith(PROBLEM):
        return response
    kept = ("Allow", "Retry-After", "WWW-Authenticate")
    return problem(response.status_code, headers={name: response[name] for name in kept if name in response})


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Set as `EXCEPTION_HANDLER`. A denial passes on to the access middleware, which records it."""
    if isinstance(error, Http404 | PermissionDenied):
        return None
    response = exception_handler(error, context)
    if response is None:
        return None
    data = words_of(response.status_code)
    if response.status_code == 400:
        data["errors"] = list(_errors(error, context))
    response.data = data
    response.content_type = PROBLEM
    return response


def _errors(error: Exception, context: dict[str, Any]) -> Iterator[dict[str, Any]]:
    where = "query" if context["request"].method in ("GET", "HEAD") else "body"
    codes = error.get_codes() if isinstance(error, exceptions.APIException) else "invalid"
    fields = codes if isinstance(codes, dict) else {"": codes}
    for name, found in fields.items():
        for code in found if isinstance(found, list) else [found]:
            pointer = "" if name in ("", "non_field_errors") else f"/{name}"
            sentence = SENTENCES.get(str(code), SENTENCES["invalid"])
            yield {"in": where, "location": {"pointer": f"#{pointer}"}, "code": str(code), "detail": str(sentence)}
