"""What somebody means by what they typed in the one search field."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from households.bsn import InvalidBsn, clean_bsn
from households.dates import MONTHS, InvalidDate, PartialDate
from households.names import search_key

MAX_LENGTH = 200
MAX_WORDS = 8
SHORTEST_NAME = 2
OLDEST_YEAR = 1880

# Voorvoegsels, which people leave out or write differently; those of several words are made of these.
IS_PREFIX = re.compile(
    "a|aan|af|al|am|auf|aus|bij|da|dal|dalla|das|de|degli|dei|della?|de[nrs]|di|dos?|du|el|en|het|im|in|la|las|le|les|lo|los"
    "|of|onder|op|over|te|ten|ter|toe|tot|uijt|uit|van|vd|vo[mnr]|voor|zu|zu[mr]"
).fullmatch
# One letter is one too in `van 't Hof` and `d'Angelo`; elsewhere it is an initial.
IS_SHORT_PREFIX = re.compile("[dlst]").fullmatch
_MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(MONTHS, start=1)} | {"mrt": 3}
_MONTH = "|".join(sorted([*MONTHS, *_MONTH_NUMBERS], key=len, reverse=True))

_WRITTEN_DATE = re.compile(rf"(?<!\d)(\d{{1,2}})\s*({_MONTH})\.?\s*(\d{{4}})(?!\d)", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_EIGHT_DIGITS = re.compile(r"(?<!\d)(\d{8})(?!\d)")
_ONLY_DIGITS = re.compile(r"[\d\s.-]+")
_NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
_HOUSE_NUMBER = r"(\d{1,5})(?:-?([A-Za-z])|-([A-Za-z0-9]{1,4}))?(?!\w)"
_POSTCODE = re.compile(rf"(?<!\w)([1-9]\d{{3}})(\s?)([A-Za-z]{{2}})(?![^\W\d])(?:[\s,]*{_HOUSE_NUMBER})?")
_NUMBER_AT_END = re.compile(rf"(?<=[\s,]){_HOUSE_NUMBER}\s*$")
_YEAR = re.compile(r"(?<!\w)(\d{4})(?!\w)")
_VAN_DE = re.compile(r"(?<!\w)v[./] ?d\.?(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"(['’‘`]?)([^\W_]+)(['’‘`]?)")


class NotUnderstood(ValueError):
    """There is nothing to search for in what was typed; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name in the form in which names are searched."""

    key: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An address as far as it is asked for: a postcode or a street with a number."""

    postcode: str = ""
    street: str = ""
    house_number: int | None = None
    house_letter: str = ""
    house_suffix: str = ""

    def at(self, number: str | None, letter: str | None, suffix: str | None) -> Place:
        """The same at a house number, as the pattern of a house number found it."""
        if number is None:
            return self
        return replace(self, house_number=int(number), house_letter=letter or "", house_suffix=suffix or "")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: all that is not empty must fit. `born` may be a year alone; `words` are a name in any order."""

    bsn: str = ""
    born: PartialDate | None = None
    place: Place | None = None
    words: tuple[Word, ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Whether a number, a day or an address leaves few people, whatever they are called."""
        return bool(self.bsn or self.place or (self.born and self.born.day))

    @property
    def criteria(self) -> list[str]:
        """The kinds of things asked for, for the access record: never what they are."""
        kinds = {
            "bsn": self.bsn,
            "birth_date": self.born and self.born.day,
            "birth_year": self.born and not self.born.day,
            "postcode": self.place and self.place.postcode,
            "street": self.place and self.place.street,
            "house_number": self.place and self.place.house_number,
            "name": self.words,
        }
        return [kind for kind, asked in kinds.items() if asked]


def parse(text: str, *, today: datetime.date) -> Question:
    """Understand what was typed. Raises `NotUnderstood` with a sentence that says what to type instead."""
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise NotUnderstood(_("Typ een naam, geboortedatum, adres, dossiernummer of bsn."))
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in text if not letter.isspace()):
        raise NotUnderstood(_("Er staat een teken in dat we niet kunnen lezen. Haal het weg en zoek opnieuw."))
    if len(text) > MAX_LENGTH:
        raise NotUnderstood(_("Dit is te lang om op te zoeken. Typ alleen een naam, datum, adres of nummer."))
    try:
        return _bsn_alone(text) or _parts(text, today)
    except (InvalidDate, InvalidBsn) as error:
        raise NotUnderstood(str(error)) from None


def _bsn_alone(text: str) -> Question | None:
    found = _NINE_DIGITS.search(text)
    if found:
        return Question(bsn=clean_bsn(found.group()))
    digits = re.sub(r"\D", "", text)
    if _ONLY_DIGITS.fullmatch(text) and len(digits) >= 9 and digits.isascii():
        return Question(bsn=clean_bsn(digits))
    return None


