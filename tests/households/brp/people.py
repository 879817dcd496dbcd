"""A few people with a story, as the BRP would hold them. The numbers come from the test range and pass the elfproef."""

from __future__ import annotations

from households.brp.records import Child, Death, Event, Name, Parent, Partner, PersonRecord, Registration, Residence
from households.dates import PartialDate

SANNE, EMRE, LINA = "999990019", "999990020", "999990032"
BEA, EMIEL = "999990068", "999990081"


def on(stored: str) -> PartialDate:
    """A date from its eight digits."""
    return PartialDate.from_stored(stored)


HAVEN = Residence(
    municipality="0034",
    municipality_since=on("20100105"),
    function="W",
    since=on("20150301"),
    short_street="Havendreef",
    street="Havendreef",
    house_number=12,
    house_letter="b",
    postcode="1354AB",
    place="Almere",
    object_id="0034010000012345",
    number_id="0034200000012345",
    valid_from=on("20150302"),
)


def sanne(**changes: object) -> PersonRecord:
    """Sanne de Vries, married to Emre, mother of Lina; they live in the Haven district."""
    values: dict[str, object] = {
        "reference": "sanne",
        "bsn": SANNE,
        "name": Name(given="Sanne Maria", prefix="de", surname="Vries"),
        "name_use": "E",
        "birth": Event(date=on("19850312"), place="0034", country="6030"),
        "sex": "V",
        "partners": (
            Partner(
                bsn=EMRE,
                name=Name(given="Emre", surname="Yılmaz"),
                birth=Event(date=on("19830000")),
                sex="M",
                bond="H",
                begun=Event(date=on("20120601"), place="0034", country="6030"),
            ),
        ),
        "children": (Child(bsn=LINA, name=Name(given="Lina", surname="Yılmaz"), birth=Event(date=on("20150220"))),),
        "registration": Registration(first_on=on("19941001")),
        "residence": HAVEN,
    }
    return PersonRecord(**(values | changes))  # type: ignore[arg-type]


def emre(**changes: object) -> PersonRecord:
    """Emre Yılmaz, of whose birth only the year is known."""
    values: dict[str, object] = {
        "reference": "emre",
        "bsn": EMRE,
        "name": Name(given="Emre", surname="Yılmaz"),
        "name_use": "E",
        "birth": Event(date=on("19830000"), place="Konya", country="6043"),
        "sex": "M",
        "partners": (Partner(bsn=SANNE, name=Name(given="Sanne Maria", prefix="de", surname="Vries"), bond="H"),),
        "children": (Child(bsn=LINA, name=Name(given="Lina", surname="Yılmaz"), birth=Event(date=on("20150220"))),),
        "residence": HAVEN,
    }
    return PersonRecord(**(values | changes))  # type: ignore[arg-type]


def lina(**changes: object) -> PersonRecord:
    """Lina Yılmaz, eleven years old, daughter of Sanne and Emre."""
    values: dict[str, object] = {
        "reference": "lina",
        "bsn": LINA,
        "name": Name(given="Lina", surname="Yılmaz"),
        "name_use": "E",
        "birth": Event(date=on("20150220"), place="0034", country="6030"),
        "sex": "V",
        "parent1": Parent(bsn=SANNE, name=Name(given="Sanne Maria", prefix="de", surname="Vries"), sex="V"),
        "parent2": Parent(bsn=EMRE, name=Name(given="Emre", surname="Yılmaz"), sex="M", since=on("20150220")),
        "residence": HAVEN,
    }
    return PersonRecord(**(values | changes))  # type: ignore[arg-type]


def family() -> list[PersonRecord]:
    """Sanne, Emre and Lina."""
    return [sanne(), emre(), lina()]


def bea() -> PersonRecord:
    """Bea Bos, Sanne's neighbour at the same address, who died."""
    return PersonRecord(
        reference="bea",
        bsn=BEA,
        name=Name(given="Bea", surname="Bos"),
        birth=Event(date=on("19400000")),
        sex="V",
        death=Death(date=on("20240500"), place="0034", country="6030"),
        registration=Registration(suspension="O", suspended_on=on("20240500")),
        residence=HAVEN,
    )


def emiel() -> PersonRecord:
    """Emiel de Wit, who moved to Belgium and wants his data kept secret."""
    return PersonRecord(
        reference="emiel",
        bsn=EMIEL,
        name=Name(given="Emiel", prefix="de", surname="Wit"),
        birth=Event(date=on("19700000")),
        sex="M",
        registration=Registration(suspension="E", suspended_on=on("20210801"), secrecy=7),
        residence=Residence(
            municipality="1999",
            country="5010",
            abroad_since=on("20210801"),
            lines=("Kerkstraat 1", "2000 Antwerpen", ""),
        ),
    )


def yara() -> PersonRecord:
    """Yara, of whom hardly anything is known: no number, no birth date, no surname."""
    return PersonRecord(
        reference="yara",
        name=Name(given="Yara"),
        birth=Event(date=PartialDate()),
        residence=Residence(municipality="0034", country="0000"),
    )
