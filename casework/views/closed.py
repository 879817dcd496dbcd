"""Closed compartments: opening one, reading and writing in it, and who acts there."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from casework import services
from casework.closed import CompartmentForm, CompartmentNoteForm, MemberForm, RemovalForm
from casework.closed.forms import openable
from casework.closed.meldcode import meldcode_of
from casework.models import Assignment, Compartment, CompartmentMember, JournalEntry
from casework.page import open_part
from casework.querysets import with_text
from privacy.access import get_or_404, read, scope
from privacy.choices import Purpose
from privacy.dates import on_day
from privacy.reading import PrivateRequest, private

NOTES_SHOWN = 100
Link = tuple[str, str]  # an address and its words


@require_http_methods(["GET", "HEAD", "POST"])
def open_compartment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open a compartment of a household."""
    page = open_part(private(request), pk)
    if not openable(page):
        raise services.NotAllowed(_("Een besloten dossier opent wie werkt aan jeugdhulp, Wmo of de regie."))
    form = CompartmentForm(page, request.POST if request.method == "POST" else None)
    if made := carry_out(page.request, form, services.open_compartment, household_id=pk):
        return redirect("casework:compartment", pk=made.pk)
    return ask(
        request,
        form,
        title=_("Open een besloten dossier"),
        button=_("Open het dossier"),
        back=(resolve_url("casework:household", pk=pk), page.household.name),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def compartment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What is in a compartment, for its members; by POST a note more."""
    request = private(request)
    opened = opened_compartment(request, pk)
    form = CompartmentNoteForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.write_note, household_id=opened.household_id, compartment=opened):
        messages.success(request, _("De notitie is bewaard."))
        return redirect("casework:compartment", pk=pk)
    entries = scope(JournalEntry, request.actor, Purpose.HELP).filter(compartment=opened).select_related("author")
    notes = read(request, with_text(entries, request.actor).order_by("-written_at")[: NOTES_SHOWN + 1], Purpose.HELP)
    context = {
        "compartment": opened,
        "members": read(request, _members(request, opened).order_by("removed_at", "added_at"), Purpose.HELP),
        "notes": notes[:NOTES_SHOWN],
        "is_cut": len(notes) > NOTES_SHOWN,
        "form": None if opened.closed_at else form,
    } | meldcode_of(request, opened)
    return render(request, "casework/closed/compartment.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Let a colleague act in a compartment."""
    request = private(request)
    opened = opened_compartment(request, pk)
    form = MemberForm(involved(request, opened.household_id), request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.add_compartment_member, compartment=opened):
        messages.success(request, _("%s hoort er nu bij.") % form.cleaned_data["user"])
        return redirect("casework:compartment", pk=pk)
    back = (resolve_url("casework:compartment", pk=pk), _("Besloten dossier"))
    return ask(request, form, title=_("Voeg een collega toe"), button=_("Voeg toe"), back=back)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_member(request: HttpRequest, pk: uuid.UUID, member_pk: uuid.UUID) -> HttpResponse:
    """End a colleague's part in a compartment, or one's own."""
    request = private(request)
    opened = opened_compartment(request, pk)
    member = get_or_404(request, CompartmentMember, member_pk, Purpose.HELP, within=_members(request, opened))
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.remove_compartment_member, member=member):
        messages.success(request, _("%s hoort er niet meer bij.") % member.user)
        if member.user_id == request.actor.id:
            return redirect("casework:household", pk=opened.household_id)
        return redirect("casework:compartment", pk=pk)
    title = _("%s hoort er niet meer bij") % member.user
    back = (resolve_url("casework:compartment", pk=pk), _("Besloten dossier"))
    return ask(request, form, title=title, button=_("Haal uit het dossier"), back=back)


@require_POST
def close_compartment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say that a compartment is done."""
    request = private(request)
    services.close_compartment(actor=request.actor, compartment=opened_compartment(request, pk), at=timezone.now())
    messages.success(request, _("Het dossier is gesloten. Wie erin werkte, kan het nog lezen."))
    return redirect("casework:compartment", pk=pk)


def opened_compartment(request: PrivateRequest, pk: uuid.UUID) -> Compartment:
    """A compartment in which the actor acts; a 404 for everybody else."""
    within = scope(Compartment, request.actor, Purpose.HELP).select_related("household", "opened_by")
    found = get_or_404(request, Compartment, pk, Purpose.HELP, within=within)
    request.reading.on_ground(Purpose(found.domain or Purpose.COORDINATION), _("lid van het besloten dossier"))
    return found


def _members(request: PrivateRequest, opened: Compartment) -> Any:
    here = scope(CompartmentMember, request.actor, Purpose.HELP).filter(compartment=opened)
    return here.select_related("user", "compartment")


def involved(request: PrivateRequest, household_id: uuid.UUID) -> set[uuid.UUID]:
    """Who helps this household today."""
    rows = scope(Assignment, request.actor, Purpose.HELP).filter(on_day(), case__household=household_id)
    return {row.user_id for row in read(request, rows.select_related("case"), Purpose.HELP)}


def carry_out(request: PrivateRequest, form: forms.Form, service: Callable[..., Any], **more: Any) -> Any:
    """Do what a valid form asks, and answer what came of it, or True; None when it was not done, as the form says."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return service(actor=request.actor, at=timezone.now(), **more, **form.cleaned_data) or True
    except services.NotAllowed as refusal:
        request.reading.refused()
        form.add_error(None, str(refusal))
    except IntegrityError:  # a constraint of the database: somebody else was first
        form.add_error(None, _("Iemand anders heeft dit net gewijzigd. Ververs de pagina en kijk wat er nu staat."))
    return None


def ask(
    request: HttpRequest,
    form: forms.Form | None,
    *,
    title: str,
    back: Link,
    button: str = "",
    text: str = "",
    more: Link | None = None,
) -> HttpResponse:
    """A page with one question, a way back, and perhaps a way on."""
    context = {"form": form, "title": title, "button": button, "back": back, "text": text, "more": more}
    status = 422 if form is not None and form.errors else 200
    return render(request, "casework/closed/form_page.html", context, status=status)
