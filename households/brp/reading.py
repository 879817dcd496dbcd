"""Reads JSON from the BRP piece by piece, and knows of each piece where it stands.

Whatever has not the form that the specification prescribes raises `BrpAnswerInvalid` with the path of the field and the
reason, never with the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Self

from django.utils.translation import gettext as _

from households.brp import patterns
from households.brp.errors import BrpAnswerInvalid
from households.dates import InvalidDate, PartialDate

_NOTHING: Mapping[str, Any] = {}


class Node:
    """A JSON object at a path such as "personen.0.naam"."""

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, Mapping):
            raise BrpAnswerInvalid(path, _("geen groep gegevens"))
        self._value: Mapping[str, Any] = value
        self.path = path

    def __contains__(self, name: str) -> bool:
        return name in self._value

    def where(self, name: str) -> str:
        """The path of a field of this object."""
        return f"{self.path}.{name}" if self.path else name

    def group(self, name: str) -> Self:
        """The object below this one; an empty one where it is absent."""
        return type(self)(self._value.get(name, _NOTHING), self.where(name))

    def groups(self, name: str) -> list[Self]:
        """The list of objects below this one."""
        items = self._value.get(name, [])
        if not isinstance(items, list):
            raise BrpAnswerInvalid(self.where(name), _("geen lijst"))
        return [type(self)(item, f"{self.where(name)}.{index}") for index, item in enumerate(items)]

    def text(self, name: str, pattern: re.Pattern[str]) -> str:
        """The text of a field; empty where it is absent."""
        value = self._value.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise BrpAnswerInvalid(self.where(name), _("geen tekst"))
        if not pattern.fullmatch(value):
            raise BrpAnswerInvalid(self.where(name), _("niet de voorgeschreven vorm"))
        return value

    def number(self, name: str, lowest: int, highest: int) -> int | None:
        """The whole number of a field."""
        value = self._value.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise BrpAnswerInvalid(self.where(name), _("geen getal dat hier mag staan"))
        return int(value)

    def flag(self, name: str) -> bool:
        """Whether the field is true; absent means false."""
        value = self._value.get(name, False)
        if not isinstance(value, bool):
            raise BrpAnswerInvalid(self.where(name), _("geen ja of nee"))
        return value

    def date(self, name: str) -> PartialDate | None:
        """The polymorphic date of a field."""
        if self._value.get(name) is None:
            return None
        try:
            return PartialDate.from_api(self._value[name])
        except InvalidDate:
            raise BrpAnswerInvalid(self.where(name), _("geen bestaande datum")) from None

    def kind(self, name: str = "type") -> str:
        """The kind of a polymorphic object, which must be there."""
        value = self._value.get(name)
        if not isinstance(value, str):
            raise BrpAnswerInvalid(self.where(name), _("ontbreekt"))
        return value

    def walk(self) -> Iterator[Self]:
        """This object and all below it."""
        yield self
        for name, value in self._value.items():
            if isinstance(value, Mapping):
                yield from self.group(name).walk()
            elif isinstance(value, list):
                for item in value:
                    if isinstance(item, Mapping):
                        yield from type(self)(item, self.where(name)).walk()

    def names(self) -> list[str]:
        """The fields that are there."""
        return list(self._value)


def code_of(node: Node, name: str) -> str:
    """The code of a coded value."""
    return node.group(name).text("code", patterns.CODE)


def description_of(node: Node, name: str) -> str:
    """The description of a coded value."""
    return node.group(name).text("omschrijving", patterns.DESCRIPTION)
