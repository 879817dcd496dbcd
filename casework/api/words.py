"""The words of the interface for what is stored: Dutch, as the API Design Rules ask."""

from __future__ import annotations

from casework.models import JournalEntry, TimelineEvent, Trajectory
from households.models import HouseholdMembership, Level
from privacy.choices import Domain

HOUSEHOLD = "regie"  # what belongs to no domain belongs to the coordination of the household
NONE = "geen"
DOMAINS = {
    Domain.DEBTS: "schulden",
    Domain.YOUTH: "jeugdhulp",
    Domain.WMO: "wmo",
    Domain.PARTICIPATION: "participatie",
}
LEVELS = {Level.INVOLVEMENT: "dat", Level.CONTENT: "wat", Level.WORK: "werk"}
STATES = {
    Trajectory.State.REQUESTED: "aangemeld",
    Trajectory.State.INVESTIGATING: "in-onderzoek",
    Trajectory.State.RUNNING: "hulp-loopt",
    Trajectory.State.AFTERCARE: "nazorg",
    Trajectory.State.ENDED: "afgerond",
}
REASONS = {
    HouseholdMembership.Reason.FIRST: "ingeschreven",
    HouseholdMembership.Reason.PARTNER: "partner",
    HouseholdMembership.Reason.PARENT: "ouder",
    HouseholdMembership.Reason.CHILD: "kind",
    HouseholdMembership.Reason.PARTNER_OF_RELATIVE: "partner-van-familielid",
    HouseholdMembership.Reason.CO_PARENTED: "woont-afwisselend",
    HouseholdMembership.Reason.JOINED: "toegevoegd",
}
KINDS = {
    TimelineEvent.Kind.CASE: "dossier",
    TimelineEvent.Kind.ASSIGNMENT: "wie-helpt",
    TimelineEvent.Kind.TRAJECTORY: "traject",
    TimelineEvent.Kind.CONTACT: "contact",
    TimelineEvent.Kind.DECISION: "besluit",
    TimelineEvent.Kind.TASK: "taak",
    TimelineEvent.Kind.SIGNAL: "signaal",
    TimelineEvent.Kind.HOUSEHOLD: "huishouden",
}
READERS = {
    JournalEntry.Visibility.DOMAIN: "domein",
    JournalEntry.Visibility.WORK: "werk",
    JournalEntry.Visibility.AUTHOR: "auteur",
}
STORED_DOMAINS = {word: domain.value for domain, word in DOMAINS.items()} | {HOUSEHOLD: ""}
STORED_READERS = {word: visibility for visibility, word in READERS.items()}


def domain_word(stored: str) -> str:
    """The word of a stored domain, the empty one included."""
    return DOMAINS[Domain(stored)] if stored else HOUSEHOLD
