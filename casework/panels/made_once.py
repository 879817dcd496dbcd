"""Parts of the household page that are the same for all households: rendered once, and then only given their key."""

from __future__ import annotations

import uuid
from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

SOME_KEY = uuid.UUID(int=0)  # keeps the place of a key


def made_once(template: str, household_id: uuid.UUID, **given: Hashable) -> SafeString:
    """A template that hangs on nothing but what is given, with this household's key in its addresses.

    What is given is what the reader may do, or a domain: never anything of a household or a reader. The template gets
    it by name, and the household's key as `key`.
    """
    return _with_key(_rendered(get_language(), template, **given), household_id)


def address(view: str, *keys: uuid.UUID) -> str:
    """The address of a view whose arguments are keys: looked up once, and filled in after that."""
    found = _pattern(view, len(keys))
    for number, key in enumerate(keys):
        found = found.replace(str(uuid.UUID(int=number)), str(key))
    return found


def _with_key(text: SafeString, key: uuid.UUID) -> SafeString:
    return SafeString(text.replace(str(SOME_KEY), str(key)))


@lru_cache(maxsize=200)
def _rendered(language: str | None, template: str, **given: Hashable) -> SafeString:
    with override(language):
        return render_to_string(template, {"key": SOME_KEY} | given)


@lru_cache(maxsize=200)
def _pattern(view: str, places: int) -> str:
    return reverse(view, args=[uuid.UUID(int=number) for number in range(places)])
