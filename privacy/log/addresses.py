"""Where a filter on the log is found: addresses hold opaque keys, days and kinds, never a name."""

from __future__ import annotations

from urllib.parse import urlencode

from privacy.querysets import LogFilter

IN_ADDRESS = {
    "person": "persoon",
    "household": "huishouden",
    "worker": "medewerker",
    "since": "van",
    "until": "tot",
    "action": "handeling",
    "event": "gebeurtenis",
    "purpose": "doel",
}
OLDER, NEWER = "voor", "na"


def address_of(wanted: LogFilter, **more: object) -> str:
    """The query string of a filter and of what else belongs in it, as in `?huishouden=…&voor=…`."""
    return "?" + urlencode({IN_ADDRESS[kind]: getattr(wanted, kind) for kind in wanted.kinds} | more)
