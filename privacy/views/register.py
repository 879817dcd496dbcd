"""The register of processing: for the privacy officer to read, change and take along, and for systems to look up."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from privacy.access import list_or_404
from privacy.choices import Purpose
from privacy.models import AccessRecord, ActivityVersion
from privacy.processing import Activity, members
from privacy.reading import PrivateRequest, private
from privacy.register import ActivityForm, as_interface, as_pdf, compare, facts_of, version_as_interface
from privacy.register.reading import current, one, versions_of
from privacy.services import ChangedMeanwhile, change_activity


def _officer(request: HttpRequest) -> PrivateRequest:
    """The request of a privacy officer; a 404, recorded, for everybody else."""
    officer = private(request)
    list_or_404(officer, AccessRecord, Purpose.OVERSIGHT)
    return officer


def _sheet(version: ActivityVersion) -> dict[str, Any]:
    facts = facts_of(version)
    return {"version": version, "facts": facts, "is_unsettled": any(fact.is_unsettled for fact in facts)}


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """All activities."""
    request = _officer(request)
    return render(request, "privacy/register/page.html", {"sheets": [_sheet(version) for version in current()]})


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """The whole register on one page, to read or to print."""
    request = _officer(request)
    return render(request, "privacy/register/document.html", {"sheets": [_sheet(version) for version in current()]})


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """The whole register as a PDF."""
    _officer(request)
    name = f"verwerkingsregister-{timezone.localdate():%Y-%m-%d}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_pdf(current()), content_type="application/pdf", headers=headers)


@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    """One activity as it is now: its facts, its versions, and what of the software belongs to it."""
    return _show(_officer(request), slug)


@require_safe
def activity_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One activity as it was in a version."""
    return _show(_officer(request), slug, number)


def _show(request: PrivateRequest, slug: str, number: int | None = None) -> HttpResponse:
    versions = versions_of(slug)
    shown = next((version for version in versions if number in (None, version.number)), None)
    if shown is None:
        raise Http404
    before = next((version for version in versions if version.number == shown.number - 1), None)
    context = _sheet(shown) | {
        "versions": versions,
        "is_newest": shown == versions[0],
        "differences": compare(before, shown) if before else [],
        "belonging": members(Activity(slug)) if slug in list(Activity) else {},
    }
    return render(request, "privacy/register/activity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Describe an activity anew; the old version stays."""
    request = _officer(request)
    versions = versions_of(slug)
    if not versions:
        raise Http404
    form = ActivityForm(request.POST) if request.method == "POST" else ActivityForm.of(versions[0])
    if form.is_valid() and _save(request, versions[0], form):
        messages.success(request, _("De nieuwe versie staat in het register."))
        return redirect("privacy:activity", slug=slug)
    status = 422 if form.errors else 200
    return render(request, "privacy/register/change.html", {"form": form, "version": versions[0]}, status=status)


def _save(request: PrivateRequest, version: ActivityVersion, form: ActivityForm) -> bool:
    described = dict(form.cleaned_data)
    reason, based_on = described.pop("reason"), described.pop("based_on")
    try:
        change_activity(
            version.activity,
            actor=request.actor,
            at=timezone.now(),
            reason=reason,
            based_on=based_on,
            described=described,
        )
    except ChangedMeanwhile:
        form.add_error(None, _("Iemand anders heeft deze activiteit intussen gewijzigd. Lees eerst de nieuwe versie."))
        return False
    return True


@login_not_required
@require_safe
def activities(_request: HttpRequest) -> HttpResponse:
    """The draft interface of Logius: all activities."""
    return JsonResponse([as_interface(version.activity, version) for version in current()], safe=False)


@login_not_required
@require_safe
def activity_entry(_request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The draft interface of Logius: one activity."""
    version = one(pk)
    return JsonResponse(as_interface(version.activity, version))


@login_not_required
@require_safe
def version_entry(_request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponse:
    """The draft interface of Logius: one version, where the `dpl.core.processing_activity_id` of a line points."""
    return JsonResponse(version_as_interface(one(pk, number)))
