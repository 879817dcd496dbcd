"""Names in the form in which they are searched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from households.models import NameKey

_BATCH = 5000

# Letters that Unicode does not take apart into a letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def search_key(text: str) -> str:
    """A name without capitals, marks, spaces and punctuation; `ij` and `y` are one letter: Meijer and Meyer meet."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_A_LETTER.sub("", plain).replace("ij", "y")


def remember(keys: Iterable[str]) -> None:
    """Let search find these surnames with typing errors: the `surname_key` and `partner_key` of new or renamed people.

    Whoever writes persons calls this, once per batch. Keys that are known already, and empty ones, may be among them.
    """
    rows = [NameKey(key=key) for key in sorted(set(keys)) if key]
    NameKey.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
