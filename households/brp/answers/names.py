"""Names: their parts, initials, and written out. Rules: Haal Centraal, features voorletters and volledige naam."""

from __future__ import annotations

from households.brp.answers.values import Json, flags, present, within
from households.brp.records import Investigation, Name, PersonRecord

_MALE = {"B": "baron", "G": "graaf", "H": "hertog", "JH": "jonkheer", "M": "markies", "P": "prins", "R": "ridder"}
_FEMALE = {
    "BS": "barones",
    "GI": "gravin",
    "HI": "hertogin",
    "JV": "jonkvrouw",
    "MI": "markiezin",
    "PS": "prinses",
}
TITLES = _MALE | _FEMALE
PREDICATES = {"JH", "JV"}
FEMALE_OF = {"B": "BS", "G": "GI", "H": "HI", "JH": "JV", "M": "MI", "P": "PS"}
_MALE_OF = {female: male for male, female in FEMALE_OF.items()}

NAME_USES = {
    "E": "eigen geslachtsnaam",
    "N": "geslachtsnaam partner na eigen geslachtsnaam",
    "P": "geslachtsnaam partner",
    "V": "geslachtsnaam partner voor eigen geslachtsnaam",
}
_LONGEST_INITIALS = 40


def initials(given: str) -> str:
    """One letter per given name; a name of one letter gets no dot, and a space before the next."""
    written = ""
    for word in given.split():
        if word[0].isalnum():
            written += word[0] + (" " if len(word) == 1 else ".")
    return written.strip()[:_LONGEST_INITIALS]


def title_for(code: str, sex: str) -> str:
    """The code of the title in the form for this sex; the code itself where there is no such form."""
    if sex == "V":
        return FEMALE_OF.get(code, code)
    if sex == "M":
        return _MALE_OF.get(code, code)
    return code


def full_name(name: Name, sex: str) -> str:
    """Predicate, given names, title, prefix and surname; without the partner's name."""
    word = TITLES.get(title_for(name.title, sex), "")
    predicate, title = (word, "") if name.title in PREDICATES else ("", word)
    return " ".join(part for part in (predicate, name.given, title, name.prefix, name.surname) if part)


def name_json(name: Name, investigation: Investigation | None, category: str) -> Json:
    """The name of a relative."""
    elements = within(
        category,
        voornamen="0210",
        adellijkeTitelPredicaat="0220",
        voorvoegsel="0230",
        geslachtsnaam="0240",
        voorletters="0210",
    )
    return _parts(name) | present(inOnderzoek=flags(investigation, elements))


def own_name_json(record: PersonRecord) -> Json:
    """The name of the person whose persoonslijst it is."""
    elements = within(
        "01",
        voornamen="0210",
        adellijkeTitelPredicaat="0220",
        voorvoegsel="0230",
        geslachtsnaam="0240",
        voorletters="0210",
        volledigeNaam="0210 0220 0230 0240",
        aanduidingNaamgebruik="6110",
    )
    use = record.name_use
    return _parts(record.name) | present(
        volledigeNaam=full_name(record.name, record.sex),
        aanduidingNaamgebruik={"code": use, "omschrijving": NAME_USES[use]} if use in NAME_USES else None,
        inOnderzoek=flags(record.investigation, elements),
    )


def _parts(name: Name) -> Json:
    title: Json | None = None
    if name.title in TITLES:
        kind = "predicaat" if name.title in PREDICATES else "titel"
        title = {"code": name.title, "omschrijving": TITLES[name.title], "soort": kind}
    return present(
        voornamen=name.given,
        adellijkeTitelPredicaat=title,
        voorvoegsel=name.prefix,
        geslachtsnaam=name.surname,
        voorletters=initials(name.given),
    )
