"""Words that are kept, in the language of the municipality whichever one their writer reads; what fields are called."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.translation import override


def kept(text: str | Promise, values: object = ()) -> str:
    """A lazily translated text with its values filled in (as by `%`), to be stored and read by everybody."""
    with override(settings.LANGUAGE_CODE):
        return str(text) % values


def words_of_field(model: type[Model], name: str) -> str:
    """What a field of a model is called, in the language of the reader."""
    field = model._meta.get_field(name)
    assert isinstance(field, Field)
    return str(field.verbose_name)
