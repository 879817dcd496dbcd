"""Debts, threats and solutions of a debt trajectory."""

from casework.services.debts.recording import add_debt, change_debt, record_balance
from casework.services.debts.solving import change_solution
from casework.services.debts.threats import avert_threat

__all__ = ["add_debt", "avert_threat", "change_debt", "change_solution", "record_balance"]
