"""The register as the draft interface of Logius shows it (Logboek Dataverwerkingen, component register): read only.

It tells about activities, never about residents or staff, and is open: whoever reads a logbook can look up what the
`dpl.core.processing_activity_id` of a line means.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse

from privacy.choices import DataClass
from privacy.models import ActivityVersion, LegalGround, ProcessingActivity
from privacy.wording import kept

LEGAL_BASIS = {
    LegalGround.CONSENT: "Consent",
    LegalGround.CONTRACT: "Contract",
    LegalGround.LEGAL_OBLIGATION: "LegalObligation",
    LegalGround.VITAL_INTEREST: "VitalInterest",
    LegalGround.PUBLIC_INTEREST: "PublicInterest",
    LegalGround.OFFICIAL_AUTHORITY: "OfficialAuthorityOfController",
    LegalGround.LEGITIMATE_INTEREST: "LegitimateInterest",
}


def as_interface(activity: ProcessingActivity, latest: ActivityVersion) -> dict[str, Any]:
    """A `ProcessingActivity` with its latest version."""
    return {"id": str(activity.pk), "active": activity.is_active, "latestVersion": version_as_interface(latest)}


def version_as_interface(version: ActivityVersion) -> dict[str, Any]:
    """A `Version`; `validFrom` is a moment in UTC."""
    return {
        "name": version.name,
        "purpose": version.purpose,
        "legalBasis": LEGAL_BASIS[LegalGround(version.legal_ground)],
        "personalData": {
            "categories": [kept(DataClass(one).label) for one in version.data_classes],
            "retentionPeriod": version.retention_period,
        },
        "dataSubjects": version.subjects,
        "recipients": version.recipients,
        "processingOptions": version.operations,
        "measures": version.measures,
        "validFrom": version.valid_from.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z"),
        "version": version.number,
    }


def path_of(activity: ProcessingActivity, number: int) -> str:
    """Where one version is to be found, below the address of the site."""
    return reverse("privacy:register_version", args=[activity.pk, number])
