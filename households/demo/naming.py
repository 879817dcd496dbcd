"""How people and households are called, by the rules of the BRP for names and forms of address."""

from __future__ import annotations

from households.demo.people import Day, Group, Resident
from households.services.naming import ADULT, NAMES, capitalised

_LEADS = {"M": "Geachte heer", "V": "Geachte mevrouw"}


def surname_in_use(resident: Resident) -> str:
    """The surname or surnames that somebody uses, in that order, with their prefixes."""
    own, partner = str(resident.surname), str(resident.partner_surname or "")
    return {
        "partner": partner,
        "partner_first": f"{partner}-{own}",
        "own_first": f"{own}-{partner}",
    }.get(resident.name_use if partner else "", own)


def display_name(resident: Resident) -> str:
    """Given names and the surname in use."""
    return f"{resident.given_names} {surname_in_use(resident)}"


def initials(given_names: str) -> str:
    """A letter and a dot per given name."""
    return "".join(f"{word[0]}." for word in given_names.split())


def salutation(resident: Resident) -> str:
    """The beginning of a letter."""
    return f"{_LEADS[resident.sex]} {capitalised(surname_in_use(resident))}"


def household_name(group: Group, today: Day) -> str:
    """As `households.services.naming` names it: the surnames of the first two adults, each once."""
    members = sorted(
        (member for member in group.members if member.until is None),
        key=lambda member: (member.since, member.resident.birth_date, member.resident.id),
    )
    people = [member.resident for member in members]
    adults = [resident for resident in people if resident.age_on(today) >= ADULT]
    return "-".join(dict.fromkeys(capitalised(str(one.surname)) for one in (adults or people)[:NAMES]))
