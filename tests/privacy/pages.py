"""Pages of the tests: the smallest that show people, with and without care."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from config import urls
from households.models import Household, HouseholdMembership, Person
from privacy.access import get_or_404, read, scope
from privacy.choices import Purpose
from privacy.reading import private


def members(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A household with its members, as every view should show it."""
    request = private(request)
    household = get_or_404(request, Household, pk, Purpose.HELP)
    rows = scope(HouseholdMembership, request.actor, Purpose.HELP).filter(household=household)
    shown = read(request, rows.select_related("person"), Purpose.HELP)
    return HttpResponse(", ".join(membership.person.display_name for membership in shown))


def careless(request: HttpRequest) -> HttpResponse:
    """Shows people without noting it."""
    return HttpResponse(", ".join(Person.objects.values_list("display_name", flat=True)))


def empty(request: HttpRequest) -> HttpResponse:
    """Shows nobody."""
    return HttpResponse("niemand")


urlpatterns = [
    path("proef/leden/<uuid:pk>/", members),
    path("proef/zorgeloos/", careless),
    path("proef/leeg/", empty),
    path("", include(urls)),
]
