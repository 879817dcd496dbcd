"""Asking for sight of another domain, giving or refusing it, the consent it rests on, and its end."""

from casework.services.sharing.asking import ask_sight
from casework.services.sharing.consents import record_consents, withdraw_consent
from casework.services.sharing.deciding import give_sight, refuse_sight
from casework.services.sharing.ending import end_sharing
from casework.services.sharing.lapsing import end_uncovered

__all__ = [
    "ask_sight",
    "end_sharing",
    "end_uncovered",
    "give_sight",
    "record_consents",
    "refuse_sight",
    "withdraw_consent",
]
