"""Burgerservicenummers that nobody has.

Two ranges, both passing the elfproef:

- 9999xxxxx, the range in which RvIG publishes its own test people; 9,091 numbers.
- 00xxxxxxx. An issued number has eight or nine digits (Logisch Ontwerp BSN 3.2.1), so one that begins with two zeros
  was never issued; 909,091 numbers. Only large towns need them.

The RvIG test set uses part of the first range: do not import it into a database that holds a demo municipality.
"""

from __future__ import annotations

from collections.abc import Iterator

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)
# (first eight digits, how many of them, step): the step has no factor in common with the count, so that each number
# comes by once and neighbours get numbers that do not look alike.
_RANGES = ((99_990_000, 10_000, 6_173), (1, 999_999, 618_034))
PREFIXES = ("9999", "00")


def unissued_bsns() -> Iterator[str]:
    """All numbers of both ranges, each once, always in the same order."""
    for first, count, step in _RANGES:
        for turn in range(count):
            digits = f"{first + turn * step % count:08}"
            check = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
            if check < 10:
                yield f"{digits}{check}"
