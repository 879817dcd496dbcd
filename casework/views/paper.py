"""The household on paper, or as a PDF."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from casework import page as page_of
from casework.page import Page, open_part
from casework.panels.head import head
from casework.paper import document_of
from casework.privacy import PAPER
from casework.views.household import panel_context
from privacy.exports import Contents, TooLarge, require_proof, take_out, takes_out, watermark
from privacy.exports.forms import WhyForm
from privacy.exports.pdf import PDF, as_pdf
from privacy.reading import private


@takes_out(PAPER)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask why the household is needed on paper, and make it: a page for the printer, or a PDF."""
    page = open_part(private(request), pk)
    require_proof(request)
    why = WhyForm(request.POST if request.method == "POST" else None)
    if why.is_bound and why.is_valid():
        try:
            return _on_paper(request, page, why)
        except TooLarge as refusal:
            why.add_error(None, str(refusal))
    context = {"household": page.household, "form": why}
    return render(request, "casework/household/ask_paper.html", context, status=422 if why.errors else 200)


def _on_paper(request: HttpRequest, page: Page, why: WhyForm) -> HttpResponse:
    context = panel_context(page, page_of.panels()) | head(page)
    take_out(page.request, why.as_request(PAPER, household_id=page.household.pk), Contents(rows=1))
    reader = watermark(page.request.actor)
    if "pdf" in request.POST:
        headers = {"Content-Disposition": 'attachment; filename="huishouden.pdf"'}
        return HttpResponse(as_pdf(document_of(context), reader=reader), content_type=PDF, headers=headers)
    return render(request, "casework/household/paper.html", context | {"watermark": reader})
