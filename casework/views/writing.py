"""Writing from the household page without leaving it: a note, a task, an assignment."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from casework import page as page_of
from casework import services
from casework.forms import AssignmentForm, EndAssignmentForm, NoteForm, PageForm, TaskForm
from casework.models import Assignment, SightRequest, Task
from casework.page import Page, open_part
from casework.services.tasks import SetByLaw
from casework.views.household import panel_context
from households.models import Household
from privacy.access import get_or_404, scope
from privacy.choices import Domain, Purpose
from privacy.reading import PrivateRequest, private


@dataclass(frozen=True)
class Writing:
    """One kind of writing: its form, its service, what to say after it, and which panels it changes."""

    form: type[forms.Form]
    write: Callable[[Page, dict[str, Any]], object]
    title: str | Promise
    button: str | Promise
    done: str | Promise
    panels: tuple[str, ...]


def write_note(page: Page, data: dict[str, Any]) -> object:
    """A note."""
    return services.write_note(actor=page.request.actor, household_id=page.household.pk, at=timezone.now(), **data)


def write_task(page: Page, data: dict[str, Any]) -> object:
    """A task."""
    return services.add_task(actor=page.request.actor, household_id=page.household.pk, at=timezone.now(), **data)


def write_assignment(page: Page, data: dict[str, Any]) -> object:
    """A professional more, or another case manager."""
    case, actor, at = page.assignments[0].case, page.request.actor, timezone.now()
    if data["kind"] == Assignment.Kind.CASE_MANAGER:
        return services.hand_over(actor=actor, case=case, case_manager=data["user"], reason=data["reason"], at=at)
    domain = Domain(data["domain"])
    return services.assign(actor=actor, case=case, user=data["user"], domain=domain, reason=data["reason"], at=at)


WRITINGS = {
    "note": Writing(
        NoteForm,
        write_note,
        _("Notitie schrijven"),
        _("Bewaar notitie"),
        _("De notitie is bewaard."),
        ("notes", "timeline"),
    ),
    "task": Writing(TaskForm, write_task, _("Taak maken"), _("Bewaar taak"), _("De taak is bewaard."), ("due",)),
    "assignment": Writing(
        AssignmentForm,
        write_assignment,
        _("Iemand toewijzen"),
        _("Wijs toe"),
        _("De toewijzing is vastgelegd."),
        ("involved", "domains", "timeline"),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: uuid.UUID, kind: str) -> HttpResponse:
    """Show or send one of the forms; by htmx in its place on the page, else on a page of its own."""
    page = open_part(private(request), pk)
    writing = WRITINGS[kind]
    form = cast(type[PageForm], writing.form)(page, request.POST or None)
    if request.method == "POST" and form.is_valid() and _saved(writing, page, form):
        return _written(request, page, writing)
    return _form(request, page, form, writing=writing, kind=kind)


def _form(request: HttpRequest, page: Page, form: forms.Form, *, writing: Writing, kind: str) -> HttpResponse:
    template = "form.html" if page.request.htmx else "form_page.html"
    context = {"household": page.household, "form": form, "writing": writing, "kind": kind, "action": request.path}
    return render(request, f"casework/household/{template}", context, status=422 if form.errors else 200)


def _to(request: PrivateRequest, url: str) -> HttpResponse:
    """Send the browser elsewhere; htmx would put the other page in the place of the form."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def _saved(writing: Writing, page: Page, form: forms.Form) -> bool:
    try:
        with transaction.atomic():
            writing.write(page, form.cleaned_data)
    except services.NotAllowed as refusal:
        page.request.reading.refused()
        form.add_error(None, str(refusal))
        return False
    except IntegrityError:  # a constraint of the database: somebody else was first
        form.add_error(None, _("Iemand anders heeft dit net gewijzigd. Ververs de pagina en kijk wat er nu staat."))
        return False
    return True


def _written(request: HttpRequest, page: Page, writing: Writing) -> HttpResponse:
    is_still_mine = scope(Household, page.request.actor, Purpose.HELP).filter(pk=page.household.pk).exists()
    if not (page.request.htmx and is_still_mine):
        messages.success(request, str(writing.done))
        url = resolve_url("casework:household", pk=page.household.pk) if is_still_mine else resolve_url("home")
        return _to(page.request, url)
    fresh = open_part(page.request, page.household.pk)
    panels = [page_of.panel(key) for key in writing.panels]
    context = panel_context(fresh, panels) | {"panels": panels, "done": writing.done, "oob": True}
    return render(request, "casework/household/written.html", context)


@require_POST
def finish_task(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Mark a task done, from the household page or from home."""
    request = private(request)
    within = scope(Task, request.actor, Purpose.HELP).select_related("sight_request")
    task = get_or_404(request, Task, pk, Purpose.HELP, within=within)
    if task.sight_request is not None and task.sight_request.status == SightRequest.Status.OPEN:
        messages.warning(request, _("Beantwoord de vraag. Dan is deze taak klaar."))
        return redirect("casework:sight_request", pk=task.sight_request_id)
    try:
        services.finish_task(actor=request.actor, task=task, at=timezone.now())
    except SetByLaw as refusal:
        request.reading.refused()
        messages.warning(request, str(refusal))
        return redirect("casework:household_clocks", pk=task.household_id)
    messages.success(request, _("Gedaan: %s") % task.title)
    if request.POST.get("terug") == "home":
        return redirect("home")
    return redirect("casework:household", pk=task.household_id)


@require_http_methods(["GET", "HEAD", "POST"])
def end_assignment(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End a professional's involvement, with the reason."""
    request = private(request)
    assignment = get_or_404(request, Assignment, pk, Purpose.HELP)
    page = open_part(request, assignment.case.household_id)
    form = EndAssignmentForm(request.POST or None)
    ending = Writing(
        EndAssignmentForm,
        lambda _page, data: services.end_assignment(
            actor=page.request.actor, assignment=assignment, at=timezone.now(), **data
        ),
        _("Betrokkenheid beëindigen"),
        _("Beëindig"),
        _("De betrokkenheid is beëindigd."),
        (),
    )
    if request.method == "POST" and form.is_valid() and _saved(ending, page, form):
        messages.success(request, str(ending.done))
        return _to(page.request, resolve_url("casework:household", pk=page.household.pk))
    return _form(request, page, form, writing=ending, kind="end")
