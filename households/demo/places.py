"""Addresses in streets by theme. Districts and neighbourhoods have their public names; the streets are invented."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product
from random import Random

from households.demo.chance import Key, new_key, pick
from households.demo.names import DATA, read_table

_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"  # PostNL uses these in postcodes
_NEVER = {"SA", "SD", "SS"}
_POSTCODE_LETTERS = ["".join(pair) for pair in product(_LETTERS, repeat=2) if "".join(pair) not in _NEVER]
_HOMES_PER_STREET = 28
_FEWEST_STREETS = 4
CITY = "Almere"
MUNICIPALITY = "0034"


@dataclass(frozen=True, slots=True)
class Street:
    """A street with its one postcode. `split` says how house numbers are divided: not, by letter, by suffix."""

    name: str
    postcode: str
    neighbourhood: str
    district: str
    split: str


@dataclass(frozen=True, slots=True)
class Home:
    """An address in the town."""

    id: Key
    street: Street
    house_number: int
    house_letter: str
    house_suffix: str
    bag_id: int

    @property
    def object_id(self) -> str:
        """The BAG identification of the adresseerbaar object: municipality, 01, ten digits; from 9 on none exist."""
        return f"{MUNICIPALITY}01{self.bag_id:010}"

    @property
    def number_id(self) -> str:
        """The BAG identification of the nummeraanduiding: municipality, 20, ten digits."""
        return f"{MUNICIPALITY}20{self.bag_id:010}"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A wijk, in one of the districts that the teams work in, with as many streets as its homes need."""

    name: str
    district: str
    share: int
    streets: tuple[Street, ...]


def districts() -> dict[str, list[str]]:
    """The neighbourhoods of each district."""
    found: dict[str, list[str]] = {}
    for row in read_table("neighbourhoods.csv"):
        found.setdefault(row["district"], []).append(row["neighbourhood"])
    return found


def neighbourhoods(homes: int) -> list[Neighbourhood]:
    """The town for about this many homes: a small town has few streets, so that people have neighbours."""
    rows = read_table("neighbourhoods.csv")
    endings = (DATA / "street_endings.txt").read_text(encoding="utf-8").split()
    total = sum(int(row["share"]) for row in rows)
    found = []
    for row in rows:
        stems = row["stems"].split()
        names = [
            f"{stem}{endings[(index + turn) % len(endings)]}"
            for turn in range(len(endings))
            for index, stem in enumerate(stems)
        ]
        wanted = max(_FEWEST_STREETS, homes * int(row["share"]) // total // _HOMES_PER_STREET)
        streets = tuple(
            Street(
                name,
                f"{row['postcode']}{letters}",
                row["neighbourhood"],
                row["district"],
                ("", "", "", "", "letter", "suffix", "")[index % 7],
            )
            for index, (name, letters) in enumerate(zip(names[:wanted], _POSTCODE_LETTERS, strict=False))
        )
        found.append(Neighbourhood(row["neighbourhood"], row["district"], int(row["share"]), streets))
    return found


class AddressBook:
    """Gives out addresses, each once."""

    def __init__(self, homes: int) -> None:
        self._neighbourhoods = neighbourhoods(homes)
        self._shares = [neighbourhood.share for neighbourhood in self._neighbourhoods]
        self._taken: Counter[str] = Counter()
        self._given_out = 0

    def next(self, rng: Random, *, neighbourhood: str = "") -> Home:
        """A home that nobody has yet, in this neighbourhood or in any."""
        if neighbourhood:
            place = next(found for found in self._neighbourhoods if found.name == neighbourhood)
        else:
            place = rng.choices(self._neighbourhoods, self._shares)[0]
        street = pick(rng, place.streets)
        turn = self._taken[street.postcode]
        self._taken[street.postcode] += 1
        self._given_out += 1
        number, letter, suffix = _numbering(street.split, turn)
        return Home(new_key(rng), street, number, letter, suffix, 9_000_000_000 + self._given_out)


def _numbering(split: str, turn: int) -> tuple[int, str, str]:
    if split == "letter":
        return 1 + turn // 2, "AB"[turn % 2], ""
    if split == "suffix":
        return 1 + turn // 4, "", str(turn % 4 + 1)
    return 1 + turn, "", ""