def _parts(text: str, today: datetime.date) -> Question:
    born, text = _take_date(text, today)
    place, text = _take_postcode(text, today)
    if born is None:
        born, text = _take_year(text, today)
    if place is None:
        place, text = _take_street(text)
    if re.search(r"\d", text):
        raise NotUnderstood(
            _("We herkennen het getal niet. Schrijf een datum als 12-3-1985, een adres als 1315 AB 12.")
        )
    question = Question(born=born, place=place, words=_words(text))
    _require_enough(question)
    return question


def _take_date(text: str, today: datetime.date) -> tuple[PartialDate | None, str]:
    if found := _WRITTEN_DATE.search(text):
        day, month, year = found.groups()
        return _date((year, str(_MONTH_NUMBERS[month[:3].lower()]), day), today), _without(text, found)
    if found := _YEAR_FIRST.search(text):
        return _date((found[1], found[3], found[4]), today), _without(text, found)
    if found := _DAY_FIRST.search(text):
        return _date((found[4], found[3], found[1]), today), _without(text, found)
    if found := _EIGHT_DIGITS.search(text):
        return _eight_digits(found[1], today), _without(text, found)
    return None, text


def _eight_digits(digits: str, today: datetime.date) -> PartialDate:
    year_is_first = OLDEST_YEAR <= int(digits[:4]) <= today.year and digits[4:6] <= "12"
    parts = (digits[:4], digits[4:6], digits[6:]) if year_is_first else (digits[4:], digits[2:4], digits[:2])
    try:
        return _date(parts, today)
    except ValueError:
        raise NotUnderstood(
            _("Deze datum bestaat niet. Zoekt u met een bsn? Dat heeft 9 cijfers: begin zo nodig met een 0.")
        ) from None


def _date(digits: tuple[str, str, str], today: datetime.date) -> PartialDate:
    year, month, day = digits
    full_year = int(year) if len(year) > 2 else _century(int(year), today)
    born = PartialDate(full_year or None, int(month) or None, int(day) or None)
    earliest = born.earliest()
    if earliest is None or earliest.year < OLDEST_YEAR:
        raise NotUnderstood(_("Vul een geboortejaar na %(year)d in.") % {"year": OLDEST_YEAR - 1})
    if earliest > today:
        raise NotUnderstood(_("Deze geboortedatum ligt in de toekomst. Controleer het jaar."))
    return born


def _century(year: int, today: datetime.date) -> int:
    return today.year - (today.year - year) % 100


def _take_postcode(text: str, today: datetime.date) -> tuple[Place | None, str]:
    for found in _POSTCODE.finditer(text):
        digits, space, letters, *number = found.groups()
        # `1985 de Vries` is a year and a name; `1315 AB`, `1985 ab 12` and `1985ab` are postcodes.
        may_be_year = space and _is_year(digits, today) and number[0] is None
        if may_be_year and (IS_PREFIX(letters.lower()) or not letters.isupper()):
            continue
        return Place(postcode=f"{digits}{letters.upper()}").at(*number), _without(text, found)
    return None, text


def _take_year(text: str, today: datetime.date) -> tuple[PartialDate | None, str]:
    for found in _YEAR.finditer(text):
        if _is_year(found[1], today):
            return PartialDate(int(found[1])), _without(text, found)
    return None, text


def _take_street(text: str) -> tuple[Place | None, str]:
    found = _NUMBER_AT_END.search(text)
    street = text[: found.start()].strip(" ,") if found else ""
    if found is None or not search_key(street) or re.search(r"\d", street):
        return None, text
    return Place(street=street).at(*found.groups()), ""


def _is_year(digits: str, today: datetime.date) -> bool:
    return OLDEST_YEAR <= int(digits) <= today.year


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _words(text: str) -> tuple[Word, ...]:
    words: list[Word] = []
    for before, part, after in _WORD.findall(_VAN_DE.sub(" vd ", text)):
        key = search_key(part)
        follows_prefix = bool(words) and words[-1].is_prefix
        is_short_prefix = IS_SHORT_PREFIX(key) and (before or after or follows_prefix)
        if key:
            words.append(Word(key, is_prefix=bool(IS_PREFIX(key) or is_short_prefix)))
    if len(words) > MAX_WORDS:
        raise NotUnderstood(_("Dit zijn te veel woorden. Typ alleen een voornaam en een achternaam."))
    if all(word.is_prefix for word in words):  # `De` alone is a name
        words = [Word(word.key) for word in words]
    return tuple(words)


def _require_enough(question: Question) -> None:
    if question.is_narrow:
        return
    if not question.words:
        raise NotUnderstood(
            _("Zet bij een jaar ook een achternaam.")
            if question.born
            else _("Typ een naam, geboortedatum, adres, dossiernummer of bsn.")
        )
    if all(len(word.key) < SHORTEST_NAME for word in question.words):
        raise NotUnderstood(_("Typ ten minste twee letters van de achternaam, of een geboortedatum of adres erbij."))
