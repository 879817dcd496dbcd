"""Pages that belong to no domain: whether everything runs, and what to show when something went wrong."""

from __future__ import annotations

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from config import health, typed_text
from config.sign_in.urls import is_part_of_signing_in

UNREACHABLE = (RedisError, OperationalError, InterfaceError)
RETRY_SECONDS = 300


@login_not_required
@require_safe
def health_check(_request: HttpRequest) -> HttpResponse:
    """For the monitoring: 200 and "gezond", or 503 and the one word for what does not work.

    What only lags behind stands after "gezond", so that nobody takes a site away in which people can work.
    """
    broken = health.what_is_broken()
    lags = "" if broken else health.what_lags()
    said = broken or (f"gezond, maar kijk naar: {lags}" if lags else "gezond")
    return HttpResponse(said, status=503 if broken else 200, content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, **_reason: str) -> HttpResponse:
    """The form was too old or came from elsewhere. What was typed on a page of ours is not lost."""
    if not typed_text.is_from_our_page(request):
        return render(request, "403.html", status=403)
    if is_part_of_signing_in(request):
        return render(request, "403_csrf.html", status=403)
    return typed_text.hand_back(request, "403_csrf.html", status=403)


def server_error(_request: HttpRequest) -> HttpResponse:
    """Something broke. Needs neither database nor session: they may be what broke."""
    if isinstance(sys.exception(), UNREACHABLE):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(RETRY_SECONDS)})
    return HttpResponse(render_to_string("500.html"), status=500)
