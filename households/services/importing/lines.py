"""Reading a list of people to import: burgerservicenummers, or addresses as `postcode;huisnummer`, one per line."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from households.brp.errors import InvalidQuestion
from households.brp.questions import ByPostcode
from households.bsn import InvalidBsn, clean_bsn
from households.services.importing.report import Problem

_SEPARATOR = re.compile(r"[;,\t]")
_POSTCODE = re.compile(r"[0-9]{4} ?[A-Za-z]{2}")
_HOUSE = re.compile(r"([0-9]{1,5}) ?([A-Za-z]?)(?:[ -]([A-Za-z0-9]{1,4}))?")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableFile(ValueError):
    """The file as a whole cannot be read; the text is a sentence for the user."""


@dataclass
class Lines:
    """What was asked, each with the number of its line; and the lines that say nothing we understand."""

    bsns: dict[str, int] = field(default_factory=dict)
    addresses: list[tuple[int, ByPostcode]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.bsns) + len(self.addresses)


def read_lines(content: bytes) -> Lines:
    """Read a file in UTF-8. A line that is wrong is reported and does not stop the others. Raises `UnreadableFile`."""
    lines = Lines()
    for number, line in enumerate(_text(content).splitlines(), start=1):
        cells = [cell.strip().strip('"').strip() for cell in _SEPARATOR.split(line)]
        if not any(cells) or (number == 1 and not any(character.isdigit() for character in line)):
            continue  # an empty line, or the names of the columns
        try:
            _read(cells, number, lines)
        except (InvalidBsn, InvalidQuestion) as error:
            lines.problems.append(Problem(str(error), number))
    return lines


def _text(content: bytes) -> str:
    try:
        if content.startswith(_UTF16):
            raise UnicodeError
        return content.decode("utf-8-sig")
    except UnicodeError:
        raise UnreadableFile(
            _("Dit bestand is niet in UTF-8 opgeslagen. Sla het opnieuw op als UTF-8 (in Excel: “CSV UTF-8”).")
        ) from None


def _read(cells: list[str], number: int, lines: Lines) -> None:
    first, rest = cells[0], [cell for cell in cells[1:] if cell]
    if _POSTCODE.fullmatch(first):
        lines.addresses.append((number, _question(first, rest)))
    else:
        lines.bsns.setdefault(clean_bsn(first), number)


def _question(postcode: str, rest: list[str]) -> ByPostcode:
    house = _HOUSE.fullmatch(" ".join(rest))
    if house is None:
        raise InvalidQuestion(_("Schrijf een adres als postcode;huisnummer, bijvoorbeeld 1354AB;12."))
    number, letter, addition = house.groups()
    return ByPostcode(
        postcode=postcode, house_number=int(number), house_letter=letter or "", house_addition=addition or ""
    )
