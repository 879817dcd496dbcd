"""Support under the Wmo 2015: melding, onderzoek, verslag, aanvraag, beschikking, help."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_lazy as _

from casework.models.trajectories import NEW, Trajectory
from casework.workflow.engine import (
    Answer,
    Ask,
    Letter,
    Phase,
    Situation,
    Starts,
    State,
    Step,
    Who,
    Words,
    Workflow,
)
from casework.workflow.shared import (
    AT_AFTERCARE,
    AT_END,
    AT_NEW,
    FULFILLED,
    IDENTITY_SEEN,
    OF_EVERY_LAW,
    PROVIDER,
    Granting,
    Outcome,
    asks_for_information,
    to_aftercare,
)
from privacy.choices import Domain

LONGEST_INQUIRY = datetime.timedelta(weeks=6)
# Steps after which somebody looks again whether the support fits: so many days later, unless a provision names a day.
LOOK_AGAIN = {"start": 182, "review": 365}

BY = Ask(
    "by",
    _("Wie deed de melding?"),
    Answer.CHOICE,
    (
        ("resident", _("inwoner zelf")),
        ("family", _("familie of naaste")),
        ("professional", _("een professional")),
        ("municipality", _("de gemeente")),
        ("other_domain", _("vanuit een ander domein")),
    ),
    missing=_("Kies wie de melding deed."),
)
PROOF = (
    Ask(
        "plan_offered",
        _("Gewezen op het persoonlijk plan"),
        Answer.YES,
        missing=_("Wijs de inwoner eerst op het persoonlijk plan (Wmo 2015 art. 2.3.2 lid 2). Kruis het dan aan."),
    ),
    Ask(
        "support_offered",
        _("Gewezen op gratis cliëntondersteuning, ook de mantelzorger"),
        Answer.YES,
        missing=_("Wijs eerst op cliëntondersteuning (Wmo 2015 art. 2.3.2 lid 3). Kruis het dan aan."),
    ),
    Ask(
        "budget_explained",
        _("Keuze voor een pgb uitgelegd in gewone taal"),
        Answer.YES,
        missing=_("Leg eerst uit wat een pgb is (Wmo 2015 art. 2.3.2 lid 6). Kruis het dan aan."),
    ),
)
DELIVERED = Ask(
    "delivered_as",
    _("Hoe wordt het geleverd?"),
    Answer.CHOICE,
    (("in_kind", _("zorg in natura")), ("budget", _("persoonsgebonden budget (pgb)"))),
    missing=_("Kies zorg in natura of pgb."),
)


def after_the_report_or_six_weeks(situation: Situation) -> Words:
    """An application follows the inquiry, unless that took longer than it may (Wmo 2015 art. 2.3.2 lid 9)."""
    reported_on = situation.taken.get("report", situation.on)
    if situation.stage == "concluded" or situation.on > reported_on + LONGEST_INQUIRY:
        return ""
    return _("Geef eerst het verslag. Een aanvraag kan eerder als het onderzoek langer duurt dan zes weken.")


USUAL = Workflow(
    Trajectory.Kind.WMO,
    Domain.WMO,
    states=(
        AT_NEW,
        State("reported", _("melding gedaan"), Phase.REQUESTED),
        State("inquiring", _("onderzoek loopt"), Phase.INVESTIGATING),
        State("concluded", _("verslag gegeven"), Phase.INVESTIGATING),
        State("applied", _("aanvraag gedaan"), Phase.INVESTIGATING),
        State("granted", _("toegekend"), Phase.RUNNING),
        State("supported", _("ondersteuning loopt"), Phase.RUNNING),
        AT_AFTERCARE,
        AT_END,
    ),
    steps=(
        Step(
            "report",
            _("Melding vastleggen"),
            _("Melding voor ondersteuning gedaan"),
            (NEW,),
            "reported",
            asks=(BY,),
            article="Wmo 2015 art. 2.3.2 lid 1",
            who=Who.OR_COORDINATES,
            starts=(Starts("wmo.persoonlijk_plan"), Starts("wmo.onderzoek")),
            letter=Letter.RECEIPT,
        ),
        Step(
            "confirm",
            _("Ontvangst bevestigen"),
            _("Ontvangst van de melding bevestigd"),
            ("reported",),
            asks=PROOF[:2],
            article="Wmo 2015 art. 2.3.2",
            letter=Letter.RECEIPT,
        ),
        Step(
            "personal_plan",
            _("Persoonlijk plan vastleggen"),
            _("Persoonlijk plan vastgelegd"),
            ("reported", "inquiring"),
            asks=(
                Ask(
                    "handed_in",
                    _("Heeft de inwoner een persoonlijk plan?"),
                    Answer.CHOICE,
                    (("yes", _("ja, gekregen")), ("no", _("nee, wil geen plan maken"))),
                    missing=_("Kies of er een persoonlijk plan is."),
                ),
            ),
            article="Wmo 2015 art. 2.3.2 lid 2",
            meets=("wmo.persoonlijk_plan",),
        ),
        Step(
            "inquire",
            _("Onderzoek beginnen"),
            _("Onderzoek begonnen"),
            ("reported",),
            "inquiring",
            asks=(IDENTITY_SEEN,),
            article="Wmo 2015 art. 2.3.2 lid 4",
        ),
        Step(
            "conclude",
            _("Verslag geven"),
            _("Verslag van het onderzoek gegeven"),
            ("inquiring",),
            "concluded",
            asks=PROOF,
            article="Wmo 2015 art. 2.3.2 lid 8",
            meets=("wmo.onderzoek",),
            drops=("wmo.persoonlijk_plan",),
        ),
        Step(
            "apply",
            _("Aanvraag vastleggen"),
            _("Aanvraag gedaan"),
            ("concluded", "inquiring", "reported"),
            "applied",
            asks=(
                Ask(
                    "as_report",
                    _("Het ondertekende verslag is de aanvraag"),
                    Answer.YES,
                    is_optional=True,
                ),
            ),
            article="Wmo 2015 art. 2.3.2 lid 9",
            starts=(Starts("wmo.beschikking"),),
            requires=(after_the_report_or_six_weeks,),
            letter=Letter.RECEIPT,
        ),
        Step(
            "urgent",
            _("Spoed: tijdelijk toekennen"),
            _("Tijdelijke voorziening met spoed toegekend"),
            ("reported", "inquiring", "concluded", "applied"),
            article="Wmo 2015 art. 2.3.3",
            decides=(Granting.TEMPORARY,),
            letter=Letter.DECISION,
            is_aside=True,
        ),
        *asks_for_information("wmo.beschikking", "applied"),
        Step(
            "grant",
            _("Beschikking: toekennen"),
            _("Ondersteuning toegekend"),
            ("applied",),
            "granted",
            asks=(DELIVERED,),
            article="Wmo 2015 art. 2.3.5 lid 2",
            meets=("wmo.beschikking",),
            decides=(Granting.GRANT,),
            letter=Letter.DECISION,
        ),
        Step(
            "refuse",
            _("Beschikking: afwijzen"),
            _("Ondersteuning afgewezen"),
            ("applied",),
            "ended",
            article="Wmo 2015 art. 2.3.5 lid 2",
            meets=("wmo.beschikking",),
            decides=(Granting.REFUSE, Granting.NOT_PROCESSED),
            ends_as=(Outcome.REFUSED,),
            letter=Letter.DECISION,
            is_aside=True,
        ),
        Step(
            "start",
            _("Start van de ondersteuning vastleggen"),
            _("Ondersteuning begonnen"),
            ("granted",),
            "supported",
            asks=(PROVIDER,),
        ),
        Step(
            "review",
            _("Heronderzoek vastleggen"),
            _("Heronderzoek gedaan"),
            ("supported",),
            article="Wmo 2015 art. 2.3.9",
        ),
        Step(
            "change",
            _("Beschikking: wijzigen"),
            _("Beschikking gewijzigd"),
            ("granted", "supported"),
            decides=(Granting.CHANGE,),
            letter=Letter.DECISION,
            is_aside=True,
        ),
        Step(
            "end_support",
            _("Beschikking: beëindigen"),
            _("Ondersteuning beëindigd"),
            ("granted", "supported"),
            "ended",
            decides=(Granting.END,),
            ends_as=(*FULFILLED, Outcome.WAIVED),
            needs_reason=True,
            letter=Letter.DECISION,
            is_aside=True,
        ),
        to_aftercare("supported"),
        *OF_EVERY_LAW,
    ),
)
WORKFLOWS = (USUAL,)
