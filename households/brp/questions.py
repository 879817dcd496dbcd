"""The seven questions that can be put to the BRP. Each checks itself, so that nothing malformed is sent.

Names may end in * (three letters before it), streets begin or end with it (seven letters). Raises `InvalidQuestion`.
"""

from __future__ import annotations

import datetime
import re
from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from households.brp import patterns
from households.brp.confidential import Confidential
from households.brp.errors import InvalidQuestion

Body = dict[str, Any]

_WRONG_NAME = _("Gebruik in een naam alleen letters. Een * mag aan het eind, na ten minste drie letters.")
_WRONG_PREFIX = _("Gebruik in een voorvoegsel alleen letters, hoogstens tien.")
_WRONG_MUNICIPALITY = _("Een gemeentecode heeft 4 cijfers.")
_WRONG_POSTCODE = _("Een postcode heeft 4 cijfers en 2 letters, zoals 1354 AB.")
_WRONG_NUMBER = _("Een huisnummer is een getal van 1 tot en met 99999.")
_WRONG_LETTER = _("Een huisletter is één letter.")
_WRONG_ADDITION = _("Een toevoeging heeft hoogstens 4 letters of cijfers.")
_WRONG_STREET = _("Gebruik in een straatnaam alleen letters en cijfers. Een * mag bij ten minste zeven letters.")
_WRONG_BAG_ID = _("Een BAG-nummer heeft 16 cijfers.")


