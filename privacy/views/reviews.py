"""Who was told of an emergency, and how it is judged."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from privacy.access import get_or_404, list_or_404
from privacy.choices import Purpose, Role
from privacy.models import BreakGlass, ReviewItem
from privacy.reading import private
from privacy.reviews import CannotJudge, acknowledge, judge
from privacy.reviews.forms import JudgementForm
from privacy.reviews.page import read_item, read_queue, told_of


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The emergencies the reader was told of and has not confirmed yet."""
    request = private(request)
    return render(request, "privacy/reviews/notices.html", {"told": told_of(request)})


@require_POST
def acknowledge_notice(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm that one saw the notice of an emergency."""
    request = private(request)
    purpose = Purpose.OVERSIGHT if request.actor.has(Role.PRIVACY_OFFICER) else Purpose.HELP
    acknowledge(actor=request.actor, break_glass=get_or_404(request, BreakGlass, pk, purpose), at=timezone.now())
    messages.success(request, _("Vastgelegd dat u de melding hebt gezien."))
    return redirect("privacy:notices")


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What waits for a judgement."""
    request = private(request)
    queue = read_queue(request, list_or_404(request, ReviewItem, Purpose.OVERSIGHT))
    return render(request, "privacy/reviews/queue.html", {"queue": queue})


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One item: who, why, what was looked at; and the judgement."""
    request = private(request)
    within = list_or_404(request, ReviewItem, Purpose.OVERSIGHT).select_related("user", "break_glass", "judged_by")
    item = get_or_404(request, ReviewItem, pk, Purpose.OVERSIGHT, within=within)
    form = JudgementForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            judge(
                actor=request.actor,
                item=item,
                judgement=ReviewItem.Judgement(form.cleaned_data["judgement"]),
                words=form.cleaned_data["words"],
                at=timezone.now(),
            )
        except CannotJudge as refusal:
            request.reading.refused()
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Uw oordeel is vastgelegd."))
            return redirect("privacy:reviews")
    context = {"whole": read_item(request, item), "form": form}
    return render(request, "privacy/reviews/item.html", context, status=422 if form.errors else 200)
