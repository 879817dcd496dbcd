"""Values that do not show themselves."""

from __future__ import annotations


class Confidential:
    """A dataclass with personal data: its `repr` names the class only, so that no log line or traceback can show more.

    Subclasses are dataclasses with `repr=False`.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"
