"""Turns the sheets of a LO3 file into `PersonRecord`s. A value that cannot be right is left out and reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from households.brp import patterns
from households.brp.lo3 import Problem, Sheet, read_lo3
from households.brp.lo3_groups import RNI, Group, event_of, investigation_of, name_of
from households.brp.records import (
    Child,
    Custody,
    Death,
    Franchise,
    Nationality,
    Parent,
    Partner,
    Permit,
    PersonRecord,
    Registration,
    Residence,
    RniSource,
)

_STILLBORN = "L"
_HIGHEST_SECRECY = 7


@dataclass(slots=True)
class LoadedRecords:
    """The persons of a file, and what was wrong in it."""

    records: list[PersonRecord]
    problems: list[Problem]


def load_records(path: Path) -> LoadedRecords:
    """Read a LO3 file. One bad value or row never stops the others; raises `Lo3Error` for an unreadable file."""
    file = read_lo3(path)
    loaded = LoadedRecords([], file.problems)
    for sheet in file.sheets:
        if sheet.categories["01"]:
            loaded.records.append(_Converter(sheet, loaded.problems).record())
        else:
            reason = _("De persoonslijst heeft geen gegevens van de persoon zelf (categorie 01).")
            loaded.problems.append(Problem(sheet.row, sheet.reference, "01", reason))
    return loaded


class _Converter:
    """One sheet, category by category."""

    def __init__(self, sheet: Sheet, problems: list[Problem]) -> None:
        self._sheet = sheet
        self._problems = problems

    def record(self) -> PersonRecord:
        """The whole persoonslijst."""
        person = self._first("01")
        return PersonRecord(
            reference=self._sheet.reference,
            a_number=person.text("01.10", patterns.A_NUMBER),
            bsn=person.text("01.20", patterns.BSN),
            name=name_of(person),
            name_use=person.choice("61.10", "E P V N"),
            birth=event_of(person, "03"),
            sex=person.choice("04.10", "M V O"),
            investigation=investigation_of(person),
            parent1=self._parent("02"),
            parent2=self._parent("03"),
            nationalities=tuple(_nationality(group) for group in self._all("04") if group.fills("05", "65")),
            partners=tuple(_partner(group) for group in self._all("05") if group.fills("01", "02", "06", "07")),
            children=tuple(_child(group) for group in self._all("09") if _is_living_tie(group)),
            death=self._death(),
            registration=_registration(self._first("07")),
            residence=_residence(self._first("08")),
            permit=self._permit(),
            custody=self._custody(),
            franchise=self._franchise(),
            rni=tuple(self._rni_sources()),
        )

    def _all(self, category: str) -> Iterator[Group]:
        for occurrence in self._sheet.categories[category]:
            yield Group(category=category, sheet=self._sheet, occurrence=occurrence, problems=self._problems)

    def _first(self, category: str) -> Group:
        return next(self._all(category), Group.empty(category, self._sheet))

    def _parent(self, category: str) -> Parent | None:
        group = self._first(category)
        if not group.fills("01", "02", "03", "04", "62"):
            return None
        return Parent(
            a_number=group.text("01.10", patterns.A_NUMBER),
            bsn=group.text("01.20", patterns.BSN),
            name=name_of(group),
            birth=event_of(group, "03"),
            sex=group.choice("04.10", "M V O"),
            investigation=investigation_of(group),
            since=group.date("62.10"),
        )

    def _death(self) -> Death | None:
        group = self._first("06")
        event = event_of(group, "08")
        if not (event.date or event.place or event.country):
            return None
        return Death(date=event.date, place=event.place, country=event.country, investigation=investigation_of(group))

    def _permit(self) -> Permit | None:
        group = self._first("10")
        code = group.text("39.10", patterns.CODE)
        if not code:
            return None
        return Permit(
            code=code, since=group.date("39.30"), until=group.date("39.20"), investigation=investigation_of(group)
        )

    def _custody(self) -> Custody | None:
        group = self._first("11")
        if not group.fills("32", "33"):
            return None
        return Custody(
            minor=group.choice("32.10", "1 2 12 1D 2D D 3D"),
            guardianship=group.choice("33.10", "1") == "1",
            investigation=investigation_of(group),
        )

    def _franchise(self) -> Franchise | None:
        group = self._first("13")
        if not group.fills("31", "38"):
            return None
        return Franchise(
            european=group.choice("31.10", "1 2"),
            european_until=group.date("31.30"),
            is_excluded=group.choice("38.10", "A") == "A",
            excluded_until=group.date("38.20"),
        )

    def _rni_sources(self) -> Iterator[RniSource]:
        for category in ("01", "04", "06", "07", "08"):
            group = self._first(category)
            participant = group.text("88.10", RNI)
            if participant:
                treaty = group.text("88.20", patterns.TEXT)
                yield RniSource(category=category, participant=participant, treaty=treaty)


def _is_living_tie(group: Group) -> bool:
    """A stillborn child has no BRP data of its own and is not given out."""
    return group.fills("01", "02", "03") and group.cells.get("89.10") != _STILLBORN


def _child(group: Group) -> Child:
    return Child(
        a_number=group.text("01.10", patterns.A_NUMBER),
        bsn=group.text("01.20", patterns.BSN),
        name=name_of(group),
        birth=event_of(group, "03"),
        investigation=investigation_of(group),
    )


def _partner(group: Group) -> Partner:
    return Partner(
        a_number=group.text("01.10", patterns.A_NUMBER),
        bsn=group.text("01.20", patterns.BSN),
        name=name_of(group),
        birth=event_of(group, "03"),
        sex=group.choice("04.10", "M V O"),
        investigation=investigation_of(group),
        bond=group.choice("15.10", "H P ."),
        begun=event_of(group, "06") if group.fills("06") else None,
        ended=event_of(group, "07") if group.fills("07") else None,
    )


def _nationality(group: Group) -> Nationality:
    return Nationality(
        code=group.text("05.10", patterns.CODE),
        ground=group.text("63.10", patterns.CODE),
        special=group.choice("65.10", "B V"),
        since=group.date("85.10"),
        investigation=investigation_of(group),
    )


def _registration(group: Group) -> Registration:
    return Registration(
        suspended_on=group.date("67.10"),
        suspension=group.choice("67.20", "O E M R F W ."),
        first_on=group.date("68.10"),
        secrecy=group.number("70.10", _HIGHEST_SECRECY) or 0,
        verified_on=group.date("71.10"),
        verification=group.text("71.20", patterns.TEXT),
    )


def _residence(group: Group) -> Residence:
    return Residence(
        municipality=group.text("09.10", patterns.CODE),
        municipality_since=group.date("09.20"),
        function=group.choice("10.10", "W B"),
        since=group.date("10.30"),
        short_street=group.known("11.10", patterns.LINE),
        street=group.known("11.15", patterns.LINE),
        house_number=group.number("11.20", patterns.HIGHEST_HOUSE_NUMBER) or None,
        house_letter=group.text("11.30", patterns.HOUSE_LETTER),
        house_addition=group.text("11.40", patterns.HOUSE_ADDITION),
        house_indication=group.choice("11.50", "by to"),
        postcode=group.text("11.60", patterns.POSTCODE),
        place=group.known("11.70", patterns.PLACE),
        object_id=group.text("11.80", patterns.BAG_ID),
        number_id=group.text("11.90", patterns.BAG_ID),
        location=group.known("12.10", patterns.LINE),
        country=group.text("13.10", patterns.CODE),
        abroad_since=group.date("13.20"),
        lines=(
            group.text("13.30", patterns.LINE),
            group.text("13.40", patterns.LINE),
            group.text("13.50", patterns.LINE),
        ),
        came_from=group.text("14.10", patterns.CODE),
        came_on=group.date("14.20"),
        valid_from=group.date("85.10"),
        investigation=investigation_of(group),
    )
