"""Names in the form in which they are searched."""

from __future__ import annotations

import re
import unicodedata

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
