"""What somebody typed comes back when a form could not be taken: the session had ended, or the page was too old.

Only for a request that provably comes from a page of ours. Text of another site would else stand on our page, with a
fresh security token below it.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

TOKEN = "csrfmiddlewaretoken"  # noqa: S105


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether the browser says so: Fetch Metadata where it sends that, else the Origin header."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def typed_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of each field, without our token and anything secret; files are never among them."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name != TOKEN and "password" not in name
        for value in values
    ]


def hand_back(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """The page on which the typed text stands again, to be sent once more."""
    context = {
        "fields": typed_fields(request),
        "action_url": request.get_full_path(),
        "login_url": resolve_url(settings.LOGIN_URL),
    }
    return render(request, template, context, status=status)
