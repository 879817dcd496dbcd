"""What a Wmo trajectory knows already of what its steps ask: what was offered, and who provides."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Offer, Provision
from casework.services.wmo.inquiring import PROVEN_BY
from casework.workflow.parts import Known, Source
from casework.workflow.shared import PROVIDER


def _offered(offers: Sequence[Offer]) -> dict[str, Known]:
    """The first proof of each."""
    first = {one.what: one for one in sorted(offers, key=lambda one: one.offered_on, reverse=True)}
    return {
        key: Known(True, _said(first[what]), first[what].offered_on) for key, what in PROVEN_BY.items() if what in first
    }


def _said(offer: Offer) -> str:
    return f"{date_format(offer.offered_on, 'j F Y')}, {offer.get_how_display()}"


def _provides(provisions: Sequence[Provision]) -> dict[str, Known]:
    """Who provides the newest provision in kind."""
    in_kind = [one for one in provisions if one.provider]
    if not in_kind:
        return {}
    newest = max(in_kind, key=lambda one: (one.starts_on, one.recorded_at))
    day = date_format(newest.starts_on, "j F Y")
    words = _("Overgenomen uit de voorziening vanaf %s. Klopt het niet, wijzig het.") % day
    return {PROVIDER.key: Known(newest.provider, words)}


proven = Source(tuple(PROVEN_BY), Offer, _offered)
provided_by = Source((PROVIDER.key,), Provision, _provides)
