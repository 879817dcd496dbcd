"""Every file and print with personal data leaves through here: proof, reason, limits, a second person, a watermark."""

from privacy.exports.kinds import Kind, kind_of, kinds, register
from privacy.exports.proof import ProofNeeded, is_proven, require_proof
from privacy.exports.sheets import CSV, as_csv, defused
from privacy.exports.taking import (
    AwaitsColleague,
    Contents,
    TakenOutUnseen,
    TooLarge,
    approved_request,
    must_have_been_taken_out,
    take_out,
    takes_out,
)
from privacy.exports.watermark import watermark

__all__ = [
    "CSV",
    "AwaitsColleague",
    "Contents",
    "Kind",
    "ProofNeeded",
    "TakenOutUnseen",
    "TooLarge",
    "approved_request",
    "as_csv",
    "defused",
    "is_proven",
    "kind_of",
    "kinds",
    "must_have_been_taken_out",
    "register",
    "require_proof",
    "take_out",
    "takes_out",
    "watermark",
]
