"""Who belongs to the household: adding somebody, taking somebody out, and showing a burgerservicenummer."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework import services
from casework.forms import JoinForm, LeaveForm
from casework.page import Page, open_part
from casework.search import FindMemberForm
from households.models import Household, HouseholdMembership, Level, Person
from households.services import CannotJoin, NotAMember
from privacy.access import get_or_404, read, scope
from privacy.audit import About
from privacy.choices import DataClass, Purpose
from privacy.models import AccessRecord
from privacy.reading import private


@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Look for somebody, choose who is meant, say why. What is searched for never stands in an address."""
    page = _coordinated(open_part(private(request), pk))
    find = FindMemberForm(request.POST if request.method == "POST" else None)
    join = None
    if find.is_bound and find.is_valid():
        answer = find.answer(page.request)
        join = JoinForm(answer, request.POST if "explanation" in request.POST else None)
        if join.is_bound and join.is_valid() and _is_done(join, lambda: _add(page, join)):
            messages.success(request, _("%s hoort er nu bij.") % join.chosen)
            return redirect("casework:household", pk=pk)
    is_wrong = find.errors or (join and join.errors)
    is_cut = join is not None and (answer.own_is_cut or answer.others_is_cut)
    context = {"household": page.household, "find": find, "join": join, "is_cut": is_cut}
    return render(request, "casework/household/add_member.html", context, status=422 if is_wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_member(request: HttpRequest, pk: uuid.UUID, membership_pk: uuid.UUID) -> HttpResponse:
    """Take somebody out of the household, with the reason."""
    request = private(request)
    here = scope(HouseholdMembership, request.actor, Purpose.HELP).filter(household=pk)
    within = here.select_related("person", "household")
    membership = get_or_404(request, HouseholdMembership, membership_pk, Purpose.HELP, within=within)
    page = _coordinated(open_part(request, pk))
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_done(form, lambda: _remove(page, membership, form)):
        messages.success(request, _("%s hoort er niet meer bij.") % membership.person)
        return redirect("casework:household", pk=pk)
    context = {"household": page.household, "person": membership.person, "form": form}
    return render(request, "casework/household/remove_member.html", context, status=422 if form.errors else 200)


@require_POST
def show_bsn(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The number of one person of one's own households; by htmx in its place, else on a page of its own."""
    request = private(request)
    person = get_or_404(request, Person, pk, Purpose.HELP)
    if person.bsn:
        event, action = "person.bsn_shown", AccessRecord.Action.READ
        request.reading.as_event(event, action)
        abouts = [About(subject_ids=(person.pk,))]
        request.reading.widen(event, action=action, purpose=Purpose.HELP, abouts=abouts, data_classes=[DataClass.BSN])
    theirs = scope(Household, request.actor, Purpose.HELP).filter(memberships__person=person).distinct()
    context = {"person": person, "households": read(request, theirs, Purpose.HELP)}
    template = "bsn.html" if request.htmx else "bsn_page.html"
    return render(request, f"casework/household/{template}", context)


def _coordinated(page: Page) -> Page:
    """The page, for who coordinates the household; raises `NotAllowed` for others who see it."""
    if not page.sight.reaches(Level.WORK):
        raise services.NotAllowed(_("Alleen de vaste casemanager bepaalt wie erbij hoort."))
    return page


def _add(page: Page, form: JoinForm) -> None:
    services.add_member(
        actor=page.request.actor,
        household=page.household,
        person=form.chosen,
        explanation=form.cleaned_data["explanation"],
        lives_here=form.cleaned_data["lives_here"],
        at=timezone.now(),
    )


def _remove(page: Page, membership: HouseholdMembership, form: LeaveForm) -> None:
    explanation = form.cleaned_data["explanation"]
    services.remove_member(actor=page.request.actor, membership=membership, explanation=explanation, at=timezone.now())


def _is_done(form: forms.Form, change: Callable[[], None]) -> bool:
    """Whether the change was made; if not, the form says why."""
    try:
        with transaction.atomic():
            change()
    except (CannotJoin, NotAMember) as sentence:
        form.add_error(None, str(sentence))
    except IntegrityError:  # a constraint of the database: somebody else was first
        form.add_error(None, _("Iemand anders heeft dit net gewijzigd. Ververs de pagina en kijk wat er nu staat."))
    return not form.errors
