"""Seals over the access record: a chain of signed Merkle roots, and finding what was changed beneath them.

What is sealed, and what somebody with all rights on the database can and cannot do about it: docs/decisions/0034.
"""

from privacy.seals.faults import Verified
from privacy.seals.outside import Refused, deliver_seals
from privacy.seals.proofs import prove
from privacy.seals.sealing import seal_log
from privacy.seals.state import SealState, check_log, sealing_stands_still, state_of_seals
from privacy.seals.verifying import verify

__all__ = [
    "Refused",
    "SealState",
    "Verified",
    "check_log",
    "deliver_seals",
    "prove",
    "seal_log",
    "sealing_stands_still",
    "state_of_seals",
    "verify",
]
