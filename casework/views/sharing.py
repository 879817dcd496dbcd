"""Asking and giving sight of another domain, consent, and what is shared in a household."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from casework import services
from casework.models import SightRequest
from casework.page import Page, open_part
from casework.services.sharing.consents import words_of
from casework.services.sharing.routes import Ground
from casework.sharing.board import board, resting_on
from casework.sharing.forms import AnswerForm, AskSightForm, ConsentForm, EndSharingForm, WithdrawForm
from casework.sharing.pages import Answering, Asking, answering, others_like
from privacy.access import get_or_404, scope
from privacy.choices import Domain, Purpose
from privacy.models import Consent, SharingDecision
from privacy.reading import PrivateRequest, private

FOLDER = "casework/sharing"


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: uuid.UUID, source: str) -> HttpResponse:
    """Ask for sight of one domain: what is needed, who decides, and the one sentence that says why."""
    if source not in Domain.values:
        raise Http404
    page = open_part(private(request), pk)
    asking = Asking(page, Domain(source))
    if asking.refusal or asking.asked:
        return _show(page, "ask", {"asking": asking}, is_wrong=request.method == "POST")
    form = AskSightForm(asking, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_done(page, form, lambda: _ask(asking, form)):
        done = _("U ziet de inhoud nu.") if form.way.ground == Ground.NECESSITY else _("De vraag is gesteld.")
        messages.success(request, done)
        return _to(page.request, resolve_url("casework:household", pk=pk))
    return _show(page, "ask", {"asking": asking, "form": form}, is_wrong=bool(form.errors))


@require_http_methods(["GET", "HEAD", "POST"])
def sight_request(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A question about sight, for who asked it and for who decides."""
    page, found = _question(private(request), pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_done(page, form, lambda: _answer(page, found, form)):
        messages.success(request, _("Uw antwoord is vastgelegd. Uw collega krijgt bericht."))
        return redirect("casework:sight_request", pk=pk)
    return _show(page, "request", {"answering": found, "form": form}, is_wrong=bool(form.errors))


@require_http_methods(["GET", "HEAD", "POST"])
def record_consent(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Record who consented to what is asked, in the words of the organisation."""
    page, found = _question(private(request), pk)
    if not found.missing:
        return redirect("casework:sight_request", pk=pk)
    form = ConsentForm(
        found, others_like(page, found.sight_request), request.POST if request.method == "POST" else None
    )
    if form.is_bound and form.is_valid() and _is_done(page, form, lambda: _record(page, form)):
        messages.success(request, _("De toestemming is vastgelegd."))
        return redirect("casework:sight_request", pk=pk)
    context = {"answering": found, "form": form, "words": _words(found, form)}
    return _show(page, "consent", context, is_wrong=bool(form.errors))


@require_safe
def household_sharing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who sees what of this household and why, and who consented to it."""
    page = open_part(private(request), pk)
    return _show(page, "board", {"board": board(page)})


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_consent(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take consent back: everything that rests on it closes at once."""
    request = private(request)
    consent = get_or_404(request, Consent, pk, Purpose.HELP)
    page = open_part(request, consent.household_id)
    form = WithdrawForm(consent, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_done(page, form, lambda: _withdraw(page, consent, form)):
        messages.success(request, _("De toestemming is ingetrokken. Wat erop rustte, is nu dicht."))
        return redirect("casework:household_sharing", pk=page.household.pk)
    context = {"consent": consent, "closes": resting_on(page, consent), "form": form}
    return _show(page, "withdraw", context, is_wrong=bool(form.errors))


@require_http_methods(["GET", "HEAD", "POST"])
def end_sharing(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End sight before its day, with the reason."""
    request = private(request)
    within = scope(SharingDecision, request.actor, Purpose.HELP).select_related("receiver")
    decision = get_or_404(request, SharingDecision, pk, Purpose.HELP, within=within)
    page = open_part(request, decision.household_id)
    form = EndSharingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _is_done(page, form, lambda: _end(page, decision, form)):
        messages.success(request, _("Het zicht is beëindigd."))
        return redirect("casework:household_sharing", pk=page.household.pk)
    return _show(page, "end", {"decision": decision, "form": form}, is_wrong=bool(form.errors))


def _question(request: PrivateRequest, pk: uuid.UUID) -> tuple[Page, Answering]:
    within = scope(SightRequest, request.actor, Purpose.HELP).select_related("asker", "decided_by", "decision")
    found = get_or_404(request, SightRequest, pk, Purpose.HELP, within=within)
    page = open_part(request, found.household_id)
    return page, answering(page, found)


def _ask(asking: Asking, form: AskSightForm) -> None:
    services.ask_sight(
        actor=asking.page.request.actor,
        household_id=asking.page.household.pk,
        source=asking.source,
        purpose=form.way.purpose,
        reason=form.cleaned_data["reason"],
        wished_until=form.wished_until,
        includes_special=form.cleaned_data.get("includes_special", False),
        at=timezone.now(),
    )


def _answer(page: Page, found: Answering, form: AnswerForm) -> None:
    change = services.refuse_sight if "refuse" in page.request.POST else services.give_sight
    answer = form.cleaned_data["answer"]
    change(actor=page.request.actor, request=found.sight_request, answer=answer, at=timezone.now())


def _record(page: Page, form: ConsentForm) -> None:
    services.record_consents(
        actor=page.request.actor, requests=form.requests, givers=form.chosen, said=form.said, at=timezone.now()
    )


def _withdraw(page: Page, consent: Consent, form: WithdrawForm) -> None:
    services.withdraw_consent(actor=page.request.actor, consent=consent, at=timezone.now(), **form.said)


def _end(page: Page, decision: SharingDecision, form: EndSharingForm) -> None:
    reason = form.cleaned_data["reason"]
    services.end_sharing(actor=page.request.actor, decision=decision, reason=reason, at=timezone.now())


def _words(found: Answering, form: ConsentForm) -> list[tuple[str, str]]:
    """For each who has not consented yet, what is read to them."""
    terms, on = Asking(found.page, found.source).terms, found.page.today
    return [(say.words, words_of(form.requests, say.giver, say.person, terms=terms, on=on)) for say in found.missing]


def _is_done(page: Page, form: forms.Form, change: Callable[[], None]) -> bool:
    """Whether the change was made; if not, the form says why."""
    try:
        with transaction.atomic():
            change()
    except services.NotAllowed as refusal:
        page.request.reading.refused()
        form.add_error(None, str(refusal))
    except IntegrityError:  # a constraint of the database: somebody else was first
        form.add_error(None, _("Iemand anders heeft dit net gewijzigd. Ververs de pagina en kijk wat er nu staat."))
    return not form.errors


def _show(page: Page, name: str, context: dict[str, Any], *, is_wrong: bool = False) -> HttpResponse:
    """The screen on a page of its own, or by htmx in its place on the household page."""
    whole = {"household": page.household, "page": page, "action": page.request.path} | context
    part = "_part" if page.request.htmx and name == "ask" else ""
    return render(page.request, f"{FOLDER}/{name}{part}.html", whole, status=422 if is_wrong else 200)


def _to(request: PrivateRequest, url: str) -> HttpResponse:
    """Send the browser elsewhere; htmx would put the other page in the place of the form."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
