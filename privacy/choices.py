"""The closed lists of the kernel: domains, roles, purposes, kinds of data, rules."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a team member is there for (design section 3)."""

    CASE_MANAGER = "case_manager", _("casemanager")
    PROFESSIONAL = "professional", _("professional")
    EARLY_SIGNAL_WORKER = "early_signal_worker", _("medewerker vroegsignalering")
    TEAM_LEAD = "team_lead", _("teamleider")
    PRIVACY_OFFICER = "privacy_officer", _("privacy officer")
    ADMINISTRATOR = "administrator", _("functioneel beheerder")
    PARTNER = "partner", _("ketenpartner")
    RESIDENT = "resident", _("inwoner")


class Domain(models.TextChoices):
    """The four laws side by side."""

    DEBTS = "debts", _("Schulden")
    YOUTH = "youth", _("Jeugdhulp")
    WMO = "wmo", _("Wmo")
    PARTICIPATION = "participation", _("Participatie")


class Source(models.TextChoices):
    """Where data comes from, in the purpose table: the four laws, and the signals of payment arrears."""

    DEBTS = "debts", _("Schulden")
    YOUTH = "youth", _("Jeugdhulp")
    WMO = "wmo", _("Wmo")
    PARTICIPATION = "participation", _("Participatie")
    SIGNALS = "signals", _("Signalen")


class Purpose(models.TextChoices):
    """Why somebody looks. The first seven follow from an assignment; the others from a role."""

    HELP = "help", _("hulp aan dit huishouden")
    COORDINATION = "coordination", _("regie voeren over het huishouden")
    WAMS = "wams", _("gecoördineerde aanpak (Wams)")
    DEBTS = "debts", _("schulddienstverlening")
    YOUTH = "youth", _("jeugdhulp")
    WMO = "wmo", _("maatschappelijke ondersteuning")
    PARTICIPATION = "participation", _("participatie en inkomen")
    FIRST_CONTACT = "first_contact", _("aanmelding of eerste contact")
    SIGNAL = "signal", _("signaal of melding over een inwoner")
    EMERGENCY = "emergency", _("hulp in nood")
    CASELOAD = "caseload", _("werk verdelen in het team")
    REGISTRATION = "registration", _("gegevens juist houden")
    OVERSIGHT = "oversight", _("toezicht op het gebruik van gegevens")
    SYSTEM = "system", _("geautomatiseerde taak")


class DataClass(models.TextChoices):
    """Kinds of personal data that a rule can tell apart."""

    IDENTITY = "identity", _("wie het is")
    ADDRESS = "address", _("adres")
    FAMILY = "family", _("gezin en gezag")
    BSN = "bsn", _("burgerservicenummer")
    INVOLVEMENT = "involvement", _("dat er hulp is")
    CONTENT = "content", _("wat de hulp inhoudt")
    SPECIAL = "special", _("gezondheid of strafrecht")
    ACCESS_LOG = "access_log", _("wie keek")


class Rule(models.TextChoices):
    """What the purpose table answers."""

    ALLOWED = "allowed", _("mag")
    CONSENT = "consent", _("met toestemming")
    NECESSITY = "necessity", _("met onderbouwing")
    NEVER = "never", _("nooit")
