"""Participatie (Participatiewet): application, income, work and taking part."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from casework.models.trajectories import NEW, Trajectory
from casework.workflow.engine import Answer, Ask, Later, Letter, Only, Phase, Starts, State, Step, Who, Workflow
from casework.workflow.shared import (
    AT_AFTERCARE,
    AT_END,
    AT_NEW,
    FULFILLED,
    IDENTITY_SEEN,
    OF_EVERY_LAW,
    Granting,
    Outcome,
    asks_for_information,
    to_aftercare,
)
from privacy.choices import Domain

ASKED = Ask(
    "asked",
    _("Waar gaat de vraag over?"),
    Answer.CHOICE,
    (("income", _("inkomen")), ("work", _("werk of meedoen")), ("both", _("allebei"))),
    missing=_("Kies waar de vraag over gaat."),
)
LADDER = Ask(
    "rung",
    _("Trede op de participatieladder"),
    Answer.CHOICE,
    (
        ("isolated", _("1: geïsoleerd")),
        ("contacts", _("2: sociale contacten buitenshuis")),
        ("activities", _("3: deelname aan georganiseerde activiteiten")),
        ("unpaid", _("4: onbetaald werk")),
        ("paid_with_support", _("5: betaald werk met ondersteuning")),
        ("paid", _("6: betaald werk")),
    ),
    missing=_("Kies een trede."),
)
ROAD = Ask(
    "road",
    _("Wat gaat iemand doen?"),
    Answer.CHOICE,
    (
        ("reintegration", _("re-integratie")),
        ("sheltered", _("beschut werk")),
        ("taking_part", _("maatschappelijke participatie")),
        ("volunteering", _("vrijwilligerswerk")),
    ),
    missing=_("Kies wat iemand gaat doen."),
)
EXCUSED = Ask(
    "exception",
    _("Geldt er een uitzondering op de zoektermijn?"),
    Answer.CHOICE,
    (
        ("none", _("nee, de jongere zoekt vier weken")),
        ("vulnerable", _("ja, de jongere is kwetsbaar")),
        ("other", _("ja, om een andere reden")),
    ),
    missing=_("Kies of er een uitzondering geldt."),
)
WHY_EXCUSED = Ask(
    "why_excepted",
    _("Waarom?"),
    missing=_("Schrijf op waarom de uitzondering geldt."),
    only=Only("exception", ("vulnerable", "other")),
)

USUAL = Workflow(
    Trajectory.Kind.PARTICIPATION,
    Domain.PARTICIPATION,
    states=(
        AT_NEW,
        State("reported", _("aangemeld"), Phase.REQUESTED),
        State("searching", _("zoektermijn jongere"), Phase.REQUESTED),
        State("applied", _("aanvraag gedaan"), Phase.INVESTIGATING),
        State("granted", _("toegekend"), Phase.RUNNING),
        State("on_the_way", _("op weg naar werk of meedoen"), Phase.RUNNING),
        AT_AFTERCARE,
        AT_END,
    ),
    steps=(
        Step(
            "report",
            _("Aanmelding vastleggen"),
            _("Aangemeld voor participatie of inkomen"),
            (NEW,),
            "reported",
            asks=(ASKED,),
            article="Participatiewet art. 44",
            who=Who.OR_COORDINATES,
            letter=Letter.RECEIPT,
        ),
        Step(
            "search_term",
            _("Zoektermijn vastleggen (jonger dan 27)"),
            _("Zoektermijn besproken"),
            ("reported",),
            "searching",
            asks=(EXCUSED, WHY_EXCUSED),
            article="Participatiewet art. 41 lid 4",
            starts=(Starts("pw.zoektermijn", only=Only("exception", ("none",)), is_followed_up=True),),
            is_aside=True,
        ),
        Step(
            "apply",
            _("Aanvraag vastleggen"),
            _("Aanvraag gedaan"),
            ("reported", "searching"),
            "applied",
            asks=(IDENTITY_SEEN,),
            article="Awb art. 4:13",
            starts=(Starts("pw.beschikking"), Starts("pw.voorschot")),
            meets=("pw.zoektermijn",),
            letter=Letter.RECEIPT,
        ),
        Step(
            "advance",
            _("Voorschot vastleggen"),
            _("Over het voorschot besloten"),
            ("applied",),
            asks=(
                Ask(
                    "advance",
                    _("Komt er een voorschot?"),
                    Answer.CHOICE,
                    (("paid", _("ja")), ("not_needed", _("nee, niet nodig"))),
                    missing=_("Kies of er een voorschot komt."),
                ),
                Ask(
                    "amount",
                    _("Bedrag in hele euro's"),
                    Answer.NUMBER,
                    missing=_("Vul het bedrag van het voorschot in."),
                    only=Only("advance", ("paid",)),
                ),
            ),
            article="Participatiewet art. 52",
            meets=("pw.voorschot",),
        ),
        *asks_for_information("pw.beschikking", "applied"),
        Step(
            "grant",
            _("Beschikking: toekennen"),
            _("Aanvraag toegekend"),
            ("applied",),
            "granted",
            article="Awb art. 4:13",
            meets=("pw.beschikking",),
            drops=("pw.voorschot",),
            decides=(Granting.GRANT,),
            letter=Letter.DECISION,
        ),
        Step(
            "refuse",
            _("Beschikking: afwijzen"),
            _("Aanvraag afgewezen"),
            ("applied",),
            "ended",
            article="Awb art. 4:13",
            meets=("pw.beschikking",),
            drops=("pw.voorschot",),
            decides=(Granting.REFUSE, Granting.NOT_PROCESSED),
            ends_as=(Outcome.REFUSED,),
            letter=Letter.DECISION,
            is_aside=True,
        ),
        Step(
            "agree_road",
            _("Plan voor werk en meedoen afspreken"),
            _("Plan voor werk en meedoen afgesproken"),
            ("reported", "granted"),
            "on_the_way",
            asks=(ROAD, Ask(LADDER.key, LADDER.words, LADDER.kind, LADDER.choices, is_optional=True)),
            article="Participatiewet art. 7 en 10",
            plans=(Later(_("Participatie: hoe ver is het plan?"), 91, "ladder"),),
        ),
        Step(
            "ladder",
            _("Trede op de ladder vastleggen"),
            _("Trede op de participatieladder vastgelegd"),
            ("granted", "on_the_way", "aftercare"),
            asks=(LADDER,),
            is_aside=True,
        ),
        Step(
            "exempt",
            _("Ontheffing vastleggen"),
            _("Ontheffing gegeven"),
            ("granted", "on_the_way"),
            asks=(
                Ask(
                    "exempt_until",
                    _("Ontheffing tot en met"),
                    Answer.DAY,
                    missing=_("Vul in tot en met welke dag de ontheffing geldt."),
                    later=True,
                ),
            ),
            article="Participatiewet art. 9 lid 2",
            decides=(Granting.CHANGE,),
            letter=Letter.DECISION,
            is_aside=True,
        ),
        Step(
            "change",
            _("Beschikking: wijzigen"),
            _("Beschikking gewijzigd"),
            ("granted", "on_the_way"),
            decides=(Granting.CHANGE,),
            letter=Letter.DECISION,
            is_aside=True,
        ),
        Step(
            "end_income",
            _("Beschikking: beëindigen"),
            _("Uitkering of voorziening beëindigd"),
            ("granted", "on_the_way"),
            "ended",
            decides=(Granting.END,),
            ends_as=(*FULFILLED, Outcome.WAIVED),
            needs_reason=True,
            letter=Letter.DECISION,
            is_aside=True,
        ),
        to_aftercare("granted", "on_the_way"),
        *OF_EVERY_LAW,
    ),
)
WORKFLOWS = (USUAL,)
