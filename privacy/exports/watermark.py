"""Who took it out, and when: on every page."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from privacy.acting import Actor


def watermark(actor: Actor) -> str:
    """`Fatima Bennani, 20 november 2026 20:41. Vertrouwelijk.`"""
    at = date_format(timezone.localtime(), "j F Y H:i")
    return _("%(name)s, %(at)s. Vertrouwelijk.") % {"name": actor.user.name, "at": at}
