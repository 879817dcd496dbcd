"""The burgerservicenummer: is it one, and how it is shown.

Source: Wet algemene bepalingen burgerservicenummer; the check on the digits is the elfproef.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError
from stdnum.nl import bsn as elfproef

LENGTH = 9
SHOWN_DIGITS = 4
_SHORTEST = 8  # numbers below 100000000 are often written without their leading zero
_SEPARATORS = str.maketrans("", "", " .-")


class InvalidBsn(ValueError):
    """Not a burgerservicenummer; the text is a sentence for the user and never repeats what was typed."""


def clean_bsn(text: str) -> str:
    """The nine digits of a number typed by hand, without spaces, dots and dashes. Raises `InvalidBsn`."""
    digits = text.translate(_SEPARATORS)
    if not digits:
        raise InvalidBsn(_("Vul een burgerservicenummer in."))
    if not (digits.isascii() and digits.isdigit()):
        raise InvalidBsn(_("Een burgerservicenummer bestaat alleen uit cijfers."))
    if not _SHORTEST <= len(digits) <= LENGTH:
        raise InvalidBsn(_("Een burgerservicenummer heeft 9 cijfers."))
    try:
        return elfproef.validate(digits)
    except InvalidChecksum:
        raise InvalidBsn(_("Dit burgerservicenummer bestaat niet. Is er een cijfer verkeerd getypt?")) from None
    except (InvalidFormat, InvalidLength, ValidationError):
        raise InvalidBsn(_("Dit is geen burgerservicenummer.")) from None


def is_bsn(text: str) -> bool:
    """Whether the text is exactly nine digits that pass the elfproef, as registers write it."""
    return len(text) == LENGTH and text.isascii() and text.isdigit() and elfproef.is_valid(text)


def mask_bsn(bsn: str) -> str:
    """The number as screens show it: dots, and the last four digits. Empty stays empty."""
    return f"{'•' * (len(bsn) - SHOWN_DIGITS)}{bsn[-SHOWN_DIGITS:]}"
