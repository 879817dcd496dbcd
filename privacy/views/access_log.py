"""Who looked at what, when and why: the log, one record, a file, and finding whom one means."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from privacy import names
from privacy.access import get_or_404, list_or_404
from privacy.audit import About
from privacy.choices import DataClass, Purpose
from privacy.exports import CSV, AwaitsColleague, TooLarge, approved_request, require_proof, take_out, takes_out
from privacy.exports.privacy import LOG_FILE
from privacy.forms import ExportForm, LogFilterForm, LookUpForm
from privacy.log import address_of, as_file, read_log, read_request
from privacy.log.addresses import IN_ADDRESS, NEWER, OLDER
from privacy.log.pages import note
from privacy.models import AccessRecord, ExportRequest
from privacy.names import NotUnderstood
from privacy.querysets import LogFilter, Place, Records
from privacy.reading import PrivateRequest, private

PERIODS = (1, 7, 31)


def records_for(request: PrivateRequest, form: LogFilterForm) -> tuple[Records, LogFilter | None]:
    """All records for a privacy officer, and what the form asks of them; a 404 for everybody else."""
    wanted = form.as_filter() if form.is_valid() else None
    asked = wanted.about if wanted else None
    return list_or_404(request, AccessRecord, Purpose.OVERSIGHT, asked=asked), wanted


def place_in(address: str) -> Place | None:
    """A place in the log out of an address; None for anything else."""
    try:
        return Place.parse(address)
    except ValueError:
        return None


@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """The log, filtered, a page at a time."""
    request = private(request)
    form = LogFilterForm(request.GET)
    records, wanted = records_for(request, form)
    context: dict[str, object] = {"form": form, "look_up": LookUpForm()}
    if wanted is None:
        return render(request, "privacy/log/page.html", context, status=422)
    places = {"before": place_in(request.GET.get(OLDER, "")), "after": place_in(request.GET.get(NEWER, ""))}
    context["log"] = read_log(request, records, wanted, **places)
    return render(request, "privacy/log/page.html", context | _around(wanted))


def _around(wanted: LogFilter) -> dict[str, object]:
    today = timezone.localdate()
    periods = [
        (days, address_of(wanted.having(since=today - datetime.timedelta(days=days - 1), until=today)))
        for days in PERIODS
    ]
    return {"wanted": wanted, "periods": periods, "address": address_of(wanted)}


@require_safe
def access_record(request: HttpRequest, place: str) -> HttpResponse:
    """One record with everybody it was about, and what else happened in the same request."""
    request = private(request)
    where = place_in(place)
    records = list_or_404(request, AccessRecord, Purpose.OVERSIGHT)
    if where is None:
        raise Http404
    record = get_or_404(request, AccessRecord, (where.at, where.id), Purpose.OVERSIGHT, within=records)
    return render(request, "privacy/log/record.html", {"whole": read_request(request, records, record)})


@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Find the key of a resident, a household or a worker. By POST, so that no address holds a name."""
    request = private(request)
    list_or_404(request, AccessRecord, Purpose.OVERSIGHT)
    form = LookUpForm(request.POST if request.method == "POST" else None)
    found = _find(request, form) if form.is_valid() else None
    status = 422 if form.errors else 200
    return render(request, "privacy/log/found.html", {"look_up": form, "found": found}, status=status)


def _find(request: PrivateRequest, form: LookUpForm) -> list[names.Found] | None:
    try:
        found = names.find(form.sought())
    except NotUnderstood as error:
        form.refuse(error)
        return None
    people = tuple(one.key for one in found if one.kind == names.PERSON)
    households = [About(household_id=one.key) for one in found if one.kind == names.HOUSEHOLD]
    request.reading.widen(
        "accessrecord.search",
        action=AccessRecord.Action.SEARCH,
        purpose=Purpose.OVERSIGHT,
        abouts=[About(subject_ids=people), *households],
        data_classes=[DataClass.IDENTITY],
    )
    return found


@takes_out(LOG_FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def export_log(request: HttpRequest) -> HttpResponse:
    """Ask why the filtered records are needed as a file, and make it."""
    request = private(request)
    approved = approved_request(request, LOG_FILE)
    form = LogFilterForm(approved.parameters if approved else request.POST or request.GET)
    records, wanted = records_for(request, form)
    require_proof(request)
    why = ExportForm(request.POST if request.method == "POST" and approved is None else None)
    if wanted is not None and (approved or why.is_valid()):
        try:
            return _log_file(request, records, wanted=wanted, asked=approved or _asked(why, wanted))
        except AwaitsColleague as waiting:
            return redirect("privacy:export_request", pk=waiting.request.pk)
        except TooLarge as refusal:
            why.add_error(None, str(refusal)) if why.is_bound else messages.error(request, str(refusal))
    status = 422 if why.errors or wanted is None or approved else 200
    return render(request, "privacy/log/export_page.html", {"form": form, "export": why}, status=status)


def _asked(why: ExportForm, wanted: LogFilter) -> ExportRequest:
    parameters = {IN_ADDRESS[kind]: str(getattr(wanted, kind)) for kind in wanted.kinds}
    parameters |= {"with_names": "on"} if why.cleaned_data["with_names"] else {}
    return why.as_request(LOG_FILE, household_id=wanted.household, person_id=wanted.person, parameters=parameters)


def _log_file(request: PrivateRequest, records: Records, *, wanted: LogFilter, asked: ExportRequest) -> HttpResponse:
    file = as_file(records, wanted, with_names="with_names" in asked.parameters, until=asked.asked_at)
    note(request, "accessrecord.list", action=AccessRecord.Action.LIST, wanted=wanted)
    take_out(request, asked, file.contents)
    request.reading.on_ground(Purpose.OVERSIGHT, f"{asked.get_reason_display()}: {asked.words}")
    name = f"inzage-{timezone.localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.text, content_type=CSV, headers=headers)
