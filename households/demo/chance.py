"""Keys and choices out of a stream of random numbers: the quick forms, for millions of rows."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")
Key = str
"""A UUID in 32 hexadecimal digits, as the database takes it."""


def new_key(rng: Random) -> Key:
    """A random UUID (version 4), the same for the same seed."""
    bits = rng.getrandbits(128)
    digits = f"{bits:032x}"
    return f"{digits[:12]}4{digits[13:16]}{'89ab'[bits & 3]}{digits[17:]}"


def between(rng: Random, first: int, last: int) -> int:
    """A whole number from `first` up to and including `last`."""
    return first + int(rng.random() * (last - first + 1))


def pick(rng: Random, values: Sequence[T]) -> T:
    """One of the values."""
    return values[int(rng.random() * len(values))]
