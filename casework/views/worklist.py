"""The worklist: what to do, doing it together, filters, notices, and the private calendar."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import services
from casework.models import Task
from casework.worklist.calendar import read_calendar
from casework.worklist.doing import Refused, do_together
from casework.worklist.forms import BulkForm, SaveFilterForm, WorklistFilter
from casework.worklist.one import open_task
from casework.worklist.page import colleagues, open_worklist, ticked_tasks
from privacy.access import Denied
from privacy.choices import Purpose
from privacy.reading import PrivateRequest, private

DONE = {
    BulkForm.Action.FINISH: gettext_lazy("Gedaan."),
    BulkForm.Action.POSTPONE: gettext_lazy("De nieuwe dag is bewaard."),
    BulkForm.Action.DELEGATE: gettext_lazy("De taken zijn overgedragen."),
}


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    """My tasks, or my team's."""
    return render(request, "casework/worklist.html", {"list": open_worklist(private(request))})


@require_safe
def task(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One task: what caused it, what happened to it, and where to go on with it."""
    return render(request, "casework/worklist/task.html", open_task(private(request), pk))


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Do the same with every task that was ticked, or with none of them."""
    request = private(request)
    form = BulkForm(request.POST, colleagues=colleagues(request.actor))
    if form.is_valid() and _done(request, form):
        messages.success(request, str(DONE[form.cleaned_data["action"]]))
        return redirect(_back(request))
    shown = open_worklist(request, bulk=form)
    return render(request, "casework/worklist.html", {"list": shown}, status=422)


def _done(request: PrivateRequest, form: BulkForm) -> bool:
    keys = form.cleaned_data["tasks"]
    tasks = ticked_tasks(request, keys)
    if missing := set(keys) - {task.pk for task in tasks}:
        raise Denied(Task, missing.pop(), Purpose.HELP)
    given = {name: form.cleaned_data[name] for name in ("action", "day", "colleague")}
    try:
        do_together(actor=request.actor, tasks=tasks, at=timezone.now(), **given)
    except Refused as refusal:
        request.reading.refused()
        form.add_error(None, _("Er is niets veranderd, want dit kan niet:"))
        for reason in refusal.reasons:
            form.add_error(None, reason)
        return False
    return True


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The choice that was on the page."""
    return WorklistFilter(request.POST, colleagues=colleagues(private(request).actor)).chosen


def _back(request: HttpRequest) -> str:
    """The worklist with that choice."""
    chosen = _chosen(request)
    return resolve_url("casework:worklist") + (f"?{urlencode(chosen)}" if chosen else "")


@require_POST
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the choice that is on the page, under a name."""
    form = SaveFilterForm(request.POST)
    if form.is_valid():
        services.keep_filter(actor=private(request).actor, name=form.cleaned_data["name"], chosen=_chosen(request))
        messages.success(request, _("De keuze is bewaard als %s.") % form.cleaned_data["name"])
    else:
        messages.error(request, " ".join(map(str, form.errors["name"])))
    return redirect(_back(request))


@require_POST
def drop_filter(request: HttpRequest) -> HttpResponse:
    """Throw a kept choice away."""
    form = SaveFilterForm(request.POST)
    if form.is_valid():
        services.drop_filter(actor=private(request).actor, name=form.cleaned_data["name"])
        messages.success(request, _("De bewaarde keuze is weg."))
    return redirect(_back(request))


@require_POST
def see_notices(request: HttpRequest) -> HttpResponse:
    """Say that one has seen what one was told."""
    services.see_notices(actor=private(request).actor, at=timezone.now())
    return redirect(_back(request))


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_settings(request: HttpRequest) -> HttpResponse:
    """Make or close one's calendar address. The address itself is shown once, when it is made."""
    actor, address = private(request).actor, ""
    if request.method == "POST" and request.POST.get("action") == "make":
        secret = services.make_feed(actor=actor, at=timezone.now())
        address = request.build_absolute_uri(resolve_url("casework:calendar", token=secret))
    elif request.method == "POST":
        services.revoke_feed(actor=actor, at=timezone.now())
        messages.success(request, _("Het agenda-adres werkt niet meer."))
        return redirect("casework:calendar_settings")
    return render(request, "casework/worklist/calendar.html", {"feed": services.open_feed(actor), "address": address})


@login_not_required
@require_safe
def calendar(_request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever has this secret; there is no other way in, and no other thing to see."""
    body = read_calendar(token, at=timezone.now())
    if body is None:
        raise Http404
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
