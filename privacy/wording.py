"""Words that are kept: in the language of the municipality, whichever one their writer reads the screens in."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override


def kept(text: str | Promise, values: object = ()) -> str:
    """A lazily translated text with its values filled in (as by `%`), to be stored and read by everybody."""
    with override(settings.LANGUAGE_CODE):
        return str(text) % values