class Question(Confidential):
    """One question; `body` is what is sent of it."""

    __slots__ = ()
    kind: ClassVar[str]
    is_search: ClassVar[bool] = True

    @abstractmethod
    def body(self) -> Body:
        """The parameters under the names of the specification, without those that were not given."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ByBsn(Question):
    """Up to twenty people whose number is known; the dead too."""

    kind: ClassVar[str] = "RaadpleegMetBurgerservicenummer"
    is_search: ClassVar[bool] = False
    bsns: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.bsns) <= patterns.MOST_NUMBERS:
            raise InvalidQuestion(str(_("Vraag 1 tot en met 20 burgerservicenummers tegelijk.")))
        for bsn in self.bsns:
            _check(bsn, patterns.BSN, _("Een burgerservicenummer heeft 9 cijfers."))

    def body(self) -> Body:
        """See `Question`."""
        return {"burgerservicenummer": list(self.bsns)}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BySurnameAndBirth(Question):
    """People with a surname (without voorvoegsel) who were born on a wholly known day."""

    kind: ClassVar[str] = "ZoekMetGeslachtsnaamEnGeboortedatum"
    surname: str
    born_on: datetime.date
    given_names: str = ""
    prefix: str = ""
    municipality: str = ""
    include_dead: bool = False

    def __post_init__(self) -> None:
        _check(self.surname, patterns.SEARCHED_NAME, _WRONG_NAME)
        _check_optional(self.given_names, patterns.SEARCHED_GIVEN_NAME, _WRONG_NAME)
        _check_optional(self.prefix, patterns.PREFIX, _WRONG_PREFIX)
        _check_optional(self.municipality, patterns.MUNICIPALITY, _WRONG_MUNICIPALITY)

    def body(self) -> Body:
        """See `Question`."""
        return _given(
            geslachtsnaam=self.surname,
            geboortedatum=self.born_on.isoformat(),
            voornamen=self.given_names,
            voorvoegsel=self.prefix,
            gemeenteVanInschrijving=self.municipality,
            inclusiefOverledenPersonen=self.include_dead,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ByNameAndMunicipality(Question):
    """People with a surname and given names who are registered in a municipality (four-digit code)."""

    kind: ClassVar[str] = "ZoekMetNaamEnGemeenteVanInschrijving"
    surname: str
    given_names: str
    municipality: str
    prefix: str = ""
    include_dead: bool = False

    def __post_init__(self) -> None:
        _check(self.surname, patterns.SEARCHED_NAME, _WRONG_NAME)
        _check(self.given_names, patterns.SEARCHED_NAME, _WRONG_NAME)
        _check(self.municipality, patterns.MUNICIPALITY, _WRONG_MUNICIPALITY)
        _check_optional(self.prefix, patterns.PREFIX, _WRONG_PREFIX)

    def body(self) -> Body:
        """See `Question`."""
        return _given(
            geslachtsnaam=self.surname,
            voornamen=self.given_names,
            gemeenteVanInschrijving=self.municipality,
            voorvoegsel=self.prefix,
            inclusiefOverledenPersonen=self.include_dead,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ByPostcode(Question):
    """People at a postcode and house number, when wanted also with a letter, an addition, a surname or a birth date."""

    kind: ClassVar[str] = "ZoekMetPostcodeEnHuisnummer"
    postcode: str
    house_number: int
    house_letter: str = ""
    house_addition: str = ""
    surname: str = ""
    born_on: datetime.date | None = None
    municipality: str = ""
    include_dead: bool = False

    def __post_init__(self) -> None:
        _check(self.postcode, patterns.POSTCODE, _WRONG_POSTCODE)
        _check_house(self.house_number, self.house_letter, self.house_addition)
        _check_optional(self.surname, patterns.SEARCHED_NAME, _WRONG_NAME)
        _check_optional(self.municipality, patterns.MUNICIPALITY, _WRONG_MUNICIPALITY)

    def body(self) -> Body:
        """See `Question`."""
        return _given(
            postcode=self.postcode,
            huisnummer=self.house_number,
            huisletter=self.house_letter,
            huisnummertoevoeging=self.house_addition,
            geslachtsnaam=self.surname,
            geboortedatum=self.born_on.isoformat() if self.born_on else "",
            gemeenteVanInschrijving=self.municipality,
            inclusiefOverledenPersonen=self.include_dead,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ByStreet(Question):
    """People at a house number in a street of a municipality (four-digit code)."""

    kind: ClassVar[str] = "ZoekMetStraatHuisnummerEnGemeenteVanInschrijving"
    street: str
    house_number: int
    municipality: str
    house_letter: str = ""
    house_addition: str = ""
    include_dead: bool = False

    def __post_init__(self) -> None:
        _check(self.street, patterns.SEARCHED_STREET, _WRONG_STREET)
        _check_house(self.house_number, self.house_letter, self.house_addition)
        _check(self.municipality, patterns.MUNICIPALITY, _WRONG_MUNICIPALITY)

    def body(self) -> Body:
        """See `Question`."""
        return _given(
            straat=self.street,
            huisnummer=self.house_number,
            huisletter=self.house_letter,
            huisnummertoevoeging=self.house_addition,
            gemeenteVanInschrijving=self.municipality,
            inclusiefOverledenPersonen=self.include_dead,
        )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ByBagNumber(Question):
    """People at a BAG nummeraanduiding: one address as written."""

    kind: ClassVar[str] = "ZoekMetNummeraanduidingIdentificatie"
    number_id: str
    include_dead: bool = False

    def __post_init__(self) -> None:
        _check(self.number_id, patterns.SEARCHED_BAG_ID, _WRONG_BAG_ID)

    def body(self) -> Body:
        """See `Question`."""
        return _given(nummeraanduidingIdentificatie=self.number_id, inclusiefOverledenPersonen=self.include_dead)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ByBagObject(Question):
    """People at a BAG adresseerbaar object: one home, which may have several addresses."""

    kind: ClassVar[str] = "ZoekMetAdresseerbaarObjectIdentificatie"
    object_id: str
    include_dead: bool = False

    def __post_init__(self) -> None:
        _check(self.object_id, patterns.SEARCHED_BAG_ID, _WRONG_BAG_ID)

    def body(self) -> Body:
        """See `Question`."""
        return _given(adresseerbaarObjectIdentificatie=self.object_id, inclusiefOverledenPersonen=self.include_dead)


def _given(**parameters: object) -> Body:
    return {name: value for name, value in parameters.items() if value}


def _check(text: str, pattern: re.Pattern[str], sentence: Promise | str) -> None:
    if not pattern.fullmatch(text):
        raise InvalidQuestion(str(sentence))


def _check_optional(text: str, pattern: re.Pattern[str], sentence: Promise | str) -> None:
    if text:
        _check(text, pattern, sentence)


def _check_house(number: int, letter: str, addition: str) -> None:
    if not 1 <= number <= patterns.HIGHEST_HOUSE_NUMBER:
        raise InvalidQuestion(str(_WRONG_NUMBER))
    _check_optional(letter, patterns.HOUSE_LETTER, _WRONG_LETTER)
    _check_optional(addition, patterns.HOUSE_ADDITION, _WRONG_ADDITION)
