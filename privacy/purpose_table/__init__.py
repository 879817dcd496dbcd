"""The purpose table: reading it, foretelling what a change does, changing it."""

from privacy.purpose_table.cells import CLASSES, PURPOSES, Place, fixed, history_of, planned_after, table_on
from privacy.purpose_table.changing import (
    Change,
    NotPossible,
    change_cells,
    check,
    policies_after,
    preview,
    switch_wams,
    wams_cells,
)
from privacy.purpose_table.consequences import Pair, Shift, register_consequences

__all__ = [
    "CLASSES",
    "PURPOSES",
    "Change",
    "NotPossible",
    "Pair",
    "Place",
    "Shift",
    "change_cells",
    "check",
    "fixed",
    "history_of",
    "planned_after",
    "policies_after",
    "preview",
    "register_consequences",
    "switch_wams",
    "table_on",
    "wams_cells",
]
