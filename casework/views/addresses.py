"""Secret addresses: whose is one, who is named to see it, and ending it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from casework import services
from casework.closed import LiftForm, ReadersForm, SecretAddressForm
from casework.page import Page, open_part
from casework.views.closed import ask, carry_out, involved
from households.models import HouseholdMembership, Level, SecretAddress, SecretAddressReader
from privacy.access import get_or_404, read, scope
from privacy.choices import Purpose
from privacy.dates import on_day
from privacy.reading import PrivateRequest, private


@require_safe
def secret_addresses(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The members of today, and whose address is a secret."""
    page = _working(open_part(private(request), pk))
    people = [membership.person_id for membership in page.memberships]
    secrets = {row.person_id: row for row in read(page.request, _secrets(page.request, people), Purpose.HELP)}
    rows = [(membership, secrets.get(membership.person_id)) for membership in page.memberships]
    return render(request, "casework/closed/addresses.html", {"household": page.household, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def secret_address(request: HttpRequest, pk: uuid.UUID, membership_pk: uuid.UUID) -> HttpResponse:
    """Make one member's address a secret; where it is, choose who may see it, for who may."""
    request = private(request)
    page = _working(open_part(request, pk))
    here = scope(HouseholdMembership, request.actor, Purpose.HELP).filter(on_day(), household=pk)
    within = here.select_related("person")
    member = get_or_404(request, HouseholdMembership, membership_pk, Purpose.HELP, within=within)
    found = _secrets(request, [member.person_id]).first()
    if found is None:
        return _make(request, page, member)
    readers = _readers(request, found)
    title = _("Wie mag het adres van %s zien?") % member.person
    if request.actor.id not in readers:
        text = _("Dit adres is geheim. Alleen wie het mag zien, kan hier iets wijzigen.")
        return ask(request, None, title=title, text=text, back=_back(pk))
    chosen = request.POST if request.method == "POST" else None
    form = ReadersForm({*involved(request, pk), *readers}, chosen, initial={"readers": readers})
    if carry_out(request, form, services.name_readers, household_id=pk, secret_address=found):
        messages.success(request, _("Het is vastgelegd."))
        return redirect("casework:secret_addresses", pk=pk)
    lift = (resolve_url("casework:lift_secret_address", pk=pk, membership_pk=membership_pk), _("Niet meer geheim"))
    return ask(request, form, title=title, button=_("Bewaar"), back=_back(pk), more=lift)


@require_http_methods(["GET", "HEAD", "POST"])
def lift_secret_address(request: HttpRequest, pk: uuid.UUID, membership_pk: uuid.UUID) -> HttpResponse:
    """End the secret, for who may see the address."""
    request = private(request)
    _working(open_part(request, pk))
    here = scope(HouseholdMembership, request.actor, Purpose.HELP).filter(household=pk).select_related("person")
    member = get_or_404(request, HouseholdMembership, membership_pk, Purpose.HELP, within=here)
    found = _secrets(request, [member.person_id]).first()
    if found is None:
        return redirect("casework:secret_addresses", pk=pk)
    form = LiftForm(request.POST if request.method == "POST" else None)
    if carry_out(request, form, services.lift_secret, household_id=pk, secret_address=found):
        messages.success(request, _("Het adres is niet meer geheim."))
        return redirect("casework:secret_addresses", pk=pk)
    title = _("Het adres van %s is niet meer geheim") % member.person
    return ask(request, form, title=title, button=_("Hef de geheimhouding op"), back=_back(pk))


def _make(request: PrivateRequest, page: Page, member: HouseholdMembership) -> HttpResponse:
    household_id = page.household.pk
    chosen = request.POST if request.method == "POST" else None
    form = SecretAddressForm(involved(request, household_id), chosen, initial={"readers": [request.actor.id]})
    if carry_out(request, form, services.make_secret, household_id=household_id, person=member.person):
        messages.success(request, _("Het adres van %s is nu geheim.") % member.person)
        return redirect("casework:secret_addresses", pk=household_id)
    title = _("Houd het adres van %s geheim") % member.person
    return ask(request, form, title=title, button=_("Houd geheim"), back=_back(household_id))


def _working(page: Page) -> Page:
    """The page, for who works in the household; raises `NotAllowed` for others who see it."""
    if not page.sight.domains(Level.WORK):
        raise services.NotAllowed(_("U werkt niet aan dit huishouden. Vraag de vaste casemanager."))
    return page


def _secrets(request: PrivateRequest, people: list[uuid.UUID]) -> QuerySet[SecretAddress]:
    return scope(SecretAddress, request.actor, Purpose.HELP).filter(person__in=people, lifted_at=None)


def _readers(request: PrivateRequest, found: SecretAddress) -> list[uuid.UUID]:
    """Who may see it, for whoever may; for others nobody."""
    rows = scope(SecretAddressReader, request.actor, Purpose.HELP).filter(secret_address=found, removed_at=None)
    return [row.user_id for row in read(request, rows.select_related("secret_address"), Purpose.HELP)]


def _back(pk: uuid.UUID) -> tuple[str, str]:
    return resolve_url("casework:secret_addresses", pk=pk), _("Adres geheim houden")
