"""Grants follow from assignments, the purpose table and recorded sharing decisions, and from nothing else."""

from casework.grants.comparing import differences, foretell
from casework.grants.lines import Line, lines
from casework.grants.sql import permission_ids
from casework.grants.writing import make_all, recompute, refresh, withdraw

__all__ = ["Line", "differences", "foretell", "lines", "make_all", "permission_ids", "recompute", "refresh", "withdraw"]
