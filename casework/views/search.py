"""Finding people, and opening a case for who is found."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework import services
from casework.search import OpenCaseForm, SearchForm, household_of
from casework.search.forms import HitForm
from households.models import Household, Person
from privacy.access import get_or_404
from privacy.choices import Purpose, Role
from privacy.reading import PrivateRequest, private


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """The empty form; after a POST what was found. What is searched for never stands in an address."""
    request = private(request)
    form = SearchForm(request.actor, request.POST if request.method == "POST" else None)
    answer = form.answer(request) if form.is_bound and form.is_valid() else None
    template = "search.html" if request.htmx else "search_page.html"
    context = {"form": form, "answer": answer, "purpose_label": form.chosen_purpose and form.chosen_purpose.label}
    return render(request, f"casework/search/{template}", context, status=422 if form.errors else 200)


def hit_of(request: PrivateRequest, form: HitForm) -> tuple[Person, Household]:
    """Whom a form of a hit is about, inside what may be searched; a 404 for whom this reader could not find."""
    person = get_or_404(request, Person, form.cleaned_data["person"], Purpose(form.cleaned_data["purpose"]))
    household = household_of(person, form.cleaned_data["household"])
    if household is None:
        raise Http404
    return person, household


@require_POST
def open_case(request: HttpRequest) -> HttpResponse:
    """Open the case of a household whose member was found, with its finder as permanent case manager."""
    request = private(request)
    form = OpenCaseForm(request.actor, request.POST)
    if not request.actor.has(Role.CASE_MANAGER):
        raise PermissionDenied
    is_valid = form.is_valid()
    if not form.is_whole:
        raise BadRequest
    person, household = hit_of(request, form)
    if is_valid:
        actor, reason = request.actor, form.cleaned_data["reason"]
        team = actor.teams(Role.CASE_MANAGER)[0]
        try:
            services.open_case(
                actor=actor, household=household, team=team, case_manager=actor.user, reason=reason, at=timezone.now()
            )
        except services.NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Het dossier is geopend. U bent de vaste casemanager."))
            return redirect("casework:household", pk=household.pk)
    return render(request, "casework/search/open_case.html", {"form": form, "person": person}, status=422)
